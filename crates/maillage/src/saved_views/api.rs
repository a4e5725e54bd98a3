//! Saved views in the API.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::web::{Problem, ProblemKind};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::rules::checked;
use super::{View, storage};
use crate::frame::{ApiCaller, ApiJson, App};

/// A list under a name.
#[derive(Debug, Serialize, ToSchema)]
pub struct ViewJson {
    /// Its identifier.
    id: String,
    /// Its name.
    name: String,
    /// The address that it opens.
    url: String,
    /// Whether colleagues find it too.
    shared: bool,
    /// Who saved it.
    author: String,
}

impl From<View> for ViewJson {
    fn from(view: View) -> Self {
        Self {
            id: view.id.to_string(),
            url: view.url(),
            name: view.name,
            shared: view.shared,
            author: view.author,
        }
    }
}

/// The views that one finds.
#[derive(Debug, Serialize, ToSchema)]
pub struct ViewsJson {
    /// By page and name.
    items: Vec<ViewJson>,
}

/// A view to save.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct ViewInput {
    /// Its name, 80 characters at most.
    name: String,
    /// The address of a list of this instance: `/projects?view=list&sector=health`.
    url: String,
    /// Whether colleagues find it too.
    shared: bool,
}

/// A view that was saved.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
pub struct ViewCreated {
    /// Its identifier.
    id: String,
}

/// One's own views, and those that colleagues share.
#[utoipa::path(get, path = "/api/v1/views", responses((status = 200, body = ViewsJson)), tag = "views")]
pub async fn list_views(State(app): State<App>, api: ApiCaller) -> Result<Json<ViewsJson>, Problem> {
    let views = api.read(&app, |r, me| Ok(storage::list(r, me, None)?)).await?;
    Ok(Json(ViewsJson { items: views.into_iter().map(ViewJson::from).collect() }))
}

/// Saves a view.
#[utoipa::path(post, path = "/api/v1/views", request_body = ViewInput, responses((status = 201, body = ViewCreated), (status = 422)), tag = "views")]
pub async fn save_view(
    State(app): State<App>,
    api: ApiCaller,
    input: ApiJson<ViewInput>,
) -> Result<Response, Problem> {
    let id = api
        .write(&app, move |tx, me, sent| {
            let said = input.read()?;
            sent.once(tx, me, &input.request(), || {
                let new = checked(&said.url, &said.name, said.shared)?;
                storage::save(tx, me, &new).map(|id| id.to_string())
            })
        })
        .await?;
    Ok((StatusCode::CREATED, Json(ViewCreated { id })).into_response())
}

/// Removes a view.
#[utoipa::path(delete, path = "/api/v1/views/{id}", params(("id" = String, Path)), responses((status = 204), (status = 404)), tag = "views")]
pub async fn remove_view(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    api.write(&app, move |tx, me, _| {
        let id = id.parse().map_err(|_| ProblemKind::NotFound)?;
        storage::remove(tx, me, id)
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}
