//! Changes of a perimeter, each one transaction with its journal, access rows and search document.

use platform::access::{self, Actor, Level, NewRecord};
use platform::database::{Query, Transaction};
use platform::journal::{self, Entry};
use platform::search::{self, Document};
use platform::text::normalise;
use platform::web::{Faults, Problem, ProblemKind};
use serde_json::json;

use super::super::PERIMETER;
use super::super::model::{Facts, NewPerimeter, NewVersion, Perimeter, PerimeterId};
use super::super::rules::{Follows, follows};
use super::read::{find, versions};
use super::resolve::{Composition, resolve};
use crate::frame::rights::KEEP_FILES;

/// Draws a perimeter, with its first version.
pub fn create(tx: &Transaction, actor: &Actor, new: &NewPerimeter) -> Result<PerimeterId, Problem> {
    let owner = actor.acting_for().filter(|_| actor.may(KEEP_FILES)).ok_or(ProblemKind::Forbidden)?;
    let composition = composed(tx, &new.version)?;
    let id: PerimeterId = tx.new_id();
    let Facts { name, description, source, visibility } = &new.facts;
    let record = NewRecord { id: id.record(), owner, visibility: *visibility, team: None, parent: None };
    access::create(tx, actor, &PERIMETER, record)?;
    Query::new(
        "insert into perimeter (id, owner, name, name_key, description, source, fictitious, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(id)
    .bind(owner)
    .bind(name)
    .bind(normalise(name))
    .bind(description.as_deref())
    .bind(source.as_deref())
    .bind(new.fictitious)
    .bind(actor.at)
    .execute_one(tx)?;
    put(tx, actor, id, 1, &new.version, &composition)?;
    let after = Some(json!({"name": name, "from": new.version.from, "communes": composition.communes.len()}));
    note(tx, actor, id, "perimeter.drawn", None, after)?;
    describe(tx, id, &new.facts)?;
    Ok(id)
}

/// Adds a version after the last one, or corrects the last one when it begins on the same day.
pub fn add_version(
    tx: &Transaction,
    actor: &Actor,
    id: PerimeterId,
    version: i64,
    new: &NewVersion,
) -> Result<i64, Problem> {
    editable(tx, actor, id)?;
    let last = versions(tx, id)?.into_iter().next().ok_or(ProblemKind::Internal)?;
    let told = follows((last.valid_from, last.valid_until), new.from).map_err(|fault| Faults(vec![fault]))?;
    let composition = composed(tx, new)?;
    let next = access::touch(tx, actor, id.record(), version)?;
    let (number, verb) = match told {
        Follows::Corrects => {
            for table in ["perimeter_commune", "perimeter_member"] {
                Query::new("delete from ")
                    .push(table)
                    .push(" where version = ")
                    .push_value(&last.id)
                    .execute(tx)?;
            }
            Query::new("delete from perimeter_version where id = $1").bind(&last.id).execute_one(tx)?;
            (last.number, "perimeter.corrected")
        }
        Follows::Ends => {
            let query = Query::new("update perimeter_version set valid_until = $2 where id = $1");
            query.bind(&last.id).bind(new.from).execute_one(tx)?;
            (last.number + 1, "perimeter.changed")
        }
        Follows::After => (last.number + 1, "perimeter.changed"),
    };
    put(tx, actor, id, number, new, &composition)?;
    let before = Some(json!({"from": last.valid_from, "communes": last.communes}));
    let after = Some(json!({"from": new.from, "communes": composition.communes.len()}));
    note(tx, actor, id, verb, before, after)?;
    Ok(next)
}

/// Changes the facts of a perimeter, from the version that the person read.
pub fn change(
    tx: &Transaction,
    actor: &Actor,
    id: PerimeterId,
    version: i64,
    facts: &Facts,
) -> Result<i64, Problem> {
    let perimeter = editable(tx, actor, id)?;
    let next = access::touch(tx, actor, id.record(), version)?;
    if perimeter.visibility != facts.visibility {
        access::require(tx, actor, &PERIMETER, id.record(), Level::Manage)?;
        access::show_to(tx, &PERIMETER, id.record(), facts.visibility)?;
    }
    Query::new("update perimeter set name = $2, name_key = $3, description = $4, source = $5, updated_at = $6 where id = $1")
        .bind(id)
        .bind(&facts.name)
        .bind(normalise(&facts.name))
        .bind(facts.description.as_deref())
        .bind(facts.source.as_deref())
        .bind(actor.at)
        .execute_one(tx)?;
    let told = |name: &str, source: Option<&str>, visibility: platform::access::Visibility| {
        Some(json!({"name": name, "source": source, "visibility": visibility.key()}))
    };
    let before = told(&perimeter.name, perimeter.source.as_deref(), perimeter.visibility);
    note(
        tx,
        actor,
        id,
        "perimeter.described",
        before,
        told(&facts.name, facts.source.as_deref(), facts.visibility),
    )?;
    describe(tx, id, facts)?;
    Ok(next)
}

/// The perimeter, if the actor may change it.
fn editable(tx: &Transaction, actor: &Actor, id: PerimeterId) -> Result<Perimeter, Problem> {
    let (perimeter, level) = find(tx, actor, id)?.ok_or(ProblemKind::NotFound)?;
    if level < Level::Edit || !actor.may(KEEP_FILES) {
        return Err(ProblemKind::Forbidden.into());
    }
    Ok(perimeter)
}

fn composed(tx: &Transaction, new: &NewVersion) -> Result<Composition, Problem> {
    if new.until.is_some_and(|until| until <= new.from) {
        let mut faults = Faults::default();
        faults.add("until", "error-until-before");
        return Err(faults.into());
    }
    Ok(resolve(tx, &new.members, new.from)??)
}

fn put(
    tx: &Transaction,
    actor: &Actor,
    id: PerimeterId,
    number: i64,
    new: &NewVersion,
    composition: &Composition,
) -> Result<(), Problem> {
    let version = tx.new_id::<platform::Uuid>().to_string();
    Query::new(
        "insert into perimeter_version (id, perimeter, number, valid_from, valid_until, note, created_at, account) values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(&version)
    .bind(id)
    .bind(number)
    .bind(new.from)
    .bind(new.until)
    .bind(new.note.as_deref())
    .bind(actor.at)
    .bind(actor.account().map(|account| account.to_string()))
    .execute_one(tx)?;
    let members: Vec<(i64, &String)> = (0..).zip(&composition.members).collect();
    for some in members.chunks(100) {
        let mut query = Query::new("insert into perimeter_member (version, territory, position) values ");
        for (at, (position, territory)) in some.iter().enumerate() {
            query = query.push(if at == 0 { "(" } else { ", (" }).push_value(&version).push(", ");
            query = query.push_value(*territory).push(", ").push_value(*position).push(")");
        }
        query.execute(tx)?;
    }
    let communes: Vec<(&String, &Option<String>)> = composition.communes.iter().collect();
    for some in communes.chunks(100) {
        let mut query = Query::new("insert into perimeter_commune (version, commune, through) values ");
        for (at, (commune, through)) in some.iter().enumerate() {
            query = query.push(if at == 0 { "(" } else { ", (" }).push_value(&version).push(", ");
            query = query.push_value(*commune).push(", ").push_value(through.as_deref()).push(")");
        }
        query.execute(tx)?;
    }
    Ok(())
}

fn note(
    tx: &Transaction,
    actor: &Actor,
    id: PerimeterId,
    verb: &'static str,
    before: Option<serde_json::Value>,
    after: Option<serde_json::Value>,
) -> Result<(), Problem> {
    let entry = Entry { verb, kind: PERIMETER.name, record: Some(id.record()), before, after, reason: None };
    journal::append(tx, actor, entry)?;
    Ok(())
}

fn describe(tx: &Transaction, id: PerimeterId, facts: &Facts) -> Result<(), Problem> {
    let card = Document {
        record: id.record(),
        kind: PERIMETER.name,
        level: Level::Card,
        reference: None,
        name: &facts.name,
        text: facts.description.as_deref().unwrap_or_default(),
        title: &facts.name,
    };
    search::index(tx, &card)?;
    Ok(())
}
