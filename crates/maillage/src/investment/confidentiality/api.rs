//! From which level groups of fields are seen, in the API: the same verb as the page.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use platform::database::Reader;
use platform::web::{Problem, ProblemKind};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::super::api::{id_of, read as read_project};
use super::super::fields::Group;
use super::super::storage::read::find;
use super::{checked, manages, raise};
use crate::frame::{ApiCaller, ApiJson, App, Me, Versioned};

/// From which level each group of fields is seen.
#[derive(Debug, Serialize, ToSchema)]
pub struct LevelsJson {
    /// Groups that were raised, each with the level from which it is seen.
    pub levels: BTreeMap<&'static str, &'static str>,
}

/// From which level each group of fields is to be seen, as sent.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct LevelsInput {
    /// Identity but for the code name: `read`, `contribute`, `edit` or `manage`; empty as usual.
    pub identity: String,
    /// Where it comes from.
    pub origin: String,
    /// The company and the people, but for the referent.
    pub investor: String,
    /// What would be done.
    pub operation: String,
    /// Where.
    pub location: String,
    /// Jobs, amounts, calendar.
    pub value: String,
    /// What is needed.
    pub needs: String,
    /// To whom it is shown, and what they offered.
    pub diffusion: String,
    /// What was decided.
    pub decision: String,
}

impl LevelsInput {
    fn of(&self, group: Group) -> &str {
        match group {
            Group::Identity => &self.identity,
            Group::Origin => &self.origin,
            Group::Investor => &self.investor,
            Group::Operation => &self.operation,
            Group::Location => &self.location,
            Group::Value => &self.value,
            Group::Needs => &self.needs,
            Group::Diffusion => &self.diffusion,
            Group::Decision => &self.decision,
        }
    }
}

fn read(reader: &Reader, me: &Me, id: &str) -> Result<(Option<i64>, LevelsJson), Problem> {
    let (project, level) = find(reader, &me.actor, id_of(id)?)?.ok_or(ProblemKind::NotFound)?;
    if !manages(me, &project, level) {
        return Err(ProblemKind::Forbidden.into());
    }
    let raised =
        Group::ALL.into_iter().filter_map(|group| Some((group.key(), project.levels.raised(group)?.key())));
    Ok((Some(project.version), LevelsJson { levels: raised.collect() }))
}

/// From which level each group of fields of a project is seen, for those who manage it.
#[utoipa::path(get, path = "/api/v1/projects/{id}/levels", params(("id" = String, Path)), responses((status = 200, body = LevelsJson), (status = 404)), tag = "investment")]
pub async fn get_levels(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
) -> Result<Versioned<LevelsJson>, Problem> {
    let (version, body) = api.read(&app, |r, me| read(r, me, &id)).await?;
    Ok(Versioned(version, body))
}

/// Says from which level each group of fields is seen, from the version named in `If-Match`.
#[utoipa::path(put, path = "/api/v1/projects/{id}/levels", params(("id" = String, Path)), request_body = LevelsInput, responses((status = 200, body = LevelsJson), (status = 404), (status = 409), (status = 422), (status = 428)), tag = "investment")]
pub async fn put_levels(
    State(app): State<App>,
    api: ApiCaller,
    Path(id): Path<String>,
    body: ApiJson<LevelsInput>,
) -> Result<Versioned<LevelsJson>, Problem> {
    let (version, body) = api
        .write(&app, move |tx, me, sent| {
            let known = id_of(&id)?;
            read_project(tx, me, known)?;
            let (version, input) = (sent.version()?, body.read()?);
            raise(tx, &me.actor, known, version, checked(|group| Some(input.of(group)))?)?;
            read(tx, me, &id)
        })
        .await?;
    Ok(Versioned(version, body))
}
