//! Signing in by address and password.

use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::database::Error;
use platform::text::tidy;
use platform::web::{Form, Page, Problem, ProblemKind, see_other};
use serde::Deserialize;

use super::super::model::{Credentials, How, Method, Origin};
use super::super::passwords::Hashing;
use super::super::rules::local_path;
use super::super::signing::{self, Attempt};
use super::{Asked, code, entered};
use crate::frame::{App, Caller, Frame};
use crate::settings::Provider;

#[derive(Template)]
#[template(path = "account/pages/sign_in.html")]
struct SignIn {
    frame: Frame,
    email: String,
    next: String,
    refused: bool,
    providers: Vec<Provider>,
}

const BY_PASSWORD: How = How::by(Method::Password);

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Input {
    email: String,
    password: String,
    next: String,
}

pub async fn show(State(app): State<App>, caller: Caller, Query(asked): Query<Asked>) -> Response {
    if caller.session_hash().is_some() && app.read(&caller, |_, _| Ok(())).await.is_ok() {
        return see_other(local_path(&asked.next));
    }
    let frame = Frame::public(&app, &caller).done(asked.done);
    let providers = app.settings.providers.clone();
    let page = SignIn { frame, email: String::new(), next: asked.next, refused: false, providers };
    Page(StatusCode::OK, page).into_response()
}

pub async fn sign_in(
    State(app): State<App>,
    Extension(hashing): Extension<Hashing>,
    caller: Caller,
    origin: Origin,
    Form { value: input, .. }: Form<Input>,
) -> Result<Response, Problem> {
    let email: String = tidy(&input.email).to_lowercase().chars().take(254).collect();
    let (asked, from) = (email.clone(), origin.clone());
    let Attempt { within, found } = app.database.write(move |tx| signing::attempt(tx, &asked, &from)).await?;
    if !within {
        return Err(Problem::from(ProblemKind::TooMany).back_to("/password-reset"));
    }
    let kept = found.as_ref().and_then(|found| found.password_hash.clone());
    let right = hashing.matches(input.password, kept).await?;
    match found {
        Some(found) if right && !found.provider_only => {
            enter(&app, &caller, origin, found, &input.next).await
        }
        found => Ok(refused(&app, &caller, found, email, input.next)),
    }
}

/// The page again. It does not say whether the address or the password was wrong; the log says whose account it was.
fn refused(app: &App, caller: &Caller, found: Option<Credentials>, email: String, next: String) -> Response {
    tracing::info!(account = found.map(|found| found.account.to_string()), "a sign-in was refused");
    let frame = Frame { path: "/sign-in".into(), ..Frame::public(app, caller) };
    let providers = app.settings.providers.clone();
    Page(StatusCode::UNPROCESSABLE_ENTITY, SignIn { frame, email, next, refused: true, providers })
        .into_response()
}

/// The password was right: a code is asked for, or the session opens.
async fn enter(
    app: &App,
    caller: &Caller,
    origin: Origin,
    found: Credentials,
    next: &str,
) -> Result<Response, Problem> {
    if found.second_step() {
        let token = app
            .database
            .write::<_, Error, _>(move |tx| signing::await_code(tx, found.account, &BY_PASSWORD))
            .await?;
        return Ok(code::awaited(app, &token, next));
    }
    let former = caller.session_hash().map(str::to_owned);
    let token = app
        .database
        .write(move |tx| signing::enter(tx, found.account, &BY_PASSWORD, &origin, former.as_deref()))
        .await?;
    Ok(entered(app, &token, next))
}
