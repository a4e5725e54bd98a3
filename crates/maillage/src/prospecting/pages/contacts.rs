//! Adding a contact to a file.

use axum::extract::{Path, State};
use axum::response::Response;
use platform::idempotency::once;
use platform::web::{Faults, Form, Problem, ProblemKind, see_other};

use super::super::rules::{ContactInput, check_contact};
use super::super::storage::add_contact;
use super::edit::id_of;
use super::sheet::{Typed, show};
use crate::frame::{App, Caller};

pub async fn add(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<ContactInput>,
) -> Result<Response, Problem> {
    let (id, input, context) = (id_of(&id)?, form.value, form.context);
    let outcome = match check_contact(&input) {
        Err(faults) => Err(Problem::from(faults)),
        Ok(contact) => {
            let (key, raw) = (context.once.clone(), context.raw.clone());
            app.write(&caller, &context, move |tx, me| {
                once(tx, &me.actor, key.as_deref(), &raw, || {
                    add_contact(tx, &me.actor, id, &contact).map(|()| String::new())
                })
            })
            .await
        }
    };
    match outcome {
        Ok(_) => Ok(see_other(&format!("/companies/{id}?done=done-contact-added"))),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            show(
                &app,
                &caller,
                id,
                Typed { contact: input, faults: Faults(problem.faults), ..Typed::default() },
                None,
            )
            .await
        }
        Err(problem) => Err(problem),
    }
}
