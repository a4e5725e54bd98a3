//! Problems as pages in the reader's language, or as JSON for the API.

use std::any::Any;

use askama::Template;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::{ALLOW, CACHE_CONTROL, LOCATION, RETRY_AFTER};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use platform::i18n::Text;
use platform::web::{Fault, Faults, Page, Problem, ProblemKind, is_text};

use super::api::problem::answer;
use super::layout::fault_text;
use super::{App, Caller, Frame, Me};

#[derive(Template)]
#[template(path = "frame/problem.html")]
struct ProblemPage {
    frame: Frame,
    title: String,
    explanation: String,
    /// What is at fault, and where it is mended.
    faults: Vec<(String, Option<String>)>,
    /// What was written and not kept, to copy.
    written: Vec<String>,
    way_out: String,
    way_out_label: String,
}

/// Turns the problem of an answer into words. The outermost layer but the headers.
pub async fn negotiate(State(app): State<App>, request: Request, next: Next) -> Response {
    let api = request.uri().path().starts_with("/api/");
    let caller = request.extensions().get::<Caller>().cloned();
    let address = request.uri().path_and_query().map_or("/", |address| address.as_str());
    let mut response = if is_text(address.as_bytes()) {
        next.run(request).await
    } else {
        Problem::from(ProblemKind::Unreadable).into_response()
    };
    let problem = response.extensions_mut().remove::<Problem>().or_else(|| bare(&response));
    let Some(problem) = problem else { return response };
    let Some(caller) = caller else { return response };
    let mut said = if api { json(&app, &caller, &problem).await } else { page(&app, &caller, problem).await };
    if let Some(allowed) = response.headers_mut().remove(ALLOW) {
        said.headers_mut().insert(ALLOW, allowed);
    }
    said
}

/// In the language that the call asks for, or that of the token's person, who may not have been looked up.
async fn json(app: &App, caller: &Caller, problem: &Problem) -> Response {
    if !caller.chosen && caller.told.get().is_none() {
        person(app, caller, problem.kind).await;
    }
    answer(&app.text(caller.answers_in()), caller, problem)
}

/// Answers that the router itself gives: an unknown path, a method that a path does not have, a body too large.
fn bare(response: &Response) -> Option<Problem> {
    let kind = match response.status() {
        StatusCode::NOT_FOUND => ProblemKind::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => ProblemKind::MethodNotAllowed,
        StatusCode::PAYLOAD_TOO_LARGE => ProblemKind::TooLarge,
        StatusCode::BAD_REQUEST | StatusCode::UNSUPPORTED_MEDIA_TYPE => ProblemKind::Unreadable,
        StatusCode::UNPROCESSABLE_ENTITY if !response.headers().contains_key(CACHE_CONTROL) => {
            ProblemKind::Unreadable
        }
        StatusCode::REQUEST_TIMEOUT => ProblemKind::TooSlow,
        StatusCode::SERVICE_UNAVAILABLE => ProblemKind::Unavailable,
        _ => return None,
    };
    Some(kind.into())
}

/// A problem for the person at a keyboard: what happened, then each thing at fault.
pub fn in_words(t: &Text, problem: &Problem) -> String {
    let key = problem.kind.key();
    let typed = |field: &str| field.replace('_', "-");
    let told = if problem.faults.is_empty() { explanation(t, problem, key, true) } else { String::new() };
    let title = t.keyed("problem-title-", key);
    [title, told].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(". ")
        + &listed(t, &problem.faults, typed)
}

/// Each thing at fault, a line each, under the name of its field.
pub fn listed_faults(t: &Text, faults: &Faults) -> String {
    listed(t, &faults.0, str::to_owned)
}

fn listed(t: &Text, faults: &[Fault], named: impl Fn(&str) -> String) -> String {
    let line =
        |fault: &Fault| format!("\n  {}{}{}", named(fault.field), t.text("form-colon"), fault_text(t, fault));
    faults.iter().map(line).collect()
}

/// The problems after which one wonders whether what was sent was kept: it was not.
const UNSAVED: &[ProblemKind] = &[
    ProblemKind::SignIn,
    ProblemKind::Stale,
    ProblemKind::ActingElsewhere,
    ProblemKind::Forged,
    ProblemKind::Invalid,
    ProblemKind::Unreadable,
    ProblemKind::TooLarge,
    ProblemKind::Unavailable,
    ProblemKind::Internal,
];

pub(super) fn explanation(t: &Text, problem: &Problem, words: &str, safe: bool) -> String {
    if let Some(message) = problem.message {
        return t.text(message).to_owned();
    }
    let detail = t.keyed("problem-detail-", words);
    if !safe && UNSAVED.contains(&problem.kind) {
        format!("{} {detail}", t.text("problem-unsaved"))
    } else {
        detail
    }
}

/// The words of a situation for somebody at a page, who knows addresses and forms but no keys.
fn words_of(kind: ProblemKind, safe: bool) -> &'static str {
    match kind {
        ProblemKind::Unreadable if safe => "address",
        ProblemKind::MethodNotAllowed => "form-address",
        ProblemKind::KeyReused => "form-reused",
        kind => kind.key(),
    }
}

async fn page(app: &App, caller: &Caller, mut problem: Problem) -> Response {
    let hidden = problem.kind == ProblemKind::NotFound;
    if hidden {
        // Nothing in it may tell what is hidden from what does not exist, not even the way back.
        problem = ProblemKind::NotFound.into();
    }
    if problem.kind == ProblemKind::SignIn && caller.safe {
        let headers = [(LOCATION, sign_in(&caller.path)), (CACHE_CONTROL, "no-store".into())];
        return (StatusCode::SEE_OTHER, headers).into_response();
    }
    let mut frame = match person(app, caller, problem.kind).await {
        Some(me) => Frame::new(app, caller, me, ""),
        None => Frame { t: app.text(caller.answers_in()), ..Frame::public(app, caller) },
    };
    if hidden {
        // The bytes must not tell one address from another.
        (frame.once, frame.path) = (String::new(), "/".into());
    }
    let t = frame.t.clone();
    let words = words_of(problem.kind, caller.safe);
    let (way_out, place) = way_out(caller, &problem, frame.me.is_some());
    let status = problem.kind.status();
    let page = ProblemPage {
        title: t.keyed("problem-title-", words),
        explanation: explanation(&t, &problem, words, caller.safe),
        faults: problem
            .faults
            .iter()
            .enumerate()
            .map(|(at, fault)| (frame.fault(fault), problem.mended_at.get(at).cloned()))
            .collect(),
        written: caller.written.get().cloned().unwrap_or_default(),
        way_out_label: t.keyed("problem-to-", place),
        way_out,
        frame,
    };
    let mut response = Page(status, page).into_response();
    if status == StatusCode::TOO_MANY_REQUESTS {
        response.headers_mut().insert(RETRY_AFTER, axum::http::HeaderValue::from_static("900"));
    }
    response
}

/// Who is to read the page, for the menu: looked up again, since most problems come before anyone is.
async fn person(app: &App, caller: &Caller, kind: ProblemKind) -> Option<Me> {
    if kind == ProblemKind::Unavailable {
        return None;
    }
    app.read(caller, |_, _| Ok(())).await.ok().map(|(me, ())| me)
}

fn sign_in(next: &str) -> String {
    format!("/sign-in?{}", serde_html_form::to_string([("next", next)]).unwrap_or_default())
}

/// The pages that a problem may lead to, and the word of each; any other is a record.
const PLACES: &[(&str, &str)] = &[
    ("/", "home"),
    ("/sign-in", "sign-in"),
    ("/password-reset", "password"),
    ("/account", "account"),
    ("/administration/people", "people"),
    ("/projects", "projects"),
];

/// Where one goes on from a problem, and the word of that place.
fn way_out(caller: &Caller, problem: &Problem, known: bool) -> (String, &'static str) {
    if let Some(url) = &problem.way_out {
        let place = PLACES.iter().find(|(path, _)| path == url).map(|(_, place)| *place);
        return (url.clone(), place.unwrap_or(if url.ends_with("/edit") { "page" } else { "record" }));
    }
    let page = match problem.kind {
        ProblemKind::NotFound => None,
        ProblemKind::SignIn => return (sign_in(caller.page().unwrap_or("/")), "sign-in"),
        ProblemKind::TooSlow | ProblemKind::Unavailable | ProblemKind::Internal => caller.page(),
        // A page asked for in a way that is not understood opens without what was asked.
        ProblemKind::Unreadable => {
            caller.page().map(|page| if caller.safe { without_query(page) } else { page })
        }
        _ => caller.page().filter(|_| !caller.safe),
    };
    match page {
        Some(page) => (page.to_owned(), "page"),
        None if known => ("/".into(), "home"),
        None => ("/sign-in".into(), "sign-in"),
    }
}

fn without_query(path: &str) -> &str {
    path.split('?').next().unwrap_or(path)
}

/// A handler panicked: the message goes to the log, not to the reader.
#[expect(clippy::needless_pass_by_value, reason = "the layer that catches panics gives it away")]
pub fn panicked(panic: Box<dyn Any + Send + 'static>) -> Response {
    let text =
        panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    tracing::error!(panic = text.unwrap_or("no message"), "a handler panicked");
    Problem::from(ProblemKind::Internal).into_response()
}
