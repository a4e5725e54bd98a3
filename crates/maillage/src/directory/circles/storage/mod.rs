//! The SQL of circles: founded, found, named as an audience, dissolved.

pub mod members;

use platform::access::{self, Actor, Level, NewGrant, NewRecord, PrincipalId, Validity, Visibility};
use platform::database::{FromRow, Query, Reader, Result, Transaction};
use platform::journal::{self, Entry};
use platform::search::{self, Document};
use platform::text::normalise;
use platform::web::{Problem, ProblemKind};
use serde_json::{Value, json};

use super::super::model::OrganisationId;
use super::super::storage::partner;
use super::CIRCLE;
use super::model::{Admission, Circle, CircleId, MemberState, NewCircle};
use crate::frame::rights::RUN_CIRCLES;

pub(super) fn note(
    tx: &Transaction,
    actor: &Actor,
    verb: &'static str,
    id: CircleId,
    after: Value,
) -> Result<()> {
    let entry =
        Entry { verb, kind: CIRCLE.name, record: Some(id.record()), after: Some(after), ..Entry::default() };
    journal::append(tx, actor, entry).map(drop)
}

/// Founds a circle, of which one's organisation is the first member.
pub fn found(tx: &Transaction, actor: &Actor, new: &NewCircle) -> Result<CircleId, Problem> {
    let owner = actor.acting_for().filter(|_| actor.may(RUN_CIRCLES)).ok_or(ProblemKind::Forbidden)?;
    let id: CircleId = tx.new_id();
    access::create_group(tx, id.group(), &new.name, None)?;
    let visibility = if new.admission == Admission::Closed { Visibility::Owner } else { Visibility::Network };
    access::create(
        tx,
        actor,
        &CIRCLE,
        NewRecord { id: id.record(), owner, visibility, team: None, parent: None },
    )?;
    Query::new(
        "insert into circle (id, owner, name, name_key, purpose, admission, created_at) values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(id)
    .bind(owner)
    .bind(&new.name)
    .bind(normalise(&new.name))
    .bind(&new.purpose)
    .bind(new.admission)
    .bind(actor.at)
    .execute_one(tx)?;
    let given = NewGrant {
        to: id.group(),
        level: Level::Read,
        reason: &new.name,
        validity: Validity::ALWAYS,
        because: None,
    };
    access::grant(tx, actor, &CIRCLE, id.record(), &given)?;
    let card = Document {
        record: id.record(),
        kind: CIRCLE.name,
        level: Level::Card,
        reference: None,
        name: &new.name,
        text: &new.purpose,
        title: &new.name,
    };
    search::index(tx, &card)?;
    note(tx, actor, "circle.founded", id, json!({"name": new.name, "admission": new.admission}))?;
    members::enter(tx, actor, id, owner, OrganisationId(owner.0), MemberState::In)?;
    Ok(id)
}

const CIRCLE_ROW: &str = "select c.id as id, c.owner as owner, o.name as owner_name, c.name as name, c.purpose as purpose, c.admission as admission,
    c.name_key as name_key, (select count(*) from circle_member m where m.circle = c.id and m.state = 'in' and (m.valid_until is null or m.valid_until > $1)) as members,
    c.dissolved_at as dissolved_at from circle c join organisation o on o.id = c.owner where ";

/// The circles that the actor sees, by name, from a place in the list.
pub fn list(
    reader: &Reader,
    actor: &Actor,
    after: Option<&(String, CircleId)>,
    limit: i64,
) -> Result<Vec<Circle>> {
    let query = Query::new(CIRCLE_ROW).bind(actor.at).push("c.dissolved_at is null and ");
    let query = actor.sees(query, "c.id", Level::Card);
    let query = match after {
        Some((key, id)) => {
            query.push(" and (c.name_key, c.id) > (").push_value(key).push(", ").push_value(*id).push(")")
        }
        None => query,
    };
    query.push(" order by c.name_key, c.id limit ").push_value(limit).all(reader)
}

/// A circle and the actor's level on it, if he sees it.
pub fn find(reader: &Reader, actor: &Actor, id: CircleId) -> Result<(Circle, Level), Problem> {
    let (_, level) = access::require(reader, actor, &CIRCLE, id.record(), Level::Card)?;
    let found: Option<Circle> =
        Query::new(CIRCLE_ROW).bind(actor.at).push("c.id = ").push_value(id).maybe(reader)?;
    Ok((found.ok_or(ProblemKind::NotFound)?, level))
}

/// Whether the actor speaks for the organisation that founded it.
pub fn keeps(actor: &Actor, circle: &Circle) -> bool {
    actor.may(RUN_CIRCLES) && actor.acting_for() == Some(circle.owner.group())
}

/// The circle, if the actor keeps it and it still is.
pub(super) fn kept(reader: &Reader, actor: &Actor, id: CircleId) -> Result<Circle, Problem> {
    let (circle, _) = find(reader, actor, id)?;
    if !keeps(actor, &circle) {
        return Err(Problem::from(ProblemKind::Forbidden).saying("circle-keepers"));
    }
    if circle.dissolved_at.is_some() { Err(ProblemKind::Stale.into()) } else { Ok(circle) }
}

/// Dissolves a circle: everybody leaves; what was shown to it is shown to nobody through it.
pub fn dissolve(tx: &Transaction, actor: &Actor, id: CircleId) -> Result<(), Problem> {
    kept(tx, actor, id)?;
    for line in members::members(tx, actor, id)? {
        match line.state {
            MemberState::In => members::out(tx, actor, id, &line, actor.at)?,
            MemberState::Invited | MemberState::Asked => members::lapse(tx, actor, id, &line)?,
            MemberState::Refused | MemberState::Left => {}
        }
    }
    for grant in access::grants(tx, id.record())? {
        if grant.principal != id.group() {
            access::revoke(tx, &CIRCLE, id.record(), grant.id)?;
        }
    }
    search::remove(tx, id.record())?;
    Query::new("update circle set dissolved_at = $2 where id = $1 and dissolved_at is null")
        .bind(id)
        .bind(actor.at)
        .execute_one(tx)?;
    Ok(note(tx, actor, "circle.dissolved", id, json!({}))?)
}

/// A circle to which something may be shown.
#[derive(Clone, Debug, FromRow)]
pub struct Audible {
    /// Its group.
    pub id: PrincipalId,
    /// Its name.
    pub name: String,
    /// How many are in now.
    pub members: i64,
    /// How many of them are of private members.
    pub private: i64,
}

const AUDIBLE: &str = "select c.id as id, c.name as name, (select count(*) from circle_member m where m.circle = c.id and m.state = 'in' and (m.valid_until is null or m.valid_until > $1)) as members,
    (select count(*) from circle_member m join organisation o on o.id = m.organisation left join member_standing z on z.organisation = o.id
        where m.circle = c.id and m.state = 'in' and (m.valid_until is null or m.valid_until > $1) and not coalesce(z.public_member, o.family <> 'company')) as private
    from circle c where c.dissolved_at is null and ";

/// The circles to which something may be shown: those that the actor is in, or that his organisation founded.
pub fn audiences(reader: &Reader, actor: &Actor) -> Result<Vec<Audible>> {
    let query = actor.sees(Query::new(AUDIBLE).bind(actor.at), "c.id", Level::Read);
    query.push(" order by c.name_key, c.id limit 200").all(reader)
}

/// The name of a member or of a circle to whom something may be shown.
pub fn audience_name(reader: &Reader, actor: &Actor, id: PrincipalId) -> Result<Option<String>> {
    if let Some(name) = partner(reader, actor, id)? {
        return Ok(Some(name));
    }
    let query =
        Query::new("select c.name from circle c where c.dissolved_at is null and c.id = ").push_value(id);
    actor.sees(query.push(" and "), "c.id", Level::Read).maybe(reader)
}
