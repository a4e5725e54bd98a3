//! Records and grants, and the one function that derives readerships from them.

use super::super::model::{
    Grant, GrantId, Kind, Level, NewGrant, NewRecord, PrincipalId, Record, RecordId, Validity, Visibility,
    Who,
};
use super::super::{Actor, EVERYONE, NETWORK};
use super::groups::instance_role;
use super::readerships::{Entry, named, simplest, stored};
use super::reading;
use crate::database::{Error, Query, Reader, Result, Transaction};

/// Creates a record, with its readership. A table that repeats it ([`Kind::table`]) takes it from there when its own row
/// is written.
pub fn create(tx: &Transaction, actor: &Actor, kind: &Kind, new: NewRecord) -> Result<()> {
    if kind.table.is_some() && new.visibility == Visibility::Parent {
        return Err(Error::Constraint("a kind whose table repeats its readership follows nothing".into()));
    }
    // A record just made has neither grants nor children. Looking for them would read the end of indexes where every
    // other write inserts, and PostgreSQL would run those again.
    let head = Record {
        id: new.id,
        kind: kind.name.to_owned(),
        owner: new.owner,
        team: new.team,
        visibility: new.visibility,
        parent: new.parent,
        version: 1,
        created_at: actor.at,
        updated_at: actor.at,
    };
    let readership = named(tx, &simplest(before_grants(tx, kind, &head)?))?;
    Query::new(
        "insert into record (id, kind, owner, team, visibility, parent, version, created_at, updated_at, readership)
         values ($1, $2, $3, $4, $5, $6, 1, $7, $7, $8)",
    )
    .bind(new.id)
    .bind(kind.name)
    .bind(new.owner)
    .bind(new.team)
    .bind(new.visibility)
    .bind(new.parent)
    .bind(actor.at)
    .bind(readership)
    .execute_one(tx)
}

/// Notes that a record changed: its version rises by one if it was `version`, otherwise [`Error::Stale`].
pub fn touch(tx: &Transaction, actor: &Actor, record: RecordId, version: i64) -> Result<i64> {
    Query::new("update record set version = version + 1, updated_at = $3 where id = $1 and version = $2")
        .bind(record)
        .bind(version)
        .bind(actor.at)
        .execute_one(tx)?;
    Ok(version + 1)
}

/// Changes who sees a record by default. Its grants stay.
pub fn show_to(tx: &Transaction, kind: &Kind, record: RecordId, visibility: Visibility) -> Result<()> {
    Query::new("update record set visibility = $2 where id = $1")
        .bind(record)
        .bind(visibility)
        .execute_one(tx)?;
    derive(tx, kind, record)
}

/// Gives a record to another owner, who has what its kind says from then on. Its grants stay.
pub fn give_to(tx: &Transaction, kind: &Kind, record: RecordId, owner: PrincipalId) -> Result<()> {
    Query::new("update record set owner = $2, team = null where id = $1")
        .bind(record)
        .bind(owner)
        .execute_one(tx)?;
    derive(tx, kind, record)
}

/// Gives a level to a principal. A second grant to the same principal on the same account replaces the first. A record
/// that follows its parent takes none.
pub fn grant(
    tx: &Transaction,
    actor: &Actor,
    kind: &Kind,
    record: RecordId,
    new: &NewGrant<'_>,
) -> Result<GrantId> {
    let head = reading::raw(tx, record)?.ok_or(Error::Missing)?;
    if head.visibility == Visibility::Parent {
        return Err(Error::Constraint("a record that follows its parent takes no grant".into()));
    }
    let former = Query::new("delete from access_grant where record = ").push_value(record);
    let former = former.push(" and principal = ").push_value(new.to).push(" and because ");
    match new.because {
        Some(because) => former.push("= ").push_value(because),
        None => former.push("is null"),
    }
    .execute(tx)?;
    let id: GrantId = tx.new_id();
    let until = match (new.validity.until, actor.passes_at) {
        (Some(until), Some(passes)) => Some(until.min(passes)),
        (until, passes) => until.or(passes),
    };
    Query::new(
        "insert into access_grant (id, record, principal, level, reason, granted_by, granted_at, valid_from, valid_until, because)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(id)
    .bind(record)
    .bind(new.to)
    .bind(new.level)
    .bind(new.reason)
    .bind(actor.account().map_or_else(|| "system".to_owned(), |account| account.to_string()))
    .bind(actor.at)
    .bind(new.validity.from)
    .bind(until)
    .bind(new.because)
    .execute_one(tx)?;
    derive(tx, kind, record)?;
    Ok(id)
}

/// Takes back what was granted on records of a kind on account of another record: to one principal, or to all.
pub fn withdraw(
    tx: &Transaction,
    kind: &Kind,
    because: RecordId,
    from: Option<PrincipalId>,
) -> Result<Vec<RecordId>> {
    let query = Query::new(
        "select g.record, g.id from access_grant g join record r on r.id = g.record where r.kind = ",
    );
    let query = query.push_value(kind.name).push(" and g.because = ").push_value(because);
    let query = match from {
        Some(principal) => query.push(" and g.principal = ").push_value(principal),
        None => query,
    };
    let granted: Vec<(RecordId, GrantId)> = query.push(" order by g.id").all(tx)?;
    for (record, grant) in &granted {
        revoke(tx, kind, *record, *grant)?;
    }
    Ok(granted.into_iter().map(|(record, _)| record).collect())
}

/// Takes a grant back. Its text stays in the journal.
pub fn revoke(tx: &Transaction, kind: &Kind, record: RecordId, grant: GrantId) -> Result<Grant> {
    let found = reading::grants(tx, record)?.into_iter().find(|one| one.id == grant).ok_or(Error::Stale)?;
    Query::new("delete from access_grant where id = $1 and record = $2")
        .bind(grant)
        .bind(record)
        .execute_one(tx)?;
    derive(tx, kind, record)?;
    Ok(found)
}

/// Says what a record speaks of, beside what it belongs to: a wall before the one hides the other.
pub fn speak_of(tx: &Transaction, record: RecordId, about: RecordId) -> Result<()> {
    Query::new("update record set about = $2 where id = $1").bind(record).bind(about).execute_one(tx)
}

/// Hides a record, what belongs to it and what speaks of it, from a principal whatever else grants it: recusal, conflict of interest.
pub fn raise_wall(
    tx: &Transaction,
    actor: &Actor,
    record: RecordId,
    principal: PrincipalId,
    reason: &str,
    validity: Validity,
) -> Result<()> {
    Query::new(
        "insert into wall (id, principal, record, reason, raised_by, valid_from, valid_until)
         select $1, key, $2, $3, $4, $5, $6 from principal where id = $7",
    )
    .bind(tx.new_id::<uuid::Uuid>().to_string())
    .bind(record)
    .bind(reason)
    .bind(actor.account().map_or_else(|| "system".to_owned(), |account| account.to_string()))
    .bind(validity.from)
    .bind(validity.until)
    .bind(principal)
    .execute_one(tx)
}

/// Takes down the walls between a principal and a record.
pub fn remove_wall(tx: &Transaction, record: RecordId, principal: PrincipalId) -> Result<()> {
    Query::new(
        "delete from wall where record = $1 and principal = (select key from principal where id = $2)",
    )
    .bind(record)
    .bind(principal)
    .execute(tx)?;
    Ok(())
}

/// Derives the readership of a record, and of the records that follow it. With [`create`], the only place that names one.
pub(super) fn derive(tx: &Transaction, kind: &Kind, record: RecordId) -> Result<()> {
    let head = reading::raw(tx, record)?.ok_or(Error::Missing)?;
    let readership = named(tx, &entries(tx, kind, &head)?)?;
    Query::new("update record set readership = $2 where id = $1")
        .bind(record)
        .bind(readership)
        .execute_one(tx)?;
    if let Some(table) = kind.table {
        let copy = Query::new("update ").push(table).push(" set readership = ").push_value(readership);
        copy.push(" where id = ").push_value(record).execute(tx)?;
    }
    let followers: Vec<RecordId> =
        Query::new("select id from record where parent = $1 and visibility = 'parent'")
            .bind(record)
            .all(tx)?;
    followers.into_iter().try_for_each(|follower| derive(tx, &FOLLOWER, follower))
}

/// Derives the readership of a record whose grants moved, and of what follows it.
pub fn derive_again(tx: &Transaction, kind: &Kind, record: RecordId) -> Result<()> {
    derive(tx, kind, record)
}

/// What follows takes nothing from its kind.
const FOLLOWER: Kind = Kind { name: "", audiences: &[], table: None };

/// Derives the readership of a record that now follows another, from what that one shows.
pub fn follow_again(tx: &Transaction, record: RecordId) -> Result<()> {
    let head = reading::raw(tx, record)?.ok_or(Error::Missing)?;
    if head.visibility == Visibility::Parent { derive(tx, &FOLLOWER, record) } else { Ok(()) }
}

/// Who reads a record: those who read its parent if it follows it, otherwise what its visibility and its grants give.
pub(super) fn entries(reader: &Reader, kind: &Kind, record: &Record) -> Result<Vec<Entry>> {
    let mut entries = before_grants(reader, kind, record)?;
    if record.visibility != Visibility::Parent {
        let granted: Vec<(i64, Level, Option<jiff::Timestamp>, Option<jiff::Timestamp>)> = Query::new(
            "select p.key, g.level, g.valid_from, g.valid_until from access_grant g join principal p on p.id = g.principal where g.record = $1",
        )
        .bind(record.id)
        .all(reader)?;
        entries.extend(granted.into_iter().map(|(principal, level, from, until)| Entry {
            principal,
            level,
            validity: Validity { from, until },
        }));
    }
    Ok(simplest(entries))
}

/// What a record shows before anything is granted on it.
fn before_grants(reader: &Reader, kind: &Kind, record: &Record) -> Result<Vec<Entry>> {
    match (record.visibility, record.parent) {
        (Visibility::Parent, Some(parent)) => {
            Ok(stored(reader, parent)?.into_iter().filter(|entry| entry.level >= Level::Read).collect())
        }
        _ => by_default(reader, kind, record),
    }
}

fn by_default(reader: &Reader, kind: &Kind, record: &Record) -> Result<Vec<Entry>> {
    let places: Vec<(i64, Option<String>)> =
        Query::new("select key, role from principal where id = $1 or owner = $1")
            .bind(record.owner)
            .all(reader)?;
    let mut entries = Vec::new();
    for audience in kind.audiences.iter().filter(|audience| audience.visibility == record.visibility) {
        let role =
            |role: Option<&str>| places.iter().find(|(_, held)| held.as_deref() == role).map(|(key, _)| *key);
        let principal = match audience.who {
            Who::Everyone => Some(EVERYONE),
            Who::Network => Some(NETWORK),
            Who::Owner => role(None),
            Who::OwnerRole(name) => role(Some(name)),
            Who::Instance(name) => instance_role(reader, name)?,
            Who::Team => match record.team {
                Some(team) => {
                    Query::new("select key from principal where id = $1").bind(team).maybe(reader)?
                }
                None => None,
            },
        };
        entries.extend(principal.map(|principal| Entry {
            principal,
            level: audience.level,
            validity: Validity::ALWAYS,
        }));
    }
    Ok(entries)
}
