//! Drawing a perimeter.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::text::tidy;
use platform::web::{Faults, Form, Page, Problem, ProblemKind, see_other};

use super::super::model::{NewPerimeter, NewVersion};
use super::super::rules::facts;
use super::super::storage::write::create as draw;
use super::form::{FOUND, PerimeterForm, Sent, audiences};
use crate::frame::rights::KEEP_FILES;
use crate::frame::{App, Caller, Frame};
use crate::reference::territories::{TerritoryKind, search};

pub async fn form(State(app): State<App>, caller: Caller) -> Result<Response, Problem> {
    show(&app, &caller, Sent { visibility: "owner".into(), ..Sent::default() }, Faults::default()).await
}

async fn show(app: &App, caller: &Caller, sent: Sent, faults: Faults) -> Result<Response, Problem> {
    let asked = tidy(&sent.find);
    let (me, found) = app
        .read(caller, |r, me| {
            if !me.may(KEEP_FILES) {
                return Err(Problem::from(ProblemKind::Forbidden).back_to("/perimeters"));
            }
            if sent.step != "find" {
                return Ok(None);
            }
            let mut found = search(r, &asked, FOUND)?;
            found.retain(|place| place.kind != TerritoryKind::City);
            Ok(Some(found))
        })
        .await?;
    let frame = Frame::new(app, caller, me, "perimeters");
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let audiences = audiences(&frame, &sent.visibility);
    Ok(Page(status, PerimeterForm { frame, sent, faults, audiences, found, of: None }).into_response())
}

pub async fn create(State(app): State<App>, caller: Caller, form: Form<Sent>) -> Result<Response, Problem> {
    let (sent, context) = (form.value.with_added(), form.context);
    if sent.looks() {
        return show(&app, &caller, sent, Faults::default()).await;
    }
    let today = app.database.ids().clock().now().to_zoned(app.settings.zone()).date();
    let typed = sent.clone();
    let outcome = app
        .submit(&caller, &context, move |tx, me| {
            if !me.may(KEEP_FILES) {
                return Err(ProblemKind::Forbidden.into());
            }
            let facts = facts(&typed.name, &typed.description, &typed.source, &typed.visibility);
            let (facts, version) = both(facts, typed.version(me.language, today))?;
            draw(tx, &me.actor, &NewPerimeter { facts, fictitious: false, version }).map(|id| id.to_string())
        })
        .await;
    match outcome {
        Ok(id) => Ok(see_other(&format!("/perimeters/{id}?done=done-perimeter-drawn"))),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            show(&app, &caller, sent, Faults(problem.faults)).await
        }
        Err(problem) => Err(problem),
    }
}

/// Both, or the faults of both.
fn both<T>(facts: Result<T, Faults>, version: Result<NewVersion, Faults>) -> Result<(T, NewVersion), Faults> {
    match (facts, version) {
        (Ok(facts), Ok(version)) => Ok((facts, version)),
        (facts, version) => {
            let mut faults = facts.err().unwrap_or_default();
            faults.0.extend(version.err().unwrap_or_default().0);
            Err(faults)
        }
    }
}
