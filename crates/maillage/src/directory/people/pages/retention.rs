//! What a run would forget today, and the run.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::civil::Date;
use platform::dates::day_with_year;
use platform::jobs;
use platform::journal::{self, Entry};
use platform::web::{Form, Page, Problem, ProblemKind, see_other};
use serde::Deserialize;
use serde_json::json;

use super::super::retention::{RUN, Simulated, simulate};
use super::super::storage::requests;
use super::new::reading;
use super::requests::in_session;
use crate::frame::rights::RUN_INSTANCE;
use crate::frame::{App, Caller, Frame};

/// What was just done.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    done: Option<String>,
}

#[derive(Template)]
#[template(path = "directory/people/pages/retention.html")]
pub struct Retention {
    frame: Frame,
    lines: Vec<Simulated>,
    runs: bool,
}

impl Retention {
    fn day(&self, day: &Date) -> String {
        day_with_year(*day, self.frame.t.language)
    }

    fn period(&self, line: &Simulated) -> String {
        self.frame.t.with("class-months", "n", i64::from(line.months))
    }

    fn nothing(&self) -> bool {
        self.lines.iter().all(|line| line.due.is_empty())
    }
}

pub async fn show(
    State(app): State<App>,
    caller: Caller,
    Query(asked): Query<Done>,
) -> Result<Page<Retention>, Problem> {
    let (me, lines) = app
        .read(&caller, |r, me| {
            in_session(me)?;
            // Whoever runs the instance counts for all and reads no name; an organisation sees its own.
            let owner = if me.runs_instance() { None } else { Some(requests::controller(&me.actor)?) };
            Ok(simulate(r, &me.actor, app.registry.sweeps, owner, reading(&app, me).today)?)
        })
        .await?;
    let runs = me.runs_instance();
    let frame = Frame::new(&app, &caller, me, "privacy").done(asked.done);
    Ok(Page(StatusCode::OK, Retention { frame, lines, runs }))
}

/// A form with nothing to fill in.
#[derive(Debug, Default, Deserialize)]
pub struct Nothing {}

pub async fn run(State(app): State<App>, caller: Caller, form: Form<Nothing>) -> Result<Response, Problem> {
    app.submit(&caller, &form.context, move |tx, me| {
        in_session(me)?;
        if !me.may(RUN_INSTANCE) {
            return Err(ProblemKind::NotFound.into());
        }
        jobs::enqueue_once(tx, RUN, &json!({}), RUN, me.actor.at)?;
        let entry = Entry { verb: "retention.asked", kind: "retention", ..Entry::default() };
        Ok(journal::append(tx, &me.actor, entry).map(drop)?)
    })
    .await?;
    Ok(see_other("/privacy/retention?done=done-retention-asked"))
}
