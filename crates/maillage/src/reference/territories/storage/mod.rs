//! The SQL of territories. They are public: every signed-in member reads them all.

mod former;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use platform::database::{Query, Reader, Result, Transaction, Value};
use platform::text::normalise;

use super::codes::is_insee;
use super::data::{Part, Row};
use super::model::{Former, Link, Load, Place, Territory, TerritoryId, TerritoryKind, Total};
use super::rules::Memberships;

pub use former::{former, former_of, put_former};

/// Rows written by one statement.
const TOGETHER: usize = 100;

const PLACE: &str = "select t.id as id, t.kind as kind, t.code as code, t.name as name, t.name_key as name_key, t.population as population,
    t.country as country, (select w.name from territory_part p join territory w on w.id = p.whole where p.part = t.id
        and (w.kind in ('departement', 'region') or t.kind = 'arrondissement') and p.valid_until is null) as within, t.valid_until as valid_until from territory t";

/// A territory.
pub fn find(reader: &Reader, id: &TerritoryId) -> Result<Option<Territory>> {
    Query::new(
        "select id, kind, code, name, siren, detail, population, latitude, longitude, country, vintage, valid_until, known_from from territory where id = $1",
    )
    .bind(id)
    .maybe(reader)
}

/// The postal codes of a commune.
pub fn postal_codes(reader: &Reader, id: &TerritoryId) -> Result<Vec<String>> {
    Query::new("select code from postal_code where territory = $1 order by code").bind(id).all(reader)
}

/// The territories of a kind, by name, from a place in the list. What is no more comes too: its page says so.
pub fn list(
    reader: &Reader,
    kind: TerritoryKind,
    after: Option<&(String, String)>,
    limit: i64,
) -> Result<Vec<Place>> {
    let query = Query::new(PLACE).push(" where t.kind = ").push_value(kind);
    let query = match after {
        Some((key, id)) => {
            query.push(" and (t.name_key, t.id) > (").push_value(key).push(", ").push_value(id).push(")")
        }
        None => query,
    };
    query.push(" order by t.name_key, t.id limit ").push_value(limit).all(reader)
}

/// How many there are of each kind, that still are, the largest territories first.
pub fn count_by_kind(reader: &Reader) -> Result<Vec<(TerritoryKind, i64)>> {
    let mut kinds: Vec<(TerritoryKind, i64)> =
        Query::new("select kind, territories from territory_count").all(reader)?;
    kinds.sort();
    Ok(kinds)
}

/// Counts them, once something was written.
fn recount(tx: &Transaction) -> Result<()> {
    Query::new("delete from territory_count").execute(tx)?;
    Query::new("insert into territory_count (kind, territories) select kind, count(*) from territory where valid_until is null group by kind")
        .execute(tx)
        .map(drop)
}

/// The territories of an exact code, SIREN or postal code, or that hold the code of a commune that merged; otherwise those whose name, or another name, begins with what is
/// asked: the exact name first, then the own name, then those of France, then the most populated.
pub fn search(reader: &Reader, asked: &str, limit: i64) -> Result<Vec<Place>> {
    let code: String = asked.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase();
    let key = normalise(asked);
    if key.is_empty() {
        return Ok(Vec::new());
    }
    let exact: Vec<Place> = Query::new(PLACE)
        .push(" where t.id in (select c.id from territory c where c.code = ")
        .push_value(&code)
        .push(" union select s.id from territory s where s.siren = ")
        .push_value(&code)
        .push(" union select territory from postal_code where code = ")
        .push_value(&code)
        .push(" union select 'commune-' || f.commune from former_commune f where f.code = ")
        .push_value(&code)
        .push(") order by t.population desc, t.id limit ")
        .push_value(limit)
        .all(reader)?;
    if !exact.is_empty() {
        return Ok(exact);
    }
    let after = format!("{key}\u{10ffff}");
    Query::new(PLACE)
        .push(" where t.id in (select n.id from territory n where n.name_key >= ")
        .push_value(&key)
        .push(" and n.name_key < ")
        .push_value(&after)
        .push(" union select o.territory from territory_name o where o.name_key >= ")
        .push_value(&key)
        .push(" and o.name_key < ")
        .push_value(&after)
        .push(") order by case when t.name_key = ")
        .push_value(&key)
        .push(" then 0 when t.name_key >= ")
        .push_value(&key)
        .push(" and t.name_key < ")
        .push_value(&after)
        .push(" then 1 else 2 end, case when t.country = 'FR' then 0 else 1 end, coalesce(t.population, 0) desc, t.id limit ")
        .push_value(limit)
        .all(reader)
}

/// What a search finds, and, when it is the code of a commune that merged, what that commune was.
pub fn found(reader: &Reader, asked: &str, limit: i64) -> Result<(Option<Former>, Vec<Place>)> {
    let code: String = asked.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase();
    let places = search(reader, asked, limit)?;
    // A code that a commune bears today names that commune.
    let borne = places.iter().any(|place| place.code == code);
    let former = if is_insee(&code) && !borne { former(reader, &[&code])?.remove(&code) } else { None };
    Ok((former, places))
}

/// The communes, their arrondissements, or the cities abroad, of a name in a country; of a number, the communes that bear it, whose postal code or
/// whose département it is. What ended comes too.
pub fn places_named(
    reader: &Reader,
    country: &str,
    name: &str,
    number: Option<&str>,
    limit: i64,
) -> Result<Vec<Place>> {
    let query = Query::new(PLACE).push(" where t.country = ").push_value(country.to_owned());
    let query = query.push(" and t.kind in ('commune', 'arrondissement', 'city')");
    let query = match (name.is_empty(), number) {
        (true, _) => query,
        (false, _) => query
            .push(" and t.id in (select n.id from territory n where n.name_key = ")
            .push_value(name.to_owned())
            .push(" union select o.territory from territory_name o where o.name_key = ")
            .push_value(name.to_owned())
            .push(")"),
    };
    let query = match number.map(str::to_uppercase) {
        None => query,
        Some(number) => query
            .push(" and (t.code = ")
            .push_value(number.clone())
            .push(" or t.id in (select p.territory from postal_code p where p.code = ")
            .push_value(number.clone())
            .push(") or t.id in (select p.part from territory_part p where p.whole = ")
            .push_value(format!("departement-{number}"))
            .push(" and p.valid_until is null))"),
    };
    query.push(" order by coalesce(t.population, 0) desc, t.id limit ").push_value(limit).all(reader)
}

const LINK: &str = "t.id as id, t.kind as kind, t.code as code, t.name as name, t.population as population, p.valid_from as valid_from,
    p.valid_until as valid_until from territory_part p join territory t on t.id = ";

/// What a territory is part of, now and before.
pub fn wholes(reader: &Reader, id: &TerritoryId) -> Result<Vec<Link>> {
    let query = Query::new("select ").push(LINK).push("p.whole where p.part = ").push_value(id);
    query
        .push(" order by case when p.valid_until is null then 0 else 1 end, p.valid_until desc, t.kind, t.id")
        .all(reader)
}

/// What a territory is made of at a day, by name, from a place in the list.
pub fn parts(
    reader: &Reader,
    id: &TerritoryId,
    at: Date,
    after: Option<&(String, String)>,
    limit: i64,
) -> Result<Vec<Link>> {
    let query = Query::new("select ").push(LINK).push("p.part where p.whole = ").push_value(id);
    let query = query.push(" and (p.valid_from is null or p.valid_from <= ").push_value(at);
    let query = query.push(") and (p.valid_until is null or p.valid_until > ").push_value(at).push(")");
    let query = match after {
        Some((key, id)) => {
            query.push(" and (t.name_key, t.id) > (").push_value(key).push(", ").push_value(id).push(")")
        }
        None => query,
    };
    query.push(" order by t.name_key, t.id limit ").push_value(limit).all(reader)
}

/// How many parts there are at a day, and their people.
pub fn parts_total(reader: &Reader, id: &TerritoryId, at: Date) -> Result<Total> {
    let query = Query::new(
        "select count(*) as parts, case when count(*) = count(t.population) then cast(sum(t.population) as bigint) end as people,
            min(t.vintage) as oldest, max(t.vintage) as newest
         from territory_part p join territory t on t.id = p.part where p.whole = ",
    );
    let query = query.push_value(id).push(" and (p.valid_from is null or p.valid_from <= ").push_value(at);
    query.push(") and (p.valid_until is null or p.valid_until > ").push_value(at).push(")").one(reader)
}

/// What was loaded last.
pub fn loaded(reader: &Reader, dataset: &str) -> Result<Option<Load>> {
    Query::new("select vintage, digest, coalesce(imported, false) as imported from reference_load where dataset = $1")
        .bind(dataset)
        .maybe(reader)
}

/// Notes that something was loaded, all of it, and counts what there is.
pub fn note_loaded(tx: &Transaction, dataset: &str, load: &Load, at: Timestamp) -> Result<()> {
    Query::new(
        "insert into reference_load (dataset, vintage, digest, loaded_at, imported) values ($1, $2, $3, $4, $5)
         on conflict (dataset) do update set vintage = excluded.vintage, digest = excluded.digest, loaded_at = excluded.loaded_at,
            imported = excluded.imported",
    )
    .bind(dataset)
    .bind(&load.vintage)
    .bind(&load.digest)
    .bind(at)
    .bind(load.imported)
    .execute_one(tx)?;
    recount(tx)
}

/// Every territory as the last edition described it, with the day it ended.
pub fn all(reader: &Reader) -> Result<BTreeMap<TerritoryId, (Row, Option<Date>)>> {
    let mut rows = BTreeMap::new();
    Query::new(
        "select kind, code, name, siren, postal_codes, other_names, detail, population, latitude, longitude, country, vintage, valid_until, known_from from territory",
    )
    .each(reader, |row| {
        let (latitude, longitude): (Option<f64>, Option<f64>) = (row.get(8)?, row.get(9)?);
        let one = Row {
            kind: row.get(0)?,
            code: row.get(1)?,
            name: row.get(2)?,
            siren: row.get(3)?,
            postal_codes: row.get(4)?,
            other_names: row.get(5)?,
            detail: row.get(6)?,
            population: row.get(7)?,
            point: latitude.zip(longitude),
            country: row.get(10)?,
            vintage: row.get(11)?,
            known_from: row.get(13)?,
        };
        rows.insert(one.id(), (one, row.get(12)?));
        Ok(())
    })?;
    Ok(rows)
}

/// Every membership, with its dates.
pub fn memberships(reader: &Reader) -> Result<Memberships> {
    let mut parts = Memberships::new();
    Query::new("select part, whole, valid_from, valid_until from territory_part").each(reader, |row| {
        parts.insert((row.get(0)?, row.get(1)?), (row.get(2)?, row.get(3)?));
        Ok(())
    })?;
    Ok(parts)
}

/// Writes many rows by few statements: head, rows between parentheses, tail.
pub(super) fn together<'q, T>(
    tx: &Transaction,
    head: &'static str,
    tail: &'static str,
    rows: &'q [T],
    cells: impl Fn(&'q T) -> Vec<Value<'q>>,
) -> Result<()> {
    for some in rows.chunks(TOGETHER) {
        let mut query = Query::new(head);
        for (at, row) in some.iter().enumerate() {
            query = query.push(if at == 0 { "(" } else { ", (" });
            for (at, cell) in cells(row).into_iter().enumerate() {
                query = query.push(if at == 0 { "" } else { ", " }).push_value(cell);
            }
            query = query.push(")");
        }
        query.push(tail).execute(tx)?;
    }
    Ok(())
}

/// Writes territories as they are now, with what they are found by.
pub fn put(tx: &Transaction, rows: &[Row]) -> Result<()> {
    let keyed: Vec<(String, String, &Row)> =
        rows.iter().map(|row| (row.id().to_string(), normalise(&row.name), row)).collect();
    together(
        tx,
        "insert into territory (id, kind, code, name, name_key, siren, postal_codes, other_names, detail, population, latitude, longitude, country, vintage, known_from) values ",
        " on conflict (id) do update set name = excluded.name, name_key = excluded.name_key, siren = excluded.siren,
            postal_codes = excluded.postal_codes, other_names = excluded.other_names, detail = excluded.detail, population = excluded.population,
            latitude = excluded.latitude, longitude = excluded.longitude, country = excluded.country, vintage = excluded.vintage, valid_until = null,
            known_from = case when territory.known_from is null or excluded.known_from < territory.known_from then excluded.known_from else territory.known_from end",
        &keyed,
        |(id, key, row)| {
            vec![
                id.into(),
                row.kind.into(),
                (&row.code).into(),
                (&row.name).into(),
                key.into(),
                row.siren.as_deref().into(),
                row.postal_codes.as_deref().into(),
                row.other_names.as_deref().into(),
                row.detail.as_deref().into(),
                row.population.into(),
                row.point.map(|point| point.0).into(),
                row.point.map(|point| point.1).into(),
                (&row.country).into(),
                (&row.vintage).into(),
                row.known_from.into(),
            ]
        },
    )?;
    let derived = |text: fn(&Row) -> Option<&str>, between: char| -> Vec<(&str, &str)> {
        let found = keyed.iter().filter_map(|(id, _, row)| text(row).map(|text| (id, text)));
        found.flat_map(|(id, text)| text.split(between).map(|one| (one, id.as_str()))).collect()
    };
    let codes = derived(|row| row.postal_codes.as_deref(), ' ');
    let names = derived(|row| row.other_names.as_deref(), '|');
    together(
        tx,
        "insert into postal_code (code, territory) values ",
        " on conflict (code, territory) do nothing",
        &codes,
        |(code, id)| vec![(*code).into(), (*id).into()],
    )?;
    together(
        tx,
        "insert into territory_name (name_key, territory) values ",
        " on conflict (name_key, territory) do nothing",
        &names,
        |(name, id)| vec![(*name).into(), (*id).into()],
    )
}

/// Notes French territories that a document names, as it names them, until an edition says more; those of which one did stay.
pub fn plant(tx: &Transaction, named: &[(TerritoryKind, &str, &str)]) -> Result<()> {
    let mut rows = Vec::new();
    for (kind, code, name) in named {
        if find(tx, &TerritoryId::new(*kind, code))?.is_none() {
            rows.push(Row::named(*kind, code, name, ""));
        }
    }
    put(tx, &rows)?;
    recount(tx)
}

/// The départements, then the régions, over which a grouping of communes lies today.
pub fn spread(reader: &Reader, id: &TerritoryId) -> Result<Vec<Place>> {
    let over = |query: Query<'static>| {
        query
            .push("select d.whole from territory_part e join territory_part d on d.part = e.part and d.valid_until is null and d.whole like 'departement-%' where e.valid_until is null and e.whole = ")
            .push_value(id.to_string())
    };
    let query = over(Query::new(PLACE).push(" where t.id in ("));
    let query = over(query.push(") or t.id in (select g.whole from territory_part g where g.valid_until is null and g.whole like 'region-%' and g.part in ("));
    query.push(")) order by t.kind, t.name_key").all(reader)
}

/// Forgets what territories are found by beside their names, before it is written anew.
pub fn forget_keys(tx: &Transaction, rows: &[Row]) -> Result<()> {
    for table in [
        "delete from postal_code where territory in ('0'",
        "delete from territory_name where territory in ('0'",
    ] {
        for some in rows.chunks(TOGETHER) {
            let mut query = Query::new(table);
            for row in some {
                query = query.push(", ").push_value(row.id().to_string());
            }
            query.push(")").execute(tx)?;
        }
    }
    Ok(())
}

/// Notes that territories are no more from a day.
pub fn end(tx: &Transaction, ids: &[TerritoryId], day: Date) -> Result<()> {
    ids.iter().try_for_each(|id| {
        Query::new("update territory set valid_until = $2 where id = $1").bind(id).bind(day).execute_one(tx)
    })
}

/// Writes memberships with their dates.
pub fn put_parts(tx: &Transaction, parts: &[Part]) -> Result<()> {
    together(
        tx,
        "insert into territory_part (part, whole, valid_from, valid_until) values ",
        " on conflict (part, whole) do update set valid_from = excluded.valid_from, valid_until = excluded.valid_until",
        parts,
        |part| vec![(&part.part).into(), (&part.whole).into(), part.from.into(), part.until.into()],
    )
}

/// Notes that memberships ended on a day.
pub fn end_parts(tx: &Transaction, parts: &[(TerritoryId, TerritoryId)], day: Date) -> Result<()> {
    parts.iter().try_for_each(|(part, whole)| {
        Query::new("update territory_part set valid_until = $3 where part = $1 and whole = $2")
            .bind(part)
            .bind(whole)
            .bind(day)
            .execute_one(tx)
    })
}
