//! Whether an organisation gets where it set out to go: targets as stated and their versions, gauges of what one reads, a
//! forecast that is a range or says that it is none (S3-09 to S3-13).

use axum::http::StatusCode;
use platform::database::Query;
use serde_json::{Value, json};

use super::client::{Instance, Persona, call, call_with};

async fn write(instance: &Instance, sql: &'static str) {
    instance.database.write(move |tx| Query::new(sql).execute(tx).map(drop)).await.unwrap();
}

async fn api(instance: &Instance, token: &str, path: &str) -> Value {
    let answer = instance.send(call("GET", path, token, None)).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

/// The targets of 2021 stand as the text states them: gauges, starting point, risks, ratios with their warning.
async fn stated(instance: &Instance) {
    let mut claire = instance.persona("Claire Vidal").await;
    let page = claire.get("/steering?year=2021").await.body.replace('\u{a0}', " ");
    for words in
        ["65", "1300", "3,170 M€", "800", "400 au départ", "48 769 €", "2 438 €", "coûts d’implantation"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    let targets = claire.get("/targets?year=2021").await.body;
    for words in ["Absence de visibilité", "souhaité", "visé", "voté", "S3-10.projects"] {
        assert!(targets.contains(words), "{words}");
    }
    let ambassadors = claire.get("/steering/indicators/ambassadors?year=2021").await.body;
    assert!(ambassadors.contains("S3-13.from") && ambassadors.contains("2 février 2021"), "{ambassadors}");
    // Nothing was verified in 2021: nothing is invented.
    let token = instance.token("claire.vidal@provence.example", false).await;
    let year = api(instance, &token, "/api/v1/steering?year=2021").await;
    let wins = &year["gauges"][0];
    assert_eq!((&wins["indicator"], &wins["done"]["low"]), (&json!("wins"), &json!(0.0)), "{wins}");
    assert_eq!(wins["target"]["version"]["figure"]["wording"], "65");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn targets_stand_as_they_are_stated_on_sqlite() {
    stated(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn targets_stand_as_they_are_stated_on_postgres() {
    stated(&Instance::postgres().await).await;
}

/// A target is set by who steers, revised with a reason from the version that was read, withdrawn with one; every version
/// stays, and another organisation knows nothing of it.
async fn revised(instance: &Instance) {
    let (mut nadia, mut claire, mut marc) = (
        instance.persona("Nadia Karam").await,
        instance.persona("Claire Vidal").await,
        instance.persona("Marc Lenoir").await,
    );
    let set = [("indicator", "jobs"), ("year", "2031"), ("figure", "plus de 900"), ("firmness", "wished")];
    assert_eq!(claire.post("/targets", &set).await.status, StatusCode::FORBIDDEN);
    let made = nadia.post("/targets", &set).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    let target = made.location.unwrap().split('?').next().unwrap().to_owned();
    let again = nadia.post("/targets", &set).await;
    assert!(
        again.status == StatusCode::UNPROCESSABLE_ENTITY && again.body.contains("existe déjà"),
        "{}",
        again.body
    );
    let wrong = [("indicator", "wins"), ("year", "2031"), ("figure", "3 M€"), ("firmness", "aimed")];
    assert!(nadia.post("/targets", &wrong).await.body.contains("se compte en nombre"));
    // Where it is stated must state it.
    let other = [set[0], ("year", "2032"), set[2], set[3], ("statement", "S3-10.jobs")];
    assert!(nadia.post("/targets", &other).await.body.contains("un autre chiffre"));

    let versions = format!("{target}/versions");
    let next = [("version", "1"), ("figure", "1 000 à 1 200"), ("firmness", "aimed"), ("reason", "")];
    assert!(nadia.post(&versions, &next).await.body.contains("Dites pourquoi"));
    let next = [next[0], next[1], next[2], ("reason", "deux projets de plus")];
    assert_eq!(nadia.post(&versions, &next).await.status, StatusCode::SEE_OTHER);
    let stale = nadia.post(&versions, &next).await.status;
    assert_eq!(stale, StatusCode::CONFLICT, "the same version was revised meanwhile");
    let sheet = claire.get(&target).await.body;
    assert!(
        sheet.contains("plus de 900")
            && sheet.contains("1 000 à 1 200")
            && sheet.contains("deux projets de plus")
    );
    assert!(!sheet.contains("Réviser</button>"), "an officer reads");
    assert_eq!(marc.get(&target).await.status, StatusCode::NOT_FOUND);
    assert!(!marc.get("/targets?year=2031").await.body.contains("900"));

    let removal = format!("{target}/removal");
    assert_eq!(nadia.post(&removal, &[("reason", "doublon")]).await.status, StatusCode::SEE_OTHER);
    assert!(!nadia.get("/targets?year=2031").await.body.contains("1 000 à 1 200"));
    assert!(nadia.get(&target).await.body.contains("Cet objectif est retiré"));
    assert_eq!(
        nadia.post(&versions, &[("version", "2"), next[1], next[2], next[3]]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    // Withdrawn, it leaves its place to another.
    assert_eq!(nadia.post("/targets", &set).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_target_is_revised_and_never_overwritten_on_sqlite() {
    revised(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_target_is_revised_and_never_overwritten_on_postgres() {
    revised(&Instance::postgres().await).await;
}

/// Makes a project of the agency a win: verified, decided within a year for certain or perhaps not.
const WON: &str = "update project set stage = 7, verified_at = stage_entered_at, decided_on = 'mars 2026', decided_on_earliest = '2026-03-01', decided_on_latest = '2026-03-31',
    jobs_figure = '{\"wording\":\"15 à 20\",\"low\":15000000,\"high\":20000000,\"qualifier\":\"range\",\"unit\":\"count\"}' where code_name in ('Cigale', 'Olivette')";
const PERHAPS: &str = "update project set decided_on_earliest = '2025-12-01' where code_name = 'Olivette'";
const ANNOUNCED: &str = "update project set stage = 6, decided_on = 'avril 2026', decided_on_earliest = '2026-04-01', decided_on_latest = '2026-04-30' where code_name = 'Lavandin'";
const GIVEN_UP: &str =
    "update project set status = 'abandoned', status_since = stage_entered_at where code_name = 'Cigale'";
/// As if it belonged to a team of which nobody else sees it.
const HIDDEN: [&str; 2] = [
    "update record set readership = null where id = (select id from project where code_name = 'Cigale')",
    "update project set readership = null where code_name = 'Cigale'",
];
/// Seen by its card, by whoever sees the other.
const BY_ITS_CARD: [&str; 4] = [
    "insert into readership (key, digest) values (900000, 'by its card')",
    "insert into readership_entry (readership, principal, level) select distinct 900000, a.principal, 1
        from readership_entry a join project p on p.readership = a.readership where p.code_name = 'Olivette'",
    "update record set readership = 900000 where id = (select id from project where code_name = 'Cigale')",
    "update project set readership = 900000 where code_name = 'Cigale'",
];

async fn wins(instance: &Instance, token: &str) -> (Value, Value, Value) {
    let year = api(instance, token, "/api/v1/steering?year=2026").await;
    let gauge = &year["gauges"][0];
    let bounds = |figure: &Value| json!([figure["low"], figure["high"]]);
    (bounds(&gauge["done"]), bounds(&gauge["announced"]), bounds(&year["gauges"][1]["done"]))
}

/// Verified projects only, announced apart, ranges as ranges, and a win that is given up counts no more.
async fn counted(instance: &Instance) {
    let token = instance.token("claire.vidal@provence.example", false).await;
    assert_eq!(wins(instance, &token).await.0, json!([0.0, 0.0]));
    write(instance, WON).await;
    write(instance, ANNOUNCED).await;
    assert_eq!(wins(instance, &token).await, (json!([2.0, 2.0]), json!([1.0, 1.0]), json!([30.0, 40.0])));
    write(instance, PERHAPS).await;
    assert_eq!(wins(instance, &token).await, (json!([1.0, 2.0]), json!([1.0, 1.0]), json!([15.0, 40.0])));
    let mut claire = instance.persona("Claire Vidal").await;
    let definition = claire.get("/steering/indicators/wins?year=2026").await.body;
    assert!(
        definition.contains("Olivette") && definition.contains("peut-être une autre année"),
        "{definition}"
    );
    assert!(definition.contains("n’est pas l’avoir causé"), "a warning stands beside the number");
    // Another organisation counts its own.
    let marc = instance.token("marc.lenoir@choose.example", false).await;
    assert_eq!(wins(instance, &marc).await.0, json!([0.0, 0.0]));
    write(instance, GIVEN_UP).await;
    assert_eq!(wins(instance, &token).await.0, json!([0.0, 1.0]));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn gauges_count_verified_projects_on_sqlite() {
    counted(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn gauges_count_verified_projects_on_postgres() {
    counted(&Instance::postgres().await).await;
}

/// What one does not read is in no number: neither counted, nor summed, nor told by a difference.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_one_does_not_read_is_in_no_number() {
    let instance = Instance::sqlite().await;
    write(&instance, WON).await;
    let token = instance.token("james.whitfield@provence.example", false).await;
    assert_eq!(wins(&instance, &token).await.0, json!([2.0, 2.0]));
    instance.altered.store(true, std::sync::atomic::Ordering::Relaxed);
    for sql in HIDDEN {
        write(&instance, sql).await;
    }
    let year = api(&instance, &token, "/api/v1/steering?year=2026").await;
    assert_eq!((&year["gauges"][0]["done"]["high"], &year["unread"]), (&json!(1.0), &json!(0)), "{year}");
    let records = api(&instance, &token, "/api/v1/indicators/wins?year=2026").await;
    assert_eq!(records["records"].as_array().unwrap().len(), 1);
    // Seen by its card: known to be there, and still in no number.
    for sql in BY_ITS_CARD {
        write(&instance, sql).await;
    }
    let year = api(&instance, &token, "/api/v1/steering?year=2026").await;
    assert_eq!((&year["gauges"][0]["done"]["high"], &year["unread"]), (&json!(1.0), &json!(1)), "{year}");
}

/// Every number opens the projects that it counts: answers to leads, cohorts, the cells of an axis.
async fn numbers_open(whole: &Instance, token: &str, nadia: &mut Persona<'_>) {
    let year = api(whole, token, "/api/v1/steering").await;
    let number = year["year"].as_i64().unwrap();
    let records = async |path: String| {
        let behind = api(whole, token, &path).await;
        behind["records"].as_array().unwrap().clone()
    };
    let leads = records(format!("/api/v1/indicators/first-response?year={number}")).await;
    let waiting = leads.iter().filter(|one| one["waited_seconds"].is_null()).count();
    assert_eq!(json!(waiting), year["awaiting_response"]);
    assert!(leads.len() > waiting, "some were answered");
    let cohorts = records(format!("/api/v1/indicators/conversion?year={number}")).await;
    let summed = |key: &str| -> i64 {
        year["conversion"].as_array().unwrap().iter().map(|one| one[key].as_i64().unwrap()).sum()
    };
    let fate = |key: &str| cohorts.iter().filter(|one| one["fate"] == key).count();
    assert_eq!(
        (json!(cohorts.len()), json!(fate("won"))),
        (json!(summed("qualified")), json!(summed("won")))
    );
    let page = nadia.get(&format!("/steering/indicators/conversion?year={number}")).await.body;
    assert_eq!(page.matches("<a href=\"/projects/").count(), cohorts.len(), "{page}");
    // The projects of the axes, and of none, are those of the year.
    let wins = records(format!("/api/v1/indicators/wins?year={number}")).await;
    assert!(!wins.is_empty());
    let overview = nadia.get(&format!("/steering?year={number}")).await.body;
    let cells: std::collections::BTreeSet<&str> = overview
        .split("/steering/indicators/wins?year=")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    let (mut narrowed, mut listed) = (0, 0);
    for cell in cells.iter().filter(|cell| cell.contains("axis=")) {
        let address = cell.replace("&#38;", "&").replace("&amp;", "&");
        let page = nadia.get(&format!("/steering/indicators/wins?year={address}")).await;
        assert_eq!(page.status, StatusCode::OK, "{address}");
        listed += page.body.matches("<a href=\"/projects/").count();
        narrowed += 1;
    }
    assert!(narrowed > 1, "{overview}");
    assert_eq!(listed, wins.len());
    let nowhere = nadia.get("/steering/indicators/wins?axis=lune").await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
    let refused = whole.send(call("GET", "/api/v1/indicators/wins?axis=lune", token, None)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
}

/// The forecast of a portfolio with a past is a range with a backtest; without a past, it says so.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_forecast_is_a_range_or_says_that_it_is_none() {
    let instance = Instance::sqlite().await;
    let mut claire = instance.persona("Claire Vidal").await;
    let page = claire.get("/steering/forecast").await.body;
    assert!(page.contains("Pas de projection") && page.contains("Comment elle est faite"), "{page}");
    let whole = Instance::empty().await;
    maillage::demo::load_whole(&whole.database, &whole.app.files).await.expect("the portfolio loads");
    let mut nadia = whole.persona("Nadia Karam").await;
    let year = nadia.get("/steering").await.body;
    assert!(
        year.contains("Hors axe")
            && year.contains("Relocalisation industrielle")
            && year.contains("(fictif)")
    );
    let token = whole.token("nadia.karam@provence.example", false).await;
    numbers_open(&whole, &token, &mut nadia).await;
    let forecast = api(&whole, &token, "/api/v1/forecast").await;
    if let (Some(low), Some(high)) = (forecast["wins_low"].as_i64(), forecast["wins_high"].as_i64()) {
        assert!(0 <= low && low <= high, "{forecast}");
        let page = nadia.get("/steering/forecast").await.body;
        assert!(page.contains("8 fois sur 10") && page.contains("Dans la fourchette"), "{page}");
    } else {
        assert!(forecast["seen"].as_i64().unwrap() < 10, "{forecast}");
    }
}

/// What no record counts is stated with its date, by who steers; what records count is not.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_what_no_record_counts_is_stated() {
    let instance = Instance::sqlite().await;
    let token = instance.token("nadia.karam@provence.example", true).await;
    let path = "/api/v1/indicators/ambassadors/observations";
    let body = json!({"figure": "près de 540", "as_of": "fin mai 2021", "stated_in": "rapport au conseil"});
    let made = instance.send(call_with("POST", path, &token, &[("idempotency-key", "a")], &body)).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.body);
    let year = api(&instance, &token, "/api/v1/steering?year=2021").await;
    let ambassadors =
        year["gauges"].as_array().unwrap().iter().find(|one| one["indicator"] == "ambassadors").unwrap();
    assert_eq!(ambassadors["done"]["wording"], "près de 540");
    let counted = instance
        .send(call(
            "POST",
            "/api/v1/indicators/wins/observations",
            &token,
            Some(json!({"figure": "65", "as_of": "2021"})),
        ))
        .await;
    assert_eq!(counted.status, StatusCode::UNPROCESSABLE_ENTITY);
    let officer = instance.token("claire.vidal@provence.example", true).await;
    assert_eq!(instance.send(call("POST", path, &officer, Some(body))).await.status, StatusCode::FORBIDDEN);
    let id = serde_json::from_str::<Value>(&made.body).unwrap()["id"].as_str().unwrap().to_owned();
    let gone = instance.send(call("DELETE", &format!("{path}/{id}"), &token, None)).await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
    let year = api(&instance, &token, "/api/v1/steering?year=2021").await;
    let ambassadors =
        year["gauges"].as_array().unwrap().iter().find(|one| one["indicator"] == "ambassadors").unwrap();
    assert_eq!(ambassadors["done"]["wording"], "400");
}
