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

use super::codes::divided;
use super::load::{Refused, batches};
use super::model::{Load, Territory, TerritoryId, TerritoryKind};
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

/// The shapes that a territory's page draws: its own, and its parts when they are few and known on that day; around a city
/// abroad, the countries; of a municipal arrondissement, which has no outline, its commune.
pub fn shapes(reader: &Reader, territory: &Territory, at: Date) -> Result<Vec<Shape>> {
    match (territory.kind, place(territory)) {
        (TerritoryKind::City, Some(place)) => within(reader, "country", around_city(place)),
        (TerritoryKind::City, None) => Ok(Vec::new()),
        (TerritoryKind::Arrondissement, _) => commune_of(reader, territory),
        _ if territory.is_known(at) => with_parts(reader, &territory.id, at, DRAWN),
        _ => named(reader, &[territory.id.to_string()]),
    }
}

/// The outline of the commune of a municipal arrondissement.
fn commune_of(reader: &Reader, territory: &Territory) -> Result<Vec<Shape>> {
    let commune = divided(&territory.code).map(|code| TerritoryId::new(TerritoryKind::Commune, code));
    named(reader, &commune.iter().map(ToString::to_string).collect::<Vec<_>>())
}

/// Where it is marked by a point, having no outline of its own, when that is known.
fn place(territory: &Territory) -> Option<(f64, f64)> {
    let marked = matches!(territory.kind, TerritoryKind::City | TerritoryKind::Arrondissement);
    territory.latitude.zip(territory.longitude).filter(|_| marked)
}

/// What is in view around the point of a territory.
fn view(territory: &Territory, place: (f64, f64), shapes: &[Shape]) -> Bounds {
    let drawn = shapes.iter().map(|shape| shape.bounds).reduce(Bounds::and);
    drawn.filter(|_| territory.kind == TerritoryKind::Arrondissement).unwrap_or_else(|| around_city(place))
}

/// The map of a territory: what it is in the page, before a browser draws it.
pub fn map_of(territory: &Territory, shapes: &[Shape], source: String, title: String) -> Option<Map> {
    match place(territory) {
        Some(place) => Map::around(shapes, view(territory, place, shapes), place, source, title),
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
        || database.read(|r| loaded(r, DATASET)).await?.is_some_and(|load| load.digest == digest)
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
    let load = Load { vintage: names.join(", "), digest, imported: outlines.imported };
    database.write(move |tx| note_loaded(tx, DATASET, &load, at)).await?;
    Ok(counts)
}

/// Loads the outlines of the binary at a start, unless some were loaded before: what an administrator imported stays.
pub async fn refresh_at_start(database: &Database) -> Result<Vec<(&'static str, usize)>, Refused> {
    if database.read(|r| loaded(r, DATASET)).await?.is_some() {
        return Ok(Vec::new());
    }
    refresh(database, &Outlines::embedded()).await
}
