//! The register of requests about personal data, and a new one.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use platform::dates::day_with_year;
use platform::web::{Faults, Form, Page, Problem, ProblemKind, see_other};
use serde::Deserialize;

use super::super::request::{DataRequest, RequestId, RequestInput, RequestKind, check_request};
use super::super::storage::requests;
use super::new::reading;
use crate::frame::{App, Caller, Frame, Me, Select};

/// Of whom, when a sheet leads here.
#[derive(Debug, Default, Deserialize)]
pub struct View {
    person: Option<crate::directory::PersonId>,
}

#[derive(Template)]
#[template(path = "directory/people/pages/requests.html")]
struct Requests {
    frame: Frame,
    requests: Vec<DataRequest>,
    input: RequestInput,
    faults: Faults,
    today: Date,
}

impl Requests {
    fn day(&self, day: &Date) -> String {
        day_with_year(*day, self.frame.t.language)
    }

    fn late(&self, request: &DataRequest) -> bool {
        request.closed_at.is_none() && request.due_on < self.today
    }

    fn kinds(&self) -> Vec<Select> {
        let one = |kind: &RequestKind| Select {
            key: kind.key().into(),
            label: self.frame.t.keyed("request-", kind.key()),
            chosen: kind.key() == self.input.request,
        };
        RequestKind::ALL.iter().map(one).collect()
    }
}

/// A session alone opens these pages: an API token's scopes say nothing of personal data.
pub fn in_session(me: &Me) -> Result<(), Problem> {
    if me.scopes.is_none() { Ok(()) } else { Err(ProblemKind::NotFound.into()) }
}

pub async fn show(
    State(app): State<App>,
    caller: Caller,
    Query(view): Query<View>,
) -> Result<Response, Problem> {
    let input = RequestInput {
        person: view.person.map(|id| id.to_string()).unwrap_or_default(),
        ..RequestInput::default()
    };
    shown(&app, &caller, input, Faults::default()).await
}

async fn shown(
    app: &App,
    caller: &Caller,
    mut input: RequestInput,
    faults: Faults,
) -> Result<Response, Problem> {
    let (me, (requests, named)) = app
        .read(caller, |r, me| {
            in_session(me)?;
            let owner = requests::controller(&me.actor)?;
            let named = match input.person.parse() {
                Ok(person) => requests::named(r, &me.actor, person)?,
                Err(_) => None,
            };
            Ok((requests::list(r, owner)?, named))
        })
        .await?;
    match named {
        Some((given, family)) if input.family_name.is_empty() => {
            (input.given_name, input.family_name) = (given, family);
        }
        Some(_) => {}
        None => input.person.clear(),
    }
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let frame = Frame::new(app, caller, me, "privacy");
    let today = frame.now.to_zoned(frame.zone.clone()).date();
    Ok(Page(status, Requests { frame, requests, input, faults, today }).into_response())
}

pub async fn receive(
    State(app): State<App>,
    caller: Caller,
    form: Form<RequestInput>,
) -> Result<Response, Problem> {
    let (input, context) = (form.value, form.context);
    let (typed, shared) = (input.clone(), app.clone());
    let outcome = app
        .submit(&caller, &context, move |tx, me| {
            in_session(me)?;
            requests::controller(&me.actor)?;
            let mut new = check_request(&typed, reading(&shared, me))?;
            if let Some(person) = new.person
                && requests::named(tx, &me.actor, person)?.is_none()
            {
                new.person = None;
            }
            requests::receive(tx, &me.actor, &new)
        })
        .await;
    match outcome {
        Ok(id) => {
            let id: RequestId = id;
            Ok(see_other(&format!("/privacy/requests/{id}?done=done-request-received")))
        }
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            shown(&app, &caller, input, Faults(problem.faults)).await
        }
        Err(problem) => Err(problem),
    }
}
