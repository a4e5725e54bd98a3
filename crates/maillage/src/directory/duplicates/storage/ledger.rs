//! What any merge does, of organisations or of people: who is proposed, which rows follow, what is written down, how it
//! is undone.

use platform::access::{self, Actor, Kind, Level, RecordId};
use platform::database::{Error, Query, Reader, Result, Transaction};
use platform::journal::{self, Entry};
use platform::web::{Problem, ProblemKind};
use serde_json::{Value, json};

use super::super::model::{Merge, MergeId, Pair, PlanLine};
use crate::frame::merging::{Merging, Moved, Relation, ToldTo};

/// Pairs proposed at once.
const MANY: i64 = 50;

/// What is merged, and where that is written down.
#[derive(Clone, Copy)]
pub struct Ledger {
    /// The kind of the records.
    pub kind: &'static Kind,
    /// Their table.
    pub table: &'static str,
    /// The table of the merges.
    pub merges: &'static str,
    /// The table of those that are not the same.
    pub distinct: &'static str,
    /// The names of the kept `k` and of the dropped `d`.
    pub names: &'static str,
    /// What the journal says when two are not the same.
    pub told_apart: &'static str,
    /// The page of their duplicates.
    pub page: &'static str,
}

/// The rows of a record, whatever its kind.
pub const OF_RECORDS: &[Relation] = &[
    Relation::new("merge-sources", "provenance", "record", "id", "1 = 0"),
    Relation::new(
        "merge-grants",
        "access_grant",
        "record",
        "id",
        "exists (select 1 from access_grant k where k.record = $2 and k.principal = access_grant.principal and coalesce(k.because, '') = coalesce(access_grant.because, ''))",
    ),
    Relation::new("merge-walls", "wall", "record", "id", "1 = 0"),
];

/// Those that the actor may change and that may be one, the surest first. Each query gives `x.id`, `y.id`, and whether the
/// second stays rather than the first. What somebody said is not the same is not proposed again.
pub fn proposed<R: Copy + PartialEq>(
    reader: &Reader,
    actor: &Actor,
    ledger: &Ledger,
    queries: Vec<(Query<'_>, R)>,
) -> Result<Vec<Pair<RecordId, R>>> {
    found(reader, ledger, queries, |query, _| {
        let query = actor.sees(query, "x.id", Level::Edit).push(" and ");
        actor.sees(query, "y.id", Level::Edit)
    })
}

/// Those that may be one and of which the actor manages one alone: another organisation is asked. What they have in common
/// is told to who sees it of the other, at the level that its reason needs.
pub fn across<R: Copy + PartialEq>(
    reader: &Reader,
    actor: &Actor,
    ledger: &Ledger,
    queries: Vec<(Query<'_>, R)>,
    needed: fn(R) -> Level,
) -> Result<Vec<Pair<RecordId, R>>> {
    found(reader, ledger, queries, |query, reason| {
        let side = |query, own, other| {
            let query = actor.sees(query, own, Level::Manage).push(" and ");
            let query = actor.sees(query, other, needed(reason)).push(" and not ");
            actor.sees(query, other, Level::Edit)
        };
        side(side(query.push("("), "x.id", "y.id").push(" or "), "y.id", "x.id").push(")")
    })
}

fn found<'q, R: Copy + PartialEq>(
    reader: &Reader,
    ledger: &Ledger,
    queries: Vec<(Query<'q>, R)>,
    whose: impl Fn(Query<'q>, R) -> Query<'q>,
) -> Result<Vec<Pair<RecordId, R>>> {
    let mut found: Vec<Pair<RecordId, R>> = Vec::new();
    for (query, reason) in queries {
        let query = query
            .push(" and x.merged_into is null and y.merged_into is null and not exists (select 1 from ")
            .push(ledger.distinct)
            .push(" d where d.one = x.id and d.other = y.id) and ");
        let query = whose(query, reason).push(" order by x.id, y.id limit ").push_value(MANY);
        let rows: Vec<(RecordId, RecordId, bool)> = query.all(reader)?;
        for (one, other, swapped) in rows {
            let (one, other) = if swapped { (other, one) } else { (one, other) };
            match found.iter_mut().find(|known| known.one == one && known.other == other) {
                Some(known) if known.reasons.contains(&reason) => {}
                Some(known) => known.reasons.push(reason),
                None => found.push(Pair { one, other, reasons: vec![reason] }),
            }
        }
    }
    Ok(found)
}

/// Notes that two are not the same.
pub fn tell_apart(
    tx: &Transaction,
    actor: &Actor,
    ledger: &Ledger,
    one: RecordId,
    other: RecordId,
) -> Result<(), Problem> {
    for id in [one, other] {
        access::require(tx, actor, ledger.kind, id, Level::Edit)?;
    }
    Query::new("insert into ")
        .push(ledger.distinct)
        .push(" (one, other, decided_at, decided_by) values ($1, $2, $3, $4) on conflict (one, other) do nothing")
        .bind(one.min(other))
        .bind(one.max(other))
        .bind(actor.at)
        .bind(actor.account().map(|account| account.to_string()))
        .execute(tx)?;
    Ok(note(tx, actor, ledger, ledger.told_apart, one, json!({"other": other}))?)
}

fn note(
    tx: &Transaction,
    actor: &Actor,
    ledger: &Ledger,
    verb: &'static str,
    record: RecordId,
    after: Value,
) -> Result<()> {
    let entry =
        Entry { verb, kind: ledger.kind.name, record: Some(record), after: Some(after), ..Entry::default() };
    journal::append(tx, actor, entry).map(drop)
}

/// Notes what became of the kept one, whose version rises. Whether the actor may is for the caller.
pub fn told(
    tx: &Transaction,
    actor: &Actor,
    ledger: &Ledger,
    verb: &'static str,
    (kept, after): (RecordId, Value),
) -> Result<(), Problem> {
    let version: i64 = Query::new("select version from record where id = $1").bind(kept).one(tx)?;
    access::touch(tx, actor, kept, version)?;
    Ok(note(tx, actor, ledger, verb, kept, after)?)
}

/// Whether the actor may show the kept one: to those to whom the one merged is shown, for one.
pub fn shares(reader: &Reader, actor: &Actor, kept: RecordId) -> Result<bool> {
    Ok(access::level_of(reader, actor, kept)? >= Some(Level::Manage))
}

/// To whom the dropped one is shown, who would see the kept one: for those who manage both.
pub fn shown_to(reader: &Reader, actor: &Actor, kept: RecordId, dropped: RecordId) -> Result<Vec<String>> {
    let manages = access::level_of(reader, actor, dropped)? >= Some(Level::Manage);
    if !(manages && shares(reader, actor, kept)?) {
        return Ok(Vec::new());
    }
    Ok(access::grants(reader, dropped)?.into_iter().map(|grant| grant.name).collect())
}

/// Whether the rows of a relation follow. Grants do not follow to a sheet that one may not show.
fn follows(relation: &Relation, shares: bool) -> bool {
    shares || relation.table != "access_grant"
}

/// What somebody is told of the rows of one of the two.
#[derive(Clone, Copy)]
struct Told {
    /// Its facts, its numbers, its names.
    facts: bool,
    /// To whom it is shown.
    grants: bool,
}

impl Told {
    fn of(reader: &Reader, actor: &Actor, record: RecordId) -> Result<Self> {
        let level = access::level_of(reader, actor, record)?;
        Ok(Self { facts: level >= Some(Level::Read), grants: level >= Some(Level::Manage) })
    }

    fn knows(self, relation: &Relation) -> bool {
        if ["access_grant", "wall"].contains(&relation.table) { self.grants } else { self.facts }
    }
}

/// How many rows would follow, of those that the actor may know of; whether those to whom the one merged is shown do.
pub fn lines(
    reader: &Reader,
    actor: &Actor,
    merging: &Merging,
    (kept, dropped): (RecordId, RecordId),
    shares: bool,
) -> Result<Vec<PlanLine>> {
    let (there, here) = (Told::of(reader, actor, dropped)?, Told::of(reader, actor, kept)?);
    let mut lines: Vec<PlanLine> = Vec::new();
    for relation in merging.relations() {
        let query = Query::new("select cast(coalesce(sum(case when ").push(relation.stays_if);
        let query = query.push(" then 0 else 1 end), 0) as bigint), cast(coalesce(sum(case when ");
        let query = query.push(relation.stays_if).push(" then 1 else 0 end), 0) as bigint) from ");
        let query = query.push(relation.table).push(" where ").push(relation.column);
        let query = query.push(" = $1 and $2 = $2").bind(dropped).bind(kept);
        let query = match relation.told_to {
            ToldTo::Nobody => continue,
            ToldTo::Merger if !there.knows(relation) => continue,
            ToldTo::Merger => query,
            ToldTo::Owner(column) => {
                query.push(" and ").push(column).push(" = ").push_value(actor.acting_for())
            }
            ToldTo::Reader(column, level) => {
                let query = query.push(" and (").push(column).push(" is null or ");
                actor.sees(query, column, level).push(")")
            }
            ToldTo::ReaderFrom(column, level) => {
                let query = query.push(" and (").push(column).push(" is null or ");
                actor.sees_from(query, column, level).push(")")
            }
        };
        let (moves, stays): (i64, i64) = query.one(reader)?;
        // Which grants the kept one has too is for those who manage it.
        let (moves, stays) = if follows(relation, shares) { (moves, stays) } else { (0, moves + stays) };
        // Nor is what the kept one has told to who does not read it.
        let unknown = matches!(relation.told_to, ToldTo::Merger) && !here.knows(relation) && moves > 0;
        let (moves, stays) = if unknown { (moves + stays, 0) } else { (moves, stays) };
        match lines.iter_mut().find(|line| line.label == relation.label) {
            Some(line) => {
                line.moves += moves;
                line.stays += stays;
            }
            None => lines.push(PlanLine { label: relation.label, moves, stays }),
        }
    }
    for joined in merging.joined {
        let told = joined(reader, actor, dropped, kept)?.into_iter();
        lines.extend(told.map(|(label, moves)| PlanLine { label, moves, stays: 0 }));
    }
    // Of what neither has, nothing is said.
    lines.retain(|line| line.moves + line.stays > 0);
    Ok(lines)
}

/// Moves every row that names the dropped one, and says which did; those to whom it is shown follow when the kept one may be
/// shown.
pub fn move_all(
    tx: &Transaction,
    merging: &Merging,
    (kept, dropped): (RecordId, RecordId),
    shares: bool,
) -> Result<Vec<Moved>> {
    let mut moved = Vec::new();
    for fold in merging.folds {
        moved.extend(fold(tx, dropped, kept)?);
    }
    for relation in merging.relations().filter(|relation| follows(relation, shares)) {
        moved.extend(move_rows(tx, relation, dropped, kept)?);
    }
    Ok(moved)
}

fn move_rows(tx: &Transaction, relation: &Relation, from: RecordId, into: RecordId) -> Result<Vec<Moved>> {
    let which = |query: Query<'static>| {
        let query = query.push(" where ").push(relation.column).push(" = $1 and $2 = $2 and not (");
        query.push(relation.stays_if).push(")").bind(from).bind(into)
    };
    let select = Query::new("select ").push(relation.key).push(" from ").push(relation.table);
    let keys: Vec<String> = which(select).all(tx)?;
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let update = Query::new("update ").push(relation.table).push(" set ").push(relation.column).push(" = $2");
    which(update).execute(tx)?;
    let (from, into) = (from.to_string(), into.to_string());
    let moved = |key| Moved {
        table: relation.table.to_owned(),
        column: relation.column.to_owned(),
        key,
        from: from.clone(),
        to: into.clone(),
    };
    Ok(keys.into_iter().map(moved).collect())
}

/// Writes a merge down: what moved, and the facts that it wrote.
pub fn write_down(
    tx: &Transaction,
    actor: &Actor,
    ledger: &Ledger,
    (kept, dropped): (RecordId, RecordId),
    (moved, facts): (&[Moved], &Value),
) -> Result<MergeId> {
    let id: MergeId = tx.new_id();
    Query::new("insert into ")
        .push(ledger.merges)
        .push(" (id, kept, dropped, merged_at, merged_by, moved, facts) values ($1, $2, $3, $4, $5, $6, $7)")
        .bind(id)
        .bind(kept)
        .bind(dropped)
        .bind(actor.at)
        .bind(actor.account().map(|account| account.to_string()))
        .bind(serde_json::to_string(moved).map_err(Error::decode)?)
        .bind(facts.to_string())
        .execute_one(tx)?;
    Ok(id)
}

/// Settles what is derived from rows that moved.
pub fn settle(tx: &Transaction, merging: &Merging, moved: &[Moved], both: [RecordId; 2]) -> Result<()> {
    merging.settles.iter().try_for_each(|settle| settle(tx, moved, both))
}

/// The merges that the actor may undo, the last first.
pub fn merges(reader: &Reader, actor: &Actor, ledger: &Ledger) -> Result<Vec<Merge>> {
    let query = Query::new("select m.id as id, m.kept as kept, ").push(ledger.names);
    let query = query.push(", m.merged_at as merged_at from ").push(ledger.merges).push(" m join ");
    let query = query.push(ledger.table).push(" k on k.id = m.kept join ").push(ledger.table);
    let query = query.push(" d on d.id = m.dropped where m.undone_at is null and ");
    let query = actor.sees(query, "m.kept", Level::Edit).push(" and ");
    actor.sees(query, "m.dropped", Level::Edit).push(" order by m.merged_at desc, m.id limit 50").all(reader)
}

/// A merge being undone.
pub struct Undone {
    /// The one kept.
    pub kept: RecordId,
    /// The one that was merged into it.
    pub dropped: RecordId,
    /// The rows that had moved.
    pub moved: Vec<Moved>,
    /// The facts that it had written.
    pub facts: Value,
}

/// The two of a merge that was not undone, for who may change both.
pub fn may_undo(reader: &Reader, actor: &Actor, ledger: &Ledger, id: MergeId) -> Result<(), Problem> {
    let query = Query::new("select kept, dropped from ").push(ledger.merges);
    let found: Option<(RecordId, RecordId)> = query.push(" where id = $1").bind(id).maybe(reader)?;
    let (kept, dropped) = found.ok_or(ProblemKind::NotFound)?;
    for record in [kept, dropped] {
        access::require(reader, actor, ledger.kind, record, Level::Edit)?;
    }
    Ok(())
}

/// Puts back every row that still stands where the merge put it. What the facts were is for the caller to put back, and
/// whether the actor may is for him to check. A merge on which a later one rests is undone after it.
pub fn undo(
    tx: &Transaction,
    actor: &Actor,
    ledger: &Ledger,
    merging: &Merging,
    id: MergeId,
) -> Result<Undone, Problem> {
    let query = Query::new("select kept, dropped, moved, facts from ").push(ledger.merges);
    let query = query.push(" where id = $1 and undone_at is null").bind(id);
    let found: Option<(RecordId, RecordId, String, String)> = query.maybe(tx)?;
    let (kept, dropped, moved, facts) = found.ok_or(ProblemKind::NotFound)?;
    let query = Query::new("select l.id from ").push(ledger.merges).push(" l join ").push(ledger.merges);
    let later: Option<String> = query
        .push(
            " m on m.id = $1 where l.undone_at is null and l.id <> m.id
                and (l.dropped = m.kept or (l.kept = m.kept and l.merged_at > m.merged_at)) limit 1",
        )
        .bind(id)
        .maybe(tx)?;
    if later.is_some() {
        return Err(Problem::from(ProblemKind::Forbidden).saying("error-merge-later").back_to(ledger.page));
    }
    let moved: Vec<Moved> = serde_json::from_str(&moved).map_err(Error::decode)?;
    for one in moved.iter().rev() {
        put_back(tx, merging, one)?;
    }
    Query::new("update ")
        .push(ledger.merges)
        .push(" set undone_at = $2 where id = $1")
        .bind(id)
        .bind(actor.at)
        .execute_one(tx)?;
    let facts = serde_json::from_str(&facts).map_err(Error::decode)?;
    Ok(Undone { kept, dropped, moved, facts })
}

fn put_back(tx: &Transaction, merging: &Merging, one: &Moved) -> Result<(), Problem> {
    let relation = merging.of(one).ok_or(ProblemKind::Internal)?;
    // What came from nowhere goes.
    let query = if one.from.is_empty() {
        Query::new("delete from ").push(relation.table).push(" where $1 = $1 and ")
    } else {
        Query::new("update ").push(relation.table).push(" set ").push(relation.column).push(" = $1 where ")
    };
    let query = query.push(relation.column).push(" = $2 and ").push(relation.key).push(" = $3");
    query.bind(one.from.as_str()).bind(one.to.as_str()).bind(one.key.as_str()).execute(tx)?;
    Ok(())
}
