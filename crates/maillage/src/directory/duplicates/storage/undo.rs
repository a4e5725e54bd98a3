//! A merge undone.

use platform::access::{self, Actor, Level};
use platform::database::{Error, Query, Reader, Result, Transaction};
use platform::web::{Faults, Problem, ProblemKind};
use serde_json::json;

use super::super::model::{Merge, MergeId, facts};
use super::merge::{set, told};
use crate::directory::ORGANISATION;
use crate::directory::model::OrganisationId;
use crate::directory::storage::{describe_anew, find};
use crate::frame::merging::{Merging, Moved};

/// The merges that the actor may undo, the last first.
pub fn merges(reader: &Reader, actor: &Actor) -> Result<Vec<Merge>> {
    let query = Query::new(
        "select m.id as id, m.kept as kept, k.name as kept_name, d.name as dropped_name, m.merged_at as merged_at
         from organisation_merge m join organisation k on k.id = m.kept join organisation d on d.id = m.dropped
         where m.undone_at is null and ",
    );
    let query = actor.sees(query, "m.kept", Level::Edit).push(" and ");
    actor.sees(query, "m.dropped", Level::Edit).push(" order by m.merged_at desc, m.id limit 50").all(reader)
}

/// Undoes a merge: every row that still stands where the merge put it goes back, and every fact that the merge wrote and
/// nobody changed since.
pub fn undo(
    tx: &Transaction,
    actor: &Actor,
    merging: &Merging,
    id: MergeId,
) -> Result<OrganisationId, Problem> {
    type Row = (OrganisationId, OrganisationId, String, String);
    let found: Option<Row> = Query::new(
        "select kept, dropped, moved, facts from organisation_merge where id = $1 and undone_at is null",
    )
    .bind(id)
    .maybe(tx)?;
    let (kept, dropped, moved, written) = found.ok_or(ProblemKind::NotFound)?;
    for organisation in [kept, dropped] {
        access::require(tx, actor, &ORGANISATION, organisation.record(), Level::Edit)?;
    }
    // What was merged into the kept one since then rests on it.
    let later: Option<String> = Query::new(
        "select l.id from organisation_merge l join organisation_merge m on m.id = $1
         where l.undone_at is null and l.id <> m.id and (l.dropped = m.kept or (l.kept = m.kept and l.merged_at > m.merged_at))",
    )
    .bind(id)
    .maybe(tx)?;
    if later.is_some() {
        return Err(Problem::from(ProblemKind::Forbidden).saying("error-merge-later").back_to("/duplicates"));
    }
    let moved: Vec<Moved> = serde_json::from_str(&moved).map_err(Error::decode)?;
    let written: serde_json::Value = serde_json::from_str(&written).map_err(Error::decode)?;
    for one in moved.iter().rev() {
        let relation = merging.of(one).ok_or(ProblemKind::Internal)?;
        let query = if one.from.is_empty() {
            Query::new("delete from ").push(relation.table).push(" where $1 = $1 and ")
        } else {
            Query::new("update ")
                .push(relation.table)
                .push(" set ")
                .push(relation.column)
                .push(" = $1 where ")
        };
        let query = query.push(relation.column).push(" = $2 and ").push(relation.key).push(" = $3");
        query.bind(one.from.as_str()).bind(one.to.as_str()).bind(one.key.as_str()).execute(tx)?;
    }
    let now = find(tx, actor, kept)?.ok_or(ProblemKind::NotFound)?.0;
    let taken: Vec<(String, String, String)> =
        serde_json::from_value(written["taken"].clone()).map_err(Error::decode)?;
    for (field, own, other) in taken {
        if facts(&now).iter().any(|(name, text)| *name == field && *text == other) {
            set(tx, kept, &field, &own)?;
        }
    }
    Query::new("update organisation set merged_into = null, siren = $2 where id = $1")
        .bind(dropped)
        .bind(written["siren"].as_str())
        .execute_one(tx)
        .map_err(|error| match error {
            Error::Unique(_) => {
                let mut faults = Faults::default();
                faults.add("siren", "error-identifier-taken");
                Problem::from(faults)
            }
            error => error.into(),
        })?;
    Query::new("update organisation_merge set undone_at = $2 where id = $1")
        .bind(id)
        .bind(actor.at)
        .execute_one(tx)?;
    for settle in merging.settles {
        settle(tx, &moved, [kept, dropped].map(OrganisationId::record))?;
    }
    describe_anew(tx, dropped)?;
    told(tx, actor, "organisation.unmerged", kept, json!({"dropped": dropped}))?;
    Ok(kept)
}
