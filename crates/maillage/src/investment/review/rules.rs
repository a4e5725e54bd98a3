//! In which order projects are gone through.

use jiff::Timestamp;

use super::super::lists::Row;

/// How many days a project has been in its stage beyond what is usual there; below zero, it is not late.
pub fn days_beyond(row: &Row, now: Timestamp) -> i64 {
    now.duration_since(row.stage_entered_at).as_hours() / 24 - row.stage.rule().usual_days
}

/// The stalest first: those that stand longest beyond what is usual at their stage.
pub fn stalest_first(rows: &mut [Row], now: Timestamp) {
    rows.sort_by_cached_key(|row| (-days_beyond(row, now), row.id));
}
