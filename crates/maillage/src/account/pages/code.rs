//! The code that follows the password, for accounts that ask for one.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use platform::database::Transaction;
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
    with_cookie(
        page,
        &Caller::cookie_name(STEP, secure),
        token.secret(),
        Purpose::SecondStep.life().as_secs(),
        secure,
    )
}

/// The token of somebody whose first factor was right.
pub fn step(headers: &HeaderMap, secure: bool) -> Option<Token> {
    Cookies::of(headers).get(&Caller::cookie_name(STEP, secure)).map(Token::from_text)
}

/// Goes on with the session: the step is over.
pub fn passed(app: &App, caller: &Caller, session: &Token, next: &str) -> Response {
    let name = Caller::cookie_name(STEP, caller.secure);
    with_cookie(entered(app, session, next), &name, "", 0, caller.secure)
}

fn page(app: &App, caller: &Caller, status: StatusCode, next: String, faults: Faults) -> Response {
    Page(status, Code { frame: Frame::public(app, caller), next, faults }).into_response()
}

pub async fn show(
    State(app): State<App>,
    caller: Caller,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Response {
    if step(&headers, caller.secure).is_none() {
        return see_other("/sign-in");
    }
    page(&app, &caller, StatusCode::OK, asked.next, Faults::default())
}

pub async fn enter(
    State(app): State<App>,
    caller: Caller,
    origin: Origin,
    headers: HeaderMap,
    Form { value: Input { code, next }, .. }: Form<Input>,
) -> Result<Response, Problem> {
    let token = step(&headers, caller.secure).unwrap_or_else(|| Token::from_text(""));
    let former = caller.session_hash().map(str::to_owned);
    let tried = move |tx: &Transaction| signing::second_step(tx, &token, &code, &origin, former.as_deref());
    match app.database.write(tried).await? {
        Second::Entered(token) => Ok(passed(&app, &caller, &token, &next)),
        Second::Wrong => {
            let mut faults = Faults::default();
            faults.add("code", "error-code");
            Ok(page(&app, &caller, StatusCode::UNPROCESSABLE_ENTITY, next, faults))
        }
        Second::TooMany => Err(Problem::from(ProblemKind::TooMany).back_to("/sign-in")),
        Second::TooLate => Err(signing::ended(Purpose::SecondStep)),
    }
}
