//! Who asks, and for what: people of the demonstration and beside it, and records that each does not see.

use std::collections::HashMap;

use axum::body::Body;
use axum::http::Request;
use maillage::frame::Scope;
use platform::database::{Database, Query};

use super::super::client::{Answer, Browser, Instance};
use super::routes::Route;
use super::settling::{
    attach, axis, code, contact, draw, enter, made, open_garrigue, open_lauze, receive, settle,
    show_restanque, visitor,
};

/// What each is called in the table, and the address. Claire answers for *Cigale*, which Paul reads and of which Inès sees
/// the card; Marc, Léa and Odile see nothing of it. Rosa reads what the agency reads, Alix administers its people.
const PEOPLE: &[(&str, &str)] = &[
    ("claire", "claire.vidal@provence.example"),
    ("said", "said.benali@provence.example"),
    ("nadia", "nadia.karam@provence.example"),
    ("james", "james.whitfield@provence.example"),
    ("rosa", "rosa.lambert@provence.example"),
    ("alix", "alix.faure@provence.example"),
    ("paul", "paul.roux@arles.example"),
    ("ines", "ines.morel@bpi.example"),
    ("marc", "marc.lenoir@choose.example"),
    ("lea", "lea.sorel@adp.example"),
    ("odile", "odile.perrin@operations.example"),
];
/// Somebody who has not signed in.
pub const NOBODY: &str = "nobody";

/// What a request may name, by the word that stands for it.
#[derive(Clone, Debug, Default)]
pub struct Words(pub HashMap<&'static str, String>);

impl Words {
    /// These, and others that take the place of some.
    pub fn and(&self, others: &Self) -> Self {
        let both = self.0.iter().chain(&others.0);
        Self(both.map(|(word, value)| (*word, value.clone())).collect())
    }

    /// Some of them.
    pub fn only(&self, words: &[&str]) -> Self {
        let some = self.0.iter().filter(|(word, _)| words.contains(word));
        Self(some.map(|(word, value)| (*word, value.clone())).collect())
    }

    pub fn of(words: &[(&'static str, &str)]) -> Self {
        Self(words.iter().map(|(word, value)| (*word, (*value).to_owned())).collect())
    }

    /// The same words for what does not exist.
    pub fn unknown(&self, database: &Database) -> Self {
        self.each(|| database.ids().next::<platform::Uuid>().to_string())
    }

    /// The same words for what cannot exist.
    pub fn malformed(&self) -> Self {
        self.each(|| "not-an-identifier".to_owned())
    }

    /// Other values, but for versions, which name nothing; a code name is a word, as long as the other.
    fn each(&self, value: impl Fn() -> String) -> Self {
        let other = |(word, own): (&&'static str, &String)| match *word {
            _ if word.ends_with("_version") => (*word, own.clone()),
            "code_name" => (*word, own.chars().rev().collect()),
            _ => (*word, value()),
        };
        Self(self.0.iter().map(other).collect())
    }

    /// A text without their values.
    pub fn blank(&self, text: &str) -> String {
        let values = self.0.iter().filter(|(word, _)| !word.ends_with("_version"));
        values.fold(text.to_owned(), |text, (_, value)| text.replace(value, ""))
    }

    pub fn set(&mut self, word: &'static str, value: impl Into<String>) {
        self.0.insert(word, value.into());
    }

    pub fn get(&self, word: &str) -> &str {
        self.0.get(word).unwrap_or_else(|| panic!("{word} is not in the world"))
    }

    /// A text with its words in their places.
    pub fn fill(&self, text: &str) -> String {
        let mut filled = text.to_owned();
        for (word, value) in &self.0 {
            filled = filled.replace(&format!("{{{word}}}"), value);
        }
        // What a body holds in JSON begins with a quotation mark.
        let left = filled.split('{').skip(1).any(|rest| !rest.starts_with('"'));
        assert!(!left, "{filled}: a word is not in the world");
        filled
    }
}

/// Somebody with a browser and an API token.
pub struct Asker {
    pub name: &'static str,
    pub browser: Browser,
    pub token: Option<String>,
    /// What a request that succeeds names.
    pub words: Words,
    /// Records that this person does not see, in the place of those.
    pub unseen: Vec<Words>,
}

impl Asker {
    /// Asks, by the pages or by the API.
    pub async fn ask(&self, instance: &Instance, route: &Route, words: &Words) -> Answer {
        let words = &words.and(&Words::of(&[("code", &code(instance))]));
        let path = words.fill(route.path);
        let fields: Vec<(&str, String)> =
            route.fields.iter().map(|(name, value)| (*name, words.fill(value))).collect();
        if route.is_api() {
            return instance.send(self.call(route.method, &path, fields)).await;
        }
        let mut persona = instance.browser(self.browser.clone());
        if !route.writes() {
            return persona.get(&path).await;
        }
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        // The one form that carries a file.
        if path.ends_with("/files") {
            return persona.post_file(&path, &fields, ("plan.txt", b"un plan")).await;
        }
        persona.post(&path, &fields).await
    }

    fn call(&self, method: &str, path: &str, fields: Vec<(&str, String)>) -> Request<Body> {
        let mut request =
            Request::builder().method(method).uri(path).header("content-type", "application/json");
        if let Some(token) = &self.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        let mut body = serde_json::Map::new();
        for (name, value) in fields {
            if name == "version" {
                request = request.header("if-match", format!("\"{value}\""));
            } else {
                // A list is sent as one.
                let listed = value.starts_with('[').then(|| serde_json::from_str(&value).ok()).flatten();
                body.insert(name.to_owned(), listed.unwrap_or_else(|| value.into()));
            }
        }
        let text = serde_json::Value::from(body).to_string();
        let bare = ["GET", "DELETE"].contains(&method);
        request.body(if bare { Body::empty() } else { Body::from(text) }).expect("a request")
    }
}

/// The world, to be asked as it is or copied.
pub struct World {
    pub instance: Instance,
    pub askers: Vec<Asker>,
}

impl World {
    /// Makes it of an instance that holds the demonstration.
    pub async fn of(instance: Instance) -> Self {
        let mut common = settle(&instance).await;
        let mut nadia = instance.persona("Nadia Karam").await;
        let circle = [("name", "Filière"), ("purpose", "Se dire les pistes."), ("admission", "closed")];
        // What surrounds an organisation, when a request takes it away.
        for (word, value) in [("scheme", "XX-OTHER"), ("number", "HRB0"), ("other_name", "ot")] {
            common.set(word, value);
        }
        common.set("circle", made(&mut nadia, "/circles", &circle).await);
        open_garrigue(&instance, &common).await;
        open_lauze(&instance, &common).await;
        show_restanque(&instance, &common).await;
        for name in ["Cigale", "Garrigue", "Lauze", "Restanque"] {
            attach(&instance, name).await;
        }
        let (ours, theirs) =
            (draw(&instance, "Claire Vidal", &common).await, draw(&instance, "Marc Lenoir", &common).await);
        instance.finish_jobs().await;
        let cigale = records(&instance, "Cigale").await.and(&ours);
        let garrigue = records(&instance, "Garrigue").await.and(&theirs);
        receive(&instance).await;
        let (cigale, garrigue) = (
            cigale.and(&contact(&instance, "Oliva").await).and(&axis(&instance, "Cigale").await),
            garrigue.and(&contact(&instance, "Serra").await).and(&axis(&instance, "Garrigue").await),
        );
        let project = ["project", "project_version", "grant", "code_name", "file", "line"];
        let lauze = garrigue.and(&records(&instance, "Lauze").await.only(&project));
        let restanque = cigale.and(&records(&instance, "Restanque").await.only(&project));
        let company = garrigue.and(&cigale.only(&[
            "company",
            "company_version",
            "interaction",
            "interaction_version",
            "contact",
        ]));
        let mut askers = Vec::new();
        for (name, email) in PEOPLE {
            let browser = enter(&instance, email).await;
            // Who runs the instance has a token made for it; nobody else may have one.
            let scope = if *name == "odile" { Scope::Administer } else { Scope::Write };
            let token = instance.token_as_far_as(email, scope).await;
            askers.push(Asker {
                name,
                browser,
                token: Some(token),
                words: Words::default(),
                unseen: Vec::new(),
            });
        }
        askers.push(visitor(&instance).await);
        let [claire, marc] = ["claire.vidal@provence.example", "marc.lenoir@choose.example"];
        for asker in &mut askers {
            // Somebody who has not signed in names what is Claire's.
            let email =
                PEOPLE.iter().find(|(name, _)| *name == asker.name).map_or(claire, |(_, email)| email);
            let (other, team) =
                if email.ends_with("@provence.example") { (marc, "export") } else { (claire, "industry") };
            asker.words = common.and(&cigale).and(&person(&instance, email, OWN).await);
            asker.words = asker.words.and(&person(&instance, other, OTHER).await);
            asker.words.set("other_team", common.get(team));
            asker.words.set("other_organisation", common.get("choose"));
            asker.unseen = match asker.name {
                // Of the agency, not of the team that works on it.
                "james" | "nadia" | "rosa" | "alix" => vec![garrigue.clone(), lauze.clone()],
                // The project is shown to them, neither its company nor what was said with it.
                "paul" | "ines" => vec![garrigue.clone(), company.clone()],
                // His organisation knows of the second that it is there.
                "marc" => vec![cigale.clone(), restanque.clone()],
                "claire" | "said" => vec![garrigue.clone()],
                _ => vec![garrigue.clone(), cigale.clone()],
            };
        }
        instance.finish_jobs().await;
        Self { instance, askers }
    }
}

/// What belongs to a person: account, seat, session, API token.
const OWN: [&str; 4] = ["own_account", "own_seat", "own_session", "own_token"];
const OTHER: [&str; 4] = ["other_account", "other_seat", "other_session", "other_token"];

async fn person(instance: &Instance, email: &'static str, words: [&'static str; 4]) -> Words {
    let sql = "select a.id, s.id, (select max(x.id) from session x where x.account = a.id), (select max(t.id) from api_token t where t.seat = s.id)
        from account a join seat s on s.account = a.id where a.email = $1";
    let found: (String, String, String, String) =
        instance.database.read(|r| Query::new(sql).bind(email).one(r)).await.unwrap();
    Words(words.into_iter().zip([found.0, found.1, found.2, found.3]).collect())
}

type More = (Option<String>, Option<String>, Option<String>, Option<String>, Option<String>);

/// A project by its code name, with its company, what was said with it, and one grant: those that it has.
async fn records(instance: &Instance, name: &'static str) -> Words {
    type Found = (String, i64, Option<String>, Option<i64>, Option<String>, Option<String>);
    let sql = "select p.id, r.version, p.company, c.version,
            (select max(i.id) from interaction i join company_file f on f.id = i.company_file where f.company = p.company),
            (select max(g.id) from access_grant g where g.record = p.id)
        from project p join record r on r.id = p.id left join record c on c.id = p.company where p.code_name = $1";
    let found: Found = instance.database.read(|r| Query::new(sql).bind(name).one(r)).await.unwrap();
    let (project, version, company, company_version, interaction, grant) = found;
    let sql = "select (select max(g.id) from record g where g.kind = 'register' and g.visibility = 'owner' and g.owner = p.owner),
            (select max(m.id) from organisation_merge m join record k on k.id = m.kept where k.owner = p.owner),
            (select max(m.kept) from organisation_merge m join record k on k.id = m.kept where k.owner = p.owner),
            (select max(j.id) from journal j where j.record = p.id),
            (select max(c.id) from contact c join company_file f on f.id = c.company_file where f.company = p.company)
        from project p where p.id = $1";
    let (register, merge, second, line, contact): More =
        instance.database.read(|r| Query::new(sql).bind(&project).one(r)).await.unwrap();
    let mut words = Words::default();
    words.set("code_name", name);
    words.set("project", project);
    words.set("project_version", version.to_string());
    let file = "select id from attachment where record = (select id from project where code_name = $1)";
    words
        .set("file", instance.database.read(|r| Query::new(file).bind(name).one::<String>(r)).await.unwrap());
    let more = [
        ("company", company),
        ("company_version", company_version.map(|version| version.to_string())),
        ("interaction_version", interaction.as_ref().map(|_| "1".to_owned())),
        ("interaction", interaction),
        ("grant", grant),
        ("register", register),
        ("merge", merge),
        ("second", second),
        ("line", line),
        ("contact", contact),
    ];
    for (word, value) in more {
        if let Some(value) = value {
            words.set(word, value);
        }
    }
    words
}
