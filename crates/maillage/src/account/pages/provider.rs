//! Signing in at a provider, and coming back.

use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use platform::web::{Cookies, Form, PostContext, Problem, ProblemKind, Token, see_other};
use serde::Deserialize;

use super::super::federation::{Federation, Mishap, Told, authorisation};
use super::super::identities::{self, Returned};
use super::super::model::{AccountId, Flow, FlowPurpose, NewFlow, Origin};
use super::super::rules::FLOW_LIFE;
use super::{code, entered, leaving, with_cookie};
use crate::frame::{App, Caller};
use crate::settings::Provider;

/// The cookie that binds a sign-in elsewhere to this browser.
const ELSEWHERE: &str = "maillage-elsewhere";

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Input {
    next: String,
}

/// What the browser brings back.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Back {
    code: String,
    state: String,
    error: String,
    iss: Option<String>,
}

/// The provider of this key.
pub fn known<'a>(app: &'a App, key: &str) -> Result<&'a Provider, Problem> {
    app.settings.providers.iter().find(|one| one.key == key).ok_or_else(|| ProblemKind::NotFound.into())
}

/// Where a provider sends people back.
fn back(app: &App, provider: &Provider) -> String {
    format!("{}/sign-in/with/{}/return", app.settings.public_url, provider.key)
}

pub async fn begin(
    State(app): State<App>,
    Extension(federation): Extension<Federation>,
    caller: Caller,
    origin: Origin,
    Path(key): Path<String>,
    Form { value: input, .. }: Form<Input>,
) -> Result<Response, Problem> {
    let provider = known(&app, &key)?;
    leave(&app, &federation, &caller, provider, origin, None, input.next).await
}

/// Sends the browser to a provider, and remembers what for.
pub async fn leave(
    app: &App,
    federation: &Federation,
    caller: &Caller,
    provider: &Provider,
    origin: Origin,
    account: Option<AccountId>,
    next: String,
) -> Result<Response, Problem> {
    let now = app.database.ids().clock().now();
    let place = federation.place(provider, now).await.map_err(|mishap| said(provider, &mishap))?;
    let next = next.chars().take(500).collect();
    let new = NewFlow { purpose: FlowPurpose::Provider, provider: Some(provider.key.clone()), account, next };
    let begun = app.database.write(move |tx| identities::begin(tx, &new, &origin)).await?;
    let token = begun.ok_or_else(|| Problem::from(ProblemKind::TooMany).back_to("/sign-in"))?;
    let url = authorisation(provider, &place.metadata, &token, &back(app, provider));
    let page = leaving::to_sign_in(app, caller, &provider.label, url);
    let name = Caller::cookie_name(ELSEWHERE, caller.secure);
    Ok(with_cookie(page, &name, token.secret(), FLOW_LIFE.as_secs(), caller.secure))
}

pub async fn come_back(
    State(app): State<App>,
    Extension(federation): Extension<Federation>,
    caller: Caller,
    origin: Origin,
    headers: HeaderMap,
    Path(key): Path<String>,
    Query(brought): Query<Back>,
) -> Result<Response, Problem> {
    let provider = known(&app, &key)?;
    let name = Caller::cookie_name(ELSEWHERE, caller.secure);
    let token = Cookies::of(&headers).get(&name).map(Token::from_text).ok_or_else(identities::lost)?;
    if brought.state != token.derive("state") || brought.iss.is_some_and(|iss| iss != provider.issuer) {
        return Err(identities::lost());
    }
    let once = token.clone();
    let flow = app.database.write(move |tx| identities::end(tx, &once)).await?;
    if flow.provider.as_deref() != Some(provider.key.as_str()) {
        return Err(identities::lost());
    }
    if !brought.error.is_empty() || brought.code.is_empty() {
        return Err(refused(provider, &brought.error, &flow));
    }
    let now = app.database.ids().clock().now();
    let told = federation.told(provider, &token, &brought.code, &back(&app, provider), now).await;
    let told = told.map_err(|mishap| said(provider, &mishap))?;
    let answer = open(&app, &caller, origin, provider, flow, told).await?;
    Ok(with_cookie(answer, &name, "", 0, caller.secure))
}

/// Opens the account, or links it, now that all was verified.
async fn open(
    app: &App,
    caller: &Caller,
    origin: Origin,
    provider: &Provider,
    flow: Flow,
    told: Told,
) -> Result<Response, Problem> {
    if let Some(asked) = flow.account {
        let link = move |tx: &_, me: &_| identities::link(tx, me, asked, &told);
        app.write(caller, &PostContext::default(), link).await?;
        return Ok(see_other("/account/methods?done=done-provider-linked"));
    }
    let (key, former) = (provider.key.clone(), caller.session_hash().map(str::to_owned));
    let enter = move |tx: &_| identities::enter(tx, &told, &key, &origin, former.as_deref());
    Ok(match app.database.write(enter).await? {
        Returned::Entered(session) => entered(app, &session, &flow.next),
        Returned::AwaitsCode(step) => code::awaited(app, &step, &flow.next),
    })
}

/// The provider, or the person before it, said no.
fn refused(provider: &Provider, error: &str, flow: &Flow) -> Problem {
    let error: String = error.chars().filter(char::is_ascii_graphic).take(60).collect();
    tracing::info!(provider = provider.key, error, "a provider refused a sign-in");
    let way_out = if flow.account.is_some() { "/account/methods" } else { "/sign-in" };
    Problem::from(ProblemKind::Forbidden).saying("error-provider-refused").back_to(way_out)
}

/// What went wrong, for the person; why, for the log.
fn said(provider: &Provider, mishap: &Mishap) -> Problem {
    let (kind, message) = match mishap {
        Mishap::Down(why) => {
            tracing::warn!(provider = provider.key, why, "a provider does not answer as it should");
            (ProblemKind::Unavailable, "error-provider-down")
        }
        Mishap::Unbelievable(why) => {
            tracing::warn!(provider = provider.key, why, "what a provider says is not believed");
            (ProblemKind::Forbidden, "error-provider-invalid")
        }
        Mishap::TooWeak => (ProblemKind::Forbidden, "error-provider-weak"),
    };
    Problem::from(kind).saying(message).back_to("/sign-in")
}
