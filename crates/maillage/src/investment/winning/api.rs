//! Evidence and restatements in the API: the same verbs as the pages.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::access::Level;
use platform::web::{Faults, Problem, ProblemKind};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::super::api::{id_of, read};
use super::evidence::{self, Evidence, EvidenceInput};
use super::restatement::{self, Outcome, Restatement, Subject};
use crate::frame::{ApiCaller, ApiJson, App, one_of};

/// What was made.
#[derive(Debug, Serialize, ToSchema)]
pub struct MadeJson {
    /// Its identifier.
    pub id: String,
}

/// Evidence of a win, as sent.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct EvidenceJson {
    /// The attached file's identifier.
    pub attachment: String,
    /// `letter`, `release`, `deed`, `board`, `registration`, `permit` or `other`.
    pub nature: String,
    /// Its day, as people say it.
    pub dated_on: String,
    /// What one should know of it.
    pub note: String,
}

/// A piece of evidence.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProofJson {
    /// Its identifier.
    pub id: String,
    /// The attached file.
    pub attachment: String,
    /// That file's name.
    pub name: String,
    /// `letter`, `release`, `deed`, `board`, `registration`, `permit` or `other`.
    pub nature: &'static str,
    /// Its day.
    pub dated_on: Option<String>,
    /// What one should know of it.
    pub note: Option<String>,
    /// When it was added.
    pub added_at: String,
}

/// The evidence of a win, oldest first, for whoever reads the project.
#[utoipa::path(get, path = "/api/v1/projects/{id}/evidence", params(("id" = String, Path)), responses((status = 200, body = Vec<ProofJson>), (status = 404)), tag = "investment")]
pub async fn list_evidence(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
) -> Result<Json<Vec<ProofJson>>, Problem> {
    let found = api.read(&app, |r, me| {
        let found = evidence::of_project(r, &me.actor, id_of(&id)?)?;
        let (_, _, all) = found.filter(|(_, level, _)| *level >= Level::Read).ok_or(ProblemKind::NotFound)?;
        let one = |one: Evidence| ProofJson {
            id: one.id,
            attachment: one.attachment.to_string(),
            name: one.name,
            nature: one.nature.key(),
            dated_on: one.dated_on.map(|day| day.to_string()),
            note: one.note,
            added_at: one.added_at.to_string(),
        };
        Ok(all.into_iter().map(one).collect())
    });
    found.await.map(Json)
}

/// Says that an attached file proves the company's decision.
#[utoipa::path(post, path = "/api/v1/projects/{id}/evidence", params(("id" = String, Path)), request_body = EvidenceJson, responses((status = 201, body = MadeJson), (status = 404), (status = 422)), tag = "investment")]
pub async fn add_evidence(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
    body: ApiJson<EvidenceJson>,
) -> Result<Response, Problem> {
    let today = app.database.ids().clock().now().to_zoned(app.settings.zone()).date();
    let made = api
        .write(&app, move |tx, me, sent| {
            let id = id_of(&id)?;
            read(tx, me, id)?;
            let EvidenceJson { attachment, nature, dated_on, note } = body.read()?;
            let input = EvidenceInput { attachment, nature, dated_on, note };
            let new = evidence::check(&input, me.language, today)?;
            sent.once(tx, me, &body.request(), || evidence::add(tx, &me.actor, id, &new))
        })
        .await?;
    Ok((StatusCode::CREATED, Json(MadeJson { id: made })).into_response())
}

/// Takes a piece of evidence back, as long as no win rests on it.
#[utoipa::path(delete, path = "/api/v1/projects/{id}/evidence/{evidence}", params(("id" = String, Path), ("evidence" = String, Path)), responses((status = 204), (status = 404), (status = 422)), tag = "investment")]
pub async fn remove_evidence(
    State(app): State<App>,
    api: ApiCaller,
    Path((id, one)): Path<(String, String)>,
) -> Result<StatusCode, Problem> {
    api.write(&app, move |tx, me, _| evidence::remove(tx, &me.actor, id_of(&id)?, &one)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A restatement.
#[derive(Debug, Serialize, ToSchema)]
pub struct RestatementJson {
    /// Its identifier.
    pub id: String,
    /// The field.
    pub field: String,
    /// The text that stood.
    pub before: Option<String>,
    /// The text proposed.
    pub after: Option<String>,
    /// Why.
    pub reason: String,
    /// When it was proposed.
    pub proposed_at: String,
    /// `accepted` or `refused`; none while it is awaited.
    pub outcome: Option<&'static str>,
    /// When it was decided.
    pub decided_at: Option<String>,
}

impl From<Restatement> for RestatementJson {
    fn from(one: Restatement) -> Self {
        // A company or a colleague is another record: reading the project does not open it.
        let named = matches!(one.field.as_str(), "company" | "verifier");
        Self {
            id: one.id,
            before: one.text_before.filter(|_| !named),
            after: one.text_after.filter(|_| !named),
            field: one.field,
            reason: one.reason,
            proposed_at: one.proposed_at.to_string(),
            outcome: one.outcome.map(Outcome::key),
            decided_at: one.decided_at.map(|at| at.to_string()),
        }
    }
}

/// The restatements of a project.
#[utoipa::path(get, path = "/api/v1/projects/{id}/restatements", params(("id" = String, Path)), responses((status = 200, body = Vec<RestatementJson>), (status = 404)), tag = "investment")]
pub async fn list_restatements(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
) -> Result<Json<Vec<RestatementJson>>, Problem> {
    let listed = api.read(&app, |r, me| {
        let found = restatement::of_project(r, &me.actor, id_of(&id)?)?;
        let (_, level, lines) = found.ok_or(ProblemKind::NotFound)?;
        if level < Level::Read { Err(ProblemKind::Forbidden.into()) } else { Ok(lines) }
    });
    Ok(Json(listed.await?.into_iter().map(RestatementJson::from).collect()))
}

/// Another text for a field of a verified win.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct RestatementInput {
    /// The field's key, or `status`.
    pub field: String,
    /// The text, as a person would write it.
    pub text: String,
    /// Why.
    pub reason: String,
}

/// Proposes a restatement.
#[utoipa::path(post, path = "/api/v1/projects/{id}/restatements", params(("id" = String, Path)), request_body = RestatementInput, responses((status = 201, body = MadeJson), (status = 404), (status = 422)), tag = "investment")]
pub async fn propose_restatement(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
    body: ApiJson<RestatementInput>,
) -> Result<Response, Problem> {
    let made = api
        .write(&app, move |tx, me, sent| {
            let id = id_of(&id)?;
            read(tx, me, id)?;
            let input = body.read()?;
            let keys: Vec<&'static str> = Subject::all().map(Subject::key).collect();
            let subject = one_of("field", Some(&input.field), Subject::from_key, &keys)?;
            let subject = subject.ok_or_else(|| {
                let mut faults = Faults::default();
                faults.add("field", "error-required");
                faults
            })?;
            sent.once(tx, me, &body.request(), || {
                restatement::propose(tx, &me.actor, id, (subject, &input.text), &input.reason, me.language)
            })
        })
        .await?;
    Ok((StatusCode::CREATED, Json(MadeJson { id: made })).into_response())
}

/// What is decided of a restatement.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct DecisionInput {
    /// `accepted` or `refused`.
    pub outcome: String,
}

/// Accepts or refuses a restatement that somebody else proposed.
#[utoipa::path(post, path = "/api/v1/projects/{id}/restatements/{restatement}/decision", params(("id" = String, Path), ("restatement" = String, Path)), request_body = DecisionInput, responses((status = 204), (status = 404), (status = 422)), tag = "investment")]
pub async fn decide_restatement(
    State(app): State<App>,
    api: ApiCaller,
    Path((id, one)): Path<(String, String)>,
    body: ApiJson<DecisionInput>,
) -> Result<StatusCode, Problem> {
    api.write(&app, move |tx, me, sent| {
        let id = id_of(&id)?;
        read(tx, me, id)?;
        let keys: Vec<&'static str> = Outcome::ALL.iter().map(|outcome| outcome.key()).collect();
        let outcome = one_of("outcome", Some(&body.read()?.outcome), Outcome::from_key, &keys)?;
        let outcome = outcome.ok_or(ProblemKind::Unreadable)?;
        sent.once(tx, me, &body.request(), || {
            restatement::decide(tx, &me.actor, id, &one, outcome).map(|()| String::new())
        })?;
        Ok(())
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}
