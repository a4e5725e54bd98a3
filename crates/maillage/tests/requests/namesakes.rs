//! A request found by name takes nothing of a namesake: whoever answers sees every line that could be meant, with what tells
//! people apart, and says which are the person's (S0-08; RGPD, articles 15 and 17).

use axum::http::StatusCode;
use serde_json::Value;

use super::client::{Instance, Persona};
use super::privacy::{ask, lines, tick};

const HIS: &str = "jean.martin@chambre.example";

async fn person(claire: &mut Persona<'_>, place: &str, email: &str) -> String {
    let fields = [
        ("given_name", "Jean"),
        ("family_name", "Martin"),
        ("data_class", "prescriber"),
        ("audience", "owner"),
        ("homonym", "yes"),
    ];
    let sheet = claire.post("/people", &fields).await.location.unwrap();
    let sheet = sheet.split('?').next().unwrap().to_owned();
    let position = [
        ("place", place),
        ("kind", "executive"),
        ("duty", "president"),
        ("title_fr", "Président"),
        ("valid_from", "mars 2019"),
    ];
    let given = claire.post(&format!("{sheet}/positions"), &position).await;
    assert_eq!(given.status, StatusCode::SEE_OTHER, "{}", given.body);
    let detail = [
        ("detail_kind", "email"),
        ("reach", email),
        ("data_class", "prescriber"),
        ("basis", "consent"),
        ("found_in", "carte"),
    ];
    let noted = claire.post(&format!("{sheet}/details"), &detail).await;
    assert_eq!(noted.status, StatusCode::SEE_OTHER, "{}", noted.body);
    sheet.rsplit('/').next().unwrap().to_owned()
}

async fn contact(claire: &mut Persona<'_>, company: &str, (job, email): (&str, &str)) {
    let fields = [
        ("contact_name", "Jean Martin"),
        ("job", job),
        ("email", email),
        ("legal_basis", "consent"),
        ("found_in", "salon"),
    ];
    let added = claire.post(&format!("/companies/{company}/contacts"), &fields).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
}

async fn export(nadia: &mut Persona<'_>, request: &str) -> Value {
    serde_json::from_str(&nadia.get(&format!("{request}/answer.json")).await.body).unwrap()
}

async fn nothing_of_a_namesake(instance: &Instance) {
    let company: String = instance.one("select company from project where code_name = 'Cigale'").await;
    let mut claire = instance.persona("Claire Vidal").await;
    let his = person(&mut claire, "Chambre de métiers", HIS).await;
    let other = person(&mut claire, "Port fluvial", "jean.martin@port.example").await;
    contact(&mut claire, &company, ("Directeur", HIS)).await;
    contact(&mut claire, &company, ("Comptable", "compta@exemple.example")).await;

    let mut nadia = instance.persona("Nadia Karam").await;
    let asked = [("request", "erasure"), ("given_name", "Jean"), ("family_name", "Martin"), ("email", HIS)];
    let request = ask(&mut nadia, &asked).await;
    let page = nadia.get(&request).await.body;
    // What tells them apart: position and place, dates, job, company, address.
    for told in [
        "Chambre de métiers",
        "Port fluvial",
        "mars 2019",
        "Directeur",
        "Comptable",
        HIS,
        "compta@exemple.example",
    ] {
        assert!(page.contains(told), "{told}: {page}");
    }
    // By address ticked, by name alone never.
    let shown = lines(&page);
    assert!(shown.contains(&(format!("person:{his}"), true)), "{shown:?}");
    assert!(shown.contains(&(format!("person:{other}"), false)), "{shown:?}");
    let ticked = |kind: &str| shown.iter().filter(|(line, on)| line.starts_with(kind) && *on).count();
    assert_eq!((ticked("person:"), ticked("details:"), ticked("contacts:")), (1, 1, 1));
    assert_eq!(shown.iter().filter(|(line, _)| line.starts_with("contacts:")).count(), 2);

    // The answer holds what is ticked, and follows what is said.
    let told = export(&mut nadia, &request).await.to_string();
    assert!(
        told.contains("Directeur") && !told.contains("Comptable") && !told.contains("Port fluvial"),
        "{told}"
    );
    tick(&mut nadia, &request, |line| !line.starts_with("contacts:") && !line.contains(&other)).await;
    let told = export(&mut nadia, &request).await;
    assert_eq!(told["held"]["contacts"].as_array().unwrap().len(), 0, "{told}");
    let his_lines = |line: &str| shown.iter().any(|(known, on)| known == line && *on);
    tick(&mut nadia, &request, his_lines).await;

    // What was said is in the journal, which names nobody.
    let said: (i64, String) =
        instance.one("select count(*), max(after_state) from journal where verb = 'request.chosen'").await;
    assert!(said.0 == 2 && said.1.contains(&his) && said.1.contains(&other), "{said:?}");
    assert!(!said.1.to_lowercase().contains("martin"), "{said:?}");

    nadia.post(&format!("{request}/identity"), &[("identity_note", "Réponse à son adresse.")]).await;
    let erased = nadia.post(&format!("{request}/erasure"), &[]).await;
    assert_eq!(erased.status, StatusCode::SEE_OTHER, "{}", erased.body);
    let left: (i64, i64, i64) = instance
        .one(
            "select (select count(*) from person where given_key = 'jean martin'), (select count(*) from contact_detail where value_key like 'jean.martin%'),
                (select count(*) from contact where name = 'Jean Martin')",
        )
        .await;
    assert_eq!(left, (1, 1, 1), "the namesake stays, whole");
    assert!(claire.get(&format!("/people/{other}")).await.body.contains("Port fluvial"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_of_a_namesake_is_answered_nor_erased_on_sqlite() {
    nothing_of_a_namesake(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_of_a_namesake_is_answered_nor_erased_on_postgres() {
    nothing_of_a_namesake(&Instance::postgres().await).await;
}

/// By his record, he is ticked and his namesakes are not; with nothing ticked, erasing is refused and says what to do.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_name_alone_ticks_nothing() {
    for instance in [Instance::sqlite().await, Instance::postgres().await] {
        let mut claire = instance.persona("Claire Vidal").await;
        let his = person(&mut claire, "Chambre de métiers", HIS).await;
        let other = person(&mut claire, "Port fluvial", "jean.martin@port.example").await;
        let mut nadia = instance.persona("Nadia Karam").await;
        let by_name = [("request", "erasure"), ("given_name", "Jean"), ("family_name", "Martin")];
        let request = ask(&mut nadia, &by_name).await;
        let shown = lines(&nadia.get(&request).await.body);
        assert!(shown.len() >= 4 && shown.iter().all(|(_, on)| !on), "{shown:?}");
        nadia.post(&format!("{request}/identity"), &[("identity_note", "Pièce vue.")]).await;
        let refused = nadia.post(&format!("{request}/erasure"), &[]).await;
        assert!(
            refused.status == StatusCode::FORBIDDEN && refused.body.contains("Aucune ligne n’est cochée")
        );
        let by_record = [
            ("person", his.as_str()),
            ("request", "access"),
            ("given_name", "Jean"),
            ("family_name", "Martin"),
        ];
        let request = ask(&mut nadia, &by_record).await;
        let shown = lines(&nadia.get(&request).await.body);
        assert!(shown.contains(&(format!("person:{his}"), true)), "{shown:?}");
        assert!(shown.contains(&(format!("person:{other}"), false)), "{shown:?}");
    }
}

/// A ban on erasure set for one does not bind his namesake of another address, nor is it lifted with that one's.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_ban_on_erasure_is_not_a_namesakes() {
    for instance in [Instance::sqlite().await, Instance::postgres().await] {
        let mut nadia = instance.persona("Nadia Karam").await;
        let named = |email| {
            [("request", "erasure"), ("given_name", "Jean"), ("family_name", "Martin"), ("email", email)]
        };
        let his = ask(&mut nadia, &named(HIS)).await;
        let other = ask(&mut nadia, &named("jean.martin@port.example")).await;
        let by_name = ask(&mut nadia, &named("")).await;
        let ban = async |nadia: &mut Persona<'_>, request: &str, reason| {
            let answer = nadia.post(&format!("{request}/hold"), &[("hold_reason", reason)]).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        };
        ban(&mut nadia, &his, "Litige en cours").await;
        assert!(nadia.get(&his).await.body.contains("Litige en cours"));
        assert!(!nadia.get(&other).await.body.contains("Litige en cours"));
        assert!(
            nadia.get(&by_name).await.body.contains("Litige en cours"),
            "of a name alone one cannot tell"
        );
        ban(&mut nadia, &other, "").await;
        assert!(nadia.get(&his).await.body.contains("Litige en cours"));
        ban(&mut nadia, &his, "").await;
        assert!(!nadia.get(&his).await.body.contains("Litige en cours"));
    }
}
