//! Organisations: added, changed, bound to others, numbered, by who may.

use axum::http::StatusCode;
use maillage::directory::{CATEGORIES, Family};

use super::client::{Instance, Persona, call};

const ANIMA: &[(&str, &str)] = &[
    ("name", "Agence des Calanques"),
    ("family", "attractiveness"),
    ("category", "agency"),
    ("country", "FR"),
    ("city", "Marseille"),
    ("audience", "network"),
    ("outlet", "Industrie Mag"),
    ("address", "https://industrie.example/calanques"),
    ("published", "mars 2019"),
];

fn with(fields: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    let kept = ANIMA.iter().filter(|(name, _)| fields.iter().all(|(other, _)| other != name));
    kept.chain(fields).copied().collect()
}

async fn add(who: &mut Persona<'_>, fields: &[(&'static str, &'static str)]) -> String {
    let added = who.post("/organisations", &with(fields)).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    let to = added.location.unwrap();
    to.split_once('?').unwrap().0.to_owned()
}

async fn a_partner_is_added_and_known(instance: Instance) {
    let mut claire = instance.persona("Claire Vidal").await;
    let sheet = add(&mut claire, &[]).await;
    let page = claire.get(&sheet).await.body;
    for shown in [
        "Agence d’attractivité",
        "href=\"/territories/commune-13055\"",
        "Industrie Mag, mars 2019",
        "https://industrie.example/calanques",
    ] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    // Another member sees it; it is found by its name; a second of the same name is asked about.
    let mut marc = instance.persona("Marc Lenoir").await;
    assert_eq!(marc.get(&sheet).await.status, StatusCode::OK);
    assert_eq!(marc.get(&format!("{sheet}/edit")).await.status, StatusCode::FORBIDDEN);
    assert!(
        marc.get("/organisations?scope=all&q=agence+des+cal").await.body.contains("Agence des Calanques")
    );
    assert!(!marc.get("/organisations?q=agence+des+cal").await.body.contains("Agence des Calanques"));
    let again = marc.post("/organisations", ANIMA).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.body.contains(&format!("href=\"{sheet}\"")), "{}", again.body);

    // Its numbers, names, links and territories.
    let post = async |who: &mut Persona<'_>, path: &str, fields: &[(&str, &str)]| {
        who.post(&format!("{sheet}/{path}"), fields).await
    };
    let wrong =
        post(&mut claire, "identifiers", &[("scheme", "FR-SIRET"), ("number", "552 100 554 00014")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("Ce SIRET n’existe pas"), "{}", wrong.body);
    for (path, fields) in [
        ("identifiers", &[("scheme", "XI-LEI"), ("number", "529900T8BM49AURSDO55")][..]),
        ("names", &[("other_name", "ADC"), ("name_nature", "usual")]),
        ("links", &[("link_nature", "support"), ("other", "Région Sud"), ("since", "mars 2019")]),
        ("competences", &[("territory", "200054807")]),
    ] {
        let done = post(&mut claire, path, fields).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{path}: {}", done.body);
    }
    let page = claire.get(&sheet).await.body;
    for shown in ["529900T8BM49AURSDO55", "ADC", "Soutenue par", "depuis mars 2019", "epci-200054807"] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    let other = claire.get("/organisations?scope=all&q=region+sud").await.body;
    let other =
        other.split("<th scope=\"row\"><a href=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert!(claire.get(&other).await.body.contains("Soutient"));
    // The number belongs to it alone.
    let second = add(&mut claire, &[("name", "Autre agence")]).await;
    let taken = claire
        .post(&format!("{second}/identifiers"), &[("scheme", "XI-LEI"), ("number", "529900T8BM49AURSDO55")])
        .await;
    assert!(taken.body.contains("Une autre organisation porte ce numéro"), "{}", taken.body);
    // No loop.
    let of = |path: &str| path.to_owned();
    let up =
        claire.post(&format!("{second}/links"), &[("link_nature", "parent"), ("other", &of(&sheet))]).await;
    assert_eq!(up.status, StatusCode::SEE_OTHER);
    let round = post(&mut claire, "links", &[("link_nature", "parent"), ("other", &second)]).await;
    assert!(round.body.contains("ferait une boucle"), "{}", round.body);
    let unknown = post(&mut claire, "links", &[("link_nature", "parent"), ("other", "Personne")]).await;
    assert!(unknown.body.contains("Aucune organisation visible par vous"), "{}", unknown.body);
    // Taken away again.
    let gone = post(&mut claire, "names/removal", &[("other_name", "adc")]).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER);
    assert!(!claire.get(&sheet).await.body.contains("ADC"));

    // The territory's sheet names it, for its competence and its seat; the list narrows to it.
    let territory = claire.get("/territories/epci-200054807").await.body;
    assert!(
        territory.contains("Agence des Calanques") && territory.contains("compétente ici"),
        "{territory}"
    );
    let commune = claire.get("/territories/commune-13055").await.body;
    assert!(commune.contains("Agence des Calanques") && commune.contains("y a son siège"), "{commune}");
    let within = claire.get("/organisations?scope=all&territory=commune-13055").await.body;
    assert!(within.contains("Agence des Calanques") && !within.contains("Ville de Toulouse"), "{within}");

    // The API says the same.
    let token = instance.token("claire.vidal@provence.example", false).await;
    let read = instance.send(call("GET", &format!("/api/v1{sheet}"), &token, None)).await;
    let json: serde_json::Value = serde_json::from_str(&read.body).unwrap();
    assert_eq!(json["identifiers"][0]["value"], "529900T8BM49AURSDO55");
    assert_eq!(
        (json["place"].as_str(), json["competences"][0].as_str()),
        (Some("commune-13055"), Some("epci-200054807"))
    );
    assert_eq!(json["links"][0]["nature"], "parent");
    instance.finish_jobs().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_partner_is_added_and_known_on_sqlite() {
    a_partner_is_added_and_known(Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_partner_is_added_and_known_on_postgres() {
    a_partner_is_added_and_known(Instance::postgres().await).await;
}

/// What is wrong is said beside its field, all at once, and nothing is written.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_wrong_with_an_organisation_is_said() {
    let instance = Instance::sqlite().await;
    let mut claire = instance.persona("Claire Vidal").await;
    let before: i64 = instance.one("select count(*) from organisation").await;
    let wrong = claire
        .post(
            "/organisations",
            &with(&[
                ("category", "firm"),
                ("siren", "12"),
                ("published", "un de ces jours"),
                ("website", "ftp://x"),
            ]),
        )
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    for said in [
        "n’est pas de cette famille",
        "2 chiffres au lieu de 9",
        "Cette date n’est pas comprise",
        "commence par https://",
    ] {
        assert!(wrong.body.contains(said), "{said}: {}", wrong.body);
    }
    assert!(wrong.body.contains("value=\"Agence des Calanques\""), "what was typed stays");
    let ines = instance.persona("Léa Sorel").await.post("/organisations", ANIMA).await;
    assert_eq!(ines.status, StatusCode::FORBIDDEN);
    assert_eq!(instance.one::<i64>("select count(*) from organisation").await, before);
}

/// The head of the list says how many the list holds: members, all, or what a filter leaves; so does each family.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_list_says_how_many_it_holds() {
    let instance = Instance::sqlite().await;
    let mut claire = instance.persona("Claire Vidal").await;
    let said = async |claire: &mut Persona<'_>, path: &str| {
        let (mut rows, mut next) = (0, path.to_owned());
        let head = claire.get(path).await.body;
        loop {
            let page = claire.get(&next).await.body;
            rows += page.matches("<th scope=\"row\">").count();
            let Some(more) = page.split("rel=\"next\" href=\"").nth(1) else { break };
            next = more.split('"').next().unwrap().replace("&#38;", "&");
        }
        let head = head.split("<h1>").nth(1).unwrap().split("<p>").nth(1).unwrap();
        (rows, head.split("</p>").next().unwrap().to_owned())
    };
    let members: i64 = instance.one("select count(*) from organisation where member").await;
    let (rows, head) = said(&mut claire, "/organisations").await;
    assert_eq!(
        (i64::try_from(rows).unwrap(), head),
        (members, format!("{members} membres visibles par vous"))
    );
    let (rows, head) = said(&mut claire, "/organisations?scope=all").await;
    assert!(i64::try_from(rows).unwrap() > members);
    assert_eq!(head, format!("{rows} organisations visibles par vous"));
    for (path, rows, told) in [
        ("/organisations?q=provence+pro", 1, "Une organisation répond à ces critères"),
        ("/organisations?scope=all&q=provence+pro", 1, "Une organisation répond à ces critères"),
        (
            "/organisations?scope=all&q=zzyzx",
            0,
            "Aucune de celles que vous pouvez voir ne répond à ces critères",
        ),
        ("/organisations?country=IT", 0, "Aucune de celles que vous pouvez voir ne répond à ces critères"),
    ] {
        assert_eq!(said(&mut claire, path).await, (rows, told.to_owned()), "{path}");
    }
    let narrowed = claire.get("/organisations?q=provence+pro").await.body;
    let counts = narrowed
        .split("directory-by-family")
        .last()
        .unwrap()
        .matches("<span class=\"m-mute\">1</span>")
        .count();
    assert_eq!(counts, 1, "only its family is counted: {narrowed}");
}

/// S0-09 to S0-13, S2-13: every family and every sub-type is named in both languages, and is a filter of the list.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_family_and_sub_type_is_named_and_filters_the_list() {
    let instance = Instance::sqlite().await;
    for (name, language) in [("Claire Vidal", "fr"), ("James Whitfield", "en")] {
        let mut who = instance.persona(name).await;
        let page = who.get("/organisations").await.body;
        assert!(page.contains(&format!("lang=\"{language}\"")), "{name} reads {language}");
        for family in Family::ALL {
            let chip = page.split(&format!("family={}\"", family.key())).nth(1);
            let label = chip.unwrap_or_else(|| panic!("{}", family.key())).split_once('>').unwrap().1;
            named(label, family.key(), "family-");
            let listed = who.get(&format!("/organisations?scope=all&family={}", family.key())).await;
            assert_eq!(listed.status, StatusCode::OK, "{}", family.key());
        }
        for category in CATEGORIES {
            let option = page.split(&format!("<option value=\"{}\"", category.key)).nth(1);
            let label = option.unwrap_or_else(|| panic!("{}", category.key)).split_once('>').unwrap().1;
            named(label, category.key, "category-");
            let path = format!("/organisations?scope=all&category={}", category.key);
            let listed = who.get(&path).await.body;
            let chosen = format!("<option value=\"{}\" selected", category.key);
            assert!(listed.contains(&chosen), "{}: {listed}", category.key);
        }
    }
}

/// A label is words, not the key of a message that is missing.
fn named(label: &str, key: &str, family: &str) {
    let label = label.split('<').next().unwrap().trim();
    assert!(!label.is_empty() && label != key && !label.contains(family), "{key}: {label}");
}
