//! My day: response time first, then what one owes, each line with its reason and one action.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::civil::Date;
use platform::dates::{day_in_full, day_with_year, time_of_day, worked};
use platform::web::{Page, Problem, see_other};
use serde::Deserialize;

use super::super::owed::{Asked, Owed, owed};
use super::super::rules::{OBJECTIVE, days_and_hours};
use crate::directory::registers::AtOdds;
use crate::frame::rights::{KEEP_FILES, RUN_PROJECTS};
use crate::frame::{App, Caller, Frame};
use crate::investment::{Duty, Waking};
use crate::prospecting::NextStep;

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
    owed: Owed,
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
    let asked = Asked { now, zone: app.settings.zone(), week: view.week.is_some() };
    let (today, week) = (asked.today(), asked.week);
    let (me, owed) = app.read(&caller, |r, me| Ok(owed(r, me, &asked)?)).await?;
    let (may_keep, may_run) = (me.may(KEEP_FILES), me.may(RUN_PROJECTS));
    let frame = Frame::new(&app, &caller, me, "today").done(view.done);
    Ok(Page(StatusCode::OK, Day { frame, today, week, owed, may_keep, may_run }))
}

impl Day {
    fn date(&self) -> String {
        let now = self.frame.now.to_zoned(self.frame.zone.clone());
        let (day, hour) =
            (day_in_full(now.date(), self.frame.t.language), time_of_day(now.time(), self.frame.t.language));
        self.frame.t.with2("today-now", "day", day, "hour", hour)
    }

    fn median(&self) -> Option<(i64, i64)> {
        self.owed.responses.median.map(days_and_hours)
    }

    fn days(&self, duty: &Duty) -> i64 {
        self.frame.now.duration_since(duty.stage_entered_at).as_hours() / 24
    }

    /// For how long a lead has waited for its first contact, in days.
    fn waits(&self, duty: &Duty) -> i64 {
        self.frame.now.duration_since(duty.opened_at).as_hours() / 24
    }

    fn late(&self, duty: &Duty) -> bool {
        worked(duty.opened_at, self.frame.now, &self.frame.zone) >= OBJECTIVE
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
}
