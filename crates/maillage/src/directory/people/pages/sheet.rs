//! A person: who, what at a date, and since when one knows.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use jiff::civil::Date;
use platform::access::{Grant, Level, grants};
use platform::dates::{ImpreciseDate, day_with_year};
use platform::text::tidy;
use platform::web::{Faults, Page, Problem, ProblemKind, see_other};
use serde::Deserialize;

use super::super::duplicates::instead;
use super::super::model::{Person, PositionId, Standing};
use super::super::rules::{on, standing};
use super::super::storage::people::{Event, events, find};
use super::super::storage::positions::of_people;
use super::edit::id_of;
use super::new::reading;
use super::told::{Told, source};
use crate::directory::PersonId;
use crate::frame::rights::KEEP_FILES;
use crate::frame::{App, Caller, Frame};
use crate::reference::country_name;

/// The day looked at, and what was just done.
#[derive(Debug, Default, Deserialize)]
pub struct View {
    at: Option<String>,
    done: Option<String>,
}

/// What was typed to end a position or to take it away, and what is wrong with it.
#[derive(Default)]
pub struct Ending {
    /// Which.
    pub position: Option<PositionId>,
    /// Until when.
    pub until: String,
    /// Why.
    pub reason: String,
    /// The faults.
    pub faults: Faults,
}

#[derive(Template)]
#[template(path = "directory/people/pages/sheet.html")]
pub struct Sheet {
    frame: Frame,
    person: Person,
    reads: bool,
    edits: bool,
    protects: bool,
    at: Date,
    typed: String,
    held: Vec<Told>,
    all: Vec<Told>,
    events: Vec<Event>,
    /// To whom else it is shown, and why, for those who manage it.
    grants: Vec<Grant>,
    ending: Ending,
}

impl Sheet {
    /// The name; of whoever was erased, that he was.
    fn name(&self) -> String {
        match self.person.erased_at {
            Some(_) => self.frame.t.text("person-erased-name").to_owned(),
            None => self.person.name(),
        }
    }

    fn day(&self) -> String {
        day_with_year(self.at, self.frame.t.language)
    }

    fn country(&self, code: &str) -> String {
        country_name(code, self.frame.t.language).to_owned()
    }

    fn source(&self) -> Option<String> {
        source(&self.frame.t, &self.person.provenance)
    }

    fn moment(&self, at: &Timestamp) -> String {
        day_with_year(at.to_zoned(self.frame.zone.clone()).date(), self.frame.t.language)
    }

    /// Why it is shown to somebody more, and until when.
    fn why(&self, grant: &Grant) -> String {
        let t = &self.frame.t;
        match &grant.valid_until {
            Some(until) => {
                t.with2("access-granted-until", "reason", &grant.reason, "until", self.moment(until))
            }
            None => t.with2("access-granted", "reason", &grant.reason, "on", self.moment(&grant.granted_at)),
        }
    }

    fn verb(&self, event: &Event) -> String {
        self.frame.t.keyed("verb-", &event.verb.replace('.', "-"))
    }

    /// Whether the reader answers for what the line says.
    fn redacts(&self, event: &Event) -> bool {
        let own = self.frame.acting();
        self.protects
            && event.has_values
            // What says that another was taken away is left in sight.
            && event.verb != "journal.redacted"
            && (self.person.owner.to_string() == own || event.acting_for.as_ref() == Some(&own))
    }

    fn ends(&self, told: &Told) -> bool {
        self.ending.position == Some(told.id) && !self.removes(told)
    }

    fn removes(&self, told: &Told) -> bool {
        self.ending.position == Some(told.id) && self.ending.faults.of("reason").is_some()
    }
}

pub async fn sheet(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(view): Query<View>,
) -> Result<Response, Problem> {
    let typed = tidy(view.at.as_deref().unwrap_or_default());
    show(&app, &caller, id_of(&id)?, Ending::default(), typed, view.done).await
}

/// The page, on a day, with what was typed to end a position.
pub async fn show(
    app: &App,
    caller: &Caller,
    id: PersonId,
    mut ending: Ending,
    typed: String,
    done: Option<String>,
) -> Result<Response, Problem> {
    let mut faults = Faults::default();
    let (me, found) = app
        .read(caller, |r, me| {
            let Some((person, level)) = find(r, &me.actor, id)? else {
                return Ok(Err(instead(r, &me.actor, id)?.ok_or(ProblemKind::NotFound)?));
            };
            let positions = of_people(r, &me.actor, &[id])?;
            let events = if level >= Level::Edit { events(r, id)? } else { Vec::new() };
            let grants = if level >= Level::Manage { grants(r, id.record())? } else { Vec::new() };
            let asked = reading(app, me).date(&mut faults, "day", &typed);
            Ok(Ok((person, level, positions, (events, grants), asked)))
        })
        .await?;
    let (person, level, positions, (events, mut grants), asked) = match found {
        Ok(found) => found,
        // He was merged into another: that is his sheet.
        Err(kept) => return Ok(see_other(&format!("/people/{kept}"))),
    };
    ending.faults.0.extend(faults.0);
    let protects = me.may(crate::frame::rights::PROTECT_DATA);
    let edits = level >= Level::Edit && me.may(KEEP_FILES) && person.erased_at.is_none();
    let frame = Frame::new(app, caller, me, "people").done(done);
    grants.retain(|grant| grant.valid_until.is_none_or(|until| until > frame.now));
    let today = frame.now.to_zoned(frame.zone.clone()).date();
    let at = asked.as_ref().map_or(today, ImpreciseDate::latest);
    let held = on(at, &positions);
    let held = held.into_iter().map(|(standing, one)| Told::new(&frame.t, one, standing)).collect();
    let all = positions.iter().map(|one| Told::new(&frame.t, one, standing(&one.facts, today))).collect();
    let status = if ending.faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let reads = level >= Level::Read;
    let page = Sheet { frame, person, reads, edits, protects, at, typed, held, all, events, grants, ending };
    Ok(Page(status, page).into_response())
}
