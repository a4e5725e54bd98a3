//! Choosing a password by a personal link: the first by an invitation, another after it was forgotten.

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::web::{Faults, Form, Page, Problem, Token, see_other};
use serde::Deserialize;

use super::super::model::{Credentials, Origin, Purpose};
use super::super::passwords::Hashing;
use super::super::{rules, signing};
use super::entered;
use crate::frame::{App, Caller, Frame};

#[derive(Template)]
#[template(path = "account/pages/choose.html")]
pub struct Choose {
    frame: Frame,
    found: Credentials,
    action: String,
    invited: bool,
    faults: Faults,
}

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Input {
    new_password: String,
    again: String,
}

pub async fn show_invitation(
    State(app): State<App>,
    caller: Caller,
    Path(token): Path<String>,
) -> Result<Page<Choose>, Problem> {
    show(&app, &caller, &token, Purpose::Invitation).await
}

pub async fn show_reset(
    State(app): State<App>,
    caller: Caller,
    Path(token): Path<String>,
) -> Result<Page<Choose>, Problem> {
    show(&app, &caller, &token, Purpose::Reset).await
}

async fn show(app: &App, caller: &Caller, token: &str, purpose: Purpose) -> Result<Page<Choose>, Problem> {
    let found = bearer(app, token, purpose).await?;
    Ok(Page(StatusCode::OK, page(app, caller, found, purpose, Faults::default())))
}

async fn bearer(app: &App, token: &str, purpose: Purpose) -> Result<Credentials, Problem> {
    let now = app.database.ids().clock().now();
    app.database.read(|r| signing::bearer(r, &Token::from_text(token), purpose, now)).await
}

fn page(app: &App, caller: &Caller, found: Credentials, purpose: Purpose, faults: Faults) -> Choose {
    Choose {
        frame: Frame::public(app, caller),
        found,
        action: caller.path.clone(),
        invited: purpose == Purpose::Invitation,
        faults,
    }
}

/// The hash of what was chosen, or the page again.
async fn chosen(
    app: &App,
    hashing: &Hashing,
    caller: &Caller,
    token: &str,
    purpose: Purpose,
    input: Input,
) -> Result<Result<String, Response>, Problem> {
    let found = bearer(app, token, purpose).await?;
    let names = [found.given_name.as_str(), found.family_name.as_str()];
    match rules::check_password(&input.new_password, &input.again, &found.email, names) {
        Ok(()) => Ok(Ok(hashing.hash(input.new_password, app.database.ids().chance()).await?)),
        Err(faults) => {
            Ok(Err(Page(StatusCode::UNPROCESSABLE_ENTITY, page(app, caller, found, purpose, faults))
                .into_response()))
        }
    }
}

pub async fn accept(
    State(app): State<App>,
    Extension(hashing): Extension<Hashing>,
    caller: Caller,
    origin: Origin,
    Path(token): Path<String>,
    Form { value, .. }: Form<Input>,
) -> Result<Response, Problem> {
    let hash = match chosen(&app, &hashing, &caller, &token, Purpose::Invitation, value).await? {
        Ok(hash) => hash,
        Err(page) => return Ok(page),
    };
    let former = caller.session_hash().map(str::to_owned);
    let link = Token::from_text(&token);
    let session =
        app.database.write(move |tx| signing::accept(tx, &link, &hash, &origin, former.as_deref())).await?;
    Ok(entered(&app, &session, ""))
}

pub async fn reset(
    State(app): State<App>,
    Extension(hashing): Extension<Hashing>,
    caller: Caller,
    Path(token): Path<String>,
    Form { value, .. }: Form<Input>,
) -> Result<Response, Problem> {
    let hash = match chosen(&app, &hashing, &caller, &token, Purpose::Reset, value).await? {
        Ok(hash) => hash,
        Err(page) => return Ok(page),
    };
    let link = Token::from_text(&token);
    app.database.write(move |tx| signing::reset(tx, &link, &hash)).await?;
    Ok(see_other("/sign-in?done=done-password-reset"))
}
