//! A project moved from stage to stage, with its log.

use platform::access::{Actor, RecordId};
use platform::database::{Query, Reader, Result, Transaction};
use platform::journal::{self, Entry, Line};
use platform::web::{Problem, ProblemKind};
use serde_json::json;

use super::super::PROJECT;
use super::super::model::{Project, ProjectId};
use super::super::rules::{Hand, Moving, Refusal, may_move};
use super::super::stages::Stage;
use super::history::history;
use super::write::{editable, manages, touch};

/// Moves a project to another stage. Entering the verified win freezes it, under the name of who verified it.
pub fn advance(
    tx: &Transaction,
    actor: &Actor,
    id: ProjectId,
    version: i64,
    to: Stage,
    reason: &str,
) -> Result<Result<i64, Refusal>, Problem> {
    let (project, _) = editable(tx, actor, id)?;
    if project.stage == to {
        return if project.version == version { Ok(Ok(version)) } else { Err(ProblemKind::Stale.into()) };
    }
    let account = actor.account().map(|account| account.to_string()).unwrap_or_default();
    let history = history(tx, id)?;
    let moving = Moving {
        facts: &project.facts,
        status: project.standing.status,
        from: project.stage,
        to,
        hand: Hand { account: &account, manager: manages(actor, &project), declared: history.declared() },
        beside: history.beside,
        reason,
    };
    if let Err(refusal) = may_move(&moving) {
        return Ok(Err(refusal));
    }
    let next = touch(tx, actor, id, version, true)?;
    enter(tx, actor, &project, to)?;
    let reason = Some(reason).filter(|reason| !reason.is_empty());
    log_move(tx, actor, id, Some(project.stage), to, reason)?;
    let entry = Entry {
        verb: if to == Stage::WON { "project.verified" } else { "project.moved" },
        kind: PROJECT.name,
        record: Some(id.record()),
        before: Some(json!({"stage": project.stage.key()})),
        after: Some(json!({"stage": to.key()})),
        reason,
    };
    journal::append(tx, actor, entry)?;
    Ok(Ok(next))
}

/// Who moved a project last, by name, and to which stage. For whoever reads it: the caller has asked.
pub fn last_move(reader: &Reader, id: ProjectId) -> Result<Option<(Option<String>, Stage)>> {
    Query::new(
        "select x.given_name || ' ' || x.family_name, m.to_stage from stage_move m left join account a on a.id = m.account
            left join person x on x.id = a.person where m.project = $1 order by m.at desc, m.id desc limit 1",
    )
    .bind(id)
    .maybe(reader)
}

fn enter(tx: &Transaction, actor: &Actor, project: &Project, to: Stage) -> Result<()> {
    Query::new("update project set stage = $2, stage_entered_at = $3 where id = $1")
        .bind(project.id)
        .bind(to)
        .bind(actor.at)
        .execute_one(tx)?;
    if to != Stage::WON {
        return Ok(());
    }
    Query::new("update project set verified_at = $2, verified_by = $3 where id = $1")
        .bind(project.id)
        .bind(actor.at)
        .bind(actor.account().map(|account| account.to_string()))
        .execute_one(tx)
}

/// Forgets why a project was moved, stopped, paused or restated, when the journal forgets it.
pub fn redact_move(tx: &Transaction, record: RecordId, line: &Line) -> Result<()> {
    for sql in [
        "update stage_move set reason = null where project = $1 and at = $2",
        "update project_status_change set reason = null where project = $1 and at = $2",
        "update project_pause set reason = '' where project = $1 and began_at = $2",
        "update project_restatement set reason = '' where project = $1 and proposed_at = $2",
    ] {
        Query::new(sql).bind(record).bind(line.at).execute(tx)?;
    }
    Ok(())
}

/// Writes a line of the stage log: every service indicator is a difference of its moments.
pub(super) fn log_move(
    tx: &Transaction,
    actor: &Actor,
    id: ProjectId,
    from: Option<Stage>,
    to: Stage,
    reason: Option<&str>,
) -> Result<()> {
    Query::new("insert into stage_move (id, project, from_stage, to_stage, at, account, reason) values ($1, $2, $3, $4, $5, $6, $7)")
        .bind(tx.new_id::<platform::Uuid>().to_string())
        .bind(id)
        .bind(from)
        .bind(to)
        .bind(actor.at)
        .bind(actor.account().map(|account| account.to_string()))
        .bind(reason)
        .execute_one(tx)
}
