//! Signing out, here and at the provider that one came by.

use axum::Extension;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use platform::web::{Cookies, Form, PostContext, Problem, ProblemKind, Token, see_other};
use serde::Deserialize;

use super::super::federation::{Federation, departure};
use super::super::rules::FLOW_LIFE;
use super::super::storage::sessions;
use super::demo::Nothing;
use super::{leaving, provider, with_cookie};
use crate::frame::{App, Caller, SESSION};

/// The cookie of somebody who was sent to sign out elsewhere.
const LEAVING: &str = "maillage-leaving";
const DONE: &str = "/sign-in?done=done-signed-out";

/// What the browser brings back.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Back {
    state: String,
}

pub async fn sign_out(
    State(app): State<App>,
    Extension(federation): Extension<Federation>,
    caller: Caller,
    Form { .. }: Form<Nothing>,
) -> Result<Response, Problem> {
    let mut elsewhere = None;
    if let Some(hash) = caller.session_hash().map(str::to_owned) {
        let closed = app
            .write(&caller, &PostContext::default(), move |tx, me| {
                let elsewhere = sessions::elsewhere(tx, &hash)?;
                sessions::close(tx, &me.actor, &hash)?;
                Ok(elsewhere)
            })
            .await;
        elsewhere = closed
            .or_else(|problem| if problem.kind == ProblemKind::SignIn { Ok(None) } else { Err(problem) })?;
    }
    let left = match elsewhere {
        Some((key, id_token)) => leave(&app, &federation, &caller, &key, &id_token).await,
        None => None,
    };
    let name = Caller::cookie_name(SESSION, caller.secure);
    Ok(with_cookie(left.unwrap_or_else(|| see_other(DONE)), &name, "", 0, caller.secure))
}

/// The way to sign out at a provider; none when it offers none, or does not answer: one is signed out here all the same.
async fn leave(
    app: &App,
    federation: &Federation,
    caller: &Caller,
    key: &str,
    id_token: &str,
) -> Option<Response> {
    let provider = provider::known(app, key).ok()?;
    let place = federation.place(provider, app.database.ids().clock().now()).await.ok()?;
    let token = Token::new(app.database.ids().chance());
    let back = format!("{}/sign-out/return", app.settings.public_url);
    let url = departure(&place.metadata, id_token, &token.derive("state"), &back)?;
    let page = leaving::to_sign_out(app, caller, &provider.label, url);
    let name = Caller::cookie_name(LEAVING, caller.secure);
    Some(with_cookie(page, &name, token.secret(), FLOW_LIFE.as_secs(), caller.secure))
}

/// Back from the provider: signed out there too. A return that nobody was sent for says nothing.
pub async fn come_back(caller: Caller, headers: HeaderMap, Query(brought): Query<Back>) -> Response {
    let name = Caller::cookie_name(LEAVING, caller.secure);
    let sent = Cookies::of(&headers).get(&name).map(Token::from_text);
    let ours = sent.is_some_and(|token| token.derive("state") == brought.state);
    let answer = see_other(if ours { "/sign-in?done=done-signed-out-everywhere" } else { "/sign-in" });
    with_cookie(answer, &name, "", 0, caller.secure)
}
