//! The pages of targets.

pub mod list;
pub mod new;
pub mod sheet;

use platform::web::{Problem, ProblemKind};

use super::model::{Firmness, TargetId};
use crate::frame::{Frame, Select};

/// The identifier of a path; what is not one is not found.
pub fn id_of(text: &str) -> Result<TargetId, Problem> {
    text.parse().map_err(|_| ProblemKind::NotFound.into())
}

/// How firm a target may be.
fn firmnesses(frame: &Frame, chosen: &str) -> Vec<Select> {
    let one = |firmness: &Firmness| Select {
        key: firmness.key().into(),
        label: frame.t.keyed("firmness-", firmness.key()),
        chosen: firmness.key() == chosen,
    };
    Firmness::ALL.iter().map(one).collect()
}
