//! The same form sent twice: the second changes nothing and is answered as the first.

use axum::http::StatusCode;

use super::client::{Answer, Instance, Persona, hidden};

/// Sends a form twice with the same key; both answers go to the same page, and the journal has grown once.
async fn sent_twice(persona: &mut Persona<'_>, path: &str, fields: &[(&str, &str)]) -> Answer {
    let key = persona.instance.database.ids().next::<platform::Uuid>().to_string();
    let first = persona.post_once(path, fields, &key).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{path}: {}", first.body);
    let noted: i64 = persona.instance.one("select count(*) from journal").await;
    let second = persona.post_once(path, fields, &key).await;
    assert_eq!(first.location, second.location, "{path}: {}", second.body);
    assert_eq!(noted, persona.instance.one::<i64>("select count(*) from journal").await, "{path}");
    first
}

async fn every_form_acts_once(instance: &Instance) {
    let mut claire = instance.persona("Claire Vidal").await;
    let project = format!("/projects/{}", instance.project("Restanque").await);
    let version = |body: &str| hidden(body, "version").unwrap();
    let edit = version(&claire.get(&format!("{project}/edit")).await.body);
    let facts = [("version", edit.as_str()), ("was_location", ""), ("location", "Arles")];
    sent_twice(&mut claire, &format!("{project}/edit"), &facts).await;

    let sheet = version(&claire.get(&project).await.body);
    let back = [("version", sheet.as_str()), ("stage", "signal"), ("reason", "Aucune réponse")];
    sent_twice(&mut claire, &format!("{project}/moves"), &back).await;

    let bpi: String = instance.one("select id from organisation where name = 'Bpifrance'").await;
    let sharing = [("organisation", bpi.as_str()), ("level", "card"), ("reason", "aides")];
    sent_twice(&mut claire, &format!("{project}/grants"), &sharing).await;
    let grant: String = instance
        .one("select g.id from access_grant g join project p on p.id = g.record join principal x on x.id = g.principal where p.code_name = 'Restanque' and x.name = 'Bpifrance'")
        .await;
    sent_twice(&mut claire, &format!("{project}/grants/{grant}/revocation"), &[]).await;

    let company: String = instance.one("select company from project where code_name = 'Cigale'").await;
    let company = format!("/companies/{company}");
    let page = claire.get(&format!("{company}/edit")).await.body;
    let edit = version(&page);
    let name = page.split("name=\"name\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let facts = [("version", edit.as_str()), ("name", &name), ("country", "FR"), ("city", "Fos-sur-Mer")];
    sent_twice(&mut claire, &format!("{company}/edit"), &facts).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_form_acts_once_on_sqlite() {
    every_form_acts_once(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_form_acts_once_on_postgres() {
    every_form_acts_once(&Instance::postgres().await).await;
}
