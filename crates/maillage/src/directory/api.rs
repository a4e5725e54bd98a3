//! The directory in the API.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use platform::access::Level;
use platform::database::Reader;
use platform::i18n::Language;
use platform::web::{Problem, ProblemKind};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::model::{
    Bond, Card, Family, Identifier, Organisation, OrganisationId, OrganisationInput, Surroundings, Tier,
};
use super::pages::edit::editable;
pub use super::pages::id_of;
use super::pages::new::said;
use super::rules::check_organisation;
use super::storage;
use crate::frame::rights::KEEP_FILES;
use crate::frame::{
    ApiCaller, ApiJson, ApiQuery, App, Me, MergedJson, Versioned, cursor, cut, json_created, json_merged,
    limit, one_of,
};
use crate::reference::sources::Provenance;

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
    /// Where this was read, from the level `read`.
    pub sources: Vec<SourceJson>,
    /// Whether it was invented for the demonstration.
    pub fictitious: bool,
}

/// Where something was read.
#[derive(Debug, Serialize, ToSchema)]
pub struct SourceJson {
    /// The code of a document of the instance.
    pub document: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Where.
    pub address: Option<String>,
    /// When, as stated.
    pub published: Option<String>,
    /// Why it is noted.
    pub note: Option<String>,
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
    /// Its identifier.
    pub id: String,
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
            id: bond.id,
            nature: bond.nature.key(),
            outward: bond.outward,
            other: bond.other.to_string(),
            name: bond.name,
            since: bond.valid_from.map(|date| date.print(language)),
            until: bond.valid_until.map(|date| date.print(language)),
        };
        let source = |one: Provenance| SourceJson {
            published: one.published.map(|date| date.print(language)),
            document: one.document,
            outlet: one.outlet,
            address: one.address,
            note: one.note,
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
            sources: around.provenance.into_iter().map(source).collect(),
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
            sources: Vec::new(),
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
            let id = id_of(&id)?;
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

/// An organisation as it is now, with its version for those who read it whole.
pub fn read(reader: &Reader, me: &Me, id: OrganisationId) -> Result<Versioned<OrganisationJson>, Problem> {
    let (organisation, level, around) =
        storage::whole(reader, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
    let version = (level >= Level::Read).then_some(organisation.version);
    Ok(Versioned(version, OrganisationJson::of(organisation, level, around, me.language)))
}

/// Adds an organisation that is not a member: a partner, an operator, a foreign counterpart.
#[utoipa::path(post, path = "/api/v1/organisations", request_body = OrganisationInput, responses((status = 201, body = OrganisationJson), (status = 422)), tag = "directory")]
pub async fn create_organisation(
    State(app): State<App>,
    api: ApiCaller,
    body: ApiJson<OrganisationInput>,
) -> Result<Response, Problem> {
    let shared = app.clone();
    let Versioned(version, added) = api
        .write(&app, move |tx, me, sent| {
            if !me.may(KEEP_FILES) {
                return Err(ProblemKind::Forbidden.into());
            }
            let input = body.read()?;
            let id = sent.once(tx, me, &body.request(), || {
                let new = check_organisation(&input, said(&shared, me))?;
                storage::add_organisation(tx, &me.actor, &new).map(|id| id.to_string())
            })?;
            read(tx, me, id_of(&id)?)
        })
        .await?;
    Ok(json_created(&format!("/api/v1/organisations/{}", added.id), version.unwrap_or(1), added))
}

/// Changes all the facts of an organisation, from the version named in `If-Match`. Who sees it is not changed here: `audience` is
/// what it was.
#[utoipa::path(put, path = "/api/v1/organisations/{id}", params(("id" = String, Path)), request_body = OrganisationInput, responses((status = 200, body = OrganisationJson), (status = 404), (status = 409), (status = 422), (status = 428)), tag = "directory")]
pub async fn change_organisation(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
    body: ApiJson<OrganisationInput>,
) -> Result<Versioned<OrganisationJson>, Problem> {
    let shared = app.clone();
    api.write(&app, move |tx, me, sent| {
        let id = id_of(&id)?;
        editable(tx, me, id)?;
        let input = OrganisationInput { audience: "network".into(), ..body.read()? };
        let new = check_organisation(&input, said(&shared, me))?;
        storage::change_organisation(tx, &me.actor, id, sent.version()?, &new)?;
        read(tx, me, id)
    })
    .await
}
