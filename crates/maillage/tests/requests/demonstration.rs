//! The demonstration loads and every page opens on both engines.

use axum::http::StatusCode;

use super::client::Instance;

/// Every page that a menu or a list leads to, within its budget of statements.
async fn every_page_opens(instance: &Instance) {
    let project = instance.project("Cigale").await;
    let company: String = instance.one("select company from project where code_name = 'Cigale'").await;
    let member: String = instance.one("select id from organisation where name = 'Bpifrance'").await;
    let mut claire = instance.persona("Claire Vidal").await;
    let mut odile = instance.persona("Odile Perrin").await;
    let pages = [
        "/today".to_owned(),
        "/today?week=yes".into(),
        "/projects".into(),
        "/projects?view=list".into(),
        "/projects?view=list&sort=jobs&sector=energy".into(),
        "/projects?stage=contact&mine=yes".into(),
        "/projects/new".into(),
        format!("/projects/new?company={company}"),
        format!("/projects/{project}"),
        format!("/projects/{project}/edit"),
        format!("/projects/{project}/grants"),
        "/companies".into(),
        "/companies/new".into(),
        format!("/companies/{company}"),
        format!("/companies/{company}/edit"),
        "/organisations".into(),
        "/organisations?family=public-body".into(),
        format!("/organisations/{member}"),
        "/sources".into(),
        "/search?q=cigalle".into(),
        "/account".into(),
        "/accessibility".into(),
    ];
    let mut over: Vec<String> = Vec::new();
    for path in pages {
        let before = instance.database.statements();
        let page = claire.get(&path).await;
        let run = instance.database.statements() - before;
        assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.body);
        if run > 12 {
            over.push(format!("{path} {run}"));
        }
        assert!(page.body.contains("</html>") && !page.body.contains("{ $"), "{path}");
    }
    assert!(over.is_empty(), "more than 12 statements: {over:?}");
    for path in ["/administration", "/administration/people", "/administration/jobs"] {
        let page = odile.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}: {}", page.body);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_opens_on_sqlite() {
    every_page_opens(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_opens_on_postgres() {
    every_page_opens(&Instance::postgres().await).await;
}

/// S0-39: what was inferred, and from what, in the language of the page.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_inferred_is_said_in_both_languages() {
    let instance = Instance::sqlite().await;
    for (name, said) in [
        ("Claire Vidal", "année déduite par la lecture du document"),
        ("James Whitfield", "year inferred from reading the document"),
    ] {
        let page = instance.persona(name).await.get("/sources").await.body;
        assert!(page.contains(said), "{name}");
        assert!(name == "Claire Vidal" || !page.contains("la lecture du document"), "{name}");
    }
}
