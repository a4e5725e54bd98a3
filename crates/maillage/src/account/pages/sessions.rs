//! Revoking sessions.

use axum::extract::{Path, State};
use axum::response::Response;
use platform::web::{Form, Problem, ProblemKind, see_other};

use super::super::model::{AccountId, SessionId};
use super::super::storage::sessions;
use super::demo::Nothing;
use super::own_session;
use crate::frame::{App, Caller};

pub async fn revoke(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Form { context, .. }: Form<Nothing>,
) -> Result<Response, Problem> {
    own_session(&caller)?;
    let id: SessionId = id.parse().map_err(|_| ProblemKind::NotFound)?;
    app.submit(&caller, &context, move |tx, me| {
        Ok(sessions::revoke(tx, &me.actor, AccountId(me.account), id)?)
    })
    .await?;
    Ok(see_other("/account?done=done-session-revoked"))
}

pub async fn revoke_others(
    State(app): State<App>,
    caller: Caller,
    Form { context, .. }: Form<Nothing>,
) -> Result<Response, Problem> {
    let hash = own_session(&caller)?;
    app.submit(&caller, &context, move |tx, me| {
        Ok(sessions::revoke_but(tx, &me.actor, AccountId(me.account), &hash)?)
    })
    .await?;
    Ok(see_other("/account?done=done-sessions-revoked"))
}
