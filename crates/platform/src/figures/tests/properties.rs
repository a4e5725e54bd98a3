//! What holds of every figure.

use proptest::prelude::*;

use super::*;

/// A statement in digits: the parts people combine.
fn statement() -> impl Strategy<Value = (String, Language)> {
    let fr_before = ["", "plus de ", "au moins ", "moins de ", "jusqu'à ", "près de ", "environ "];
    let en_before = ["", "over ", "at least ", "fewer than ", "up to ", "nearly ", "about "];
    let units = ["", " emplois", " m²", " €", " k€", " M€", " Md€", " $", " %"];
    let number = (0..8_000_i64, 0..3_u32);
    (0..7_usize, 0..9_usize, number, prop::bool::ANY, prop::option::of(0..1000_i64)).prop_map(
        move |(before, unit, (digits, decimals), french, span)| {
            let language = if french { French } else { English };
            // Billions of euros leave no room for more.
            let digits = if unit == 6 { digits } else { digits * 997 };
            let number = |digits: i64| {
                let quantity = Quantity(digits * ONE / 10_i64.pow(decimals));
                quantity.print(language, decimals)
            };
            let before = if french { fr_before[before] } else { en_before[before] };
            let to = if french { "à" } else { "to" };
            let text = match span {
                Some(span) if before.is_empty() => {
                    format!("{} {to} {}{}", number(digits), number(digits + span), units[unit])
                }
                _ => format!("{before}{}{}", number(digits), units[unit]),
            };
            (text, language)
        },
    )
}

fn bounded(figure: &Figure) -> (Option<i64>, Option<i64>) {
    (figure.low.map(Quantity::millionths), figure.high.map(Quantity::millionths))
}

proptest! {
    #[test]
    fn printing_then_parsing_gives_the_same_figure((text, language) in statement()) {
        let figure = read(&text, language);
        for language in LANGUAGES {
            let again = read(&figure.print(language), language);
            prop_assert_eq!(meaning(&again), meaning(&figure));
            prop_assert_eq!(again.value(), figure.value());
            prop_assert_eq!(again.form, figure.form);
        }
    }

    #[test]
    fn numbers_in_words_survive_printing(at in 0..37_usize, french in prop::bool::ANY) {
        let words = vocabulary::of(if french { French } else { English });
        let said: Vec<&str> = words.numbers.iter().chain(words.collectives).map(|(word, _)| *word).collect();
        let text = said[at % said.len()].replace(" - ", "-");
        let figure = read(&text, if french { French } else { English });
        for language in LANGUAGES {
            let again = read(&figure.print(language), language);
            prop_assert_eq!(meaning(&again), meaning(&figure));
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC*") {
        for language in LANGUAGES {
            let _ = Figure::parse(&text, language);
        }
    }

    #[test]
    fn what_is_read_from_scraps_prints_back(
        scraps in prop::collection::vec(0..SCRAPS.len(), 1..7),
        french in prop::bool::ANY,
    ) {
        let text: String = scraps.into_iter().map(|at| SCRAPS[at]).collect();
        let language = if french { French } else { English };
        if let Ok(figure) = Figure::parse(&text, language) {
            let printed = figure.print(language);
            let again = Figure::parse(&printed, language);
            prop_assert!(again.as_ref().is_ok_and(|again| again.means(&figure)), "{:?} {:?} {:?}", text, printed, again);
            figure.counted(language);
        }
    }

    #[test]
    fn sums_propagate_bounds((left, of_left) in statement(), (right, of_right) in statement()) {
        let (left, right) = (read(&left, of_left), read(&right, of_right));
        let Ok(sum) = left.plus(&right) else { return Ok(()) };
        let add = |left: Option<i64>, right: Option<i64>| Some(left? + right?);
        let ((low, high), (other_low, other_high)) = (bounded(&left), bounded(&right));
        prop_assert_eq!(bounded(&sum), (add(low, other_low), add(high, other_high)));
        prop_assert!(bounded(&right.plus(&left).expect("computable")) == bounded(&sum));
        // Ranges never narrow by adding.
        let width = |(low, high): (Option<i64>, Option<i64>)| Some(high? - low?);
        let widths = [width(bounded(&left)), width(bounded(&right))];
        match width(bounded(&sum)) {
            Some(wide) => prop_assert!(widths.into_iter().all(|part| part.is_some_and(|part| part <= wide))),
            None => prop_assert!(widths.contains(&None)),
        }
        // What is computed prints back too, unless it is an approximation of one number.
        if sum.value().is_none() || !sum.is_approximate() {
            for language in LANGUAGES {
                prop_assert_eq!(meaning(&read(&sum.print(language), language)), meaning(&sum));
            }
        }
    }

    #[test]
    fn subtracting_what_was_added_still_holds_it((left, language) in statement(), (right, other) in statement()) {
        let (left, right) = (read(&left, language), read(&right, other));
        let Ok(back) = left.plus(&right).and_then(|sum| sum.minus(&right)) else { return Ok(()) };
        let ((low, high), (wide_low, wide_high)) = (bounded(&left), bounded(&back));
        prop_assert!(wide_low.is_none_or(|wide| wide <= low.expect("computable")));
        prop_assert!(wide_high.is_none_or(|wide| high.is_some_and(|high| high <= wide)));
    }

    #[test]
    fn multiplying_is_adding_again((text, language) in statement(), count in 1..6_u32) {
        let figure = read(&text, language);
        let terms = vec![figure.clone(); usize::try_from(count).expect("computable")];
        let Ok(Some(sum)) = Figure::sum(&terms) else { return Ok(()) };
        prop_assert!(figure.times(count).expect("computable").means(&sum) || count == 1);
        prop_assert_eq!(bounded(&figure.times(count).expect("computable")), bounded(&sum));
    }

    #[test]
    fn storing_keeps_the_figure((text, language) in statement(), (other, of_other) in statement()) {
        let figure = read(&text, language);
        prop_assert_eq!(&Figure::from_parts(figure.to_parts()).expect("computable"), &figure);
        if let Ok(sum) = figure.plus(&read(&other, of_other)) {
            let again = Figure::from_parts(sum.to_parts()).expect("computable");
            prop_assert!(again.means(&sum));
            prop_assert_eq!(again.value(), sum.value());
        }
    }

    #[test]
    fn no_stored_number_breaks_arithmetic(left in any::<i64>(), right in any::<i64>(), count in any::<u32>()) {
        let figure = |number| Figure::exact(Quantity(number), euros());
        let (left, right) = (figure(left), figure(right));
        for computed in [left.plus(&right), left.minus(&right), left.times(count), left.ratio(&right, 9), left.or_more()].into_iter().flatten() {
            for language in LANGUAGES {
                let _ = (computed.print(language), computed.counted(language));
            }
        }
    }
}

const SCRAPS: [&str; 40] = [
    "plus de ",
    "pres de ",
    "environ",
    "au moins",
    " à ",
    " et ",
    "entre ",
    "une dizaine",
    "un",
    "cent",
    "mille",
    " million",
    " milliards",
    "d'",
    " de ",
    "euros",
    "€",
    "M",
    "k",
    " emplois",
    "12",
    " 300",
    ",",
    ".",
    "5",
    "+",
    "-",
    " ",
    "more than ",
    "about ",
    "a dozen",
    " thousand",
    "bn",
    "$",
    "%",
    " or more",
    "«",
    "dix",
    " m²",
    "between ",
];
