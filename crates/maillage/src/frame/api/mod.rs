//! What API handlers share: the token and its scopes, what is sent read strictly, versions as entity tags, problems.

mod description;
mod input;
pub(super) mod problem;

use axum::Json;
use axum::extract::FromRequestParts;
use axum::http::header::{ETAG, IF_MATCH, LOCATION};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use platform::database::{Reader, Transaction};
use platform::idempotency::{LONGEST_KEY, is_key, once};
use platform::text_enum;
use platform::web::{Faults, PostContext, Problem, ProblemKind};
use serde::Serialize;
use utoipa::ToSchema;

pub use description::Everywhere;
pub use input::{ApiJson, ApiQuery, any_of, cursor, cut, limit, one_of};
pub use problem::{FaultJson, ProblemJson};

use super::app::App;
use super::caller::{Caller, Credential, Me};
use super::rights::USE_API;

text_enum! {
    /// What an API token may do. A token that holds one holds those before it.
    pub enum Scope {
        /// Read what its person may see.
        Read = "read",
        /// Change what its person may change.
        Write = "write",
        /// Run the instance, when its person does: asked for by name, since a token is left on machines.
        Administer = "administer",
    }
}

impl Scope {
    /// The scopes of a token that goes as far as this one.
    pub fn and_before(self) -> String {
        let held = Self::ALL.iter().filter(|scope| **scope <= self);
        held.map(|scope| scope.key()).collect::<Vec<_>>().join(" ")
    }

    /// How far the scopes of a token go.
    pub fn furthest(scopes: &str) -> Self {
        scopes.split(' ').filter_map(Self::from_key).max().unwrap_or(Self::Read)
    }
}

/// A caller who came with an API token. Nothing of what is sent is looked at before the token is known to allow it.
pub struct ApiCaller {
    caller: Caller,
    headers: HeaderMap,
}

impl<S: Sync> FromRequestParts<S> for ApiCaller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let caller = Caller::from_request_parts(parts, state).await?;
        // A browser sends its cookie to whoever asks: only a token, sent on purpose, opens the API.
        if !matches!(caller.credential, Some(Credential::Token(_))) {
            return Err(ProblemKind::SignIn.into());
        }
        Ok(Self { caller, headers: parts.headers.clone() })
    }
}

impl ApiCaller {
    /// Reads for the token's person.
    pub async fn read<T>(
        &self,
        app: &App,
        work: impl FnOnce(&Reader, &Me) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        let read = app.read(&self.caller, |r, me| {
            me.scope(Scope::Read)?;
            work(r, me)
        });
        read.await.map(|(_, value)| value)
    }

    /// Changes the data for the token's person, if the token may.
    pub async fn write<T, F>(&self, app: &App, work: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: Fn(&Transaction, &Me, &Sent) -> Result<T, Problem> + Send + 'static,
    {
        let sent = Sent(self.headers.clone());
        app.write(&self.caller, &PostContext::default(), move |tx, me| {
            me.scope(Scope::Write)?;
            work(tx, me, &sent)
        })
        .await
    }
}

impl Me {
    /// Refuses what the API token does not allow.
    fn scope(&self, scope: Scope) -> Result<(), Problem> {
        match &self.scopes {
            Some(held) if !held.contains(&scope) => Err(ProblemKind::Scope.into()),
            // A token made before its organisation took the right away opens nothing.
            Some(_) if !self.may(USE_API) => {
                Err(Problem::from(ProblemKind::Forbidden).saying("problem-api-not-allowed"))
            }
            _ => Ok(()),
        }
    }

    /// Refuses whoever does not run the instance, to whom this does not exist; and a token that was not made for it.
    pub fn administers(&self) -> Result<(), Problem> {
        if !self.runs_instance() {
            return Err(ProblemKind::NotFound.into());
        }
        self.scope(Scope::Administer)
            .map_err(|_| Problem::from(ProblemKind::Scope).saying("problem-token-administers"))
    }
}

/// What the headers of a change say.
pub struct Sent(HeaderMap);

impl Sent {
    /// Does `work` once for an `Idempotency-Key`: `request` sent again with it is answered as the first time.
    pub fn once(
        &self,
        tx: &Transaction,
        me: &Me,
        request: &str,
        work: impl FnOnce() -> Result<String, Problem>,
    ) -> Result<String, Problem> {
        let key = self.0.get("idempotency-key").map(|key| {
            let key = key.to_str().ok().filter(|key| is_key(key));
            key.ok_or_else(|| {
                let mut faults = Faults::default();
                faults.add_with("Idempotency-Key", "error-key", "max", &LONGEST_KEY);
                faults
            })
        });
        once(tx, &me.actor, key.transpose()?, request, work)
    }

    /// The version that a change is made from; a change without one is refused.
    pub fn version(&self) -> Result<i64, Problem> {
        let tag = self.0.get(IF_MATCH).ok_or(ProblemKind::VersionNeeded)?;
        version_of(tag).ok_or_else(|| {
            let mut faults = Faults::default();
            faults.add("If-Match", "error-if-match");
            faults.into()
        })
    }
}

/// The version of a tag as we give it. A proxy that compresses an answer makes its tag weak: it names the same version.
fn version_of(tag: &HeaderValue) -> Option<i64> {
    let tag = tag.to_str().ok()?.trim();
    let quoted = tag.strip_prefix("W/").unwrap_or(tag);
    quoted.strip_prefix('"')?.strip_suffix('"')?.parse().ok()
}

/// A representation, with the version it was read at for those who read the whole record.
pub struct Versioned<T>(pub Option<i64>, pub T);

impl<T: Serialize> IntoResponse for Versioned<T> {
    fn into_response(self) -> Response {
        let version = self.0.map(|version| [(ETAG, format!("\"{version}\""))]);
        (version, Json(self.1)).into_response()
    }
}

/// The answer to a creation.
pub fn json_created<T: Serialize>(location: &str, version: i64, body: T) -> Response {
    (StatusCode::CREATED, [(LOCATION, location.to_owned()), (ETAG, format!("\"{version}\""))], Json(body))
        .into_response()
}

/// What was merged into another, where it is read now.
#[derive(Debug, Serialize, ToSchema)]
pub struct MergedJson {
    /// The identifier of the other.
    pub merged_into: String,
}

/// The answer for what was merged into another, which is at this address followed by its identifier.
pub fn json_merged(place: &str, into: &str) -> Response {
    let body = MergedJson { merged_into: into.to_owned() };
    (StatusCode::SEE_OTHER, [(LOCATION, format!("{place}{into}"))], Json(body)).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_that_holds_a_scope_holds_those_before_it() {
        for scope in Scope::ALL {
            assert_eq!(Scope::furthest(&scope.and_before()), *scope);
        }
        assert_eq!(Scope::Write.and_before(), "read write");
        assert_eq!(Scope::Administer.and_before(), "read write administer");
    }

    #[test]
    fn a_version_is_one_tag_as_it_was_given() {
        for (tag, version) in [
            ("\"3\"", Some(3)),
            ("W/\"3\"", Some(3)),
            ("*", None),
            ("3", None),
            ("\"3\", \"4\"", None),
            ("\"x\"", None),
        ] {
            assert_eq!(version_of(&HeaderValue::from_static(tag)), version, "{tag}");
        }
    }
}
