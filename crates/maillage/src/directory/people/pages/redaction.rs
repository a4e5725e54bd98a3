//! One line of the journal, and the form that takes its values away.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::dates::{day_with_year, time_of_day};
use platform::journal::EntryId;
use platform::text::tidy;
use platform::web::{Faults, Form, Page, Problem, ProblemKind, see_other};
use serde::Deserialize;

use super::super::request::RequestId;
use super::super::storage::redaction::{self, Found};
use super::requests::in_session;
use crate::frame::{App, Caller, Frame};

/// The request by which the line was found, and what was just done.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct View {
    request: String,
    done: Option<String>,
}

#[derive(Template)]
#[template(path = "directory/people/pages/redaction.html")]
struct Redaction {
    frame: Frame,
    found: Found,
    request: String,
    /// The address of the record, whose title is for its own page.
    record: Option<String>,
    reason: String,
    faults: Faults,
}

impl Redaction {
    fn when(&self) -> String {
        let at = self.found.line.at.to_zoned(self.frame.zone.clone());
        let language = self.frame.t.language;
        format!("{}, {}", day_with_year(at.date(), language), time_of_day(at.time(), language))
    }

    fn redacted(&self) -> Option<String> {
        let day = self.found.line.redacted_at?.to_zoned(self.frame.zone.clone()).date();
        Some(day_with_year(day, self.frame.t.language))
    }

    fn verb(&self) -> String {
        self.frame.t.keyed("verb-", &self.found.line.verb.replace('.', "-"))
    }

    fn by(&self) -> String {
        self.frame.who(self.found.by.as_deref())
    }

    /// What the line says more: before, after, why.
    fn values(&self) -> Vec<(&'static str, &str)> {
        let named = ["before", "after", "reason"].into_iter().zip(self.found.line.values());
        named.filter_map(|(name, value)| value.map(|value| (name, value))).collect()
    }
}

/// The line and the request of an address; a request that is none is not found.
fn named(line: &str, request: &str) -> Result<(EntryId, Option<RequestId>), Problem> {
    let line = line.parse().map_err(|_| ProblemKind::NotFound)?;
    if request.is_empty() {
        return Ok((line, None));
    }
    Ok((line, Some(request.parse().map_err(|_| ProblemKind::NotFound)?)))
}

pub async fn show(
    State(app): State<App>,
    caller: Caller,
    Path(line): Path<String>,
    Query(view): Query<View>,
) -> Result<Response, Problem> {
    shown(&app, &caller, &line, view, (String::new(), Faults::default())).await
}

async fn shown(
    app: &App,
    caller: &Caller,
    line: &str,
    view: View,
    (reason, faults): (String, Faults),
) -> Result<Response, Problem> {
    let (line, request) = named(line, &view.request)?;
    let (me, found) = app
        .read(caller, |r, me| {
            in_session(me)?;
            redaction::find(r, &me.actor, line, request)
        })
        .await?;
    let record = found.line.record.filter(|_| app.registry.kind(&found.kind).is_some());
    let record = record.map(|record| app.registry.url(&found.kind, record));
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let frame = Frame::new(app, caller, me, "privacy").done(view.done);
    let page = Redaction { frame, found, request: view.request, record, reason, faults };
    Ok(Page(status, page).into_response())
}

/// Why.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Said {
    request: String,
    redaction_reason: String,
}

pub async fn redact(
    State(app): State<App>,
    caller: Caller,
    Path(line): Path<String>,
    form: Form<Said>,
) -> Result<Response, Problem> {
    let (said, context) = (form.value, form.context);
    let (id, request) = named(&line, &said.request)?;
    let reason = tidy(&said.redaction_reason);
    let (typed, redactions) = (reason.clone(), app.registry.redactions);
    let outcome = app
        .submit(&caller, &context, move |tx, me| {
            in_session(me)?;
            redaction::find(tx, &me.actor, id, request)?;
            let mut faults = Faults::default();
            faults.longer(&[("redaction_reason", &typed, 300)]);
            if typed.is_empty() {
                faults.add("redaction_reason", "error-required");
            }
            faults.or(())?;
            redaction::redact(tx, &me.actor, redactions, (id, request), &typed)
        })
        .await;
    let view = View { request: said.request, done: None };
    match outcome {
        Ok(()) => {
            let request =
                if view.request.is_empty() { String::new() } else { format!("request={}&", view.request) };
            Ok(see_other(&format!("/privacy/journal/{id}?{request}done=done-redacted")))
        }
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            shown(&app, &caller, &line, view, (reason, Faults(problem.faults))).await
        }
        Err(problem) => Err(problem),
    }
}
