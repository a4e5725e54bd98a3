//! Pure rules of headings.

use platform::text::{tidy, tidy_lines};
use platform::web::Faults;

use super::model::{HeadingInput, HeadingKind, NewHeading};

/// Years that a plan may bear.
const YEARS: std::ops::RangeInclusive<i64> = 1900..=2200;

/// A year as typed; none when nothing is.
pub fn year_of(text: &str) -> Result<Option<i64>, &'static str> {
    let text = tidy(text);
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().ok().filter(|year| YEARS.contains(year)).map(Some).ok_or("error-year")
}

/// A heading as typed, checked. Every fault is named at once.
pub fn check(input: &HeadingInput) -> Result<NewHeading, Faults> {
    let mut faults = Faults::default();
    let (french, english, stated_in) = (tidy(&input.name_fr), tidy(&input.name_en), tidy(&input.stated_in));
    let origins = tidy(&input.origins);
    let (description, factors) = (tidy_lines(&input.description), tidy_lines(&input.factors));
    if french.is_empty() {
        faults.add("name_fr", "error-required");
    }
    faults.longer(&[
        ("name_fr", &french, 200),
        ("name_en", &english, 200),
        ("description", &description, 4000),
        ("factors", &factors, 4000),
        ("origins", &origins, 300),
        ("stated_in", &stated_in, 300),
    ]);
    let kind = HeadingKind::from_key(&input.heading_kind);
    if kind.is_none() {
        faults.add("heading_kind", "error-choice");
    }
    let mut year = |field, text| {
        year_of(text).unwrap_or_else(|message| {
            faults.add(field, message);
            None
        })
    };
    let (begins, ends) = (year("begins", &input.begins), year("ends", &input.ends));
    if begins.zip(ends).is_some_and(|(begins, ends)| ends < begins) {
        faults.add("ends", "error-year-order");
    }
    let Some(kind) = kind else { return Err(faults) };
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    faults.or(NewHeading {
        kind,
        name_fr: french,
        name_en: some(english),
        description: some(description),
        factors: some(factors),
        origins: some(origins),
        stated_in: some(stated_in),
        begins,
        ends,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_names_all_its_faults_at_once() {
        let input = |kind: &str, name: &str, begins: &str, ends: &str| HeadingInput {
            heading_kind: kind.into(),
            name_fr: name.into(),
            begins: begins.into(),
            ends: ends.into(),
            ..HeadingInput::default()
        };
        let axis = check(&input("axis", " Migration des talents ", "2021", "")).unwrap();
        assert_eq!(
            (axis.name_fr.as_str(), axis.begins, axis.ends),
            ("Migration des talents", Some(2021), None)
        );
        for (input, fields) in [
            (input("road", "", "", ""), &["name_fr", "heading_kind"][..]),
            (input("axis", "Iter", "mai", "21"), &["begins", "ends"]),
            (input("magnet", "Iter", "2022", "2021"), &["ends"]),
        ] {
            let faults = check(&input).unwrap_err();
            assert_eq!(faults.0.iter().map(|fault| fault.field).collect::<Vec<_>>(), fields);
        }
    }
}
