//! One circle: what it is for, who is in and was in, coming in and going out.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use jiff::civil::Date;
use platform::access::{Level, PrincipalId};
use platform::database::Transaction;
use platform::dates::{ImpreciseDate, MissingYear, day_with_year};
use platform::web::{Faults, Form, Page, PostContext, Problem, ProblemKind, see_other};
use serde::Deserialize;

use super::super::model::{Circle, CircleId, Line, LineId, MemberState};
use super::super::rules::{asking, check_end};
use super::super::storage::{self, members};
use crate::directory::member_organisations;
use crate::frame::rights::RUN_CIRCLES;
use crate::frame::{App, Caller, Frame, Me, Select};

/// The day asked about, in the address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    on: String,
    done: Option<String>,
}

/// What the forms send.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    organisation: String,
    by_name: String,
    answer: String,
    last_day: String,
}

struct Found {
    circle: Circle,
    level: Level,
    keeps: bool,
    speaks: bool,
    lines: Vec<Line>,
    own: Vec<Line>,
    organisations: Vec<(PrincipalId, String)>,
}

#[derive(Template)]
#[template(path = "directory/circles/pages/sheet.html")]
struct Sheet {
    frame: Frame,
    found: Found,
    at: Timestamp,
    on: String,
    faults: Faults,
}

impl Sheet {
    fn in_at(&self) -> Vec<&Line> {
        self.found.lines.iter().filter(|line| members::is_in(line, self.at)).collect()
    }

    fn waiting(&self) -> Vec<&Line> {
        let waits = |line: &&Line| matches!(line.state, MemberState::Invited | MemberState::Asked);
        self.found.lines.iter().filter(waits).collect()
    }

    /// What one's own side is asked to answer.
    fn invited(&self) -> Vec<&Line> {
        self.found.own.iter().filter(|line| line.state == MemberState::Invited && self.speaks(line)).collect()
    }

    fn speaks(&self, line: &Line) -> bool {
        self.frame.me.as_ref().is_some_and(|me| members::speaks(&me.actor, line))
    }

    fn ends(&self, line: &Line) -> bool {
        line.state == MemberState::In
            && line.member != self.found.circle.owner.group()
            && (self.found.keeps || self.speaks(line))
    }

    fn day(&self, at: &Timestamp) -> String {
        day_with_year(at.to_zoned(self.frame.zone.clone()).date(), self.frame.t.language)
    }

    fn dates(&self, line: &Line) -> String {
        let t = &self.frame.t;
        match (line.valid_from, line.valid_until) {
            (Some(from), Some(until)) => {
                t.with2("circle-from-until", "from", self.day(&from), "until", self.day(&until))
            }
            (Some(from), None) => t.with("circle-from", "from", self.day(&from)),
            _ => String::new(),
        }
    }

    fn may_ask(&self) -> bool {
        asking(self.found.circle.admission).is_some() && self.found.circle.dissolved_at.is_none()
    }

    fn organisation_is_out(&self) -> bool {
        let me = self.frame.me.as_ref();
        !self.found.own.iter().any(|line| me.is_some_and(|me| line.member == me.organisation))
    }

    fn person_is_out(&self) -> bool {
        let seat = self.frame.me.as_ref().and_then(|me| me.actor.seat());
        !self.found.own.iter().any(|line| Some(line.member) == seat)
    }

    fn organisations(&self) -> Vec<Select> {
        let one = |(id, name): &(PrincipalId, String)| Select {
            key: id.to_string(),
            label: name.clone(),
            chosen: false,
        };
        self.found.organisations.iter().map(one).collect()
    }
}

fn id_of(text: &str) -> Result<CircleId, Problem> {
    text.parse().map_err(|_| ProblemKind::NotFound.into())
}

pub async fn show(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    page(&app, &caller, id_of(&id)?, asked, Faults::default()).await
}

fn look(reader: &platform::database::Reader, me: &Me, id: CircleId) -> Result<Found, Problem> {
    let (circle, level) = storage::find(reader, &me.actor, id)?;
    let keeps = storage::keeps(&me.actor, &circle) && circle.dissolved_at.is_none();
    let lines = if level >= Level::Read { members::members(reader, &me.actor, id)? } else { Vec::new() };
    let own = members::own(reader, &me.actor, id)?;
    let organisations = if keeps { member_organisations(reader, &me.actor)? } else { Vec::new() };
    Ok(Found { circle, level, keeps, speaks: me.may(RUN_CIRCLES), lines, own, organisations })
}

async fn page(
    app: &App,
    caller: &Caller,
    id: CircleId,
    asked: Asked,
    mut faults: Faults,
) -> Result<Response, Problem> {
    let (me, found) = app.read(caller, |r, me| look(r, me, id)).await?;
    let (now, zone) = (me.actor.at, app.settings.zone());
    let today = now.to_zoned(zone.clone()).date();
    let at = match day_of(&asked.on, &me, today) {
        Ok(None) => now,
        Ok(Some(day)) if day == today => now,
        // At noon of that day.
        Ok(Some(day)) => day.at(12, 0, 0, 0).to_zoned(zone).map_or(now, |noon| noon.timestamp()),
        Err(()) => {
            faults.add("on", "error-when");
            now
        }
    };
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let frame = Frame::new(app, caller, me, "circles").done(asked.done);
    Ok(Page(status, Sheet { frame, found, at, on: asked.on, faults }).into_response())
}

fn day_of(typed: &str, me: &Me, today: Date) -> Result<Option<Date>, ()> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    ImpreciseDate::parse(typed, me.language, today, MissingYear::Last)
        .map(|date| Some(date.latest()))
        .map_err(drop)
}

/// Changes something, then shows the circle again, or the list if it is not seen any more.
async fn change<F>(
    app: &App,
    caller: &Caller,
    context: &PostContext,
    id: CircleId,
    work: F,
) -> Result<Response, Problem>
where
    F: Fn(&Transaction, &Me) -> Result<&'static str, Problem> + Send + 'static,
{
    let outcome = app
        .submit(caller, context, move |tx, me| {
            let done = work(tx, me)?.to_owned();
            Ok((done, storage::find(tx, &me.actor, id).is_ok()))
        })
        .await;
    match outcome {
        Ok((done, true)) => Ok(see_other(&format!("/circles/{id}?done={done}"))),
        Ok((done, false)) => Ok(see_other(&format!("/circles?done={done}"))),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            page(app, caller, id, Asked::default(), Faults(problem.faults)).await
        }
        Err(problem) => Err(problem),
    }
}

pub async fn invite(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Form { value: sent, context }: Form<Sent>,
) -> Result<Response, Problem> {
    let id = id_of(&id)?;
    change(&app, &caller, &context, id, move |tx, me| {
        let organisation = sent.organisation.parse().map_err(|_| {
            let mut faults = Faults::default();
            faults.add("organisation", "error-choice");
            Problem::from(faults)
        });
        // Whether the circle is there comes before what was chosen.
        storage::find(tx, &me.actor, id)?;
        members::invite(tx, &me.actor, id, organisation?).map(|()| "done-circle-invited")
    })
    .await
}

pub async fn ask(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Form { value: sent, context }: Form<Sent>,
) -> Result<Response, Problem> {
    let id = id_of(&id)?;
    change(&app, &caller, &context, id, move |tx, me| {
        match members::ask(tx, &me.actor, id, sent.by_name == "yes")? {
            MemberState::In => Ok("done-circle-in"),
            _ => Ok("done-circle-asked"),
        }
    })
    .await
}

pub async fn decide(
    State(app): State<App>,
    caller: Caller,
    Path((id, line)): Path<(String, String)>,
    Form { value: sent, context }: Form<Sent>,
) -> Result<Response, Problem> {
    let (id, line) = (id_of(&id)?, line.parse::<LineId>().map_err(|_| ProblemKind::NotFound)?);
    change(&app, &caller, &context, id, move |tx, me| {
        members::decide(tx, &me.actor, id, line, sent.answer == "yes").map(|()| "done-circle-decided")
    })
    .await
}

pub async fn end(
    State(app): State<App>,
    caller: Caller,
    Path((id, line)): Path<(String, String)>,
    Form { value: sent, context }: Form<Sent>,
) -> Result<Response, Problem> {
    let (id, line) = (id_of(&id)?, line.parse::<LineId>().map_err(|_| ProblemKind::NotFound)?);
    let zone = app.settings.zone();
    change(&app, &caller, &context, id, move |tx, me| {
        storage::find(tx, &me.actor, id)?;
        let said = (me.language, me.actor.at.to_zoned(zone.clone()).date());
        let at = check_end(&sent.last_day, said, &zone)?;
        members::end(tx, &me.actor, id, line, at).map(|_| "done-circle-ended")
    })
    .await
}

pub async fn dissolve(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Form { context, .. }: Form<Sent>,
) -> Result<Response, Problem> {
    let id = id_of(&id)?;
    change(&app, &caller, &context, id, move |tx, me| {
        storage::dissolve(tx, &me.actor, id).map(|()| "done-circle-dissolved")
    })
    .await
}
