//! The targets of a year.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use platform::web::{Page, Problem};
use serde::Deserialize;

use super::super::model::Target;
use super::super::storage;
use crate::frame::rights::STEER;
use crate::frame::{App, Caller, Frame};
use crate::steering::pages::{about, now, said, stated, year_of};

/// The year, in the address.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    year: Option<String>,
    done: Option<String>,
}

#[derive(Template)]
#[template(path = "steering/targets/pages/list.html")]
pub struct List {
    frame: Frame,
    year: i64,
    years: Vec<i64>,
    targets: Vec<Target>,
    steers: bool,
}

pub async fn page(
    State(app): State<App>,
    caller: Caller,
    Query(asked): Query<Asked>,
) -> Result<Page<List>, Problem> {
    let this = i64::from(now(&app).today().year());
    let year = year_of(asked.year.as_deref()).map_or(this, |year| year.number);
    let (me, (targets, mut years)) = app
        .read(&caller, |r, me| Ok((storage::of_year(r, &me.actor, year)?, storage::years(r, &me.actor)?)))
        .await?;
    years.extend([this, year]);
    years.sort_unstable();
    years.dedup();
    let steers = me.may(STEER);
    let frame = Frame::new(&app, &caller, me, "targets").done(asked.done);
    Ok(Page(StatusCode::OK, List { frame, year, years, targets, steers }))
}

impl List {
    fn is_shown(&self, year: &i64) -> bool {
        *year == self.year
    }

    fn about(&self, target: &Target) -> String {
        about(&self.frame, target)
    }

    fn aim(&self, target: &Target) -> String {
        said(&self.frame, Some(&target.now.figure))
    }

    fn source(&self, target: &Target) -> String {
        stated(&target.now, self.frame.t.language)
    }

    fn firmness(&self, target: &Target) -> String {
        self.frame.t.keyed("firmness-", target.now.firmness.key())
    }
}
