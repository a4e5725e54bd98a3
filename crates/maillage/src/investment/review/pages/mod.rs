//! The pages of portfolio reviews: their list, one under way, the minutes of one that is over.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use platform::dates::{day_with_year, time_of_day};
use platform::web::{Faults, Form, Page, Problem, ProblemKind, see_other};
use serde::Deserialize;

use super::super::lists::Row;
use super::super::model::ProjectId;
use super::super::pages::fields::jobs_text;
use super::rules::days_beyond;
use super::{Change, Done, Held, Line, Review, ReviewId, Verdict, storage};
use crate::frame::rights::RUN_PROJECTS;
use crate::frame::{App, Caller, Frame};

#[derive(Template)]
#[template(path = "investment/review/pages/index.html")]
struct Index {
    frame: Frame,
    reviews: Vec<Review>,
    may_open: bool,
}

impl Index {
    fn day(&self, at: &Timestamp) -> String {
        day(&self.frame, *at)
    }
}

#[derive(Template)]
#[template(path = "investment/review/pages/review.html")]
struct UnderWay {
    frame: Frame,
    held: Held,
    /// The project that one speaks of.
    now: Option<Row>,
    note: String,
    may_speak: bool,
    faults: Faults,
}

impl UnderWay {
    fn beyond(&self, row: &Row) -> i64 {
        days_beyond(row, self.frame.now)
    }

    fn days(&self, row: &Row) -> i64 {
        self.frame.now.duration_since(row.stage_entered_at).as_hours() / 24
    }

    fn jobs(&self, row: &Row) -> Option<String> {
        row.jobs().map(|jobs| jobs_text(&self.frame, &jobs))
    }

    /// How many there are to go through, as far as is shown.
    fn total(&self) -> String {
        let shown = self.held.lines.len() + self.held.left.len();
        if self.held.more { format!("{shown}+") } else { shown.to_string() }
    }
}

#[derive(Template)]
#[template(path = "investment/review/pages/minutes.html")]
struct Minutes {
    frame: Frame,
    held: Held,
}

impl Minutes {
    fn day(&self) -> String {
        day(&self.frame, self.held.review.opened_at)
    }

    fn time(&self, at: &Timestamp) -> String {
        let at = at.to_zoned(self.frame.zone.clone());
        time_of_day(at.time(), self.frame.t.language)
    }

    /// What was said, by what it asks for: first what somebody has to do.
    fn by_verdict(&self) -> Vec<(Verdict, Vec<&Line>)> {
        [Verdict::Raise, Verdict::Chase, Verdict::Close, Verdict::Advances, Verdict::Steady]
            .into_iter()
            .map(|verdict| (verdict, self.held.lines.iter().filter(|line| line.verdict == verdict).collect()))
            .filter(|(_, lines): &(Verdict, Vec<&Line>)| !lines.is_empty())
            .collect()
    }

    fn done(&self, change: &Change) -> String {
        let t = &self.frame.t;
        match change.done {
            Done::Stage(stage) => t.with("review-moved", "stage", t.keyed("stage-", stage.key())),
            Done::Status(status) => t.with("review-status", "status", t.keyed("status-", status.key())),
        }
    }
}

fn day(frame: &Frame, at: Timestamp) -> String {
    day_with_year(at.to_zoned(frame.zone.clone()).date(), frame.t.language)
}

fn id_of(text: &str) -> Result<ReviewId, Problem> {
    text.parse().map_err(|_| ProblemKind::NotFound.into())
}

pub async fn index(State(app): State<App>, caller: Caller) -> Result<Response, Problem> {
    let (me, reviews) = app.read(&caller, |r, me| Ok(storage::reviews(r, &me.actor)?)).await?;
    let may_open = me.may(RUN_PROJECTS);
    let frame = Frame::new(&app, &caller, me, "projects");
    Ok(Page(StatusCode::OK, Index { frame, reviews, may_open }).into_response())
}

pub async fn open(
    State(app): State<App>,
    caller: Caller,
    form: Form<serde::de::IgnoredAny>,
) -> Result<Response, Problem> {
    let id = app
        .submit(&caller, &form.context, |tx, me| storage::open(tx, &me.actor).map(|id| id.to_string()))
        .await?;
    Ok(see_other(&format!("/reviews/{id}")))
}

/// What the address of a review says.
#[derive(Debug, Default, Deserialize)]
pub struct Said {
    /// The project that one speaks of, rather than the stalest.
    project: Option<String>,
    done: Option<String>,
}

pub async fn review(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(said): Query<Said>,
) -> Result<Response, Problem> {
    show(&app, &caller, id_of(&id)?, said, String::new(), Faults::default()).await
}

async fn show(
    app: &App,
    caller: &Caller,
    id: ReviewId,
    said: Said,
    note: String,
    faults: Faults,
) -> Result<Response, Problem> {
    let (me, held) = app.read(caller, |r, me| storage::held(r, &me.actor, id)).await?;
    let may_speak = me.may(RUN_PROJECTS);
    let frame = Frame::new(app, caller, me, "projects").done(said.done);
    if held.review.closed_at.is_some() {
        return Ok(Page(StatusCode::OK, Minutes { frame, held }).into_response());
    }
    let asked = said.project.as_ref().and_then(|id| held.left.iter().find(|row| row.id.to_string() == *id));
    let now = asked.or(held.left.first()).cloned();
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(Page(status, UnderWay { frame, held, now, note, may_speak, faults }).into_response())
}

/// What is said of a project.
#[derive(Clone, Debug, Deserialize)]
pub struct Spoken {
    project: String,
    verdict: String,
    #[serde(default)]
    remark: String,
}

pub async fn say(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Spoken>,
) -> Result<Response, Problem> {
    let (id, spoken, context) = (id_of(&id)?, form.value, form.context);
    let project: ProjectId = spoken.project.parse().map_err(|_| ProblemKind::NotFound)?;
    let verdict = Verdict::from_key(&spoken.verdict).ok_or(ProblemKind::Unreadable)?;
    let note = spoken.remark.clone();
    let outcome = app
        .submit(&caller, &context, move |tx, me| storage::say(tx, &me.actor, id, project, verdict, &note))
        .await;
    match outcome {
        Ok(()) => Ok(see_other(&format!("/reviews/{id}"))),
        Err(problem) if problem.kind == ProblemKind::Invalid && !problem.faults.is_empty() => {
            let said = Said { project: Some(spoken.project), done: None };
            show(&app, &caller, id, said, spoken.remark, Faults(problem.faults)).await
        }
        Err(problem) => Err(problem),
    }
}

pub async fn close(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<serde::de::IgnoredAny>,
) -> Result<Response, Problem> {
    let id = id_of(&id)?;
    app.submit(&caller, &form.context, move |tx, me| storage::close(tx, &me.actor, id)).await?;
    Ok(see_other(&format!("/reviews/{id}?done=done-review-closed")))
}
