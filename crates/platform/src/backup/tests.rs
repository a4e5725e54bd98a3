//! What comes back is what went, and what is newer is refused.

use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};

use macros::both_engines;
use zip::write::SimpleFileOptions;

use super::*;
use crate::database::testing::Scratch;
use crate::database::{Database, Location, Query};
use crate::files::Store;

struct Folder(PathBuf);

impl Folder {
    fn new(database: &Database) -> Self {
        let name: uuid::Uuid = database.ids().next();
        let folder = std::env::temp_dir().join(format!("maillage-archive-{name}"));
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

const PRODUCT: Product = Product { version: "9.9.9" };

/// Every kind of cell at its ends, and rows whose order of coming is not that of their references.
#[both_engines]
async fn every_kind_of_cell_comes_back(database: Database) {
    let folder = Folder::new(&database);
    let texts = ["", "Écluse « à l’aube »\n\t\"\\", "null", "𝄞\u{1}"];
    database
        .write(move |tx| {
            for (at, text) in texts.iter().enumerate() {
                let (big, real) = ([i64::MIN, i64::MAX, 0, -1][at], [0.1 + 0.2, f64::MIN_POSITIVE, -1.5, 1e300][at]);
                Query::new(
                    "insert into territory (id, kind, code, name, name_key, population, latitude, country, vintage, valid_until)
                     values ($1, 'x', '1', $2, 'k', $3, $4, 'FR', 'v', $5)",
                )
                .bind(format!("id-{at}"))
                .bind(*text)
                .bind(big)
                .bind((at != 1).then_some(real))
                .bind((at == 0).then_some(jiff::civil::date(2026, 2, 28)))
                .execute_one(tx)?;
                let moment = jiff::Timestamp::from_microsecond(1_700_000_000_000_001 + big % 7)
                    .map_err(crate::database::Error::decode)?;
                Query::new("insert into attempt (bucket, window_start, attempts) values ($1, $2, 1)")
                    .bind(format!("b-{at}"))
                    .bind(moment)
                    .execute_one(tx)?;
            }
            Ok::<_, crate::database::Error>(())
        })
        .await
        .unwrap();
    let store = Store::folder(&folder.at("files")).unwrap();
    let first = back_up(&database, &store, PRODUCT, &folder.at("a")).await.unwrap();
    let mut archive = Archive::open(&folder.at("a")).unwrap();
    archive.verify().unwrap();
    // To the other engine.
    let location = match database.engine_name() {
        "SQLite" => Scratch::empty_server().await,
        _ => Location::File(folder.at("other.db")),
    };
    let fresh = restore(&mut archive, &location, &store, database.ids().clone()).await.unwrap();
    fresh.publish().await.unwrap();
    let other = Database::open(&location, database.ids().clone()).await.unwrap();
    let second = back_up(&other, &store, PRODUCT, &folder.at("b")).await.unwrap();
    assert_eq!(second.tables, first.tables, "the same rows, to the same bytes");
    let again = restore(&mut archive, &location, &store, database.ids().clone()).await;
    assert!(matches!(again, Err(Error::Occupied)));
}

/// An archive whose manifest says something else.
fn altered(from: &Path, into: &Path, change: impl Fn(&mut serde_json::Value)) {
    let mut zip = zip::ZipArchive::new(std::fs::File::open(from).unwrap()).unwrap();
    let mut out = zip::ZipWriter::new(std::fs::File::create(into).unwrap());
    for at in 0..zip.len() {
        let mut entry = zip.by_index(at).unwrap();
        let (mut bytes, name) = (Vec::new(), entry.name().unwrap().into_owned());
        entry.read_to_end(&mut bytes).unwrap();
        if name == manifest::PATH {
            let mut json = serde_json::from_slice(&bytes).unwrap();
            change(&mut json);
            bytes = json.to_string().into_bytes();
        }
        out.start_file(name, SimpleFileOptions::default()).unwrap();
        out.write_all(&bytes).unwrap();
    }
    out.finish().unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_newer_or_does_not_hold_together_is_refused() {
    let scratch = Scratch::sqlite().await;
    let folder = Folder::new(&scratch.database());
    let store = Store::folder(&folder.at("files")).unwrap();
    let (good, bad) = (folder.at("good"), folder.at("bad"));
    back_up(&scratch.database(), &store, PRODUCT, &good).await.unwrap();
    let opened = |change: &dyn Fn(&mut serde_json::Value)| {
        altered(&good, &bad, change);
        Archive::open(&bad).and_then(|mut archive| archive.verify())
    };
    assert!(opened(&|_| {}).is_ok());
    assert!(matches!(opened(&|m| m["format"] = 2.into()), Err(Error::NewerFormat { format: 2, .. })));
    let later = 99_991_231_235_959_i64;
    assert!(
        matches!(opened(&|m| m["schema"] = later.into()), Err(Error::NewerSchema { schema, .. }) if schema == later)
    );
    assert!(matches!(opened(&|m| m["schema"] = 1.into()), Err(Error::Damaged(_))));
    assert!(matches!(opened(&|m| m["product"] = "other".into()), Err(Error::NotBackup)));
    assert!(matches!(opened(&|m| m["tables"][0]["rows"] = 7.into()), Err(Error::Damaged(_))));
    assert!(matches!(opened(&|m| m["tables"][0]["name"] = "../../x".into()), Err(Error::Damaged(_))));
    // The manifest agrees with its entries, and a row names one that is not there.
    let orphan = |m: &mut serde_json::Value| {
        let tables = m["tables"].as_array_mut().unwrap();
        tables.retain(|table| table["name"] != "setting");
        let mut first = tables[0].clone();
        first["name"] = "nowhere".into();
        tables.push(first);
    };
    assert!(matches!(opened(&orphan), Err(Error::Damaged(_))));
}

/// What fails in the middle leaves the place empty, and the next one may begin.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restore_that_fails_leaves_an_empty_place() {
    let scratch = Scratch::sqlite().await;
    let folder = Folder::new(&scratch.database());
    let store = Store::folder(&folder.at("files")).unwrap();
    let good = folder.at("good");
    // A row that names a principal who is not there: the check of references finds it.
    Scratch::run_on(
        &Location::File(scratch.file()),
        "pragma foreign_keys = off; insert into membership (member, grouping) values (1, 2)",
    )
    .await;
    back_up(&scratch.database(), &store, PRODUCT, &good).await.unwrap();
    let mut archive = Archive::open(&good).unwrap();
    for location in [Scratch::empty_server().await, Location::File(folder.at("x.db"))] {
        let ids = scratch.database().ids().clone();
        let refused = restore(&mut archive, &location, &store, ids.clone()).await;
        assert!(matches!(refused, Err(Error::Database(crate::database::Error::Constraint(_)))));
        let begun = Fresh::begin(&location, ids).await.unwrap();
        begun.expect("the place is empty").abandon().await;
        assert!(!folder.at("x.db").exists() && !folder.at("x.db.restoring").exists());
    }
}
