//! A row as a line of JSON, and back. Moments have six decimals and real numbers are kept as text, so that what comes
//! back is what went, to the last bit.

use std::borrow::Cow;

use serde_json::Value as Json;

use crate::database::Value;
use crate::database::copy::Holds;

/// A row as a line, without its end.
pub fn line(values: &[Value<'_>]) -> String {
    Json::Array(values.iter().map(json).collect()).to_string()
}

fn json(value: &Value<'_>) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Text(text) => Json::String(text.to_string()),
        Value::Integer(n) => Json::from(*n),
        // The shortest text that reads back as the same number.
        Value::Real(x) => Json::String(format!("{x:?}")),
        Value::Boolean(yes) => Json::Bool(*yes),
        Value::Timestamp(at) => Json::String(at.strftime("%Y-%m-%dT%H:%M:%S%.6fZ").to_string()),
        Value::Date(day) => Json::String(day.to_string()),
    }
}

/// The row of a line; `None` when it is not one of these columns.
pub fn row(line: &[u8], columns: &[(String, Holds)]) -> Option<Vec<Value<'static>>> {
    let cells: Vec<Json> = serde_json::from_slice(line).ok()?;
    if cells.len() != columns.len() {
        return None;
    }
    cells.into_iter().zip(columns).map(|(cell, (_, holds))| value(cell, *holds)).collect()
}

fn value(cell: Json, holds: Holds) -> Option<Value<'static>> {
    Some(match (holds, cell) {
        (_, Json::Null) => Value::Null,
        (Holds::Text, Json::String(text)) => Value::Text(Cow::Owned(text)),
        (Holds::Integer, Json::Number(n)) => Value::Integer(n.as_i64()?),
        (Holds::Real, Json::String(text)) => Value::Real(text.parse().ok()?),
        (Holds::Boolean, Json::Bool(yes)) => Value::Boolean(yes),
        (Holds::Timestamp, Json::String(text)) => Value::Timestamp(text.parse().ok()?),
        (Holds::Date, Json::String(text)) => Value::Date(text.parse().ok()?),
        _ => return None,
    })
}
