//! Rows, read the same way from both engines.

use super::value::{Cell, Column};
use super::{Error, Result};

/// One row of a result.
pub enum Row<'r> {
    /// From SQLite.
    Sqlite(&'r rusqlite::Row<'r>),
    /// From PostgreSQL.
    Postgres(&'r tokio_postgres::Row),
}

impl Row<'_> {
    /// The value at this position, counted from 0.
    pub fn get<T: Column>(&self, position: usize) -> Result<T> {
        T::read(match self {
            Self::Sqlite(row) => Cell::Sqlite(row.get_ref(position).map_err(Error::decode)?),
            Self::Postgres(row) if position < row.len() => Cell::Postgres(row, position),
            Self::Postgres(_) => return Err(Error::Decode(format!("no column {position}"))),
        })
    }

    /// The value at this position; a debug build checks that the column is called `name`.
    pub fn named<T: Column>(&self, position: usize, name: &str) -> Result<T> {
        if cfg!(debug_assertions) {
            let found = match self {
                Self::Sqlite(row) => row.as_ref().column_name(position).map_err(Error::decode)?,
                Self::Postgres(row) => row.columns().get(position).map_or("", tokio_postgres::Column::name),
            };
            assert_eq!(found, name, "column {position} is not the field's");
        }
        self.get(position).map_err(|error| Error::Decode(format!("{name}: {error}")))
    }
}

/// What can be read from a row: a struct by `#[derive(FromRow)]`, a tuple, or the first column alone.
pub trait FromRow: Sized {
    /// Reads the row.
    fn from_row(row: &Row<'_>) -> Result<Self>;
}

impl<T: Column> FromRow for T {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        row.get(0)
    }
}

macro_rules! tuples {
    ($(($($name:ident $at:tt),+);)*) => {
        $(impl<$($name: Column),+> FromRow for ($($name,)+) {
            fn from_row(row: &Row<'_>) -> Result<Self> {
                Ok(($(row.get::<$name>($at)?,)+))
            }
        })*
    };
}

tuples! {
    (A 0, B 1);
    (A 0, B 1, C 2);
    (A 0, B 1, C 2, D 3);
    (A 0, B 1, C 2, D 3, E 4);
    (A 0, B 1, C 2, D 3, E 4, F 5);
}
