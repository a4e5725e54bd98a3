//! The list of projects as a file: what the page shows, every row of it, with numbers and days that a spreadsheet counts.

use std::collections::HashMap;

use axum::extract::{RawQuery, State};
use axum::response::Response;
use jiff::civil::Date;
use platform::access::Level;
use platform::sheets::{Cell, Format};
use platform::web::Problem;

use super::super::super::PROJECT;
use super::super::super::fields::{Field, Input};
use super::super::super::model::{Project, ProjectId};
use super::super::super::pages::fields::{fact, figure_text};
use super::super::super::storage::read::find_each;
use super::super::columns::Column;
use super::super::storage::{Row, ids, rows};
use super::address::Address;
use super::bar::{Bar, Own, column_label};
use crate::frame::exporting::{Export, Line, MOST_AND_ONE, export, may_export};
use crate::frame::{App, Caller, Frame};

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
    let (me, (ids, filter, own)) = app
        .read(&caller, |r, me| {
            may_export(me)?;
            let own = Own::read(r, &me.actor, &address)?;
            let filter = address.filter(&own.headings);
            Ok((ids(r, &me.actor, &filter, None, MOST_AND_ONE)?, filter, own))
        })
        .await?;
    let frame = Frame::new(&app, &caller, me, "projects");
    let t = &frame.t;
    let mut headings = vec![t.text("column-project").to_owned(), t.text("column-reference").to_owned()];
    for column in &columns {
        headings.push(column_label(t, *column));
        if *column == Column::Stage {
            headings.extend([t.text("column-status").to_owned(), t.text("column-stage-since").to_owned()]);
        }
    }
    let list = Export {
        kind: PROJECT.name,
        name: "nav-projects",
        format,
        address: address.whole(),
        chips: Bar::of(&frame, &address, &filter, &own).chips,
        headings,
        ids,
    };
    let facts_needed = columns.iter().any(|column| column.needs_facts());
    export(&app, &caller, &frame, list, |r, me, some: &[ProjectId]| {
        let facts = if facts_needed { find_each(r, &me.actor, some)? } else { Vec::new() };
        let facts: HashMap<ProjectId, (Project, Level)> =
            facts.into_iter().map(|found| (found.0.id, found)).collect();
        let line = |row: Row| Line {
            cells: cells(&frame, &row, facts.get(&row.id), &columns),
            id: row.id.to_string(),
            fictitious: row.fictitious,
        };
        Ok(rows(r, &me.actor, some, &filter)?.into_iter().map(line).collect())
    })
    .await
}

fn cells(frame: &Frame, row: &Row, facts: Option<&(Project, Level)>, columns: &[Column]) -> Vec<Cell> {
    let mut cells = vec![Cell::text(row.code_name.clone()), Cell::text(row.reference.clone())];
    let day = |at: jiff::Timestamp| -> Date { at.to_zoned(frame.zone.clone()).date() };
    for column in columns {
        match column {
            Column::Company => cells.push(row.company().map_or(Cell::Empty, |(name, _)| Cell::text(name))),
            Column::Owner => cells.push(Cell::text(row.owner_name.clone())),
            Column::Stage => cells.extend([
                Cell::text(frame.t.keyed("stage-", row.stage.key())),
                Cell::text(frame.t.keyed("status-", row.status.key())),
                Cell::Day(day(row.stage_entered_at)),
            ]),
            Column::Referent => cells.push(
                row.referent_name.as_deref().map_or(Cell::Empty, |name| Cell::text(frame.who(Some(name)))),
            ),
            Column::Changed => cells.push(Cell::Day(day(row.updated_at))),
            Column::Field(field) => cells.push(told(frame, row, facts, *field)),
        }
    }
    cells
}

/// A fact, for those who see it: counted when it is exact, in words otherwise.
fn told(frame: &Frame, row: &Row, facts: Option<&(Project, Level)>, field: Field) -> Cell {
    let language = frame.t.language;
    match field {
        Field::Sector => {
            return row.sector().map_or(Cell::Empty, |sector| Cell::text(frame.t.keyed("sector-", sector)));
        }
        Field::Jobs => {
            return row.jobs().map_or(Cell::Empty, |jobs| Cell::figure(&jobs, figure_text(&jobs, language)));
        }
        _ => {}
    }
    let Some((project, level)) = facts.filter(|(project, level)| project.levels.show(field, *level)) else {
        return Cell::Empty;
    };
    match field.rule().input {
        Input::Count(_) | Input::Money(_) => project
            .figure(field)
            .map_or(Cell::Empty, |figure| Cell::figure(figure, figure_text(figure, language))),
        Input::When(_) | Input::Past(_) => {
            project.date(field).map_or(Cell::Empty, |date| Cell::date(date, date.print(language)))
        }
        _ => fact(frame, project, *level, field).map_or(Cell::Empty, Cell::text),
    }
}
