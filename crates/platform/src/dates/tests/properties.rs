//! What holds of every date.

use proptest::prelude::*;

use super::*;

const PARTS: [Part; 3] = [Part::Early, Part::Mid, Part::Late];
const SEASONS: [Season; 4] = [Season::Spring, Season::Summer, Season::Autumn, Season::Winter];
const BOUNDS: [Bound; 5] = [Bound::In, Bound::During, Bound::By, Bound::Before, Bound::NoLater];
const COMING: [Coming; 3] = [Coming::Days, Coming::Weeks, Coming::Months];
const MISSING: [MissingYear; 3] = [MissingYear::Next, MissingYear::Last, MissingYear::Same];

fn any_day() -> impl Strategy<Value = Date> {
    (1801..2900_i16, 1..=12_i8, 1..=28_i8).prop_map(|(year, month, day)| date(year, month, day))
}

fn period() -> impl Strategy<Value = Period> {
    prop_oneof![
        (1..=28_i8, 1..=12_i8).prop_map(|(day, month)| Period::Day { day, month, weekday: None }),
        (0..3_usize, 1..=12_i8).prop_map(|(at, month)| Period::PartOfMonth(PARTS[at], month)),
        (1..=12_i8).prop_map(Period::Month),
        (1..=4_i8).prop_map(Period::Quarter),
        (1..=2_i8).prop_map(Period::Half),
        (0..4_usize).prop_map(|at| Period::Season(SEASONS[at])),
        (0..3_usize).prop_map(|at| Period::PartOfYear(PARTS[at])),
        Just(Period::Year),
        (0..3_usize).prop_map(|at| Period::Coming(COMING[at])),
    ]
}

fn stated() -> impl Strategy<Value = Stated> {
    let year = prop::option::of(1800..=2999_i16);
    (period(), year, 0..5_usize).prop_map(|(period, year, at)| match period {
        Period::Coming(_) => Stated { bound: Bound::In, period, year: None },
        Period::Year => Stated { bound: BOUNDS[at], period, year: Some(year.unwrap_or(2021)) },
        _ => Stated { bound: BOUNDS[at], period, year },
    })
}

proptest! {
    #[test]
    fn printing_then_parsing_gives_the_same_date(stated in stated(), said in any_day(), at in 0..3_usize) {
        let counted = stated.on(said, MISSING[at]).expect("counted");
        for language in LANGUAGES {
            let printed = counted.print(language);
            let again = ImpreciseDate::parse(&printed, language, said, MISSING[at]);
            let again = again.map_err(|error| TestCaseError::fail(format!("{printed:?}: {error}")))?;
            prop_assert_eq!(again.stated, Some(stated), "{}", printed);
            prop_assert_eq!(interval(&again), interval(&counted));
            prop_assert_eq!(again.precision, counted.precision);
            prop_assert_eq!(again.year_inferred, counted.year_inferred);
        }
    }

    #[test]
    fn a_full_day_reads_back(day in any_day()) {
        for language in LANGUAGES {
            let printed = day_in_full(day, language);
            prop_assert_eq!(interval(&read(&printed, language)), between(day, day));
            let iso = day.to_string();
            prop_assert_eq!(interval(&read(&iso, language)), between(day, day));
        }
    }

    #[test]
    fn an_interval_runs_forward_and_the_year_obeys(stated in stated(), said in any_day()) {
        for missing in MISSING {
            let counted = stated.on(said, missing).expect("counted");
            prop_assert!(counted.earliest.is_none_or(|first| first <= counted.latest));
            if stated.year.is_none() && missing == MissingYear::Next {
                prop_assert!(said <= counted.latest);
            }
        }
    }

    #[test]
    fn storing_keeps_the_date(stated in stated(), said in any_day(), at in 0..3_usize, french in any::<bool>()) {
        let language = if french { French } else { English };
        let text = stated.print(language);
        let counted = ImpreciseDate::parse(&text, language, said, MISSING[at]).expect("read");
        let counted = counted.with_inferred_by("C. Vidal");
        prop_assert_eq!(ImpreciseDate::from_parts(counted.to_parts()), Ok(counted));
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC*", day in any_day()) {
        for language in LANGUAGES {
            let _ = ImpreciseDate::parse(&text, language, day, MissingYear::Last);
        }
    }

    #[test]
    fn what_is_read_from_scraps_prints_back(
        scraps in prop::collection::vec(0..SCRAPS.len(), 1..7),
        french in any::<bool>(),
        extreme in any::<bool>(),
    ) {
        let text: String = scraps.into_iter().map(|at| SCRAPS[at]).collect();
        let language = if french { French } else { English };
        let said = if extreme { Date::MAX } else { said() };
        if let Ok(stated) = Stated::parse(&text, language) {
            let printed = stated.print(language);
            prop_assert_eq!(Stated::parse(&printed, language), Ok(stated), "{:?} {:?}", text, printed);
            if let Ok(counted) = stated.on(said, MissingYear::Next) {
                let _ = (counted.counted(language), counted.to_parts());
            }
        }
    }

    #[test]
    fn durations_add_up(day in any_day(), months in 0..600_i32) {
        let end = later(day, 0, months).expect("in the calendar");
        prop_assert_eq!(months_between(day, end).tenths(), months * 10);
        prop_assert_eq!(months_between(end, day).tenths(), -months * 10);
    }

    #[test]
    fn no_two_dates_break_a_duration(left in any::<(i16, i8, i8)>(), right in any::<(i16, i8, i8)>()) {
        let day = |(year, month, day): (i16, i8, i8)| Date::new(year % 10_000, month % 13, day % 32);
        if let (Ok(left), Ok(right)) = (day(left), day(right)) {
            let months = months_between(left, right);
            prop_assert_eq!(months_between(right, left).tenths(), -months.tenths());
        }
    }
}

const SCRAPS: [&str; 44] = [
    "début ",
    "fin ",
    "mi-",
    "juin",
    "mai ",
    "2021",
    " 2019",
    "12",
    "1",
    "er",
    "e",
    "/",
    "-",
    ".",
    "d'ici ",
    "avant ",
    "au plus tard",
    "le ",
    "l'",
    "été ",
    "hiver ",
    "T",
    "3",
    "S2 ",
    "trimestre",
    " semestre",
    "mardi ",
    "courant ",
    "à ",
    "premier ",
    "année",
    ",",
    " ",
    "by ",
    "early ",
    "the end of ",
    "May ",
    "winter ",
    "Q4 ",
    "first half",
    "at the latest",
    "29",
    " février",
    "th",
];
