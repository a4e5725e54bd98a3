//! Lists that leave as files: exactly the rows, in the order, with the columns and at the levels that the page shows, for those
//! who may take lists away. Each is noted in the log of accesses.

use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use jiff::tz::TimeZone;
use platform::database::Reader;
use platform::dates::{day_in_full, time_of_day};
use platform::sheets::{Cell, Format, Sheet};
use platform::web::{Problem, ProblemKind, disposition};

use super::accesses::{Taken, Way};
use super::lists::Chip;
use super::rights::TAKE_LISTS;
use super::{App, Caller, Frame, Me};

/// Rows read at once: a long file holds no reading of the database open.
const AT_ONCE: usize = 500;
/// Rows that one file holds at most.
pub const MOST: usize = 100_000;
/// The limit of a reading that finds one row too many.
pub const MOST_AND_ONE: i64 = 100_001;

/// A row of a list.
pub struct Line {
    /// The identifier of its record, by which the row is known again.
    pub id: String,
    /// Its cells, one for each head.
    pub cells: Vec<Cell>,
    /// Whether it was invented for the demonstration.
    pub fictitious: bool,
}

/// A list on its way out.
pub struct Export<I> {
    /// The kind of its records, for the log.
    pub kind: &'static str,
    /// The key of its name, and the section of the menu that it is in.
    pub name: &'static str,
    /// What it becomes.
    pub format: Format,
    /// Its address, with its filters.
    pub address: String,
    /// What narrows it.
    pub chips: Vec<Chip>,
    /// The heads of its columns.
    pub headings: Vec<String>,
    /// Its records, in its order.
    pub ids: Vec<I>,
}

/// Refuses whoever may not take lists away.
pub fn may_export(me: &Me) -> Result<(), Problem> {
    if me.may(TAKE_LISTS) {
        Ok(())
    } else {
        Err(Problem::from(ProblemKind::Forbidden).saying("export-forbidden"))
    }
}

/// The file. Rights are asked for again at each reading: who loses them meanwhile, or loses sight of a record, takes away no
/// more than what was still his to see.
pub async fn export<I>(
    app: &App,
    caller: &Caller,
    frame: &Frame,
    mut list: Export<I>,
    lines: impl Fn(&Reader, &Me, &[I]) -> Result<Vec<Line>, Problem>,
) -> Result<Response, Problem> {
    if list.ids.len() > MOST {
        return Err(Problem::from(ProblemKind::TooLarge).saying("export-too-many").back_to(list.address));
    }
    let acting = frame.me.as_ref().map(|me| me.organisation);
    let mut all = Vec::with_capacity(list.ids.len());
    for some in list.ids.chunks(AT_ONCE) {
        let (_, read) = app
            .read(caller, |r, me| {
                may_export(me)?;
                // One file is of one organisation's eyes.
                if acting.is_some_and(|acting| acting != me.organisation) {
                    return Err(ProblemKind::ActingElsewhere.into());
                }
                lines(r, me, some)
            })
            .await?;
        all.extend(read);
    }
    let t = &frame.t;
    let fictitious = all.iter().any(|line| line.fictitious);
    if fictitious {
        list.headings.push(t.text("column-fictitious").to_owned());
    }
    list.headings.push(t.text("column-identifier").to_owned());
    let row = |line: Line| {
        let mut cells = line.cells;
        if fictitious {
            cells.push(if line.fictitious { Cell::text(t.text("yes")) } else { Cell::Empty });
        }
        cells.push(Cell::text(line.id));
        cells
    };
    let now = frame.now.to_zoned(frame.zone.clone());
    let name = t.text(list.name).to_owned();
    let sheet = Sheet {
        about: (t.text("export-about").to_owned(), about(app, frame, &list, all.len())),
        headings: list.headings,
        rows: all.into_iter().map(row).collect(),
        made: frame.now.to_zoned(TimeZone::UTC).datetime(),
        language: t.language,
        name,
    };
    let file = format!(
        "{}-{}.{}",
        platform::text::normalise(&sheet.name).replace(' ', "-"),
        now.date(),
        list.format.key()
    );
    let format = list.format;
    let written = tokio::task::spawn_blocking(move || sheet.written(format));
    let bytes = match written.await {
        Ok(Ok(bytes)) => bytes,
        Ok(Err(error)) => {
            tracing::error!(%error, "a list could not be written");
            return Err(ProblemKind::Internal.into());
        }
        Err(_) => return Err(ProblemKind::Internal.into()),
    };
    let headers = [
        (CONTENT_TYPE, format.media_type().to_owned()),
        (CONTENT_DISPOSITION, disposition(&file)),
        (CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    Ok(Taken { kind: list.kind, record: None, way: Way::Export }.noted((headers, bytes).into_response()))
}

/// What a workbook says of itself: who made it and when, from where, narrowed by what, and whose level it shows.
fn about<I>(app: &App, frame: &Frame, list: &Export<I>, rows: usize) -> Vec<(String, String)> {
    let t = &frame.t;
    let now = frame.now.to_zoned(frame.zone.clone());
    let when = t.with2(
        "export-moment",
        "day",
        day_in_full(now.date(), t.language),
        "hour",
        time_of_day(now.time(), t.language),
    );
    let chips: Vec<&str> = list.chips.iter().map(|chip| chip.label.as_str()).collect();
    let narrowed = if chips.is_empty() { t.text("export-unfiltered").to_owned() } else { chips.join(" ; ") };
    let who = frame
        .me
        .as_ref()
        .map(|me| t.with2("export-who", "name", &me.name, "organisation", &me.organisation_name));
    let line = |key: &str, value: String| (t.text(key).to_owned(), value);
    vec![
        line("export-instance", frame.instance.clone()),
        line("export-made", when),
        line("export-by", who.unwrap_or_default()),
        line("export-rows", t.number(rows)),
        line("export-filters", narrowed),
        line("export-address", format!("{}{}", app.settings.public_url, list.address)),
        line("export-level", t.text("export-level-help").to_owned()),
    ]
}
