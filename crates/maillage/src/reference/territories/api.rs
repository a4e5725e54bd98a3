//! Territories in the API: the same verbs as the pages.

use axum::Json;
use axum::extract::{Path, State};
use jiff::civil::Date;
use platform::web::{Problem, ProblemKind};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::model::{Former, Link, Place, Territory, TerritoryId, TerritoryKind};
use super::storage;
use crate::frame::{ApiCaller, ApiQuery, App, cursor, cut, limit, one_of};

/// A territory in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlaceJson {
    /// Kind and code: `commune-13004`.
    pub id: String,
    /// `region`, `departement`, `epci`, `ept`, `commune`, `arrondissement` (municipal, of Paris, Lyon or Marseille) or `city`.
    pub kind: &'static str,
    /// Its code, as its publisher writes it.
    pub code: String,
    /// Its name.
    pub name: String,
    /// People who live there.
    pub population: Option<i64>,
    /// ISO 3166 country.
    pub country: String,
    /// The day from which it is no more.
    pub valid_until: Option<String>,
}

impl From<Place> for PlaceJson {
    fn from(place: Place) -> Self {
        Self {
            id: place.id.to_string(),
            kind: place.kind.key(),
            code: place.code,
            name: place.name,
            population: place.population,
            country: place.country,
            valid_until: place.valid_until.map(|day| day.to_string()),
        }
    }
}

/// A commune that merged.
#[derive(Debug, Serialize, ToSchema)]
pub struct FormerJson {
    /// The code that it had.
    pub code: String,
    /// The name that it bore; null when it is not known.
    pub name: Option<String>,
    /// The commune that holds it now: `commune-01138`.
    pub merged_into: String,
}

impl From<Former> for FormerJson {
    fn from(former: Former) -> Self {
        Self { code: former.code, name: former.name, merged_into: former.holder.to_string() }
    }
}

/// A page of territories.
#[derive(Debug, Serialize, ToSchema)]
pub struct TerritoryPage {
    /// The territories; for the code of a commune that merged, the commune that holds it now.
    pub items: Vec<PlaceJson>,
    /// The commune that merged whose code `q` is.
    pub former: Option<FormerJson>,
    /// The cursor of the next page; a search has one page.
    pub next: Option<String>,
}

/// What is asked: a search, or a kind by name.
#[derive(Debug, Default, Deserialize, Serialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct ListQuery {
    /// A name or its beginning, an INSEE code, a postal code or a SIREN.
    q: Option<String>,
    /// A kind's key; `region` if it is not said. Not with `q`.
    kind: Option<String>,
    /// How many, 100 at most; 50 if it is not said.
    #[param(value_type = Option<i64>, minimum = 1, maximum = 100)]
    limit: Option<String>,
    /// The cursor given with the page before.
    cursor: Option<String>,
}

/// Territories, searched or by kind.
#[utoipa::path(get, path = "/api/v1/territories", params(ListQuery), responses((status = 200, body = TerritoryPage)), tag = "reference")]
pub async fn list_territories(
    State(app): State<App>,
    api: ApiCaller,
    query: ApiQuery<ListQuery>,
) -> Result<Json<TerritoryPage>, Problem> {
    let keys: Vec<&str> = TerritoryKind::ALL.iter().map(|kind| kind.key()).collect();
    let page = api.read(&app, |r, _| {
        let query = query.read()?;
        let kind = one_of("kind", query.kind.as_deref(), TerritoryKind::from_key, &keys)?;
        let (limit, after) = (limit(query.limit.as_deref())?, cursor(query.cursor.as_deref(), cursor_of)?);
        if let Some(asked) = query.q.as_deref().filter(|asked| !asked.trim().is_empty()) {
            let (former, places) = storage::found(r, asked, limit)?;
            let items = places.into_iter().map(PlaceJson::from).collect();
            return Ok(TerritoryPage { items, former: former.map(FormerJson::from), next: None });
        }
        let mut places = storage::list(r, kind.unwrap_or(TerritoryKind::Region), after.as_ref(), limit + 1)?;
        let more = cut(&mut places, limit);
        let next = places.last().filter(|_| more).map(|place| format!("{}~{}", place.id, place.name_key));
        let items = places.into_iter().map(PlaceJson::from).collect();
        Ok(TerritoryPage { items, former: None, next })
    });
    page.await.map(Json)
}

fn cursor_of(text: &str) -> Option<(String, String)> {
    let (id, key) = text.split_once('~')?;
    id.parse::<TerritoryId>().ok().map(|id| (key.to_owned(), id.to_string()))
}

/// A membership: the other territory, and when.
#[derive(Debug, Serialize, ToSchema)]
pub struct LinkJson {
    /// Kind and code.
    pub id: String,
    /// Its name.
    pub name: String,
    /// From when; null when it is not known.
    pub valid_from: Option<String>,
    /// Until when, excluded; null while it holds.
    pub valid_until: Option<String>,
}

impl From<Link> for LinkJson {
    fn from(link: Link) -> Self {
        let day = |day: Option<Date>| day.map(|day| day.to_string());
        Self {
            id: link.id.to_string(),
            name: link.name,
            valid_from: day(link.valid_from),
            valid_until: day(link.valid_until),
        }
    }
}

/// A territory, with what it is part of and what it is made of on a day.
#[derive(Debug, Serialize, ToSchema)]
pub struct TerritoryJson {
    /// Kind and code.
    pub id: String,
    /// Its kind.
    pub kind: &'static str,
    /// Its code.
    pub code: String,
    /// The edition that the code belongs to: `COG 2026`.
    pub vintage: String,
    /// Its name; its code, for a commune that merged and whose name is not known.
    pub name: String,
    /// Its SIREN.
    pub siren: Option<String>,
    /// Its postal codes.
    pub postal_codes: Vec<String>,
    /// People who live there: the municipal population as INSEE gives it for a commune or an arrondissement, as the DGCL's list of
    /// groupings gives it for a grouping.
    pub population: Option<i64>,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// ISO 3166 country.
    pub country: String,
    /// The day from which it is no more.
    pub valid_until: Option<String>,
    /// For a commune that merged, the commune that holds it now; the day is not known.
    pub merged_into: Option<String>,
    /// What it is part of, now and before.
    pub part_of: Vec<LinkJson>,
    /// The first day for which what it is made of is known; null when that is known for none.
    pub known_from: Option<String>,
    /// What it is made of on the day asked; null when that is not known.
    pub made_of: Option<Vec<LinkJson>>,
}

/// More parts than any territory has: the largest département has 890 communes.
const PARTS: i64 = 2_000;

/// The day looked at.
#[derive(Debug, Default, Deserialize, Serialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct DayQuery {
    /// The day of what it is made of, `2025-12-31`; today if it is not said.
    #[param(value_type = Option<String>, format = Date)]
    at: Option<String>,
}

/// One territory.
#[utoipa::path(get, path = "/api/v1/territories/{id}", params(("id" = String, Path), DayQuery), responses((status = 200, body = TerritoryJson), (status = 404)), tag = "reference")]
pub async fn get_territory(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
    query: ApiQuery<DayQuery>,
) -> Result<Json<TerritoryJson>, Problem> {
    let today = app.database.ids().clock().now().to_zoned(app.settings.zone()).date();
    let found = api.read(&app, |r, _| {
        let id: TerritoryId = id.parse().map_err(|()| ProblemKind::NotFound)?;
        let query = query.read()?;
        let day = |text: &str| text.parse::<Date>().ok();
        let at = one_of("at", query.at.as_deref(), day, &["2025-12-31"])?.unwrap_or(today);
        let Some(territory) = storage::find(r, &id)? else {
            return Ok(merged(storage::former_of(r, &id)?.ok_or(ProblemKind::NotFound)?));
        };
        let (wholes, codes) = (storage::wholes(r, &id)?, storage::postal_codes(r, &id)?);
        let parts =
            if territory.is_known(at) { Some(storage::parts(r, &id, at, None, PARTS)?) } else { None };
        Ok(json(territory, codes, wholes, parts))
    });
    found.await.map(Json)
}

fn json(
    territory: Territory,
    postal_codes: Vec<String>,
    wholes: Vec<Link>,
    parts: Option<Vec<Link>>,
) -> TerritoryJson {
    TerritoryJson {
        id: territory.id.to_string(),
        kind: territory.kind.key(),
        code: territory.code,
        vintage: territory.vintage,
        name: territory.name,
        siren: territory.siren,
        postal_codes,
        population: territory.population,
        latitude: territory.latitude,
        longitude: territory.longitude,
        country: territory.country,
        valid_until: territory.valid_until.map(|day| day.to_string()),
        merged_into: None,
        part_of: wholes.into_iter().map(LinkJson::from).collect(),
        known_from: territory.known_from.map(|day| day.to_string()),
        made_of: parts.map(|parts| parts.into_iter().map(LinkJson::from).collect()),
    }
}

/// A commune that merged: little more than its code is known.
fn merged(former: Former) -> TerritoryJson {
    TerritoryJson {
        id: TerritoryId::new(TerritoryKind::Commune, &former.code).to_string(),
        kind: TerritoryKind::Commune.key(),
        vintage: former.vintage,
        name: former.name.unwrap_or_else(|| former.code.clone()),
        code: former.code,
        siren: None,
        postal_codes: Vec::new(),
        population: None,
        latitude: None,
        longitude: None,
        country: "FR".to_owned(),
        valid_until: None,
        merged_into: Some(former.holder.to_string()),
        part_of: Vec::new(),
        known_from: None,
        made_of: None,
    }
}
