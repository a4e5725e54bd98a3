//! The demonstration loads and every page opens on both engines.

use axum::http::StatusCode;
use maillage::frame::Scope;

use super::client::{Answer, Instance, call};

/// Statements that one answer may run, whatever the rows: beyond it, something is asked row by row.
const BUDGET: u64 = 12;
/// The same for what an organisation holds on a person: each feature is asked once, whatever it holds.
const GATHERED: u64 = 18;

/// Notes an answer that ran too many statements.
struct Counted<'i> {
    instance: &'i Instance,
    over: Vec<String>,
}

impl Counted<'_> {
    async fn ask(&mut self, what: &str, answer: impl Future<Output = Answer>) -> Answer {
        let before = self.instance.database.statements();
        let answer = answer.await;
        let run = self.instance.database.statements() - before;
        assert_eq!(answer.status, StatusCode::OK, "{what}: {}", answer.body);
        let budget = if what.starts_with("/privacy/requests/") { GATHERED } else { BUDGET };
        if run > budget {
            self.over.push(format!("{what} {run}"));
        }
        answer
    }
}

/// The pages of whoever runs the instance.
const ADMINISTRATION: &[&str] = &[
    "/administration",
    "/administration/people",
    "/administration/jobs",
    "/administration/organisations",
    "/administration/invitations",
    "/administration/capabilities",
    "/administration/break-glass",
    "/administration/readings",
    "/administration/theme",
    "/accesses",
];

/// The pages by which one steers.
const STEERING: &[&str] = &[
    "/steering",
    "/steering?year=2021",
    "/steering/indicators/jobs",
    "/steering/indicators/ambassadors?year=2021",
    "/steering/forecast",
    "/targets?year=2021",
    "/targets/new",
    "/headings",
    "/headings/new",
];

/// Every page that a menu or a list leads to, within its budget of statements.
async fn every_page_opens(instance: &Instance) {
    let project = instance.project("Cigale").await;
    let company: String = instance.one("select company from project where code_name = 'Cigale'").await;
    let member: String = instance.one("select id from organisation where name = 'Bpifrance'").await;
    let person: String = instance.one("select id from person where family_name = 'Chauvin'").await;
    let mut claire = instance.persona("Claire Vidal").await;
    let mut odile = instance.persona("Odile Perrin").await;
    let pages = [
        "/today".to_owned(),
        "/today?week=yes".into(),
        "/projects".into(),
        "/projects?view=list".into(),
        "/projects?view=list&sort=jobs&sector=energy".into(),
        "/projects?stage=contact&referent=me".into(),
        "/projects/new".into(),
        format!("/projects/new?company={company}"),
        format!("/projects/{project}"),
        format!("/projects/{project}/edit"),
        format!("/projects/{project}/grants"),
        "/companies".into(),
        "/companies/new".into(),
        format!("/companies/{company}"),
        format!("/companies/{company}/edit"),
        "/organisations".into(),
        "/organisations?family=public-body".into(),
        format!("/organisations/{member}"),
        format!("/organisations/{member}/perimeters"),
        "/circles".into(),
        "/people".into(),
        "/people?q=chauvin&kind=representative".into(),
        "/people/new".into(),
        format!("/people/{person}"),
        format!("/people/{person}?at=mars+2019"),
        format!("/people/{person}/edit"),
        format!("/people/{person}/details"),
        format!("/people/{person}/positions"),
        "/personal-data".into(),
        "/territories".into(),
        "/territories?q=arles".into(),
        "/activities".into(),
        "/activities?q=pompes".into(),
        "/sources".into(),
        "/search?q=cigalle".into(),
        "/account".into(),
        "/accessibility".into(),
    ];
    let mut counted = Counted { instance, over: Vec::new() };
    for path in pages {
        let page = counted.ask(&path, claire.get(&path)).await;
        assert!(page.body.contains("</html>") && !page.body.contains("{ $"), "{path}");
    }
    let mut nadia = instance.persona("Nadia Karam").await;
    for path in STEERING {
        counted.ask(path, nadia.get(path)).await;
    }
    let asked =
        [("request", "access"), ("family_name", "Chauvin"), ("given_name", "JL."), ("person", &person)];
    let request = nadia.post("/privacy/requests", &asked).await.location.unwrap_or_default();
    let request = request.split('?').next().unwrap_or_default().to_owned();
    for path in [
        request.clone(),
        format!("{request}/answer"),
        format!("/privacy/requests?person={person}"),
        "/privacy/retention".into(),
    ] {
        counted.ask(&path, nadia.get(&path)).await;
    }
    counted.ask("/privacy/retention", odile.get("/privacy/retention")).await;
    for path in ADMINISTRATION {
        counted.ask(path, odile.get(path)).await;
    }
    let token = instance.token("claire.vidal@provence.example", false).await;
    for path in [
        "/api/v1/projects".to_owned(),
        "/api/v1/projects?sort=jobs&limit=100".into(),
        format!("/api/v1/projects/{project}"),
        "/api/v1/circles".into(),
        "/api/v1/headings".into(),
        "/api/v1/steering".into(),
        "/api/v1/forecast".into(),
        "/api/v1/indicators/wins".into(),
        "/api/v1/targets?year=2021".into(),
        "/api/v1/companies".into(),
        format!("/api/v1/companies/{company}"),
        "/api/v1/organisations".into(),
        format!("/api/v1/organisations/{member}"),
        format!("/api/v1/organisations/{member}/perimeters"),
        "/api/v1/people".into(),
        format!("/api/v1/people/{person}?at=2021-02-02"),
        "/api/v1/search?q=cigalle".into(),
    ] {
        counted.ask(&path, instance.send(call("GET", &path, &token, None))).await;
    }
    let token = instance.token_as_far_as("odile.perrin@operations.example", Scope::Administer).await;
    let members = "/api/v1/administration/organisations";
    for path in [members.to_owned(), format!("{members}/{member}")] {
        counted.ask(&path, instance.send(call("GET", &path, &token, None))).await;
    }
    assert!(counted.over.is_empty(), "more than {BUDGET} statements: {:?}", counted.over);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_opens_on_sqlite() {
    every_page_opens(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_page_opens_on_postgres() {
    every_page_opens(&Instance::postgres().await).await;
}

/// S0-39: what was inferred, and from what, in the language of the page.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_inferred_is_said_in_both_languages() {
    let instance = Instance::sqlite().await;
    for (name, said) in [
        ("Claire Vidal", "année déduite par la lecture du document"),
        ("James Whitfield", "year inferred from reading the document"),
    ] {
        let page = instance.persona(name).await.get("/sources").await.body;
        assert!(page.contains(said), "{name}");
        assert!(name == "Claire Vidal" || !page.contains("la lecture du document"), "{name}");
    }
}

/// The whole portfolio: every stage, every outcome, and every invented thing says that it is.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_portfolio_is_whole_and_says_that_it_is_invented() {
    let instance = Instance::empty().await;
    maillage::demo::load_whole(&instance.database, &instance.app.files).await.expect("the portfolio loads");
    let count = async |sql: &'static str| instance.one::<i64>(sql).await;
    assert!(count("select count(*) from organisation where not member and fictitious").await >= 150);
    assert!(count("select count(*) from project").await >= 120);
    assert_eq!(count("select count(*) from project where not fictitious").await, 0);
    assert_eq!(count("select count(distinct stage) from project").await, 9);
    assert_eq!(count("select count(distinct status) from project").await, 5);
    assert!(count("select count(*) from interaction").await >= 400);
    assert!(count("select count(distinct organisation) from seat where account is not null").await >= 12);
    // Each win is proved in writing and verified by somebody other than its referent.
    let unproved = "select count(*) from project p where p.stage >= 7 and (p.verified_by is null or p.verified_by = p.referent
        or not exists (select 1 from project_evidence e where e.project = p.id))";
    assert_eq!(count(unproved).await, 0);
    let mut nadia = instance.persona("Nadia Karam").await;
    let mut counted = Counted { instance: &instance, over: Vec::new() };
    for path in [
        "/projects",
        "/projects?view=list",
        "/projects?view=list&status=lost",
        "/companies",
        "/today",
        "/steering",
        "/steering/forecast",
    ] {
        let page = counted.ask(path, nadia.get(path)).await;
        assert!(page.body.contains("</html>"), "{path}");
    }
    assert!(counted.over.is_empty(), "more than {BUDGET} statements: {:?}", counted.over);
    // Duplicates of one owner and across two, and a circle of two members, to look at.
    let page = instance.persona("Hugo Marchand").await.get("/duplicates").await.body;
    assert!(page.contains("ATELIER FICTIF DU DELTA SARL") && page.contains("m-fict"), "{page}");
    let page = instance.persona("Claire Vidal").await.get("/duplicates").await.body;
    assert!(
        page.contains("Avec d’autres organisations") && page.contains("Atelier fictif du Delta"),
        "{page}"
    );
    assert!(nadia.get("/circles").await.body.contains("Cercle fictif du littoral"));
    assert_eq!(count("select count(*) from circle_member where state = 'in'").await, 2);
}
