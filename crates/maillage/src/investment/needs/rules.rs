//! Needs as typed, read as people say them: a line each, all faults named at once, with their line.

use jiff::civil::Date;
use platform::dates::{ImpreciseDate, MissingYear};
use platform::figures::{Currency, Figure, Quantity, Unit};
use platform::i18n::Language;
use platform::text::{normalise, tidy};
use platform::web::{Fault, Faults};

use super::model::{Measure, Need, NeedInput, NeedKind, NeedRule, Scale, Strength};

/// More needs than a project states.
pub const MOST: usize = 60;
const LONGEST: usize = 300;

/// Checks needs as typed. A line left blank is none; lines are named from 1.
pub fn check(inputs: &[NeedInput], language: Language, today: Date) -> Result<Vec<Need>, Faults> {
    let mut faults = Faults::default();
    if inputs.len() > MOST {
        faults.add_with("needs", "error-needs-many", "max", &MOST);
        return Err(faults);
    }
    let mut needs = Vec::new();
    for (at, input) in inputs.iter().enumerate().filter(|(_, input)| !input.is_blank()) {
        match one(input, language, today) {
            Ok(need) => needs.push(need),
            Err(found) => faults.0.extend(found.into_iter().map(|fault| on_line(fault, at + 1))),
        }
    }
    faults.or(needs)
}

fn on_line(mut fault: Fault, line: usize) -> Fault {
    fault.args.push(("line", line.to_string()));
    fault
}

fn fault(field: &'static str, message: &'static str) -> Fault {
    Fault { field, message, args: Vec::new() }
}

fn one(input: &NeedInput, language: Language, today: Date) -> Result<Need, Vec<Fault>> {
    let (said, note) = (tidy(&input.said), tidy(&input.note));
    let mut faults = Vec::new();
    for (field, text) in [("said", &said), ("note", &note)] {
        if text.chars().count() > LONGEST {
            faults.push(fault(field, "error-line-long"));
        }
    }
    let strength = match input.strength.as_str() {
        "" => Some(Strength::Must),
        key => Strength::from_key(key),
    };
    if strength.is_none() {
        faults.push(fault("strength", "error-line-choice"));
    }
    let kind = NeedKind::from_key(&input.kind);
    if kind.is_none() {
        faults.push(fault("kind", "error-line-choice"));
    }
    let (Some(kind), Some(strength), true) = (kind, strength, faults.is_empty()) else { return Err(faults) };
    let read = read(kind.rule(), &said, language, today).map_err(|fault| vec![fault])?;
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    Ok(Need { kind, strength, said: some(said), note: some(note), ..read })
}

/// What the words of a need mean.
fn read(rule: &NeedRule, said: &str, language: Language, today: Date) -> Result<Need, Fault> {
    let mut need = Need {
        kind: rule.kind,
        strength: Strength::Must,
        said: None,
        figure: None,
        low: None,
        high: None,
        date: None,
        note: None,
    };
    if said.is_empty() {
        return if rule.said { Err(fault("said", "error-line-said")) } else { Ok(need) };
    }
    match rule.measure {
        Measure::Words => {}
        Measure::Day => {
            let date = ImpreciseDate::parse(said, language, today, MissingYear::Next);
            need.date = Some(date.map_err(|_| fault("said", "error-line-day"))?);
        }
        measure => {
            let found = amount(measure, said, language, today).ok_or_else(|| refused(measure))?;
            (need.figure, need.date) = (Some(found.0), found.1);
            (need.low, need.high) = found.2;
        }
    }
    Ok(need)
}

fn refused(measure: Measure) -> Fault {
    match measure {
        Measure::Amount(scales) => {
            let units = scales.iter().map(|scale| scale.unit).collect::<Vec<_>>().join(", ");
            Fault { field: "said", message: "error-line-unit", args: vec![("units", units)] }
        }
        Measure::Money => fault("said", "error-line-money"),
        _ => fault("said", "error-line-people"),
    }
}

type Bounds = (Option<i64>, Option<i64>);

/// How much, and by when if it is said after: « au moins 20 MW fin 2027 ».
fn amount(
    measure: Measure,
    said: &str,
    language: Language,
    today: Date,
) -> Option<(Figure, Option<ImpreciseDate>, Bounds)> {
    let figure = |text: &str| {
        let figure = Figure::parse(text, language).ok()?;
        let bounds = bounds(measure, &figure)?;
        Some((figure, bounds))
    };
    if let Some((figure, bounds)) = figure(said) {
        return Some((figure, None, bounds));
    }
    said.char_indices().filter(|(_, letter)| letter.is_whitespace()).find_map(|(at, _)| {
        let (head, tail) = said.split_at(at);
        let (figure, bounds) = figure(head.trim_end_matches([',', ';', ' ']))?;
        let date = ImpreciseDate::parse(tail.trim(), language, today, MissingYear::Next).ok()?;
        Some((figure, Some(date), bounds))
    })
}

/// The bounds of a figure in the unit of comparison, widened rather than narrowed; none when it is of something else.
fn bounds(measure: Measure, figure: &Figure) -> Option<Bounds> {
    let (times, over) = match (measure, figure.unit()) {
        (Measure::Amount(scales), Unit::Other(unit)) => {
            let scale = scales.iter().find(|scale| bears(scale, unit))?;
            (scale.times, scale.over)
        }
        (Measure::Money, Unit::Money(Currency::Eur)) | (Measure::People, Unit::Count | Unit::Other(_)) => {
            (1, 1)
        }
        _ => return None,
    };
    let low = |bound: Quantity| i64::try_from((i128::from(bound.millionths()) * times).div_euclid(over));
    let high = |bound: Quantity| i64::try_from(-(-i128::from(bound.millionths()) * times).div_euclid(over));
    let low = figure.low().map(low).transpose().ok()?;
    let high = figure.high().map(high).transpose().ok()?;
    low.is_none_or(|low| low >= 0).then_some((low, high))
}

/// Whether a unit as typed is this one.
fn bears(scale: &Scale, typed: &str) -> bool {
    // Raised digits are digits, and normalising would take the bar of « t/m² » for a space.
    let plain = |text: &str| {
        let text = text.replace('²', "2").replace('³', "3");
        text.split('/').map(normalise).collect::<Vec<_>>().join("/")
    };
    let typed = plain(typed);
    plain(scale.unit) == typed || scale.names.contains(&typed.as_str())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn checked(kind: &str, said: &str) -> Result<Need, Vec<(&'static str, &'static str)>> {
        let input = NeedInput { kind: kind.into(), said: said.into(), ..NeedInput::default() };
        check(&[input], Language::French, date(2026, 6, 15))
            .map(|mut all| all.remove(0))
            .map_err(|faults| faults.0.iter().map(|fault| (fault.field, fault.message)).collect())
    }

    const ONE: i64 = 1_000_000;

    #[test]
    fn bounds_are_compared_in_one_unit_and_kept_as_said() {
        for (kind, said, low, high) in [
            ("land", "5 à 8 ha", Some(50_000 * ONE), Some(80_000 * ONE)),
            ("land", "près de 12 000 m²", Some(10_800 * ONE), Some(12_000 * ONE)),
            ("building", "3000 m2", Some(3_000 * ONE), Some(3_000 * ONE)),
            ("ceiling-height", "8,5 m", Some(8_500_000), Some(8_500_000)),
            ("ceiling-height", "au moins 850 cm", Some(8_500_000), None),
            ("floor-load", "5 t/m²", Some(5 * ONE), Some(5 * ONE)),
            ("floor-load", "au plus 800 kg/m²", Some(0), Some(800_000)),
            ("power", "au moins 20 MW", Some(20 * ONE), None),
            ("power", "800 kW", Some(800_000), Some(800_000)),
            ("water", "100 m³/j", Some(4_166_666), Some(4_166_667)),
            ("water", "10 l/s", Some(36 * ONE), Some(36 * ONE)),
            ("labour", "40 techniciens de maintenance", Some(40 * ONE), Some(40 * ONE)),
            ("budget", "15 à 20 M€", Some(15_000_000 * ONE), Some(20_000_000 * ONE)),
        ] {
            let need = checked(kind, said).unwrap();
            assert_eq!((need.low, need.high, need.said.as_deref()), (low, high, Some(said)), "{said}");
            assert_eq!(need.date, None);
        }
    }

    #[test]
    fn a_date_may_follow_the_amount() {
        for (kind, said, latest) in [
            ("power", "au moins 20 MW fin 2027", date(2027, 12, 31)),
            ("power", "20 MW, d’ici fin juin 2028", date(2028, 6, 30)),
            ("labour", "40 techniciens en 2028", date(2028, 12, 31)),
            ("budget", "3 M€ en 2027", date(2027, 12, 31)),
            ("deadline", "T2 2028", date(2028, 6, 30)),
        ] {
            assert_eq!(checked(kind, said).unwrap().days().1, Some(latest), "{said}");
        }
    }

    #[test]
    fn what_is_not_understood_is_named_with_its_line() {
        for (kind, said, fault) in [
            ("", "5 ha", ("kind", "error-line-choice")),
            ("moon", "", ("kind", "error-line-choice")),
            ("land", "", ("said", "error-line-said")),
            ("land", "5 MW", ("said", "error-line-unit")),
            ("land", "grand", ("said", "error-line-unit")),
            ("power", "20", ("said", "error-line-unit")),
            ("budget", "12", ("said", "error-line-money")),
            ("budget", "12 M$", ("said", "error-line-money")),
            ("labour", "des soudeurs", ("said", "error-line-people")),
            ("deadline", "vite", ("said", "error-line-day")),
            ("other", "", ("said", "error-line-said")),
        ] {
            assert_eq!(checked(kind, said), Err(vec![fault]), "{kind} {said}");
        }
        assert!(checked("quay", "").is_ok() && checked("icpe-authorisation", "rubrique 2565").is_ok());
        let blank = NeedInput::default();
        let wrong = NeedInput { kind: "land".into(), strength: "maybe".into(), ..NeedInput::default() };
        let faults = check(&[blank, wrong], Language::French, date(2026, 6, 15)).unwrap_err();
        assert_eq!(faults.0[0].args, [("line", "2".to_owned())]);
    }
}
