//! What changed: on a page, and by mail at the rhythm that each chooses.

use axum::http::StatusCode;
use jiff::civil::Weekday;
use jiff::{Timestamp, ToSpan};
use platform::database::Transaction;
use platform::jobs::enqueue;
use serde_json::{Value, json};

use super::client::{Browser, Instance, Persona, call};

/// The Monday morning that follows, where the instance lives.
fn monday(instance: &Instance) -> Timestamp {
    let mut day = instance.database.ids().clock().now().to_zoned(instance.app.settings.zone());
    day = day.checked_add(1.day()).unwrap();
    while day.weekday() != Weekday::Monday {
        day = day.checked_add(1.day()).unwrap();
    }
    day.date().at(6, 30, 0, 0).to_zoned(day.time_zone().clone()).unwrap().timestamp()
}

async fn write_to(instance: &Instance, email: &str, morning: Timestamp) -> Vec<String> {
    drop(std::fs::remove_dir_all(&instance.folder));
    std::fs::create_dir_all(&instance.folder).unwrap();
    let accounts: Vec<(String, String)> = instance
        .database
        .read(|r| platform::database::Query::new("select id, email from account").all(r))
        .await
        .unwrap();
    let account = accounts.into_iter().find(|(_, known)| known == email).unwrap().0;
    let payload = json!({"account": account, "morning": morning});
    let ask = move |tx: &Transaction| enqueue(tx, "digest.mail", &payload).map(drop);
    instance.database.write(ask).await.unwrap();
    instance.finish_jobs().await;
    let files = std::fs::read_dir(&instance.folder).unwrap();
    files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap()).collect()
}

async fn notes(who: &mut Persona<'_>, company: &str) {
    let said = [("channel", "call"), ("summary", "Le terrain leur plaît.")];
    let answer = who.post(&format!("/companies/{company}/interactions"), &said).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
}

async fn told(instance: &Instance) {
    let (project, company) = (
        instance.project("Cigale").await,
        instance.one::<String>("select company from project where code_name = 'Cigale'").await,
    );
    let name: String =
        instance.one("select o.name from project p join organisation o on o.id = p.company where p.code_name = 'Cigale'").await;
    let mut claire = instance.persona("Claire Vidal").await;
    let mut said = instance.persona("Saïd Benali").await;
    let mut marc = instance.persona("Marc Lenoir").await;
    notes(&mut claire, &company).await;
    notes(&mut said, &company).await;
    let paused =
        said.post(&format!("/projects/{project}/pauses"), &[("pause_reason", "étude de sol attendue")]).await;
    assert_eq!(paused.status, StatusCode::SEE_OTHER, "{}", paused.body);
    instance.finish_jobs().await;

    // What others did on what one follows: who and what, neither one's own acts nor any value.
    let page = claire.get("/changes?reach=mine&days=1").await.body;
    for shown in ["Cigale", &name, "Saïd Benali, Provence Promotion", "Échange noté"] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    assert!(!page.contains("étude de sol") && !page.contains("terrain"), "{page}");
    assert!(!page.contains("Claire Vidal, Provence Promotion"), "one's own acts are no news: {page}");
    // Who may not see it learns of nothing, by the page or by the API.
    let token = instance.token("marc.lenoir@choose.example", false).await;
    for about in ["mine", "organisation"] {
        let page = marc.get(&format!("/changes?reach={about}&days=30")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.body.contains("Cigale") && !page.body.contains(&name), "{}", page.body);
        let answer =
            instance.send(call("GET", &format!("/api/v1/changes?about={about}"), &token, None)).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        assert!(!answer.body.contains(&project) && !answer.body.contains(&name), "{}", answer.body);
    }

    // A partner to whom it is shown hears of it, as far as he reads it; what bears no name is called by its company.
    let bpi: String = instance.one("select id from organisation where name = 'Bpifrance'").await;
    let mut ines = instance.persona("Inès Morel").await;
    let read = |page: &str| page.contains("Délais arrêtés");
    assert!(!read(&ines.get("/changes?reach=organisation&days=1").await.body));
    let shown = [("organisation", bpi.as_str()), ("level", "read"), ("reason", "aides")];
    let shared = claire.post(&format!("/projects/{project}/grants"), &shown).await;
    assert_eq!(shared.status, StatusCode::SEE_OTHER, "{}", shared.body);
    let page = ines.get("/changes?reach=organisation&days=1").await.body;
    assert!(page.contains("Cigale") && read(&page), "{page}");
    let met = [("contact_name", "Jan de Vries"), ("legal_basis", "consent")];
    let added = said.post(&format!("/companies/{company}/contacts"), &met).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    let token = instance.token("claire.vidal@provence.example", true).await;
    let answer = instance.send(call("GET", "/api/v1/changes?about=organisation", &token, None)).await.body;
    let all: Value = serde_json::from_str(&answer).unwrap();
    let file = all["items"].as_array().unwrap().iter().find(|one| one["kind"] == "company-file").unwrap();
    assert_eq!(file["title"], json!(name), "{file}");

    // A rhythm is chosen; what is none is refused in words.
    let wrong = claire.post("/changes/rhythm", &[("rhythm", "hourly"), ("about", "mine")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.body);
    let chosen = claire.post("/changes/rhythm", &[("rhythm", "weekly"), ("about", "mine")]).await;
    assert_eq!(chosen.location.as_deref(), Some("/changes?done=done-rhythm"));
    let token = instance.token("claire.vidal@provence.example", true).await;
    let rhythm = instance.send(call("GET", "/api/v1/changes/rhythm", &token, None)).await.body;
    let rhythm: Value = serde_json::from_str(&rhythm).unwrap();
    assert_eq!((&rhythm["rhythm"], &rhythm["about"]), (&json!("weekly"), &json!("mine")));

    // By mail: the code name, never that of the company, nothing in the subject; told once.
    let morning = monday(instance);
    let mails = write_to(instance, "claire.vidal@provence.example", morning).await;
    let [mail] = mails.as_slice() else { panic!("{mails:?}") };
    let subject = mail.lines().find(|line| line.starts_with("Subject:")).unwrap();
    assert!(!subject.contains("Cigale"), "{subject}");
    assert!(mail.contains("Cigale") && mail.contains(&format!("/projects/{project}")), "{mail}");
    assert!(!mail.contains(&name) && !mail.contains("terrain"), "{mail}");
    assert!(write_to(instance, "claire.vidal@provence.example", morning).await.is_empty(), "told once");

    // The link of the mail changes the rhythm without signing in, and no other.
    let link = mail.split("/changes/rhythm/").nth(1).unwrap().split_whitespace().next().unwrap();
    let path = format!("/changes/rhythm/{link}");
    let mut nobody = instance.browser(Browser::default());
    assert!(nobody.get(&path).await.body.contains("claire.vidal@provence.example"));
    assert_eq!(nobody.get("/changes/rhythm/jamais-fait").await.status, StatusCode::GONE);
    let answer = nobody.post(&path, &[("rhythm", "never")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    notes(&mut said, &company).await;
    instance.finish_jobs().await;
    let later = morning + jiff::SignedDuration::from_hours(24 * 7);
    assert!(write_to(instance, "claire.vidal@provence.example", later).await.is_empty(), "never is never");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_changed_is_told_to_those_who_read_it_on_sqlite() {
    told(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_changed_is_told_to_those_who_read_it_on_postgres() {
    told(&Instance::postgres().await).await;
}
