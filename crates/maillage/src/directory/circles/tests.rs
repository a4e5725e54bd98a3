//! Circles against both engines: coming in gives sight, going out takes it, on the day.

use jiff::SignedDuration;
use macros::both_engines;
use platform::access::{
    self, Actor, Audience, Identity, Kind, Level, NewGrant, NewRecord, PrincipalId, RecordId, Rights,
    Validity, Visibility, Who,
};
use platform::database::{Database, Transaction};
use platform::web::{Problem, ProblemKind};

use super::model::{Admission, MemberState, NewCircle};
use super::storage::{self, members};
use crate::directory::circles::CIRCLE;
use crate::directory::{Family, NewMember, ORGANISATION, OrganisationId, found_member};
use crate::frame::rights::RUN_CIRCLES;

static SHEET: Kind = Kind {
    name: "sheet",
    audiences: &[Audience { visibility: Visibility::Owner, who: Who::Owner, level: Level::Manage }],
};

fn organisation(tx: &Transaction, name: &str) -> OrganisationId {
    let new = NewMember {
        name: name.into(),
        short_name: None,
        family: Family::Attractiveness,
        category: "agency",
        country: "FR".into(),
        city: None,
        fictitious: true,
        provenance: Vec::new(),
    };
    found_member(tx, &Actor::system(tx.ids().clock().now()), &new).unwrap()
}

/// Somebody of an organisation.
fn person(tx: &Transaction, organisation: OrganisationId) -> PrincipalId {
    let seat = tx.new_id();
    access::create_user(tx, seat, "Ada Brun").unwrap();
    access::join(tx, seat, organisation.group(), Validity::ALWAYS).unwrap();
    seat
}

fn actor(tx: &Transaction, organisation: OrganisationId, seat: PrincipalId, days: i64) -> Actor {
    let at = tx.ids().clock().now().checked_add(SignedDuration::from_hours(24 * days)).unwrap();
    let identity = Identity::Member { account: tx.new_id(), seat, acting_for: organisation.group() };
    Actor::member(tx, identity, Rights::NONE.with(RUN_CIRCLES), at).unwrap().unwrap()
}

#[both_engines]
async fn coming_in_gives_sight_and_going_out_takes_it(database: Database) {
    database
        .write(|tx| {
            access::install(tx)?;
            let (levant, ponant, midi) = (
                organisation(tx, "Agence du Levant"),
                organisation(tx, "Agence du Ponant"),
                organisation(tx, "Agence du Midi"),
            );
            let (ada, paul, marc) = (person(tx, levant), person(tx, ponant), person(tx, midi));
            let as_ada = || actor(tx, levant, ada, 0);
            let as_paul = |days| actor(tx, ponant, paul, days);
            let new = |admission| NewCircle {
                name: "Énergie".into(),
                purpose: "Se dire les pistes.".into(),
                admission,
            };
            let circle = storage::found(tx, &as_ada(), &new(Admission::Closed))?;
            let record: RecordId = tx.new_id();
            let sheet = NewRecord {
                id: record,
                owner: levant.group(),
                visibility: Visibility::Owner,
                team: None,
                parent: None,
            };
            access::create(tx, &as_ada(), &SHEET, sheet)?;
            let given = NewGrant {
                to: circle.group(),
                level: Level::Read,
                reason: "x",
                validity: Validity::ALWAYS,
                because: None,
            };
            access::grant(tx, &as_ada(), &SHEET, record, &given)?;
            let sees = |actor: Actor| Ok::<_, Problem>(access::level_of(tx, &actor, record)?);
            let unknown = |outcome: Result<_, Problem>| {
                outcome.is_err_and(|problem| problem.kind == ProblemKind::NotFound)
            };

            // A closed circle does not exist for others; who is invited sees its card, and answers.
            assert!(unknown(storage::find(tx, &as_paul(0), circle).map(drop)));
            assert!(unknown(members::ask(tx, &as_paul(0), circle, false).map(drop)));
            members::invite(tx, &as_ada(), circle, ponant.group())?;
            assert_eq!(storage::find(tx, &as_paul(0), circle)?.1, Level::Card);
            assert!(unknown(members::members(tx, &actor(tx, midi, marc, 0), circle).map(drop)));
            assert_eq!(sees(as_paul(0))?, None);
            let line = members::own(tx, &as_paul(0), circle)?.remove(0);
            members::decide(tx, &as_paul(0), circle, line.id, true)?;
            assert_eq!(sees(as_paul(0))?, Some(Level::Read));
            assert_eq!(members::members(tx, &as_paul(0), circle)?.len(), 2);

            // Ended in a week: seen until then, and who was in on a day stays known.
            let in_a_week = as_paul(7).at;
            members::end(tx, &as_ada(), circle, line.id, Some(in_a_week))?;
            assert_eq!(sees(as_paul(6))?, Some(Level::Read));
            assert_eq!(sees(as_paul(8))?, None);
            let lines = members::members(tx, &as_ada(), circle)?;
            assert_eq!(members::numbers_of(&lines, as_paul(6).at), 2);
            assert_eq!(members::numbers_of(&lines, as_paul(8).at), 1);

            // At once.
            members::end(tx, &as_paul(0), circle, line.id, None)?;
            assert_eq!(sees(as_paul(0))?, None);

            // On request, by name: the founder lets in; dissolved, nobody sees through it.
            let other = storage::found(tx, &as_ada(), &new(Admission::Request))?;
            access::grant(tx, &as_ada(), &SHEET, record, &NewGrant { to: other.group(), ..given })?;
            assert_eq!(members::ask(tx, &as_paul(0), other, true)?, MemberState::Asked);
            assert_eq!(sees(as_paul(0))?, None);
            let asked = members::own(tx, &as_paul(0), other)?.remove(0);
            assert!(unknown(members::decide(tx, &as_paul(0), other, asked.id, true)));
            members::decide(tx, &as_ada(), other, asked.id, true)?;
            assert_eq!(sees(as_paul(0))?, Some(Level::Read));
            storage::dissolve(tx, &as_ada(), other)?;
            assert_eq!(sees(as_paul(0))?, None);

            // An open one lets in whoever asks.
            let open = storage::found(tx, &as_ada(), &new(Admission::Open))?;
            assert_eq!(members::ask(tx, &as_paul(0), open, false)?, MemberState::In);
            let differences = access::verify(tx, &[&SHEET, &CIRCLE, &ORGANISATION], None)?.0;
            assert!(differences.is_empty(), "{differences:?}");
            Ok::<_, Problem>(())
        })
        .await
        .unwrap();
}
