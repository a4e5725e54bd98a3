//! What somebody is in an organisation that one does not see is not found either: not by search, nor by the filters of the
//! list, on the page or by the API (S0-08, access 6).

use axum::http::StatusCode;
use serde_json::Value;

use super::client::{Instance, call};

async fn told_to_nobody_else(instance: &Instance) {
    let company: String = instance.one("select company from project where code_name = 'Cigale'").await;
    let mut claire = instance.persona("Claire Vidal").await;
    let person = [
        ("given_name", "Zélie"),
        ("family_name", "Orban"),
        ("data_class", "prescriber"),
        ("audience", "network"),
    ];
    let sheet = claire.post("/people", &person).await.location.unwrap();
    let sheet = sheet.split('?').next().unwrap().to_owned();
    let position = [
        ("organisation", company.as_str()),
        ("kind", "representative"),
        ("duty", "signatory"),
        ("title_fr", "Mandataire clandestine"),
    ];
    let given = claire.post(&format!("{sheet}/positions"), &position).await;
    assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.body);
    let open =
        [("place", "Arles"), ("kind", "mandate"), ("duty", "mayor"), ("title_fr", "Mairesse exemplaire")];
    claire.post(&format!("{sheet}/positions"), &open).await;
    instance.finish_jobs().await;

    let mut ines = instance.persona("Inès Morel").await;
    let token = instance.token("ines.morel@bpi.example", false).await;
    assert_eq!(ines.get(&format!("/organisations/{company}")).await.status, StatusCode::NOT_FOUND);
    let page = ines.get(&sheet).await.body;
    assert!(page.contains("Mairesse exemplaire") && !page.contains("Mandataire"), "{page}");
    // The same questions find what is shown, for her, and what she is not shown, for Claire.
    let hidden = ["/people?kind=representative".to_owned(), format!("/people?organisation={company}")];
    for path in hidden.iter().map(String::as_str) {
        assert!(claire.get(path).await.body.contains("Orban"), "{path}");
        assert!(!ines.get(path).await.body.contains("Orban"), "{path}");
        let answer = instance.send(call("GET", &format!("/api/v1{path}"), &token, None)).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(!answer.body.contains("Orban"), "{path}");
    }
    assert!(ines.get("/people?kind=mandate").await.body.contains("Orban"));
    assert!(ines.get("/search?q=exemplaire").await.body.contains("Orban"));
    assert!(!ines.get("/search?q=clandestine").await.body.contains("Orban"));
    let found = instance.send(call("GET", "/api/v1/search?q=clandestine", &token, None)).await;
    let found: Value = serde_json::from_str(&found.body).unwrap();
    assert!(!found.to_string().contains("Orban"), "{found}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_position_in_an_unseen_organisation_is_not_found_on_sqlite() {
    told_to_nobody_else(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_position_in_an_unseen_organisation_is_not_found_on_postgres() {
    told_to_nobody_else(&Instance::postgres().await).await;
}
