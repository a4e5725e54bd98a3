//! The link by which one enters a demonstration. Showing it uses nothing: scanners of mail open every link.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use platform::web::{Form, Page, Problem, ProblemKind, Token};
use serde::Deserialize;

use super::super::model::{Origin, Purpose, Seat};
use super::super::signing;
use super::super::storage::seats;
use super::entered;
use crate::frame::{App, Caller, Frame};

#[derive(Template)]
#[template(path = "account/pages/demo.html")]
pub struct Demo {
    frame: Frame,
    name: String,
    seat: Option<Seat>,
    token: String,
}

/// What the form sends: nothing of its own.
#[derive(Debug, Default, Deserialize)]
pub struct Nothing {}

fn only_in_a_demonstration(app: &App) -> Result<(), Problem> {
    if app.settings.demonstration { Ok(()) } else { Err(ProblemKind::NotFound.into()) }
}

pub async fn show(
    State(app): State<App>,
    caller: Caller,
    Path(token): Path<String>,
) -> Result<Page<Demo>, Problem> {
    only_in_a_demonstration(&app)?;
    let now = app.database.ids().clock().now();
    let (found, seat) = app
        .database
        .read(|r| {
            let found = signing::bearer(r, &Token::from_text(&token), Purpose::Demo, now)?;
            let seat = seats::of_account(r, found.account, now)?.into_iter().next();
            Ok::<_, Problem>((found, seat))
        })
        .await?;
    let frame = Frame { path: "/sign-in".into(), ..Frame::public(&app, &caller) };
    Ok(Page(StatusCode::OK, Demo { frame, name: found.name(), seat, token }))
}

pub async fn enter(
    State(app): State<App>,
    caller: Caller,
    origin: Origin,
    Path(token): Path<String>,
    Form { .. }: Form<Nothing>,
) -> Result<Response, Problem> {
    only_in_a_demonstration(&app)?;
    let former = caller.session_hash().map(str::to_owned);
    let link = Token::from_text(&token);
    let session = app
        .database
        .write(move |tx| signing::enter_by_link(tx, &link, Purpose::Demo, &origin, former.as_deref()))
        .await?;
    Ok(entered(&app, &session, ""))
}
