//! What `platform` derives from the rows: access list, search index, weights; then the proof, on a sample.

use anyhow::{Context, Result, ensure};
use maillage::compose::KINDS;
use platform::access::{Level, RecordId, rebuild, verify, weigh};
use platform::database::{Database, FromRow, Query, Reader, Row};
use platform::search::{Document, index};

/// Documents indexed in one transaction.
const BATCH: i64 = 500;
/// Batches of the proof: every record would take longer than the measures.
const PROVED: i64 = 20;

/// Derives everything, and proves a sample equal to what the verbs would have written.
pub async fn derive(database: &Database) -> Result<()> {
    for list in LISTS {
        let mut after = String::new();
        while let Some(last) = documents(database, list, after).await? {
            after = last;
        }
    }
    database.write(weigh).await.context("the weights")?;
    prove(database).await
}

/// Derives the access list of every record.
pub async fn access_list(database: &Database) -> Result<()> {
    let mut after = None;
    loop {
        after = database.write(move |tx| rebuild(tx, KINDS, after)).await.context("the access list")?;
        if after.is_none() {
            return Ok(());
        }
    }
}

/// Compares batches taken evenly among all records, and every member, with the slow derivation.
pub async fn prove(database: &Database) -> Result<()> {
    let count = |r: &Reader| Query::new("select count(*) from record").one::<i64>(r);
    let records = database.read(count).await?;
    let mut after: Option<RecordId> = None;
    for batch in 1..=PROVED {
        let (differences, _) = database.read(|r| verify(r, KINDS, after)).await?;
        ensure!(differences.is_empty(), "the world differs from what the verbs write: {differences:?}");
        let place = records * batch / (PROVED + 1);
        let next = |r: &Reader| {
            Query::new("select id from record order by id limit 1 offset $1").bind(place).maybe(r)
        };
        after = database.read(next).await?;
    }
    Ok(())
}

/// A kind of document: which rows, and how each is described, as its feature's `describe` does.
#[derive(Clone, Copy)]
struct List {
    sql: &'static str,
    kind: &'static str,
    level: Level,
    named: bool,
}

const LISTS: [List; 5] = [
    List {
        sql: "select id, name, null, name, coalesce(city, '') || ' ' || coalesce(siren, '') || ' ' || coalesce(activity, '') from organisation where not member and id > ",
        kind: "organisation",
        level: Level::Card,
        named: true,
    },
    List {
        sql: "select id, code_name, reference, code_name || ' · ' || reference, coalesce(anonymous_description, '') from project where id > ",
        kind: "project",
        level: Level::Card,
        named: true,
    },
    List {
        sql: "select id, code_name, reference, code_name || ' · ' || reference, coalesce(anonymous_description, '') || ' ' || coalesce(activity, '') || ' ' || coalesce(location, '') || ' ' || coalesce(requirements, '') from project where id > ",
        kind: "project",
        level: Level::Read,
        named: true,
    },
    List {
        sql: "select p.id, p.given_name || ' ' || p.family_name, null, p.given_name || ' ' || p.family_name, p.family_name || ' Directeur du site' from person p join record r on r.id = p.id where p.id > ",
        kind: "person",
        level: Level::Card,
        named: true,
    },
    List {
        sql: "select i.id, '', null, o.name, coalesce(i.summary, '') from interaction i join company_file f on f.id = i.company_file join organisation o on o.id = f.company where i.id > ",
        kind: "interaction",
        level: Level::Read,
        named: false,
    },
];

struct Found {
    id: RecordId,
    name: String,
    reference: Option<String>,
    title: String,
    text: String,
}

impl FromRow for Found {
    fn from_row(row: &Row<'_>) -> platform::database::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            name: row.get(1)?,
            reference: row.get(2)?,
            title: row.get(3)?,
            text: row.get(4)?,
        })
    }
}

async fn documents(database: &Database, list: List, after: String) -> Result<Option<String>> {
    let write = move |tx: &platform::database::Transaction| {
        let order = match (list.kind, list.named) {
            ("person", _) => " order by p.id limit ",
            (_, true) => " order by id limit ",
            (_, false) => " order by i.id limit ",
        };
        let query = Query::new(list.sql).push_value(&after).push(order).push_value(BATCH);
        let found: Vec<Found> = query.all(tx)?;
        for one in &found {
            let document = Document {
                record: one.id,
                kind: list.kind,
                level: list.level,
                reference: one.reference.as_deref(),
                name: &one.name,
                text: &one.text,
                title: &one.title,
            };
            index(tx, &document)?;
        }
        Ok::<_, platform::database::Error>(found.last().map(|one| one.id.to_string()))
    };
    database.write(write).await.context("the search index")
}
