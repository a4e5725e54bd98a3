//! The SQL of outlines. They are public, as territories are.

use jiff::civil::Date;
use platform::database::{FromRow, Query, Reader, Result, Row, Transaction};

use super::super::model::TerritoryId;
use super::super::storage::together;
use super::Shape;
use super::lines::{Bounds, unpack};
use super::topology::Outline;

/// Identifiers asked for by one statement.
const TOGETHER: usize = 10_000;

/// Forgets the outlines of a kind: a file replaces them all.
pub fn forget(tx: &Transaction, kind: &str) -> Result<()> {
    Query::new("delete from outline where kind = $1").bind(kind).execute(tx).map(drop)
}

/// Writes outlines.
pub fn put(tx: &Transaction, outlines: &[Outline]) -> Result<()> {
    together(
        tx,
        "insert into outline (territory, kind, lines, west, south, east, north) values ",
        " on conflict (territory) do update set kind = excluded.kind, lines = excluded.lines, west = excluded.west, south = excluded.south,
            east = excluded.east, north = excluded.north",
        outlines,
        |outline| {
            let Bounds { west, south, east, north } = outline.bounds;
            vec![
                (&outline.territory).into(),
                outline.kind.into(),
                (&outline.lines).into(),
                i64::from(west).into(),
                i64::from(south).into(),
                i64::from(east).into(),
                i64::from(north).into(),
            ]
        },
    )
}

impl FromRow for Shape {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        let bound = |at: usize| -> Result<i32> { Ok(i32::try_from(row.get::<i64>(at)?).unwrap_or_default()) };
        Ok(Self {
            territory: row.get(0)?,
            name: row.get(1)?,
            polygons: unpack(&row.get::<String>(2)?),
            bounds: Bounds { west: bound(3)?, south: bound(4)?, east: bound(5)?, north: bound(6)? },
        })
    }
}

const SHAPE: &str = "select o.territory, coalesce(t.name, ''), o.lines, o.west, o.south, o.east, o.north from outline o left join territory t on t.id = o.territory";

/// The outline of a territory and those of its parts at a day, itself first; without them when there are more than a number.
pub fn with_parts(reader: &Reader, id: &TerritoryId, at: Date, most: i64) -> Result<Vec<Shape>> {
    let made_of = |query: Query<'static>| {
        let query =
            query.push("select p.part from territory_part p where p.whole = ").push_value(id.to_string());
        let query = query.push(" and (p.valid_from is null or p.valid_from <= ").push_value(at);
        query.push(") and (p.valid_until is null or p.valid_until > ").push_value(at).push(")")
    };
    let query = Query::new(SHAPE).push(" where o.territory = ").push_value(id.to_string());
    let query = made_of(query.push(" or (o.territory in (")).push(") and (select count(*) from (");
    let query = made_of(query).push(") c) <= ").push_value(most).push(") order by case when o.territory = ");
    query.push_value(id.to_string()).push(" then 0 else 1 end, o.territory").all(reader)
}

/// The outlines of a kind that touch a box.
pub fn within(reader: &Reader, kind: &str, bounds: Bounds) -> Result<Vec<Shape>> {
    let query = Query::new(SHAPE).push(" where o.kind = ").push_value(kind.to_owned());
    let query = query.push(" and o.west <= ").push_value(i64::from(bounds.east));
    let query = query.push(" and o.east >= ").push_value(i64::from(bounds.west));
    let query = query.push(" and o.south <= ").push_value(i64::from(bounds.north));
    query
        .push(" and o.north >= ")
        .push_value(i64::from(bounds.south))
        .push(" order by o.territory")
        .all(reader)
}

/// The digests of the outlines and of the territories that are loaded: what is drawn changes with them.
pub fn digests(reader: &Reader) -> Result<String> {
    let digests: Vec<String> = Query::new(
        "select digest from reference_load where dataset in ('territories', 'outlines') order by dataset",
    )
    .all(reader)?;
    Ok(digests.iter().map(|digest| digest.get(..12).unwrap_or_default()).collect())
}

/// The outlines of some territories.
pub fn named(reader: &Reader, ids: &[String]) -> Result<Vec<Shape>> {
    let mut shapes = Vec::new();
    for some in ids.chunks(TOGETHER) {
        let mut query = Query::new(SHAPE).push(" where o.territory in ('0'");
        for id in some {
            query = query.push(", ").push_value(id);
        }
        shapes.extend(query.push(") order by o.territory").all::<Shape>(reader)?);
    }
    Ok(shapes)
}
