//! Pure rules of targets: what their forms say.

use jiff::civil::Date;
use platform::dates::{ImpreciseDate, MissingYear};
use platform::figures::{Figure, Unit};
use platform::i18n::Language;
use platform::text::{tidy, tidy_lines};
use platform::web::Faults;

use super::super::counting::Year;
use super::super::indicators::{Indicator, Measure};
use super::model::{Firmness, NewTarget, NewVersion, TargetInput, VersionInput};

fn some(text: String) -> Option<String> {
    Some(text).filter(|text| !text.is_empty())
}

/// A figure of what an indicator counts, as typed; none when nothing is.
pub fn figure_of(
    indicator: Indicator,
    typed: &str,
    language: Language,
) -> Result<Option<Figure>, &'static str> {
    let typed = tidy(typed);
    if typed.is_empty() {
        return Ok(None);
    }
    let figure = Figure::parse(&typed, language).map_err(|_| "error-figure")?;
    let money = matches!(figure.unit(), Unit::Money(_));
    match (indicator.rule().measure, money) {
        (Measure::Amount, false) => Err("error-money-unit"),
        (Measure::Number, true) => Err("error-figure-number"),
        (Measure::Number, false) if *figure.unit() != Unit::Count => Err("error-figure-number"),
        _ => Ok(Some(figure)),
    }
}

/// A target as typed, checked. Every fault is named at once.
pub fn check_target(input: &TargetInput, said: (Language, Date)) -> Result<NewTarget, Faults> {
    let mut faults = Faults::default();
    let indicator = Indicator::from_key(&input.indicator).filter(|one| one.rule().targeted);
    if indicator.is_none() {
        faults.add("indicator", "error-choice");
    }
    let year = tidy(&input.year).parse().ok().and_then(Year::of);
    if year.is_none() {
        faults.add("year", "error-year");
    }
    let axis = tidy(&input.axis);
    let axis = if axis.is_empty() { Ok(None) } else { axis.parse().map(Some) };
    if axis.is_err() {
        faults.add("axis", "error-choice");
    }
    let first = check_version(indicator.unwrap_or(Indicator::Wins), &input.into(), said);
    let first = first.map_err(|more| faults.0.extend(more.0)).ok();
    match (indicator, year, axis, first, faults.0.is_empty()) {
        (Some(indicator), Some(year), Ok(axis), Some(first), true) => {
            Ok(NewTarget { indicator, year: year.number, axis, first })
        }
        _ => Err(faults),
    }
}

/// A version as typed, checked.
pub fn check_version(
    indicator: Indicator,
    input: &VersionInput,
    (language, today): (Language, Date),
) -> Result<NewVersion, Faults> {
    let mut faults = Faults::default();
    let (hypotheses, risks) = (tidy_lines(&input.hypotheses), tidy_lines(&input.risks));
    let (stated_in, statement, reason) =
        (tidy(&input.stated_in), tidy(&input.statement), tidy(&input.reason));
    faults.longer(&[
        ("hypotheses", &hypotheses, 4000),
        ("risks", &risks, 4000),
        ("stated_in", &stated_in, 300),
        ("statement", &statement, 100),
        ("reason", &reason, 300),
    ]);
    let mut figure = |field, typed| {
        figure_of(indicator, typed, language).unwrap_or_else(|message| {
            faults.add(field, message);
            None
        })
    };
    let (aimed, baseline) = (figure("figure", &input.figure), figure("baseline", &input.baseline));
    if aimed.is_none() && faults.of("figure").is_none() {
        faults.add("figure", "error-required");
    }
    let firmness = Firmness::from_key(&input.firmness);
    if firmness.is_none() {
        faults.add("firmness", "error-choice");
    }
    let day = some(tidy(&input.decided_on));
    let decided_on = day.map(|day| ImpreciseDate::parse(&day, language, today, MissingYear::Last));
    if matches!(decided_on, Some(Err(_))) {
        faults.add("decided_on", "error-when");
    }
    match (aimed, firmness, faults.0.is_empty()) {
        (Some(figure), Some(firmness), true) => Ok(NewVersion {
            figure,
            baseline,
            firmness,
            hypotheses: some(hypotheses),
            risks: some(risks),
            stated_in: some(stated_in),
            statement: some(statement),
            decided_on: decided_on.and_then(Result::ok),
            reason: some(reason),
        }),
        _ => Err(faults),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const SAID: (Language, Date) = (Language::French, date(2021, 2, 2));

    fn input(indicator: &str, figure: &str) -> TargetInput {
        TargetInput {
            indicator: indicator.into(),
            year: "2021".into(),
            figure: figure.into(),
            firmness: "aimed".into(),
            ..TargetInput::default()
        }
    }

    /// S3-10, S3-11: as stated, in the unit of what is aimed at.
    #[test]
    fn a_target_is_a_figure_as_stated() {
        let target = check_target(&input("budget", "3,170 M€"), SAID).unwrap();
        assert_eq!(target.first.figure.wording(), Some("3,170 M€"));
        let target = check_target(&input("jobs", "15 à 20"), SAID).unwrap();
        assert_eq!((target.year, target.first.figure.print(Language::French)), (2021, "15 à 20".into()));
        for (indicator, figure, message) in [
            ("wins", "3 M€", "error-figure-number"),
            ("wins", "12 ha", "error-figure-number"),
            ("budget", "65", "error-money-unit"),
            ("wins", "beaucoup", "error-figure"),
            ("wins", "", "error-required"),
        ] {
            let faults = check_target(&input(indicator, figure), SAID).unwrap_err();
            assert_eq!((faults.0[0].field, faults.0[0].message), ("figure", message), "{indicator} {figure}");
        }
    }

    #[test]
    fn what_lacks_is_named_at_once() {
        let faults =
            check_target(&TargetInput { axis: "nord".into(), ..TargetInput::default() }, SAID).unwrap_err();
        let fields: Vec<_> = faults.0.iter().map(|fault| fault.field).collect();
        assert_eq!(fields, ["indicator", "year", "axis", "figure", "firmness"]);
        let conversion = check_target(&input("conversion", "20"), SAID).unwrap_err();
        assert_eq!(conversion.0[0].field, "indicator", "no target on a ratio");
    }
}
