//! Company files and interactions in the API.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use platform::access::Level;
use platform::web::{Problem, ProblemKind};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::interactions::{self, InteractionTyped, check_interaction};
use super::lists::{self, After, Due, Filter, Row, SILENCES, Sort};
use super::storage;
use crate::directory::people::reading;
use crate::directory::{CompanyInput, Organisation, OrganisationId, check_company, find, went};
use crate::frame::{
    ApiCaller, ApiJson, ApiQuery, App, MergedJson, Versioned, any_of, cursor, cut, json_created, json_merged,
    limit, one_of,
};
use crate::reference::country_exists;

/// A company that the token's organisation follows.
#[derive(Debug, Serialize, ToSchema)]
pub struct CompanyJson {
    /// Its identifier.
    pub id: String,
    /// Legal name.
    pub name: String,
    /// ISO 3166 country.
    pub country: String,
    /// City.
    pub city: Option<String>,
    /// SIREN, from the level `read`.
    pub siren: Option<String>,
    /// What it does, from the level `read`.
    pub activity: Option<String>,
    /// The code of what it does, with its nomenclature, from the level `read`: `naf-rev2:28.25Z`.
    pub activity_code: Option<String>,
    /// Where decisions are taken, from the level `read`.
    pub control_country: Option<String>,
    /// Whether it was invented for the demonstration.
    pub fictitious: bool,
}

impl CompanyJson {
    fn of(company: Organisation, level: Level) -> Self {
        let reads = level >= Level::Read;
        let class = company.class().filter(|_| reads).map(|class| class.to_string());
        Self {
            id: company.id.to_string(),
            name: company.name,
            country: company.country,
            city: company.city,
            siren: company.siren.filter(|_| reads),
            activity_code: class,
            activity: company.activity.filter(|_| reads),
            control_country: company.control_country.filter(|_| reads),
            fictitious: company.fictitious,
        }
    }
}

/// A line of the list of companies.
#[derive(Debug, Serialize, ToSchema)]
pub struct CompanyLine {
    /// Its identifier.
    pub id: String,
    /// Legal name.
    pub name: String,
    /// ISO 3166 country.
    pub country: String,
    /// The day of the last interaction.
    pub last_interaction: Option<String>,
    /// By when the next step is due.
    pub next_due: Option<String>,
    /// Where decisions are taken, for who reads the company.
    pub control_country: Option<String>,
}

impl CompanyLine {
    fn of(row: Row) -> Self {
        Self {
            id: row.company.to_string(),
            name: row.name,
            country: row.country,
            last_interaction: row.last.map(|day| day.to_string()),
            next_due: row.due.map(|day| day.to_string()),
            control_country: row.control,
        }
    }
}

/// A page of companies.
#[derive(Debug, Serialize, ToSchema)]
pub struct CompanyPage {
    /// The companies that one's organisation follows.
    pub items: Vec<CompanyLine>,
    /// The cursor of the next page.
    pub next: Option<String>,
}

/// Place in the list.
#[derive(Debug, Default, Deserialize, Serialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct ListQuery {
    /// How many, 100 at most; 50 if it is not said.
    #[param(value_type = Option<i64>, minimum = 1, maximum = 100)]
    limit: Option<String>,
    /// The cursor given with the page before.
    cursor: Option<String>,
    /// ISO 3166 countries, separated by commas.
    country: Option<String>,
    /// ISO 3166 countries where decisions are taken, separated by commas.
    control: Option<String>,
    /// `30`, `90`, `180` or `365`: nothing was said for more days than this.
    silent: Option<String>,
    /// `late`, `week`, `any` or `none`: which next step is due.
    due: Option<String>,
    /// `me`, or an account: who spoke with them.
    by: Option<String>,
    /// `name`, or `silent` for those with whom nothing was said for longest first.
    sort: Option<String>,
}

impl ListQuery {
    /// The filter, each of its values known.
    fn filter(&self, own: platform::Uuid) -> Result<Filter, Problem> {
        let country = |text: &str| {
            let code = text.to_uppercase();
            country_exists(&code).then_some(code)
        };
        let days = |text: &str| text.parse().ok().filter(|days| SILENCES.contains(days));
        let known: Vec<String> = SILENCES.iter().map(ToString::to_string).collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let by = |text: &str| if text == "me" { Some(own) } else { text.parse().ok() };
        let dues: Vec<&str> = Due::ALL.iter().map(|due| due.key()).collect();
        let sorts: Vec<&str> = Sort::ALL.iter().map(|sort| sort.key()).collect();
        Ok(Filter {
            countries: any_of("country", self.country.as_deref(), country, &["ISO 3166"])?,
            controls: any_of("control", self.control.as_deref(), country, &["ISO 3166"])?,
            silent: one_of("silent", self.silent.as_deref(), days, &known)?,
            due: one_of("due", self.due.as_deref(), Due::from_key, &dues)?,
            by: one_of("by", self.by.as_deref(), by, &["me"])?,
            sort: one_of("sort", self.sort.as_deref(), Sort::from_key, &sorts)?.unwrap_or_default(),
        })
    }
}

/// The companies that one's organisation follows.
#[utoipa::path(get, path = "/api/v1/companies", params(ListQuery), responses((status = 200, body = CompanyPage)), tag = "prospecting")]
pub async fn list_companies(
    State(app): State<App>,
    api: ApiCaller,
    query: ApiQuery<ListQuery>,
) -> Result<Json<CompanyPage>, Problem> {
    let shared = app.clone();
    let page = api.read(&app, |r, me| {
        let query = query.read()?;
        let (limit, after) = (limit(query.limit.as_deref())?, cursor(query.cursor.as_deref(), After::read)?);
        let filter = query.filter(me.account)?;
        let today = reading(&shared, me).today;
        let mut rows = lists::list(r, &me.actor, &filter, (after.as_ref(), today), limit + 1)?;
        let more = cut(&mut rows, limit);
        let next = rows.last().filter(|_| more).map(|row| row.after(filter.sort).text());
        Ok(CompanyPage { items: rows.into_iter().map(CompanyLine::of).collect(), next })
    });
    page.await.map(Json)
}

fn id_of(text: &str) -> Result<OrganisationId, Problem> {
    text.parse().map_err(|_| ProblemKind::NotFound.into())
}

/// One company.
#[utoipa::path(get, path = "/api/v1/companies/{id}", params(("id" = String, Path)), responses((status = 200, body = CompanyJson), (status = 303, body = MergedJson, description = "It was merged into another, where it is read now."), (status = 404)), tag = "prospecting")]
pub async fn get_company(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (company, level) = api
        .read(&app, |r, me| {
            let id = id_of(&id)?;
            let found = find(r, &me.actor, id)?.filter(|(_, level)| *level >= Level::Card);
            let (company, level) = found.ok_or(ProblemKind::NotFound)?;
            went(r, &me.actor, &company)?;
            Ok((company, level))
        })
        .await?;
    if let Some(kept) = company.merged_into {
        return Ok(json_merged("/api/v1/companies/", &kept.to_string()));
    }
    let version = (level >= Level::Read).then_some(company.version);
    Ok(Versioned(version, CompanyJson::of(company, level)).into_response())
}

/// Adds a company and opens one's organisation's file on it.
#[utoipa::path(post, path = "/api/v1/companies", request_body = CompanyInput, responses((status = 201, body = CompanyJson), (status = 422)), tag = "prospecting")]
pub async fn create_company(
    State(app): State<App>,
    api: ApiCaller,
    body: ApiJson<CompanyInput>,
) -> Result<Response, Problem> {
    let (id, found) = api
        .write(&app, move |tx, me, sent| {
            let company = check_company(&body.read()?)?;
            let id = sent.once(tx, me, &body.request(), || {
                storage::add_company(tx, &me.actor, &company).map(|id| id.to_string())
            })?;
            let found = find(tx, &me.actor, id_of(&id)?)?.ok_or(ProblemKind::NotFound)?;
            Ok((id, found))
        })
        .await?;
    Ok(json_created(&format!("/api/v1/companies/{id}"), found.0.version, CompanyJson::of(found.0, found.1)))
}

/// Something said with a company.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct InteractionInput {
    /// `call`, `video`, `meeting`, `visit`, `mail` or `event`.
    pub channel: String,
    /// When, as people say it; today when empty.
    pub held_on: String,
    /// What was said.
    pub summary: String,
    /// What is to be done next.
    pub next_step: String,
    /// By when, as people say it.
    pub next_due: String,
}

impl From<InteractionInput> for InteractionTyped {
    fn from(input: InteractionInput) -> Self {
        Self {
            channel: input.channel,
            held_on: input.held_on,
            summary: input.summary,
            next_step: input.next_step,
            next_due: input.next_due,
        }
    }
}

/// An interaction that was noted.
#[derive(Debug, Serialize, ToSchema)]
pub struct InteractionJson {
    /// Its identifier.
    pub id: String,
    /// The company.
    pub company: String,
}

/// Notes what was said with a company.
#[utoipa::path(post, path = "/api/v1/companies/{id}/interactions", params(("id" = String, Path)), request_body = InteractionInput, responses((status = 201, body = InteractionJson), (status = 404), (status = 422)), tag = "prospecting")]
pub async fn log_interaction(
    State(app): State<App>,
    api: ApiCaller,
    Path(company): Path<String>,
    body: ApiJson<InteractionInput>,
) -> Result<Response, Problem> {
    let shared = app.clone();
    let (company, id) = api
        .write(&app, move |tx, me, sent| {
            let company = id_of(&company)?;
            let interaction = check_interaction(&body.read()?.into(), reading(&shared, me))?;
            let id = sent.once(tx, me, &body.request(), || {
                interactions::log(tx, &me.actor, company, &interaction).map(|id| id.to_string())
            })?;
            Ok((company, id))
        })
        .await?;
    Ok(json_created(
        &format!("/companies/{company}"),
        1,
        InteractionJson { id, company: company.to_string() },
    ))
}
