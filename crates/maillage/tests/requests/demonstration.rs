//! The demonstration loads and every page opens on both engines.

use axum::http::StatusCode;
use maillage::frame::Scope;

use super::client::{Answer, Instance, call};

/// Statements that one answer may run, whatever the rows: beyond it, something is asked row by row.
const BUDGET: u64 = 12;
/// The same for what an organisation holds on a person: each feature is asked once, whatever it holds.
const GATHERED: u64 = 18;
/// The same for the sheet of a project, which tells of needs, jobs, files, what was said, who sees it: each is asked once.
const SHEET: u64 = 14;

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
        let id = what.strip_prefix("/projects/").filter(|rest| rest.len() == 36);
        let budget = match id {
            _ if what.starts_with("/privacy/requests/") => GATHERED,
            Some(_) => SHEET,
            None => BUDGET,
        };
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

/// What an officer opens.
fn officers_pages([project, company, member, person, interaction, contact]: [&String; 6]) -> Vec<String> {
    vec![
        format!("/interactions/{interaction}"),
        format!("/interactions/{interaction}/edit"),
        format!("/companies/{company}/contacts/{contact}/edit"),
        format!("/companies/{company}/control"),
        "/today".to_owned(),
        "/changes".into(),
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
        format!("/projects/{project}/needs"),
        format!("/projects/{project}/confidentiality"),
        format!("/projects/{project}/embargo"),
        format!("/projects/{project}/team"),
        format!("/projects/{project}/jobs"),
        "/interactions/new".into(),
        format!("/interactions/new?company={company}&project={project}&back=/today"),
        "/companies".into(),
        "/companies?country=CZ&control=CZ&silent=30&due=any&by=me&sort=silent".into(),
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
    ]
}

/// Every page that a menu or a list leads to, within its budget of statements.
async fn every_page_opens(instance: &Instance) {
    let project = instance.project("Cigale").await;
    let company: String = instance.one("select company from project where code_name = 'Cigale'").await;
    let member: String = instance.one("select id from organisation where name = 'Bpifrance'").await;
    let person: String = instance.one("select id from person where family_name = 'Chauvin'").await;
    let mut claire = instance.persona("Claire Vidal").await;
    let mut odile = instance.persona("Odile Perrin").await;
    let met = [
        ("channel", "visit"),
        ("companies", company.as_str()),
        ("with", "Moravia Valves a.s."),
        ("project", &project),
        ("summary", "Visite du site."),
    ];
    assert_eq!(claire.post("/interactions", &met).await.status, StatusCode::SEE_OTHER);
    let interaction: String = instance.one("select max(id) from interaction").await;
    let contact: String = instance.one("select id from contact where name = 'Eva Novotná'").await;
    let pages = officers_pages([&project, &company, &member, &person, &interaction, &contact]);
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
        format!("/api/v1/projects/{project}/needs"),
        format!("/api/v1/projects/{project}/levels"),
        format!("/api/v1/projects/{project}/embargo"),
        format!("/api/v1/projects/{project}/team"),
        format!("/api/v1/projects/{project}/jobs"),
        "/api/v1/circles".into(),
        "/api/v1/headings".into(),
        "/api/v1/steering".into(),
        "/api/v1/forecast".into(),
        "/api/v1/indicators/wins".into(),
        "/api/v1/targets?year=2021".into(),
        "/api/v1/companies".into(),
        format!("/api/v1/companies/{company}"),
        format!("/api/v1/companies/{company}/contacts"),
        format!("/api/v1/companies/{company}/group"),
        format!("/api/v1/interactions?company={company}"),
        format!("/api/v1/interactions?project={project}"),
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
