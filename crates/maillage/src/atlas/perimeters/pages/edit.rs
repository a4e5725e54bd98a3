//! Changing what a perimeter is called, what it is for, and who sees it.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::web::{Faults, Form, Page, Problem, ProblemKind, see_other};

use super::super::model::{Perimeter, PerimeterId};
use super::super::rules::facts;
use super::super::storage::write::change as change_facts;
use super::form::{Sent, audiences};
use super::id_of;
use super::version::editable;
use crate::frame::{App, Caller, Frame, Select};

#[derive(Template)]
#[template(path = "atlas/perimeters/pages/edit.html")]
struct Edit {
    frame: Frame,
    perimeter: Perimeter,
    sent: Sent,
    faults: Faults,
    audiences: Vec<Select>,
}

pub async fn form(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    show(&app, &caller, id_of(&id)?, None, Faults::default()).await
}

async fn show(
    app: &App,
    caller: &Caller,
    id: PerimeterId,
    typed: Option<Sent>,
    faults: Faults,
) -> Result<Response, Problem> {
    let (me, perimeter) = app.read(caller, |r, me| editable(r, me, id)).await?;
    let sent = typed.unwrap_or_else(|| Sent {
        name: perimeter.name.clone(),
        description: perimeter.description.clone().unwrap_or_default(),
        source: perimeter.source.clone().unwrap_or_default(),
        visibility: perimeter.visibility.key().to_owned(),
        version: perimeter.version.to_string(),
        ..Sent::default()
    });
    let frame = Frame::new(app, caller, me, "perimeters");
    let audiences = audiences(&frame, &sent.visibility);
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(Page(status, Edit { frame, perimeter, sent, faults, audiences }).into_response())
}

pub async fn change(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Sent>,
) -> Result<Response, Problem> {
    let (id, sent) = (id_of(&id)?, form.value);
    let version: i64 = sent.version.parse().map_err(|_| ProblemKind::Unreadable)?;
    let typed = sent.clone();
    let outcome = app
        .submit(&caller, &form.context, move |tx, me| {
            editable(tx, me, id)?;
            let facts = facts(&typed.name, &typed.description, &typed.source, &typed.visibility)?;
            change_facts(tx, &me.actor, id, version, &facts)
        })
        .await;
    match outcome {
        Ok(_) => Ok(see_other(&format!("/perimeters/{id}?done=done-saved"))),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            show(&app, &caller, id, Some(sent), Faults(problem.faults)).await
        }
        Err(problem) => Err(problem),
    }
}
