//! The level of a group of fields as a condition of a query, and the verb that raises it.

use platform::access::{Actor, Level};
use platform::database::{Query, Transaction};
use platform::journal::{self, Entry};
use platform::search;
use platform::web::Problem;
use serde_json::{Value as Json, json};

use super::super::PROJECT;
use super::super::fields::Group;
use super::super::levels::Levels;
use super::super::model::ProjectId;
use super::super::storage::describing::describe;
use super::super::storage::sharing::shareable;
use super::super::storage::write::touch;

/// Appends that the actor holds the level of each of these groups on the project `p`: what he may not see neither filters nor
/// sorts what he sees.
pub fn guarded<'q>(mut query: Query<'q>, actor: &Actor, groups: &[Group]) -> Query<'q> {
    for group in groups {
        let column = group.level_column();
        query = query.push(" and (").push(column).push(" is null or ");
        query = actor.sees_row_from(query, ("p", "p.id"), column).push(")");
    }
    query
}

/// Says from which level each group of fields is seen, from the version that the person read.
pub fn raise(
    tx: &Transaction,
    actor: &Actor,
    id: ProjectId,
    version: i64,
    levels: Levels,
) -> Result<i64, Problem> {
    let project = shareable(tx, actor, id)?;
    let moved: Vec<Group> = Group::ALL
        .into_iter()
        .filter(|group| project.levels.raised(*group) != levels.raised(*group))
        .collect();
    if moved.is_empty() && project.version == version {
        return Ok(version);
    }
    let next = touch(tx, actor, id, version, true)?;
    let mut query = Query::new("update project set ");
    for (at, group) in Group::ALL.into_iter().enumerate() {
        query = query.push(if at == 0 { "" } else { ", " }).push(group.stored_level()).push(" = ");
        query = query.push_value(levels.raised(group).map(Level::number));
    }
    query.push(" where id = ").push_value(id).execute_one(tx)?;
    // What was raised or lowered leaves the documents of its former levels.
    search::remove(tx, id.record())?;
    describe(tx, id)?;
    let noted = |levels: &Levels| {
        let one = |group: &Group| (group.key().to_owned(), json!(levels.raised(*group).map(Level::key)));
        Some(Json::Object(moved.iter().map(one).collect()))
    };
    let entry = Entry {
        verb: "levels.changed",
        kind: PROJECT.name,
        record: Some(id.record()),
        before: noted(&project.levels),
        after: noted(&levels),
        reason: None,
    };
    journal::append(tx, actor, entry)?;
    Ok(next)
}
