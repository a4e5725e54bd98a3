//! Changing a project, and what is shown when two people changed it at once.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::access::Level;
use platform::web::{Faults, Form, Page, Problem, ProblemKind, see_other};

use super::super::fields::{Field, Group, Input};
use super::super::levels::Reach;
use super::super::model::{Project, ProjectId};
use super::super::storage::read::find;
use super::super::storage::write::change as change_facts;
use super::fields::{Choices, FormField, Sent, choice_label, form_groups, touched};
use super::sheet::id_of;
use crate::frame::rights::RUN_PROJECTS;
use crate::frame::{App, Caller, Conflict, Edited, Frame};

#[derive(Template)]
#[template(path = "investment/pages/edit.html")]
struct Edit {
    frame: Frame,
    project: Project,
    version: i64,
    groups: Vec<(Group, Vec<FormField>)>,
    faults: Faults,
}

pub async fn form(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    show(&app, &caller, id_of(&id)?, None, Faults::default()).await
}

async fn show(
    app: &App,
    caller: &Caller,
    id: ProjectId,
    sent: Option<&Sent>,
    faults: Faults,
) -> Result<Response, Problem> {
    let (me, (project, level, choices)) = app
        .read(caller, |r, me| {
            let (project, level) = find(r, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
            if level < Level::Edit || !me.may(RUN_PROJECTS) {
                return Err(Problem::from(ProblemKind::Forbidden).back_to(format!("/projects/{id}")));
            }
            let choices = Choices::read(r, me, &project.facts)?;
            Ok((project, level, choices))
        })
        .await?;
    let frame = Frame::new(app, caller, me, "projects");
    let reach = Reach { level, levels: &project.levels };
    let groups = form_groups(&frame, &choices, &project.facts, reach, sent);
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let version = sent.and_then(|sent| sent.get("version")?.parse().ok()).unwrap_or(project.version);
    Ok(Page(status, Edit { frame, project, version, groups, faults }).into_response())
}

pub async fn change(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<Sent>,
) -> Result<Response, Problem> {
    let (id, sent, context) = (id_of(&id)?, form.value, form.context);
    let version: i64 =
        sent.get("version").and_then(|version| version.parse().ok()).ok_or(ProblemKind::Unreadable)?;
    let changes = touched(&sent);
    let outcome = app
        .submit(&caller, &context, move |tx, me| {
            change_facts(tx, &me.actor, id, version, &changes, me.language)
        })
        .await;
    match outcome {
        Ok(_) => Ok(see_other(&format!("/projects/{id}?done=done-saved"))),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            show(&app, &caller, id, Some(&sent), Faults(problem.faults)).await
        }
        Err(problem) if problem.kind == ProblemKind::Stale => conflict(&app, &caller, id, &sent).await,
        Err(problem) => Err(problem),
    }
}

/// Both texts of each field that two people changed, side by side, nothing chosen in advance.
async fn conflict(app: &App, caller: &Caller, id: ProjectId, sent: &Sent) -> Result<Response, Problem> {
    let (me, (project, level, choices)) = app
        .read(caller, |r, me| {
            let (project, level) = find(r, &me.actor, id)?
                .filter(|(_, level)| *level >= Level::Edit)
                .ok_or(ProblemKind::NotFound)?;
            let choices = Choices::read(r, me, &project.facts)?;
            Ok((project, level, choices))
        })
        .await?;
    let frame = Frame::new(app, caller, me, "projects");
    let reach = Reach { level, levels: &project.levels };
    let labels = form_groups(&frame, &choices, &project.facts, reach, Some(sent));
    let fields: Vec<Edited> = touched(sent)
        .into_iter()
        .filter(|(field, _)| reach.changes(field.rule()))
        .map(|(field, mine)| Edited {
            name: field.key(),
            was: sent.get(&format!("was_{}", field.key())).cloned().unwrap_or_default(),
            mine: mine.unwrap_or_default(),
            theirs: choices.held(field, project.facts.get(field).unwrap_or_default()),
        })
        .collect();
    let label = |frame: &Frame, name: &str, text: &str| match Field::from_key(name) {
        Some(Field::Programmes) if !text.is_empty() => choices.named(Input::Programmes, text),
        _ => shown(frame, &labels, name, text),
    };
    let head = (frame, project.reference, format!("/projects/{id}"), project.version);
    Ok(Page(StatusCode::CONFLICT, Conflict::new(head, fields, label)).into_response())
}

/// A field's text as people read it.
fn shown(frame: &Frame, groups: &[(Group, Vec<FormField>)], name: &str, text: &str) -> String {
    let Some(field) = Field::from_key(name).filter(|_| !text.is_empty()) else {
        return frame.t.text("empty").to_owned();
    };
    match field.rule().input {
        Input::Choice(_) => choice_label(frame, field, text),
        Input::Company | Input::Colleague | Input::Axis => {
            let options = groups
                .iter()
                .flat_map(|(_, fields)| fields)
                .find(|one| one.name == field.key())
                .and_then(|one| one.options.as_ref());
            let named = options.and_then(|options| options.iter().find(|option| option.key == text));
            named.map_or_else(|| frame.t.text("event-other").to_owned(), |option| option.label.clone())
        }
        _ => text.to_owned(),
    }
}
