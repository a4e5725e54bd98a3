//! Administration across organisations: members founded, stopped and opened again, what roles may do, the glass broken.

use axum::http::StatusCode;
use maillage::account::{Invitation, NewUser, Purpose, add_user, by_email, personal_link};
use maillage::administration::{forget_accesses, write_accesses};
use maillage::directory::member_named;
use maillage::frame::rights::Role;
use platform::access::Actor;
use platform::database::Query;
use platform::i18n::Language;
use platform::web::{Problem, ProblemKind};
use serde_json::json;
use totp_rs::{Builder, Secret};

use super::client::{Instance, Persona, call};

const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const ODILE: &str = "odile.perrin@operations.example";
const ALIX: &str = "alix.faure@provence.example";

/// Somebody of an organisation beside the personas, with a browser.
pub async fn newcomer<'i>(
    instance: &'i Instance,
    organisation: &'static str,
    email: &'static str,
    role: Role,
) -> Persona<'i> {
    let made = instance.database.write(move |tx| {
        let system = Actor::system(tx.ids().clock().now());
        let organisation = member_named(tx, organisation)?.ok_or(ProblemKind::NotFound)?.0;
        let (given_name, rest) = email.split_once('.').ok_or(ProblemKind::NotFound)?;
        let invitation = Invitation {
            title: None,
            given_name: given_name.to_owned(),
            family_name: rest.split('@').next().unwrap_or_default().to_owned(),
            email: email.to_owned(),
            role,
            organisation,
            public_member: true,
        };
        add_user(tx, &system, &NewUser { invitation, language: Language::French, administrator: false })
            .map(drop)
    });
    made.await.unwrap();
    enter(instance, email).await
}

/// Somebody who is there, with a browser.
pub async fn enter<'i>(instance: &'i Instance, email: &'static str) -> Persona<'i> {
    let link = instance.database.write(move |tx| {
        let account = by_email(tx, email)?.ok_or(ProblemKind::NotFound)?.account;
        Ok::<_, Problem>(personal_link(tx, account, Purpose::Demo, Purpose::Demo.life())?)
    });
    instance.enter(&link.await.unwrap()).await
}

/// Changes the database behind the program's back.
pub async fn run(instance: &Instance, sql: &'static str) {
    instance.database.write(move |tx| Query::new(sql).execute(tx).map(drop)).await.unwrap();
}

/// The identifier at the end of where an answer leads.
pub fn led_to(location: Option<&String>) -> String {
    location.unwrap().split('?').next().unwrap().rsplit('/').next().unwrap().to_owned()
}

const FOUNDED: [(&str, &str); 5] = [
    ("name", "Agence fictive du Ponant"),
    ("family", "attractiveness"),
    ("category", "agency"),
    ("country", "FR"),
    ("membership", "private"),
];

async fn founded_and_stopped(instance: &Instance) {
    let mut odile = enter(instance, ODILE).await;
    let empty = odile.post("/administration/organisations", &[("siren", "123456789")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.body.contains("href=\"#siren\"") && empty.body.contains("href=\"#name\""));
    let made = odile.post("/administration/organisations", &FOUNDED).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    let id = led_to(made.location.as_ref());
    let again = odile.post("/administration/organisations", &FOUNDED).await;
    assert!(again.body.contains("porte déjà ce nom"), "{}", again.status);
    let list = odile.get("/administration/organisations").await.body;
    assert!(list.contains("Agence fictive du Ponant") && list.contains("Sans administrateur"));

    // Its first administrator is invited, and signs in.
    let person = [
        ("organisation", id.as_str()),
        ("given_name", "Ada"),
        ("family_name", "Brun"),
        ("email", "ada.brun@ponant.example"),
        ("role", "administrator"),
    ];
    let invited = odile.post("/administration/people", &person).await;
    assert_eq!(invited.status, StatusCode::SEE_OTHER, "{}", invited.body);
    let mut ada = enter(instance, "ada.brun@ponant.example").await;
    let token = instance.token("ada.brun@ponant.example", false).await;
    assert_eq!(ada.get("/administration/people").await.status, StatusCode::OK);
    assert_eq!(ada.get("/administration/organisations").await.status, StatusCode::NOT_FOUND);
    let public: i64 = instance
        .one("select count(*) from closure c join seat s on true join principal p on p.id = s.id and p.key = c.member join organisation o on o.id = s.organisation join principal g on g.key = c.grouping where o.name = 'Agence fictive du Ponant' and g.role = 'public-members'")
        .await;
    assert_eq!(public, 0, "a private member");

    // Stopped: neither page nor token; what it owns stays. Opened again: both.
    let stop = format!("/administration/organisations/{id}/stops");
    let refused = odile.post(&stop, &[("state", "closed"), ("last_day", "hier")]).await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains("href=\"#reason\""));
    let stopped = odile.post(&stop, &[("state", "suspended"), ("reason", "convention échue")]).await;
    assert_eq!(stopped.status, StatusCode::SEE_OTHER, "{}", stopped.body);
    assert_eq!(ada.get("/today").await.status, StatusCode::SEE_OTHER, "to the sign-in");
    let read = instance.send(call("GET", "/api/v1/projects", &token, None)).await;
    assert_eq!(read.status, StatusCode::UNAUTHORIZED);
    assert!(odile.get("/organisations").await.body.contains("Agence fictive du Ponant"));
    assert!(
        odile.get(&format!("/administration/organisations/{id}")).await.body.contains("convention échue")
    );
    odile.post(&format!("/administration/organisations/{id}/reopening"), &[]).await;
    assert_eq!(ada.get("/today").await.status, StatusCode::OK);
    let read = instance.send(call("GET", "/api/v1/projects", &token, None)).await;
    assert_eq!(read.status, StatusCode::OK);

    // One's own is not stopped by oneself.
    let own: String = instance
        .one("select s.organisation from seat s join account a on a.id = s.account where a.email = 'odile.perrin@operations.example'")
        .await;
    let stop = format!("/administration/organisations/{own}/stops");
    let refused = odile.post(&stop, &[("state", "closed"), ("reason", "essai")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_member_is_founded_stopped_and_opened_again_on_sqlite() {
    founded_and_stopped(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_member_is_founded_stopped_and_opened_again_on_postgres() {
    founded_and_stopped(&Instance::postgres().await).await;
}

/// Whoever runs the instance does not seat himself elsewhere, and whom he seats is known to those who answer for it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_seated_from_outside_unseen() {
    let instance = Instance::sqlite().await;
    let mut odile = enter(&instance, ODILE).await;
    newcomer(&instance, "Provence Promotion", ALIX, Role::Administrator).await;
    instance.finish_jobs().await;
    drop(std::fs::remove_dir_all(&instance.folder));
    std::fs::create_dir_all(&instance.folder).unwrap();
    let agency: String = instance.one("select id from organisation where name = 'Provence Promotion'").await;
    let person = |email| {
        [
            ("organisation", agency.as_str()),
            ("given_name", "Ada"),
            ("family_name", "Brun"),
            ("email", email),
            ("role", "manager"),
        ]
    };
    let refused = odile.post("/administration/people", &person(ODILE)).await;
    assert!(
        refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains("accès exceptionnel")
    );
    let invited = odile.post("/administration/people", &person("ada.brun@provence.example")).await;
    assert_eq!(invited.status, StatusCode::SEE_OTHER, "{}", invited.body);
    instance.finish_jobs().await;
    let told = sent(&instance).iter().filter(|mail| mail.contains(ALIX) && mail.contains("Ada Brun")).count();
    assert_eq!(told, 1);
}

/// The mails that left.
pub fn sent(instance: &Instance) -> Vec<String> {
    let Ok(folder) = std::fs::read_dir(&instance.folder) else { return Vec::new() };
    let read = |entry: std::fs::DirEntry| std::fs::read(entry.path()).unwrap();
    let mails = folder.map(Result::unwrap).filter(|entry| entry.path().is_file());
    mails.map(|entry| plain(&read(entry))).collect()
}

/// A mail without the encoding of its letters.
fn plain(mail: &[u8]) -> String {
    let mut text = Vec::new();
    let mut rest = mail;
    while let Some((byte, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        match (byte, hex) {
            (b'=', Some("\r\n")) => rest = &after[2..],
            (b'=', Some(pair)) if u8::from_str_radix(pair, 16).is_ok() => {
                text.push(u8::from_str_radix(pair, 16).unwrap());
                rest = &after[2..];
            }
            _ => {
                text.push(*byte);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&text).into_owned()
}

/// A right taken away closes page and API alike, at once, for who is signed in.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_right_taken_away_closes_page_and_api_alike() {
    let instance = Instance::sqlite().await;
    let mut claire = instance.persona("Claire Vidal").await;
    let token = instance.token("claire.vidal@provence.example", true).await;
    let mut alix = newcomer(&instance, "Provence Promotion", ALIX, Role::Administrator).await;
    let form = [
        ("code_name", "Asphodèle"),
        ("source", "fair"),
        ("sealed_company", "Un fabricant"),
        ("audience", "owner"),
    ];
    let body = json!({"code_name": "Bruyère", "source": "fair", "sealed_company": "Un autre"});
    let both = async |claire: &mut Persona<'_>| {
        let api = instance.send(call("POST", "/api/v1/projects", &token, Some(body.clone()))).await.status;
        (claire.post("/projects", &form).await.status, api)
    };
    assert_eq!(both(&mut claire).await, (StatusCode::SEE_OTHER, StatusCode::CREATED));
    let page = alix.get("/administration/capabilities").await;
    assert!(page.status == StatusCode::OK && page.body.contains("officer.run-projects"));
    // Every box but one; what is beyond the bounds is left out.
    let ticked: Vec<(&str, &str)> = [
        "officer.keep-files",
        "officer.use-api",
        "manager.keep-files",
        "manager.run-projects",
        "manager.share-all",
        "manager.run-circles",
        "manager.use-api",
        "manager.see-accesses",
        "manager.protect-data",
        "administrator.protect-data",
        "administrator.use-api",
        "reader.use-api",
        "reader.run-projects",
    ]
    .map(|box_| ("right", box_))
    .to_vec();
    let saved = alix.post("/administration/capabilities", &ticked).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    assert_eq!(both(&mut claire).await, (StatusCode::FORBIDDEN, StatusCode::FORBIDDEN));
    assert_eq!(alix.get("/administration/people").await.status, StatusCode::OK, "an administrator stays one");
    let rows: i64 = instance.one("select count(*) from role_right where removed <> 0").await;
    assert_eq!(rows, 1, "the officers' line alone");
    // Another organisation's officers are as they were.
    let mut marc = instance.persona("Marc Lenoir").await;
    assert_eq!(marc.post("/projects", &form).await.status, StatusCode::SEE_OTHER);
    // The whole instance: only who runs it.
    let refused = alix.post("/administration/capabilities", &[("scope", "instance")]).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
    let mut odile = enter(&instance, ODILE).await;
    let all = odile
        .post("/administration/capabilities", &[("scope", "instance"), ("right", "officer.keep-files")])
        .await;
    assert_eq!(all.status, StatusCode::SEE_OTHER);
    assert_eq!(marc.post("/projects", &form).await.status, StatusCode::FORBIDDEN);
    let read = instance.send(call("GET", "/api/v1/projects", &token, None)).await;
    assert_eq!(read.status, StatusCode::FORBIDDEN, "of this her organisation said nothing");
}

fn code_at(instance: &Instance) -> String {
    let now = instance.database.ids().clock().now();
    let codes = Builder::new().with_secret(Secret::try_from_base32(SECRET).unwrap()).build().unwrap();
    codes.generate(u64::try_from(now.as_second()).unwrap()).to_string()
}

async fn broken(instance: &Instance) {
    let mut odile = enter(instance, ODILE).await;
    let mut claire = instance.persona("Claire Vidal").await;
    let mut alix = newcomer(instance, "Provence Promotion", ALIX, Role::Administrator).await;
    let project = instance.project("Cigale").await;
    let sheet = format!("/projects/{project}");
    let reference: String = instance.one("select reference from project where code_name = 'Cigale'").await;
    // Without it, nothing: neither the sheet nor the list nor search.
    assert_eq!(odile.get(&sheet).await.status, StatusCode::NOT_FOUND);
    assert!(!odile.get("/search?q=cigale").await.body.contains("Cigale"));
    let ask = |code: String| {
        vec![
            ("record", reference.clone()),
            ("reason", "Plainte du référent, ticket 12".to_owned()),
            ("hours", "1".to_owned()),
            ("code", code),
        ]
    };
    let post = async |odile: &mut Persona<'_>, fields: Vec<(&str, String)>| {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        odile.post("/administration/break-glass", &fields).await
    };
    let without = post(&mut odile, ask("123456".into())).await;
    assert!(
        without.status == StatusCode::UNPROCESSABLE_ENTITY && without.body.contains("double vérification")
    );
    run(
        instance,
        "update account set totp_secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', totp_enabled_at = created_at where email = 'odile.perrin@operations.example'",
    )
    .await;
    assert_eq!(post(&mut odile, ask("000000".into())).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(odile.get(&sheet).await.status, StatusCode::NOT_FOUND);
    let taken = post(&mut odile, ask(code_at(instance))).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.body);
    // She reads, and changes nothing.
    assert!(odile.get(&sheet).await.body.contains("Cigale"));
    assert_ne!(odile.get(&format!("{sheet}/edit")).await.status, StatusCode::OK);
    // The owner is told by mail, on the sheet, and on its page.
    instance.finish_jobs().await;
    let mails = sent(instance);
    assert!(mails.iter().any(|mail| mail.contains(ALIX) && mail.contains("ticket 12")), "{mails:?}");
    let seen = claire.get(&sheet).await.body;
    assert!(
        seen.contains("ticket 12") && seen.contains("Odile Perrin") && seen.contains("Accès exceptionnel")
    );
    let page = alix.get("/accesses").await;
    assert!(page.body.contains("ticket 12"), "{}", page.body);
    let end = page.body.split("action=\"/accesses/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    // Another organisation knows nothing of it.
    let mut marc = instance.persona("Marc Lenoir").await;
    assert_eq!(marc.post(&format!("/accesses/{end}"), &[]).await.status, StatusCode::NOT_FOUND);
    let cut = alix.post(&format!("/accesses/{end}"), &[]).await;
    assert_eq!(cut.status, StatusCode::SEE_OTHER, "{}", cut.body);
    assert_eq!(odile.get(&sheet).await.status, StatusCode::NOT_FOUND);
    assert_eq!(alix.post(&format!("/accesses/{end}"), &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_glass_is_broken_in_the_open_on_sqlite() {
    broken(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_glass_is_broken_in_the_open_on_postgres() {
    broken(&Instance::postgres().await).await;
}

/// It ends by itself; and it may be an organisation, with a seat that ends too.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_glass_ends_by_itself() {
    let instance = Instance::sqlite().await;
    let mut odile = enter(&instance, ODILE).await;
    run(
        &instance,
        "update account set totp_secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', totp_enabled_at = created_at where email = 'odile.perrin@operations.example'",
    )
    .await;
    let agency: String = instance.one("select id from organisation where name = 'Provence Promotion'").await;
    let code = code_at(&instance);
    let fields = [
        ("organisation", agency.as_str()),
        ("role", "reader"),
        ("reason", "Reprise des fiches après un départ"),
        ("hours", "4"),
        ("code", &code),
    ];
    let taken = odile.post("/administration/break-glass", &fields).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.body);
    let seat: String = instance.one("select seat from break_glass").await;
    odile.get("/account").await;
    odile.post("/account/acting", &[("seat", &seat)]).await;
    let project = instance.project("Cigale").await;
    let sheet = format!("/projects/{project}");
    assert!(odile.get(&sheet).await.body.contains("Cigale"));
    run(&instance, "update seat set valid_until = '2020-01-01T00:00:00.000000Z' where id = (select seat from break_glass)").await;
    assert_eq!(odile.get(&sheet).await.status, StatusCode::SEE_OTHER, "the seat is over: to the sign-in");
    instance.finish_jobs().await;
}

async fn invited_together(instance: &Instance) {
    let mut alix = newcomer(instance, "Provence Promotion", ALIX, Role::Administrator).await;
    let text = "Nom;Prénom;E-mail;Rôle;Fonction\n\
        Brun;Ada;ada.brun@provence.example;lecteur;Stagiaire\n\
        Vidal;Claire;claire.vidal@provence.example;lecteur;\n\
        Roy;Anne;anne.roy@provence;roi;\n\
        Petit;Jean;jean.petit@provence.example;chargé de mission;\n";
    let before: i64 = instance.one("select count(*) from account").await;
    let page = alix.post("/administration/invitations/previews", &[("people", text)]).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let body = page.body.replace('\u{a0}', " ");
    for said in ["2 invitations prêtes", "sur 4", "a déjà un rôle", "Rôle inconnu"] {
        assert!(body.contains(said), "{said}: {body}");
    }
    assert_eq!(instance.one::<i64>("select count(*) from account").await, before, "nothing is sent yet");
    // A line at fault cannot be sent, even asked for; nor can nothing.
    for rows in [&[("row", "3")][..], &[]] {
        let fields: Vec<_> = [("people", text)].into_iter().chain(rows.iter().copied()).collect();
        let refused = alix.post("/administration/invitations", &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let answer = alix.post("/administration/invitations", &[("people", text), ("row", "2")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert_eq!(instance.one::<i64>("select count(*) from account").await, before + 1, "the line chosen");
    let title: Option<String> =
        instance.one("select title from seat where account = (select id from account where email = 'ada.brun@provence.example')").await;
    assert_eq!(title.as_deref(), Some("Stagiaire"));
    instance.finish_jobs().await;
    assert!(sent(instance).iter().any(|mail| mail.contains("ada.brun@provence.example")));
    let list = alix.get("/administration/invitations").await.body;
    assert!(list.contains("En attente") && list.contains("Ada Brun"));
    let id: String = instance.one("select id from invitation order by id desc limit 1").await;
    let act = |verb: &str| format!("/administration/invitations/{id}/{verb}");
    assert_eq!(alix.post(&act("resending"), &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(alix.post(&act("revocation"), &[]).await.status, StatusCode::SEE_OTHER);
    assert!(alix.get("/administration/invitations").await.body.contains("Retirée"));
    assert_eq!(alix.post(&act("resending"), &[]).await.status, StatusCode::CONFLICT);
    // Another organisation's is not found.
    let mut ada =
        newcomer(instance, "Choose Paris Region", "anne.roy@choose.example", Role::Administrator).await;
    assert_eq!(ada.post(&act("revocation"), &[]).await.status, StatusCode::NOT_FOUND);
    instance.finish_jobs().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_are_invited_together_on_sqlite() {
    invited_together(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn people_are_invited_together_on_postgres() {
    invited_together(&Instance::postgres().await).await;
}

async fn handed_over(instance: &Instance) {
    let mut claire = instance.persona("Claire Vidal").await;
    let mut nadia = instance.persona("Nadia Karam").await;
    let mut alix = newcomer(instance, "Provence Promotion", ALIX, Role::Administrator).await;
    let claires: String = instance
        .one("select s.id from seat s join account a on a.id = s.account where a.email = 'claire.vidal@provence.example'")
        .await;
    let nadias: String = instance
        .one("select s.id from seat s join account a on a.id = s.account where a.email = 'nadia.karam@provence.example'")
        .await;
    run(instance, "update project set second_reader = null where referent in (select id from account where email = 'claire.vidal@provence.example')").await;
    let held: i64 = instance.one("select count(*) from project where referent in (select id from account where email = 'claire.vidal@provence.example')").await;
    assert!(held > 0);
    let path = format!("/administration/people/{claires}/hand-over");
    let plan = alix.get(&path).await;
    assert!(plan.status == StatusCode::OK && plan.body.contains("Cigale"), "{}", plan.body);
    let refused = alix.post(&path, &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "each part needs an heir");
    assert_eq!(claire.get("/today").await.status, StatusCode::OK, "nothing was done");
    let all = [("to.referent", nadias.as_str()), ("to.second-reader", &nadias), ("to.next-step", &nadias)];
    let done = alix.post(&path, &all).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let nadias_own: i64 = instance.one("select count(*) from project where referent in (select id from account where email = 'nadia.karam@provence.example')").await;
    assert!(nadias_own >= held);
    let owed: i64 = instance.one("select count(*) from interaction where next_account is not null").await;
    assert!(owed > 0 && nadia.get("/today?week=yes").await.status == StatusCode::OK);
    assert_eq!(claire.get("/today").await.status, StatusCode::SEE_OTHER, "her session is over");
    instance.finish_jobs().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_leaver_answers_for_is_handed_over_on_sqlite() {
    handed_over(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_leaver_answers_for_is_handed_over_on_postgres() {
    handed_over(&Instance::postgres().await).await;
}

async fn opened(instance: &Instance) {
    let mut nadia = instance.persona("Nadia Karam").await;
    let mut claire = instance.persona("Claire Vidal").await;
    let mut odile = enter(instance, ODILE).await;
    let mut marc = instance.persona("Marc Lenoir").await;
    let project = instance.project("Cigale").await;
    let sheet = format!("/projects/{project}");
    claire.get(&sheet).await;
    claire.get(&sheet).await;
    marc.get(&sheet).await;
    let token = instance.token("claire.vidal@provence.example", false).await;
    for path in ["/api/v1/projects".to_owned(), format!("/api/v1{sheet}")] {
        assert_eq!(instance.send(call("GET", &path, &token, None)).await.status, StatusCode::OK);
    }
    assert_eq!(
        write_accesses(&instance.app).await.unwrap(),
        3,
        "a page once, one by the API, a list; not what was refused"
    );
    assert_eq!(write_accesses(&instance.app).await.unwrap(), 0);
    // The owner's managers see which; other organisations see nothing of it; who runs the instance sees that it was.
    let page = nadia.get("/accesses").await.body;
    assert!(page.contains("Cigale") && page.contains("Claire Vidal") && page.contains("une liste"), "{page}");
    assert_eq!(marc.get("/accesses").await.status, StatusCode::NOT_FOUND);
    let page = odile.get("/administration/readings").await.body;
    assert!(page.contains("Claire Vidal") && !page.contains("Cigale") && !page.contains(&project));
    // Forgotten after six months.
    run(instance, "update access_log set at = '2020-01-01T00:00:00.000000Z' where way = 'list'").await;
    assert_eq!(forget_accesses(&instance.database).await.unwrap(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_opened_what_is_known_to_its_owner_on_sqlite() {
    opened(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_opened_what_is_known_to_its_owner_on_postgres() {
    opened(&Instance::postgres().await).await;
}

/// Columns that name somebody and stay when he leaves, with the reason.
const STAYS: &[(&str, &str)] = &[
    ("access_log.account", "who read it, then; forgotten after six months"),
    ("access_grant.granted_by", "who gave it, then"),
    ("attachment.added_by", "who added it, then"),
    ("consent_event.account", "who wrote it down, then"),
    ("consent_event.person", "the person it is about"),
    ("contact_detail.person", "the person it is about"),
    ("data_request.account", "who received it, then"),
    ("data_request.person", "the person who asks"),
    ("legal_hold.person", "the person it is about"),
    ("legal_hold.set_by", "who set it, then"),
    ("organisation_distinct.decided_by", "who decided, then"),
    ("organisation_merge.merged_by", "who merged, then"),
    ("person_distinct.decided_by", "who decided, then"),
    ("person_merge.merged_by", "who merged, then"),
    ("position.person", "the person it is about"),
    ("account.person", "whose account it is"),
    ("api_token.seat", "ends with the seat"),
    ("break_glass.account", "who took it, then"),
    ("break_glass.ended_by", "who ended it, then"),
    ("break_glass.seat", "the seat that it opened"),
    ("circle_member.decided_by", "who decided, then"),
    ("identity.account", "how one signs in"),
    ("interaction.account", "who held it, then: what is owed is next_account"),
    ("invitation.account", "who was invited, then"),
    ("invitation.seat", "the seat that was offered"),
    ("invitation.sent_by", "who invited, then"),
    ("journal.actor", "who acted, then"),
    ("member_standing.changed_by", "who decided, then"),
    ("personal_link.account", "ends by itself"),
    ("passkey.account", "how one signs in"),
    ("recovery_code.account", "how one signs in"),
    ("sign_in_flow.account", "ends by itself"),
    ("project.contact_person", "somebody of the company"),
    ("project.detected_by", "who detected it, then"),
    ("project.verified_by", "who verified it, then"),
    ("project_evidence.account", "who added it, then"),
    ("project_pause.account", "who paused it, then"),
    ("project_restatement.decided_by", "who decided, then"),
    ("project_restatement.proposed_by", "who proposed it, then"),
    ("project_status_change.account", "who said so, then"),
    ("perimeter_version.account", "who drew it, then"),
    ("role_right.changed_by", "who decided, then"),
    ("theme.changed_by", "who changed it, then"),
    ("seat.account", "the seat itself"),
    ("seat.person", "the seat itself"),
    ("session.account", "ends with the seat"),
    ("session.seat", "ends with the seat"),
    ("source_document.author", "who wrote a published text"),
    ("stage_move.account", "who moved it, then"),
    ("wall.raised_by", "who raised it, then"),
];

/// A feature that adds a column naming somebody says what becomes of it when he leaves: it is handed over, or it stays.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_column_that_names_somebody_is_handed_over_or_stays() {
    let instance = Instance::sqlite().await;
    let columns: Vec<String> = instance
        .database
        .read(|r| {
            Query::new("select m.name || '.' || c.name from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table' order by 1").all(r)
        })
        .await
        .unwrap();
    let names = [
        "account", "person", "referent", "reader", "seat", "actor", "officer", "author", "assignee",
        "holder", "verifier",
    ];
    let names_somebody = |column: &&String| {
        let last = column.split('.').next_back().unwrap();
        names.iter().any(|name| last.split('_').any(|word| word == *name)) || last.ends_with("_by")
    };
    let held: Vec<&str> = maillage::compose::REGISTRY.holdings.iter().map(|one| one.column).collect();
    let known = |column: &str| held.contains(&column) || STAYS.iter().any(|(stays, _)| *stays == column);
    let lost: Vec<&String> = columns.iter().filter(names_somebody).filter(|column| !known(column)).collect();
    assert!(lost.is_empty(), "who takes these when somebody leaves? {lost:?}");
    for column in held.iter().chain(STAYS.iter().map(|(column, _)| column)) {
        assert!(columns.iter().any(|known| known == column), "{column} is not in the database");
    }
}
