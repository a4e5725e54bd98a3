//! The link of each mail: how often one is written to, changed without signing in.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use platform::access::Actor;
use platform::web::{Faults, Form, Page, Problem, Token, see_other};
use serde::Deserialize;

use crate::account::{Purpose, Rhythm, Wish, bearer, choose_rhythm, wish};
use crate::frame::{App, Caller, Frame};

#[derive(Template)]
#[template(path = "today/digest/pages/rhythm.html")]
pub struct Choice {
    frame: Frame,
    email: String,
    wish: Wish,
    token: String,
}

/// What was just done.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    done: Option<String>,
}

pub async fn show(
    State(app): State<App>,
    caller: Caller,
    Path(token): Path<String>,
    Query(done): Query<Done>,
) -> Result<Page<Choice>, Problem> {
    let (now, link) = (app.database.ids().clock().now(), Token::from_text(&token));
    let (found, wish) = app
        .database
        .read(|r| {
            let found = bearer(r, &link, Purpose::Rhythm, now)?;
            let wish = wish(r, found.account)?;
            Ok::<_, Problem>((found, wish))
        })
        .await?;
    let mut frame = Frame::public(&app, &caller).done(done.done);
    frame.t = app.text(found.language);
    Ok(Page(StatusCode::OK, Choice { frame, email: found.email, wish, token }))
}

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Input {
    rhythm: String,
}

pub async fn choose(
    State(app): State<App>,
    Path(token): Path<String>,
    form: Form<Input>,
) -> Result<Response, Problem> {
    let mut faults = Faults::default();
    faults.add("rhythm", "error-choice");
    let rhythm = Rhythm::from_key(&form.value.rhythm).ok_or(faults)?;
    let link = Token::from_text(&token);
    app.database
        .write(move |tx| {
            let now = tx.ids().clock().now();
            let found = bearer(tx, &link, Purpose::Rhythm, now)?;
            let reach = wish(tx, found.account)?.reach;
            Ok::<_, Problem>(choose_rhythm(tx, &Actor::public(now), found.account, (rhythm, reach))?)
        })
        .await?;
    Ok(see_other(&format!("/changes/rhythm/{token}?done=done-rhythm")))
}
