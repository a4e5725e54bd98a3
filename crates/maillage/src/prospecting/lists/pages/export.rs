//! The list of companies as a file: what the page shows, every row of it.

use axum::extract::{RawQuery, State};
use axum::response::Response;
use platform::sheets::{Cell, Format};
use platform::web::Problem;

use super::super::filter::Column;
use super::super::storage::{self, Row};
use super::bar::{Address, Bar};
use crate::directory::colleagues;
use crate::frame::exporting::{Export, Line, MOST_AND_ONE, export, may_export};
use crate::frame::{App, Caller, Frame};
use crate::reference::country_name;

/// As a workbook.
pub async fn xlsx(state: State<App>, caller: Caller, query: RawQuery) -> Result<Response, Problem> {
    take(state, caller, query, Format::Xlsx).await
}

/// As separated text.
pub async fn csv(state: State<App>, caller: Caller, query: RawQuery) -> Result<Response, Problem> {
    take(state, caller, query, Format::Csv).await
}

async fn take(
    State(app): State<App>,
    caller: Caller,
    RawQuery(query): RawQuery,
    format: Format,
) -> Result<Response, Problem> {
    let address = Address::read(query.as_deref().unwrap_or_default())?;
    let columns = address.columns();
    let today = app.database.ids().clock().now().to_zoned(app.settings.zone()).date();
    let (me, (ids, people, countries)) = app
        .read(&caller, |r, me| {
            may_export(me)?;
            let filter = address.filter(Some(me.account));
            let ids = storage::files(r, &me.actor, &filter, (None, today), MOST_AND_ONE)?;
            Ok((ids, colleagues(r, &me.actor)?, storage::countries(r, &me.actor)?))
        })
        .await?;
    let frame = Frame::new(&app, &caller, me, "companies");
    let t = &frame.t;
    let mut headings = vec![t.text("field-name").to_owned()];
    for column in &columns {
        match column {
            // Two facts that the page sets side by side.
            Column::Place => {
                headings.extend([t.text("field-city").to_owned(), t.text("field-country").to_owned()]);
            }
            _ => headings.push(t.keyed("company-column-", column.key())),
        }
    }
    let list = Export {
        kind: "organisation",
        name: "nav-companies",
        format,
        address: address.whole(),
        chips: Bar::of(&frame, &address, &people, &countries).chips,
        headings,
        ids,
    };
    export(&app, &caller, &frame, list, |r, me, some| {
        let line = |row: Row| Line {
            cells: cells(&frame, &row, &columns),
            id: row.company.to_string(),
            fictitious: row.fictitious,
        };
        Ok(storage::rows(r, &me.actor, some)?.into_iter().map(line).collect())
    })
    .await
}

fn cells(frame: &Frame, row: &Row, columns: &[Column]) -> Vec<Cell> {
    let country = |code: &str| Cell::text(country_name(code, frame.t.language));
    let said = |words: Option<&String>| words.map_or(Cell::Empty, |words| Cell::text(words.clone()));
    let day = |day: Option<jiff::civil::Date>| day.map_or(Cell::Empty, Cell::Day);
    let mut cells = vec![Cell::text(row.name.clone())];
    for column in columns {
        match column {
            Column::Place => cells.extend([said(row.city.as_ref()), country(&row.country)]),
            Column::Control => cells.push(row.control.as_deref().map_or(Cell::Empty, country)),
            Column::Last => cells.push(day(row.last)),
            Column::Step => cells.push(day(row.due)),
            Column::Contact => cells.push(said(row.contact.as_ref())),
        }
    }
    cells
}
