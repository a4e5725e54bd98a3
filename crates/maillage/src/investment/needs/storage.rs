//! The SQL of needs.

use platform::access::{Actor, Level};
use platform::database::{Error, FromRow, Query, Reader, Result, Transaction};
use platform::journal::{self, Entry};
use platform::web::{Problem, ProblemKind};
use serde_json::{Value as Json, json};

use super::super::PROJECT;
use super::super::fields::Group;
use super::super::model::{Project, ProjectId};
use super::super::storage::describing::describe;
use super::super::storage::read::{find, stated as read_json};
use super::super::storage::write::{editable, touch};
use super::model::{Need, NeedKind, Strength};

#[derive(FromRow)]
struct Row {
    kind: NeedKind,
    strength: Strength,
    said: Option<String>,
    figure: Option<String>,
    low: Option<i64>,
    high: Option<i64>,
    date: Option<String>,
    note: Option<String>,
}

/// The needs of a project, in the order in which they stand. For whoever reads it: the caller has asked.
pub fn stated(reader: &Reader, id: ProjectId) -> Result<Vec<Need>> {
    let rows: Vec<Row> = Query::new(
        "select n.kind as kind, n.strength as strength, n.said as said, n.figure as figure, n.low as low, n.high as high, n.stated_date as date, n.note as note
         from project_need n where n.project = $1 order by n.position",
    )
    .bind(id)
    .all(reader)?;
    rows.into_iter()
        .map(|row| {
            Ok(Need {
                kind: row.kind,
                strength: row.strength,
                said: row.said,
                figure: read_json(row.figure)?,
                low: row.low,
                high: row.high,
                date: read_json(row.date)?,
                note: row.note,
            })
        })
        .collect()
}

/// The level from which they are seen of a project.
pub fn seen_from(project: &Project) -> Level {
    project.levels.within(Group::Needs, Level::Read)
}

/// The project and its needs, for whoever reads it.
pub fn of_project(
    reader: &Reader,
    actor: &Actor,
    id: ProjectId,
) -> Result<Option<(Project, Level, Vec<Need>)>> {
    let Some((project, level)) = find(reader, actor, id)? else { return Ok(None) };
    let needs = if level < seen_from(&project) { Vec::new() } else { stated(reader, id)? };
    Ok(Some((project, level, needs)))
}

/// Says what a project needs, all of it, from the version that the person read. A verified win keeps what it was verified
/// with.
pub fn put(
    tx: &Transaction,
    actor: &Actor,
    id: ProjectId,
    version: i64,
    needs: &[Need],
) -> Result<i64, Problem> {
    let (project, level) = editable(tx, actor, id)?;
    if level < seen_from(&project) {
        return Err(ProblemKind::Forbidden.into());
    }
    if project.verified_at.is_some() {
        let frozen = Problem::from(ProblemKind::Invalid).saying("refusal-needs-frozen");
        return Err(frozen.back_to(format!("/projects/{id}/restatements?field=requirements")));
    }
    let before = stated(tx, id)?;
    if before == needs {
        return if project.version == version { Ok(version) } else { Err(ProblemKind::Stale.into()) };
    }
    let next = touch(tx, actor, id, version, false)?;
    Query::new("delete from project_need where project = $1").bind(id).execute(tx)?;
    for (position, need) in (1_i64..).zip(needs) {
        insert(tx, id, position, need)?;
    }
    describe(tx, id)?;
    let gone = before.iter().filter(|need| !needs.contains(need));
    let new = needs.iter().filter(|need| !before.contains(need));
    let entry = Entry {
        verb: "needs.changed",
        kind: PROJECT.name,
        record: Some(id.record()),
        before: Some(noted(gone)),
        after: Some(noted(new)),
        reason: None,
    };
    journal::append(tx, actor, entry)?;
    Ok(next)
}

/// What the journal says of needs: those that are no longer said, or those that are now.
fn noted<'n>(needs: impl Iterator<Item = &'n Need>) -> Json {
    let one = |need: &Need| json!({"kind": need.kind, "strength": need.strength, "said": need.said, "note": need.note});
    json!({"needs": needs.map(one).collect::<Vec<_>>()})
}

fn insert(tx: &Transaction, id: ProjectId, position: i64, need: &Need) -> Result<()> {
    let text = |value: Result<String, serde_json::Error>| value.map_err(Error::decode);
    let figure = need.figure.as_ref().map(serde_json::to_string).map(text).transpose()?;
    let date = need.date.as_ref().map(serde_json::to_string).map(text).transpose()?;
    let (earliest, latest) = need.days();
    Query::new(
        "insert into project_need (project, position, kind, strength, said, figure, low, high, stated_date, earliest, latest, note)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(id)
    .bind(position)
    .bind(need.kind)
    .bind(need.strength)
    .bind(need.said.as_deref())
    .bind(figure)
    .bind(need.low)
    .bind(need.high)
    .bind(date)
    .bind(earliest)
    .bind(latest)
    .bind(need.note.as_deref())
    .execute_one(tx)
}
