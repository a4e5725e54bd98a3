//! Ending a position, and taking away one that was a mistake.

use axum::extract::{Path, State};
use axum::response::Response;
use platform::text::tidy;
use platform::web::{Faults, Form, Problem, ProblemKind, see_other};
use serde::Deserialize;

use super::super::storage::positions::{end as finish, find, remove as take_away};
use super::edit::{editable, id_of};
use super::new::reading;
use super::position::{check_reason, position_of};
use super::sheet::{Ending, show as sheet};
use crate::frame::{App, Caller};

/// Until when.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Until {
    until: String,
}

pub async fn end(
    State(app): State<App>,
    caller: Caller,
    Path((id, position)): Path<(String, String)>,
    form: Form<Until>,
) -> Result<Response, Problem> {
    let (id, context, until) = (id_of(&id)?, form.context, tidy(&form.value.until));
    let position = position_of(&position)?;
    let (typed, shared) = (until.clone(), app.clone());
    let outcome = app
        .submit(&caller, &context, move |tx, me| {
            editable(tx, me, id)?;
            let mut faults = Faults::default();
            faults.longer(&[("until", &typed, 100)]);
            let date = reading(&shared, me).date(&mut faults, "until", &typed);
            if typed.is_empty() {
                faults.add("until", "error-required");
            }
            match faults.or(date)? {
                Some(date) => finish(tx, &me.actor, id, position, &date),
                None => Ok(()),
            }
        })
        .await;
    match outcome {
        Ok(()) => Ok(see_other(&format!("/people/{id}?done=done-position-ended"))),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            let faults = Faults(problem.faults);
            let ending = Ending { position: Some(position), until, faults, ..Ending::default() };
            sheet(&app, &caller, id, ending, String::new(), None).await
        }
        Err(problem) => Err(problem),
    }
}

/// Why it is taken away.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Why {
    reason: String,
}

pub async fn remove(
    State(app): State<App>,
    caller: Caller,
    Path((id, position)): Path<(String, String)>,
    form: Form<Why>,
) -> Result<Response, Problem> {
    let (id, position, context, typed) =
        (id_of(&id)?, position_of(&position)?, form.context, form.value.reason);
    let sent = typed.clone();
    let outcome = app
        .submit(&caller, &context, move |tx, me| {
            editable(tx, me, id)?;
            find(tx, &me.actor, id, position)?;
            take_away(tx, &me.actor, id, position, &check_reason(&sent)?)
        })
        .await;
    match outcome {
        Ok(()) => Ok(see_other(&format!("/people/{id}?done=done-position-removed"))),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            let ending = Ending {
                position: Some(position),
                reason: typed,
                faults: Faults(problem.faults),
                ..Ending::default()
            };
            sheet(&app, &caller, id, ending, String::new(), None).await
        }
        Err(problem) => Err(problem),
    }
}
