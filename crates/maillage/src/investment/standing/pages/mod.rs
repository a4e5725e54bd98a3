//! The page that says whether a project goes on, with its clocks.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use platform::access::Level;
use platform::dates::day_with_year;
use platform::web::{Faults, Form, Nothing, Page, Problem, ProblemKind, see_other};
use serde::Deserialize;

use super::super::model::{Project, ProjectId};
use super::super::pages::sheet::{Done, id_of};
use super::super::pages::tabs::{Part, Tabs};
use super::super::status::{CAUSES, STATUSES};
use super::super::storage::history::{Pause, history};
use super::super::storage::read::find;
use super::clocks::Stay;
use super::rules::{StatusInput, check};
use super::storage;
use crate::frame::rights::RUN_PROJECTS;
use crate::frame::{App, Caller, Frame, Select};

#[derive(Template)]
#[template(path = "investment/standing/pages/standing.html")]
struct Standing {
    frame: Frame,
    tabs: Tabs,
    project: Project,
    edits: bool,
    stays: Vec<Stay>,
    pauses: Vec<Pause>,
    version: i64,
    typed: StatusInput,
    pause_reason: String,
    faults: Faults,
}

impl Standing {
    fn day(&self, at: &Timestamp) -> String {
        day_with_year(at.to_zoned(self.frame.zone.clone()).date(), self.frame.t.language)
    }

    fn until(&self) -> Option<String> {
        self.project.standing.until.map(|day| day_with_year(day, self.frame.t.language))
    }

    fn ended(&self, pause: &Pause) -> Option<String> {
        pause.ended_at.as_ref().map(|at| self.day(at))
    }

    fn paused(&self) -> bool {
        self.pauses.iter().any(|pause| pause.ended_at.is_none())
    }

    fn statuses(&self) -> Vec<Select> {
        let one = |rule: &super::super::status::StatusRule| Select {
            key: rule.status.key().into(),
            label: self.frame.t.keyed("status-long-", rule.status.key()),
            chosen: rule.status.key() == self.typed.status,
        };
        STATUSES.iter().map(one).collect()
    }

    fn causes(&self) -> Vec<Select> {
        let one = |key: &&str| Select {
            key: (*key).to_owned(),
            label: self.frame.t.keyed("cause-", key),
            chosen: *key == self.typed.cause,
        };
        CAUSES.iter().map(one).collect()
    }
}

pub async fn form(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response, Problem> {
    show(&app, &caller, id_of(&id)?, None, String::new(), (Faults::default(), done)).await
}

async fn show(
    app: &App,
    caller: &Caller,
    id: ProjectId,
    sent: Option<Sent>,
    pause_reason: String,
    (faults, done): (Faults, Done),
) -> Result<Response, Problem> {
    let now = app.database.ids().clock().now();
    let (me, (project, level, stays, pauses)) = app
        .read(caller, |r, me| {
            let (project, level) = find(r, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
            if level < Level::Read {
                return Err(Problem::from(ProblemKind::Forbidden).back_to(format!("/projects/{id}")));
            }
            let history = history(r, id)?;
            Ok((project, level, history.stays(now), history.pauses))
        })
        .await?;
    let edits = level >= Level::Edit && me.may(RUN_PROJECTS);
    let frame = Frame::new(app, caller, me.clone(), "projects").done(done.done);
    let tabs = Tabs::of(&frame.t, &me, (&project, level), Part::STATUS);
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let version = sent.as_ref().map_or(project.version, |sent| sent.version);
    let typed = sent.map_or_else(
        || StatusInput { status: project.standing.status.key().into(), ..StatusInput::default() },
        |sent| sent.change,
    );
    let page = Standing { frame, tabs, project, edits, stays, pauses, version, typed, pause_reason, faults };
    Ok(Page(status, page).into_response())
}

/// What the form of a status sends.
#[derive(Clone, Debug, Deserialize)]
pub struct Sent {
    version: i64,
    #[serde(flatten)]
    change: StatusInput,
}

pub async fn change(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Sent>,
) -> Result<Response, Problem> {
    let (id, sent, context) = (id_of(&id)?, form.value, form.context);
    let today = app.database.ids().clock().now().to_zoned(app.settings.zone()).date();
    let typed = sent.clone();
    let outcome = app
        .submit(&caller, &context, move |tx, me| {
            // Whether the project may be seen is said before whether what was typed is right.
            find(tx, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
            let change = check(&typed.change, me.language, today)?;
            storage::change_status(tx, &me.actor, id, typed.version, &change)
        })
        .await;
    match outcome {
        Ok(_) => Ok(see_other(&format!("/projects/{id}?done=done-status"))),
        Err(problem) if problem.kind == ProblemKind::Invalid && !problem.faults.is_empty() => {
            let faults = (Faults(problem.faults), Done::default());
            show(&app, &caller, id, Some(sent), String::new(), faults).await
        }
        Err(problem) if problem.kind == ProblemKind::Stale => {
            Err(problem.back_to(format!("/projects/{id}/status")))
        }
        Err(problem) => Err(problem),
    }
}

/// What the form of a pause sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct PauseSent {
    pause_reason: String,
}

pub async fn pause(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<PauseSent>,
) -> Result<Response, Problem> {
    let (id, reason) = (id_of(&id)?, form.value.pause_reason);
    let typed = reason.clone();
    let outcome =
        app.submit(&caller, &form.context, move |tx, me| storage::pause(tx, &me.actor, id, &typed)).await;
    match outcome {
        Ok(()) => Ok(see_other(&format!("/projects/{id}/status?done=done-paused"))),
        Err(problem) if problem.kind == ProblemKind::Invalid && !problem.faults.is_empty() => {
            show(&app, &caller, id, None, reason, (Faults(problem.faults), Done::default())).await
        }
        Err(problem) => Err(problem),
    }
}

pub async fn resume(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Nothing>,
) -> Result<Response, Problem> {
    let id = id_of(&id)?;
    app.submit(&caller, &form.context, move |tx, me| storage::resume(tx, &me.actor, id)).await?;
    Ok(see_other(&format!("/projects/{id}/status?done=done-resumed")))
}
