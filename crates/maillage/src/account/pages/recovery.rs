//! New recovery codes, shown once.

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::web::{Form, Page, Problem, ProblemKind};
use serde::{Deserialize, Serialize};

use super::super::model::AccountId;
use super::super::passwords::Hashing;
use super::super::recovery::grouped;
use super::super::storage::{accounts, recovery};
use super::second_step::{self, PasswordInput};
use super::{own_session, proven_or_fresh};
use crate::frame::{App, Caller, Frame};

#[derive(Template)]
#[template(path = "account/pages/recovery.html")]
struct Recovery {
    frame: Frame,
    codes: Vec<String>,
}

/// The codes, which are not kept with the answer: the same form sent again says none.
#[derive(Serialize, Deserialize)]
struct Codes {
    #[serde(skip)]
    list: Vec<String>,
}

pub async fn make(
    State(app): State<App>,
    Extension(hashing): Extension<Hashing>,
    caller: Caller,
    Form { value: input, context }: Form<PasswordInput>,
) -> Result<Response, Problem> {
    own_session(&caller)?;
    if !proven_or_fresh(&app, &hashing, &caller, &context, input.current_password).await? {
        return second_step::wrong_password(&app, &caller).await;
    }
    let made = app
        .submit(&caller, &context, |tx, me| {
            let found = accounts::by_id(tx, AccountId(me.account))?.ok_or(ProblemKind::NotFound)?;
            if !found.second_step() {
                return Err(ProblemKind::Stale.into());
            }
            Ok(Codes { list: recovery::make(tx, &me.actor, found.account)? })
        })
        .await?;
    let (me, ()) = app.read(&caller, |_, _| Ok(())).await?;
    let frame = Frame { path: second_step::PATH.into(), ..Frame::new(&app, &caller, me, "account") };
    let codes = made.list.iter().map(|code| grouped(code)).collect();
    Ok(Page(StatusCode::OK, Recovery { frame, codes }).into_response())
}
