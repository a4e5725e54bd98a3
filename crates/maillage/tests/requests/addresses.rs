//! The address of a page is one that a browser opens by http or https: nothing that runs is kept as a website or as a source,
//! by any form nor by the API.

use axum::http::StatusCode;
use serde_json::json;

use super::client::{Instance, call_with};

/// Where a form goes, what it sends beside, and the field of the address.
type Form<'f> = (String, Vec<(&'f str, &'f str)>, &'f str);

const RUNS: &str = "javascript:alert(1)";
const SAID: &str = "Donnez l’adresse d’une page";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_that_runs_is_kept_as_an_address() {
    let instance = Instance::sqlite().await;
    let mut claire = instance.persona("Claire Vidal").await;
    let company: String = instance.one("select company from project where code_name = 'Cigale'").await;
    let person = [
        ("given_name", "Zélie"),
        ("family_name", "Orban"),
        ("data_class", "prescriber"),
        ("audience", "owner"),
    ];
    let sheet = claire.post("/people", &person).await.location.unwrap();
    let sheet = sheet.split('?').next().unwrap().to_owned();
    let organisation = [
        ("name", "Agence fictive du Ponant"),
        ("family", "attractiveness"),
        ("category", "agency"),
        ("country", "FR"),
        ("audience", "owner"),
        ("outlet", "Journal"),
    ];
    let owned: String = {
        let made = claire.post("/organisations", &organisation).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
        made.location.unwrap().split('?').next().unwrap().to_owned()
    };
    let another =
        [&[("homonym", "yes")], &organisation[1..], &[("name", "Agence fictive du Levant")]].concat();
    let position = [("place", "Arles"), ("kind", "mandate"), ("duty", "mayor"), ("outlet", "Journal")];
    let register = [("name", "Réseau"), ("nature", "network"), ("audience", "owner")];
    let opened = claire.post("/registers", &register).await;
    let register = opened.location.map(|to| to.split('?').next().unwrap().to_owned());
    let stated = [("measure", "members"), ("figure", "12"), ("as_of", "2021"), ("outlet", "Journal")];
    let version: i64 = instance
        .one("select version from record where id = (select company from project where code_name = 'Cigale')")
        .await;
    let version = version.to_string();
    let changed = vec![("name", "Sierra"), ("country", "FR"), ("version", version.as_str())];
    let mut forms: Vec<Form<'_>> = vec![
        ("/companies".into(), vec![("name", "Sierra"), ("country", "FR")], "website"),
        (format!("/companies/{company}/edit"), changed, "website"),
        ("/organisations".into(), another.clone(), "website"),
        ("/organisations".into(), another, "address"),
        (format!("{owned}/sources"), vec![("outlet", "Journal")], "address"),
        ("/people".into(), [&person[..], &[("homonym", "yes")]].concat(), "source_url"),
        (format!("{sheet}/edit"), [&person[..], &[("version", "1")]].concat(), "source_url"),
        (format!("{sheet}/positions"), position.to_vec(), "source_url"),
    ];
    forms.extend(register.map(|path| (format!("{path}/statements"), stated.to_vec(), "address")));
    for (path, fields, field) in &forms {
        let fields = [fields.as_slice(), &[(*field, RUNS)]].concat();
        let refused = claire.post(path, &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}: {}", refused.body);
        assert!(
            refused.body.contains(SAID) && refused.body.contains(&format!("#{field}\"")),
            "{path} {field}"
        );
    }
    let token = instance.token("claire.vidal@provence.example", true).await;
    let bodies = [
        ("/api/v1/companies", json!({"name": "Sierra", "country": "FR", "website": RUNS}), "website"),
        (
            "/api/v1/people",
            json!({"family_name": "Orban", "data_class": "prescriber", "audience": "owner", "homonym": "yes", "source_url": RUNS}),
            "source_url",
        ),
    ];
    for (path, body, field) in bodies {
        let refused =
            instance.send(call_with("POST", path, &token, &[("idempotency-key", path)], &body)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}: {}", refused.body);
        assert!(refused.body.contains(&format!("\"{field}\"")), "{path}: {}", refused.body);
    }
    let kept: i64 = instance
        .one(
            "select (select count(*) from organisation where website like '%javascript%') + (select count(*) from provenance where address like '%javascript%')
                + (select count(*) from person where source_url like '%javascript%') + (select count(*) from position where source_url like '%javascript%')
                + (select count(*) from register_statement where address like '%javascript%')",
        )
        .await;
    assert_eq!(kept, 0);
}
