//! The directory in the API.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use platform::access::Level;
use platform::i18n::Language;
use platform::web::{Problem, ProblemKind};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::model::{Bond, Card, Family, Identifier, Organisation, OrganisationId, Surroundings, Tier};
use super::storage;
use crate::frame::{
    ApiCaller, ApiQuery, App, MergedJson, Versioned, cursor, cut, json_merged, limit, one_of,
};

/// An organisation.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrganisationJson {
    /// Its identifier.
    pub id: String,
    /// The reader's level: `card`, `read`…
    pub level: &'static str,
    /// Its full name.
    pub name: String,
    /// Its family.
    pub family: &'static str,
    /// ISO 3166 country.
    pub country: String,
    /// City.
    pub city: Option<String>,
    /// The commune or the city abroad that this is: `commune-13055`.
    pub place: Option<String>,
    /// Its sub-type.
    pub category: String,
    /// Its tier of government.
    pub tier: Option<&'static str>,
    /// Whether it is a member of the instance.
    pub member: Option<bool>,
    /// SIREN, from the level `read`.
    pub siren: Option<String>,
    /// What it does, from the level `read`.
    pub activity: Option<String>,
    /// The code of what it does, with its nomenclature, from the level `read`: `naf-rev2:28.25Z`.
    pub activity_code: Option<String>,
    /// Its other numbers, from the level `read`.
    pub identifiers: Vec<IdentifierJson>,
    /// Its other names.
    pub names: Vec<String>,
    /// What binds it to organisations that the reader sees.
    pub links: Vec<LinkJson>,
    /// The territories that it is competent for.
    pub competences: Vec<String>,
    /// Whether it was invented for the demonstration.
    pub fictitious: bool,
}

/// A number in a register.
#[derive(Debug, Serialize, ToSchema)]
pub struct IdentifierJson {
    /// The register: `FR-SIRET`, `XI-LEI`…
    pub scheme: String,
    /// The number.
    pub value: String,
}

/// What binds two organisations.
#[derive(Debug, Serialize, ToSchema)]
pub struct LinkJson {
    /// `parent`, `office`, `support` or `successor`, read from the first to the other.
    pub nature: &'static str,
    /// Whether this organisation is the first.
    pub outward: bool,
    /// The other one.
    pub other: String,
    /// Its name.
    pub name: String,
    /// From when, as stated.
    pub since: Option<String>,
    /// Until when, as stated.
    pub until: Option<String>,
}

impl OrganisationJson {
    fn of(organisation: Organisation, level: Level, around: Surroundings, language: Language) -> Self {
        let reads = level >= Level::Read;
        let class = organisation.class().filter(|_| reads).map(|class| class.to_string());
        let link = |bond: Bond| LinkJson {
            nature: bond.nature.key(),
            outward: bond.outward,
            other: bond.other.to_string(),
            name: bond.name,
            since: bond.valid_from.map(|date| date.print(language)),
            until: bond.valid_until.map(|date| date.print(language)),
        };
        let number = |one: Identifier| IdentifierJson { scheme: one.scheme, value: one.value };
        Self {
            place: organisation.place.map(|place| place.to_string()),
            category: organisation.category,
            tier: organisation.tier.map(Tier::key),
            member: Some(organisation.member),
            identifiers: around.identifiers.into_iter().map(number).collect(),
            names: around.names.into_iter().map(|name| name.name).collect(),
            links: around.bonds.into_iter().map(link).collect(),
            competences: around.competences.into_iter().map(|one| one.territory.to_string()).collect(),
            id: organisation.id.to_string(),
            level: level.key(),
            name: organisation.name,
            family: organisation.family.key(),
            country: organisation.country,
            city: organisation.city,
            siren: organisation.siren.filter(|_| reads),
            activity_code: class,
            activity: organisation.activity.filter(|_| reads),
            fictitious: organisation.fictitious,
        }
    }

    fn card(card: Card) -> Self {
        Self {
            id: card.id.to_string(),
            level: Level::Card.key(),
            name: card.name,
            family: card.family.key(),
            category: card.category,
            tier: None,
            member: None,
            country: card.country,
            city: card.city,
            place: None,
            identifiers: Vec::new(),
            names: Vec::new(),
            links: Vec::new(),
            competences: Vec::new(),
            siren: None,
            activity: None,
            activity_code: None,
            fictitious: card.fictitious,
        }
    }
}

/// Filters and place in the list.
#[derive(Debug, Default, Deserialize, Serialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct ListQuery {
    /// A family's key.
    family: Option<String>,
    /// How many, 100 at most; 50 if it is not said.
    #[param(value_type = Option<i64>, minimum = 1, maximum = 100)]
    limit: Option<String>,
    /// The cursor given with the page before.
    cursor: Option<String>,
}

/// A page of organisations.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrganisationPage {
    /// The members visible to the token's person.
    pub items: Vec<OrganisationJson>,
    /// The cursor of the next page.
    pub next: Option<String>,
}

/// The members of the instance.
#[utoipa::path(get, path = "/api/v1/organisations", params(ListQuery), responses((status = 200, body = OrganisationPage)), tag = "directory")]
pub async fn list_organisations(
    State(app): State<App>,
    api: ApiCaller,
    query: ApiQuery<ListQuery>,
) -> Result<Json<OrganisationPage>, Problem> {
    let keys: Vec<&str> = Family::ALL.iter().map(|family| family.key()).collect();
    let page = api.read(&app, |r, me| {
        let query = query.read()?;
        let family = one_of("family", query.family.as_deref(), Family::from_key, &keys)?;
        let (limit, after) = (limit(query.limit.as_deref())?, cursor(query.cursor.as_deref(), cursor_of)?);
        let mut cards = storage::members(r, &me.actor, family, after.as_ref(), limit + 1)?;
        let more = cut(&mut cards, limit);
        let next = cards.last().filter(|_| more).map(|card| format!("{}~{}", card.id, card.name_key));
        Ok(OrganisationPage { items: cards.into_iter().map(OrganisationJson::card).collect(), next })
    });
    page.await.map(Json)
}

fn cursor_of(text: &str) -> Option<(String, OrganisationId)> {
    let (id, key) = text.split_once('~')?;
    Some((key.to_owned(), id.parse().ok()?))
}

/// One organisation.
#[utoipa::path(get, path = "/api/v1/organisations/{id}", params(("id" = String, Path)), responses((status = 200, body = OrganisationJson), (status = 303, body = MergedJson, description = "It was merged into another, where it is read now."), (status = 404)), tag = "directory")]
pub async fn get_organisation(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (organisation, level, around, language) = api
        .read(&app, |r, me| {
            let id: OrganisationId = id.parse().map_err(|_| ProblemKind::NotFound)?;
            let (organisation, level, around) =
                storage::whole(r, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
            storage::went(r, &me.actor, &organisation)?;
            Ok((organisation, level, around, me.language))
        })
        .await?;
    if let Some(kept) = organisation.merged_into {
        return Ok(json_merged("/api/v1/organisations/", &kept.to_string()));
    }
    let version = (level >= Level::Read).then_some(organisation.version);
    let body = OrganisationJson::of(organisation, level, around, language);
    Ok(Versioned(version, body).into_response())
}
