//! Pure rules of the day: how first answers are counted.

use platform::dates::WORKING_DAY as DAY;

/// The objective of a first answer, in working practice: two days, in seconds of working time.
pub const OBJECTIVE: i64 = 2 * DAY;

/// First answers over a period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Responses {
    /// The median delay, in seconds of working time.
    pub median: Option<i64>,
    /// Within a working day.
    pub same_day: usize,
    /// Between one day and the objective.
    pub within: usize,
    /// After the objective.
    pub after: usize,
}

impl Responses {
    /// Counts delays given in seconds of working time.
    pub fn of(mut delays: Vec<i64>) -> Self {
        delays.sort_unstable();
        let count = |from: i64, to: i64| delays.iter().filter(|delay| (from..to).contains(*delay)).count();
        Self {
            median: delays.get(delays.len().saturating_sub(1) / 2).copied(),
            same_day: count(i64::MIN, DAY),
            within: count(DAY, OBJECTIVE),
            after: count(OBJECTIVE, i64::MAX),
        }
    }

    /// How many were within the objective.
    pub fn kept(&self) -> usize {
        self.same_day + self.within
    }

    /// How many there were.
    pub fn all(&self) -> usize {
        self.kept() + self.after
    }
}

/// Working time as whole working days and hours.
pub const fn days_and_hours(seconds: i64) -> (i64, i64) {
    (seconds / DAY, seconds % DAY / 3600)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_counted_against_the_objective() {
        let responses = Responses::of(vec![3 * DAY, 3600, DAY + 1, OBJECTIVE]);
        assert_eq!(responses, Responses { median: Some(DAY + 1), same_day: 1, within: 1, after: 2 });
        assert_eq!((responses.kept(), responses.all()), (2, 4));
        assert_eq!(Responses::of(Vec::new()).median, None);
        assert_eq!(days_and_hours(DAY + 4 * 3600 + 59), (1, 4));
    }
}
