//! Signing out.

use axum::extract::State;
use axum::response::Response;
use platform::web::{Form, PostContext, Problem, ProblemKind, see_other};

use super::super::storage::sessions;
use super::demo::Nothing;
use super::with_cookie;
use crate::frame::{App, Caller, SESSION};

pub async fn sign_out(
    State(app): State<App>,
    caller: Caller,
    Form { .. }: Form<Nothing>,
) -> Result<Response, Problem> {
    if let Some(hash) = caller.session_hash().map(str::to_owned) {
        let closed = app
            .write(&caller, &PostContext::default(), move |tx, me| Ok(sessions::close(tx, &me.actor, &hash)?))
            .await;
        closed.or_else(|problem| if problem.kind == ProblemKind::SignIn { Ok(()) } else { Err(problem) })?;
    }
    let name = Caller::cookie_name(SESSION, caller.secure);
    Ok(with_cookie(see_other("/sign-in?done=done-signed-out"), &name, "", 0, caller.secure))
}
