//! Jobs of the whole instance: what waits or was put aside holds no secret, and a night that fails is not the last.

use axum::http::StatusCode;
use platform::database::{Error, Query};
use platform::jobs::run_due;

use super::client::Instance;

/// What every job was given.
async fn payloads(instance: &Instance) -> String {
    let all: Vec<String> =
        instance.database.read(|r| Query::new("select payload from job").all(r)).await.unwrap();
    all.join("\n")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_put_aside_holds_no_link_and_is_written_anew() {
    let instance = Instance::sqlite().await;
    instance.finish_jobs().await;
    let mut odile = instance.persona("Odile Perrin").await;
    let invitation = [
        ("given_name", "Ada"),
        ("family_name", "Brun"),
        ("email", "ada@operations.example"),
        ("role", "reader"),
    ];
    let invited = odile.post("/administration/people", &invitation).await;
    assert_eq!(invited.status, StatusCode::SEE_OTHER, "{}", invited.body);
    assert!(!payloads(&instance).await.contains("/invitations/"), "what waits holds no link");

    std::fs::remove_dir_all(&instance.folder).unwrap();
    let last = |tx: &platform::database::Transaction| {
        Query::new("update job set attempts = $1 where kind = 'mail'")
            .bind(platform::jobs::ATTEMPTS - 1)
            .execute_one(tx)
    };
    instance.database.write(last).await.unwrap();
    run_due(&instance.database, &maillage::compose::handlers(&instance.app)).await.unwrap();
    let page = odile.get("/administration/jobs").await.body;
    assert!(page.contains("Un courriel mis de côté ne garde ni son texte ni son lien"), "{page}");
    assert!(!payloads(&instance).await.contains("/invitations/"), "what was put aside holds no link");

    std::fs::create_dir_all(&instance.folder).unwrap();
    let retry = page.split("action=\"/administration/jobs/").nth(1).unwrap().split('"').next().unwrap();
    odile.post(&format!("/administration/jobs/{retry}"), &[]).await;
    instance.finish_jobs().await;
    let mails: Vec<_> = std::fs::read_dir(&instance.folder).unwrap().collect();
    assert_eq!(mails.len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_night_that_fails_is_followed_by_another() {
    let instance = Instance::sqlite().await;
    instance
        .database
        .write(|tx| Query::new("drop table attempt").execute(tx))
        .await
        .map_err(|error: Error| error)
        .unwrap();
    run_due(&instance.database, &maillage::compose::handlers(&instance.app)).await.unwrap();
    let failed: i64 =
        instance.one("select count(*) from job where kind = 'upkeep' and last_error is not null").await;
    let next: i64 = instance
        .one("select count(*) from job where kind = 'upkeep' and last_error is null and state = 'waiting'")
        .await;
    assert_eq!((failed, next), (1, 1));
    // What was broken on purpose is no fault of the test.
    let mended = "delete from job where last_error is not null";
    instance.database.write(|tx| Query::new(mended).execute_one(tx)).await.map_err(|e: Error| e).unwrap();
}
