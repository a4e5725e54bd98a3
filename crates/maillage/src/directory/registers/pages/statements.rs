//! What was published of a register: a count, a duration, each with its date and where it was read.

use axum::extract::{Path, State};
use axum::response::Response;
use platform::web::{Form, Problem, ProblemKind, see_other};

use super::super::input::{StatementInput, check_statement};
use super::super::storage;
use super::id_of;
use super::sheet::{Typed, answer, said};
use crate::frame::{App, Caller};

pub async fn add(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Typed>,
) -> Result<Response, Problem> {
    let (id, typed, context) = (id_of(&id)?, form.value, form.context);
    let (sent, shared) = (typed.clone(), app.clone());
    let outcome = app
        .submit(&caller, &context, move |tx, me| {
            let (register, _) = storage::find(tx, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
            let Typed { measure, figure, as_of, outlet, address, .. } = sent.clone();
            let input = StatementInput { measure, figure, as_of, outlet, address };
            storage::state(tx, &me.actor, id, &check_statement(&input, &register, said(&shared, me))?)
        })
        .await;
    answer(&app, &caller, id, typed, outcome).await
}

pub async fn remove(
    State(app): State<App>,
    caller: Caller,
    Path((id, statement)): Path<(String, String)>,
    form: Form<Typed>,
) -> Result<Response, Problem> {
    let (id, context) = (id_of(&id)?, form.context);
    app.submit(&caller, &context, move |tx, me| storage::unstate(tx, &me.actor, id, &statement)).await?;
    Ok(see_other(&format!("/registers/{id}?done=done-saved")))
}
