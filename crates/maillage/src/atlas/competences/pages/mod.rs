//! The perimeters that one organisation is competent for: listed to who sees them, said and taken back by who may change it.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::access::Level;
use platform::database::Reader;
use platform::dates::day_with_year;
use platform::web::{Faults, Form, Page, Problem, ProblemKind, see_other};
use serde::Deserialize;

use super::super::perimeters::{self, PerimeterId};
use super::model::{Competence, CompetenceInput, Held};
use super::rules::check_competence;
use super::storage;
use crate::directory::{self, Organisation, OrganisationId};
use crate::frame::{App, Caller, Frame, Me, Select};

/// Perimeters to choose from.
const CHOICES: i64 = 300;

/// What was just done, and the perimeter that a link chooses.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    perimeter: String,
    done: Option<String>,
}

#[derive(Template)]
#[template(path = "atlas/competences/pages/list.html")]
struct List {
    frame: Frame,
    organisation: Organisation,
    competences: Vec<Competence>,
    choices: Vec<Select>,
    edits: bool,
    typed: CompetenceInput,
    faults: Faults,
}

impl List {
    fn span(&self, one: &Competence) -> String {
        self.frame.span(one.from.as_ref(), one.until.as_ref())
    }

    fn version(&self, held: &Held) -> String {
        let day = day_with_year(held.valid_from, self.frame.t.language);
        self.frame.t.with2("competence-version", "n", held.communes, "day", day)
    }
}

fn id_of(text: &str) -> Result<OrganisationId, Problem> {
    text.parse().map_err(|_| ProblemKind::NotFound.into())
}

/// The organisation, for who sees its card; one that was merged leads where it went.
pub fn seen(reader: &Reader, me: &Me, id: OrganisationId) -> Result<(Organisation, Level), Problem> {
    let found = directory::find(reader, &me.actor, id)?.filter(|(_, level)| *level >= Level::Card);
    let found = found.ok_or(ProblemKind::NotFound)?;
    directory::refuse_merged(reader, &me.actor, id)?;
    Ok(found)
}

pub async fn list(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let typed = CompetenceInput { perimeter: asked.perimeter, ..CompetenceInput::default() };
    show(&app, &caller, id_of(&id)?, typed, Faults::default(), asked.done).await
}

async fn show(
    app: &App,
    caller: &Caller,
    id: OrganisationId,
    typed: CompetenceInput,
    faults: Faults,
    done: Option<String>,
) -> Result<Response, Problem> {
    let today = app.database.ids().clock().now().to_zoned(app.settings.zone()).date();
    let (me, (organisation, edits, competences, drawn)) = app
        .read(caller, |r, me| {
            let (organisation, level) = seen(r, me, id)?;
            let edits = level >= Level::Edit;
            let drawn = if edits { perimeters::list(r, &me.actor, None, CHOICES)? } else { Vec::new() };
            Ok((organisation, edits, storage::competences(r, &me.actor, id, today)?, drawn))
        })
        .await?;
    let free = drawn.into_iter().filter(|line| competences.iter().all(|one| one.perimeter != line.id));
    let choices = free.map(|line| {
        let key = line.id.to_string();
        Select { chosen: key == typed.perimeter, key, label: line.name }
    });
    let choices = choices.collect();
    let status = if faults.0.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let frame = Frame::new(app, caller, me, "directory").done(done);
    Ok(Page(status, List { frame, organisation, competences, choices, edits, typed, faults }).into_response())
}

pub async fn add(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Form { value: typed, context }: Form<CompetenceInput>,
) -> Result<Response, Problem> {
    let id = id_of(&id)?;
    let today = app.database.ids().clock().now().to_zoned(app.settings.zone()).date();
    let sent = typed.clone();
    let outcome = app
        .submit(&caller, &context, move |tx, me| {
            // What one may not see does not exist, whatever else is wrong.
            seen(tx, me, id)?;
            storage::add(tx, &me.actor, id, &check_competence(&sent, (me.language, today))?)
        })
        .await;
    done(&app, &caller, id, typed, outcome).await
}

pub async fn remove(
    State(app): State<App>,
    caller: Caller,
    Path((id, perimeter)): Path<(String, String)>,
    Form { context, .. }: Form<CompetenceInput>,
) -> Result<Response, Problem> {
    let id = id_of(&id)?;
    let perimeter: PerimeterId = perimeter.parse().map_err(|_| ProblemKind::NotFound)?;
    let outcome =
        app.submit(&caller, &context, move |tx, me| storage::remove(tx, &me.actor, id, perimeter)).await;
    done(&app, &caller, id, CompetenceInput::default(), outcome).await
}

async fn done(
    app: &App,
    caller: &Caller,
    id: OrganisationId,
    typed: CompetenceInput,
    outcome: Result<(), Problem>,
) -> Result<Response, Problem> {
    match outcome {
        Ok(()) => Ok(see_other(&format!("/organisations/{id}/perimeters?done=done-saved"))),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            show(app, caller, id, typed, Faults(problem.faults), None).await
        }
        Err(problem) => Err(problem),
    }
}
