//! Asking the organisation that keeps the other of two to merge both: the form stands under the plan.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::response::Response;
use platform::text::tidy_lines;
use platform::web::{Faults, Form, Problem, ProblemKind, see_other};

use super::super::super::model::Choice;
use super::super::super::pages::merge::{Asking, id_of, show};
use super::super::storage::propose as ask;
use crate::frame::{App, Caller};

pub async fn propose(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<BTreeMap<String, String>>,
) -> Result<Response, Problem> {
    let (kept, mut sent, context) = (id_of(&id)?, form.value, form.context);
    let dropped = id_of(&sent.remove("with").unwrap_or_default())?;
    let typed = sent.remove("reason").unwrap_or_default();
    let (reason, choice) = (tidy_lines(&typed), Choice(sent));
    let outcome = app
        .submit(&caller, &context, move |tx, me| {
            let mut faults = Faults::default();
            faults.longer(&[("reason", &reason, 500)]);
            if reason.is_empty() {
                faults.add("reason", "error-reason");
            }
            faults.or(())?;
            ask(tx, &me.actor, (kept, dropped), &choice, &reason).map(|id| id.to_string())
        })
        .await;
    match outcome {
        Ok(id) => Ok(see_other(&format!("/duplicates/proposals/{id}?done=done-merge-proposed"))),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            let asking = Asking { reason: typed, faults: Faults(problem.faults) };
            show(&app, &caller, (kept, dropped), asking).await
        }
        Err(problem) => Err(problem),
    }
}
