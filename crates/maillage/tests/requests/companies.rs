//! The list of companies: narrowed, sorted and kept by its address.

use axum::http::StatusCode;
use serde_json::Value;

use maillage::reference::activities::load_at_start;

use super::client::{Instance, call};

/// The names that a page of the list shows, in their order.
fn names(page: &str) -> Vec<&str> {
    page.split("<th scope=\"row\"><a href=\"/companies/")
        .skip(1)
        .map(|line| line.split('>').nth(1).and_then(|rest| rest.split('<').next()).unwrap_or_default())
        .collect()
}

async fn narrowed(instance: &Instance) {
    let mut claire = instance.persona("Claire Vidal").await;
    let all = claire.get("/companies").await.body;
    assert!(names(&all).len() > 5, "{all}");
    let czech = claire.get("/companies?country=CZ").await.body;
    assert_eq!(names(&czech), ["Moravia Valves a.s.", "Ostrava Thermal s.r.o."], "{czech}");
    assert!(czech.contains("href=\"/companies\" aria-label=\"Retirer"), "{czech}");
    let both = claire.get("/companies?country=CZ&country=NO").await.body;
    assert!(names(&both).len() > 2 && names(&both).contains(&"Halvorsen Batteries AS"), "{both}");
    // Nothing was said yet with a company just added: it comes first, and is silent.
    claire.post("/companies", &[("name", "Zarzuela Muda SL"), ("country", "ES")]).await;
    let silent = claire.get("/companies?sort=silent").await.body;
    assert!(names(&silent).iter().take(8).any(|name| *name == "Zarzuela Muda SL"), "{silent}");
    let silent = claire.get("/companies?silent=365&country=ES").await.body;
    assert_eq!(names(&silent), ["Zarzuela Muda SL"], "{silent}");
    let id: String = instance.one("select id from organisation where name = 'Zarzuela Muda SL'").await;
    let said = [("channel", "call"), ("summary", "x"), ("next_step", "y"), ("next_due", "fin juin 2199")];
    claire.post(&format!("/companies/{id}/interactions"), &said).await;
    let silent = claire.get("/companies?silent=365&country=ES").await.body;
    assert!(names(&silent).is_empty() && silent.contains("Aucune entreprise ainsi"), "{silent}");
    for (query, there) in
        [("due=any", true), ("due=late", false), ("due=week", false), ("due=none", false), ("by=me", true)]
    {
        let page = claire.get(&format!("/companies?country=ES&{query}")).await.body;
        assert_eq!(names(&page).contains(&"Zarzuela Muda SL"), there, "{query}: {page}");
    }
    let unread = claire.get("/companies?sort=name&sort=silent").await;
    assert_eq!(unread.status, StatusCode::BAD_REQUEST);
    let moon = claire.get("/companies?country=MOON&silent=31").await.body;
    assert_eq!(names(&moon).len(), names(&claire.get("/companies").await.body).len());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn companies_are_narrowed_and_sorted_on_sqlite() {
    narrowed(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn companies_are_narrowed_and_sorted_on_postgres() {
    narrowed(&Instance::postgres().await).await;
}

/// Every page in turn, each company once, in either order, by the API; a value that nobody knows is refused there.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_company_is_on_one_page_of_the_api() {
    let instance = Instance::sqlite().await;
    let token = instance.token("claire.vidal@provence.example", false).await;
    for sort in ["name", "silent"] {
        let (mut cursor, mut seen) = (String::new(), Vec::new());
        loop {
            let path = format!("/api/v1/companies?limit=3&sort={sort}{cursor}");
            let page = instance.send(call("GET", &path, &token, None)).await;
            let page: Value = serde_json::from_str(&page.body).unwrap();
            seen.extend(page["items"].as_array().unwrap().iter().map(|one| one["id"].to_string()));
            let Some(next) = page["next"].as_str() else { break };
            let next: String = serde_html_form::to_string([("cursor", next)]).unwrap();
            cursor = format!("&{next}");
        }
        let read = seen.len();
        seen.sort();
        seen.dedup();
        assert!(seen.len() == read && read > 6, "{sort}: {read}");
    }
    for wrong in ["country=ZZ", "silent=31", "due=moon", "by=x", "sort=y"] {
        let refused = instance.send(call("GET", &format!("/api/v1/companies?{wrong}"), &token, None)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
    }
}

/// A list is kept under a name, as that of projects is.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_of_companies_is_saved() {
    let instance = Instance::sqlite().await;
    let mut claire = instance.persona("Claire Vidal").await;
    let url = "/companies?country=CZ&column=control&column=last";
    let page = claire.get(url).await.body;
    assert!(page.contains("Pays de contrôle</th>") && !page.contains("Ville et pays</th>"), "{page}");
    let saved = claire.post("/views", &[("view_url", url), ("view_name", "Tchèques")]).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let page = claire.get("/companies").await.body;
    assert!(
        page.contains("href=\"/companies?country=CZ&#38;column=control&#38;column=last\"")
            || page.contains("Tchèques"),
        "{page}"
    );
}

/// A company says what it does by a code of the French nomenclature, with its label; a code that is none is refused.
async fn classed(instance: &Instance) {
    load_at_start(&instance.database).await.unwrap();
    let mut claire = instance.persona("Claire Vidal").await;
    let company = |code| [("name", "Alizé Froid SAS"), ("country", "FR"), ("activity_code", code)];
    let refused = claire.post("/companies", &company("9999Z")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("n’est pas un code de la nomenclature"), "{}", refused.body);
    let added = claire.post("/companies", &company("2825z")).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    let sheet = added.location.unwrap();
    let sheet = sheet.split('?').next().unwrap();
    let page = claire.get(sheet).await.body;
    assert!(page.contains("/activities?code=28.25Z") && page.contains("aérauliques"), "{page}");
    assert!(page.contains("NAF rév.\u{a0}2") || page.contains("NAF rév. 2"), "{page}");
    assert!(claire.get("/search?q=aeraulique").await.body.contains("Alizé Froid SAS"));
    let token = instance.token("claire.vidal@provence.example", false).await;
    let json = instance.send(call("GET", &format!("/api/v1{sheet}"), &token, None)).await.body;
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["activity_code"], "naf-rev2:28.25Z", "{json}");
    // An edit of something else keeps it; emptied, it is gone.
    let edit =
        |code| [("version", "1"), ("name", "Alizé Froid SAS"), ("country", "FR"), ("activity_code", code)];
    let changed = claire.post(&format!("{sheet}/edit"), &edit("")).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.body);
    assert!(!claire.get(sheet).await.body.contains("28.25Z"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_company_bears_a_code_of_activity_on_sqlite() {
    classed(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_company_bears_a_code_of_activity_on_postgres() {
    classed(&Instance::postgres().await).await;
}
