//! What this administrator may do.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use platform::jobs;
use platform::web::{Page, Problem};

use super::needs_people;
use crate::frame::{App, Caller, Frame};

#[derive(Template)]
#[template(path = "administration/pages/index.html")]
pub struct Index {
    frame: Frame,
    organisation: String,
    instance: bool,
    dead: usize,
}

pub async fn show(State(app): State<App>, caller: Caller) -> Result<Page<Index>, Problem> {
    let (me, dead) = app
        .read(&caller, |r, me| {
            needs_people(me)?;
            Ok(if me.runs_instance() { jobs::dead(r, 100)?.len() } else { 0 })
        })
        .await?;
    let (organisation, instance) = (me.organisation_name.clone(), me.runs_instance());
    Ok(Page(
        StatusCode::OK,
        Index { frame: Frame::new(&app, &caller, me, "administration"), organisation, instance, dead },
    ))
}
