//! The same request at the same moment, on both engines.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use macros::both_engines;

use super::once;
use crate::access::Actor;
use crate::database::{Database, Query};
use crate::web::{Problem, ProblemKind};

#[both_engines]
async fn requests_at_once_act_once(database: Database) {
    let tries = Arc::new(AtomicU32::new(0));
    let one = |tries: Arc<AtomicU32>, database: Database| async move {
        database
            .write(move |tx| {
                let actor = Actor::system(tx.ids().clock().now());
                once(tx, &actor, Some("key"), "request", || {
                    let answer = tries.fetch_add(1, Ordering::Relaxed);
                    Ok::<_, Problem>(answer.to_string())
                })
            })
            .await
    };
    let sent: Vec<_> = (0..8).map(|_| tokio::spawn(one(tries.clone(), database.clone()))).collect();
    let mut answers = Vec::new();
    for answer in sent {
        answers.push(answer.await.unwrap().unwrap());
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "{answers:?}");
    let kept: i64 = database.read(|r| Query::new("select count(*) from idempotency").one(r)).await.unwrap();
    assert_eq!(kept, 1);
}

#[both_engines]
async fn a_key_stands_for_one_request(database: Database) {
    let answers = database
        .write(|tx| {
            let actor = Actor::system(tx.ids().clock().now());
            let send =
                |request: &str| once(tx, &actor, Some("key"), request, || Ok::<_, Problem>(request.into()));
            Ok::<_, Problem>((send("one")?, send("one")?, send("another").map_err(|problem| problem.kind)))
        })
        .await
        .unwrap();
    assert_eq!(answers, ("one".into(), "one".into(), Err(ProblemKind::KeyReused)));
}
