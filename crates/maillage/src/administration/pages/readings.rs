//! That records were opened, in the whole instance: who and when, neither which nor what it is called.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use jiff::Timestamp;
use platform::web::{Page, Problem};

use super::super::storage::log::{self, Seen};
use super::needs;
use crate::account::moment;
use crate::frame::rights::RUN_INSTANCE;
use crate::frame::{App, Caller, Frame};

const SHOWN: i64 = 200;

#[derive(Template)]
#[template(path = "administration/pages/readings.html")]
pub struct Readings {
    frame: Frame,
    seen: Vec<Seen>,
}

impl Readings {
    fn moment(&self, at: &Timestamp) -> String {
        moment(&self.frame, at)
    }
}

pub async fn show(State(app): State<App>, caller: Caller) -> Result<Page<Readings>, Problem> {
    let (me, seen) = app
        .read(&caller, |r, me| {
            needs(me, RUN_INSTANCE)?;
            log::of_instance(r, me, SHOWN)
        })
        .await?;
    Ok(Page(StatusCode::OK, Readings { frame: Frame::new(&app, &caller, me, "administration"), seen }))
}
