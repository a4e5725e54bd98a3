//! The registers that one sees, by name.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use platform::web::{Page, Problem};
use serde::Deserialize;

use super::super::model::{Register, RegisterId};
use super::super::storage;
use crate::frame::rights::KEEP_FILES;
use crate::frame::{App, Caller, Frame};

const PAGE: usize = 50;
/// One more row says whether there is a next page.
const PAGE_AND_ONE: i64 = 51;

/// The place in the list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Place {
    after_key: String,
    after: String,
}

#[derive(Template)]
#[template(path = "directory/registers/pages/list.html")]
pub struct List {
    frame: Frame,
    registers: Vec<Register>,
    next: Option<String>,
    adds: bool,
}

pub async fn list(
    State(app): State<App>,
    caller: Caller,
    Query(place): Query<Place>,
) -> Result<Page<List>, Problem> {
    let after = place.after.parse::<RegisterId>().ok().map(|id| (place.after_key.clone(), id));
    let (me, mut registers) =
        app.read(&caller, |r, me| Ok(storage::listed(r, &me.actor, after.as_ref(), PAGE_AND_ONE)?)).await?;
    let more = registers.len() > PAGE;
    registers.truncate(PAGE);
    let next = registers.last().filter(|_| more).map(|last| {
        let place = [("after_key", last.name_key.clone()), ("after", last.id.to_string())];
        serde_html_form::to_string(place).unwrap_or_default()
    });
    let adds = me.may(KEEP_FILES);
    let frame = Frame::new(&app, &caller, me, "registers");
    Ok(Page(StatusCode::OK, List { frame, registers, next, adds }))
}
