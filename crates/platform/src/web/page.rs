//! Pages: a struct with its template, rendered.

use askama::Template;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION};
use axum::response::{IntoResponse, Response};

use super::{Problem, ProblemKind};

/// A page to send, with its status.
pub struct Page<T>(pub StatusCode, pub T);

impl<T: Template> IntoResponse for Page<T> {
    fn into_response(self) -> Response {
        match self.1.render() {
            Ok(html) => {
                (self.0, [(CONTENT_TYPE, "text/html; charset=utf-8"), (CACHE_CONTROL, "no-store")], html)
                    .into_response()
            }
            Err(error) => {
                tracing::error!(%error, "a page cannot be rendered");
                Problem::from(ProblemKind::Internal).into_response()
            }
        }
    }
}

/// Whether this is a path of this instance, fit for a link or a redirection.
pub fn is_local(path: &str) -> bool {
    path.starts_with('/')
        && !path.starts_with("//")
        && path.len() <= 2000
        && path.chars().all(|c| c.is_ascii_graphic() && c != '\\')
}

/// The page is at another address from now on. It may come back, so that no browser keeps this.
pub fn moved(url: &str) -> Response {
    (StatusCode::MOVED_PERMANENTLY, [(LOCATION, url), (CACHE_CONTROL, "no-store")]).into_response()
}

/// Goes to another page after a form.
pub fn see_other(url: &str) -> Response {
    (StatusCode::SEE_OTHER, [(LOCATION, url)]).into_response()
}
