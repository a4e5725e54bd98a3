//! The pages by which one steers.

pub mod forecast;
pub mod indicator;
pub mod overview;

use platform::charts::Span;
use platform::dates::{WORKING_DAY, day_with_year};
use platform::figures::Figure;
use platform::i18n::Language;

use super::counting::Year;
use super::indicators::Indicator;
use super::targets::{Target, TargetVersion};
use super::view::Now;
use crate::frame::{App, Frame};
use crate::investment::figure_text;

/// This moment, in the zone of the instance.
pub fn now(app: &App) -> Now {
    Now { at: app.database.ids().clock().now(), zone: app.settings.zone() }
}

/// The year that an address names; what is none is this one.
pub fn year_of(text: Option<&str>) -> Option<Year> {
    text?.parse().ok().and_then(Year::of)
}

/// A figure in words; a dash when there is none.
pub fn said(frame: &Frame, figure: Option<&Figure>) -> String {
    figure.map_or_else(|| "–".to_owned(), |figure| figure_text(figure, frame.t.language))
}

/// Where a figure lies on a scale: what nothing bounds above ends where it begins.
pub fn span_of(figure: &Figure) -> Span {
    #[expect(clippy::cast_precision_loss, reason = "places on a drawing")]
    let units = |millionths: i64| millionths as f64 / 1_000_000.0;
    let low = figure.low().map_or(0.0, |low| units(low.millionths()));
    Span::new(low, figure.high().map_or(low, |high| units(high.millionths())))
}

/// A share in thousandths, as a percentage.
pub fn percent(frame: &Frame, thousandths: usize) -> String {
    let tens = (thousandths + 5) / 10;
    frame.t.with("percent", "n", tens)
}

/// A range of shares.
pub fn percents(frame: &Frame, (low, high): (usize, usize)) -> String {
    let [low_said, high_said] = [low, high].map(|share| (share + 5) / 10);
    if low_said == high_said {
        percent(frame, low)
    } else {
        frame.t.with2("percent-range", "low", low_said, "high", high_said)
    }
}

/// A delay in words: hours, then days.
pub fn delay(frame: &Frame, seconds: Option<i64>) -> String {
    match seconds {
        None => frame.t.text("steering-too-few").to_owned(),
        Some(seconds) if seconds < 2 * WORKING_DAY => frame.t.with("steering-hours", "n", seconds / 3600),
        Some(seconds) => frame.t.with("steering-days", "n", seconds / WORKING_DAY),
    }
}

/// A range of counts.
pub fn counts(frame: &Frame, (low, high): (i64, i64)) -> String {
    if low == high { low.to_string() } else { frame.t.with2("steering-range", "low", low, "high", high) }
}

/// Where a target is stated and when it was decided, in words; nothing when neither is said.
pub fn stated(version: &TargetVersion, language: Language) -> String {
    let day = version.decided_on.as_ref().map(|date| date.print(language));
    let said: Vec<String> = [version.stated_in.clone(), day].into_iter().flatten().collect();
    said.join(" · ")
}

/// The name of an indicator.
pub fn name(frame: &Frame, indicator: Indicator) -> String {
    frame.t.keyed("indicator-", indicator.key())
}

/// What a target is about: its indicator, and its axis when it has one.
pub fn about(frame: &Frame, target: &Target) -> String {
    let name = name(frame, target.indicator);
    match &target.axis {
        Some(axis) => frame.t.with2("target-of-axis", "name", name, "axis", axis.name(frame.t.language)),
        None => name,
    }
}

/// A day in words.
pub fn day(frame: &Frame, day: jiff::civil::Date) -> String {
    day_with_year(day, frame.t.language)
}
