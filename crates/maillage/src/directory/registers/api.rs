//! Registers in the API.

use axum::Json;
use axum::extract::{Path, State};
use platform::access::Level;
use platform::dates::ImpreciseDate;
use platform::i18n::Language;
use platform::web::{Problem, ProblemKind};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::model::{Register, RegisterId};
use super::pages::sheet::day_of;
use super::storage;
use crate::frame::{ApiCaller, ApiQuery, App, Versioned, cursor, cut, limit};

/// A register, at a date when it is read alone.
#[derive(Debug, Serialize, ToSchema)]
pub struct RegisterJson {
    /// Its identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// `body`, `network` or `partnership`.
    pub nature: &'static str,
    /// The organisation that hosts it.
    pub host: String,
    /// When its body was founded, as stated, with the year.
    pub founded: Option<String>,
    /// The first day that it may have been founded.
    pub founded_from: Option<String>,
    /// The last.
    pub founded_until: Option<String>,
    /// The day that it is read at.
    pub at: Option<String>,
    /// The last count published by then, as stated.
    pub declared: Option<String>,
    /// How many members are named, of those whose card is shown.
    pub named: Option<usize>,
    /// How many categories are named without their members.
    pub categories: Option<usize>,
    /// How many members are only known for a later day: whether they were there is not known.
    pub known_later: Option<usize>,
    /// The count published less the members named.
    pub gap: Option<String>,
    /// Whether the two differ.
    pub differs: Option<bool>,
    /// Its lines, from the level `read`.
    pub entries: Vec<EntryJson>,
}

/// A line of a register.
#[derive(Debug, Serialize, ToSchema)]
pub struct EntryJson {
    /// The organisation; none for a category without named members. What is not shown has no line.
    pub organisation: Option<String>,
    /// Its name; that of the category.
    pub name: String,
    /// Its family.
    pub family: &'static str,
    /// From when, as stated.
    pub joined: Option<String>,
    /// When that is not stated: for when it is known to be there.
    pub known_from: Option<String>,
    /// Until when, as stated.
    pub departed: Option<String>,
}

/// A date as stated; with its year when the words leave it out.
fn when(date: &ImpreciseDate, language: Language) -> String {
    if date.is_year_inferred() { date.counted(language) } else { date.print(language) }
}

impl RegisterJson {
    fn card(register: Register, language: Language) -> Self {
        let founded = register.founded.as_ref();
        Self {
            id: register.id.to_string(),
            name: register.name,
            nature: register.nature.key(),
            host: register.host.to_string(),
            founded: founded.map(|date| when(date, language)),
            founded_from: founded.and_then(ImpreciseDate::earliest).map(|day| day.to_string()),
            founded_until: founded.map(|date| date.latest().to_string()),
            at: None,
            declared: None,
            named: None,
            categories: None,
            known_later: None,
            gap: None,
            differs: None,
            entries: Vec::new(),
        }
    }
}

/// The place in the list.
#[derive(Debug, Default, Deserialize, Serialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct ListQuery {
    /// How many, 100 at most; 50 if it is not said.
    #[param(value_type = Option<i64>, minimum = 1, maximum = 100)]
    limit: Option<String>,
    /// The cursor given with the page before.
    cursor: Option<String>,
}

/// A page of registers.
#[derive(Debug, Serialize, ToSchema)]
pub struct RegisterPage {
    /// The registers visible to the token's person.
    pub items: Vec<RegisterJson>,
    /// The cursor of the next page.
    pub next: Option<String>,
}

/// The registers, by name.
#[utoipa::path(get, path = "/api/v1/registers", params(ListQuery), responses((status = 200, body = RegisterPage)), tag = "directory")]
pub async fn list_registers(
    State(app): State<App>,
    api: ApiCaller,
    query: ApiQuery<ListQuery>,
) -> Result<Json<RegisterPage>, Problem> {
    let place = |text: &str| {
        let (id, key) = text.split_once('~')?;
        Some((key.to_owned(), id.parse::<RegisterId>().ok()?))
    };
    let page = api.read(&app, |r, me| {
        let query = query.read()?;
        let (limit, after) = (limit(query.limit.as_deref())?, cursor(query.cursor.as_deref(), place)?);
        let mut registers = storage::listed(r, &me.actor, after.as_ref(), limit + 1)?;
        let more = cut(&mut registers, limit);
        let next = registers.last().filter(|_| more).map(|last| format!("{}~{}", last.id, last.name_key));
        let items = registers.into_iter().map(|register| RegisterJson::card(register, me.language)).collect();
        Ok(RegisterPage { items, next })
    });
    page.await.map(Json)
}

/// The date to read a register at.
#[derive(Debug, Default, Deserialize, Serialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct AtQuery {
    /// A day, as 2019-12-04, or as people say it in the language of the account: `fin juin 2024` is read at its last day; today
    /// if it is not said.
    at: Option<String>,
}

/// A register at a date.
#[utoipa::path(get, path = "/api/v1/registers/{id}", params(("id" = String, Path), AtQuery), responses((status = 200, body = RegisterJson), (status = 404)), tag = "directory")]
pub async fn get_register(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
    query: ApiQuery<AtQuery>,
) -> Result<Versioned<RegisterJson>, Problem> {
    let today = app.database.ids().clock().now().to_zoned(app.settings.zone()).date();
    api.read(&app, |r, me| {
        let query = query.read()?;
        let id: RegisterId = id.parse().map_err(|_| ProblemKind::NotFound)?;
        let day = day_of(query.at.as_deref().unwrap_or_default(), (me.language, today))?;
        let (register, level, read, _) =
            storage::whole(r, &me.actor, id, day)?.ok_or(ProblemKind::NotFound)?;
        let (version, language, reads) = (register.version, me.language, level >= Level::Read);
        let date = |date: &Option<ImpreciseDate>| date.as_ref().map(|date| when(date, language));
        let entries = read.entries.iter().map(|entry| EntryJson {
            organisation: entry.organisation.map(|id| id.to_string()),
            name: entry.name.clone(),
            family: entry.family.key(),
            joined: date(&entry.joined),
            known_from: date(&entry.known_from),
            departed: date(&entry.departed),
        });
        let json = RegisterJson {
            at: Some(day.to_string()),
            declared: read.declared.as_ref().map(|one| one.figure.print(language)),
            named: reads.then_some(read.named),
            categories: reads.then_some(read.categories),
            known_later: read.later.map(|(members, _)| members),
            gap: read.gap.as_ref().map(|gap| gap.print(language)),
            differs: reads.then_some(read.differs),
            entries: entries.collect(),
            ..RegisterJson::card(register, language)
        };
        Ok(Versioned(reads.then_some(version), json))
    })
    .await
}
