//! What surrounds some projects: who else works on them, what binds those who do, what is kept closer than usual, what waits
//! for its hour. All invented, and named so.

use jiff::SignedDuration;
use platform::access::Level;
use platform::database::Transaction;
use platform::web::{Problem, ProblemKind};

use super::super::Loaded;
use super::{cast, story};
use crate::investment::confidentiality::raise;
use crate::investment::embargo::{self, Opened};
use crate::investment::team::{self, MemberInput, check_member};
use crate::investment::team::{InterestInput, check_interest};
use crate::investment::{Group, ProjectId, find};

/// Who joins, from a partner, and as what.
const PARTNERS: &[(&str, &str)] = &[
    ("Simon Perret", "partner-contributor"),
    ("Nora Jourdan", "expert"),
    ("Julie Moulin", "partner-contributor"),
    ("Rémi Castel", "territory-correspondent"),
];
const WHY: &str = "Travail commun (fictif)";

/// Adds it to the project of a rank, if it goes on and is of those that have some.
pub fn surround(tx: &Transaction, loaded: &Loaded, id: ProjectId, rank: usize) -> Result<(), Problem> {
    let course = story::course(rank);
    if course.status != "ongoing" || !(2..=5).contains(&course.stage) {
        return Ok(());
    }
    let referent = loaded.actor(tx, cast::team(rank).referent, 0)?;
    if rank.is_multiple_of(3) {
        let (person, role) = PARTNERS[rank / 3 % PARTNERS.len()];
        let input = MemberInput { person: person.into(), role: role.into(), reason: WHY.into() };
        team::add(tx, &referent, id, &check_member(&input)?)?;
        let none = InterestInput { interest: "none".into(), ..InterestInput::default() };
        team::declare(tx, &referent, id, None, &check_interest(&none)?)?;
    }
    let project = find(tx, &referent, id)?.ok_or(ProblemKind::Internal)?.0;
    if rank % 5 == 1 {
        raise(tx, &referent, id, project.version, project.levels.with(Group::Value, Some(Level::Manage)))?;
    } else if rank % 5 == 2 {
        let at = loaded.now + SignedDuration::from_hours(24 * 20);
        let opened = Opened {
            at,
            zone: "Europe/Paris".into(),
            network: true,
            to: None,
            reason: "Annonce (fictive)".into(),
        };
        embargo::plan(tx, &referent, id, &opened)?;
    }
    Ok(())
}
