//! The glass broken in the open.

use axum::http::StatusCode;
use maillage::frame::rights::Role;
use totp_rs::{Builder, Secret};

use super::super::client::{Answer, Instance, Persona};
use super::super::passkeys::{Fields, Key, PRESENT, VERIFIED, question};
use super::{ALIX, ODILE, enter, newcomer, run, sent};

const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

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

/// What is shown to others from a seat that was taken ends with it, and is taken back when it is cut; from that seat nobody is
/// invited, no circle is run, no token made.
async fn nothing_outlives_it(instance: &Instance) {
    let mut odile = enter(instance, ODILE).await;
    let mut alix = newcomer(instance, "Provence Promotion", ALIX, Role::Administrator).await;
    let mut ines = instance.persona("Inès Morel").await;
    run(
        instance,
        "update account set totp_secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', totp_enabled_at = created_at where email = 'odile.perrin@operations.example'",
    )
    .await;
    let agency: String = instance.one("select id from organisation where name = 'Provence Promotion'").await;
    let bank: String = instance.one("select id from organisation where name = 'Bpifrance'").await;
    let sheet = format!("/projects/{}", instance.project("Cigale").await);
    let code = code_at(instance);
    let fields = [
        ("organisation", agency.as_str()),
        ("role", "manager"),
        ("reason", "Reprise des fiches après un départ"),
        ("hours", "1"),
        ("code", &code),
    ];
    let taken = odile.post("/administration/break-glass", &fields).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.body);
    let seat: String = instance.one("select seat from break_glass").await;
    odile.get("/account").await;
    odile.post("/account/acting", &[("seat", &seat)]).await;
    odile.get(&sheet).await;
    let shown = [("organisation", bank.as_str()), ("level", "read"), ("reason", "à étudier")];
    let shared = odile.post(&format!("{sheet}/grants"), &shown).await;
    assert_eq!(shared.status, StatusCode::SEE_OTHER, "{}", shared.body);
    assert_eq!(ines.get(&sheet).await.status, StatusCode::OK);
    let beyond: i64 = instance
        .one("select count(*) from access_grant g join break_glass b on b.account = g.granted_by where g.valid_until is null or g.valid_until > b.until_at")
        .await;
    assert_eq!(beyond, 0, "nothing is given for longer");
    for (path, fields) in [
        ("/administration/people", vec![("email", "x@exemple.example"), ("role", "reader")]),
        ("/circles", vec![("name", "Filière"), ("admission", "closed")]),
        ("/account/tokens", vec![("token_name", "x"), ("token_access", "read"), ("token_days", "30")]),
    ] {
        let answer = odile.post(path, &fields).await;
        assert!(answer.status.is_client_error(), "{path}: {} {}", answer.status, answer.body);
    }
    let page = alix.get("/accesses").await.body;
    let end = page.split("action=\"/accesses/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_eq!(alix.post(&format!("/accesses/{end}"), &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(ines.get(&sheet).await.status, StatusCode::NOT_FOUND, "taken back");
    instance.finish_jobs().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_outlives_the_broken_glass_on_sqlite() {
    nothing_outlives_it(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_outlives_the_broken_glass_on_postgres() {
    nothing_outlives_it(&Instance::postgres().await).await;
}

const ASK_PROOF: &str = "/account/passkeys/proof/challenge";

async fn broken_by_a_key(instance: &Instance) {
    let mut odile = enter(instance, ODILE).await;
    let sheet = format!("/projects/{}", instance.project("Cigale").await);
    let reference: String = instance.one("select reference from project where code_name = 'Cigale'").await;
    let mut form: Fields = vec![
        ("record", reference),
        ("reason", "Plainte du référent, ticket 12".into()),
        ("hours", "1".into()),
        ("code", String::new()),
    ];
    let post = async |odile: &mut Persona<'_>, once: &str, form: &Fields, answer: Fields| -> Answer {
        let fields = form.iter().chain(&answer).map(|(name, value)| (*name, value.as_str()));
        odile.post_once("/administration/break-glass", &fields.collect::<Vec<_>>(), once).await
    };
    let page = odile.get("/administration/break-glass").await.body;
    assert!(!page.contains("data-passkey=") && page.contains("href=\"/account/methods\""));
    let nothing = post(&mut odile, "0", &form, Fields::new()).await;
    assert!(nothing.status == StatusCode::UNPROCESSABLE_ENTITY && nothing.body.contains("href=\"#code\""));

    // An account that has only a passkey; another's opens nothing, nor does the answer to another question, nor a key that
    // did not recognise its owner.
    let (key, other) =
        (Key::of(instance, ODILE).await, Key::of(instance, "claire.vidal@provence.example").await);
    assert!(odile.get("/administration/break-glass").await.body.contains("data-passkey=\"proof\""));
    let asked = question(&mut odile, ASK_PROOF).await;
    assert_eq!(asked["known"].as_array().unwrap().len(), 1, "her own keys alone are asked for");
    let elsewhere = question(&mut odile, "/sign-in/passkey/challenge").await;
    let answer = key.answer(&elsewhere, VERIFIED, 2);
    let mut refused = vec![post(&mut odile, "1", &form, answer).await];
    for (once, by, flags) in [("2", &other, VERIFIED), ("3", &key, PRESENT)] {
        let asked = question(&mut odile, ASK_PROOF).await;
        refused.push(post(&mut odile, once, &form, by.answer(&asked, flags, 2)).await);
    }
    for answer in refused {
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains("n’a pas été reconnue"), "{}", answer.body);
    }
    assert_eq!(odile.get(&sheet).await.status, StatusCode::NOT_FOUND);

    // Hers does; the same form again does nothing more; the same answer in another form is over.
    let asked = question(&mut odile, ASK_PROOF).await;
    let answer = key.answer(&asked, VERIFIED, 2);
    for _ in 0..2 {
        let taken = post(&mut odile, "4", &form, answer.clone()).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.body);
    }
    assert_eq!(instance.one::<i64>("select count(*) from break_glass").await, 1);
    assert!(odile.get(&sheet).await.body.contains("Cigale"));
    let again = post(&mut odile, "5", &form, answer).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);

    // A copied key opens nothing, and its owner is told; what is asked for is understood before the key is used.
    let asked = question(&mut odile, ASK_PROOF).await;
    let copy = post(&mut odile, "6", &form, key.answer(&asked, VERIFIED, 2)).await;
    assert!(copy.status == StatusCode::UNPROCESSABLE_ENTITY && copy.body.contains("semble avoir été copiée"));
    form[1].1 = "à voir".into();
    let asked = question(&mut odile, ASK_PROOF).await;
    let unclear = post(&mut odile, "7", &form, key.answer(&asked, VERIFIED, 3)).await;
    assert!(unclear.body.contains("href=\"#reason\"") && !unclear.body.contains("href=\"#code\""));
    let count: i64 = instance.one("select max(sign_count) from passkey").await;
    assert_eq!(count, 2);
    instance.finish_jobs().await;
    assert!(sent(instance).iter().any(|mail| mail.contains(ODILE) && mail.contains("copi")));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_glass_is_broken_by_a_passkey_on_sqlite() {
    broken_by_a_key(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_glass_is_broken_by_a_passkey_on_postgres() {
    broken_by_a_key(&Instance::postgres().await).await;
}

/// On a person: who took it opens it from the page of what was taken, as long as it holds; the sheet says who sees it more,
/// and why; its journal says it in words.
async fn the_glass_on_a_person(instance: &Instance) {
    let mut odile = enter(instance, ODILE).await;
    let mut claire = instance.persona("Claire Vidal").await;
    let person = [
        ("given_name", "Zélie"),
        ("family_name", "Orban"),
        ("data_class", "prescriber"),
        ("audience", "owner"),
    ];
    let sheet = claire.post("/people", &person).await.location.unwrap();
    let sheet = sheet.split('?').next().unwrap().to_owned();
    run(
        instance,
        "update account set totp_secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', totp_enabled_at = created_at where email = 'odile.perrin@operations.example'",
    )
    .await;
    assert_eq!(odile.get(&sheet).await.status, StatusCode::NOT_FOUND);
    let (id, code) = (sheet.rsplit('/').next().unwrap().to_owned(), code_at(instance));
    let asked = [
        ("record", id.as_str()),
        ("reason", "Plainte du référent, ticket 12"),
        ("hours", "1"),
        ("code", &code),
    ];
    let taken = odile.post("/administration/break-glass", &asked).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.body);
    let page = odile.get("/administration/break-glass").await.body;
    assert!(page.contains(&format!("href=\"{sheet}\"")) && page.contains("Une personne"), "{page}");
    assert_eq!(odile.get(&sheet).await.status, StatusCode::OK);
    let seen = claire.get(&sheet).await.body;
    assert!(seen.contains("Odile Perrin") && seen.contains("ticket 12"), "{seen}");
    assert!(seen.contains("Accès exceptionnel pris") && !seen.contains("glass"), "{seen}");
    let found = claire.get("/search?q=orban").await.body;
    assert!(found.contains(">Personne<") && !found.contains("kind-person"), "{found}");
    run(instance, "update break_glass set until_at = begun_at").await;
    let page = odile.get("/administration/break-glass").await.body;
    assert!(!page.contains(&format!("href=\"{sheet}\"")), "{page}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_glass_on_a_person_is_said_in_words_on_sqlite() {
    the_glass_on_a_person(&Instance::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_glass_on_a_person_is_said_in_words_on_postgres() {
    the_glass_on_a_person(&Instance::postgres().await).await;
}
