//! What somebody states of an indicator that no record counts yet: the members of a network, what was spent. Each with its
//! date and its source, none ever overwritten.

mod rules;
mod storage;

use jiff::civil::Date;
use platform::database::FromRow;
use platform::dates::ImpreciseDate;
use platform::figures::Figure;
use platform::id;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use rules::check;
pub use storage::{add, all, of, withdraw};

use super::indicators::Indicator;

id!(/// Something stated of an indicator.
    ObservationId);

/// Something stated of an indicator.
#[derive(Clone, Debug, FromRow)]
pub struct Observation {
    /// Its identifier.
    pub id: ObservationId,
    /// The indicator.
    pub indicator: Indicator,
    /// The figure, as it was stated.
    pub figure: Figure,
    /// When that was so, as stated.
    pub as_of: ImpreciseDate,
    /// The last day that this may be.
    pub as_of_latest: Date,
    /// Where it is stated, in words.
    pub stated_in: Option<String>,
    /// The statement of a text of the instance.
    pub statement: Option<String>,
    /// Whether it was invented for the demonstration.
    pub fictitious: bool,
}

/// What is typed of one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct ObservationInput {
    /// The figure, as people state it.
    pub figure: String,
    /// When that was so, as people say it.
    pub as_of: String,
    /// Where it is stated.
    pub stated_in: String,
    /// The code of a statement of a text of the instance.
    pub statement: String,
}

/// One to be, checked.
#[derive(Clone, Debug)]
pub struct NewObservation {
    /// The indicator.
    pub indicator: Indicator,
    /// The figure.
    pub figure: Figure,
    /// When that was so.
    pub as_of: ImpreciseDate,
    /// Where it is stated.
    pub stated_in: Option<String>,
    /// The statement of a text of the instance.
    pub statement: Option<String>,
}

/// The one that a gauge of a year shows: the latest, of a quantity that goes on from year to year, until the end of that year;
/// of one that begins anew each year, within it.
pub fn shown(all: &[Observation], indicator: Indicator, first: Date, last: Date) -> Option<&Observation> {
    let anew = indicator == Indicator::Budget;
    all.iter()
        .filter(|one| one.indicator == indicator && one.as_of_latest <= last)
        .filter(|one| !anew || one.as_of_latest >= first)
        .max_by_key(|one| (one.as_of_latest, one.id))
}
