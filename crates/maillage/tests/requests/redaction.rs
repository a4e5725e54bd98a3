//! One line of the journal that names a person: its values are taken away by whoever answers for data, and nothing else is.

use axum::http::StatusCode;

use super::client::{Instance, Persona};
use super::one_identity::noted;

async fn posted(who: &mut Persona<'_>, path: &str, fields: &[(&str, &str)]) -> String {
    let answer = who.post(path, fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}: {}", answer.body);
    answer.location.unwrap()
}

/// How many values of the journal, and of what copies it, name her.
async fn named(instance: &Instance) -> i64 {
    instance
        .one("select (select count(*) from journal where coalesce(before_state, '') || coalesce(after_state, '') || coalesce(reason, '') like '%Orban%')
            + (select count(*) from stage_move where reason like '%Orban%')")
        .await
}

async fn redacted_on_a_timeline(instance: &Instance) {
    let mut claire = instance.persona("Claire Vidal").await;
    let mut nadia = instance.persona("Nadia Karam").await;
    let mut paul = instance.persona("Paul Roux").await;
    let project = instance.project("Cigale").await;
    let sheet = format!("/projects/{project}");
    let version: i64 = instance
        .one("select r.version from record r join project p on p.id = r.id where p.code_name = 'Cigale'")
        .await;
    let back = [
        ("version", version.to_string()),
        ("stage", "contact".into()),
        ("reason", "Zélie Orban ne répond plus".into()),
    ];
    let back: Vec<(&str, &str)> = back.iter().map(|(name, text)| (*name, text.as_str())).collect();
    posted(&mut claire, &format!("{sheet}/moves"), &back).await;
    assert_eq!(named(instance).await, 2);
    let line: String = instance.one("select id from journal where reason like '%Orban%'").await;
    let page = format!("/privacy/journal/{line}");

    // Whoever answers for the data of the organisation that acted; not an officer, not those who only read it.
    assert!(nadia.get(&sheet).await.body.contains(&page));
    for (who, name) in [(&mut claire, "claire"), (&mut paul, "paul")] {
        assert!(!who.get(&sheet).await.body.contains("/privacy/journal/"), "{name}");
        assert_eq!(who.get(&page).await.status, StatusCode::NOT_FOUND, "{name}");
        let answer = who.post(&format!("{page}/redaction"), &[("redaction_reason", "essai")]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{name}");
    }
    let looked = nadia.get(&page).await.body;
    for told in ["Changement d’étape", "Claire Vidal", "Zélie Orban ne répond plus", &sheet] {
        assert!(looked.contains(told), "{told}: {looked}");
    }
    let unsaid = nadia.post(&format!("{page}/redaction"), &[]).await;
    assert!(
        unsaid.status == StatusCode::UNPROCESSABLE_ENTITY
            && unsaid.body.contains("href=\"#redaction_reason\"")
    );
    posted(&mut nadia, &format!("{page}/redaction"), &[("redaction_reason", "note déplacée")]).await;

    // The line stays: who, when, what; its values are gone, there and where they were copied; another line says it.
    assert_eq!(named(instance).await, 0);
    let (actor, verb, at): (Option<String>, String, String) = {
        let read = |r: &platform::database::Reader| {
            platform::database::Query::new("select actor, verb, cast(at as text) from journal where id = $1")
                .bind(&line)
                .one(r)
        };
        instance.database.read(read).await.unwrap()
    };
    assert!(actor.is_some() && verb == "project.moved" && !at.is_empty());
    let timeline = claire.get(&sheet).await.body;
    for told in ["Changement d’étape", "Valeurs occultées le", "Ligne du journal occultée", "note déplacée"]
    {
        assert!(timeline.contains(told), "{told}: {timeline}");
    }
    assert!(!timeline.contains("Orban"));
    assert!(nadia.get(&page).await.body.contains("Valeurs occultées le"));
    let again = nadia.post(&format!("{page}/redaction"), &[("redaction_reason", "encore")]).await;
    assert_eq!(again.status, StatusCode::FORBIDDEN, "{}", again.body);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_line_is_redacted_from_a_timeline_on_sqlite() {
    redacted_on_a_timeline(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_line_is_redacted_from_a_timeline_on_postgres() {
    redacted_on_a_timeline(&Instance::postgres().await).await;
}

/// A line found by a request opens for that request; not under a ban on erasure, nor for a reason that names her again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_line_is_redacted_from_a_request() {
    for instance in [Instance::sqlite().await, Instance::postgres().await] {
        let mut claire = instance.persona("Claire Vidal").await;
        let mut nadia = instance.persona("Nadia Karam").await;
        let person = noted(&mut claire, "Zélie", "Orban").await;
        let change = |tx: &platform::database::Transaction| {
            platform::database::Query::new("update journal set reason = 'vue avec Zélie Orban' where verb = 'person.added' and id = (select max(id) from journal where verb = 'person.added')")
                .execute_one(tx)
        };
        instance.database.write(change).await.unwrap();
        let asked = [("request", "access"), ("given_name", "Zélie"), ("family_name", "Orban")];
        let request = posted(&mut nadia, "/privacy/requests", &asked).await;
        let request = request.split('?').next().unwrap().to_owned();
        let id = request.rsplit('/').next().unwrap().to_owned();
        let gathered = nadia.get(&request).await.body;
        let page =
            gathered.split("href=\"/privacy/journal/").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let page = format!("/privacy/journal/{page}");
        assert!(page.ends_with(&format!("?request={id}")), "{page}");
        assert!(nadia.get(&page).await.body.contains("vue avec Zélie Orban"));
        // Another line, or another request, is not found.
        let other: String = instance.one("select max(id) from journal where verb = 'project.opened'").await;
        assert_eq!(
            nadia.get(&format!("/privacy/journal/{other}?request={id}")).await.status,
            StatusCode::NOT_FOUND
        );
        let redaction = format!("{}/redaction", page.split('?').next().unwrap());
        let say = |reason: &'static str| [("request", id.clone()), ("redaction_reason", reason.to_owned())];
        let post = async |nadia: &mut Persona<'_>, reason| {
            let fields = say(reason);
            let fields: Vec<(&str, &str)> =
                fields.iter().map(|(name, text)| (*name, text.as_str())).collect();
            nadia.post(&redaction, &fields).await
        };
        let naming = post(&mut nadia, "pour Zélie ORBAN").await;
        assert!(
            naming.status == StatusCode::UNPROCESSABLE_ENTITY && naming.body.contains("nomme la personne")
        );
        posted(&mut nadia, &format!("{request}/hold"), &[("hold_reason", "Litige")]).await;
        assert_eq!(post(&mut nadia, "demande reçue").await.status, StatusCode::FORBIDDEN);
        posted(&mut nadia, &format!("{request}/hold"), &[("hold_reason", "")]).await;
        let done = post(&mut nadia, "demande reçue").await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        assert_eq!(nadia.get(&done.location.unwrap()).await.status, StatusCode::OK);
        assert_eq!(named(&instance).await, 0);
        let sheet = claire.get(&format!("/people/{person}")).await.body;
        assert!(
            sheet.contains("Valeurs occultées le") && sheet.contains("Ligne du journal occultée"),
            "{sheet}"
        );
    }
}
