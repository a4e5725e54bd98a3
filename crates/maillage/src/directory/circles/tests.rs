//! Circles against both engines: coming in gives sight, going out takes it, on the day.

use jiff::SignedDuration;
use macros::both_engines;
use platform::access::{
    self, Actor, Audience, Identity, Kind, Level, NewGrant, NewRecord, PrincipalId, RecordId, Rights,
    Validity, Visibility, Who,
};
use platform::database::{Database, Query, Transaction};
use platform::i18n::Language;
use platform::web::{Problem, ProblemKind};

use super::model::{Admission, MemberState, NewCircle, News};
use super::news::{NOTICE, Notice};
use super::storage::{self, members};
use crate::account::{NewAccount, NewSeat, create_account, open_seat};
use crate::directory::circles::CIRCLE;
use crate::directory::{Family, NewMember, ORGANISATION, OrganisationId, create_person, found_member};
use crate::frame::rights::{RUN_CIRCLES, Role};

static SHEET: Kind = Kind {
    name: "sheet",
    audiences: &[Audience { visibility: Visibility::Owner, who: Who::Owner, level: Level::Manage }],
    table: None,
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

/// Somebody with an account, seated in an organisation.
fn seated(tx: &Transaction, organisation: OrganisationId, email: &str, role: Role) -> PrincipalId {
    let system = Actor::system(tx.ids().clock().now());
    let person = create_person(tx, "Ada", "Brun", true).unwrap();
    let (email, language) = (email.to_owned(), Language::French);
    let new = NewAccount { person, email, language, administrator: false, password_hash: None };
    let account = Some(create_account(tx, &system, &new).unwrap());
    let validity = Validity::ALWAYS;
    let seat = NewSeat { person, account, organisation, role, title: None, public_member: true, validity };
    open_seat(tx, &system, &seat).unwrap()
}

/// Who is to be told what since the last time is this, in any order; nothing of it says how the circle is called.
async fn assert_told(database: &Database, expected: &[(PrincipalId, News)]) {
    let read = |tx: &Transaction| {
        let waiting: Vec<String> =
            Query::new("select payload from job where kind = $1 order by id").bind(NOTICE).all(tx)?;
        Query::new("delete from job where kind = $1").bind(NOTICE).execute(tx)?;
        Ok::<_, Problem>(waiting)
    };
    let waiting = database.write(read).await.unwrap();
    assert!(waiting.iter().all(|payload| !payload.contains("Énergie") && !payload.contains("pistes")));
    let notices = waiting.iter().map(|payload| serde_json::from_str::<Notice>(payload).unwrap());
    let told: Vec<_> = notices.map(|notice| (notice.seat, notice.news)).collect();
    assert_eq!(told.len(), expected.len(), "{told:?}");
    assert!(expected.iter().all(|one| told.contains(one)), "{told:?}, not {expected:?}");
}

#[both_engines]
async fn what_happens_in_a_circle_is_told_with_it_or_not_at_all(database: Database) {
    let (levant, ponant, ada, alix, paul, rosa) = database
        .write(|tx| {
            access::install(tx)?;
            let (levant, ponant) =
                (organisation(tx, "Agence du Levant"), organisation(tx, "Agence du Ponant"));
            let ada = seated(tx, levant, "ada@exemple.fr", Role::Manager);
            let alix = seated(tx, levant, "alix@exemple.fr", Role::Manager);
            let paul = seated(tx, ponant, "paul@exemple.fr", Role::Manager);
            let rosa = seated(tx, ponant, "rosa@exemple.fr", Role::Officer);
            Ok::<_, Problem>((levant, ponant, ada, alix, paul, rosa))
        })
        .await
        .unwrap();
    let circle = |admission| NewCircle { name: "Énergie".into(), purpose: "Les pistes.".into(), admission };
    let founds =
        move |tx: &Transaction, admission| storage::found(tx, &actor(tx, levant, ada, 0), &circle(admission));
    let invites = move |tx: &Transaction| {
        let id = founds(tx, Admission::Closed)?;
        members::invite(tx, &actor(tx, levant, ada, 0), id, ponant.group())?;
        Ok::<_, Problem>(id)
    };
    let answers = move |id, yes| {
        move |tx: &Transaction| {
            let as_paul = actor(tx, ponant, paul, 0);
            let line = members::own(tx, &as_paul, id)?.remove(0);
            members::decide(tx, &as_paul, id, line.id, yes)
        }
    };

    // What is taken back was told to nobody.
    let undone = database.write(move |tx| invites(tx).and(Err::<(), Problem>(ProblemKind::Stale.into())));
    assert_eq!(undone.await.unwrap_err().kind, ProblemKind::Stale);
    assert_told(&database, &[]).await;

    // Those who speak for the other side, neither its officers nor whoever did it.
    let id = database.write(invites).await.unwrap();
    assert_told(&database, &[(paul, News::Invited)]).await;
    database.write(answers(id, true)).await.unwrap();
    assert_told(&database, &[(ada, News::Joined), (alix, News::Joined)]).await;
    let id = database.write(invites).await.unwrap();
    database.write(answers(id, false)).await.unwrap();
    assert_told(&database, &[(paul, News::Invited), (ada, News::Declined), (alix, News::Declined)]).await;

    // Who asks by name is answered by name; a circle that anybody enters tells nothing.
    let asked = database.write(move |tx| {
        let (open, id) = (founds(tx, Admission::Open)?, founds(tx, Admission::Request)?);
        let as_rosa = actor(tx, ponant, rosa, 0);
        members::ask(tx, &as_rosa, open, true)?;
        members::ask(tx, &as_rosa, id, true)?;
        Ok::<_, Problem>((id, members::own(tx, &as_rosa, id)?.remove(0).id))
    });
    let (id, line) = asked.await.unwrap();
    assert_told(&database, &[(ada, News::Asked), (alix, News::Asked)]).await;
    let accepted = move |tx: &Transaction| members::decide(tx, &actor(tx, levant, ada, 0), id, line, true);
    database.write(accepted).await.unwrap();
    assert_told(&database, &[(rosa, News::Accepted)]).await;

    // What roles may do is what it is there, that day.
    database
        .write(move |tx| {
            for (role, added, removed) in [(Role::Officer, RUN_CIRCLES.0, 0), (Role::Manager, 0, RUN_CIRCLES.0)] {
                Query::new("insert into role_right (organisation, role, added, removed, changed_by, changed_at) values ($1, $2, $3, $4, 'x', $5)")
                    .bind(ponant)
                    .bind(role)
                    .bind(added.cast_signed())
                    .bind(removed.cast_signed())
                    .bind(tx.ids().clock().now())
                    .execute_one(tx)?;
            }
            invites(tx).map(drop)
        })
        .await
        .unwrap();
    assert_told(&database, &[(rosa, News::Invited)]).await;
}
