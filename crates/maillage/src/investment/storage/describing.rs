//! What search finds of a project: a document for each level, which holds what is seen from that level.

use platform::access::Level;
use platform::database::{Database, Error, Query, Reader, Result, Transaction};
use platform::search::{self, Document};

use super::super::PROJECT;
use super::super::fields::{FIELDS, Field, Group};
use super::super::levels::Levels;
use super::super::model::ProjectId;
use super::super::sectors;

/// What is found of a project: its card by those who see the card, whatever was written of it by those who see what was
/// written. The company's name belongs to the company.
pub fn describe(tx: &Transaction, id: ProjectId) -> Result<()> {
    let (reference, name): (String, String) =
        Query::new("select reference, code_name from project where id = $1").bind(id).one(tx)?;
    let levels = levels(tx, id)?;
    let written = written(tx, id, &levels)?;
    let title = format!("{name} · {reference}");
    let raised = |level: &Level| Group::ALL.iter().any(|group| levels.raised(*group) == Some(*level));
    let mut text = String::new();
    for level in Level::ALL.into_iter().filter(|level| *level >= Level::Card) {
        for (_, words) in written.iter().filter(|(from, _)| *from == level) {
            text.push(' ');
            text.push_str(words);
        }
        if level > Level::Read && !raised(&level) {
            continue;
        }
        let document = Document {
            record: id.record(),
            kind: PROJECT.name,
            level,
            reference: Some(&reference),
            name: &name,
            text: &text,
            title: &title,
        };
        search::index(tx, &document)?;
    }
    Ok(())
}

/// The groups that were raised.
fn levels(reader: &Reader, id: ProjectId) -> Result<Levels> {
    let mut query = Query::new("select ");
    for (at, group) in Group::ALL.into_iter().enumerate() {
        query = query.push(if at == 0 { "" } else { ", " }).push(group.level_column());
    }
    let mut levels = Levels::default();
    query.push(" from project p where p.id = ").push_value(id).each(reader, |row| {
        for (at, group) in Group::ALL.into_iter().enumerate() {
            levels = levels.with(group, row.get(at)?);
        }
        Ok(())
    })?;
    Ok(levels)
}

/// What was written, each text with the level from which it is seen.
fn written(reader: &Reader, id: ProjectId, levels: &Levels) -> Result<Vec<(Level, String)>> {
    let mut written: Vec<(Level, String)> = Vec::new();
    let fields: Vec<Field> = FIELDS
        .iter()
        .filter(|rule| rule.input.is_words() && rule.field != Field::CodeName)
        .map(|rule| rule.field)
        .collect();
    let mut query = Query::new("select x.field, x.text from (");
    for (at, field) in fields.iter().enumerate() {
        query = query.push(if at == 0 { "select " } else { " union all select " }).push_value(field.key());
        query = query
            .push(" as field, ")
            .push(field.key())
            .push(" as text from project where id = ")
            .push_value(id);
    }
    let query = query.push(") x where x.text is not null");
    let texts: Vec<(String, String)> = query.all(reader)?;
    written
        .extend(texts.into_iter().filter_map(|(key, text)| Some((levels.of(Field::from_key(&key)?), text))));
    let sector: Option<String> =
        Query::new("select sector from project where id = $1").bind(id).one(reader)?;
    let words = sector.as_deref().map(sectors::searched).unwrap_or_default();
    if !words.is_empty() {
        written.push((levels.of(Field::Sector), words));
    }
    let around: Vec<(String, String)> = Query::new(AROUND).bind(id).all(reader)?;
    written.extend(around.into_iter().map(|(of, text)| {
        let level = match of.as_str() {
            "" => Level::Read,
            "needs" => levels.within(Group::Needs, Level::Read),
            field => Field::from_key(field).map_or(Level::Read, |field| levels.of(field).max(Level::Read)),
        };
        (level, text)
    }));
    Ok(written)
}

/// What was written around the fields: lessons of a loss, pauses, notes on evidence, needs, reviews, restatements; with what it
/// is about, when that may be raised.
const AROUND: &str = "select x.about, x.text from (
    select '' as about, lessons as text from project where id = $1
    union all select '', lost_to from project where id = $1
    union all select '', reason from project_pause where project = $1
    union all select '', note from project_evidence where project = $1
    union all select 'needs', coalesce(said, '') || ' ' || coalesce(note, '') from project_need where project = $1
    union all select '', note from portfolio_review_line where project = $1
    union all select field, coalesce(text_before, '') || ' ' || coalesce(text_after, '') || ' ' || reason from project_restatement where project = $1
 ) x where x.text is not null";

/// The kind of the job that indexes every project again: a migration asks for it when what is indexed changes.
pub const INDEX: &str = "project.index";
/// Projects indexed in one transaction.
const BATCH: i64 = 100;

/// Indexes every project again.
pub async fn index_all(database: Database) -> std::result::Result<(), String> {
    let mut last = None;
    loop {
        let next = database.write(move |tx| index_some(tx, last)).await;
        last = next.map_err(|error: Error| error.to_string())?;
        if last.is_none() {
            return Ok(());
        }
    }
}

fn index_some(tx: &Transaction, after: Option<ProjectId>) -> Result<Option<ProjectId>> {
    let query = Query::new("select id from project");
    let query = match after {
        Some(after) => query.push(" where id > ").push_value(after),
        None => query,
    };
    let next: Vec<ProjectId> = query.push(" order by id limit ").push_value(BATCH).all(tx)?;
    next.iter().try_for_each(|id| describe(tx, *id))?;
    Ok(next.last().copied())
}
