//! The page on which groups of fields are raised to a stricter level, for one project.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::access::Level;
use platform::web::{Form, Page, Problem, ProblemKind, see_other};

use super::super::fields::Group;
use super::super::levels::RAISED;
use super::super::model::Project;
use super::super::pages::fields::Sent;
use super::super::pages::lines;
use super::super::pages::sheet::{Done, id_of};
use super::super::pages::tabs::{Part, Tabs};
use super::super::storage::read::find;
use super::{checked, manages, raise};
use crate::frame::{App, Caller, Frame, Select};

#[derive(Template)]
#[template(path = "investment/confidentiality/pages/confidentiality.html")]
struct Confidentiality {
    frame: Frame,
    tabs: Tabs,
    project: Project,
}

impl Confidentiality {
    /// Each group, with the levels to choose from.
    fn groups(&self) -> Vec<(&'static str, Vec<Select>)> {
        let t = &self.frame.t;
        let option = |group: Group, level: Level| Select {
            key: level.key().into(),
            label: t.keyed("level-from-", level.key()),
            chosen: self.project.levels.raised(group) == Some(level),
        };
        let one = |group: Group| (group.key(), RAISED.iter().map(|level| option(group, *level)).collect());
        Group::ALL.into_iter().map(one).collect()
    }
}

pub async fn form(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response, Problem> {
    let id = id_of(&id)?;
    let (me, (project, level)) = app
        .read(&caller, |r, me| {
            let (project, level) = find(r, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
            if manages(me, &project, level) {
                return Ok((project, level));
            }
            let problem = Problem::from(ProblemKind::Forbidden).saying("project-share-referent");
            Err(problem.back_to(format!("/projects/{id}")))
        })
        .await?;
    let frame = Frame::new(&app, &caller, me.clone(), "projects").done(done.done);
    let tabs = Tabs::of(&frame.t, &me, (&project, level), Part::LEVELS);
    Ok(Page(StatusCode::OK, Confidentiality { frame, tabs, project }).into_response())
}

pub async fn change(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Sent>,
) -> Result<Response, Problem> {
    let (id, sent) = (id_of(&id)?, form.value);
    let version = lines::version(&sent)?;
    let changed = app.submit(&caller, &form.context, move |tx, me| {
        find(tx, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
        let said = |group: Group| sent.get(&format!("level-{}", group.key())).map(String::as_str);
        raise(tx, &me.actor, id, version, checked(said)?)
    });
    changed.await.map_err(|problem| problem.back_to(format!("/projects/{id}/confidentiality")))?;
    Ok(see_other(&format!("/projects/{id}?done=done-levels")))
}
