//! The SQL of stated jobs.

use platform::access::{Actor, Level};
use platform::database::{FromRow, Query, Reader, Result, Transaction};
use platform::figures::Figure;
use platform::journal::{self, Entry};
use platform::web::{Problem, ProblemKind};
use serde_json::{Value as Json, json};

use super::super::PROJECT;
use super::super::fields::Group;
use super::super::model::{Project, ProjectId};
use super::super::storage::read::find;
use super::super::storage::write::{editable, touch};
use super::model::{Contract, JobLine, JobNature, YEARS};

#[derive(FromRow)]
struct Row {
    nature: JobNature,
    contract: Contract,
    year: i64,
    figure: Figure,
}

/// The jobs stated of a project, line by line. For whoever reads it: the caller has asked.
pub fn stated(reader: &Reader, id: ProjectId) -> Result<Vec<JobLine>> {
    let rows: Vec<Row> = Query::new(
        "select j.nature as nature, j.contract as contract, j.year as year, j.figure as figure from project_job j where j.project = $1",
    )
    .bind(id)
    .all(reader)?;
    let mut lines: Vec<JobLine> = Vec::new();
    for Row { nature, contract, year, figure } in rows {
        let known = lines.iter().position(|line| (line.nature, line.contract) == (nature, contract));
        let at = known.unwrap_or_else(|| {
            lines.push(JobLine { nature, contract, years: [const { None }; YEARS] });
            lines.len() - 1
        });
        let place = usize::try_from(year - 1).ok();
        let place = place.and_then(|place| lines.get_mut(at)?.years.get_mut(place));
        if let Some(place) = place {
            *place = Some(figure);
        }
    }
    lines.sort_by_key(|line| (line.nature, line.contract));
    Ok(lines)
}

/// The level from which they are seen of a project.
pub fn seen_from(project: &Project) -> Level {
    project.levels.within(Group::Value, Level::Read)
}

/// The project and its stated jobs, for whoever reads it.
pub fn of_project(
    reader: &Reader,
    actor: &Actor,
    id: ProjectId,
) -> Result<Option<(Project, Level, Vec<JobLine>)>> {
    let Some((project, level)) = find(reader, actor, id)? else { return Ok(None) };
    let lines = if level < seen_from(&project) { Vec::new() } else { stated(reader, id)? };
    Ok(Some((project, level, lines)))
}

/// Says the jobs of a project line by line, all of them, from the version that the person read. A verified win keeps what it
/// was verified with.
pub fn put(
    tx: &Transaction,
    actor: &Actor,
    id: ProjectId,
    version: i64,
    lines: &[JobLine],
) -> Result<i64, Problem> {
    let (project, level) = editable(tx, actor, id)?;
    if level < seen_from(&project) {
        return Err(ProblemKind::Forbidden.into());
    }
    if project.verified_at.is_some() {
        let frozen = Problem::from(ProblemKind::Invalid).saying("refusal-jobs-frozen");
        return Err(frozen.back_to(format!("/projects/{id}/restatements?field=jobs")));
    }
    let mut sorted = lines.to_vec();
    sorted.sort_by_key(|line| (line.nature, line.contract));
    let before = stated(tx, id)?;
    if before == sorted {
        return if project.version == version { Ok(version) } else { Err(ProblemKind::Stale.into()) };
    }
    let next = touch(tx, actor, id, version, false)?;
    Query::new("delete from project_job where project = $1").bind(id).execute(tx)?;
    for line in &sorted {
        for (year, figure) in (1_i64..).zip(&line.years) {
            let Some(figure) = figure else { continue };
            Query::new("insert into project_job (project, nature, contract, year, figure) values ($1, $2, $3, $4, $5)")
                .bind(id)
                .bind(line.nature)
                .bind(line.contract)
                .bind(year)
                .bind(figure)
                .execute_one(tx)?;
        }
    }
    let gone = before.iter().filter(|line| !sorted.contains(line));
    let new = sorted.iter().filter(|line| !before.contains(line));
    let entry = Entry {
        verb: "jobs.changed",
        kind: PROJECT.name,
        record: Some(id.record()),
        before: Some(noted(gone)),
        after: Some(noted(new)),
        reason: None,
    };
    journal::append(tx, actor, entry)?;
    Ok(next)
}

/// What the journal says of lines: those that are no longer said, or those that are now.
fn noted<'l>(lines: impl Iterator<Item = &'l JobLine>) -> Json {
    let one = |line: &JobLine| {
        let years: Vec<Option<&str>> =
            line.years.iter().map(|year| year.as_ref().and_then(Figure::wording)).collect();
        json!({"nature": line.nature, "contract": line.contract, "years": years})
    };
    json!({"jobs": lines.map(one).collect::<Vec<_>>()})
}
