//! Circles in the API: read only.

use axum::Json;
use axum::extract::{Path, State};
use platform::access::Level;
use platform::web::{Problem, ProblemKind};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::model::{Circle, CircleId, Line};
use super::storage::{self, members};
use crate::frame::{ApiCaller, ApiQuery, App, cursor, cut, limit};

/// A circle.
#[derive(Debug, Serialize, ToSchema)]
pub struct CircleJson {
    /// Its identifier.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub purpose: String,
    /// The organisation that founded it.
    pub owner: String,
    /// `open`, `request` or `closed`.
    pub admission: &'static str,
    /// How many members are in now.
    pub count: i64,
    /// Who is in now, for those who read it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub members: Option<Vec<CircleMemberJson>>,
}

/// A member of a circle.
#[derive(Debug, Serialize, ToSchema)]
pub struct CircleMemberJson {
    /// The organisation, or that of the person.
    pub organisation: String,
    /// Its name.
    pub organisation_name: String,
    /// The person, when it is one.
    pub person: Option<String>,
    /// Since when.
    pub from: Option<String>,
    /// Until when, if that is known.
    pub until: Option<String>,
}

impl CircleJson {
    fn of(circle: Circle, members: Option<Vec<CircleMemberJson>>) -> Self {
        Self {
            id: circle.id.to_string(),
            name: circle.name,
            purpose: circle.purpose,
            owner: circle.owner_name,
            admission: circle.admission.key(),
            count: circle.members,
            members,
        }
    }
}

fn member(line: Line) -> CircleMemberJson {
    CircleMemberJson {
        organisation: line.organisation.to_string(),
        organisation_name: line.organisation_name,
        person: line.person,
        from: line.valid_from.map(|at| at.to_string()),
        until: line.valid_until.map(|at| at.to_string()),
    }
}

/// The place in the list.
#[derive(Debug, Default, Deserialize, Serialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct CircleQuery {
    /// How many, 100 at most; 50 if it is not said.
    #[param(value_type = Option<i64>, minimum = 1, maximum = 100)]
    limit: Option<String>,
    /// The cursor given with the page before.
    cursor: Option<String>,
}

/// A page of circles.
#[derive(Debug, Serialize, ToSchema)]
pub struct CirclePage {
    /// The circles visible to the token's person.
    pub items: Vec<CircleJson>,
    /// The cursor of the next page.
    pub next: Option<String>,
}

fn cursor_of(text: &str) -> Option<(String, CircleId)> {
    let (id, key) = text.split_once('~')?;
    Some((key.to_owned(), id.parse().ok()?))
}

/// The circles.
#[utoipa::path(get, path = "/api/v1/circles", params(CircleQuery), responses((status = 200, body = CirclePage)), tag = "directory")]
pub async fn list_circles(
    State(app): State<App>,
    api: ApiCaller,
    query: ApiQuery<CircleQuery>,
) -> Result<Json<CirclePage>, Problem> {
    let page = api.read(&app, |r, me| {
        let query = query.read()?;
        let (limit, after) = (limit(query.limit.as_deref())?, cursor(query.cursor.as_deref(), cursor_of)?);
        let mut found = storage::list(r, &me.actor, after.as_ref(), limit + 1)?;
        let more = cut(&mut found, limit);
        let next = found.last().filter(|_| more).map(|one| format!("{}~{}", one.id, one.name_key));
        Ok(CirclePage { items: found.into_iter().map(|one| CircleJson::of(one, None)).collect(), next })
    });
    page.await.map(Json)
}

/// One circle, with its members for those who read it.
#[utoipa::path(get, path = "/api/v1/circles/{id}", params(("id" = String, Path)), responses((status = 200, body = CircleJson), (status = 404)), tag = "directory")]
pub async fn get_circle(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
) -> Result<Json<CircleJson>, Problem> {
    let found = api.read(&app, |r, me| {
        let id: CircleId = id.parse().map_err(|_| ProblemKind::NotFound)?;
        let (circle, level) = storage::find(r, &me.actor, id)?;
        let lines = if level >= Level::Read { Some(members::members(r, &me.actor, id)?) } else { None };
        let now = lines.map(|lines| {
            lines.into_iter().filter(|line| members::is_in(line, me.actor.at)).map(member).collect()
        });
        Ok(CircleJson::of(circle, now))
    });
    found.await.map(Json)
}
