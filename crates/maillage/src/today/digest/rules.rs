//! When a mail is due and what it is about; how lines of the journal become what is told.

use jiff::civil::Weekday;
use jiff::{SignedDuration, Timestamp, ToSpan, Zoned};

use super::storage::Line;
use super::{Act, Changed, Told};
use crate::account::{Rhythm, Wish};

/// The hour of the mails, where the instance lives.
const HOUR: i8 = 6;

/// The next morning on which mails leave.
pub fn next_morning(now: &Zoned) -> Timestamp {
    let today = now.date().at(HOUR, 30, 0, 0).to_zoned(now.time_zone().clone());
    let today = today.unwrap_or_else(|_| now.clone());
    if today > *now {
        today.timestamp()
    } else {
        today.checked_add(1.day()).map_or(now.timestamp(), |day| day.timestamp())
    }
}

/// From when a mail that is due on this morning tells; none when none is due. What was told is not told again; somebody who
/// was not written to for long is not told all of it.
pub fn due(wish: &Wish, morning: &Zoned) -> Option<Timestamp> {
    let days = match (wish.rhythm, morning.weekday()) {
        (Rhythm::Never, _) | (Rhythm::Daily, Weekday::Saturday | Weekday::Sunday) => return None,
        // Since Friday.
        (Rhythm::Daily, Weekday::Monday) => 3,
        (Rhythm::Daily, _) => 1,
        (Rhythm::Weekly, Weekday::Monday) => 7,
        (Rhythm::Weekly, _) => return None,
    };
    let usual = morning.timestamp() - SignedDuration::from_hours(24 * days);
    let told = wish.told_until.unwrap_or(usual);
    // Told this morning already: a job may run twice.
    if told.to_zoned(morning.time_zone().clone()).date() == morning.date() {
        return None;
    }
    Some(told.max(usual - SignedDuration::from_hours(24)))
}

/// Lines of the journal, latest first, record by record: the same act of one person on one record is one line. With more
/// lines than `most`, the rest is for later.
pub fn gathered(mut lines: Vec<Line>, most: usize) -> Told {
    let more = lines.get(most).map(|_| lines[most - 1].at);
    lines.truncate(most);
    let mut records: Vec<Changed> = Vec::new();
    for line in lines {
        let place = records.iter().position(|known| known.record == line.record);
        let place = place.unwrap_or_else(|| {
            records.push(Changed {
                record: line.record,
                kind: line.record_kind.clone(),
                title: line.title.clone().unwrap_or_default(),
                acts: Vec::new(),
            });
            records.len() - 1
        });
        let acts = &mut records[place].acts;
        let same = |act: &&mut Act| {
            act.verb == line.verb && act.by_name == line.by_name && act.for_name == line.for_name
        };
        match acts.iter_mut().find(same) {
            Some(act) => act.times += 1,
            None => acts.push(Act {
                verb: line.verb,
                by_name: line.by_name,
                for_name: line.for_name,
                at: line.at,
                times: 1,
            }),
        }
    }
    Told { records, more }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use jiff::tz::TimeZone;

    use super::*;
    use crate::account::Reach;

    fn paris(year: i16, month: i8, day: i8, hour: i8) -> Zoned {
        date(year, month, day).at(hour, 30, 0, 0).to_zoned(TimeZone::get("Europe/Paris").unwrap()).unwrap()
    }

    fn told(wish: (Rhythm, Option<Zoned>), morning: &Zoned) -> Option<String> {
        let wish =
            Wish { rhythm: wish.0, reach: Reach::Mine, told_until: wish.1.map(|told| told.timestamp()) };
        due(&wish, morning).map(|since| since.to_zoned(morning.time_zone().clone()).date().to_string())
    }

    #[test]
    fn mails_leave_at_half_past_six_where_the_instance_lives() {
        assert_eq!(next_morning(&paris(2026, 11, 30, 5)), paris(2026, 11, 30, 6).timestamp());
        assert_eq!(next_morning(&paris(2026, 11, 30, 6)), paris(2026, 12, 1, 6).timestamp());
        // The night on which clocks go forward.
        assert_eq!(next_morning(&paris(2026, 3, 28, 23)), paris(2026, 3, 29, 6).timestamp());
    }

    /// 30 November 2026 is a Monday.
    #[test]
    fn each_is_told_at_his_rhythm() {
        let (sunday, monday, tuesday) =
            (paris(2026, 11, 29, 6), paris(2026, 11, 30, 6), paris(2026, 12, 1, 6));
        for (rhythm, last, morning, since) in [
            (Rhythm::Never, None, &monday, None),
            (Rhythm::Weekly, None, &tuesday, None),
            (Rhythm::Weekly, None, &monday, Some("2026-11-23")),
            (Rhythm::Weekly, Some(paris(2026, 11, 23, 6)), &monday, Some("2026-11-23")),
            (Rhythm::Daily, None, &sunday, None),
            (Rhythm::Daily, None, &monday, Some("2026-11-27")),
            (Rhythm::Daily, Some(paris(2026, 11, 27, 6)), &monday, Some("2026-11-27")),
            (Rhythm::Daily, Some(monday.clone()), &tuesday, Some("2026-11-30")),
            // Told already; away for a year.
            (Rhythm::Daily, Some(monday.clone()), &monday, None),
            (Rhythm::Weekly, Some(paris(2025, 11, 24, 6)), &monday, Some("2026-11-22")),
        ] {
            assert_eq!(
                told((rhythm, last.clone()), morning).as_deref(),
                since,
                "{rhythm:?} {last:?} {morning}"
            );
        }
    }

    fn line(record: u128, verb: &str, by: &str, second: i64) -> Line {
        Line {
            at: Timestamp::from_second(second).unwrap(),
            verb: verb.into(),
            record: platform::access::RecordId(platform::Uuid::from_u128(record)),
            record_kind: "project".into(),
            by_name: Some(by.into()),
            for_name: None,
            title: Some(format!("P{record}")),
        }
    }

    #[test]
    fn the_same_act_is_told_once_with_its_number() {
        let lines = vec![
            line(1, "project.changed", "Claire", 9),
            line(2, "project.moved", "Marc", 8),
            line(1, "project.changed", "Claire", 7),
            line(1, "project.changed", "Marc", 6),
        ];
        let told = gathered(lines.clone(), 10);
        let short: Vec<(String, Vec<(String, usize)>)> = told
            .records
            .iter()
            .map(|one| {
                let acts = one.acts.iter().map(|act| (act.by_name.clone().unwrap(), act.times));
                (one.title.clone(), acts.collect())
            })
            .collect();
        let expected = vec![
            ("P1".to_owned(), vec![("Claire".to_owned(), 2), ("Marc".to_owned(), 1)]),
            ("P2".to_owned(), vec![("Marc".to_owned(), 1)]),
        ];
        assert_eq!((short, told.more), (expected, None));
        assert_eq!(gathered(lines, 2).more, Some(Timestamp::from_second(8).unwrap()));
    }
}
