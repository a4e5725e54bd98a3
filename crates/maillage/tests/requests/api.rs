//! The API: its description, versions, repeated requests, scopes, and the story by API.

use axum::http::StatusCode;
use serde_json::{Value, json};
use utoipa::OpenApi;

use super::client::{Instance, call, call_with};

const CLAIRE: &str = "claire.vidal@provence.example";

#[test]
fn the_description_of_the_api() {
    let document = maillage::compose::Description::openapi().to_pretty_json().unwrap();
    insta::assert_snapshot!(document);
}

fn parsed(body: &str) -> Value {
    serde_json::from_str(body).unwrap_or_else(|error| panic!("{error}: {body}"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_story_by_the_api() {
    let instance = Instance::drawn_on_sqlite().await;
    let token = instance.token(CLAIRE, true).await;
    let added = instance
        .send(call(
            "POST",
            "/api/v1/companies",
            &token,
            Some(json!({"name": "Veldhoven Optics BV", "country": "NL"})),
        ))
        .await;
    assert_eq!(added.status, StatusCode::CREATED, "{}", added.body);
    let company = parsed(&added.body)["id"].as_str().unwrap().to_owned();
    let body = json!({"code_name": "Romarin", "source": "agency", "company": company, "jobs": "15 à 20"});
    let opened = instance.send(call("POST", "/api/v1/projects", &token, Some(body))).await;
    assert_eq!(opened.status, StatusCode::CREATED, "{}", opened.body);
    let project = parsed(&opened.body);
    assert_eq!(
        (project["stage"].as_str(), project["jobs"]["low"].as_f64(), project["jobs"]["high"].as_f64()),
        (Some("signal"), Some(15.0), Some(20.0))
    );
    let path = format!("/api/v1/projects/{}", project["id"].as_str().unwrap());
    let account: String =
        instance.one("select id from account where email = 'claire.vidal@provence.example'").await;
    let fields = json!({"contact_person": "Jan de Vries", "legal_basis": "consent", "referent": account});
    let unversioned = instance.send(call("PATCH", &path, &token, Some(fields.clone()))).await;
    assert_eq!(unversioned.status, StatusCode::PRECONDITION_REQUIRED);
    let changed = instance.send(call_with("PATCH", &path, &token, &[("if-match", "\"1\"")], &fields)).await;
    assert_eq!(changed.status, StatusCode::OK, "{}", changed.body);
    let stale = instance
        .send(call_with("PATCH", &path, &token, &[("if-match", "\"1\"")], &json!({"location": "Arles"})))
        .await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.body);
    let moved = instance
        .send(call_with(
            "POST",
            &format!("{path}/moves"),
            &token,
            &[("if-match", "\"2\"")],
            &json!({"stage": "contact"}),
        ))
        .await;
    assert_eq!(parsed(&moved.body)["stage"], "contact", "{}", moved.body);
    let bpi: String = instance.one("select id from organisation where name = 'Bpifrance'").await;
    let body = json!({"organisation": bpi, "level": "card", "reason": "aides"});
    let shared = instance.send(call("POST", &format!("{path}/grants"), &token, Some(body))).await;
    assert_eq!(shared.status, StatusCode::CREATED, "{}", shared.body);
    // Who sees it, what happened to it, where it is, what one owes on it: as the pages tell it.
    let read = async |path: String| parsed(&instance.send(call("GET", &path, &token, None)).await.body);
    let grants = read(format!("{path}/grants")).await;
    assert_eq!((&grants[0]["name"], &grants[0]["level"]), (&json!("Bpifrance"), &json!("card")), "{grants}");
    let history = read(format!("{path}/history")).await;
    let stages: Vec<&str> =
        history["moves"].as_array().unwrap().iter().map(|one| one["stage"].as_str().unwrap()).collect();
    assert_eq!(stages, ["signal", "contact"]);
    let events = read(format!("{path}/timeline")).await;
    let of = |verb: &str| events.as_array().unwrap().iter().find(|one| one["verb"] == verb).cloned().unwrap();
    assert_eq!(of("project.moved")["by"], "Claire Vidal");
    assert_eq!(of("project.changed")["fields"]["referent"]["after"], "Claire Vidal", "{events}");
    assert_eq!(read(format!("{path}/evidence")).await, json!([]));
    let day = read("/api/v1/today".into()).await;
    assert!(day["steps"].is_array() && day["waiting"].is_array(), "{day}");
    let wrong = instance.send(call("GET", "/api/v1/today?week=perhaps", &token, None)).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.body);
    let located = json!({"location": "Martigues"});
    let placed = instance.send(call_with("PATCH", &path, &token, &[("if-match", "\"3\"")], &located)).await;
    assert_eq!(placed.status, StatusCode::OK, "{}", placed.body);
    let places = read("/api/v1/projects/places?origin=own".into()).await;
    let held = places["items"].as_array().unwrap().iter().find(|one| one["territory"] == "commune-13056");
    assert_eq!(held.unwrap()["name"], "Martigues", "{places}");
    let ines = instance.token("ines.morel@bpi.example", false).await;
    for (of, status) in [("grants", 403), ("history", 404), ("timeline", 404), ("evidence", 404)] {
        let answer = instance.send(call("GET", &format!("{path}/{of}"), &ines, None)).await;
        assert_eq!(answer.status, status, "{of}: {}", answer.body);
    }
    let card = parsed(&instance.send(call("GET", &path, &ines, None)).await.body);
    assert_eq!(
        (card["level"].as_str(), card["jobs"].is_null(), card["company_name"].is_null()),
        (Some("card"), true, true)
    );
    assert!(card["fields"].get("contact_person").is_none());
    let grant = parsed(&shared.body)["id"].as_str().unwrap().to_owned();
    let taken = instance.send(call("DELETE", &format!("{path}/grants/{grant}"), &token, None)).await;
    assert_eq!(taken.status, StatusCode::NO_CONTENT);
    assert_eq!(instance.send(call("GET", &path, &ines, None)).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_repeated_request_acts_once() {
    let instance = Instance::sqlite().await;
    let token = instance.token(CLAIRE, true).await;
    let send = |name: &'static str| {
        instance.send(call_with(
            "POST",
            "/api/v1/companies",
            &token,
            &[("idempotency-key", "k1")],
            &json!({"name": name, "country": "FR"}),
        ))
    };
    let (first, second) = (send("Kyushu Ceramics").await, send("Kyushu Ceramics").await);
    assert_eq!(
        (first.status, parsed(&first.body)["id"].clone()),
        (second.status, parsed(&second.body)["id"].clone())
    );
    assert_eq!(send("Another").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let count: i64 = instance.one("select count(*) from organisation where name = 'Kyushu Ceramics'").await;
    assert_eq!(count, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_does_what_its_scopes_say() {
    let instance = Instance::sqlite().await;
    let reading = instance.token(CLAIRE, false).await;
    let refused = instance
        .send(call("POST", "/api/v1/companies", &reading, Some(json!({"name": "X", "country": "FR"}))))
        .await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert_eq!(parsed(&refused.body)["type"], "urn:maillage:problem:scope");
    let nobody = instance.send(call("GET", "/api/v1/projects", "unknown", None)).await;
    assert_eq!(nobody.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_is_read_page_by_page() {
    let instance = Instance::sqlite().await;
    let token = instance.token(CLAIRE, false).await;
    for sort in ["recent", "jobs"] {
        let (mut seen, mut next) = (Vec::new(), Some(String::new()));
        while let Some(cursor) = next {
            let cursor = if cursor.is_empty() { String::new() } else { format!("&cursor={cursor}") };
            let page = parsed(
                &instance
                    .send(call("GET", &format!("/api/v1/projects?limit=2&sort={sort}{cursor}"), &token, None))
                    .await
                    .body,
            );
            seen.extend(
                page["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()),
            );
            next = page["next"].as_str().map(str::to_owned);
        }
        let all = seen.len();
        seen.sort();
        seen.dedup();
        assert_eq!((seen.len(), all), (9, 9), "{sort}");
    }
}

/// A token opens the API and nothing else: on a page it is as if nobody had signed in.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_opens_no_page() {
    let instance = Instance::sqlite().await;
    let token = instance.token(CLAIRE, true).await;
    let page = instance.send(call("GET", "/projects", &token, None)).await;
    assert_eq!(
        (page.status, page.location.as_deref()),
        (StatusCode::SEE_OTHER, Some("/sign-in?next=%2Fprojects"))
    );
}
