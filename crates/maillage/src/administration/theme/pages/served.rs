//! The logo and the stylesheet of the theme, for everyone: the sign-in page shows them.

use axum::extract::{Query, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use platform::web::{Problem, ProblemKind};
use serde::Deserialize;

use super::super::colours::Colour;
use crate::frame::App;

/// The address of both carries the version as `v`; it changes with each change.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The colour that a preview tries.
    accent: String,
}

pub async fn logo(State(app): State<App>, headers: HeaderMap) -> Result<Response, Problem> {
    let theme = app.themes.now();
    let Some(logo) = theme.logo.clone() else { return Err(ProblemKind::NotFound.into()) };
    Ok(kept(&headers, "image/png", &theme.version.to_string(), logo))
}

/// One line: the colour from which the stylesheet derives the others. Only a colour can stand there.
pub async fn style(
    State(app): State<App>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let theme = app.themes.now();
    let tried = Colour::parse(&asked.accent).map(|colour| colour.to_string());
    let Some(accent) = tried.or_else(|| theme.accent.clone()) else {
        return Err(ProblemKind::NotFound.into());
    };
    let line = format!(":root {{ --m-accent-base: {accent}; }}\n");
    Ok(kept(&headers, "text/css; charset=utf-8", accent.trim_start_matches('#'), line.into_bytes()))
}

/// Kept by the browser, which asks whether it is still good: a process that does not know the newest theme yet must not
/// have its answer kept under the newest address.
fn kept(headers: &HeaderMap, kind: &'static str, mark: &str, bytes: Vec<u8>) -> Response {
    let mark = format!("\"{mark}\"");
    let held = headers.get(IF_NONE_MATCH).and_then(|held| held.to_str().ok()).unwrap_or_default();
    let cache = [(ETAG, mark.clone()), (CACHE_CONTROL, "public, no-cache".to_owned())];
    if held.split(',').any(|one| one.trim().trim_start_matches("W/") == mark) {
        return (StatusCode::NOT_MODIFIED, cache).into_response();
    }
    (cache, [(CONTENT_TYPE, kind)], bytes).into_response()
}
