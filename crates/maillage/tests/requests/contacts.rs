//! The people of a company: what they weigh, whom one calls first, who left.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::client::{Instance, Persona, call, call_with};

const OSTRAVA: &str = "select id from organisation where name = 'Ostrava Thermal s.r.o.'";
const EVA: &str = "select id from contact where name = 'Eva Novotná'";

async fn edit<'a>(
    claire: &mut Persona<'_>,
    path: &str,
    fields: &[(&'a str, &'a str)],
) -> super::client::Answer {
    let own = [("contact_name", "Eva Novotná"), ("legal_basis", "legitimate-interest")];
    let all: Vec<(&str, &str)> = own.into_iter().chain(fields.iter().copied()).collect();
    claire.post(path, &all).await
}

async fn roles(instance: &Instance) {
    let mut claire = instance.persona("Claire Vidal").await;
    let (company, eva): (String, String) = (instance.one(OSTRAVA).await, instance.one(EVA).await);
    let sheet = format!("/companies/{company}");
    let second =
        [("contact_name", "Jiří Dvořák"), ("contact_role", "decision-maker"), ("legal_basis", "consent")];
    claire.post(&format!("{sheet}/contacts"), &second).await;
    let path = format!("{sheet}/contacts/{eva}/edit");
    let form = claire.get(&path).await.body;
    assert!(form.contains("value=\"project-lead\" selected") && form.contains("checked"), "{form}");
    let gone =
        edit(&mut claire, &path, &[("version", "1"), ("left_on", "mai 2021"), ("main_contact", "yes")]).await;
    assert_eq!(gone.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", gone.body);
    assert!(
        gone.body.contains("href=\"#main_contact\"") && gone.body.contains("value=\"mai 2021\""),
        "{}",
        gone.body
    );
    let gone =
        edit(&mut claire, &path, &[("version", "1"), ("left_on", "mai 2021"), ("contact_role", "finance")])
            .await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.body);
    let page = claire.get(&sheet).await.body;
    for text in ["décide", "parti le 31\u{a0}mai 2021", "finances"] {
        assert!(page.contains(text), "{text}: {page}");
    }
    let form = claire.get(&format!("/interactions/new?company={company}")).await.body;
    assert!(form.contains("Jiří Dvořák") && !form.contains("Eva Novotná"), "who left is not offered: {form}");
    // Another one who started from the same page sees both texts.
    let late = edit(&mut claire, &path, &[("version", "1"), ("was_job", ""), ("job", "Directrice")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.body);
    let told: String = instance.one("select after_state from journal where verb = 'contact.changed'").await;
    assert!(told.contains("left_on") && !told.contains("Eva") && !told.contains("2021"), "{told}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn contacts_have_roles_and_leave_on_sqlite() {
    roles(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn contacts_have_roles_and_leave_on_postgres() {
    roles(&Instance::postgres().await).await;
}

/// One person is called first: naming another takes his place.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_person_is_called_first() {
    let instance = Instance::sqlite().await;
    let token = instance.token("claire.vidal@provence.example", true).await;
    let company: String = instance.one(OSTRAVA).await;
    let path = format!("/api/v1/companies/{company}/contacts");
    let body = json!({"contact_name": "Jiří Dvořák", "legal_basis": "consent", "main_contact": "yes"});
    let added = instance.send(call("POST", &path, &token, Some(body))).await;
    assert_eq!(added.status, StatusCode::CREATED, "{}", added.body);
    let list = instance.send(call("GET", &path, &token, None)).await;
    let list: Value = serde_json::from_str(&list.body).unwrap();
    let main: Vec<&Value> =
        list["items"].as_array().unwrap().iter().filter(|one| one["main"] == true).collect();
    assert_eq!(main.len(), 1, "{list}");
    assert_eq!(main[0]["name"], "Jiří Dvořák");
    let one = format!("{path}/{}", list["items"][1]["id"].as_str().unwrap());
    let body = json!({"contact_name": "Eva Novotná", "legal_basis": "contract", "contact_role": "technical"});
    let changed = instance.send(call_with("PUT", &one, &token, &[("if-match", "\"1\"")], &body)).await;
    assert_eq!(changed.status, StatusCode::NO_CONTENT, "{}", changed.body);
    let stale = instance.send(call_with("PUT", &one, &token, &[("if-match", "\"1\"")], &body)).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    let stranger = instance.token("marc.lenoir@choose.example", true).await;
    let hidden = instance.send(call("GET", &path, &stranger, None)).await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND);
}

/// Who is erased was never there: what was said stays, without him.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_is_erased_was_never_there() {
    let instance = Instance::sqlite().await;
    let before: i64 = instance.one("select count(*) from interaction_contact c join contact k on k.id = c.contact where k.name = 'Eva Novotná'").await;
    assert!(before > 0, "the demonstration says that she was there");
    let said: i64 = instance.one("select count(*) from interaction").await;
    instance
        .database
        .write(|tx| {
            platform::database::Query::new("delete from contact where name = 'Eva Novotná'").execute(tx)
        })
        .await
        .unwrap();
    let left: i64 = instance
        .one("select count(*) from interaction_contact where contact not in (select id from contact)")
        .await;
    assert_eq!((left, instance.one::<i64>("select count(*) from interaction").await), (0, said));
}
