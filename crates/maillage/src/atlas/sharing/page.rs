//! Who sees a record, showing it to another organisation or to a circle, and taking it back.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use platform::access::{self, Grant, GrantId, Level, PrincipalId, RecordId, Validity};
use platform::dates::{ImpreciseDate, MissingYear, day_with_year};
use platform::i18n::Language;
use platform::text::tidy;
use platform::web::{Faults, Form, Page, Problem, ProblemKind, see_other};
use serde::Deserialize;

use super::{Shared, Sharing, share as share_with, shareable, unshare};
use crate::directory::circles::{audiences, choices};
use crate::directory::member_organisations;
use crate::frame::{App, Caller, Frame, Select};

/// The levels that can be given: nobody outside manages another's record.
const GIVEN: [Level; 3] = [Level::Card, Level::Read, Level::Edit];

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    organisation: String,
    level: String,
    reason: String,
    until: String,
}

/// What was just done.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    done: Option<String>,
}

/// A form with nothing but what every form carries.
#[derive(Debug, Deserialize)]
pub struct Nothing {}

#[derive(Template)]
#[template(path = "atlas/sharing/page.html")]
struct Grants {
    frame: Frame,
    home: String,
    list: &'static str,
    name: String,
    grants: Vec<Grant>,
    organisations: Vec<Select>,
    levels: Vec<Select>,
    sent: Sent,
    faults: Faults,
}

impl Grants {
    /// Why it was given, and until when.
    fn why(&self, grant: &Grant) -> String {
        let day = |at: jiff::Timestamp| {
            day_with_year(at.to_zoned(self.frame.zone.clone()).date(), self.frame.t.language)
        };
        match grant.valid_until {
            Some(until) => {
                self.frame.t.with2("access-granted-until", "reason", &grant.reason, "until", day(until))
            }
            None => {
                self.frame.t.with2("access-granted", "reason", &grant.reason, "on", day(grant.granted_at))
            }
        }
    }
}

pub async fn form(
    shared: &'static Shared,
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response, Problem> {
    let sent = Sent { level: "read".into(), ..Sent::default() };
    show(&app, &caller, (shared, id_of(&id)?), sent, Faults::default(), done.done).await
}

async fn show(
    app: &App,
    caller: &Caller,
    (shared, id): (&'static Shared, RecordId),
    sent: Sent,
    faults: Faults,
    done: Option<String>,
) -> Result<Response, Problem> {
    let (me, (name, grants, organisations, circles)) = app
        .read(caller, |r, me| {
            let name = shareable(r, &me.actor, shared, id)?;
            let grants = access::grants(r, id)?;
            Ok((name, grants, member_organisations(r, &me.actor)?, audiences(r, &me.actor)?))
        })
        .await?;
    let frame = Frame::new(app, caller, me, shared.nav).done(done);
    let organisations = choices(&frame, circles, organisations, &sent.organisation);
    let levels = GIVEN.into_iter().map(|level| Select {
        key: level.key().into(),
        label: frame.t.keyed("atlas-level-", level.key()),
        chosen: level.key() == sent.level,
    });
    let levels = levels.collect();
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let (home, list) = (format!("{}{id}", shared.address), shared.address.trim_end_matches('/'));
    Ok(Page(status, Grants { frame, home, list, name, grants, organisations, levels, sent, faults })
        .into_response())
}

fn checked(sent: &Sent, language: Language, zone: &TimeZone, today: Date) -> Result<Sharing, Faults> {
    let mut faults = Faults::default();
    let with = sent.organisation.parse::<PrincipalId>();
    let level = Level::from_key(&sent.level).filter(|level| GIVEN.contains(level));
    let (reason, until) = (tidy(&sent.reason), tidy(&sent.until));
    let until = match until.as_str() {
        "" => Ok(None),
        said => {
            ImpreciseDate::parse(said, language, today, MissingYear::Next).map(|date| Some(date.latest()))
        }
    };
    if with.is_err() {
        faults.add("organisation", "error-choice");
    }
    if level.is_none() {
        faults.add("level", "error-choice");
    }
    if reason.is_empty() {
        faults.add("reason", "error-reason");
    } else if reason.chars().count() > 300 {
        faults.add("reason", "error-too-long-here");
    }
    match until {
        Err(_) => faults.add("until", "error-when"),
        Ok(Some(day)) if day < today => faults.add("until", "error-day-past"),
        Ok(_) => {}
    }
    let (Ok(with), Some(level), Ok(until), true) = (with, level, until, faults.0.is_empty()) else {
        return Err(faults);
    };
    // The last day is included: it ends when the next one begins.
    let until =
        until.and_then(|day| day.tomorrow().ok()?.to_zoned(zone.clone()).ok()).map(|end| end.timestamp());
    Ok(Sharing { with, level, reason, validity: Validity { from: None, until } })
}

pub async fn share(
    shared: &'static Shared,
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Sent>,
) -> Result<Response, Problem> {
    let (id, sent) = (id_of(&id)?, form.value);
    let zone = app.settings.zone();
    let today = app.database.ids().clock().now().to_zoned(zone.clone()).date();
    let typed = sent.clone();
    let outcome = app
        .submit(&caller, &form.context, move |tx, me| {
            // What one may not see is not found, whatever was typed.
            shareable(tx, &me.actor, shared, id)?;
            let sharing = checked(&typed, me.language, &zone, today)?;
            share_with(tx, &me.actor, shared, id, &sharing).map(|grant| grant.to_string())
        })
        .await;
    match outcome {
        Ok(_) => Ok(see_other(&format!("{}{id}/grants?done=done-atlas-shared", shared.address))),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            show(&app, &caller, (shared, id), sent, Faults(problem.faults), None).await
        }
        Err(problem) => Err(problem),
    }
}

pub async fn revoke(
    shared: &'static Shared,
    State(app): State<App>,
    caller: Caller,
    Path((id, grant)): Path<(String, String)>,
    form: Form<Nothing>,
) -> Result<Response, Problem> {
    let id = id_of(&id)?;
    let grant: GrantId = grant.parse().map_err(|_| ProblemKind::NotFound)?;
    app.submit(&caller, &form.context, move |tx, me| unshare(tx, &me.actor, shared, id, grant)).await?;
    Ok(see_other(&format!("{}{id}/grants?done=done-atlas-unshared", shared.address)))
}

fn id_of(text: &str) -> Result<RecordId, Problem> {
    text.parse().map_err(|_| ProblemKind::NotFound.into())
}
