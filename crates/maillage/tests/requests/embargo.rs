//! An embargo ends at its hour, by the clock and once; it is changed, given up, and refused in words.

use axum::http::StatusCode;
use jiff::SignedDuration;
use platform::clock::Clock;
use platform::id::{Chance, Ids};
use platform::jobs::{Job, JobId};

use super::client::{Instance, Persona, call_with};

const NOW: &str = "2026-06-15T10:00:00Z";

fn ids(clock: &Clock) -> Ids {
    Ids::new(clock.clone(), Chance::machine())
}

async fn plan(who: &mut Persona<'_>, project: &str, day: &str, hour: &str) -> super::client::Answer {
    let fields =
        [("embargo_day", day), ("embargo_hour", hour), ("embargo_network", "yes"), ("reason", "communiqué")];
    who.post(&format!("{project}/embargo"), &fields).await
}

async fn ended(instance: &Instance, clock: &Clock) {
    let id = instance.project("Olivette").await;
    let project = format!("/projects/{id}");
    let mut claire = instance.persona("Claire Vidal").await;
    for (day, hour, words) in [
        ("14/06/2026", "12:00", "Cette heure est passée"),
        ("juin 2027", "12:00", "Un jour précis"),
        ("16/06/2026", "midi", "Une heure est attendue"),
    ] {
        let refused = plan(&mut claire, &project, day, hour).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.body.contains(words) && refused.body.contains("value=\"communiqué\""),
            "{}",
            refused.body
        );
    }
    // Planned for noon, then for six in the evening: noon shows nothing.
    assert_eq!(plan(&mut claire, &project, "16/06/2026", "12:00").await.status, StatusCode::SEE_OTHER);
    assert_eq!(plan(&mut claire, &project, "16/06/2026", "18 h").await.status, StatusCode::SEE_OTHER);
    let sheet = claire.get(&project).await.body;
    assert!(sheet.contains("Sous embargo jusqu’au 16\u{a0}juin 2026, 18\u{a0}h (Europe/Paris)"), "{sheet}");
    clock.advance(SignedDuration::from_hours(25));
    instance.finish_jobs().await;
    let mut marc = instance.persona("Marc Lenoir").await;
    assert_eq!(marc.get(&project).await.status, StatusCode::NOT_FOUND, "before its hour");
    clock.advance(SignedDuration::from_hours(6));
    instance.finish_jobs().await;
    let seen = marc.get(&project).await;
    assert!(seen.status == StatusCode::OK && !seen.body.contains("Emballages recyclables"), "{}", seen.body);
    assert!(marc.get("/projects?view=list").await.body.contains(">Olivette</a>"));
    let mut claire = instance.persona("Claire Vidal").await;
    let sheet = claire.get(&project).await.body;
    assert!(sheet.contains("Embargo levé par l’horloge") && !sheet.contains("Sous embargo"), "{sheet}");

    // Run once more, it does nothing.
    let payload: String = instance
        .one("select payload from job where kind = 'project.release' order by run_at desc limit 1")
        .await;
    assert_eq!(payload, "{}", "what a job carried is forgotten once it is done");
    let embargo: String = instance.one("select id from project_embargo where state = 'released'").await;
    let again = Job {
        id: JobId(platform::Uuid::nil()),
        kind: "project.release".into(),
        payload: format!("{{\"embargo\":\"{embargo}\"}}"),
        attempts: 2,
    };
    maillage::investment::embargo::release(instance.database.clone(), again).await.unwrap();
    let released: i64 = instance.one("select count(*) from journal where verb = 'embargo.released'").await;
    assert_eq!(released, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_clock_ends_an_embargo_on_sqlite() {
    let clock = Clock::fixed(NOW.parse().unwrap());
    ended(&Instance::sqlite_with(ids(&clock)).await, &clock).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_clock_ends_an_embargo_on_postgres() {
    let clock = Clock::fixed(NOW.parse().unwrap());
    ended(&Instance::postgres_with(ids(&clock)).await, &clock).await;
}

/// Given up, or of a project that was lost meanwhile, it shows nothing; a project that is over cannot be announced.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_given_up_or_over_is_not_announced() {
    let clock = Clock::fixed(NOW.parse().unwrap());
    let instance = Instance::sqlite_with(ids(&clock)).await;
    let (given_up, lost) = (instance.project("Olivette").await, instance.project("Restanque").await);
    let token = instance.token("claire.vidal@provence.example", true).await;
    let body =
        serde_json::json!({"day": "16 juin 2026", "hour": "12:00", "network": true, "reason": "communiqué"});
    for id in [&given_up, &lost] {
        let path = format!("/api/v1/projects/{id}/embargo");
        let planned = instance.send(call_with("POST", &path, &token, &[], &body)).await;
        assert!(
            planned.status == StatusCode::OK && planned.body.contains("2026-06-16T10:00:00Z"),
            "{}",
            planned.body
        );
    }
    let path = format!("/api/v1/projects/{given_up}/embargo");
    let empty = serde_json::Value::Null;
    assert_eq!(
        instance.send(call_with("DELETE", &path, &token, &[], &empty)).await.status,
        StatusCode::NO_CONTENT
    );
    let twice = instance.send(call_with("DELETE", &path, &token, &[], &empty)).await;
    assert!(
        twice.status == StatusCode::UNPROCESSABLE_ENTITY
            && twice.body.contains("Aucune annonce n’est prévue")
    );
    let over = "update project set status = 'lost' where code_name = 'Restanque'";
    instance.database.write(move |tx| platform::database::Query::new(over).execute(tx)).await.unwrap();
    clock.advance(SignedDuration::from_hours(48));
    instance.finish_jobs().await;
    let mut marc = instance.persona("Marc Lenoir").await;
    for id in [&given_up, &lost] {
        assert_eq!(marc.get(&format!("/projects/{id}")).await.status, StatusCode::NOT_FOUND);
    }
    let withheld: i64 = instance.one("select count(*) from journal where verb = 'embargo.withheld'").await;
    assert_eq!(withheld, 1);
    let mut claire = instance.persona("Claire Vidal").await;
    let refused = plan(&mut claire, &format!("/projects/{lost}"), "20/06/2026", "12:00").await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains("rien à annoncer"));
}
