//! Embargoes in the API: the same verbs as the page.

use axum::Json;
use axum::extract::{Path, State as Shared};
use axum::http::StatusCode;
use platform::access::Level;
use platform::database::Reader;
use platform::web::{Problem, ProblemKind};
use serde::Serialize;
use utoipa::ToSchema;

use super::super::api::{id_of, read as read_project};
use super::model::{Embargo, EmbargoInput};
use super::{cancel, check, of_project, plan};
use crate::frame::{ApiCaller, ApiJson, App, Me};

/// An embargo.
#[derive(Debug, Serialize, ToSchema)]
pub struct EmbargoJson {
    /// Its identifier.
    pub id: String,
    /// When it ends.
    pub at: String,
    /// The time zone in which the hour was said.
    pub zone: String,
    /// Whether the members of the instance see the card from then on.
    pub network: bool,
    /// The organisation or circle that is shown the project from then on, for those who manage it.
    pub organisation: Option<String>,
    /// Its level.
    pub level: Option<&'static str>,
    /// `planned`, `released`, `cancelled` or `withheld`.
    pub state: &'static str,
    /// When it came to that.
    pub ended_at: Option<String>,
}

impl EmbargoJson {
    fn of(one: Embargo, manages: bool) -> Self {
        Self {
            id: one.id,
            at: one.at.to_string(),
            zone: one.zone,
            network: one.network,
            organisation: one.principal_name.filter(|_| manages),
            level: one.level.filter(|_| manages).map(Level::key),
            state: one.state.key(),
            ended_at: one.ended_at.map(|at| at.to_string()),
        }
    }
}

fn read(reader: &Reader, me: &Me, id: &str) -> Result<Vec<EmbargoJson>, Problem> {
    let (_, level, found) = of_project(reader, &me.actor, id_of(id)?)?.ok_or(ProblemKind::NotFound)?;
    if level < Level::Read {
        return Err(ProblemKind::Forbidden.into());
    }
    Ok(found.into_iter().map(|one| EmbargoJson::of(one, level >= Level::Manage)).collect())
}

/// The embargoes of a project: all of them for those who manage it, the one that waits for those who read it.
#[utoipa::path(get, path = "/api/v1/projects/{id}/embargo", params(("id" = String, Path)), responses((status = 200, body = Vec<EmbargoJson>), (status = 404)), tag = "investment")]
pub async fn list_embargoes(
    Shared(app): Shared<App>,
    api: ApiCaller,
    Path(id): Path<String>,
) -> Result<Json<Vec<EmbargoJson>>, Problem> {
    api.read(&app, |r, me| read(r, me, &id)).await.map(Json)
}

/// Plans an embargo, in the place of the one that waits. The hour is said in the time zone of the instance.
#[utoipa::path(post, path = "/api/v1/projects/{id}/embargo", params(("id" = String, Path)), request_body = EmbargoInput, responses((status = 200, body = Vec<EmbargoJson>), (status = 404), (status = 422)), tag = "investment")]
pub async fn plan_embargo(
    Shared(app): Shared<App>,
    api: ApiCaller,
    Path(id): Path<String>,
    body: ApiJson<EmbargoInput>,
) -> Result<Json<Vec<EmbargoJson>>, Problem> {
    let zone = app.settings.zone();
    let planned = api.write(&app, move |tx, me, sent| {
        let known = id_of(&id)?;
        read_project(tx, me, known)?;
        let opened = check(&body.read()?, me.language, &zone, me.actor.at)?;
        sent.once(tx, me, &body.request(), || plan(tx, &me.actor, known, &opened))?;
        read(tx, me, &id)
    });
    planned.await.map(Json)
}

/// Gives up the embargo that waits: nothing is shown at its hour.
#[utoipa::path(delete, path = "/api/v1/projects/{id}/embargo", params(("id" = String, Path)), responses((status = 204), (status = 404), (status = 422)), tag = "investment")]
pub async fn cancel_embargo(
    Shared(app): Shared<App>,
    api: ApiCaller,
    Path(id): Path<String>,
) -> Result<StatusCode, Problem> {
    api.write(&app, move |tx, me, _| cancel(tx, &me.actor, id_of(&id)?)).await?;
    Ok(StatusCode::NO_CONTENT)
}
