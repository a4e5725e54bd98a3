//! Status and pauses in the API: the same verbs as the pages.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use platform::web::{Problem, ProblemKind};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::super::api::{ProjectJson, id_of, read};
use super::rules::{StatusInput, check};
use super::storage;
use crate::frame::{ApiCaller, ApiJson, App, Versioned};

/// Says whether a project goes on, from the version named in `If-Match`.
#[utoipa::path(post, path = "/api/v1/projects/{id}/status", params(("id" = String, Path)), request_body = StatusInput, responses((status = 200, body = ProjectJson), (status = 404), (status = 409), (status = 422), (status = 428)), tag = "investment")]
pub async fn change_status(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
    body: ApiJson<StatusInput>,
) -> Result<Versioned<ProjectJson>, Problem> {
    let today = app.database.ids().clock().now().to_zoned(app.settings.zone()).date();
    let body = api
        .write(&app, move |tx, me, sent| {
            let id = id_of(&id)?;
            read(tx, me, id)?;
            let (version, change) = (sent.version()?, check(&body.read()?, me.language, today)?);
            sent.once(tx, me, &body.request(), || {
                storage::change_status(tx, &me.actor, id, version, &change).map(|_| String::new())
            })?;
            read(tx, me, id)
        })
        .await?;
    Ok(Versioned(body.version, body))
}

/// Why the clocks stop.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct PauseInput {
    /// Why: the company asked to wait, a study is awaited.
    pub reason: String,
}

/// Stops the clocks of a project.
#[utoipa::path(post, path = "/api/v1/projects/{id}/pauses", params(("id" = String, Path)), request_body = PauseInput, responses((status = 204), (status = 404), (status = 422)), tag = "investment")]
pub async fn pause_project(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
    body: ApiJson<PauseInput>,
) -> Result<StatusCode, Problem> {
    api.write(&app, move |tx, me, _| storage::pause(tx, &me.actor, id_of(&id)?, &body.read()?.reason))
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Starts the clocks of a project again.
#[utoipa::path(delete, path = "/api/v1/projects/{id}/pauses", params(("id" = String, Path)), responses((status = 204), (status = 404)), tag = "investment")]
pub async fn resume_project(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    api.write(&app, move |tx, me, _| {
        let id = id.parse().map_err(|_| Problem::from(ProblemKind::NotFound))?;
        storage::resume(tx, &me.actor, id)
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}
