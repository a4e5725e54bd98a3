//! Writes dates in either language, ready for HTML: blanks that must not break
//! are U+00A0.

use jiff::civil::{Date, Time, Weekday};

use super::rules::WEEKDAYS;
use super::vocabulary::{ENGLISH_MONTHS, ENGLISH_WEEKDAYS, FRENCH_MONTHS, FRENCH_WEEKDAYS};
use super::{Bound, Coming, ImpreciseDate, Part, Period, Season, Stated};
use crate::i18n::Language::{self, English, French};

const NBSP: char = '\u{a0}';

impl ImpreciseDate {
    /// The date as it reads in the language: « fin juin », "late June". Words
    /// whose meaning is not known are given as they are.
    pub fn print(&self, language: Language) -> String {
        match (self.stated, &self.wording) {
            (Some(stated), _) => stated.print(language),
            (None, Some(wording)) => wording.clone(),
            (None, None) => self.counted(language),
        }
    }

    /// How the date is counted: « entre le 21 et le 30 juin 2021 », « au plus
    /// tard le 22 septembre 2021 ».
    pub fn counted(&self, language: Language) -> String {
        let last = day_with_year(self.latest, language);
        let Some(first) = self.earliest.filter(|_| !self.is_deadline()) else {
            return match language {
                French => format!("au plus tard le {last}"),
                English => format!("no later than {last}"),
            };
        };
        if first == self.latest {
            return match language {
                French => format!("le {last}"),
                English => format!("on {last}"),
            };
        }
        let first = match (first.year() == self.latest.year(), first.month() == self.latest.month()) {
            (true, true) => day_of_month(first.day(), language),
            (true, false) => day_in_short(first, language),
            (false, _) => day_with_year(first, language),
        };
        match language {
            French => format!("entre le {first} et le {last}"),
            English => format!("between {first} and {last}"),
        }
    }

    /// What was worked out rather than said: « année déduite par C. Vidal »
    /// (S0-39). None when all was said.
    pub fn inferred(&self, language: Language) -> Option<String> {
        let inferred = match language {
            French => "année déduite",
            English => "year inferred",
        };
        let by = match language {
            French => "par",
            English => "by",
        };
        self.year_inferred.then(|| match &self.inferred_by {
            Some(who) => format!("{inferred} {by} {who}"),
            None => inferred.to_owned(),
        })
    }
}

impl Stated {
    /// What was said, in the language.
    pub fn print(self, language: Language) -> String {
        let period = self.period_text(language);
        let article = self.article();
        match (language, self.bound) {
            (_, Bound::In) => period,
            (French, Bound::During) => format!("courant {period}"),
            (French, Bound::By) => format!("d’ici {}{period}", article.to()),
            (French, Bound::Before) => format!("avant {}{period}", article.the()),
            (French, Bound::NoLater) => format!("au plus tard {}{period}", self.at()),
            (English, Bound::During) => format!("during {}{period}", self.the()),
            (English, Bound::By) => format!("by {}{period}", self.the()),
            (English, Bound::Before) => format!("before {}{period}", self.the()),
            (English, Bound::NoLater) => format!("no later than {}{period}", self.the()),
        }
    }

    fn period_text(self, language: Language) -> String {
        let year = self.year.map(|year| format!(" {year}")).unwrap_or_default();
        match (self.period, language) {
            (Period::Day { day, month, weekday }, _) => {
                let weekday = weekday.map(|day| format!("{} ", weekday_name(day, language)));
                let day = day_and_month(day, month, language);
                format!("{}{day}{year}", weekday.unwrap_or_default())
            }
            (Period::PartOfMonth(part, month), _) => {
                format!("{}{}{year}", self.part(part, language), month_name(month, language))
            }
            (Period::Month(month), _) => format!("{}{year}", month_name(month, language)),
            (Period::Quarter(rank), French) => format!("{}{NBSP}trimestre{year}", ranked(rank)),
            (Period::Quarter(rank), English) => format!("Q{rank}{year}"),
            (Period::Half(rank), French) => format!("{}{NBSP}semestre{year}", ranked(rank)),
            (Period::Half(rank), English) => {
                let rank = if rank == 1 { "first" } else { "second" };
                let of = if self.year.is_some() { " of" } else { "" };
                format!("{rank} half{of}{year}")
            }
            (Period::Season(season), _) => {
                format!("{}{}", season.name(language), self.season_year(season))
            }
            (Period::PartOfYear(part), _) => match (self.year, language) {
                (Some(year), _) => format!("{}{year}", self.part(part, language)),
                (None, French) => format!("{} de l’année", ["début", "milieu", "fin"][part.rank()]),
                (None, English) => format!("{} of the year", ["beginning", "middle", "end"][part.rank()]),
            },
            (Period::Year, _) => year.trim_start().to_owned(),
            (Period::Coming(coming), _) => coming.text(language).to_owned(),
        }
    }

    /// « fin », with what joins it to a month or a year. A deadline is "by the
    /// end of June", a date is "late June".
    fn part(self, part: Part, language: Language) -> &'static str {
        match (part, language) {
            (Part::Early, French) => "début ",
            (Part::Mid, French) => "mi-",
            (Part::Late, French) => "fin ",
            (Part::Early, English) => "early ",
            (Part::Mid, English) => "mid-",
            (Part::Late, English) if self.bound.is_deadline() => "the end of ",
            (Part::Late, English) => "late ",
        }
    }

    /// A winter runs over two years and says both.
    fn season_year(self, season: Season) -> String {
        match (self.year, season) {
            (Some(year), Season::Winter) => format!(" {year}-{}", year.saturating_add(1)),
            (Some(year), _) => format!(" {year}"),
            (None, _) => String::new(),
        }
    }

    /// The French article of the period.
    fn article(self) -> Article {
        match (self.period, self.year) {
            (
                Period::Day { .. } | Period::Quarter(_) | Period::Half(_) | Period::Season(Season::Spring),
                _,
            )
            | (Period::PartOfYear(Part::Early | Part::Mid), None) => Article::Masculine,
            (Period::PartOfYear(Part::Late), None) => Article::Feminine,
            (Period::Season(_), _) => Article::Elided,
            _ => Article::None,
        }
    }

    /// The French preposition of time, with its article.
    fn at(self) -> &'static str {
        match (self.period, self.article()) {
            (Period::Day { .. }, _) => "le ",
            (Period::Month(_) | Period::Year, _) => "en ",
            (_, Article::None) => "",
            (_, article) => article.to(),
        }
    }

    /// The English article of the period.
    fn the(self) -> &'static str {
        match (self.period, self.year) {
            (Period::Half(_), _) | (Period::PartOfYear(_), None) => "the ",
            _ => "",
        }
    }
}

/// The French article of a period.
#[derive(Clone, Copy)]
enum Article {
    None,
    Masculine,
    Feminine,
    Elided,
}

impl Article {
    fn to(self) -> &'static str {
        match self {
            Self::None => "à ",
            Self::Masculine => "au ",
            Self::Feminine => "à la ",
            Self::Elided => "à l’",
        }
    }

    fn the(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Masculine => "le ",
            Self::Feminine => "la ",
            Self::Elided => "l’",
        }
    }
}

impl Part {
    fn rank(self) -> usize {
        match self {
            Self::Early => 0,
            Self::Mid => 1,
            Self::Late => 2,
        }
    }
}

impl Season {
    fn name(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Spring, French) => "printemps",
            (Self::Summer, French) => "été",
            (Self::Autumn, French) => "automne",
            (Self::Winter, French) => "hiver",
            (Self::Spring, English) => "spring",
            (Self::Summer, English) => "summer",
            (Self::Autumn, English) => "autumn",
            (Self::Winter, English) => "winter",
        }
    }
}

impl Coming {
    fn text(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Days, French) => "dans les prochains jours",
            (Self::Weeks, French) => "dans les prochaines semaines",
            (Self::Months, French) => "dans les prochains mois",
            (Self::Days, English) => "in the coming days",
            (Self::Weeks, English) => "in the coming weeks",
            (Self::Months, English) => "in the coming months",
        }
    }
}

/// « mardi 15 juin 2021 », "Tuesday 15 June 2021".
pub fn day_in_full(date: Date, language: Language) -> String {
    format!("{} {}", weekday_name(date.weekday(), language), day_with_year(date, language))
}

/// « 15 juin 2021 », "15 June 2021".
pub fn day_with_year(date: Date, language: Language) -> String {
    format!("{} {}", day_in_short(date, language), date.year())
}

/// « 15 juin », « 1er mai », "15 June".
pub fn day_in_short(date: Date, language: Language) -> String {
    day_and_month(date.day(), date.month(), language)
}

/// « 9 h 40 », "09:40", on a clock of 24 hours.
pub fn time_of_day(time: Time, language: Language) -> String {
    match (language, time.hour(), time.minute()) {
        (French, hour, 0) => format!("{hour}{NBSP}h"),
        (French, hour, minute) => format!("{hour}{NBSP}h{NBSP}{minute:02}"),
        (English, hour, minute) => format!("{hour:02}:{minute:02}"),
    }
}

/// « mardi », "Tuesday".
pub fn weekday_name(weekday: Weekday, language: Language) -> &'static str {
    let names = match language {
        French => FRENCH_WEEKDAYS,
        English => ENGLISH_WEEKDAYS,
    };
    let mut week = WEEKDAYS.into_iter().zip(names);
    week.find(|(day, _)| *day == weekday).map_or("", |(_, name)| name)
}

/// « juin », "June", of a month from 1 to 12; nothing for another number.
pub fn month_name(month: i8, language: Language) -> &'static str {
    let names = match language {
        French => FRENCH_MONTHS,
        English => ENGLISH_MONTHS,
    };
    let mut year = (1..).zip(names);
    year.find(|(rank, _)| *rank == month).map_or("", |(_, name)| name)
}

fn day_and_month(day: i8, month: i8, language: Language) -> String {
    format!("{}{NBSP}{}", day_of_month(day, language), month_name(month, language))
}

fn day_of_month(day: i8, language: Language) -> String {
    if day == 1 && language == French { ranked(day) } else { day.to_string() }
}

/// « 1er », « 3e ».
fn ranked(rank: i8) -> String {
    if rank == 1 { "1er".to_owned() } else { format!("{rank}e") }
}
