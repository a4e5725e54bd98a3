//! Who asks, and for what: the demonstration, three more people of its agency, and records that each does not see.

use std::collections::HashMap;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use jiff::SignedDuration;
use maillage::account::{Invitation, NewUser, Purpose, add_user, by_email, hash_password, personal_link};
use maillage::directory::{create_team, member_named};
use maillage::frame::Scope;
use maillage::frame::rights::Role;
use platform::access::Actor;
use platform::database::{Database, Query, Transaction};
use platform::files::{self, NewAttachment};
use platform::i18n::Language;
use platform::web::{Problem, ProblemKind};
use totp_rs::{Builder, Secret};

use super::super::client::{Answer, Browser, Instance, Persona};
use super::routes::{PASSWORD, Route};

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
/// Of the agency, beside its personas; the last has not accepted the invitation.
const MORE: &[(&str, &str, Role)] = &[
    ("Rosa", "Lambert", Role::Reader),
    ("Alix", "Faure", Role::Administrator),
    ("Tom", "Arnaud", Role::Officer),
];
const NEWCOMER: &str = "tom.arnaud@provence.example";
/// The company of the other agency: name and number.
pub const GARRIGUE: (&str, &str) = ("Sierra Textil SA", "552100554");
/// What codes are made from.
const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

/// What a request may name, by the word that stands for it.
#[derive(Clone, Debug, Default)]
pub struct Words(HashMap<&'static str, String>);

impl Words {
    /// These, and others that take the place of some.
    pub fn and(&self, others: &Self) -> Self {
        let both = self.0.iter().chain(&others.0);
        Self(both.map(|(word, value)| (*word, value.clone())).collect())
    }

    /// Some of them.
    fn only(&self, words: &[&str]) -> Self {
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

    fn set(&mut self, word: &'static str, value: impl Into<String>) {
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
        assert!(!filled.contains('{'), "{filled}: a word is not in the world");
        filled
    }
}

/// Somebody with a browser and an API token.
pub struct Asker {
    pub name: &'static str,
    browser: Browser,
    token: Option<String>,
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
                body.insert(name.to_owned(), value.into());
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
        let company = garrigue.and(&cigale.only(&["company", "company_version", "interaction"]));
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

type More = (Option<String>, Option<String>, Option<String>, Option<String>);

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
            (select max(j.id) from journal j where j.record = p.id)
        from project p where p.id = $1";
    let (register, merge, second, line): More =
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
        ("interaction", interaction),
        ("grant", grant),
        ("register", register),
        ("merge", merge),
        ("second", second),
        ("line", line),
    ];
    for (word, value) in more {
        if let Some(value) = value {
            words.set(word, value);
        }
    }
    words
}

/// Gives everyone a password, brings the others, and makes what is in no demonstration: links, a job put aside.
async fn settle(instance: &Instance) -> Words {
    let hash = hash_password(PASSWORD, instance.database.ids().chance()).unwrap();
    let made = instance
        .database
        .write(move |tx| {
            let made = bring(tx)?;
            let known = Query::new("update account set password_hash = $1 where email <> $2");
            known.bind(&hash).bind(NEWCOMER).execute(tx)?;
            Ok::<_, Problem>(made)
        })
        .await
        .unwrap();
    let mut words = Words(made.into_iter().collect());
    words.set("secret", SECRET);
    words.set("code", code(instance));
    words
}

/// The code of this moment: on a busy machine the walk outlasts one.
fn code(instance: &Instance) -> String {
    let now = instance.database.ids().clock().now();
    let secret = Secret::try_from_base32(SECRET).unwrap();
    let codes = Builder::new().with_secret(secret).build().unwrap();
    codes.generate(u64::try_from(now.as_second()).unwrap()).to_string()
}

fn bring(tx: &Transaction) -> Result<Vec<(&'static str, String)>, Problem> {
    let system = Actor::system(tx.ids().clock().now());
    let named = |name| Ok::<_, Problem>(member_named(tx, name)?.ok_or(ProblemKind::NotFound)?.0);
    let (agency, choose, member) =
        (named("Provence Promotion")?, named("Choose Paris Region")?, named("Rising Sud")?);
    for (given_name, family_name, role) in MORE {
        let invitation = Invitation {
            title: None,
            given_name: (*given_name).into(),
            family_name: (*family_name).into(),
            email: format!("{given_name}.{family_name}@provence.example").to_lowercase(),
            role: *role,
            organisation: agency,
            public_member: true,
        };
        add_user(tx, &system, &NewUser { invitation, language: Language::French, administrator: false })?;
    }
    let link = |email, purpose: Purpose| {
        let account = by_email(tx, email)?.ok_or(ProblemKind::NotFound)?.account;
        Ok::<_, Problem>(personal_link(tx, account, purpose, purpose.life())?.secret().to_owned())
    };
    let newcomer = "select s.id from seat s join account a on a.id = s.account where a.email = $1";
    let job: platform::Uuid = tx.new_id();
    // Put aside: not due until somebody asks for it.
    let never =
        system.at.checked_add(SignedDuration::from_hours(24 * 365)).map_err(|_| ProblemKind::Internal)?;
    Query::new("insert into job (id, kind, payload, state, run_at, attempts, created_at) values ($1, 'upkeep', '{}', 'dead', $2, 8, $3)")
        .bind(job.to_string())
        .bind(never)
        .bind(system.at)
        .execute_one(tx)?;
    Ok(vec![
        ("organisation", agency.to_string()),
        ("choose", choose.to_string()),
        ("member", member.to_string()),
        ("territory", "region-93".to_owned()),
        (
            "referent",
            by_email(tx, "claire.vidal@provence.example")?.ok_or(ProblemKind::NotFound)?.account.to_string(),
        ),
        ("seat", Query::new(newcomer).bind(NEWCOMER).one(tx)?),
        ("job", job.to_string()),
        ("entry", link("paul.roux@arles.example", Purpose::Demo)?),
        ("invitation", link(NEWCOMER, Purpose::Invitation)?),
        ("reset", link("paul.roux@arles.example", Purpose::Reset)?),
        ("industry", Query::new("select id from team where name = 'Industrie'").one(tx)?),
        ("export", create_team(tx, choose, "Export")?.to_string()),
    ])
}

/// Two companies of an organisation that are one: the second is merged into the first.
async fn merge_two(persona: &mut Persona<'_>) {
    let kept = made(persona, "/companies", &[("name", "Doublon un"), ("country", "PT")]).await;
    let dropped = made(persona, "/companies", &[("name", "Doublon deux"), ("country", "PT")]).await;
    made(persona, &format!("/organisations/{kept}/merge"), &[("with", &dropped)]).await;
}

/// A register that its organisation keeps to itself.
const REGISTER: &[(&str, &str)] =
    &[("name", "Club immobilier"), ("nature", "network"), ("audience", "owner")];

/// The records of another agency: a company, what was said with it, its project, shown to somebody else.
async fn open_garrigue(instance: &Instance, words: &Words) {
    let mut marc = instance.persona("Marc Lenoir").await;
    let company =
        made(&mut marc, "/companies", &[("name", GARRIGUE.0), ("country", "ES"), ("siren", GARRIGUE.1)])
            .await;
    made(&mut marc, "/registers", REGISTER).await;
    merge_two(&mut marc).await;
    let said = [("channel", "call"), ("summary", "Cherche un site.")];
    made(&mut marc, &format!("/companies/{company}/interactions"), &said).await;
    let facts = [("code_name", "Garrigue"), ("source", "fair"), ("company", &company), ("audience", "owner")];
    note(&mut marc, "Serra").await;
    merge_people(&mut marc, "Serra").await;
    let project = made(&mut marc, "/projects", &facts).await;
    let axis = "insert into heading (id, owner, kind, position, name_fr, name_key, fictitious, version) select id, owner, 'axis', 1, 'Filières', 'filieres', true, 1 from project where code_name = 'Garrigue'";
    instance.database.write(move |tx| Query::new(axis).execute_one(tx)).await.unwrap();
    let grant = [("organisation", words.get("member")), ("level", "card"), ("reason", "travail commun")];
    made(&mut marc, &format!("/projects/{project}/grants"), &grant).await;
}

/// A project of the agency that one of its teams alone sees.
async fn open_lauze(instance: &Instance, words: &Words) {
    let mut claire = instance.persona("Claire Vidal").await;
    made(&mut claire, "/registers", REGISTER).await;
    merge_two(&mut claire).await;
    note(&mut claire, "Oliva").await;
    merge_people(&mut claire, "Oliva").await;
    let team = format!("team:{}", words.get("industry"));
    let facts = [
        ("code_name", "Lauze"),
        ("source", "fair"),
        ("sealed_company", "Un fabricant"),
        ("audience", &team),
        ("referent", words.get("referent")),
    ];
    let project = made(&mut claire, "/projects", &facts).await;
    let grant = [("organisation", words.get("member")), ("level", "card"), ("reason", "travail commun")];
    made(&mut claire, &format!("/projects/{project}/grants"), &grant).await;
}

/// Somebody whom one's own organisation alone sees, with a position.
async fn note(persona: &mut Persona<'_>, name: &str) {
    let facts = [("family_name", name), ("data_class", "business-contact"), ("audience", "owner")];
    let person = made(persona, "/people", &facts).await;
    let held = [("place", "Arles"), ("kind", "employee"), ("duty", "director")];
    made(persona, &format!("/people/{person}/positions"), &held).await;
    let address = [
        ("detail_kind", "phone"),
        ("reach", "04 91 00 00 00"),
        ("data_class", "business-contact"),
        ("basis", "contract"),
        ("found_in", "carte"),
    ];
    made(persona, &format!("/people/{person}/details"), &address).await;
}

/// Three more sheets of a person: one that may be merged, and one that is merged into another.
async fn merge_people(persona: &mut Persona<'_>, name: &str) {
    let facts = [("data_class", "business-contact"), ("audience", "owner"), ("homonym", "yes")];
    let mut made_of = Vec::new();
    for more in ["bis", "ter", "quater"] {
        let name = format!("{name} {more}");
        let facts: Vec<_> = facts.into_iter().chain([("family_name", name.as_str())]).collect();
        made_of.push(made(persona, "/people", &facts).await);
    }
    made(persona, &format!("/people/{}/merge", made_of[1]), &[("with", &made_of[2])]).await;
}

/// A request about a person of each agency, as it received it: nobody there answers for data, so they are put there.
async fn receive(instance: &Instance) {
    let sql = "insert into data_request (id, owner, kind, person, given_name, family_name, name_key, received_on, due_on, identity_note, created_at)
        select p.id, r.owner, 'access', p.id, '', p.family_name, p.given_key, '2021-06-01', '2021-07-01', 'Vue.', r.created_at
        from person p join record r on r.id = p.id where p.family_name in ('Oliva', 'Serra')";
    instance.database.write(move |tx| Query::new(sql).execute(tx).map(drop)).await.unwrap();
}

/// A person by the family name, with one position.
async fn contact(instance: &Instance, name: &'static str) -> Words {
    let sql = "select p.id, r.version, x.id, d.id, s.id, m.id from person p join record r on r.id = p.id join position x on x.person = p.id join contact_detail d on d.person = p.id
        join person s on s.family_name = p.family_name || ' bis' join person k on k.family_name = p.family_name || ' ter' join person_merge m on m.kept = k.id where p.family_name = $1";
    let found: (String, i64, String, String, String, String) =
        instance.database.read(|r| Query::new(sql).bind(name).one(r)).await.unwrap();
    let mut words = Words::default();
    words.set("person", found.0);
    words.set("person_version", found.1.to_string());
    words.set("position", found.2);
    words.set("detail", found.3);
    words.set("second_person", found.4);
    words.set("person_merge", found.5);
    words.set("request", words.get("person").to_owned());
    words
}

/// An axis of the organisation of a project, by the project's code name; the other agency is given one.
async fn axis(instance: &Instance, name: &'static str) -> Words {
    let sql = "select h.id, h.version from heading h join project p on p.owner = h.owner where h.kind = 'axis' and p.code_name = $1
        order by h.position limit 1";
    let found: (String, i64) = instance.database.read(|r| Query::new(sql).bind(name).one(r)).await.unwrap();
    let mut words = Words::default();
    words.set("heading", found.0);
    words.set("heading_version", found.1.to_string());
    words
}

/// A project of the agency of which another knows that it is there.
async fn show_restanque(instance: &Instance, words: &Words) {
    let mut claire = instance.persona("Claire Vidal").await;
    let project = instance.project("Restanque").await;
    let grant = [("organisation", words.get("choose")), ("level", "existence"), ("reason", "pour le compte")];
    made(&mut claire, &format!("/projects/{project}/grants"), &grant).await;
}

/// Attaches a file to a project.
async fn attach(instance: &Instance, name: &'static str) {
    let bytes = Body::from("un plan").into_data_stream();
    let received = instance.app.files.receive(name, bytes, 100).await.unwrap();
    let attached = instance.database.write(move |tx| {
        let record = Query::new("select id from project where code_name = $1").bind(name).one(tx)?;
        let new = NewAttachment {
            record,
            name: "plan.txt".into(),
            kind: "text/plain".into(),
            size: 7,
            digest: received.digest.clone(),
            caption: None,
            credit: None,
        };
        files::attach(tx, &Actor::system(tx.ids().clock().now()), &maillage::investment::PROJECT, &new)
    });
    attached.await.unwrap();
}

/// A perimeter and an assets sheet that an agency keeps for itself and shows to one organisation.
async fn draw(instance: &Instance, who: &str, words: &Words) -> Words {
    let mut officer = instance.persona(who).await;
    let facts = [("name", "Delta"), ("visibility", "owner"), ("from", "2026"), ("members", "13004")];
    let perimeter = made(&mut officer, "/perimeters", &facts).await;
    let facts = [("name", "Atouts du delta"), ("visibility", "owner"), ("perimeter", perimeter.as_str())];
    let sheet = made(&mut officer, "/asset-sheets", &facts).await;
    let item = [("version", "1"), ("theme", "life"), ("authentic", "fr"), ("text_fr", "Le delta")];
    made(&mut officer, &format!("/asset-sheets/{sheet}/items"), &item).await;
    let grant = [("organisation", words.get("member")), ("level", "card"), ("reason", "travail commun")];
    for path in [format!("/perimeters/{perimeter}/grants"), format!("/asset-sheets/{sheet}/grants")] {
        made(&mut officer, &path, &grant).await;
    }
    let (of_perimeter, of_sheet) = (perimeter.clone(), sheet.clone());
    let found = instance.database.read(move |r| {
        Query::new(
            "select (select max(g.id) from access_grant g where g.record = $1), (select max(g.id) from access_grant g where g.record = $2),
                (select max(i.id) from asset_item i where i.sheet = $2)",
        )
        .bind(&of_perimeter)
        .bind(&of_sheet)
        .one::<(String, String, String)>(r)
    });
    let (perimeter_grant, sheet_grant, item) = found.await.unwrap();
    Words::of(&[
        ("perimeter", &perimeter),
        ("perimeter_version", "1"),
        ("perimeter_grant", &perimeter_grant),
        ("sheet", &sheet),
        ("sheet_version", "2"),
        ("sheet_grant", &sheet_grant),
        ("item", &item),
    ])
}

/// Sends a form that succeeds; the identifier that the answer leads to.
async fn made(persona: &mut Persona<'_>, path: &str, fields: &[(&str, &str)]) -> String {
    let answer = persona.post(path, fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}: {}", answer.body);
    let location = answer.location.unwrap_or_default();
    location.split('?').next().unwrap_or_default().rsplit('/').next().unwrap_or_default().to_owned()
}

async fn enter(instance: &Instance, email: &'static str) -> Browser {
    let link = instance
        .database
        .write(move |tx| {
            let account = by_email(tx, email)?.ok_or(ProblemKind::NotFound)?.account;
            Ok::<_, Problem>(personal_link(tx, account, Purpose::Demo, Purpose::Demo.life())?)
        })
        .await
        .unwrap();
    instance.enter(&link).await.browser
}

async fn visitor(instance: &Instance) -> Asker {
    let mut visitor = instance.browser(Browser::default());
    visitor.get("/sign-in").await;
    Asker { name: NOBODY, browser: visitor.browser, token: None, words: Words::default(), unseen: Vec::new() }
}
