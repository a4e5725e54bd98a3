//! What was said with companies: noted in one form, from a phone as from a desk, with one company or a few.

use axum::http::StatusCode;
use platform::access::{self, Actor, Validity};
use platform::database::Query;
use serde_json::{Value, json};

use super::client::{Answer, Instance, Persona, call, call_with};

const CLAIRE: &str = "claire.vidal@provence.example";
const OSTRAVA: &str = "select id from organisation where name = 'Ostrava Thermal s.r.o.'";
const MORAVIA: &str = "select id from organisation where name = 'Moravia Valves a.s.'";
const EVA: &str = "select id from contact where name = 'Eva Novotná'";

async fn said(instance: &Instance) -> i64 {
    instance.one("select count(*) from interaction").await
}

fn refused(answer: &Answer, words: &[&str]) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.body);
    for text in words {
        assert!(answer.body.contains(text), "{text}: {}", answer.body);
    }
}

/// P1, 2: one form, which says what it understands before anything is written; sent twice it notes once.
async fn a_meeting_is_noted(instance: &Instance) {
    let mut claire = instance.persona("Claire Vidal").await;
    let (company, eva): (String, String) = (instance.one(OSTRAVA).await, instance.one(EVA).await);
    let (cigale, before) = (instance.project("Cigale").await, said(instance).await);
    let page = claire.get("/interactions/new?back=/today").await.body;
    assert!(page.contains("action=\"/interactions?back=%2Ftoday\""), "{page}");
    assert!(page.contains("Ostrava Thermal s.r.o."), "the companies of late come first: {page}");
    let typed = [("channel", "visit"), ("with", "ostrava thermal"), ("next_due", "fin juin 2199")];
    let draft = claire.post("/interactions/new", &typed).await;
    assert_eq!(draft.status, StatusCode::OK, "{}", draft.body);
    for text in ["Eva Novotná", "Cigale", "entre le 21 et le 30\u{a0}juin 2199", "value=\"ostrava thermal\""]
    {
        assert!(draft.body.contains(text), "{text}: {}", draft.body);
    }
    assert_eq!(said(instance).await, before, "nothing was written");
    let fields = [
        ("channel", "visit"),
        ("companies", company.as_str()),
        ("contacts", &eva),
        ("project", &cigale),
        ("summary", "Ont vu le quai froid."),
        ("next_step", "Envoyer le programme"),
        ("next_due", "fin juin 2199"),
        ("contact_name", "Tomáš Řehák"),
        ("legal_basis", "legitimate-interest"),
    ];
    for _ in 0..2 {
        let noted = claire.post_once("/interactions?back=/today", &fields, "une-fois").await;
        assert_eq!(noted.location.as_deref(), Some("/today?done=done-interaction-logged"), "{}", noted.body);
    }
    assert_eq!(said(instance).await, before + 1, "a form sent twice notes once");
    let sheet = claire.get(&format!("/companies/{company}")).await.body;
    for text in ["Ont vu le quai froid.", "Visite", "Tomáš Řehák"] {
        assert!(sheet.contains(text), "{text}: {sheet}");
    }
    let there: i64 = instance.one("select count(*) from interaction_contact c join interaction i on i.id = c.interaction where i.summary = 'Ont vu le quai froid.'").await;
    assert_eq!(there, 2);
    let about: String =
        instance.one("select project from interaction where summary = 'Ont vu le quai froid.'").await;
    assert_eq!(about, cigale);
    let elsewhere = claire.post("/interactions?back=//exemple.fr", &fields).await;
    assert_eq!(elsewhere.location.unwrap(), format!("/companies/{company}?done=done-interaction-logged"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_meeting_is_noted_on_sqlite() {
    a_meeting_is_noted(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_meeting_is_noted_on_postgres() {
    a_meeting_is_noted(&Instance::postgres().await).await;
}

/// S3-06, S3-07: one to one and one to few. Each company has it on its timeline; one that nobody followed is followed.
async fn one_to_few(instance: &Instance) {
    let mut claire = instance.persona("Claire Vidal").await;
    let fields = [
        ("channel", "event"),
        ("with", "Moravia Valves a.s. ; Hanseat Kühltechnik GmbH ; Kyushu Glass"),
        ("country", "JP"),
        ("summary", "Table ronde sur l’hydrogène."),
        ("held_on", "3 juin 2021"),
    ];
    let noted = claire.post("/interactions", &fields).await;
    let moravia: String = instance.one(MORAVIA).await;
    assert_eq!(noted.location.unwrap(), format!("/companies/{moravia}?done=done-interaction-logged"));
    for name in ["Moravia Valves a.s.", "Hanseat Kühltechnik GmbH", "Kyushu Glass"] {
        let id: String = instance
            .database
            .read(|r| Query::new("select id from organisation where name = $1").bind(name).one(r))
            .await
            .unwrap();
        let sheet = claire.get(&format!("/companies/{id}")).await.body;
        assert!(
            sheet.contains("Table ronde sur l’hydrogène.") && sheet.contains("3\u{a0}juin 2021"),
            "{name}: {sheet}"
        );
    }
    let list = claire.get("/companies").await.body;
    let line = list.split("Kyushu Glass").nth(1).unwrap().split("</tr>").next().unwrap();
    assert!(line.contains("3\u{a0}juin 2021"), "{line}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_to_few_stands_on_each_timeline_on_sqlite() {
    one_to_few(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_to_few_stands_on_each_timeline_on_postgres() {
    one_to_few(&Instance::postgres().await).await;
}

/// Issue 4, bad input: whatever is wrong is said by its field, and nothing typed is lost.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_wrong_is_said_and_nothing_typed_is_lost() {
    let instance = Instance::sqlite().await;
    let mut claire = instance.persona("Claire Vidal").await;
    let (company, before) = (instance.one::<String>(OSTRAVA).await, said(&instance).await);
    let fields = [
        ("channel", "meeting"),
        ("companies", company.as_str()),
        ("held_on", "31/12/2199"),
        ("summary", "Un texte à ne pas perdre"),
        ("next_step", "Relancer"),
        ("next_due", "bientôt sans doute"),
        ("contact_name", "Jana Nová"),
    ];
    let answer = claire.post("/interactions?back=/today", &fields).await;
    refused(
        &answer,
        &[
            "31\u{a0}décembre 2199 n’est pas encore venu",
            "href=\"#next_due\"",
            "href=\"#legal_basis\"",
            "Un texte à ne pas perdre",
            "value=\"Jana Nová\"",
            "value=\"bientôt sans doute\"",
            "back=%2Ftoday",
        ],
    );
    let few = [("channel", "call"), ("summary", "x"), ("with", "Provence")];
    let answer = claire.post("/interactions", &few).await;
    refused(&answer, &["cochez la bonne", "name=\"companies\"", "Provence Promotion"]);
    let none = [("channel", "call"), ("summary", "x")];
    refused(&claire.post("/interactions", &none).await, &["Dites avec quelle entreprise"]);
    let unknown = [("channel", "call"), ("summary", "x"), ("with", "Zéphyr Inconnu")];
    refused(
        &claire.post("/interactions", &unknown).await,
        &[
            "« Zéphyr Inconnu »".replace("« ", "«\u{a0}").replace(" »", "\u{a0}»").as_str(),
            "name=\"country\"",
        ],
    );
    let petr: String = instance.one("select id from contact where name = 'Petr Horák'").await;
    let other = [("channel", "call"), ("summary", "x"), ("companies", company.as_str()), ("contacts", &petr)];
    refused(&claire.post("/interactions", &other).await, &["n’est pas dans la fiche"]);
    assert_eq!(said(&instance).await, before, "nothing was written");
}

/// What one may not see is what does not exist: neither a company nor a project can be named.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_unseen_is_named() {
    let instance = Instance::sqlite().await;
    let mut marc = instance.persona("Marc Lenoir").await;
    let (company, cigale) = (instance.one::<String>(OSTRAVA).await, instance.project("Cigale").await);
    let nobody = "018f0000-0000-7000-8000-000000000009";
    let mut pages = Vec::new();
    for (company, project) in [(company.as_str(), cigale.as_str()), (nobody, nobody)] {
        let page = marc.get(&format!("/interactions/new?company={company}&project={project}")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.body.contains("Ostrava") && !page.body.contains("Cigale"), "{}", page.body);
        let fields = [("channel", "call"), ("summary", "x"), ("companies", company)];
        let answer = marc.post("/interactions", &fields).await;
        refused(&answer, &["n’est plus visible"]);
        let fields = [
            ("channel", "call"),
            ("summary", "x"),
            ("with", "Zut SA"),
            ("country", "BE"),
            ("project", project),
        ];
        let answer = marc.post("/interactions", &fields).await;
        refused(&answer, &["href=\"#project\""]);
        pages.push(answer.body.len());
    }
    assert_eq!(pages[0], pages[1]);
    let mut nora = instance.persona("Paul Roux").await;
    assert_ne!(nora.get("/interactions/new").await.status, StatusCode::INTERNAL_SERVER_ERROR);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_api_notes_the_same() {
    let instance = Instance::sqlite().await;
    let token = instance.token(CLAIRE, true).await;
    let (company, eva): (String, String) = (instance.one(OSTRAVA).await, instance.one(EVA).await);
    let before = said(&instance).await;
    let body = json!({"channel": "meeting", "companies": [company], "contacts": [eva], "summary": "Vus à Marseille.",
        "with": "Moravia Valves a.s.", "held_on": "2 juin 2021"});
    let mut answers = Vec::new();
    for _ in 0..2 {
        let headers = [("idempotency-key", "k1")];
        let noted = instance.send(call_with("POST", "/api/v1/interactions", &token, &headers, &body)).await;
        assert_eq!(noted.status, StatusCode::CREATED, "{}", noted.body);
        answers.push(serde_json::from_str::<Value>(&noted.body).unwrap());
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0]["company"], json!(company));
    assert_eq!(said(&instance).await, before + 1);
    let late = json!({"channel": "call", "companies": [company], "summary": "x", "held_on": "2199-01-01"});
    let refused = instance.send(call("POST", "/api/v1/interactions", &token, Some(late))).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
    assert_eq!(serde_json::from_str::<Value>(&refused.body).unwrap()["errors"][0]["field"], "held_on");
    instance.finish_jobs().await;
}

/// Claire notes that she met two companies about Cigale; the address of the interaction.
async fn met(instance: &Instance, claire: &mut Persona<'_>) -> String {
    let (company, cigale) = (instance.one::<String>(OSTRAVA).await, instance.project("Cigale").await);
    let fields = [
        ("channel", "meeting"),
        ("companies", company.as_str()),
        ("with", "Moravia Valves a.s."),
        ("project", &cigale),
        ("summary", "Accord de principe sur le calendrier."),
        ("next_step", "Envoyer le compte rendu"),
        ("next_due", "fin juin 2199"),
    ];
    let noted = claire.post("/interactions", &fields).await;
    assert_eq!(noted.status, StatusCode::SEE_OTHER, "{}", noted.body);
    let id: String = instance
        .one("select id from interaction where summary = 'Accord de principe sur le calendrier.'")
        .await;
    format!("/interactions/{id}")
}

/// A wall stands before the file of one of two companies: the note is read without the name of that company; before the file
/// that it belongs to, the note is not there at all.
async fn walls_hide_companies(instance: &Instance) {
    let mut claire = instance.persona("Claire Vidal").await;
    let mut said = instance.persona("Saïd Benali").await;
    let path = met(instance, &mut claire).await;
    assert!(said.get(&path).await.body.contains("Moravia Valves"));
    let [ostrava, moravia]: [String; 2] = [instance.one(OSTRAVA).await, instance.one(MORAVIA).await];
    wall(instance, "Moravia Valves a.s.").await;
    let project = format!("/projects/{}", instance.project("Cigale").await);
    for page in [path.clone(), format!("/companies/{ostrava}"), project] {
        let page = said.get(&page).await;
        assert!(page.status == StatusCode::OK && page.body.contains("Accord de principe"), "{}", page.body);
        assert!(!page.body.contains("Moravia"), "{}", page.body);
    }
    let own = said.get(&format!("/companies/{moravia}")).await;
    assert!(!own.body.contains("Accord de principe"), "{}", own.body);
    let fields = [("channel", "call"), ("summary", "x"), ("companies", moravia.as_str())];
    refused(&said.post("/interactions", &fields).await, &["n’est plus visible"]);
    wall(instance, "Ostrava Thermal s.r.o.").await;
    assert_eq!(said.get(&path).await.status, StatusCode::NOT_FOUND);
}

/// Keeps Saïd from the agency's file on a company.
async fn wall(instance: &Instance, company: &'static str) {
    instance
        .database
        .write(move |tx| {
            let file = "select f.id from company_file f join organisation o on o.id = f.company where o.name = $1";
            let seat = "select s.id from seat s join account a on a.id = s.account where a.email = 'said.benali@provence.example'";
            let (file, seat) = (Query::new(file).bind(company).one(tx)?, Query::new(seat).one(tx)?);
            let actor = Actor::system(tx.ids().clock().now());
            access::raise_wall(tx, &actor, file, seat, "récusation", Validity::ALWAYS)
        })
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_company_under_a_wall_is_not_named_on_sqlite() {
    walls_hide_companies(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_company_under_a_wall_is_not_named_on_postgres() {
    walls_hide_companies(&Instance::postgres().await).await;
}

/// Only who noted it corrects it; two at once see both texts; the journal says what changed and keeps no text.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_corrects_what_one_noted() {
    let instance = Instance::sqlite().await;
    let mut claire = instance.persona("Claire Vidal").await;
    let mut said = instance.persona("Saïd Benali").await;
    let path = met(&instance, &mut claire).await;
    instance.finish_jobs().await;
    let edit = format!("{path}/edit");
    assert_eq!(said.get(&edit).await.status, StatusCode::FORBIDDEN);
    let sent = |version: &'static str, summary: &'static str| {
        [
            ("version", version),
            ("was_channel", "meeting"),
            ("channel", "meeting"),
            ("was_summary", "Accord de principe sur le calendrier."),
            ("summary", summary),
        ]
    };
    assert_eq!(said.post(&edit, &sent("1", "x")).await.status, StatusCode::FORBIDDEN);
    let form = claire.get(&edit).await;
    assert!(form.status == StatusCode::OK && form.body.contains("30\u{a0}juin 2199"), "{}", form.body);
    let empty = claire.post(&edit, &sent("1", "")).await;
    refused(&empty, &["href=\"#summary\""]);
    let saved = claire.post(&edit, &sent("1", "Accord ferme.")).await;
    assert_eq!(saved.location.as_deref(), Some(format!("{path}?done=done-saved").as_str()), "{}", saved.body);
    let late = claire.post(&edit, &sent("1", "Accord du bout des lèvres.")).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.body);
    assert!(
        late.body.contains("Accord ferme.") && late.body.contains("Accord du bout des lèvres."),
        "{}",
        late.body
    );
    instance.finish_jobs().await;
    let found = claire.get("/search?q=accord+ferme").await.body;
    assert!(found.contains("Accord ferme") || found.contains("Ostrava"), "{found}");
    assert!(!claire.get("/search?q=accord+principe+calendrier").await.body.contains("Accord de principe"));
    let told: String = instance.one("select coalesce(before_state, '') || after_state from journal where verb = 'interaction.changed'").await;
    assert!(!told.contains("Accord"), "{told}");
}

/// Who was there is corrected by who noted it: contacts of these companies and colleagues, from the version that was read.
async fn who_was_there_is_corrected(instance: &Instance) {
    let mut claire = instance.persona("Claire Vidal").await;
    let path = met(instance, &mut claire).await;
    let eva: String = instance.one(EVA).await;
    let said: String =
        instance.one("select id from account where email = 'said.benali@provence.example'").await;
    let present = format!("{path}/present");
    assert_eq!(
        instance.persona("Saïd Benali").await.get(&present).await.status,
        StatusCode::FORBIDDEN,
        "it is not his"
    );
    let form = claire.get(&present).await;
    assert!(form.status == StatusCode::OK && form.body.contains("Eva Novotná"), "{}", form.body);
    // Somebody of another company was not there.
    let stranger: String = instance.one("select min(k.id) from contact k join company_file f on f.id = k.company_file join organisation o on o.id = f.company where o.name not in ('Ostrava Thermal s.r.o.', 'Moravia Valves a.s.')").await;
    let other =
        claire.post(&present, &[("version", "1"), ("contacts", &stranger), ("colleagues", &said)]).await;
    refused(&other, &["href=\"#contacts\""]);
    assert!(
        other.body.contains(&format!("value=\"{said}\" checked")),
        "what was ticked stays: {}",
        other.body
    );
    let saved = claire.post(&present, &[("version", "1"), ("contacts", &eva), ("colleagues", &said)]).await;
    assert_eq!(saved.location.as_deref(), Some(format!("{path}?done=done-saved").as_str()), "{}", saved.body);
    let sheet = claire.get(&path).await.body;
    assert!(sheet.contains("Eva Novotná") && sheet.contains("Saïd Benali"), "{sheet}");
    let late = claire.post(&present, &[("version", "1")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "{}", late.body);
    let token = instance.token(CLAIRE, true).await;
    let none = json!({"contacts": [], "colleagues": [said]});
    let api = format!("/api/v1{present}");
    let put = instance.send(call_with("PUT", &api, &token, &[("if-match", "\"2\"")], &none)).await;
    assert_eq!(put.status, StatusCode::OK, "{}", put.body);
    let sheet = claire.get(&path).await.body;
    assert!(!sheet.contains("Eva Novotná") && sheet.contains("Saïd Benali"), "{sheet}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_was_there_is_corrected_on_sqlite() {
    who_was_there_is_corrected(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_was_there_is_corrected_on_postgres() {
    who_was_there_is_corrected(&Instance::postgres().await).await;
}

/// What is withdrawn is erased and seen by nobody, whoever asks; the journal keeps why.
async fn withdrawn(instance: &Instance) {
    let mut claire = instance.persona("Claire Vidal").await;
    let path = met(instance, &mut claire).await;
    instance.finish_jobs().await;
    let withdrawal = format!("{path}/withdrawal");
    refused(&claire.post(&withdrawal, &[("version", "1")]).await, &["href=\"#withdrawal_reason\""]);
    let fields = [("version", "1"), ("withdrawal_reason", "mauvaise entreprise")];
    let gone = claire.post(&withdrawal, &fields).await;
    let ostrava: String = instance.one(OSTRAVA).await;
    assert_eq!(gone.location.unwrap(), format!("/companies/{ostrava}?done=done-interaction-withdrawn"));
    instance.finish_jobs().await;
    assert_eq!(claire.get(&path).await.status, StatusCode::NOT_FOUND);
    for page in [
        format!("/companies/{ostrava}"),
        format!("/projects/{}", instance.project("Cigale").await),
        "/search?q=accord+principe".into(),
        "/today?week=yes".into(),
    ] {
        assert!(!claire.get(&page).await.body.contains("Accord de principe"), "{page}");
    }
    let left: String = instance.one("select summary from interaction where withdrawn_at is not null").await;
    assert_eq!(left, "");
    let why: String = instance.one("select reason from journal where verb = 'interaction.withdrawn'").await;
    assert_eq!(why, "mauvaise entreprise");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_withdrawn_is_gone_on_sqlite() {
    withdrawn(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_withdrawn_is_gone_on_postgres() {
    withdrawn(&Instance::postgres().await).await;
}

/// What follows is handed to a colleague who reads it, and to nobody else.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_step_is_handed_over_to_who_reads_it() {
    let instance = Instance::sqlite().await;
    let mut claire = instance.persona("Claire Vidal").await;
    let path = met(&instance, &mut claire).await;
    let hand = format!("{path}/hand-over");
    let benali: String =
        instance.one("select id from account where email = 'said.benali@provence.example'").await;
    let lenoir: String =
        instance.one("select id from account where email = 'marc.lenoir@choose.example'").await;
    refused(&claire.post(&hand, &[("to", &lenoir)]).await, &["Choisissez dans la liste"]);
    let done = claire.post(&hand, &[("to", &benali)]).await;
    assert_eq!(done.location.unwrap(), format!("{path}?done=done-step-handed"));
    assert!(claire.get(&path).await.body.contains("transmise à Saïd Benali"));
    wall(&instance, "Ostrava Thermal s.r.o.").await;
    refused(&claire.post(&hand, &[("to", &benali)]).await, &["ne lit pas la fiche"]);
    claire.post(&format!("{path}/completion"), &[]).await;
    refused(&claire.post(&hand, &[("to", &benali)]).await, &["Il ne reste rien à faire"]);
    instance.finish_jobs().await;
}

/// A long history is read page by page, each line once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_long_history_is_read_page_by_page() {
    let instance = Instance::sqlite().await;
    let mut claire = instance.persona("Claire Vidal").await;
    let company: String = instance.one(OSTRAVA).await;
    let path = format!("/companies/{company}");
    for n in 0..40 {
        let said =
            [("channel", "call"), ("summary", &*format!("Appel numéro {n}.")), ("held_on", "2 juin 2021")];
        claire.post(&format!("{path}/interactions"), &said).await;
    }
    let all: i64 = instance.one("select count(*) from interaction i join company_file f on f.id = i.company_file join organisation o on o.id = f.company where o.name = 'Ostrava Thermal s.r.o.'").await;
    let (mut next, mut lines) = (Some(path.clone()), Vec::new());
    while let Some(page) = next {
        let body = claire.get(&page).await.body;
        lines.extend(body.split("<h3><a href=\"/interactions/").skip(1).map(|line| line[..36].to_owned()));
        next = body
            .split("rel=\"next\" href=\"")
            .nth(1)
            .map(|rest| rest.split('"').next().unwrap().replace("&amp;", "&"));
        next = next.map(|url| url.split('#').next().unwrap().to_owned());
    }
    let read = lines.len();
    lines.sort();
    lines.dedup();
    assert_eq!((lines.len(), read), (usize::try_from(all).unwrap(), lines.len()));
    let token = instance.token(CLAIRE, false).await;
    let first = instance
        .send(call("GET", &format!("/api/v1/interactions?company={company}&limit=3"), &token, None))
        .await;
    let first: Value = serde_json::from_str(&first.body).unwrap();
    assert_eq!(first["items"].as_array().unwrap().len(), 3);
    let next = format!("/api/v1/interactions?company={company}&cursor={}", first["next"].as_str().unwrap());
    let second: Value =
        serde_json::from_str(&instance.send(call("GET", &next, &token, None)).await.body).unwrap();
    assert_ne!(first["items"][2]["id"], second["items"][0]["id"]);
    instance.finish_jobs().await;
}
