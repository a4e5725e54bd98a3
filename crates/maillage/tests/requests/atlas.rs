//! Perimeters and assets sheets, on the real edition.

use axum::http::StatusCode;
use maillage::reference::territories::{TerritoryKind, outlines, plant};
use serde_json::{Value, json};

use super::client::{Instance, call, call_with, hidden};

/// Within the budget that every page has.
async fn within_budget(instance: &Instance, persona: &mut super::client::Persona<'_>, path: &str) -> String {
    let before = instance.database.statements();
    let answer = persona.get(path).await;
    let run = instance.database.statements() - before;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
    assert!(run <= 12, "{path}: {run} statements");
    answer.body
}

/// What documents name stays as an edition says it, and a grouping of communes says over which départements and régions it lies.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_territory_that_a_document_names_keeps_its_figures() {
    let instance = Instance::drawn_on_sqlite().await;
    let named = [(TerritoryKind::Commune, "13055", "Marseille")];
    instance.database.write(move |tx| plant(tx, &named)).await.unwrap();
    let mut claire = instance.persona("Claire Vidal").await;
    let marseille = claire.get("/territories/commune-13055").await.body;
    assert!(marseille.contains("COG 2026"), "{marseille}");
    let straddling = claire.get("/territories/epci-200040681").await.body;
    for text in [">Vaucluse</a>", ">Drôme</a>", "(à cheval)", ">Auvergne-Rhône-Alpes</a>"] {
        assert!(straddling.contains(text), "{text}: {straddling}");
    }
}

/// S4-08, S4-09: a perimeter straddles régions, is drawn, changes by versions, and says what it is made of on a day.
async fn a_perimeter_is_drawn_and_changes(instance: &Instance) {
    let mut claire = instance.persona("Claire Vidal").await;
    let id: String = instance.one("select id from perimeter where name = 'Vaucluse'").await;
    let path = format!("/perimeters/{id}");
    let sheet = within_budget(instance, &mut claire, &path).await;
    for text in [
        "sur 2 départements et 2 régions",
        "en partie",
        "CA du Grand Avignon",
        "(COG 2026)",
        "<path",
        "data-map=",
    ] {
        assert!(sheet.contains(text), "{text}: {sheet}");
    }
    let list = within_budget(instance, &mut claire, "/perimeters").await;
    assert!(list.contains("Nord Franche-Comté") && list.contains("Provence Promotion"), "{list}");
    let map = claire.get(&format!("{path}/outline.json")).await;
    let shapes: Value = serde_json::from_str(&map.body).unwrap();
    let roles: Vec<&str> = shapes["features"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["properties"]["role"].as_str().unwrap())
        .collect();
    assert!(["around", "part", "whole"].iter().all(|role| roles.contains(role)), "{roles:?}");
    let territory = within_budget(instance, &mut claire, "/territories/commune-84007").await;
    assert!(territory.contains(&format!("href=\"{path}\"")), "{territory}");
    // The page of a whole of which it holds a part says so.
    for part in ["departement-30", "region-76"] {
        let page = within_budget(instance, &mut claire, &format!("/territories/{part}")).await;
        let link = page.split(&format!("href=\"{path}\"")).nth(1).expect(part);
        assert!(link.split("</li>").next().unwrap().contains("périmètre, en partie"), "{part}: {page}");
    }

    // The list of the last version, with one grouping less and the name of a commune that is looked for.
    let members = "200040442\n248400293\n248400319";
    let found = claire
        .post(
            &format!("{path}/versions"),
            &[("version", "1"), ("members", members), ("find", "arles"), ("step", "find")],
        )
        .await;
    assert!(found.status == StatusCode::OK && found.body.contains("value=\"13004 Arles\""), "{}", found.body);
    let ticked = claire
        .post(
            &format!("{path}/versions"),
            &[("version", "1"), ("members", members), ("add", "13004 Arles"), ("step", "add")],
        )
        .await;
    assert!(ticked.body.contains("248400319\n13004 Arles</textarea>"), "{}", ticked.body);
    let refused = claire
        .post(&format!("{path}/versions"), &[("version", "1"), ("from", "2020"), ("members", "01039\n99999")])
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("La dernière version commence le"), "{}", refused.body);
    let refused = claire
        .post(
            &format!("{path}/versions"),
            &[("version", "1"), ("from", "2026"), ("members", "01039\n99999\nArles")],
        )
        .await;
    assert!(refused.body.contains("Ligne 3") && !refused.body.contains("Ligne 1"), "{}", refused.body);
    let refused = claire
        .post(&format!("{path}/versions"), &[("version", "1"), ("from", "2026"), ("members", "01039\n99999")])
        .await;
    assert!(
        refused.body.contains("01138 Culoz-Béon")
            && refused.body.contains("aucun territoire ne porte le code 99999"),
        "{}",
        refused.body
    );

    let sent = [
        ("version", "1"),
        ("from", "01/06/2026"),
        ("note", "Sans le Grand Avignon"),
        ("members", "200040442\n248400293\n248400319\n13004"),
    ];
    let saved = claire.post(&format!("{path}/versions"), &sent).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let stale = claire.post(&format!("{path}/versions"), &sent).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    let second = within_budget(instance, &mut claire, &path).await;
    for text in [
        "Sans le Grand Avignon",
        "Par rapport à la version 1",
        "Ajoutée",
        ">Arles</a>",
        "Retirée",
        ">Avignon</a>",
    ] {
        assert!(second.contains(text), "{text}: {second}");
    }
    let before = claire.get(&format!("{path}?at=fin+2025")).await.body;
    assert!(before.contains("248400251") || before.contains("CA du Grand Avignon"), "{before}");
    assert!(!before.contains("Par rapport à"), "{before}");
}

/// S0-19: an assets sheet is written, shown on its territory's page to those who may see it, shared and taken back.
async fn an_assets_sheet_is_written_and_shared(instance: &Instance) {
    let mut claire = instance.persona("Claire Vidal").await;
    let mut marc = instance.persona("Marc Lenoir").await;
    let facts = [("name", "Atouts d’Arles"), ("visibility", "owner"), ("territory", "13004")];
    let made = claire.post("/asset-sheets", &facts).await;
    let path = made.location.unwrap().split('?').next().unwrap().to_owned();
    let item = [
        ("version", "1"),
        ("theme", "infrastructure"),
        ("authentic", "fr"),
        ("text_fr", "Quai fluvial"),
        ("figure", "près de 300 m"),
        ("stated", "2025"),
        ("source", "Port"),
    ];
    let undated: Vec<(&str, &str)> = item.iter().filter(|(name, _)| *name != "stated").copied().collect();
    let refused = claire.post(&format!("{path}/items"), &undated).await;
    assert!(refused.body.contains("Un chiffre se date."), "{}", refused.body);
    assert_eq!(claire.post(&format!("{path}/items"), &item).await.status, StatusCode::SEE_OTHER);
    let sheet = within_budget(instance, &mut claire, &path).await;
    for text in ["Quai fluvial", "près de 300", "2025", "Infrastructures", ">Arles</a>"] {
        assert!(sheet.contains(text), "{text}: {sheet}");
    }
    let arles = "/territories/commune-13004";
    assert!(within_budget(instance, &mut claire, arles).await.contains("Atouts d’Arles"));
    assert!(!marc.get(arles).await.body.contains("Atouts d’Arles"));
    assert_eq!(marc.get(&path).await.status, StatusCode::NOT_FOUND);
    let choose: String = instance.one("select id from organisation where name = 'Choose Paris Region'").await;
    let shared = claire
        .post(
            &format!("{path}/grants"),
            &[("organisation", choose.as_str()), ("level", "read"), ("reason", "offre commune")],
        )
        .await;
    assert_eq!(shared.status, StatusCode::SEE_OTHER, "{}", shared.body);
    assert!(marc.get(&path).await.body.contains("Quai fluvial"));
    assert!(marc.get(arles).await.body.contains("Atouts d’Arles"));
    marc.post("/language", &[("language", "en"), ("back", "/")]).await;
    let english = marc.get(&path).await.body;
    assert!(english.contains("lang=\"fr\">Quai fluvial"), "{english}");
    let grants = claire.get(&format!("{path}/grants")).await.body;
    let grant =
        grants.rsplit("/grants/").find_map(|part| part.split_once("/revocation")).unwrap().0.to_owned();
    let taken = claire.post(&format!("{path}/grants/{grant}/revocation"), &[]).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER);
    assert_eq!(marc.get(&path).await.status, StatusCode::NOT_FOUND);
    let edit = claire
        .post(
            &format!("{path}/edit"),
            &[
                ("version", "2"),
                ("name", "Atouts d’Arles"),
                ("visibility", "network"),
                ("territory", "13004"),
            ],
        )
        .await;
    assert_eq!(edit.status, StatusCode::SEE_OTHER, "{}", edit.body);
    assert_eq!(marc.get(&path).await.status, StatusCode::OK);
}

/// S4-08: a perimeter of municipal arrondissements counts their people once and tells them from communes; one that begins
/// before any composition is known says which stands for it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_perimeter_tells_what_it_counts() {
    let instance = Instance::drawn_on_sqlite().await;
    let mut claire = instance.persona("Claire Vidal").await;
    let draw = async |claire: &mut super::client::Persona<'_>, name: &str, from: &str, members: &str| {
        let sent = [("name", name), ("visibility", "owner"), ("from", from), ("members", members)];
        let made = claire.post("/perimeters", &sent).await;
        let path =
            made.location.unwrap_or_else(|| panic!("{}", made.body)).split('?').next().unwrap().to_owned();
        within_budget(&instance, claire, &path).await
    };
    let thirteen = draw(&mut claire, "Treize", "2026-06-01", "13\n13202").await;
    for text in ["<dd>119", "2\u{a0}087\u{a0}658 (COG 2026)", "2\u{a0}: grande ville (1\u{a0}%)"] {
        assert!(thirteen.contains(text), "{text}: {thirteen}");
    }
    assert!(!thirteen.contains("n’est pas connue"), "{thirteen}");
    let east = draw(&mut claire, "Est", "2026-06-01", "75112\n75120\n94033").await;
    for text in [
        "<dd>1 et 2 arrondissements municipaux",
        "376\u{a0}921 (COG 2026)",
        "1\u{a0}: ville moyenne",
        "2 arrondissements sur 20",
        "0 sur 1",
    ] {
        assert!(east.contains(text), "{text}: {east}");
    }
    let list = within_budget(&instance, &mut claire, "/perimeters").await;
    assert!(list.contains("2 arrondissements municipaux"), "{list}");
    let twelfth = within_budget(&instance, &mut claire, "/territories/arrondissement-75112").await;
    assert!(twelfth.contains(">Est</a>"), "{twelfth}");
    let old = draw(&mut claire, "Ancien", "2019", "200054807\n13").await;
    assert!(
        old.contains("La composition de 2 territoires choisis n’est pas connue le 1er\u{a0}janvier 2019"),
        "{old}"
    );
    let one = draw(&mut claire, "Moins ancien", "2025", "200054807\n13").await;
    assert!(one.contains("La composition d’un territoire choisi n’est pas connue"), "{one}");
}

/// A perimeter and a sheet are shown to a circle; whoever is shown a card alone finds it in the list, by search, and is not
/// told what it holds.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_perimeter_is_shown_to_a_circle() {
    let instance = Instance::drawn_on_sqlite().await;
    let mut claire = instance.persona("Claire Vidal").await;
    let mut nadia = instance.persona("Nadia Karam").await;
    let mut marc = instance.persona("Marc Lenoir").await;
    let founded = [("name", "Corridor du Rhône"), ("purpose", "Fret"), ("admission", "open")];
    let circle =
        nadia.post("/circles", &founded).await.location.unwrap().split('?').next().unwrap().to_owned();
    let mut james = instance.persona("James Whitfield").await;
    let sent = [("name", "Delta"), ("visibility", "owner"), ("from", "2026-06-01"), ("members", "13004")];
    let perimeter =
        claire.post("/perimeters", &sent).await.location.unwrap().split('?').next().unwrap().to_owned();
    let sheet = [("name", "Atouts du delta"), ("visibility", "owner"), ("territory", "13004")];
    let sheet =
        claire.post("/asset-sheets", &sheet).await.location.unwrap().split('?').next().unwrap().to_owned();
    let id = circle.trim_start_matches("/circles/");
    let form = claire.get(&format!("{perimeter}/grants")).await.body;
    assert!(form.contains("Cercle Corridor du Rhône"), "{form}");
    for path in [&perimeter, &sheet] {
        let shown = [("organisation", id), ("level", "card"), ("reason", "fret")];
        let answer = claire.post(&format!("{path}/grants"), &shown).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let told = claire.get(&answer.location.unwrap()).await.body;
        assert!(told.contains("Fiche montrée.") && !told.contains("Projet montré"), "{told}");
        assert_eq!(marc.get(path).await.status, StatusCode::NOT_FOUND, "he is not in it");
    }
    assert!(!marc.get("/perimeters").await.body.contains("Delta"));
    let asked = marc.post(&format!("{circle}/requests"), &[("by_name", "yes")]).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.body);
    let joined = instance.one::<i64>("select count(*) from circle_member where state = 'in'").await;
    assert_eq!(joined, 2);
    let list = marc.get("/perimeters").await.body;
    assert!(list.contains(">Delta</a>") && list.contains("la carte seule"), "{list}");
    assert!(marc.get("/asset-sheets").await.body.contains("Atouts du delta"));
    assert!(marc.get("/search?q=delta").await.body.contains(&format!("href=\"{perimeter}\"")));
    let arles = marc.get("/territories/commune-13004").await.body;
    assert!(!arles.contains(">Delta</a>"), "its card does not say what it holds: {arles}");
    let token = instance.token("marc.lenoir@choose.example", false).await;
    let listed = instance.send(call("GET", "/api/v1/perimeters", &token, None)).await.body;
    let listed: Value = serde_json::from_str(&listed).unwrap();
    let delta = listed["items"].as_array().unwrap().iter().find(|one| one["name"] == "Delta").unwrap();
    assert_eq!((&delta["communes"], &delta["valid_from"]), (&Value::Null, &Value::Null));
    assert!(james.get("/search?q=corridor").await.body.contains(&circle), "a circle is found by its name");
}

/// S3-03: territories are found from the one box, after the records.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn territories_are_found_from_the_one_box() {
    let instance = Instance::drawn_on_sqlite().await;
    let mut claire = instance.persona("Claire Vidal").await;
    for (asked, page) in [
        ("arles", "/territories/commune-13004\">Arles (13004)<"),
        ("75112", "/territories/arrondissement-75112\">Paris 12e Arrondissement (75112)<"),
        ("londres", "/territories/city-2643743\">London (Royaume-Uni)<"),
        ("01059", "/territories/commune-01453\">"),
    ] {
        let found = within_budget(&instance, &mut claire, &format!("/search?q={asked}")).await;
        assert!(found.contains(page), "{asked}: {found}");
    }
    let token = instance.token("claire.vidal@provence.example", false).await;
    let found = instance.send(call("GET", "/api/v1/search?q=vaucluse", &token, None)).await.body;
    let found: Value = serde_json::from_str(&found).unwrap();
    let kinds: Vec<&str> =
        found["items"].as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap()).collect();
    assert!(kinds.first() != Some(&"territory") && kinds.last() == Some(&"territory"), "{kinds:?}");
}

/// The form of a sheet shows its own name, keeps what was typed when it refuses, and saved as it is changes nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_form_of_a_sheet_shows_what_is_there() {
    let instance = Instance::drawn_on_sqlite().await;
    let mut claire = instance.persona("Claire Vidal").await;
    let name = |page: &str| hidden(page, "name");
    let new = claire.get("/asset-sheets/new?territory=commune-13004").await.body;
    assert_eq!((name(&new), hidden(&new, "territory")), (None, Some("commune-13004".into())));
    let typed = [("name", "Atouts d’Arles"), ("visibility", "owner"), ("territory", "")];
    let refused = claire.post("/asset-sheets", &typed).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(name(&refused.body).as_deref(), Some("Atouts d’Arles"));
    let typed = [("name", "Atouts d’Arles"), ("visibility", "owner"), ("territory", "commune-13004")];
    let made = claire.post("/asset-sheets", &typed).await;
    let path = made.location.unwrap().split('?').next().unwrap().to_owned();
    let form = claire.get(&format!("{path}/edit")).await.body;
    let [shown, territory, version] =
        ["name", "territory", "version"].map(|field| hidden(&form, field).unwrap());
    let saved =
        [("name", shown.as_str()), ("visibility", "owner"), ("territory", &territory), ("version", &version)];
    assert_eq!(claire.post(&format!("{path}/edit"), &saved).await.status, StatusCode::SEE_OTHER);
    assert!(claire.get(&path).await.body.contains("<h1>Atouts d’Arles</h1>"));
}

/// The same by the API, with a composition at a day.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn perimeters_and_sheets_by_the_api() {
    let instance = Instance::drawn_on_sqlite().await;
    let token = instance.token("claire.vidal@provence.example", true).await;
    let ask = async |path: &str| {
        let answer = instance.send(call("GET", path, &token, None)).await;
        (answer.status, serde_json::from_str::<Value>(&answer.body).unwrap())
    };
    let body = json!({"name": "Fensch", "from": "2025-06-01", "members": "245701222"});
    let made = instance
        .send(call_with("POST", "/api/v1/perimeters", &token, &[("idempotency-key", "fensch")], &body))
        .await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    let made: Value = serde_json::from_str(&made.body).unwrap();
    assert_eq!(
        (made["communes"].as_array().unwrap().len(), &made["members"][0]["communes"]),
        (10, &json!(10))
    );
    let again = instance
        .send(call_with("POST", "/api/v1/perimeters", &token, &[("idempotency-key", "fensch")], &body))
        .await;
    assert_eq!(serde_json::from_str::<Value>(&again.body).unwrap()["id"], made["id"]);
    let (_, list) = ask("/api/v1/perimeters?limit=2").await;
    assert_eq!(list["items"].as_array().unwrap().len(), 2);
    let next = list["next"].as_str().unwrap().replace(' ', "%20");
    assert_eq!(
        ask(&format!("/api/v1/perimeters?limit=2&cursor={next}")).await.1["items"].as_array().unwrap().len(),
        1
    );
    let id = made["id"].as_str().unwrap();
    assert_eq!(ask(&format!("/api/v1/perimeters/{id}?at=hier")).await.0, StatusCode::UNPROCESSABLE_ENTITY);
    let (_, sheets) = ask("/api/v1/asset-sheets").await;
    let sheet = sheets["items"].as_array().unwrap().iter().find(|sheet| sheet["fictitious"] == true).unwrap();
    let (_, sheet) = ask(&format!("/api/v1/asset-sheets/{}", sheet["id"].as_str().unwrap())).await;
    assert_eq!(
        (&sheet["items"][0]["figure"], &sheet["items"][0]["authentic"]),
        (&json!("près de 12 km"), &json!("fr"))
    );
}

/// A map is asked again with its tag, and sent again only when it changed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn outlines_are_kept_by_who_asked() {
    let instance = Instance::drawn_on_sqlite().await;
    let mut claire = instance.persona("Claire Vidal").await;
    let map = claire.get("/territories/epci-200054807/outline.json?at=2026-06-01").await;
    let header =
        |name: &str| map.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
    assert!(header("etag").is_some(), "{:?}", map.headers);
    assert_eq!(header("content-type").as_deref(), Some("application/geo+json"));
    for (path, status) in [
        ("/territories/region-93/outline.json", StatusCode::OK),
        ("/territories/city-2643743/outline.json", StatusCode::OK),
        ("/territories/commune-99999/outline.json", StatusCode::NOT_FOUND),
        ("/territories/x/outline.json", StatusCode::NOT_FOUND),
    ] {
        assert_eq!(claire.get(path).await.status, status, "{path}");
    }
    let region = claire.get("/territories/region-93").await.body;
    assert!(region.contains("Admin Express") && region.contains("<path class=\"whole\""), "{region}");
    assert!(outlines::refresh_at_start(&instance.database).await.unwrap().is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_perimeter_is_drawn_and_changes_on_sqlite() {
    a_perimeter_is_drawn_and_changes(&Instance::drawn_on_sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_perimeter_is_drawn_and_changes_on_postgres() {
    a_perimeter_is_drawn_and_changes(&Instance::drawn_on_postgres().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_assets_sheet_is_written_and_shared_on_sqlite() {
    an_assets_sheet_is_written_and_shared(&Instance::drawn_on_sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_assets_sheet_is_written_and_shared_on_postgres() {
    an_assets_sheet_is_written_and_shared(&Instance::drawn_on_postgres().await).await;
}
