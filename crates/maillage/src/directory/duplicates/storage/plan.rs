//! What a merge would do.

use platform::access::{self, Actor, Level};
use platform::database::{Query, Reader, Result};
use platform::web::{Problem, ProblemKind};

use super::super::model::{Plan, PlanLine, facts};
use crate::directory::ORGANISATION;
use crate::directory::model::{Organisation, OrganisationId};
use crate::directory::storage::find;
use crate::frame::merging::{Merging, Relation};

/// Two organisations that the actor may merge: he may change the first and manage the second, they are two, and the second is
/// no member.
pub(super) fn both(
    reader: &Reader,
    actor: &Actor,
    kept: OrganisationId,
    dropped: OrganisationId,
) -> Result<(Organisation, Organisation), Problem> {
    let editable = |id: OrganisationId, level| {
        access::require(reader, actor, &ORGANISATION, id.record(), level)?;
        let found = find(reader, actor, id)?.map(|(found, _)| found);
        found.filter(|found| found.merged_into.is_none()).ok_or_else(|| Problem::from(ProblemKind::NotFound))
    };
    let kept = editable(kept, Level::Edit)?;
    let member = find(reader, actor, dropped)?.is_some_and(|(found, _)| found.member);
    // Who sees the one merged sees the other: that is for those who may share it. A member says why it is refused.
    let dropped = editable(dropped, if member { Level::Edit } else { Level::Manage })?;
    let refused = match () {
        () if kept.id == dropped.id => "error-merge-self",
        () if dropped.member => "error-merge-member",
        () => return Ok((kept, dropped)),
    };
    Err(Problem::from(ProblemKind::Forbidden).saying(refused).back_to("/duplicates"))
}

/// Whether the actor may show the organisation kept: to those to whom the one merged is shown, for one.
pub(super) fn shares(reader: &Reader, actor: &Actor, kept: OrganisationId) -> Result<bool> {
    Ok(access::level_of(reader, actor, kept.record())? >= Some(Level::Manage))
}

/// Whether the rows of a relation follow. Grants do not follow to a sheet that one may not show.
pub(super) fn follows(relation: &Relation, shares: bool) -> bool {
    shares || relation.table != "access_grant"
}

/// What a merge would do, without doing it.
pub fn plan(
    reader: &Reader,
    actor: &Actor,
    merging: &Merging,
    kept: OrganisationId,
    dropped: OrganisationId,
) -> Result<Plan, Problem> {
    let (kept, dropped) = both(reader, actor, kept, dropped)?;
    let facts = facts(&kept).into_iter().zip(facts(&dropped));
    let facts = facts.map(|((name, own), (_, other))| (name, own, other));
    let facts = facts.filter(|(_, own, other)| own != other && !other.is_empty()).collect();
    let mut lines: Vec<PlanLine> = Vec::new();
    let shares = shares(reader, actor, kept.id)?;
    for relation in merging.relations() {
        let count = |staying: bool| {
            let query = Query::new("select count(*) from ").push(relation.table).push(" where ");
            let query = query.push(relation.column).push(" = $1 and $2 = $2 and ");
            let query = query.push(if staying { "(" } else { "not (" }).push(relation.stays_if).push(")");
            let query = query.bind(dropped.id).bind(kept.id);
            let query = match relation.record {
                Some((record, level)) => actor.sees(query.push(" and "), record, level),
                None => query,
            };
            query.one::<i64>(reader)
        };
        let (moves, stays) = (count(false)?, count(true)?);
        // Which grants the kept one has too is for those who manage it.
        let (moves, stays) = if follows(relation, shares) { (moves, stays) } else { (0, moves + stays) };
        match lines.iter_mut().find(|line| line.label == relation.label) {
            Some(line) => {
                line.moves += moves;
                line.stays += stays;
            }
            None => lines.push(PlanLine { label: relation.label, moves, stays }),
        }
    }
    let grants = if shares && access::level_of(reader, actor, dropped.id.record())? >= Some(Level::Manage) {
        access::grants(reader, dropped.id.record())?
    } else {
        Vec::new()
    };
    let shown_to = grants.into_iter().map(|grant| grant.name).collect();
    Ok(Plan { kept, dropped, facts, lines, shares, shown_to })
}
