//! Search in the API.

use axum::Json;
use axum::extract::State;
use platform::web::{Faults, Problem};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::looking::{Match, look};
use crate::frame::{ApiCaller, ApiQuery, App};

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
