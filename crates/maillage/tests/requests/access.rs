//! Every route, for every role; and on every route, what one may not see is what does not exist.

use std::fmt::Write as _;

use axum::http::{Method, StatusCode};

use super::client::{Answer, Instance, call, call_with};

/// Method, path, fields of a form that the handler can read.
type Route = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

/// Every route that names a record, with a form that its handler can read.
const RECORD_ROUTES: &[Route] = &[
    ("GET", "/organisations/{company}", &[]),
    ("GET", "/companies/{company}", &[]),
    ("GET", "/companies/{company}/edit", &[]),
    ("POST", "/companies/{company}/edit", &[("version", "1"), ("name", "X"), ("country", "FR")]),
    ("POST", "/companies/{company}/contacts", &[("contact_name", "X"), ("legal_basis", "consent")]),
    ("POST", "/companies/{company}/interactions", &[("channel", "call"), ("summary", "x")]),
    ("GET", "/interactions/{interaction}", &[]),
    ("POST", "/interactions/{interaction}/completion", &[]),
    ("GET", "/projects/{project}", &[]),
    ("GET", "/projects/{project}/edit", &[]),
    ("POST", "/projects/{project}/edit", &[("version", "1"), ("was_location", ""), ("location", "x")]),
    ("POST", "/projects/{project}/moves", &[("stage", "contact")]),
    ("GET", "/projects/{project}/grants", &[]),
    (
        "POST",
        "/projects/{project}/grants",
        &[("organisation", "{member}"), ("level", "card"), ("reason", "x")],
    ),
    ("POST", "/projects/{project}/grants/{grant}/revocation", &[]),
    ("GET", "/api/v1/organisations/{company}", &[]),
    ("GET", "/api/v1/companies/{company}", &[]),
    ("POST", "/api/v1/companies/{company}/interactions", &[("channel", "call"), ("summary", "x")]),
    ("GET", "/api/v1/projects/{project}", &[]),
    ("PATCH", "/api/v1/projects/{project}", &[("location", "x")]),
    ("POST", "/api/v1/projects/{project}/moves", &[("stage", "contact")]),
    (
        "POST",
        "/api/v1/projects/{project}/grants",
        &[("organisation", "{member}"), ("level", "card"), ("reason", "x")],
    ),
    ("DELETE", "/api/v1/projects/{project}/grants/{grant}", &[]),
];

/// Routes whose parameter is a personal link, a session or a job: proved by the account and administration tests.
const OTHER: &[&str] = &[
    "/sign-in/link/{token}",
    "/invitations/{token}",
    "/password-reset/{token}",
    "/account/sessions/{id}/revocation",
    "/account/tokens/{id}/revocation",
    "/assets/{*path}",
];

/// The routes that the source declares with a parameter: a new one must be added above.
#[test]
fn every_route_that_names_a_record_is_walked() {
    let mut sources = vec![std::path::PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/src"))];
    let mut declared = Vec::new();
    while let Some(path) = sources.pop() {
        if path.is_dir() {
            sources.extend(std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            let compact: String = text.split_whitespace().collect::<Vec<_>>().join("");
            declared.extend(
                compact
                    .split(".route(\"")
                    .skip(1)
                    .filter_map(|rest| Some(rest.split('"').next()?.to_owned())),
            );
        }
    }
    declared.retain(|path| path.contains('{'));
    assert!(declared.len() > 15, "{declared:?}");
    let plain = |path: &str| {
        let parts = path.split('/').map(|part| if part.starts_with('{') { "{}" } else { part });
        parts.collect::<Vec<_>>().join("/")
    };
    for path in &declared {
        let walked = RECORD_ROUTES.iter().any(|(_, walked, _)| plain(walked) == plain(path));
        let administration = path.starts_with("/administration/");
        assert!(walked || administration || OTHER.contains(&path.as_str()), "{path} is walked by no test");
    }
}

struct Ids {
    company: String,
    project: String,
    interaction: String,
    grant: String,
    member: String,
}

impl Ids {
    async fn of(instance: &Instance) -> Self {
        Self {
            company: instance.one("select company from project where code_name = 'Cigale'").await,
            project: instance.project("Cigale").await,
            interaction: instance.one("select i.id from interaction i join company_file f on f.id = i.company_file join project p on p.company = f.company where p.code_name = 'Cigale'").await,
            grant: instance.one("select g.id from access_grant g join project p on p.id = g.record join principal x on x.id = g.principal where p.code_name = 'Cigale' and x.name = 'Pays d’Arles'").await,
            member: instance.one("select id from organisation where name = 'Bpifrance'").await,
        }
    }

    /// Identifiers of the right shape that name nothing.
    fn unknown(instance: &Instance, member: &str) -> Self {
        let id = || instance.database.ids().next::<platform::Uuid>().to_string();
        Self { company: id(), project: id(), interaction: id(), grant: id(), member: member.to_owned() }
    }

    fn fill(&self, text: &str) -> String {
        text.replace("{company}", &self.company)
            .replace("{project}", &self.project)
            .replace("{interaction}", &self.interaction)
            .replace("{grant}", &self.grant)
            .replace("{member}", &self.member)
    }
}

async fn ask(persona: &mut super::client::Persona<'_>, token: &str, ids: &Ids, route: &Route) -> Answer {
    let (method, path, fields) = route;
    let path = ids.fill(path);
    let fields: Vec<(String, String)> =
        fields.iter().map(|(name, value)| ((*name).to_owned(), ids.fill(value))).collect();
    if path.starts_with("/api/") {
        let body: serde_json::Map<String, serde_json::Value> =
            fields.into_iter().map(|(name, value)| (name, value.into())).collect();
        let request = if *method == "GET" || *method == "DELETE" {
            call(method, &path, token, None)
        } else {
            call_with(method, &path, token, &[("if-match", "\"1\"")], &body.into())
        };
        return persona.instance.send(request).await;
    }
    if *method == Method::GET.as_str() {
        return persona.get(&path).await;
    }
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    persona.post(&path, &fields).await
}

/// On every route, somebody without a grant gets the same status, headers and bytes as for an unknown identifier.
async fn the_unseen_is_the_unknown(instance: &Instance) {
    let there = Ids::of(instance).await;
    let nowhere = Ids::unknown(instance, &there.member);
    let mut marc = instance.persona("Marc Lenoir").await;
    let token = instance.token("marc.lenoir@choose.example", true).await;
    for route in RECORD_ROUTES {
        let unseen = ask(&mut marc, &token, &there, route).await;
        let unknown = ask(&mut marc, &token, &nowhere, route).await;
        assert_eq!(unseen.status, StatusCode::NOT_FOUND, "{route:?}: {}", unseen.body);
        assert!(unseen == unknown, "{route:?}: the unseen and the unknown differ");
        let malformed = Ids {
            company: "x".into(),
            project: "x".into(),
            interaction: "x".into(),
            grant: "x".into(),
            member: there.member.clone(),
        };
        let malformed = ask(&mut marc, &token, &malformed, route).await;
        assert!(unseen == malformed, "{route:?}: the unseen and the malformed differ");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_unseen_is_the_unknown_on_sqlite() {
    the_unseen_is_the_unknown(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_unseen_is_the_unknown_on_postgres() {
    the_unseen_is_the_unknown(&Instance::postgres().await).await;
}

const PERSONAS: &[(&str, &str)] = &[
    ("Claire Vidal", "claire.vidal@provence.example"),
    ("Saïd Benali", "said.benali@provence.example"),
    ("Nadia Karam", "nadia.karam@provence.example"),
    ("Odile Perrin", "odile.perrin@operations.example"),
    ("Paul Roux", "paul.roux@arles.example"),
    ("Inès Morel", "ines.morel@bpi.example"),
    ("Marc Lenoir", "marc.lenoir@choose.example"),
    ("Léa Sorel", "lea.sorel@adp.example"),
];

const LISTS: &[&str] = &[
    "/today",
    "/projects",
    "/projects/new",
    "/companies",
    "/companies/new",
    "/organisations",
    "/sources",
    "/search?q=cigale",
    "/account",
    "/administration",
    "/administration/people",
    "/administration/jobs",
    "/api/v1/projects",
    "/api/v1/companies",
    "/api/v1/organisations",
    "/api/v1/search?q=cigale",
];

/// One table of every route and role. Each record route is asked on a fresh instance, because a form may change it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_route_for_every_role() {
    let mut table = String::new();
    for (name, email) in PERSONAS {
        let instance = Instance::sqlite().await;
        let ids = Ids::of(&instance).await;
        let token = instance.token(email, true).await;
        let mut persona = instance.persona(name).await;
        for path in LISTS {
            let answer = if path.starts_with("/api/") {
                instance.send(call("GET", path, &token, None)).await
            } else {
                persona.get(path).await
            };
            let sees = if answer.body.contains("Cigale") { " Cigale" } else { "" };
            writeln!(table, "{name:<13} {:<6} {path:<55} {}{sees}", "GET", answer.status.as_u16()).unwrap();
        }
        for route in RECORD_ROUTES {
            let answer = ask(&mut persona, &token, &ids, route).await;
            writeln!(table, "{name:<13} {:<6} {:<55} {}", route.0, route.1, answer.status.as_u16()).unwrap();
        }
    }
    insta::assert_snapshot!(table);
}

/// Without an account, pages lead to the sign-in and the API says so; nothing else is told.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_public_sees_nothing() {
    let instance = Instance::sqlite().await;
    let ids = Ids::of(&instance).await;
    for (method, path, _) in RECORD_ROUTES.iter().filter(|(method, ..)| *method == "GET") {
        let path = ids.fill(path);
        let request = axum::http::Request::builder()
            .method(*method)
            .uri(&path)
            .body(axum::body::Body::empty())
            .unwrap();
        let answer = instance.send(request).await;
        let expected =
            if path.starts_with("/api/") { StatusCode::UNAUTHORIZED } else { StatusCode::SEE_OTHER };
        assert_eq!(answer.status, expected, "{path}");
        assert!(!answer.body.contains("Cigale"));
    }
}
