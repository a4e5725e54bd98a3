//! The pages of territories, on the real edition.

use axum::http::StatusCode;
use serde_json::Value;

use super::client::{Instance, call};

/// S4-08, S4-09: a commune is found by what people know of it, says what it is part of, and when; a grouping says what it was
/// made of on a day.
async fn a_territory_is_found_and_looked_at(instance: &Instance) {
    let mut claire = instance.persona("Claire Vidal").await;
    for asked in ["arles", "13200", "13004", "211300041"] {
        let found = claire.get(&format!("/territories?q={asked}")).await.body;
        assert!(found.contains("href=\"/territories/commune-13004\""), "{asked}: {found}");
    }
    let london = claire.get("/territories?q=londres").await.body;
    assert!(london.contains(">London</a>") && london.contains("Royaume-Uni"), "{london}");
    let none = claire.get("/territories?q=zzyzx").await;
    assert!(none.body.contains("Aucun territoire pour «\u{a0}zzyzx\u{a0}»"), "{}", none.body);

    let arles = claire.get("/territories/commune-13004").await.body;
    for text in ["ville moyenne", "13200", "Bouches-du-Rhône", "COG 2026"] {
        assert!(arles.contains(text), "{text}: {arles}");
    }
    let list = claire.get("/territories?kind=departement").await.body;
    let next = list.split("rel=\"next\" href=\"").nth(1).unwrap().split('"').next().unwrap();
    let second = claire.get(&next.replace("&#38;", "&")).await.body;
    assert!(
        list.contains(">Ain</a>") && !second.contains(">Ain</a>") && second.contains(">Oise</a>"),
        "{second}"
    );

    let fensch = "/territories/epci-245701222";
    let gone = claire.get(fensch).await.body;
    assert!(gone.contains("n’existe plus depuis le 1er"), "{gone}");
    assert!(gone.contains("Rien n’en fait partie ce jour-là"), "{gone}");
    let before = claire.get(&format!("{fensch}?at=fin+2025")).await.body;
    assert!(before.contains("10 territoires le 31") && before.contains(">Fameck</a>"), "{before}");
    let fault = claire.get(&format!("{fensch}?at=un+jour")).await;
    assert_eq!(fault.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(fault.body.contains("Date non comprise."), "{}", fault.body);
    for path in ["/territories/commune-99999", "/territories/canton-1", "/territories/x"] {
        assert_eq!(claire.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    claire.post("/language", &[("language", "en"), ("back", fensch)]).await;
    let english = claire.get(&format!("{fensch}?at=2025")).await.body;
    assert!(english.contains("10 territories on") && english.contains("has not existed since"), "{english}");
}

/// Paris, Lyon and Marseille are counted once: their arrondissements are of a kind of their own, part of their commune.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_arrondissement_is_part_of_its_commune() {
    let instance = Instance::drawn_on_sqlite().await;
    let mut claire = instance.persona("Claire Vidal").await;
    for (path, texts) in [
        ("/territories/departement-75", vec!["un territoire le", "2\u{a0}103\u{a0}778 habitants"]),
        ("/territories/departement-13", vec!["119 territoires le", "2\u{a0}087\u{a0}658 habitants"]),
        (
            "/territories/commune-13055",
            vec!["16 territoires le", "Marseille 2e Arrondissement", "grande ville"],
        ),
        ("/territories/arrondissement-75101", vec!["Arrondissement municipal", "commune-75056\">Paris</a>"]),
        ("/territories/commune-75101", vec!["Arrondissement municipal"]),
        ("/territories?q=13202", vec!["arrondissement-13202\">Marseille 2e Arrondissement</a>"]),
        (
            "/territories",
            vec!["Communes <span class=\"m-mute\">34\u{a0}969", "municipaux <span class=\"m-mute\">45<"],
        ),
    ] {
        let page = claire.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        for text in texts {
            assert!(page.body.contains(text), "{path}, {text}: {}", page.body);
        }
    }
    let first = claire.get("/territories/arrondissement-75101").await.body;
    assert!(!first.contains("petite ville") && !first.contains("id=\"t-parts\""), "{first}");
    let map = claire.get("/territories/arrondissement-75101/outline.json").await.body;
    assert!(map.contains("\"Point\"") && map.contains("\"name\":\"Paris\""), "{map}");
    assert!(!claire.get("/territories/commune-13004").await.body.contains("id=\"t-parts\""));
}

/// What a territory was made of before the data say it is not asserted, on the page, on its map, in the API; the people of an
/// older composition are those of today, and it is said.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_older_composition_is_not_known() {
    let instance = Instance::drawn_on_sqlite().await;
    let mut claire = instance.persona("Claire Vidal").await;
    for (path, known) in [
        ("/territories/epci-200054807?at=2010", "1er\u{a0}janvier 2025"),
        ("/territories/epci-200069052?at=1850", "1er\u{a0}janvier 2025"),
        ("/territories/region-84?at=2000", "1er\u{a0}janvier 2026"),
        ("/territories/commune-75056?at=2000", "1er\u{a0}janvier 2026"),
    ] {
        let page = claire.get(path).await.body;
        assert!(page.contains("Composition non connue le"), "{path}: {page}");
        assert!(page.contains(&format!("La composition est connue à partir du {known}.")), "{path}: {page}");
        assert!(!page.contains("territoires le"), "{path}: {page}");
    }
    let aix = "/territories/epci-200054807";
    let before = claire.get(&format!("{aix}?at=31/12/2025")).await.body;
    assert!(
        before.contains("92 territoires le 31") && before.contains("habitants aujourd’hui (COG 2026)"),
        "{before}"
    );
    let today = claire.get(aix).await.body;
    assert!(today.contains("habitants (COG 2026)") && !today.contains("aujourd’hui (COG"), "{today}");
    let parts = async |claire: &mut super::client::Persona<'_>, day: &str| {
        claire.get(&format!("{aix}/outline.json?at={day}")).await.body.matches("\"part\"").count()
    };
    assert_eq!((parts(&mut claire, "2010-01-01").await, parts(&mut claire, "2025-06-01").await), (0, 92));
    let token = instance.token("claire.vidal@provence.example", false).await;
    let ask = async |path: String| {
        let answer = instance.send(call("GET", &path, &token, None)).await;
        serde_json::from_str::<Value>(&answer.body).unwrap()
    };
    let old = ask(format!("/api/v1{aix}?at=2010-12-31")).await;
    assert_eq!((&old["made_of"], &old["known_from"]), (&Value::Null, &"2025-01-01".into()));
    // Two sources, each named.
    let belfort = claire.get("/territories/epci-200069052").await.body;
    for text in
        ["liste des groupements de la DGCL", "101\u{a0}451 selon la liste", "101\u{a0}725 en additionnant"]
    {
        assert!(belfort.contains(text), "{text}: {belfort}");
    }
}

/// S4-08: a commune that merged is found by its code and its name, keeps a page, and tells which commune holds it now.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_commune_that_merged_leads_to_the_one_that_holds_it() {
    let instance = Instance::drawn_on_sqlite().await;
    let mut claire = instance.persona("Claire Vidal").await;
    let page = claire.get("/territories/commune-01059").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    for text in ["<h1>Brénaz</h1>", "href=\"/territories/commune-01453\"", "tenu aujourd’hui par 01453"] {
        assert!(page.body.contains(text), "{text}: {}", page.body);
    }
    let unnamed = claire.get("/territories/commune-01003").await.body;
    assert!(unnamed.contains("<h1>Ancienne commune 01003</h1>"), "{unnamed}");
    for asked in ["01059", "br%C3%A9naz"] {
        let found = claire.get(&format!("/territories?q={asked}")).await.body;
        assert!(found.contains("href=\"/territories/commune-01453\""), "{asked}: {found}");
    }
    let found = claire.get("/territories?q=01059").await.body;
    assert!(found.contains("href=\"/territories/commune-01059\"") && found.contains("a fusionné"), "{found}");
    assert!(!claire.get("/territories?q=01453").await.body.contains("a fusionné"));

    // In the fields where a territory is typed.
    let own: String = instance.one("select id from organisation where name = 'Provence Promotion'").await;
    let mut nadia = instance.persona("Nadia Karam").await;
    let competent = nadia.post(&format!("/organisations/{own}/competences"), &[("territory", "01059")]).await;
    assert_eq!(competent.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", competent.body);
    let sheet = [("name", "Atouts"), ("visibility", "owner"), ("territory", "01059 Brénaz")];
    let written = claire.post("/asset-sheets", &sheet).await;
    for refused in [competent, written] {
        let told = "La commune 01059 a fusionné. Écrivez 01453 Arvière-en-Valromey à sa place.";
        assert!(refused.body.contains(told), "{}", refused.body);
    }
    let accepted = nadia.post(&format!("/organisations/{own}/competences"), &[("territory", "75112")]).await;
    assert_eq!(accepted.status, StatusCode::SEE_OTHER, "{}", accepted.body);

    let token = instance.token("claire.vidal@provence.example", false).await;
    let ask = async |path: &str| {
        let answer = instance.send(call("GET", path, &token, None)).await;
        serde_json::from_str::<Value>(&answer.body).unwrap()
    };
    let merged = ask("/api/v1/territories/commune-01059").await;
    assert_eq!((&merged["name"], &merged["merged_into"]), (&"Brénaz".into(), &"commune-01453".into()));
    let found = ask("/api/v1/territories?q=01059").await;
    assert_eq!(
        (&found["items"][0]["id"], &found["former"]["merged_into"]),
        (&"commune-01453".into(), &"commune-01453".into())
    );
}

/// A commune that an edition ended is told with its end wherever a territory is needed that still is.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_territory_that_ended_is_not_taken_for_one_that_is() {
    let instance = Instance::drawn_on_sqlite().await;
    let mut claire = instance.persona("Claire Vidal").await;
    let sheet = [("name", "Atouts"), ("visibility", "owner"), ("territory", "245701222")];
    let refused = claire.post("/asset-sheets", &sheet).await;
    assert!(
        refused.body.contains("n’existe plus depuis le 1er\u{a0}janvier 2026. Écrivez ce qui lui succède."),
        "{}",
        refused.body
    );
}

/// The same by the API, whose cursor leads from page to page.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_territory_is_found_by_the_api() {
    let instance = Instance::drawn_on_sqlite().await;
    let token = instance.token("claire.vidal@provence.example", false).await;
    let ask = async |path: &str| {
        let answer = instance.send(call("GET", path, &token, None)).await;
        (answer.status, serde_json::from_str::<Value>(&answer.body).unwrap())
    };
    let (_, found) = ask("/api/v1/territories?q=2A004").await;
    assert_eq!(found["items"][0]["name"], "Ajaccio");
    let (mut all, mut path) = (0, "/api/v1/territories?kind=departement&limit=50".to_owned());
    loop {
        let (_, page) = ask(&path).await;
        all += page["items"].as_array().unwrap().len();
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/api/v1/territories?kind=departement&limit=50&cursor={}", next.replace(' ', "%20"));
    }
    assert_eq!(all, 109);
    let (_, fensch) = ask("/api/v1/territories/epci-245701222?at=2025-12-31").await;
    assert_eq!(
        (fensch["made_of"].as_array().unwrap().len(), &fensch["valid_until"]),
        (10, &"2026-01-01".into())
    );
    let (_, today) = ask("/api/v1/territories/epci-245701222").await;
    assert_eq!(today["made_of"], serde_json::json!([]));
    let (_, arles) = ask("/api/v1/territories/commune-13004").await;
    assert_eq!((&arles["made_of"], &arles["merged_into"]), (&serde_json::json!([]), &Value::Null));
    for (path, status) in [
        ("/api/v1/territories?kind=canton", StatusCode::UNPROCESSABLE_ENTITY),
        ("/api/v1/territories/epci-245701222?at=hier", StatusCode::UNPROCESSABLE_ENTITY),
        ("/api/v1/territories/commune-99999", StatusCode::NOT_FOUND),
        ("/api/v1/territories/x", StatusCode::NOT_FOUND),
    ] {
        assert_eq!(ask(path).await.0, status, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_territory_is_found_and_looked_at_on_sqlite() {
    a_territory_is_found_and_looked_at(&Instance::drawn_on_sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_territory_is_found_and_looked_at_on_postgres() {
    a_territory_is_found_and_looked_at(&Instance::drawn_on_postgres().await).await;
}
