//! Registers: members at a date, beside what was published (S0-08, S0-14, S0-15).

use axum::http::StatusCode;

use super::client::{Instance, call};

async fn the_register_of_the_committee(instance: Instance) {
    let register = instance
        .database
        .read(|r| {
            platform::database::Query::new("select id from register where name = 'Comité des Territoires'")
                .one::<String>(r)
        })
        .await
        .unwrap();
    let sheet = format!("/registers/{register}");
    let mut marc = instance.persona("Marc Lenoir").await;
    let page = marc.get(&format!("{sheet}?at=2019-12-04")).await.body;
    for shown in [
        "<b>58</b>",
        "<b>14</b>",
        "<b>44</b>",
        "8,5",
        "9 mois",
        "diffèrent",
        "Groupe ADP",
        "Pôles de compétitivité",
    ] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    // Before it was founded there is nobody.
    assert!(marc.get(&format!("{sheet}?at=2019-03-19")).await.body.contains("Personne à cette date"));
    // The difference is on the day of who keeps it, and on nobody else's.
    assert!(marc.get("/today").await.body.contains("58 membres publiés, 14 nommés"));
    assert!(!instance.persona("Claire Vidal").await.get("/today").await.body.contains("58 membres publiés"));

    // One leaves, another joins: each date keeps its own composition.
    let line = page.split_once("Groupe ADP").unwrap().1.split("/entries/").nth(1).unwrap();
    let entry = line.split('/').next().unwrap().to_owned();
    let left =
        marc.post(&format!("{sheet}/entries/{entry}/departure"), &[("departed", "fin juin 2020")]).await;
    assert_eq!(left.status, StatusCode::SEE_OTHER, "{}", left.body);
    let early =
        marc.post(&format!("{sheet}/entries/{entry}/departure"), &[("departed", "hier peut-être")]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    let joined = marc
        .post(
            &format!("{sheet}/entries"),
            &[("names", "Cités Unies France\nANIMA\n"), ("joined", "mai 2020")],
        )
        .await;
    assert_eq!(joined.status, StatusCode::SEE_OTHER, "{}", joined.body);
    let unknown = marc
        .post(&format!("{sheet}/entries"), &[("names", "ARRICOD\nUne inconnue"), ("joined", "mai 2020")])
        .await;
    assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        unknown.body.contains("Une inconnue\u{a0}»") && unknown.body.contains("ARRICOD\nUne inconnue"),
        "{}",
        unknown.body
    );
    let twice = marc.post(&format!("{sheet}/entries"), &[("names", "HAROPA")]).await;
    assert!(twice.body.contains("est déjà membre"), "{}", twice.body);
    let token = instance.token("marc.lenoir@choose.example", false).await;
    for (at, named, gap) in [("2019-12-04", 14, "44"), ("2020-05-15", 16, "42"), ("2020-07-01", 15, "43")] {
        let read = instance.send(call("GET", &format!("/api/v1{sheet}?at={at}"), &token, None)).await;
        let json: serde_json::Value = serde_json::from_str(&read.body).unwrap();
        assert_eq!(
            (json["named"].as_u64(), json["gap"].as_str()),
            (Some(named), Some(gap)),
            "{at}: {}",
            read.body
        );
    }
    // A published figure that the register does not contradict raises no alert.
    let stated = [
        ("measure", "members"),
        ("figure", "plus de 10"),
        ("as_of", "2021"),
        ("outlet", "Rapport d’activité"),
    ];
    let stated = marc.post(&format!("{sheet}/statements"), &stated).await;
    assert_eq!(stated.status, StatusCode::SEE_OTHER, "{}", stated.body);
    assert!(!marc.get("/today").await.body.contains("membres publiés"));
    // A private member is told its name, not who is in it.
    let mut lea = instance.persona("Léa Sorel").await;
    let card = lea.get(&sheet).await.body;
    assert!(card.contains("Comité des Territoires") && !card.contains("HAROPA"), "{card}");
    // Another agency reads and changes nothing.
    let mut claire = instance.persona("Claire Vidal").await;
    assert!(claire.get(&sheet).await.body.contains("HAROPA"));
    assert_eq!(
        claire.post(&format!("{sheet}/entries"), &[("names", "ARRICOD")]).await.status,
        StatusCode::FORBIDDEN
    );
    instance.finish_jobs().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_register_of_the_committee_on_sqlite() {
    the_register_of_the_committee(Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_register_of_the_committee_on_postgres() {
    the_register_of_the_committee(Instance::postgres().await).await;
}
