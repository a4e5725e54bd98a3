//! Problems of the API: RFC 9457 JSON.

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use platform::i18n::Text;
use platform::web::{Fault, Problem, ProblemKind};
use serde::Serialize;
use utoipa::ToSchema;

use super::super::caller::Caller;
use super::super::layout::fault_text;
use super::super::problem::explanation;

/// A request that is refused, and what to do.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemJson {
    /// What happened, for programs: `urn:maillage:problem:…`.
    #[serde(rename = "type")]
    pub kind: String,
    /// What happened, in words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What to do.
    pub detail: String,
    /// What is at fault in what was sent.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FaultJson>,
}

/// Something at fault in what was sent.
#[derive(Debug, Serialize, ToSchema)]
pub struct FaultJson {
    /// The field, parameter or header.
    pub field: String,
    /// What is wrong, for programs.
    pub code: &'static str,
    /// What is wrong and what is accepted, in words.
    pub message: String,
}

impl FaultJson {
    fn of(t: &Text, fault: &Fault) -> Self {
        let named = fault.args.iter().find(|(name, _)| *name == "name").filter(|_| fault.field.is_empty());
        Self {
            field: named.map_or_else(|| fault.field.to_owned(), |(_, name)| name.clone()),
            code: fault.message,
            message: fault_text(t, fault),
        }
    }
}

/// The words of a situation for a program and whoever writes it.
fn words_of(kind: ProblemKind, safe: bool) -> &'static str {
    match kind {
        ProblemKind::SignIn => "token",
        ProblemKind::Unreadable if safe => "address",
        ProblemKind::Invalid if safe => "parameters",
        ProblemKind::Unreadable => "json",
        kind => kind.key(),
    }
}

/// The answer that says a problem.
pub fn answer(t: &Text, caller: &Caller, problem: &Problem) -> Response {
    let words = words_of(problem.kind, caller.safe);
    let status = problem.kind.status();
    let body = ProblemJson {
        kind: format!("urn:maillage:problem:{}", problem.kind.key()),
        title: t.keyed("problem-title-", words),
        status: status.as_u16(),
        detail: explanation(t, problem, words, caller.safe),
        errors: problem.faults.iter().map(|fault| FaultJson::of(t, fault)).collect(),
    };
    let text = serde_json::to_string(&body).unwrap_or_default();
    let headers = [(CONTENT_TYPE, "application/problem+json"), (CACHE_CONTROL, "no-store")];
    let mut response = (status, headers, text).into_response();
    if status == StatusCode::UNAUTHORIZED {
        response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}
