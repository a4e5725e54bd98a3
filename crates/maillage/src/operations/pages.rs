//! The statement on accessibility.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use platform::web::Page;

use crate::frame::{App, Caller, Frame};

#[derive(Template)]
#[template(path = "operations/accessibility.html")]
pub struct Accessibility {
    frame: Frame,
}

pub async fn accessibility(State(app): State<App>, caller: Caller) -> Page<Accessibility> {
    Page(StatusCode::OK, Accessibility { frame: Frame::public(&app, &caller) })
}
