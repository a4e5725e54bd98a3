//! Imprecise dates: « début mai », « fin juin », « d'ici à l'été 2019 » (S0-33, S0-35, S4-06).
//!
//! A date keeps the words it was stated in, what they mean whatever the
//! language, and the interval it is counted for. What was not said but worked
//! out, such as a year, is marked so (S0-39). It never reads a clock: a date
//! that depends on the day it was said is given that day.

mod calendar;
mod parse;
mod parts;
mod period;
mod print;
mod rules;
#[cfg(test)]
mod tests;
mod vocabulary;
mod working;

pub use calendar::{Months, later, months_between};
use jiff::civil::{Date, Weekday};
pub use parse::DateError;
pub use parts::{Parts, PartsError};
pub use print::{day_in_full, day_in_short, day_with_year, month_name, time_of_day, weekday_name};
use serde::{Deserialize, Serialize};
pub use working::{WORKING_DAY, worked};

/// Which part of a month or of a year: « début », « mi- », « fin ».
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// « début mai ».
    Early,
    /// « mi-juin ».
    Mid,
    /// « fin juin ».
    Late,
}

/// A season of the northern hemisphere, counted by `rules`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Season {
    /// « printemps ».
    Spring,
    /// « été ».
    Summer,
    /// « automne ».
    Autumn,
    /// « hiver », of the year in which it begins.
    Winter,
}

/// What comes soon: « dans les prochaines semaines » (S4-05).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Coming {
    /// « dans les prochains jours ».
    Days,
    /// « dans les prochaines semaines ».
    Weeks,
    /// « dans les prochains mois ».
    Months,
}

/// The stretch of time that was named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Period {
    /// « mardi 2 février »: a day, its weekday when it was said.
    Day {
        /// 1 to 31.
        day: i8,
        /// 1 to 12.
        month: i8,
        /// As said; checked against the date.
        weekday: Option<Weekday>,
    },
    /// « fin juin »: part of a month, 1 to 12.
    PartOfMonth(Part, i8),
    /// « novembre »: a month, 1 to 12.
    Month(i8),
    /// « T3 »: a quarter, 1 to 4.
    Quarter(i8),
    /// « été ».
    Season(Season),
    /// « 1er semestre »: a half year, 1 or 2.
    Half(i8),
    /// « fin 2021 ».
    PartOfYear(Part),
    /// « 2021 ».
    Year,
    /// « dans les prochaines semaines ».
    Coming(Coming),
}

/// How the date stands to the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bound {
    /// In the period: « fin juin ».
    In,
    /// At some time in the period, insisted upon: « courant 2022 ».
    During,
    /// « d'ici à l'automne »: a deadline.
    By,
    /// « avant fin juin »: a deadline.
    Before,
    /// « au plus tard le 22 septembre »: a deadline.
    NoLater,
}

impl Bound {
    /// Whether only the latest date was said.
    pub fn is_deadline(self) -> bool {
        matches!(self, Self::By | Self::Before | Self::NoLater)
    }
}

/// What was said, whatever the language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Stated {
    /// How the date stands to the period.
    pub bound: Bound,
    /// The period named.
    pub period: Period,
    /// The year, when it was said. A winter has the year in which it begins.
    pub year: Option<i16>,
}

/// How finely a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// One day.
    Day,
    /// A third of a month.
    PartOfMonth,
    /// A month (S4-01).
    Month,
    /// A quarter.
    Quarter,
    /// A season.
    Season,
    /// Half a year.
    Half,
    /// « fin 2021 ».
    PartOfYear,
    /// A year.
    Year,
    /// « dans les prochaines semaines ».
    Vague,
}

impl Precision {
    /// Every precision, finest first.
    pub const ALL: [Self; 9] = [
        Self::Day,
        Self::PartOfMonth,
        Self::Month,
        Self::Quarter,
        Self::Season,
        Self::Half,
        Self::PartOfYear,
        Self::Year,
        Self::Vague,
    ];

    /// Stable text for storage.
    pub fn key(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::PartOfMonth => "part_of_month",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Season => "season",
            Self::Half => "half",
            Self::PartOfYear => "part_of_year",
            Self::Year => "year",
            Self::Vague => "vague",
        }
    }

    /// The precision of a stored text.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|precision| precision.key() == key)
    }
}

/// Which year to take when none was said. « Lancé le 20 mars » looks back,
/// « fin juin » in a calendar looks ahead: only the asker knows (S0-39).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MissingYear {
    /// The first that does not end before the reference date.
    Next,
    /// The last that has begun by the reference date.
    Last,
    /// That of the reference date.
    Same,
}

/// A date as people state it, counted as an interval. Sort and alert on the
/// interval, show the wording.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Parts", into = "Parts")]
pub struct ImpreciseDate {
    wording: Option<String>,
    stated: Option<Stated>,
    earliest: Option<Date>,
    latest: Date,
    precision: Precision,
    year_inferred: bool,
    inferred_by: Option<String>,
}

impl ImpreciseDate {
    /// One day, known exactly.
    pub fn day(date: Date) -> Self {
        let period = Period::Day { day: date.day(), month: date.month(), weekday: None };
        Self {
            wording: None,
            stated: Some(Stated { bound: Bound::In, period, year: Some(date.year()) }),
            earliest: Some(date),
            latest: date,
            precision: Precision::Day,
            year_inferred: false,
            inferred_by: None,
        }
    }

    /// The words it was stated in, without blanks and quotation marks around.
    pub fn wording(&self) -> Option<&str> {
        self.wording.as_deref()
    }

    /// What the words mean. None when the interval was set by hand beside
    /// words that say otherwise.
    pub fn stated(&self) -> Option<Stated> {
        self.stated
    }

    /// The first day it may be. For a deadline, the day it was said; none when
    /// it was said after the deadline.
    pub fn earliest(&self) -> Option<Date> {
        self.earliest
    }

    /// The last day it may be.
    pub fn latest(&self) -> Date {
        self.latest
    }

    /// How finely it is known.
    pub fn precision(&self) -> Precision {
        self.precision
    }

    /// Whether the year was worked out, not said (S0-39).
    pub fn is_year_inferred(&self) -> bool {
        self.year_inferred
    }

    /// Who worked out the year, when it is known.
    pub fn inferred_by(&self) -> Option<&str> {
        self.inferred_by.as_deref()
    }

    /// The same date, with who worked out its year. Nothing changes when the
    /// year was said.
    #[must_use]
    pub fn with_inferred_by(self, who: &str) -> Self {
        let inferred_by = self.year_inferred.then(|| who.to_owned());
        Self { inferred_by, ..self }
    }

    /// Whether only its last day was said.
    pub fn is_deadline(&self) -> bool {
        self.stated.map_or(self.earliest.is_none(), |stated| stated.bound.is_deadline())
    }

    /// Whether it may be that day.
    pub fn may_be(&self, day: Date) -> bool {
        self.earliest.is_none_or(|earliest| earliest <= day) && day <= self.latest
    }

    /// Whether it is past for sure.
    pub fn is_over(&self, today: Date) -> bool {
        self.latest < today
    }
}
