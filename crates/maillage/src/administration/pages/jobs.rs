//! Jobs put aside after their last attempt.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::Timestamp;
use platform::jobs::{self, Dead, JobId};
use platform::journal::{self, Entry};
use platform::web::{Form, Page, Problem, ProblemKind, see_other};
use serde_json::json;

use super::needs;
use super::person::{Done, Nothing};
use crate::account::moment;
use crate::frame::rights::RUN_INSTANCE;
use crate::frame::{App, Caller, Frame};

#[derive(Template)]
#[template(path = "administration/pages/jobs.html")]
pub struct Jobs {
    frame: Frame,
    dead: Vec<Dead>,
}

impl Jobs {
    fn moment(&self, at: &Timestamp) -> String {
        moment(&self.frame, at)
    }
}

pub async fn show(
    State(app): State<App>,
    caller: Caller,
    Query(asked): Query<Done>,
) -> Result<Page<Jobs>, Problem> {
    let (me, dead) = app
        .read(&caller, |r, me| {
            needs(me, RUN_INSTANCE)?;
            Ok(jobs::dead(r, 100)?)
        })
        .await?;
    Ok(Page(
        StatusCode::OK,
        Jobs { frame: Frame::new(&app, &caller, me, "administration").done(asked.done), dead },
    ))
}

pub async fn retry(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Form { context, .. }: Form<Nothing>,
) -> Result<Response, Problem> {
    let id: JobId = id.parse().map_err(|_| ProblemKind::NotFound)?;
    app.submit(&caller, &context, move |tx, me| {
        needs(me, RUN_INSTANCE)?;
        jobs::retry(tx, id, me.actor.at)?;
        let entry =
            Entry { verb: "job.retried", kind: "job", after: Some(json!({"job": id})), ..Entry::default() };
        Ok(journal::append(tx, &me.actor, entry).map(drop)?)
    })
    .await?;
    Ok(see_other("/administration/jobs?done=done-job-retried"))
}
