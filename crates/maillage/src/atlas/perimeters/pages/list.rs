//! The perimeters that one may see, by name.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use jiff::civil::Date;
use platform::dates::day_with_year;
use platform::web::{Page, Problem};
use serde::Deserialize;

use super::super::model::{Line, PerimeterId};
use super::super::storage::read;
use crate::frame::rights::KEEP_FILES;
use crate::frame::{App, Caller, Frame};

const PAGE: usize = 50;
/// One more row says whether there is a next page.
const PAGE_AND_ONE: i64 = 51;

/// The place in the list.
#[derive(Debug, Default, Deserialize)]
pub struct View {
    after_key: Option<String>,
    after: Option<PerimeterId>,
}

#[derive(Template)]
#[template(path = "atlas/perimeters/pages/list.html")]
pub struct List {
    frame: Frame,
    lines: Vec<Line>,
    draws: bool,
    next: Option<String>,
}

impl List {
    fn time(&self, line: &Line) -> String {
        time(&self.frame, line.valid_from, line.valid_until)
    }
}

/// From when and until when, the last day included.
pub fn time(frame: &Frame, from: Date, until: Option<Date>) -> String {
    let day = |day: Date| day_with_year(day, frame.t.language);
    match until {
        None => frame.t.with("since-day", "day", day(from)),
        Some(until) => {
            let last = day(until.yesterday().unwrap_or(until));
            frame.t.with2("from-day-to-day", "from", day(from), "until", last)
        }
    }
}

pub async fn list(
    State(app): State<App>,
    caller: Caller,
    Query(view): Query<View>,
) -> Result<Page<List>, Problem> {
    let after = view.after_key.clone().zip(view.after.map(|id| id.to_string()));
    let (me, mut lines) =
        app.read(&caller, |r, me| Ok(read::list(r, &me.actor, after.as_ref(), PAGE_AND_ONE)?)).await?;
    let next = (lines.len() > PAGE).then(|| {
        lines.truncate(PAGE);
        let last = lines.last().map(|line| (line.name_key.clone(), line.id.to_string())).unwrap_or_default();
        serde_html_form::to_string([("after_key", last.0), ("after", last.1)]).unwrap_or_default()
    });
    let draws = me.may(KEEP_FILES);
    let frame = Frame::new(&app, &caller, me, "perimeters");
    Ok(Page(StatusCode::OK, List { frame, lines, draws, next }))
}
