//! Groups of fields raised to a stricter level, for one project (decision 0027).

pub mod api;
pub(super) mod pages;
mod storage;

use platform::access::Level;
use platform::web::Problem;

use super::fields::Group;
use super::levels::{Levels, RAISED};
use super::model::Project;
use super::pages::sheet::shares;
use crate::frame::rights::RUN_PROJECTS;
use crate::frame::{Me, one_of};

pub use storage::{guarded, raise};

/// Whether somebody says from which level groups are seen.
fn manages(me: &Me, project: &Project, level: Level) -> bool {
    level >= Level::Manage && me.may(RUN_PROJECTS) && shares(me, project)
}

/// The levels that are said of groups; nothing said is as the table says.
fn checked<'s>(said: impl Fn(Group) -> Option<&'s str>) -> Result<Levels, Problem> {
    let known = |key: &str| Level::from_key(key).filter(|level| RAISED.contains(level));
    let keys = RAISED.map(Level::key);
    let mut levels = Levels::default();
    for group in Group::ALL {
        let said = said(group).filter(|key| !key.is_empty());
        levels = levels.with(group, one_of(group.key(), said, known, &keys)?);
    }
    Ok(levels)
}
