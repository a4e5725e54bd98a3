//! Assets sheets in the API.

use axum::Json;
use axum::extract::{Path, State};
use platform::access::Level;
use platform::i18n::Language;
use platform::text::normalise;
use platform::web::{Problem, ProblemKind};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::model::{About, Item, Sheet, SheetId};
use super::storage;
use crate::frame::{ApiCaller, ApiQuery, App, cursor, cut, limit};

/// An assets sheet in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct AssetSheetLine {
    /// Its identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The organisation that wrote it.
    pub owner: String,
    /// The territory that it is about: `commune-13004`.
    pub territory: Option<String>,
    /// The perimeter that it is about, if one sees that.
    pub perimeter: Option<String>,
    /// Whether it was invented for the demonstration.
    pub fictitious: bool,
}

impl From<&Sheet> for AssetSheetLine {
    fn from(sheet: &Sheet) -> Self {
        let (territory, perimeter) = match sheet.place.as_ref().map(|place| &place.about) {
            Some(About::Territory(id)) => (Some(id.to_string()), None),
            Some(About::Perimeter(id)) => (None, Some(id.to_string())),
            None => (None, None),
        };
        Self {
            id: sheet.id.to_string(),
            name: sheet.name.clone(),
            owner: sheet.owner_name.clone(),
            territory,
            perimeter,
            fictitious: sheet.fictitious,
        }
    }
}

/// A page of assets sheets.
#[derive(Debug, Serialize, ToSchema)]
pub struct AssetSheetPage {
    /// Those that the token's person sees.
    pub items: Vec<AssetSheetLine>,
    /// The cursor of the next page.
    pub next: Option<String>,
}

/// A place in the list.
#[derive(Debug, Default, Deserialize, Serialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct AssetSheetQuery {
    /// How many, 100 at most; 50 if it is not said.
    #[param(value_type = Option<i64>, minimum = 1, maximum = 100)]
    limit: Option<String>,
    /// The cursor given with the page before.
    cursor: Option<String>,
}

/// Assets sheets by name.
#[utoipa::path(get, path = "/api/v1/asset-sheets", params(AssetSheetQuery), responses((status = 200, body = AssetSheetPage)), tag = "atlas")]
pub async fn list_asset_sheets(
    State(app): State<App>,
    api: ApiCaller,
    query: ApiQuery<AssetSheetQuery>,
) -> Result<Json<AssetSheetPage>, Problem> {
    let page = api.read(&app, |r, me| {
        let query = query.read()?;
        let place = |text: &str| {
            let (id, key) = text.split_once('~')?;
            id.parse::<SheetId>().ok().map(|id| (key.to_owned(), id.to_string()))
        };
        let (limit, after) = (limit(query.limit.as_deref())?, cursor(query.cursor.as_deref(), place)?);
        let mut sheets = storage::list(r, &me.actor, after.as_ref(), limit + 1)?;
        let more = cut(&mut sheets, limit);
        let next =
            sheets.last().filter(|_| more).map(|sheet| format!("{}~{}", sheet.id, normalise(&sheet.name)));
        Ok(AssetSheetPage { items: sheets.iter().map(AssetSheetLine::from).collect(), next })
    });
    page.await.map(Json)
}

/// An item of a sheet.
#[derive(Debug, Serialize, ToSchema)]
pub struct AssetItemJson {
    /// What it is about.
    pub theme: &'static str,
    /// The language of its authentic text: `fr` or `en`.
    pub authentic: &'static str,
    /// Its text in French.
    pub text_fr: Option<String>,
    /// Its text in English.
    pub text_en: Option<String>,
    /// Its figure, in the words in which it was stated.
    pub figure: Option<String>,
    /// How the number said bounds it: `exact`, `nearly`, `more-than`…
    pub qualifier: Option<&'static str>,
    /// When that was so, in the words in which it was stated.
    pub stated: Option<String>,
    /// The last day that this may be.
    pub stated_latest: Option<String>,
    /// Who says it.
    pub source: Option<String>,
}

impl From<Item> for AssetItemJson {
    fn from(item: Item) -> Self {
        let new = item.new;
        let figure = new.figure.as_ref();
        let stated = new.stated.as_ref();
        Self {
            theme: new.theme.key(),
            authentic: new.authentic.code(),
            figure: figure.map(|figure| {
                figure.wording().map_or_else(|| figure.print(Language::English), str::to_owned)
            }),
            qualifier: figure.map(|figure| figure.qualifier().key()),
            stated: stated
                .map(|date| date.wording().map_or_else(|| date.print(Language::English), str::to_owned)),
            stated_latest: stated.map(|date| date.latest().to_string()),
            text_fr: new.french,
            text_en: new.english,
            source: new.source,
        }
    }
}

/// An assets sheet. Who sees its card alone is not given its items.
#[derive(Debug, Serialize, ToSchema)]
pub struct AssetSheetJson {
    /// Its identifier.
    pub id: String,
    /// The reader's level.
    pub level: &'static str,
    /// Its card.
    pub card: AssetSheetLine,
    /// Its items, theme by theme.
    pub items: Vec<AssetItemJson>,
}

/// One assets sheet.
#[utoipa::path(get, path = "/api/v1/asset-sheets/{id}", params(("id" = String, Path)), responses((status = 200, body = AssetSheetJson), (status = 404)), tag = "atlas")]
pub async fn get_asset_sheet(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
) -> Result<Json<AssetSheetJson>, Problem> {
    let found = api.read(&app, |r, me| {
        let id: SheetId = id.parse().map_err(|_| ProblemKind::NotFound)?;
        let (sheet, level) = storage::find(r, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
        let items = if level >= Level::Read { storage::items(r, id)? } else { Vec::new() };
        Ok(AssetSheetJson {
            id: sheet.id.to_string(),
            level: level.key(),
            card: AssetSheetLine::from(&sheet),
            items: items.into_iter().map(AssetItemJson::from).collect(),
        })
    });
    found.await.map(Json)
}
