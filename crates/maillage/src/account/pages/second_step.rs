//! Asking for a code at each sign-in: the secret, a first code, and the way back.

use askama::Template;
use axum::Extension;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::web::{Faults, Form, Page, Problem, ProblemKind, see_other};
use serde::Deserialize;

use super::super::mails::{About, post};
use super::super::model::{AccountId, Credentials};
use super::super::passwords::Hashing;
use super::super::storage::{accounts, recovery};
use super::super::{inviting, signing, totp};
use super::demo::Nothing;
use super::{Asked, own_session, proven_or_fresh};
use crate::frame::{App, Caller, Frame, Me};

/// The address of this page.
pub const PATH: &str = "/account/second-step";

#[derive(Template)]
#[template(path = "account/pages/second_step.html")]
pub struct SecondStep {
    frame: Frame,
    found: Credentials,
    left: i64,
    faults: Faults,
}

impl SecondStep {
    /// The secret to copy, until a first code was given.
    fn secret(&self) -> Option<String> {
        self.found.totp_secret.as_deref().filter(|_| !self.found.second_step()).map(totp::grouped)
    }

    /// The address as a picture, to be read by a telephone.
    fn picture(&self) -> Option<(i32, String)> {
        totp::picture(&self.uri())
    }

    fn uri(&self) -> String {
        totp::uri(
            self.found.totp_secret.as_deref().unwrap_or_default(),
            &self.frame.instance,
            &self.found.email,
        )
    }
}

/// What the form of the first code sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct CodeInput {
    code: String,
}

/// What the form that goes back sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PasswordInput {
    /// The password, given again.
    pub current_password: String,
}

pub async fn show(
    State(app): State<App>,
    caller: Caller,
    Query(asked): Query<Asked>,
) -> Result<Page<SecondStep>, Problem> {
    own_session(&caller)?;
    page(&app, &caller, StatusCode::OK, Faults::default(), asked.done).await
}

async fn page(
    app: &App,
    caller: &Caller,
    status: StatusCode,
    faults: Faults,
    done: Option<String>,
) -> Result<Page<SecondStep>, Problem> {
    let (me, (found, left)) = app
        .read(caller, |r, me| {
            let account = AccountId(me.account);
            let found = accounts::by_id(r, account)?.ok_or(ProblemKind::NotFound)?;
            Ok((found, recovery::left(r, account)?))
        })
        .await?;
    let frame = Frame { path: PATH.into(), ..Frame::new(app, caller, me, "account") }.done(done);
    Ok(Page(status, SecondStep { frame, found, left, faults }))
}

/// The page again: the password given was not the right one.
pub async fn wrong_password(app: &App, caller: &Caller) -> Result<Response, Problem> {
    let mut faults = Faults::default();
    faults.add("current_password", "error-current-password");
    Ok(page(app, caller, StatusCode::UNPROCESSABLE_ENTITY, faults, None).await?.into_response())
}

pub async fn begin(
    State(app): State<App>,
    caller: Caller,
    Form { context, .. }: Form<Nothing>,
) -> Result<Response, Problem> {
    own_session(&caller)?;
    app.submit(&caller, &context, |tx, me| {
        let secret = totp::new_secret(tx.ids().chance());
        Ok(accounts::begin_codes(tx, &me.actor, AccountId(me.account), &secret)?)
    })
    .await?;
    Ok(see_other(PATH))
}

pub async fn confirm(
    State(app): State<App>,
    caller: Caller,
    Form { value: input, context }: Form<CodeInput>,
) -> Result<Response, Problem> {
    own_session(&caller)?;
    let outcome = app
        .submit(&caller, &context, move |tx, me| {
            let found = accounts::by_id(tx, AccountId(me.account))?.ok_or(ProblemKind::NotFound)?;
            let Some(step) = signing::right_step(&found, &input.code, me.actor.at) else {
                let mut faults = Faults::default();
                faults.add("code", "error-code");
                return Err(faults.into());
            };
            accounts::enable_codes(tx, &me.actor, found.account, step)?;
            Ok(post(tx, found.account, About::CodesAsked)?)
        })
        .await;
    match outcome {
        Ok(()) => Ok(see_other("/account?done=done-codes-enabled")),
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            let faults = Faults(problem.faults);
            Ok(page(&app, &caller, StatusCode::UNPROCESSABLE_ENTITY, faults, None).await?.into_response())
        }
        Err(problem) => Err(problem),
    }
}

pub async fn remove(
    State(app): State<App>,
    Extension(hashing): Extension<Hashing>,
    caller: Caller,
    Form { value: input, context }: Form<PasswordInput>,
) -> Result<Response, Problem> {
    if !proven_or_fresh(&app, &hashing, &caller, &context, input.current_password).await? {
        return wrong_password(&app, &caller).await;
    }
    let remove = |tx: &_, me: &Me| inviting::remove_codes(tx, &me.actor, AccountId(me.account));
    app.submit(&caller, &context, remove).await?;
    Ok(see_other("/account?done=done-codes-disabled"))
}
