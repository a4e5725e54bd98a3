//! Whoever was erased is said to be, since when, and is neither changed nor proposed any more (S0-08; RGPD, article 17).

use axum::http::StatusCode;
use serde_json::Value;

use super::client::{Instance, call};
use super::privacy::{ask, tick};

async fn said_and_left_alone(instance: &Instance) {
    let mut claire = instance.persona("Claire Vidal").await;
    let person = [
        ("given_name", "Zélie"),
        ("family_name", "Orban"),
        ("data_class", "prescriber"),
        ("audience", "network"),
    ];
    let sheet = claire.post("/people", &person).await.location.unwrap();
    let sheet = sheet.split('?').next().unwrap().to_owned();
    let id = sheet.rsplit('/').next().unwrap().to_owned();
    let mut nadia = instance.persona("Nadia Karam").await;
    let asked =
        [("person", id.as_str()), ("request", "erasure"), ("given_name", "Zélie"), ("family_name", "Orban")];
    let request = ask(&mut nadia, &asked).await;
    nadia.post(&format!("{request}/identity"), &[("identity_note", "Pièce vue.")]).await;
    tick(&mut nadia, &request, |line| line.starts_with("person:")).await;
    let erased = nadia.post(&format!("{request}/erasure"), &[]).await;
    assert_eq!(erased.status, StatusCode::SEE_OTHER, "{}", erased.body);

    let page = claire.get(&sheet).await;
    assert_eq!(page.status, StatusCode::OK);
    let body = page.body.replace('\u{a0}', " ");
    assert!(body.contains("<h1>Personne effacée") && body.contains("a été effacée le"), "{body}");
    for link in ["/edit\"", "/positions\"", "/details\""] {
        assert!(!body.contains(&format!("{sheet}{link}")), "{link}");
    }
    // Neither the forms nor what they send.
    for path in ["edit", "positions"] {
        let refused = claire.get(&format!("{sheet}/{path}")).await;
        assert!(refused.status == StatusCode::FORBIDDEN && refused.body.contains("a été effacée"), "{path}");
    }
    let changed = [("given_name", "Zélie"), ("family_name", "Orban"), ("version", "1")];
    let position = [("place", "Arles"), ("kind", "mandate"), ("duty", "mayor")];
    let detail = [
        ("detail_kind", "email"),
        ("reach", "z@exemple.example"),
        ("data_class", "prescriber"),
        ("basis", "consent"),
        ("found_in", "carte"),
    ];
    for (path, fields) in [("edit", &changed[..]), ("positions", &position[..]), ("details", &detail[..])] {
        let refused = claire.post(&format!("{sheet}/{path}"), fields).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}: {}", refused.body);
    }
    // Nor is she proposed: in the list, to merge, for another request.
    for path in ["/people", "/people/duplicates", &format!("/privacy/requests?person={id}")] {
        let page = nadia.get(path).await.body;
        assert!(!page.contains(&sheet) && !page.contains("value=\"—\""), "{path}");
    }
    let token = instance.token("claire.vidal@provence.example", true).await;
    let path = format!("/api/v1/people/{id}");
    let told = instance.send(call("GET", &path, &token, None)).await.body;
    let told: Value = serde_json::from_str(&told).unwrap();
    assert!(told["erased_at"].is_string(), "{told}");
    let body = serde_json::json!({"place": "Arles", "kind": "mandate", "duty": "mayor"});
    let refused = instance.send(call("POST", &format!("{path}/positions"), &token, Some(body))).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_erased_person_is_said_to_be_on_sqlite() {
    said_and_left_alone(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_erased_person_is_said_to_be_on_postgres() {
    said_and_left_alone(&Instance::postgres().await).await;
}
