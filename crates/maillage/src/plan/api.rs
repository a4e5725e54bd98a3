//! Axes and programmes in the API: the same verbs as the pages.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use platform::database::Reader;
use platform::web::{Problem, ProblemKind};
use serde::Serialize;
use utoipa::ToSchema;

use super::model::{Heading, HeadingId, HeadingInput};
use super::pages::edit::id_of;
use super::rules::check;
use super::storage;
use crate::frame::{ApiCaller, ApiJson, App, Me, Versioned, json_created};

/// An axis, a programme or a magnet project.
#[derive(Debug, Serialize, ToSchema)]
pub struct HeadingJson {
    /// Its identifier.
    pub id: String,
    /// `axis`, `programme` or `magnet`: a project has one axis at most, and any number of the others.
    pub heading_kind: &'static str,
    /// Its name in French.
    pub name_fr: String,
    /// Its name in English.
    pub name_en: Option<String>,
    /// What it is about.
    pub description: Option<String>,
    /// What makes companies move.
    pub factors: Option<String>,
    /// Where they would come from.
    pub origins: Option<String>,
    /// Where it is stated.
    pub stated_in: Option<String>,
    /// The first year that it holds.
    pub begins: Option<i64>,
    /// The last one.
    pub ends: Option<i64>,
    /// Whether it was invented for the demonstration.
    pub fictitious: bool,
    /// The version that a change must name in `If-Match`.
    pub version: i64,
}

impl From<Heading> for HeadingJson {
    fn from(heading: Heading) -> Self {
        Self {
            id: heading.id.to_string(),
            heading_kind: heading.kind.key(),
            name_fr: heading.name_fr,
            name_en: heading.name_en,
            description: heading.description,
            factors: heading.factors,
            origins: heading.origins,
            stated_in: heading.stated_in,
            begins: heading.begins,
            ends: heading.ends,
            fictitious: heading.fictitious,
            version: heading.version,
        }
    }
}

/// The headings of an organisation.
#[derive(Debug, Serialize, ToSchema)]
pub struct HeadingList {
    /// Axes, then programmes, in the order in which they were noted.
    pub items: Vec<HeadingJson>,
}

fn read(reader: &Reader, me: &Me, id: HeadingId) -> Result<HeadingJson, Problem> {
    Ok(storage::find(reader, &me.actor, id)?.ok_or(ProblemKind::NotFound)?.into())
}

/// The axes and programmes of the organisation acted for.
#[utoipa::path(get, path = "/api/v1/headings", responses((status = 200, body = HeadingList)), tag = "plan")]
pub async fn list_headings(State(app): State<App>, api: ApiCaller) -> Result<Json<HeadingList>, Problem> {
    let items = api.read(&app, |r, me| Ok(storage::headings(r, &me.actor)?)).await?;
    Ok(Json(HeadingList { items: items.into_iter().map(HeadingJson::from).collect() }))
}

/// One of them.
#[utoipa::path(get, path = "/api/v1/headings/{id}", params(("id" = String, Path)), responses((status = 200, body = HeadingJson), (status = 404)), tag = "plan")]
pub async fn get_heading(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
) -> Result<Versioned<HeadingJson>, Problem> {
    let body = api.read(&app, |r, me| read(r, me, id_of(&id)?)).await?;
    Ok(Versioned(Some(body.version), body))
}

/// Notes an axis or a programme.
#[utoipa::path(post, path = "/api/v1/headings", request_body = HeadingInput, responses((status = 201, body = HeadingJson), (status = 403), (status = 422)), tag = "plan")]
pub async fn create_heading(
    State(app): State<App>,
    api: ApiCaller,
    input: ApiJson<HeadingInput>,
) -> Result<Response, Problem> {
    let body = api
        .write(&app, move |tx, me, sent| {
            let new = check(&input.read()?)?;
            let id = sent.once(tx, me, &input.request(), || {
                storage::add(tx, &me.actor, &new, false).map(|id| id.to_string())
            })?;
            read(tx, me, id_of(&id)?)
        })
        .await?;
    Ok(json_created(&format!("/api/v1/headings/{}", body.id), body.version, body))
}

/// Changes one, from the version named in `If-Match`: what is not sent is emptied.
#[utoipa::path(put, path = "/api/v1/headings/{id}", params(("id" = String, Path)), request_body = HeadingInput, responses((status = 200, body = HeadingJson), (status = 403), (status = 404), (status = 409), (status = 422), (status = 428)), tag = "plan")]
pub async fn change_heading(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
    input: ApiJson<HeadingInput>,
) -> Result<Versioned<HeadingJson>, Problem> {
    let body = api
        .write(&app, move |tx, me, sent| {
            let id = id_of(&id)?;
            read(tx, me, id)?;
            let version = sent.version()?;
            storage::change(tx, &me.actor, id, version, &check(&input.read()?)?)?;
            read(tx, me, id)
        })
        .await?;
    Ok(Versioned(Some(body.version), body))
}
