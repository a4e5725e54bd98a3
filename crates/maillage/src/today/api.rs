//! Search and what one owes, in the API.

use axum::Json;
use axum::extract::State;
use platform::web::{Faults, Problem};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::looking::{Match, look};
use super::owed::{Asked, owed};
use crate::frame::{ApiCaller, ApiQuery, App, one_of};
use crate::investment::Duty;

/// The question.
#[derive(Debug, Default, Deserialize, Serialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct SearchQuery {
    /// What is looked for.
    q: String,
}

/// A match.
#[derive(Debug, Serialize, ToSchema)]
pub struct HitJson {
    /// The record, or the territory: `commune-13004`.
    pub id: String,
    /// Its kind; `territory` for a territory.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// Its page.
    pub url: String,
}

/// The best matches: 20 records at most, then 5 territories at most.
#[derive(Debug, Serialize, ToSchema)]
pub struct SearchPage {
    /// The matches, best first.
    pub items: Vec<HitJson>,
}

/// Everything visible that matches, territories last, accents ignored and a wrong letter forgiven.
#[utoipa::path(get, path = "/api/v1/search", params(SearchQuery), responses((status = 200, body = SearchPage)), tag = "search")]
pub async fn search(
    State(app): State<App>,
    api: ApiCaller,
    query: ApiQuery<SearchQuery>,
) -> Result<Json<SearchPage>, Problem> {
    let found = api.read(&app, |r, me| Ok(look(&app.registry, r, me, &asked(query.read()?)?)?)).await?;
    let hit = |Match { id, kind, title, url, .. }| HitJson { id, kind, title, url };
    Ok(Json(SearchPage { items: found.into_iter().map(hit).collect() }))
}

fn asked(query: SearchQuery) -> Result<String, Faults> {
    let mut faults = Faults::default();
    faults.longer(&[("q", &query.q, 200)]);
    if query.q.is_empty() {
        faults.add("q", "error-required");
    }
    faults.or(query.q)
}

/// How far to look.
#[derive(Debug, Default, Deserialize, Serialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct DayQuery {
    /// Whether the seven days to come are asked for too.
    #[param(value_type = Option<bool>)]
    week: Option<String>,
}

/// A project on which one owes something.
#[derive(Debug, Serialize, ToSchema)]
pub struct DutyJson {
    /// The project.
    pub project: String,
    /// Its code name.
    pub code_name: String,
    /// Its stage.
    pub stage: &'static str,
    /// Since when.
    pub stage_entered_at: String,
    /// When it was opened.
    pub opened_at: String,
}

/// A project that sleeps until a day.
#[derive(Debug, Serialize, ToSchema)]
pub struct WakingJson {
    /// The project.
    pub project: String,
    /// Its code name.
    pub code_name: String,
    /// `delayed` or `dormant`.
    pub status: &'static str,
    /// The day.
    pub until: String,
}

/// A step that was promised.
#[derive(Debug, Serialize, ToSchema)]
pub struct StepJson {
    /// The interaction that promised it.
    pub interaction: String,
    /// The company.
    pub company: String,
    /// Its name.
    pub company_name: String,
    /// What is to be done.
    pub step: String,
    /// By when.
    pub due: String,
}

/// A register that differs from what was published of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct AtOddsJson {
    /// The register.
    pub register: String,
    /// Its name.
    pub name: String,
    /// How many members are named.
    pub named: usize,
    /// How many were published, as stated.
    pub declared: Option<String>,
}

/// A merge that another organisation proposes.
#[derive(Debug, Serialize, ToSchema)]
pub struct MergeJson {
    /// The proposal.
    pub proposal: String,
    /// The organisation that would stay.
    pub kept_name: String,
    /// The one that would be merged into it.
    pub dropped_name: String,
    /// Who proposes it.
    pub proposer: String,
}

/// What one owes, those that waited longest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct DayJson {
    /// Leads without a first contact.
    pub waiting: Vec<DutyJson>,
    /// Projects to be read again, or verified.
    pub readings: Vec<DutyJson>,
    /// Projects that are in their stage for longer than usual.
    pub stale: Vec<DutyJson>,
    /// Projects that sleep until then.
    pub waking: Vec<WakingJson>,
    /// Steps promised, those overdue included.
    pub steps: Vec<StepJson>,
    /// Registers that differ from what was published.
    pub registers: Vec<AtOddsJson>,
    /// Merges that others propose.
    pub merges: Vec<MergeJson>,
    /// The median delay of first answers over thirty days, in seconds of working time.
    pub first_response_median: Option<i64>,
}

/// What the token's person owes today.
#[utoipa::path(get, path = "/api/v1/today", params(DayQuery), responses((status = 200, body = DayJson), (status = 422)), tag = "search")]
pub async fn get_today(
    State(app): State<App>,
    api: ApiCaller,
    query: ApiQuery<DayQuery>,
) -> Result<Json<DayJson>, Problem> {
    let (now, zone) = (app.database.ids().clock().now(), app.settings.zone());
    let read = api.read(&app, |r, me| {
        let week =
            one_of("week", query.read()?.week.as_deref(), |text| text.parse().ok(), &["true", "false"])?;
        Ok((owed(r, me, &Asked { now, zone: zone.clone(), week: week.unwrap_or(false) })?, me.language))
    });
    let (owed, language) = read.await?;
    let duty = |duty: Duty| DutyJson {
        project: duty.id.to_string(),
        code_name: duty.code_name,
        stage: duty.stage.key(),
        stage_entered_at: duty.stage_entered_at.to_string(),
        opened_at: duty.opened_at.to_string(),
    };
    let duties = |all: Vec<Duty>| all.into_iter().map(duty).collect();
    let waking = owed.waking.into_iter().map(|one| WakingJson {
        project: one.id.to_string(),
        code_name: one.code_name,
        status: one.status.key(),
        until: one.until.to_string(),
    });
    let steps = owed.steps.into_iter().map(|step| StepJson {
        interaction: step.id.to_string(),
        company: step.company.to_string(),
        company_name: step.company_name,
        step: step.next_step,
        due: step.next_due.to_string(),
    });
    let registers = owed.registers.into_iter().map(|one| AtOddsJson {
        register: one.register.id.to_string(),
        name: one.register.name,
        named: one.composition.named,
        declared: one.composition.declared.map(|declared| declared.figure.print(language)),
    });
    let merges = owed.merges.into_iter().map(|one| MergeJson {
        proposal: one.id.to_string(),
        kept_name: one.kept_name,
        dropped_name: one.dropped_name,
        proposer: one.proposer,
    });
    Ok(Json(DayJson {
        waiting: duties(owed.waiting),
        readings: duties(owed.readings),
        stale: duties(owed.stale),
        waking: waking.collect(),
        steps: steps.collect(),
        registers: registers.collect(),
        merges: merges.collect(),
        first_response_median: owed.responses.median,
    }))
}
