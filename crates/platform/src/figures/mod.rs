//! Qualified figures: « plus de 40 », « près de 90 », « 15 à 20 » (S0-25, S0-30, S4-20).
//!
//! A figure keeps the words it was stated in, the interval they are counted
//! for, and how they qualify it. Arithmetic carries the interval and never
//! narrows it. Dates, sources and access belong to whoever holds the figure.

mod arithmetic;
mod parse;
mod parts;
mod print;
mod terms;
#[cfg(test)]
mod tests;
mod vocabulary;
pub(crate) mod words;

pub use arithmetic::ArithmeticError;
pub use parse::ParseError;
pub use parts::{Parts, PartsError};
use serde::{Deserialize, Serialize};

/// How far from the number said an approximation is counted, in percent.
///
/// « près de 90 » runs from 90 less this share to 90; « environ 90 » and « une
/// dizaine » run as far on both sides. Ends are rounded outward: to whole
/// units when the number said is whole, else to the cent for money.
pub const APPROXIMATION_PERCENT: i64 = 10;

/// A decimal number held exactly, in millionths. Up to about 9 200 milliards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quantity(i64);

impl Quantity {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// A whole number.
    pub fn whole(number: i32) -> Self {
        Self(i64::from(number) * ONE)
    }

    /// From a count of millionths.
    pub fn from_millionths(millionths: i64) -> Self {
        Self(millionths)
    }

    /// Its count of millionths.
    pub fn millionths(self) -> i64 {
        self.0
    }
}

const ONE: i64 = 1_000_000;
const CENT: i64 = ONE / 100;

/// A currency, of which amounts are stored in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Currency {
    /// Euro.
    Eur,
    /// Dollar of the United States.
    Usd,
    /// Pound sterling.
    Gbp,
}

impl Currency {
    /// Its ISO 4217 code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Eur => "EUR",
            Self::Usd => "USD",
            Self::Gbp => "GBP",
        }
    }

    /// Its sign: €, $ or £.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Eur => "€",
            Self::Usd => "$",
            Self::Gbp => "£",
        }
    }
}

/// What is counted. Different units never add.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Unit {
    /// A bare number.
    Count,
    /// An amount of money.
    Money(Currency),
    /// Anything else, as stated: `m²`, `ha`, `MW`, `emplois`.
    Other(String),
}

impl Unit {
    /// Steps of storage in one unit: amounts of money are stored in hundredths
    /// (cents), everything else in millionths.
    pub fn scale(&self) -> i64 {
        ONE / self.step()
    }

    /// Whether figures in the two units add: same unit, whatever its case,
    /// accents or plural (« emploi », « emplois »).
    pub fn adds_to(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Other(left), Self::Other(right)) => singular(left) == singular(right),
            (left, right) => left == right,
        }
    }

    /// The plural, which is the longer, of two units that add.
    fn plural(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Other(left), Self::Other(right)) if left.len() < right.len() => other.clone(),
            _ => self.clone(),
        }
    }

    /// Millionths in the smallest amount held.
    fn step(&self) -> i64 {
        match self {
            Self::Money(_) => CENT,
            Self::Count | Self::Other(_) => 1,
        }
    }
}

fn singular(unit: &str) -> Vec<String> {
    let words = unit.split_whitespace().map(words::fold);
    words.map(|word| word.strip_suffix('s').unwrap_or(&word).to_owned()).collect()
}

/// How the number said bounds what it tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Qualifier {
    /// « 51 »: that number.
    Exact,
    /// « plus de 40 »: a lower bound, itself left out; no upper bound.
    MoreThan,
    /// « au moins 176 »: a lower bound, no upper bound.
    AtLeast,
    /// « moins de 50 »: an upper bound, itself left out.
    LessThan,
    /// « au plus 50 », « jusqu'à 200 »: an upper bound.
    AtMost,
    /// « près de 90 »: approximate, from below.
    Nearly,
    /// « environ 90 », « une dizaine »: approximate, from both sides. Also
    /// whatever is computed from an approximate figure.
    About,
    /// « 15 à 20 »: both bounds, included.
    Range,
}

impl Qualifier {
    /// Every qualifier.
    pub const ALL: [Self; 8] = [
        Self::Exact,
        Self::MoreThan,
        Self::AtLeast,
        Self::LessThan,
        Self::AtMost,
        Self::Nearly,
        Self::About,
        Self::Range,
    ];

    /// Stable text for storage.
    pub fn key(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::MoreThan => "more_than",
            Self::AtLeast => "at_least",
            Self::LessThan => "less_than",
            Self::AtMost => "at_most",
            Self::Nearly => "nearly",
            Self::About => "about",
            Self::Range => "range",
        }
    }

    /// The qualifier of a stored text.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|qualifier| qualifier.key() == key)
    }

    /// The interval counted for a number so qualified: the rule of the house.
    /// `None` when it leaves what a quantity holds.
    fn bounds(self, said: i64, unit: &Unit) -> Option<(i64, Option<i64>)> {
        let step = if said % ONE == 0 { ONE } else { unit.step() };
        let share = i128::from(said) * i128::from(APPROXIMATION_PERCENT);
        let steps = arithmetic::ceiling(share, i128::from(step) * 100);
        let margin = i64::try_from(steps).ok()?.checked_mul(step)?;
        Some(match self {
            Self::Exact | Self::Range => (said, Some(said)),
            Self::MoreThan | Self::AtLeast => (said, None),
            Self::LessThan | Self::AtMost => (0, Some(said)),
            Self::Nearly => (said.checked_sub(margin)?, Some(said)),
            Self::About => (said.checked_sub(margin)?, Some(said.checked_add(margin)?)),
        })
    }
}

/// A number as people state it, or computed from such numbers.
///
/// Bounds are included, except that of « plus de » and « moins de ». No upper
/// bound means unknown; no lower bound can only come from a subtraction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Parts", into = "Parts")]
pub struct Figure {
    wording: Option<String>,
    /// The one number said, or computed from numbers said one by one.
    value: Option<Quantity>,
    low: Option<Quantity>,
    high: Option<Quantity>,
    qualifier: Qualifier,
    unit: Unit,
    form: Form,
}

/// How a figure was written, kept to write it again in either language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Form {
    /// Decimals to show at least, at that scale.
    decimals: u32,
    /// Power of ten spelled after the number: 0, 3, 6 or 9.
    scale: u32,
    /// The number was said in words.
    in_words: bool,
}

impl Figure {
    /// An exact count.
    pub fn count(number: i32) -> Self {
        Self::exact(Quantity::whole(number), Unit::Count)
    }

    /// An exact figure. Money is cut to the cent.
    pub fn exact(quantity: Quantity, unit: Unit) -> Self {
        let quantity = Quantity(quantity.0 - quantity.0 % unit.step());
        Self {
            wording: None,
            value: Some(quantity),
            low: Some(quantity),
            high: Some(quantity),
            qualifier: Qualifier::Exact,
            unit,
            form: Form::default(),
        }
    }

    /// The words it was stated in, without blanks and quotation marks around.
    /// None when it was computed.
    pub fn wording(&self) -> Option<&str> {
        self.wording.as_deref()
    }

    /// The one number said: 40 in « plus de 40 », 90 in « près de 90 ». None
    /// in a range.
    pub fn value(&self) -> Option<Quantity> {
        self.value
    }

    /// The lower bound.
    pub fn low(&self) -> Option<Quantity> {
        self.low
    }

    /// The upper bound; none when it is unknown.
    pub fn high(&self) -> Option<Quantity> {
        self.high
    }

    /// How its number bounds it.
    pub fn qualifier(&self) -> Qualifier {
        self.qualifier
    }

    /// What it counts.
    pub fn unit(&self) -> &Unit {
        &self.unit
    }

    /// Whether its bounds come from the rule on approximations rather than
    /// from what was said (S4-20).
    pub fn is_approximate(&self) -> bool {
        matches!(self.qualifier, Qualifier::Nearly | Qualifier::About)
    }
}
