//! What follows from the log of stages: of the projects qualified in a quarter, how many were won; how long leads wait for a
//! first contact. Courses in, shares and delays out.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use platform::dates::worked;

use crate::investment::{Course, Stage};

/// From how many projects a share, or a median, says anything.
pub const ENOUGH: usize = 3;
/// From how many a ninth decile does.
const ENOUGH_FOR_DECILE: usize = 10;
/// The stage that a cohort enters.
const QUALIFIED: Stage = Stage(2);
/// The stage that answers a lead.
const CONTACT: Stage = Stage(1);

/// The projects qualified in a quarter, and what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cohort {
    /// The year.
    pub year: i16,
    /// The quarter, from 1.
    pub quarter: i8,
    /// How many were qualified.
    pub qualified: usize,
    /// Of these, how many are verified wins.
    pub won: usize,
    /// Of these, how many are neither won nor over.
    pub open: usize,
}

impl Cohort {
    /// Won out of qualified, in thousandths: what is already won, and what would be if every open project were. None when they
    /// are too few to say.
    pub fn share(&self) -> Option<(usize, usize)> {
        let share = |part: usize| (1000 * part + self.qualified / 2) / self.qualified;
        (self.qualified >= ENOUGH).then(|| (share(self.won), share(self.won + self.open)))
    }

    /// That of a moment, with nothing counted in it.
    pub fn of(at: Timestamp, zone: &TimeZone) -> Self {
        let (year, quarter) = quarter(at, zone);
        Self { year, quarter, ..Self::default() }
    }

    /// Whether a moment falls in its quarter.
    pub fn holds(&self, at: Timestamp, zone: &TimeZone) -> bool {
        (self.year, self.quarter) == quarter(at, zone)
    }

    /// Several together.
    pub fn together(cohorts: &[Self]) -> Self {
        let sum = |of: fn(&Self) -> usize| cohorts.iter().map(of).sum();
        Self {
            qualified: sum(|one| one.qualified),
            won: sum(|one| one.won),
            open: sum(|one| one.open),
            ..Self::default()
        }
    }
}

fn quarter(at: Timestamp, zone: &TimeZone) -> (i16, i8) {
    let day = at.to_zoned(zone.clone()).date();
    (day.year(), (day.month() - 1) / 3 + 1)
}

/// The cohorts of the last quarters, this one included, oldest first. A project counts once, where it was first qualified.
pub fn cohorts(courses: &[Course], now: Timestamp, zone: &TimeZone, quarters: usize) -> Vec<Cohort> {
    let (mut year, mut number) = quarter(now, zone);
    let mut cohorts = Vec::new();
    for _ in 0..quarters {
        cohorts.push(Cohort { year, quarter: number, ..Cohort::default() });
        (year, number) = if number == 1 { (year - 1, 4) } else { (year, number - 1) };
    }
    cohorts.reverse();
    for course in courses {
        let Some(at) = qualified(course) else { continue };
        let when = quarter(at, zone);
        let Some(cohort) = cohorts.iter_mut().find(|one| (one.year, one.quarter) == when) else { continue };
        cohort.qualified += 1;
        cohort.won += usize::from(course.verified.is_some());
        cohort.open += usize::from(course.verified.is_none() && course.closed.is_none());
    }
    cohorts
}

/// When a project was first qualified.
pub fn qualified(course: &Course) -> Option<Timestamp> {
    entered(course, QUALIFIED)
}

/// When a project first reached a stage, or went past it.
fn entered(course: &Course, stage: Stage) -> Option<Timestamp> {
    course.moves.iter().find(|(reached, _)| *reached >= stage).map(|(_, at)| *at)
}

/// How long leads waited for their first contact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Delays {
    /// How many were answered.
    pub answered: usize,
    /// How many still wait.
    pub waiting: usize,
    /// Half of those answered waited at most this, in seconds of working time.
    pub median: Option<i64>,
    /// Nine out of ten waited at most this, in seconds of working time.
    pub ninth_decile: Option<i64>,
}

/// The leads opened between two moments, when each was, and how many seconds of working time it waited for its first contact;
/// none while it waits. One that was given up before is left out.
pub fn waits<'c>(
    courses: &'c [Course],
    (from, to): (Timestamp, Timestamp),
    zone: &'c TimeZone,
) -> impl Iterator<Item = (&'c Course, Timestamp, Option<i64>)> {
    courses.iter().filter_map(move |course| {
        let (_, opened) = *course.moves.first().filter(|(_, at)| (from..to).contains(at))?;
        match entered(course, CONTACT) {
            Some(met) => Some((course, opened, Some(worked(opened, met, zone)))),
            None => course.closed.is_none().then_some((course, opened, None)),
        }
    })
}

/// The delays of the leads opened between two moments. Those that wait are said apart: leaving them out would flatter.
pub fn delays(courses: &[Course], opened: (Timestamp, Timestamp), zone: &TimeZone) -> Delays {
    let all: Vec<Option<i64>> = waits(courses, opened, zone).map(|(.., waited)| waited).collect();
    let waiting = all.iter().filter(|waited| waited.is_none()).count();
    let mut waited: Vec<i64> = all.into_iter().flatten().collect();
    waited.sort_unstable();
    let rank = |percent: usize, enough: usize| {
        let place = (waited.len() * percent).div_ceil(100).max(1) - 1;
        waited.get(place).copied().filter(|_| waited.len() >= enough)
    };
    Delays {
        answered: waited.len(),
        waiting,
        median: rank(50, ENOUGH),
        ninth_decile: rank(90, ENOUGH_FOR_DECILE),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::investment::ProjectId;

    fn at(year: i16, month: i8, day: i8) -> Timestamp {
        date(year, month, day).at(12, 0, 0, 0).to_zoned(TimeZone::UTC).unwrap().timestamp()
    }

    fn course(moves: &[(u8, Timestamp)], verified: Option<Timestamp>, closed: Option<Timestamp>) -> Course {
        Course {
            id: ProjectId(platform::Uuid::nil()),
            reference: String::new(),
            code_name: String::new(),
            fictitious: false,
            axis: None,
            moves: moves.iter().map(|(stage, at)| (Stage(*stage), *at)).collect(),
            closed,
            verified,
            decided: None,
            jobs: None,
        }
    }

    /// Practice 1.3: won out of qualified, by the quarter of qualification, not out of all contacts of the year.
    #[test]
    fn a_project_counts_once_where_it_was_first_qualified() {
        let won = course(
            &[(0, at(2025, 12, 1)), (2, at(2026, 1, 5)), (1, at(2026, 3, 1)), (2, at(2026, 5, 1))],
            Some(at(2026, 9, 1)),
            None,
        );
        let open = course(&[(0, at(2026, 1, 1)), (2, at(2026, 2, 1))], None, None);
        let passed = course(&[(0, at(2026, 1, 1)), (5, at(2026, 3, 31))], None, Some(at(2026, 4, 1)));
        let lead = course(&[(0, at(2026, 1, 1)), (1, at(2026, 1, 2))], None, None);
        let all = cohorts(&[won, open, passed, lead], at(2026, 6, 15), &TimeZone::UTC, 3);
        let said: Vec<_> =
            all.iter().map(|one| (one.year, one.quarter, one.qualified, one.won, one.open)).collect();
        assert_eq!(said, [(2025, 4, 0, 0, 0), (2026, 1, 3, 1, 1), (2026, 2, 0, 0, 0)]);
        assert_eq!(all[1].share(), Some((333, 667)), "what is won, and what still may be");
        assert_eq!(all[2].share(), None, "too few to say");
        assert_eq!(Cohort::together(&all).qualified, 3);
    }

    #[test]
    fn leads_that_wait_are_said_apart() {
        // A Monday at noon: five hours of work are left.
        let opened = at(2026, 3, 2);
        let after = |halves: i64| opened.checked_add(jiff::SignedDuration::from_mins(30 * halves)).unwrap();
        let mut all: Vec<Course> =
            (1..=10).map(|halves| course(&[(0, opened), (1, after(halves))], None, None)).collect();
        all.push(course(&[(0, opened)], None, None));
        all.push(course(&[(0, opened)], None, Some(after(5))));
        all.push(course(&[(0, at(2025, 3, 1)), (1, at(2025, 3, 9))], None, None));
        let year = (at(2026, 1, 1), at(2027, 1, 1));
        let delays = delays(&all, year, &TimeZone::UTC);
        assert_eq!((delays.answered, delays.waiting), (10, 1));
        assert_eq!((delays.median, delays.ninth_decile), (Some(5 * 1800), Some(9 * 1800)));
        let few = super::delays(&all[..2], year, &TimeZone::UTC);
        assert_eq!((few.answered, few.median, few.ninth_decile), (2, None, None));
    }
}
