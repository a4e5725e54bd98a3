//! From which level each group of fields of one project is seen: what the table of fields says, or more where somebody who
//! manages the project raised it. The one place that answers whether a reader sees a field.

use platform::access::Level;

use super::fields::{Field, FieldRule, Group};

/// What goes on being seen whatever is raised: how everyone speaks of the project, and whom to ask.
const KEPT: &[Field] = &[Field::CodeName, Field::Referent];

/// The levels to which a group may be raised.
pub const RAISED: [Level; 4] = [Level::Read, Level::Contribute, Level::Edit, Level::Manage];

/// The groups of one project that were raised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Levels([Option<Level>; Group::ALL.len()]);

impl Levels {
    /// Those of a project, in the order of the groups.
    pub const fn new(raised: [Option<Level>; Group::ALL.len()]) -> Self {
        Self(raised)
    }

    /// The level to which a group was raised.
    pub fn raised(&self, group: Group) -> Option<Level> {
        Group::ALL.iter().zip(self.0).find(|(known, _)| **known == group).and_then(|(_, level)| level)
    }

    /// The same, with a group at a level, or as the table says.
    #[must_use]
    pub fn with(mut self, group: Group, level: Option<Level>) -> Self {
        for (known, held) in Group::ALL.iter().zip(&mut self.0) {
            if *known == group {
                *held = level;
            }
        }
        self
    }

    /// The level from which something of a group is seen, that is usually seen from `usual`.
    pub fn within(&self, group: Group, usual: Level) -> Level {
        self.raised(group).map_or(usual, |raised| raised.max(usual))
    }

    /// The level from which a field is seen, filtered, sorted, summed and searched.
    pub fn of(&self, field: Field) -> Level {
        let rule = field.rule();
        if KEPT.contains(&field) { rule.level } else { self.within(rule.group, rule.level) }
    }

    /// Whether a reader at a level sees a field.
    pub fn show(&self, field: Field, level: Level) -> bool {
        self.of(field) <= level
    }

    /// The level that changes a field: one does not write over what one does not see.
    pub fn changed_from(&self, rule: &FieldRule) -> Level {
        rule.changed_from().max(self.of(rule.field))
    }
}

/// How far somebody reaches in a project.
#[derive(Clone, Copy, Debug)]
pub struct Reach<'l> {
    /// His level on it.
    pub level: Level,
    /// The groups that were raised there.
    pub levels: &'l Levels,
}

impl Reach<'_> {
    /// Whether he changes a field.
    pub fn changes(&self, rule: &FieldRule) -> bool {
        self.levels.changed_from(rule) <= self.level
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_raised_and_never_lowered() {
        let usual = Levels::default();
        assert_eq!((usual.of(Field::Sector), usual.of(Field::Jobs)), (Level::Card, Level::Read));
        let raised =
            usual.with(Group::Operation, Some(Level::Read)).with(Group::Value, Some(Level::Contribute));
        assert_eq!((raised.of(Field::Sector), raised.of(Field::Jobs)), (Level::Read, Level::Contribute));
        assert!(!raised.show(Field::Value, Level::Read) && raised.show(Field::Value, Level::Contribute));
        assert!(raised.show(Field::Source, Level::Read), "other groups stay");
        assert_eq!(raised.with(Group::Value, None).of(Field::Jobs), Level::Read);
    }

    #[test]
    fn the_name_and_whom_to_ask_are_always_seen() {
        let all = Group::ALL
            .into_iter()
            .fold(Levels::default(), |levels, group| levels.with(group, Some(Level::Manage)));
        assert!(all.show(Field::CodeName, Level::Card) && all.show(Field::Referent, Level::Card));
        let hidden = Field::ALL.iter().filter(|field| !all.show(**field, Level::Edit)).count();
        assert_eq!(hidden, Field::ALL.len() - 2);
    }

    #[test]
    fn one_does_not_write_over_what_one_does_not_see() {
        let raised = Levels::default().with(Group::Value, Some(Level::Manage));
        assert_eq!(raised.changed_from(Field::Jobs.rule()), Level::Manage);
        assert_eq!(raised.changed_from(Field::Activity.rule()), Level::Edit);
    }
}
