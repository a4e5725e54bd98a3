//! Noting what was said, and that a next step was done.

use axum::extract::{Path, State};
use axum::response::Response;
use platform::idempotency::once;
use platform::web::{Faults, Form, Problem, ProblemKind, see_other};
use serde::Deserialize;

use super::super::model::InteractionId;
use super::super::rules::{InteractionTyped, check_interaction};
use super::super::storage::{company_of, log as log_interaction, mark_done};
use super::edit::id_of;
use super::sheet::{Typed, show};
use crate::frame::{App, Caller};

pub async fn log(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<InteractionTyped>,
) -> Result<Response, Problem> {
    let (id, input, context) = (id_of(&id)?, form.value, form.context);
    let today = app.database.ids().clock().now().to_zoned(app.settings.zone()).date();
    let (typed, key, raw) = (input.clone(), context.once.clone(), context.raw.clone());
    let outcome = app
        .write(&caller, &context, move |tx, me| {
            let interaction = check_interaction(&typed, me.language, today)?;
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
                None,
            )
            .await
        }
        Err(problem) => Err(problem),
    }
}

/// An interaction stands on the sheet of its company.
pub async fn open(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id: InteractionId = id.parse().map_err(|_| ProblemKind::NotFound)?;
    let (_, company) =
        app.read(&caller, |r, me| Ok(company_of(r, &me.actor, id)?.ok_or(ProblemKind::NotFound)?)).await?;
    Ok(see_other(&format!("/companies/{company}")))
}

/// Where to go once a step is done.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Completion {
    from: String,
}

pub async fn complete(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Completion>,
) -> Result<Response, Problem> {
    let id: InteractionId = id.parse().map_err(|_| ProblemKind::NotFound)?;
    let company = app.write(&caller, &form.context, move |tx, me| mark_done(tx, &me.actor, id)).await?;
    let back = if form.value.from == "today" { "/today".to_owned() } else { format!("/companies/{company}") };
    Ok(see_other(&format!("{back}?done=done-step")))
}
