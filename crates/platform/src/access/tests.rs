//! The access list against the plain rules, on random worlds and on both engines.

use std::collections::{BTreeSet, HashSet};

use jiff::{Timestamp, ToSpan};
use macros::both_engines;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::reference::World;
use super::{
    Actor, Audience, Denied, Identity, Kind, Level, NewGrant, NewRecord, PrincipalId, RecordId, Rights,
    Validity, Visibility, Who, create, create_group, create_guest, create_user, grant, install, join,
    level_of, raise_wall, rebuild, require, revoke, speak_of, verify, withdraw,
};
use crate::database::{Database, Query, Reader, Transaction};

static THING: Kind = Kind {
    name: "thing",
    audiences: &[
        Audience { visibility: Visibility::Everyone, who: Who::Everyone, level: Level::Read },
        Audience { visibility: Visibility::Network, who: Who::Network, level: Level::Card },
        Audience { visibility: Visibility::Owner, who: Who::Owner, level: Level::Read },
        Audience { visibility: Visibility::Owner, who: Who::OwnerRole("officers"), level: Level::Manage },
        Audience { visibility: Visibility::Team, who: Who::Team, level: Level::Edit },
    ],
    table: None,
};
const KINDS: &[&Kind] = &[&THING];

fn now() -> Timestamp {
    "2026-03-01T12:00:00Z".parse().unwrap()
}

/// A world as numbers: what the generator draws and the two sides build.
#[derive(Clone, Debug)]
struct Draft {
    organisations: usize,
    users: usize,
    /// Member (user, then organisation), organisation, time.
    memberships: Vec<(usize, usize, usize)>,
    /// Owner, visibility.
    records: Vec<(usize, usize)>,
    /// Record, principal (user, guest or organisation), level, time.
    grants: Vec<(usize, usize, usize, usize)>,
    /// Record or follower, principal (the same, then everyone, then the network), time.
    walls: Vec<(usize, usize, usize)>,
}

fn drafts() -> impl Strategy<Value = Draft> {
    (2_usize..5, 2_usize..6).prop_flat_map(|(organisations, users)| {
        let any = users + organisations;
        (
            vec((0..any, 0..organisations, 0_usize..4), 1..12),
            vec((0..organisations, 0_usize..4), 1..10),
            vec((0_usize..10, 0..=any, 0_usize..6, 0_usize..4), 0..12),
            vec((0_usize..12, 0..any + 3, 0_usize..4), 0..4),
        )
            .prop_map(move |(memberships, records, grants, walls)| Draft {
                organisations,
                users,
                memberships,
                records,
                grants,
                walls,
            })
    })
}

/// Always, past, present, future.
fn validity(number: usize) -> Validity {
    let day = |n: i64| now().checked_add((n * 24).hours()).unwrap();
    match number {
        0 => Validity::ALWAYS,
        1 => Validity { from: None, until: Some(day(-1)) },
        2 => Validity { from: Some(day(-1)), until: Some(day(1)) },
        _ => Validity { from: Some(day(1)), until: None },
    }
}

/// What was built, on both sides.
struct Built {
    world: World,
    seats: Vec<PrincipalId>,
    keys: Vec<i64>,
    guest: PrincipalId,
    records: Vec<RecordId>,
}

fn key(r: &Reader, id: PrincipalId) -> i64 {
    Query::new("select key from principal where id = $1").bind(id).one(r).unwrap()
}

fn build(tx: &Transaction, draft: &Draft) -> Built {
    install(tx).unwrap();
    let actor = Actor::system(now());
    let mut world = World::default();
    let seats: Vec<PrincipalId> = (0..draft.users).map(|_| tx.new_id()).collect();
    for id in &seats {
        create_user(tx, *id, "user").unwrap();
    }
    let organisations: Vec<PrincipalId> = (0..draft.organisations).map(|_| tx.new_id()).collect();
    let mut officers = Vec::new();
    for id in &organisations {
        create_group(tx, *id, "organisation", None).unwrap();
        let group = tx.new_id();
        create_group(tx, group, "officers", Some((*id, "officers"))).unwrap();
        officers.push(group);
    }
    let all: Vec<PrincipalId> = seats.iter().chain(&organisations).copied().collect();
    for (member, organisation, time) in &draft.memberships {
        let (member, group) = (all[*member], organisations[*organisation]);
        if join(tx, member, group, validity(*time)).is_ok() {
            world.memberships.push((key(tx, member), key(tx, group), validity(*time)));
        }
    }
    // The first user is an officer of the first organisation.
    join(tx, seats[0], officers[0], Validity::ALWAYS).unwrap();
    world.memberships.push((key(tx, seats[0]), key(tx, officers[0]), Validity::ALWAYS));
    let guest: PrincipalId = tx.new_id();
    create_guest(tx, guest, "guest").unwrap();
    let mut records = Vec::new();
    for (number, (owner, visibility)) in draft.records.iter().enumerate() {
        let visibility =
            [Visibility::Everyone, Visibility::Network, Visibility::Owner, Visibility::Team][*visibility];
        let team = (visibility == Visibility::Team).then_some(organisations[0]);
        let new = NewRecord { id: tx.new_id(), owner: organisations[*owner], visibility, team, parent: None };
        create(tx, &actor, &THING, new).unwrap();
        records.push(new.id);
        for audience in THING.audiences.iter().filter(|audience| audience.visibility == visibility) {
            let principal = match audience.who {
                Who::Everyone => super::EVERYONE,
                Who::Network => super::NETWORK,
                Who::Owner => key(tx, organisations[*owner]),
                Who::OwnerRole(_) => key(tx, officers[*owner]),
                Who::Team => key(tx, organisations[0]),
                Who::Instance(_) => continue,
            };
            world.gives.push((number, principal, audience.level, Validity::ALWAYS));
        }
    }
    // A child follows its parent, and its own child follows it.
    let asked = records.len();
    for above in [0, asked] {
        let child = NewRecord {
            id: tx.new_id(),
            owner: organisations[0],
            visibility: Visibility::Parent,
            team: None,
            parent: Some(records[above]),
        };
        create(tx, &actor, &THING, child).unwrap();
        world.follows.push((records.len(), above));
        records.push(child.id);
    }
    // The child speaks of another record too.
    speak_of(tx, records[asked], records[1 % asked]).unwrap();
    world.speaks.push((asked, 1 % asked));
    let named: Vec<PrincipalId> = seats.iter().chain(&organisations).chain([&guest]).copied().collect();
    let given =
        |to, level, time| NewGrant { to, level, reason: "test", validity: validity(time), because: None };
    let refused = grant(tx, &actor, &THING, records[asked], &given(guest, Level::Manage, 0));
    assert!(matches!(refused, Err(crate::database::Error::Constraint(_))));
    let mut kept: Vec<(usize, usize, Level, Validity)> = Vec::new();
    for (record, principal, level, time) in &draft.grants {
        let (record, level) = (record % asked, Level::ALL[*level]);
        grant(tx, &actor, &THING, records[record], &given(named[*principal], level, *time)).unwrap();
        kept.retain(|(of, to, _, _)| (*of, *to) != (record, *principal));
        kept.push((record, *principal, level, validity(*time)));
    }
    world.gives.extend(kept.into_iter().map(|(of, to, level, time)| (of, key(tx, named[to]), level, time)));
    let place = |key: i64| Query::new("select id from principal where key = $1").bind(key).one(tx).unwrap();
    let walled: Vec<PrincipalId> =
        named.iter().copied().chain([place(super::EVERYONE), place(super::NETWORK)]).collect();
    for (record, principal, time) in &draft.walls {
        let record = record % records.len();
        raise_wall(tx, &actor, records[record], walled[*principal], "test", validity(*time)).unwrap();
        world.walls.push((record, key(tx, walled[*principal]), validity(*time)));
    }
    let keys = seats.iter().map(|id| key(tx, *id)).collect();
    Built { world, seats, keys, guest, records }
}

fn actor(r: &Reader, seat: PrincipalId, narrow: bool) -> Actor {
    let identity = Identity::Member { account: uuid::Uuid::nil(), seat, acting_for: seat };
    let mut actor = Actor::member(r, identity, Rights::NONE, now()).unwrap().unwrap();
    actor.narrow = narrow;
    actor
}

/// Every way of asking agrees with the plain rules, for each member, a guest and the public.
fn compare(r: &Reader, built: &Built) {
    for (seat, key) in built.seats.iter().zip(&built.keys) {
        let held = built.world.principals(*key, true, now());
        for narrow in [true, false] {
            agree(r, built, &held, &actor(r, *seat, narrow));
        }
    }
    let guest = Actor::guest(r, built.guest, now()).unwrap().unwrap();
    agree(r, built, &built.world.principals(key(r, built.guest), false, now()), &guest);
    agree(r, built, &HashSet::from([super::EVERYONE]), &Actor::public(now()));
}

fn agree(r: &Reader, built: &Built, held: &HashSet<i64>, actor: &Actor) {
    let expected: Vec<Option<Level>> =
        (0..built.records.len()).map(|record| built.world.can(held, record, now())).collect();
    for (record, expected) in built.records.iter().zip(&expected) {
        assert_eq!(level_of(r, actor, *record).unwrap(), *expected, "{:?}", built.world);
        let row = actor.level_of_row(Query::new("select"), "t").push(" from record t where t.id = ");
        let row = row.push_value(*record).maybe::<Option<Level>>(r).unwrap().flatten();
        assert_eq!(row, *expected, "{:?}", built.world);
    }
    for level in Level::ALL {
        let visible: BTreeSet<RecordId> = built
            .records
            .iter()
            .zip(&expected)
            .filter(|(_, held)| held.is_some_and(|held| held >= level))
            .map(|(id, _)| *id)
            .collect();
        let query = actor.visible(Query::new("select t.id"), ("record", "t"), level);
        // Earlier worlds of the same database may be visible too.
        let own = |id: &RecordId| built.records.contains(id);
        assert_eq!(
            query.all::<RecordId>(r).unwrap().into_iter().filter(own).collect::<BTreeSet<_>>(),
            visible
        );
        let held = actor.held(Query::new("select h.record from ("), "thing", level).push(") h");
        let seen = actor.seen(Query::new(""), "thing", level);
        let joined =
            actor.joined(Query::new("select t.id from record t"), "t", level).push(" where t.kind = 'thing'");
        let row =
            actor.sees_row(Query::new("select t.id from record t where t.kind = 'thing' and "), "t", level);
        let within = Query::new(
            "select t.id as id, t.readership as readership from record t where t.kind = 'thing' and ",
        );
        let within = actor.in_readerships(within, "t", level).push(") t");
        let grouped = actor.with_levels(Query::new("select t.id from (").append(within), "t");
        for query in [held, seen, joined, row, grouped] {
            let listed: Vec<RecordId> = query.all::<RecordId>(r).unwrap().into_iter().filter(own).collect();
            assert_eq!(listed.len(), visible.len());
            assert_eq!(listed.into_iter().collect::<BTreeSet<_>>(), visible);
        }
    }
    let shadows = actor.shadows(Query::new(""), "thing").all::<RecordId>(r).unwrap();
    let known = built.records.iter().zip(&expected).filter(|(_, held)| **held == Some(Level::Existence));
    assert_eq!(
        shadows.into_iter().filter(|id| built.records.contains(id)).collect::<BTreeSet<_>>(),
        known.map(|(id, _)| *id).collect()
    );
}

#[both_engines]
async fn the_access_list_says_what_the_rules_say(database: Database) {
    let mut runner = TestRunner::deterministic();
    for _ in 0..40 {
        let draft = drafts().new_tree(&mut runner).unwrap().current();
        let built =
            database.write(move |tx| Ok::<_, crate::database::Error>(build(tx, &draft))).await.unwrap();
        database
            .read(|r| {
                compare(r, &built);
                Ok::<_, crate::database::Error>(())
            })
            .await
            .unwrap();
    }
    let (differences, _) = database.read(|r| verify(r, KINDS, None)).await.unwrap();
    assert_eq!(differences, []);
}

/// A row altered by hand is found, and repaired.
#[both_engines]
async fn a_tampered_list_is_found_and_rebuilt(database: Database) {
    let draft = drafts().new_tree(&mut TestRunner::deterministic()).unwrap().current();
    database
        .write(move |tx| {
            build(tx, &draft);
            Query::new("update readership_entry set level = 5 where level = 2").execute(tx)?;
            Query::new("delete from closure where member in (select max(member) from closure)").execute(tx)
        })
        .await
        .unwrap();
    assert!(database.read(|r| verify(r, KINDS, None)).await.unwrap().0.len() >= 2);
    database.write(|tx| rebuild(tx, KINDS, None)).await.unwrap();
    assert_eq!(database.read(|r| verify(r, KINDS, None)).await.unwrap().0, []);
}

#[both_engines]
async fn a_grant_is_taken_back_at_once_and_an_unseen_record_is_not_found(database: Database) {
    database
        .write(|tx| {
            install(tx)?;
            let (owner, guest) = (tx.new_id(), tx.new_id());
            create_group(tx, owner, "owner", None)?;
            create_guest(tx, guest, "guest")?;
            let system = Actor::system(now());
            let new =
                NewRecord { id: tx.new_id(), owner, visibility: Visibility::Owner, team: None, parent: None };
            create(tx, &system, &THING, new)?;
            let actor = Actor::guest(tx, guest, now())?.unwrap();
            assert!(matches!(require(tx, &actor, &THING, new.id, Level::Card), Err(Denied::NotFound)));
            let card = NewGrant {
                to: guest,
                level: Level::Card,
                reason: "link",
                validity: Validity::ALWAYS,
                because: None,
            };
            let given = grant(tx, &system, &THING, new.id, &card)?;
            assert!(require(tx, &actor, &THING, new.id, Level::Card).is_ok());
            assert!(matches!(
                require(tx, &actor, &THING, new.id, Level::Read),
                Err(Denied::Level(Level::Read))
            ));
            revoke(tx, &THING, new.id, given)?;
            assert!(matches!(require(tx, &actor, &THING, new.id, Level::Card), Err(Denied::NotFound)));
            Ok::<_, Denied>(())
        })
        .await
        .unwrap();
}

/// A card shown on account of a project goes with that project's grant, and with no other.
#[both_engines]
async fn what_is_given_on_account_of_a_record_is_withdrawn_with_it(database: Database) {
    database
        .write(|tx| {
            install(tx)?;
            let (owner, partner) = (tx.new_id(), tx.new_id());
            create_group(tx, owner, "owner", None)?;
            create_group(tx, partner, "partner", None)?;
            let seat = tx.new_id();
            create_user(tx, seat, "member")?;
            join(tx, seat, partner, Validity::ALWAYS)?;
            let system = Actor::system(now());
            let make = || {
                let new = NewRecord {
                    id: tx.new_id(),
                    owner,
                    visibility: Visibility::Owner,
                    team: None,
                    parent: None,
                };
                create(tx, &system, &THING, new).map(|()| new.id)
            };
            let (card, first, second) = (make()?, make()?, make()?);
            let give = |because, level| {
                let new =
                    NewGrant { to: partner, level, reason: "shared", validity: Validity::ALWAYS, because };
                grant(tx, &system, &THING, card, &new)
            };
            let seen = || level_of(tx, &actor(tx, seat, true), card);
            give(Some(first), Level::Read)?;
            give(Some(second), Level::Card)?;
            assert_eq!(seen()?, Some(Level::Read));
            assert_eq!(withdraw(tx, &THING, first, Some(owner))?, []);
            assert_eq!(withdraw(tx, &THING, first, Some(partner))?, [card]);
            assert_eq!(seen()?, Some(Level::Card));
            assert_eq!(withdraw(tx, &THING, second, None)?, [card]);
            assert_eq!(seen()?, None);
            Ok::<_, Denied>(())
        })
        .await
        .unwrap();
}

#[both_engines]
async fn a_group_cannot_contain_itself(database: Database) {
    let outcome = database
        .write(|tx| {
            let (a, b) = (tx.new_id(), tx.new_id());
            create_group(tx, a, "a", None)?;
            create_group(tx, b, "b", None)?;
            join(tx, a, b, Validity::ALWAYS)?;
            join(tx, b, a, Validity::ALWAYS)
        })
        .await;
    assert!(matches!(outcome, Err(Denied::Cycle)));
}
