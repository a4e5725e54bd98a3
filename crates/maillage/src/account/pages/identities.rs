//! Who one is elsewhere: linking a provider to one's account, taking it back, refusing one's own password.

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use platform::web::{Form, Problem, see_other};
use serde::Deserialize;

use super::super::federation::Federation;
use super::super::identities;
use super::super::model::{AccountId, IdentityId, Origin};
use super::super::passwords::Hashing;
use super::demo::Nothing;
use super::{methods, own_session, proven_or_fresh, provider};
use crate::frame::{App, Caller};

/// What the form of a link sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Input {
    provider: String,
    current_password: String,
}

/// What the form of the password's use sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct UseInput {
    only: String,
    current_password: String,
}

pub async fn link(
    State(app): State<App>,
    Extension(federation): Extension<Federation>,
    Extension(hashing): Extension<Hashing>,
    caller: Caller,
    origin: Origin,
    Form { value: input, context }: Form<Input>,
) -> Result<Response, Problem> {
    own_session(&caller)?;
    let (me, ()) = app.read(&caller, |_, _| Ok(())).await?;
    let chosen = provider::known(&app, &input.provider)?;
    if !proven_or_fresh(&app, &hashing, &caller, &context, input.current_password).await? {
        return Ok(methods::wrong_password(&app, &caller).await?.into_response());
    }
    let account = Some(AccountId(me.account));
    provider::leave(&app, &federation, &caller, chosen, origin, account, "/account/methods".into()).await
}

pub async fn unlink(
    State(app): State<App>,
    caller: Caller,
    Path(identity): Path<IdentityId>,
    Form { context, .. }: Form<Nothing>,
) -> Result<Response, Problem> {
    own_session(&caller)?;
    app.submit(&caller, &context, move |tx, me| identities::unlink(tx, me, identity)).await?;
    Ok(see_other("/account/methods?done=done-provider-unlinked"))
}

/// Refuses one's own password, or accepts it again.
pub async fn password_use(
    State(app): State<App>,
    Extension(hashing): Extension<Hashing>,
    caller: Caller,
    Form { value: input, context }: Form<UseInput>,
) -> Result<Response, Problem> {
    own_session(&caller)?;
    if !proven_or_fresh(&app, &hashing, &caller, &context, input.current_password).await? {
        return Ok(methods::wrong_password(&app, &caller).await?.into_response());
    }
    let only = input.only == "yes";
    app.submit(&caller, &context, move |tx, me| identities::only_elsewhere(tx, me, only)).await?;
    Ok(see_other("/account/methods?done=done-password-use"))
}
