//! Pure rules of competences.

use jiff::civil::Date;
use platform::i18n::Language;
use platform::web::Faults;

use super::model::{CompetenceInput, NewCompetence};
use crate::directory::stated_span;

/// A competence as typed, checked. Every fault is named at once.
pub fn check_competence(input: &CompetenceInput, said: (Language, Date)) -> Result<NewCompetence, Faults> {
    let mut faults = Faults::default();
    let perimeter = input.perimeter.trim().parse().ok();
    if perimeter.is_none() {
        faults.add("perimeter", "error-choice");
    }
    let (from, until) = stated_span(&mut faults, (&input.since, &input.until), said);
    match perimeter {
        Some(perimeter) => faults.or(NewCompetence { perimeter, from, until }),
        None => Err(faults),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_competence_names_all_its_faults_at_once() {
        let said = (Language::French, jiff::civil::date(2026, 3, 2));
        let input = |perimeter: &str, since: &str, until: &str| CompetenceInput {
            perimeter: perimeter.into(),
            since: since.into(),
            until: until.into(),
        };
        let id = platform::Uuid::nil().to_string();
        let checked = check_competence(&input(&id, "2020", ""), said).unwrap();
        assert!(checked.from.is_some() && checked.until.is_none());
        for (input, fields) in [
            (input("", "jamais", "bientôt"), &["perimeter", "since", "until"][..]),
            (input(&id, "2022", "2020"), &["until"]),
        ] {
            let faults = check_competence(&input, said).unwrap_err();
            assert_eq!(faults.0.iter().map(|fault| fault.field).collect::<Vec<_>>(), fields);
        }
    }
}
