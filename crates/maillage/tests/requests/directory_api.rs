//! Organisations, registers and circles by the API alone: what a page does, a program does too.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::client::{Instance, call, call_with};

const CLAIRE: &str = "claire.vidal@provence.example";
const NADIA: &str = "nadia.karam@provence.example";
const MARC: &str = "marc.lenoir@choose.example";

/// A program that holds somebody's token.
struct Program<'i> {
    instance: &'i Instance,
    token: String,
}

impl Program<'_> {
    async fn ask(&self, method: &str, path: &str, body: Value) -> (StatusCode, Value) {
        let body = Some(body).filter(|body| !body.is_null());
        let answer = self.instance.send(call(method, path, &self.token, body)).await;
        (answer.status, serde_json::from_str(&answer.body).unwrap_or_default())
    }

    async fn done(&self, method: &str, path: &str, body: Value, status: StatusCode) -> Value {
        let (found, read) = self.ask(method, path, body).await;
        assert_eq!(found, status, "{method} {path}: {read}");
        read
    }

    async fn put(&self, path: &str, version: &str, body: Value) -> (StatusCode, Value) {
        let sent = [("if-match", version)];
        let answer = self.instance.send(call_with("PUT", path, &self.token, &sent, &body)).await;
        (answer.status, serde_json::from_str(&answer.body).unwrap_or_default())
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text")).to_owned()
}

/// The fields at fault of a refusal.
fn faults(refused: &Value) -> Vec<String> {
    refused["errors"].as_array().unwrap().iter().map(|fault| text(&fault["field"])).collect()
}

async fn an_organisation_is_kept_by_the_api(instance: Instance) {
    let marc = Program { instance: &instance, token: instance.token(MARC, true).await };
    let new = json!({"name": "Agence fictive du port", "family": "public-body", "category": "port", "country": "FR", "audience": "network"});
    let added = marc.done("POST", "/api/v1/organisations", new.clone(), StatusCode::CREATED).await;
    let path = format!("/api/v1/organisations/{}", text(&added["id"]));
    // The same name again is refused, unless one says that it is another.
    let (again, told) = marc.ask("POST", "/api/v1/organisations", new.clone()).await;
    assert_eq!((again, faults(&told)), (StatusCode::UNPROCESSABLE_ENTITY, vec!["name".to_owned()]));
    // A change says which version it is made from.
    let mut changed = new;
    changed["short_name"] = json!("AFP");
    let (unversioned, _) = marc.ask("PUT", &path, changed.clone()).await;
    assert_eq!(unversioned, StatusCode::PRECONDITION_REQUIRED);
    assert_eq!(marc.put(&path, "\"1\"", changed.clone()).await.0, StatusCode::OK);
    assert_eq!(marc.put(&path, "\"1\"", changed).await.0, StatusCode::CONFLICT);
    // What surrounds it.
    let (refused, told) =
        marc.ask("POST", &format!("{path}/identifiers"), json!({"scheme": "FR-SIRET", "number": "1"})).await;
    assert_eq!((refused, faults(&told)), (StatusCode::UNPROCESSABLE_ENTITY, vec!["number".to_owned()]));
    for (part, body) in [
        ("identifiers", json!({"scheme": "XX-OTHER", "number": "HRB 1"})),
        ("names", json!({"other_name": "Le Port", "name_nature": "usual"})),
        ("links", json!({"link_nature": "support", "other": "Région Sud", "since": "mars 2021"})),
        ("competences", json!({"territory": "93"})),
        ("sources", json!({"outlet": "Industrie Mag", "published": "mars 2021"})),
    ] {
        marc.done("POST", &format!("{path}/{part}"), body, StatusCode::OK).await;
    }
    let read = marc.done("GET", &path, Value::Null, StatusCode::OK).await;
    let number = text(&read["identifiers"][0]["value"]);
    assert_eq!(
        (read["names"][0].as_str(), read["links"][0]["since"].as_str(), read["competences"][0].as_str()),
        (Some("Le Port"), Some("mars 2021"), Some("region-93")),
        "{read}"
    );
    assert_eq!(read["sources"][0]["outlet"], "Industrie Mag", "{read}");
    let link = text(&read["links"][0]["id"]);
    for part in [
        format!("identifiers/XX-OTHER/{}", number.replace(' ', "%20")),
        "names/Le%20Port".to_owned(),
        format!("links/{link}"),
        "competences/region-93".to_owned(),
    ] {
        let gone = format!("{path}/{part}");
        marc.done("DELETE", &gone, Value::Null, StatusCode::NO_CONTENT).await;
        marc.done("DELETE", &gone, Value::Null, StatusCode::NOT_FOUND).await;
    }
    let read = marc.done("GET", &path, Value::Null, StatusCode::OK).await;
    for part in ["identifiers", "names", "links", "competences"] {
        assert_eq!(read[part], json!([]), "{part}: {read}");
    }
    // Another organisation sees it and changes nothing of it.
    let claire = Program { instance: &instance, token: instance.token(CLAIRE, true).await };
    claire
        .done(
            "POST",
            &format!("{path}/names"),
            json!({"other_name": "P", "name_nature": "usual"}),
            StatusCode::FORBIDDEN,
        )
        .await;
}

async fn a_register_is_kept_by_the_api(instance: Instance) {
    let marc = Program { instance: &instance, token: instance.token(MARC, true).await };
    let new =
        json!({"name": "Comité fictif", "nature": "body", "founded": "20 mars 2019", "audience": "network"});
    let opened = marc.done("POST", "/api/v1/registers", new.clone(), StatusCode::CREATED).await;
    let path = format!("/api/v1/registers/{}", text(&opened["id"]));
    let entries = format!("{path}/entries");
    let (refused, told) = marc.ask("POST", &entries, json!({"names": "Personne de ce nom"})).await;
    assert_eq!((refused, faults(&told)), (StatusCode::UNPROCESSABLE_ENTITY, vec!["names".to_owned()]));
    let lines = json!({"names": "Région Sud\nHAROPA", "joined": "mai 2019"});
    let read = marc.done("POST", &entries, lines, StatusCode::OK).await;
    assert_eq!(read["named"], 2, "{read}");
    let grouped = json!({"names": "les ports", "categories": "yes", "family": "public-body"});
    let read = marc.done("POST", &entries, grouped, StatusCode::OK).await;
    assert_eq!((&read["named"], &read["categories"]), (&json!(2), &json!(1)), "{read}");
    let stated =
        json!({"measure": "members", "figure": "58", "as_of": "4 décembre 2019", "outlet": "Industrie Mag"});
    let read = marc.done("POST", &format!("{path}/statements"), stated, StatusCode::OK).await;
    assert_eq!((read["gap"].as_str(), read["differs"].as_bool()), (Some("56"), Some(true)), "{read}");
    let statement = text(&read["statements"][0]["id"]);
    let line = read["entries"].as_array().unwrap().iter().find(|line| line["name"] == "HAROPA").unwrap();
    let line = format!("{entries}/{}", text(&line["id"]));
    let read = marc
        .done("POST", &format!("{line}/departure"), json!({"departed": "juin 2020"}), StatusCode::OK)
        .await;
    assert_eq!(read["named"], 1, "{read}");
    for gone in [line, format!("{path}/statements/{statement}")] {
        marc.done("DELETE", &gone, Value::Null, StatusCode::NO_CONTENT).await;
    }
    // Each change made a version; words that are not touched keep the day that they meant.
    let read = instance.send(call("GET", &path, &marc.token, None)).await;
    let tag = read.headers.iter().find(|(name, _)| name == "etag");
    let version = tag.unwrap().1.clone();
    let mut renamed = new;
    renamed["name"] = json!("Comité fictif du port");
    let (status, changed) = marc.put(&path, &version, renamed.clone()).await;
    assert_eq!(
        (status, changed["name"].as_str(), changed["founded_from"].as_str()),
        (StatusCode::OK, Some("Comité fictif du port"), Some("2019-03-20")),
        "{changed}"
    );
    assert_eq!(marc.put(&path, &version, renamed).await.0, StatusCode::CONFLICT);
    let claire = Program { instance: &instance, token: instance.token(CLAIRE, true).await };
    claire.done("POST", &entries, json!({"names": "HAROPA"}), StatusCode::FORBIDDEN).await;
}

async fn a_circle_is_run_by_the_api(instance: Instance) {
    let nadia = Program { instance: &instance, token: instance.token(NADIA, true).await };
    let marc = Program { instance: &instance, token: instance.token(MARC, true).await };
    let new = json!({"name": "Filière fictive", "purpose": "Se dire les pistes.", "admission": "request"});
    let founded = nadia.done("POST", "/api/v1/circles", new, StatusCode::CREATED).await;
    let path = format!("/api/v1/circles/{}", text(&founded["id"]));
    marc.done("POST", &format!("{path}/requests"), json!({"by_name": "yes"}), StatusCode::NO_CONTENT).await;
    let waiting = nadia.done("GET", &path, Value::Null, StatusCode::OK).await;
    let line = text(&waiting["pending"][0]["id"]);
    // Whoever asks sees his own line and nobody else.
    let own = marc.done("GET", &path, Value::Null, StatusCode::OK).await;
    assert_eq!((&own["pending"][0]["id"], own.get("members")), (&json!(line), None), "{own}");
    let decision = format!("{path}/members/{line}/decision");
    let (refused, told) = nadia.ask("POST", &decision, json!({"answer": "peut-être"})).await;
    assert_eq!((refused, faults(&told)), (StatusCode::UNPROCESSABLE_ENTITY, vec!["answer".to_owned()]));
    nadia.done("POST", &decision, json!({"answer": "yes"}), StatusCode::NO_CONTENT).await;
    let own = marc.done("GET", &path, Value::Null, StatusCode::OK).await;
    assert_eq!(own["members"].as_array().map(Vec::len), Some(2), "{own}");
    let end = format!("{path}/members/{line}/end");
    let (refused, told) = nadia.ask("POST", &end, json!({"last_day": "2020-01-01"})).await;
    assert_eq!((refused, faults(&told)), (StatusCode::UNPROCESSABLE_ENTITY, vec!["last_day".to_owned()]));
    nadia.done("POST", &end, json!({}), StatusCode::NO_CONTENT).await;
    let own = marc.done("GET", &path, Value::Null, StatusCode::OK).await;
    assert_eq!(own.get("members"), None, "{own}");
    let member = text(
        &nadia.done("GET", "/api/v1/organisations", Value::Null, StatusCode::OK).await["items"][0]["id"],
    );
    nadia
        .done("POST", &format!("{path}/invitations"), json!({"organisation": member}), StatusCode::NO_CONTENT)
        .await;
    nadia.done("POST", &format!("{path}/dissolution"), Value::Null, StatusCode::NO_CONTENT).await;
    // Nobody is in a circle that is no more, and nobody comes in.
    let own = marc.done("GET", &path, Value::Null, StatusCode::OK).await;
    assert_eq!((&own["count"], &own["pending"]), (&json!(0), &json!([])), "{own}");
    let by_name = json!({"by_name": "yes"});
    marc.done("POST", &format!("{path}/requests"), by_name, StatusCode::FORBIDDEN).await;
    instance.finish_jobs().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_organisation_is_kept_by_the_api_on_sqlite() {
    an_organisation_is_kept_by_the_api(Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_organisation_is_kept_by_the_api_on_postgres() {
    an_organisation_is_kept_by_the_api(Instance::postgres().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_register_is_kept_by_the_api_on_sqlite() {
    a_register_is_kept_by_the_api(Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_register_is_kept_by_the_api_on_postgres() {
    a_register_is_kept_by_the_api(Instance::postgres().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_circle_is_run_by_the_api_on_sqlite() {
    a_circle_is_run_by_the_api(Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_circle_is_run_by_the_api_on_postgres() {
    a_circle_is_run_by_the_api(Instance::postgres().await).await;
}
