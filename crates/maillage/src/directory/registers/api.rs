//! Registers in the API.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use platform::access::Level;
use platform::database::{Reader, Transaction};
use platform::dates::ImpreciseDate;
use platform::i18n::Language;
use platform::web::{Problem, ProblemKind};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::input::{
    DepartureInput, EntriesInput, RegisterInput, StatementInput, add_lines, check_departure, check_register,
    check_statement,
};
use super::model::{Register, RegisterId, Statement};
use super::pages::sheet::{day_of, said};
use super::storage;
use crate::frame::rights::KEEP_FILES;
use crate::frame::{
    ApiCaller, ApiJson, ApiQuery, App, Me, Sent, Versioned, cursor, cut, json_created, limit,
};

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
    /// What was published of it, from the level `read`.
    pub statements: Vec<StatementJson>,
}

/// A line of a register.
#[derive(Debug, Serialize, ToSchema)]
pub struct EntryJson {
    /// Its identifier.
    pub id: String,
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

/// What was published of a register.
#[derive(Debug, Serialize, ToSchema)]
pub struct StatementJson {
    /// Its identifier.
    pub id: String,
    /// `members` or `months`.
    pub measure: &'static str,
    /// The number, as stated.
    pub figure: String,
    /// The date for which it holds, as stated.
    pub as_of: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// Where.
    pub address: Option<String>,
}

impl StatementJson {
    fn of(one: Statement, language: Language) -> Self {
        Self {
            measure: one.measure.key(),
            figure: one.figure.print(language),
            as_of: when(&one.as_of, language),
            outlet: one.outlet,
            address: one.address,
            id: one.id,
        }
    }
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
            statements: Vec::new(),
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
        let at = query.read()?.at.unwrap_or_default();
        let day = day_of(&at, (me.language, today));
        read(r, me, id_of(&id)?, day?)
    })
    .await
}

fn id_of(text: &str) -> Result<RegisterId, Problem> {
    text.parse().map_err(|_| ProblemKind::NotFound.into())
}

fn read(reader: &Reader, me: &Me, id: RegisterId, day: Date) -> Result<Versioned<RegisterJson>, Problem> {
    let (register, level, read, statements) =
        storage::whole(reader, &me.actor, id, day)?.ok_or(ProblemKind::NotFound)?;
    let (version, language, reads) = (register.version, me.language, level >= Level::Read);
    let date = |date: &Option<ImpreciseDate>| date.as_ref().map(|date| when(date, language));
    let entries = read.entries.iter().map(|entry| EntryJson {
        id: entry.id.clone(),
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
        statements: statements.into_iter().map(|one| StatementJson::of(one, language)).collect(),
        ..RegisterJson::card(register, language)
    };
    Ok(Versioned(reads.then_some(version), json))
}

/// Opens a register for the token's organisation.
#[utoipa::path(post, path = "/api/v1/registers", request_body = RegisterInput, responses((status = 201, body = RegisterJson), (status = 422)), tag = "directory")]
pub async fn open_register(
    State(app): State<App>,
    api: ApiCaller,
    body: ApiJson<RegisterInput>,
) -> Result<Response, Problem> {
    let shared = app.clone();
    let Versioned(version, opened) = api
        .write(&app, move |tx, me, sent| {
            if !me.may(KEEP_FILES) {
                return Err(ProblemKind::Forbidden.into());
            }
            let (said, input) = (said(&shared, me), body.read()?);
            let id = sent.once(tx, me, &body.request(), || {
                let new = check_register(&input, said, None)?;
                storage::add_register(tx, &me.actor, &new).map(|id| id.to_string())
            })?;
            read(tx, me, id_of(&id)?, said.1)
        })
        .await?;
    Ok(json_created(&format!("/api/v1/registers/{}", opened.id), version.unwrap_or(1), opened))
}

/// Changes what a register says of its body, from the version named in `If-Match`.
#[utoipa::path(put, path = "/api/v1/registers/{id}", params(("id" = String, Path)), request_body = RegisterInput, responses((status = 200, body = RegisterJson), (status = 404), (status = 409), (status = 422), (status = 428)), tag = "directory")]
pub async fn change_register(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
    body: ApiJson<RegisterInput>,
) -> Result<Versioned<RegisterJson>, Problem> {
    let work = move |tx: &Transaction, me: &Me, sent: &Sent, register: &Register, said: (Language, Date)| {
        let new = check_register(&body.read()?, said, Some(register))?;
        storage::change_register(tx, &me.actor, register.id, sent.version()?, &new)
    };
    change(&app, &api, &id, work).await
}

/// Does what is asked of a register whose card is seen, then reads it again.
async fn change<F>(app: &App, api: &ApiCaller, id: &str, work: F) -> Result<Versioned<RegisterJson>, Problem>
where
    F: Fn(&Transaction, &Me, &Sent, &Register, (Language, Date)) -> Result<(), Problem> + Send + 'static,
{
    let (id, shared) = (id_of(id)?, app.clone());
    api.write(app, move |tx, me, sent| {
        // What one may not see does not exist, whatever else is wrong.
        let (register, level) = storage::find(tx, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
        if level < Level::Edit {
            return Err(ProblemKind::Forbidden.into());
        }
        let said = said(&shared, me);
        work(tx, me, sent, &register, said)?;
        read(tx, me, id, said.1)
    })
    .await
}

/// Adds members, or categories that a source names without their members.
#[utoipa::path(post, path = "/api/v1/registers/{id}/entries", params(("id" = String, Path)), request_body = EntriesInput, responses((status = 200, body = RegisterJson), (status = 404), (status = 422)), tag = "directory")]
pub async fn add_entries(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
    body: ApiJson<EntriesInput>,
) -> Result<Versioned<RegisterJson>, Problem> {
    change(&app, &api, &id, move |tx, me, sent, register, said| {
        let input = body.read()?;
        let added = || add_lines(tx, me, register.id, &input, said).map(|()| String::new());
        sent.once(tx, me, &body.request(), added).map(drop)
    })
    .await
}

/// Notes until when a member was there.
#[utoipa::path(post, path = "/api/v1/registers/{id}/entries/{entry}/departure", params(("id" = String, Path), ("entry" = String, Path)), request_body = DepartureInput, responses((status = 200, body = RegisterJson), (status = 404), (status = 422)), tag = "directory")]
pub async fn end_entry(
    State(app): State<App>,
    api: ApiCaller,
    Path((id, entry)): Path<(String, String)>,
    body: ApiJson<DepartureInput>,
) -> Result<Versioned<RegisterJson>, Problem> {
    change(&app, &api, &id, move |tx, me, _, register, said| {
        storage::end_entry(tx, &me.actor, register.id, &entry, &check_departure(&body.read()?, said)?)
    })
    .await
}

/// Takes a line away that never was true. Who left is told by its departure.
#[utoipa::path(delete, path = "/api/v1/registers/{id}/entries/{entry}", params(("id" = String, Path), ("entry" = String, Path)), responses((status = 204), (status = 404)), tag = "directory")]
pub async fn remove_entry(
    State(app): State<App>,
    api: ApiCaller,
    Path((id, entry)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let work = move |tx: &Transaction, me: &Me, _: &Sent, register: &Register, _| {
        storage::remove_entry(tx, &me.actor, register.id, &entry)
    };
    change(&app, &api, &id, work).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Notes a count or a duration that was published, with its date and where it was read.
#[utoipa::path(post, path = "/api/v1/registers/{id}/statements", params(("id" = String, Path)), request_body = StatementInput, responses((status = 200, body = RegisterJson), (status = 404), (status = 422)), tag = "directory")]
pub async fn add_statement(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
    body: ApiJson<StatementInput>,
) -> Result<Versioned<RegisterJson>, Problem> {
    change(&app, &api, &id, move |tx, me, sent, register, said| {
        let new = check_statement(&body.read()?, register, said)?;
        let stated = || storage::state(tx, &me.actor, register.id, &new).map(|()| String::new());
        sent.once(tx, me, &body.request(), stated).map(drop)
    })
    .await
}

/// Takes back what was published of a register.
#[utoipa::path(delete, path = "/api/v1/registers/{id}/statements/{statement}", params(("id" = String, Path), ("statement" = String, Path)), responses((status = 204), (status = 404)), tag = "directory")]
pub async fn remove_statement(
    State(app): State<App>,
    api: ApiCaller,
    Path((id, statement)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let work = move |tx: &Transaction, me: &Me, _: &Sent, register: &Register, _| {
        storage::unstate(tx, &me.actor, register.id, &statement)
    };
    change(&app, &api, &id, work).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
