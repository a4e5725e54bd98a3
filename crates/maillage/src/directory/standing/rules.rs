//! Pure rules of standings.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use platform::dates::{ImpreciseDate, MissingYear};
use platform::i18n::Language;
use platform::text::tidy;
use platform::web::Faults;

use super::super::categories::category_named;
use super::super::identifiers::siren_fault;
use super::super::model::Family;
use super::model::{Founding, FoundingInput, Known, State, Stop, StopInput};
use crate::reference::country_exists;

fn optional(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

/// A member as typed, checked. Every fault is named at once.
pub fn check_founding(input: &FoundingInput) -> Result<Founding, Faults> {
    let mut faults = Faults::default();
    let (name, short_name, city) = (tidy(&input.name), tidy(&input.short_name), tidy(&input.city));
    faults.longer(&[("name", &name, 200), ("short_name", &short_name, 60), ("city", &city, 200)]);
    if name.is_empty() {
        faults.add("name", "error-required");
    }
    let family = Family::from_key(&input.family);
    if family.is_none() {
        faults.add("family", "error-choice");
    }
    let category = category_named(&input.category).map(|category| category.key);
    if category.is_none() {
        faults.add("category", "error-choice");
    }
    let country = input.country.trim().to_uppercase();
    if country.is_empty() {
        faults.add("country", "error-required");
    } else if !country_exists(&country) {
        faults.add("country", "error-country");
    }
    let siren: String = input.siren.chars().filter(|c| !c.is_whitespace()).collect();
    if let Some(fault) = siren_fault(&siren).filter(|_| !siren.is_empty()) {
        faults.add_with("siren", fault, "count", &siren.chars().count());
    }
    let public_member = match input.membership.as_str() {
        "public" => Some(true),
        "private" => Some(false),
        "" => None,
        _ => {
            faults.add("membership", "error-choice");
            None
        }
    };
    let website = tidy(&input.website);
    let bare = !website.is_empty() && !website.contains("://");
    let website = if bare { format!("https://{website}") } else { website };
    faults.longer(&[("website", &website, 300)]);
    let known = match (input.take_over.trim(), input.separate.as_str()) {
        ("", "yes") => Known::Another,
        ("", _) => Known::Unsaid,
        (id, _) => id.parse().map_or_else(
            |_| {
                faults.add("name", "error-choice");
                Known::Unsaid
            },
            Known::Itself,
        ),
    };
    let (Some(family), Some(category)) = (family, category) else { return Err(faults) };
    faults.or(Founding {
        name,
        short_name: optional(short_name),
        family,
        category,
        country,
        city: optional(city),
        siren: optional(siren),
        website: optional(website),
        public_member,
        known,
    })
}

/// How a member is to be stopped, as typed, checked. Its last day is one of this zone, and included.
pub fn check_stop(
    input: &StopInput,
    language: Language,
    today: Date,
    zone: &TimeZone,
) -> Result<Stop, Faults> {
    let mut faults = Faults::default();
    let state = State::from_key(&input.state).filter(|state| *state != State::Open);
    if state.is_none() {
        faults.add("state", "error-choice");
    }
    let reason = tidy(&input.reason);
    faults.longer(&[("reason", &reason, 300)]);
    if reason.is_empty() {
        faults.add("reason", "error-reason");
    }
    let typed = tidy(&input.last_day);
    let day = (!typed.is_empty())
        .then(|| ImpreciseDate::parse(&typed, language, today, MissingYear::Next).map(|date| date.latest()));
    let day = match day {
        None => None,
        Some(Ok(day)) if day >= today => Some(day),
        Some(Ok(_)) => {
            faults.add("last_day", "error-day-past");
            None
        }
        Some(Err(_)) => {
            faults.add("last_day", "error-when");
            None
        }
    };
    let Some(state) = state else { return Err(faults) };
    // It ends when the next day begins.
    let since = day.and_then(|day: Date| day.tomorrow().ok()?.to_zoned(zone.clone()).ok());
    faults.or(Stop { state, since: since.map(|end| end.timestamp()), reason })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_to_be_names_all_its_faults_at_once() {
        let good = FoundingInput {
            name: " Agence du Ponant ".into(),
            family: "attractiveness".into(),
            category: "agency".into(),
            country: "fr".into(),
            siren: "732 829 320".into(),
            membership: "private".into(),
            ..FoundingInput::default()
        };
        let checked = check_founding(&good).unwrap();
        assert_eq!((checked.name.as_str(), checked.country.as_str()), ("Agence du Ponant", "FR"));
        assert_eq!((checked.siren.as_deref(), checked.public_member), (Some("732829320"), Some(false)));
        let faults = |input: &FoundingInput| {
            let faults = check_founding(input).unwrap_err();
            faults.0.iter().map(|fault| fault.field).collect::<Vec<_>>()
        };
        assert_eq!(faults(&FoundingInput::default()), ["name", "family", "category", "country"]);
        assert_eq!(faults(&FoundingInput { siren: "732829321".into(), ..good.clone() }), ["siren"]);
        assert_eq!(faults(&FoundingInput { membership: "x".into(), ..good.clone() }), ["membership"]);
        assert_eq!(faults(&FoundingInput { take_over: "x".into(), ..good.clone() }), ["name"]);
        assert_eq!(checked.known, Known::Unsaid);
        let other = check_founding(&FoundingInput { separate: "yes".into(), ..good }).unwrap();
        assert_eq!(other.known, Known::Another);
    }

    #[test]
    fn a_member_is_stopped_from_today_on_with_a_reason() {
        let today = jiff::civil::date(2026, 3, 2);
        let input = |state: &str, last_day: &str, reason: &str| StopInput {
            state: state.into(),
            last_day: last_day.into(),
            reason: reason.into(),
        };
        let check = |input: StopInput| check_stop(&input, Language::French, today, &TimeZone::UTC);
        let midnight = "2026-04-01T00:00:00Z".parse().unwrap();
        assert_eq!(
            check(input("closed", "31/03/2026", "fusion")).unwrap(),
            Stop { state: State::Closed, since: Some(midnight), reason: "fusion".into() }
        );
        assert_eq!(check(input("suspended", "", "x")).unwrap().since, None, "at once");
        for (stop, field) in [
            (input("open", "", "x"), "state"),
            (input("suspended", "", ""), "reason"),
            (input("suspended", "01/03/2026", "x"), "last_day"),
            (input("suspended", "jamais", "x"), "last_day"),
        ] {
            assert_eq!(check(stop).unwrap_err().0[0].field, field);
        }
    }
}
