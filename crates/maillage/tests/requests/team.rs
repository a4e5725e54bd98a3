//! Who works on a project beside its referent, what each declares, and the wall that a conflict raises: nothing of the project
//! is found behind it, by whatever way (practice §1.2).

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::client::{Instance, Persona, call};

/// The address of a form of a page, by a piece of it.
fn action(page: &str, piece: &str) -> String {
    let form = page.split("action=\"").skip(1).find(|form| form.split('"').next().unwrap().contains(piece));
    form.unwrap_or_else(|| panic!("no {piece}: {page}")).split('"').next().unwrap().to_owned()
}

/// By pages, lists, counts, search and programs, a project is found, or nothing of it is.
async fn found(who: &mut Persona<'_>, token: &str, id: &str) -> Vec<&'static str> {
    let mut ways = Vec::new();
    for (way, path) in [
        ("sheet", format!("/projects/{id}")),
        ("team", format!("/projects/{id}/team")),
        ("needs", format!("/projects/{id}/needs")),
    ] {
        let status = who.get(&path).await.status;
        if status != StatusCode::NOT_FOUND {
            ways.push(way);
        }
    }
    for (way, path) in [
        ("list", "/projects?view=list&status=all"),
        ("board", "/projects?status=all"),
        ("search", "/search?q=cigale"),
        ("day", "/today"),
    ] {
        if who.get(path).await.body.contains(">Cigale") {
            ways.push(way);
        }
    }
    for (way, path) in [
        ("api", format!("/api/v1/projects/{id}")),
        ("api list", "/api/v1/projects?limit=100".to_owned()),
        ("api search", "/api/v1/search?q=cigale".to_owned()),
        ("api team", format!("/api/v1/projects/{id}/team")),
    ] {
        let answer = who.instance.send(call("GET", &path, token, None)).await;
        if answer.status == StatusCode::OK && (answer.body.contains("Cigale") || way == "api team") {
            ways.push(way);
        }
    }
    ways
}

/// In how many ways one learns of what was said about it: its page, the file, the API, the search, what changed.
async fn heard(who: &mut Persona<'_>, token: &str, company: &str, said: &str) -> usize {
    let mut ways = 0;
    for path in [
        format!("/interactions/{said}"),
        format!("/companies/{company}"),
        "/search?q=gla%C3%AFeul".to_owned(),
        "/changes?reach=organisation".to_owned(),
    ] {
        let body = who.get(&path).await.body;
        ways +=
            usize::from(body.contains("Glaïeul : l’usine") || body.contains(said) && !path.contains(said));
    }
    let path = format!("/api/v1/interactions/{said}");
    let told = who.instance.send(call("GET", &path, token, None)).await;
    ways + usize::from(told.status == StatusCode::OK)
}

async fn walled(instance: &Instance) {
    let id = instance.project("Cigale").await;
    let team = format!("/projects/{id}/team");
    let (mut claire, mut said) =
        (instance.persona("Claire Vidal").await, instance.persona("Saïd Benali").await);
    let token = instance.token("said.benali@provence.example", false).await;
    let note = |company: &str| json!({"companies": [company], "project": id, "channel": "call", "summary": "Glaïeul : l’usine secrète"});
    let company: String = instance.one("select company from project where code_name = 'Cigale'").await;
    let write = instance.token("claire.vidal@provence.example", true).await;
    let noted = instance.send(call("POST", "/api/v1/interactions", &write, Some(note(&company)))).await;
    assert_eq!(noted.status, StatusCode::CREATED, "{}", noted.body);
    let noted: Value = serde_json::from_str(&noted.body).unwrap();
    let noted = noted["id"].as_str().unwrap().to_owned();
    instance.finish_jobs().await;
    let before = found(&mut said, &token, &id).await;
    assert_eq!(heard(&mut said, &token, &company, &noted).await, 5, "before the wall all of these say it");
    assert!(
        before.contains(&"sheet") && before.contains(&"search") && before.contains(&"api list"),
        "{before:?}"
    );
    let counted = |page: &str| {
        page.split(" projets visibles par vous").next().unwrap().rsplit('>').next().unwrap().to_owned()
    };
    let total = counted(&said.get("/projects?view=list&status=all").await.body);

    let vague =
        said.post(&format!("/projects/{id}/interests"), &[("interest", "shareholder"), ("detail", "")]).await;
    assert!(vague.status == StatusCode::UNPROCESSABLE_ENTITY && vague.body.contains("de quoi il s’agit"));
    let declared = [("interest", "shareholder"), ("detail", "Parts d’un fournisseur")];
    let answer = said.post(&format!("/projects/{id}/interests"), &declared).await;
    assert_eq!(answer.location.as_deref(), Some("/projects?done=done-interest-wall"), "{}", answer.body);
    assert_eq!(found(&mut said, &token, &id).await, [] as [&str; 0]);
    assert_eq!(heard(&mut said, &token, &company, &noted).await, 0, "nor what was said about it");
    let now = counted(&said.get("/projects?view=list&status=all").await.body);
    assert_eq!(now.parse::<i64>().unwrap() + 1, total.parse::<i64>().unwrap(), "nor counted");

    // Who manages it sees why, and lifts the wall with a reason; readers do not learn what was declared.
    let page = claire.get(&team).await.body;
    assert!(page.contains("Parts d’un fournisseur") && page.contains("mur en place"), "{page}");
    let mut paul = instance.persona("Paul Roux").await;
    assert!(!paul.get(&team).await.body.contains("fournisseur"));
    assert!(!paul.get(&format!("/projects/{id}")).await.body.contains("Déclaration d’intérêts"));
    let lifting = action(&page, "/lifting");
    let hidden = said.post(&lifting, &[("lift_reason", "parts cédées")]).await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND, "not the one behind it");
    let empty = claire.post(&lifting, &[("lift_reason", " ")]).await;
    assert!(empty.status == StatusCode::UNPROCESSABLE_ENTITY && empty.body.contains("Dites pourquoi le mur"));
    assert_eq!(claire.post(&lifting, &[("lift_reason", "parts cédées")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(found(&mut said, &token, &id).await, before);
    assert_eq!(heard(&mut said, &token, &company, &noted).await, 5);
    let sheet = claire.get(&format!("/projects/{id}")).await.body;
    assert!(sheet.contains("Mur levé") && sheet.contains("parts cédées"), "{sheet}");
    let noted: i64 = instance
        .one("select count(*) from journal where verb like 'interest.%' and after_state like '%fournisseur%'")
        .await;
    assert_eq!(noted, 0, "the words stay where they can be erased");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wall_beats_every_grant_on_sqlite() {
    walled(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wall_beats_every_grant_on_postgres() {
    walled(&Instance::postgres().await).await;
}

/// Somebody of another organisation joins in a role, with its level, and leaves with it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_of_another_organisation_joins_and_leaves() {
    let instance = Instance::sqlite().await;
    let id = instance.project("Olivette").await;
    let (sheet, team) = (format!("/projects/{id}"), format!("/projects/{id}/team"));
    let (mut claire, mut paul) =
        (instance.persona("Claire Vidal").await, instance.persona("Paul Roux").await);
    assert_eq!(paul.get(&sheet).await.status, StatusCode::NOT_FOUND);
    let named = |person: &'static str| {
        [("team_person", person), ("team_role", "territory-correspondent"), ("reason", "site pressenti")]
    };
    let unknown = claire.post(&team, &named("Personne Inconnue")).await;
    assert!(
        unknown.status == StatusCode::UNPROCESSABLE_ENTITY
            && unknown.body.contains("Personne ne porte ce nom")
    );
    assert_eq!(claire.post(&team, &named("Paul Roux")).await.status, StatusCode::SEE_OTHER);
    let twice = claire.post(&team, &named("paul.roux@arles.example")).await;
    assert!(twice.body.contains("déjà de l’équipe"), "{}", twice.body);
    let seen = paul.get(&sheet).await;
    assert!(seen.status == StatusCode::OK && seen.body.contains("Emballages recyclables"));
    assert!(paul.get(&team).await.body.contains("Correspondant du territoire"));
    let none = paul.post(&format!("{sheet}/interests"), &[("interest", "none")]).await;
    assert_eq!(none.location.as_deref(), Some(&*format!("{team}?done=done-interest-declared")));
    let forbidden = paul.post(&team, &named("Inès Morel")).await;
    assert_eq!(forbidden.status, StatusCode::FORBIDDEN);
    let page = claire.get(&team).await.body;
    assert!(page.contains("Aucun intérêt"), "{page}");
    assert_eq!(claire.post(&action(&page, "/end"), &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(paul.get(&sheet).await.status, StatusCode::NOT_FOUND);
}

/// What is declared answers a request on personal data, and its words are erased there; a project keeps somebody who manages it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn declarations_answer_requests_and_leave_somebody_to_manage() {
    let instance = Instance::sqlite().await;
    let id = instance.project("Cigale").await;
    let mut said = instance.persona("Saïd Benali").await;
    let declared = [("interest", "employer-of-kin"), ("detail", "Ma sœur y travaille")];
    assert_eq!(
        said.post(&format!("/projects/{id}/interests"), &declared).await.status,
        StatusCode::SEE_OTHER
    );
    let mut nadia = instance.persona("Nadia Karam").await;
    let asked = [
        ("request", "erasure"),
        ("family_name", "Benali"),
        ("given_name", "Saïd"),
        ("email", "said.benali@provence.example"),
    ];
    let request = nadia.post("/privacy/requests", &asked).await.location.unwrap();
    let request = request.split('?').next().unwrap().to_owned();
    let page = nadia.get(&request).await.body;
    assert!(page.contains("Ses déclarations d’intérêts") && page.contains("Ma sœur y travaille"), "{page}");

    // By the API, for somebody who manages alone: refused in words.
    let token = instance.token("claire.vidal@provence.example", true).await;
    let team = instance.send(call("GET", &format!("/api/v1/projects/{id}/team"), &token, None)).await.body;
    let team: Value = serde_json::from_str(&team).unwrap();
    assert_eq!(
        (&team["interests"][0]["interest"], &team["interests"][0]["wall"]),
        (&json!("employer-of-kin"), &json!(true))
    );
    let path = format!("/api/v1/projects/{id}/interests");
    let others: Vec<String> = instance
        .database
        .read(|r| {
            platform::database::Query::new(
                "select a.email from seat s join account a on a.id = s.account join organisation o on o.id = s.organisation
                 where o.name = 'Provence Promotion' and s.role in ('officer', 'manager') and a.email not like 'claire%' and a.email not like 'said%'",
            )
            .all(r)
        })
        .await
        .unwrap();
    assert!(!others.is_empty());
    for email in others {
        let body = json!({"person": email, "interest": "other", "detail": "un lien"});
        let answer = instance.send(call("POST", &path, &token, Some(body))).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT, "{}", answer.body);
    }
    let own = json!({"interest": "other", "detail": "un lien"});
    let answer = instance.send(call("POST", &path, &token, Some(own))).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains("Plus personne ne gérerait"), "{}", answer.body);
    assert_eq!(
        instance.send(call("GET", &path.replace("/interests", ""), &token, None)).await.status,
        StatusCode::OK
    );
}
