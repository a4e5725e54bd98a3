//! The index against the plain matching, for a broad actor, a guest and the public, on both engines.

use macros::both_engines;

use super::matching::{Indexed, Question, matches, one_letter_off, with_one_missing};
use super::{Document, Hit, index, remove, search, unlearn};
use crate::access::{
    Actor, Audience, Identity, Kind, Level, NewGrant, NewRecord, PrincipalId, RecordId, Rights, Validity,
    Visibility, Who, create, create_group, create_guest, create_user, grant, install, join, level_of,
};
use crate::database::{Database, Error, Query, Reader, Transaction};

static THING: Kind = Kind {
    name: "thing",
    audiences: &[Audience { visibility: Visibility::Owner, who: Who::Owner, level: Level::Read }],
    table: None,
};

#[test]
fn one_letter_is_forgiven_and_no_more() {
    for (a, b, off) in [
        ("cigale", "cigalle", true),
        ("cigale", "cgale", true),
        ("cigale", "cigole", true),
        ("cigale", "cigael", true),
        ("cigale", "cigale", false),
        ("cigale", "cgalle", false),
        ("mistral", "mistraux", false),
    ] {
        assert_eq!(one_letter_off(a, b), off, "{a} {b}");
        assert_eq!(one_letter_off(b, a), off, "{b} {a}");
        if off {
            assert!(
                with_one_missing(a).iter().any(|typo| with_one_missing(b).contains(typo)),
                "{a} and {b} share a typo"
            );
        }
    }
}

const NAMES: &[&str] = &[
    "Cigale",
    "Cigale bleue",
    "Mistral",
    "Écluse",
    "Œuvre",
    "Garrigue",
    "Amandier",
    "Romarin",
    "Lavandin",
    "Château-Renard",
    "Nouvelle cigale",
    "Mistrale",
    "Tramontane",
    "Calanque",
    "Pinède",
    "Sansouire",
];
const QUESTIONS: &[&str] = &[
    "cigale",
    "CIGALE",
    "cigalle",
    "ecluse",
    "écluse",
    "oeuvre",
    "mis",
    "mistral",
    "chateau renard",
    "P-2021-0003",
    "p 2021 3",
    "usine",
    "cig usi",
    "zzz",
    "tramontame",
    "c",
    "usines",
    "a b c",
    "\" OR 1",
    "': *",
    "garigue hydrogene",
];

struct World {
    organisation: PrincipalId,
    seat: PrincipalId,
    guest: PrincipalId,
}

fn build(tx: &Transaction) -> World {
    install(tx).unwrap();
    let system = Actor::system(now());
    let world = World { organisation: tx.new_id(), seat: tx.new_id(), guest: tx.new_id() };
    let other: PrincipalId = tx.new_id();
    create_group(tx, world.organisation, "organisation", None).unwrap();
    create_group(tx, other, "other", None).unwrap();
    create_user(tx, world.seat, "user").unwrap();
    create_guest(tx, world.guest, "guest").unwrap();
    join(tx, world.seat, world.organisation, Validity::ALWAYS).unwrap();
    for number in 0..80_usize {
        let id: RecordId = tx.new_id();
        let owner = if number % 3 == 0 { other } else { world.organisation };
        create(
            tx,
            &system,
            &THING,
            NewRecord { id, owner, visibility: Visibility::Owner, team: None, parent: None },
        )
        .unwrap();
        let name = NAMES[number % NAMES.len()];
        let reference = format!("P-2021-{number:04}");
        let card = Document {
            record: id,
            kind: "thing",
            level: Level::Card,
            reference: Some(&reference),
            name,
            text: "",
            title: name,
        };
        index(tx, &card).unwrap();
        let text =
            if number % 2 == 0 { "Usine de batteries" } else { "Électrolyseur à hydrogène, 3 usines" };
        index(tx, &Document { level: Level::Read, reference: None, text, ..card }).unwrap();
        if number % 7 == 0 {
            let level = if number % 2 == 0 { Level::Card } else { Level::Read };
            let new = NewGrant {
                to: world.guest,
                level,
                reason: "link",
                validity: Validity::ALWAYS,
                because: None,
            };
            grant(tx, &system, &THING, id, &new).unwrap();
        }
        if number == 79 {
            remove(tx, id).unwrap();
        }
    }
    world
}

fn now() -> jiff::Timestamp {
    "2026-03-01T12:00:00Z".parse().unwrap()
}

/// Every document whose level the actor holds, compared one by one.
fn slowly(r: &Reader, actor: &Actor, question: &Question) -> Vec<Hit> {
    let all: Vec<Indexed> = Query::new(
        "select seq, record, kind, level, reference_key, name_key, text_key, title from search_document",
    )
    .all(r)
    .unwrap();
    let visible: Vec<Indexed> = all
        .into_iter()
        .filter(|document| {
            level_of(r, actor, document.record).unwrap().is_some_and(|held| held >= document.level)
        })
        .collect();
    matches(question, visible.iter())
}

#[both_engines]
async fn the_index_finds_what_plain_matching_finds(database: Database) {
    let world = database.write(|tx| Ok::<_, Error>(build(tx))).await.unwrap();
    database
        .read(|r| {
            let identity = Identity::Member {
                account: uuid::Uuid::nil(),
                seat: world.seat,
                acting_for: world.organisation,
            };
            let mut member = Actor::member(r, identity, Rights::NONE, now())?.unwrap();
            let mut guest = Actor::guest(r, world.guest, now())?.unwrap();
            let mut found = 0;
            for narrow in [true, false] {
                (member.few, guest.few) = (narrow, narrow);
                for question in QUESTIONS.iter().filter_map(|typed| Question::new(typed)) {
                    for actor in [&member, &guest, &Actor::public(now())] {
                        let hits = search(r, actor, &question)?;
                        assert_eq!(hits, slowly(r, actor, &question), "{question:?}, narrow {narrow}");
                        found += hits.len();
                    }
                }
            }
            assert!(found > 200, "{found}");
            assert!(search(r, &Actor::public(now()), &Question::new("cigale").unwrap())?.is_empty());
            Ok::<_, Error>(())
        })
        .await
        .unwrap();
}

/// A name that is forgotten is no longer among the words in which a letter is forgiven, unless somebody else bears it.
#[both_engines]
async fn a_forgotten_name_is_unlearnt_when_nothing_says_it(database: Database) {
    let known = database.write(|tx| {
        install(tx)?;
        let owner: PrincipalId = tx.new_id();
        create_group(tx, owner, "organisation", None).unwrap();
        let mut ids: Vec<RecordId> = Vec::new();
        for name in ["Zélie Orban", "Hugo Orban"] {
            let id: RecordId = tx.new_id();
            let record = NewRecord { id, owner, visibility: Visibility::Owner, team: None, parent: None };
            create(tx, &Actor::system(now()), &THING, record)?;
            let document = Document {
                record: id,
                kind: "thing",
                level: Level::Card,
                reference: None,
                name,
                text: "",
                title: name,
            };
            index(tx, &document)?;
            ids.push(id);
        }
        let known =
            |tx: &Transaction| Query::new("select word from search_word order by word").all::<String>(tx);
        remove(tx, ids[0])?;
        unlearn(tx, "Zélie Orban")?;
        let one = known(tx)?;
        remove(tx, ids[1])?;
        unlearn(tx, "Hugo Orban")?;
        let typos: i64 = Query::new("select count(*) from search_typo").one(tx)?;
        Ok::<_, Error>((one, known(tx)?, typos))
    });
    let (one, none, typos) = known.await.unwrap();
    assert!(one.contains(&"orban".to_owned()) && !one.contains(&"zelie".to_owned()), "{one:?}");
    assert_eq!((none, typos), (vec![], 0));
}
