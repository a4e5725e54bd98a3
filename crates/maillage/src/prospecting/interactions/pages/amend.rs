//! A next step done or handed over, an interaction withdrawn.

use axum::extract::{Path, State};
use axum::response::Response;
use platform::text::tidy;
use platform::web::{Faults, Form, Problem, ProblemKind, is_local, see_other};
use serde::Deserialize;

use super::super::storage::{hand_over, mark_done, withdraw as withdraw_it};
use super::id_of;
use super::sheet::{Typed, show};
use crate::frame::{App, Caller};

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
    let id = id_of(&id)?;
    let company = app.write(&caller, &form.context, move |tx, me| mark_done(tx, &me.actor, id)).await?;
    let back = match form.value.from.as_str() {
        "today" => "/today".to_owned(),
        from if is_local(from) => from.to_owned(),
        _ => format!("/companies/{company}"),
    };
    let sign = if back.contains('?') { '&' } else { '?' };
    Ok(see_other(&format!("{back}{sign}done=done-step")))
}

/// To whom a step goes.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Handing {
    to: String,
}

pub async fn hand(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Handing>,
) -> Result<Response, Problem> {
    let (id, to) = (id_of(&id)?, form.value.to);
    let heir = to.clone();
    match app.submit(&caller, &form.context, move |tx, me| hand_over(tx, &me.actor, id, &heir)).await {
        Ok(()) => Ok(see_other(&format!("/interactions/{id}?done=done-step-handed"))),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            let typed = Typed { to, faults: Faults(problem.faults), ..Typed::default() };
            show(&app, &caller, id, typed, None).await
        }
        Err(problem) => Err(problem),
    }
}

/// Why an interaction is withdrawn, and the version that was read.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Withdrawal {
    version: i64,
    withdrawal_reason: String,
}

pub async fn withdraw(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Withdrawal>,
) -> Result<Response, Problem> {
    let (id, Withdrawal { version, withdrawal_reason }) = (id_of(&id)?, form.value);
    let reason = tidy(&withdrawal_reason);
    let outcome = app
        .submit(&caller, &form.context, move |tx, me| withdraw_it(tx, &me.actor, id, version, &reason))
        .await;
    match outcome {
        Ok(company) => Ok(see_other(&format!("/companies/{company}?done=done-interaction-withdrawn"))),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            let typed =
                Typed { reason: withdrawal_reason, faults: Faults(problem.faults), ..Typed::default() };
            show(&app, &caller, id, typed, None).await
        }
        Err(problem) => Err(problem),
    }
}
