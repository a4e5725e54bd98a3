//! Acting for another of one's organisations.

use axum::extract::State;
use axum::response::Response;
use platform::access::PrincipalId;
use platform::web::{Form, PostContext, Problem, ProblemKind, see_other};
use serde::Deserialize;

use super::super::model::AccountId;
use super::super::storage::{seats, sessions};
use super::own_session;
use crate::frame::{App, Caller};

/// What the form sends.
#[derive(Debug, Deserialize)]
pub struct Input {
    seat: PrincipalId,
}

pub async fn switch(
    State(app): State<App>,
    caller: Caller,
    Form { value: input, context }: Form<Input>,
) -> Result<Response, Problem> {
    let hash = own_session(&caller)?;
    // It does not matter for which one acts now: the form says for which one will.
    let context = PostContext { acting: None, ..context };
    app.write(&caller, &context, move |tx, me| {
        let account = AccountId(me.account);
        let own = seats::of_account(tx, account, me.actor.at)?.into_iter().any(|seat| seat.id == input.seat);
        if !own {
            return Err(ProblemKind::NotFound.into());
        }
        Ok(sessions::switch(tx, &me.actor, account, &hash, input.seat)?)
    })
    .await?;
    Ok(see_other("/account?done=done-acting"))
}
