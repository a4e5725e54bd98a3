//! What a person owes, as *My day* and the API tell it: leads without an answer, projects to read again, projects that wait
//! too long or wake, steps promised, registers at odds, merges to decide.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use platform::database::{Reader, Result};
use platform::dates::worked;

use super::rules::Responses;
use crate::directory::duplicates::proposals::{self, Proposal};
use crate::directory::registers::{AtOdds, at_odds};
use crate::frame::Me;
use crate::investment::{Duty, Stage, Waking, first_responses, mine, waking};
use crate::prospecting::{NextStep, next_steps};

/// How far the day looks, when it looks further than itself.
const WEEK: i64 = 7;
const RESPONSES: SignedDuration = SignedDuration::from_hours(30 * 24);

/// When one asks, and how far one looks.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The moment.
    pub now: Timestamp,
    /// The zone in which days begin.
    pub zone: TimeZone,
    /// Whether the week to come is asked for too.
    pub week: bool,
}

impl Asked {
    /// The day.
    pub fn today(&self) -> Date {
        self.now.to_zoned(self.zone.clone()).date()
    }
}

/// What a person owes.
#[derive(Clone, Debug)]
pub struct Owed {
    /// How fast leads were answered lately.
    pub responses: Responses,
    /// Leads without a first contact.
    pub waiting: Vec<Duty>,
    /// Projects to be read again, or verified.
    pub readings: Vec<Duty>,
    /// Projects that are in their stage for longer than usual.
    pub stale: Vec<Duty>,
    /// Projects that sleep until then.
    pub waking: Vec<Waking>,
    /// Steps promised.
    pub steps: Vec<NextStep>,
    /// Registers that differ from what was published.
    pub registers: Vec<AtOdds>,
    /// Merges that others propose.
    pub merges: Vec<Proposal>,
}

/// What the actor owes.
pub fn owed(reader: &Reader, me: &Me, asked: &Asked) -> Result<Owed> {
    let (now, today) = (asked.now, asked.today());
    let until = if asked.week { today.checked_add(WEEK.days()).unwrap_or(today) } else { today };
    let answered = first_responses(reader, &me.actor, now.checked_sub(RESPONSES).unwrap_or(now))?;
    let delays = answered.into_iter().map(|(opened, met)| worked(opened, met, &asked.zone)).collect();
    let days = |duty: &Duty| now.duration_since(duty.stage_entered_at).as_hours() / 24;
    let again = |duty: &Duty| {
        (duty.second && duty.stage == Stage(1)) || (duty.verifier && duty.stage == Stage::DECISION)
    };
    let (readings, own): (Vec<Duty>, Vec<Duty>) = mine(reader, &me.actor, 100)?.into_iter().partition(again);
    let (waiting, later): (Vec<Duty>, Vec<Duty>) =
        own.into_iter().partition(|duty| duty.stage == Stage::FIRST);
    Ok(Owed {
        responses: Responses::of(delays),
        waiting,
        readings,
        stale: later.into_iter().filter(|duty| days(duty) > duty.stage.rule().usual_days).collect(),
        waking: waking(reader, &me.actor, until, 50)?,
        steps: next_steps(reader, &me.actor, until, 50)?,
        registers: at_odds(reader, &me.actor, today)?,
        merges: proposals::waiting(reader, &me.actor)?,
    })
}

impl Owed {
    /// Whether nothing is owed.
    pub const fn is_empty(&self) -> bool {
        self.waiting.is_empty()
            && self.readings.is_empty()
            && self.stale.is_empty()
            && self.waking.is_empty()
            && self.steps.is_empty()
            && self.registers.is_empty()
            && self.merges.is_empty()
    }
}
