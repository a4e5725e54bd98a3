//! The pages of territories, on the real edition.

use axum::http::StatusCode;
use maillage::reference::territories::refresh_at_start;
use serde_json::Value;

use super::client::{Instance, call};

/// S4-08, S4-09: a commune is found by what people know of it, says what it is part of, and when; a grouping says what it was
/// made of on a day.
async fn a_territory_is_found_and_looked_at(instance: &Instance) {
    refresh_at_start(&instance.database).await.unwrap().unwrap();
    let mut claire = instance.persona("Claire Vidal").await;
    for asked in ["arles", "13200", "13004", "211300041"] {
        let found = claire.get(&format!("/territories?q={asked}")).await.body;
        assert!(found.contains("href=\"/territories/commune-13004\""), "{asked}: {found}");
    }
    let london = claire.get("/territories?q=londres").await.body;
    assert!(london.contains(">London</a>") && london.contains("Royaume-Uni"), "{london}");
    let none = claire.get("/territories?q=zzyzx").await;
    assert!(none.body.contains("Aucun territoire pour «\u{a0}zzyzx\u{a0}»"), "{}", none.body);

    let arles = claire.get("/territories/commune-13004").await.body;
    for text in ["ville moyenne", "13200", "Bouches-du-Rhône", "COG 2026"] {
        assert!(arles.contains(text), "{text}: {arles}");
    }
    let list = claire.get("/territories?kind=departement").await.body;
    let next = list.split("rel=\"next\" href=\"").nth(1).unwrap().split('"').next().unwrap();
    let second = claire.get(&next.replace("&#38;", "&")).await.body;
    assert!(
        list.contains(">Ain</a>") && !second.contains(">Ain</a>") && second.contains(">Oise</a>"),
        "{second}"
    );

    let fensch = "/territories/epci-245701222";
    let gone = claire.get(fensch).await.body;
    assert!(gone.contains("n’existe plus depuis le 1er"), "{gone}");
    assert!(gone.contains("Rien n’en fait partie ce jour-là"), "{gone}");
    let before = claire.get(&format!("{fensch}?at=fin+2025")).await.body;
    assert!(before.contains("10 territoires le 31") && before.contains(">Fameck</a>"), "{before}");
    let fault = claire.get(&format!("{fensch}?at=un+jour")).await;
    assert_eq!(fault.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(fault.body.contains("Date non comprise."), "{}", fault.body);
    for path in ["/territories/commune-99999", "/territories/canton-1", "/territories/x"] {
        assert_eq!(claire.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    claire.post("/language", &[("language", "en"), ("back", fensch)]).await;
    let english = claire.get(&format!("{fensch}?at=2025")).await.body;
    assert!(english.contains("10 territories on") && english.contains("has not existed since"), "{english}");
}

/// The same by the API, whose cursor leads from page to page.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_territory_is_found_by_the_api() {
    let instance = Instance::sqlite().await;
    refresh_at_start(&instance.database).await.unwrap().unwrap();
    let token = instance.token("claire.vidal@provence.example", false).await;
    let ask = async |path: &str| {
        let answer = instance.send(call("GET", path, &token, None)).await;
        (answer.status, serde_json::from_str::<Value>(&answer.body).unwrap())
    };
    let (_, found) = ask("/api/v1/territories?q=2A004").await;
    assert_eq!(found["items"][0]["name"], "Ajaccio");
    let (mut all, mut path) = (0, "/api/v1/territories?kind=departement&limit=50".to_owned());
    loop {
        let (_, page) = ask(&path).await;
        all += page["items"].as_array().unwrap().len();
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/api/v1/territories?kind=departement&limit=50&cursor={}", next.replace(' ', "%20"));
    }
    assert_eq!(all, 109);
    let (_, fensch) = ask("/api/v1/territories/epci-245701222?at=2025-12-31").await;
    assert_eq!(
        (fensch["made_of"].as_array().unwrap().len(), &fensch["valid_until"]),
        (10, &"2026-01-01".into())
    );
    let (_, today) = ask("/api/v1/territories/epci-245701222").await;
    assert_eq!(today["made_of"], serde_json::json!([]));
    for (path, status) in [
        ("/api/v1/territories?kind=canton", StatusCode::UNPROCESSABLE_ENTITY),
        ("/api/v1/territories/epci-245701222?at=hier", StatusCode::UNPROCESSABLE_ENTITY),
        ("/api/v1/territories/commune-99999", StatusCode::NOT_FOUND),
        ("/api/v1/territories/x", StatusCode::NOT_FOUND),
    ] {
        assert_eq!(ask(path).await.0, status, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_territory_is_found_and_looked_at_on_sqlite() {
    a_territory_is_found_and_looked_at(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_territory_is_found_and_looked_at_on_postgres() {
    a_territory_is_found_and_looked_at(&Instance::postgres().await).await;
}
