//! The pages of accounts.

pub mod account;
pub mod acting;
pub mod choose;
pub mod code;
pub mod demo;
mod fields;
pub mod identities;
pub mod language;
mod leaving;
pub mod methods;
pub mod passkeys;
pub mod password;
pub mod provider;
pub mod recovery;
pub mod reset_request;
pub mod second_step;
pub mod sessions;
pub mod sign_in;
pub mod sign_out;
pub mod tokens;

use axum::http::header::SET_COOKIE;
use axum::response::Response;
use jiff::Timestamp;
use platform::dates::{day_with_year, time_of_day};
use platform::web::{PostContext, Problem, ProblemKind, Token, cookie, see_other};
use serde::Deserialize;

use super::model::{AccountId, Credentials};
use super::passwords::Hashing;
use super::rules::{FRESH, SESSION_LIFE, local_path};
use super::signing;
use super::storage::{self, accounts};
use crate::frame::{App, Caller, Frame, SESSION};

/// What an address may ask of a page: where to go next, what was just done.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    next: String,
    done: Option<String>,
}

/// Goes on with the session of this token.
fn entered(app: &App, token: &Token, next: &str) -> Response {
    let secure = app.settings.secure();
    with_cookie(
        see_other(local_path(next)),
        &Caller::cookie_name(SESSION, secure),
        token.secret(),
        SESSION_LIFE.as_secs(),
        secure,
    )
}

fn with_cookie(mut response: Response, name: &str, value: &str, seconds: i64, secure: bool) -> Response {
    response.headers_mut().append(SET_COOKIE, cookie(name, value, seconds, secure));
    response
}

/// The hash of the session's token. An API token does not open these pages: its scopes say nothing of them.
fn own_session(caller: &Caller) -> Result<String, Problem> {
    caller.session_hash().map(str::to_owned).ok_or_else(|| ProblemKind::SignIn.into())
}

/// The account, if this is its password: asked again before what its owner would regret most.
async fn proven(
    app: &App,
    hashing: &Hashing,
    caller: &Caller,
    context: &PostContext,
    password: String,
) -> Result<Option<Credentials>, Problem> {
    own_session(caller)?;
    let count = |tx: &platform::database::Transaction, me: &crate::frame::Me| {
        let account = AccountId(me.account);
        let within = signing::try_again(tx, account)?;
        Ok((within, accounts::by_id(tx, account)?.ok_or(ProblemKind::SignIn)?))
    };
    let (within, found) = app.write(caller, context, count).await?;
    if !within {
        return Err(Problem::from(ProblemKind::TooMany).back_to("/account"));
    }
    let right = hashing.matches(password, found.password_hash.clone()).await?;
    Ok(right.then_some(found))
}

/// Whether the person proved again who they are: by their password, or, when none opens the account, by a session opened
/// just now.
async fn proven_or_fresh(
    app: &App,
    hashing: &Hashing,
    caller: &Caller,
    context: &PostContext,
    password: String,
) -> Result<bool, Problem> {
    let hash = own_session(caller)?;
    let (me, (found, opened)) = app
        .read(caller, |r, me| {
            let found = accounts::by_id(r, AccountId(me.account))?.ok_or(ProblemKind::SignIn)?;
            Ok((found, storage::sessions::opened_at(r, &hash)?))
        })
        .await?;
    if found.has_password() {
        return Ok(proven(app, hashing, caller, context, password).await?.is_some());
    }
    let fresh = opened.is_some_and(|opened| me.actor.at.duration_since(opened) < FRESH);
    let again = || Problem::from(ProblemKind::Forbidden).saying("error-sign-in-again").back_to("/account");
    if fresh { Ok(true) } else { Err(again()) }
}

/// A day and an hour, in the zone of the instance.
pub fn moment(frame: &Frame, at: &Timestamp) -> String {
    let local = at.to_zoned(frame.zone.clone());
    let language = frame.t.language;
    frame.t.with2(
        "account-moment",
        "day",
        day_with_year(local.date(), language),
        "time",
        time_of_day(local.time(), language),
    )
}

/// A day, in the zone of the instance.
fn day(frame: &Frame, at: &Timestamp) -> String {
    day_with_year(at.to_zoned(frame.zone.clone()).date(), frame.t.language)
}
