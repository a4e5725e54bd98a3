//! Perimeters in the API: the same verbs as the pages.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::Response;
use jiff::civil::Date;
use platform::access::Level;
use platform::database::Reader;
use platform::web::{Problem, ProblemKind};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::model::{Line, NewPerimeter, PerimeterId};
use super::pages::form::Sent;
use super::pages::sheet::chosen;
use super::rules::facts;
use super::storage::{read, write};
use crate::atlas::competences::api::CompetentJson;
use crate::atlas::competences::of_perimeter;
use crate::frame::rights::KEEP_FILES;
use crate::frame::{
    ApiCaller, ApiJson, ApiQuery, App, Me, Versioned, cursor, cut, json_created, limit, one_of,
};

/// More communes than there are.
const ALL: i64 = 40_000;

/// A perimeter in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct PerimeterLine {
    /// Its identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The organisation that drew it.
    pub owner: String,
    /// From when its last version holds; null when one sees its card alone.
    pub valid_from: Option<String>,
    /// Until when, excluded.
    pub valid_until: Option<String>,
    /// How many communes its last version holds; null when one sees its card alone.
    pub communes: Option<i64>,
    /// How many municipal arrondissements it holds without their commune; null when one sees its card alone.
    pub arrondissements: Option<i64>,
}

impl From<Line> for PerimeterLine {
    fn from(line: Line) -> Self {
        let reads = line.reads();
        Self {
            id: line.id.to_string(),
            name: line.name,
            owner: line.owner_name,
            valid_from: reads.then(|| line.valid_from.to_string()),
            valid_until: line.valid_until.filter(|_| reads).map(|day| day.to_string()),
            communes: reads.then_some(line.communes),
            arrondissements: reads.then_some(line.arrondissements),
        }
    }
}

/// A page of perimeters.
#[derive(Debug, Serialize, ToSchema)]
pub struct PerimeterPage {
    /// Those that the token's person sees.
    pub items: Vec<PerimeterLine>,
    /// The cursor of the next page.
    pub next: Option<String>,
}

/// A place in the list.
#[derive(Debug, Default, Deserialize, Serialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct PerimeterQuery {
    /// How many, 100 at most; 50 if it is not said.
    #[param(value_type = Option<i64>, minimum = 1, maximum = 100)]
    limit: Option<String>,
    /// The cursor given with the page before.
    cursor: Option<String>,
}

/// Perimeters by name.
#[utoipa::path(get, path = "/api/v1/perimeters", params(PerimeterQuery), responses((status = 200, body = PerimeterPage)), tag = "atlas")]
pub async fn list_perimeters(
    State(app): State<App>,
    api: ApiCaller,
    query: ApiQuery<PerimeterQuery>,
) -> Result<Json<PerimeterPage>, Problem> {
    let page = api.read(&app, |r, me| {
        let query = query.read()?;
        let place = |text: &str| {
            let (id, key) = text.split_once('~')?;
            id.parse::<PerimeterId>().ok().map(|id| (key.to_owned(), id.to_string()))
        };
        let (limit, after) = (limit(query.limit.as_deref())?, cursor(query.cursor.as_deref(), place)?);
        let mut lines = read::list(r, &me.actor, after.as_ref(), limit + 1)?;
        let more = cut(&mut lines, limit);
        let next = lines.last().filter(|_| more).map(|line| format!("{}~{}", line.id, line.name_key));
        Ok(PerimeterPage { items: lines.into_iter().map(PerimeterLine::from).collect(), next })
    });
    page.await.map(Json)
}

/// A version of a perimeter.
#[derive(Debug, Serialize, ToSchema)]
pub struct VersionJson {
    /// From 1.
    pub number: i64,
    /// From when.
    pub valid_from: String,
    /// Until when, excluded.
    pub valid_until: Option<String>,
    /// Why it differs from the one before.
    pub note: Option<String>,
    /// How many communes it holds.
    pub communes: i64,
    /// How many municipal arrondissements, without their commune.
    pub arrondissements: i64,
}

/// What was chosen, with the communes that it stood for.
#[derive(Debug, Serialize, ToSchema)]
pub struct MemberJson {
    /// Kind and code.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How many communes came through it.
    pub communes: i64,
}

/// A commune of a perimeter, or a municipal arrondissement that was chosen without its commune.
#[derive(Debug, Serialize, ToSchema)]
pub struct CommuneJson {
    /// Kind and code.
    pub id: String,
    /// Its INSEE code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// People who live there.
    pub population: Option<i64>,
}

/// A perimeter, with the version of a day. Who sees its card alone is not given what it is made of.
#[derive(Debug, Serialize, ToSchema)]
pub struct PerimeterJson {
    /// Its identifier.
    pub id: String,
    /// The reader's level.
    pub level: &'static str,
    /// The version that a change must name, for those who read it.
    pub version: Option<i64>,
    /// Its name.
    pub name: String,
    /// The organisation that drew it.
    pub owner: String,
    /// What it is for.
    pub description: Option<String>,
    /// Where its composition comes from.
    pub source: Option<String>,
    /// Whether it was invented for the demonstration.
    pub fictitious: bool,
    /// Its versions, the latest first.
    pub versions: Vec<VersionJson>,
    /// The number of the version that follows.
    pub shown: Option<i64>,
    /// What was chosen for it.
    pub members: Vec<MemberJson>,
    /// Its communes, and the municipal arrondissements chosen without theirs, by name.
    pub communes: Vec<CommuneJson>,
    /// The people of those communes whose people are counted.
    pub population: Option<i64>,
    /// The communes whose people are not counted.
    pub uncounted: i64,
    /// The wholes that were chosen and of which the composition is not known on the first day of this version: the oldest known
    /// stands for it.
    pub assumed: i64,
    /// The organisations that are competent for it, those that the token's person sees.
    pub competent: Vec<CompetentJson>,
}

/// The day looked at.
#[derive(Debug, Default, Deserialize, Serialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct PerimeterDay {
    /// The day of the composition, `2025-12-31`; today if it is not said.
    #[param(value_type = Option<String>, format = Date)]
    at: Option<String>,
}

fn id_of(text: &str) -> Result<PerimeterId, Problem> {
    text.parse().map_err(|_| ProblemKind::NotFound.into())
}

/// One perimeter.
#[utoipa::path(get, path = "/api/v1/perimeters/{id}", params(("id" = String, Path), PerimeterDay), responses((status = 200, body = PerimeterJson), (status = 404)), tag = "atlas")]
pub async fn get_perimeter(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
    query: ApiQuery<PerimeterDay>,
) -> Result<Versioned<PerimeterJson>, Problem> {
    let today = app.database.ids().clock().now().to_zoned(app.settings.zone()).date();
    let body = api
        .read(&app, |r, me| {
            let day = |text: &str| text.parse::<Date>().ok();
            let query = query.read()?;
            let at = one_of("at", query.at.as_deref(), day, &["2025-12-31"])?.unwrap_or(today);
            json(r, me, id_of(&id)?, at)
        })
        .await?;
    Ok(Versioned(body.version, body))
}

fn json(reader: &Reader, me: &Me, id: PerimeterId, at: Date) -> Result<PerimeterJson, Problem> {
    let (perimeter, level) = read::find(reader, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
    let reads = level >= Level::Read;
    let versions = if reads { read::versions(reader, id)? } else { Vec::new() };
    let shown = chosen(&versions, at);
    let (members, communes, assumed) = match shown {
        Some(version) => (
            read::members(reader, &version.id)?,
            read::communes(reader, &version.id, None, ALL)?,
            read::summary(reader, version)?.assumed,
        ),
        None => (Vec::new(), Vec::new(), 0),
    };
    let competent = of_perimeter(reader, &me.actor, id)?;
    let counted: Vec<i64> = communes.iter().filter_map(|commune| commune.population).collect();
    Ok(PerimeterJson {
        id: perimeter.id.to_string(),
        level: level.key(),
        version: reads.then_some(perimeter.version),
        name: perimeter.name,
        owner: perimeter.owner_name,
        description: perimeter.description,
        source: perimeter.source.filter(|_| reads),
        fictitious: perimeter.fictitious,
        shown: shown.map(|version| version.number),
        population: (!counted.is_empty()).then(|| counted.iter().sum()),
        assumed,
        competent: competent.into_iter().map(|one| CompetentJson::of(one, me.language)).collect(),
        uncounted: i64::try_from(communes.len() - counted.len()).unwrap_or_default(),
        members: members
            .into_iter()
            .map(|member| MemberJson {
                id: member.id.to_string(),
                name: member.name,
                communes: member.communes,
            })
            .collect(),
        communes: communes
            .into_iter()
            .map(|commune| CommuneJson {
                id: commune.id.to_string(),
                code: commune.code,
                name: commune.name,
                population: commune.population,
            })
            .collect(),
        versions: versions
            .into_iter()
            .map(|version| VersionJson {
                number: version.number,
                valid_from: version.valid_from.to_string(),
                valid_until: version.valid_until.map(|day| day.to_string()),
                note: version.note,
                communes: version.communes,
                arrondissements: version.arrondissements,
            })
            .collect(),
    })
}

/// A perimeter to draw.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct PerimeterInput {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// Where its composition comes from.
    pub source: String,
    /// `owner` or `network`; `owner` if it is not said.
    pub visibility: String,
    /// From when, `2026-01-01`.
    pub from: String,
    /// The last day, when it is known.
    pub until: String,
    /// INSEE codes of communes, SIREN of groupings, codes of départements, or identifiers of territories, one a line.
    pub members: String,
}

/// Draws a perimeter.
#[utoipa::path(post, path = "/api/v1/perimeters", request_body = PerimeterInput, responses((status = 201, body = PerimeterJson), (status = 422)), tag = "atlas")]
pub async fn create_perimeter(
    State(app): State<App>,
    api: ApiCaller,
    input: ApiJson<PerimeterInput>,
) -> Result<Response, Problem> {
    let today = app.database.ids().clock().now().to_zoned(app.settings.zone()).date();
    let (id, body) = api
        .write(&app, move |tx, me, sent| {
            if !me.may(KEEP_FILES) {
                return Err(ProblemKind::Forbidden.into());
            }
            let typed = input.read()?;
            let visibility = if typed.visibility.is_empty() { "owner" } else { &typed.visibility };
            let facts = facts(&typed.name, &typed.description, &typed.source, visibility)?;
            let form = Sent {
                from: typed.from.clone(),
                until: typed.until.clone(),
                members: typed.members.clone(),
                ..Sent::default()
            };
            let version = form.version(me.language, today)?;
            let from = version.from;
            let new = NewPerimeter { facts, fictitious: false, version };
            let id = sent.once(tx, me, &input.request(), || {
                write::create(tx, &me.actor, &new).map(|id| id.to_string())
            })?;
            let known = id_of(&id)?;
            Ok((id, json(tx, me, known, from)?))
        })
        .await?;
    Ok(json_created(&format!("/api/v1/perimeters/{id}"), body.version.unwrap_or(1), body))
}
