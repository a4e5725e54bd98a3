//! What changed, and how often one is written to about it, in the API.

use axum::Json;
use axum::extract::State;
use jiff::{SignedDuration, Timestamp};
use platform::web::Problem;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::pages::changes::Input;
use super::{Asked, Changed, changes};
use crate::account::{AccountId, Reach, Wish, choose_rhythm, wish};
use crate::frame::{ApiCaller, ApiJson, ApiQuery, App, one_of};

/// The longest time looked at: 31 days.
const LONGEST: SignedDuration = SignedDuration::from_hours(24 * 31);

/// What is asked.
#[derive(Debug, Default, Deserialize, Serialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub struct ChangesQuery {
    /// `mine`, what one follows; `organisation`, whatever one's organisation owns. One's own wish if it is not said.
    about: Option<String>,
    /// After this moment; a week before the end if it is not said, 31 days before it at most.
    since: Option<String>,
    /// Until this moment; now if it is not said.
    until: Option<String>,
}

/// What somebody did to a record.
#[derive(Debug, Serialize, ToSchema)]
pub struct ActJson {
    /// What: a verb of the journal, such as `project.moved`.
    verb: String,
    /// Who; none is the instance itself.
    by: Option<String>,
    /// For which organisation.
    acting_for: Option<String>,
    /// When, for the last time.
    at: String,
    /// How many times.
    times: usize,
}

/// A record that changed.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChangedJson {
    /// Its identifier.
    id: String,
    /// Its kind.
    kind: String,
    /// Its title.
    title: String,
    /// Its page.
    url: String,
    /// What was done, the latest first.
    acts: Vec<ActJson>,
}

/// What changed.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChangesJson {
    /// The records, that which changed last first.
    items: Vec<ChangedJson>,
    /// When more was done: the `until` that tells it.
    next: Option<String>,
}

/// What others did, in a time, on what the token's person reads. Never the values.
#[utoipa::path(get, path = "/api/v1/changes", params(ChangesQuery), responses((status = 200, body = ChangesJson), (status = 422)), tag = "changes")]
pub async fn list_changes(
    State(app): State<App>,
    api: ApiCaller,
    query: ApiQuery<ChangesQuery>,
) -> Result<Json<ChangesJson>, Problem> {
    let told = api
        .read(&app, |r, me| {
            let asked = asked(&query.read()?, wish(r, AccountId(me.account))?.reach, me.actor.at)?;
            Ok(changes(r, &me.actor, &app.registry, asked)?)
        })
        .await?;
    let changed = |one: Changed| {
        let act = |act: super::Act| ActJson {
            verb: act.verb,
            by: act.by_name,
            acting_for: act.for_name,
            at: act.at.to_string(),
            times: act.times,
        };
        ChangedJson {
            id: one.record.to_string(),
            url: app.registry.url(&one.kind, one.record),
            kind: one.kind,
            title: one.title,
            acts: one.acts.into_iter().map(act).collect(),
        }
    };
    let items = told.records.into_iter().map(changed).collect();
    Ok(Json(ChangesJson { items, next: told.more.map(|at| at.to_string()) }))
}

fn asked(query: &ChangesQuery, usual: Reach, now: Timestamp) -> Result<Asked, Problem> {
    let keys: Vec<&str> = Reach::ALL.iter().map(|one| one.key()).collect();
    let reach = one_of("about", query.about.as_deref(), Reach::from_key, &keys)?.unwrap_or(usual);
    let mut faults = platform::web::Faults::default();
    let mut moment = |field: &'static str, text: &Option<String>, usual: Timestamp| match text {
        None => usual,
        Some(text) => text.parse().unwrap_or_else(|_| {
            faults.add(field, "error-moment");
            usual
        }),
    };
    let until = moment("until", &query.until, now).min(now);
    let since = moment("since", &query.since, until - SignedDuration::from_hours(24 * 7));
    faults.or(())?;
    let earliest = until.checked_sub(LONGEST).unwrap_or(Timestamp::MIN);
    Ok(Asked { reach, since: since.max(earliest), until })
}

/// How often one is written to.
#[derive(Debug, Serialize, ToSchema)]
pub struct RhythmJson {
    /// `never`, `daily`, on working days, or `weekly`, on Mondays.
    rhythm: &'static str,
    /// `mine` or `organisation`.
    about: &'static str,
    /// Until when the last mail told what changed.
    told_until: Option<String>,
}

impl From<Wish> for RhythmJson {
    fn from(wish: Wish) -> Self {
        Self {
            rhythm: wish.rhythm.key(),
            about: wish.reach.key(),
            told_until: wish.told_until.map(|at| at.to_string()),
        }
    }
}

/// How often the token's person is written to about what changed.
#[utoipa::path(get, path = "/api/v1/changes/rhythm", responses((status = 200, body = RhythmJson)), tag = "changes")]
pub async fn get_rhythm(State(app): State<App>, api: ApiCaller) -> Result<Json<RhythmJson>, Problem> {
    let wish = api.read(&app, |r, me| Ok(wish(r, AccountId(me.account))?)).await?;
    Ok(Json(wish.into()))
}

/// What one wishes.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(default)]
pub struct RhythmInput {
    /// `never`, `daily` or `weekly`.
    rhythm: String,
    /// `mine` or `organisation`.
    about: String,
}

/// Chooses how often one is written to.
#[utoipa::path(post, path = "/api/v1/changes/rhythm", request_body = RhythmInput, responses((status = 200, body = RhythmJson), (status = 422)), tag = "changes")]
pub async fn change_rhythm(
    State(app): State<App>,
    api: ApiCaller,
    input: ApiJson<RhythmInput>,
) -> Result<Json<RhythmJson>, Problem> {
    let wish = api
        .write(&app, move |tx, me, _| {
            let said = input.read()?;
            let chosen = Input { rhythm: said.rhythm, about: said.about }.read()?;
            let account = AccountId(me.account);
            choose_rhythm(tx, &me.actor, account, chosen)?;
            Ok(wish(tx, account)?)
        })
        .await?;
    Ok(Json(wish.into()))
}
