//! What an actor may see, read.

use jiff::Timestamp;

use super::super::actor::ABOVE;
use super::super::model::{Grant, Level, PrincipalId, Record, RecordId, Validity};
use super::super::{Actor, Denied, Kind};
use crate::database::{Query, Reader, Result};

const RECORD: &str = "select id, kind, owner, team, visibility, parent, version, created_at, updated_at from record where id = ";

/// A record, whoever asks: for the derivation only.
pub(super) fn raw(reader: &Reader, record: RecordId) -> Result<Option<Record>> {
    Query::new(RECORD).push_value(record).maybe(reader)
}

/// The level that the actor has on a record; `None` when it does not exist for him.
pub fn level_of(reader: &Reader, actor: &Actor, record: RecordId) -> Result<Option<Level>> {
    let query =
        actor.level(Query::new("select"), "r.id").push(" from record r where r.id = ").push_value(record);
    Ok(query.maybe::<Option<Level>>(reader)?.flatten())
}

/// A record of this kind and the actor's level on it, if he sees it at all.
pub fn head(
    reader: &Reader,
    actor: &Actor,
    kind: &Kind,
    record: RecordId,
) -> Result<Option<(Record, Level)>> {
    let Some(level) = level_of(reader, actor, record)? else { return Ok(None) };
    Ok(raw(reader, record)?.filter(|found| found.kind == kind.name).map(|found| (found, level)))
}

/// The same, refused below `level`: as not found when the actor sees nothing of it, as a lack of level otherwise.
pub fn require(
    reader: &Reader,
    actor: &Actor,
    kind: &Kind,
    record: RecordId,
    level: Level,
) -> Result<(Record, Level), Denied> {
    let (found, held) = head(reader, actor, kind, record)?.ok_or(Denied::NotFound)?;
    if held < level { Err(Denied::Level(level)) } else { Ok((found, held)) }
}

/// The grants on a record, oldest first.
pub fn grants(reader: &Reader, record: RecordId) -> Result<Vec<Grant>> {
    Query::new(
        "select g.id as id, g.principal as principal, p.name as name, g.level as level, g.reason as reason,
                g.granted_by as granted_by, g.granted_at as granted_at, g.valid_from as valid_from, g.valid_until as valid_until
         from access_grant g join principal p on p.id = g.principal where g.record = $1 order by g.granted_at, g.id",
    )
    .bind(record)
    .all(reader)
}

/// To whom records of a kind are shown on account of another record.
pub fn granted_because(reader: &Reader, kind: &Kind, because: RecordId) -> Result<Vec<PrincipalId>> {
    Query::new("select g.principal from access_grant g join record r on r.id = g.record where g.because = $1 and r.kind = $2 order by g.id")
        .bind(because)
        .bind(kind.name)
        .all(reader)
}

impl Actor {
    /// Appends the records of a kind that the actor sees at `level` or above, each once, with his highest level: columns
    /// `record` and `level`. Read from his readerships, so it costs what he sees, not what there is.
    #[must_use]
    pub fn held<'q>(&self, query: Query<'q>, kind: &'static str, level: Level) -> Query<'q> {
        let query = query.push("select r.id as record, n.level as level");
        let query = self.through_readerships(query, ("record", "r"), level);
        query.push(" and r.kind = ").push_value(kind).push(" ")
    }

    /// Appends the records of a kind that the actor sees at `level` or above, each once: column `record`.
    #[must_use]
    pub fn seen<'q>(&self, query: Query<'q>, kind: &'static str, level: Level) -> Query<'q> {
        let query = self.through_readerships(query.push("select r.id as record"), ("record", "r"), level);
        query.push(" and r.kind = ").push_value(kind).push(" ")
    }

    /// Appends the records of a kind of which the actor knows the existence and nothing more: column `record`.
    #[must_use]
    pub fn shadows<'q>(&self, query: Query<'q>, kind: &'static str) -> Query<'q> {
        self.seen(query, kind, Level::Existence).push(" and n.level < ").push_value(Level::Card).push(" ")
    }
}

/// The name of a principal.
pub fn principal_name(reader: &Reader, id: PrincipalId) -> Result<Option<String>> {
    Query::new("select name from principal where id = $1").bind(id).maybe(reader)
}

/// To whom the cards of some records are shown at a moment: each principal once.
pub fn shown_to(reader: &Reader, records: &[RecordId], at: Timestamp) -> Result<Vec<PrincipalId>> {
    let query = Query::new(
        "select distinct p.id from record r join readership_entry a on a.readership = r.readership
         join principal p on p.key = a.principal where a.level >= ",
    );
    let query = query.push_value(Level::Card).push(" and (a.valid_from is null or a.valid_from <= ");
    let query = query.push_value(at).push(") and (a.valid_until is null or a.valid_until > ");
    let query = query.push_value(at).push(") and r.id in ('0'");
    let query = records.iter().fold(query, |query, record| query.push(", ").push_value(*record));
    query.push(") order by p.id").all(reader)
}

/// A line of "who sees this": a principal, its level and how many people it stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audit {
    /// The principal.
    pub principal: PrincipalId,
    /// Its name.
    pub name: String,
    /// The role it holds for its owner.
    pub role: Option<String>,
    /// The organisation it belongs to.
    pub owner: Option<PrincipalId>,
    /// What it sees.
    pub level: Level,
    /// How many people are behind it at this moment.
    pub people: i64,
}

#[derive(crate::database::FromRow)]
struct Named {
    id: PrincipalId,
    name: String,
    role: Option<String>,
    owner: Option<PrincipalId>,
    level: Level,
    valid_from: Option<Timestamp>,
    valid_until: Option<Timestamp>,
    people: i64,
}

impl Audit {
    /// Everyone who sees a record at this moment, highest level first. Who is behind a wall is not counted.
    pub fn of(reader: &Reader, record: RecordId, at: Timestamp) -> Result<Vec<Self>> {
        let held: Vec<Named> = Query::new(
            "with recursive above (id) as (select $1"
        )
        .push(ABOVE)
        .push(
            "),
                walled (key) as (select w.principal from wall w where w.record in (select id from above)
                    and (w.valid_from is null or w.valid_from <= $2) and (w.valid_until is null or w.valid_until > $2))
             select p.id as id, p.name as name, p.role as role, p.owner as owner, a.level as level,
                    a.valid_from as valid_from, a.valid_until as valid_until,
                    (select count(distinct c.member) from closure c where c.grouping = p.key
                        and (c.valid_from is null or c.valid_from <= $2) and (c.valid_until is null or c.valid_until > $2)
                        and not exists (select 1 from closure m join walled on walled.key = m.grouping where m.member = c.member
                            and (m.valid_from is null or m.valid_from <= $2) and (m.valid_until is null or m.valid_until > $2))) as people
             from record r join readership_entry a on a.readership = r.readership join principal p on p.key = a.principal
             where r.id = $1 and p.key not in (select key from walled) order by a.level desc, p.key",
        )
        .bind(record)
        .bind(at)
        .all(reader)?;
        let mut lines: Vec<Self> = Vec::new();
        for one in held {
            let holds = Validity { from: one.valid_from, until: one.valid_until }.holds(at);
            if holds && !lines.iter().any(|line| line.principal == one.id) {
                let Named { id: principal, name, role, owner, level, people, .. } = one;
                lines.push(Self { principal, name, role, owner, level, people });
            }
        }
        Ok(lines)
    }
}
