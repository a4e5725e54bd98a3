//! Dates to and from what a table of the database holds.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{ImpreciseDate, Precision, Stated};
use crate::database::{Cell, Column, Error, Value};
use crate::i18n::Language;

/// A date in plain columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parts {
    /// As stated.
    pub wording: Option<String>,
    /// First day it may be.
    pub earliest: Option<Date>,
    /// Last day it may be.
    pub latest: Date,
    /// `Precision::key`.
    pub precision: String,
    /// The year was worked out (S0-39).
    #[serde(default)]
    pub year_inferred: bool,
    /// Who worked it out.
    #[serde(default)]
    pub inferred_by: Option<String>,
}

/// Why parts do not make a date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PartsError {
    /// Not the key of a precision.
    #[error("unknown precision {0:?}")]
    UnknownPrecision(String),
    /// The first day comes after the last.
    #[error("the interval runs backwards")]
    ReversedInterval,
}

impl Column for ImpreciseDate {
    fn read(cell: Cell<'_>) -> crate::database::Result<Self> {
        serde_json::from_str(cell.text()?).map_err(Error::decode)
    }
}

impl From<&ImpreciseDate> for Value<'_> {
    fn from(date: &ImpreciseDate) -> Self {
        // Texts and days: nothing that JSON refuses.
        serde_json::to_string(date).map_or(Self::Null, Into::into)
    }
}

impl ImpreciseDate {
    /// Its plain columns.
    pub fn to_parts(&self) -> Parts {
        Parts {
            wording: self.wording.clone(),
            earliest: self.earliest,
            latest: self.latest,
            precision: self.precision.key().to_owned(),
            year_inferred: self.year_inferred,
            inferred_by: self.inferred_by.clone(),
        }
    }

    /// The date of plain columns. The interval is trusted over the wording,
    /// which gives its meaning back when the two agree.
    pub fn from_parts(parts: Parts) -> Result<Self, PartsError> {
        let Parts { wording, earliest, latest, precision, year_inferred, inferred_by } = parts;
        let precision = Precision::from_key(&precision).ok_or(PartsError::UnknownPrecision(precision))?;
        if earliest.is_some_and(|earliest| earliest > latest) {
            return Err(PartsError::ReversedInterval);
        }
        let stated = match wording.as_deref() {
            Some(wording) => stated_in(wording, precision, earliest, latest),
            None if precision == Precision::Day && earliest == Some(latest) => Self::day(latest).stated,
            None => None,
        };
        Ok(Self { wording, stated, earliest, latest, precision, year_inferred, inferred_by })
    }
}

/// What the wording states, when it is counted for that interval.
fn stated_in(wording: &str, precision: Precision, earliest: Option<Date>, latest: Date) -> Option<Stated> {
    let readings = [Language::French, Language::English].into_iter();
    let mut stated = readings.filter_map(|language| Stated::parse(wording, language).ok());
    stated.find(|stated| stated.period.precision() == precision && stated.counts(earliest, latest))
}

impl Stated {
    fn counts(self, earliest: Option<Date>, latest: Date) -> bool {
        if self.is_soon() {
            return self.was_said_before(earliest, latest);
        }
        let years = self
            .year
            .map_or(latest.year().saturating_sub(1)..=latest.year().saturating_add(1), |year| year..=year);
        years.into_iter().filter_map(|year| self.interval(year, latest)).any(|(first, last)| {
            // A deadline starts whenever it was said.
            last == latest && (self.bound.is_deadline() || first == earliest)
        })
    }

    /// Whether there is a day on which saying so gives this interval.
    fn was_said_before(self, earliest: Option<Date>, latest: Date) -> bool {
        let Some((Some(first), _)) = self.interval(latest.year(), latest) else {
            return false;
        };
        let said = earliest.and_then(|earliest| earliest.checked_sub(first - latest).ok());
        said.is_some_and(|said| self.interval(said.year(), said) == Some((earliest, latest)))
    }
}

impl TryFrom<Parts> for ImpreciseDate {
    type Error = PartsError;

    fn try_from(parts: Parts) -> Result<Self, PartsError> {
        Self::from_parts(parts)
    }
}

impl From<ImpreciseDate> for Parts {
    fn from(date: ImpreciseDate) -> Self {
        date.to_parts()
    }
}
