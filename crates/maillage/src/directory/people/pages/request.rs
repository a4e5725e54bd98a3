//! A request: all that the organisation holds on the person, on one screen, and what is done about it.

use askama::Template;
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use platform::access::PrincipalId;
use platform::database::Reader;
use platform::dates::day_with_year;
use platform::text::{tidy, tidy_lines};
use platform::web::{Faults, Form, Page, Problem, ProblemKind, see_other};
use serde::Deserialize;
use serde_json::json;

use super::super::request::{DataRequest, RequestId, extended};
use super::super::storage::requests;
use super::requests::in_session;
use crate::frame::personal::Held;
use crate::frame::{App, Caller, Frame};
use crate::reference::country_name;

/// What was just done.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    done: Option<String>,
}

/// What one feature holds.
struct Group {
    key: &'static str,
    held: Vec<Held>,
    /// Whether nothing of it is kept for a reason.
    erasable: bool,
}

#[derive(Template)]
#[template(path = "directory/people/pages/request.html")]
struct Sheet {
    frame: Frame,
    request: DataRequest,
    groups: Vec<Group>,
    organisation: String,
    faults: Faults,
    /// The answer alone, to print or send.
    answer: bool,
}

impl Sheet {
    fn day(&self, day: &Date) -> String {
        day_with_year(*day, self.frame.t.language)
    }

    /// A value as people read it.
    fn told(&self, name: &str, value: &str) -> String {
        let t = &self.frame.t;
        match name {
            "basis" => t.keyed("lawful-", value),
            "legal_basis" => t.keyed("basis-", value),
            "purpose" => t.keyed("letter-", value),
            "consent" => t.keyed("consent-", value),
            "role" => t.keyed("administration-role-", value),
            "country" => country_name(value, t.language).to_owned(),
            "happened_on" => value.parse().map_or_else(|_| value.to_owned(), |day| self.day(&day)),
            _ => value.to_owned(),
        }
    }

    fn open(&self) -> bool {
        self.request.closed_at.is_none() && !self.answer
    }

    fn late(&self) -> bool {
        self.request.closed_at.is_none()
            && self.request.due_on < self.frame.now.to_zoned(self.frame.zone.clone()).date()
    }
}

fn id_of(text: &str) -> Result<RequestId, Problem> {
    text.parse().map_err(|_| ProblemKind::NotFound.into())
}

fn gather(
    app: &App,
    reader: &Reader,
    owner: PrincipalId,
    request: &DataRequest,
) -> Result<Vec<Group>, Problem> {
    let subject = request.subject();
    let mut groups = Vec::new();
    for holding in app.registry.held_on_people {
        let mut held = (holding.gather)(reader, owner, &subject)?;
        for one in &mut held {
            if let Some((kind, record)) = &one.record {
                one.url = Some(app.registry.url(kind, *record));
            } else if holding.key == "journal" {
                // The line opens for this request, which is why it may be read.
                one.url = one.url.take().map(|url| format!("{url}?request={}", request.id));
            }
        }
        // Of seats, those that are open stay.
        let erasable = holding.erase.is_some() && holding.key != "seats";
        groups.push(Group { key: holding.key, held, erasable });
    }
    Ok(groups)
}

pub async fn show(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response, Problem> {
    shown(&app, &caller, id_of(&id)?, (Faults::default(), done.done, false)).await
}

/// The answer, to print.
pub async fn answer(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    shown(&app, &caller, id_of(&id)?, (Faults::default(), None, true)).await
}

async fn shown(
    app: &App,
    caller: &Caller,
    id: RequestId,
    (faults, done, answer): (Faults, Option<String>, bool),
) -> Result<Response, Problem> {
    let (me, (request, groups)) = app
        .read(caller, |r, me| {
            in_session(me)?;
            let owner = requests::controller(&me.actor)?;
            let request = requests::find(r, owner, id)?;
            let groups = gather(app, r, owner, &request)?;
            Ok((request, groups))
        })
        .await?;
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let organisation = me.organisation_name.clone();
    let frame = Frame::new(app, caller, me, "privacy").done(done);
    Ok(Page(status, Sheet { frame, request, groups, organisation, faults, answer }).into_response())
}

/// The answer, as data that another program reads (RGPD, article 20).
pub async fn export(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let id = id_of(&id)?;
    let (_, body) = app
        .read(&caller, |r, me| {
            in_session(me)?;
            let owner = requests::controller(&me.actor)?;
            let request = requests::find(r, owner, id)?;
            let groups = gather(&app, r, owner, &request)?;
            let held: serde_json::Map<_, _> =
                groups.into_iter().map(|group| (group.key.to_owned(), json!(group.held))).collect();
            Ok(json!({"controller": me.organisation_name, "person": request.name(), "received_on": request.received_on, "held": held}))
        })
        .await?;
    Ok(Json(body).into_response())
}

/// What is said about a request.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Said {
    identity_note: String,
    extension_reason: String,
    outcome: String,
    answer_note: String,
    hold_reason: String,
}

fn said(field: &'static str, text: &str) -> Result<String, Faults> {
    let (text, mut faults) = (tidy_lines(text), Faults::default());
    faults.longer(&[(field, &text, 2000)]);
    if text.is_empty() {
        faults.add(field, "error-required");
    }
    faults.or(text)
}

async fn done(
    app: &App,
    caller: &Caller,
    id: RequestId,
    outcome: Result<(), Problem>,
    done: &str,
) -> Result<Response, Problem> {
    match outcome {
        Ok(()) => Ok(see_other(&format!("/privacy/requests/{id}?done={done}"))),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            shown(app, caller, id, (Faults(problem.faults), None, false)).await
        }
        Err(problem) => Err(problem),
    }
}

pub async fn identify(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Said>,
) -> Result<Response, Problem> {
    let (id, typed) = (id_of(&id)?, form.value.identity_note);
    let outcome = app
        .submit(&caller, &form.context, move |tx, me| {
            requests::controller(&me.actor)?;
            requests::identify(tx, &me.actor, id, &said("identity_note", &typed)?)
        })
        .await;
    done(&app, &caller, id, outcome, "done-request-identified").await
}

pub async fn extend(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Said>,
) -> Result<Response, Problem> {
    let (id, typed) = (id_of(&id)?, form.value.extension_reason);
    let outcome = app
        .submit(&caller, &form.context, move |tx, me| {
            let request = requests::find(tx, requests::controller(&me.actor)?, id)?;
            let reason = said("extension_reason", &typed)?;
            requests::extend(tx, &me.actor, id, extended(request.received_on), &reason)
        })
        .await;
    done(&app, &caller, id, outcome, "done-request-extended").await
}

pub async fn close(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Said>,
) -> Result<Response, Problem> {
    let (id, typed) = (id_of(&id)?, form.value);
    let outcome = app
        .submit(&caller, &form.context, move |tx, me| {
            requests::controller(&me.actor)?;
            let answer = said("answer_note", &typed.answer_note)?;
            let outcome = if typed.outcome == "refused" { "refused" } else { "answered" };
            requests::close(tx, &me.actor, id, (outcome, &answer))
        })
        .await;
    done(&app, &caller, id, outcome, "done-request-closed").await
}

pub async fn hold(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Said>,
) -> Result<Response, Problem> {
    let (id, reason) = (id_of(&id)?, tidy(&form.value.hold_reason));
    let outcome = app
        .submit(&caller, &form.context, move |tx, me| {
            let mut faults = Faults::default();
            faults.longer(&[("hold_reason", &reason, 300)]);
            faults.or(())?;
            requests::hold(tx, &me.actor, id, &reason)
        })
        .await;
    done(&app, &caller, id, outcome, "done-request-hold").await
}

/// Erases all that may be, in one transaction.
pub async fn erase(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Said>,
) -> Result<Response, Problem> {
    let id = id_of(&id)?;
    let holdings = app.registry.held_on_people;
    let outcome = app
        .submit(&caller, &form.context, move |tx, me| {
            let (owner, subject) = requests::erasable(tx, &me.actor, id)?;
            let mut counts = Vec::new();
            // What the search index names is found before the person leaves it: the journal comes first.
            for holding in holdings.iter().rev() {
                if let Some(erase) = holding.erase {
                    counts.push((holding.key, erase(tx, &me.actor, owner, &subject)?));
                }
            }
            Ok(requests::erased(tx, &me.actor, id, &counts)?)
        })
        .await;
    done(&app, &caller, id, outcome, "done-request-erased").await
}
