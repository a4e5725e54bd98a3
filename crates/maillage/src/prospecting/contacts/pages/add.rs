//! Adding a contact to a file.

use axum::extract::{Path, State};
use axum::response::Response;
use platform::web::{Faults, Form, Problem, ProblemKind, see_other};

use super::super::rules::{ContactInput, check_contact};
use super::super::storage::add_contact;
use crate::directory::people::reading;
use crate::frame::{App, Caller};
use crate::prospecting::pages::edit::id_of;
use crate::prospecting::pages::sheet::{Done, Typed, show};

pub async fn add(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<ContactInput>,
) -> Result<Response, Problem> {
    let (id, input, context) = (id_of(&id)?, form.value, form.context);
    let (typed, shared) = (input.clone(), app.clone());
    let outcome = app
        .submit(&caller, &context, move |tx, me| {
            add_contact(tx, &me.actor, id, &check_contact(&typed, reading(&shared, me))?)
        })
        .await;
    match outcome {
        Ok(_) => Ok(see_other(&format!("/companies/{id}?done=done-contact-added"))),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            show(
                &app,
                &caller,
                id,
                Typed { contact: input, faults: Faults(problem.faults), ..Typed::default() },
                Done::default(),
            )
            .await
        }
        Err(problem) => Err(problem),
    }
}
