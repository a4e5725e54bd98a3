//! From the first release to this one: databases made by 0.1.0 on each engine, opened by today's program, and an archive of
//! one of them restored.
//!
//! `first_release/` holds a demonstration made by 0.1.0 (its territories and activities, which each start loads, left out):
//! the SQLite file as it was, and PostgreSQL's as `pg_dump` tells it.

use std::collections::BTreeSet;
use std::io::Read;

use flate2::read::GzDecoder;
use maillage::account::{Purpose, by_email, personal_link};
use maillage::compose;
use maillage::reference::territories::refresh_at_start;
use platform::access;
use platform::backup::{Archive, Product, back_up};
use platform::database::copy::Table;
use platform::database::testing::Scratch;
use platform::database::{Database, Error, Location, Query, Reader};
use platform::files::Store;
use platform::web::{Problem, ProblemKind};

use super::backup::{Folder, ids, restored};
use super::client::Instance;

/// The last migration of 0.1.0.
const FIRST: i64 = 20_261_122_160_000;

fn unpacked(bytes: &[u8]) -> Vec<u8> {
    let mut unpacked = Vec::new();
    GzDecoder::new(bytes).read_to_end(&mut unpacked).unwrap();
    unpacked
}

fn in_file(folder: &Folder) -> Location {
    let file = folder.at("first.db");
    std::fs::write(&file, unpacked(include_bytes!("first_release/0.1.0.db.gz"))).unwrap();
    Location::File(file)
}

async fn on_server() -> Location {
    let location = Scratch::empty_server().await;
    let dump = String::from_utf8(unpacked(include_bytes!("first_release/0.1.0.sql.gz"))).unwrap();
    Scratch::run_on(&location, &dump).await;
    location
}

/// Every row as far as both hold the same columns, by table. Facts of today's demonstration are not asked of an older one:
/// it was made without what they say.
async fn rows(database: &Database, folder: &Folder, others: &[Table]) -> Vec<(Table, BTreeSet<String>)> {
    let scratch = folder.at("rows");
    let read = database.snapshot(&scratch, |r| {
        let mut all = Vec::new();
        for mut table in r.tables()? {
            let Some(other) = others.iter().find(|other| other.name == table.name) else { continue };
            table.columns.retain(|column| other.columns.contains(column));
            let mut rows = BTreeSet::new();
            r.rows(&table, |values| {
                rows.insert(format!("{values:?}"));
                Ok::<_, Error>(())
            })?;
            all.push((table, rows));
        }
        Ok::<_, Error>(all)
    });
    read.await.unwrap()
}

/// Opened, migrated: no row has gone or changed, the access list is right, and every main page answers.
async fn stands(location: &Location) {
    let database = Database::open(location, ids()).await.unwrap();
    let folder = Folder::new();
    assert_eq!(database.read(Reader::schema).await.unwrap(), FIRST);
    let old = database.read(Reader::tables).await.unwrap();
    let kept = rows(&database, &folder, &today().await).await;
    assert!(!database.migrate().await.unwrap().is_empty());
    let after = rows(&database, &folder, &old).await;
    assert_eq!(kept.len(), after.len(), "a table has gone");
    for ((table, kept), (_, after)) in kept.iter().zip(&after) {
        assert!(kept.is_subset(after), "{}: a row has gone or changed", table.name);
    }
    holds(database).await;
}

async fn holds(database: Database) {
    while database.write(|tx| access::derive_missing(tx, compose::KINDS)).await.unwrap() {}
    let instance = Instance::of(database);
    instance.access_holds().await;
    instance.database.write(maillage::demo::ground).await.unwrap();
    let link = instance.database.write(|tx| {
        let found = by_email(tx, "claire.vidal@provence.example")?.ok_or(ProblemKind::NotFound)?;
        Ok::<_, Problem>(personal_link(tx, found.account, Purpose::Demo, Purpose::Demo.life())?)
    });
    let mut claire = instance.enter(&link.await.unwrap()).await;
    let project = instance.project("Cigale").await;
    let company: String = instance.one("select company from project where code_name = 'Cigale'").await;
    for (page, text) in [
        ("/today".to_owned(), "Claire Vidal"),
        ("/projects".into(), "Cigale"),
        ("/projects?view=list".into(), "Cigale"),
        (format!("/projects/{project}"), "Cigale"),
        (format!("/companies/{company}"), "Contact"),
        ("/organisations".into(), "Bpifrance"),
        ("/territories".into(), "Territoires"),
        ("/activities".into(), "Activités"),
        ("/sources".into(), "Source"),
        ("/search?q=cigalle".into(), "Cigale"),
        ("/account".into(), "Claire"),
    ] {
        let answer = claire.get(&page).await;
        assert!(
            answer.status == 200 && answer.body.contains(text),
            "{page}: {} {}",
            answer.status,
            answer.body
        );
    }
    // And it is worked with.
    let facts = [
        ("code_name", "Asphodèle"),
        ("source", "fair"),
        ("sealed_company", "Un fabricant"),
        ("audience", "owner"),
    ];
    assert_eq!(claire.post("/projects", &facts).await.status, 303);
}

/// An instance whose municipal arrondissements were numbered among the communes: what named one so names it as what it is,
/// and a perimeter that holds the commune holds it once.
async fn arrondissements_are_told_from_communes(instance: &Instance) {
    let write = async |sql: &'static str| {
        instance
            .database
            .write(|tx| Query::new(sql).execute(tx))
            .await
            .unwrap_or_else(|error| panic!("{sql}: {error}"))
    };
    refresh_at_start(&instance.database).await.unwrap().unwrap();
    maillage::demo::draw(&instance.database).await.unwrap();
    // As they were.
    for sql in [
        "insert into territory (id, kind, code, name, name_key, population, country, vintage)
            select 'commune-' || code, 'commune', code, name, name_key, population, country, vintage from territory where kind = 'arrondissement'",
        "update postal_code set territory = 'commune-' || substr(territory, 16) where territory like 'arrondissement-%'",
        "delete from territory_part where part like 'arrondissement-%'",
        "delete from territory where kind = 'arrondissement'",
        "insert into territory_part (part, whole) select id, 'departement-75' from territory
            where kind = 'commune' and code between '75101' and '75120'",
        "update organisation set place = 'commune-75112' where name = 'Bpifrance'",
        "insert into competence (organisation, territory) select id, 'commune-75112' from organisation where name = 'Bpifrance'",
        "update asset_sheet set perimeter = null, territory = 'commune-75112' where fictitious",
        "insert into perimeter_commune (version, commune, through) select id, 'commune-75112', 'departement-75' from perimeter_version",
        "insert into perimeter_commune (version, commune) select min(id), 'commune-75056' from perimeter_version",
        "insert into perimeter_member (version, territory, position) select max(id), 'commune-75112', 99 from perimeter_version",
    ] {
        write(sql).await;
    }
    let migration = include_str!("../../../../migrations/V20261130101700__reference_arrondissements.sql");
    let code: String =
        migration.lines().filter(|line| !line.starts_with("--")).collect::<Vec<_>>().join("\n");
    let statements: Vec<&'static str> =
        code.leak().split(';').map(str::trim).filter(|sql| !sql.is_empty()).collect();
    for sql in statements {
        write(sql).await;
    }
    for (sql, told) in [
        ("select place from organisation where name = 'Bpifrance'", "arrondissement-75112"),
        ("select territory from competence where territory like '%-75112'", "arrondissement-75112"),
        ("select territory from asset_sheet where fictitious", "arrondissement-75112"),
        ("select territory from perimeter_member where position = 99", "arrondissement-75112"),
        (
            "select territory from postal_code where code = '75012' and territory like 'a%'",
            "arrondissement-75112",
        ),
        ("select whole from territory_part where part = 'arrondissement-13202'", "commune-13055"),
        ("select max(commune) from perimeter_commune where commune like '%-75112'", "arrondissement-75112"),
    ] {
        assert_eq!(instance.one::<String>(sql).await, told, "{sql}");
    }
    let [communes, twice, parts]: [i64; 3] = [
        instance.one("select count(*) from territory where kind = 'commune'").await,
        instance.one("select count(*) from perimeter_commune where commune = 'arrondissement-75112'").await,
        instance.one("select count(*) from territory_part where whole = 'departement-75'").await,
    ];
    assert_eq!((communes, twice, parts), (34_969, 1, 1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn arrondissements_are_told_from_communes_on_sqlite() {
    arrondissements_are_told_from_communes(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn arrondissements_are_told_from_communes_on_postgres() {
    arrondissements_are_told_from_communes(&Instance::postgres().await).await;
}

/// The tables of this version.
async fn today() -> Vec<Table> {
    let scratch = Scratch::sqlite().await;
    scratch.database().read(Reader::tables).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_of_the_first_release_opens_today() {
    let folder = Folder::new();
    stands(&in_file(&folder)).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_of_the_first_release_opens_today() {
    stands(&on_server().await).await;
}

/// A backup keeps the schema it was made at, and passes by the same migrations: made before an upgrade, it is good after.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_of_the_first_release_is_restored_today() {
    let folder = Folder::new();
    let store = Store::folder(&folder.at("files")).unwrap();
    let other = Scratch::empty_server().await;
    for (name, from, into) in [
        ("file", in_file(&folder), other),
        ("server", on_server().await, Location::File(folder.at("into.db"))),
    ] {
        let old = Database::open(&from, ids()).await.unwrap();
        let projects: i64 = old.read(|r| Query::new("select count(*) from project").one(r)).await.unwrap();
        back_up(&old, &store, Product { version: "0.1.0" }, &folder.at(name)).await.unwrap();
        assert_eq!(Archive::open(&folder.at(name)).unwrap().manifest().schema, FIRST);
        let new = restored(&folder.at(name), &into, &store).await;
        let now: i64 = new.read(|r| Query::new("select count(*) from project").one(r)).await.unwrap();
        assert!(projects > 3 && now == projects, "{projects} {now}");
        holds(new).await;
    }
}
