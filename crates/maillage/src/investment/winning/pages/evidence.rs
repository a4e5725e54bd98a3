//! The evidence of a win: what is attached, and what it proves.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::access::Level;
use platform::dates::day_with_year;
use platform::files::{self, FileId};
use platform::web::{Faults, Form, Nothing, Page, Problem, ProblemKind, see_other};

use super::super::super::model::{Project, ProjectId};
use super::super::super::pages::sheet::{Done, id_of};
use super::super::super::pages::tabs::{Part, Tabs};
use super::super::evidence::{self, EvidenceInput, Nature};
use super::super::storage::evidence::Evidence;
use crate::frame::rights::RUN_PROJECTS;
use crate::frame::{App, Caller, Frame, Select};

#[derive(Template)]
#[template(path = "investment/winning/pages/evidence.html")]
struct Proofs {
    frame: Frame,
    tabs: Tabs,
    project: Project,
    lines: Vec<Evidence>,
    files: Vec<(FileId, String)>,
    edits: bool,
    typed: EvidenceInput,
    faults: Faults,
}

impl Proofs {
    fn day(&self, line: &Evidence) -> Option<String> {
        line.dated_on.map(|day| day_with_year(day, self.frame.t.language))
    }

    fn natures(&self) -> Vec<Select> {
        let one = |nature: &Nature| Select {
            key: nature.key().into(),
            label: self.frame.t.keyed("evidence-", nature.key()),
            chosen: nature.key() == self.typed.nature,
        };
        Nature::ALL.iter().map(one).collect()
    }

    fn choices(&self) -> Vec<Select> {
        let one = |(id, name): &(FileId, String)| Select {
            key: id.to_string(),
            label: name.clone(),
            chosen: id.to_string() == self.typed.attachment,
        };
        self.files.iter().map(one).collect()
    }
}

pub async fn form(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(done): Query<Done>,
) -> Result<Response, Problem> {
    show(&app, &caller, id_of(&id)?, EvidenceInput::default(), Faults::default(), done).await
}

async fn show(
    app: &App,
    caller: &Caller,
    id: ProjectId,
    typed: EvidenceInput,
    faults: Faults,
    done: Done,
) -> Result<Response, Problem> {
    let (me, (project, level, lines, files)) = app
        .read(caller, |r, me| {
            let (project, level, lines) =
                evidence::of_project(r, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
            if level < Level::Read {
                return Err(Problem::from(ProblemKind::Forbidden).back_to(format!("/projects/{id}")));
            }
            let files = files::of_record(r, id.record())?.into_iter().map(|file| (file.id, file.name));
            Ok((project, level, lines, files.collect()))
        })
        .await?;
    let edits = level >= Level::Edit && me.may(RUN_PROJECTS);
    let frame = Frame::new(app, caller, me.clone(), "projects").done(done.done);
    let tabs = Tabs::of(&frame.t, &me, (&project, level), Part::EVIDENCE);
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(Page(status, Proofs { frame, tabs, project, lines, files, edits, typed, faults }).into_response())
}

pub async fn add(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    form: Form<EvidenceInput>,
) -> Result<Response, Problem> {
    let (id, input, context) = (id_of(&id)?, form.value, form.context);
    let today = app.database.ids().clock().now().to_zoned(app.settings.zone()).date();
    let typed = input.clone();
    let outcome = app
        .submit(&caller, &context, move |tx, me| {
            evidence::add(tx, &me.actor, id, &evidence::check(&typed, me.language, today)?)
        })
        .await;
    match outcome {
        Ok(_) => Ok(see_other(&format!("/projects/{id}/evidence?done=done-evidence-added"))),
        Err(problem) if problem.kind == ProblemKind::Invalid && !problem.faults.is_empty() => {
            show(&app, &caller, id, input, Faults(problem.faults), Done::default()).await
        }
        Err(problem) => Err(problem.back_to(format!("/projects/{id}/evidence"))),
    }
}

pub async fn remove(
    State(app): State<App>,
    caller: Caller,
    Path((id, one)): Path<(String, String)>,
    form: Form<Nothing>,
) -> Result<Response, Problem> {
    let id = id_of(&id)?;
    let removed =
        app.submit(&caller, &form.context, move |tx, me| evidence::remove(tx, &me.actor, id, &one)).await;
    removed.map_err(|problem| problem.back_to(format!("/projects/{id}/evidence")))?;
    Ok(see_other(&format!("/projects/{id}/evidence?done=done-evidence-removed")))
}
