//! The circles that one sees, and the form that founds one.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::web::{Faults, Form, Page, Problem, ProblemKind, see_other};
use serde::Deserialize;

use super::super::model::{Admission, Circle, CircleId, CircleInput};
use super::super::rules::check_circle;
use super::super::storage;
use crate::frame::rights::RUN_CIRCLES;
use crate::frame::{App, Caller, Frame, Select};

const PAGE: usize = 50;
/// One more says whether there is a next page.
const ASKED: i64 = 51;

/// The place in the list, in the address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    after_key: Option<String>,
    after: Option<CircleId>,
    done: Option<String>,
}

#[derive(Template)]
#[template(path = "directory/circles/pages/list.html")]
struct Circles {
    frame: Frame,
    found: Vec<Circle>,
    next: Option<String>,
    founds: bool,
    typed: CircleInput,
    faults: Faults,
}

impl Circles {
    fn admissions(&self) -> Vec<Select> {
        let one = |admission: &Admission| Select {
            key: admission.key().into(),
            label: self.frame.t.keyed("circle-admission-", admission.key()),
            chosen: self.typed.admission == admission.key(),
        };
        Admission::ALL.iter().map(one).collect()
    }
}

pub async fn show(
    State(app): State<App>,
    caller: Caller,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    page(&app, &caller, asked, CircleInput::default(), Faults::default()).await
}

async fn page(
    app: &App,
    caller: &Caller,
    asked: Asked,
    typed: CircleInput,
    faults: Faults,
) -> Result<Response, Problem> {
    let after = asked.after_key.clone().zip(asked.after);
    let (me, mut found) =
        app.read(caller, |r, me| Ok(storage::list(r, &me.actor, after.as_ref(), ASKED)?)).await?;
    let next = (found.len() > PAGE).then(|| {
        found.truncate(PAGE);
        let last = found.last().map(|one| (one.name_key.clone(), one.id.to_string())).unwrap_or_default();
        serde_html_form::to_string([("after_key", last.0), ("after", last.1)]).unwrap_or_default()
    });
    let founds = me.may(RUN_CIRCLES);
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let frame = Frame::new(app, caller, me, "circles").done(asked.done);
    Ok(Page(status, Circles { frame, found, next, founds, typed, faults }).into_response())
}

pub async fn found(
    State(app): State<App>,
    caller: Caller,
    Form { value: typed, context }: Form<CircleInput>,
) -> Result<Response, Problem> {
    let input = typed.clone();
    let outcome = app
        .submit(&caller, &context, move |tx, me| storage::found(tx, &me.actor, &check_circle(&input)?))
        .await;
    match outcome {
        Ok(id) => Ok(see_other(&format!("/circles/{id}?done=done-circle"))),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            page(&app, &caller, Asked::default(), typed, Faults(problem.faults)).await
        }
        Err(problem) => Err(problem),
    }
}
