//! One type for everything that a request may be refused for.
//!
//! A handler returns it; the product's outermost layer turns it into a page in the reader's language or into RFC 9457
//! JSON. What an actor may not see and what does not exist are the same problem, with the same bytes.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::form::{Fault, Faults};
use crate::access::Denied;
use crate::database::Error;
use crate::idempotency::Reused;

/// The situations a person may be in. Each has a title, an explanation and a way out in the translations, under its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// Nothing there, or nothing that this reader may know of.
    NotFound,
    /// The address has no such method.
    MethodNotAllowed,
    /// One must sign in first.
    SignIn,
    /// The reader sees this, but may not do that.
    Forbidden,
    /// Somebody changed it meanwhile.
    Stale,
    /// The person now acts for another organisation than when the form was shown.
    ActingElsewhere,
    /// The form does not come from a page of this session.
    Forged,
    /// A personal link that was used or is too old.
    LinkExpired,
    /// A field cannot be accepted.
    Invalid,
    /// The request cannot be read at all: broken text, broken JSON.
    Unreadable,
    /// What was sent did not arrive in time.
    TooSlow,
    /// Too much was sent.
    TooLarge,
    /// Too many attempts.
    TooMany,
    /// The key of a repeated request came with another content.
    KeyReused,
    /// The token lacks a scope.
    Scope,
    /// A change needs the version that it was made from.
    VersionNeeded,
    /// The instance is overloaded or its database out of reach.
    Unavailable,
    /// A defect of the program.
    Internal,
}

impl ProblemKind {
    /// The key in translations and in the `type` of the JSON form.
    pub const fn key(self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::MethodNotAllowed => "method-not-allowed",
            Self::SignIn => "sign-in",
            Self::Forbidden => "forbidden",
            Self::Stale => "stale",
            Self::ActingElsewhere => "acting-elsewhere",
            Self::Forged => "forged",
            Self::LinkExpired => "link-expired",
            Self::Invalid => "invalid",
            Self::Unreadable => "unreadable",
            Self::TooSlow => "too-slow",
            Self::TooLarge => "too-large",
            Self::TooMany => "too-many",
            Self::KeyReused => "key-reused",
            Self::Scope => "scope",
            Self::VersionNeeded => "version-needed",
            Self::Unavailable => "unavailable",
            Self::Internal => "internal",
        }
    }

    /// The HTTP status.
    pub const fn status(self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::SignIn => StatusCode::UNAUTHORIZED,
            Self::Forbidden | Self::Forged | Self::Scope => StatusCode::FORBIDDEN,
            Self::Stale | Self::ActingElsewhere => StatusCode::CONFLICT,
            Self::LinkExpired => StatusCode::GONE,
            Self::Invalid | Self::KeyReused => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::VersionNeeded => StatusCode::PRECONDITION_REQUIRED,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

/// A refusal, on its way to the page or the JSON that says it.
#[derive(Clone, Debug)]
pub struct Problem {
    /// The situation.
    pub kind: ProblemKind,
    /// The fields at fault, for [`ProblemKind::Invalid`].
    pub faults: Vec<Fault>,
    /// A message of its own, by key, instead of the situation's.
    pub message: Option<&'static str>,
    /// The page to go back to.
    pub way_out: Option<String>,
    /// Where each of the faults is mended, in their order, when that is not the form that was sent.
    pub mended_at: Vec<String>,
}

impl From<ProblemKind> for Problem {
    fn from(kind: ProblemKind) -> Self {
        Self { kind, faults: Vec::new(), message: None, way_out: None, mended_at: Vec::new() }
    }
}

/// What is said when nothing more can be written: it does not pass in a minute.
pub const DISK_FULL: &str = "error-disk-full";

impl Problem {
    /// With a message of its own.
    #[must_use]
    pub fn saying(mut self, message: &'static str) -> Self {
        self.message = Some(message);
        self
    }

    /// With a page to go back to.
    #[must_use]
    pub fn back_to(mut self, url: impl Into<String>) -> Self {
        self.way_out = Some(url.into());
        self
    }
}

impl From<Faults> for Problem {
    fn from(faults: Faults) -> Self {
        Self { faults: faults.0, ..ProblemKind::Invalid.into() }
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        let kind = match &error {
            Error::Stale => ProblemKind::Stale,
            Error::Missing => ProblemKind::NotFound,
            Error::Deadline | Error::Full | Error::Retry | Error::Engine(_) => ProblemKind::Unavailable,
            Error::Unique(_)
            | Error::Constraint(_)
            | Error::Decode(_)
            | Error::Binds { .. }
            | Error::Panicked => ProblemKind::Internal,
        };
        if kind.status().is_server_error() {
            tracing::error!(%error, "a request failed");
        }
        if matches!(error, Error::Full) { Self::from(kind).saying(DISK_FULL) } else { kind.into() }
    }
}

impl From<Denied> for Problem {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::NotFound => ProblemKind::NotFound.into(),
            Denied::Cycle | Denied::Level(_) => ProblemKind::Forbidden.into(),
            Denied::Database(error) => error.into(),
        }
    }
}

impl From<Reused> for Problem {
    fn from(_: Reused) -> Self {
        ProblemKind::KeyReused.into()
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.kind.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A full disk does not pass in a minute, as another failure of the database may.
    #[test]
    fn a_full_disk_is_said_for_itself() {
        for (error, message) in [(Error::Full, Some(DISK_FULL)), (Error::Deadline, None)] {
            let problem = Problem::from(error);
            assert!(problem.kind == ProblemKind::Unavailable && problem.message == message);
        }
    }
}
