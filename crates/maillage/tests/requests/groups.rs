//! The group of a company, as far as one sees it, and where its decisions are taken.

use axum::http::StatusCode;
use platform::access::{self, Actor, Validity};
use platform::database::Query;
use serde_json::{Value, json};

use super::client::{Instance, call};

const CLAIRE: &str = "claire.vidal@provence.example";

async fn id(instance: &Instance, name: &'static str) -> String {
    let query = |r: &platform::database::Reader| {
        Query::new("select id from organisation where name = $1").bind(name).one(r)
    };
    instance.database.read(query).await.unwrap()
}

/// The lines of the tree of a sheet, without what surrounds them.
fn tree(page: &str) -> String {
    page.split("<ul class=\"m-tree\">")
        .nth(1)
        .map_or_else(String::new, |rest| rest.split("</section>").next().unwrap_or_default().to_owned())
}

async fn drawn(instance: &Instance) {
    let mut claire = instance.persona("Claire Vidal").await;
    let sheet = format!("/companies/{}", id(instance, "Ostrava Thermal s.r.o.").await);
    let page = claire.get(&sheet).await.body;
    let lines = tree(&page);
    let at = |name: &str| lines.find(name).unwrap_or_else(|| panic!("{name}: {lines}"));
    assert!(at("Thermalis Holding AG") < at("Thermalis Mitteleuropa GmbH"));
    assert!(at("Thermalis Mitteleuropa GmbH") < at("Graz Wärmepumpen GmbH"));
    assert!(lines.contains("<li aria-current=\"true\"><b>Ostrava Thermal s.r.o.</b>"), "{lines}");
    assert_eq!(lines.matches("<ul>").count(), 2, "{lines}");
    assert_eq!(lines.matches("<li").count(), lines.matches("</li>").count());
    assert!(page.contains("La tête du groupe, Thermalis Holding AG, est dans un autre pays"), "{page}");
    // What one does not see ends the way up, and is not there on the way down.
    instance
        .database
        .write(|tx| {
            let head = Query::new("select id from organisation where name = 'Thermalis Holding AG'").one(tx)?;
            let seat = "select s.id from seat s join account a on a.id = s.account where a.email = 'said.benali@provence.example'";
            let actor = Actor::system(tx.ids().clock().now());
            access::raise_wall(tx, &actor, head, Query::new(seat).one(tx)?, "récusation", Validity::ALWAYS)
        })
        .await
        .unwrap();
    let mut said = instance.persona("Saïd Benali").await;
    let page = said.get(&sheet).await.body;
    assert!(!page.contains("Thermalis Holding") && tree(&page).contains("Graz Wärmepumpen GmbH"), "{page}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_group_is_drawn_as_far_as_one_sees_it_on_sqlite() {
    drawn(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_group_is_drawn_as_far_as_one_sees_it_on_postgres() {
    drawn(&Instance::postgres().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_group_never_goes_round() {
    let instance = Instance::sqlite().await;
    let mut claire = instance.persona("Claire Vidal").await;
    let head = id(&instance, "Thermalis Holding AG").await;
    let link = [("link_nature", "parent"), ("other", "Ostrava Thermal s.r.o.")];
    let refused = claire.post(&format!("/organisations/{head}/links"), &link).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
    assert!(refused.body.contains("href=\"#other\""), "{}", refused.body);
}

/// Practice §1.2: the country where real decisions are taken is a fact of its own, with its source and its date.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn where_decisions_are_taken_has_a_source_and_a_date() {
    let instance = Instance::sqlite().await;
    let mut claire = instance.persona("Claire Vidal").await;
    let company = id(&instance, "Ostrava Thermal s.r.o.").await;
    let (sheet, path) = (format!("/companies/{company}"), format!("/companies/{company}/control"));
    let page = claire.get(&sheet).await.body;
    assert!(page.contains("source non dite"), "{page}");
    let lacking = claire.post(&path, &[("control_country", "CH"), ("control_as_of", "mars 2199")]).await;
    assert_eq!(lacking.status, StatusCode::UNPROCESSABLE_ENTITY);
    for text in ["href=\"#control_source\"", "href=\"#control_as_of\"", "value=\"mars 2199\""] {
        assert!(lacking.body.contains(text), "{text}: {}", lacking.body);
    }
    let fields = [
        ("control_country", "CH"),
        ("control_source", "rapport annuel 2020"),
        ("control_as_of", "mars 2021"),
    ];
    let stated = claire.post(&path, &fields).await;
    assert_eq!(stated.status, StatusCode::SEE_OTHER, "{}", stated.body);
    let page = claire.get(&sheet).await.body;
    assert!(page.contains("selon rapport annuel 2020, mars 2021") && page.contains("Suisse"), "{page}");
    assert!(!page.contains("est dans un autre pays"), "{page}");
    let token = instance.token(CLAIRE, true).await;
    let place = format!("/api/v1/companies/{company}");
    let body = json!({"control_country": "AT", "control_source": "direction", "control_as_of": "mai 2021"});
    let stated = instance.send(call("POST", &format!("{place}/control"), &token, Some(body))).await;
    assert_eq!(stated.status, StatusCode::NO_CONTENT, "{}", stated.body);
    let group = instance.send(call("GET", &format!("{place}/group"), &token, None)).await;
    let group: Value = serde_json::from_str(&group.body).unwrap();
    assert_eq!(group["control_country"], "AT");
    assert_eq!(group["statements"][1]["source"], "rapport annuel 2020");
    assert_eq!(group["organisations"][0]["name"], "Thermalis Holding AG");
    instance.finish_jobs().await;
}
