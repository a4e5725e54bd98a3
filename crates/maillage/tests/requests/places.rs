//! Where projects are: words that mean one territory place a project, on the map of those who read its location and on the
//! page of the territory (S4-09), and for nobody else.

use axum::http::StatusCode;
use serde_json::Value;

use super::client::{Instance, Persona, hidden};

async fn locate(who: &mut Persona<'_>, project: &str, location: &str) {
    let version = hidden(&who.get(&format!("/projects/{project}/edit")).await.body, "version").unwrap();
    let sent = [("version", version.as_str()), ("was_location", "ailleurs"), ("location", location)];
    let answer = who.post(&format!("/projects/{project}/edit"), &sent).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{location}: {}", answer.body);
}

/// The names of a map's features, by role.
fn drawn(body: &str, role: &str) -> Vec<String> {
    let shapes: Value = serde_json::from_str(body).unwrap();
    let features = shapes["features"].as_array().unwrap().iter();
    let own = features.filter(|one| one["properties"]["role"] == role);
    own.map(|one| one["properties"]["name"].as_str().unwrap().to_owned()).collect()
}

async fn a_project_is_placed_by_its_words(instance: &Instance) {
    let mut claire = instance.persona("Claire Vidal").await;
    let (cigale, restanque) = (instance.project("Cigale").await, instance.project("Restanque").await);
    let empty = claire.get("/projects?view=map").await.body;
    assert!(empty.contains("Aucun projet n’est placé") && !empty.contains("data-map="), "{empty}");

    locate(&mut claire, &cigale, "arles").await;
    locate(&mut claire, &restanque, "Saint-Denis").await;
    let sheet = claire.get(&format!("/projects/{cigale}")).await.body;
    assert!(sheet.contains("Placé sur la carte\u{a0}: Arles · Commune"), "{sheet}");
    assert!(sheet.contains("href=\"/territories/commune-13004\""), "{sheet}");
    let sheet = claire.get(&format!("/projects/{restanque}")).await.body;
    assert!(sheet.contains("Non placé sur la carte"), "several communes bear the name: {sheet}");
    let before = instance.database.statements();
    let map = claire.get("/projects?view=map").await.body;
    let run = instance.database.statements() - before;
    assert!(run <= 12, "{run} statements");
    for text in ["data-map=\"/projects/map.json?view=map\"", "<circle", "class=\"around\"", ">Arles</a>"] {
        assert!(map.contains(text), "{text}: {map}");
    }
    assert!(map.contains("href=\"/projects?view=list&#38;place=commune-13004\""), "{map}");
    let shapes = claire.get("/projects/map.json?view=map").await.body;
    assert_eq!(drawn(&shapes, "part"), ["Arles\u{a0}: un projet"]);
    assert_eq!(drawn(&shapes, "point"), ["Arles\u{a0}: un projet"]);
    assert!(drawn(&shapes, "around").contains(&"Gard".to_owned()));

    // What a number of the map opens is what it counts: what is known to be in a part is counted there.
    for (narrowed, held) in [("place=region-93", false), ("territory=region-93", true)] {
        let listed = claire.get(&format!("/projects?view=list&status=all&{narrowed}")).await.body;
        assert_eq!(listed.contains("Cigale"), held, "{narrowed}: {listed}");
    }

    // A territory holds what lies within it: the commune, its département, its région; and no other.
    locate(&mut claire, &restanque, "Saint-Denis (93)").await;
    for (territory, held) in [
        ("commune-13004", "Cigale"),
        ("departement-13", "Cigale"),
        ("region-93", "Cigale"),
        ("commune-93066", "Restanque"),
        ("region-11", "Restanque"),
    ] {
        let list = claire.get(&format!("/projects?view=list&territory={territory}")).await.body;
        let page = claire.get(&format!("/territories/{territory}")).await.body;
        for text in ["Cigale", "Restanque"] {
            let link = format!(">{text}</a>");
            assert_eq!(list.contains(&link), text == held, "{territory} {text}: {list}");
            assert_eq!(page.contains(&link), text == held, "{territory} {text}: {page}");
        }
    }
    let chip = claire.get("/projects?view=list&territory=departement-13").await.body;
    assert!(chip.contains("Territoire\u{a0}: Bouches-du-Rhône"), "{chip}");
    locate(&mut claire, &restanque, "").await;
    assert!(!claire.get("/territories/region-11").await.body.contains(">Restanque</a>"));

    // Who sees the card does not learn where it is, by any of these ways.
    let mut ines = instance.persona("Inès Morel").await;
    assert!(ines.get("/projects?view=list&status=all").await.body.contains(">Cigale</a>"));
    for path in [
        "/projects?view=list&status=all&territory=commune-13004",
        "/projects?view=map&status=all",
        "/territories/commune-13004",
        "/projects?status=all&territory=region-93",
    ] {
        let page = ines.get(path).await.body;
        assert!(!page.contains(">Cigale</a>") && !page.contains(">Arles</a>"), "{path}: {page}");
    }
    assert!(drawn(&ines.get("/projects/map.json").await.body, "part").is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_project_is_placed_by_its_words_on_sqlite() {
    a_project_is_placed_by_its_words(&Instance::drawn_on_sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_project_is_placed_by_its_words_on_postgres() {
    a_project_is_placed_by_its_words(&Instance::drawn_on_postgres().await).await;
}
