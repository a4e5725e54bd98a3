//! The code that follows the password, for accounts that ask for one.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use platform::web::{Cookies, Faults, Form, Page, Problem, ProblemKind, Token, see_other};
use serde::Deserialize;

use super::super::model::{Origin, Purpose};
use super::super::signing::{self, Second};
use super::{Asked, entered, with_cookie};
use crate::frame::{App, Caller, Frame};

/// The cookie of somebody whose password was right.
const STEP: &str = "maillage-step";

#[derive(Template)]
#[template(path = "account/pages/code.html")]
struct Code {
    frame: Frame,
    next: String,
    faults: Faults,
}

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Input {
    code: String,
    next: String,
}

/// Goes to the page that asks for the code.
pub fn awaited(app: &App, token: &Token, next: &str) -> Response {
    let secure = app.settings.secure();
    let query = serde_html_form::to_string([("next", next)]).unwrap_or_default();
    let page = see_other(&format!("/sign-in/code?{query}"));
    with_cookie(page, &Caller::cookie_name(STEP, secure), token.secret(), Purpose::SecondStep.life().as_secs(), secure)
}

fn step(headers: &HeaderMap, secure: bool) -> Option<Token> {
    Cookies::of(headers).get(&Caller::cookie_name(STEP, secure)).map(Token::from_text)
}

pub async fn show(State(app): State<App>, caller: Caller, headers: HeaderMap, Query(asked): Query<Asked>) -> Response {
    if step(&headers, caller.secure).is_none() {
        return see_other("/sign-in");
    }
    Page(StatusCode::OK, Code { frame: Frame::public(&app, &caller), next: asked.next, faults: Faults::default() }).into_response()
}

pub async fn enter(
    State(app): State<App>,
    caller: Caller,
    origin: Origin,
    headers: HeaderMap,
    Form { value: input, .. }: Form<Input>,
) -> Result<Response, Problem> {
    let token = step(&headers, caller.secure).unwrap_or_else(|| Token::from_text(""));
    let former = caller.session_hash().map(str::to_owned);
    let code = input.code;
    let outcome = app.database.write(move |tx| signing::second_step(tx, &token, &code, &origin, former.as_deref())).await?;
    match outcome {
        Second::Entered(token) => {
            let secure = caller.secure;
            Ok(with_cookie(entered(&app, &token, &input.next), &Caller::cookie_name(STEP, secure), "", 0, secure))
        }
        Second::Wrong => {
            let mut faults = Faults::default();
            faults.add("code", "error-code");
            Ok(Page(StatusCode::UNPROCESSABLE_ENTITY, Code { frame: Frame::public(&app, &caller), next: input.next, faults }).into_response())
        }
        Second::TooMany => Err(Problem::from(ProblemKind::TooMany).back_to("/sign-in")),
        Second::TooLate => Err(Problem::from(ProblemKind::LinkExpired).saying(Purpose::SecondStep.ended()).back_to("/sign-in")),
    }
}
