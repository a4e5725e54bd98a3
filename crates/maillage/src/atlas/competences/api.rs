//! Competences on perimeters in the API: the same verbs as the pages.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use platform::i18n::Language;
use platform::web::{Problem, ProblemKind};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::super::perimeters::PerimeterId;
use super::model::{Competence, CompetenceInput, Competent};
use super::pages::seen;
use super::rules::check_competence;
use super::storage;
use crate::directory::OrganisationId;
use crate::frame::{ApiCaller, ApiJson, ApiQuery, App, one_of};

/// A perimeter that an organisation is competent for.
#[derive(Debug, Serialize, ToSchema)]
pub struct CompetenceJson {
    /// The perimeter.
    pub perimeter: String,
    /// Its name.
    pub name: String,
    /// From when the organisation is competent, as stated.
    pub since: Option<String>,
    /// Until when, as stated.
    pub until: Option<String>,
    /// The version of the perimeter that holds on the day asked, for who reads the perimeter.
    pub version: Option<i64>,
    /// How many communes that version holds.
    pub communes: Option<i64>,
}

impl CompetenceJson {
    fn of(one: &Competence, language: Language) -> Self {
        Self {
            perimeter: one.perimeter.to_string(),
            name: one.name.clone(),
            since: one.from.as_ref().map(|date| date.print(language)),
            until: one.until.as_ref().map(|date| date.print(language)),
            version: one.version.map(|held| held.number),
            communes: one.version.map(|held| held.communes),
        }
    }
}

/// An organisation that is competent for a perimeter.
#[derive(Debug, Serialize, ToSchema)]
pub struct CompetentJson {
    /// The organisation.
    pub organisation: String,
    /// Its name.
    pub name: String,
    /// From when it is competent, as stated.
    pub since: Option<String>,
    /// Until when, as stated.
    pub until: Option<String>,
}

impl CompetentJson {
    /// As it is said in a language.
    pub fn of(one: Competent, language: Language) -> Self {
        Self {
            organisation: one.organisation.to_string(),
            name: one.name,
            since: one.valid_from.map(|date| date.print(language)),
            until: one.valid_until.map(|date| date.print(language)),
        }
    }
}

/// The day looked at.
#[derive(Debug, Default, Deserialize, Serialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct CompetenceDay {
    /// The day of the perimeters' versions, `2025-12-31`; today if it is not said.
    #[param(value_type = Option<String>, format = Date)]
    at: Option<String>,
}

/// The perimeters that an organisation is competent for.
#[derive(Debug, Serialize, ToSchema)]
pub struct CompetenceList {
    /// Those that the token's person sees, by name.
    pub items: Vec<CompetenceJson>,
}

fn id_of(text: &str) -> Result<OrganisationId, Problem> {
    text.parse().map_err(|_| ProblemKind::NotFound.into())
}

/// The perimeters that an organisation is competent for.
#[utoipa::path(get, path = "/api/v1/organisations/{id}/perimeters", params(("id" = String, Path), CompetenceDay), responses((status = 200, body = CompetenceList), (status = 404)), tag = "atlas")]
pub async fn list_competences(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
    query: ApiQuery<CompetenceDay>,
) -> Result<Json<CompetenceList>, Problem> {
    let today = app.database.ids().clock().now().to_zoned(app.settings.zone()).date();
    let items = api.read(&app, |r, me| {
        let day = |text: &str| text.parse::<Date>().ok();
        let at = one_of("at", query.read()?.at.as_deref(), day, &["2025-12-31"])?.unwrap_or(today);
        let id = id_of(&id)?;
        seen(r, me, id)?;
        let found = storage::competences(r, &me.actor, id, at)?;
        Ok(found.iter().map(|one| CompetenceJson::of(one, me.language)).collect())
    });
    Ok(Json(CompetenceList { items: items.await? }))
}

/// Says that an organisation is competent for a perimeter.
#[utoipa::path(post, path = "/api/v1/organisations/{id}/perimeters", params(("id" = String, Path)), request_body = CompetenceInput, responses((status = 201, body = CompetenceList), (status = 404), (status = 422)), tag = "atlas")]
pub async fn add_competence(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
    input: ApiJson<CompetenceInput>,
) -> Result<Response, Problem> {
    let today = app.database.ids().clock().now().to_zoned(app.settings.zone()).date();
    let items = api.write(&app, move |tx, me, sent| {
        let id = id_of(&id)?;
        seen(tx, me, id)?;
        let new = check_competence(&input.read()?, (me.language, today))?;
        sent.once(tx, me, &input.request(), || {
            storage::add(tx, &me.actor, id, &new).map(|()| String::new())
        })?;
        let found = storage::competences(tx, &me.actor, id, today)?;
        Ok(found.iter().map(|one| CompetenceJson::of(one, me.language)).collect())
    });
    Ok((StatusCode::CREATED, Json(CompetenceList { items: items.await? })).into_response())
}

/// Takes a competence away.
#[utoipa::path(delete, path = "/api/v1/organisations/{id}/perimeters/{perimeter}", params(("id" = String, Path), ("perimeter" = String, Path)), responses((status = 204), (status = 404)), tag = "atlas")]
pub async fn remove_competence(
    State(app): State<App>,
    api: ApiCaller,
    Path((id, perimeter)): Path<(String, String)>,
) -> Result<StatusCode, Problem> {
    api.write(&app, move |tx, me, _| {
        let perimeter: PerimeterId = perimeter.parse().map_err(|_| ProblemKind::NotFound)?;
        storage::remove(tx, &me.actor, id_of(&id)?, perimeter)
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}
