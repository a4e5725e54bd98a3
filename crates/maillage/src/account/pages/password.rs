//! Changing one's password: the other sessions end.

use axum::Extension;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use platform::web::{Faults, Form, Problem, see_other};
use serde::Deserialize;

use super::super::passwords::Hashing;
use super::super::{rules, signing};
use super::account::{Typed, again};
use super::{own_session, proven};
use crate::frame::{App, Caller};

const DONE: &str = "/account?done=done-password-changed";

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Input {
    current_password: String,
    new_password: String,
    again: String,
}

pub async fn change(
    State(app): State<App>,
    Extension(hashing): Extension<Hashing>,
    caller: Caller,
    Form { value: input, context }: Form<Input>,
) -> Result<Response, Problem> {
    let spared = own_session(&caller)?;
    let Some(found) = proven(&app, &hashing, &caller, &context, input.current_password).await? else {
        // Sent twice, the former password is no longer the right one: the first answer is given again.
        if app.answered(&caller, &context).await? {
            return Ok(see_other(DONE));
        }
        let mut faults = Faults::default();
        faults.add("current_password", "error-current-password");
        return Ok(again(&app, &caller, Typed { faults, ..Typed::default() }).await?.into_response());
    };
    let names = [found.given_name.as_str(), found.family_name.as_str()];
    if let Err(faults) = rules::check_password(&input.new_password, &input.again, &found.email, names) {
        return Ok(again(&app, &caller, Typed { faults, ..Typed::default() }).await?.into_response());
    }
    let hash = hashing.hash(input.new_password, app.database.ids().chance()).await?;
    app.submit(&caller, &context, move |tx, me| {
        Ok(signing::change_password(tx, &me.actor, found.account, &hash, &spared)?)
    })
    .await?;
    Ok(see_other(DONE))
}
