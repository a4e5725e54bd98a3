//! What is too long, or is no text, is refused with its field named, on both engines, and nothing is written.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::client::{Instance, call, call_with};

const CLAIRE: &str = "claire.vidal@provence.example";

async fn long_texts_are_refused(instance: &Instance) {
    let token = instance.token(CLAIRE, true).await;
    let company: String = instance.one("select company from project where code_name = 'Cigale'").await;
    let long = "x".repeat(60_000);
    let before: i64 = instance.one("select count(*) from journal").await;
    let interactions = format!("/api/v1/companies/{company}/interactions");
    for (path, field, limit, body) in [
        ("/api/v1/companies", "name", "200", json!({"name": long, "country": "FR"})),
        ("/api/v1/companies", "city", "200", json!({"name": "X", "country": "FR", "city": long})),
        ("/api/v1/companies", "activity", "4000", json!({"name": "X", "country": "FR", "activity": long})),
        (&interactions, "summary", "4000", json!({"channel": "call", "summary": long})),
        (&interactions, "next_step", "300", json!({"channel": "call", "summary": "x", "next_step": long})),
    ] {
        let refused = instance.send(call("POST", path, &token, Some(body))).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{path} {field}");
        let fault = serde_json::from_str::<Value>(&refused.body).unwrap()["errors"][0].clone();
        assert_eq!(fault["field"], field);
        let said = fault["message"].as_str().unwrap().replace('\u{a0}', "");
        assert!(said.contains(limit), "{path} {field}: {said}");
    }
    for key in [long.as_str(), "", "a b", "clé"] {
        let body = json!({"name": "X", "country": "FR"});
        let headers = [("idempotency-key", key)];
        let refused = instance.send(call_with("POST", "/api/v1/companies", &token, &headers, &body)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("Idempotency-Key"), "{}", refused.body);
    }
    assert_eq!(before, instance.one::<i64>("select count(*) from journal").await, "nothing was written");
}

/// PostgreSQL keeps no NUL: it is dropped or refused before any engine is asked, and both answer alike.
async fn control_characters_reach_no_engine(instance: &Instance) {
    let token = instance.token(CLAIRE, true).await;
    let mut claire = instance.persona("Claire Vidal").await;
    for path in ["/search?q=a%00b", "/projects?view=list&sector=%00", "/companies?after=%00", "/%00"] {
        assert_eq!(claire.get(path).await.status, StatusCode::BAD_REQUEST, "{path}");
    }
    for path in ["/api/v1/projects?sector=%00", "/api/v1/search?q=%00"] {
        let answer = instance.send(call("GET", path, &token, None)).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{path}: {}", answer.body);
    }
    let typed = claire.post("/companies", &[("name", "Galicia\u{7}Eólica"), ("country", "ES")]).await;
    assert_eq!(typed.status, StatusCode::SEE_OTHER, "{}", typed.body);
    assert_eq!(
        claire.post("/companies", &[("name", "a\0b"), ("country", "ES")]).await.status,
        StatusCode::BAD_REQUEST
    );
    let body =
        json!({"name": "Kyushu\u{0}Ceramics", "country": "JP", "city": "\u{0}", "activity": "a\u{0}b\nc"});
    let added = instance.send(call("POST", "/api/v1/companies", &token, Some(body))).await;
    assert_eq!(added.status, StatusCode::CREATED, "{}", added.body);
    let kept: Value = serde_json::from_str(&added.body).unwrap();
    assert_eq!((&kept["name"], &kept["activity"]), (&json!("Kyushu Ceramics"), &json!("ab\nc")));
    let body = json!({"code_name": "Ro\u{0}marin", "source": "agency", "needs": "\u{0}"});
    let opened = instance.send(call("POST", "/api/v1/projects", &token, Some(body))).await;
    assert!(
        opened.status.is_success() || opened.status == StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        opened.body
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_text_has_its_limit_on_sqlite() {
    let instance = Instance::sqlite().await;
    long_texts_are_refused(&instance).await;
    control_characters_reach_no_engine(&instance).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_text_has_its_limit_on_postgres() {
    let instance = Instance::postgres().await;
    long_texts_are_refused(&instance).await;
    control_characters_reach_no_engine(&instance).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reason_is_short() {
    let instance = Instance::sqlite().await;
    let mut claire = instance.persona("Claire Vidal").await;
    let project = format!("/projects/{}", instance.project("Restanque").await);
    let fields = [("stage", "signal"), ("reason", &*"x".repeat(301))];
    let refused = claire.post(&format!("{project}/moves"), &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("300 caractères au plus"), "{}", refused.body);
}
