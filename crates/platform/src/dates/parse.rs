//! Reads a date as people type it, in French or in English.

use jiff::Span;
use jiff::civil::{Date, Weekday};

use super::vocabulary::{self, Vocabulary};
use super::{Bound, ImpreciseDate, MissingYear, Period, Stated};
use crate::figures::words::{Cursor, Kind, tokens, trim_said};
use crate::i18n::Language;
use crate::text::normalise;

/// Characters a date may take: it is a statement, not a page.
const LONGEST: usize = 200;

/// Why a text is not a date. Positions are in characters from 0, in the text
/// without the blanks and quotation marks around it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// Nothing but blanks.
    #[error("nothing is written")]
    Empty,
    /// Too long to be a date.
    #[error("longer than {limit} characters")]
    TooLong {
        /// Characters allowed.
        limit: usize,
    },
    /// The words from there are not those of a date.
    #[error("not understood from character {at}")]
    NotUnderstood {
        /// Where.
        at: usize,
    },
    /// 30 February, or 29 in a year that has none.
    #[error("month {month} has no day {day}")]
    NoSuchDay {
        /// Day said.
        day: i8,
        /// Month said.
        month: i8,
        /// Year said.
        year: Option<i16>,
    },
    /// A year too far to be meant: 1800 to 2999 are read.
    #[error("year {year} is out of range")]
    YearOutOfRange {
        /// Year said.
        year: i16,
    },
    /// The weekday said is not that of the date (S3-01).
    #[error("{date} is a {right:?}, not a {stated:?}")]
    WrongWeekday {
        /// Weekday said.
        stated: Weekday,
        /// Weekday of the date.
        right: Weekday,
        /// The date.
        date: Date,
    },
    /// The interval leaves the calendar.
    #[error("outside the calendar")]
    OutOfCalendar,
}

pub(super) type Result<T> = std::result::Result<T, DateError>;

impl ImpreciseDate {
    /// Reads a date stated in the language on a day: the day of the document,
    /// else today. It starts deadlines and what comes soon, and gives the year
    /// when none is said. Days in digits are day, month, year, in English too.
    ///
    /// « le 1er » names a day of a month that is not said, « demain » and
    /// « jeudi » a day counted from today: the day is worked out, and the words,
    /// which would mean another day later, are not kept.
    pub fn parse(text: &str, language: Language, said: Date, missing: MissingYear) -> Result<Self> {
        match Stated::parse(text, language) {
            Ok(stated) => Ok(Self { wording: Some(trim_said(text).to_owned()), ..stated.on(said, missing)? }),
            Err(error) => {
                let day = day_alone(text, language).and_then(|day| nearest(day, said, missing));
                let day = day.or_else(|| day_from_here(text, language, said, missing));
                let date = day.map(Self::day).ok_or(error)?;
                Ok(Self { year_inferred: true, ..date })
            }
        }
    }
}

/// « le 1er », « le 15 », "the 1st": a day, with a word or a mark that tells it from any number.
fn day_alone(text: &str, language: Language) -> Option<i8> {
    let tokens = tokens(trim_said(text));
    let mut reader = Reader { cursor: Cursor::new(&tokens), words: vocabulary::of(language) };
    let opened = reader.cursor.take_phrase(reader.words.fillers).is_some();
    let day = reader.cursor.take(Kind::Digits).and_then(|digits| digits.text.parse().ok());
    let ranked = reader.cursor.take_phrase(reader.words.ordinal_marks).is_some();
    day.filter(|day| (opened || ranked) && (1..=31).contains(day) && reader.cursor.is_done())
}

/// « demain », « hier », « jeudi », "next Monday": a day counted from the one on which it is said. A weekday is the nearest on
/// the side that the asker knows, today included, unless the next or the last one is said.
fn day_from_here(text: &str, language: Language, said: Date, missing: MissingYear) -> Option<Date> {
    let (key, words) = (normalise(text), vocabulary::of(language));
    if let Some((_, days)) = words.days_from_here.iter().find(|(phrase, _)| *phrase == key) {
        return said.checked_add(Span::new().try_days(i64::from(*days)).ok()?).ok();
    }
    let side = |word: &str| words.sides.iter().find(|(known, _)| *known == word).map(|(_, side)| *side);
    let (weekday, step) = match key.split(' ').collect::<Vec<_>>()[..] {
        [day] => (day, None),
        [one, other] => match (side(one), side(other)) {
            (Some(step), None) => (other, Some(step)),
            (None, Some(step)) => (one, Some(step)),
            _ => return None,
        },
        _ => return None,
    };
    let (_, number) = words.weekdays.iter().find(|(known, _)| *known == weekday)?;
    let weekday = Weekday::from_monday_one_offset(*number).ok()?;
    match (step, missing) {
        (None, _) if said.weekday() == weekday => Some(said),
        (Some(step), _) => said.nth_weekday(step, weekday).ok(),
        (None, MissingYear::Last) => said.nth_weekday(-1, weekday).ok(),
        (None, MissingYear::Next) => said.nth_weekday(1, weekday).ok(),
        (None, MissingYear::Same) => None,
    }
}

/// The day of that number nearest to the day it was said, on the side that the asker knows.
fn nearest(day: i8, said: Date, missing: MissingYear) -> Option<Date> {
    let step = match missing {
        MissingYear::Same => 0,
        MissingYear::Last => -1,
        MissingYear::Next => 1,
    };
    // Two months in a row never both lack a day.
    let months = (0..=if step == 0 { 0 } else { 2 }).map(|count| count * step);
    let found = months.filter_map(|months| {
        let month = said.first_of_month().checked_add(jiff::Span::new().try_months(months).ok()?).ok()?;
        Date::new(month.year(), month.month(), day).ok()
    });
    let holds = |date: &Date| match missing {
        MissingYear::Same => true,
        MissingYear::Last => *date <= said,
        MissingYear::Next => *date >= said,
    };
    found.into_iter().find(holds)
}

impl Stated {
    /// Reads what is stated, without counting it. Case, accents, the width of
    /// blanks and quotation marks around do not matter.
    pub fn parse(text: &str, language: Language) -> Result<Self> {
        let wording = trim_said(text);
        if wording.is_empty() {
            return Err(DateError::Empty);
        }
        if wording.chars().count() > LONGEST {
            return Err(DateError::TooLong { limit: LONGEST });
        }
        let tokens = tokens(wording);
        let reader = Reader { cursor: Cursor::new(&tokens), words: vocabulary::of(language) };
        let stated = reader.stated()?;
        stated.check()?;
        Ok(stated)
    }
}

/// Reads one statement.
pub(super) struct Reader<'t> {
    pub cursor: Cursor<'t>,
    pub words: &'static Vocabulary,
}

impl Reader<'_> {
    fn stated(mut self) -> Result<Stated> {
        if let Some(coming) = self.cursor.take_phrase(self.words.coming) {
            self.finish()?;
            return Ok(Stated { bound: Bound::In, period: Period::Coming(coming), year: None });
        }
        let before = self.cursor.take_phrase(self.words.bounds);
        let end = self.cursor;
        let after = self.cursor.take_last_phrase(self.words.bounds_after);
        if before.is_some() && after.is_some() {
            return Err(DateError::NotUnderstood { at: end.at() });
        }
        self.skip_fillers();
        let (period, year) = self.period()?;
        self.finish()?;
        Ok(Stated { bound: before.or(after).unwrap_or(Bound::In), period, year })
    }

    pub(super) fn skip_fillers(&mut self) {
        while self.cursor.take_phrase(self.words.fillers).is_some() {}
    }

    fn finish(&self) -> Result<()> {
        if self.cursor.is_done() { Ok(()) } else { self.not_understood() }
    }

    pub(super) fn not_understood<T>(&self) -> Result<T> {
        Err(DateError::NotUnderstood { at: self.cursor.at() })
    }
}
