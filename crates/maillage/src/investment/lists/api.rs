//! The list of projects in the API.

use axum::Json;
use axum::extract::State;
use platform::database::Reader;
use platform::web::{Faults, Problem};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::super::api::{FigureJson, id_of};
use super::super::fields::{Field, Input};
use super::super::sectors;
use super::super::stages::Stage;
use super::super::status::Status;
use super::bulk::{CHANGED, Chosen, MOST, change_each};
use super::filter::{FILTERED, Filter, Origin, Referent, Sort, Statuses, WAITS};
use super::pages::address::{place_of, place_text};
use super::storage::{self, Row};
use crate::frame::{ApiCaller, ApiJson, ApiQuery, App, Me, any_of, cursor, cut, limit, one_of};
use crate::plan::{Heading, headings};
use crate::reference::territories::TerritoryId;

/// A line of the list.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProjectLine {
    /// Its identifier.
    pub id: String,
    /// The reader's level.
    pub level: &'static str,
    /// Its reference.
    pub reference: String,
    /// Its code name.
    pub code_name: String,
    /// Its stage.
    pub stage: &'static str,
    /// Whether it goes on.
    pub status: &'static str,
    /// Its sector.
    pub sector: Option<String>,
    /// The organisation that opened it.
    pub owner: String,
    /// The company's name, where its card is shown.
    pub company: Option<String>,
    /// Jobs at three years.
    pub jobs: Option<FigureJson>,
}

impl ProjectLine {
    fn of(row: &Row) -> Self {
        Self {
            id: row.id.to_string(),
            level: row.level.key(),
            reference: row.reference.clone(),
            code_name: row.code_name.clone(),
            stage: row.stage.key(),
            status: row.status.key(),
            sector: row.sector().map(str::to_owned),
            owner: row.owner_name.clone(),
            company: row.company().map(|(name, _)| name.to_owned()),
            jobs: row.jobs().as_ref().map(FigureJson::of),
        }
    }
}

/// A page of projects.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProjectPage {
    /// The projects visible to the token's person.
    pub items: Vec<ProjectLine>,
    /// The cursor of the next page.
    pub next: Option<String>,
}

/// Filters, order and place. A filter takes several values, separated by commas: any of them.
#[derive(Debug, Default, Deserialize, Serialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct ListQuery {
    /// Stages.
    stage: Option<String>,
    /// Statuses: `ongoing`, `delayed`, `dormant`, `lost`, `abandoned`; or `open` alone for those that are not over.
    status: Option<String>,
    /// Sectors.
    sector: Option<String>,
    /// Axes of the organisation acted for. Only projects that one reads are listed.
    axis: Option<String>,
    /// Programmes of the organisation acted for. Only projects that one reads are listed.
    programme: Option<String>,
    /// Creation, extension, takeover…
    operation: Option<String>,
    /// First investment or reinvestment.
    investment_nature: Option<String>,
    /// Investors or talents.
    clientele: Option<String>,
    /// Production, research… Only projects that one reads are listed.
    function: Option<String>,
    /// `low`, `medium`, `high`. Only projects that one reads are listed.
    priority: Option<String>,
    /// `low`, `medium`, `high`. Only projects that one reads are listed.
    likelihood: Option<String>,
    /// Where they come from. Only projects that one reads are listed.
    source: Option<String>,
    /// `me`, `nobody` or the identifier of an account.
    referent: Option<String>,
    /// `own` or `others`.
    origin: Option<String>,
    /// A territory by its identifier: `departement-13`. Projects there and within it, of those whose location one reads.
    territory: Option<String>,
    /// A territory by its identifier, precisely: what is known to be in a part of it is left out, as `/projects/places` counts.
    place: Option<String>,
    /// In their stage for more than so many days: 15, 30, 60, 90.
    #[param(value_type = Option<i64>)]
    waiting: Option<String>,
    /// `recent`, `jobs` or `waiting`. Sorted by jobs, only projects that one reads are listed.
    sort: Option<String>,
    /// How many, 100 at most; 50 if it is not said.
    #[param(value_type = Option<i64>, minimum = 1, maximum = 100)]
    limit: Option<String>,
    /// The cursor given with the page before.
    cursor: Option<String>,
}

impl ListQuery {
    /// What it says of a field by which one filters.
    fn choice(&self, field: Field) -> Option<&str> {
        let sent = match field {
            Field::Sector => &self.sector,
            Field::Operation => &self.operation,
            Field::Nature => &self.investment_nature,
            Field::Clientele => &self.clientele,
            Field::Function => &self.function,
            Field::Priority => &self.priority,
            Field::Likelihood => &self.likelihood,
            Field::Source => &self.source,
            _ => return None,
        };
        sent.as_deref()
    }

    /// The filter that it says, among the axes and programmes of the organisation acted for.
    fn narrowed(&self, reader: &Reader, me: &Me) -> Result<Filter, Problem> {
        let named = self.axis.is_some() || self.programme.is_some();
        Ok(self.filter(&if named { headings(reader, &me.actor)? } else { Vec::new() })?)
    }

    fn filter(&self, headings: &[Heading]) -> Result<Filter, Faults> {
        let waits: Vec<String> = WAITS.iter().map(ToString::to_string).collect();
        let waits: Vec<&str> = waits.iter().map(String::as_str).collect();
        let wait = |text: &str| text.parse().ok().filter(|days| WAITS.contains(days));
        let sorts = Sort::ALL.iter().map(|sort| sort.key()).collect::<Vec<_>>();
        let origins = Origin::ALL.iter().map(|origin| origin.key()).collect::<Vec<_>>();
        let statuses = match self.status.as_deref() {
            None => Statuses::All,
            Some("open") => Statuses::Open,
            sent => Statuses::Only(any_of("status", sent, Status::from_key, &status_keys())?),
        };
        let under = |name, sent: Option<&str>, axis: bool| {
            let known = headings.iter().filter(|one| one.kind.is_axis() == axis).map(|one| one.id);
            let keys: Vec<String> = known.clone().map(|id| id.to_string()).collect();
            let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
            any_of(name, sent, |text| known.clone().find(|id| id.to_string() == text), &keys)
        };
        let somewhere = |name, sent: Option<&str>| {
            one_of(name, sent, |text| text.parse::<TerritoryId>().ok(), &["commune-13004"])
        };
        let mut filter = Filter {
            axes: under("axis", self.axis.as_deref(), true)?,
            programmes: under("programme", self.programme.as_deref(), false)?,
            stages: any_of("stage", self.stage.as_deref(), Stage::from_key, &Stage::keys())?,
            statuses,
            choices: Vec::new(),
            referent: one_of("referent", self.referent.as_deref(), Referent::from_key, &["me", "nobody"])?,
            origin: one_of("origin", self.origin.as_deref(), Origin::from_key, &origins)?,
            territory: match &self.place {
                Some(place) => somewhere("place", Some(place))?,
                None => somewhere("territory", self.territory.as_deref())?,
            },
            precisely: self.place.is_some(),
            waiting: one_of("waiting", self.waiting.as_deref(), wait, &waits)?,
            sort: one_of("sort", self.sort.as_deref(), Sort::from_key, &sorts)?.unwrap_or_default(),
        };
        for field in FILTERED {
            let Input::Choice(known) = field.rule().input else { continue };
            let own = |key: &str| match field {
                Field::Sector => sectors::named(key),
                _ => known.iter().copied().find(|known| *known == key),
            };
            for key in any_of(field.key(), self.choice(*field), own, known)? {
                filter.choose(*field, key);
            }
        }
        Ok(filter)
    }
}

/// Projects, filtered and sorted.
#[utoipa::path(get, path = "/api/v1/projects", params(ListQuery), responses((status = 200, body = ProjectPage)), tag = "investment")]
pub async fn list_projects(
    State(app): State<App>,
    api: ApiCaller,
    query: ApiQuery<ListQuery>,
) -> Result<Json<ProjectPage>, Problem> {
    let page = api.read(&app, |r, me| {
        let query = query.read()?;
        let filter = query.narrowed(r, me)?;
        let (limit, after) = (limit(query.limit.as_deref())?, cursor(query.cursor.as_deref(), place_of)?);
        let mut rows = storage::list(r, &me.actor, &filter, after, limit + 1)?;
        let more = cut(&mut rows, limit);
        let next = rows.last().filter(|_| more).map(|row| place_text(row.place(filter.sort)));
        Ok(ProjectPage { items: rows.iter().map(ProjectLine::of).collect(), next })
    });
    page.await.map(Json)
}

/// A territory that holds projects.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlaceJson {
    /// The territory: `commune-13004`, `departement-13`.
    pub territory: String,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: &'static str,
    /// How many projects lie there, of those whose location one reads.
    pub projects: i64,
}

/// Where the projects of a list are.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlaceList {
    /// The territories, those that hold most first.
    pub items: Vec<PlaceJson>,
    /// Projects of the list that have no place; 1 001 when there are more than 1 000.
    pub unplaced: i64,
}

/// Where projects are, filtered as their list is; the order and the place in the list do not matter.
#[utoipa::path(get, path = "/api/v1/projects/places", params(ListQuery), responses((status = 200, body = PlaceList), (status = 422)), tag = "investment")]
pub async fn list_places(
    State(app): State<App>,
    api: ApiCaller,
    query: ApiQuery<ListQuery>,
) -> Result<Json<PlaceList>, Problem> {
    let found = api.read(&app, |r, me| {
        let query = query.read()?;
        let filter = query.narrowed(r, me)?;
        let (held, unplaced) = storage::places(r, &me.actor, &filter)?;
        let one = |held: storage::Held| PlaceJson {
            territory: held.id.to_string(),
            name: held.name,
            kind: held.kind.key(),
            projects: held.projects,
        };
        Ok(PlaceList { items: held.into_iter().map(one).collect(), unplaced })
    });
    found.await.map(Json)
}

/// A project and the version of it that was read.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct ReadProject {
    /// The project.
    pub id: String,
    /// Its version.
    pub version: i64,
}

/// The same value for a field of several projects.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct ChangesInput {
    /// `referent`, `second_reader`, `priority`, `likelihood`, `sector`, `clientele`, `function` or `calendar`.
    pub field: String,
    /// The value, as a change of one project says it; empty takes it away.
    pub value: String,
    /// The projects, 100 at most.
    pub projects: Vec<ReadProject>,
}

/// How many projects changed.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChangedJson {
    /// All of those that were sent.
    pub changed: usize,
}

/// Changes a field of several projects, all of them or none.
#[utoipa::path(post, path = "/api/v1/projects/changes", request_body = ChangesInput, responses((status = 200, body = ChangedJson), (status = 403), (status = 404), (status = 409), (status = 422)), tag = "investment")]
pub async fn change_projects(
    State(app): State<App>,
    api: ApiCaller,
    body: ApiJson<ChangesInput>,
) -> Result<Json<ChangedJson>, Problem> {
    let outcome = api.write(&app, move |tx, me, _| {
        let input = body.read()?;
        let mut faults = Faults::default();
        let field = Field::from_key(&input.field).filter(|field| CHANGED.contains(field));
        if field.is_none() {
            faults.add("field", "error-choice");
        }
        if input.projects.is_empty() || input.projects.len() > MOST {
            faults.add("projects", "several-none");
        }
        let chosen: Result<Vec<Chosen>, Problem> =
            input.projects.iter().map(|one| Ok((id_of(&one.id)?, one.version))).collect();
        let (field, chosen) = (field.filter(|_| faults.0.is_empty()).ok_or(faults)?, chosen?);
        let value = Some(input.value.as_str()).filter(|value| !value.is_empty());
        let changed = change_each(tx, &me.actor, &chosen, field, value, me.language)?;
        Ok(ChangedJson { changed })
    });
    outcome.await.map(Json)
}

fn status_keys() -> Vec<&'static str> {
    Status::ALL.iter().map(|status| status.key()).chain(["open"]).collect()
}
