//! Pure rules of observations.

use jiff::civil::Date;
use platform::dates::{ImpreciseDate, MissingYear};
use platform::i18n::Language;
use platform::text::tidy;
use platform::web::Faults;

use super::super::indicators::{Basis, Indicator};
use super::super::targets::figure_of;
use super::{NewObservation, ObservationInput};

/// One as typed, checked: of an indicator that no record counts, with its date, which is not to come.
pub fn check(
    indicator: Indicator,
    input: &ObservationInput,
    (language, today): (Language, Date),
) -> Result<NewObservation, Faults> {
    let mut faults = Faults::default();
    if indicator.rule().basis != Basis::Stated {
        faults.add("figure", "error-observation-counted");
        return Err(faults);
    }
    let (stated_in, statement) = (tidy(&input.stated_in), tidy(&input.statement));
    faults.longer(&[("stated_in", &stated_in, 300), ("statement", &statement, 100)]);
    let figure = figure_of(indicator, &input.figure, language);
    match &figure {
        Err(message) => faults.add("figure", message),
        Ok(None) => faults.add("figure", "error-required"),
        Ok(Some(_)) => {}
    }
    let as_of = ImpreciseDate::parse(&tidy(&input.as_of), language, today, MissingYear::Last);
    match &as_of {
        Err(_) => faults.add("as_of", "error-when"),
        Ok(date) if date.earliest().is_some_and(|day| day > today) => faults.add("as_of", "error-past"),
        Ok(_) => {}
    }
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    match (figure, as_of, faults.0.is_empty()) {
        (Ok(Some(figure)), Ok(as_of), true) => Ok(NewObservation {
            indicator,
            figure,
            as_of,
            stated_in: some(stated_in),
            statement: some(statement),
        }),
        _ => Err(faults),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// S3-13: 400 members, as stated on a day; what records count is not stated over them.
    #[test]
    fn only_what_no_record_counts_is_stated() {
        let said = (Language::French, date(2021, 2, 2));
        let input = |figure: &str, as_of: &str| ObservationInput {
            figure: figure.into(),
            as_of: as_of.into(),
            ..ObservationInput::default()
        };
        let known = check(Indicator::Ambassadors, &input("400", "2 février 2021"), said).unwrap();
        assert_eq!((known.figure.wording(), known.as_of.latest()), (Some("400"), date(2021, 2, 2)));
        for (indicator, figure, as_of, fields) in [
            (Indicator::Wins, "65", "2021", &["figure"][..]),
            (Indicator::Ambassadors, "", "un jour", &["figure", "as_of"]),
            (Indicator::Budget, "3", "mars 2021", &["figure", "as_of"]),
        ] {
            let faults = check(indicator, &input(figure, as_of), said).unwrap_err();
            assert_eq!(faults.0.iter().map(|fault| fault.field).collect::<Vec<_>>(), fields, "{indicator:?}");
        }
    }
}
