//! Noting an axis or a programme, and changing it.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::web::{Faults, Form, Page, Problem, ProblemKind, see_other};
use serde::Deserialize;

use super::super::model::{HeadingId, HeadingInput, HeadingKind};
use super::super::rules::check;
use super::super::storage;
use crate::frame::rights::STEER;
use crate::frame::{App, Caller, Frame, Select};

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    version: String,
    #[serde(flatten)]
    typed: HeadingInput,
}

#[derive(Template)]
#[template(path = "plan/pages/edit.html")]
struct Edit {
    frame: Frame,
    /// The heading that is changed.
    of: Option<HeadingId>,
    version: String,
    typed: HeadingInput,
    kinds: Vec<Select>,
    faults: Faults,
}

/// The identifier of a path; what is not one is not found.
pub fn id_of(text: &str) -> Result<HeadingId, Problem> {
    text.parse().map_err(|_| ProblemKind::NotFound.into())
}

pub async fn new(State(app): State<App>, caller: Caller) -> Result<Response, Problem> {
    let typed = HeadingInput { heading_kind: HeadingKind::Axis.key().into(), ..HeadingInput::default() };
    show(&app, &caller, None, Some(Sent { version: String::new(), typed }), Faults::default()).await
}

pub async fn form(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    show(&app, &caller, Some(id_of(&id)?), None, Faults::default()).await
}

async fn show(
    app: &App,
    caller: &Caller,
    of: Option<HeadingId>,
    sent: Option<Sent>,
    faults: Faults,
) -> Result<Response, Problem> {
    let (me, sent) = app
        .read(caller, |r, me| {
            let found = match of {
                Some(id) => Some(storage::find(r, &me.actor, id)?.ok_or(ProblemKind::NotFound)?),
                None => None,
            };
            if !me.may(STEER) {
                return Err(Problem::from(ProblemKind::Forbidden)
                    .saying("steering-role")
                    .back_to("/headings"));
            }
            let stored = found.map(|one| Sent { version: one.version.to_string(), typed: (&one).into() });
            Ok(sent.or(stored).unwrap_or_default())
        })
        .await?;
    let frame = Frame::new(app, caller, me, "headings");
    let kinds = HeadingKind::ALL.iter().map(|kind| Select {
        key: kind.key().into(),
        label: frame.t.keyed("heading-kind-", kind.key()),
        chosen: kind.key() == sent.typed.heading_kind,
    });
    let kinds = kinds.collect();
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let Sent { version, typed } = sent;
    Ok(Page(status, Edit { frame, of, version, typed, kinds, faults }).into_response())
}

pub async fn create(State(app): State<App>, caller: Caller, form: Form<Sent>) -> Result<Response, Problem> {
    let typed = form.value.typed.clone();
    let outcome = app
        .submit(&caller, &form.context, move |tx, me| {
            storage::add(tx, &me.actor, &check(&typed)?, false).map(|id| id.to_string())
        })
        .await;
    match outcome {
        Ok(_) => Ok(see_other("/headings?done=done-saved")),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            show(&app, &caller, None, Some(form.value), Faults(problem.faults)).await
        }
        Err(problem) => Err(problem),
    }
}

pub async fn change(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Sent>,
) -> Result<Response, Problem> {
    let id = id_of(&id)?;
    let sent = form.value.clone();
    let outcome = app
        .submit(&caller, &form.context, move |tx, me| {
            storage::find(tx, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
            let version = sent.version.parse().map_err(|_| ProblemKind::Unreadable)?;
            storage::change(tx, &me.actor, id, version, &check(&sent.typed)?)
        })
        .await;
    match outcome {
        Ok(_) => Ok(see_other("/headings?done=done-saved")),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            show(&app, &caller, Some(id), Some(form.value), Faults(problem.faults)).await
        }
        Err(problem) => Err(problem.back_to(format!("/headings/{id}/edit"))),
    }
}
