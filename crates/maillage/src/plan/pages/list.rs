//! The axes and programmes of the organisation acted for.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use platform::web::{Page, Problem};
use serde::Deserialize;

use super::super::model::{Heading, HeadingKind};
use super::super::storage::headings;
use crate::frame::rights::STEER;
use crate::frame::{App, Caller, Frame};

/// What was just done.
#[derive(Debug, Default, Deserialize)]
pub struct Done {
    done: Option<String>,
}

#[derive(Template)]
#[template(path = "plan/pages/list.html")]
pub struct List {
    frame: Frame,
    headings: Vec<Heading>,
    steers: bool,
}

impl List {
    fn kinds(&self) -> Vec<(HeadingKind, Vec<&Heading>)> {
        let of = |kind: HeadingKind| self.headings.iter().filter(|one| one.kind == kind).collect();
        HeadingKind::ALL.iter().map(|kind| (*kind, of(*kind))).collect()
    }

    fn name<'h>(&self, heading: &'h Heading) -> &'h str {
        heading.name(self.frame.t.language)
    }

    fn organisation(&self) -> &str {
        self.frame.me.as_ref().map_or("", |me| me.organisation_name.as_str())
    }

    /// The years that a heading holds, in words.
    fn years(&self, heading: &Heading) -> String {
        let t = &self.frame.t;
        match (heading.begins, heading.ends) {
            (None, None) => t.text("heading-always").to_owned(),
            (Some(from), None) => t.with("heading-from", "year", from.to_string()),
            (None, Some(to)) => t.with("heading-until", "year", to.to_string()),
            (Some(from), Some(to)) if from == to => from.to_string(),
            (Some(from), Some(to)) => {
                t.with2("heading-between", "from", from.to_string(), "to", to.to_string())
            }
        }
    }
}

pub async fn list(
    State(app): State<App>,
    caller: Caller,
    Query(done): Query<Done>,
) -> Result<Page<List>, Problem> {
    let (me, headings) = app.read(&caller, |r, me| Ok(headings(r, &me.actor)?)).await?;
    let steers = me.may(STEER);
    let frame = Frame::new(&app, &caller, me, "headings").done(done.done);
    Ok(Page(StatusCode::OK, List { frame, headings, steers }))
}
