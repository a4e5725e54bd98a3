//! What one steers by, in the API: indicators with their definitions, the year, the forecast.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::figures::Figure;
use platform::web::{Problem, ProblemKind};
use serde::Serialize;
use utoipa::ToSchema;

use super::cohorts::Cohort;
use super::counting::Amount;
use super::forecast::{Outlook, checks};
use super::indicators::{Basis, INDICATORS, Indicator, Measure};
use super::observations::{self, Observation, ObservationId, ObservationInput};
use super::pages::now;
use super::steered;
use super::targets::api::{TargetJson, YearQuery};
use super::view::{AxisLine, Gauge, View};
use crate::frame::{ApiCaller, ApiJson, ApiQuery, App, Me};
use crate::investment::FigureJson;

/// An indicator, with its definition.
#[derive(Debug, Serialize, ToSchema)]
pub struct IndicatorJson {
    /// Its key.
    pub key: &'static str,
    /// Its name.
    pub name: String,
    /// What it is.
    pub definition: String,
    /// How it is counted.
    pub rule: String,
    /// How it must not be read.
    pub warning: Option<String>,
    /// `verified-projects`, `stage-log` or `stated`.
    pub basis: &'static str,
    /// `number`, `amount`, `share` or `delay`.
    pub measure: &'static str,
    /// Whether targets are set for it.
    pub targeted: bool,
}

impl IndicatorJson {
    pub(super) fn of(app: &App, me: &Me, indicator: Indicator) -> Self {
        let (t, rule) = (app.text(me.language), indicator.rule());
        Self {
            key: indicator.key(),
            name: t.keyed("indicator-", indicator.key()),
            definition: t.keyed("indicator-what-", indicator.key()),
            rule: t.keyed("indicator-rule-", indicator.key()),
            warning: rule.warned.then(|| t.keyed("indicator-warning-", indicator.key())),
            basis: match rule.basis {
                Basis::Verified => "verified-projects",
                Basis::StageLog => "stage-log",
                Basis::Stated => "stated",
            },
            measure: match rule.measure {
                Measure::Number => "number",
                Measure::Amount => "amount",
                Measure::Share => "share",
                Measure::Delay => "delay",
            },
            targeted: rule.targeted,
        }
    }
}

/// The indicators.
#[derive(Debug, Serialize, ToSchema)]
pub struct IndicatorList {
    /// Every one.
    pub items: Vec<IndicatorJson>,
}

/// The indicators, with their definitions.
#[utoipa::path(get, path = "/api/v1/indicators", responses((status = 200, body = IndicatorList)), tag = "steering")]
pub async fn list_indicators(State(app): State<App>, api: ApiCaller) -> Result<Json<IndicatorList>, Problem> {
    let items = api
        .read(&app, |_, me| {
            Ok(INDICATORS.iter().map(|rule| IndicatorJson::of(&app, me, rule.indicator)).collect())
        })
        .await?;
    Ok(Json(IndicatorList { items }))
}

/// An indicator set against its target.
#[derive(Debug, Serialize, ToSchema)]
pub struct GaugeJson {
    /// The key of the indicator.
    pub indicator: &'static str,
    /// What is verified, or stated.
    pub done: Option<FigureJson>,
    /// What is announced beside it, and not verified: not to be added to what is done.
    pub announced: Option<FigureJson>,
    /// What is expected at the end of the year, all told: a range, eight times out of ten.
    pub expected: Option<FigureJson>,
    /// When what is stated was so.
    pub as_of: Option<String>,
    /// What one aims at.
    pub target: Option<TargetJson>,
}

impl GaugeJson {
    pub(super) fn of(gauge: &Gauge, me: &Me) -> Self {
        let figure = |figure: &Option<Figure>| figure.as_ref().map(FigureJson::of);
        Self {
            indicator: gauge.indicator.key(),
            done: figure(&gauge.done),
            announced: figure(&gauge.announced),
            expected: figure(&gauge.expected),
            as_of: gauge.observation.as_ref().map(|one| one.as_of_latest.to_string()),
            target: gauge.target.as_ref().map(|target| TargetJson::of(target, me, &[])),
        }
    }
}

/// A sum over projects.
#[derive(Debug, Serialize, ToSchema)]
pub struct AmountJson {
    /// The sum; none when no project says a number.
    pub figure: Option<FigureJson>,
    /// How many of the projects counted say no number.
    pub silent: usize,
}

impl From<&Amount> for AmountJson {
    fn from(amount: &Amount) -> Self {
        Self { figure: amount.figure.as_ref().map(FigureJson::of), silent: amount.silent }
    }
}

/// The results of an axis.
#[derive(Debug, Serialize, ToSchema)]
pub struct AxisResultJson {
    /// The axis; none for what is under none.
    pub axis: Option<String>,
    /// Its name.
    pub name: Option<String>,
    /// Projects that go on.
    pub ongoing: usize,
    /// Verified projects.
    pub verified: FigureJson,
    /// Their jobs.
    pub jobs: AmountJson,
}

impl AxisResultJson {
    fn of(line: &AxisLine, me: &Me) -> Self {
        Self {
            axis: line.heading.as_ref().map(|one| one.id.to_string()),
            name: line.heading.as_ref().map(|one| one.name(me.language).to_owned()),
            ongoing: line.ongoing,
            verified: FigureJson::of(&line.results.verified.projects),
            jobs: (&line.results.verified.jobs).into(),
        }
    }
}

/// The projects qualified in a quarter.
#[derive(Debug, Serialize, ToSchema)]
pub struct CohortJson {
    /// The quarter: `2026-Q1`.
    pub quarter: String,
    /// How many were qualified.
    pub qualified: usize,
    /// Of these, how many are verified wins.
    pub won: usize,
    /// Of these, how many go on.
    pub open: usize,
    /// Won out of qualified, in thousandths; none when fewer than three were qualified.
    pub share_low: Option<usize>,
    /// The same if every project that goes on were won.
    pub share_high: Option<usize>,
}

impl From<&Cohort> for CohortJson {
    fn from(cohort: &Cohort) -> Self {
        let share = cohort.share();
        Self {
            quarter: format!("{}-Q{}", cohort.year, cohort.quarter),
            qualified: cohort.qualified,
            won: cohort.won,
            open: cohort.open,
            share_low: share.map(|(low, _)| low),
            share_high: share.map(|(_, high)| high),
        }
    }
}

/// A year of an organisation, over the projects that the token's person reads.
#[derive(Debug, Serialize, ToSchema)]
pub struct SteeringJson {
    /// The year.
    pub year: i64,
    /// The day on which it is read.
    pub as_of: String,
    /// Indicators against their targets.
    pub gauges: Vec<GaugeJson>,
    /// By axis; what is under none comes last.
    pub axes: Vec<AxisResultJson>,
    /// Jobs maintained, never added to the others.
    pub safeguarded_jobs: AmountJson,
    /// Contracts with a temporary work agency, never added to the others.
    pub agency_jobs: AmountJson,
    /// Investment that companies disclose, by currency.
    pub capex_disclosed: Vec<FigureJson>,
    /// Investment that is estimated, by currency.
    pub capex_estimated: Vec<FigureJson>,
    /// Verified projects of which it is not known.
    pub capex_unknown: usize,
    /// By quarter of qualification.
    pub conversion: Vec<CohortJson>,
    /// Half of the leads of the year that were answered waited at most this, in seconds of working time.
    pub first_response_median: Option<i64>,
    /// Nine out of ten waited at most this, in seconds of working time.
    pub first_response_p90: Option<i64>,
    /// Leads of the year that wait for an answer: in neither.
    pub awaiting_response: usize,
    /// Projects known of that one does not read: in none of the numbers.
    pub unread: usize,
}

/// The year of the organisation acted for.
#[utoipa::path(get, path = "/api/v1/steering", params(YearQuery), responses((status = 200, body = SteeringJson), (status = 422)), tag = "steering")]
pub async fn get_steering(
    State(app): State<App>,
    api: ApiCaller,
    query: ApiQuery<YearQuery>,
) -> Result<Json<SteeringJson>, Problem> {
    let now = now(&app);
    let body = api.read(&app, |r, me| {
        let view = View::read(r, &me.actor, query.read()?.year()?, &now)?;
        let verified = &view.results.verified;
        let figures = |figures: &[Figure]| figures.iter().map(FigureJson::of).collect();
        Ok(SteeringJson {
            year: view.year.number,
            as_of: view.today.to_string(),
            gauges: view.gauges.iter().map(|gauge| GaugeJson::of(gauge, me)).collect(),
            axes: view.axes.iter().map(|line| AxisResultJson::of(line, me)).collect(),
            safeguarded_jobs: (&verified.safeguarded).into(),
            agency_jobs: (&verified.agency).into(),
            capex_disclosed: figures(&view.results.capex.disclosed),
            capex_estimated: figures(&view.results.capex.estimated),
            capex_unknown: view.results.capex.unknown,
            conversion: view.cohorts.iter().map(CohortJson::from).collect(),
            first_response_median: view.delays.median,
            first_response_p90: view.delays.ninth_decile,
            awaiting_response: view.delays.waiting,
            unread: view.results.aside,
        })
    });
    body.await.map(Json)
}

/// Something stated of an indicator.
#[derive(Debug, Serialize, ToSchema)]
pub struct ObservationJson {
    /// Its identifier.
    pub id: String,
    /// The figure.
    pub figure: FigureJson,
    /// The last day for which it may be stated.
    pub as_of: String,
    /// Where it is stated.
    pub stated_in: Option<String>,
    /// The statement of a text of the instance.
    pub statement: Option<String>,
    /// Whether it was invented for the demonstration.
    pub fictitious: bool,
}

impl From<&Observation> for ObservationJson {
    fn from(one: &Observation) -> Self {
        Self {
            id: one.id.to_string(),
            figure: FigureJson::of(&one.figure),
            as_of: one.as_of_latest.to_string(),
            stated_in: one.stated_in.clone(),
            statement: one.statement.clone(),
            fictitious: one.fictitious,
        }
    }
}

pub(super) fn indicator_of(key: &str) -> Result<Indicator, Problem> {
    Indicator::from_key(key).ok_or_else(|| ProblemKind::NotFound.into())
}

/// Notes what is stated of an indicator that no record counts.
#[utoipa::path(post, path = "/api/v1/indicators/{key}/observations", params(("key" = String, Path)), request_body = ObservationInput, responses((status = 201, body = ObservationJson), (status = 403), (status = 404), (status = 422)), tag = "steering")]
pub async fn add_observation(
    State(app): State<App>,
    api: ApiCaller,
    Path(key): Path<String>,
    input: ApiJson<ObservationInput>,
) -> Result<Response, Problem> {
    let today = now(&app).today();
    let body = api.write(&app, move |tx, me, sent| {
        let indicator = indicator_of(&key)?;
        steered(&me.actor)?;
        let new = observations::check(indicator, &input.read()?, (me.language, today))?;
        let id = sent.once(tx, me, &input.request(), || {
            observations::add(tx, &me.actor, &new, false).map(|id| id.to_string())
        })?;
        let all = observations::of(tx, &me.actor, indicator)?;
        let made = all.iter().find(|one| one.id.to_string() == id).ok_or(ProblemKind::NotFound)?;
        Ok(ObservationJson::from(made))
    });
    Ok((StatusCode::CREATED, Json(body.await?)).into_response())
}

/// Withdraws what was noted by mistake.
#[utoipa::path(delete, path = "/api/v1/indicators/{key}/observations/{id}", params(("key" = String, Path), ("id" = String, Path)), responses((status = 204), (status = 403), (status = 404)), tag = "steering")]
pub async fn withdraw_observation(
    State(app): State<App>,
    api: ApiCaller,
    Path((key, id)): Path<(String, String)>,
) -> Result<StatusCode, Problem> {
    api.write(&app, move |tx, me, _| {
        let id: ObservationId = id.parse().map_err(|_| ProblemKind::NotFound)?;
        observations::withdraw(tx, &me.actor, indicator_of(&key)?, id)
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The chance of the projects at a stage.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChanceJson {
    /// The stage.
    pub stage: &'static str,
    /// How many distinct projects were seen there in the past.
    pub seen: usize,
    /// The probability that one is verified by the end of the year, in thousandths, at least; none when too few were seen.
    pub low: Option<i64>,
    /// At most.
    pub high: Option<i64>,
    /// How many stand there now.
    pub current: usize,
}

/// A past forecast beside what followed.
#[derive(Debug, Serialize, ToSchema)]
pub struct CheckJson {
    /// The day on which it would have been made.
    pub at: String,
    /// The wins it would have expected, at least.
    pub low: i64,
    /// At most.
    pub high: i64,
    /// How many followed.
    pub came: i64,
}

/// The forecast of this year.
#[derive(Debug, Serialize, ToSchema)]
pub struct ForecastJson {
    /// Days that are left.
    pub days: Option<i64>,
    /// Wins that may still come, at least; none when too little is known to say.
    pub wins_low: Option<i64>,
    /// At most.
    pub wins_high: Option<i64>,
    /// Their jobs, at least.
    pub jobs_low: Option<i64>,
    /// At most.
    pub jobs_high: Option<i64>,
    /// How many distinct projects the past shows.
    pub seen: usize,
    /// Projects left out, because too few were seen at their stage.
    pub left_out: usize,
    /// By stage.
    pub chances: Vec<ChanceJson>,
    /// What past forecasts would have been worth.
    pub checks: Vec<CheckJson>,
}

impl ForecastJson {
    fn of(outlook: Option<&Outlook>, seen: usize, checks: Vec<CheckJson>) -> Self {
        let chances = outlook.map(|outlook| outlook.chances.as_slice()).unwrap_or_default();
        let chances = chances.iter().map(|chance| {
            let range = chance.usable().then(|| chance.range());
            ChanceJson {
                stage: chance.stage.key(),
                seen: chance.seen,
                low: range.map(|(low, _)| low),
                high: range.map(|(_, high)| high),
                current: chance.current,
            }
        });
        Self {
            days: outlook.map(|outlook| outlook.days),
            wins_low: outlook.map(|outlook| outlook.wins.0),
            wins_high: outlook.map(|outlook| outlook.wins.1),
            jobs_low: outlook.map(|outlook| outlook.jobs.0),
            jobs_high: outlook.map(|outlook| outlook.jobs.1),
            seen,
            left_out: outlook.map_or(0, |outlook| outlook.left_out),
            chances: chances.collect(),
            checks,
        }
    }
}

/// What may still be won this year, as a range, and how that is known.
#[utoipa::path(get, path = "/api/v1/forecast", responses((status = 200, body = ForecastJson)), tag = "steering")]
pub async fn get_forecast(State(app): State<App>, api: ApiCaller) -> Result<Json<ForecastJson>, Problem> {
    let now = now(&app);
    let body = api.read(&app, |r, me| {
        let view = View::read(r, &me.actor, None, &now)?;
        let Some(Ok(outlook)) = &view.outlook else {
            let seen = match &view.outlook {
                Some(Err(little)) => little.seen,
                _ => 0,
            };
            return Ok(ForecastJson::of(None, seen, Vec::new()));
        };
        let past = checks(&view.courses, now.at, outlook.days).into_iter().map(|check| CheckJson {
            at: check.at.to_string(),
            low: check.said.0,
            high: check.said.1,
            came: check.came,
        });
        Ok(ForecastJson::of(Some(outlook), outlook.seen, past.collect()))
    });
    body.await.map(Json)
}
