//! A statement and its values: one text for both engines.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::row::{FromRow, Row};
use super::value::Value;
use super::{Error, Reader, Result, Transaction};

/// A statement with its values. `$n` is positional on both engines; the number of values is checked against the text
/// before it is sent, because SQLite would silently take a missing one for `NULL`.
#[derive(Debug)]
pub struct Query<'q> {
    sql: Cow<'q, str>,
    values: Vec<Value<'q>>,
}

impl<'q> Query<'q> {
    /// A fixed statement.
    pub fn new(sql: &'static str) -> Self {
        Self { sql: Cow::Borrowed(sql), values: Vec::new() }
    }

    /// A statement that the facade wrote itself, from what a catalogue says.
    pub(super) fn written(sql: String) -> Self {
        Self { sql: Cow::Owned(sql), values: Vec::new() }
    }

    /// Appends a fixed fragment: the optional filters of a list. A value never goes this way.
    #[must_use]
    pub fn push(mut self, fragment: &'static str) -> Self {
        self.sql.to_mut().push_str(fragment);
        self
    }

    /// Appends the next `$n` and binds its value.
    #[must_use]
    pub fn push_value(mut self, value: impl Into<Value<'q>>) -> Self {
        self.values.push(value.into());
        let number = self.values.len();
        write!(self.sql.to_mut(), "${number}").expect("a text can grow");
        self
    }

    /// Appends another statement with its values, renumbered: a list inside a count.
    #[must_use]
    pub fn append(mut self, inner: Query<'q>) -> Self {
        let shift = self.values.len();
        let mut pieces = inner.sql.split('$');
        self.sql.to_mut().push_str(pieces.next().unwrap_or_default());
        for piece in pieces {
            let digits = piece.len() - piece.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let number: usize = piece[..digits].parse().unwrap_or(0);
            write!(self.sql.to_mut(), "${}{}", number + shift, &piece[digits..]).expect("a text can grow");
        }
        self.values.extend(inner.values);
        self
    }

    /// Appends `$n, $n, …` for these keys. The list is padded to a round length by repeating its last key, so that
    /// statements stay few and prepared.
    #[must_use]
    pub fn push_list(self, keys: &[i64]) -> Self {
        self.push_padded(keys, ", ")
    }

    fn push_padded(mut self, keys: &[i64], between: &'static str) -> Self {
        let length = keys.len().next_power_of_two().max(4);
        let padding = keys.last().copied().unwrap_or(-1);
        for at in 0..length {
            if at > 0 {
                self = self.push(between);
            }
            self =
                self.push("cast(").push_value(keys.get(at).copied().unwrap_or(padding)).push(" as bigint)");
        }
        self
    }

    /// Binds the next value.
    #[must_use]
    pub fn bind(mut self, value: impl Into<Value<'q>>) -> Self {
        self.values.push(value.into());
        self
    }

    /// Binds several values, in order.
    #[must_use]
    pub fn bind_all(mut self, values: impl IntoIterator<Item = Value<'q>>) -> Self {
        self.values.extend(values);
        self
    }

    /// The text sent to the engine.
    pub(super) fn sql(&self) -> &str {
        &self.sql
    }

    pub(super) fn values(&self) -> &[Value<'q>] {
        &self.values
    }

    /// The only row; none is [`Error::Missing`].
    pub fn one<T: FromRow>(&self, reader: &Reader) -> Result<T> {
        self.maybe(reader)?.ok_or(Error::Missing)
    }

    /// The first row, if there is one.
    pub fn maybe<T: FromRow>(&self, reader: &Reader) -> Result<Option<T>> {
        let mut found = None;
        reader.query(self, &mut |row| {
            if found.is_none() {
                found = Some(T::from_row(row)?);
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// Every row, in memory: for lists that are bounded.
    pub fn all<T: FromRow>(&self, reader: &Reader) -> Result<Vec<T>> {
        let mut rows = Vec::new();
        self.each(reader, |row| {
            rows.push(T::from_row(row)?);
            Ok(())
        })?;
        Ok(rows)
    }

    /// Every row, one after the other, without keeping them.
    pub fn each(&self, reader: &Reader, mut row: impl FnMut(&Row<'_>) -> Result<()>) -> Result<()> {
        reader.query(self, &mut row)
    }

    /// Runs the change and says how many rows it touched.
    pub fn execute(&self, tx: &Transaction) -> Result<u64> {
        tx.execute(self)
    }

    /// Runs a change that must touch exactly one row; otherwise [`Error::Stale`].
    pub fn execute_one(&self, tx: &Transaction) -> Result<()> {
        if tx.execute(self)? == 1 { Ok(()) } else { Err(Error::Stale) }
    }

    /// Refuses a statement whose values do not fit its text.
    pub(super) fn checked(&self) -> Result<()> {
        let expected = parameters(&self.sql);
        if expected == self.values.len() {
            Ok(())
        } else {
            Err(Error::Binds { bound: self.values.len(), expected, sql: self.sql.to_string() })
        }
    }
}

/// The highest `$n` of the text.
fn parameters(sql: &str) -> usize {
    sql.split('$')
        .skip(1)
        .filter_map(|rest| rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok())
        .max()
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_counted_by_their_highest_number() {
        assert_eq!(parameters("select 1"), 0);
        assert_eq!(parameters("select $1, $2, $1"), 2);
        assert_eq!(parameters("a = $12 and b = $3"), 12);
    }
}
