//! The companies that one's organisation follows.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use platform::dates::day_with_year;
use platform::web::{Page, Problem};

use super::super::filter::{Column, Sort};
use super::super::storage::{self, After, CAP, Row};
use super::bar::{Address, Bar, PAGE};
use crate::directory::colleagues;
use crate::frame::rights::KEEP_FILES;
use crate::frame::{App, Caller, Frame};
use crate::reference::country_name;
use crate::saved_views::Panel;

const LINES: usize = 50;
/// One more row says whether there is a next page.
const LINES_AND_ONE: i64 = 51;

#[derive(Template)]
#[template(path = "prospecting/lists/pages/list.html")]
struct List {
    frame: Frame,
    address: Address,
    bar: Bar,
    views: Panel,
    columns: Vec<Column>,
    rows: Vec<Row>,
    total: i64,
    next: Option<String>,
    sort: Sort,
    today: Date,
    may_add: bool,
}

impl List {
    fn country(&self, code: &str) -> String {
        country_name(code, self.frame.t.language).to_owned()
    }

    fn day(&self, day: &Date) -> String {
        day_with_year(*day, self.frame.t.language)
    }

    fn late(&self, day: &Date) -> bool {
        *day < self.today
    }

    fn label(&self, column: &Column) -> String {
        self.frame.t.keyed("company-column-", column.key())
    }

    fn total_text(&self) -> String {
        let t = &self.frame.t;
        if self.total > CAP {
            t.with("list-total-many", "n", CAP)
        } else {
            t.with("companies-visible", "n", self.total)
        }
    }
}

/// The page.
pub async fn list(
    State(app): State<App>,
    caller: Caller,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let address = Address::read(query.as_deref().unwrap_or_default())?;
    let today = app.database.ids().clock().now().to_zoned(app.settings.zone()).date();
    let (me, (rows, total, people, countries, views, sort)) = app
        .read(&caller, |r, me| {
            let filter = address.filter(Some(me.account));
            let after = address.after.as_deref().and_then(After::read);
            let rows = storage::list(r, &me.actor, &filter, (after.as_ref(), today), LINES_AND_ONE)?;
            let total = storage::count(r, &me.actor, &filter, today)?;
            let (people, countries) = (colleagues(r, &me.actor)?, storage::countries(r, &me.actor)?);
            Ok((rows, total, people, countries, Panel::of(r, me, PAGE, address.whole())?, filter.sort))
        })
        .await?;
    let may_add = me.may(KEEP_FILES);
    let frame = Frame::new(&app, &caller, me, "companies").done(address.done.clone());
    let bar = Bar::of(&frame, &address, &people, &countries);
    let mut rows = rows;
    let more = rows.len() > LINES;
    rows.truncate(LINES);
    let next = rows.last().filter(|_| more).map(|row| address.further(&row.after(sort).text()));
    let columns = address.columns();
    let list = List { frame, address, bar, views, columns, rows, total, next, sort, today, may_add };
    Ok(Page(StatusCode::OK, list).into_response())
}
