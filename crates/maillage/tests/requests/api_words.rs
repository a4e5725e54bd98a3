//! What the API says when it refuses: which name is at fault, what is accepted, in one language, to whom may ask.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use serde_json::{Value, json};

use super::client::{Answer, Instance, call, call_with};

const CLAIRE: &str = "claire.vidal@provence.example";
const JAMES: &str = "james.whitfield@provence.example";

fn parsed(answer: &Answer) -> Value {
    serde_json::from_str(&answer.body).unwrap_or_else(|error| panic!("{error}: {}", answer.body))
}

fn header<'a>(answer: &'a Answer, name: &str) -> Option<&'a str> {
    answer.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_parameter_at_fault_is_named_with_what_is_accepted() {
    let instance = Instance::sqlite().await;
    let token = instance.token(CLAIRE, false).await;
    for (path, field, accepted) in [
        ("/projects?limit=abc", "limit", "Un nombre de 1 à 100."),
        ("/projects?limit=0", "limit", "Un nombre de 1 à 100."),
        ("/companies?limit=1000", "limit", "Un nombre de 1 à 100."),
        ("/projects?stage=sold", "stage", "signal, contact, qualified"),
        ("/projects?sector=moon", "sector", "agrifood, aerospace"),
        ("/projects?sort=name", "sort", "recent, jobs"),
        ("/projects?cursor=x", "cursor", "next"),
        ("/companies?cursor=x", "cursor", "next"),
        ("/organisations?cursor=x", "cursor", "next"),
        ("/organisations?family=king", "family", "local-authority"),
        ("/projects?stage=contact&stage=signal", "stage", "deux fois"),
        ("/projects?stge=contact", "stge", "n’est pas attendu"),
        ("/search", "q", "À renseigner"),
    ] {
        let answer = instance.send(call("GET", &format!("/api/v1{path}"), &token, None)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}: {}", answer.body);
        let fault = parsed(&answer)["errors"][0].clone();
        assert_eq!(fault["field"], field, "{path}");
        assert!(fault["message"].as_str().unwrap().contains(accepted), "{path}: {fault}");
        assert!(
            !answer.body.contains("UTF-8") && !answer.body.contains("enregistré"),
            "{path}: {}",
            answer.body
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_of_the_body_at_fault_is_named() {
    let instance = Instance::sqlite().await;
    let token = instance.token(CLAIRE, true).await;
    let project = format!("/api/v1/projects/{}", instance.project("Cigale").await);
    let company: String = instance.one("select company from project where code_name = 'Cigale'").await;
    let interactions = format!("/api/v1/companies/{company}/interactions");
    let (moves, grants) = (format!("{project}/moves"), format!("{project}/grants"));
    for (method, path, body, fields) in [
        (
            "POST",
            "/api/v1/companies",
            json!({"activity": 1, "nmae": "X", "country": "FR"}),
            &["activity", "nmae"][..],
        ),
        ("POST", "/api/v1/projects", json!({"jobs": 15, "colour": "red"}), &["jobs"]),
        ("POST", "/api/v1/projects", json!({"colour": "red"}), &["colour"]),
        ("PATCH", &project, json!({"jobs": null}), &["jobs"]),
        ("POST", &interactions, json!({"sumary": "x"}), &["sumary"]),
        ("POST", &moves, json!({"stage": "sold"}), &["stage"]),
        ("POST", &moves, json!({}), &["stage"]),
        ("POST", &grants, json!({"company_too": "yes"}), &["company_too"]),
    ] {
        let answer = instance.send(call_with(method, path, &token, &[("if-match", "\"1\"")], &body)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{path} {body}: {}", answer.body);
        let said = parsed(&answer)["errors"].clone();
        assert!(said.is_array(), "{path} {body}: {}", answer.body);
        let named: Vec<_> =
            said.as_array().unwrap().iter().map(|fault| fault["field"].as_str().unwrap()).collect();
        assert_eq!(named, fields, "{path} {body}");
    }
    let broken = Request::post("/api/v1/companies").header("authorization", format!("Bearer {token}"));
    let broken = instance.send(broken.body(Body::from("{\"name\":")).unwrap()).await;
    assert_eq!(broken.status, StatusCode::BAD_REQUEST);
    assert!(broken.body.contains("objet JSON") && !broken.body.contains("page"), "{}", broken.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_unknown_method_and_a_missing_token_are_told_as_the_standard_says() {
    let instance = Instance::sqlite().await;
    let token = instance.token(CLAIRE, true).await;
    let put = instance.send(call("PUT", "/api/v1/companies", &token, Some(json!({})))).await;
    assert_eq!((put.status, header(&put, "allow")), (StatusCode::METHOD_NOT_ALLOWED, Some("GET,HEAD,POST")));
    assert_eq!(parsed(&put)["type"], "urn:maillage:problem:method-not-allowed");
    for token in ["", "unknown"] {
        let answer = instance.send(call("GET", "/api/v1/projects", token, None)).await;
        assert_eq!(
            (answer.status, header(&answer, "www-authenticate")),
            (StatusCode::UNAUTHORIZED, Some("Bearer"))
        );
        assert!(!answer.body.contains("ession") && answer.body.contains("jeton"), "{}", answer.body);
    }
}

/// Whoever may not ask learns nothing of what was wrong with his question.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_token_is_looked_at_before_what_is_sent() {
    let instance = Instance::sqlite().await;
    let reading = instance.token(CLAIRE, false).await;
    let project = format!("/api/v1/projects/{}", instance.project("Cigale").await);
    for (method, path) in [("POST", "/api/v1/companies"), ("POST", "/api/v1/projects"), ("PATCH", &project)] {
        let answer = instance.send(call(method, path, &reading, Some(json!({"x": 1})))).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}: {}", answer.body);
        let answer = instance.send(call(method, path, "unknown", Some(json!({"x": 1})))).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{path}: {}", answer.body);
    }
    let answer = instance.send(call("GET", "/api/v1/projects?limit=x", "unknown", None)).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_version_is_understood_or_told_how_to_be_written() {
    let instance = Instance::sqlite().await;
    let token = instance.token(CLAIRE, true).await;
    let path = format!("/api/v1/projects/{}", instance.project("Restanque").await);
    let version = parsed(&instance.send(call("GET", &path, &token, None)).await)["version"].clone();
    let change = |tag: String| {
        let body = json!({"location": tag});
        instance.send(call_with("PATCH", &path, &token, &[("if-match", &*tag)], &body))
    };
    for tag in ["*", "1", "\"1\", \"2\""] {
        let answer = change(tag.into()).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{tag}: {}", answer.body);
        assert_eq!(parsed(&answer)["errors"][0]["field"], "If-Match");
    }
    let weak = change(format!("W/\"{version}\"")).await;
    assert_eq!(weak.status, StatusCode::OK, "{}", weak.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_repeated_move_is_answered_as_the_first() {
    let instance = Instance::sqlite().await;
    let token = instance.token(CLAIRE, true).await;
    let path = format!("/api/v1/projects/{}", instance.project("Restanque").await);
    let version = parsed(&instance.send(call("GET", &path, &token, None)).await)["version"].clone();
    let tag = format!("\"{version}\"");
    let body = json!({"stage": "signal", "reason": "x"});
    let headers = [("if-match", tag.as_str()), ("idempotency-key", "move-1")];
    let send = || instance.send(call_with("POST", &format!("{path}/moves"), &token, &headers, &body));
    let (first, second) = (send().await, send().await);
    assert_eq!((first.status, second.status), (StatusCode::OK, StatusCode::OK), "{}", second.body);
    assert_eq!(first.body, second.body);
}

/// `Accept-Language` if it names French or English, else the language of the account: for every refusal.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_refusal_is_in_one_language() {
    let instance = Instance::sqlite().await;
    let unknown = instance.database.ids().next::<platform::Uuid>().to_string();
    for (email, account) in [(CLAIRE, "Cette page"), (JAMES, "This page")] {
        let token = instance.token(email, false).await;
        for id in [unknown.as_str(), "malformed"] {
            for (accepted, said) in [
                (None, account),
                (Some("en"), "This page"),
                (Some("fr-FR"), "Cette page"),
                (Some("de"), account),
            ] {
                let mut request = Request::get(format!("/api/v1/projects/{id}"))
                    .header("authorization", format!("Bearer {token}"));
                if let Some(accepted) = accepted {
                    request = request.header("accept-language", accepted);
                }
                let answer = instance.send(request.body(Body::empty()).unwrap()).await;
                assert!(
                    parsed(&answer)["title"].as_str().unwrap().starts_with(said),
                    "{email} {id} {accepted:?}"
                );
            }
        }
    }
}

/// The description says of each operation what may be sent with it and how it refuses.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_description_says_headers_and_refusals() {
    let instance = Instance::sqlite().await;
    let document = parsed(&instance.send(call("GET", "/api/v1/openapi.json", "", None)).await);
    let paths = document["paths"].as_object().unwrap();
    for (path, method, operation) in paths.iter().flat_map(|(path, item)| {
        item.as_object().unwrap().iter().map(move |(method, operation)| (path, method, operation))
    }) {
        for status in ["400", "401", "403"] {
            let schema =
                &operation["responses"][status]["content"]["application/problem+json"]["schema"]["$ref"];
            assert_eq!(schema, "#/components/schemas/ProblemJson", "{method} {path} {status}");
        }
        let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
        let takes = |name: &str| parameters.iter().any(|one| one["name"] == name && one["in"] == "header");
        assert_eq!(takes("Idempotency-Key"), method == "post", "{method} {path}");
        assert_eq!(
            takes("If-Match"),
            ["/moves", "/status", "/versions"].iter().any(|end| path.ends_with(end))
                || ["patch", "put"].contains(&method.as_str())
                // What was said is withdrawn from the version that was read.
                || (path == "/api/v1/interactions/{id}" && method == "delete"),
            "{method} {path}"
        );
        let in_path = |one: &&Value| {
            one["in"] == "path" && !path.contains(&format!("{{{}}}", one["name"].as_str().unwrap()))
        };
        assert!(!parameters.iter().any(|one| in_path(&one)), "{method} {path}");
    }
}
