//! API tokens: made here, their secret shown once.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::text::tidy;
use platform::web::{Faults, Form, Page, Problem, ProblemKind, see_other};
use serde::{Deserialize, Serialize};

use super::super::model::{AccountId, ApiTokenId, NewApiToken};
use super::super::rules::TOKEN_DAYS;
use super::super::storage::tokens;
use super::account::{Typed, again};
use super::demo::Nothing;
use super::own_session;
use crate::frame::rights::USE_API;
use crate::frame::{App, Caller, Frame, Scope};

#[derive(Template)]
#[template(path = "account/pages/token.html")]
struct Made {
    frame: Frame,
    name: String,
    /// None when the form was sent again: it was shown once.
    secret: Option<String>,
}

/// The secret of a new token, which only the first answer says.
#[derive(Default, Serialize, Deserialize)]
struct Secret {
    name: String,
    #[serde(skip)]
    text: Option<String>,
}

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
#[expect(
    clippy::struct_field_names,
    reason = "the page has other forms: the names of fields are those of its labels"
)]
pub struct TokenInput {
    /// What its owner calls it.
    pub token_name: String,
    /// `read`, `write` or `administer`.
    pub token_access: String,
    /// In how many days it ends.
    pub token_days: String,
}

impl TokenInput {
    fn checked(&self, runs_instance: bool) -> Result<(String, Scope, i64), Faults> {
        let mut faults = Faults::default();
        let name = tidy(&self.token_name);
        faults.longer(&[("token_name", &name, 100)]);
        if name.is_empty() {
            faults.add("token_name", "error-required");
        }
        let days = self.token_days.parse().ok().filter(|days| TOKEN_DAYS.contains(days));
        if days.is_none() {
            faults.add("token_days", "error-required");
        }
        let scope =
            Scope::from_key(&self.token_access).filter(|scope| *scope < Scope::Administer || runs_instance);
        if scope.is_none() {
            faults.add("token_access", "error-choice");
        }
        faults.or((name, scope.unwrap_or(Scope::Read), days.unwrap_or_default()))
    }
}

pub async fn create(
    State(app): State<App>,
    caller: Caller,
    Form { value: input, context }: Form<TokenInput>,
) -> Result<Response, Problem> {
    own_session(&caller)?;
    let asked = input.clone();
    let outcome = app
        .submit(&caller, &context, move |tx, me| {
            if !me.may(USE_API) {
                return Err(Problem::from(ProblemKind::Forbidden)
                    .saying("problem-api-not-allowed")
                    .back_to("/account"));
            }
            let seat = me.actor.seat().ok_or(ProblemKind::Forbidden)?;
            let (name, scope, days) = asked.checked(me.runs_instance())?;
            let new = NewApiToken { seat, name: name.clone(), scope, days };
            let token = tokens::create_token(tx, &me.actor, AccountId(me.account), &new)?;
            Ok(Secret { name, text: Some(token.secret().to_owned()) })
        })
        .await;
    let Secret { name, text } = match outcome {
        Ok(secret) => secret,
        Err(problem) if problem.kind == ProblemKind::Invalid => {
            let typed = Typed { faults: Faults(problem.faults), token: input };
            return Ok(again(&app, &caller, typed).await?.into_response());
        }
        Err(problem) => return Err(problem),
    };
    let (me, ()) = app.read(&caller, |_, _| Ok(())).await?;
    let frame = Frame { path: "/account".into(), ..Frame::new(&app, &caller, me, "account") };
    Ok(Page(StatusCode::OK, Made { frame, name, secret: text }).into_response())
}

pub async fn revoke(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    Form { context, .. }: Form<Nothing>,
) -> Result<Response, Problem> {
    own_session(&caller)?;
    let id: ApiTokenId = id.parse().map_err(|_| ProblemKind::NotFound)?;
    app.submit(&caller, &context, move |tx, me| {
        Ok(tokens::revoke(tx, &me.actor, AccountId(me.account), id)?)
    })
    .await?;
    Ok(see_other("/account?done=done-token-revoked"))
}
