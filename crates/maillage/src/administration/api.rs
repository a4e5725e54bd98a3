//! The members of the instance in the API, for whoever runs it, by a token made for that.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};
use platform::database::Reader;
use platform::web::{Problem, ProblemKind};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::account::{self, Overview};
use crate::directory::OrganisationId;
use crate::directory::standing::{self, FoundingInput, StopInput, check_founding, check_stop};
use crate::frame::{ApiCaller, ApiJson, ApiQuery, App, Me, cursor, cut, limit};

/// A member of the instance, as whoever runs it sees it.
#[derive(Debug, Serialize, ToSchema)]
pub struct MemberJson {
    /// Its identifier, that of the organisation.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its family.
    pub family: &'static str,
    /// `public` or `private`: what its people are.
    pub membership: &'static str,
    /// `open`, `suspended` or `closed`.
    pub state: &'static str,
    /// Since when, or from when.
    pub since: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// How many people act for it.
    pub people: i64,
    /// How many of them administer it.
    pub administrators: i64,
    /// When one of them was last seen.
    pub seen_at: Option<String>,
}

impl From<Overview> for MemberJson {
    fn from(one: Overview) -> Self {
        Self {
            id: one.id.to_string(),
            name: one.name,
            family: one.family.key(),
            membership: if one.public { "public" } else { "private" },
            state: one.state.key(),
            since: one.since.map(|at| at.to_string()),
            reason: one.reason,
            people: one.seats,
            administrators: one.administrators,
            seen_at: one.seen_at.map(|at| at.to_string()),
        }
    }
}

/// The place in the list.
#[derive(Debug, Default, Deserialize, Serialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct MemberQuery {
    /// How many, 100 at most; 50 if it is not said.
    #[param(value_type = Option<i64>, minimum = 1, maximum = 100)]
    limit: Option<String>,
    /// The cursor given with the page before.
    cursor: Option<String>,
}

/// A page of members.
#[derive(Debug, Serialize, ToSchema)]
pub struct MemberPage {
    /// The members.
    pub items: Vec<MemberJson>,
    /// The cursor of the next page.
    pub next: Option<String>,
}

fn id_of(text: &str) -> Result<OrganisationId, Problem> {
    text.parse().map_err(|_| ProblemKind::NotFound.into())
}

fn one(reader: &Reader, me: &Me, id: OrganisationId) -> Result<MemberJson, Problem> {
    let found = account::organisation(reader, &me.actor, id)?.ok_or(ProblemKind::NotFound)?;
    Ok(found.into())
}

/// The members, by name.
#[utoipa::path(get, path = "/api/v1/administration/organisations", params(MemberQuery), responses((status = 200, body = MemberPage), (status = 404)), tag = "administration")]
pub async fn list_members(
    State(app): State<App>,
    api: ApiCaller,
    query: ApiQuery<MemberQuery>,
) -> Result<Json<MemberPage>, Problem> {
    let place = |text: &str| {
        let (id, key) = text.split_once('~')?;
        Some((key.to_owned(), id.parse().ok()?))
    };
    let page = api.read(&app, |r, me| {
        me.administers()?;
        let query = query.read()?;
        let (limit, after) = (limit(query.limit.as_deref())?, cursor(query.cursor.as_deref(), place)?);
        let mut found = account::organisations(r, &me.actor, after.as_ref(), limit + 1)?;
        let more = cut(&mut found, limit);
        let next = found.last().filter(|_| more).map(|last| format!("{}~{}", last.id, last.name_key));
        Ok(MemberPage { items: found.into_iter().map(MemberJson::from).collect(), next })
    });
    page.await.map(Json)
}

/// One member.
#[utoipa::path(get, path = "/api/v1/administration/organisations/{id}", params(("id" = String, Path)), responses((status = 200, body = MemberJson), (status = 404)), tag = "administration")]
pub async fn get_member(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
) -> Result<Json<MemberJson>, Problem> {
    let found = api.read(&app, |r, me| {
        me.administers()?;
        one(r, me, id_of(&id)?)
    });
    found.await.map(Json)
}

/// Founds a member. Its first administrator is invited by the pages.
#[utoipa::path(post, path = "/api/v1/administration/organisations", request_body = FoundingInput, responses((status = 201, body = MemberJson), (status = 404), (status = 422)), tag = "administration")]
pub async fn found_member(
    State(app): State<App>,
    api: ApiCaller,
    input: ApiJson<FoundingInput>,
) -> Result<Response, Problem> {
    let founded = api.write(&app, move |tx, me, sent| {
        me.administers()?;
        let new = check_founding(&input.read()?)?;
        let id = sent.once(tx, me, &input.request(), || {
            standing::found(tx, &me.actor, &new).map(|id| id.to_string())
        })?;
        one(tx, me, id_of(&id)?)
    });
    let founded = founded.await?;
    let place = format!("/api/v1/administration/organisations/{}", founded.id);
    Ok((StatusCode::CREATED, [(LOCATION, place)], Json(founded)).into_response())
}

/// Suspends or closes a member: its people act for it no more, from now or after a last day. What it owns stays.
#[utoipa::path(post, path = "/api/v1/administration/organisations/{id}/stops", params(("id" = String, Path)), request_body = StopInput, responses((status = 200, body = MemberJson), (status = 404), (status = 422)), tag = "administration")]
pub async fn stop_member(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
    input: ApiJson<StopInput>,
) -> Result<Json<MemberJson>, Problem> {
    let zone = app.settings.zone();
    let stopped = api.write(&app, move |tx, me, sent| {
        me.administers()?;
        let id = id_of(&id)?;
        standing::member(tx, &me.actor, id)?;
        let today = me.actor.at.to_zoned(zone.clone()).date();
        let stop = check_stop(&input.read()?, me.language, today, &zone)?;
        sent.once(tx, me, &input.request(), || {
            standing::stop(tx, &me.actor, id, &stop).map(|()| String::new())
        })?;
        one(tx, me, id)
    });
    stopped.await.map(Json)
}

/// Opens a member again.
#[utoipa::path(post, path = "/api/v1/administration/organisations/{id}/reopening", params(("id" = String, Path)), responses((status = 200, body = MemberJson), (status = 404), (status = 409)), tag = "administration")]
pub async fn reopen_member(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
) -> Result<Json<MemberJson>, Problem> {
    let reopened = api.write(&app, move |tx, me, sent| {
        me.administers()?;
        let id = id_of(&id)?;
        sent.once(tx, me, &format!("reopening {id}"), || {
            standing::reopen(tx, &me.actor, id).map(|()| String::new())
        })?;
        one(tx, me, id)
    });
    reopened.await.map(Json)
}
