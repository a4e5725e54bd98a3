//! The team of a project: who works on it, what each declares, and the walls that conflicts raised.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use platform::access::Level;
use platform::dates::day_with_year;
use platform::web::{Faults, Form, Nothing, Page, Problem, ProblemKind, see_other};
use serde::Deserialize;

use super::super::fields::Field;
use super::super::model::{Project, ProjectId};
use super::super::pages::sheet::{Done, id_of, shares};
use super::super::pages::tabs::{Part, Tabs};
use super::model::{Declared, InterestNature, Role, Team};
use super::{InterestInput, MemberInput, add, check_interest, check_member, declare, end, lift, of_project};
use crate::frame::rights::RUN_PROJECTS;
use crate::frame::{App, Caller, Frame, Select};

/// What the forms of the page send: one of them at a time.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    team_person: String,
    team_role: String,
    reason: String,
    interest: String,
    detail: String,
    lift_reason: String,
}

#[derive(Template)]
#[template(path = "investment/team/pages/team.html")]
struct TeamPage {
    frame: Frame,
    tabs: Tabs,
    project: Project,
    team: Team,
    /// Whether the reader says who is in the team, and lifts walls.
    manages: bool,
    typed: Sent,
    faults: Faults,
}

impl TeamPage {
    /// Those whom fields name: the field, and the name.
    fn named(&self) -> Vec<(&'static str, &str)> {
        let fields = [Field::Referent, Field::SecondReader, Field::Verifier];
        fields.into_iter().filter_map(|field| Some((field.key(), self.project.colleague(field)?))).collect()
    }

    fn day(&self, at: &Timestamp) -> String {
        day_with_year(at.to_zoned(self.frame.zone.clone()).date(), self.frame.t.language)
    }

    fn lifted(&self, one: &Declared) -> Option<String> {
        one.lifted_at.as_ref().map(|at| self.day(at))
    }

    /// What a member declared, for those who may know.
    fn declared(&self, account: &str) -> Option<String> {
        let own = self.team.interests.iter().find(|one| one.account == account)?;
        Some(self.frame.t.keyed("interest-", own.nature.key()))
    }

    fn roles(&self) -> Vec<Select> {
        let option = |role: &Role| self.option("team-role-", role.key(), &self.typed.team_role);
        Role::ALL.iter().map(option).collect()
    }

    fn natures(&self) -> Vec<Select> {
        let option = |nature: &InterestNature| self.option("interest-", nature.key(), &self.typed.interest);
        InterestNature::ALL.iter().map(option).collect()
    }

    fn option(&self, prefix: &'static str, key: &str, chosen: &str) -> Select {
        Select { key: key.into(), label: self.frame.t.keyed(prefix, key), chosen: key == chosen }
    }
}

pub async fn form(
    State(app): State<App>,
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
    let (me, (project, level, team)) = app
        .read(caller, |r, me| {
            let (project, level, team) = of_project(r, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
            if level < Level::Read {
                return Err(Problem::from(ProblemKind::Forbidden).back_to(format!("/projects/{id}")));
            }
            Ok((project, level, team))
        })
        .await?;
    let manages = level >= Level::Manage && me.may(RUN_PROJECTS) && shares(&me, &project);
    let frame = Frame::new(app, caller, me.clone(), "projects").done(done.done);
    let tabs = Tabs::of(&frame.t, &me, (&project, level), Part::TEAM);
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(Page(status, TeamPage { frame, tabs, project, team, manages, typed, faults }).into_response())
}

/// The answer to one of the forms: on, or the page again with what is wrong.
async fn answer(
    app: &App,
    caller: &Caller,
    id: ProjectId,
    typed: Sent,
    outcome: Result<String, Problem>,
) -> Result<Response, Problem> {
    match outcome {
        Ok(next) => Ok(see_other(&next)),
        Err(problem) if problem.kind == ProblemKind::Invalid && !problem.faults.is_empty() => {
            show(app, caller, id, typed, Faults(problem.faults), Done::default()).await
        }
        Err(problem) if problem.way_out.is_none() => Err(problem.back_to(format!("/projects/{id}/team"))),
        Err(problem) => Err(problem),
    }
}

pub async fn join(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Sent>,
) -> Result<Response, Problem> {
    let (id, typed) = (id_of(&id)?, form.value);
    let Sent { team_person: person, team_role: role, reason, .. } = typed.clone();
    let input = MemberInput { person, role, reason };
    let outcome = app.submit(&caller, &form.context, move |tx, me| {
        of_project(tx, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
        add(tx, &me.actor, id, &check_member(&input)?)?;
        Ok(format!("/projects/{id}/team?done=done-team-joined"))
    });
    answer(&app, &caller, id, typed, outcome.await).await
}

pub async fn leave(
    State(app): State<App>,
    caller: Caller,
    Path((id, member)): Path<(String, String)>,
    form: Form<Nothing>,
) -> Result<Response, Problem> {
    let id = id_of(&id)?;
    let ended = app.submit(&caller, &form.context, move |tx, me| end(tx, &me.actor, id, &member));
    ended.await.map_err(|problem| problem.back_to(format!("/projects/{id}/team")))?;
    Ok(see_other(&format!("/projects/{id}/team?done=done-team-left")))
}

pub async fn say(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Sent>,
) -> Result<Response, Problem> {
    let (id, typed) = (id_of(&id)?, form.value);
    let sent = typed.clone();
    let outcome = app.submit(&caller, &form.context, move |tx, me| {
        of_project(tx, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
        let Sent { interest, detail, team_person, .. } = sent.clone();
        let interest = check_interest(&InterestInput { interest, detail })?;
        let of = Some(team_person.trim()).filter(|person| !person.is_empty());
        declare(tx, &me.actor, id, of, &interest)?;
        // Behind his own wall, the project is no more.
        let gone = of.is_none() && interest.nature != InterestNature::None;
        Ok(if gone {
            "/projects?done=done-interest-wall".to_owned()
        } else {
            format!("/projects/{id}/team?done=done-interest-declared")
        })
    });
    answer(&app, &caller, id, typed, outcome.await).await
}

pub async fn lift_wall(
    State(app): State<App>,
    caller: Caller,
    Path((id, interest)): Path<(String, String)>,
    form: Form<Sent>,
) -> Result<Response, Problem> {
    let (id, typed) = (id_of(&id)?, form.value);
    let reason = typed.lift_reason.clone();
    let outcome = app.submit(&caller, &form.context, move |tx, me| {
        lift(tx, &me.actor, id, &interest, &reason)?;
        Ok(format!("/projects/{id}/team?done=done-interest-lifted"))
    });
    answer(&app, &caller, id, typed, outcome.await).await
}
