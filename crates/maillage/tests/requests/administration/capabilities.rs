//! What roles may do.

use axum::http::StatusCode;
use maillage::frame::rights::Role;
use serde_json::json;

use super::super::client::{Instance, Persona, call};
use super::{ALIX, ODILE, enter, newcomer};

/// A right taken away closes page and API alike, at once, for who is signed in.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_right_taken_away_closes_page_and_api_alike() {
    let instance = Instance::sqlite().await;
    let mut claire = instance.persona("Claire Vidal").await;
    let token = instance.token("claire.vidal@provence.example", true).await;
    let mut alix = newcomer(&instance, "Provence Promotion", ALIX, Role::Administrator).await;
    let form = [
        ("code_name", "Asphodèle"),
        ("source", "fair"),
        ("sealed_company", "Un fabricant"),
        ("audience", "owner"),
    ];
    let body = json!({"code_name": "Bruyère", "source": "fair", "sealed_company": "Un autre"});
    let both = async |claire: &mut Persona<'_>| {
        let api = instance.send(call("POST", "/api/v1/projects", &token, Some(body.clone()))).await.status;
        (claire.post("/projects", &form).await.status, api)
    };
    assert_eq!(both(&mut claire).await, (StatusCode::SEE_OTHER, StatusCode::CREATED));
    assert!(claire.get("/projects?view=list").await.body.contains("/projects/list.xlsx?view=list"));
    let page = alix.get("/administration/capabilities").await;
    assert!(page.status == StatusCode::OK && page.body.contains("officer.run-projects"));
    // Every box but one; what is beyond the bounds is left out.
    let ticked: Vec<(&str, &str)> = [
        "officer.keep-files",
        "officer.use-api",
        "manager.keep-files",
        "manager.run-projects",
        "manager.share-all",
        "manager.run-circles",
        "manager.steer",
        "manager.take-lists",
        "manager.use-api",
        "manager.see-accesses",
        "manager.protect-data",
        "administrator.protect-data",
        "administrator.use-api",
        "reader.use-api",
        "reader.run-projects",
    ]
    .map(|box_| ("right", box_))
    .to_vec();
    let saved = alix.post("/administration/capabilities", &ticked).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    assert_eq!(both(&mut claire).await, (StatusCode::FORBIDDEN, StatusCode::FORBIDDEN));
    assert!(!claire.get("/projects?view=list").await.body.contains("/projects/list.xlsx"));
    for list in ["/projects/list.xlsx", "/companies/list.csv"] {
        let refused = claire.get(list).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{list}");
        assert!(refused.body.contains("ne permet pas d’emporter des listes"), "{}", refused.body);
    }
    assert_eq!(alix.get("/administration/people").await.status, StatusCode::OK, "an administrator stays one");
    let rows: i64 = instance.one("select count(*) from role_right where removed <> 0").await;
    assert_eq!(rows, 1, "the officers' line alone");
    // Another organisation's officers are as they were.
    let mut marc = instance.persona("Marc Lenoir").await;
    assert_eq!(marc.post("/projects", &form).await.status, StatusCode::SEE_OTHER);
    // The whole instance: only who runs it.
    let refused = alix.post("/administration/capabilities", &[("scope", "instance")]).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    let mut odile = enter(&instance, ODILE).await;
    let all = odile
        .post("/administration/capabilities", &[("scope", "instance"), ("right", "officer.keep-files")])
        .await;
    assert_eq!(all.status, StatusCode::SEE_OTHER);
    assert_eq!(marc.post("/projects", &form).await.status, StatusCode::FORBIDDEN);
    let read = instance.send(call("GET", "/api/v1/projects", &token, None)).await;
    assert_eq!(read.status, StatusCode::FORBIDDEN, "of this her organisation said nothing");
}
