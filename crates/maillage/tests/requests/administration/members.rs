//! Members founded, stopped and opened again, by the pages and by the API.

use axum::http::StatusCode;
use maillage::frame::Scope;
use maillage::frame::rights::Role;
use serde_json::{Value, json};

use super::super::client::{Answer, Browser, Instance, call, call_with};
use super::{ALIX, ODILE, enter, led_to, link, newcomer, sent};

const FOUNDED: [(&str, &str); 5] = [
    ("name", "Agence fictive du Ponant"),
    ("family", "attractiveness"),
    ("category", "agency"),
    ("country", "FR"),
    ("membership", "private"),
];

async fn founded_and_stopped(instance: &Instance) {
    let mut odile = enter(instance, ODILE).await;
    let empty = odile.post("/administration/organisations", &[("siren", "123456789")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.body.contains("href=\"#siren\"") && empty.body.contains("href=\"#name\""));
    let made = odile.post("/administration/organisations", &FOUNDED).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    let id = led_to(made.location.as_ref());
    let again = odile.post("/administration/organisations", &FOUNDED).await;
    assert!(again.body.contains("porte déjà ce nom"), "{}", again.status);
    let list = odile.get("/administration/organisations").await.body;
    assert!(list.contains("Agence fictive du Ponant") && list.contains("Sans administrateur"));

    // Its first administrator is invited, and signs in.
    let person = [
        ("organisation", id.as_str()),
        ("given_name", "Ada"),
        ("family_name", "Brun"),
        ("email", "ada.brun@ponant.example"),
        ("role", "administrator"),
    ];
    let invited = odile.post("/administration/people", &person).await;
    assert_eq!(invited.status, StatusCode::SEE_OTHER, "{}", invited.body);
    let mut ada = enter(instance, "ada.brun@ponant.example").await;
    let token = instance.token("ada.brun@ponant.example", false).await;
    assert_eq!(ada.get("/administration/people").await.status, StatusCode::OK);
    assert_eq!(ada.get("/administration/organisations").await.status, StatusCode::NOT_FOUND);
    let public: i64 = instance
        .one("select count(*) from closure c join seat s on true join principal p on p.id = s.id and p.key = c.member join organisation o on o.id = s.organisation join principal g on g.key = c.grouping where o.name = 'Agence fictive du Ponant' and g.role = 'public-members'")
        .await;
    assert_eq!(public, 0, "a private member");

    // Stopped: neither page nor token; what it owns stays. Opened again: both.
    let stop = format!("/administration/organisations/{id}/stops");
    let refused = odile.post(&stop, &[("state", "closed"), ("last_day", "hier")]).await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains("href=\"#reason\""));
    let stopped = odile.post(&stop, &[("state", "suspended"), ("reason", "convention échue")]).await;
    assert_eq!(stopped.status, StatusCode::SEE_OTHER, "{}", stopped.body);
    assert_eq!(ada.get("/today").await.status, StatusCode::SEE_OTHER, "to the sign-in");
    // She who signs in is told why.
    let link = link(instance, "ada.brun@ponant.example").await;
    let mut again = instance.browser(Browser::default());
    again.get(&link).await;
    let told = again.post(&link, &[]).await;
    assert_eq!(told.status, StatusCode::FORBIDDEN);
    assert!(told.body.contains("votre organisation est suspendue"), "{}", told.body);
    let read = instance.send(call("GET", "/api/v1/projects", &token, None)).await;
    assert_eq!(read.status, StatusCode::UNAUTHORIZED);
    assert!(odile.get("/organisations").await.body.contains("Agence fictive du Ponant"));
    assert!(
        odile.get(&format!("/administration/organisations/{id}")).await.body.contains("convention échue")
    );
    odile.post(&format!("/administration/organisations/{id}/reopening"), &[]).await;
    assert_eq!(ada.get("/today").await.status, StatusCode::OK);
    let read = instance.send(call("GET", "/api/v1/projects", &token, None)).await;
    assert_eq!(read.status, StatusCode::OK);

    // One's own is not stopped by oneself.
    let own: String = instance
        .one("select s.organisation from seat s join account a on a.id = s.account where a.email = 'odile.perrin@operations.example'")
        .await;
    let stop = format!("/administration/organisations/{own}/stops");
    let refused = odile.post(&stop, &[("state", "closed"), ("reason", "essai")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_member_is_founded_stopped_and_opened_again_on_sqlite() {
    founded_and_stopped(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_member_is_founded_stopped_and_opened_again_on_postgres() {
    founded_and_stopped(&Instance::postgres().await).await;
}

/// Whoever runs the instance does not seat himself elsewhere, and whom he seats is known to those who answer for it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_seated_from_outside_unseen() {
    let instance = Instance::sqlite().await;
    let mut odile = enter(&instance, ODILE).await;
    newcomer(&instance, "Provence Promotion", ALIX, Role::Administrator).await;
    instance.finish_jobs().await;
    drop(std::fs::remove_dir_all(&instance.folder));
    std::fs::create_dir_all(&instance.folder).unwrap();
    let agency: String = instance.one("select id from organisation where name = 'Provence Promotion'").await;
    let person = |email| {
        [
            ("organisation", agency.as_str()),
            ("given_name", "Ada"),
            ("family_name", "Brun"),
            ("email", email),
            ("role", "manager"),
        ]
    };
    let refused = odile.post("/administration/people", &person(ODILE)).await;
    assert!(
        refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains("accès exceptionnel")
    );
    let invited = odile.post("/administration/people", &person("ada.brun@provence.example")).await;
    assert_eq!(invited.status, StatusCode::SEE_OTHER, "{}", invited.body);
    instance.finish_jobs().await;
    let told = sent(&instance).iter().filter(|mail| mail.contains(ALIX) && mail.contains("Ada Brun")).count();
    assert_eq!(told, 1);
}

const MEMBERS: &str = "/api/v1/administration/organisations";

fn parsed(answer: &Answer) -> Value {
    serde_json::from_str(&answer.body).unwrap_or_else(|error| panic!("{error}: {}", answer.body))
}

async fn founded_and_stopped_by_api(instance: &Instance) {
    let token = instance.token_as_far_as(ODILE, Scope::Administer).await;
    let send = async |method: &str, path: &str, body: Value| {
        instance.send(call_with(method, path, &token, &[("idempotency-key", path)], &body)).await
    };
    let empty = instance.send(call("POST", MEMBERS, &token, Some(json!({"siren": "123456789"})))).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.body.contains("\"siren\"") && empty.body.contains("\"name\""), "{}", empty.body);
    let body = json!({"name": "Agence fictive du Ponant", "family": "attractiveness", "category": "agency", "country": "FR", "membership": "private"});
    let made = send("POST", MEMBERS, body.clone()).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    let one = format!("{MEMBERS}/{}", parsed(&made)["id"].as_str().unwrap());
    assert_eq!(made.location.as_deref(), Some(one.as_str()));
    assert_eq!(parsed(&send("POST", MEMBERS, body.clone()).await), parsed(&made), "sent again, founded once");
    let again = instance.send(call("POST", MEMBERS, &token, Some(body))).await;
    assert_eq!(parsed(&again)["errors"][0]["field"], "name", "one of this name is there");
    let list = parsed(&instance.send(call("GET", &format!("{MEMBERS}?limit=1"), &token, None)).await);
    let next = format!("{MEMBERS}?limit=100&cursor={}", list["next"].as_str().unwrap().replace(' ', "%20"));
    let rest = parsed(&instance.send(call("GET", &next, &token, None)).await);
    let members: i64 = instance.one("select count(*) from organisation where member").await;
    assert_eq!(rest["items"].as_array().unwrap().len() + 1, usize::try_from(members).unwrap());

    // Its people act for it until it is stopped, by page and by token; what was stopped is opened again.
    super::newcomer(instance, "Agence fictive du Ponant", "ada.brun@ponant.example", Role::Administrator)
        .await;
    let theirs = instance.token("ada.brun@ponant.example", false).await;
    let reads = async || instance.send(call("GET", "/api/v1/projects", &theirs, None)).await.status;
    assert_eq!(reads().await, StatusCode::OK);
    let refused = instance
        .send(call(
            "POST",
            &format!("{one}/stops"),
            &token,
            Some(json!({"state": "open", "last_day": "hier"})),
        ))
        .await;
    let named: Vec<Value> = parsed(&refused)["errors"].as_array().unwrap().clone();
    let named: Vec<&str> = named.iter().map(|fault| fault["field"].as_str().unwrap()).collect();
    assert_eq!(named, ["state", "reason", "last_day"]);
    let later = json!({"state": "closed", "reason": "fusion", "last_day": "2099-12-31"});
    let stopped = parsed(&instance.send(call("POST", &format!("{one}/stops"), &token, Some(later))).await);
    assert_eq!((&stopped["state"], reads().await), (&json!("closed"), StatusCode::OK), "not yet: {stopped}");
    let now = json!({"state": "suspended", "reason": "convention échue"});
    let stopped = parsed(&send("POST", &format!("{one}/stops"), now).await);
    assert_eq!((&stopped["state"], &stopped["reason"]), (&json!("suspended"), &json!("convention échue")));
    assert_eq!((&stopped["people"], &stopped["membership"]), (&json!(1), &json!("private")));
    assert_eq!(reads().await, StatusCode::UNAUTHORIZED);
    let opened = instance.send(call("POST", &format!("{one}/reopening"), &token, None)).await;
    assert_eq!((opened.status, &parsed(&opened)["state"]), (StatusCode::OK, &json!("open")));
    assert_eq!(reads().await, StatusCode::OK);
    let again = instance.send(call("POST", &format!("{one}/reopening"), &token, None)).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "it is open");

    // Each act is in the journal, with its reason; one's own organisation stays open.
    let noted: i64 = instance
        .one("select count(*) from journal where verb in ('organisation.stopped', 'organisation.reopened')")
        .await;
    assert_eq!(noted, 3);
    let own: String = instance
        .one("select s.organisation from seat s join account a on a.id = s.account where a.email = 'odile.perrin@operations.example'")
        .await;
    let body = json!({"state": "closed", "reason": "essai"});
    let refused = instance.send(call("POST", &format!("{MEMBERS}/{own}/stops"), &token, Some(body))).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_member_is_founded_stopped_and_opened_again_by_the_api_on_sqlite() {
    founded_and_stopped_by_api(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_member_is_founded_stopped_and_opened_again_by_the_api_on_postgres() {
    founded_and_stopped_by_api(&Instance::postgres().await).await;
}

/// A token runs the instance only when it was made for that, by somebody who does; for others there is nothing there.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_runs_the_instance_only_if_it_was_made_for_that() {
    let instance = Instance::sqlite().await;
    let mut odile = enter(&instance, ODILE).await;
    let token = instance.token(ODILE, true).await;
    let refused = instance.send(call("GET", MEMBERS, &token, None)).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(parsed(&refused)["detail"].as_str().unwrap().contains("administrer"), "{}", refused.body);
    let theirs = instance.token("claire.vidal@provence.example", true).await;
    assert_eq!(instance.send(call("GET", MEMBERS, &theirs, None)).await.status, StatusCode::NOT_FOUND);

    // The page offers it to whoever runs the instance, and refuses it to others.
    let form = [("token_name", "exploitation"), ("token_access", "administer"), ("token_days", "30")];
    let mut claire = instance.persona("Claire Vidal").await;
    assert!(!claire.get("/account").await.body.contains("value=\"administer\""));
    let refused = claire.post("/account/tokens", &form).await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains("#token_access"));
    assert!(odile.get("/account").await.body.contains("value=\"administer\""));
    let made = odile.post("/account/tokens", &form).await;
    assert_eq!(made.status, StatusCode::OK, "{}", made.body);
    assert!(odile.get("/account").await.body.contains("Lire, écrire et administrer l’instance"));

    // It opens nothing more once its person does not run the instance.
    let token = instance.token_as_far_as(ODILE, Scope::Administer).await;
    assert_eq!(instance.send(call("GET", MEMBERS, &token, None)).await.status, StatusCode::OK);
    super::run(&instance, "update account set administrator = false").await;
    assert_eq!(instance.send(call("GET", MEMBERS, &token, None)).await.status, StatusCode::NOT_FOUND);
}
