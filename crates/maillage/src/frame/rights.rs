//! What each role of an organisation lets a person do, as a table.

use platform::access::Rights;
use platform::text_enum;

text_enum! {
    /// The role of a person in the organisation acted for.
    pub enum Role {
        /// Reads what the organisation may see.
        Reader = "reader",
        /// Works on files: *chargé de prospection*, *chargé d'implantation*.
        Officer = "officer",
        /// Answers for the officers' work: *responsable*, *directeur*.
        Manager = "manager",
        /// Manages the organisation's people.
        Administrator = "administrator",
    }
}

/// Create and change companies, contacts and interactions.
pub const KEEP_FILES: Rights = Rights(1);
/// Open projects, change and move them.
pub const RUN_PROJECTS: Rights = Rights(1 << 1);
/// Share any record of the organisation, not only one's own.
pub const SHARE_ALL: Rights = Rights(1 << 2);
/// Invite people and change their roles.
pub const MANAGE_PEOPLE: Rights = Rights(1 << 3);
/// Run the instance: accounts, jobs put aside. Reads no record.
pub const RUN_INSTANCE: Rights = Rights(1 << 4);
/// Answer requests about personal data, and see what an organisation holds on a person.
pub const PROTECT_DATA: Rights = Rights(1 << 8);

/// Make and use API tokens.
pub const USE_API: Rights = Rights(1 << 5);
/// Found circles, and speak for the organisation in them.
pub const RUN_CIRCLES: Rights = Rights(1 << 6);
/// Set what the organisation counts itself by: axes, programmes, targets.
pub const STEER: Rights = Rights(1 << 9);
/// Take lists away as files.
pub const TAKE_LISTS: Rights = Rights(1 << 10);
/// See who opened the organisation's records, and cut the access of whoever runs the instance.
pub const SEE_ACCESSES: Rights = Rights(1 << 7);

/// What would outlive the time of whoever acts for a time only: people invited, circles entered, tokens made.
pub const LASTING: Rights = Rights(MANAGE_PEOPLE.0 | RUN_CIRCLES.0 | USE_API.0);

/// Something that a role may let a person do, and between which bounds an organisation may change that.
#[derive(Debug)]
pub struct Capability {
    /// The right.
    pub right: Rights,
    /// The key used in forms and in translations.
    pub key: &'static str,
    /// The roles that have it unless an adjustment says otherwise.
    pub held: &'static [Role],
    /// The roles that may be given it: no adjustment goes beyond.
    pub most: &'static [Role],
    /// The roles that keep it whatever an adjustment says: somebody must be left to undo it.
    pub kept: &'static [Role],
}

/// Every capability of an organisation's people. [`RUN_INSTANCE`] is none: it belongs to an account, not to a role.
pub const CAPABILITIES: &[Capability] = {
    use Role::{Administrator, Manager, Officer, Reader};
    &[
        Capability {
            right: KEEP_FILES,
            key: "keep-files",
            held: &[Officer, Manager],
            most: &[Officer, Manager],
            kept: &[],
        },
        Capability {
            right: RUN_PROJECTS,
            key: "run-projects",
            held: &[Officer, Manager],
            most: &[Officer, Manager],
            kept: &[],
        },
        Capability {
            right: SHARE_ALL,
            key: "share-all",
            held: &[Manager],
            most: &[Officer, Manager],
            kept: &[],
        },
        Capability { right: STEER, key: "steer", held: &[Manager], most: &[Officer, Manager], kept: &[] },
        Capability {
            right: RUN_CIRCLES,
            key: "run-circles",
            held: &[Manager],
            most: &[Officer, Manager, Administrator],
            kept: &[],
        },
        Capability {
            right: USE_API,
            key: "use-api",
            held: &[Reader, Officer, Manager, Administrator],
            most: &[Reader, Officer, Manager, Administrator],
            kept: &[],
        },
        Capability {
            right: TAKE_LISTS,
            key: "take-lists",
            held: &[Officer, Manager],
            most: &[Reader, Officer, Manager, Administrator],
            kept: &[],
        },
        Capability {
            right: SEE_ACCESSES,
            key: "see-accesses",
            held: &[Manager, Administrator],
            most: &[Officer, Manager, Administrator],
            kept: &[Administrator],
        },
        Capability {
            right: PROTECT_DATA,
            key: "protect-data",
            held: &[Manager, Administrator],
            most: &[Officer, Manager, Administrator],
            kept: &[Administrator],
        },
        Capability {
            right: MANAGE_PEOPLE,
            key: "manage-people",
            held: &[Administrator],
            most: &[Manager, Administrator],
            kept: &[Administrator],
        },
    ]
};

/// What an adjustment gives to a role and takes from it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Adjustment {
    /// Rights given.
    pub added: u64,
    /// Rights taken.
    pub removed: u64,
}

impl Adjustment {
    /// The one that leads from some rights to others.
    pub const fn between(from: Rights, to: Rights) -> Self {
        Self { added: to.0 & !from.0, removed: from.0 & !to.0 }
    }

    const fn on(self, rights: Rights) -> Rights {
        Rights((rights.0 | self.added) & !self.removed)
    }
}

fn all(of: impl Fn(&Capability) -> bool) -> Rights {
    CAPABILITIES.iter().filter(|one| of(one)).fold(Rights::NONE, |all, one| all.with(one.right))
}

impl Role {
    /// The rights of this role, before any adjustment.
    pub fn rights(self) -> Rights {
        all(|one| one.held.contains(&self))
    }

    /// The rights of this role once the instance, then the organisation, adjusted them within the bounds.
    pub fn adjusted(self, adjustments: [Adjustment; 2]) -> Rights {
        let [instance, organisation] = adjustments;
        self.bounded(organisation.on(self.bounded(instance.on(self.rights()))))
    }

    /// Within the bounds of this role.
    pub fn bounded(self, rights: Rights) -> Rights {
        let (most, kept) = (all(|one| one.most.contains(&self)), all(|one| one.kept.contains(&self)));
        Rights((rights.0 & most.0) | kept.0)
    }

    /// The groups of the organisation that a person with this role belongs to, beside the organisation itself.
    pub const fn groups(self) -> &'static [&'static str] {
        match self {
            Self::Reader | Self::Administrator => &[],
            Self::Officer => &[OFFICERS],
            Self::Manager => &[OFFICERS, MANAGERS],
        }
    }
}

/// The group of those who work on the organisation's files.
pub const OFFICERS: &str = "officers";
/// The group of those who answer for them.
pub const MANAGERS: &str = "managers";
/// The group of the instance that holds the public members: what private members see less of (S0-13).
pub const PUBLIC_MEMBERS: &str = "public-members";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_holds_what_it_may_hold() {
        assert!(Role::Manager.rights().include(SHARE_ALL) && !Role::Officer.rights().include(SHARE_ALL));
        assert_eq!(Role::Reader.rights(), USE_API);
        for role in Role::ALL {
            assert_eq!(role.bounded(role.rights()), role.rights(), "{role:?}: held, within the bounds");
        }
    }

    #[test]
    fn an_adjustment_gives_and_takes_within_the_bounds() {
        let none = Adjustment::default();
        let give = |right: Rights| Adjustment { added: right.0, removed: 0 };
        let take = |right: Rights| Adjustment { added: 0, removed: right.0 };
        for (role, instance, own, right, held) in [
            (Role::Officer, none, none, RUN_PROJECTS, true),
            (Role::Officer, none, take(RUN_PROJECTS), RUN_PROJECTS, false),
            (Role::Officer, take(RUN_PROJECTS), none, RUN_PROJECTS, false),
            (Role::Officer, take(RUN_PROJECTS), give(RUN_PROJECTS), RUN_PROJECTS, true),
            (Role::Officer, none, give(SHARE_ALL), SHARE_ALL, true),
            (Role::Reader, none, give(RUN_PROJECTS), RUN_PROJECTS, false),
            (Role::Officer, give(RUN_INSTANCE), give(RUN_INSTANCE), RUN_INSTANCE, false),
            (Role::Administrator, take(MANAGE_PEOPLE), take(MANAGE_PEOPLE), MANAGE_PEOPLE, true),
        ] {
            assert_eq!(role.adjusted([instance, own]).include(right), held, "{role:?} {right:?}");
        }
    }
}
