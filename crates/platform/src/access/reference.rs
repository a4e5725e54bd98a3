//! The same rules, slowly and plainly: no closure, no flattened list, no SQL conditions. Tests compare the fast path
//! with this one on random worlds; nothing else calls it.

use std::collections::HashSet;

use jiff::Timestamp;

use super::model::{EVERYONE, Level, NETWORK, Validity};

/// A world small enough to be held in memory.
#[derive(Clone, Debug, Default)]
pub struct World {
    /// Memberships: member, group, time.
    pub memberships: Vec<(i64, i64, Validity)>,
    /// What each record gives to each principal: record, principal, level, time.
    pub gives: Vec<(usize, i64, Level, Validity)>,
    /// Walls: record, principal, time.
    pub walls: Vec<(usize, i64, Validity)>,
}

impl World {
    /// Every principal that a member is at this moment.
    pub fn principals(&self, member: i64, at: Timestamp) -> HashSet<i64> {
        let mut held = HashSet::from([member, EVERYONE, NETWORK]);
        loop {
            let before = held.len();
            for (below, group, validity) in &self.memberships {
                if validity.holds(at) && held.contains(below) {
                    held.insert(*group);
                }
            }
            if held.len() == before {
                return held;
            }
        }
    }

    /// The level that a member has on a record at this moment.
    pub fn can(&self, member: i64, record: usize, at: Timestamp) -> Option<Level> {
        let held = self.principals(member, at);
        let walled = self.walls.iter().any(|(behind, principal, validity)| {
            *behind == record && held.contains(principal) && validity.holds(at)
        });
        let given = self.gives.iter().filter(|(of, principal, _, validity)| {
            *of == record && held.contains(principal) && validity.holds(at)
        });
        if walled { None } else { given.map(|(_, _, level, _)| *level).max() }
    }
}
