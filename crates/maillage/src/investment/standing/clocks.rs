//! How long a project spends where: differences of the stage log, without the time that was paused. Moments in, seconds
//! out.

use jiff::Timestamp;

use super::super::stages::Stage;

/// A time during which clocks stand still.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Still {
    /// From when.
    pub from: Timestamp,
    /// Until when; still now, if nothing is said.
    pub until: Option<Timestamp>,
}

/// How long a project has been in a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stay {
    /// The stage.
    pub stage: Stage,
    /// When it entered.
    pub from: Timestamp,
    /// When it left; it is there now, if nothing is said.
    pub until: Option<Timestamp>,
    /// Seconds that count.
    pub counted: i64,
}

impl Stay {
    /// Whole days that count.
    pub const fn days(&self) -> i64 {
        self.counted / (24 * 3600)
    }

    /// Whether it lasts longer than usual.
    pub fn late(&self) -> bool {
        self.days() > self.stage.rule().usual_days
    }
}

/// Seconds between two moments, without those during which clocks stood still. Times that overlap count once.
pub fn running(from: Timestamp, until: Timestamp, still: &[Still]) -> i64 {
    let mut stops: Vec<(Timestamp, Timestamp)> = still
        .iter()
        .map(|one| (one.from.max(from), one.until.unwrap_or(until).min(until)))
        .filter(|(start, end)| start < end)
        .collect();
    stops.sort_unstable();
    let (mut stood, mut reached) = (0, from);
    for (start, end) in stops {
        let start = start.max(reached);
        if start < end {
            stood += end.duration_since(start).as_secs();
            reached = end;
        }
    }
    until.duration_since(from).as_secs().max(stood) - stood
}

/// The stays of a project, oldest first, from its stage log.
pub fn stays(log: &[(Stage, Timestamp)], still: &[Still], now: Timestamp) -> Vec<Stay> {
    log.iter()
        .enumerate()
        .map(|(at, (stage, from))| {
            let until = log.get(at + 1).map(|(_, moved)| *moved);
            Stay { stage: *stage, from: *from, until, counted: running(*from, until.unwrap_or(now), still) }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;

    fn at(hours: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH.checked_add(SignedDuration::from_hours(hours)).unwrap()
    }

    fn still(from: i64, until: Option<i64>) -> Still {
        Still { from: at(from), until: until.map(at) }
    }

    #[test]
    fn time_that_is_paused_counts_against_nobody() {
        let hours = |from, until, stills: &[Still]| running(at(from), at(until), stills) / 3600;
        assert_eq!(hours(0, 10, &[]), 10);
        assert_eq!(hours(0, 10, &[still(2, Some(5))]), 7);
        assert_eq!(hours(0, 10, &[still(2, Some(6)), still(4, Some(8))]), 4, "what overlaps counts once");
        assert_eq!(hours(0, 10, &[still(8, None)]), 8, "a pause that goes on");
        assert_eq!(hours(5, 10, &[still(0, Some(6)), still(20, None)]), 4, "only what falls between");
        assert_eq!(hours(5, 10, &[still(0, None)]), 0);
    }

    #[test]
    fn stays_are_differences_of_the_log() {
        let log = [(Stage(0), at(0)), (Stage(1), at(24)), (Stage(2), at(24 * 23))];
        let stays = stays(&log, &[still(24 * 24, None)], at(24 * 40));
        assert_eq!(stays.iter().map(Stay::days).collect::<Vec<_>>(), [1, 22, 1]);
        assert_eq!(stays.iter().map(Stay::late).collect::<Vec<_>>(), [false, true, false]);
        assert_eq!(stays[2].until, None);
    }
}
