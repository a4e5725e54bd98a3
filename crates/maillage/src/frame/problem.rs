//! Problems as pages in the reader's language, or as RFC 9457 JSON for the API.

use std::any::Any;

use askama::Template;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION, RETRY_AFTER};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use platform::web::{Page, Problem, ProblemKind};
use serde_json::json;

use super::layout::fault_text;
use super::{App, Caller, Frame};

#[derive(Template)]
#[template(path = "frame/problem.html")]
struct ProblemPage {
    frame: Frame,
    title: String,
    explanation: String,
    faults: Vec<String>,
    way_out: String,
    way_out_label: String,
}

/// Turns the problem of an answer into words. The outermost layer but the headers.
pub async fn negotiate(State(app): State<App>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let api = path.starts_with("/api/");
    let safe = request.method().is_safe();
    let caller = request.extensions().get::<Caller>().cloned();
    let mut response = next.run(request).await;
    let problem = response.extensions_mut().remove::<Problem>().or_else(|| bare(&response));
    let Some(problem) = problem else { return response };
    let Some(caller) = caller else { return response };
    if api { json(&app, &caller, &problem) } else { page(&app, &caller, problem, safe) }
}

/// Answers that the router itself gives: an unknown path, a method that a path does not have, a body too large.
fn bare(response: &Response) -> Option<Problem> {
    let kind = match response.status() {
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => ProblemKind::NotFound,
        StatusCode::PAYLOAD_TOO_LARGE => ProblemKind::TooLarge,
        StatusCode::BAD_REQUEST | StatusCode::UNSUPPORTED_MEDIA_TYPE => ProblemKind::Unreadable,
        StatusCode::UNPROCESSABLE_ENTITY if !response.headers().contains_key(CACHE_CONTROL) => {
            ProblemKind::Unreadable
        }
        StatusCode::REQUEST_TIMEOUT | StatusCode::SERVICE_UNAVAILABLE => ProblemKind::Unavailable,
        _ => return None,
    };
    Some(kind.into())
}

fn json(app: &App, caller: &Caller, problem: &Problem) -> Response {
    let t = app.text(caller.answers_in());
    let key = problem.kind.key();
    let detail =
        problem.message.map_or_else(|| t.keyed("problem-detail-", key), |message| t.text(message).to_owned());
    let faults: Vec<_> = problem
        .faults
        .iter()
        .map(|fault| json!({"field": fault.field, "code": fault.message, "message": fault_text(&t, fault)}))
        .collect();
    let mut body = json!({
        "type": format!("urn:maillage:problem:{key}"),
        "title": t.keyed("problem-title-", key),
        "status": problem.kind.status().as_u16(),
        "detail": detail,
    });
    if !faults.is_empty() {
        body["errors"] = faults.into();
    }
    let headers = [(CONTENT_TYPE, "application/problem+json"), (CACHE_CONTROL, "no-store")];
    (problem.kind.status(), headers, body.to_string()).into_response()
}

fn page(app: &App, caller: &Caller, mut problem: Problem, safe: bool) -> Response {
    if problem.kind == ProblemKind::NotFound {
        // Nothing in it may tell what is hidden from what does not exist, not even the way back.
        problem = ProblemKind::NotFound.into();
    }
    if problem.kind == ProblemKind::SignIn && safe {
        let next = serde_html_form::to_string([("next", &caller.path)]).unwrap_or_default();
        return (
            StatusCode::SEE_OTHER,
            [(LOCATION, format!("/sign-in?{next}")), (CACHE_CONTROL, "no-store".into())],
        )
            .into_response();
    }
    let mut frame = Frame::public(app, caller);
    frame.t = app.text(caller.answers_in());
    // The bytes of "not found" must not tell one address from another.
    frame.once = String::new();
    frame.path = "/".into();
    let t = frame.t.clone();
    let key = problem.kind.key();
    let status = problem.kind.status();
    let page = ProblemPage {
        title: t.keyed("problem-title-", key),
        explanation: problem
            .message
            .map_or_else(|| t.keyed("problem-detail-", key), |message| t.text(message).to_owned()),
        faults: problem.faults.iter().map(|fault| frame.fault(fault)).collect(),
        way_out_label: if problem.way_out.is_some() {
            t.text("problem-back").to_owned()
        } else {
            t.text("problem-home").to_owned()
        },
        way_out: problem.way_out.unwrap_or_else(|| "/".into()),
        frame,
    };
    let mut response = Page(status, page).into_response();
    if status == StatusCode::TOO_MANY_REQUESTS {
        response.headers_mut().insert(RETRY_AFTER, axum::http::HeaderValue::from_static("900"));
    }
    response
}

/// A handler panicked: the message goes to the log, not to the reader.
#[expect(clippy::needless_pass_by_value, reason = "the layer that catches panics gives it away")]
pub fn panicked(panic: Box<dyn Any + Send + 'static>) -> Response {
    let text =
        panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    tracing::error!(panic = text.unwrap_or("no message"), "a handler panicked");
    Problem::from(ProblemKind::Internal).into_response()
}
