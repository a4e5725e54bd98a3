//! Asking for another password. The answer is the same whether the address is known or not.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::database::Error;
use platform::web::{Faults, Form, Page, Problem, see_other};
use serde::Deserialize;

use super::super::model::Origin;
use super::super::{rules, signing};
use crate::frame::{App, Caller, Frame};

#[derive(Template)]
#[template(path = "account/pages/reset_request.html")]
pub struct ResetRequest {
    frame: Frame,
    email: String,
    faults: Faults,
    sent: bool,
}

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Input {
    email: String,
}

/// Whether the form was sent.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    sent: Option<String>,
}

pub async fn show(State(app): State<App>, caller: Caller, Query(asked): Query<Asked>) -> Page<ResetRequest> {
    let frame = Frame::public(&app, &caller);
    Page(
        StatusCode::OK,
        ResetRequest { frame, email: String::new(), faults: Faults::default(), sent: asked.sent.is_some() },
    )
}

pub async fn ask(
    State(app): State<App>,
    caller: Caller,
    origin: Origin,
    Form { value: input, .. }: Form<Input>,
) -> Result<Response, Problem> {
    let Some(email) = rules::email(&input.email) else {
        let mut faults = Faults::default();
        faults.add("email", "error-email");
        let page =
            ResetRequest { frame: Frame::public(&app, &caller), email: input.email, faults, sent: false };
        return Ok(Page(StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    };
    app.database.write::<_, Error, _>(move |tx| signing::ask_reset(tx, &email, &origin)).await?;
    Ok(see_other("/password-reset?sent=yes"))
}
