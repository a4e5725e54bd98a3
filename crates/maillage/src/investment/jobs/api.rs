//! Stated jobs in the API: the same verb as the page.

use axum::extract::{Path, State};
use platform::database::Reader;
use platform::web::{Problem, ProblemKind};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::super::api::{FigureJson, id_of, read as read_project};
use super::model::{JobLine, JobNature, JobsInput};
use super::rules::{self, Difference};
use super::{check, differences, of_project, put, seen_from, total};
use crate::frame::{ApiCaller, ApiJson, App, Me, Versioned};

/// Jobs of one nature under one contract.
#[derive(Debug, Serialize, ToSchema)]
pub struct JobLineJson {
    /// `created`, `safeguarded` or `transferred`.
    pub nature: &'static str,
    /// `open-ended`, `fixed-term`, `agency`, `apprenticeship` or `other`.
    pub contract: &'static str,
    /// Jobs that each of the three years adds, none where nothing is said.
    pub years: Vec<Option<FigureJson>>,
}

/// A headline that does not say what the lines add up to.
#[derive(Debug, Serialize, ToSchema)]
pub struct DifferenceJson {
    /// The field of the headline, which is what gauges count.
    pub field: &'static str,
    /// What it says.
    pub headline: Option<FigureJson>,
    /// What the lines add up to.
    pub lines: Option<FigureJson>,
}

/// The jobs that a company states, line by line.
#[derive(Debug, Serialize, ToSchema)]
pub struct JobsJson {
    /// The lines.
    pub lines: Vec<JobLineJson>,
    /// Jobs created over three years, without contracts of temporary work agencies.
    pub created: Option<FigureJson>,
    /// Jobs safeguarded, likewise.
    pub safeguarded: Option<FigureJson>,
    /// Jobs transferred, likewise.
    pub transferred: Option<FigureJson>,
    /// Contracts of temporary work agencies, in no other total.
    pub agency: Option<FigureJson>,
    /// Where the headlines of the project say something else.
    pub differences: Vec<DifferenceJson>,
}

impl JobsJson {
    fn of(lines: &[JobLine], differences: &[Difference]) -> Self {
        let json = |figure: Option<platform::figures::Figure>| figure.as_ref().map(FigureJson::of);
        let years =
            |line: &JobLine| line.years.iter().map(|year| year.as_ref().map(FigureJson::of)).collect();
        let one = |line: &JobLine| JobLineJson {
            nature: line.nature.key(),
            contract: line.contract.key(),
            years: years(line),
        };
        let differing = |one: &Difference| DifferenceJson {
            field: one.field.key(),
            headline: one.headline.as_ref().map(FigureJson::of),
            lines: one.lines.as_ref().map(FigureJson::of),
        };
        Self {
            lines: lines.iter().map(one).collect(),
            created: json(total(lines, JobNature::Created)),
            safeguarded: json(total(lines, JobNature::Safeguarded)),
            transferred: json(total(lines, JobNature::Transferred)),
            agency: json(rules::agency(lines)),
            differences: differences.iter().map(differing).collect(),
        }
    }
}

/// The jobs that a company states, as sent: all of them.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct JobLinesInput {
    /// Each line.
    pub lines: Vec<JobsInput>,
}

fn read(reader: &Reader, me: &Me, id: &str) -> Result<(Option<i64>, JobsJson), Problem> {
    let (project, level, lines) = of_project(reader, &me.actor, id_of(id)?)?.ok_or(ProblemKind::NotFound)?;
    if level < seen_from(&project) {
        return Err(ProblemKind::Forbidden.into());
    }
    let differing = differences(&lines, |field| project.figure(field));
    Ok((Some(project.version), JobsJson::of(&lines, &differing)))
}

/// The jobs that a company states, by nature, contract and year.
#[utoipa::path(get, path = "/api/v1/projects/{id}/jobs", params(("id" = String, Path)), responses((status = 200, body = JobsJson), (status = 404)), tag = "investment")]
pub async fn list_jobs(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
) -> Result<Versioned<JobsJson>, Problem> {
    let (version, body) = api.read(&app, |r, me| read(r, me, &id)).await?;
    Ok(Versioned(version, body))
}

/// Says all the jobs that a company states, from the version named in `If-Match`.
#[utoipa::path(put, path = "/api/v1/projects/{id}/jobs", params(("id" = String, Path)), request_body = JobLinesInput, responses((status = 200, body = JobsJson), (status = 404), (status = 409), (status = 422), (status = 428)), tag = "investment")]
pub async fn put_jobs(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
    body: ApiJson<JobLinesInput>,
) -> Result<Versioned<JobsJson>, Problem> {
    let (version, body) = api
        .write(&app, move |tx, me, sent| {
            let known = id_of(&id)?;
            read_project(tx, me, known)?;
            let (version, input) = (sent.version()?, body.read()?);
            put(tx, &me.actor, known, version, &check(&input.lines, me.language)?)?;
            read(tx, me, &id)
        })
        .await?;
    Ok(Versioned(version, body))
}
