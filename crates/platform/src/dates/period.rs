//! Reads the period of a statement and its year: « 26 janvier 2009 », « fin
//! juin », « T3 2021 ».

use jiff::civil::Weekday;

use super::parse::{DateError, Reader, Result};
use super::rules::{WEEKDAYS, YEARS};
use super::vocabulary::{HALF_LETTERS, QUARTER_LETTERS};
use super::{Part, Period, Season};
use crate::figures::words::Kind;

impl Reader<'_> {
    pub(super) fn period(&mut self) -> Result<(Period, Option<i16>)> {
        if let Some(rank) = self.cursor.take_phrase(self.words.weekdays) {
            self.skip_fillers();
            let weekday = WEEKDAYS.into_iter().zip(1..).find(|row| row.1 == rank);
            return self.day_of(weekday.map(|row| row.0));
        }
        if let Some(part) = self.cursor.take_phrase(self.words.parts) {
            self.cursor.take_one("-");
            self.skip_fillers();
            return self.part(part);
        }
        if let Some(season) = self.cursor.take_phrase(self.words.seasons) {
            return Ok((Period::Season(season), self.year_of(season)?));
        }
        if let Some(period) = self.ranked_by_letter() {
            return Ok((period, self.year()?));
        }
        if let Some(rank) = self.cursor.take_phrase(self.words.ordinals) {
            return self.ranked(rank);
        }
        if let Some(month) = self.month() {
            return self.after_month(month);
        }
        self.day_of(None)
    }

    /// « fin juin », « fin 2021 », « fin de l'année ».
    fn part(&mut self, part: Part) -> Result<(Period, Option<i16>)> {
        if let Some(month) = self.month() {
            return Ok((Period::PartOfMonth(part, month), self.year()?));
        }
        if self.cursor.take_one(self.words.year) {
            return Ok((Period::PartOfYear(part), self.year()?));
        }
        match self.year()? {
            Some(year) => Ok((Period::PartOfYear(part), Some(year))),
            None => self.not_understood(),
        }
    }

    /// After a month: its year, or "January 26, 2009".
    fn after_month(&mut self, month: i8) -> Result<(Period, Option<i16>)> {
        match self.small_number() {
            Some(day) => {
                self.cursor.take_phrase(self.words.ordinal_marks);
                Ok((Period::Day { day, month, weekday: None }, self.year()?))
            }
            None => Ok((Period::Month(month), self.year()?)),
        }
    }

    /// What opens with digits: « 26 janvier », « 2/2/2021 », « 2021-02-02 »,
    /// « 3e trimestre », « 2021 »; after a weekday, also "February 2".
    fn day_of(&mut self, weekday: Option<Weekday>) -> Result<(Period, Option<i16>)> {
        if weekday.is_some()
            && let Some(month) = self.month()
        {
            let Some(day) = self.small_number() else {
                return self.not_understood();
            };
            self.cursor.take_phrase(self.words.ordinal_marks);
            return Ok((Period::Day { day, month, weekday }, self.year()?));
        }
        let Some(first) = self.small_number() else {
            return self.opened_by_year(weekday);
        };
        if let Some(mark) = self.separator() {
            let Some(month) = self.small_number() else {
                return self.not_understood();
            };
            let year = if self.cursor.take_one(mark) { self.any_year()? } else { None };
            return Ok((Period::Day { day: first, month, weekday }, year));
        }
        let ranked = self.cursor.take_phrase(self.words.ordinal_marks).is_some();
        self.skip_fillers();
        match self.month() {
            Some(month) => Ok((Period::Day { day: first, month, weekday }, self.year()?)),
            None if ranked && weekday.is_none() => self.ranked(first),
            None => self.not_understood(),
        }
    }

    /// « 2021 », « 2021-02-02 ».
    fn opened_by_year(&mut self, weekday: Option<Weekday>) -> Result<(Period, Option<i16>)> {
        let Some(year) = self.year()? else {
            return self.not_understood();
        };
        if !self.cursor.take_one("-") {
            return if weekday.is_none() { Ok((Period::Year, Some(year))) } else { self.not_understood() };
        }
        match (self.small_number(), self.cursor.take_one("-"), self.small_number()) {
            (Some(month), true, Some(day)) => Ok((Period::Day { day, month, weekday }, Some(year))),
            _ => self.not_understood(),
        }
    }

    /// « 3e trimestre », "first half", once the rank is read.
    fn ranked(&mut self, rank: i8) -> Result<(Period, Option<i16>)> {
        let period = if self.cursor.take_one(self.words.quarter) {
            quarter(rank)
        } else if self.cursor.take_one(self.words.half) {
            half(rank)
        } else {
            None
        };
        match period {
            Some(period) => Ok((period, self.year()?)),
            None => self.not_understood(),
        }
    }

    /// « T3 », « S1 », "Q3", "H1".
    fn ranked_by_letter(&mut self) -> Option<Period> {
        let mut ahead = Reader { ..*self };
        let quarters = ahead.cursor.take_phrase(QUARTER_LETTERS).is_some();
        if !quarters {
            ahead.cursor.take_phrase(HALF_LETTERS)?;
        }
        let rank = ahead.small_number()?;
        let period = if quarters { quarter(rank) } else { half(rank) }?;
        self.cursor = ahead.cursor;
        Some(period)
    }

    /// The year of a season; a winter may name both: « hiver 2020-2021 ».
    fn year_of(&mut self, season: Season) -> Result<Option<i16>> {
        let Some(year) = self.year()? else {
            return Ok(None);
        };
        if season == Season::Winter && self.separator().is_some() {
            let end = (year + 1).to_string();
            if !self.cursor.take_one(&end) && !self.cursor.take_one(&end[2..]) {
                return self.not_understood();
            }
        }
        Ok(Some(year))
    }

    fn month(&mut self) -> Option<i8> {
        let month = self.cursor.take_phrase(self.words.months)?;
        self.cursor.take_one(".");
        Some(month)
    }

    /// A year in four digits, when one comes.
    fn year(&mut self) -> Result<Option<i16>> {
        let before = self.cursor;
        self.skip_fillers();
        let year = self.cursor.take(Kind::Digits).filter(|digits| digits.text.len() == 4);
        match year.and_then(|digits| digits.text.parse().ok()) {
            Some(year) if YEARS.contains(&year) => Ok(Some(year)),
            Some(year) => Err(DateError::YearOutOfRange { year }),
            None => {
                self.cursor = before;
                Ok(None)
            }
        }
    }

    /// A year in four digits or in the last two of this century.
    fn any_year(&mut self) -> Result<Option<i16>> {
        let short = self.cursor.peek().is_some_and(|digits| digits.text.len() == 2);
        match self.small_number() {
            Some(year) if short => Ok(Some(2000 + i16::from(year))),
            Some(_) => self.not_understood(),
            None => match self.year()? {
                Some(year) => Ok(Some(year)),
                None => self.not_understood(),
            },
        }
    }

    /// A number in one or two digits, when one comes.
    fn small_number(&mut self) -> Option<i8> {
        let digits = self.cursor.peek().filter(|token| token.kind == Kind::Digits)?;
        let number = digits.text.parse().ok().filter(|_| digits.text.len() <= 2)?;
        self.cursor.skip(1);
        Some(number)
    }

    /// What may stand between the numbers of a date.
    fn separator(&mut self) -> Option<&'static str> {
        ["/", ".", "-"].into_iter().find(|mark| self.cursor.take_one(mark))
    }
}

fn quarter(rank: i8) -> Option<Period> {
    (1..=4).contains(&rank).then_some(Period::Quarter(rank))
}

fn half(rank: i8) -> Option<Period> {
    (1..=2).contains(&rank).then_some(Period::Half(rank))
}
