//! What each way of stating a date is counted for. The tables are the rule;
//! the code below only looks them up.

use jiff::civil::{Date, Weekday, date};

use super::parse::DateError;
use super::{Bound, Coming, ImpreciseDate, MissingYear, Part, Period, Precision, Season, Stated};

/// Days of a month: « fin » runs to its last day, whatever it is.
const PARTS_OF_MONTH: [(Part, i8, i8); 3] = [(Part::Early, 1, 10), (Part::Mid, 11, 20), (Part::Late, 21, 31)];

/// Months of a year.
const PARTS_OF_YEAR: [(Part, i8, i8); 3] = [(Part::Early, 1, 3), (Part::Mid, 4, 9), (Part::Late, 10, 12)];

/// Month and day.
type MonthDay = (i8, i8);

/// First day of a season, then last. Winter ends the year after.
const SEASONS: [(Season, MonthDay, MonthDay); 4] = [
    (Season::Spring, (3, 20), (6, 20)),
    (Season::Summer, (6, 21), (9, 22)),
    (Season::Autumn, (9, 23), (12, 20)),
    (Season::Winter, (12, 21), (3, 19)),
];

/// Days from the day it was said.
const COMING: [(Coming, i64, i64); 3] =
    [(Coming::Days, 1, 10), (Coming::Weeks, 7, 56), (Coming::Months, 30, 180)];

/// Last day of a deadline: of its period, or the eve of the period's first.
///
/// « d'ici à l'automne » and « d'ici à juin » end when the period begins;
/// « d'ici au 22 » and « d'ici à fin juin » include what they name. « avant
/// fin juin » is before the month ends, « avant juin » before it begins.
fn runs_to_the_end(bound: Bound, period: Period) -> bool {
    use Part::Late;
    use Period::{Day, PartOfMonth, PartOfYear};
    match bound {
        Bound::In | Bound::During | Bound::NoLater => true,
        Bound::By => matches!(period, Day { .. } | PartOfMonth(..) | PartOfYear(_)),
        Bound::Before => matches!(period, PartOfMonth(Late, _) | PartOfYear(Late)),
    }
}

/// Years a date may be stated in.
pub(super) const YEARS: std::ops::RangeInclusive<i16> = 1800..=2999;

impl Period {
    /// How finely it tells a date.
    pub fn precision(self) -> Precision {
        match self {
            Self::Day { .. } => Precision::Day,
            Self::PartOfMonth(..) => Precision::PartOfMonth,
            Self::Month(_) => Precision::Month,
            Self::Quarter(_) => Precision::Quarter,
            Self::Season(_) => Precision::Season,
            Self::Half(_) => Precision::Half,
            Self::PartOfYear(_) => Precision::PartOfYear,
            Self::Year => Precision::Year,
            Self::Coming(_) => Precision::Vague,
        }
    }

    /// Its first and last day in a year; for what comes soon, from the day it
    /// was said. None when there is no such day.
    fn span(self, year: i16, said: Date) -> Option<(Date, Date)> {
        match self {
            Self::Day { day, month, .. } => {
                let day = Date::new(year, month, day).ok()?;
                Some((day, day))
            }
            Self::PartOfMonth(part, month) => {
                let (_, from, to) = PARTS_OF_MONTH.into_iter().find(|row| row.0 == part)?;
                let first = Date::new(year, month, from).ok()?;
                Some((first, Date::new(year, month, to.min(first.days_in_month())).ok()?))
            }
            Self::Month(month) => months(year, month, month),
            Self::Quarter(quarter) => {
                let last = quarter.checked_mul(3)?;
                months(year, last.checked_sub(2)?, last)
            }
            Self::Half(half) => {
                let last = half.checked_mul(6)?;
                months(year, last.checked_sub(5)?, last)
            }
            Self::PartOfYear(part) => {
                let (_, from, to) = PARTS_OF_YEAR.into_iter().find(|row| row.0 == part)?;
                months(year, from, to)
            }
            Self::Year => months(year, 1, 12),
            Self::Season(season) => {
                let (_, from, to) = SEASONS.into_iter().find(|row| row.0 == season)?;
                let end = if to < from { year.checked_add(1)? } else { year };
                Some((Date::new(year, from.0, from.1).ok()?, Date::new(end, to.0, to.1).ok()?))
            }
            Self::Coming(coming) => {
                let (_, from, to) = COMING.into_iter().find(|row| row.0 == coming)?;
                Some((days_after(said, from)?, days_after(said, to)?))
            }
        }
    }
}

fn months(year: i16, from: i8, to: i8) -> Option<(Date, Date)> {
    let last = Date::new(year, to, 1).ok()?.last_of_month();
    Some((Date::new(year, from, 1).ok()?, last))
}

fn days_after(day: Date, days: i64) -> Option<Date> {
    day.checked_add(jiff::Span::new().try_days(days).ok()?).ok()
}

impl Stated {
    /// The interval in a year: first day unless it is a deadline, last day.
    pub(super) fn interval(self, year: i16, said: Date) -> Option<(Option<Date>, Date)> {
        let (first, last) = self.period.span(year, said)?;
        let latest = if runs_to_the_end(self.bound, self.period) { last } else { first.yesterday().ok()? };
        Some(((!self.bound.is_deadline()).then_some(first), latest))
    }

    /// The date counted from what was stated on a day: the year that was not
    /// said is worked out, the weekday that was said is checked.
    pub fn on(self, said: Date, missing: MissingYear) -> Result<ImpreciseDate, DateError> {
        self.check()?;
        let mut chosen = self.choose_year(said, missing)?;
        if let Err(wrong) = self.check_weekday(chosen.0) {
            // « lundi 14 juin », said on the 15th: the weekday tells that this year is meant.
            chosen = self.choose_year(said, MissingYear::Same)?;
            self.check_weekday(chosen.0).map_err(|_| wrong)?;
        }
        let (_, (first, latest)) = chosen;
        let from_that_day = Some(said).filter(|&said| said <= latest);
        Ok(ImpreciseDate {
            wording: None,
            stated: Some(self),
            earliest: if self.bound.is_deadline() { from_that_day } else { first },
            latest,
            precision: self.period.precision(),
            year_inferred: self.year.is_none() && !self.is_soon(),
            inferred_by: None,
        })
    }

    /// Whether it is counted from the day it was said, and has no year to say.
    pub(super) fn is_soon(self) -> bool {
        matches!(self.period, Period::Coming(_))
    }

    fn choose_year(self, said: Date, missing: MissingYear) -> Result<(i16, (Option<Date>, Date)), DateError> {
        let in_year = |year| Some((year, self.interval(year, said)?));
        // Eight years apart at most: 29 February around 1900.
        let near = |years: [i16; 10]| years.map(|offset| said.year().saturating_add(offset));
        let chosen = match (self.year, missing) {
            (Some(year), _) => in_year(year),
            (None, _) if self.is_soon() => in_year(said.year()),
            (None, MissingYear::Same) => in_year(said.year()),
            (None, MissingYear::Next) => near([-1, 0, 1, 2, 3, 4, 5, 6, 7, 8])
                .into_iter()
                .filter_map(in_year)
                .find(|&(_, (_, latest))| latest >= said),
            (None, MissingYear::Last) => near([1, 0, -1, -2, -3, -4, -5, -6, -7, -8])
                .into_iter()
                .filter_map(in_year)
                .find(|&(_, (first, latest))| first.unwrap_or(latest) <= said),
        };
        chosen.ok_or(match self.period {
            Period::Day { day, month, .. } => DateError::NoSuchDay { day, month, year: self.year },
            _ => DateError::OutOfCalendar,
        })
    }

    /// Refuses years too far, and days that the year or no year has.
    pub(super) fn check(self) -> Result<(), DateError> {
        if let Some(year) = self.year.filter(|year| !YEARS.contains(year)) {
            return Err(DateError::YearOutOfRange { year });
        }
        // The year 2000 has a 29 February.
        let year = self.year.unwrap_or(2000);
        let exists = self.period.span(year, date(2000, 1, 1)).is_some();
        match self.period {
            _ if exists => Ok(()),
            Period::Day { day, month, .. } => Err(DateError::NoSuchDay { day, month, year: self.year }),
            _ => Err(DateError::OutOfCalendar),
        }
    }

    fn check_weekday(self, year: i16) -> Result<(), DateError> {
        let Period::Day { day, month, weekday: Some(stated) } = self.period else {
            return Ok(());
        };
        match Date::new(year, month, day).map(|date| (date, date.weekday())) {
            Ok((date, right)) if right != stated => Err(DateError::WrongWeekday { stated, right, date }),
            _ => Ok(()),
        }
    }
}

/// Monday to Sunday, in the order of the tables of names.
pub(super) const WEEKDAYS: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];
