//! Moving a project to another stage.

use axum::extract::{Path, State};
use axum::response::Response;
use platform::access::Level;
use platform::database::Transaction;
use platform::text::tidy;
use platform::web::{Fault, Faults, Form, Problem, ProblemKind, see_other};
use serde::Deserialize;

use super::super::model::ProjectId;
use super::super::rules::Refusal;
use super::super::stages::{Mover, Stage};
use super::super::storage::moving::{advance as move_to, last_move};
use super::super::storage::read::find;
use super::sheet::{filled_at, id_of};
use crate::frame::{App, Caller};

/// What the form of a move sends.
#[derive(Debug, Deserialize)]
pub struct Sent {
    stage: String,
    #[serde(default)]
    reason: String,
    version: Option<i64>,
    from: Option<String>,
    /// Where the project was on the page that moves it.
    was: Option<String>,
}

pub async fn advance(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Sent>,
) -> Result<Response, Problem> {
    let (id, sent, context) = (id_of(&id)?, form.value, form.context);
    let back = if sent.from.as_deref() == Some("board") {
        "/projects".to_owned()
    } else {
        format!("/projects/{id}")
    };
    let way_out = back.clone();
    app.submit(&caller, &context, move |tx, me| {
        let (project, level) = find(tx, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
        let stage = Stage::from_key(&sent.stage).ok_or_else(|| {
            Problem::from(ProblemKind::Invalid).saying("refusal-unknown-stage").back_to(&way_out)
        })?;
        // A project moves from where it was shown: a card names its column, the sheet its stage and the version that was read.
        if sent.was.as_deref().is_some_and(|was| was != project.stage.key()) && stage != project.stage {
            return Err(overtaken(tx, id, level)?);
        }
        let version = sent.version.unwrap_or(project.version);
        match move_to(tx, &me.actor, id, version, stage, &tidy(&sent.reason)) {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(refusal)) => Err(refused(id, &refusal)),
            Err(problem) if problem.kind == ProblemKind::Stale => {
                Err(problem.back_to(format!("/projects/{id}")))
            }
            Err(problem) => Err(problem),
        }
    })
    .await?;
    Ok(see_other(&format!("{back}?done=done-moved")))
}

/// Somebody was quicker: who moved the project last, and where to, for those who read what happened to it.
fn overtaken(tx: &Transaction, id: ProjectId, level: Level) -> Result<Problem, Problem> {
    let mut faults = Faults::default();
    if level >= Level::Read
        && let Some((name, stage)) = last_move(tx, id)?
    {
        let args = vec![("name", name.unwrap_or_default()), ("stage", stage.key().to_owned())];
        faults.0.push(Fault { field: "stage", message: "error-moved-by", args });
    }
    let stale = Problem { faults: faults.0, ..ProblemKind::Stale.into() };
    Ok(stale.back_to(format!("/projects/{id}")))
}

/// A refusal, with where each thing that is missing is filled in.
fn refused(id: ProjectId, refusal: &Refusal) -> Problem {
    let mended_at = match refusal {
        Refusal::Missing(gaps) => gaps.iter().map(|gap| filled_at(id, *gap)).collect(),
        _ => Vec::new(),
    };
    Problem { mended_at, ..problem(refusal).back_to(format!("/projects/{id}")) }
}

/// A refusal, in words.
pub fn problem(refusal: &Refusal) -> Problem {
    let invalid = Problem::from(ProblemKind::Invalid);
    match refusal {
        Refusal::Jump { next: Some(_) } => invalid.saying("refusal-jump"),
        Refusal::Jump { next: None } => invalid.saying("refusal-last"),
        Refusal::Mover(Mover::SecondReader) => invalid.saying("refusal-second-reader"),
        Refusal::Mover(Mover::Verifier) => invalid.saying("refusal-verifier"),
        Refusal::Mover(Mover::Referent | Mover::Officer) => invalid.saying("refusal-referent"),
        Refusal::Stopped(_) => invalid.saying("refusal-stopped"),
        Refusal::Frozen => invalid.saying("refusal-frozen"),
        Refusal::Reason => invalid.saying("refusal-reason"),
        Refusal::LongReason(most) => {
            let mut faults = Faults::default();
            faults.add_with("reason", "error-too-long", "max", most);
            faults.into()
        }
        Refusal::Missing(gaps) => {
            let faults = gaps.iter().map(|gap| Fault {
                field: gap.key(),
                message: "error-missing-for-stage",
                args: vec![("field", gap.key().to_owned())],
            });
            Problem { faults: faults.collect(), ..invalid.saying("refusal-missing") }
        }
    }
}
