//! Who opened what.

use axum::http::StatusCode;
use maillage::administration::{forget_accesses, write_accesses};

use super::super::client::{Instance, call};
use super::{ODILE, enter, run};

async fn opened(instance: &Instance) {
    let mut nadia = instance.persona("Nadia Karam").await;
    let mut claire = instance.persona("Claire Vidal").await;
    let mut odile = enter(instance, ODILE).await;
    let mut marc = instance.persona("Marc Lenoir").await;
    let project = instance.project("Cigale").await;
    let sheet = format!("/projects/{project}");
    claire.get(&sheet).await;
    claire.get(&sheet).await;
    marc.get(&sheet).await;
    let token = instance.token("claire.vidal@provence.example", false).await;
    for path in ["/api/v1/projects".to_owned(), format!("/api/v1{sheet}")] {
        assert_eq!(instance.send(call("GET", &path, &token, None)).await.status, StatusCode::OK);
    }
    assert_eq!(
        write_accesses(&instance.app).await.unwrap(),
        3,
        "a page once, one by the API, a list; not what was refused"
    );
    assert_eq!(write_accesses(&instance.app).await.unwrap(), 0);
    // The owner's managers see which; other organisations see nothing of it; who runs the instance sees that it was.
    let page = nadia.get("/accesses").await.body;
    assert!(page.contains("Cigale") && page.contains("Claire Vidal") && page.contains("une liste"), "{page}");
    assert_eq!(marc.get("/accesses").await.status, StatusCode::NOT_FOUND);
    let page = odile.get("/administration/readings").await.body;
    assert!(page.contains("Claire Vidal") && !page.contains("Cigale") && !page.contains(&project));
    // Forgotten after six months.
    run(instance, "update access_log set at = '2020-01-01T00:00:00.000000Z' where way = 'list'").await;
    assert_eq!(forget_accesses(&instance.database).await.unwrap(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_opened_what_is_known_to_its_owner_on_sqlite() {
    opened(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_opened_what_is_known_to_its_owner_on_postgres() {
    opened(&Instance::postgres().await).await;
}
