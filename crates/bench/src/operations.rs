//! The rows of the table: what is asked of the instance, and of its floor.

use serde_json::json;

use crate::chance::Dice;
use crate::load::{Questions, Who};
use crate::table::Budget;
use crate::world::{SECTORS, World, words};

/// Different requests of a row.
const VARIETY: usize = 2_000;
/// Statements of a write: who calls, the file and its level, then the rows of the record, the access list, the journal
/// and the job.
const WRITTEN: usize = 13;

/// Which process answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Server {
    Instance,
    /// The instance with its jobs running.
    Working,
}

/// A row to be measured.
pub struct Operation {
    pub name: &'static str,
    pub server: Server,
    pub own: Questions,
    pub floor: Against,
    pub budget: Budget,
    /// The parts of a mix: how often each is asked for.
    pub parts: Vec<(&'static str, usize)>,
}

/// What a row stands beside.
pub enum Against {
    /// The same operation, bare.
    Floor(Questions),
    /// The row before.
    Before,
    Nothing,
}

/// Every row, in order.
pub fn all(world: &World, server: bool) -> Vec<Operation> {
    let broad = &world.cast.members[0];
    let (token, session, few) =
        (broad.token.secret(), broad.session.secret(), world.cast.narrow.token.secret());
    let mut dice = Dice::seeded(11);
    let projects: Vec<String> = (0..VARIETY).map(|_| dice.one(&world.projects).clone()).collect();
    let lists: Vec<(usize, &str)> = (0..VARIETY).map(|_| (dice.below(9), *dice.one(SECTORS))).collect();
    let asked: Vec<String> = (0..VARIETY).map(|at| encoded(&words::question(&mut dice, at))).collect();
    let besides = |own: usize| if server { format!("?besides={}", own - 1) } else { String::new() };
    let list = |statements: usize| {
        let path = lists.iter().map(move |(stage, sector)| {
            format!(
                "/projects?stage={stage}&sector={sector}&besides={}",
                if server { statements - 1 } else { 0 }
            )
        });
        Against::Floor(Questions::get(path.collect::<Vec<_>>(), Who::Nobody))
    };
    let search = |statements: usize| {
        let path = asked
            .iter()
            .map(|q| format!("/search?q={q}&besides={}", if server { statements - 1 } else { 0 }));
        Against::Floor(Questions::get(path.collect::<Vec<_>>(), Who::Nobody))
    };
    let keys: Vec<&str> = maillage::investment::STAGES.iter().map(|rule| rule.key).collect();
    let own_lists = lists.iter().map(|(stage, sector)| {
        format!("/api/v1/projects?stage={}&sector={sector}&sort=jobs&limit=50", keys[*stage])
    });
    let own_lists: Vec<String> = own_lists.collect();
    let own_search: Vec<String> = asked.iter().map(|q| format!("/api/v1/search?q={q}")).collect();
    let own_projects: Vec<String> = projects.iter().map(|id| format!("/api/v1/projects/{id}")).collect();
    let sheets: Vec<String> = projects.iter().map(|id| format!("/projects/{id}")).collect();
    let floor_projects = projects.iter().map(|id| format!("/projects/{id}{}", besides(5)));
    let written: Vec<&(String, String)> = (0..VARIETY).map(|_| dice.one(&world.companies)).collect();
    let body =
        json!({"channel": "call", "summary": "Appel : un terrain embranché, réponse jeudi."}).to_string();
    let own_writes: Vec<(String, String)> = written
        .iter()
        .map(|(company, _)| (format!("/api/v1/companies/{company}/interactions"), body.clone()))
        .collect();
    let floor_writes: Vec<(String, String)> = written
        .iter()
        .map(|(_, file)| (format!("/interactions/{file}{}", besides(WRITTEN)), body.clone()))
        .collect();
    let write = |name, server, budget| Operation {
        name,
        server,
        own: Questions::post(own_writes.clone(), Who::Token(token)),
        floor: Against::Floor(Questions::post(floor_writes.clone(), Who::Nobody)),
        budget,
        parts: Vec::new(),
    };
    let before = vec![
        read(
            "project with its company, JSON",
            Questions::get(own_projects, Who::Token(token)),
            Against::Floor(Questions::get(floor_projects, Who::Nobody)),
            Budget::Share(0.5),
        ),
        read(
            "project, page",
            Questions::get(sheets, Who::Session(session)),
            Against::Before,
            Budget::Cost(3.0),
        ),
        read(
            "list of 50, broad",
            Questions::get(own_lists.clone(), Who::Token(token)),
            list(4),
            Budget::Share(0.5),
        ),
        read("list of 50, narrow", Questions::get(own_lists, Who::Token(few)), list(4), Budget::Share(0.5)),
        read(
            "search, broad",
            Questions::get(own_search.clone(), Who::Token(token)),
            search(5),
            Budget::Share(1.0 / 3.0),
        ),
        read(
            "search, narrow",
            Questions::get(own_search, Who::Token(few)),
            search(3),
            Budget::Share(1.0 / 3.0),
        ),
    ];
    let after = vec![
        write("write, jobs waiting", Server::Instance, Budget::Share(1.0)),
        write("write, jobs running", Server::Working, Budget::Share(1.0)),
    ];
    let pages = pages(world, session, &asked);
    let mixed = mix(&pages);
    let alone = pages.into_iter().map(|(_, page)| page);
    before.into_iter().chain([mixed]).chain(alone).chain(after).collect()
}

fn read(name: &'static str, own: Questions, floor: Against, budget: Budget) -> Operation {
    Operation { name, server: Server::Instance, own, floor, budget, parts: Vec::new() }
}

/// Every page, as often as it is opened, and what each costs among the others.
fn mix(pages: &[(usize, Operation)]) -> Operation {
    let own: Vec<(usize, &Questions)> = pages.iter().map(|(often, page)| (*often, &page.own)).collect();
    let mixed = Questions::mixed(&own, VARIETY);
    let parts = pages.iter().map(|(often, page)| (page.name, *often)).collect();
    Operation { parts, ..read("pages, mixed", mixed, Against::Nothing, Budget::None) }
}

/// A list with several filters at once.
const FILTERED: &str = "/projects?view=list&stage=contact&stage=qualified&sector=health&sector=digital";

/// Each page, and how often it is opened of a hundred: sheets most, then where a day begins, then lists; steering by the few who
/// steer.
fn pages(world: &World, session: &str, asked: &[String]) -> Vec<(usize, Operation)> {
    let several = |often: usize, name, paths: Vec<String>| {
        let some: Vec<String> = paths.into_iter().take(VARIETY).collect();
        let own = Questions::get(some, Who::Session(session));
        (often, read(name, own, Against::Nothing, Budget::None))
    };
    let page = |often: usize, name, path: &str| several(often, name, vec![path.to_owned()]);
    let each = |before: &'static str, ids: &[String], after: &'static str| {
        ids.iter().map(|id| format!("{before}{id}{after}")).collect::<Vec<_>>()
    };
    let companies: Vec<String> = world.companies.iter().map(|(id, _)| id.clone()).collect();
    let names: Vec<String> = world.names.iter().map(|name| encoded(name)).collect();
    let codes: Vec<String> = world.communes.iter().map(|id| id[8..].to_owned()).collect();
    vec![
        page(8, "page: my day", "/today"),
        page(3, "page: what changed", "/changes"),
        page(7, "page: board", "/projects"),
        page(6, "page: list of projects", "/projects?view=list"),
        page(5, "page: list of projects, filtered", FILTERED),
        page(2, "page: map of projects", "/projects?view=map"),
        page(1, "page: portfolio review", "/reviews"),
        page(2, "page: steering", "/steering"),
        page(1, "page: axes and programmes", "/headings"),
        page(4, "page: list of companies", "/companies"),
        page(2, "page: companies gone silent", "/companies?sort=silent"),
        several(4, "page: note what was said", each("/interactions/new?company=", &companies, "")),
        page(2, "page: organisations", "/organisations"),
        several(16, "page: one project", each("/projects/", &world.projects, "")),
        several(3, "page: one project, its needs", each("/projects/", &world.projects, "/needs")),
        several(3, "page: one project, its stages", each("/projects/", &world.projects, "/status")),
        several(10, "page: one company", each("/companies/", &companies, "")),
        several(5, "page: search", each("/search?q=", asked, "")),
        page(2, "page: every organisation", "/organisations?scope=all"),
        page(1, "page: register of 500", &format!("/registers/{}", world.register)),
        page(2, "page: people", "/people"),
        several(3, "page: one person", each("/people/", &world.people, "")),
        several(3, "page: people by name", each("/people?q=", &names, "")),
        several(2, "page: a commune", each("/territories/", &world.communes, "")),
        page(1, "page: a région", "/territories/region-93"),
        several(2, "page: territories by name", each("/territories?q=", &codes, "")),
    ]
}

fn encoded(text: &str) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric();
    text.bytes()
        .map(|byte| if plain(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
