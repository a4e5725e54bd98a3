//! Outlines of territories: to draw them, never to measure them. They stand in the database, packed; only what one page
//! draws is ever decoded.

mod lines;
mod map;
pub mod page;
mod storage;
mod topology;

use jiff::civil::Date;
use platform::database::{Database, Reader, Result};

pub use lines::{Bounds, Polygon};
pub use map::{Collection, Map, answer};
use storage::with_parts;
pub use storage::{digests, named, within};
pub use topology::Outlines;

use super::load::{Refused, batches};
use super::model::{Territory, TerritoryKind};
use super::storage::{loaded, note_loaded};

/// The name under which the load is noted.
const DATASET: &str = "outlines";
/// More parts than this are not drawn in a page: the map draws them.
const DRAWN: i64 = 150;

/// A territory as it is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Kind and code.
    pub territory: String,
    /// Its name; empty for a country.
    pub name: String,
    /// Its lines.
    pub polygons: Vec<Polygon>,
    /// Its bounds.
    pub bounds: Bounds,
}

/// The shapes that a territory's page draws: its own, and its parts when they are few; around a city abroad, the countries.
pub fn shapes(reader: &Reader, territory: &Territory, at: Date) -> Result<Vec<Shape>> {
    match place(territory) {
        Some(place) => within(reader, "country", around_city(place)),
        None if territory.kind == TerritoryKind::City => Ok(Vec::new()),
        None => with_parts(reader, &territory.id, at, DRAWN),
    }
}

/// Where a city abroad is, when that is known.
fn place(territory: &Territory) -> Option<(f64, f64)> {
    territory.latitude.zip(territory.longitude).filter(|_| territory.kind == TerritoryKind::City)
}

/// The map of a territory: what it is in the page, before a browser draws it.
pub fn map_of(territory: &Territory, shapes: &[Shape], source: String, title: String) -> Option<Map> {
    match place(territory) {
        Some(place) => Map::around(shapes, around_city(place), place, source, title),
        None => Map::of(shapes, |shape| shape.territory == territory.id.as_str(), source, title),
    }
}

/// What a map shows around a city: some five hundred kilometres.
fn around_city((latitude, longitude): (f64, f64)) -> Bounds {
    let at = |value: f64| lines::units(value);
    Bounds {
        west: at(longitude - 6.0),
        south: at(latitude - 4.0),
        east: at(longitude + 6.0),
        north: at(latitude + 4.0),
    }
}

/// Brings the outlines to those of files: how many there are of each kind that a file holds. The same files again change
/// nothing. All files are read before the first row is written.
pub async fn refresh(
    database: &Database,
    outlines: &Outlines,
) -> Result<Vec<(&'static str, usize)>, Refused> {
    let digest = outlines.digest();
    if outlines.is_empty()
        || database.read(|r| loaded(r, DATASET)).await?.is_some_and(|(_, same)| same == digest)
    {
        return Ok(Vec::new());
    }
    let names = outlines.names();
    let mut counts = Vec::new();
    // Read once to know that all are whole, kind by kind so that little is held, then once more to be written.
    for name in &names {
        outlines.of(name)?;
    }
    for name in &names {
        let (kind, outlines) = outlines.of(name)?;
        counts.push((kind, outlines.len()));
        database.write(move |tx| storage::forget(tx, kind)).await?;
        for some in batches(outlines) {
            database.write(move |tx| storage::put(tx, &some)).await?;
        }
    }
    let at = database.ids().clock().now();
    let names = names.join(", ");
    database.write(move |tx| note_loaded(tx, DATASET, &names, &digest, at)).await?;
    Ok(counts)
}

/// Loads the outlines of the binary at a start, unless some were loaded before: what an administrator imported stays.
pub async fn refresh_at_start(database: &Database) -> Result<Vec<(&'static str, usize)>, Refused> {
    if database.read(|r| loaded(r, DATASET)).await?.is_some() {
        return Ok(Vec::new());
    }
    refresh(database, &Outlines::embedded()).await
}
