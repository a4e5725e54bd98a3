//! Portfolio reviews in the API.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::web::{Problem, ProblemKind};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Done, Held, Review, ReviewId, Verdict, storage};
use crate::frame::{ApiCaller, ApiJson, App, one_of};

/// A review.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReviewJson {
    /// Its identifier.
    id: String,
    /// When it was opened.
    opened_at: String,
    /// By whom.
    opened_by: String,
    /// When it was closed.
    closed_at: Option<String>,
}

impl From<&Review> for ReviewJson {
    fn from(review: &Review) -> Self {
        Self {
            id: review.id.to_string(),
            opened_at: review.opened_at.to_string(),
            opened_by: review.opened_by.clone(),
            closed_at: review.closed_at.map(|at| at.to_string()),
        }
    }
}

/// The reviews of the organisation acted for.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReviewsJson {
    /// The latest first.
    items: Vec<ReviewJson>,
}

/// What was said of a project.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReviewLineJson {
    /// The project.
    project: String,
    /// Its code name.
    code_name: String,
    /// `steady`, `advances`, `chase`, `raise` or `close`.
    verdict: &'static str,
    /// What was added.
    note: Option<String>,
    /// Its stage then.
    stage: &'static str,
    /// Its status then.
    status: &'static str,
    /// When.
    at: String,
}

/// What was done to a project meanwhile.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReviewChangeJson {
    /// The project.
    project: String,
    /// Its code name.
    code_name: String,
    /// The stage that it went to.
    stage: Option<&'static str>,
    /// The status that it took.
    status: Option<&'static str>,
    /// When.
    at: String,
}

/// The minutes of a review, as far as the reader reads the projects.
#[derive(Debug, Serialize, ToSchema)]
pub struct MinutesJson {
    /// The review.
    review: ReviewJson,
    /// What was said.
    lines: Vec<ReviewLineJson>,
    /// What was done meanwhile.
    changes: Vec<ReviewChangeJson>,
    /// The projects of which nothing was said yet, the stalest first.
    left: Vec<String>,
    /// Whether more follow, to come as these are spoken of.
    more: bool,
}

impl From<Held> for MinutesJson {
    fn from(held: Held) -> Self {
        let lines = held.lines.into_iter().map(|line| ReviewLineJson {
            project: line.project.to_string(),
            code_name: line.name,
            verdict: line.verdict.key(),
            note: line.note,
            stage: line.stage.key(),
            status: line.status.key(),
            at: line.at.to_string(),
        });
        let changes = held.changes.into_iter().map(|change| {
            let (stage, status) = match change.done {
                Done::Stage(stage) => (Some(stage.key()), None),
                Done::Status(status) => (None, Some(status.key())),
            };
            let (project, at) = (change.project.to_string(), change.at.to_string());
            ReviewChangeJson { project, code_name: change.name, stage, status, at }
        });
        Self {
            review: ReviewJson::from(&held.review),
            lines: lines.collect(),
            changes: changes.collect(),
            more: held.more,
            left: held.left.iter().map(|row| row.id.to_string()).collect(),
        }
    }
}

fn id_of(text: &str) -> Result<ReviewId, Problem> {
    text.parse().map_err(|_| ProblemKind::NotFound.into())
}

/// The reviews of the organisation acted for, the latest first.
#[utoipa::path(get, path = "/api/v1/reviews", responses((status = 200, body = ReviewsJson)), tag = "investment")]
pub async fn list_reviews(State(app): State<App>, api: ApiCaller) -> Result<Json<ReviewsJson>, Problem> {
    let reviews = api.read(&app, |r, me| Ok(storage::reviews(r, &me.actor)?)).await?;
    Ok(Json(ReviewsJson { items: reviews.iter().map(ReviewJson::from).collect() }))
}

/// A review and its minutes.
#[utoipa::path(get, path = "/api/v1/reviews/{id}", params(("id" = String, Path)), responses((status = 200, body = MinutesJson), (status = 404)), tag = "investment")]
pub async fn get_review(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
) -> Result<Json<MinutesJson>, Problem> {
    let held = api.read(&app, |r, me| storage::held(r, &me.actor, id_of(&id)?)).await?;
    Ok(Json(held.into()))
}

/// Opens a review, or answers the one that the same person left open.
#[utoipa::path(post, path = "/api/v1/reviews", responses((status = 201, body = MinutesJson), (status = 403)), tag = "investment")]
pub async fn open_review(State(app): State<App>, api: ApiCaller) -> Result<Response, Problem> {
    let held = api
        .write(&app, move |tx, me, _| {
            let id = storage::open(tx, &me.actor)?;
            storage::held(tx, &me.actor, id)
        })
        .await?;
    Ok((StatusCode::CREATED, Json(MinutesJson::from(held))).into_response())
}

/// One word on a project.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct WordInput {
    /// The project.
    project: String,
    /// `steady`, `advances`, `chase`, `raise` or `close`.
    verdict: String,
    /// What is decided, by whom, for when.
    remark: String,
}

/// Says one word of a project in a review under way; said again, it takes the place of what was said.
#[utoipa::path(post, path = "/api/v1/reviews/{id}/lines", params(("id" = String, Path)), request_body = WordInput, responses((status = 200, body = MinutesJson), (status = 404), (status = 422)), tag = "investment")]
pub async fn say_in_review(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
    input: ApiJson<WordInput>,
) -> Result<Json<MinutesJson>, Problem> {
    let held = api
        .write(&app, move |tx, me, _| {
            let (id, word) = (id_of(&id)?, input.read()?);
            let keys: Vec<&str> = Verdict::ALL.iter().map(|verdict| verdict.key()).collect();
            let verdict = one_of("verdict", Some(&word.verdict), Verdict::from_key, &keys)?;
            let verdict = verdict.ok_or(ProblemKind::Unreadable)?;
            let project = word.project.parse().map_err(|_| ProblemKind::NotFound)?;
            storage::say(tx, &me.actor, id, project, verdict, &word.remark)?;
            storage::held(tx, &me.actor, id)
        })
        .await?;
    Ok(Json(held.into()))
}

/// Closes a review: its minutes no longer change.
#[utoipa::path(post, path = "/api/v1/reviews/{id}/closing", params(("id" = String, Path)), responses((status = 200, body = MinutesJson), (status = 404), (status = 422)), tag = "investment")]
pub async fn close_review(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
) -> Result<Json<MinutesJson>, Problem> {
    let held = api
        .write(&app, move |tx, me, _| {
            let id = id_of(&id)?;
            storage::close(tx, &me.actor, id)?;
            storage::held(tx, &me.actor, id)
        })
        .await?;
    Ok(Json(held.into()))
}
