//! A group of fields raised to a stricter level for one project: a reader below it learns nothing of it, by whatever way.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::client::{Instance, Persona, call, call_with, hidden};

/// Raises groups of Cigale, by the form.
async fn raise(who: &mut Persona<'_>, project: &str, levels: &[(&str, &str)]) {
    let version = hidden(&who.get(&format!("{project}/confidentiality")).await.body, "version").unwrap();
    let mut sent = vec![("version", version.as_str())];
    sent.extend(levels);
    let answer = who.post(&format!("{project}/confidentiality"), &sent).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

/// Where a reader learns a value of a project, of all the ways there are.
async fn learned(
    who: &mut Persona<'_>,
    token: &str,
    id: &str,
    value: &str,
    ways: &[(&'static str, String)],
) -> Vec<&'static str> {
    let mut learned = Vec::new();
    for (way, path) in ways {
        let body = if path.starts_with("/api/") {
            who.instance.send(call("GET", path, token, None)).await.body
        } else {
            who.get(path).await.body
        };
        let found = match *way {
            // By these one learns from the project being there at all.
            "filter" | "sort" | "search" | "count" | "api filter" | "api sort" | "company" => {
                body.contains(id)
            }
            "api jobs" => body.contains("\"lines\""),
            _ => body.contains(value),
        };
        if found {
            learned.push(*way);
        }
    }
    learned
}

fn ways(id: &str) -> Vec<(&'static str, String)> {
    vec![
        ("sheet", format!("/projects/{id}")),
        ("column", "/projects?view=list&status=all&column=jobs&column=value&column=calendar".into()),
        ("sort", "/projects?view=list&status=all&sort=jobs".into()),
        ("board", "/projects?status=all".into()),
        ("api", format!("/api/v1/projects/{id}")),
        ("api list", "/api/v1/projects?limit=100".into()),
        ("api sort", "/api/v1/projects?limit=100&sort=jobs".into()),
        ("api jobs", format!("/api/v1/projects/{id}/jobs")),
    ]
}

async fn raised(instance: &Instance) {
    let id = instance.project("Cigale").await;
    let project = format!("/projects/{id}");
    let (mut claire, mut paul) =
        (instance.persona("Claire Vidal").await, instance.persona("Paul Roux").await);
    let token = instance.token("paul.roux@arles.example", false).await;
    let before = learned(&mut paul, &token, &id, "près de 90", &ways(&id)).await;
    assert_eq!(before, ["sheet", "column", "sort", "board", "api", "api list", "api sort", "api jobs"]);
    assert!(paul.get("/projects?status=all").await.body.contains("81 à 90 emplois"), "the sum of its column");

    // Paul reads the project; its value is for those who contribute.
    raise(&mut claire, &project, &[("level-value", "contribute")]).await;
    assert_eq!(learned(&mut paul, &token, &id, "près de 90", &ways(&id)).await, [] as [&str; 0]);
    let board = paul.get("/projects?status=all").await.body;
    assert!(!board.contains("81 à 90") && board.contains("emplois non montrés"), "nor by a total: {board}");
    let list = paul.get("/projects?view=list&status=all&sort=jobs").await.body;
    assert!(
        list.contains("Aucun projet visible par vous") || !list.contains(">Cigale"),
        "nor counted: {list}"
    );
    let sheet = paul.get(&project).await.body;
    assert!(sheet.contains("Catalogne, Piémont") && !sheet.contains("15 à 20 M€"), "the rest stays: {sheet}");
    assert!(claire.get(&project).await.body.contains("près de 90"));

    // What changes of it is not read in the journal either.
    let version = hidden(&claire.get(&format!("{project}/edit")).await.body, "version").unwrap();
    let change = [
        ("version", version.as_str()),
        ("was_jobs", "près de 90"),
        ("jobs", "112 postes"),
        ("was_location", ""),
        ("location", "Fos"),
    ];
    assert_eq!(claire.post(&format!("{project}/edit"), &change).await.status, StatusCode::SEE_OTHER);
    let sheet = paul.get(&project).await.body;
    assert!(sheet.contains("<ins>Fos</ins>") && !sheet.contains("112 postes"), "{sheet}");
    assert!(claire.get(&project).await.body.contains("<ins>112 postes</ins>"));

    // Words are found by those who see them: needs, and what the company is called.
    let needles =
        [("search", "/search?q=autoroute".to_owned()), ("api", "/api/v1/search?q=techniciens".to_owned())];
    assert_eq!(learned(&mut paul, &token, &id, "Cigale", &needles).await.len(), 2);
    raise(
        &mut claire,
        &project,
        &[("level-value", "contribute"), ("level-needs", "manage"), ("level-investor", "edit")],
    )
    .await;
    assert_eq!(learned(&mut paul, &token, &id, "Cigale", &needles).await, [] as [&str; 0]);
    assert!(claire.get("/search?q=autoroute").await.body.contains("Cigale"));
    let sheet = paul.get(&project).await.body;
    assert!(!sheet.contains("8 000 à 10 000 m²") && !sheet.contains("Eva Novotná"), "{sheet}");
    let needs = instance.send(call("GET", &format!("/api/v1/projects/{id}/needs"), &token, None)).await;
    assert_eq!(needs.status, StatusCode::FORBIDDEN);

    // Taken back, all is as before.
    raise(&mut claire, &project, &[]).await;
    assert_eq!(learned(&mut paul, &token, &id, "Cigale", &needles).await.len(), 2);
    assert!(paul.get(&project).await.body.contains("112 postes"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_raised_group_is_learned_by_no_way_on_sqlite() {
    raised(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_raised_group_is_learned_by_no_way_on_postgres() {
    raised(&Instance::postgres().await).await;
}

/// Who sees the card alone no longer filters by what was raised above it; programs raise as pages do, and only who manages.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_card_raised_is_filtered_by_nobody_below() {
    let instance = Instance::sqlite().await;
    let id = instance.project("Cigale").await;
    let mut ines = instance.persona("Inès Morel").await;
    let by_sector = "/projects?view=list&status=all&sector=energy";
    assert!(ines.get(by_sector).await.body.contains(">Cigale</a>"));
    let token = instance.token("claire.vidal@provence.example", true).await;
    let path = format!("/api/v1/projects/{id}/levels");
    let read = instance.send(call("GET", &path, &token, None)).await;
    let tag = read.headers.iter().find(|(name, _)| name == "etag").map(|(_, tag)| tag.clone()).unwrap();
    let wrong = instance
        .send(call_with("PUT", &path, &token, &[("if-match", &tag)], &json!({"operation": "card"})))
        .await;
    assert!(
        wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.body.contains("contribute"),
        "{}",
        wrong.body
    );
    let put = instance
        .send(call_with("PUT", &path, &token, &[("if-match", &tag)], &json!({"operation": "read"})))
        .await;
    let body: Value = serde_json::from_str(&put.body).unwrap();
    assert_eq!(body["levels"], json!({"operation": "read"}));
    let stale = instance.send(call_with("PUT", &path, &token, &[("if-match", &tag)], &json!({}))).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(!ines.get(by_sector).await.body.contains(">Cigale</a>"));
    let list = ines.get("/projects?view=list&status=all").await.body;
    let line = list.split(">Cigale</a>").nth(1).unwrap().split("</tr>").next().unwrap().to_owned();
    assert!(!line.contains("Énergie"), "{line}");
    let own = instance.token("ines.morel@bpi.example", true).await;
    let listed = instance.send(call("GET", "/api/v1/projects?limit=100", &own, None)).await.body;
    let listed: Value = serde_json::from_str(&listed).unwrap();
    let one = listed["items"].as_array().unwrap().iter().find(|one| one["code_name"] == "Cigale").unwrap();
    assert_eq!(one["sector"], Value::Null);
    let refused = instance.send(call("GET", &path, &own, None)).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}
