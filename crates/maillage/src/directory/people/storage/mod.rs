//! The SQL of people.

pub mod alike;
pub mod choice;
pub mod details;
pub mod held;
pub mod people;
pub mod positions;
pub mod recipients;
pub mod redaction;
pub mod requests;
pub mod settled;
pub mod traces;

use platform::database::{Error, Result};
use serde::de::DeserializeOwned;

/// A value as JSON.
pub(super) fn json(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(Error::decode)
}

/// A value of JSON, when there is one.
pub(super) fn parsed<T: DeserializeOwned>(text: Option<String>) -> Result<Option<T>> {
    text.map(|text| serde_json::from_str(&text)).transpose().map_err(Error::decode)
}
