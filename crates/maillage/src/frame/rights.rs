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
pub const PROTECT_DATA: Rights = Rights(1 << 5);

/// Which role has which right.
const TABLE: &[(Role, &[Rights])] = &[
    (Role::Reader, &[]),
    (Role::Officer, &[KEEP_FILES, RUN_PROJECTS]),
    (Role::Manager, &[KEEP_FILES, RUN_PROJECTS, SHARE_ALL, PROTECT_DATA]),
    (Role::Administrator, &[MANAGE_PEOPLE, PROTECT_DATA]),
];

impl Role {
    /// The rights of this role.
    pub fn rights(self) -> Rights {
        let held = TABLE.iter().find(|(role, _)| *role == self).map_or(&[][..], |(_, rights)| rights);
        held.iter().fold(Rights::NONE, |all, right| all.with(*right))
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
    fn every_role_has_its_line() {
        assert_eq!(TABLE.iter().map(|(role, _)| *role).collect::<Vec<_>>(), Role::ALL);
        assert!(Role::Manager.rights().include(SHARE_ALL) && !Role::Officer.rights().include(SHARE_ALL));
        assert_eq!(Role::Reader.rights(), Rights::NONE);
    }
}
