mod properties;

use jiff::civil::{date, time};

use super::*;
use crate::i18n::Language::{self, English, French};

const LANGUAGES: [Language; 2] = [French, English];

/// The day statements are made on in these tests.
fn said() -> Date {
    date(2021, 6, 15)
}

fn read(text: &str, language: Language) -> ImpreciseDate {
    ImpreciseDate::parse(text, language, said(), MissingYear::Next)
        .unwrap_or_else(|error| panic!("{text:?}: {error}"))
}

/// The text with plain spaces, for readable tables.
fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

fn between(earliest: Date, latest: Date) -> (Option<Date>, Date) {
    (Some(earliest), latest)
}

fn interval(date: &ImpreciseDate) -> (Option<Date>, Date) {
    (date.earliest, date.latest)
}

#[test]
fn french_statements_are_counted_by_the_rules() {
    use Precision::{Day, Half, Month, PartOfMonth, PartOfYear, Quarter, Season as InSeason, Vague, Year};
    let table = [
        ("début mai", (2022, 5, 1), (2022, 5, 10), PartOfMonth), // S0-33
        ("debut mai 2020", (2020, 5, 1), (2020, 5, 10), PartOfMonth),
        ("mi-juin", (2021, 6, 11), (2021, 6, 20), PartOfMonth),
        ("Fin juin", (2021, 6, 21), (2021, 6, 30), PartOfMonth), // S0-35
        ("« fin juin »", (2021, 6, 21), (2021, 6, 30), PartOfMonth),
        ("à la fin du mois de juin", (2021, 6, 21), (2021, 6, 30), PartOfMonth),
        ("fin février 2024", (2024, 2, 21), (2024, 2, 29), PartOfMonth),
        ("Novembre", (2021, 11, 1), (2021, 11, 30), Month), // S0-34
        ("Mars 2019", (2019, 3, 1), (2019, 3, 31), Month),  // S4-01
        ("en mars 2019", (2019, 3, 1), (2019, 3, 31), Month),
        ("sept. 2020", (2020, 9, 1), (2020, 9, 30), Month),
        ("2021", (2021, 1, 1), (2021, 12, 31), Year),
        ("courant 2022", (2022, 1, 1), (2022, 12, 31), Year),
        ("T3 2021", (2021, 7, 1), (2021, 9, 30), Quarter),
        ("3e trimestre 2021", (2021, 7, 1), (2021, 9, 30), Quarter),
        ("3ème trimestre 2021", (2021, 7, 1), (2021, 9, 30), Quarter),
        ("troisième trimestre de 2021", (2021, 7, 1), (2021, 9, 30), Quarter),
        ("1er semestre 2022", (2022, 1, 1), (2022, 6, 30), Half),
        ("S2 2022", (2022, 7, 1), (2022, 12, 31), Half),
        ("été 2019", (2019, 6, 21), (2019, 9, 22), InSeason),
        ("hiver 2020-2021", (2020, 12, 21), (2021, 3, 19), InSeason),
        ("hiver 2020", (2020, 12, 21), (2021, 3, 19), InSeason),
        ("fin 2021", (2021, 10, 1), (2021, 12, 31), PartOfYear),
        ("mi-2022", (2022, 4, 1), (2022, 9, 30), PartOfYear),
        ("26 janvier 2009", (2009, 1, 26), (2009, 1, 26), Day), // S1
        ("1er mai 2021", (2021, 5, 1), (2021, 5, 1), Day),
        ("2/2/2021", (2021, 2, 2), (2021, 2, 2), Day),
        ("02/02/2021", (2021, 2, 2), (2021, 2, 2), Day),
        ("02/02/21", (2021, 2, 2), (2021, 2, 2), Day),
        ("2.2.2021", (2021, 2, 2), (2021, 2, 2), Day),
        ("2021-02-02", (2021, 2, 2), (2021, 2, 2), Day),
        ("mardi 2 février 2021", (2021, 2, 2), (2021, 2, 2), Day), // S3-01
        ("le mardi 2/2/2021", (2021, 2, 2), (2021, 2, 2), Day),
        ("dans les prochaines semaines", (2021, 6, 22), (2021, 8, 10), Vague), // S4-05
        ("dans les prochains jours", (2021, 6, 16), (2021, 6, 25), Vague),
    ];
    for (text, (y, m, d), (to_y, to_m, to_d), precision) in table {
        let date_read = read(text, French);
        let expected = between(date(y, m, d), date(to_y, to_m, to_d));
        assert_eq!(interval(&date_read), expected, "{text}");
        assert_eq!(date_read.precision, precision, "{text}");
        assert!(!date_read.is_deadline(), "{text}");
    }
}

#[test]
fn english_statements_mean_the_same() {
    for (english, french) in [
        ("early May", "début mai"),
        ("the beginning of May", "début mai"),
        ("mid-June", "mi-juin"),
        ("late June", "fin juin"),
        ("end of June", "fin juin"),
        ("the end of June 2022", "fin juin 2022"),
        ("November", "novembre"),
        ("March 2019", "mars 2019"),
        ("by summer 2019", "d'ici à l'été 2019"),
        ("by the summer of 2019", "d'ici l'été 2019"),
        ("by the autumn of 2021", "d'ici l'automne 2021"),
        ("by the end of June", "d'ici à fin juin"),
        ("before the end of June", "avant fin juin"),
        ("before 22 September", "avant le 22 septembre"),
        ("no later than 22 September", "au plus tard le 22 septembre"),
        ("22 September at the latest", "le 22 septembre au plus tard"),
        ("in the coming weeks", "dans les prochaines semaines"),
        ("2021", "2021"),
        ("during 2022", "courant 2022"),
        ("Q3 2021", "T3 2021"),
        ("third quarter of 2021", "3e trimestre 2021"),
        ("3rd quarter 2021", "3e trimestre 2021"),
        ("first half of 2022", "1er semestre 2022"),
        ("H2 2022", "2e semestre 2022"),
        ("winter 2020-2021", "hiver 2020-2021"),
        ("26 January 2009", "26 janvier 2009"),
        ("January 26, 2009", "26 janvier 2009"),
        ("26th of January 2009", "26 janvier 2009"),
        ("20 March", "20 mars"),
        ("2/2/2021", "2/2/2021"),
        ("Tuesday 2 February 2021", "mardi 2 février 2021"),
        ("Tuesday, February 2, 2021", "mardi 2 février 2021"),
        ("end of the year", "fin de l'année"),
    ] {
        let (english, french) = (read(english, English), read(french, French));
        assert_eq!(english.stated, french.stated, "{french:?}");
        assert_eq!(interval(&english), interval(&french), "{french:?}");
    }
}

#[test]
fn deadlines_end_by_the_rules() {
    // S4-06: « d'ici à l'été 2019 » ends the eve of the summer.
    let from = date(2019, 3, 26);
    let parse = |text| ImpreciseDate::parse(text, French, from, MissingYear::Next);
    let table = [
        ("d'ici à l'été 2019", (2019, 6, 20)),
        ("d’ici à l’été", (2019, 6, 20)),
        ("d'ici l'automne 2021", (2021, 9, 22)),
        ("d'ici au printemps 2021", (2021, 3, 19)),
        ("d'ici juin", (2019, 5, 31)),
        ("d'ici à 2022", (2021, 12, 31)),
        ("d'ici au 22 septembre", (2019, 9, 22)),
        ("d'ici à fin juin", (2019, 6, 30)),
        ("d'ici fin 2021", (2021, 12, 31)),
        ("avant fin juin", (2019, 6, 30)),
        ("avant mi-juin", (2019, 6, 10)),
        ("avant juin", (2019, 5, 31)),
        ("avant le 22 septembre", (2019, 9, 21)),
        ("avant mars", (2020, 2, 29)),
        ("au plus tard le 22 septembre", (2019, 9, 22)),
        ("au plus tard en juin", (2019, 6, 30)),
        ("le 22 septembre 2019 au plus tard", (2019, 9, 22)),
    ];
    for (text, (year, month, day)) in table {
        let deadline = parse(text).expect(text);
        assert_eq!(interval(&deadline), between(from, date(year, month, day)), "{text}");
        assert!(deadline.is_deadline());
    }
    // Said after its end, a deadline has no beginning.
    assert_eq!(interval(&parse("avant 2018").expect("read")), (None, date(2017, 12, 31)));
}

#[test]
fn a_year_that_was_not_said_is_worked_out_and_marked() {
    // S0-39: « Lancé le 20 mars », seen from 4 December 2019.
    let seen = date(2019, 12, 4);
    let launched = ImpreciseDate::parse("20 mars", French, seen, MissingYear::Last).expect("read");
    assert_eq!(interval(&launched), between(date(2019, 3, 20), date(2019, 3, 20)));
    assert!(launched.is_year_inferred());
    assert_eq!(launched.inferred(French).as_deref(), Some("année déduite"));
    let launched = launched.with_inferred_by("Claire Vidal");
    assert_eq!(launched.inferred(English).as_deref(), Some("year inferred by Claire Vidal"));
    assert_eq!(launched.print(French), "20\u{a0}mars");
    for (text, missing, expected) in [
        ("fin juin", MissingYear::Next, date(2020, 6, 30)),
        ("fin juin", MissingYear::Last, date(2019, 6, 30)),
        ("fin juin", MissingYear::Same, date(2019, 6, 30)),
        ("décembre", MissingYear::Next, date(2019, 12, 31)),
        ("décembre", MissingYear::Last, date(2019, 12, 31)),
        ("hiver", MissingYear::Last, date(2019, 3, 19)),
        ("29 février", MissingYear::Next, date(2020, 2, 29)),
        ("29 février", MissingYear::Last, date(2016, 2, 29)),
    ] {
        let read = ImpreciseDate::parse(text, French, seen, missing).expect(text);
        assert_eq!(read.latest(), expected, "{text} {missing:?}");
    }
    // 14 June 2021 was a Monday, the day before: the weekday tells the year that was meant.
    assert_eq!(read("lundi 14 juin", French).latest(), date(2021, 6, 14));
    assert_eq!(read("mardi 14 juin", French).latest(), date(2022, 6, 14));
    let stated = read("20 mars 2019", French).with_inferred_by("Claire Vidal");
    assert_eq!((stated.inferred(French), stated.inferred_by()), (None, None));
}

#[test]
fn what_is_not_a_date_is_refused_with_a_reason() {
    let unclear = |at| DateError::NotUnderstood { at };
    for (text, language, error) in [
        ("", French, DateError::Empty),
        ("\u{a0}«»", French, DateError::Empty),
        ("printemps prochain", French, unclear(10)),
        ("bientôt", French, unclear(0)),
        ("fin", French, unclear(3)),
        ("26 janvier 2009 ou 2010", French, unclear(16)),
        ("avant le 3 mai au plus tard", French, unclear(6)),
        ("T5 2021", French, unclear(0)),
        ("26 January", French, unclear(3)),
        ("hiver 2020-2022", French, unclear(11)),
        ("14h", French, unclear(2)),
        ("12/2021", French, unclear(3)),
        ("1er mai 0021", French, DateError::YearOutOfRange { year: 21 }),
        ("3021", French, DateError::YearOutOfRange { year: 3021 }),
        ("30 février", French, DateError::NoSuchDay { day: 30, month: 2, year: None }),
        ("29 février 2021", French, DateError::NoSuchDay { day: 29, month: 2, year: Some(2021) }),
        ("2/13/2021", English, DateError::NoSuchDay { day: 2, month: 13, year: Some(2021) }),
        (
            // S3-01: 2021-02-02 is a Tuesday.
            "lundi 2 février 2021",
            French,
            DateError::WrongWeekday {
                stated: Weekday::Monday,
                right: Weekday::Tuesday,
                date: date(2021, 2, 2),
            },
        ),
    ] {
        let refused = ImpreciseDate::parse(text, language, said(), MissingYear::Next);
        assert_eq!(refused, Err(error), "{text}");
    }
    let long = "mai ".repeat(51);
    assert_eq!(Stated::parse(&long, French), Err(DateError::TooLong { limit: 200 }));
    let wrong = Stated { bound: Bound::In, period: Period::Quarter(9), year: None };
    assert_eq!(wrong.on(said(), MissingYear::Next), Err(DateError::OutOfCalendar));
    let soon = Stated::parse("dans les prochains mois", French).expect("read");
    assert_eq!(soon.on(Date::MAX, MissingYear::Next), Err(DateError::OutOfCalendar));
}

/// « le 1er » is the last one or the next one, and is kept as the day that it is.
#[test]
fn a_day_alone_is_of_the_nearest_month() {
    let day = date(2026, 3, 15);
    for (text, language, last, next) in [
        ("le 1er", French, (2026, 3, 1), (2026, 4, 1)),
        ("le 15", French, (2026, 3, 15), (2026, 3, 15)),
        ("31e", French, (2026, 1, 31), (2026, 3, 31)),
        ("au 30", French, (2026, 1, 30), (2026, 3, 30)),
        ("the 1st", English, (2026, 3, 1), (2026, 4, 1)),
    ] {
        for (missing, (year, month, day_of_month)) in [(MissingYear::Last, last), (MissingYear::Next, next)] {
            let read = ImpreciseDate::parse(text, language, day, missing).expect(text);
            let found = date(year, month, day_of_month);
            assert_eq!(
                (read.earliest(), read.latest(), read.wording()),
                (Some(found), found, None),
                "{text}"
            );
            assert!(read.is_year_inferred(), "{text}");
            assert_eq!(ImpreciseDate::from_parts(read.to_parts()), Ok(read), "{text}");
        }
    }
    // The fifteenth of March 2026 is a Sunday.
    for (text, language, missing, expected) in [
        ("demain", French, MissingYear::Next, date(2026, 3, 16)),
        ("Après-demain", French, MissingYear::Next, date(2026, 3, 17)),
        ("aujourd’hui", French, MissingYear::Last, day),
        ("hier", French, MissingYear::Last, date(2026, 3, 14)),
        ("jeudi", French, MissingYear::Next, date(2026, 3, 19)),
        ("jeudi", French, MissingYear::Last, date(2026, 3, 12)),
        ("dimanche", French, MissingYear::Next, day),
        ("dimanche prochain", French, MissingYear::Next, date(2026, 3, 22)),
        ("mardi dernier", French, MissingYear::Next, date(2026, 3, 10)),
        ("tomorrow", English, MissingYear::Next, date(2026, 3, 16)),
        ("next Monday", English, MissingYear::Next, date(2026, 3, 16)),
        ("last Friday", English, MissingYear::Last, date(2026, 3, 13)),
    ] {
        let read = ImpreciseDate::parse(text, language, day, missing).expect(text);
        assert_eq!(
            (read.earliest(), read.latest(), read.wording()),
            (Some(expected), expected, None),
            "{text}"
        );
    }
    assert!(ImpreciseDate::parse("prochain jeudi dernier", French, day, MissingYear::Next).is_err());
    for text in ["15", "le 32", "le 0", "le 15 peut-être", "le"] {
        assert!(ImpreciseDate::parse(text, French, day, MissingYear::Last).is_err(), "{text}");
    }
    assert!(ImpreciseDate::parse("le 31", French, date(2026, 2, 3), MissingYear::Same).is_err());
}

#[test]
fn dates_print_in_both_languages() {
    for (text, french, english) in [
        ("fin juin", "fin juin", "late June"),
        ("Début Mai 2021", "début mai 2021", "early May 2021"),
        ("mi-juin", "mi-juin", "mid-June"),
        ("novembre", "novembre", "November"),
        ("26/1/2009", "26 janvier 2009", "26 January 2009"),
        ("1/5/2021", "1er mai 2021", "1 May 2021"),
        ("mardi 2 février 2021", "mardi 2 février 2021", "Tuesday 2 February 2021"),
        ("T3 2021", "3e trimestre 2021", "Q3 2021"),
        ("S1 2022", "1er semestre 2022", "first half of 2022"),
        ("hiver 2020", "hiver 2020-2021", "winter 2020-2021"),
        ("2021", "2021", "2021"),
        ("courant 2022", "courant 2022", "during 2022"),
        ("fin 2021", "fin 2021", "late 2021"),
        ("fin de l'année", "fin de l’année", "end of the year"),
        ("d'ici la fin de l'année", "d’ici à la fin de l’année", "by the end of the year"),
        ("avant le milieu de l'année", "avant le milieu de l’année", "before the middle of the year"),
        ("au plus tard fin d'année", "au plus tard à la fin de l’année", "no later than the end of the year"),
        ("d'ici au 1er semestre 2022", "d’ici au 1er semestre 2022", "by the first half of 2022"),
        ("d'ici l'été 2019", "d’ici à l’été 2019", "by summer 2019"),
        ("d'ici au printemps", "d’ici au printemps", "by spring"),
        ("d'ici fin juin", "d’ici à fin juin", "by the end of June"),
        ("avant le 22 septembre", "avant le 22 septembre", "before 22 September"),
        ("au plus tard en mai", "au plus tard en mai", "no later than May"),
        ("dans les semaines à venir", "dans les prochaines semaines", "in the coming weeks"),
    ] {
        assert_eq!(plain(&read(text, French).print(French)), french);
        assert_eq!(plain(&read(text, French).print(English)), english);
    }
    assert_eq!(read("26/1/2009", French).print(French), "26\u{a0}janvier 2009");
    assert_eq!(ImpreciseDate::day(date(2021, 5, 1)).print(French), "1er\u{a0}mai 2021");
}

#[test]
fn how_a_date_is_counted_is_said() {
    for (text, french, english) in [
        ("fin juin", "entre le 21 et le 30 juin 2021", "between 21 and 30 June 2021"),
        ("mai 2021", "entre le 1er et le 31 mai 2021", "between 1 and 31 May 2021"),
        ("été 2019", "entre le 21 juin et le 22 septembre 2019", "between 21 June and 22 September 2019"),
        (
            "hiver 2020",
            "entre le 21 décembre 2020 et le 19 mars 2021",
            "between 21 December 2020 and 19 March 2021",
        ),
        ("d'ici à l'automne 2021", "au plus tard le 22 septembre 2021", "no later than 22 September 2021"),
        ("26 janvier 2009", "le 26 janvier 2009", "on 26 January 2009"),
    ] {
        assert_eq!(plain(&read(text, French).counted(French)), french);
        assert_eq!(plain(&read(text, French).counted(English)), english);
    }
}

#[test]
fn days_and_times_print_in_both_languages() {
    let day = date(2021, 6, 15);
    assert_eq!(day_in_full(day, French), "mardi 15\u{a0}juin 2021");
    assert_eq!(day_in_full(day, English), "Tuesday 15\u{a0}June 2021");
    assert_eq!(day_in_short(day, French), "15\u{a0}juin");
    assert_eq!(day_in_short(date(2021, 5, 1), French), "1er\u{a0}mai");
    assert_eq!(time_of_day(time(9, 40, 0, 0), French), "9\u{a0}h\u{a0}40");
    assert_eq!(time_of_day(time(9, 5, 0, 0), French), "9\u{a0}h\u{a0}05");
    assert_eq!(time_of_day(time(14, 0, 0, 0), French), "14\u{a0}h");
    assert_eq!(time_of_day(time(9, 40, 0, 0), English), "09:40");
    assert_eq!(month_name(13, French), "");
}

#[test]
fn durations_are_told_to_the_half_month() {
    // S0-15: declared « 9 mois », computed 8.5 from 20 March to 4 December 2019.
    let nine = months_between(date(2019, 3, 20), date(2019, 12, 4));
    assert_eq!(nine.tenths(), 85);
    assert_eq!(plain(&nine.print(French)), "8,5 mois");
    assert_eq!(plain(&nine.print(English)), "8.5 months");
    for (from, to, tenths) in [
        (date(2019, 3, 20), date(2019, 3, 20), 0),
        (date(2019, 3, 20), date(2019, 4, 20), 10),
        (date(2019, 1, 31), date(2019, 2, 28), 10),
        (date(2019, 12, 4), date(2019, 3, 20), -85),
        (date(2018, 11, 22), date(2019, 3, 22), 40), // S4-21
        (date(2019, 3, 20), date(2019, 3, 27), 0),
        (date(2019, 3, 20), date(2019, 3, 28), 5),
        (date(2020, 2, 29), date(2021, 2, 28), 120),
    ] {
        assert_eq!(months_between(from, to).tenths(), tenths, "{from} {to}");
    }
    assert_eq!(plain(&months_between(date(2021, 1, 1), date(2021, 2, 1)).print(English)), "1 month");
}

#[test]
fn agreements_expire_on_the_same_day() {
    // S1: signed on 26 January 2009 for two years.
    assert_eq!(later(date(2009, 1, 26), 2, 0), Some(date(2011, 1, 26)));
    assert_eq!(later(date(2020, 2, 29), 1, 0), Some(date(2021, 2, 28)));
    assert_eq!(later(date(2011, 1, 26), 0, -12), Some(date(2010, 1, 26)));
    assert_eq!(later(Date::MAX, 1, 0), None);
    assert_eq!(later(date(2021, 1, 1), i32::MAX, i32::MAX), None);
}

#[test]
fn parts_are_checked() {
    let parts = |wording: Option<&str>, earliest, latest, precision: &str| Parts {
        wording: wording.map(str::to_owned),
        earliest,
        latest,
        precision: precision.to_owned(),
        year_inferred: false,
        inferred_by: None,
    };
    let (june, july) = (date(2021, 6, 21), date(2021, 7, 10));
    let unknown = parts(None, None, june, "hour");
    let error = PartsError::UnknownPrecision("hour".to_owned());
    assert_eq!(ImpreciseDate::from_parts(unknown), Err(error));
    let reversed = parts(None, Some(july), june, "vague");
    assert_eq!(ImpreciseDate::from_parts(reversed), Err(PartsError::ReversedInterval));
    // An interval set by hand outlives words that say otherwise, or nothing.
    for wording in ["fin juin", "au printemps prochain"] {
        let by_hand = parts(Some(wording), Some(june), july, "part_of_month");
        let by_hand = ImpreciseDate::from_parts(by_hand).expect("held");
        assert_eq!((by_hand.stated(), &*by_hand.print(English)), (None, wording));
        assert_eq!(plain(&by_hand.counted(French)), "entre le 21 juin et le 10 juillet 2021");
    }
    let silent = ImpreciseDate::from_parts(parts(None, None, june, "vague")).expect("held");
    assert_eq!(plain(&silent.print(French)), "au plus tard le 21 juin 2021");
    let day = ImpreciseDate::from_parts(ImpreciseDate::day(june).to_parts());
    assert_eq!(day, Ok(ImpreciseDate::day(june)));
}

#[test]
fn each_precision_has_its_key() {
    for precision in Precision::ALL {
        assert_eq!(Precision::from_key(precision.key()), Some(precision));
    }
    assert_eq!(Precision::from_key("other"), None);
}

#[test]
fn alerts_follow_the_interval() {
    let june = read("fin juin", French);
    assert!(june.may_be(date(2021, 6, 21)) && june.may_be(date(2021, 6, 30)));
    assert!(!june.may_be(date(2021, 6, 20)) && !june.may_be(date(2021, 7, 1)));
    assert!(!june.is_over(date(2021, 6, 30)) && june.is_over(date(2021, 7, 1)));
}
