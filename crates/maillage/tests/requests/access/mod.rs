//! Every route, for every role; and on every route, what one may not see is what does not exist.

mod declared;
mod directory;
mod queries;
mod routes;
mod sent;
mod settling;
mod world;

use std::fmt::Write as _;

use axum::http::StatusCode;
use platform::database::Query;

use super::client::{Answer, Instance};
use declared::{declared, plain};
use queries::QUERIES;
use routes::Route;
use settling::GARRIGUE;
use world::{Asker, NOBODY, Words, World};

/// The routes that name a record.
fn records() -> impl Iterator<Item = &'static Route> {
    directory::RECORDS.iter().chain(routes::RECORDS)
}

/// Every route.
fn all() -> impl Iterator<Item = &'static Route> {
    records().chain(directory::OTHERS).chain(routes::OTHERS)
}

/// Every method of every route is asked, and nothing else.
#[test]
fn every_route_is_walked() {
    let mut walked: Vec<(String, String)> =
        all().map(|route| (route.method.to_owned(), plain(route.path))).collect();
    walked.sort();
    walked.dedup();
    assert_eq!(walked, declared());
}

/// One table of every route and person: the status, and a star where *Cigale* is named. Each request that may change
/// something meets an instance that none before it changed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_route_for_every_role() {
    let world = World::of(Instance::sqlite().await).await;
    let mut table = format!("{:<62}", "");
    for asker in &world.askers {
        write!(table, " {:<6}", asker.name).unwrap();
    }
    let mut spare: Option<Instance> = None;
    for route in all() {
        write!(table, "\n{:<6} {:<55}", route.method, route.path).unwrap();
        for asker in &world.askers {
            // Most are refused, and leave their copy to the next one.
            let copy = match spare.take() {
                kept if !route.writes() => {
                    spare = kept;
                    None
                }
                Some(copy) => Some(copy),
                None => Some(world.instance.copy().await),
            };
            let instance = copy.as_ref().unwrap_or(&world.instance);
            let before = instance.committed();
            prepare(instance, asker.words.fill(route.prepared)).await;
            let answer = asker.ask(instance, route, &asker.words).await;
            let told = if answer.body.contains("Cigale") { "*" } else { "" };
            write!(table, " {:<6}", format!("{}{told}", answer.status.as_u16())).unwrap();
            spare = copy.filter(|copy| before.is_some() && copy.committed() == before).or(spare);
        }
    }
    let table: Vec<&str> = table.lines().map(str::trim_end).collect();
    insta::assert_snapshot!(table.join("\n"));
}

async fn prepare(instance: &Instance, sql: String) {
    if !sql.is_empty() {
        let sql: &'static str = sql.leak();
        instance.database.write(move |tx| Query::new(sql).execute_one(tx)).await.unwrap();
    }
}

/// On every route, for everybody, a record that one does not see gets the status, headers and bytes of one that does not
/// exist, and of an address that names nothing.
async fn the_unseen_is_the_unknown(world: &World) {
    for asker in &world.askers {
        for unseen in &asker.unseen {
            let unknown = unseen.unknown(&world.instance.database);
            for route in records() {
                let ask = async |words: &Words| {
                    let answer = asker.ask(&world.instance, route, &asker.words.and(words)).await;
                    assert_refused(asker, route, &answer);
                    without(answer, words)
                };
                let what = format!("{} {} for {}", route.method, route.path, asker.name);
                let answer = ask(unseen).await;
                let other = ask(&unknown).await;
                assert_same(&what, &answer, &other);
                let malformed = ask(&unseen.malformed()).await;
                // What can be no identifier is not found before anybody is asked for: by the API, in no one's language.
                let alike = match answer.status {
                    StatusCode::NOT_FOUND if !route.is_api() => answer == malformed,
                    StatusCode::NOT_FOUND => malformed.status == StatusCode::NOT_FOUND,
                    _ => true,
                };
                assert!(alike, "{what}: the unseen and the malformed differ: {}", malformed.status);
            }
        }
    }
}

/// The same of what a query or a body names.
async fn the_unseen_named_is_the_unknown(world: &World) {
    for asker in &world.askers {
        for unseen in &asker.unseen {
            let unseen = asker.words.and(unseen);
            let unknown = unseen.unknown(&world.instance.database);
            for (word, route) in QUERIES {
                // Whoever runs the instance sees its people, organisations and jobs.
                if asker.name == "odile" && route.path.contains("/administration") {
                    continue;
                }
                let ask = async |words: &Words| {
                    let named = Words::of(&[("named", words.get(word))]);
                    let answer = asker.ask(&world.instance, route, &asker.words.and(&named)).await;
                    assert_refused(asker, route, &answer);
                    without(answer, &named)
                };
                let what = format!("{} {} for {}", route.method, route.path, asker.name);
                assert_same(&what, &ask(&unseen).await, &ask(&unknown).await);
            }
        }
    }
}

/// The first line where they differ says more than two pages.
fn assert_same(what: &str, unseen: &Answer, unknown: &Answer) {
    let lines = unseen.body.lines().zip(unknown.body.lines());
    let first = lines.into_iter().find(|(unseen, unknown)| unseen != unknown);
    assert!(
        unseen == unknown,
        "{what}: the unseen and the unknown differ: {} and {}, {first:?}\n{:?}\n{:?}",
        unseen.status,
        unknown.status,
        unseen.headers,
        unknown.headers
    );
}

/// Nothing was done: a problem, a form shown again, or the way to the sign-in.
fn assert_refused(asker: &Asker, route: &Route, answer: &Answer) {
    let refused = match answer.status {
        StatusCode::OK => route.method == "GET" || !route.is_api(),
        StatusCode::SEE_OTHER => asker.name == NOBODY,
        status => status.is_client_error(),
    };
    assert!(refused, "{} {} for {}: {}", route.method, route.path, asker.name, answer.status);
}

/// The answer without what the request itself said, nor what is new in every page.
fn without(mut answer: Answer, sent: &Words) -> Answer {
    let once = |body: &str| {
        let mut parts = body.split("name=\"_once\" value=\"");
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |all, part| all + part.split_once('"').map_or("", |(_, rest)| rest))
    };
    answer.body = sent.blank(&once(&answer.body));
    answer.bytes.clear();
    answer.location = answer.location.map(|location| sent.blank(&location));
    for (_, value) in &mut answer.headers {
        *value = sent.blank(value);
    }
    answer
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_unseen_is_the_unknown_on_sqlite() {
    let world = World::of(Instance::sqlite().await).await;
    the_unseen_is_the_unknown(&world).await;
    the_unseen_named_is_the_unknown(&world).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_unseen_is_the_unknown_on_postgres() {
    let world = World::of(Instance::postgres().await).await;
    the_unseen_is_the_unknown(&world).await;
    the_unseen_named_is_the_unknown(&world).await;
}

/// A company that only another organisation sees may be added again, by the same name and number: nothing says that it is
/// known.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_unseen_company_may_be_added_again() {
    const KNOWN: &[(&str, &str)] = &[("name", GARRIGUE.0), ("country", "ES"), ("siren", GARRIGUE.1)];
    const NEW: &[(&str, &str)] = &[("name", "Kyushu Ceramics"), ("country", "ES"), ("siren", "732829320")];
    let world = World::of(Instance::sqlite().await).await;
    for asker in world.askers.iter().filter(|asker| asker.name != "marc") {
        for path in ["/companies", "/api/v1/companies"] {
            let mut statuses = Vec::new();
            for fields in [KNOWN, NEW] {
                let copy = world.instance.copy().await;
                statuses.push(asker.ask(&copy, &routes::post(path, fields), &asker.words).await.status);
            }
            assert_eq!(statuses[0], statuses[1], "{path} for {}", asker.name);
        }
    }
}
