//! What a change of status asks for, by the table of statuses.

use jiff::civil::Date;
use platform::dates::{ImpreciseDate, MissingYear};
use platform::i18n::Language;
use platform::text::{tidy, tidy_lines};
use platform::web::Faults;
use serde::{Deserialize, Serialize};

use super::super::rules::LONGEST_REASON;
use super::super::status::{CAUSES, Status};

/// A change of status as typed.
#[derive(Clone, Debug, Default, Deserialize, Serialize, utoipa::ToSchema)]
#[serde(default)]
pub struct StatusInput {
    /// The status: `ongoing`, `delayed`, `dormant`, `lost`, `abandoned`.
    pub status: String,
    /// Why.
    pub reason: String,
    /// When one looks at it again, as people say it: due for a delayed or a dormant project.
    pub until: String,
    /// The cause, as lists count it: due for one that is over.
    pub cause: String,
    /// The place that was preferred.
    pub lost_to: String,
    /// What one learned.
    pub lessons: String,
}

/// A change of status, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusChange {
    /// The status.
    pub status: Status,
    /// Why.
    pub reason: String,
    /// When one looks at it again.
    pub until: Option<Date>,
    /// The cause.
    pub cause: Option<String>,
    /// The place that was preferred.
    pub lost_to: Option<String>,
    /// What one learned.
    pub lessons: Option<String>,
}

fn some(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

/// Checks a change of status. What the status does not ask for is left out.
pub fn check(input: &StatusInput, language: Language, today: Date) -> Result<StatusChange, Faults> {
    let mut faults = Faults::default();
    let (reason, until) = (tidy(&input.reason), tidy(&input.until));
    let (lost_to, lessons) = (tidy(&input.lost_to), tidy_lines(&input.lessons));
    faults.longer(&[
        ("reason", &reason, LONGEST_REASON),
        ("status_until", &until, 100),
        ("lost_to", &lost_to, 300),
        ("lessons", &lessons, 4000),
    ]);
    let status = Status::from_key(&input.status);
    let Some(status) = status else {
        faults.add("status", "error-choice");
        return Err(faults);
    };
    if reason.is_empty() {
        faults.add("reason", "error-status-reason");
    }
    let mut day = None;
    if status.rule().until {
        let read = ImpreciseDate::parse(&until, language, today, MissingYear::Next).ok();
        day = read.map(|date| date.latest()).filter(|day| *day > today);
        if day.is_none() {
            faults.add("status_until", "error-status-until");
        }
    }
    let mut cause = None;
    if status.rule().cause {
        cause = CAUSES.iter().find(|known| **known == input.cause).map(|known| (*known).to_owned());
        if cause.is_none() {
            faults.add("cause", "error-status-cause");
        }
    }
    let over = status.closed();
    faults.or(StatusChange {
        status,
        reason,
        until: day,
        cause,
        lost_to: some(lost_to).filter(|_| over),
        lessons: some(lessons).filter(|_| over),
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn checked(
        status: &str,
        reason: &str,
        until: &str,
        cause: &str,
    ) -> Result<StatusChange, Vec<&'static str>> {
        let input = StatusInput {
            status: status.into(),
            reason: reason.into(),
            until: until.into(),
            cause: cause.into(),
            lost_to: "Turin".into(),
            ..StatusInput::default()
        };
        check(&input, Language::French, date(2026, 6, 15))
            .map_err(|faults| faults.0.iter().map(|fault| fault.field).collect())
    }

    #[test]
    fn each_status_asks_for_what_the_table_says() {
        assert_eq!(checked("unknown", "x", "", ""), Err(vec!["status"]));
        assert_eq!(checked("ongoing", "", "", ""), Err(vec!["reason"]));
        assert_eq!(checked("delayed", "étude", "", ""), Err(vec!["status_until"]));
        assert_eq!(checked("dormant", "étude", "mai 2026", ""), Err(vec!["status_until"]), "a day to come");
        assert_eq!(checked("lost", "prix", "", "moon"), Err(vec!["cause"]));
        let delayed = checked("delayed", "étude", "fin septembre", "").unwrap();
        assert_eq!((delayed.until, delayed.lost_to), (Some(date(2026, 9, 30)), None));
        let lost = checked("lost", "foncier trop cher", "fin juin", "cost").unwrap();
        assert_eq!(
            (lost.until, lost.cause.as_deref(), lost.lost_to.as_deref()),
            (None, Some("cost"), Some("Turin"))
        );
    }
}
