//! Evidence, written and read.

use jiff::Timestamp;
use jiff::civil::Date;
use platform::access::{Actor, Level, RecordId};
use platform::database::{FromRow, Query, Reader, Result, Transaction};
use platform::files::{self, FileId};
use platform::journal::{self, Entry};
use platform::web::{Faults, Problem, ProblemKind};
use serde_json::json;

use super::super::super::PROJECT;
use super::super::super::model::{Project, ProjectId};
use super::super::super::storage::describing::describe;
use super::super::super::storage::read::find;
use super::super::super::storage::write::{editable, touch};
use super::super::evidence::{Nature, NewEvidence};

/// A piece of evidence.
#[derive(Clone, Debug, FromRow)]
pub struct Evidence {
    /// Its identifier.
    pub id: String,
    /// The attached file.
    pub attachment: FileId,
    /// That file's name.
    pub name: String,
    /// What it is.
    pub nature: Nature,
    /// Its day.
    pub dated_on: Option<Date>,
    /// What one should know of it.
    pub note: Option<String>,
    /// When it was added.
    pub added_at: Timestamp,
}

/// Whether a file proves something: it is not taken off its record while it does.
pub fn proves(reader: &Reader, file: FileId) -> Result<bool> {
    let found: i64 =
        Query::new("select count(*) from project_evidence where attachment = $1").bind(file).one(reader)?;
    Ok(found > 0)
}

/// The evidence of a project, for whoever reads it.
pub fn of_project(
    reader: &Reader,
    actor: &Actor,
    id: ProjectId,
) -> Result<Option<(Project, Level, Vec<Evidence>)>> {
    let Some((project, level)) = find(reader, actor, id)? else { return Ok(None) };
    if level < Level::Read {
        return Ok(Some((project, level, Vec::new())));
    }
    let evidence = Query::new(
        "select e.id as id, e.attachment as attachment, f.name as name, e.nature as nature, e.dated_on as dated_on, e.note as note, e.added_at as added_at
         from project_evidence e join attachment f on f.id = e.attachment where e.project = $1 order by e.id",
    )
    .bind(id)
    .all(reader)?;
    Ok(Some((project, level, evidence)))
}

/// Says that an attached file proves the company's decision.
pub fn add(tx: &Transaction, actor: &Actor, id: ProjectId, new: &NewEvidence) -> Result<String, Problem> {
    let (project, _) = editable(tx, actor, id)?;
    let file = files::find(tx, new.attachment)?.filter(|file| file.record == RecordId(id.0));
    let Some(file) = file else {
        let mut faults = Faults::default();
        faults.add("attachment", "error-choice");
        return Err(faults.into());
    };
    touch(tx, actor, id, project.version, false)?;
    let evidence = tx.new_id::<platform::Uuid>().to_string();
    Query::new(
        "insert into project_evidence (id, project, attachment, nature, dated_on, note, account, added_at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(&evidence)
    .bind(id)
    .bind(new.attachment)
    .bind(new.nature)
    .bind(new.dated_on)
    .bind(new.note.as_deref())
    .bind(actor.account().map(|account| account.to_string()))
    .bind(actor.at)
    .execute_one(tx)?;
    describe(tx, id)?;
    let entry = Entry {
        verb: "evidence.added",
        kind: PROJECT.name,
        record: Some(id.record()),
        after: Some(json!({"file": file.name, "nature": new.nature})),
        ..Entry::default()
    };
    journal::append(tx, actor, entry)?;
    Ok(evidence)
}

/// Takes a piece of evidence back, as long as no win rests on it.
pub fn remove(tx: &Transaction, actor: &Actor, id: ProjectId, evidence: &str) -> Result<(), Problem> {
    let (project, _) = editable(tx, actor, id)?;
    let held: Option<FileId> =
        Query::new("select attachment from project_evidence where id = $1 and project = $2")
            .bind(evidence)
            .bind(id)
            .maybe(tx)?;
    let file = held.ok_or(ProblemKind::NotFound)?;
    if project.verified_at.is_some() {
        return Err(Problem::from(ProblemKind::Invalid).saying("refusal-evidence-frozen"));
    }
    touch(tx, actor, id, project.version, false)?;
    Query::new("delete from project_evidence where id = $1").bind(evidence).execute_one(tx)?;
    describe(tx, id)?;
    let name = files::find(tx, file)?.map(|file| file.name);
    let entry = Entry {
        verb: "evidence.removed",
        kind: PROJECT.name,
        record: Some(id.record()),
        before: Some(json!({"file": name})),
        ..Entry::default()
    };
    journal::append(tx, actor, entry)?;
    Ok(())
}
