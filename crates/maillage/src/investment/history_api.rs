//! What happened to a project, in the API: its stages, its statuses, its pauses, and the timeline of its sheet.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, State};
use platform::access::Level;
use platform::database::Reader;
use platform::web::{Problem, ProblemKind};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::api::id_of;
use super::fields::Field;
use super::model::Project;
use super::storage::history::history;
use super::storage::read::{Happening, find, timeline};
use crate::frame::{ApiCaller, App, Me};

/// A stage that was entered.
#[derive(Debug, Serialize, ToSchema)]
pub struct MovedJson {
    /// The stage.
    pub stage: &'static str,
    /// When.
    pub at: String,
}

/// How long a project stayed in a stage.
#[derive(Debug, Serialize, ToSchema)]
pub struct StayJson {
    /// The stage.
    pub stage: &'static str,
    /// When it entered it.
    pub from: String,
    /// When it left it; it is there now, if nothing is said.
    pub until: Option<String>,
    /// Whole days that count: pauses, and the time during which it did not go on, are left out.
    pub days: i64,
    /// How many it usually takes.
    pub usual_days: i64,
}

/// A status that a project took.
#[derive(Debug, Serialize, ToSchema)]
pub struct StatusChangedJson {
    /// The status.
    pub status: &'static str,
    /// When.
    pub at: String,
}

/// A time during which the clocks were stopped on purpose.
#[derive(Debug, Serialize, ToSchema)]
pub struct PauseJson {
    /// Why.
    pub reason: String,
    /// From when.
    pub began_at: String,
    /// Until when; it goes on, if nothing is said.
    pub ended_at: Option<String>,
}

/// The stages, the statuses and the pauses of a project, oldest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct HistoryJson {
    /// The log of stages.
    pub moves: Vec<MovedJson>,
    /// How long it stayed in each.
    pub stays: Vec<StayJson>,
    /// Its statuses.
    pub statuses: Vec<StatusChangedJson>,
    /// Its pauses.
    pub pauses: Vec<PauseJson>,
}

/// A project that the actor reads.
fn reads(reader: &Reader, me: &Me, id: &str) -> Result<(Project, Level), Problem> {
    let found = find(reader, &me.actor, id_of(id)?)?;
    found.filter(|(_, level)| *level >= Level::Read).ok_or_else(|| ProblemKind::NotFound.into())
}

/// The stages, the statuses and the pauses of a project, for whoever reads it.
#[utoipa::path(get, path = "/api/v1/projects/{id}/history", params(("id" = String, Path)), responses((status = 200, body = HistoryJson), (status = 404)), tag = "investment")]
pub async fn get_history(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
) -> Result<Json<HistoryJson>, Problem> {
    let now = app.database.ids().clock().now();
    let history = api.read(&app, |r, me| {
        let (project, _) = reads(r, me, &id)?;
        Ok(history(r, project.id)?)
    });
    let history = history.await?;
    let stays = history.stays(now).into_iter().map(|stay| StayJson {
        stage: stay.stage.key(),
        from: stay.from.to_string(),
        until: stay.until.map(|at| at.to_string()),
        days: stay.days(),
        usual_days: stay.stage.rule().usual_days,
    });
    let stays = stays.collect();
    let moves = history.moves.iter();
    let moves = moves.map(|moved| MovedJson { stage: moved.stage.key(), at: moved.at.to_string() });
    let statuses = history.statuses.iter();
    let statuses =
        statuses.map(|(status, at)| StatusChangedJson { status: status.key(), at: at.to_string() });
    let pauses = history.pauses.iter().map(|pause| PauseJson {
        reason: pause.reason.clone(),
        began_at: pause.began_at.to_string(),
        ended_at: pause.ended_at.map(|at| at.to_string()),
    });
    Ok(Json(HistoryJson {
        moves: moves.collect(),
        stays,
        statuses: statuses.collect(),
        pauses: pauses.collect(),
    }))
}

/// A line of the timeline.
#[derive(Debug, Serialize, ToSchema)]
pub struct HappeningJson {
    /// When.
    pub at: String,
    /// What happened: `project.moved`, `project.changed`, `needs.changed`…
    pub verb: String,
    /// Who did it; none is the instance.
    pub by: Option<String>,
    /// Why, when that was said and may be read.
    pub reason: Option<String>,
    /// Of `project.changed`: the fields that the reader sees, as they were and as they became. Companies and people are named
    /// where one sees them.
    pub fields: BTreeMap<String, ChangedJson>,
    /// The day on which its values were taken away.
    pub redacted_at: Option<String>,
}

/// A field that changed.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChangedJson {
    /// What it said.
    pub before: Option<String>,
    /// What it says.
    pub after: Option<String>,
}

impl HappeningJson {
    fn of(project: &Project, level: Level, event: &Happening) -> Self {
        let (line, before, after) = (&event.line, event.line.before(), event.line.after());
        let text = |side: &Value, field: Field| {
            let noted = side.get(field.key()).and_then(Value::as_str)?;
            Some(event.name_of(field, noted).unwrap_or_default().to_owned()).filter(|text| !text.is_empty())
        };
        let shown = event.fields(project, level).into_iter().map(|field| {
            let changed = ChangedJson { before: text(&before, field), after: text(&after, field) };
            (field.key().to_owned(), changed)
        });
        Self {
            at: line.at.to_string(),
            verb: line.verb.clone(),
            by: event.by.clone(),
            reason: event.reason(project, level).map(str::to_owned),
            fields: shown.collect(),
            redacted_at: line.redacted_at.map(|at| at.to_string()),
        }
    }
}

/// What happened to a project, the latest first, for whoever reads it.
#[utoipa::path(get, path = "/api/v1/projects/{id}/timeline", params(("id" = String, Path)), responses((status = 200, body = Vec<HappeningJson>), (status = 404)), tag = "investment")]
pub async fn get_timeline(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
) -> Result<Json<Vec<HappeningJson>>, Problem> {
    let told = api.read(&app, |r, me| {
        let (project, level) = reads(r, me, &id)?;
        let events = timeline(r, &me.actor, project.id, level)?;
        Ok(events.iter().map(|event| HappeningJson::of(&project, level, event)).collect())
    });
    told.await.map(Json)
}
