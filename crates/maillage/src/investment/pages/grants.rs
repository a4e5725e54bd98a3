//! Showing a project to another organisation, and taking it back.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use platform::access::{GrantId, Level, PrincipalId, Validity};
use platform::dates::{ImpreciseDate, MissingYear};
use platform::i18n::{Arg, Language, Text};
use platform::idempotency::once;
use platform::text::tidy;
use platform::web::{Faults, Form, Page, Problem, ProblemKind, see_other};
use serde::Deserialize;

use super::super::fields::Field;
use super::super::model::{Project, ProjectId};
use super::super::storage::read::find;
use super::super::storage::sharing::{Sharing, share as share_with, unshare};
use super::sheet::{id_of, shares};
use super::tabs::{Part, Tabs};
use crate::directory::circles::{Audible, audiences};
use crate::directory::member_organisations;
use crate::frame::rights::RUN_PROJECTS;
use crate::frame::{App, Caller, Frame, Select};

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    organisation: String,
    level: String,
    reason: String,
    until: String,
    company_too: String,
}

impl Sent {
    /// The same from the API.
    pub fn new(
        organisation: String,
        level: String,
        reason: String,
        until: String,
        company_too: &str,
    ) -> Self {
        Self { organisation, level, reason, until, company_too: company_too.to_owned() }
    }
}

#[derive(Template)]
#[template(path = "investment/pages/grants.html")]
struct Grants {
    frame: Frame,
    tabs: Tabs,
    project: Project,
    organisations: Vec<Select>,
    levels: Vec<Select>,
    sent: Sent,
    faults: Faults,
}

impl Grants {
    fn has_company(&self) -> bool {
        self.project.facts.has(Field::Company)
    }
}

/// The levels that can be given: nobody outside manages another's project.
const GIVEN: [Level; 5] = [Level::Existence, Level::Card, Level::Read, Level::Contribute, Level::Edit];

pub async fn form(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    show(&app, &caller, id_of(&id)?, Sent { level: "card".into(), ..Sent::default() }, Faults::default())
        .await
}

async fn show(
    app: &App,
    caller: &Caller,
    id: ProjectId,
    sent: Sent,
    faults: Faults,
) -> Result<Response, Problem> {
    let (me, (project, level, organisations, circles)) = app
        .read(caller, |r, me| {
            let (project, level) = find(r, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
            if level < Level::Manage || !me.may(RUN_PROJECTS) || !shares(me, &project) {
                let problem = Problem::from(ProblemKind::Forbidden).saying("project-share-referent");
                return Err(problem.back_to(format!("/projects/{id}")));
            }
            Ok((project, level, member_organisations(r, &me.actor)?, audiences(r, &me.actor)?))
        })
        .await?;
    let frame = Frame::new(app, caller, me.clone(), "projects");
    let tabs = Tabs::of(&frame.t, &me, (&project, level), Part::GRANTS);
    let organisations = audience_options(&frame.t, organisations, circles, &sent.organisation);
    let levels = GIVEN.into_iter().map(|level| Select {
        key: level.key().into(),
        label: frame.t.keyed("level-long-", level.key()),
        chosen: level.key() == sent.level,
    });
    let levels = levels.collect();
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(Page(status, Grants { frame, tabs, project, organisations, levels, sent, faults }).into_response())
}

/// Circles, then organisations, to whom something may be shown.
pub fn audience_options(
    t: &Text,
    organisations: Vec<(PrincipalId, String)>,
    circles: Vec<Audible>,
    chosen: &str,
) -> Vec<Select> {
    let circles = circles.into_iter().map(|one| {
        let args = vec![
            ("name", Arg::from(one.name)),
            ("n", Arg::from(one.members)),
            ("private", Arg::from(one.private)),
        ];
        (one.id.to_string(), t.format("share-circle", args))
    });
    let all = circles.chain(organisations.into_iter().map(|(id, label)| (id.to_string(), label)));
    all.map(|(key, label)| Select { chosen: key == chosen, key, label }).collect()
}

/// What was typed, checked.
pub fn checked(
    sent: &Sent,
    language: Language,
    zone: &jiff::tz::TimeZone,
    today: Date,
) -> Result<Sharing, Faults> {
    let mut faults = Faults::default();
    let with = sent.organisation.parse::<PrincipalId>();
    let level = Level::from_key(&sent.level).filter(|level| GIVEN.contains(level));
    let reason = tidy(&sent.reason);
    let until = tidy(&sent.until);
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
    Ok(Sharing {
        with,
        level,
        reason,
        validity: Validity { from: None, until },
        company_too: sent.company_too == "yes",
    })
}

pub async fn share(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Sent>,
) -> Result<Response, Problem> {
    let (id, sent, context) = (id_of(&id)?, form.value, form.context);
    let zone = app.settings.zone();
    let today = app.database.ids().clock().now().to_zoned(zone.clone()).date();
    let (typed, key, raw) = (sent.clone(), context.once.clone(), context.raw.clone());
    let outcome = app
        .write(&caller, &context, move |tx, me| {
            let sharing = checked(&typed, me.language, &zone, today)?;
            once(tx, &me.actor, key.as_deref(), &raw, || {
                share_with(tx, &me.actor, id, &sharing).map(|grant| grant.to_string())
            })
        })
        .await;
    match outcome {
        Ok(_) => Ok(see_other(&format!("/projects/{id}?done=done-shared"))),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            show(&app, &caller, id, sent, Faults(problem.faults)).await
        }
        Err(problem) => Err(problem),
    }
}

pub async fn revoke(
    State(app): State<App>,
    caller: Caller,
    Path((id, grant)): Path<(String, String)>,
    form: Form<Nothing>,
) -> Result<Response, Problem> {
    let id = id_of(&id)?;
    let grant: GrantId = grant.parse().map_err(|_| ProblemKind::NotFound)?;
    app.submit(&caller, &form.context, move |tx, me| unshare(tx, &me.actor, id, grant)).await?;
    Ok(see_other(&format!("/projects/{id}?done=done-unshared")))
}

/// A form with nothing but what every form carries.
#[derive(Debug, Deserialize)]
pub struct Nothing {}
