//! Moving a project to another stage.

use axum::extract::{Path, State};
use axum::response::Response;
use platform::text::tidy;
use platform::web::{Fault, Faults, Form, Problem, ProblemKind, see_other};
use serde::Deserialize;

use super::super::rules::Refusal;
use super::super::stages::{Mover, Stage};
use super::super::storage::moving::advance as move_to;
use super::super::storage::read::find;
use super::sheet::id_of;
use crate::frame::{App, Caller};

/// What the form of a move sends.
#[derive(Debug, Deserialize)]
pub struct Sent {
    stage: String,
    #[serde(default)]
    reason: String,
    version: Option<i64>,
    from: Option<String>,
    /// Where the card was when the board was shown.
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
        let (project, _) = find(tx, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
        let stage = Stage::from_key(&sent.stage).ok_or_else(|| {
            Problem::from(ProblemKind::Invalid).saying("refusal-unknown-stage").back_to(&way_out)
        })?;
        // A card of the board moves from the column where it was shown; the sheet names the version that was read.
        if sent.was.as_deref().is_some_and(|was| was != project.stage.key()) && stage != project.stage {
            return Err(Problem::from(ProblemKind::Stale).back_to(format!("/projects/{id}")));
        }
        let version = sent.version.unwrap_or(project.version);
        match move_to(tx, &me.actor, id, version, stage, &tidy(&sent.reason))? {
            Ok(_) => Ok(()),
            Err(refusal) => Err(problem(&refusal).back_to(format!("/projects/{id}"))),
        }
    })
    .await
    .map_err(|problem| {
        if problem.way_out.is_none() && problem.kind == ProblemKind::Stale {
            problem.back_to(format!("/projects/{id}"))
        } else {
            problem
        }
    })?;
    Ok(see_other(&format!("{back}?done=done-moved")))
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
