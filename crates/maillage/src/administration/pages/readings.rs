//! That records were opened, in the whole instance: who and when, neither which nor what it is called.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use jiff::Timestamp;
use platform::web::{Page, Problem};

use super::super::storage::log::{self, Asked, Seen};
use super::accesses::{View, chips};
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
    chips: Vec<(&'static str, bool)>,
}

impl Readings {
    fn moment(&self, at: &Timestamp) -> String {
        moment(&self.frame, at)
    }
}

pub async fn show(
    State(app): State<App>,
    caller: Caller,
    Query(view): Query<View>,
) -> Result<Page<Readings>, Problem> {
    let asked = Asked::of(view.what.as_deref());
    let (me, seen) = app
        .read(&caller, |r, me| {
            needs(me, RUN_INSTANCE)?;
            log::of_instance(r, me, asked, SHOWN)
        })
        .await?;
    let frame = Frame::new(&app, &caller, me, "administration");
    Ok(Page(StatusCode::OK, Readings { frame, seen, chips: chips(asked) }))
}
