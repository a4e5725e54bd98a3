mod properties;

use super::*;
use crate::i18n::Language::{self, English, French};

const LANGUAGES: [Language; 2] = [French, English];

fn read(text: &str, language: Language) -> Figure {
    Figure::parse(text, language).unwrap_or_else(|error| panic!("{text:?}: {error}"))
}

fn fr(text: &str) -> Figure {
    read(text, French)
}

fn en(text: &str) -> Figure {
    read(text, English)
}

/// The text with plain spaces, for readable tables.
fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

fn euros() -> Unit {
    Unit::Money(Currency::Eur)
}

/// (qualifier, low, high) in millionths of the unit.
type Meaning = (Qualifier, Option<i64>, Option<i64>);

fn meaning(figure: &Figure) -> Meaning {
    let number = |bound: Option<Quantity>| bound.map(Quantity::millionths);
    (figure.qualifier, number(figure.low), number(figure.high))
}

fn ones(qualifier: Qualifier, low: i64, high: impl Into<Option<i64>>) -> Meaning {
    (qualifier, Some(low * ONE), high.into().map(|high| high * ONE))
}

#[test]
fn french_statements_are_counted_by_the_rule() {
    use Qualifier::{About, AtLeast, AtMost, Exact, LessThan, MoreThan, Nearly, Range};
    let table = [
        ("plus de 40", ones(MoreThan, 40, None)), // S0-25
        ("PLUS DE 40", ones(MoreThan, 40, None)),
        ("« plus de 40 »", ones(MoreThan, 40, None)),
        ("plus d'une centaine", ones(MoreThan, 100, None)),
        ("au moins 176", ones(AtLeast, 176, None)),
        ("9 au moins", ones(AtLeast, 9, None)),
        ("10 000+", ones(AtLeast, 10_000, None)),
        ("10 000 +", ones(AtLeast, 10_000, None)),
        ("près de 90", ones(Nearly, 81, 90)), // S4-20
        ("pres de 90", ones(Nearly, 81, 90)),
        ("pre\u{300}s de 90", ones(Nearly, 81, 90)),
        ("presque 90", ones(Nearly, 81, 90)),
        ("environ 90", ones(About, 81, 99)),
        ("90 environ", ones(About, 81, 99)),
        ("environ 95", ones(About, 85, 105)),
        ("~90", ones(About, 81, 99)),
        ("une dizaine", ones(About, 9, 11)), // S4-05
        ("environ une dizaine", ones(About, 9, 11)),
        ("une quinzaine", ones(About, 13, 17)),
        ("Une vingtaine", ones(About, 18, 22)),
        ("une centaine", ones(About, 90, 110)),
        ("un millier", ones(About, 900, 1100)),
        ("15 à 20", ones(Range, 15, 20)), // S0-30
        ("15 a 20", ones(Range, 15, 20)),
        ("15-20", ones(Range, 15, 20)),
        ("15 – 20", ones(Range, 15, 20)),
        ("de 15 à 20", ones(Range, 15, 20)),
        ("entre 15 et 20", ones(Range, 15, 20)),
        ("entre quinze et vingt", ones(Range, 15, 20)),
        ("environ 15 à 20", ones(About, 15, 20)),
        ("jusqu'à 200", ones(AtMost, 0, 200)),
        ("jusqu’à 200", ones(AtMost, 0, 200)),
        ("au plus 50", ones(AtMost, 0, 50)),
        ("moins de 50", ones(LessThan, 0, 50)),
        ("moins d’une dizaine", ones(LessThan, 0, 10)),
        ("58", ones(Exact, 58, 58)),
        ("1300", ones(Exact, 1300, 1300)),
        ("1 300", ones(Exact, 1300, 1300)),
        ("1\u{a0}300", ones(Exact, 1300, 1300)),
        ("1\u{202f}300", ones(Exact, 1300, 1300)),
        ("1\u{2009}300", ones(Exact, 1300, 1300)),
        ("1 300 000", ones(Exact, 1_300_000, 1_300_000)),
        ("cinq", ones(Exact, 5, 5)),
        ("dix-sept", ones(Exact, 17, 17)),
        ("cent", ones(Exact, 100, 100)),
        ("deux cents", ones(Exact, 200, 200)),
        ("trois mille", ones(Exact, 3000, 3000)),
        ("deux millions", ones(Exact, 2_000_000, 2_000_000)),
        ("3,5", (Exact, Some(3_500_000), Some(3_500_000))),
        ("3.5", (Exact, Some(3_500_000), Some(3_500_000))),
        ("0.125", (Exact, Some(125_000), Some(125_000))),
        ("20 à 20", ones(Exact, 20, 20)),
    ];
    for (text, expected) in table {
        let figure = fr(text);
        assert_eq!(meaning(&figure), expected, "{text}");
        assert_eq!(figure.unit, Unit::Count, "{text}");
    }
}

#[test]
fn english_statements_are_counted_by_the_rule() {
    use Qualifier::{About, AtLeast, AtMost, Exact, LessThan, MoreThan, Nearly, Range};
    let table = [
        ("more than 40", ones(MoreThan, 40, None)),
        ("over 40", ones(MoreThan, 40, None)),
        ("at least 176", ones(AtLeast, 176, None)),
        ("1,300+", ones(AtLeast, 1300, None)),
        ("40 or more", ones(AtLeast, 40, None)),
        ("nearly 90", ones(Nearly, 81, 90)),
        ("Almost 90", ones(Nearly, 81, 90)),
        ("about 90", ones(About, 81, 99)),
        ("around 90", ones(About, 81, 99)),
        ("some 90", ones(About, 81, 99)),
        ("about ten", ones(About, 9, 11)),
        ("a dozen", ones(About, 10, 14)),
        ("about twenty", ones(About, 18, 22)),
        ("about a hundred", ones(About, 90, 110)),
        ("15 to 20", ones(Range, 15, 20)),
        ("15-20", ones(Range, 15, 20)),
        ("between 15 and 20", ones(Range, 15, 20)),
        ("up to 200", ones(AtMost, 0, 200)),
        ("at most 50", ones(AtMost, 0, 50)),
        ("fewer than 50", ones(LessThan, 0, 50)),
        ("1,300", ones(Exact, 1300, 1300)),
        ("1 300", ones(Exact, 1300, 1300)),
        ("two hundred", ones(Exact, 200, 200)),
        ("a thousand", ones(Exact, 1000, 1000)),
        ("3.170", (Exact, Some(3_170_000), Some(3_170_000))),
    ];
    for (text, expected) in table {
        let figure = en(text);
        assert_eq!(meaning(&figure), expected, "{text}");
        assert_eq!(figure.unit, Unit::Count, "{text}");
    }
}

#[test]
fn money_is_read_with_its_currency_and_scale() {
    use Currency::{Eur, Gbp, Usd};
    let millions = 3_170_000 * ONE;
    let table = [
        ("3,170 M€", French, Eur, millions), // S3-11
        ("3,170\u{a0}M€", French, Eur, millions),
        ("3,170 m€", French, Eur, millions),
        ("3,170 MEUR", French, Eur, millions),
        ("3,170 millions d'euros", French, Eur, millions),
        ("3 170 k€", French, Eur, millions),
        ("3 170 000 €", French, Eur, millions),
        ("3 170 000 euros", French, Eur, millions),
        ("3 170 000 EUR", French, Eur, millions),
        ("€3.170m", English, Eur, millions),
        ("€ 3.170 million", English, Eur, millions),
        ("EUR 3.170m", English, Eur, millions),
        ("3.170 million euros", English, Eur, millions),
        ("3.170 €m", English, Eur, millions),
        ("€3,170,000", English, Eur, millions),
        ("$3,170k", English, Usd, millions),
        ("£3.170m", English, Gbp, millions),
        ("3,170 M$", French, Usd, millions),
        ("1 Md€", French, Eur, 1_000_000_000 * ONE),
        ("€1bn", English, Eur, 1_000_000_000 * ONE),
        ("12,50 €", French, Eur, 12 * ONE + ONE / 2),
    ];
    for (text, language, currency, low) in table {
        let figure = read(text, language);
        assert_eq!(figure.unit, Unit::Money(currency), "{text}");
        assert_eq!(figure.low, Some(Quantity(low)), "{text}");
    }
    // S4-15
    for (text, language) in [
        ("plus d'un milliard d'euros", French),
        ("plus d’un milliard d’euros", French),
        ("plus de 1 Md€", French),
        ("over €1 billion", English),
        ("more than one billion euros", English),
    ] {
        let figure = read(text, language);
        assert_eq!(meaning(&figure), ones(Qualifier::MoreThan, 1_000_000_000, None), "{text}");
        assert_eq!(figure.unit, euros(), "{text}");
    }
    for (text, language) in [
        ("15 à 20 M€", French),
        ("entre 15 M€ et 20 M€", French),
        ("€15m to €20m", English),
        ("€15-20m", English),
        ("between €15 and 20 million", English),
    ] {
        let figure = read(text, language);
        assert_eq!(meaning(&figure), ones(Qualifier::Range, 15_000_000, 20_000_000), "{text}");
    }
    assert_eq!(meaning(&fr("500 € à 2 k€")), ones(Qualifier::Range, 500, 2000));
}

#[test]
fn other_units_are_kept_as_said() {
    for (text, language, unit) in [
        ("près de 90 emplois", French, "emplois"),
        ("une dizaine de nouveaux contrats", French, "nouveaux contrats"),
        ("plus d'un million d'habitants", French, "habitants"),
        ("1 300 m²", French, "m²"),
        ("9 m au moins", French, "m"),
        ("12,5 MW", French, "MW"),
        ("30 t CO2/an", French, "t CO2/an"),
        ("10 %", French, "%"),
        ("4 ha", English, "ha"),
        ("at least 781 jobs", English, "jobs"),
    ] {
        assert_eq!(read(text, language).unit, Unit::Other(unit.to_owned()), "{text}");
    }
}

#[test]
fn what_is_not_a_figure_is_refused_with_a_reason() {
    let unit = |text: &str| ParseError::UnknownUnit { text: text.to_owned() };
    for (text, language, error) in [
        ("", French, ParseError::Empty),
        (" « » ", French, ParseError::Empty),
        ("emplois", French, ParseError::NotANumber { at: 0 }),
        ("plus de", French, ParseError::NotANumber { at: 7 }),
        ("entre 15 et", French, ParseError::NotANumber { at: 11 }),
        ("plus de « beaucoup »", French, ParseError::NotANumber { at: 10 }),
        ("quelques dizaines", French, ParseError::NotANumber { at: 0 }),
        ("20 à 15", French, ParseError::ReversedRange),
        ("1.300", French, ParseError::Ambiguous { at: 1 }),
        ("3,17", English, ParseError::NotANumber { at: 1 }),
        ("12,345 €", French, ParseError::TooPrecise { decimals: 2 }),
        ("0,1234567", French, ParseError::TooPrecise { decimals: 6 }),
        ("99 999 999 999 999 999 999 999", French, ParseError::TooLarge),
        ("10 mille milliards", French, ParseError::TooLarge),
        ("12 34", French, unit("34")),
        ("mille deux cents emplois", French, unit("deux cents emplois")),
        ("vingt et un", French, unit("et un")),
        ("quatre-vingt-dix", French, unit("-dix")),
        ("cinq ou six", French, unit("ou six")),
        ("trois centaines", French, unit("centaines")),
        ("two dozen", English, unit("dozen")),
        ("40k jobs", English, unit("k jobs")),
        ("3 M€ de budget", French, unit("budget")),
        ("90 <b>", French, unit("<b>")),
        ("plus de 15 à 20", French, ParseError::QualifiedRange),
        ("15 à 20 au moins", French, ParseError::QualifiedRange),
        ("3 € à 5 $", French, ParseError::TwoUnits),
        ("au moins 9 au plus", French, unit("au plus")),
        ("-5", French, ParseError::NotANumber { at: 0 }),
    ] {
        assert_eq!(Figure::parse(text, language), Err(error), "{text}");
    }
    let long = "9".repeat(201);
    assert_eq!(Figure::parse(&long, French), Err(ParseError::TooLong { limit: 200 }));
}

#[test]
fn figures_print_in_both_languages() {
    for (said, french, english) in [
        (fr("plus de 40"), "plus de 40", "more than 40"),
        (fr("au moins 176"), "au moins 176", "at least 176"),
        (fr("près de 90 emplois"), "près de 90 emplois", "nearly 90 emplois"),
        (fr("environ 90"), "environ 90", "about 90"),
        (fr("une dizaine"), "une dizaine", "about ten"),
        (fr("une dizaine de contrats"), "une dizaine de contrats", "about ten contrats"),
        (fr("une douzaine"), "une douzaine", "a dozen"),
        (fr("15 à 20"), "15 à 20", "15 to 20"),
        (fr("jusqu'à 1200"), "au plus 1 200", "at most 1,200"),
        (fr("moins de 50"), "moins de 50", "fewer than 50"),
        (fr("moins de 50 M€"), "moins de 50 M€", "less than €50m"),
        (fr("3,170 M€"), "3,170 M€", "€3.170m"), // S3-11
        (fr("15 à 20 M€"), "15 à 20 M€", "€15m to €20m"),
        (fr("48769 €"), "48 769 €", "€48,769"),
        (fr("12,50 €"), "12,50 €", "€12.50"),
        (fr("1,5 million d'habitants"), "1,5 million d’habitants", "1.5 million habitants"),
        (fr("plus d'un milliard d'euros"), "plus d’un milliard d’euros", "more than one billion euros"),
        (fr("10 %"), "10 %", "10%"),
        (en("1,300 jobs"), "1 300 jobs", "1,300 jobs"),
        (en("over €1 billion"), "plus de 1 Md€", "more than €1bn"),
        (en("ten thousand euros"), "10 k€", "€10k"),
        (fr("environ 15 à 20"), "environ 15 à 20", "about 15 to 20"),
    ] {
        assert_eq!(plain(&said.print(French)), french);
        assert_eq!(plain(&said.print(English)), english);
    }
    assert_eq!(fr("1300 emplois").print(French), "1\u{a0}300\u{a0}emplois");
    assert_eq!(fr("3,170 M€").print(French), "3,170\u{a0}M€");
}

#[test]
fn how_a_figure_is_counted_is_said() {
    for (text, french, english) in [
        ("près de 90", "compté de 81 à 90, approché", "counted from 81 to 90, approximate"),
        ("plus de 40", "compté à partir de 40", "counted from 40 up"),
        ("au plus 50", "compté de 0 à 50", "counted from 0 to 50"),
        ("15 à 20 M€", "compté de 15 à 20 M€", "counted from €15m to €20m"),
        ("une dizaine", "compté de 9 à 11, approché", "counted from 9 to 11, approximate"),
        ("cinq", "compté 5", "counted as 5"),
    ] {
        assert_eq!(plain(&fr(text).counted(French)), french);
        assert_eq!(plain(&fr(text).counted(English)), english);
    }
}

#[test]
fn workshops_seat_60_to_80() {
    // S0-30: 4 × [15..20] = [60..80].
    let seats = fr("15 à 20 participants").times(4).expect("computable");
    assert_eq!(meaning(&seats), ones(Qualifier::Range, 60, 80));
    assert_eq!(plain(&seats.print(French)), "60 à 80 participants");
    assert_eq!(plain(&seats.print(English)), "60 to 80 participants");
    assert_eq!(fr("15 à 20 participants").times_figure(&Figure::count(4)).expect("computable"), seats);
    assert_eq!(
        meaning(&Figure::count(4).times_figure(&fr("15 à 20")).expect("computable")),
        ones(Qualifier::Range, 60, 80)
    );
}

#[test]
fn other_commitments_are_about_39() {
    // S4-20: close to 90, 51 exact, the others derived and approximate.
    let others = fr("près de 90 engagements").minus(&fr("51 engagements")).expect("computable");
    assert_eq!(meaning(&others), ones(Qualifier::About, 30, 39));
    assert_eq!(others.value(), Some(Quantity::whole(39)));
    assert!(others.is_approximate() && others.wording().is_none());
    assert_eq!(plain(&others.print(French)), "environ 39 engagements");
    assert_eq!(plain(&others.print(English)), "about 39 engagements");
    assert_eq!(plain(&others.counted(French)), "compté de 30 à 39 engagements, approché");
}

#[test]
fn sums_keep_their_qualifier() {
    let figures = [fr("au moins 176"), fr("605")];
    let total = Figure::sum(&figures).expect("computable").expect("computable");
    assert_eq!(total.print(French), "au moins 781");
    assert_eq!(total.print(English), "at least 781");
    assert_eq!(Figure::sum([]).expect("computable"), None);
    for (left, right, sum) in [
        ("plus de 40", "10", "plus de 50"),
        ("plus de 40", "jusqu'à 200", "plus de 40"),
        ("15 à 20", "près de 90", "environ 96 à 110"),
        ("environ 90", "10", "environ 100"),
        ("jusqu'à 200", "au plus 50", "au plus 250"),
        ("moins de 200", "au plus 50", "moins de 250"),
        ("au plus 50", "30", "30 à 80"),
        ("3,170 M€", "2 M€", "5,170 M€"),
        ("3,170 M€", "500 k€", "3 670 k€"),
        ("1 emploi", "20 emplois", "21 emplois"),
    ] {
        assert_eq!(plain(&fr(left).plus(&fr(right)).expect("computable").print(French)), sum);
    }
    assert_eq!(fr("58").or_more().expect("computable").print(French), "au moins 58");
    assert_eq!(fr("100").minus(&fr("au moins 40")).expect("computable").print(French), "au plus 60");
    assert_eq!(fr("14").minus(&fr("58")).expect("computable").print(French), "−44");
}

#[test]
fn ratios_are_those_of_the_acceptance_table() {
    // S3-10, S3-11: 20; 48 769 €; 2 438 €.
    let (budget, projects, jobs) = (fr("3,170 M€"), fr("65 projets"), fr("1 300 emplois"));
    let print =
        |left: &Figure, right: &Figure| plain(&left.ratio(right, 0).expect("computable").print(French));
    assert_eq!(print(&budget, &projects), "48 769 €");
    assert_eq!(print(&budget, &jobs), "2 438 €");
    assert_eq!(print(&jobs, &projects), "20 emplois");
    assert_eq!(print(&fr("800 membres"), &fr("400 membres")), "2"); // S3-13: "doubler"
    assert_eq!(print(&fr("60 à 80"), &fr("4 à 5")), "12 à 20");
    assert_eq!(print(&fr("60"), &fr("au moins 4")), "0 à 15");
    assert_eq!(print(&fr("plus de 60"), &fr("4")), "au moins 15");
    assert_eq!(budget.ratio(&projects, 2).expect("computable").print(English), "€48,769.23");
    assert_eq!(budget.ratio(&fr("0"), 0), Err(ArithmeticError::DivisionByZero));
    assert_eq!(budget.ratio(&fr("au plus 5"), 0), Err(ArithmeticError::DivisionByZero));
}

#[test]
fn different_units_never_add() {
    // Fact 4: requests, commitments, projects, jobs, euros.
    let units = ["51 demandes", "90 engagements", "65 projets", "1 300", "3 M€", "3 M$"];
    for (at, left) in units.iter().enumerate() {
        for right in &units[at + 1..] {
            let (left, right) = (fr(left), fr(right));
            let error =
                ArithmeticError::DifferentUnits { left: left.unit.clone(), right: right.unit.clone() };
            assert_eq!(left.plus(&right), Err(error.clone()));
            assert_eq!(left.minus(&right), Err(error));
        }
    }
    assert!(fr("3 M€").times_figure(&fr("3 emplois")).is_err());
}

#[test]
fn what_nothing_bounds_or_holds_is_an_error() {
    let open = fr("plus de 40");
    assert_eq!(open.minus(&open), Err(ArithmeticError::Unbounded));
    let vast = Figure::exact(Quantity(i64::MAX), Unit::Count);
    assert_eq!(vast.plus(&vast), Err(ArithmeticError::TooLarge));
    assert_eq!(vast.times(2), Err(ArithmeticError::TooLarge));
    assert_eq!(
        fr("10").minus(&open).expect("computable").times_figure(&open),
        Err(ArithmeticError::Unbounded)
    );
    assert_eq!(open.times(0).expect("computable").qualifier(), Qualifier::Exact);
}

#[test]
fn parts_are_checked() {
    let parts = |qualifier: &str, unit: &str, low, high| Parts {
        low,
        high,
        qualifier: qualifier.to_owned(),
        unit: unit.to_owned(),
        ..Parts::default()
    };
    let budget = fr("3,170 M€").to_parts();
    assert_eq!(budget.low, Some(317_000_000)); // cents
    assert_eq!((&*budget.unit, &*budget.qualifier), ("EUR", "exact"));
    let other = parts("rough", "count", None, None);
    assert_eq!(Figure::from_parts(other), Err(PartsError::UnknownQualifier("rough".to_owned())));
    let other = parts("exact", "DEM", Some(1), Some(1));
    assert_eq!(Figure::from_parts(other), Err(PartsError::UnknownUnit("DEM".to_owned())));
    for (qualifier, low, high) in [
        ("exact", Some(1), Some(2)),
        ("exact", Some(1), None),
        ("more_than", Some(1), Some(2)),
        ("range", Some(2), Some(1)),
        ("at_most", Some(1), Some(2)),
        ("nearly", None, Some(1)),
    ] {
        let error = Figure::from_parts(parts(qualifier, "count", low, high));
        assert!(matches!(error, Err(PartsError::WrongBounds(_))), "{qualifier}");
    }
    let vast = parts("exact", "EUR", Some(i64::MAX), Some(i64::MAX));
    assert_eq!(Figure::from_parts(vast), Err(PartsError::TooLarge));
    for (wording, qualifier) in [(None, "exact"), (Some("une dizaine".to_owned()), "about")] {
        let parts =
            parts(qualifier, "count", Some(9 * ONE), Some(if wording.is_some() { 11 } else { 9 } * ONE));
        let contradicted = Parts { wording, value: Some(12 * ONE), ..parts };
        assert_eq!(Figure::from_parts(contradicted), Err(PartsError::WrongValue));
    }
    // Bounds corrected by hand outlive a wording that says otherwise.
    let corrected = Parts {
        wording: Some("près de 90".to_owned()),
        ..parts("range", "count", Some(85 * ONE), Some(90 * ONE))
    };
    assert_eq!(Figure::from_parts(corrected).expect("computable").print(French), "85 à 90");
}

#[test]
fn each_qualifier_has_its_key() {
    for qualifier in Qualifier::ALL {
        assert_eq!(Qualifier::from_key(qualifier.key()), Some(qualifier));
    }
    assert_eq!(Qualifier::from_key("other"), None);
}
