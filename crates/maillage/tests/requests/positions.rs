//! Positions in any organisation that one sees: looked for by name, corrected, ended, taken away (S2-12, S3-04).

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::client::{Instance, Persona, call, call_with};
use super::duplicates::made;

async fn partner(who: &mut Persona<'_>, name: &str, audience: &str) -> String {
    let facts = [("name", name), ("family", "company"), ("category", "firm"), ("country", "FR")];
    made(who, "/organisations", &[&facts[..], &[("audience", audience)]].concat()).await
}

const HELD: [(&str, &str); 3] = [("kind", "executive"), ("duty", "director"), ("title_fr", "directrice")];

/// The list of people takes an organisation by its name too, members or not: it asks which when several answer, and knows no
/// other than those that one sees.
async fn listed(who: &mut Persona<'_>, second: &str) {
    let several = who.get("/people?at=filature").await.body;
    assert!(several.contains("Quelle organisation") && several.contains(second), "{several}");
    assert!(!several.contains("Ferrand") && !several.contains("Secrète"), "{several}");
    let exact = who.get("/people?at=Filature+du+Ponant").await.body;
    assert!(!exact.contains("Quelle organisation") && !exact.contains("Ferrand"), "{exact}");
    for path in [
        "/people?at=filature+du+ponant+sud".to_owned(),
        format!("/people?organisation={second}"),
        format!("/people?at=Filature+du+Ponant+Sud&organisation={second}"),
    ] {
        let page = who.get(&path).await.body;
        assert!(
            page.contains("Ferrand") && page.contains("value=\"Filature du Ponant Sud\""),
            "{path}: {page}"
        );
    }
    // Typed over the one that was chosen.
    let other = who.get(&format!("/people?at=Filature+du+Ponant&organisation={second}")).await.body;
    assert!(!other.contains("Ferrand"), "{other}");
    let unseen = who.get("/people?at=Filature+du+Ponant+Tenue+Secr%C3%A8te").await.body;
    assert!(unseen.contains("Aucune organisation de ce nom"), "{unseen}");
}

/// A name is typed, what is found is chosen, whatever the organisation is; what one does not see is not found.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_position_is_in_any_organisation_that_one_sees() {
    for instance in [Instance::sqlite().await, Instance::postgres().await] {
        let (mut claire, mut marc) =
            (instance.persona("Claire Vidal").await, instance.persona("Marc Lenoir").await);
        let first = partner(&mut claire, "Filature du Ponant", "network").await;
        let second = partner(&mut claire, "Filature du Ponant Sud", "network").await;
        partner(&mut marc, "Filature du Ponant Tenue Secrète", "owner").await;
        instance.finish_jobs().await;
        let facts = [("family_name", "Ferrand"), ("data_class", "business-contact"), ("audience", "network")];
        let person = made(&mut claire, "/people", &facts).await;
        let positions = format!("/people/{person}/positions");
        let send = |more: &[(&'static str, &str)]| -> Vec<(&'static str, String)> {
            HELD.iter().chain(more).map(|(name, text)| (*name, (*text).to_owned())).collect()
        };
        let post = async |who: &mut Persona<'_>, path: &str, fields: Vec<(&'static str, String)>| {
            let fields: Vec<(&str, &str)> =
                fields.iter().map(|(name, text)| (*name, text.as_str())).collect();
            who.post(path, &fields).await
        };
        // Looked for: nothing is noted, what was typed stays.
        let found =
            post(&mut claire, &positions, send(&[("organisation", "filature"), ("search", "yes")])).await;
        assert_eq!(found.status, StatusCode::OK);
        for shown in [&first, &second, &"value=\"directrice\"".to_owned()] {
            assert!(found.body.contains(shown.as_str()), "{shown}: {}", found.body);
        }
        assert!(!found.body.contains("Secrète"), "{}", found.body);
        let none: i64 = instance.one("select count(*) from position x join person p on p.id = x.person where p.family_name = 'Ferrand'").await;
        assert_eq!(none, 0);
        // Several answer: one is to be chosen.
        let several = post(&mut claire, &positions, send(&[("organisation", "filature")])).await;
        assert_eq!(several.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            several.body.contains("Choisissez-en une") && several.body.contains(&second),
            "{}",
            several.body
        );
        let unknown =
            post(&mut claire, &positions, send(&[("organisation", "Tisserands de nulle part")])).await;
        assert!(unknown.body.contains("href=\"#organisation\""), "{}", unknown.body);
        let chosen = [("organisation", "filature"), ("choice_for", "filature"), ("choice", second.as_str())];
        let noted = post(&mut claire, &positions, send(&chosen)).await;
        assert_eq!(noted.status, StatusCode::SEE_OTHER, "{}", noted.body);
        assert!(claire.get(&format!("/organisations/{second}")).await.body.contains("Ferrand"));
        // Another name typed since: what was chosen for the former is not taken.
        let changed =
            [("organisation", "Région Sud"), ("choice_for", "filature"), ("choice", first.as_str())];
        let noted = post(&mut claire, &positions, send(&changed)).await;
        assert_eq!(noted.status, StatusCode::SEE_OTHER, "{}", noted.body);
        let there: i64 = instance.one("select count(*) from position x join organisation o on o.id = x.organisation join person p on p.id = x.person where p.family_name = 'Ferrand' and o.name = 'Région Sud'").await;
        assert_eq!(there, 1);
        instance.finish_jobs().await;
        listed(&mut claire, &second).await;
    }
}

/// What was noted wrongly is corrected, with a reason; what should not be there is taken away; both are in the journal, which says
/// nothing of the person.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_position_is_corrected_and_taken_away() {
    for instance in [Instance::sqlite().await, Instance::postgres().await] {
        let mut claire = instance.persona("Claire Vidal").await;
        let facts = [("family_name", "Ferrand"), ("data_class", "business-contact"), ("audience", "network")];
        let person = made(&mut claire, "/people", &facts).await;
        let sheet = format!("/people/{person}");
        let held = [
            ("kind", "executive"),
            ("duty", "director"),
            ("title_fr", "drectrice"),
            ("place", "Arles"),
            ("valid_from", "mars 2020"),
        ];
        made(&mut claire, &format!("{sheet}/positions"), &held).await;
        let position: String = instance.one("select id from position where title_fr = 'drectrice'").await;
        let path = format!("{sheet}/positions/{position}");
        let form = claire.get(&path).await.body;
        for shown in ["value=\"drectrice\"", "value=\"mars 2020\"", "value=\"Arles\"", "name=\"reason\""] {
            assert!(form.contains(shown), "{shown}: {form}");
        }
        let version =
            form.split("name=\"version\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let right = [
            ("kind", "executive"),
            ("duty", "director"),
            ("title_fr", "directrice"),
            ("place", "Arles"),
            ("valid_from", "mai 2020"),
        ];
        let send = |more: &[(&'static str, &'static str)]| [&right[..], more].concat();
        let mut unsaid = send(&[]);
        unsaid.push(("version", version.as_str()));
        let refused = claire.post(&path, &unsaid).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("href=\"#reason\""), "{}", refused.body);
        let mut said = send(&[("reason", "faute de frappe")]);
        said.push(("version", version.as_str()));
        let done = claire.post(&path, &said).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let page = claire.get(&sheet).await.body;
        assert!(
            page.contains("directrice") && page.contains("mai 2020") && !page.contains("drectrice"),
            "{page}"
        );
        // Somebody corrected it meanwhile: nothing is overwritten.
        assert_eq!(claire.post(&path, &said).await.status, StatusCode::CONFLICT);
        let line: (String, String) = instance
            .one("select after_state, reason from journal where verb = 'person.position-corrected'")
            .await;
        assert!(
            line.0.contains("title_fr") && line.0.contains("valid_from") && !line.0.contains("directrice"),
            "{line:?}"
        );
        assert_eq!(line.1, "faute de frappe");

        // By the API too, from the version that was read.
        let token = instance.token("claire.vidal@provence.example", true).await;
        let api = format!("/api/v1{path}");
        let body = json!({"kind": "executive", "duty": "director", "title_fr": "directrice générale", "place": "Arles", "reason": "titre exact"});
        let without = instance.send(call("PATCH", &api, &token, Some(body.clone()))).await;
        assert_eq!(without.status, StatusCode::PRECONDITION_REQUIRED, "{}", without.body);
        let read = instance.send(call("GET", &format!("/api/v1{sheet}"), &token, None)).await;
        let tag = read.headers.iter().find(|(name, _)| name == "etag").unwrap().1.clone();
        let put = instance.send(call_with("PATCH", &api, &token, &[("if-match", &tag)], &body)).await;
        assert_eq!(put.status, StatusCode::OK, "{}", put.body);
        let told: Value = serde_json::from_str(&put.body).unwrap();
        assert_eq!(told["positions"][0]["title_fr"], "directrice générale");
        let ended = instance
            .send(call("POST", &format!("{api}/end"), &token, Some(json!({"until": "fin 2021"}))))
            .await;
        assert_eq!(ended.status, StatusCode::OK, "{}", ended.body);

        // A mistake goes, with a reason; others than those who keep the person see no way to.
        let mut marc = instance.persona("Marc Lenoir").await;
        assert_eq!(marc.get(&path).await.status, StatusCode::FORBIDDEN);
        assert_eq!(
            marc.post(&format!("{path}/removal"), &[("reason", "x")]).await.status,
            StatusCode::FORBIDDEN
        );
        let unsaid = claire.post(&format!("{path}/removal"), &[]).await;
        assert!(
            unsaid.status == StatusCode::UNPROCESSABLE_ENTITY && unsaid.body.contains("id=\"reason-fault\""),
            "{}",
            unsaid.body
        );
        made(&mut claire, &format!("{path}/removal"), &[("reason", "autre personne")]).await;
        assert!(!claire.get(&sheet).await.body.contains("directrice"));
        assert_eq!(claire.get(&path).await.status, StatusCode::NOT_FOUND);
        let reason: String =
            instance.one("select reason from journal where verb = 'person.position-removed'").await;
        assert_eq!(reason, "autre personne");
        instance.finish_jobs().await;
    }
}
