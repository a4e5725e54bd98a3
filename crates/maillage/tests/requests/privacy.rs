//! Personal data: every column that holds some is declared, a request gathers all that is held, erasure leaves nothing but
//! what a reason keeps, and retention forgets with time.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use maillage::compose::REGISTRY;
use maillage::directory::people::retention::run;
use platform::clock::Clock;
use platform::database::{Database, Query};
use platform::id::{Chance, Ids};
use serde_json::{Value, json};

use super::client::{Instance, Persona};

/// Every table and its columns; one that holds personal data is followed by `@` and who answers for it: a holding, or `log`
/// for what the instance keeps of its own running.
const CATALOGUE: &str = include_str!("personal_columns.txt");

pub async fn columns(database: &Database, sql: &'static str) -> BTreeMap<String, Vec<String>> {
    let rows: Vec<(String, String)> = database.read(|r| Query::new(sql).all(r)).await.unwrap();
    let mut tables: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (table, column) in rows {
        tables.entry(table).or_default().push(column);
    }
    tables
}

pub const ON_SQLITE: &str = "select m.name, c.name from sqlite_master m join pragma_table_info(m.name) c
    where m.type = 'table' and m.name not like 'sqlite_%' and m.name not like 'search_text%'
      and m.name not like 'search_document%' and m.name not like 'refinery%' order by 1, 2";
pub const ON_POSTGRES: &str = "select cast(table_name as text), cast(column_name as text) from information_schema.columns
    where table_schema = 'public' and table_name not like 'search_document%' and table_name not like 'refinery%' order by 1, 2";

/// A column that nobody declared, in either engine, is a column on which nobody would answer.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_column_is_declared() {
    let mut declared: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in CATALOGUE.lines().filter(|line| !line.starts_with('#')) {
        let (table, columns) = line.split_once(':').unwrap();
        let mut names = Vec::new();
        for word in columns.split_whitespace() {
            let (name, holder) = word.split_once('@').unwrap_or((word, "log"));
            let known =
                holder == "log" || REGISTRY.held_on_people.iter().any(|holding| holding.key == holder);
            assert!(known, "{table}.{name}: nothing is called {holder}");
            names.push(name.to_owned());
        }
        names.sort();
        declared.insert(table.to_owned(), names);
    }
    let (sqlite, postgres) = (Instance::sqlite().await, Instance::postgres().await);
    for (database, sql) in [(&sqlite.database, ON_SQLITE), (&postgres.database, ON_POSTGRES)] {
        let found = columns(database, sql).await;
        for (table, columns) in &found {
            assert_eq!(declared.get(table), Some(columns), "{table}: declare it in personal_columns.txt");
        }
        assert_eq!(declared.len(), found.len());
    }
}

pub async fn ask(persona: &mut Persona<'_>, fields: &[(&str, &str)]) -> String {
    let answer = persona.post("/privacy/requests", fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    answer.location.unwrap().split('?').next().unwrap().to_owned()
}

/// The lines that a request shows, and whether each is ticked.
pub fn lines(page: &str) -> Vec<(String, bool)> {
    let inputs = page.split("name=\"line\" value=\"").skip(1);
    let line = |rest: &str| {
        let (value, rest) = rest.split_once('"').unwrap();
        (value.to_owned(), rest.split('>').next().unwrap().contains("checked"))
    };
    inputs.map(line).collect()
}

/// Says which of the lines shown are about the person.
pub async fn tick(persona: &mut Persona<'_>, request: &str, his: impl Fn(&str) -> bool) {
    let shown = lines(&persona.get(request).await.body);
    let mut fields: Vec<(&str, &str)> = shown.iter().map(|(line, _)| ("shown", line.as_str())).collect();
    fields.extend(shown.iter().filter(|(line, _)| his(line)).map(|(line, _)| ("line", line.as_str())));
    let said = persona.post(&format!("{request}/lines"), &fields).await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.body);
}

/// Somebody whom the organisation knows as a contact of a file, as a person, in a text and in the journal: all of it is on
/// one screen, then gone, and the journal says so without a name.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_gathers_all_then_erases_it() {
    for instance in [Instance::sqlite().await, Instance::postgres().await] {
        let company: String = instance.one("select company from project where code_name = 'Cigale'").await;
        let mut claire = instance.persona("Claire Vidal").await;
        let contact = [
            ("contact_name", "Zélie Orban"),
            ("email", "Zelie.Orban@exemple.example"),
            ("legal_basis", "consent"),
            ("found_in", "salon"),
        ];
        assert_eq!(
            claire.post(&format!("/companies/{company}/contacts"), &contact).await.status,
            StatusCode::SEE_OTHER
        );
        let said = [("channel", "call"), ("summary", "Zélie Orban rappelle lundi.")];
        claire.post(&format!("/companies/{company}/interactions"), &said).await;
        let person = [
            ("given_name", "Zélie"),
            ("family_name", "Orban"),
            ("data_class", "prescriber"),
            ("audience", "owner"),
        ];
        let sheet = claire.post("/people", &person).await.location.unwrap();
        let sheet = sheet.split('?').next().unwrap().to_owned();
        let detail = [
            ("detail_kind", "email"),
            ("reach", "zelie.orban@exemple.example"),
            ("data_class", "prescriber"),
            ("basis", "consent"),
            ("found_in", "carte"),
        ];
        claire.post(&format!("{sheet}/details"), &detail).await;
        instance.finish_jobs().await;
        instance
            .database
            .write(|tx| {
                Query::new("update journal set reason = 'demandé par Zélie Orban' where verb = 'person.added' and id = (select max(id) from journal where verb = 'person.added')")
                    .execute_one(tx)
            })
            .await
            .unwrap();
        // An officer does not answer for data; somebody else's organisation finds nothing.
        assert_eq!(claire.get("/privacy/requests").await.status, StatusCode::NOT_FOUND);
        let mut nadia = instance.persona("Nadia Karam").await;
        let fields = [
            ("request", "erasure"),
            ("given_name", "Zélie"),
            ("family_name", "Orban"),
            ("email", "zelie.orban@exemple.example"),
        ];
        let request = ask(&mut nadia, &fields).await;
        let page = nadia.get(&request).await.body;
        for told in ["salon", "carte", "demandé par Zélie Orban", "href=\"/interactions/"] {
            assert!(page.contains(told), "{told}: {page}");
        }
        tick(&mut nadia, &request, |_| true).await;
        let export = nadia.get(&format!("{request}/answer.json")).await.body;
        let export: Value = serde_json::from_str(&export).unwrap();
        for key in ["person", "details", "contacts", "texts", "journal"] {
            assert!(!export["held"][key].as_array().unwrap().is_empty(), "{key}: {export}");
        }
        // Not before the identity is checked, nor under a hold.
        assert_eq!(nadia.post(&format!("{request}/erasure"), &[]).await.status, StatusCode::FORBIDDEN);
        nadia.post(&format!("{request}/identity"), &[("identity_note", "Réponse à son adresse.")]).await;
        nadia.post(&format!("{request}/hold"), &[("hold_reason", "Litige en cours")]).await;
        assert_eq!(nadia.post(&format!("{request}/erasure"), &[]).await.status, StatusCode::FORBIDDEN);
        nadia.post(&format!("{request}/hold"), &[("hold_reason", "")]).await;
        let erased = nadia.post(&format!("{request}/erasure"), &[]).await;
        assert_eq!(erased.status, StatusCode::SEE_OTHER, "{}", erased.body);
        let export = nadia.get(&format!("{request}/answer.json")).await.body;
        let export: Value = serde_json::from_str(&export).unwrap();
        for key in ["person", "details", "contacts", "journal"] {
            assert!(export["held"][key].as_array().unwrap().is_empty(), "{key}: {export}");
        }
        assert_eq!(export["held"]["texts"].as_array().unwrap().len(), 1, "read over by hand");
        assert!(!claire.get("/people?q=orban").await.body.contains("Orban</a>"));
        assert!(!claire.get("/search?q=orban").await.body.contains(&sheet));
        let journal: Vec<(Option<String>, Option<String>, Option<String>)> = instance
            .database
            .read(|r| Query::new("select before_state, after_state, reason from journal").all(r))
            .await
            .unwrap();
        let told = format!("{journal:?}").to_lowercase();
        assert!(!told.contains("orban") && told.contains("[effacé]"));
        let closed = [("outcome", "answered"), ("answer_note", "Effacé, sauf un compte rendu.")];
        assert_eq!(nadia.post(&format!("{request}/closing"), &closed).await.status, StatusCode::SEE_OTHER);
        assert_eq!(nadia.post(&format!("{request}/erasure"), &[]).await.status, StatusCode::FORBIDDEN);
    }
}

/// What the law entitles a person to be told beside the data themselves (RGPD, article 15): why, on what basis, where they come
/// from, for how long, to whom they are shown, the rights that stand and to whom one complains.
fn entitled(page: &str) {
    let page = page.replace('\u{a0}', " ");
    for told in [
        "Contact professionnel",
        "Travailler avec quelqu’un dans son métier.",
        "36 mois depuis le dernier échange",
        "Effacées",
        "À qui c’est montré",
        "RGPD, art. 16 à 18 et 21",
        "Un accord donné se retire à tout moment.",
        "Écrivez à Provence Promotion",
        "Commission nationale de l’informatique et des libertés",
        "Aucune décision n’est prise sur vous par une machine seule",
    ] {
        assert!(page.contains(told), "{told}: {page}");
    }
}

/// Somebody who has no account, and even no record: in a contact and a text only, or seated without signing in. The
/// organisation answers, prints, erases and closes all the same.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_without_account_is_answered() {
    for instance in [Instance::sqlite().await, Instance::postgres().await] {
        let company: String = instance.one("select company from project where code_name = 'Cigale'").await;
        let mut claire = instance.persona("Claire Vidal").await;
        let contact = [
            ("contact_name", "Yann Ledru"),
            ("email", "yann.ledru@exemple.example"),
            ("legal_basis", "consent"),
            ("found_in", "salon"),
        ];
        claire.post(&format!("/companies/{company}/contacts"), &contact).await;
        let said = [("channel", "call"), ("summary", "Yann Ledru attend un devis.")];
        claire.post(&format!("/companies/{company}/interactions"), &said).await;
        instance.finish_jobs().await;
        let before: (i64, i64) =
            instance.one("select (select count(*) from person), (select count(*) from account)").await;
        let mut nadia = instance.persona("Nadia Karam").await;
        let fields = [
            ("request", "erasure"),
            ("given_name", "Yann"),
            ("family_name", "Ledru"),
            ("email", "Yann.Ledru@exemple.example"),
        ];
        let request = ask(&mut nadia, &fields).await;
        tick(&mut nadia, &request, |_| true).await;
        let printed = nadia.get(&format!("{request}/answer")).await;
        assert_eq!(printed.status, StatusCode::OK);
        assert!(
            printed.body.contains("salon") && printed.body.contains("yann ledru attend un devis"),
            "{}",
            printed.body
        );
        entitled(&printed.body);
        let export: Value =
            serde_json::from_str(&nadia.get(&format!("{request}/answer.json")).await.body).unwrap();
        let why = &export["purposes_and_periods"][0];
        assert_eq!(
            (&why["class"], &why["months"], &why["then"]),
            (&json!("business-contact"), &json!(36), &json!("erase"))
        );
        assert_eq!(export["controller"], "Provence Promotion");
        for said in ["rights", "complaint", "automated_decisions"] {
            assert!(export[said].as_str().is_some_and(|text| !text.is_empty()), "{said}: {export}");
        }
        nadia.post(&format!("{request}/identity"), &[("identity_note", "Réponse à son adresse.")]).await;
        assert_eq!(nadia.post(&format!("{request}/erasure"), &[]).await.status, StatusCode::SEE_OTHER);
        let closed = [("outcome", "answered"), ("answer_note", "Effacé, sauf un compte rendu.")];
        assert_eq!(nadia.post(&format!("{request}/closing"), &closed).await.status, StatusCode::SEE_OTHER);
        let contacts: i64 = instance.one("select count(*) from contact where name = 'Yann Ledru'").await;
        assert_eq!(contacts, 0);
        let after: (i64, i64) =
            instance.one("select (select count(*) from person), (select count(*) from account)").await;
        assert_eq!(after, before, "answering makes nobody");

        // Seated, and never given an account.
        let unlink = "update seat set account = null where account = (select id from account where email = 'said.benali@provence.example')";
        instance.database.write(move |tx| Query::new(unlink).execute_one(tx)).await.unwrap();
        let fields = [("request", "access"), ("given_name", "Saïd"), ("family_name", "Benali")];
        let request = ask(&mut nadia, &fields).await;
        tick(&mut nadia, &request, |_| true).await;
        let export: Value =
            serde_json::from_str(&nadia.get(&format!("{request}/answer.json")).await.body).unwrap();
        assert_eq!(export["held"]["seats"].as_array().unwrap().len(), 1, "{export}");
        assert_eq!(export["held"]["person"].as_array().unwrap().len(), 1, "{export}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_is_due_in_a_month_and_extended_once() {
    for instance in [Instance::sqlite().await, Instance::postgres().await] {
        let mut nadia = instance.persona("Nadia Karam").await;
        let refused = nadia.post("/privacy/requests", &[("request", "access"), ("email", "x")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("href=\"#family_name\"") && refused.body.contains("href=\"#email\""));
        let fields = [("request", "access"), ("family_name", "Orban"), ("received_on", "31/01/2021")];
        let request = ask(&mut nadia, &fields).await;
        assert!(nadia.get(&request).await.body.replace('\u{a0}', " ").contains("28 février 2021"));
        let unsaid = nadia.post(&format!("{request}/extension"), &[]).await;
        assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
        nadia.post(&format!("{request}/extension"), &[("extension_reason", "Trois fiches")]).await;
        assert!(nadia.get(&request).await.body.replace('\u{a0}', " ").contains("30 avril 2021"));
        let again = nadia.post(&format!("{request}/extension"), &[("extension_reason", "Encore")]).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
    }
}

/// Three years and a day after the last exchange a contact is due, is counted before it is erased, and stays while a
/// request is open; the journal counts, and names nobody.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn retention_is_simulated_then_run_on_sqlite() {
    let (clock, ids) = clocked(9);
    simulated_then_run(&Instance::sqlite_with(ids).await, &clock).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn retention_is_simulated_then_run_on_postgres() {
    let (clock, ids) = clocked(10);
    simulated_then_run(&Instance::postgres_with(ids).await, &clock).await;
}

/// A clock that a test moves. Another seed names another folder of mails.
pub fn clocked(seed: u64) -> (Clock, Ids) {
    let start: Timestamp = "2021-06-15T08:00:00Z".parse().unwrap();
    let clock = Clock::fixed(start);
    (clock.clone(), Ids::new(clock, Chance::seeded(seed)))
}

async fn simulated_then_run(instance: &Instance, clock: &Clock) {
    let mut claire = instance.persona("Claire Vidal").await;
    let known: i64 = instance.one("select count(*) from contact").await;
    assert!(known > 0);
    let person = [
        ("given_name", "Zélie"),
        ("family_name", "Orban"),
        ("data_class", "attendee"),
        ("audience", "owner"),
    ];
    let sheet = claire.post("/people", &person).await.location.unwrap();
    let sheet = sheet.split('?').next().unwrap().to_owned();
    let detail = [
        ("detail_kind", "phone"),
        ("reach", "04 91 00 00 00"),
        ("data_class", "attendee"),
        ("basis", "consent"),
        ("found_in", "salon"),
    ];
    claire.post(&format!("{sheet}/details"), &detail).await;
    let mut nadia = instance.persona("Nadia Karam").await;
    assert!(nadia.get("/privacy/retention").await.body.contains("Rien n’a passé sa durée"));
    clock.advance(SignedDuration::from_hours(24 * 366));
    let mut nadia = instance.persona("Nadia Karam").await;
    let page = nadia.get("/privacy/retention").await.body;
    assert!(page.contains("Zélie Orban") && page.replace('\u{a0}', " ").contains("15 juin 2021"), "{page}");
    let mut odile = instance.persona("Odile Perrin").await;
    let page = odile.get("/privacy/retention").await.body;
    assert!(page.contains("Provence Promotion") && !page.contains("Zélie Orban"), "{page}");
    // Under an open request nothing is touched.
    let fields = [("request", "access"), ("given_name", "Zélie"), ("family_name", "Orban")];
    let request = ask(&mut nadia, &fields).await;
    let today = || clock.now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let forget = async || run(&instance.database, REGISTRY.sweeps, today()).await.unwrap();
    let touched = forget().await.into_iter().find(|(key, count)| *count > 0 && *key != "sessions");
    assert_eq!(touched, None);
    nadia.post(&format!("{request}/closing"), &[("answer_note", "Lu.")]).await;
    assert_eq!(odile.post("/privacy/retention/runs", &[]).await.status, StatusCode::SEE_OTHER);
    instance.finish_jobs().await;
    assert_eq!(instance.one::<i64>("select count(*) from contact_detail").await, 0);
    let name: String =
        instance.one("select max(family_name) from person where anonymised_at is not null").await;
    assert_eq!(name, "—");
    assert_eq!(instance.one::<i64>("select count(*) from contact").await, known, "three years are not over");
    // Each class has its own period: those of elected officials are for the archives, and stay.
    let elected =
        "update contact set data_class = 'elected-official' where id = (select min(id) from contact)";
    instance.database.write(move |tx| Query::new(elected).execute_one(tx)).await.unwrap();
    clock.advance(SignedDuration::from_hours(24 * 365 * 3));
    let counts: BTreeMap<_, _> = forget().await.into_iter().collect();
    assert_eq!(counts["contacts"], u64::try_from(known - 1).unwrap(), "{counts:?}");
    let left: String = instance.one("select max(data_class) from contact").await;
    assert_eq!(
        (instance.one::<i64>("select count(*) from contact").await, left.as_str()),
        (1, "elected-official")
    );
    assert!(forget().await.iter().all(|(_, count)| *count == 0), "nothing is left");
    // The request that was answered is kept as long as it may be contested, then without its name.
    let named = "select count(*) from data_request where family_name = 'Orban'";
    assert_eq!(instance.one::<i64>(named).await, 1);
    clock.advance(SignedDuration::from_hours(24 * 365 * 3));
    let counts: BTreeMap<_, _> = forget().await.into_iter().collect();
    assert_eq!(counts["requests"], 1, "{counts:?}");
    assert_eq!(instance.one::<i64>(named).await, 0);
    let outcome = "select count(*) from data_request where closed_at is not null and name_key = ''";
    assert_eq!(instance.one::<i64>(outcome).await, 1, "what was done stays");
    assert!(forget().await.iter().all(|(_, count)| *count == 0));
    let told: String =
        instance.one("select max(after_state) from journal where verb = 'retention.swept'").await;
    assert!(told.contains("count") && !told.contains("Orban"), "{told}");
}
