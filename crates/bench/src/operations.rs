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
    };
    let read = |name, own, floor, budget| Operation { name, server: Server::Instance, own, floor, budget };
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
        read("pages, mixed", mix(world, session, &asked), Against::Nothing, Budget::P99(50.0)),
    ];
    let after = vec![
        write("write, jobs waiting", Server::Instance, Budget::Share(1.0)),
        write("write, jobs running", Server::Working, Budget::Share(1.0)),
    ];
    before.into_iter().chain(pages(world, session)).chain(after).collect()
}

/// A list with several filters at once.
const FILTERED: &str = "/projects?view=list&stage=contact&stage=qualified&sector=health&sector=digital";

/// Each page alone.
fn pages(world: &World, session: &str) -> Vec<Operation> {
    let read = |name, own, floor, budget| Operation { name, server: Server::Instance, own, floor, budget };
    let page = |name, path: &str| {
        read(name, Questions::get([path.to_owned()], Who::Session(session)), Against::Nothing, Budget::None)
    };
    let several = |name, paths: Vec<String>| {
        let some: Vec<String> = paths.into_iter().take(VARIETY).collect();
        read(name, Questions::get(some, Who::Session(session)), Against::Nothing, Budget::P99(50.0))
    };
    vec![
        page("page: my day", "/today"),
        page("page: what changed", "/changes"),
        page("page: board", "/projects"),
        page("page: list of projects", "/projects?view=list"),
        page("page: list of projects, filtered", FILTERED),
        page("page: map of projects", "/projects?view=map"),
        page("page: portfolio review", "/reviews"),
        page("page: steering", "/steering"),
        page("page: axes and programmes", "/headings"),
        page("page: list of companies", "/companies"),
        page("page: companies gone silent", "/companies?sort=silent"),
        page("page: note what was said", "/interactions/new"),
        page("page: organisations", "/organisations"),
        several("page: one project", world.projects.iter().map(|id| format!("/projects/{id}")).collect()),
        several(
            "page: one project, its needs",
            world.projects.iter().map(|id| format!("/projects/{id}/needs")).collect(),
        ),
        several(
            "page: one project, its stages",
            world.projects.iter().map(|id| format!("/projects/{id}/status")).collect(),
        ),
        several(
            "page: one company",
            world.companies.iter().map(|(id, _)| format!("/companies/{id}")).collect(),
        ),
        page("page: every organisation", "/organisations?scope=all"),
        page("page: register of 500", &format!("/registers/{}", world.register)),
        page("page: people", "/people"),
        several("page: one person", world.people.iter().map(|id| format!("/people/{id}")).collect()),
        several(
            "page: people by name",
            world.names.iter().map(|name| format!("/people?q={}", encoded(name))).collect(),
        ),
        several("page: a commune", world.communes.iter().map(|id| format!("/territories/{id}")).collect()),
        page("page: a région", "/territories/region-93"),
        several(
            "page: territories by name",
            world.communes.iter().map(|id| format!("/territories?q={}", &id[8..])).collect(),
        ),
    ]
}

/// The pages of a day, as often as they are opened.
fn mix(world: &World, session: &str, asked: &[String]) -> Questions {
    let mut dice = Dice::seeded(13);
    let mut page = |at: usize| match at % 13 {
        0 => "/today".to_owned(),
        1 => "/projects".to_owned(),
        2 => "/projects?view=list".to_owned(),
        3 => "/companies".to_owned(),
        4 => format!("/companies/{}", dice.one(&world.companies).0),
        5 => format!("/territories/{}", dice.one(&world.communes)),
        6 => format!("/people?q={}", encoded(&world.names[dice.below(world.names.len())])),
        7 => format!("/search?q={}", dice.one(asked)),
        8 => "/steering".to_owned(),
        9 => FILTERED.to_owned(),
        10 => format!("/interactions/new?company={}", dice.one(&world.companies).0),
        _ => format!("/projects/{}", dice.one(&world.projects)),
    };
    Questions::get((0..VARIETY).map(&mut page).collect::<Vec<_>>(), Who::Session(session))
}

fn encoded(text: &str) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric();
    text.bytes()
        .map(|byte| if plain(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
