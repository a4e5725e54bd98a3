//! Durations in months and terms in years.

use jiff::Span;
use jiff::civil::Date;

use crate::i18n::Language;

/// A duration in months, to the half month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Months {
    halves: i32,
}

impl Months {
    /// Tenths of a month: 85 for eight months and a half.
    pub fn tenths(self) -> i32 {
        self.halves * 5
    }

    /// « 8,5 mois », "8.5 months".
    pub fn print(self, language: Language) -> String {
        let (mark, word) = match language {
            Language::French => (',', "mois"),
            Language::English if self.halves.abs() == 2 => ('.', "month"),
            Language::English => ('.', "months"),
        };
        let sign = if self.halves < 0 { "−" } else { "" };
        let whole = self.halves.unsigned_abs() / 2;
        if self.halves % 2 == 0 {
            format!("{sign}{whole}\u{a0}{word}")
        } else {
            format!("{sign}{whole}{mark}5\u{a0}{word}")
        }
    }
}

/// The duration between two dates in months, rounded to the half month: from
/// 20 March to 4 December it is 8.5 (S0-15). Negative when they are reversed.
pub fn months_between(from: Date, to: Date) -> Months {
    if to < from {
        return Months { halves: -months_between(to, from).halves };
    }
    let years = i32::from(to.year()) - i32::from(from.year());
    let months = years * 12 + i32::from(to.month()) - i32::from(from.month());
    // The last whole month ends on the day of the month of `from`, or before
    // when the month is too short.
    let whole = match later(from, 0, months) {
        Some(day) if day <= to => months,
        _ => months - 1,
    };
    let start = later(from, 0, whole).unwrap_or(from);
    let days = |end: Date| (end - start).get_days();
    let length = later(from, 0, whole + 1).map_or(31, days).max(1);
    let halves = whole * 2 + (4 * days(to) + length) / (2 * length);
    Months { halves }
}

/// The same day so many years and months later, or the last of the month when
/// it has no such day: an agreement of 26 January 2009 for two years ends on
/// 26 January 2011. None outside the calendar.
pub fn later(from: Date, years: i32, months: i32) -> Option<Date> {
    let span = Span::new().try_years(years).ok()?.try_months(months).ok()?;
    from.checked_add(span).ok()
}
