//! Opening a project.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::access::{Level, Visibility};
use platform::idempotency::once;
use platform::web::{Faults, Form, Page, Problem, ProblemKind, see_other};
use serde::Deserialize;

use super::super::fields::{Field, Group};
use super::super::levels::{Levels, Reach};
use super::super::model::Facts;
use super::super::storage::write::{Opening, open};
use super::fields::{Choices, FormField, Sent, form_groups, touched};
use crate::directory::teams_of;
use crate::frame::rights::RUN_PROJECTS;
use crate::frame::{App, Caller, Frame, Me, Select};

/// What the link says of the project to be.
#[derive(Debug, Default, Deserialize)]
pub struct From {
    company: Option<String>,
}

#[derive(Template)]
#[template(path = "investment/pages/new.html")]
struct New {
    frame: Frame,
    groups: Vec<(Group, Vec<FormField>)>,
    audiences: Vec<Select>,
    faults: Faults,
}

pub async fn form(
    State(app): State<App>,
    caller: Caller,
    Query(from): Query<From>,
) -> Result<Response, Problem> {
    let mut sent = Sent::new();
    if let Some(company) = from.company {
        sent.insert(Field::Company.key().to_owned(), company);
    }
    show(&app, &caller, sent, Faults::default()).await
}

async fn show(app: &App, caller: &Caller, mut sent: Sent, faults: Faults) -> Result<Response, Problem> {
    let (me, (choices, teams)) = app
        .read(caller, |r, me| {
            if !me.may(RUN_PROJECTS) {
                return Err(Problem::from(ProblemKind::Forbidden)
                    .saying("project-open-role")
                    .back_to("/projects"));
            }
            let mut facts = Facts::default();
            facts.set(Field::Company, sent.get(Field::Company.key()).cloned());
            Ok((Choices::read(r, me, &facts)?, teams_of(r, &me.actor)?))
        })
        .await?;
    sent.entry(Field::Referent.key().to_owned()).or_insert_with(|| me.account.to_string());
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let frame = Frame::new(app, caller, me, "projects");
    let reach = Reach { level: Level::Manage, levels: &Levels::default() };
    let groups = form_groups(&frame, &choices, &Facts::default(), reach, Some(&sent));
    let audiences = audiences(&frame, &teams, sent.get("audience").map_or("owner", String::as_str));
    Ok(Page(status, New { frame, groups, audiences, faults }).into_response())
}

/// Who may see the project by default: the organisation, the network's cards, or one of one's teams.
fn audiences(frame: &Frame, teams: &[(platform::access::PrincipalId, String)], chosen: &str) -> Vec<Select> {
    let fixed = ["owner", "network"].map(|key| (key.to_owned(), frame.t.keyed("audience-", key)));
    let teams =
        teams.iter().map(|(id, name)| (format!("team:{id}"), frame.t.with("audience-team", "name", name)));
    fixed.into_iter().chain(teams).map(|(key, label)| Select { chosen: key == chosen, key, label }).collect()
}

pub async fn create(State(app): State<App>, caller: Caller, form: Form<Sent>) -> Result<Response, Problem> {
    let (sent, context) = (form.value, form.context);
    let (facts, audience) = (touched(&sent), sent.get("audience").cloned().unwrap_or_default());
    let (key, raw) = (context.once.clone(), context.raw.clone());
    let outcome = app
        .write(&caller, &context, move |tx, me| {
            let opening = opening(me, &facts, &audience, &teams_of(tx, &me.actor)?)?;
            once(tx, &me.actor, key.as_deref(), &raw, || {
                open(tx, &me.actor, &opening).map(|id| id.to_string())
            })
        })
        .await;
    match outcome {
        Ok(id) => Ok(see_other(&format!("/projects/{id}?done=done-project-opened"))),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            show(&app, &caller, sent, Faults(problem.faults)).await
        }
        Err(problem) => Err(problem),
    }
}

fn opening(
    me: &Me,
    facts: &super::super::model::Changes,
    audience: &str,
    teams: &[(platform::access::PrincipalId, String)],
) -> Result<Opening, Problem> {
    let own = audience.strip_prefix("team:");
    let team = own.and_then(|id| teams.iter().find(|(own, _)| own.to_string() == id)).map(|(own, _)| *own);
    let visibility = match (team, audience) {
        (Some(_), _) => Visibility::Team,
        (None, "network") => Visibility::Network,
        (None, "owner" | "") => Visibility::Owner,
        _ => {
            let mut faults = Faults::default();
            faults.add("audience", "error-choice");
            return Err(faults.into());
        }
    };
    Ok(Opening { visibility, team, fictitious: false, facts: facts.clone(), language: me.language })
}
