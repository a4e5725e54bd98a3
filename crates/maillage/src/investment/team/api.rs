//! Teams and interests in the API: the same verbs as the page.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::access::Level;
use platform::web::{Problem, ProblemKind};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::super::api::{id_of, read};
use super::super::winning::api::MadeJson;
use super::model::{Contributor, Declared};
use super::{InterestInput, MemberInput, add, check_interest, check_member, declare, end, lift, of_project};
use crate::frame::{ApiCaller, ApiJson, App};

/// Somebody of the team.
#[derive(Debug, Serialize, ToSchema)]
pub struct ContributorJson {
    /// The line.
    pub id: String,
    /// First name and name.
    pub name: String,
    /// The organisation acted for.
    pub organisation: String,
    /// `territory-correspondent`, `partner-contributor`, `expert` or `observer`.
    pub role: &'static str,
    /// Since when.
    pub added_at: String,
}

/// What somebody declared last.
#[derive(Debug, Serialize, ToSchema)]
pub struct InterestJson {
    /// The declaration.
    pub id: String,
    /// Who.
    pub name: String,
    /// `none`, `shareholder`, `employer-of-kin`, `competing-site` or `other`.
    pub interest: &'static str,
    /// In words.
    pub detail: Option<String>,
    /// When.
    pub declared_at: String,
    /// Whether it keeps that person from the project now.
    pub wall: bool,
    /// When the wall was lifted.
    pub lifted_at: Option<String>,
    /// Why.
    pub lift_reason: Option<String>,
}

/// The team of a project. Declarations are those of everyone for those who manage the project, one's own for others.
#[derive(Debug, Serialize, ToSchema)]
pub struct TeamJson {
    /// Those who work on it beside those whom its fields name.
    pub contributors: Vec<ContributorJson>,
    /// What was declared last.
    pub interests: Vec<InterestJson>,
}

impl From<Contributor> for ContributorJson {
    fn from(one: Contributor) -> Self {
        Self {
            id: one.id,
            name: one.name,
            organisation: one.organisation,
            role: one.role.key(),
            added_at: one.added_at.to_string(),
        }
    }
}

impl From<Declared> for InterestJson {
    fn from(one: Declared) -> Self {
        Self {
            wall: one.walls(),
            id: one.id,
            name: one.name,
            interest: one.nature.key(),
            detail: one.detail,
            declared_at: one.declared_at.to_string(),
            lifted_at: one.lifted_at.map(|at| at.to_string()),
            lift_reason: one.lift_reason,
        }
    }
}

/// Who works on a project, and what was declared.
#[utoipa::path(get, path = "/api/v1/projects/{id}/team", params(("id" = String, Path)), responses((status = 200, body = TeamJson), (status = 404)), tag = "investment")]
pub async fn get_team(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
) -> Result<Json<TeamJson>, Problem> {
    let team = api.read(&app, |r, me| {
        let (_, level, team) = of_project(r, &me.actor, id_of(&id)?)?.ok_or(ProblemKind::NotFound)?;
        if level < Level::Read { Err(ProblemKind::Forbidden.into()) } else { Ok(team) }
    });
    let team = team.await?;
    Ok(Json(TeamJson {
        contributors: team.contributors.into_iter().map(Into::into).collect(),
        interests: team.interests.into_iter().map(Into::into).collect(),
    }))
}

/// Adds somebody to the team.
#[utoipa::path(post, path = "/api/v1/projects/{id}/team", params(("id" = String, Path)), request_body = MemberInput, responses((status = 201, body = MadeJson), (status = 404), (status = 422)), tag = "investment")]
pub async fn add_member(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
    body: ApiJson<MemberInput>,
) -> Result<Response, Problem> {
    let made = api
        .write(&app, move |tx, me, sent| {
            let id = id_of(&id)?;
            read(tx, me, id)?;
            let new = check_member(&body.read()?)?;
            sent.once(tx, me, &body.request(), || add(tx, &me.actor, id, &new))
        })
        .await?;
    Ok((StatusCode::CREATED, Json(MadeJson { id: made })).into_response())
}

/// Ends somebody's part in the team.
#[utoipa::path(delete, path = "/api/v1/projects/{id}/team/{member}", params(("id" = String, Path), ("member" = String, Path)), responses((status = 204), (status = 404)), tag = "investment")]
pub async fn end_member(
    State(app): State<App>,
    api: ApiCaller,
    Path((id, member)): Path<(String, String)>,
) -> Result<StatusCode, Problem> {
    api.write(&app, move |tx, me, _| end(tx, &me.actor, id_of(&id)?, &member)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A declaration.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct DeclarationInput {
    /// Whose it is, by address or name; one's own if nothing is said.
    pub person: String,
    /// `none`, `shareholder`, `employer-of-kin`, `competing-site` or `other`.
    pub interest: String,
    /// In words; due when something binds that person.
    pub detail: String,
}

/// Declares what binds oneself to a project, or that nothing does. A conflict hides the project from the person at once.
#[utoipa::path(post, path = "/api/v1/projects/{id}/interests", params(("id" = String, Path)), request_body = DeclarationInput, responses((status = 204), (status = 404), (status = 422)), tag = "investment")]
pub async fn declare_interest(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
    body: ApiJson<DeclarationInput>,
) -> Result<StatusCode, Problem> {
    api.write(&app, move |tx, me, _| {
        let id = id_of(&id)?;
        read(tx, me, id)?;
        let DeclarationInput { person, interest, detail } = body.read()?;
        let interest = check_interest(&InterestInput { interest, detail })?;
        declare(tx, &me.actor, id, Some(person.trim()).filter(|person| !person.is_empty()), &interest)
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Why a wall is lifted.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct LiftingInput {
    /// Why.
    pub reason: String,
}

/// Lifts the wall that a declaration raised.
#[utoipa::path(post, path = "/api/v1/projects/{id}/interests/{interest}/lifting", params(("id" = String, Path), ("interest" = String, Path)), request_body = LiftingInput, responses((status = 204), (status = 404), (status = 422)), tag = "investment")]
pub async fn lift_wall(
    State(app): State<App>,
    api: ApiCaller,
    Path((id, interest)): Path<(String, String)>,
    body: ApiJson<LiftingInput>,
) -> Result<StatusCode, Problem> {
    api.write(&app, move |tx, me, _| lift(tx, &me.actor, id_of(&id)?, &interest, &body.read()?.reason))
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
