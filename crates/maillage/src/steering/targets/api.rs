//! Targets in the API: the same verbs as the pages.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use platform::database::Reader;
use platform::text::tidy;
use platform::web::{Faults, Problem, ProblemKind};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::super::pages::now;
use super::super::{counting::Year, steered};
use super::model::{Target, TargetId, TargetInput, TargetVersion, VersionInput};
use super::pages::id_of;
use super::rules::{check_target, check_version};
use super::storage;
use crate::frame::{ApiCaller, ApiJson, ApiQuery, App, Me, Versioned, json_created};
use crate::investment::FigureJson;

/// A version of a target.
#[derive(Debug, Serialize, ToSchema)]
pub struct TargetVersionJson {
    /// From 1.
    pub number: i64,
    /// The figure, as it was stated, with how it is counted.
    pub figure: FigureJson,
    /// Where one starts from.
    pub baseline: Option<FigureJson>,
    /// `wished`, `aimed` or `voted`.
    pub firmness: &'static str,
    /// What it supposes.
    pub hypotheses: Option<String>,
    /// What may prevent it.
    pub risks: Option<String>,
    /// Where it is stated.
    pub stated_in: Option<String>,
    /// The statement of a text of the instance.
    pub statement: Option<String>,
    /// When it was decided, as stated.
    pub decided_on: Option<String>,
    /// Why it replaced the one before.
    pub reason: Option<String>,
    /// When it was noted.
    pub written_at: String,
}

impl From<&TargetVersion> for TargetVersionJson {
    fn from(version: &TargetVersion) -> Self {
        let day = version.decided_on.as_ref();
        Self {
            number: version.number,
            figure: FigureJson::of(&version.figure),
            baseline: version.baseline.as_ref().map(FigureJson::of),
            firmness: version.firmness.key(),
            hypotheses: version.hypotheses.clone(),
            risks: version.risks.clone(),
            stated_in: version.stated_in.clone(),
            statement: version.statement.clone(),
            decided_on: day
                .map(|date| date.wording().map_or_else(|| date.latest().to_string(), str::to_owned)),
            reason: version.reason.clone(),
            written_at: version.written_at.to_string(),
        }
    }
}

/// A target.
#[derive(Debug, Serialize, ToSchema)]
pub struct TargetJson {
    /// Its identifier.
    pub id: String,
    /// The key of its indicator.
    pub indicator: &'static str,
    /// The year.
    pub year: i64,
    /// The axis; none for the whole.
    pub axis: Option<String>,
    /// The name of the axis.
    pub axis_name: Option<String>,
    /// Whether it was withdrawn.
    pub withdrawn: bool,
    /// Whether it was invented for the demonstration.
    pub fictitious: bool,
    /// The version in force, which a change must name in `If-Match`.
    pub version: TargetVersionJson,
    /// Every version, the latest first; left out of a list.
    pub versions: Vec<TargetVersionJson>,
}

impl TargetJson {
    /// A target, with its versions when they were read.
    pub fn of(target: &Target, me: &Me, versions: &[TargetVersion]) -> Self {
        Self {
            id: target.id.to_string(),
            indicator: target.indicator.key(),
            year: target.year,
            axis: target.axis.as_ref().map(|axis| axis.id.to_string()),
            axis_name: target.axis.as_ref().map(|axis| axis.name(me.language).to_owned()),
            withdrawn: target.withdrawn_at.is_some(),
            fictitious: target.fictitious,
            version: (&target.now).into(),
            versions: versions.iter().map(TargetVersionJson::from).collect(),
        }
    }
}

/// The targets of a year.
#[derive(Debug, Serialize, ToSchema)]
pub struct TargetList {
    /// Of the whole first, then by axis.
    pub items: Vec<TargetJson>,
}

/// The year asked for.
#[derive(Debug, Default, Deserialize, Serialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct YearQuery {
    /// A year, in four digits; this one if it is not said.
    #[param(value_type = Option<i64>, minimum = 1900, maximum = 2200)]
    year: Option<String>,
}

impl YearQuery {
    /// The year, if one is asked for.
    pub fn year(&self) -> Result<Option<Year>, Problem> {
        asked_year(self.year.as_deref())
    }
}

/// The year of an address, if one is asked for.
pub fn asked_year(text: Option<&str>) -> Result<Option<Year>, Problem> {
    let Some(text) = text else { return Ok(None) };
    text.parse().ok().and_then(Year::of).map(Some).ok_or_else(|| {
        let mut faults = Faults::default();
        faults.add("year", "error-year");
        faults.into()
    })
}

fn read(reader: &Reader, me: &Me, id: TargetId) -> Result<TargetJson, Problem> {
    let target = storage::find(reader, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
    Ok(TargetJson::of(&target, me, &storage::versions(reader, id)?))
}

/// The targets of a year of the organisation acted for.
#[utoipa::path(get, path = "/api/v1/targets", params(YearQuery), responses((status = 200, body = TargetList), (status = 422)), tag = "steering")]
pub async fn list_targets(
    State(app): State<App>,
    api: ApiCaller,
    query: ApiQuery<YearQuery>,
) -> Result<Json<TargetList>, Problem> {
    let this = i64::from(now(&app).today().year());
    let items = api.read(&app, |r, me| {
        let year = query.read()?.year()?.map_or(this, |year| year.number);
        let targets = storage::of_year(r, &me.actor, year)?;
        Ok(targets.iter().map(|target| TargetJson::of(target, me, &[])).collect())
    });
    Ok(Json(TargetList { items: items.await? }))
}

/// One target, with every version.
#[utoipa::path(get, path = "/api/v1/targets/{id}", params(("id" = String, Path)), responses((status = 200, body = TargetJson), (status = 404)), tag = "steering")]
pub async fn get_target(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
) -> Result<Versioned<TargetJson>, Problem> {
    let body = api.read(&app, |r, me| read(r, me, id_of(&id)?)).await?;
    Ok(Versioned(Some(body.version.number), body))
}

/// Sets a target.
#[utoipa::path(post, path = "/api/v1/targets", request_body = TargetInput, responses((status = 201, body = TargetJson), (status = 403), (status = 422)), tag = "steering")]
pub async fn set_target(
    State(app): State<App>,
    api: ApiCaller,
    input: ApiJson<TargetInput>,
) -> Result<Response, Problem> {
    let today = now(&app).today();
    let body = api
        .write(&app, move |tx, me, sent| {
            steered(&me.actor)?;
            let new = check_target(&input.read()?, (me.language, today))?;
            let id = sent.once(tx, me, &input.request(), || {
                storage::add(tx, &me.actor, &new, false).map(|id| id.to_string())
            })?;
            read(tx, me, id_of(&id)?)
        })
        .await?;
    Ok(json_created(&format!("/api/v1/targets/{}", body.id), body.version.number, body))
}

/// Replaces the version named in `If-Match` by another, with the reason.
#[utoipa::path(post, path = "/api/v1/targets/{id}/versions", params(("id" = String, Path)), request_body = VersionInput, responses((status = 200, body = TargetJson), (status = 403), (status = 404), (status = 409), (status = 422), (status = 428)), tag = "steering")]
pub async fn revise_target(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
    input: ApiJson<VersionInput>,
) -> Result<Versioned<TargetJson>, Problem> {
    let today = now(&app).today();
    let body = api
        .write(&app, move |tx, me, sent| {
            let id = id_of(&id)?;
            let target = storage::find(tx, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
            steered(&me.actor)?;
            let (version, input_read) = (sent.version()?, input.read()?);
            let new = check_version(target.indicator, &input_read, (me.language, today))?;
            sent.once(tx, me, &input.request(), || {
                storage::revise(tx, &me.actor, id, version, &new).map(|number| number.to_string())
            })?;
            read(tx, me, id)
        })
        .await?;
    Ok(Versioned(Some(body.version.number), body))
}

/// Why a target is withdrawn.
#[derive(Debug, Default, Deserialize, Serialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct WithdrawalQuery {
    /// The reason.
    reason: String,
}

/// Withdraws a target that should not have been set; its versions stay.
#[utoipa::path(delete, path = "/api/v1/targets/{id}", params(("id" = String, Path), WithdrawalQuery), responses((status = 204), (status = 403), (status = 404), (status = 422)), tag = "steering")]
pub async fn withdraw_target(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
    query: ApiQuery<WithdrawalQuery>,
) -> Result<StatusCode, Problem> {
    api.write(&app, move |tx, me, _| {
        let id = id_of(&id)?;
        storage::find(tx, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
        storage::withdraw(tx, &me.actor, id, &tidy(&query.read()?.reason))
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}
