//! The SQL of assets sheets.

use jiff::civil::Date;
use platform::access::{self, Actor, Level, NewRecord, Visibility};
use platform::database::{Error, FromRow, Query, Reader, Result as Read, Row, Transaction};
use platform::i18n::Language;
use platform::journal::{self, Entry};
use platform::search::{self, Document};
use platform::text::normalise;
use platform::web::{Fault, Faults, Problem, ProblemKind};
use serde_json::{Value as Json, json};

use super::ASSET_SHEET;
use super::model::{About, Facts, Item, ItemId, NewItem, Place, Sheet, SheetId, Theme};
use crate::atlas::perimeters::{self, PerimeterId};
use crate::frame::links::Link;
use crate::frame::rights::KEEP_FILES;
use crate::reference::territories::{self, TerritoryId, Typed};

/// Items of one sheet: beyond, it is no sheet any more.
const MOST: i64 = 200;

struct Found(Sheet, Option<Level>);

impl FromRow for Found {
    fn from_row(row: &Row<'_>) -> Read<Self> {
        let (territory, perimeter): (Option<TerritoryId>, Option<PerimeterId>) = (row.get(7)?, row.get(8)?);
        let (of_territory, of_perimeter): (Option<String>, Option<String>) = (row.get(9)?, row.get(10)?);
        let place = match (territory.zip(of_territory), perimeter.zip(of_perimeter)) {
            (Some((id, name)), _) => Some(Place { about: About::Territory(id), name }),
            (_, Some((id, name))) => Some(Place { about: About::Perimeter(id), name }),
            _ => None,
        };
        let sheet = Sheet {
            id: row.get(0)?,
            owner_name: row.get(1)?,
            name: row.get(2)?,
            visibility: row.get(3)?,
            fictitious: row.get(4)?,
            version: row.get(5)?,
            updated_at: row.get(6)?,
            place,
        };
        Ok(Self(sheet, row.get(11)?))
    }
}

fn sheets<'q>(actor: &Actor) -> Query<'q> {
    let query = Query::new(
        "select s.id, o.name, s.name, r.visibility, s.fictitious, r.version, s.updated_at, s.territory, s.perimeter, t.name, p.name,",
    );
    let query = actor.level(query, "s.id").push(
        " from asset_sheet s join record r on r.id = s.id join organisation o on o.id = s.owner left join territory t on t.id = s.territory
          left join perimeter p on p.id = s.perimeter and ",
    );
    actor.sees(query, "p.id", Level::Card)
}

/// A sheet and the actor's level on it, if he sees its card or more. The perimeter that it is about is named if he sees that.
pub fn find(reader: &Reader, actor: &Actor, id: SheetId) -> Read<Option<(Sheet, Level)>> {
    let found = sheets(actor).push(" where s.id = ").push_value(id).maybe::<Found>(reader)?;
    Ok(found.and_then(|Found(sheet, level)| Some((sheet, level.filter(|level| *level >= Level::Card)?))))
}

/// The sheets whose card the actor sees, by name, from a place in the list.
pub fn list(
    reader: &Reader,
    actor: &Actor,
    after: Option<&(String, String)>,
    limit: i64,
) -> Read<Vec<Sheet>> {
    let query = actor.sees(sheets(actor).push(" where "), "s.id", Level::Card);
    let query = match after {
        Some((key, id)) => {
            query.push(" and (s.name_key, s.id) > (").push_value(key).push(", ").push_value(id).push(")")
        }
        None => query,
    };
    let found: Vec<Found> = query.push(" order by s.name_key, s.id limit ").push_value(limit).all(reader)?;
    Ok(found.into_iter().map(|Found(sheet, _)| sheet).collect())
}

/// The perimeters to choose from, by name.
pub fn perimeters_to_choose(reader: &Reader, actor: &Actor) -> Read<Vec<(PerimeterId, String)>> {
    let query = Query::new("select p.id, p.name from perimeter p where ");
    actor.sees(query, "p.id", Level::Card).push(" order by p.name_key, p.id limit 300").all(reader)
}

/// The sheets about a territory, as links for its page.
pub fn links_of_territory(reader: &Reader, actor: &Actor, territory: &str) -> Read<Vec<Link>> {
    let query =
        Query::new("select s.id, s.name from asset_sheet s where s.territory = ").push_value(territory);
    links(reader, actor, query)
}

fn links(reader: &Reader, actor: &Actor, query: Query<'_>) -> Read<Vec<Link>> {
    let query = actor.sees(query.push(" and "), "s.id", Level::Card);
    let rows: Vec<(SheetId, String)> = query.push(" order by s.name_key, s.id limit 50").all(reader)?;
    let link = |(id, name)| Link {
        url: format!("/asset-sheets/{id}"),
        title: name,
        note: Some("link-asset-sheet".into()),
    };
    Ok(rows.into_iter().map(link).collect())
}

struct Stored(Item);

impl FromRow for Stored {
    fn from_row(row: &Row<'_>) -> Read<Self> {
        let authentic: String = row.get(3)?;
        let new = NewItem {
            theme: row.get(2)?,
            authentic: Language::from_code(&authentic).unwrap_or(Language::French),
            french: row.get(4)?,
            english: row.get(5)?,
            figure: stated(row.get(6)?)?,
            stated: stated(row.get(7)?)?,
            source: row.get(8)?,
        };
        Ok(Self(Item { id: row.get(0)?, position: row.get(1)?, new }))
    }
}

fn stated<T: serde::de::DeserializeOwned>(json: Option<String>) -> Read<Option<T>> {
    json.map(|json| serde_json::from_str(&json)).transpose().map_err(Error::decode)
}

fn json_text<T: serde::Serialize>(value: Option<&T>) -> Read<Option<String>> {
    value.map(serde_json::to_string).transpose().map_err(Error::decode)
}

/// The items of a sheet, theme by theme.
pub fn items(reader: &Reader, id: SheetId) -> Read<Vec<Item>> {
    let found: Vec<Stored> = Query::new(
        "select id, position, theme, authentic, text_fr, text_en, figure, stated, source from asset_item where sheet = $1 order by position, id",
    )
    .bind(id)
    .all(reader)?;
    let mut items: Vec<Item> = found.into_iter().map(|Stored(item)| item).collect();
    items.sort_by_key(|item| Theme::ALL.iter().position(|theme| *theme == item.new.theme));
    Ok(items)
}

/// Writes a sheet, still without items.
pub fn create(tx: &Transaction, actor: &Actor, facts: &Facts, fictitious: bool) -> Result<SheetId, Problem> {
    let owner = actor.acting_for().filter(|_| actor.may(KEEP_FILES)).ok_or(ProblemKind::Forbidden)?;
    known(tx, actor, &facts.about)?;
    let id: SheetId = tx.new_id();
    let record = NewRecord { id: id.record(), owner, visibility: facts.visibility, team: None, parent: None };
    access::create(tx, actor, &ASSET_SHEET, record)?;
    let (territory, perimeter) = columns(&facts.about);
    Query::new(
        "insert into asset_sheet (id, owner, name, name_key, territory, perimeter, fictitious, updated_at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(id)
    .bind(owner)
    .bind(&facts.name)
    .bind(normalise(&facts.name))
    .bind(territory)
    .bind(perimeter)
    .bind(fictitious)
    .bind(actor.at)
    .execute_one(tx)?;
    note(tx, actor, id, "asset-sheet.written", None, Some(json!({"name": facts.name})))?;
    describe(tx, id, &facts.name)?;
    Ok(id)
}

fn columns(about: &About) -> (Option<String>, Option<String>) {
    match about {
        About::Territory(id) => (Some(id.to_string()), None),
        About::Perimeter(id) => (None, Some(id.to_string())),
    }
}

/// Refuses a place that is not there, or that the actor does not see.
fn known(tx: &Transaction, actor: &Actor, about: &About) -> Result<(), Problem> {
    let (there, field, message) = match about {
        About::Territory(id) => (territories::find(tx, id)?.is_some(), "territory", "error-about-code"),
        About::Perimeter(id) => (perimeters::find(tx, actor, *id)?.is_some(), "perimeter", "error-choice"),
    };
    if there {
        return Ok(());
    }
    let mut faults = Faults::default();
    faults.add(field, message);
    Err(faults.into())
}

/// The territory that was typed for a sheet; one that is no more may only be the one that the sheet was about already.
pub fn territory_of(
    reader: &Reader,
    typed: &str,
    (was, today): (Option<&About>, Date),
) -> Read<Result<TerritoryId, Fault>> {
    Ok(match territories::typed(reader, typed, today)? {
        Typed::Ended(id, _) if was == Some(&About::Territory(id.clone())) => Ok(id),
        typed => typed.current(),
    })
}

/// The sheet, if the actor may change it.
pub fn editable(reader: &Reader, actor: &Actor, id: SheetId) -> Result<Sheet, Problem> {
    let (sheet, level) = find(reader, actor, id)?.ok_or(ProblemKind::NotFound)?;
    if level < Level::Edit || !actor.may(KEEP_FILES) {
        return Err(Problem::from(ProblemKind::Forbidden).back_to(format!("/asset-sheets/{id}")));
    }
    Ok(sheet)
}

/// Changes the facts of a sheet, from the version that the person read.
pub fn change(
    tx: &Transaction,
    actor: &Actor,
    id: SheetId,
    version: i64,
    facts: &Facts,
) -> Result<i64, Problem> {
    let sheet = editable(tx, actor, id)?;
    let same = sheet.place.as_ref().is_some_and(|place| place.about == facts.about);
    if !same {
        known(tx, actor, &facts.about)?;
    }
    let next = access::touch(tx, actor, id.record(), version)?;
    if sheet.visibility != facts.visibility {
        access::require(tx, actor, &ASSET_SHEET, id.record(), Level::Manage)?;
        access::show_to(tx, &ASSET_SHEET, id.record(), facts.visibility)?;
    }
    let (territory, perimeter) = columns(&facts.about);
    Query::new("update asset_sheet set name = $2, name_key = $3, territory = $4, perimeter = $5, updated_at = $6 where id = $1")
        .bind(id)
        .bind(&facts.name)
        .bind(normalise(&facts.name))
        .bind(territory)
        .bind(perimeter)
        .bind(actor.at)
        .execute_one(tx)?;
    let told =
        |name: &str, visibility: Visibility| Some(json!({"name": name, "visibility": visibility.key()}));
    let (before, after) = (told(&sheet.name, sheet.visibility), told(&facts.name, facts.visibility));
    note(tx, actor, id, "asset-sheet.changed", before, after)?;
    describe(tx, id, &facts.name)?;
    Ok(next)
}

/// Adds an item at the end of its theme, from the version of the sheet that the person read.
pub fn add_item(
    tx: &Transaction,
    actor: &Actor,
    id: SheetId,
    version: i64,
    new: &NewItem,
) -> Result<i64, Problem> {
    editable(tx, actor, id)?;
    let (many, last): (i64, Option<i64>) =
        Query::new("select count(*), max(position) from asset_item where sheet = $1").bind(id).one(tx)?;
    if many >= MOST {
        let mut faults = Faults::default();
        faults.add("text_fr", "error-too-many-items");
        return Err(faults.into());
    }
    let next = touch(tx, actor, id, version)?;
    let item: ItemId = tx.new_id();
    Query::new("insert into asset_item (id, sheet, position, theme, authentic) values ($1, $2, $3, $4, $5)")
        .bind(item)
        .bind(id)
        .bind(last.unwrap_or_default() + 1)
        .bind(new.theme)
        .bind(new.authentic.code())
        .execute_one(tx)?;
    fill(tx, id, item, new)?;
    note(tx, actor, id, "asset-item.added", None, Some(told(new)))?;
    Ok(next)
}

/// Changes an item, and its place when one is given.
pub fn change_item(
    tx: &Transaction,
    actor: &Actor,
    (id, item): (SheetId, ItemId),
    version: i64,
    new: &NewItem,
    position: Option<i64>,
) -> Result<i64, Problem> {
    let before = item_at(tx, actor, id, item)?;
    let next = touch(tx, actor, id, version)?;
    fill(tx, id, item, new)?;
    if let Some(position) = position {
        Query::new("update asset_item set position = $2 where id = $1")
            .bind(item)
            .bind(position)
            .execute_one(tx)?;
    }
    note(tx, actor, id, "asset-item.changed", Some(told(&before.new)), Some(told(new)))?;
    Ok(next)
}

/// Takes an item out of a sheet; the journal keeps what it said.
pub fn remove_item(
    tx: &Transaction,
    actor: &Actor,
    (id, item): (SheetId, ItemId),
    version: i64,
) -> Result<i64, Problem> {
    let before = item_at(tx, actor, id, item)?;
    let next = touch(tx, actor, id, version)?;
    Query::new("delete from asset_item where id = $1 and sheet = $2").bind(item).bind(id).execute_one(tx)?;
    note(tx, actor, id, "asset-item.removed", Some(told(&before.new)), None)?;
    Ok(next)
}

/// An item of a sheet that the actor may change.
pub fn item_at(reader: &Reader, actor: &Actor, id: SheetId, item: ItemId) -> Result<Item, Problem> {
    editable(reader, actor, id)?;
    let found = items(reader, id)?.into_iter().find(|one| one.id == item);
    Ok(found.ok_or(ProblemKind::NotFound)?)
}

fn touch(tx: &Transaction, actor: &Actor, id: SheetId, version: i64) -> Result<i64, Problem> {
    let next = access::touch(tx, actor, id.record(), version)?;
    Query::new("update asset_sheet set updated_at = $2 where id = $1")
        .bind(id)
        .bind(actor.at)
        .execute_one(tx)?;
    Ok(next)
}

fn fill(tx: &Transaction, id: SheetId, item: ItemId, new: &NewItem) -> Read<()> {
    Query::new(
        "update asset_item set theme = $3, authentic = $4, text_fr = $5, text_en = $6, figure = $7, stated = $8, source = $9
         where id = $1 and sheet = $2",
    )
    .bind(item)
    .bind(id)
    .bind(new.theme)
    .bind(new.authentic.code())
    .bind(new.french.as_deref())
    .bind(new.english.as_deref())
    .bind(json_text(new.figure.as_ref())?)
    .bind(json_text(new.stated.as_ref())?)
    .bind(new.source.as_deref())
    .execute_one(tx)
}

fn told(item: &NewItem) -> Json {
    let figure = item.figure.as_ref().and_then(|figure| figure.wording());
    json!({"theme": item.theme.key(), "fr": item.french, "en": item.english, "figure": figure, "source": item.source})
}

fn note(
    tx: &Transaction,
    actor: &Actor,
    id: SheetId,
    verb: &'static str,
    before: Option<Json>,
    after: Option<Json>,
) -> Result<(), Problem> {
    let entry =
        Entry { verb, kind: ASSET_SHEET.name, record: Some(id.record()), before, after, reason: None };
    journal::append(tx, actor, entry)?;
    Ok(())
}

fn describe(tx: &Transaction, id: SheetId, name: &str) -> Result<(), Problem> {
    let kind = ASSET_SHEET.name;
    let card = Document {
        record: id.record(),
        kind,
        level: Level::Card,
        reference: None,
        name,
        text: "",
        title: name,
    };
    search::index(tx, &card)?;
    Ok(())
}
