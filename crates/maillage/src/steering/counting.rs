//! What the gauges of a year count: verified projects, and apart from them announced ones. A project whose decision may have
//! fallen in another year makes the count a range; what is stated as a range stays one; what says no number is said to say
//! none. Facts in, figures out.

use jiff::civil::Date;
use platform::figures::{Currency, Figure, Parts, Unit};

use super::indicators::Indicator;
use crate::investment::Decided;
use crate::investment::jobs::plain;
use crate::plan::HeadingId;

/// A year, from its first to its last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Year {
    /// Its number.
    pub number: i64,
    /// Its first day.
    pub first: Date,
    /// Its last day.
    pub last: Date,
}

impl Year {
    /// A year by its number; none beyond what a calendar holds.
    pub fn of(number: i64) -> Option<Self> {
        let year = i16::try_from(number).ok().filter(|year| (1900..=2200).contains(year))?;
        Some(Self { number, first: Date::new(year, 1, 1).ok()?, last: Date::new(year, 12, 31).ok()? })
    }

    /// The part of the year that is over at the end of a day, in thousandths.
    pub fn elapsed(&self, today: Date) -> i32 {
        let days = |from: Date, to: Date| from.until(to).map(|span| span.get_days()).unwrap_or_default() + 1;
        if today < self.first {
            return 0;
        }
        1000 * days(self.first, today.min(self.last)) / days(self.first, self.last)
    }
}

/// An amount counted over some projects.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Amount {
    /// The sum, when one project at least says a number.
    pub figure: Option<Figure>,
    /// Of the projects counted, how many say no number.
    pub silent: usize,
}

/// What was counted over the projects that are verified, or over those that are announced.
#[derive(Clone, Debug, PartialEq)]
pub struct Tally {
    /// How many projects.
    pub projects: Figure,
    /// Jobs announced at three years.
    pub jobs: Amount,
    /// Jobs maintained.
    pub safeguarded: Amount,
    /// Contracts with a temporary work agency.
    pub agency: Amount,
    /// Of the jobs, those of projects that moved from another site.
    pub moved: Amount,
}

/// Investment, by who says it and by currency: never one number.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Capex {
    /// What companies disclosed.
    pub disclosed: Vec<Figure>,
    /// What was estimated.
    pub estimated: Vec<Figure>,
    /// Of the projects counted, how many disclose nothing and are not estimated.
    pub unknown: usize,
}

/// What a year came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Results {
    /// Verified.
    pub verified: Tally,
    /// Announced, and not verified yet.
    pub announced: Tally,
    /// Investment of verified projects.
    pub capex: Capex,
    /// Projects that the actor knows of and does not read: in none of the numbers.
    pub aside: usize,
}

/// Which projects are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of them.
    Whole,
    /// Those under this axis.
    Axis(HeadingId),
    /// Those under none.
    NoAxis,
}

impl Part {
    /// Whether a project under this axis is of it.
    pub fn holds(self, axis: Option<HeadingId>) -> bool {
        match self {
            Self::Whole => true,
            Self::Axis(own) => axis == Some(own),
            Self::NoAxis => axis.is_none(),
        }
    }
}

/// Counts the projects that the actor reads.
pub fn results(all: &[Decided], year: &Year, part: Part) -> Results {
    let read: Vec<&Decided> = all.iter().filter(|one| one.read && part.holds(one.axis)).collect();
    let of = |verified: bool| -> Vec<&Decided> {
        read.iter().copied().filter(|one| one.verified == verified).collect()
    };
    Results {
        verified: tally(&of(true), year),
        announced: tally(&of(false), year),
        capex: capex(&of(true), year),
        aside: if part == Part::Whole { all.iter().filter(|one| !one.read).count() } else { 0 },
    }
}

fn tally(projects: &[&Decided], year: &Year) -> Tally {
    let sure = projects.iter().filter(|one| is_sure(one, year)).count();
    let moved: Vec<&Decided> =
        projects.iter().copied().filter(|one| one.operation.as_deref() == Some("transfer")).collect();
    Tally {
        projects: between(number(sure), number(projects.len())),
        jobs: amount(projects, year, |one| one.jobs.as_ref()),
        safeguarded: amount(projects, year, |one| one.safeguarded_jobs.as_ref()),
        agency: amount(projects, year, |one| one.agency_jobs.as_ref()),
        moved: amount(&moved, year, |one| one.jobs.as_ref()),
    }
}

/// Whether a decision fell in the year, whatever its precision.
pub fn is_sure(one: &Decided, year: &Year) -> bool {
    one.decided_earliest.is_some_and(|day| day >= year.first) && one.decided_latest <= year.last
}

fn amount(projects: &[&Decided], year: &Year, of: impl Fn(&Decided) -> Option<&Figure>) -> Amount {
    let said: Vec<Figure> = projects
        .iter()
        .filter_map(|one| of(one).map(|figure| if is_sure(one, year) { figure.clone() } else { at_most(figure) }))
        // A number of jobs is a number, whatever word followed it.
        .map(|figure| plain(&figure))
        .collect();
    Amount { figure: sum(&said), silent: projects.len() - said.len() }
}

fn capex(projects: &[&Decided], year: &Year) -> Capex {
    let basis = |key: &str| -> Vec<Figure> {
        let own = projects.iter().filter(|one| one.value_basis.as_deref() == Some(key));
        let own: Vec<Figure> = own
            .filter_map(|one| {
                let said = one.value.as_ref()?;
                Some(if is_sure(one, year) { said.clone() } else { at_most(said) })
            })
            .collect();
        let currencies = [Currency::Eur, Currency::Usd, Currency::Gbp].map(Unit::Money);
        let of = |unit: &Unit| -> Vec<Figure> {
            own.iter().filter(|figure| figure.unit() == unit).cloned().collect()
        };
        currencies.iter().filter_map(|unit| sum(&of(unit))).collect()
    };
    let says = |one: &&&Decided| {
        one.value.is_some() && matches!(one.value_basis.as_deref(), Some("disclosed" | "estimated"))
    };
    let saying = projects.iter().filter(says).count();
    Capex { disclosed: basis("disclosed"), estimated: basis("estimated"), unknown: projects.len() - saying }
}

/// A sum; none when nothing is summed, or when it is larger than a figure holds.
fn sum(figures: &[Figure]) -> Option<Figure> {
    Figure::sum(figures).ok().flatten()
}

/// A figure of projects of which some may not count: nothing at least.
fn at_most(figure: &Figure) -> Figure {
    let parts = figure.to_parts();
    let qualifier = if parts.high.is_some() { "range" } else { "at_least" };
    let parts = Parts {
        wording: None,
        value: None,
        low: Some(0),
        high: parts.high,
        qualifier: qualifier.into(),
        unit: parts.unit,
    };
    Figure::from_parts(parts).unwrap_or_else(|_| figure.clone())
}

/// A count between two numbers.
pub fn between(low: i64, high: i64) -> Figure {
    let count = |number: i64| Figure::count(i32::try_from(number).unwrap_or(i32::MAX));
    if low == high {
        return count(low);
    }
    let scale = Unit::Count.scale();
    let parts = Parts {
        low: Some(low * scale),
        high: Some(high * scale),
        qualifier: "range".into(),
        unit: Unit::Count.key(),
        ..Parts::default()
    };
    Figure::from_parts(parts).unwrap_or_else(|_| count(low))
}

/// A count of things that are there.
pub fn number(many: usize) -> i64 {
    i64::try_from(many).unwrap_or(i64::MAX)
}

impl Results {
    /// What an indicator reads: verified, then announced. None when it is not counted from projects.
    pub fn of(&self, indicator: Indicator) -> Option<(Option<Figure>, Option<Figure>)> {
        let both = |of: fn(&Tally) -> Option<&Figure>| {
            Some((of(&self.verified).cloned(), of(&self.announced).cloned()))
        };
        match indicator {
            Indicator::Wins => both(|tally| Some(&tally.projects)),
            Indicator::Jobs => both(|tally| tally.jobs.figure.as_ref()),
            Indicator::SafeguardedJobs => both(|tally| tally.safeguarded.figure.as_ref()),
            Indicator::AgencyJobs => both(|tally| tally.agency.figure.as_ref()),
            // What companies disclose is the only amount that is set against a target.
            Indicator::Capex => {
                let euros = |figure: &&Figure| *figure.unit() == Unit::Money(Currency::Eur);
                Some((self.capex.disclosed.iter().find(euros).cloned(), None))
            }
            Indicator::Conversion | Indicator::FirstResponse | Indicator::Ambassadors | Indicator::Budget => {
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use platform::i18n::Language::French;

    use super::*;
    use crate::investment::ProjectId;

    fn said(words: &str) -> Option<Figure> {
        Figure::parse(words, French).ok()
    }

    fn won(jobs: &str) -> Decided {
        Decided {
            id: ProjectId(platform::Uuid::nil()),
            reference: String::new(),
            code_name: String::new(),
            fictitious: false,
            verified: true,
            read: true,
            axis: None,
            operation: None,
            decided_earliest: Some(date(2026, 3, 1)),
            decided_latest: date(2026, 3, 31),
            jobs: said(jobs),
            safeguarded_jobs: None,
            agency_jobs: None,
            value: None,
            value_basis: None,
        }
    }

    fn counted(all: &[Decided]) -> Results {
        results(all, &Year::of(2026).unwrap(), Part::Whole)
    }

    fn words(figure: Option<&Figure>) -> String {
        figure.map_or_else(|| "-".into(), |figure| figure.print(French).replace('\u{a0}', " "))
    }

    /// S3-10, practice 1.3: verified alone, announced apart, ranges as ranges, silence as silence.
    #[test]
    fn a_year_counts_what_is_verified() {
        let announced = Decided { verified: false, ..won("30") };
        let unread = Decided { read: false, jobs: None, ..won("") };
        let all = [won("12"), won("15 à 20 emplois"), won(""), announced, unread];
        let results = counted(&all);
        assert_eq!(words(Some(&results.verified.projects)), "3");
        assert_eq!(
            (words(results.verified.jobs.figure.as_ref()).as_str(), results.verified.jobs.silent),
            ("27 à 32", 1)
        );
        assert_eq!(words(results.announced.jobs.figure.as_ref()), "30");
        assert_eq!(results.aside, 1, "known of, and in no number");
        let open = counted(&[won("12"), won("plus de 60")]);
        assert_eq!(words(open.verified.jobs.figure.as_ref()), "plus de 72", "nothing bounds it above");
    }

    #[test]
    fn a_decision_that_may_be_of_another_year_makes_a_range() {
        let winter = Decided {
            decided_earliest: Some(date(2025, 12, 1)),
            decided_latest: date(2026, 2, 28),
            ..won("40")
        };
        let until = Decided { decided_earliest: None, ..won("plus de 10") };
        let results = counted(&[won("12"), winter.clone()]);
        assert_eq!(words(Some(&results.verified.projects)), "1 à 2");
        assert_eq!(words(results.verified.jobs.figure.as_ref()), "12 à 52");
        let results = counted(&[until]);
        assert_eq!(
            (words(Some(&results.verified.projects)), words(results.verified.jobs.figure.as_ref())),
            ("0 à 1".into(), "au moins 0".into())
        );
        let before = results_of(2025, &[winter]);
        assert_eq!(words(Some(&before.verified.projects)), "0 à 1");
    }

    fn results_of(year: i64, all: &[Decided]) -> Results {
        results(all, &Year::of(year).unwrap(), Part::Whole)
    }

    /// Practice 1.3: what is not of the same kind is never one number.
    #[test]
    fn what_is_of_another_kind_stands_apart() {
        let of = |value: &str, basis: &str| Decided {
            value: said(value),
            value_basis: Some(basis.into()),
            ..won("10")
        };
        let moved = Decided {
            operation: Some("transfer".into()),
            safeguarded_jobs: said("14"),
            agency_jobs: said("6"),
            ..won("25")
        };
        let all = [
            of("3 M€", "disclosed"),
            of("2 M$", "disclosed"),
            of("8 M€", "estimated"),
            of("", "refused"),
            moved,
        ];
        let results = counted(&all);
        let amounts = |figures: &[Figure]| figures.iter().map(|one| words(Some(one))).collect::<Vec<_>>();
        assert_eq!(amounts(&results.capex.disclosed), ["3 M€", "2 M$"], "currencies do not add");
        assert_eq!((amounts(&results.capex.estimated), results.capex.unknown), (vec!["8 M€".to_owned()], 2));
        let verified = &results.verified;
        assert_eq!(words(verified.jobs.figure.as_ref()), "65", "neither safeguarded nor temp-agency jobs");
        assert_eq!(words(verified.safeguarded.figure.as_ref()), "14");
        assert_eq!(words(verified.agency.figure.as_ref()), "6");
        assert_eq!(words(verified.moved.figure.as_ref()), "25");
    }

    #[test]
    fn a_year_is_over_as_far_as_its_days_are() {
        let year = Year::of(2026).unwrap();
        let elapsed =
            [date(2025, 12, 31), date(2026, 1, 1), date(2026, 7, 2), date(2026, 12, 31), date(2027, 5, 1)];
        assert_eq!(elapsed.map(|day| year.elapsed(day)), [0, 2, 501, 1000, 1000]);
        assert!(Year::of(21).is_none() && Year::of(9_999_999).is_none());
    }
}
