//! Pure rules of circles.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use platform::dates::{ImpreciseDate, MissingYear};
use platform::i18n::Language;
use platform::text::{tidy, tidy_lines};
use platform::web::Faults;

use super::model::{Admission, CircleInput, MemberState, NewCircle, News};

/// A circle as typed, checked.
pub fn check_circle(input: &CircleInput) -> Result<NewCircle, Faults> {
    let mut faults = Faults::default();
    let (name, purpose) = (tidy(&input.name), tidy_lines(&input.purpose));
    faults.longer(&[("name", &name, 120), ("purpose", &purpose, 2000)]);
    for (field, text) in [("name", &name), ("purpose", &purpose)] {
        if text.is_empty() {
            faults.add(field, "error-required");
        }
    }
    if let Some(admission) = Admission::from_key(&input.admission) {
        faults.or(NewCircle { name, purpose, admission })
    } else {
        faults.add("admission", "error-choice");
        Err(faults)
    }
}

/// When a membership ends: at once when no last day is typed, and otherwise when the day after it begins.
pub fn check_end(
    last_day: &str,
    (language, today): (Language, Date),
    zone: &TimeZone,
) -> Result<Option<Timestamp>, Faults> {
    let mut faults = Faults::default();
    if last_day.trim().is_empty() {
        return Ok(None);
    }
    let day = ImpreciseDate::parse(last_day, language, today, MissingYear::Next).map(|date| date.latest());
    match day {
        Err(_) => faults.add("last_day", "error-when"),
        Ok(day) if day < today => faults.add("last_day", "error-day-past"),
        Ok(_) => {}
    }
    let next = day.ok().and_then(|day| day.tomorrow().ok()?.to_zoned(zone.clone()).ok());
    faults.or(next.map(|next| next.timestamp()))
}

/// Where asking to come in leads; nothing in a closed circle.
pub const fn asking(admission: Admission) -> Option<MemberState> {
    match admission {
        Admission::Open => Some(MemberState::In),
        Admission::Request => Some(MemberState::Asked),
        Admission::Closed => None,
    }
}

/// What is told when an invitation or a request is answered, by who keeps the circle or by its other side.
pub const fn answered(from: MemberState, yes: bool, by_keeper: bool) -> Option<News> {
    match (from, yes) {
        (MemberState::Asked, true) => Some(News::Accepted),
        (MemberState::Asked, false) => Some(News::Refused),
        (MemberState::Invited, true) => Some(News::Joined),
        (MemberState::Invited, false) if by_keeper => Some(News::Withdrawn),
        (MemberState::Invited, false) => Some(News::Declined),
        (MemberState::In | MemberState::Refused | MemberState::Left, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_answer_is_told_to_the_side_that_did_not_give_it() {
        for (from, yes, by_keeper, news, member) in [
            (MemberState::Asked, true, true, News::Accepted, true),
            (MemberState::Asked, false, true, News::Refused, true),
            (MemberState::Invited, true, false, News::Joined, false),
            (MemberState::Invited, false, false, News::Declined, false),
            (MemberState::Invited, false, true, News::Withdrawn, true),
        ] {
            assert_eq!(answered(from, yes, by_keeper), Some(news));
            assert_eq!(news.concerns_member(), member, "{news:?}");
        }
        for over in [MemberState::In, MemberState::Refused, MemberState::Left] {
            assert_eq!(answered(over, true, true), None);
        }
    }

    #[test]
    fn a_circle_has_a_name_a_purpose_and_an_admission() {
        let input = |name: &str, purpose: &str, admission: &str| CircleInput {
            name: name.into(),
            purpose: purpose.into(),
            admission: admission.into(),
        };
        assert_eq!(check_circle(&input(" Énergie ", "x", "request")).unwrap().name, "Énergie");
        let fields =
            |input| check_circle(&input).unwrap_err().0.iter().map(|one| one.field).collect::<Vec<_>>();
        assert_eq!(fields(input("", "", "")), ["name", "purpose", "admission"]);
        assert_eq!(fields(input(&"x".repeat(121), "x", "open")), ["name"]);
    }
}
