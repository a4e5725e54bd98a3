//! Choosing the language: for the browser, and for the account if one is signed in.

use axum::extract::State;
use axum::response::Response;
use platform::i18n::Language;
use platform::web::{Form, PostContext, Problem, ProblemKind, see_other};
use serde::Deserialize;

use super::super::model::AccountId;
use super::super::rules::local_path;
use super::super::storage::accounts;
use super::with_cookie;
use crate::frame::{App, Caller, LANGUAGE};

/// A year.
const KEPT: i64 = 365 * 24 * 3600;

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Input {
    language: String,
    back: String,
}

pub async fn choose(
    State(app): State<App>,
    caller: Caller,
    Form { value: input, .. }: Form<Input>,
) -> Result<Response, Problem> {
    let language = Language::from_code(&input.language).ok_or(ProblemKind::Unreadable)?;
    if caller.session_hash().is_some() {
        keep(&app, &caller, language).await?;
    }
    let back = see_other(local_path(&input.back));
    Ok(with_cookie(back, LANGUAGE, language.code(), KEPT, caller.secure))
}

/// Keeps it in the account. A session that has ended chooses for the browser alone.
async fn keep(app: &App, caller: &Caller, language: Language) -> Result<(), Problem> {
    let kept = app
        .write(caller, &PostContext::default(), move |tx, me| {
            if me.language == language {
                return Ok(());
            }
            Ok(accounts::change_language(tx, &me.actor, AccountId(me.account), language)?)
        })
        .await;
    kept.or_else(|problem| if problem.kind == ProblemKind::SignIn { Ok(()) } else { Err(problem) })
}
