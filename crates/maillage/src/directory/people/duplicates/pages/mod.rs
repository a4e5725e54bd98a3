//! The pages of duplicates of people, in the templates of those of organisations.

pub mod list;
pub mod merge;

use super::super::model::PersonRow;
use super::super::pages::told::in_short;
use crate::directory::duplicates::Side;
use crate::frame::Frame;

const PAGE: &str = "/people/duplicates";
const SHEETS: &str = "/people/";

fn side(frame: &Frame, row: &PersonRow) -> Side {
    let today = frame.now.to_zoned(frame.zone.clone()).date();
    let told = in_short(&frame.t, &row.positions, today);
    let more = if told.is_empty() { frame.t.text("person-no-position").to_owned() } else { told };
    Side { id: row.id.record(), name: row.name.clone(), fictitious: row.fictitious, more }
}
