//! Values that go into a statement, and cells that come out of a row.

use std::borrow::Cow;
use std::str::FromStr;

use bytes::BytesMut;
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::types::{ToSqlOutput, Value as SqliteValue, ValueRef};
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type};

use super::{Error, Result};

/// A value bound to a statement. The seven kinds are all that the portable subset of SQL holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'q> {
    /// No value, of whatever type the statement expects.
    Null,
    /// Text, identifiers and JSON.
    Text(Cow<'q, str>),
    /// Counts, keys and money in minor units.
    Integer(i64),
    /// Coordinates.
    Real(f64),
    /// Yes or no.
    Boolean(bool),
    /// A moment, in UTC, to the microsecond.
    Timestamp(Timestamp),
    /// A day, without zone.
    Date(Date),
}

impl Value<'_> {
    /// The same value, borrowing nothing.
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Self::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
            Self::Null => Value::Null,
            Self::Integer(n) => Value::Integer(n),
            Self::Real(x) => Value::Real(x),
            Self::Boolean(b) => Value::Boolean(b),
            Self::Timestamp(at) => Value::Timestamp(at),
            Self::Date(day) => Value::Date(day),
        }
    }
}

macro_rules! from {
    ($($type:ty => |$value:ident| $made:expr;)*) => {
        $(impl<'q> From<$type> for Value<'q> {
            fn from($value: $type) -> Self {
                $made
            }
        })*
    };
}

from! {
    &'q str => |text| Self::Text(Cow::Borrowed(text));
    &'q String => |text| Self::Text(Cow::Borrowed(text));
    String => |text| Self::Text(Cow::Owned(text));
    Cow<'q, str> => |text| Self::Text(text);
    i64 => |n| Self::Integer(n);
    i32 => |n| Self::Integer(n.into());
    u32 => |n| Self::Integer(n.into());
    f64 => |x| Self::Real(x);
    bool => |b| Self::Boolean(b);
    Timestamp => |at| Self::Timestamp(at);
    Date => |day| Self::Date(day);
}

impl<'q, T: Into<Value<'q>>> From<Option<T>> for Value<'q> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// A moment as SQLite keeps it: UTC, always six decimals, so that the order of texts is the order of times.
fn timestamp_text(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S%.6fZ").to_string()
}

impl rusqlite::ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Null => ToSqlOutput::Owned(SqliteValue::Null),
            Self::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Self::Integer(n) => ToSqlOutput::Owned(SqliteValue::Integer(*n)),
            Self::Real(x) => ToSqlOutput::Owned(SqliteValue::Real(*x)),
            Self::Boolean(b) => ToSqlOutput::Owned(SqliteValue::Integer((*b).into())),
            Self::Timestamp(at) => ToSqlOutput::Owned(SqliteValue::Text(timestamp_text(*at))),
            Self::Date(day) => ToSqlOutput::Owned(SqliteValue::Text(day.to_string())),
        })
    }
}

impl ToSql for Value<'_> {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Text(text) => accepts::<&str>(ty).and_then(|()| text.to_sql(ty, out)),
            Self::Integer(n) => accepts::<i64>(ty).and_then(|()| n.to_sql(ty, out)),
            Self::Real(x) => accepts::<f64>(ty).and_then(|()| x.to_sql(ty, out)),
            Self::Boolean(b) => accepts::<bool>(ty).and_then(|()| b.to_sql(ty, out)),
            Self::Timestamp(at) => accepts::<Timestamp>(ty).and_then(|()| at.to_sql(ty, out)),
            Self::Date(day) => accepts::<Date>(ty).and_then(|()| day.to_sql(ty, out)),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    tokio_postgres::types::to_sql_checked!();
}

/// PostgreSQL infers each parameter's type from the statement: a mismatch is a mistake in the SQL, said as such.
fn accepts<T: ToSql>(ty: &Type) -> Result<(), Box<dyn std::error::Error + Sync + Send>> {
    if <T as ToSql>::accepts(ty) {
        Ok(())
    } else {
        Err(format!("the statement expects {ty}; cast the parameter").into())
    }
}

/// One cell of a row, on either engine.
#[derive(Clone, Copy)]
pub enum Cell<'r> {
    /// From SQLite.
    Sqlite(ValueRef<'r>),
    /// From PostgreSQL: its row and position.
    Postgres(&'r tokio_postgres::Row, usize),
}

impl<'r> Cell<'r> {
    /// Whether the cell holds nothing.
    pub fn is_null(self) -> bool {
        match self {
            Self::Sqlite(value) => value == ValueRef::Null,
            Self::Postgres(row, at) => matches!(row.try_get::<_, Option<Present>>(at), Ok(None)),
        }
    }

    /// The text of the cell, not copied.
    pub fn text(self) -> Result<&'r str> {
        match self {
            Self::Sqlite(value) => value.as_str().map_err(Error::decode),
            Self::Postgres(row, at) => row.try_get(at).map_err(Error::decode),
        }
    }

    /// The text of the cell, parsed.
    pub fn parse<T>(self) -> Result<T>
    where
        T: FromStr,
        T::Err: std::error::Error + Send + Sync + 'static,
    {
        self.text()?.parse().map_err(Error::decode)
    }
}

/// Reads any PostgreSQL type as "something is there".
struct Present;

impl FromSql<'_> for Present {
    fn from_sql(_: &Type, _: &[u8]) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Self)
    }
    fn accepts(_: &Type) -> bool {
        true
    }
}

/// What can be read from a cell of either engine.
pub trait Column: Sized {
    /// Reads the cell.
    fn read(cell: Cell<'_>) -> Result<Self>;
}

macro_rules! column {
    ($($type:ty => |$value:ident| $sqlite:expr;)*) => {
        $(impl Column for $type {
            fn read(cell: Cell<'_>) -> Result<Self> {
                match cell {
                    Cell::Sqlite($value) => $sqlite,
                    Cell::Postgres(row, at) => row.try_get(at).map_err(Error::decode),
                }
            }
        })*
    };
}

column! {
    String => |value| value.as_str().map(str::to_owned).map_err(Error::decode);
    f64 => |value| value.as_f64().map_err(Error::decode);
    bool => |value| value.as_i64().map(|n| n != 0).map_err(Error::decode);
    Timestamp => |value| value.as_str().map_err(Error::decode)?.parse().map_err(Error::decode);
    Date => |value| value.as_str().map_err(Error::decode)?.parse().map_err(Error::decode);
}

impl Column for i64 {
    fn read(cell: Cell<'_>) -> Result<Self> {
        match cell {
            Cell::Sqlite(value) => value.as_i64().map_err(Error::decode),
            // A literal is a short integer there.
            Cell::Postgres(row, at)
                if row.columns().get(at).is_some_and(|column| *column.type_() == Type::INT4) =>
            {
                row.try_get::<_, i32>(at).map(Into::into).map_err(Error::decode)
            }
            Cell::Postgres(row, at) => row.try_get(at).map_err(Error::decode),
        }
    }
}

impl<T: Column> Column for Option<T> {
    fn read(cell: Cell<'_>) -> Result<Self> {
        if cell.is_null() { Ok(None) } else { T::read(cell).map(Some) }
    }
}

/// Declares an enum kept in the database as a stable text key, with `key`, `from_key` and `ALL`.
#[macro_export]
macro_rules! text_enum {
    ($(#[$meta:meta])* $vis:vis enum $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $key:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis enum $name { $($(#[$variant_meta])* $variant),+ }

        impl $name {
            /// Every value, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The key kept in the database, in URLs and in the API.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key),+ }
            }

            /// The value that bears this key.
            pub fn from_key(key: &str) -> Option<Self> {
                match key { $($key => Some(Self::$variant),)+ _ => None }
            }
        }

        impl From<$name> for $crate::database::Value<'_> {
            fn from(value: $name) -> Self {
                Self::Text(std::borrow::Cow::Borrowed(value.key()))
            }
        }

        impl $crate::database::Column for $name {
            fn read(cell: $crate::database::Cell<'_>) -> $crate::database::Result<Self> {
                let key = cell.text()?;
                Self::from_key(key).ok_or_else(|| $crate::database::Error::unknown_key(stringify!($name), key))
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.key())
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let key = <std::borrow::Cow<'de, str> as $crate::serde::Deserialize>::deserialize(deserializer)?;
                Self::from_key(&key).ok_or_else(|| $crate::serde::de::Error::custom(format!("unknown key {key}")))
            }
        }
    };
}
