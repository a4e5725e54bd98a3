//! The SQL of headings. They belong to an organisation: only those who act for it read them here.

use platform::access::{Actor, PrincipalId};
use platform::database::{Error, Query, Reader, Result, Transaction};
use platform::journal::{self, Entry};
use platform::text::normalise;
use platform::web::{Faults, Problem, ProblemKind};
use serde_json::{Value as Json, json};

use super::model::{Heading, HeadingId, HeadingName, NewHeading};
use crate::frame::rights::STEER;

/// More than any plan holds.
const MOST: i64 = 200;

const HEADING: &str = "select h.id as id, h.kind as kind, h.name_fr as name_fr, h.name_en as name_en, h.description as description,
    h.factors as factors, h.origins as origins, h.stated_in as stated_in, h.begins as begins, h.ends as ends, h.fictitious as fictitious,
    h.version as version from heading h where h.owner = ";

/// The headings of the organisation acted for: axes, then programmes, in the order in which they were noted.
pub fn headings(reader: &Reader, actor: &Actor) -> Result<Vec<Heading>> {
    let query = Query::new(HEADING).push_value(actor.acting_for());
    query.push(" order by h.kind, h.position, h.id limit ").push_value(MOST).all(reader)
}

/// One of them.
pub fn find(reader: &Reader, actor: &Actor, id: HeadingId) -> Result<Option<Heading>> {
    let query = Query::new(HEADING).push_value(actor.acting_for());
    query.push(" and h.id = ").push_value(id).maybe(reader)
}

/// The names of some headings, for whoever reads a project that bears them: the caller has asked.
pub fn names(reader: &Reader, ids: &[&str]) -> Result<Vec<HeadingName>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = Query::new(
        "select h.id as id, h.kind as kind, h.name_fr as name_fr, h.name_en as name_en from heading h where h.id in (",
    );
    for (at, id) in ids.iter().enumerate() {
        query = query.push(if at == 0 { "" } else { ", " }).push_value((*id).to_owned());
    }
    query.push(") order by h.kind, h.position, h.id").all(reader)
}

/// The organisation whose plan the actor may change.
fn steered(actor: &Actor) -> Result<PrincipalId, Problem> {
    Ok(actor.acting_for().filter(|_| actor.may(STEER)).ok_or(ProblemKind::Forbidden)?)
}

/// Notes a heading of the organisation acted for.
pub fn add(
    tx: &Transaction,
    actor: &Actor,
    new: &NewHeading,
    fictitious: bool,
) -> Result<HeadingId, Problem> {
    let owner = steered(actor)?;
    let id: HeadingId = tx.new_id();
    let (many, last): (i64, Option<i64>) =
        Query::new("select count(*), max(position) from heading where owner = $1").bind(owner).one(tx)?;
    if many >= MOST {
        return Err(fault("error-too-many-headings"));
    }
    Query::new(
        "insert into heading (id, owner, kind, position, name_fr, name_key, fictitious, version) values ($1, $2, $3, $4, $5, $6, $7, 1)",
    )
    .bind(id)
    .bind(owner)
    .bind(new.kind)
    .bind(last.unwrap_or_default() + 1)
    .bind(&new.name_fr)
    .bind(normalise(&new.name_fr))
    .bind(fictitious)
    .execute_one(tx)
    .map_err(taken)?;
    fill(tx, id, new)?;
    note(tx, actor, "heading.added", (None, Some(told(id, new))))?;
    Ok(id)
}

/// Changes a heading, from the version that the person read.
pub fn change(
    tx: &Transaction,
    actor: &Actor,
    id: HeadingId,
    version: i64,
    new: &NewHeading,
) -> Result<i64, Problem> {
    steered(actor)?;
    let was = find(tx, actor, id)?.ok_or(ProblemKind::NotFound)?;
    let before = super::rules::check(&(&was).into())?;
    if before.kind.is_axis() != new.kind.is_axis() && used(tx, id)? {
        // Projects have one axis and several programmes: what is borne as one is not read as the other.
        let mut faults = Faults::default();
        faults.add("heading_kind", "error-heading-used");
        return Err(faults.into());
    }
    Query::new("update heading set kind = $3, name_fr = $4, name_key = $5, version = version + 1 where id = $1 and version = $2")
        .bind(id)
        .bind(version)
        .bind(new.kind)
        .bind(&new.name_fr)
        .bind(normalise(&new.name_fr))
        .execute_one(tx)
        .map_err(taken)?;
    fill(tx, id, new)?;
    note(tx, actor, "heading.changed", (Some(told(id, &before)), Some(told(id, new))))?;
    Ok(version + 1)
}

fn used(tx: &Transaction, id: HeadingId) -> Result<bool> {
    let found: Option<i64> = Query::new(
        "select 1 from project where axis = $1 union all select 1 from project_programme where programme = $1 limit 1",
    )
    .bind(id)
    .maybe(tx)?;
    Ok(found.is_some())
}

fn fill(tx: &Transaction, id: HeadingId, new: &NewHeading) -> Result<()> {
    Query::new(
        "update heading set name_en = $2, description = $3, factors = $4, origins = $5, stated_in = $6, begins = $7, ends = $8 where id = $1",
    )
    .bind(id)
    .bind(new.name_en.as_deref())
    .bind(new.description.as_deref())
    .bind(new.factors.as_deref())
    .bind(new.origins.as_deref())
    .bind(new.stated_in.as_deref())
    .bind(new.begins)
    .bind(new.ends)
    .execute_one(tx)
}

fn fault(message: &'static str) -> Problem {
    let mut faults = Faults::default();
    faults.add("name_fr", message);
    faults.into()
}

fn taken(error: Error) -> Problem {
    match error {
        Error::Unique(_) => fault("error-heading-known"),
        error => error.into(),
    }
}

fn told(id: HeadingId, heading: &NewHeading) -> Json {
    json!({"heading": id, "kind": heading.kind.key(), "name": heading.name_fr, "begins": heading.begins, "ends": heading.ends})
}

fn note(
    tx: &Transaction,
    actor: &Actor,
    verb: &'static str,
    (before, after): (Option<Json>, Option<Json>),
) -> Result<(), Problem> {
    journal::append(tx, actor, Entry { verb, kind: "heading", record: None, before, after, reason: None })?;
    Ok(())
}
