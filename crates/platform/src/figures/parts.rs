//! Figures to and from what a table of the database holds.

use serde::{Deserialize, Serialize};

use super::{Currency, Figure, Form, Qualifier, Quantity, Unit};
use crate::database::{Cell, Column, Error, Value};
use crate::i18n::Language;

/// A figure in plain columns.
///
/// Numbers are in steps of storage: hundredths for money, millionths for the
/// rest (`Unit::scale`). `value` may be left out of what was stated: it is
/// found again in the wording. One that contradicts the rest is refused.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Parts {
    /// As stated; none when computed.
    pub wording: Option<String>,
    /// The one number said.
    #[serde(default)]
    pub value: Option<i64>,
    /// Lower bound.
    pub low: Option<i64>,
    /// Upper bound.
    pub high: Option<i64>,
    /// `Qualifier::key`.
    pub qualifier: String,
    /// `Unit::key`.
    pub unit: String,
}

/// Why parts do not make a figure.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PartsError {
    /// Not the key of a qualifier.
    #[error("unknown qualifier {0:?}")]
    UnknownQualifier(String),
    /// Not the key of a unit.
    #[error("unknown unit {0:?}")]
    UnknownUnit(String),
    /// The bounds are not those the qualifier calls for.
    #[error("the bounds do not fit the qualifier {0:?}")]
    WrongBounds(Qualifier),
    /// The number said is not the one that the bounds and the wording give.
    #[error("the number said does not fit the rest")]
    WrongValue,
    /// A number larger than a quantity holds.
    #[error("a number is too large")]
    TooLarge,
}

impl Unit {
    /// Stable text for storage: `count`, an ISO 4217 code, or `other:` and the
    /// unit as stated.
    pub fn key(&self) -> String {
        match self {
            Self::Count => "count".to_owned(),
            Self::Money(currency) => currency.code().to_owned(),
            Self::Other(text) => format!("other:{text}"),
        }
    }

    /// The unit of a stored text.
    pub fn from_key(key: &str) -> Option<Self> {
        if key == "count" {
            return Some(Self::Count);
        }
        if let Some(text) = key.strip_prefix("other:") {
            return (!text.is_empty()).then(|| Self::Other(text.to_owned()));
        }
        let currencies = [Currency::Eur, Currency::Usd, Currency::Gbp];
        currencies.into_iter().find(|currency| currency.code() == key).map(Self::Money)
    }
}

impl Column for Figure {
    fn read(cell: Cell<'_>) -> crate::database::Result<Self> {
        serde_json::from_str(cell.text()?).map_err(Error::decode)
    }
}

impl From<&Figure> for Value<'_> {
    fn from(figure: &Figure) -> Self {
        // Texts and numbers: nothing that JSON refuses.
        serde_json::to_string(figure).map_or(Self::Null, Into::into)
    }
}

impl Figure {
    /// Its plain columns.
    pub fn to_parts(&self) -> Parts {
        let stored = |quantity: Option<Quantity>| quantity.map(|held| held.0 / self.unit.step());
        Parts {
            wording: self.wording.clone(),
            value: stored(self.value),
            low: stored(self.low),
            high: stored(self.high),
            qualifier: self.qualifier.key().to_owned(),
            unit: self.unit.key(),
        }
    }

    /// The figure of plain columns. Bounds are trusted over the wording, which
    /// says again how to write it when the two agree.
    pub fn from_parts(parts: Parts) -> Result<Self, PartsError> {
        let qualifier =
            Qualifier::from_key(&parts.qualifier).ok_or(PartsError::UnknownQualifier(parts.qualifier))?;
        let unit = Unit::from_key(&parts.unit).ok_or(PartsError::UnknownUnit(parts.unit))?;
        let held = |number: Option<i64>| match number.map(|number| number.checked_mul(unit.step())) {
            Some(None) => Err(PartsError::TooLarge),
            number => Ok(number.flatten().map(Quantity)),
        };
        let (value, low, high) = (held(parts.value)?, held(parts.low)?, held(parts.high)?);
        if !qualifier.fits(low, high) {
            return Err(PartsError::WrongBounds(qualifier));
        }
        let said = match qualifier {
            Qualifier::Exact | Qualifier::MoreThan | Qualifier::AtLeast => low,
            Qualifier::LessThan | Qualifier::AtMost | Qualifier::Nearly => high,
            Qualifier::About => value,
            Qualifier::Range => None,
        };
        let form = Form::default();
        let figure = Self { wording: parts.wording, value: said, low, high, qualifier, unit, form };
        let figure = figure.stated_again().unwrap_or(figure);
        if value.is_some() && value != figure.value { Err(PartsError::WrongValue) } else { Ok(figure) }
    }

    /// Whether both say the same of the same thing, in whatever words.
    pub fn means(&self, other: &Self) -> bool {
        self.qualifier == other.qualifier
            && (self.low, self.high) == (other.low, other.high)
            && self.unit.adds_to(&other.unit)
    }

    /// The figure its wording states, when it means the same in a language.
    fn stated_again(&self) -> Option<Self> {
        let wording = self.wording.as_deref()?;
        let readings = [Language::French, Language::English].into_iter();
        readings.filter_map(|language| Self::parse(wording, language).ok()).find(|read| read.means(self))
    }
}

impl Qualifier {
    /// Whether these are bounds that such a figure may have.
    fn fits(self, low: Option<Quantity>, high: Option<Quantity>) -> bool {
        match (self, low, high) {
            (Self::Exact, Some(low), Some(high)) => low == high,
            (Self::MoreThan | Self::AtLeast, Some(_), None)
            | (Self::LessThan | Self::AtMost, None, Some(_)) => true,
            (Self::LessThan | Self::AtMost, Some(low), Some(high)) => low.0 == 0 && low <= high,
            (Self::Nearly | Self::About | Self::Range, Some(low), Some(high)) => low <= high,
            _ => false,
        }
    }
}

impl TryFrom<Parts> for Figure {
    type Error = PartsError;

    fn try_from(parts: Parts) -> Result<Self, PartsError> {
        Self::from_parts(parts)
    }
}

impl From<Figure> for Parts {
    fn from(figure: Figure) -> Self {
        figure.to_parts()
    }
}
