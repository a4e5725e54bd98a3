//! Search in the API.

use axum::Json;
use axum::extract::State;
use platform::search::matching::Question;
use platform::search::search as find;
use platform::web::{Faults, Problem};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

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
    /// The record.
    pub id: String,
    /// Its kind.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// Its page.
    pub url: String,
}

/// The best matches, 20 at most.
#[derive(Debug, Serialize, ToSchema)]
pub struct SearchPage {
    /// The matches, best first.
    pub items: Vec<HitJson>,
}

/// Everything visible that matches, accents ignored and a wrong letter forgiven.
#[utoipa::path(get, path = "/api/v1/search", params(SearchQuery), responses((status = 200, body = SearchPage)), tag = "search")]
pub async fn search(
    State(app): State<App>,
    api: ApiCaller,
    query: ApiQuery<SearchQuery>,
) -> Result<Json<SearchPage>, Problem> {
    let hits = api
        .read(&app, |r, me| match Question::new(&asked(query.read()?)?) {
            Some(question) => Ok(find(r, &me.actor, &question)?),
            None => Ok(Vec::new()),
        })
        .await?;
    let hit = |hit: platform::search::Hit| HitJson {
        url: app.registry.url(&hit.kind, hit.record),
        id: hit.record.to_string(),
        kind: hit.kind,
        title: hit.title,
    };
    Ok(Json(SearchPage { items: hits.into_iter().map(hit).collect() }))
}

fn asked(query: SearchQuery) -> Result<String, Faults> {
    let mut faults = Faults::default();
    faults.longer(&[("q", &query.q, 200)]);
    if query.q.is_empty() {
        faults.add("q", "error-required");
    }
    faults.or(query.q)
}
