//! Company files and interactions in the API.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use platform::access::Level;
use platform::idempotency::once;
use platform::web::{Problem, ProblemKind};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::rules::{InteractionTyped, check_interaction};
use super::storage;
use crate::directory::{CompanyInput, Organisation, OrganisationId, check_company, find};
use crate::frame::{ApiCaller, ApiJson, App, Scope, Versioned, json_created};

/// A company that the token's organisation follows.
#[derive(Debug, Serialize, ToSchema)]
pub struct CompanyJson {
    /// Its identifier.
    pub id: String,
    /// Legal name.
    pub name: String,
    /// ISO 3166 country.
    pub country: String,
    /// City.
    pub city: Option<String>,
    /// SIREN, from the level `read`.
    pub siren: Option<String>,
    /// What it does, from the level `read`.
    pub activity: Option<String>,
    /// Where decisions are taken, from the level `read`.
    pub control_country: Option<String>,
    /// Whether it was invented for the demonstration.
    pub fictitious: bool,
}

impl CompanyJson {
    fn of(company: Organisation, level: Level) -> Self {
        let reads = level >= Level::Read;
        Self {
            id: company.id.to_string(),
            name: company.name,
            country: company.country,
            city: company.city,
            siren: company.siren.filter(|_| reads),
            activity: company.activity.filter(|_| reads),
            control_country: company.control_country.filter(|_| reads),
            fictitious: company.fictitious,
        }
    }
}

/// A line of the list of companies.
#[derive(Debug, Serialize, ToSchema)]
pub struct CompanyLine {
    /// Its identifier.
    pub id: String,
    /// Legal name.
    pub name: String,
    /// ISO 3166 country.
    pub country: String,
    /// The day of the last interaction.
    pub last_interaction: Option<String>,
}

/// A page of companies.
#[derive(Debug, Serialize, ToSchema)]
pub struct CompanyPage {
    /// The companies that one's organisation follows.
    pub items: Vec<CompanyLine>,
    /// The cursor of the next page.
    pub next: Option<String>,
}

/// Place in the list.
#[derive(Debug, Deserialize, IntoParams)]
pub struct ListQuery {
    /// How many, 100 at most.
    limit: Option<i64>,
    /// The cursor given with the page before.
    cursor: Option<String>,
}

/// The companies that one's organisation follows.
#[utoipa::path(get, path = "/api/v1/companies", params(ListQuery), responses((status = 200, body = CompanyPage)), tag = "prospecting")]
pub async fn list_companies(
    State(app): State<App>,
    api: ApiCaller,
    Query(query): Query<ListQuery>,
) -> Result<Json<CompanyPage>, Problem> {
    let limit = query.limit.unwrap_or(50).clamp(1, 100);
    let after =
        query.cursor.as_deref().map(|text| cursor(text).ok_or(ProblemKind::Unreadable)).transpose()?;
    let (_, mut rows) = app
        .read(&api.caller, |r, me| {
            me.scope(Scope::Read)?;
            Ok(storage::list(r, &me.actor, after.as_ref(), limit + 1)?)
        })
        .await?;
    let wanted = usize::try_from(limit).unwrap_or(100);
    let more = rows.len() > wanted;
    rows.truncate(wanted);
    let next = rows.last().filter(|_| more).map(|row| format!("{}~{}", row.company, row.name_key));
    let line = |row: super::model::Row| CompanyLine {
        id: row.company.to_string(),
        name: row.name,
        country: row.country,
        last_interaction: row.last.map(|day| day.to_string()),
    };
    Ok(Json(CompanyPage { items: rows.into_iter().map(line).collect(), next }))
}

fn cursor(text: &str) -> Option<(String, OrganisationId)> {
    let (id, key) = text.split_once('~')?;
    Some((key.to_owned(), id.parse().ok()?))
}

/// One company.
#[utoipa::path(get, path = "/api/v1/companies/{id}", params(("id" = String, Path)), responses((status = 200, body = CompanyJson), (status = 404)), tag = "prospecting")]
pub async fn get_company(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
) -> Result<Versioned<CompanyJson>, Problem> {
    let id: OrganisationId = id.parse().map_err(|_| ProblemKind::NotFound)?;
    let (_, (company, level)) = app
        .read(&api.caller, |r, me| {
            me.scope(Scope::Read)?;
            let found = find(r, &me.actor, id)?.filter(|(_, level)| *level >= Level::Card);
            Ok(found.ok_or(ProblemKind::NotFound)?)
        })
        .await?;
    Ok(Versioned((level >= Level::Read).then_some(company.version), CompanyJson::of(company, level)))
}

/// Adds a company and opens one's organisation's file on it.
#[utoipa::path(post, path = "/api/v1/companies", request_body = CompanyInput, responses((status = 201, body = CompanyJson), (status = 422)), tag = "prospecting")]
pub async fn create_company(
    State(app): State<App>,
    api: ApiCaller,
    ApiJson(input, raw): ApiJson<CompanyInput>,
) -> Result<Response, Problem> {
    let company = check_company(&input)?;
    let key = api.context.once.clone();
    let (id, found) = app
        .write(&api.caller, &api.context, move |tx, me| {
            me.scope(Scope::Write)?;
            let id = once(tx, &me.actor, key.as_deref(), &raw, || {
                storage::add_company(tx, &me.actor, &company).map(|id| id.to_string())
            })?;
            let known: OrganisationId = id.parse().map_err(|_| ProblemKind::Internal)?;
            Ok((id, find(tx, &me.actor, known)?.ok_or(ProblemKind::NotFound)?))
        })
        .await?;
    Ok(json_created(&format!("/api/v1/companies/{id}"), found.0.version, CompanyJson::of(found.0, found.1)))
}

/// Something said with a company.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct InteractionInput {
    /// `call`, `video`, `meeting`, `mail` or `event`.
    pub channel: String,
    /// When, as people say it; today when empty.
    pub held_on: String,
    /// What was said.
    pub summary: String,
    /// What is to be done next.
    pub next_step: String,
    /// By when, as people say it.
    pub next_due: String,
}

/// An interaction that was noted.
#[derive(Debug, Serialize, ToSchema)]
pub struct InteractionJson {
    /// Its identifier.
    pub id: String,
    /// The company.
    pub company: String,
}

/// Notes what was said with a company.
#[utoipa::path(post, path = "/api/v1/companies/{id}/interactions", params(("id" = String, Path)), request_body = InteractionInput, responses((status = 201, body = InteractionJson), (status = 404), (status = 422)), tag = "prospecting")]
pub async fn log_interaction(
    State(app): State<App>,
    api: ApiCaller,
    Path(company): Path<String>,
    ApiJson(input, raw): ApiJson<InteractionInput>,
) -> Result<Response, Problem> {
    let company: OrganisationId = company.parse().map_err(|_| ProblemKind::NotFound)?;
    let today = app.database.ids().clock().now().to_zoned(app.settings.zone()).date();
    let key = api.context.once.clone();
    let typed = InteractionTyped {
        channel: input.channel,
        held_on: input.held_on,
        summary: input.summary,
        next_step: input.next_step,
        next_due: input.next_due,
    };
    let id = app
        .write(&api.caller, &api.context, move |tx, me| {
            me.scope(Scope::Write)?;
            let interaction = check_interaction(&typed, me.language, today)?;
            once(tx, &me.actor, key.as_deref(), &raw, || {
                storage::log(tx, &me.actor, company, &interaction).map(|id| id.to_string())
            })
        })
        .await?;
    Ok(json_created(
        &format!("/companies/{company}"),
        1,
        InteractionJson { id, company: company.to_string() },
    ))
}
