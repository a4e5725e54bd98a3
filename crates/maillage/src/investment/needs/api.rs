//! Needs in the API: the same verb as the page.

use axum::extract::{Path, State};
use jiff::civil::Date;
use platform::web::{Problem, ProblemKind};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::super::api::{id_of, read as read_project};
use super::model::{Need, NeedInput};
use super::{check, of_project, put, seen_from};
use crate::frame::{ApiCaller, ApiJson, App, Me, Versioned};

/// A need.
#[derive(Debug, Serialize, ToSchema)]
pub struct NeedJson {
    /// Its kind: `land`, `power`, `labour`…
    pub kind: &'static str,
    /// `must` or `preferred`.
    pub strength: &'static str,
    /// How much and by when, as it was said.
    pub said: Option<String>,
    /// The lower bound, in `unit`.
    pub low: Option<f64>,
    /// The upper bound, in `unit`.
    pub high: Option<f64>,
    /// The unit in which needs of this kind are compared.
    pub unit: Option<&'static str>,
    /// The first day that the words may mean.
    pub earliest: Option<String>,
    /// The last one.
    pub latest: Option<String>,
    /// What one should know of it.
    pub note: Option<String>,
}

impl NeedJson {
    fn of(need: Need) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "JSON has no other number")]
        let units = |millionths: i64| millionths as f64 / 1_000_000.0;
        let (earliest, latest) = need.days();
        let day = |day: Option<Date>| day.map(|day| day.to_string());
        Self {
            kind: need.kind.key(),
            strength: need.strength.key(),
            low: need.low.map(units),
            high: need.high.map(units),
            unit: need.kind.rule().measure.unit(),
            earliest: day(earliest),
            latest: day(latest),
            said: need.said,
            note: need.note,
        }
    }
}

/// The needs of a project.
#[derive(Debug, Serialize, ToSchema)]
pub struct NeedsJson {
    /// Each of them, in order.
    pub needs: Vec<NeedJson>,
}

/// What a project needs, as sent: all of it.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct NeedsInput {
    /// Each need, in order.
    pub needs: Vec<NeedInput>,
}

fn read(reader: &platform::database::Reader, me: &Me, id: &str) -> Result<(Option<i64>, NeedsJson), Problem> {
    let (project, level, needs) = of_project(reader, &me.actor, id_of(id)?)?.ok_or(ProblemKind::NotFound)?;
    if level < seen_from(&project) {
        return Err(ProblemKind::Forbidden.into());
    }
    Ok((Some(project.version), NeedsJson { needs: needs.into_iter().map(NeedJson::of).collect() }))
}

/// What a project needs.
#[utoipa::path(get, path = "/api/v1/projects/{id}/needs", params(("id" = String, Path)), responses((status = 200, body = NeedsJson), (status = 404)), tag = "investment")]
pub async fn list_needs(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
) -> Result<Versioned<NeedsJson>, Problem> {
    let (version, body) = api.read(&app, |r, me| read(r, me, &id)).await?;
    Ok(Versioned(version, body))
}

/// Says all that a project needs, from the version named in `If-Match`.
#[utoipa::path(put, path = "/api/v1/projects/{id}/needs", params(("id" = String, Path)), request_body = NeedsInput, responses((status = 200, body = NeedsJson), (status = 404), (status = 409), (status = 422), (status = 428)), tag = "investment")]
pub async fn put_needs(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
    body: ApiJson<NeedsInput>,
) -> Result<Versioned<NeedsJson>, Problem> {
    let today = app.database.ids().clock().now().to_zoned(app.settings.zone()).date();
    let (version, body) = api
        .write(&app, move |tx, me, sent| {
            let known = id_of(&id)?;
            read_project(tx, me, known)?;
            let (version, input) = (sent.version()?, body.read()?);
            put(tx, &me.actor, known, version, &check(&input.needs, me.language, today)?)?;
            read(tx, me, &id)
        })
        .await?;
    Ok(Versioned(version, body))
}
