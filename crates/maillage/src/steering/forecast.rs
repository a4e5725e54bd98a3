//! What may still be won until a day, as a range. Past portfolios are looked at: of the projects that stood at a stage on some
//! day, how many were verified as long afterwards as the time that is left. Courses in, ranges out; the page says how.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use crate::investment::{Course, Stage};

/// From how many distinct projects a stage says anything.
pub const ENOUGH_AT_STAGE: usize = 5;
/// From how many distinct projects a forecast is made at all.
pub const ENOUGH: usize = 10;
/// Days between two looks at a past portfolio.
const STEP: i64 = 30;
/// How many of them at most: two years.
const LOOKS: i64 = 24;
/// How many past forecasts are set against what followed.
const CHECKS: usize = 12;
/// Standard deviations on each side: eight times out of ten.
const EIGHT_OF_TEN: f64 = 1.2816;

/// What became of the projects that stood at a stage, as long afterwards as the time that is left.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chance {
    /// The stage.
    pub stage: Stage,
    /// How many distinct projects were seen there.
    pub seen: usize,
    /// The share of looks after which they were won.
    pub share: f64,
    /// How many projects stand there now.
    pub current: usize,
}

impl Chance {
    /// The mean and variance of the probability, given what was seen: a project looked at several times weighs once.
    fn probability(&self) -> (f64, f64) {
        let seen = real(self.seen);
        let (a, b) = (self.share * seen + 0.5, (1.0 - self.share) * seen + 0.5);
        let mean = a / (a + b);
        (mean, mean * (1.0 - mean) / (a + b + 1.0))
    }

    /// Whether enough was seen.
    pub fn usable(&self) -> bool {
        self.seen >= ENOUGH_AT_STAGE
    }

    /// The range of the probability, eight times out of ten, in thousandths.
    pub fn range(&self) -> (i64, i64) {
        let (mean, variance) = self.probability();
        let side = EIGHT_OF_TEN * variance.sqrt();
        (floor(1000.0 * (mean - side).max(0.0)), ceiling(1000.0 * (mean + side).min(1.0)))
    }
}

/// What may still come, beside what is already verified.
#[derive(Clone, Debug, PartialEq)]
pub struct Outlook {
    /// Days until the day asked.
    pub days: i64,
    /// By stage, from the first.
    pub chances: Vec<Chance>,
    /// Wins to come, at least and at most, eight times out of ten.
    pub wins: (i64, i64),
    /// Their jobs, at least and at most.
    pub jobs: (i64, i64),
    /// Projects of which too few were seen at their stage: left out.
    pub left_out: usize,
    /// Projects that say no number of jobs: left out of the jobs.
    pub silent: usize,
    /// How many distinct projects were seen.
    pub seen: usize,
}

/// Too little is known to say anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLittle {
    /// How many distinct projects were seen as long ago as the time that is left.
    pub seen: usize,
}

/// A past forecast beside what followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Check {
    /// When it would have been made.
    pub at: Timestamp,
    /// What it would have said of the wins to come.
    pub said: (i64, i64),
    /// How many followed.
    pub came: i64,
}

impl Check {
    /// Whether what followed was in the range.
    pub fn holds(&self) -> bool {
        (self.said.0..=self.said.1).contains(&self.came)
    }
}

/// What is expected between two moments, knowing nothing of what came after the first. Projects decided before `counted_from`
/// belong to another year.
pub fn outlook(
    courses: &[Course],
    (at, until): (Timestamp, Timestamp),
    counted_from: Date,
) -> Result<Outlook, TooLittle> {
    let left = until.duration_since(at);
    let looks = looks(courses, at, left);
    let past = stood(courses, &looks);
    let seen = past.iter().filter(|stages| stages.iter().any(Option::is_some)).count();
    if seen < ENOUGH {
        return Err(TooLittle { seen });
    }
    let past = Past { courses, looks: &looks, stood: &past, left };
    let chances: Vec<Chance> = (0..Stage::WON.0).map(|stage| past.chance(Stage(stage), at)).collect();
    let (mut wins, mut least, mut most) = (Spread::default(), Spread::default(), Spread::default());
    let (mut left_out, mut silent) = (0, 0);
    for chance in &chances {
        let here: Vec<&Course> = courses
            .iter()
            .filter(|course| standing(course, at) == Some(chance.stage))
            .filter(|course| course.decided.is_none_or(|day| day >= counted_from))
            .collect();
        if !chance.usable() {
            left_out += here.len();
            continue;
        }
        let jobs: Vec<(i64, Option<i64>)> = here.iter().filter_map(|course| course.jobs).collect();
        silent += here.len() - jobs.len();
        wins.add(chance, &vec![1.0; here.len()]);
        least.add(chance, &jobs.iter().map(|(low, _)| jobs_real(*low)).collect::<Vec<_>>());
        // « plus de 60 » is counted for 60: nothing bounds it above.
        most.add(chance, &jobs.iter().map(|(low, high)| jobs_real(high.unwrap_or(*low))).collect::<Vec<_>>());
    }
    let standing_now: usize = chances.iter().filter(|one| one.usable()).map(|one| one.current).sum();
    let newcomers = newcomers(courses, &looks, left);
    wins.shift(newcomers);
    let ceiling_of_wins = whole(standing_now).saturating_add(newcomers.1);
    Ok(Outlook {
        days: left.as_hours() / 24,
        wins: (wins.low(), wins.high().min(ceiling_of_wins)),
        jobs: (least.low(), most.high().max(least.low())),
        left_out,
        silent,
        seen,
        chances,
    })
}

/// Forecasts that would have been made in the past, each with what was known then, beside what followed.
pub fn checks(courses: &[Course], at: Timestamp, days: i64) -> Vec<Check> {
    let left = SignedDuration::from_hours(24 * days.max(1));
    let mut checks = Vec::new();
    for step in 0..LOOKS {
        let Some(then) = before(at, left, step) else { break };
        let until = then.checked_add(left).unwrap_or(at);
        let Ok(outlook) = outlook(courses, (then, until), Date::MIN) else { break };
        let came = courses.iter().filter(|course| won_between(course, then, until)).count();
        checks.push(Check { at: then, said: outlook.wins, came: whole(came) });
        if checks.len() == CHECKS {
            break;
        }
    }
    checks
}

/// The days on which the past is looked at: as long ago as the time that is left, then every month before.
fn looks(courses: &[Course], at: Timestamp, left: SignedDuration) -> Vec<Timestamp> {
    let first = courses.iter().filter_map(|course| Some(course.moves.first()?.1)).min();
    let looks = (0..LOOKS).map_while(|step| before(at, left, step));
    looks.take_while(|look| first.is_some_and(|first| first <= *look)).collect()
}

fn before(at: Timestamp, left: SignedDuration, step: i64) -> Option<Timestamp> {
    at.checked_sub(left).ok()?.checked_sub(SignedDuration::from_hours(24 * STEP * step)).ok()
}

/// The stage at which a project stood at a moment; none when it was not opened yet, was won, or was over.
fn standing(course: &Course, at: Timestamp) -> Option<Stage> {
    let gone = [course.verified, course.closed].into_iter().flatten().any(|moment| moment <= at);
    let (stage, _) = course.moves.iter().rev().find(|(_, entered)| *entered <= at)?;
    (!gone && *stage < Stage::WON).then_some(*stage)
}

fn won_between(course: &Course, from: Timestamp, to: Timestamp) -> bool {
    course.verified.is_some_and(|moment| from < moment && moment <= to)
}

/// Where each project stood at each look.
fn stood(courses: &[Course], looks: &[Timestamp]) -> Vec<Vec<Option<Stage>>> {
    courses.iter().map(|course| looks.iter().map(|look| standing(course, *look)).collect()).collect()
}

/// Past portfolios, looked at once.
struct Past<'a> {
    courses: &'a [Course],
    looks: &'a [Timestamp],
    stood: &'a [Vec<Option<Stage>>],
    left: SignedDuration,
}

impl Past<'_> {
    /// What became of those that stood at a stage.
    fn chance(&self, stage: Stage, now: Timestamp) -> Chance {
        let (mut seen, mut times, mut won) = (0, 0, 0);
        for (course, stages) in self.courses.iter().zip(self.stood) {
            let own = self.looks.iter().zip(stages).filter(|(_, stood)| **stood == Some(stage));
            let after = |look: Timestamp| look.checked_add(self.left).unwrap_or(look);
            let came = own.map(|(look, _)| won_between(course, *look, after(*look)));
            let (here, then) = came.fold((0, 0), |(here, then), won| (here + 1, then + usize::from(won)));
            seen += usize::from(here > 0);
            times += here;
            won += then;
        }
        let share = if times == 0 { 0.0 } else { real(won) / real(times) };
        let current = self.courses.iter().filter(|course| standing(course, now) == Some(stage)).count();
        Chance { stage, seen, share, current }
    }
}

/// Wins of projects that were not opened yet when the past was looked at: the fewest and the most.
fn newcomers(courses: &[Course], looks: &[Timestamp], left: SignedDuration) -> (i64, i64) {
    let came = looks.iter().map(|look| {
        let until = look.checked_add(left).unwrap_or(*look);
        let new = |course: &&Course| course.moves.first().is_some_and(|(_, opened)| *opened > *look);
        whole(courses.iter().filter(new).filter(|course| won_between(course, *look, until)).count())
    });
    let came: Vec<i64> = came.collect();
    (came.iter().copied().min().unwrap_or(0), came.iter().copied().max().unwrap_or(0))
}

/// A sum of chances: its mean and how far it spreads.
#[derive(Default)]
struct Spread {
    mean: f64,
    variance: f64,
    shift: (i64, i64),
}

impl Spread {
    /// What the projects at a stage bring, each its value: by chance of each, and by what is not known of the probability.
    fn add(&mut self, chance: &Chance, values: &[f64]) {
        let (mean, variance) = chance.probability();
        let sum: f64 = values.iter().sum();
        let squares: f64 = values.iter().map(|value| value * value).sum();
        self.mean += mean * sum;
        self.variance += mean * (1.0 - mean) * squares + variance * sum * sum;
    }

    fn shift(&mut self, by: (i64, i64)) {
        self.shift = by;
    }

    fn low(&self) -> i64 {
        floor((self.mean - EIGHT_OF_TEN * self.variance.sqrt()).max(0.0)) + self.shift.0
    }

    fn high(&self) -> i64 {
        ceiling(self.mean + EIGHT_OF_TEN * self.variance.sqrt()) + self.shift.1
    }
}

fn real(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

fn jobs_real(jobs: i64) -> f64 {
    f64::from(i32::try_from(jobs).unwrap_or(i32::MAX))
}

fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "counts of projects and of jobs, far below what both hold"
)]
fn floor(value: f64) -> i64 {
    (value + 1e-9).floor() as i64
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "counts of projects and of jobs, far below what both hold"
)]
fn ceiling(value: f64) -> i64 {
    (value - 1e-9).ceil() as i64
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use jiff::tz::TimeZone;

    use super::*;
    use crate::investment::ProjectId;

    fn day(days: i64) -> Timestamp {
        let first = date(2025, 1, 1).at(12, 0, 0, 0).to_zoned(TimeZone::UTC).unwrap().timestamp();
        first.checked_add(SignedDuration::from_hours(24 * days)).unwrap()
    }

    /// Opened on a day, at the decision ten days later, then verified some day, or given up after two months.
    fn course(opened: i64, verified: Option<i64>) -> Course {
        Course {
            id: ProjectId(platform::Uuid::nil()),
            reference: String::new(),
            code_name: String::new(),
            fictitious: false,
            axis: None,
            moves: vec![(Stage(0), day(opened)), (Stage(6), day(opened + 10))],
            closed: if verified.is_none() { Some(day(opened + 60)) } else { None },
            verified: verified.map(day),
            decided: None,
            jobs: Some((10, Some(20))),
        }
    }

    /// One project opened each day for a year; every other one is verified forty days later.
    fn year() -> Vec<Course> {
        (0..365).map(|opened| course(opened, (opened % 2 == 0).then_some(opened + 40))).collect()
    }

    #[test]
    fn too_little_is_said_to_be_too_little() {
        let few: Vec<Course> = (0..4).map(|opened| course(opened, None)).collect();
        assert_eq!(outlook(&few, (day(100), day(130)), Date::MIN), Err(TooLittle { seen: 4 }));
        assert_eq!(
            outlook(&year(), (day(5), day(300)), Date::MIN),
            Err(TooLittle { seen: 0 }),
            "no past that long"
        );
        assert!(checks(&few, day(100), 30).is_empty());
    }

    #[test]
    fn a_forecast_is_a_range_around_what_the_past_says() {
        let all: Vec<Course> = year().into_iter().filter(|course| course.moves[0].1 <= day(300)).collect();
        let outlook = outlook(&all, (day(300), day(330)), Date::MIN).unwrap();
        let came =
            i64::try_from(year().iter().filter(|one| won_between(one, day(300), day(330))).count()).unwrap();
        assert!(outlook.wins.0 <= came && came <= outlook.wins.1, "{:?} {came}", outlook.wins);
        assert!(outlook.wins.0 < outlook.wins.1, "a range, not a point");
        assert!(
            outlook.jobs.0 >= 10 * (outlook.wins.0 - 4) && outlook.jobs.1 > outlook.jobs.0,
            "{:?}",
            outlook.jobs
        );
        assert_eq!((outlook.days, outlook.left_out, outlook.silent), (30, 0, 0));
        let decided = outlook.chances.iter().find(|chance| chance.stage == Stage(6)).unwrap();
        let (low, high) = decided.range();
        assert!(low < high && decided.usable(), "{low} {high}");
    }

    /// Practice §4, 30: the backtest knows at each date only what was known then, and is wrong about two times out of ten.
    #[test]
    fn past_forecasts_are_set_against_what_followed() {
        let checks = checks(&year(), day(330), 30);
        assert!(checks.len() >= 6, "{}", checks.len());
        assert!(checks.iter().all(|check| check.at <= day(300)));
        let held = checks.iter().filter(|check| check.holds()).count();
        assert!(held * 10 >= checks.len() * 6, "{checks:?}");
        let alone = [Check { at: day(0), said: (2, 4), came: 5 }];
        assert!(!alone[0].holds());
    }

    #[test]
    fn what_was_decided_in_another_year_is_not_expected_in_this_one() {
        let mut all: Vec<Course> =
            year().into_iter().filter(|course| course.moves[0].1 <= day(300)).collect();
        let whole = outlook(&all, (day(300), day(330)), date(2026, 1, 1)).unwrap();
        for course in &mut all {
            course.decided = Some(date(2025, 6, 1));
        }
        let none = outlook(&all, (day(300), day(330)), date(2026, 1, 1)).unwrap();
        assert!(none.wins.1 < whole.wins.1 && none.jobs == (0, 0), "{none:?}");
    }

    #[test]
    fn more_seen_narrows_the_range_of_a_probability() {
        let chance = |seen| Chance { stage: Stage(5), seen, share: 0.4, current: 3 };
        let width = |seen| {
            let (low, high) = chance(seen).range();
            assert!(low < 400 && 400 < high, "{low} {high}");
            high - low
        };
        assert!(width(5) > width(20) && width(20) > width(200));
        assert!(!chance(4).usable());
    }
}
