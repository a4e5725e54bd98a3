//! The records behind a number, in the API.

use axum::Json;
use axum::extract::{Path, State};
use platform::web::{Faults, Problem};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::super::api::{GaugeJson, IndicatorJson, ObservationJson, indicator_of};
use super::super::counting::Part;
use super::super::observations;
use super::super::pages::now;
use super::super::targets::api::asked_year;
use super::super::view::View;
use super::{Behind, Told, behind, part_of};
use crate::frame::{ApiCaller, ApiQuery, App};
use crate::investment::FigureJson;

/// A project behind a number, with what it brings: a decision, a lead, or what became of it once it was qualified.
#[derive(Debug, Default, Serialize, ToSchema)]
pub struct BehindJson {
    /// The project.
    pub project: String,
    /// Its reference.
    pub reference: String,
    /// Its code name.
    pub code_name: String,
    /// Of a decision: whether it is verified; announced, otherwise.
    pub verified: Option<bool>,
    /// Of a decision: the last day on which the company may have decided.
    pub decided_latest: Option<String>,
    /// Of a decision: whether it may have fallen in another year.
    pub unsure: Option<bool>,
    /// Of a decision: what it adds up to the number, as stated.
    pub brings: Option<FigureJson>,
    /// Of a lead: when it was opened.
    pub opened_at: Option<String>,
    /// Of a lead: how many seconds of working time it waited for its first contact; it still waits, if nothing is said.
    pub waited_seconds: Option<i64>,
    /// Of a project of a cohort: when it was first qualified.
    pub qualified_at: Option<String>,
    /// Of a project of a cohort: `won`, `open` or `over`.
    pub fate: Option<&'static str>,
}

impl BehindJson {
    fn of(one: &Behind) -> Self {
        let named = Self {
            project: one.project.to_string(),
            reference: one.reference.clone(),
            code_name: one.code_name.clone(),
            ..Self::default()
        };
        match &one.told {
            Told::Decided { verified, unsure, brings, latest } => Self {
                verified: Some(*verified),
                unsure: Some(*unsure),
                brings: brings.as_ref().map(FigureJson::of),
                decided_latest: Some(latest.to_string()),
                ..named
            },
            Told::Lead { opened, waited } => {
                Self { opened_at: Some(opened.to_string()), waited_seconds: *waited, ..named }
            }
            Told::Qualified { at, fate } => {
                Self { qualified_at: Some(at.to_string()), fate: Some(fate.key()), ..named }
            }
        }
    }
}

/// An indicator in a year, with what it counts.
#[derive(Debug, Serialize, ToSchema)]
pub struct IndicatorYearJson {
    /// Its definition.
    pub indicator: IndicatorJson,
    /// The year.
    pub year: i64,
    /// Its gauge, when it has one.
    pub gauge: Option<GaugeJson>,
    /// The projects counted that the token's person reads.
    pub records: Vec<BehindJson>,
    /// What is stated, when no record counts it.
    pub observations: Vec<ObservationJson>,
}

/// The year, and the part of the projects.
#[derive(Debug, Default, Deserialize, Serialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct PartQuery {
    /// The year; this one if it is not said.
    #[param(value_type = Option<i64>, minimum = 1900, maximum = 2200)]
    year: Option<String>,
    /// The identifier of an axis, or `none` for the projects under none; all of them if it is not said.
    axis: Option<String>,
}

impl PartQuery {
    fn part(&self, view: &View) -> Result<Part, Faults> {
        let mut faults = Faults::default();
        let part = part_of(view, self.axis.as_deref());
        if part.is_none() {
            faults.add("axis", "error-choice");
        }
        faults.or(part.unwrap_or(Part::Whole))
    }
}

/// One indicator in a year, with the records behind it.
#[utoipa::path(get, path = "/api/v1/indicators/{key}", params(("key" = String, Path), PartQuery), responses((status = 200, body = IndicatorYearJson), (status = 404), (status = 422)), tag = "steering")]
pub async fn get_indicator(
    State(app): State<App>,
    api: ApiCaller,
    Path(key): Path<String>,
    query: ApiQuery<PartQuery>,
) -> Result<Json<IndicatorYearJson>, Problem> {
    let now = now(&app);
    let body = api.read(&app, |r, me| {
        let indicator = indicator_of(&key)?;
        let query = query.read()?;
        let view = View::read(r, &me.actor, asked_year(query.year.as_deref())?, &now)?;
        let part = query.part(&view)?;
        let records = behind(&view, indicator, part, &now.zone);
        Ok(IndicatorYearJson {
            indicator: IndicatorJson::of(&app, me, indicator),
            year: view.year.number,
            gauge: view.gauge(indicator).map(|gauge| GaugeJson::of(gauge, me)),
            records: records.iter().map(BehindJson::of).collect(),
            observations: observations::of(r, &me.actor, indicator)?
                .iter()
                .map(ObservationJson::from)
                .collect(),
        })
    });
    body.await.map(Json)
}
