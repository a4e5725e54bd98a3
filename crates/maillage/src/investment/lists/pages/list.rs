//! The list: a line for each project, in the columns that one chose.

use std::collections::HashMap;

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use platform::access::Level;
use platform::dates::day_with_year;
use platform::web::{Page, Problem};

use super::super::super::fields::Field;
use super::super::super::model::{Project, ProjectId};
use super::super::super::pages::fields::{fact, figure_text};
use super::super::super::storage::read::find_each;
use super::super::columns::Column;
use super::super::filter::Sort;
use super::super::storage::{self, CAP, Row};
use super::address::Address;
use super::bar::{Bar, Own, column_label};
use crate::frame::rights::RUN_PROJECTS;
use crate::frame::{App, Caller, Frame};
use crate::saved_views::Panel;

const PAGE: usize = 50;
/// One more row says whether there is a next page.
const PAGE_AND_ONE: i64 = 51;

#[derive(Template)]
#[template(path = "investment/lists/pages/list.html")]
struct List {
    frame: Frame,
    address: Address,
    bar: Bar,
    views: Panel,
    columns: Vec<Column>,
    rows: Vec<Row>,
    /// The facts that the lines do not hold, when a column shows some.
    facts: HashMap<ProjectId, (Project, Level)>,
    total: i64,
    next: Option<String>,
    sort: Sort,
    /// Whether it holds only what one reads, because of its order or of a filter.
    only_read: bool,
    may_open: bool,
}

pub async fn show(app: &App, caller: &Caller, address: Address) -> Result<Response, Problem> {
    let columns = address.columns();
    let (me, (rows, more, facts, total, filter, own, views)) = app
        .read(caller, |r, me| {
            let own = Own::read(r, &me.actor, &address)?;
            let filter = address.filter(&own.headings);
            let mut rows = storage::list(r, &me.actor, &filter, address.place(), PAGE_AND_ONE)?;
            let more = rows.len() > PAGE;
            rows.truncate(PAGE);
            let facts = if columns.iter().any(|column| column.needs_facts()) {
                let ids: Vec<ProjectId> = rows.iter().map(|row| row.id).collect();
                find_each(r, &me.actor, &ids)?
            } else {
                Vec::new()
            };
            let total = storage::count(r, &me.actor, &filter)?;
            let views = Panel::of(r, me, "/projects", address.whole())?;
            Ok((rows, more, facts, total, filter, own, views))
        })
        .await?;
    let may_open = me.may(RUN_PROJECTS);
    let frame = Frame::new(app, caller, me, "projects").done(address.done.clone());
    let next = rows.last().filter(|_| more).map(|row| address.going_on(row.place(filter.sort)));
    let bar = Bar::of(&frame, &address, &filter, &own);
    let facts = facts.into_iter().map(|found| (found.0.id, found)).collect();
    let only_read = filter.level() >= Level::Read;
    let sort = filter.sort;
    let list =
        List { frame, address, bar, views, columns, rows, facts, total, next, sort, only_read, may_open };
    Ok(Page(StatusCode::OK, list).into_response())
}

impl List {
    fn label(&self, column: &Column) -> String {
        column_label(&self.frame.t, *column)
    }

    /// The address that sorts by a column, or no longer does.
    fn sorted(&self, column: &Column) -> Option<(String, bool)> {
        let sort = match column {
            Column::Stage => Sort::Waiting,
            Column::Field(Field::Jobs) => Sort::Jobs,
            _ => return None,
        };
        let now = self.sort == sort;
        Some((self.address.set("sort", (!now).then(|| sort.key())), now))
    }

    fn days(&self, row: &Row) -> i64 {
        days_since(&self.frame, row)
    }

    fn day(&self, row: &Row) -> String {
        day_with_year(row.updated_at.to_zoned(self.frame.zone.clone()).date(), self.frame.t.language)
    }

    /// What a column of facts says of a project, for those who see that fact.
    fn fact(&self, row: &Row, column: &Column) -> Option<String> {
        let Column::Field(field) = *column else { return None };
        match field {
            Field::Sector => row.sector().map(|sector| self.frame.t.keyed("sector-", sector)),
            Field::Jobs => row.jobs().map(|jobs| figure_text(&jobs, self.frame.t.language)),
            _ => {
                let (project, level) = self.facts.get(&row.id)?;
                fact(&self.frame, project, *level, field)
            }
        }
    }

    fn total_text(&self) -> String {
        let t = &self.frame.t;
        if self.total > CAP {
            t.with("list-total-many", "n", CAP)
        } else {
            t.with(self.address.counted(), "n", self.total)
        }
    }
}

pub fn days_since(frame: &Frame, row: &Row) -> i64 {
    frame.now.duration_since(row.stage_entered_at).as_hours() / 24
}
