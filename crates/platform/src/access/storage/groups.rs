//! Principals, memberships, and the closure that flattens nested groups.

use std::collections::HashSet;

use jiff::Timestamp;

use super::super::model::{EVERYONE, INSTANCE, MemberKind, NETWORK, PrincipalId, Validity};
use super::super::{Actor, Denied, Identity, Rights};
use crate::database::{Query, Reader, Result, Transaction};

/// Sees few records, below this sum of weights.
const NARROW: i64 = 2_000;

/// Creates the two principals that every instance has. Safe to run again.
pub fn install(tx: &Transaction) -> Result<()> {
    for (key, kind, name) in
        [(EVERYONE, MemberKind::Everyone, "everyone"), (NETWORK, MemberKind::Network, "network")]
    {
        let there = Query::new("select 1 from principal where key = $1").bind(key).maybe::<i64>(tx)?;
        if there.is_none() {
            insert(tx, tx.new_id(), key, kind, name, None, None)?;
        }
    }
    Ok(())
}

fn insert(
    tx: &Transaction,
    id: PrincipalId,
    key: i64,
    kind: MemberKind,
    name: &str,
    owner: Option<PrincipalId>,
    role: Option<&str>,
) -> Result<()> {
    Query::new(
        "insert into principal (id, key, kind, name, owner, role, weight) values ($1, $2, $3, $4, $5, $6, 0)",
    )
    .bind(id)
    .bind(key)
    .bind(kind)
    .bind(name)
    .bind(owner)
    .bind(role)
    .execute_one(tx)
}

fn next_key(tx: &Transaction) -> Result<i64> {
    Query::new("select coalesce(max(key), 0) + 1 from principal").one(tx)
}

/// Creates a group. `owner` and `role` let a kind of record name it: the officers of an organisation, say.
pub fn create_group(
    tx: &Transaction,
    id: PrincipalId,
    name: &str,
    place: Option<(PrincipalId, &str)>,
) -> Result<()> {
    insert(
        tx,
        id,
        next_key(tx)?,
        MemberKind::Group,
        name,
        place.map(|(owner, _)| owner),
        place.map(|(_, role)| role),
    )
}

/// Gives a group, and those of its roles, another name.
pub fn rename_group(tx: &Transaction, id: PrincipalId, name: &str) -> Result<()> {
    Query::new("update principal set name = $2 where id = $1 or owner = $1")
        .bind(id)
        .bind(name)
        .execute(tx)
        .map(drop)
}

/// Creates the principal of a person in an organisation.
pub fn create_user(tx: &Transaction, id: PrincipalId, name: &str) -> Result<()> {
    create_leaf(tx, id, MemberKind::User, name)
}

/// Creates the principal of somebody who comes by a personal link.
pub fn create_guest(tx: &Transaction, id: PrincipalId, name: &str) -> Result<()> {
    create_leaf(tx, id, MemberKind::Guest, name)
}

fn create_leaf(tx: &Transaction, id: PrincipalId, kind: MemberKind, name: &str) -> Result<()> {
    let key = next_key(tx)?;
    insert(tx, id, key, kind, name, None, None)?;
    flatten(tx, key)
}

/// The group that holds a role for an owner; [`INSTANCE`] owns those of the instance.
pub fn group_id(reader: &Reader, owner: PrincipalId, role: &str) -> Result<Option<PrincipalId>> {
    Query::new("select id from principal where owner = $1 and role = $2").bind(owner).bind(role).maybe(reader)
}

fn key(reader: &Reader, id: PrincipalId) -> Result<i64> {
    Query::new("select key from principal where id = $1").bind(id).one(reader)
}

/// Makes a principal a member of a group, for a time.
pub fn join(
    tx: &Transaction,
    member: PrincipalId,
    group: PrincipalId,
    validity: Validity,
) -> Result<(), Denied> {
    let (member, group) = (key(tx, member)?, key(tx, group)?);
    if member == group || below(tx, member)?.contains(&group) {
        return Err(Denied::Cycle);
    }
    Query::new("insert into membership (member, grouping, valid_from, valid_until) values ($1, $2, $3, $4)")
        .bind(member)
        .bind(group)
        .bind(validity.from)
        .bind(validity.until)
        .execute_one(tx)?;
    Ok(flatten_below(tx, member)?)
}

/// Ends a membership at once.
pub fn leave(tx: &Transaction, member: PrincipalId, group: PrincipalId) -> Result<()> {
    let (member, group) = (key(tx, member)?, key(tx, group)?);
    Query::new("delete from membership where member = $1 and grouping = $2")
        .bind(member)
        .bind(group)
        .execute(tx)?;
    flatten_below(tx, member)
}

/// Every principal below this one, itself included.
fn below(tx: &Transaction, top: i64) -> Result<HashSet<i64>> {
    let mut seen = HashSet::from([top]);
    let mut queue = vec![top];
    while let Some(group) = queue.pop() {
        let members: Vec<i64> =
            Query::new("select member from membership where grouping = $1").bind(group).all(tx)?;
        queue.extend(members.into_iter().filter(|member| seen.insert(*member)));
    }
    Ok(seen)
}

fn flatten_below(tx: &Transaction, top: i64) -> Result<()> {
    for key in below(tx, top)? {
        let kind: MemberKind = Query::new("select kind from principal where key = $1").bind(key).one(tx)?;
        if kind != MemberKind::Group {
            flatten(tx, key)?;
        }
    }
    Ok(())
}

/// Remakes the closure of one user or guest.
pub(super) fn flatten(tx: &Transaction, leaf: i64) -> Result<()> {
    Query::new("delete from closure where member = $1").bind(leaf).execute(tx)?;
    for (group, validity) in reached(tx, leaf)? {
        Query::new("insert into closure (member, grouping, valid_from, valid_until) values ($1, $2, $3, $4)")
            .bind(leaf)
            .bind(group)
            .bind(validity.from)
            .bind(validity.until)
            .execute_one(tx)?;
    }
    Ok(())
}

/// Every group reached from a leaf, itself included, with the time during which each path holds.
pub(super) fn reached(reader: &Reader, leaf: i64) -> Result<Vec<(i64, Validity)>> {
    let mut found = vec![(leaf, Validity::ALWAYS)];
    let mut at = 0;
    while let Some(&(member, validity)) = found.get(at) {
        at += 1;
        let up: Vec<(i64, Option<Timestamp>, Option<Timestamp>)> =
            Query::new("select grouping, valid_from, valid_until from membership where member = $1 order by grouping, valid_from, valid_until")
                .bind(member)
                .all(reader)?;
        for (group, from, until) in up {
            let Some(path) = validity.and(Validity { from, until }) else { continue };
            if !found.iter().any(|(known, wider)| *known == group && wider.covers(path)) {
                found.push((group, path));
            }
        }
    }
    Ok(found)
}

#[derive(crate::database::FromRow)]
struct Membership {
    key: i64,
    weight: i64,
    walls: i64,
    /// How much is shown to all.
    shared: i64,
}

impl Actor {
    /// The actor that a member is at this moment. `None` when the principal is unknown.
    pub fn member(
        reader: &Reader,
        identity: Identity,
        rights: Rights,
        at: Timestamp,
    ) -> Result<Option<Self>> {
        let Identity::Member { seat, .. } = identity else { return Ok(None) };
        let held: Vec<Membership> = Query::new(
            "select p.key as key, p.weight as weight, (select count(*) from wall w where w.principal in (p.key, $3, $4)) as walls,
                (select cast(sum(x.weight) as bigint) from principal x where x.key in ($3, $4)) as shared
             from principal s join closure c on c.member = s.key join principal p on p.key = c.grouping
             where s.id = $1 and (c.valid_from is null or c.valid_from <= $2) and (c.valid_until is null or c.valid_until > $2)",
        )
        .bind(seat)
        .bind(at)
        .bind(EVERYONE)
        .bind(NETWORK)
        .all(reader)?;
        if held.is_empty() {
            return Ok(None);
        }
        let mut principals: Vec<i64> = held.iter().map(|one| one.key).chain([EVERYONE, NETWORK]).collect();
        principals.sort_unstable();
        principals.dedup();
        let weight: i64 = held.iter().map(|one| one.weight).sum();
        let shared = held.first().map_or(0, |one| one.shared);
        let (narrow, few) = (weight < NARROW, weight + shared < NARROW);
        let walled = held.iter().any(|one| one.walls > 0);
        Ok(Some(Self { identity, rights, at, principals, narrow, few, walled, passes_at: None }))
    }

    /// The actor that a guest is: what is shown to everyone, and what was granted to his link.
    pub fn guest(reader: &Reader, guest: PrincipalId, at: Timestamp) -> Result<Option<Self>> {
        let key: Option<i64> = Query::new("select key from principal where id = $1 and kind = 'guest'")
            .bind(guest)
            .maybe(reader)?;
        Ok(key.map(|key| {
            let mut actor = Self::public(at);
            actor.principals.push(key);
            actor
        }))
    }
}

/// The key of the group that holds a role of the instance.
pub(super) fn instance_role(reader: &Reader, role: &str) -> Result<Option<i64>> {
    Query::new("select key from principal where owner = $1 and role = $2")
        .bind(INSTANCE)
        .bind(role)
        .maybe(reader)
}
