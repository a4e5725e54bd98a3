//! Positions in the API: corrected, ended, taken away. The answer is the person, as after any change.

use axum::extract::{Path, State};
use platform::web::{Faults, Problem, ProblemKind};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::api::{PersonJson, id_of, read, reading};
use super::model::{PositionId, PositionInput};
use super::pages::position::check_reason;
use super::rules::check_position;
use super::storage::positions;
use crate::frame::{ApiCaller, ApiJson, App, Versioned};

/// A position as it should have been noted, and why it is corrected.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct CorrectionInput {
    /// What it is.
    #[serde(flatten)]
    pub position: PositionInput,
    /// Why it is corrected.
    pub reason: String,
}

/// Why a position is taken away.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct RemovalInput {
    /// Why.
    pub reason: String,
}

/// Until when a position was held.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct EndInput {
    /// As people say it: `fin juin 2024`.
    pub until: String,
}

fn position_of(text: &str) -> Result<PositionId, Problem> {
    text.parse().map_err(|_| ProblemKind::NotFound.into())
}

/// Corrects a position, from the version of the person that was read; what changed and why are in the journal.
#[utoipa::path(patch, path = "/api/v1/people/{id}/positions/{position}", params(("id" = String, Path), ("position" = String, Path)), request_body = CorrectionInput, responses((status = 200, body = PersonJson), (status = 404), (status = 409), (status = 422), (status = 428)), tag = "directory")]
pub async fn correct_position(
    State(app): State<App>,
    api: ApiCaller,
    Path((id, position)): Path<(String, String)>,
    body: ApiJson<CorrectionInput>,
) -> Result<Versioned<PersonJson>, Problem> {
    let shared = app.clone();
    let body = api
        .write(&app, move |tx, me, sent| {
            let (id, position, reading) = (id_of(&id)?, position_of(&position)?, reading(&shared, me));
            read(tx, me, id, reading.today)?;
            let (version, input) = (sent.version()?, body.read()?);
            let new = check_position(&input.position, reading)?;
            let reason = check_reason(&input.reason)?;
            positions::correct(tx, &me.actor, (id, position), version, &new, &reason)?;
            read(tx, me, id, reading.today)
        })
        .await?;
    Ok(Versioned(Some(body.version), body))
}

/// Notes until when a position was held. It is kept, with its end.
#[utoipa::path(post, path = "/api/v1/people/{id}/positions/{position}/end", params(("id" = String, Path), ("position" = String, Path)), request_body = EndInput, responses((status = 200, body = PersonJson), (status = 404), (status = 422)), tag = "directory")]
pub async fn end_position(
    State(app): State<App>,
    api: ApiCaller,
    Path((id, position)): Path<(String, String)>,
    body: ApiJson<EndInput>,
) -> Result<Versioned<PersonJson>, Problem> {
    let shared = app.clone();
    let body = api
        .write(&app, move |tx, me, sent| {
            let (id, position, reading) = (id_of(&id)?, position_of(&position)?, reading(&shared, me));
            read(tx, me, id, reading.today)?;
            let mut faults = Faults::default();
            let until = reading.date(&mut faults, "until", &body.read()?.until);
            if until.is_none() && faults.0.is_empty() {
                faults.add("until", "error-required");
            }
            let until = faults.or(until)?.ok_or(ProblemKind::Invalid)?;
            sent.once(tx, me, &body.request(), || {
                positions::end(tx, &me.actor, id, position, &until).map(|()| String::new())
            })?;
            read(tx, me, id, reading.today)
        })
        .await?;
    Ok(Versioned(Some(body.version), body))
}

/// Takes away a position that was noted by mistake.
#[utoipa::path(post, path = "/api/v1/people/{id}/positions/{position}/removal", params(("id" = String, Path), ("position" = String, Path)), request_body = RemovalInput, responses((status = 200, body = PersonJson), (status = 404), (status = 422)), tag = "directory")]
pub async fn remove_position(
    State(app): State<App>,
    api: ApiCaller,
    Path((id, position)): Path<(String, String)>,
    body: ApiJson<RemovalInput>,
) -> Result<Versioned<PersonJson>, Problem> {
    let shared = app.clone();
    let body = api
        .write(&app, move |tx, me, sent| {
            let (id, position, reading) = (id_of(&id)?, position_of(&position)?, reading(&shared, me));
            read(tx, me, id, reading.today)?;
            let reason = check_reason(&body.read()?.reason)?;
            sent.once(tx, me, &body.request(), || {
                positions::remove(tx, &me.actor, id, position, &reason).map(|()| String::new())
            })?;
            read(tx, me, id, reading.today)
        })
        .await?;
    Ok(Versioned(Some(body.version), body))
}
