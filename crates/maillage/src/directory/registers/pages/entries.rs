//! The lines of a register: several added at once, one ended, one taken away.

use axum::extract::{Path, State};
use axum::response::Response;
use platform::web::{Form, Problem, ProblemKind, see_other};

use super::super::input::{DepartureInput, EntriesInput, add_lines, check_departure};
use super::super::storage;
use super::id_of;
use super::sheet::{Typed, said};
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
            storage::find(tx, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
            let Typed { names, categories, family, joined, known_from, .. } = sent.clone();
            let input = EntriesInput { names, categories, family, joined, known_from };
            add_lines(tx, me, id, &input, said(&shared, me))
        })
        .await;
    super::sheet::answer(&app, &caller, id, typed, outcome).await
}

pub async fn depart(
    State(app): State<App>,
    caller: Caller,
    Path((id, entry)): Path<(String, String)>,
    form: Form<Typed>,
) -> Result<Response, Problem> {
    let (id, typed, context) = (id_of(&id)?, form.value, form.context);
    let (sent, shared, line) = (typed.clone(), app.clone(), entry.clone());
    let outcome = app
        .submit(&caller, &context, move |tx, me| {
            storage::find(tx, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
            let input = DepartureInput { departed: sent.departed.clone() };
            storage::end_entry(tx, &me.actor, id, &entry, &check_departure(&input, said(&shared, me))?)
        })
        .await;
    super::sheet::answer(&app, &caller, id, Typed { line, ..typed }, outcome).await
}

pub async fn remove(
    State(app): State<App>,
    caller: Caller,
    Path((id, entry)): Path<(String, String)>,
    form: Form<Typed>,
) -> Result<Response, Problem> {
    let (id, context) = (id_of(&id)?, form.context);
    app.submit(&caller, &context, move |tx, me| storage::remove_entry(tx, &me.actor, id, &entry)).await?;
    Ok(see_other(&format!("/registers/{id}?done=done-saved")))
}
