//! The demonstration loads and every page opens on both engines; every fact is recomputed, and altering any is found.

use axum::http::StatusCode;
use maillage::commands::differences;
use maillage::demo::facts::FACTS;
use platform::database::{Error, Query};

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
    instance.finish_jobs().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_opens_on_sqlite() {
    every_page_opens(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_opens_on_postgres() {
    every_page_opens(&Instance::postgres().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_fact_is_found_on_both_engines() {
    for instance in [Instance::sqlite().await, Instance::postgres().await] {
        assert_eq!(differences(&instance.database, |_| {}).await.unwrap(), 0);
    }
    assert!(FACTS.len() > 25);
}

/// Altering any stated figure or date, or the family of any named member, makes the check fail.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn altering_any_fact_is_found() {
    let instance = Instance::sqlite().await;
    let database = &instance.database;
    let codes: Vec<(String, Option<String>, Option<String>)> = database
        .read(|r| Query::new("select code, figure, stated_date from statement order by code").all(r))
        .await
        .unwrap();
    assert!(codes.len() > 30);
    for (code, figure, date) in codes {
        let altered = code.clone();
        database
            .write(move |tx| {
                let other = |column: &'static str| {
                    Query::new("update statement set ").push(column).push(" = (select ").push(column)
                };
                // The figure or date of another document stands in its place.
                let column = if figure.is_some() { "figure" } else { "stated_date" };
                let own = figure.clone().or(date.clone()).unwrap_or_default();
                let query =
                    other(column).push(" from statement s where s.").push(column).push(" is not null and s.");
                let query = query
                    .push(column)
                    .push(" <> ")
                    .push_value(own)
                    .push(" order by s.code desc limit 1) where code = ");
                query.push_value(altered.clone()).execute_one(tx)
            })
            .await
            .unwrap();
        let different = differences(database, |_| {}).await.unwrap();
        assert!(different > 0, "{code} was altered and nothing was found");
        let original = codes_of(database, &code).await;
        assert!(original.is_some());
        restore(&instance, &code).await;
        assert_eq!(differences(database, |_| {}).await.unwrap(), 0, "{code} was put back");
    }
    let named: Vec<String> = database
        .read(|r| Query::new("select id from organisation where provenance like 'S0,%'").all(r))
        .await
        .unwrap();
    assert_eq!(named.len(), 14);
    for id in named {
        let (gone, back) = (id.clone(), id);
        let was: String = database
            .write(move |tx| {
                let was: String =
                    Query::new("select provenance from organisation where id = $1").bind(&gone).one(tx)?;
                Query::new("update organisation set provenance = null where id = $1")
                    .bind(&gone)
                    .execute_one(tx)?;
                Ok::<_, Error>(was)
            })
            .await
            .unwrap();
        assert!(differences(database, |_| {}).await.unwrap() > 0);
        database
            .write(move |tx| {
                Query::new("update organisation set provenance = $2 where id = $1")
                    .bind(&back)
                    .bind(&was)
                    .execute_one(tx)
            })
            .await
            .unwrap();
    }
}

async fn codes_of(database: &platform::database::Database, code: &str) -> Option<String> {
    database
        .read(|r| Query::new("select code from statement where code = $1").bind(code).maybe(r))
        .await
        .unwrap()
}

/// Puts a statement back as the demonstration states it, read from another one.
async fn restore(instance: &Instance, code: &str) {
    let fresh = Instance::sqlite().await;
    let wanted = code.to_owned();
    let (figure, date): (Option<String>, Option<String>) = fresh
        .database
        .read(|r| {
            Query::new("select figure, stated_date from statement where code = $1").bind(&wanted).one(r)
        })
        .await
        .unwrap();
    let code = code.to_owned();
    instance
        .database
        .write(move |tx| {
            Query::new("update statement set figure = $2, stated_date = $3 where code = $1")
                .bind(&code)
                .bind(figure.clone())
                .bind(date.clone())
                .execute_one(tx)
        })
        .await
        .unwrap();
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
