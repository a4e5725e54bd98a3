//! Perimeters that organisations are competent for: told to who sees both, by page and by the API, at any date.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::administration::led_to;
use super::client::{Answer, Instance, Persona, call};

async fn made(who: &mut Persona<'_>, path: &str, fields: &[(&str, &str)]) -> String {
    let answer = who.post(path, fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}: {}", answer.body);
    led_to(answer.location.as_ref())
}

fn parsed(answer: &Answer) -> Value {
    serde_json::from_str(&answer.body).unwrap_or_else(|error| panic!("{error}: {}", answer.body))
}

const PARTNER: &[(&str, &str)] = &[
    ("name", "Syndicat mixte du Delta"),
    ("family", "local-authority"),
    ("category", "intercommunality"),
    ("country", "FR"),
    ("audience", "network"),
];

/// The two communes that the demonstration knows first.
async fn communes(instance: &Instance) -> (String, String) {
    let two: (String, String) = instance
        .one("select min(code), max(code) from territory where kind = 'commune' and valid_until is null")
        .await;
    assert_ne!(two.0, two.1);
    two
}

async fn told_to_who_sees_both(instance: &Instance) {
    let mut claire = instance.persona("Claire Vidal").await;
    let mut marc = instance.persona("Marc Lenoir").await;
    let (one, other) = communes(instance).await;
    let organisation = made(&mut claire, "/organisations", PARTNER).await;
    let facts = [("name", "Camargue"), ("visibility", "owner"), ("from", "01/01/2020"), ("members", &one)];
    let perimeter = made(&mut claire, "/perimeters", &facts).await;
    let (sheet, page) =
        (format!("/organisations/{organisation}"), format!("/organisations/{organisation}/perimeters"));
    let (drawn, api) = (format!("/perimeters/{perimeter}"), format!("/api/v1{page}"));

    // Empty, it says what to do; a mistake is said beside its field; nothing is written.
    assert!(claire.get(&page).await.body.contains("Choisissez ci-dessous"));
    for (fields, said) in [
        (&[("perimeter", "")][..], "href=\"#perimeter\""),
        (&[("perimeter", &perimeter), ("since", "2022"), ("until", "2020")], "href=\"#until\""),
    ] {
        let refused = claire.post(&page, fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains(said), "{}", refused.body);
    }
    let said = [("perimeter", perimeter.as_str()), ("since", "2021")];
    made(&mut claire, &page, &said).await;
    let twice = claire.post(&page, &said).await;
    assert!(
        twice.status == StatusCode::UNPROCESSABLE_ENTITY && twice.body.contains("déjà"),
        "{}",
        twice.body
    );
    for (path, shown) in [(&sheet, "Camargue"), (&page, "une commune"), (&drawn, "Syndicat mixte du Delta")] {
        let body = claire.get(path).await.body;
        assert!(body.contains(shown) && body.contains("depuis 2021"), "{path}: {body}");
    }

    // Who does not see the perimeter sees the organisation without it; nor may he name it for another.
    let token = instance.token("marc.lenoir@choose.example", true).await;
    let list = async || parsed(&instance.send(call("GET", &api, &token, None)).await)["items"].clone();
    for path in [&sheet, &page] {
        let body = marc.get(path).await.body;
        assert!(
            body.contains("Syndicat mixte") && !body.contains(&perimeter) && !body.contains("Camargue"),
            "{body}"
        );
    }
    assert_eq!(list().await, json!([]));
    let own = made(&mut marc, "/companies", &[("name", "Verrerie du Ponant"), ("country", "FR")]).await;
    let unknown = instance.database.ids().next::<platform::Uuid>().to_string();
    for named in [&perimeter, &unknown] {
        let refused = marc.post(&format!("/organisations/{own}/perimeters"), &[("perimeter", named)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let gone = marc.post(&format!("/organisations/{own}/perimeters/{named}/removal"), &[]).await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND);
    }
    // Nor may he change another's organisation.
    assert_eq!(marc.post(&page, &said).await.status, StatusCode::FORBIDDEN);

    // Shown its card, he knows of it and not of its communes; read, of both, at any date.
    let choose: String = instance.one("select id from organisation where name = 'Choose Paris Region'").await;
    let share = |level| [("organisation", choose.as_str()), ("level", level), ("reason", "travail commun")];
    made(&mut claire, &format!("{drawn}/grants"), &share("card")).await;
    assert!(marc.get(&sheet).await.body.contains("Camargue"));
    assert_eq!(list().await[0]["communes"], Value::Null);
    made(&mut claire, &format!("{drawn}/grants"), &share("read")).await;
    assert_eq!((&list().await[0]["version"], &list().await[0]["communes"]), (&json!(1), &json!(1)));
    let members = format!("{one}\n{other}");
    let version = [("version", "1"), ("from", "01/01/2023"), ("members", &members)];
    made(&mut claire, &format!("{drawn}/versions"), &version).await;
    assert_eq!(list().await[0]["communes"], 2);
    let before = instance.send(call("GET", &format!("{api}?at=2021-06-01"), &token, None)).await;
    let line = parsed(&before)["items"][0].clone();
    assert_eq!((&line["version"], &line["communes"], &line["since"]), (&json!(1), &json!(1), &json!("2021")));
    let competent = parsed(&instance.send(call("GET", &format!("/api/v1{drawn}"), &token, None)).await);
    assert_eq!(competent["competent"][0]["organisation"], organisation.as_str());

    // By the API: said once, taken back once, each in the journal of the organisation.
    let hers = instance.token("claire.vidal@provence.example", true).await;
    let remove = || instance.send(call("DELETE", &format!("{api}/{perimeter}"), &hers, None));
    assert_eq!(remove().await.status, StatusCode::NO_CONTENT);
    assert_eq!(remove().await.status, StatusCode::NOT_FOUND);
    let body = json!({"perimeter": perimeter, "since": "mars 2022"});
    let said = instance.send(call("POST", &api, &hers, Some(body))).await;
    assert_eq!(said.status, StatusCode::CREATED, "{}", said.body);
    assert_eq!(parsed(&said)["items"][0]["name"], "Camargue");
    let noted: i64 = instance
        .one("select count(*) from journal where verb in ('organisation.competent', 'organisation.incompetent') and coalesce(before_state, '') || coalesce(after_state, '') like '%perimeter%'")
        .await;
    assert_eq!(noted, 3);

    // It follows a merge.
    let fields = [&[("name", "Syndicat du Delta")], &PARTNER[1..]].concat();
    let kept = made(&mut claire, "/organisations", &fields).await;
    made(&mut claire, &format!("/organisations/{kept}/merge"), &[("with", &organisation)]).await;
    assert!(claire.get(&format!("/organisations/{kept}")).await.body.contains("Camargue"));
    let body = claire.get(&drawn).await.body;
    assert!(body.contains(&format!("/organisations/{kept}")) && !body.contains(&sheet), "{body}");
    instance.finish_jobs().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_competence_on_a_perimeter_is_told_to_who_sees_both_on_sqlite() {
    told_to_who_sees_both(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_competence_on_a_perimeter_is_told_to_who_sees_both_on_postgres() {
    told_to_who_sees_both(&Instance::postgres().await).await;
}
