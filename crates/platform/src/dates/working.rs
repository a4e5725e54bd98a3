//! Working time: what service levels are counted in. From Monday to Friday, from nine to six by the clocks of a zone, public
//! holidays of France left out (Code du travail, L3133-1; not those of Alsace-Moselle nor of overseas territories).

use jiff::civil::{Date, DateTime, Time, Weekday, date};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// The hours at which a working day begins and ends.
const OPENS: i8 = 9;
const CLOSES: i8 = 18;
/// A working day, in seconds.
pub const WORKING_DAY: i64 = (CLOSES - OPENS) as i64 * 3600;

/// The working time between two moments, in seconds; nothing when the second does not follow the first.
pub fn worked(from: Timestamp, until: Timestamp, zone: &TimeZone) -> i64 {
    let civil = |at: Timestamp| at.to_zoned(zone.clone()).datetime();
    let (from, until) = (civil(from), civil(until));
    if until <= from {
        return 0;
    }
    let (mut day, mut year, mut off) = (from.date(), None, [Date::MIN; HOLIDAYS]);
    let mut seconds = 0;
    while day <= until.date() {
        if year != Some(day.year()) {
            year = Some(day.year());
            off = holidays(day.year());
        }
        if !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !off.contains(&day) {
            let start = if day == from.date() { opened(from) } else { 0 };
            let end = if day == until.date() { opened(until) } else { WORKING_DAY };
            seconds += (end - start).max(0);
        }
        let Ok(next) = day.tomorrow() else { break };
        day = next;
    }
    seconds
}

/// How long the doors have been open on its day at a moment.
fn opened(at: DateTime) -> i64 {
    let since =
        |time: Time| i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second());
    (since(at.time()) - i64::from(OPENS) * 3600).clamp(0, WORKING_DAY)
}

/// How many public holidays a year has.
const HOLIDAYS: usize = 11;

/// The public holidays of a year.
fn holidays(year: i16) -> [Date; HOLIDAYS] {
    let on = |month, day| date(year, month, day);
    let easter = easter(year);
    // Easter Monday, Ascension Day, Whit Monday.
    let after = |days: i64| easter.checked_add(days.days()).unwrap_or(easter);
    [
        on(1, 1),
        after(1),
        on(5, 1),
        on(5, 8),
        after(39),
        after(50),
        on(7, 14),
        on(8, 15),
        on(11, 1),
        on(11, 11),
        on(12, 25),
    ]
}

/// Easter Sunday of the Gregorian calendar, by the algorithm of Meeus, Jones and Butcher.
fn easter(year: i16) -> Date {
    let year_number = i32::from(year);
    let (golden, century, rest) = (year_number % 19, year_number / 100, year_number % 100);
    let (leaps, odd) = (century / 4, century % 4);
    let moon = (19 * golden + century - leaps - (century - (century + 8) / 25 + 1) / 3 + 15) % 30;
    let week = (32 + 2 * odd + 2 * (rest / 4) - moon - rest % 4) % 7;
    let shift = (golden + 11 * moon + 22 * week) / 451;
    let place = moon + week - 7 * shift + 114;
    let small = |number: i32| i8::try_from(number).unwrap_or(1);
    date(year, small(place / 31), small(place % 31 + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3600;

    #[test]
    fn easter_is_where_the_calendar_puts_it() {
        for (year, month, day) in
            [(2019, 4, 21), (2021, 4, 4), (2024, 3, 31), (2026, 4, 5), (2038, 4, 25), (2285, 3, 22)]
        {
            assert_eq!(easter(year), date(year, month, day));
        }
    }

    #[test]
    fn nights_weekends_and_holidays_do_not_count() {
        let paris = TimeZone::get("Europe/Paris").unwrap();
        let at = |day: Date, hour: i8, minute: i8| {
            day.at(hour, minute, 0, 0).to_zoned(paris.clone()).unwrap().timestamp()
        };
        for (from, until, hours) in [
            // Within a day; through a night; asked at night, answered before the doors open.
            ((date(2026, 3, 3), 10, 0), (date(2026, 3, 3), 12, 0), 2 * HOUR),
            ((date(2026, 3, 3), 17, 30), (date(2026, 3, 4), 9, 30), HOUR),
            ((date(2026, 3, 3), 22, 0), (date(2026, 3, 4), 7, 0), 0),
            // From Friday evening to Monday morning, across the change to summer time.
            ((date(2026, 3, 27), 17, 0), (date(2026, 3, 30), 10, 0), 2 * HOUR),
            // Easter Monday, 1 May, Christmas and New Year.
            ((date(2026, 4, 3), 9, 0), (date(2026, 4, 7), 18, 0), 2 * WORKING_DAY),
            ((date(2026, 4, 30), 18, 0), (date(2026, 5, 4), 9, 0), 0),
            ((date(2025, 12, 24), 9, 0), (date(2026, 1, 2), 18, 0), 6 * WORKING_DAY),
            ((date(2026, 3, 4), 9, 0), (date(2026, 3, 3), 9, 0), 0),
        ] {
            let (from_day, from_hour, from_minute) = from;
            let (until_day, until_hour, until_minute) = until;
            let told =
                worked(at(from_day, from_hour, from_minute), at(until_day, until_hour, until_minute), &paris);
            assert_eq!(told, hours, "{from:?} {until:?}");
        }
    }
}
