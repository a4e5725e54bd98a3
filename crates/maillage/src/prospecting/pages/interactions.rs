//! Noting what was said with a company, from its sheet.

use axum::extract::{Path, State};
use axum::response::Response;
use platform::idempotency::once;
use platform::web::{Faults, Form, Problem, ProblemKind, see_other};

use super::super::interactions::{InteractionTyped, check_interaction, log as log_interaction};
use super::edit::id_of;
use super::sheet::{Done, Typed, show};
use crate::directory::people::reading;
use crate::frame::{App, Caller};

pub async fn log(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<InteractionTyped>,
) -> Result<Response, Problem> {
    let (id, input, context) = (id_of(&id)?, form.value, form.context);
    let (typed, key, raw) = (input.clone(), context.once.clone(), context.raw.clone());
    let shared = app.clone();
    let outcome = app
        .write(&caller, &context, move |tx, me| {
            let interaction = check_interaction(&typed, reading(&shared, me))?;
            once(tx, &me.actor, key.as_deref(), &raw, || {
                log_interaction(tx, &me.actor, id, &interaction).map(|id| id.to_string())
            })
        })
        .await;
    match outcome {
        Ok(_) => Ok(see_other(&format!("/companies/{id}?done=done-interaction-logged"))),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            show(
                &app,
                &caller,
                id,
                Typed { interaction: input, faults: Faults(problem.faults), ..Typed::default() },
                Done::default(),
            )
            .await
        }
        Err(problem) => Err(problem),
    }
}
