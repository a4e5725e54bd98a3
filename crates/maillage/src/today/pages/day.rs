//! My day: response time first, then what one owes, each line with its reason and one action.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::civil::Date;
use jiff::{SignedDuration, ToSpan};
use platform::dates::{day_in_full, day_with_year, time_of_day};
use platform::web::{Page, Problem, see_other};
use serde::Deserialize;

use super::super::rules::{Responses, days_and_hours};
use crate::directory::duplicates::proposals::{self, Proposal};
use crate::directory::registers::{AtOdds, at_odds};
use crate::frame::rights::{KEEP_FILES, RUN_PROJECTS};
use crate::frame::{App, Caller, Frame};
use crate::investment::{Duty, Stage, Waking, first_responses, mine, waking};
use crate::prospecting::{NextStep, next_steps};

/// How far the day looks.
const WEEK: i64 = 7;
const RESPONSES: SignedDuration = SignedDuration::from_hours(30 * 24);

/// What was just done, and the period.
#[derive(Debug, Default, Deserialize)]
pub struct View {
    done: Option<String>,
    week: Option<String>,
}

#[derive(Template)]
#[template(path = "today/pages/day.html")]
pub struct Day {
    frame: Frame,
    today: Date,
    week: bool,
    responses: Responses,
    waiting: Vec<Duty>,
    readings: Vec<Duty>,
    stale: Vec<Duty>,
    waking: Vec<Waking>,
    steps: Vec<NextStep>,
    registers: Vec<AtOdds>,
    merges: Vec<Proposal>,
    may_keep: bool,
    may_run: bool,
}

pub async fn home(State(app): State<App>, caller: Caller) -> Result<Response, Problem> {
    app.read(&caller, |_, _| Ok(())).await?;
    Ok(see_other("/today"))
}

pub async fn day(
    State(app): State<App>,
    caller: Caller,
    Query(view): Query<View>,
) -> Result<Page<Day>, Problem> {
    let now = app.database.ids().clock().now();
    let today = now.to_zoned(app.settings.zone()).date();
    let week = view.week.is_some();
    let until = if week { today.checked_add(WEEK.days()).unwrap_or(today) } else { today };
    let (me, (delays, duties, wakes, steps, registers, merges)) = app
        .read(&caller, |r, me| {
            let since = now.checked_sub(RESPONSES).unwrap_or(now);
            Ok((
                first_responses(r, &me.actor, since)?,
                mine(r, &me.actor, 100)?,
                waking(r, &me.actor, until, 50)?,
                next_steps(r, &me.actor, until, 50)?,
                at_odds(r, &me.actor, today)?,
                proposals::waiting(r, &me.actor)?,
            ))
        })
        .await?;
    let (may_keep, may_run) = (me.may(KEEP_FILES), me.may(RUN_PROJECTS));
    let frame = Frame::new(&app, &caller, me, "today").done(view.done);
    let days = |duty: &Duty| now.duration_since(duty.stage_entered_at).as_hours() / 24;
    let (readings, own): (Vec<Duty>, Vec<Duty>) = duties.into_iter().partition(|duty| {
        (duty.second && duty.stage == Stage(1)) || (duty.verifier && duty.stage == Stage::DECISION)
    });
    let (waiting, later): (Vec<Duty>, Vec<Duty>) =
        own.into_iter().partition(|duty| duty.stage == Stage::FIRST);
    let stale = later.into_iter().filter(|duty| days(duty) > duty.stage.rule().usual_days).collect();
    let responses = Responses::of(delays);
    Ok(Page(
        StatusCode::OK,
        Day {
            frame,
            today,
            week,
            responses,
            waiting,
            readings,
            stale,
            waking: wakes,
            steps,
            registers,
            merges,
            may_keep,
            may_run,
        },
    ))
}

impl Day {
    fn date(&self) -> String {
        let now = self.frame.now.to_zoned(self.frame.zone.clone());
        let (day, hour) =
            (day_in_full(now.date(), self.frame.t.language), time_of_day(now.time(), self.frame.t.language));
        self.frame.t.with2("today-now", "day", day, "hour", hour)
    }

    fn median(&self) -> Option<(i64, i64)> {
        self.responses.median.map(days_and_hours)
    }

    fn days(&self, duty: &Duty) -> i64 {
        self.frame.now.duration_since(duty.stage_entered_at).as_hours() / 24
    }

    /// For how long a lead has waited for its first contact, in days.
    fn waits(&self, duty: &Duty) -> i64 {
        self.frame.now.duration_since(duty.opened_at).as_hours() / 24
    }

    fn late(&self, duty: &Duty) -> bool {
        self.waits(duty) >= 2
    }

    fn overdue(&self, step: &NextStep) -> bool {
        step.next_due < self.today
    }

    fn has_come(&self, one: &Waking) -> bool {
        one.until <= self.today
    }

    fn is_today(&self, step: &NextStep) -> bool {
        step.next_due == self.today
    }

    /// What was published of a register, and what it says.
    fn odds(&self, one: &AtOdds) -> String {
        let declared = one.composition.declared.as_ref();
        let declared =
            declared.map(|declared| declared.figure.print(self.frame.t.language)).unwrap_or_default();
        self.frame.t.with2("today-register", "declared", declared, "named", one.composition.named)
    }

    fn day(&self, day: &Date) -> String {
        day_with_year(*day, self.frame.t.language)
    }

    fn empty(&self) -> bool {
        self.waiting.is_empty()
            && self.readings.is_empty()
            && self.stale.is_empty()
            && self.waking.is_empty()
            && self.steps.is_empty()
            && self.registers.is_empty()
            && self.merges.is_empty()
    }
}
