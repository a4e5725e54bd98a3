//! The SQL of source documents. They are public: every signed-in member reads them all.

use platform::database::{Error, FromRow, Query, Reader, Result, Row, Transaction};
use serde::de::DeserializeOwned;

use platform::access::RecordId;

use super::{Document, NewProvenance, Provenance, Stated, Statement};

fn json(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(Error::decode)
}

fn parsed<T: DeserializeOwned>(text: Option<String>) -> Result<Option<T>> {
    text.map(|text| serde_json::from_str(&text)).transpose().map_err(Error::decode)
}

/// Notes a document.
pub fn add_document(tx: &Transaction, document: &Document) -> Result<()> {
    Query::new("insert into source_document (code, title, outlet, rubric, author, published, url) values ($1, $2, $3, $4, $5, $6, $7)")
        .bind(&document.code)
        .bind(&document.title)
        .bind(&document.outlet)
        .bind(document.rubric.as_deref())
        .bind(document.author.as_deref())
        .bind(document.published.as_ref().map(json).transpose()?)
        .bind(document.url.as_deref())
        .execute_one(tx)
}

/// Notes what a document states, in the order in which it does.
pub fn add_statement(tx: &Transaction, position: i64, statement: &Statement) -> Result<()> {
    Query::new("insert into statement (code, source, position, label_fr, label_en, figure, stated_date, as_of) values ($1, $2, $3, $4, $5, $6, $7, $8)")
        .bind(&statement.code)
        .bind(&statement.source)
        .bind(position)
        .bind(&statement.label_fr)
        .bind(&statement.label_en)
        .bind(statement.figure().map(json).transpose()?)
        .bind(statement.date().map(json).transpose()?)
        .bind(statement.as_of.as_ref().map(json).transpose()?)
        .execute_one(tx)
}

struct ReadDocument(Document);

impl FromRow for ReadDocument {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        Ok(Self(Document {
            code: row.get(0)?,
            title: row.get(1)?,
            outlet: row.get(2)?,
            rubric: row.get(3)?,
            author: row.get(4)?,
            published: parsed(row.get(5)?)?,
            url: row.get(6)?,
        }))
    }
}

/// Every document.
pub fn documents(reader: &Reader) -> Result<Vec<Document>> {
    let all: Vec<ReadDocument> = Query::new(
        "select code, title, outlet, rubric, author, published, url from source_document order by code",
    )
    .all(reader)?;
    Ok(all.into_iter().map(|read| read.0).collect())
}

struct ReadStatement(Statement);

impl FromRow for ReadStatement {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        let stated = match (parsed(row.get(4)?)?, parsed(row.get(5)?)?) {
            (Some(figure), None) => Stated::Figure(figure),
            (None, Some(date)) => Stated::Date(date),
            _ => return Err(Error::Decode("a statement states one figure or one date".into())),
        };
        Ok(Self(Statement {
            code: row.get(0)?,
            source: row.get(1)?,
            label_fr: row.get(2)?,
            label_en: row.get(3)?,
            stated,
            as_of: parsed(row.get(6)?)?,
        }))
    }
}

const STATEMENT: &str = "select code, source, label_fr, label_en, figure, stated_date, as_of from statement";

/// Everything that documents state, in their order.
pub fn statements(reader: &Reader) -> Result<Vec<Statement>> {
    let all: Vec<ReadStatement> = Query::new(STATEMENT).push(" order by source, position").all(reader)?;
    Ok(all.into_iter().map(|read| read.0).collect())
}

/// What is stated under a code.
pub fn statement(reader: &Reader, code: &str) -> Result<Option<Statement>> {
    let found: Option<ReadStatement> =
        Query::new(STATEMENT).push(" where code = ").push_value(code).maybe(reader)?;
    Ok(found.map(|read| read.0))
}

/// Notes where what is known of a record was read.
pub fn add_provenance(tx: &Transaction, record: RecordId, new: &NewProvenance) -> Result<()> {
    Query::new("insert into provenance (id, record, document, outlet, rubric, address, published, note) values ($1, $2, $3, $4, $5, $6, $7, $8)")
        .bind(tx.new_id::<platform::Uuid>().to_string())
        .bind(record)
        .bind(new.document.as_deref())
        .bind(new.outlet.as_deref())
        .bind(new.rubric.as_deref())
        .bind(new.address.as_deref())
        .bind(new.published.as_ref())
        .bind(new.note.as_deref())
        .execute_one(tx)
}

const PROVENANCE: &str = "select p.record as record, p.document as document, d.title as title, coalesce(p.outlet, d.outlet) as outlet,
    coalesce(p.rubric, d.rubric) as rubric, coalesce(p.address, d.url) as address, coalesce(p.published, d.published) as published,
    p.note as note from provenance p left join source_document d on d.code = p.document";

/// Where what is known of a record was read. Whoever calls has checked that it may be said.
pub fn provenance_of(reader: &Reader, record: RecordId) -> Result<Vec<Provenance>> {
    Query::new(PROVENANCE)
        .push(" where p.record = ")
        .push_value(record)
        .push(" order by p.document, p.id")
        .all(reader)
}

/// Everything that was read in documents of the instance: for `maillage check`.
pub fn provenance_within(reader: &Reader) -> Result<Vec<Provenance>> {
    Query::new(PROVENANCE).push(" where p.document is not null order by p.document, p.id").all(reader)
}
