//! People in the API: the same verbs as the pages.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use jiff::civil::Date;
use platform::access::Level;
use platform::database::Reader;
use platform::dates::ImpreciseDate;
use platform::text::normalise;
use platform::web::{Faults, Problem, ProblemKind};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::model::{
    Person, PersonFilter, PersonInput, PersonRow, Position, PositionInput, PositionKind, Standing,
};
use super::rules::{Reading, check_person, check_position, on};
use super::storage::{people, positions};
use crate::directory::PersonId;
use crate::frame::{
    ApiCaller, ApiJson, ApiQuery, App, Me, Versioned, cursor, cut, json_created, limit, one_of,
};

/// What somebody is, somewhere, and how surely on the day asked.
#[derive(Debug, Serialize, ToSchema)]
pub struct PositionJson {
    /// Its identifier.
    pub id: String,
    /// `held`, `perhaps` or `unconfirmed` on the day asked.
    pub standing: &'static str,
    /// The exact title in French.
    pub title_fr: Option<String>,
    /// The exact title in English.
    pub title_en: Option<String>,
    /// How one comes to it.
    pub kind: &'static str,
    /// What is done there.
    pub duty: &'static str,
    /// The organisation, when it is in the directory.
    pub organisation: Option<String>,
    /// Its name, or the institution as it was named.
    pub place: Option<String>,
    /// ISO 3166 country of that institution.
    pub country: Option<String>,
    /// Its tier of government.
    pub tier: Option<&'static str>,
    /// Who gave it.
    pub authority: Option<String>,
    /// What was delegated.
    pub delegation: Option<String>,
    /// From when, as stated.
    pub valid_from: Option<String>,
    /// Until when, as stated.
    pub valid_until: Option<String>,
    /// Where this was read.
    pub outlet: Option<String>,
    /// The day that the source speaks of, as stated.
    pub stated_on: Option<String>,
}

impl PositionJson {
    fn of((standing, position): (Standing, &Position), me: &Me) -> Self {
        let facts = &position.facts;
        let date = |date: &Option<ImpreciseDate>| date.as_ref().map(|date| date.print(me.language));
        Self {
            id: position.id.to_string(),
            standing: standing.key(),
            title_fr: facts.title_fr.clone(),
            title_en: facts.title_en.clone(),
            kind: facts.kind.key(),
            duty: facts.duty.key(),
            organisation: facts.organisation.map(|id| id.to_string()),
            place: position.at().map(str::to_owned),
            country: facts.country.clone(),
            tier: facts.tier.map(super::model::Tier::key),
            authority: facts.authority.clone(),
            delegation: facts.delegation.clone(),
            valid_from: date(&facts.from),
            valid_until: date(&facts.until),
            outlet: facts.provenance.outlet.clone(),
            stated_on: date(&facts.provenance.stated_on),
        }
    }
}

/// A person.
#[derive(Debug, Serialize, ToSchema)]
pub struct PersonJson {
    /// The identifier.
    pub id: String,
    /// The reader's level.
    pub level: &'static str,
    /// First name and name.
    pub name: String,
    /// First name.
    pub given_name: String,
    /// Family name.
    pub family_name: String,
    /// How one addresses the person.
    pub civility: Option<String>,
    /// ISO 3166 country.
    pub country: Option<String>,
    /// A short note, from the level `read`.
    pub note: Option<String>,
    /// The organisation that keeps the record.
    pub owner: String,
    /// The day for which positions are told.
    pub at: String,
    /// What the person is on that day, surely or not.
    pub positions: Vec<PositionJson>,
    /// Whether the person was invented for the demonstration.
    pub fictitious: bool,
    /// When the person was erased: no name is left then.
    pub erased_at: Option<String>,
    #[serde(skip)]
    /// The version of the record.
    pub version: i64,
}

/// Today, and the language in which dates are typed.
pub(super) fn reading(app: &App, me: &Me) -> Reading {
    let today = app.database.ids().clock().now().to_zoned(app.settings.zone()).date();
    Reading { language: me.language, today }
}

/// A person on a day, for who sees his card.
pub(super) fn read(reader: &Reader, me: &Me, id: PersonId, day: Date) -> Result<PersonJson, Problem> {
    let (person, level) = people::find(reader, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
    let known = positions::of_people(reader, &me.actor, &[id])?;
    let told = on(day, &known).into_iter().map(|one| PositionJson::of(one, me)).collect();
    Ok(json_of(person, level, day, told))
}

fn json_of(person: Person, level: Level, day: Date, positions: Vec<PositionJson>) -> PersonJson {
    PersonJson {
        id: person.id.to_string(),
        level: level.key(),
        name: person.name(),
        given_name: person.given_name,
        family_name: person.family_name,
        civility: person.civility,
        country: person.country,
        note: person.note.filter(|_| level >= Level::Read),
        owner: person.owner_name,
        at: day.to_string(),
        positions,
        fictitious: person.fictitious,
        erased_at: person.erased_at.map(|at| at.to_string()),
        version: person.version,
    }
}

/// The identifier of a path; what is not one is not found.
pub(super) fn id_of(text: &str) -> Result<PersonId, Problem> {
    text.parse().map_err(|_| ProblemKind::NotFound.into())
}

/// The day asked.
#[derive(Debug, Default, Deserialize, Serialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct DayQuery {
    /// The day for which positions are told, `2019-03-22` or as people say it; today if it is not said.
    at: Option<String>,
}

/// One person, and what he is on a day.
#[utoipa::path(get, path = "/api/v1/people/{id}", params(("id" = String, Path), DayQuery), responses((status = 200, body = PersonJson), (status = 404)), tag = "directory")]
pub async fn get_person(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
    query: ApiQuery<DayQuery>,
) -> Result<Versioned<PersonJson>, Problem> {
    let body = api
        .read(&app, |r, me| {
            let (reading, mut faults) = (reading(&app, me), Faults::default());
            let asked = query.read()?.at.unwrap_or_default();
            let day = reading.date(&mut faults, "at", &asked);
            let day = faults.or(day.map_or(reading.today, |day| day.latest()))?;
            read(r, me, id_of(&id)?, day)
        })
        .await?;
    Ok(Versioned(Some(body.version).filter(|_| body.level != Level::Card.key()), body))
}

/// A line of the list.
#[derive(Debug, Serialize, ToSchema)]
pub struct PersonLine {
    /// The identifier.
    pub id: String,
    /// First name and name.
    pub name: String,
    /// What the person is today, surely or not.
    pub positions: Vec<PositionJson>,
}

/// A page of people.
#[derive(Debug, Serialize, ToSchema)]
pub struct PersonPage {
    /// The people visible to the token's person.
    pub items: Vec<PersonLine>,
    /// The cursor of the next page.
    pub next: Option<String>,
}

/// Filters and place in the list.
#[derive(Debug, Default, Deserialize, Serialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct PeopleQuery {
    /// The beginning of a name.
    q: Option<String>,
    /// An organisation's identifier.
    organisation: Option<String>,
    /// A kind of position.
    kind: Option<String>,
    /// How many, 100 at most; 50 if it is not said.
    #[param(value_type = Option<i64>, minimum = 1, maximum = 100)]
    limit: Option<String>,
    /// The cursor given with the page before.
    cursor: Option<String>,
}

/// The people visible to the token's person, by name.
#[utoipa::path(get, path = "/api/v1/people", params(PeopleQuery), responses((status = 200, body = PersonPage), (status = 422)), tag = "directory")]
pub async fn list_people(
    State(app): State<App>,
    api: ApiCaller,
    query: ApiQuery<PeopleQuery>,
) -> Result<Json<PersonPage>, Problem> {
    let page = api.read(&app, |r, me| {
        let query = query.read()?;
        let keys: Vec<&str> = PositionKind::ALL.iter().map(|kind| kind.key()).collect();
        let kind = one_of("kind", query.kind.as_deref(), PositionKind::from_key, &keys)?;
        let named = |text: &str| text.parse().ok();
        let organisation = one_of("organisation", query.organisation.as_deref(), named, &["UUID"])?;
        let name = normalise(query.q.as_deref().unwrap_or_default());
        let (limit, after) = (limit(query.limit.as_deref())?, cursor(query.cursor.as_deref(), cursor_of)?);
        let filter = PersonFilter { name, organisation, kind };
        let mut rows = people::list(r, &me.actor, &filter, after.as_ref(), limit + 1)?;
        let more = cut(&mut rows, limit);
        let next = rows.last().filter(|_| more).map(|row| format!("{}~{}", row.id, row.name_key));
        let today = reading(&app, me).today;
        Ok(PersonPage { items: rows.iter().map(|row| line(row, today, me)).collect(), next })
    });
    page.await.map(Json)
}

fn line(row: &PersonRow, today: Date, me: &Me) -> PersonLine {
    let positions = on(today, &row.positions).into_iter().map(|one| PositionJson::of(one, me)).collect();
    PersonLine { id: row.id.to_string(), name: row.name.clone(), positions }
}

fn cursor_of(text: &str) -> Option<(String, PersonId)> {
    let (id, key) = text.split_once('~')?;
    Some((key.to_owned(), id.parse().ok()?))
}

/// Adds a person. A namesake that one sees must be said to be another: `homonym`.
#[utoipa::path(post, path = "/api/v1/people", request_body = PersonInput, responses((status = 201, body = PersonJson), (status = 422)), tag = "directory")]
pub async fn create_person(
    State(app): State<App>,
    api: ApiCaller,
    body: ApiJson<PersonInput>,
) -> Result<Response, Problem> {
    let shared = app.clone();
    let body = api
        .write(&app, move |tx, me, sent| {
            people::may_keep(&me.actor)?;
            let reading = reading(&shared, me);
            let person = check_person(&body.read()?, reading)?;
            let id = sent.once(tx, me, &body.request(), || {
                people::add(tx, &me.actor, &person).map(|id| id.to_string())
            })?;
            read(tx, me, id_of(&id)?, reading.today)
        })
        .await?;
    Ok(json_created(&format!("/api/v1/people/{}", body.id), body.version, body))
}

/// Gives a person a position.
#[utoipa::path(post, path = "/api/v1/people/{id}/positions", params(("id" = String, Path)), request_body = PositionInput, responses((status = 201, body = PersonJson), (status = 404), (status = 422)), tag = "directory")]
pub async fn add_position(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
    body: ApiJson<PositionInput>,
) -> Result<Response, Problem> {
    let shared = app.clone();
    let body = api
        .write(&app, move |tx, me, sent| {
            let (id, reading) = (id_of(&id)?, reading(&shared, me));
            read(tx, me, id, reading.today)?;
            let position = check_position(&body.read()?, reading)?;
            sent.once(tx, me, &body.request(), || {
                positions::add(tx, &me.actor, id, &position).map(|id| id.to_string())
            })?;
            read(tx, me, id, reading.today)
        })
        .await?;
    Ok(json_created(&format!("/api/v1/people/{}", body.id), body.version, body))
}
