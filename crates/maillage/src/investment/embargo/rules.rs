//! An embargo as typed, checked: an hour to come, and somebody to open the project to.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use platform::access::{Level, PrincipalId};
use platform::dates::{ImpreciseDate, MissingYear};
use platform::i18n::Language;
use platform::text::tidy;
use platform::web::Faults;

use super::super::rules::LONGEST_REASON;
use super::model::{EmbargoInput, Opened};

/// What an embargo may give.
pub const GIVEN: [Level; 2] = [Level::Card, Level::Read];

/// Checks an embargo as typed, at a moment, in a time zone.
pub fn check(
    input: &EmbargoInput,
    language: Language,
    zone: &TimeZone,
    now: Timestamp,
) -> Result<Opened, Faults> {
    let mut faults = Faults::default();
    let reason = tidy(&input.reason);
    faults.longer(&[("reason", &reason, LONGEST_REASON)]);
    let today = now.to_zoned(zone.clone()).date();
    let day = day(&input.day, language, today);
    if day.is_none() {
        faults.add("embargo_day", "error-embargo-day");
    }
    let hour = hour(&input.hour);
    if hour.is_none() {
        faults.add("embargo_hour", "error-embargo-hour");
    }
    let at = day.zip(hour).and_then(|(day, hour)| day.to_datetime(hour).to_zoned(zone.clone()).ok());
    let at = at.map(|at| at.timestamp());
    if at.is_some_and(|at| at <= now) {
        faults.add("embargo_day", "error-embargo-past");
    }
    let to = input.organisation.trim();
    let to = (!to.is_empty()).then(|| {
        let level = Level::from_key(&input.level).filter(|level| GIVEN.contains(level));
        to.parse::<PrincipalId>().ok().zip(level)
    });
    match to {
        Some(None) => faults.add("embargo_level", "error-embargo-level"),
        None if !input.network => faults.add("embargo_organisation", "error-embargo-nobody"),
        _ => {}
    }
    if reason.is_empty() {
        faults.add("reason", "error-reason");
    }
    match at {
        Some(at) if faults.0.is_empty() => Ok(Opened {
            at,
            zone: zone.iana_name().unwrap_or("UTC").to_owned(),
            network: input.network,
            to: to.flatten(),
            reason,
        }),
        _ => Err(faults),
    }
}

/// One day, however it is said.
fn day(typed: &str, language: Language, today: Date) -> Option<Date> {
    let date = ImpreciseDate::parse(&tidy(typed), language, today, MissingYear::Next).ok()?;
    (date.earliest() == Some(date.latest())).then(|| date.latest())
}

/// `14:30`, `14 h 30`, `14h`.
fn hour(typed: &str) -> Option<Time> {
    let typed = tidy(typed).to_lowercase().replace(' ', "");
    let (hour, minute) = typed.split_once([':', 'h']).unwrap_or((&typed, ""));
    let minute = if minute.is_empty() { Some(0) } else { minute.parse::<i8>().ok() };
    Time::new(hour.parse().ok()?, minute?, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(day: &str, hour: &str) -> EmbargoInput {
        let reason = "communiqué".to_owned();
        EmbargoInput { day: day.into(), hour: hour.into(), network: true, reason, ..EmbargoInput::default() }
    }

    fn checked(input: &EmbargoInput) -> Result<Opened, Vec<&'static str>> {
        let now: Timestamp = "2026-06-15T10:00:00Z".parse().unwrap();
        check(input, Language::French, &TimeZone::get("Europe/Paris").unwrap(), now)
            .map_err(|faults| faults.0.iter().map(|fault| fault.message).collect())
    }

    #[test]
    fn an_hour_is_said_in_the_time_zone_that_is_shown() {
        for (day, hour, at) in [
            ("15/12/2026", "14:30", "2026-12-15T13:30:00Z"),
            ("15 juin 2026", "12 h 01", "2026-06-15T10:01:00Z"),
            ("1er juillet", "9h", "2026-07-01T07:00:00Z"),
        ] {
            let opened = checked(&input(day, hour)).unwrap();
            assert_eq!(
                (opened.at.to_string().as_str(), opened.zone.as_str()),
                (at, "Europe/Paris"),
                "{day} {hour}"
            );
        }
    }

    #[test]
    fn what_is_wrong_is_said() {
        assert_eq!(checked(&input("15/06/2026", "12:00")), Err(vec!["error-embargo-past"]));
        assert_eq!(checked(&input("juin 2027", "12:00")), Err(vec!["error-embargo-day"]));
        assert_eq!(checked(&input("15/06/2027", "25:00")), Err(vec!["error-embargo-hour"]));
        let nobody = EmbargoInput { network: false, ..input("15/06/2027", "12:00") };
        assert_eq!(checked(&nobody), Err(vec!["error-embargo-nobody"]));
        let level = EmbargoInput { organisation: "x".into(), level: "manage".into(), ..nobody };
        assert_eq!(checked(&level), Err(vec!["error-embargo-level"]));
    }
}
