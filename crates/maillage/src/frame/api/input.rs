//! What a call sends, in its address or as JSON: read strictly, and every name at fault said at once.

use std::collections::HashSet;
use std::marker::PhantomData;

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::IntoResponse;
use platform::web::{Fault, Faults, Problem, ProblemKind};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// The parameters of an address.
pub struct ApiQuery<T>(String, PhantomData<T>);

impl<S: Sync, T> FromRequestParts<S> for ApiQuery<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        Ok(Self(parts.uri.query().unwrap_or_default().to_owned(), PhantomData))
    }
}

impl<T: DeserializeOwned + Serialize> ApiQuery<T> {
    /// The parameters: none unknown, none twice.
    pub fn read(&self) -> Result<T, Problem> {
        let pairs: Vec<(String, String)> =
            serde_html_form::from_str(&self.0).map_err(|_| ProblemKind::Unreadable)?;
        let mut seen = HashSet::new();
        let twice = pairs.iter().filter(|(name, _)| !seen.insert(name.as_str()));
        let mut faults: Vec<Fault> = twice.map(|(name, _)| named(name, "error-twice")).collect();
        let object = pairs.iter().map(|(name, value)| (name.clone(), Value::from(value.as_str()))).collect();
        faults.extend(misunderstood::<T>(&object));
        understood(Value::Object(object), faults)
    }
}

/// A body in JSON.
pub struct ApiJson<T> {
    path: String,
    text: String,
    kind: PhantomData<T>,
}

impl<S: Send + Sync, T> FromRequest<S> for ApiJson<T> {
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
        Ok(Self { path, text, kind: PhantomData })
    }
}

impl<T: DeserializeOwned + Serialize> ApiJson<T> {
    /// The body: an object, each of its keys known and of the right type.
    pub fn read(&self) -> Result<T, Problem> {
        let object: Map<String, Value> =
            serde_json::from_str(&self.text).map_err(|_| ProblemKind::Unreadable)?;
        let faults = misunderstood::<T>(&object).collect();
        understood(Value::Object(object), faults)
    }

    /// What stands for this request when it is sent again.
    pub fn request(&self) -> String {
        format!("{}\n{}", self.path, self.text)
    }
}

/// The keys that are not of the right type, or that nothing reads: each is tried alone.
fn misunderstood<T: DeserializeOwned + Serialize>(
    object: &Map<String, Value>,
) -> impl Iterator<Item = Fault> {
    object.iter().filter_map(|(name, value)| {
        let alone = Value::Object([(name.clone(), value.clone())].into_iter().collect());
        match serde_json::from_value::<T>(alone) {
            Err(error) if error.to_string().contains("expected a boolean") => {
                Some(named(name, "error-boolean"))
            }
            Err(error) if value.is_array() || error.to_string().contains("expected a sequence") => {
                Some(named(name, "error-list"))
            }
            Err(_) => Some(named(name, "error-text")),
            Ok(read) => {
                let known = serde_json::to_value(read).is_ok_and(|read| read.get(name).is_some());
                (!known).then(|| named(name, "error-unknown-field"))
            }
        }
    })
}

fn understood<T: DeserializeOwned>(object: Value, faults: Vec<Fault>) -> Result<T, Problem> {
    if faults.is_empty() {
        serde_json::from_value(object).map_err(|_| ProblemKind::Unreadable.into())
    } else {
        Err(Faults(faults).into())
    }
}

/// A fault of something whose name was sent.
fn named(name: &str, message: &'static str) -> Fault {
    Fault { field: "", message, args: vec![("name", name.to_owned())] }
}

const MOST: i64 = 100;

/// How many lines a page of a list holds.
pub fn limit(sent: Option<&str>) -> Result<i64, Faults> {
    let Some(sent) = sent else { return Ok(50) };
    let mut faults = Faults::default();
    let limit = sent.parse().ok().filter(|limit| (1..=MOST).contains(limit));
    if limit.is_none() {
        faults.add_with("limit", "error-limit", "max", &MOST);
    }
    faults.or(limit.unwrap_or(MOST))
}

/// Cuts a list read with one line more to its page, and says whether others follow.
pub fn cut<T>(lines: &mut Vec<T>, limit: i64) -> bool {
    let wanted = usize::try_from(limit).unwrap_or(0);
    let more = lines.len() > wanted;
    lines.truncate(wanted);
    more
}

/// The place in a list, as the page before gave it.
pub fn cursor<T>(sent: Option<&str>, read: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>, Faults> {
    let Some(sent) = sent else { return Ok(None) };
    read(sent).map(Some).ok_or_else(|| {
        let mut faults = Faults::default();
        faults.add("cursor", "error-cursor");
        faults
    })
}

/// A value among those that a field takes.
pub fn one_of<T>(
    field: &'static str,
    sent: Option<&str>,
    read: impl Fn(&str) -> Option<T>,
    keys: &[&str],
) -> Result<Option<T>, Faults> {
    let Some(sent) = sent else { return Ok(None) };
    read(sent).map(Some).ok_or_else(|| {
        let mut faults = Faults::default();
        faults.add_with(field, "error-one-of", "values", &keys.join(", "));
        faults
    })
}

/// The values that a field takes, separated by commas; none when it is not sent.
pub fn any_of<T>(
    field: &'static str,
    sent: Option<&str>,
    read: impl Fn(&str) -> Option<T>,
    keys: &[&str],
) -> Result<Vec<T>, Faults> {
    let each = sent.into_iter().flat_map(|sent| sent.split(',')).map(str::trim);
    each.filter_map(|key| one_of(field, Some(key), &read, keys).transpose()).collect()
}
