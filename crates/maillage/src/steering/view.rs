//! A year as an organisation steers by it: what pages, the API and `maillage check` read, put together once.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use platform::access::Actor;
use platform::database::{Reader, Result};
use platform::figures::{Figure, Parts, Unit};

use super::cohorts::{Cohort, Delays, cohorts, delays};
use super::counting::{Part, Results, Year, between, is_sure, number, results};
use super::forecast::{Outlook, TooLittle, outlook};
use super::indicators::{Basis, Indicator};
use super::observations::{self, Observation};
use super::targets::{self, Target};
use crate::investment::{Course, Decided, courses, decided};
use crate::plan::{Heading, headings};

/// How many quarters of qualification are shown.
const QUARTERS: usize = 8;
/// How many years of courses are read: projects opened before are counted among the wins, not among what goes on.
const YEARS: i64 = 4;

/// When one asks, and in which zone days begin.
#[derive(Clone, Debug)]
pub struct Now {
    /// The moment.
    pub at: Timestamp,
    /// The zone.
    pub zone: TimeZone,
}

impl Now {
    /// The day.
    pub fn today(&self) -> Date {
        self.at.to_zoned(self.zone.clone()).date()
    }

    fn before(&self, moment: Timestamp) -> Timestamp {
        moment.checked_sub(SignedDuration::from_secs(1)).unwrap_or(moment)
    }

    fn start_of(&self, day: Date) -> Timestamp {
        day.to_zoned(self.zone.clone()).map_or(self.at, |start| start.timestamp())
    }
}

/// An indicator set against its target.
#[derive(Clone, Debug)]
pub struct Gauge {
    /// The indicator.
    pub indicator: Indicator,
    /// What is done: verified, or stated.
    pub done: Option<Figure>,
    /// What is announced beside it.
    pub announced: Option<Figure>,
    /// What is expected at the end of the year, all told.
    pub expected: Option<Figure>,
    /// What one aims at.
    pub target: Option<Target>,
    /// Where the value was stated, when it is not counted.
    pub observation: Option<Observation>,
}

/// The results of an axis; of what is under none, when it has no heading.
#[derive(Clone, Debug)]
pub struct AxisLine {
    /// The axis.
    pub heading: Option<Heading>,
    /// Projects that go on.
    pub ongoing: usize,
    /// What it came to.
    pub results: Results,
    /// Its targets.
    pub targets: Vec<Target>,
}

/// What is verified at the end of a month, since the beginning of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// From 1.
    pub number: i8,
    /// At least and at most; none for a month to come.
    pub wins: Option<(i64, i64)>,
}

/// A year of an organisation.
#[derive(Clone, Debug)]
pub struct View {
    /// The year.
    pub year: Year,
    /// The years that have targets, and this one.
    pub years: Vec<i64>,
    /// The day on which it is read.
    pub today: Date,
    /// Its indicators, those that have a target of the whole and those that always stand there.
    pub gauges: Vec<Gauge>,
    /// What it came to.
    pub results: Results,
    /// The projects counted, and those known of beside.
    pub decided: Vec<Decided>,
    /// By axis.
    pub axes: Vec<AxisLine>,
    /// Projects that go on, whatever their axis.
    pub ongoing: usize,
    /// Month by month.
    pub months: Vec<Month>,
    /// By quarter of qualification, until this day.
    pub cohorts: Vec<Cohort>,
    /// How long leads of the year waited.
    pub delays: Delays,
    /// From when to when these leads were opened.
    pub opened: (Timestamp, Timestamp),
    /// What may still come; none when the year is over or has not begun.
    pub outlook: Option<std::result::Result<Outlook, TooLittle>>,
    /// Every target of the year.
    pub targets: Vec<Target>,
    /// How projects went.
    pub courses: Vec<Course>,
}

impl View {
    /// Reads a year, this one unless another is asked for, of the organisation acted for.
    pub fn read(reader: &Reader, actor: &Actor, asked: Option<Year>, now: &Now) -> Result<Self> {
        let today = now.today();
        let this = i64::from(today.year());
        let year =
            asked.or_else(|| Year::of(this)).unwrap_or(Year { number: this, first: today, last: today });
        let mut years = targets::years(reader, actor)?;
        years.extend([this, year.number]);
        years.sort_unstable();
        years.dedup();
        let targets = targets::of_year(reader, actor, year.number)?;
        let decided = decided(reader, actor, year.first, year.last)?;
        let stated = observations::all(reader, actor)?;
        let headings = headings(reader, actor)?;
        let since = Year::of(year.number - YEARS).map_or(year.first, |earlier| earlier.first);
        let courses = courses(reader, actor, now.start_of(since))?;
        let results = results(&decided, &year, Part::Whole);
        let end = now.start_of(year.last.tomorrow().unwrap_or(year.last));
        let current = (year.first..=year.last).contains(&today);
        let outlook = current.then(|| outlook(&courses, (now.at, end), year.first));
        let gauges = gauges(&results, &targets, &stated, (&year, outlook.as_ref()));
        // A year that is over is read at its last moment.
        let read_at = if today > year.last { now.before(end) } else { now.at };
        Ok(Self {
            gauges,
            axes: axes(&headings, &decided, &courses, (targets.as_slice(), &year)),
            ongoing: courses.iter().filter(|course| goes_on(course)).count(),
            months: months(&decided, &year, today),
            cohorts: cohorts(&courses, read_at, &now.zone, QUARTERS),
            delays: delays(&courses, (now.start_of(year.first), end), &now.zone),
            opened: (now.start_of(year.first), end),
            year,
            years,
            today,
            results,
            decided,
            outlook,
            targets,
            courses,
        })
    }

    /// The gauge of an indicator.
    pub fn gauge(&self, indicator: Indicator) -> Option<&Gauge> {
        self.gauges.iter().find(|gauge| gauge.indicator == indicator)
    }

    /// Its results for a part of the projects.
    pub fn results_of(&self, part: Part) -> Results {
        if part == Part::Whole { self.results.clone() } else { results(&self.decided, &self.year, part) }
    }

    /// The target of the whole for an indicator.
    pub fn target(&self, indicator: Indicator) -> Option<&Target> {
        whole(&self.targets, indicator)
    }

    /// What the targets come to for one project or one job, which costs nothing of the kind: shown as indicative (S3-11).
    pub fn ratios(&self) -> Vec<(&'static str, Figure)> {
        let figure = |indicator| self.target(indicator).map(|target| &target.now.figure);
        let ratio = |key, share: Option<&Figure>, by: Option<&Figure>| {
            share?.ratio(by?, 0).ok().map(|ratio| (key, ratio))
        };
        let (wins, jobs, budget) =
            (figure(Indicator::Wins), figure(Indicator::Jobs), figure(Indicator::Budget));
        let all = [
            ratio("jobs-per-project", jobs, wins),
            ratio("budget-per-project", budget, wins),
            ratio("budget-per-job", budget, jobs),
        ];
        all.into_iter().flatten().collect()
    }

    /// Every cohort together.
    pub fn conversion(&self) -> Cohort {
        Cohort::together(&self.cohorts)
    }
}

fn whole(targets: &[Target], indicator: Indicator) -> Option<&Target> {
    targets.iter().find(|target| target.indicator == indicator && target.axis.is_none())
}

fn goes_on(course: &Course) -> bool {
    course.verified.is_none() && course.closed.is_none()
}

fn gauges(
    results: &Results,
    targets: &[Target],
    stated: &[Observation],
    (year, outlook): (&Year, Option<&std::result::Result<Outlook, TooLittle>>),
) -> Vec<Gauge> {
    let outlook = outlook.and_then(|outlook| outlook.as_ref().ok());
    let always = [Indicator::Wins, Indicator::Jobs];
    let one = |indicator: Indicator| {
        let target = whole(targets, indicator).cloned();
        let observation = observations::shown(stated, indicator, year.first, year.last).cloned();
        if target.is_none() && observation.is_none() && !always.contains(&indicator) {
            return None;
        }
        if indicator.rule().basis == Basis::Stated {
            let done = observation.as_ref().map(|one| one.figure.clone());
            return Some(Gauge { indicator, done, announced: None, expected: None, target, observation });
        }
        let (done, announced) = results.of(indicator).unwrap_or_default();
        let expected = outlook.and_then(|outlook| match indicator {
            Indicator::Wins => Some(beyond(done.as_ref(), outlook.wins)),
            Indicator::Jobs => Some(beyond(done.as_ref(), outlook.jobs)),
            _ => None,
        });
        Some(Gauge { indicator, done, announced, expected, target, observation: None })
    };
    Indicator::targeted().filter_map(one).collect()
}

/// What is done and what may come, together: a range, open above as soon as what is done is.
fn beyond(done: Option<&Figure>, (low, high): (i64, i64)) -> Figure {
    let (least, most) = done.map_or((0, Some(0)), bounds);
    match most {
        Some(most) => between(least + low, most + high),
        None => at_least(least + low),
    }
}

fn at_least(low: i64) -> Figure {
    let parts = Parts {
        low: Some(low * Unit::Count.scale()),
        qualifier: "at_least".into(),
        unit: Unit::Count.key(),
        ..Parts::default()
    };
    Figure::from_parts(parts).unwrap_or_else(|_| between(low, low))
}

/// The bounds of a figure in whole units, rounded outward; nothing at least when it says no lower one.
pub fn bounds(figure: &Figure) -> (i64, Option<i64>) {
    const ONE: i64 = 1_000_000;
    let low = figure.low().map_or(0, |low| low.millionths().div_euclid(ONE));
    (low, figure.high().map(|high| -(-high.millionths()).div_euclid(ONE)))
}

fn axes(
    headings: &[Heading],
    decided: &[Decided],
    courses: &[Course],
    (targets, year): (&[Target], &Year),
) -> Vec<AxisLine> {
    let own = headings.iter().filter(|one| one.kind.is_axis()).cloned().map(Some);
    let line = |heading: Option<Heading>| {
        let id = heading.as_ref().map(|one| one.id);
        let part = id.map_or(Part::NoAxis, Part::Axis);
        let ongoing = courses.iter().filter(|course| goes_on(course) && part.holds(course.axis)).count();
        let of_axis = |target: &&Target| id.is_some() && target.axis.as_ref().map(|axis| axis.id) == id;
        AxisLine {
            ongoing,
            results: results(decided, year, part),
            targets: targets.iter().filter(of_axis).cloned().collect(),
            heading,
        }
    };
    let lines: Vec<AxisLine> = own.chain([None]).map(line).collect();
    // An axis that no longer holds stays as long as something is counted under it; without any axis there is nothing to tell.
    let counts = |line: &AxisLine| {
        let holds = line.heading.as_ref().is_some_and(|one| one.holds_in(year.number));
        holds
            || line.ongoing > 0
            || line.results.verified.projects != between(0, 0)
            || !line.targets.is_empty()
    };
    if lines.len() == 1 { Vec::new() } else { lines.into_iter().filter(counts).collect() }
}

fn months(decided: &[Decided], year: &Year, today: Date) -> Vec<Month> {
    let verified: Vec<&Decided> = decided.iter().filter(|one| one.read && one.verified).collect();
    let month = |month: i8| {
        let first = Date::new(year.first.year(), month, 1).unwrap_or(year.first);
        let last = first.last_of_month();
        let sure = |one: &&&Decided| is_sure(one, year) && one.decided_latest <= last;
        let maybe = |one: &&&Decided| one.decided_earliest.is_none_or(|day| day <= last);
        let count = |many: usize| number(many);
        let wins =
            (count(verified.iter().filter(sure).count()), count(verified.iter().filter(maybe).count()));
        Month { number: month, wins: (first <= today).then_some(wins) }
    };
    (1..=12).map(month).collect()
}
