//! The companies that one's organisation follows.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use platform::dates::day_with_year;
use platform::web::{Page, Problem};
use serde::Deserialize;

use super::super::model::Row;
use super::super::storage;
use crate::directory::OrganisationId;
use crate::frame::rights::KEEP_FILES;
use crate::frame::{App, Caller, Frame};
use crate::reference::country_name;

const PAGE: usize = 50;
/// One more row says whether there is a next page.
const PAGE_AND_ONE: i64 = 51;

/// The place in the list.
#[derive(Debug, Default, Deserialize)]
pub struct From {
    after_key: Option<String>,
    after: Option<OrganisationId>,
}

#[derive(Template)]
#[template(path = "prospecting/pages/list.html")]
pub struct List {
    frame: Frame,
    rows: Vec<Row>,
    total: i64,
    next: Option<String>,
    may_add: bool,
}

impl List {
    fn country(&self, row: &Row) -> String {
        country_name(&row.country, self.frame.t.language).to_owned()
    }

    fn last(&self, row: &Row) -> Option<String> {
        row.last.map(|day| day_with_year(day, self.frame.t.language))
    }

    fn total_text(&self) -> String {
        let t = &self.frame.t;
        if self.total > 10_000 {
            t.with("list-total-many", "n", 10_000_i64)
        } else {
            t.with("companies-visible", "n", self.total)
        }
    }
}

pub async fn list(
    State(app): State<App>,
    caller: Caller,
    Query(from): Query<From>,
) -> Result<Page<List>, Problem> {
    let after = from.after_key.clone().zip(from.after);
    let (me, (mut rows, total)) = app
        .read(&caller, |r, me| {
            Ok((storage::list(r, &me.actor, after.as_ref(), PAGE_AND_ONE)?, storage::count(r, &me.actor)?))
        })
        .await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let next = rows.last().filter(|_| more).map(|row| {
        serde_html_form::to_string([("after_key", row.name_key.clone()), ("after", row.company.to_string())])
            .unwrap_or_default()
    });
    let may_add = me.may(KEEP_FILES);
    let frame = Frame::new(&app, &caller, me, "companies");
    Ok(Page(StatusCode::OK, List { frame, rows, total, next, may_add }))
}
