//! What API handlers share: the token's scopes, versions as entity tags.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::header::{ETAG, IF_MATCH, LOCATION};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use platform::idempotency::{LONGEST_KEY, is_key};
use platform::text_enum;
use platform::web::{Faults, PostContext, Problem, ProblemKind};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::caller::{Caller, Credential, Me};

text_enum! {
    /// What an API token may do.
    pub enum Scope {
        /// Read what its person may see.
        Read = "read",
        /// Change what its person may change.
        Write = "write",
    }
}

/// A caller who came with an API token, and the key of a request that may be repeated.
pub struct ApiCaller {
    /// The credentials.
    pub caller: Caller,
    /// `Idempotency-Key`, where sent.
    pub context: PostContext,
    /// The headers, for versions.
    pub headers: HeaderMap,
}

impl<S: Sync> FromRequestParts<S> for ApiCaller {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let caller = Caller::from_request_parts(parts, state).await?;
        // A browser sends its cookie to whoever asks: only a token, sent on purpose, opens the API.
        if !matches!(caller.credential, Some(Credential::Token(_))) {
            return Err(ProblemKind::SignIn.into());
        }
        let once = parts.headers.get("idempotency-key").map(key).transpose()?;
        let context = PostContext { once, ..PostContext::default() };
        Ok(Self { caller, context, headers: parts.headers.clone() })
    }
}

fn key(sent: &HeaderValue) -> Result<String, Faults> {
    let key = sent.to_str().ok().filter(|key| is_key(key)).map(str::to_owned);
    key.ok_or_else(|| {
        let mut faults = Faults::default();
        faults.add_with("Idempotency-Key", "error-key", "max", &LONGEST_KEY);
        faults
    })
}

impl Me {
    /// Refuses what the API token does not allow.
    pub fn scope(&self, scope: Scope) -> Result<(), Problem> {
        match &self.scopes {
            Some(held) if !held.contains(&scope) => Err(ProblemKind::Scope.into()),
            _ => Ok(()),
        }
    }
}

/// A body in JSON, with its path and text for the fingerprint of a repeated request.
pub struct ApiJson<T>(pub T, pub String);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for ApiJson<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let path = request.uri().path().to_owned();
        let body = Bytes::from_request(request, state).await.map_err(|error| {
            if error.into_response().status() == StatusCode::PAYLOAD_TOO_LARGE {
                ProblemKind::TooLarge
            } else {
                ProblemKind::Unreadable
            }
        })?;
        let text = String::from_utf8(body.into()).map_err(|_| ProblemKind::Unreadable)?;
        let value = serde_json::from_str(&text).map_err(|_| ProblemKind::Unreadable)?;
        Ok(Self(value, format!("{path}\n{text}")))
    }
}

/// A representation, with the version it was read at for those who read the whole record.
pub struct Versioned<T>(pub Option<i64>, pub T);

impl<T: Serialize> IntoResponse for Versioned<T> {
    fn into_response(self) -> Response {
        let version = self.0.map(|version| [(ETAG, format!("\"{version}\""))]);
        (version, Json(self.1)).into_response()
    }
}

/// The version that a change was made from; a change without one is refused.
pub fn if_match(headers: &HeaderMap) -> Result<i64, Problem> {
    let value = headers.get(IF_MATCH).ok_or(ProblemKind::VersionNeeded)?;
    let version = value.to_str().ok().and_then(|text| text.trim_matches('"').parse().ok());
    version.ok_or_else(|| ProblemKind::VersionNeeded.into())
}

/// The answer to a creation.
pub fn json_created<T: Serialize>(location: &str, version: i64, body: T) -> Response {
    (StatusCode::CREATED, [(LOCATION, location.to_owned()), (ETAG, format!("\"{version}\""))], Json(body))
        .into_response()
}
