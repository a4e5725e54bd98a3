//! The page on which an embargo is planned, changed and given up.

use askama::Template;
use axum::extract::{Path, Query, State as Shared};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use platform::access::Level;
use platform::dates::{day_with_year, time_of_day};
use platform::i18n::Text;
use platform::web::{Faults, Form, Nothing, Page, Problem, ProblemKind, see_other};
use serde::Deserialize;

use super::super::model::{Project, ProjectId};
use super::super::pages::grants::audience_options;
use super::super::pages::sheet::{Done, id_of, shares};
use super::super::pages::tabs::{Part, Tabs};
use super::model::{Embargo, EmbargoInput, State};
use super::rules::GIVEN;
use super::{cancel as give_up, check, of_project, plan as plan_for};
use crate::directory::circles::audiences;
use crate::directory::member_organisations;
use crate::frame::rights::RUN_PROJECTS;
use crate::frame::{App, Caller, Frame, Select};

/// An hour as it was said, in its own time zone.
pub fn hour_text(t: &Text, at: Timestamp, zone: &str) -> String {
    let zoned = at.to_zoned(TimeZone::get(zone).unwrap_or(TimeZone::UTC));
    let day = day_with_year(zoned.date(), t.language);
    let name = zoned.time_zone().iana_name().unwrap_or("UTC").to_owned();
    t.with2("embargo-hour", "when", format!("{day}, {}", time_of_day(zoned.time(), t.language)), "zone", name)
}

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    embargo_day: String,
    embargo_hour: String,
    embargo_network: String,
    embargo_organisation: String,
    embargo_level: String,
    reason: String,
}

impl Sent {
    fn input(&self) -> EmbargoInput {
        let sent = self.clone();
        EmbargoInput {
            day: sent.embargo_day,
            hour: sent.embargo_hour,
            network: sent.embargo_network == "yes",
            organisation: sent.embargo_organisation,
            level: sent.embargo_level,
            reason: sent.reason,
        }
    }
}

#[derive(Template)]
#[template(path = "investment/embargo/pages/embargo.html")]
struct EmbargoPage {
    frame: Frame,
    tabs: Tabs,
    project: Project,
    embargoes: Vec<Embargo>,
    organisations: Vec<Select>,
    levels: Vec<Select>,
    zone: String,
    typed: Sent,
    faults: Faults,
}

impl EmbargoPage {
    fn hour(&self, embargo: &Embargo) -> String {
        hour_text(&self.frame.t, embargo.at, &embargo.zone)
    }

    /// Whom it opens the project to, in words.
    fn opens(&self, embargo: &Embargo) -> String {
        let t = &self.frame.t;
        let network = embargo.network.then(|| t.text("embargo-to-network").to_owned());
        let named = embargo.principal_name.clone().zip(embargo.level);
        let one =
            named.map(|(name, level)| t.with2("embargo-to", "name", name, "level", self.frame.level(&level)));
        [network, one].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    fn waiting(&self) -> Option<&Embargo> {
        self.embargoes.iter().find(|one| one.state == State::Planned)
    }
}

pub async fn form(
    Shared(app): Shared<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response, Problem> {
    show(&app, &caller, id_of(&id)?, Sent::default(), Faults::default(), done).await
}

async fn show(
    app: &App,
    caller: &Caller,
    id: ProjectId,
    typed: Sent,
    faults: Faults,
    done: Done,
) -> Result<Response, Problem> {
    let (me, (project, held, embargoes, organisations, circles)) = app
        .read(caller, |r, me| {
            let (project, level, found) = of_project(r, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
            if level < Level::Manage || !me.may(RUN_PROJECTS) || !shares(me, &project) {
                let problem = Problem::from(ProblemKind::Forbidden).saying("project-share-referent");
                return Err(problem.back_to(format!("/projects/{id}")));
            }
            Ok((project, level, found, member_organisations(r, &me.actor)?, audiences(r, &me.actor)?))
        })
        .await?;
    let frame = Frame::new(app, caller, me.clone(), "projects").done(done.done);
    let tabs = Tabs::of(&frame.t, &me, (&project, held), Part::EMBARGO);
    let organisations = audience_options(&frame.t, organisations, circles, &typed.embargo_organisation);
    let level = |level: Level| Select {
        key: level.key().into(),
        label: frame.t.keyed("level-long-", level.key()),
        chosen: level.key() == typed.embargo_level,
    };
    let levels = GIVEN.into_iter().map(level).collect();
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let zone = app.settings.zone().iana_name().unwrap_or("UTC").to_owned();
    let page = EmbargoPage { frame, tabs, project, embargoes, organisations, levels, zone, typed, faults };
    Ok(Page(status, page).into_response())
}

pub async fn plan(
    Shared(app): Shared<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Sent>,
) -> Result<Response, Problem> {
    let (id, typed) = (id_of(&id)?, form.value);
    let (input, zone) = (typed.input(), app.settings.zone());
    let outcome = app.submit(&caller, &form.context, move |tx, me| {
        of_project(tx, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
        plan_for(tx, &me.actor, id, &check(&input, me.language, &zone, me.actor.at)?)
    });
    match outcome.await {
        Ok(_) => Ok(see_other(&format!("/projects/{id}/embargo?done=done-embargo-planned"))),
        Err(problem) if problem.kind == ProblemKind::Invalid && !problem.faults.is_empty() => {
            show(&app, &caller, id, typed, Faults(problem.faults), Done::default()).await
        }
        Err(problem) => Err(problem),
    }
}

pub async fn cancel(
    Shared(app): Shared<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Nothing>,
) -> Result<Response, Problem> {
    let id = id_of(&id)?;
    app.submit(&caller, &form.context, move |tx, me| give_up(tx, &me.actor, id)).await?;
    Ok(see_other(&format!("/projects/{id}/embargo?done=done-embargo-cancelled")))
}
