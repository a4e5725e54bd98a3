//! To whom what is held on a person is shown, and who opened it: for the person himself (RGPD, article 15.1.c).

use jiff::Timestamp;
use platform::access::{self, Actor, PrincipalId, RecordId};
use platform::database::{FromRow, Query, Reader, Result, Value};

use super::super::request::Group;

/// Somebody to whom it is shown: an organisation, a circle, every member, everyone.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Recipient {
    /// `everyone`, `network`, or what else a right is given to.
    pub kind: String,
    /// The name; of a person in an organisation, that of the organisation.
    pub name: String,
    /// The role, of a group of the instance itself.
    pub role: Option<String>,
}

/// An organisation whose people opened it, and when last.
#[derive(Clone, Debug, FromRow)]
pub struct Opened {
    /// The organisation.
    pub name: String,
    /// When last.
    pub last: Timestamp,
}

fn records(groups: &[Group]) -> Vec<RecordId> {
    let mut all: Vec<RecordId> = groups
        .iter()
        .flat_map(Group::chosen)
        .filter_map(|held| held.record.as_ref().map(|(_, record)| *record))
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn among<'q, Id: Copy + Into<Value<'q>>>(query: Query<'q>, ids: &[Id]) -> Query<'q> {
    ids.iter().fold(query.push("('0'"), |query, id| query.push(", ").push_value(*id)).push(")")
}

/// To whom the records are shown at this moment.
pub fn shown_to(reader: &Reader, actor: &Actor, groups: &[Group]) -> Result<Vec<Recipient>> {
    let principals = access::shown_to(reader, &records(groups), actor.at)?;
    let query = Query::new(
        "select distinct w.kind as kind, coalesce(o.name, i.name, w.name) as name, case when o.id is null then w.role end as role
         from principal w left join principal o on o.id = w.owner left join seat s on s.id = w.id left join principal i on i.id = s.organisation
         where w.id in ",
    );
    let mut all: Vec<Recipient> = among(query, &principals).push(" order by name, kind").all(reader)?;
    all.dedup_by(|one, other| one.name == other.name);
    Ok(all)
}

/// Which organisations opened them, as long as the log of accesses keeps it.
pub fn opened_by(reader: &Reader, owner: PrincipalId, groups: &[Group]) -> Result<Vec<Opened>> {
    let query = Query::new(
        "select o.name as name, max(l.at) as last from access_log l join organisation o on o.id = l.organisation where l.owner = ",
    );
    let query = among(query.push_value(owner).push(" and l.record in "), &records(groups));
    query.push(" group by o.name order by o.name").all(reader)
}
