//! The facade's promises, on both engines.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Barrier, mpsc};
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::{Date, date};
use macros::both_engines;

use super::testing::Scratch;
use super::{Database, Error, FromRow, Query, Standing, Value};

#[derive(Debug, PartialEq, FromRow)]
struct Setting {
    key: String,
    value: String,
}

fn put<'q>(key: &'q str, value: &'q str) -> Query<'q> {
    Query::new("insert into setting (key, value) values ($1, $2)").bind(key).bind(value)
}

#[both_engines]
async fn a_row_is_read_as_it_was_written(database: Database) {
    database.write(|tx| put("nom", "Maillage « d’été »").execute_one(tx)).await.unwrap();
    let read = |key: &'static str| Query::new("select key, value from setting where key = $1").bind(key);
    let (found, none) = database
        .read(|r| Ok::<_, Error>((read("nom").maybe::<Setting>(r)?, read("rien").maybe::<Setting>(r)?)))
        .await
        .unwrap();
    assert_eq!(found, Some(Setting { key: "nom".into(), value: "Maillage « d’été »".into() }));
    assert_eq!(none, None);
}

#[both_engines]
async fn every_kind_of_value_goes_round(database: Database) {
    type Probe = (String, i64, f64, bool, Timestamp, Date);
    type Nothing = (Option<String>, Option<i64>, Option<f64>, Option<bool>, Option<Timestamp>, Option<Date>);
    let at: Timestamp = "2021-06-15T09:12:00.000123Z".parse().unwrap();
    let rows: (Probe, Nothing) = database
        .write(move |tx| {
            Query::new("create table probe (t text, n bigint, x double precision, b boolean, at timestamptz, d date)").execute(tx)?;
            let insert = || Query::new("insert into probe (t, n, x, b, at, d) values ($1, $2, $3, $4, $5, $6)");
            let full = insert().bind("é").bind(42_i64).bind(0.5).bind(true).bind(at).bind(date(2021, 2, 2));
            full.execute_one(tx)?;
            insert().bind_all([const { Value::Null }; 6]).execute_one(tx)?;
            let read = |at| {
                let base = Query::new("select t, n, x, b, at, d from probe where (n is null) = $1").bind(at);
                base.push(" and (at is null or at = ").push_value("2021-06-15T09:12:00.000123Z".parse::<Timestamp>().unwrap()).push(")")
            };
            Ok::<_, Error>((read(false).one(tx)?, read(true).one(tx)?))
        })
        .await
        .unwrap();
    assert_eq!(rows.0, ("é".into(), 42, 0.5, true, at, date(2021, 2, 2)));
    assert_eq!(rows.1, (None, None, None, None, None, None));
}

#[both_engines]
async fn a_refused_change_leaves_nothing(database: Database) {
    let refused: Result<(), Error> = database
        .write(|tx| {
            put("a", "1").execute_one(tx)?;
            Err(Error::Stale)
        })
        .await;
    assert!(matches!(refused, Err(Error::Stale)));
    assert_eq!(count(&database).await, 0);
}

#[both_engines]
async fn a_panic_leaves_nothing_and_the_database_goes_on(database: Database) {
    let victim = database.clone();
    let outcome = tokio::spawn(async move {
        victim
            .write::<(), Error, _>(|tx| {
                put("a", "1").execute_one(tx)?;
                panic!("a defect");
            })
            .await
    })
    .await;
    assert!(!matches!(outcome, Ok(Ok(()))));
    database.write(|tx| put("b", "2").execute_one(tx)).await.unwrap();
    assert_eq!(count(&database).await, 1);
}

#[both_engines]
async fn a_unique_index_is_named_alike(database: Database) {
    let insert = |id: &'static str| {
        Query::new("insert into principal (id, key, kind, name, weight) values ($1, 1, 'group', 'x', 0)")
            .bind(id)
    };
    let outcome = database
        .write(move |tx| {
            insert("a").execute_one(tx)?;
            insert("b").execute_one(tx)
        })
        .await;
    assert!(matches!(outcome, Err(Error::Unique(name)) if name == "principal__key"));
}

#[both_engines]
async fn a_stale_change_is_said(database: Database) {
    let outcome = database
        .write(|tx| Query::new("update setting set value = 'x' where key = 'absent'").execute_one(tx))
        .await;
    assert!(matches!(outcome, Err(Error::Stale)));
}

#[both_engines]
async fn missing_values_are_refused_before_the_engine(database: Database) {
    let outcome = database.read(|r| Query::new("select $1, $2").bind(1_i64).one::<i64>(r)).await;
    assert!(matches!(outcome, Err(Error::Binds { bound: 1, expected: 2, .. })));
}

#[both_engines]
async fn parameters_are_positional_whatever_their_order(database: Database) {
    let row: (String, String) = database
        .read(|r| Query::new("select cast($2 as text), cast($1 as text)").bind("first").bind("second").one(r))
        .await
        .unwrap();
    assert_eq!(row, ("second".into(), "first".into()));
}

#[both_engines]
async fn a_null_fits_any_column(database: Database) {
    database
        .write(|tx| {
            Query::new("insert into membership (member, grouping, valid_from) select 1, 1, $1 where 1 = 0")
                .bind(Value::Null)
                .execute(tx)
        })
        .await
        .unwrap();
}

/// Counters raised by many writers at once: serializable on both engines, whoever has to run again.
#[both_engines]
async fn concurrent_changes_are_serial(database: Database) {
    database.write(|tx| put("n", "0").execute_one(tx)).await.unwrap();
    let runs = Arc::new(AtomicU32::new(0));
    let writers: Vec<_> = (0..40)
        .map(|_| {
            let (database, runs) = (database.clone(), runs.clone());
            tokio::spawn(async move {
                database
                    .write(move |tx| {
                        runs.fetch_add(1, Ordering::Relaxed);
                        let n: String = Query::new("select value from setting where key = 'n'").one(tx)?;
                        let next = (n.parse::<u32>().map_err(Error::decode)? + 1).to_string();
                        Query::new("update setting set value = $1 where key = 'n'").bind(next).execute_one(tx)
                    })
                    .await
            })
        })
        .collect();
    let mut done = 0;
    for writer in writers {
        // A server may give up on a hot row after many attempts: then it must say so.
        match writer.await.unwrap() {
            Ok(()) => done += 1,
            Err(error) => assert!(matches!(error, Error::Retry), "{error}"),
        }
    }
    let n: String =
        database.read(|r| Query::new("select value from setting where key = 'n'").one(r)).await.unwrap();
    assert_eq!(n.parse::<u32>().unwrap(), done);
    assert!(done > 0 && runs.load(Ordering::Relaxed) >= done);
}

#[both_engines]
async fn a_read_sees_one_snapshot(database: Database) {
    let other = database.clone();
    let runtime = tokio::runtime::Handle::current();
    let (before, after) = database
        .read(|r| {
            let before: i64 = Query::new("select count(*) from setting").one(r)?;
            let write =
                std::thread::spawn(move || runtime.block_on(other.write(|tx| put("a", "1").execute_one(tx))));
            write.join().unwrap()?;
            let after: i64 = Query::new("select count(*) from setting").one(r)?;
            Ok::<_, Error>((before, after))
        })
        .await
        .unwrap();
    assert_eq!((before, after), (0, 0));
    assert_eq!(count(&database).await, 1);
}

/// `kill -9` proves nothing of the disk by itself: the setting that syncs each commit is asserted too.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sqlite_syncs_every_commit() {
    let scratch = super::testing::Scratch::sqlite().await;
    let (synchronous, foreign_keys, journal): (i64, i64, String) = scratch
        .database()
        .write(|tx| {
            Ok::<_, Error>((
                Query::new("pragma synchronous").one(tx)?,
                Query::new("pragma foreign_keys").one(tx)?,
                Query::new("pragma journal_mode").one(tx)?,
            ))
        })
        .await
        .unwrap();
    assert_eq!((synchronous, foreign_keys, journal.as_str()), (2, 1, "wal"));
}

/// The two engines hold the same tables with the same columns, search apart.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn both_engines_have_the_same_tables() {
    let sqlite = super::testing::Scratch::sqlite().await;
    let postgres = super::testing::Scratch::postgres().await;
    let sqlite: Vec<(String, String)> = sqlite
        .database()
        .read(|r| {
            Query::new(
                "select m.name, c.name from sqlite_master m join pragma_table_info(m.name) c
                 where m.type = 'table' and m.name not like 'sqlite_%' and m.name not like 'search_text%'
                   and m.name not like 'search_document%' and m.name not like 'refinery%' order by 1, 2",
            )
            .all(r)
        })
        .await
        .unwrap();
    let postgres: Vec<(String, String)> = postgres
        .database()
        .read(|r| {
            Query::new(
                "select cast(table_name as text), cast(column_name as text) from information_schema.columns
                 where table_schema = 'public' and table_name not like 'search_document%' and table_name not like 'refinery%' order by 1, 2",
            )
            .all(r)
        })
        .await
        .unwrap();
    assert!(sqlite.len() > 50);
    assert_eq!(sqlite, postgres);
}

async fn count(database: &Database) -> i64 {
    database.read(|r| Query::new("select count(*) from setting").one(r)).await.unwrap()
}

/// Reads hold the worker that runs them; there is one more for whoever reads nothing.
#[test]
fn slow_reads_leave_the_others_served() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(super::workers())
        .enable_all()
        .build()
        .unwrap();
    let readers = super::sqlite::readers();
    let released = Arc::new(Barrier::new(readers + 1));
    let (told, said) = mpsc::channel();
    let next = || said.recv_timeout(Duration::from_secs(20));
    runtime.block_on(async {
        let scratch = Scratch::sqlite().await;
        let reads: Vec<_> = (0..readers)
            .map(|_| {
                let (database, released, told) = (scratch.database(), released.clone(), told.clone());
                let slow = async move {
                    let read = database.read(|r| {
                        told.send("reading").unwrap();
                        released.wait();
                        Query::new("select 1").one::<i64>(r)
                    });
                    read.await
                };
                tokio::spawn(slow)
            })
            .collect();
        assert!((0..readers).all(|_| next() == Ok("reading")));
        tokio::spawn(async move { told.send("served") });
        let other = next();
        released.wait();
        for read in reads {
            assert_eq!(read.await.unwrap().unwrap(), 1);
        }
        assert_eq!(other, Ok("served"));
    });
}

/// Brought to a later version, it is not touched by an earlier one.
#[both_engines]
async fn a_database_of_a_later_version_is_refused(database: Database) {
    assert_eq!(database.standing().await.unwrap(), Standing::Known);
    database
        .write(|tx| {
            let later = "insert into refinery_schema_history (version, name, applied_on, checksum)
                values (29990101000000, 'later', '2999-01-01T00:00:00Z', '1')";
            Query::new(later).execute_one(tx)
        })
        .await
        .unwrap();
    let refused = database.migrate().await.unwrap_err().to_string();
    assert!(refused.contains("a later version of this program") && refused.contains("later"), "{refused}");
    assert_eq!(database.standing().await.unwrap(), Standing::Later(29_990_101_000_000));
}
