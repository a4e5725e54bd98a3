//! Pure rules of people: what may be typed, and what is known of a position on a day.

use jiff::civil::Date;
use platform::dates::{ImpreciseDate, MissingYear};
use platform::i18n::Language;
use platform::text::{tidy, tidy_lines};
use platform::web::{Faults, address};

use super::classes::DataClass;
use super::model::{
    Duty, NewPerson, NewPosition, PersonInput, Position, PositionInput, PositionKind, Provenance, Standing,
    Tier,
};
use crate::reference::country_exists;

/// Longest text of most fields.
const LONG: usize = 300;

fn optional(text: &str) -> Option<String> {
    let text = tidy(text);
    (!text.is_empty()).then_some(text)
}

/// What a date is read with: the language it is typed in, and today.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// The language.
    pub language: Language,
    /// The day of the form.
    pub today: Date,
}

impl Reading {
    /// A date as people say it; none when nothing is typed.
    pub fn date(self, faults: &mut Faults, field: &'static str, text: &str) -> Option<ImpreciseDate> {
        let text = optional(text)?;
        let read = ImpreciseDate::parse(&text, self.language, self.today, MissingYear::Last).ok();
        if read.is_none() {
            faults.add(field, "error-when");
        }
        read
    }
}

fn country(faults: &mut Faults, field: &'static str, code: &str) -> Option<String> {
    let code = optional(code)?;
    if !country_exists(&code) {
        faults.add(field, "error-choice");
    }
    Some(code)
}

fn provenance(
    faults: &mut Faults,
    reading: Reading,
    (outlet, url, stated_on): (&str, &str, &str),
) -> Provenance {
    let (outlet, url) = (optional(outlet), optional(url));
    faults.longer(&[
        ("outlet", outlet.as_deref().unwrap_or_default(), LONG),
        ("source_url", url.as_deref().unwrap_or_default(), LONG),
        ("stated_on", stated_on, 100),
    ]);
    let url = address(faults, "source_url", url.as_deref().unwrap_or_default());
    Provenance { outlet, url, stated_on: reading.date(faults, "stated_on", stated_on) }
}

/// A person, checked.
pub fn check_person(input: &PersonInput, reading: Reading) -> Result<NewPerson, Faults> {
    let mut faults = Faults::default();
    let (given_name, family_name) = (tidy(&input.given_name), tidy(&input.family_name));
    let (civility, languages) = (optional(&input.civility), optional(&input.languages));
    let note = Some(tidy_lines(&input.note)).filter(|note| !note.is_empty());
    faults.longer(&[
        ("given_name", &given_name, 100),
        ("family_name", &family_name, 100),
        ("civility", civility.as_deref().unwrap_or_default(), 30),
        ("languages", languages.as_deref().unwrap_or_default(), 200),
        ("note", note.as_deref().unwrap_or_default(), 1000),
    ]);
    if family_name.is_empty() {
        faults.add("family_name", "error-required");
    }
    let class = DataClass::from_key(&input.data_class);
    if class.is_none() {
        faults.add("data_class", "error-choice");
    }
    if !["network", "owner"].contains(&input.audience.as_str()) {
        faults.add("audience", "error-choice");
    }
    let country = country(&mut faults, "country", &input.country);
    let provenance = provenance(&mut faults, reading, (&input.outlet, &input.source_url, &input.stated_on));
    match class {
        Some(class) if faults.0.is_empty() => Ok(NewPerson {
            given_name,
            family_name,
            civility,
            country,
            languages,
            note,
            class,
            network: input.audience == "network",
            provenance,
            homonym: input.homonym == "yes",
            fictitious: false,
        }),
        _ => Err(faults),
    }
}

/// A position, checked. It names where it is, or its title says all.
pub fn check_position(input: &PositionInput, reading: Reading) -> Result<NewPosition, Faults> {
    let mut faults = Faults::default();
    let text = |text: &str| optional(text);
    let (place, title_fr, title_en) = (text(&input.place), text(&input.title_fr), text(&input.title_en));
    let (authority, delegation) = (text(&input.authority), text(&input.delegation));
    faults.longer(&[
        ("place", place.as_deref().unwrap_or_default(), LONG),
        ("title_fr", title_fr.as_deref().unwrap_or_default(), LONG),
        ("title_en", title_en.as_deref().unwrap_or_default(), LONG),
        ("authority", authority.as_deref().unwrap_or_default(), LONG),
        ("delegation", delegation.as_deref().unwrap_or_default(), LONG),
        ("valid_from", &input.valid_from, 100),
        ("valid_until", &input.valid_until, 100),
    ]);
    let organisation = chosen(&mut faults, "organisation", &input.organisation, |key| key.parse().ok());
    let kind = PositionKind::from_key(&input.kind);
    if kind.is_none() {
        faults.add("kind", "error-choice");
    }
    let duty = Duty::from_key(&input.duty);
    if duty.is_none() {
        faults.add("duty", "error-choice");
    }
    let tier = chosen(&mut faults, "tier", &input.tier, Tier::from_key);
    let rank =
        chosen(&mut faults, "rank", &input.rank, |text| text.parse().ok().filter(|n| (1..=99).contains(n)));
    let country = country(&mut faults, "place_country", &input.place_country);
    if organisation.is_none() && place.is_none() && title_fr.is_none() && title_en.is_none() {
        faults.add("place", "error-position-empty");
    }
    if kind == Some(PositionKind::Delegation) && delegation.is_none() {
        faults.add("delegation", "error-delegation");
    }
    let from = reading.date(&mut faults, "valid_from", &input.valid_from);
    let until = reading.date(&mut faults, "valid_until", &input.valid_until);
    if backwards(from.as_ref(), until.as_ref()) {
        faults.add("valid_until", "error-ends-before");
    }
    let provenance = provenance(&mut faults, reading, (&input.outlet, &input.source_url, &input.stated_on));
    match kind.zip(duty) {
        Some((kind, duty)) if faults.0.is_empty() => Ok(NewPosition {
            organisation,
            place,
            country,
            tier,
            kind,
            duty,
            title_fr,
            title_en,
            authority,
            delegation,
            rank,
            from,
            until,
            provenance,
        }),
        _ => Err(faults),
    }
}

fn chosen<T>(
    faults: &mut Faults,
    field: &'static str,
    text: &str,
    read: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    let text = optional(text)?;
    let found = read(&text);
    if found.is_none() {
        faults.add(field, "error-choice");
    }
    found
}

/// Whether it surely ends before it begins.
pub fn backwards(from: Option<&ImpreciseDate>, until: Option<&ImpreciseDate>) -> bool {
    let first = from.and_then(ImpreciseDate::earliest);
    first.zip(until).is_some_and(|(first, until)| until.latest() < first)
}

/// What is known of a position on a day. A source attests it for the time that the source is dated; a beginning without an
/// end holds from then on; a bound known loosely leaves its interval open; without a beginning, nothing is said of the
/// days before the source, nor of those after it.
pub fn standing(position: &NewPosition, day: Date) -> Standing {
    let (from, until) = (position.from.as_ref(), position.until.as_ref());
    let stated = position.provenance.stated_on.as_ref();
    let before = from.and_then(ImpreciseDate::earliest).is_some_and(|first| day < first);
    if before || until.is_some_and(|until| until.latest() < day) {
        return Standing::NotHeld;
    }
    if stated.is_some_and(|stated| stated.may_be(day)) {
        return Standing::Held;
    }
    let begun = from.map(|from| from.latest() <= day);
    let ended = until.map(|until| until.earliest().is_none_or(|last| last < day));
    let attested_later = stated.is_some_and(|stated| day <= stated.latest());
    let attested_before = stated.and_then(ImpreciseDate::earliest).is_some_and(|first| first <= day);
    match (begun, ended) {
        (Some(false), _) | (_, Some(true)) => Standing::Perhaps,
        (Some(true), _) => Standing::Held,
        // It ended after this day, and was attested before it.
        (None, Some(false)) if attested_before && !attested_later => Standing::Held,
        (None, _) => Standing::Unconfirmed,
    }
}

/// The positions of a person on a day: those held first.
pub fn on(day: Date, positions: &[Position]) -> Vec<(Standing, &Position)> {
    let mut known: Vec<_> = positions.iter().map(|one| (standing(&one.facts, day), one)).collect();
    known.sort_by_key(|(standing, one)| (*standing, one.facts.rank.unwrap_or(i64::MAX)));
    known.retain(|(standing, _)| *standing != Standing::NotHeld);
    known
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const READING: Reading = Reading { language: Language::French, today: date(2021, 6, 15) };

    fn position(from: &str, until: &str, stated_on: &str) -> NewPosition {
        let input = PositionInput {
            place: "Toulouse".into(),
            kind: "mandate".into(),
            duty: "deputy-mayor".into(),
            valid_from: from.into(),
            valid_until: until.into(),
            stated_on: stated_on.into(),
            ..PositionInput::default()
        };
        check_position(&input, READING).unwrap()
    }

    #[test]
    fn a_title_holds_where_something_says_so() {
        use Standing::{Held, NotHeld, Perhaps, Unconfirmed};
        for (from, until, stated, day, expected) in [
            // S4-02: a source of March 2019, and nothing else.
            ("", "", "mars 2019", date(2019, 3, 22), Held),
            ("", "", "mars 2019", date(2019, 2, 28), Unconfirmed),
            ("", "", "mars 2019", date(2021, 1, 1), Unconfirmed),
            ("3 juillet 2020", "", "", date(2020, 7, 2), NotHeld),
            ("3 juillet 2020", "", "", date(2020, 7, 3), Held),
            ("3 juillet 2020", "fin 2020", "", date(2020, 12, 31), Perhaps),
            ("3 juillet 2020", "31/12/2020", "", date(2021, 1, 1), NotHeld),
            ("2020", "", "", date(2020, 5, 1), Perhaps),
            ("2020", "", "22/09/2020", date(2020, 9, 22), Held),
            ("", "31/12/2020", "22/09/2020", date(2020, 10, 1), Held),
            ("", "31/12/2020", "22/09/2020", date(2020, 9, 1), Unconfirmed),
            ("", "", "", date(2020, 1, 1), Unconfirmed),
        ] {
            assert_eq!(
                standing(&position(from, until, stated), day),
                expected,
                "{from}, {until}, {stated}, {day}"
            );
        }
    }

    #[test]
    fn a_position_says_where_or_what() {
        let empty =
            PositionInput { kind: "mandate".into(), duty: "mayor".into(), ..PositionInput::default() };
        assert_eq!(check_position(&empty, READING).unwrap_err().0[0].message, "error-position-empty");
        let reversed = PositionInput {
            place: "Arles".into(),
            kind: "delegation".into(),
            duty: "nothing".into(),
            rank: "0".into(),
            organisation: "x".into(),
            valid_from: "2020".into(),
            valid_until: "2019".into(),
            ..PositionInput::default()
        };
        let faults = check_position(&reversed, READING).unwrap_err();
        let fields: Vec<_> = faults.0.iter().map(|fault| fault.field).collect();
        assert_eq!(fields, ["organisation", "duty", "rank", "delegation", "valid_until"]);
    }

    #[test]
    fn a_person_has_a_family_name_a_class_and_an_audience() {
        let faults = check_person(
            &PersonInput { country: "France".into(), source_url: "ici".into(), ..PersonInput::default() },
            READING,
        );
        let fields: Vec<_> = faults.unwrap_err().0.iter().map(|fault| fault.field).collect();
        assert_eq!(fields, ["family_name", "data_class", "audience", "country", "source_url"]);
        let long = "x".repeat(5000);
        let input = PersonInput {
            given_name: long.clone(),
            family_name: long.clone(),
            civility: long.clone(),
            languages: long.clone(),
            note: long,
            ..PersonInput::default()
        };
        let faults = check_person(&input, READING).unwrap_err().0;
        assert_eq!(faults.iter().filter(|fault| fault.message == "error-too-long").count(), 5);
    }
}
