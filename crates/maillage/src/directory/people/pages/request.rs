//! A request: all that the organisation holds that may be about the person, on one screen, which of it is his, and what is
//! done about it.

use askama::Template;
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

use super::super::request::{DataRequest, Group, Line, RequestId, extended};
use super::super::storage::{choice, requests};
use super::answer::{title_told, value_told};
use super::requests::in_session;
use crate::frame::{App, Caller, Frame};

/// What was just done.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    done: Option<String>,
}

#[derive(Template)]
#[template(path = "directory/people/pages/request.html")]
struct Sheet {
    frame: Frame,
    request: DataRequest,
    groups: Vec<Group>,
    organisation: String,
    faults: Faults,
}

impl Sheet {
    fn day(&self, day: &Date) -> String {
        day_with_year(*day, self.frame.t.language)
    }

    fn told(&self, name: &str, value: &str) -> String {
        value_told(&self.frame.t, name, value)
    }

    /// What the line is called: a line of the journal has but its verb.
    fn title(&self, group: &Group, line: &Line) -> String {
        title_told(&self.frame.t, group.key, &line.held.title)
    }

    fn open(&self) -> bool {
        self.request.closed_at.is_none()
    }

    /// The lines that are shown: all while they may be chosen, then those that were.
    fn lines<'g>(&self, group: &'g Group) -> Vec<&'g Line> {
        group.lines.iter().filter(|line| line.chosen || self.open()).collect()
    }

    fn chosen(&self) -> usize {
        self.groups.iter().map(|group| group.chosen().count()).sum()
    }

    fn undecided(&self) -> usize {
        self.groups.iter().map(Group::undecided).sum()
    }

    fn late(&self) -> bool {
        self.request.closed_at.is_none()
            && self.request.due_on < self.frame.now.to_zoned(self.frame.zone.clone()).date()
    }
}

pub fn id_of(text: &str) -> Result<RequestId, Problem> {
    text.parse().map_err(|_| ProblemKind::NotFound.into())
}

/// What is held, with the address of each line.
pub fn gather(
    app: &App,
    reader: &Reader,
    owner: PrincipalId,
    request: &DataRequest,
) -> Result<Vec<Group>, Problem> {
    let mut groups = choice::gather(reader, app.registry.held_on_people, owner, request)?;
    for group in &mut groups {
        for held in group.lines.iter_mut().map(|line| &mut line.held) {
            if group.key == "journal" {
                // The line opens for this request, which is why it may be read.
                held.url = held.url.take().map(|url| format!("{url}?request={}", request.id));
            } else if let (None, Some((kind, record))) = (&held.url, &held.record) {
                held.url = Some(app.registry.url(kind, *record));
            }
        }
    }
    Ok(groups)
}

pub async fn show(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response, Problem> {
    shown(&app, &caller, id_of(&id)?, (Faults::default(), done.done)).await
}

async fn shown(
    app: &App,
    caller: &Caller,
    id: RequestId,
    (faults, done): (Faults, Option<String>),
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
    Ok(Page(status, Sheet { frame, request, groups, organisation, faults }).into_response())
}

/// Which of the lines shown are about the person: `holding:line`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Chosen {
    shown: Vec<String>,
    line: Vec<String>,
}

pub async fn choose(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Chosen>,
) -> Result<Response, Problem> {
    let (id, said, holdings) = (id_of(&id)?, form.value, app.registry.held_on_people);
    let outcome = app
        .submit(&caller, &form.context, move |tx, me| {
            requests::controller(&me.actor)?;
            choice::choose(tx, &me.actor, holdings, id, (&said.shown, &said.line))
        })
        .await;
    done(&app, &caller, id, outcome, "done-request-chosen").await
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
            shown(app, caller, id, (Faults(problem.faults), None)).await
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

/// Erases what was said to be the person's and may be, in one transaction.
pub async fn erase(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Said>,
) -> Result<Response, Problem> {
    let (id, holdings) = (id_of(&id)?, app.registry.held_on_people);
    let outcome =
        app.submit(&caller, &form.context, move |tx, me| choice::erase(tx, &me.actor, holdings, id)).await;
    done(&app, &caller, id, outcome, "done-request-erased").await
}
