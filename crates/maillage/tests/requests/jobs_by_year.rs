//! Jobs by nature, contract and year: totals that stay ranges, temp-agency contracts in none of them, and a headline that says
//! something else shown beside them (practice §1.3).

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::client::{Answer, Instance, Persona, call, call_with, hidden};

async fn say(who: &mut Persona<'_>, project: &str, lines: &[[&str; 5]]) -> Answer {
    let version = hidden(&who.get(&format!("{project}/jobs")).await.body, "version").unwrap();
    let mut sent: Vec<(String, &str)> = vec![("version".to_owned(), &version)];
    for (at, line) in lines.iter().enumerate() {
        sent.push((format!("line-{at}"), ""));
        for (name, text) in ["nature", "contract", "year_1", "year_2", "year_3"].into_iter().zip(line) {
            sent.push((format!("{name}-{at}"), text));
        }
    }
    let sent: Vec<(&str, &str)> = sent.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    who.post(&format!("{project}/jobs"), &sent).await
}

async fn stated(instance: &Instance) {
    let project = format!("/projects/{}", instance.project("Lavandin").await);
    let mut said = instance.persona("Saïd Benali").await;
    let wrong = [["created", "open-ended", "beaucoup", "", ""], ["created", "", "", "", ""]];
    let answer = say(&mut said, &project, &wrong).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in ["Ligne 1\u{a0}: un nombre entier", "Ligne 2\u{a0}: choisissez", "value=\"beaucoup\""] {
        assert!(answer.body.contains(words), "{words}: {}", answer.body);
    }
    // The sheet says 12 jobs: 4 + 4 to 6 + 2 may be 12; the agency's 20 are in no total, and the sheet says none of them.
    let lines = [["created", "open-ended", "4", "4 à 6", "2"], ["created", "agency", "20", "", ""]];
    assert_eq!(say(&mut said, &project, &lines).await.status, StatusCode::SEE_OTHER);
    let sheet = said.get(&project).await.body;
    for words in
        ["10 à 12", "CDI intérimaires, à part de tout total", "le détail 20", "Emplois par année modifiés"]
    {
        assert!(sheet.contains(words), "{words}: {sheet}");
    }
    assert!(!sheet.contains("30 à 32") && !sheet.contains("la fiche dit 12"), "{sheet}");
    // One nature more: 12 and 22 cannot both be right, and both are said.
    let more = [lines[0], lines[1], ["created", "apprenticeship", "10", "", ""]];
    assert_eq!(say(&mut said, &project, &more).await.status, StatusCode::SEE_OTHER);
    let sheet = said.get(&project).await.body;
    assert!(sheet.contains("la fiche dit 12, le détail 20 à 22"), "{sheet}");
    // Nobody's gauge moved: what is counted is the headline.
    let list = said.get("/projects?view=list&sort=jobs").await.body;
    let line = list.split(">Lavandin</a>").nth(1).unwrap().split("</tr>").next().unwrap().to_owned();
    assert!(line.contains("12") && !line.contains("22"), "{line}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn jobs_are_stated_by_year_on_sqlite() {
    stated(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn jobs_are_stated_by_year_on_postgres() {
    stated(&Instance::postgres().await).await;
}

/// By the API, with what differs; a verified win keeps its lines; who sees the card learns nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn programs_state_jobs_and_a_win_keeps_them() {
    let instance = Instance::sqlite().await;
    let id = instance.project("Cigale").await;
    let path = format!("/api/v1/projects/{id}/jobs");
    let token = instance.token("claire.vidal@provence.example", true).await;
    let read = instance.send(call("GET", &path, &token, None)).await;
    let tag = read.headers.iter().find(|(name, _)| name == "etag").map(|(_, tag)| tag.clone()).unwrap();
    let body: Value = serde_json::from_str(&read.body).unwrap();
    assert_eq!((&body["created"]["low"], &body["differences"]), (&json!(85.0), &json!([])), "{body}");
    let lines = json!({"lines": [
        {"nature": "created", "contract": "open-ended", "year_1": "50"},
        {"nature": "transferred", "contract": "open-ended", "year_2": "plus de 10"},
    ]});
    let put = instance.send(call_with("PUT", &path, &token, &[("if-match", &tag)], &lines)).await;
    assert_eq!(put.status, StatusCode::OK, "{}", put.body);
    let body: Value = serde_json::from_str(&put.body).unwrap();
    assert_eq!(body["transferred"]["high"], Value::Null, "an open end stays open");
    assert_eq!(body["differences"][0]["field"], "jobs");
    assert_eq!(body["differences"][0]["headline"]["wording"], "près de 90");
    let stale = instance.send(call_with("PUT", &path, &token, &[("if-match", &tag)], &lines)).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);

    let mut ines = instance.persona("Inès Morel").await;
    assert!(!ines.get(&format!("/projects/{id}")).await.body.contains("transférés"));

    let freeze = "update project set verified_at = stage_entered_at where code_name = 'Cigale'";
    instance.database.write(move |tx| platform::database::Query::new(freeze).execute(tx)).await.unwrap();
    let mut claire = instance.persona("Claire Vidal").await;
    let line = [
        ("version", "1"),
        ("line-0", ""),
        ("nature-0", "created"),
        ("contract-0", "other"),
        ("year_1-0", "1"),
    ];
    let frozen = claire.post(&format!("/projects/{id}/jobs"), &line).await;
    assert_eq!(frozen.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(frozen.body.contains("reste celui de la vérification"), "{}", frozen.body);
}
