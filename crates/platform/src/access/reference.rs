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
    /// The records that follow another: child, parent.
    pub follows: Vec<(usize, usize)>,
    /// The records that speak of another: record, other.
    pub speaks: Vec<(usize, usize)>,
    /// What each other record gives to each principal: record, principal, level, time.
    pub gives: Vec<(usize, i64, Level, Validity)>,
    /// Walls: record, principal, time.
    pub walls: Vec<(usize, i64, Validity)>,
}

impl World {
    /// Every principal that a member is at this moment; a guest (`member` false) is himself and everyone.
    pub fn principals(&self, who: i64, member: bool, at: Timestamp) -> HashSet<i64> {
        let mut held = HashSet::from([who, EVERYONE]);
        held.extend(member.then_some(NETWORK));
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

    /// Whether a wall stands before a record, before what it follows, or before what it speaks of.
    fn walled(&self, held: &HashSet<i64>, record: usize, at: Timestamp) -> bool {
        let own = self.walls.iter().any(|(behind, principal, validity)| {
            *behind == record && held.contains(principal) && validity.holds(at)
        });
        let mut beyond = self.follows.iter().chain(&self.speaks).filter(|(one, _)| *one == record);
        own || beyond.any(|(_, other)| self.walled(held, *other, at))
    }

    /// The level that these principals have on a record at this moment.
    pub fn can(&self, held: &HashSet<i64>, record: usize, at: Timestamp) -> Option<Level> {
        if self.walled(held, record, at) {
            return None;
        }
        if let Some((_, parent)) = self.follows.iter().find(|(child, _)| *child == record) {
            return self.can(held, *parent, at).filter(|level| *level >= Level::Read);
        }
        let given = self.gives.iter().filter(|(of, principal, _, validity)| {
            *of == record && held.contains(principal) && validity.holds(at)
        });
        given.map(|(_, _, level, _)| *level).max()
    }
}
