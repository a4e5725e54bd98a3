//! What a project needs, line by line: said as people say it, shown to whoever reads the project, frozen with a verified win.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::client::{Answer, Instance, Persona, call, call_with, hidden};

/// A line of the form: its fields, numbered.
async fn say(who: &mut Persona<'_>, project: &str, version: &str, lines: &[[&str; 4]]) -> Answer {
    let named = |name: &str, at: usize| format!("{name}-{at}");
    let mut sent: Vec<(String, &str)> = vec![("version".to_owned(), version)];
    for (at, [kind, strength, said, note]) in lines.iter().enumerate() {
        sent.push((named("line", at), ""));
        for (name, text) in [("kind", kind), ("strength", strength), ("said", said), ("note", note)] {
            sent.push((named(name, at), text));
        }
    }
    let sent: Vec<(&str, &str)> = sent.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    who.post(&format!("{project}/needs"), &sent).await
}

async fn said(instance: &Instance) {
    let project = format!("/projects/{}", instance.project("Restanque").await);
    let mut claire = instance.persona("Claire Vidal").await;
    let page = claire.get(&format!("{project}/needs")).await.body;
    let version = hidden(&page, "version").unwrap();

    // Each fault beside its line, with a link from the summary, and nothing of what was typed lost.
    let wrong =
        [["land", "must", "cinq", ""], ["", "must", "", ""], ["power", "must", "20", "en deux temps"]];
    let answer = say(&mut claire, &project, &version, &wrong).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in [
        "Ligne 1\u{a0}: un nombre et son unité sont attendus (m², ha)",
        "Ligne 3\u{a0}: un nombre et son unité sont attendus (MW, kW, GW)",
        "href=\"#said-2\"",
        "value=\"en deux temps\"",
        "value=\"cinq\"",
    ] {
        assert!(answer.body.contains(words), "{words}: {}", answer.body);
    }

    let right = [
        ["power", "preferred", "au moins 20 MW fin 2027", "en deux temps"],
        ["", "must", "", ""],
        ["land", "must", "5 à 8 ha", ""],
    ];
    let answer = say(&mut claire, &project, &version, &right).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let sheet = claire.get(&project).await.body;
    for words in ["5 à 8 ha", "au moins 20 MW, fin 2027", "Exigence", "en deux temps", "Besoins modifiés"] {
        assert!(sheet.contains(words), "{words}: {sheet}");
    }
    let (land, power) = (sheet.find("5 à 8 ha").unwrap(), sheet.find("au moins 20 MW, fin").unwrap());
    assert!(land < power, "what a place must have comes first");
    assert!(claire.get("/search?q=en+deux+temps").await.body.contains("Restanque"));

    // Somebody who read it before is shown both, and loses nothing.
    let mut nadia = instance.persona("Nadia Karam").await;
    let late = say(&mut nadia, &project, &version, &[["gas", "must", "", "vapeur"]]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.body.contains("5 à 8 ha") && late.body.contains("value=\"vapeur\""), "{}", late.body);
    let version = hidden(&late.body, "version").unwrap();
    let kept =
        say(&mut nadia, &project, &version, &[right[0], right[2], ["gas", "must", "", "vapeur"]]).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER);
    let last: (String, String) = instance
        .one("select before_state, after_state from journal where verb = 'needs.changed' order by id desc limit 1")
        .await;
    assert!(last.0 == "{\"needs\":[]}" && last.1.contains("vapeur") && !last.1.contains("ha"), "{last:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn needs_are_said_line_by_line_on_sqlite() {
    said(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn needs_are_said_line_by_line_on_postgres() {
    said(&Instance::postgres().await).await;
}

/// A need said stands for the text when the project is qualified; once the win is verified, needs stay.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn needs_open_a_gate_and_freeze_with_the_win() {
    let instance = Instance::sqlite().await;
    let project = format!("/projects/{}", instance.project("Restanque").await);
    let mut claire = instance.persona("Claire Vidal").await;
    let gap = format!("href=\"{project}/needs\">Besoins</a>");
    let sheet = claire.get(&project).await.body;
    assert!(sheet.contains(&format!("class=\"m-missing\" {gap}")), "{sheet}");
    let version =
        hidden(&sheet, "version").or(hidden(&claire.get(&format!("{project}/needs")).await.body, "version"));
    let answer = say(&mut claire, &project, &version.unwrap(), &[["quay", "must", "", ""]]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert!(!claire.get(&project).await.body.contains(&format!("class=\"m-missing\" {gap}")));

    let page = claire.get(&format!("{project}/needs")).await.body;
    let version = hidden(&page, "version").unwrap();
    instance
        .database
        .write(|tx| {
            platform::database::Query::new(
                "update project set verified_at = stage_entered_at where code_name = 'Restanque'",
            )
            .execute(tx)
        })
        .await
        .unwrap();
    let frozen = say(&mut claire, &project, &version, &[["quay", "preferred", "", ""]]).await;
    assert_eq!(frozen.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(frozen.body.contains("restent ceux de la vérification"), "{}", frozen.body);
    let page = claire.get(&format!("{project}/needs")).await.body;
    assert!(page.contains("restatements?field=requirements") && !page.contains("name=\"said-0\""), "{page}");
}

fn etag(answer: &Answer) -> String {
    answer.headers.iter().find(|(name, _)| name == "etag").map(|(_, tag)| tag.clone()).unwrap()
}

/// By the API as by the page: bounds in the unit of comparison; a reader of the card learns nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn programs_say_and_read_needs() {
    let instance = Instance::sqlite().await;
    let path = format!("/api/v1/projects/{}/needs", instance.project("Restanque").await);
    let token = instance.token("claire.vidal@provence.example", true).await;
    let read = instance.send(call("GET", &path, &token, None)).await;
    let tag = etag(&read);
    let needs = json!({"needs": [
        {"kind": "land", "said": "5 à 8 ha"},
        {"kind": "water", "strength": "preferred", "said": "100 m³/j", "note": "process"},
    ]});
    let unmatched = instance.send(call_with("PUT", &path, &token, &[], &needs)).await;
    assert_eq!(unmatched.status, StatusCode::PRECONDITION_REQUIRED);
    let put = instance.send(call_with("PUT", &path, &token, &[("if-match", &tag)], &needs)).await;
    assert_eq!(put.status, StatusCode::OK, "{}", put.body);
    let body: Value = serde_json::from_str(&put.body).unwrap();
    let land = &body["needs"][0];
    assert_eq!(
        (&land["low"], &land["high"], &land["unit"], &land["strength"]),
        (&json!(50_000.0), &json!(80_000.0), &json!("m²"), &json!("must"))
    );
    let stale =
        instance.send(call_with("PUT", &path, &token, &[("if-match", &tag)], &json!({"needs": []}))).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    for (wrong, words) in [
        (json!({"needs": [{"kind": "moon"}]}), "Ligne 1"),
        (json!({"needs": [{"kind": "land", "colour": "red"}]}), "une liste est attendue"),
        (json!({"needs": "beaucoup"}), "une liste est attendue"),
    ] {
        let tag = etag(&put);
        let refused = instance.send(call_with("PUT", &path, &token, &[("if-match", &tag)], &wrong)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains(words), "{words}: {}", refused.body);
    }
    // Bpifrance sees the card of Cigale.
    let cigale = instance.project("Cigale").await;
    let mut ines = instance.persona("Inès Morel").await;
    assert!(!ines.get(&format!("/projects/{cigale}")).await.body.contains("8 000 à 10 000 m²"));
    assert!(!ines.get("/search?q=techniciens").await.body.contains("Cigale"));
    let token = instance.token("ines.morel@bpi.example", false).await;
    let refused = instance.send(call("GET", &format!("/api/v1/projects/{cigale}/needs"), &token, None)).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}
