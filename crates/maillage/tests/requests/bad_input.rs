//! Bad input: each a clear message in the reader's language that says what to do, and nothing half-written.

use axum::http::StatusCode;
use jiff::SignedDuration;
use maillage::account::{Purpose, by_email, personal_link};
use platform::clock::Clock;
use platform::database::{Error, Transaction};
use platform::id::{Chance, Ids};

use super::client::{Browser, Instance};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_posted_twice_acts_once() {
    let instance = Instance::sqlite().await;
    let mut claire = instance.persona("Claire Vidal").await;
    let fields = [("name", "Galicia Eólica SL"), ("country", "ES")];
    let first = claire.post_once("/companies", &fields, "form-1").await;
    let second = claire.post_once("/companies", &fields, "form-1").await;
    assert_eq!(first.location, second.location);
    let count: i64 = instance.one("select count(*) from organisation where name = 'Galicia Eólica SL'").await;
    assert_eq!(count, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_editors_are_shown_both_values() {
    let instance = Instance::sqlite().await;
    let project = format!("/projects/{}", instance.project("Restanque").await);
    let (mut claire, mut nadia) =
        (instance.persona("Claire Vidal").await, instance.persona("Nadia Karam").await);
    let version =
        super::client::hidden(&claire.get(&format!("{project}/edit")).await.body, "version").unwrap();
    let theirs = [("version", version.as_str()), ("was_jobs", "une vingtaine"), ("jobs", "85")];
    assert_eq!(nadia.post(&format!("{project}/edit"), &theirs).await.status, StatusCode::SEE_OTHER);
    let mine = [
        ("version", version.as_str()),
        ("was_jobs", "une vingtaine"),
        ("jobs", "près de 90"),
        ("was_location", ""),
        ("location", "Arles"),
    ];
    let conflict = claire.post(&format!("{project}/edit"), &mine).await;
    assert_eq!(conflict.status, StatusCode::CONFLICT);
    assert!(
        conflict.body.contains("près de 90")
            && conflict.body.contains("85")
            && conflict.body.contains("Votre valeur"),
        "{}",
        conflict.body
    );
    assert!(!conflict.body.contains("checked"), "nothing is chosen in advance");
    let version = super::client::hidden(&conflict.body, "version").unwrap();
    let chosen = [
        ("version", version.as_str()),
        ("was_jobs", "85"),
        ("jobs", "près de 90"),
        ("was_location", ""),
        ("location", "Arles"),
    ];
    assert_eq!(claire.post(&format!("{project}/edit"), &chosen).await.status, StatusCode::SEE_OTHER);
    let sheet = claire.get(&project).await.body;
    assert!(sheet.contains("près de 90") && sheet.contains("Arles"));
}

/// However many times a form is refused, the page leads back to one that can be opened: for the language, above all.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_refused_form_leads_back_to_its_page() {
    let instance = Instance::sqlite().await;
    let mut claire = instance.persona("Claire Vidal").await;
    let company: String = instance.one("select company from project where code_name = 'Cigale'").await;
    let sheet = format!("/companies/{company}");
    for (page, form) in [
        (sheet.clone(), format!("{sheet}/contacts")),
        (sheet.clone(), format!("{sheet}/interactions")),
        ("/companies/new".into(), "/companies".into()),
        ("/projects/new".into(), "/projects".into()),
        ("/account".into(), "/account/tokens".into()),
    ] {
        claire.get(&format!("{page}?done=done-saved")).await;
        for _ in 0..2 {
            let refused = claire.post(&form, &[("version", "1")]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}: {}", refused.body);
            assert_eq!(super::client::hidden(&refused.body, "back").unwrap(), page, "{form}");
        }
        let switched = claire.post("/language", &[("language", "en"), ("back", &page)]).await;
        assert_eq!(switched.location.as_deref(), Some(page.as_str()));
        assert_eq!(claire.get(&page).await.status, StatusCode::OK);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_read_is_refused_whole() {
    let instance = Instance::sqlite().await;
    let mut claire = instance.persona("Claire Vidal").await;
    let before: i64 = instance.one("select count(*) from journal").await;
    let csrf = claire.browser.csrf.clone();
    let broken = claire.post_raw("/companies", format!("_csrf={csrf}&name=%C3%28&country=FR")).await;
    assert_eq!(broken.status, StatusCode::BAD_REQUEST);
    assert!(broken.body.contains("Ce qui a été envoyé n’est pas lisible"), "{}", broken.body);
    let large =
        claire.post_raw("/companies", format!("_csrf={csrf}&name={}", "x".repeat(20 * 1024 * 1024))).await;
    assert_eq!(large.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(large.body.contains("C’est trop volumineux"), "{}", large.body);
    let forged = claire.post_raw("/companies", "_csrf=other&name=X&country=FR").await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
    assert!(forged.body.contains("Ce formulaire ne vient pas de cette page"));
    let elsewhere =
        claire.post_raw("/companies", format!("_csrf={csrf}&_acting=another&name=X&country=FR")).await;
    assert_eq!(elsewhere.status, StatusCode::CONFLICT);
    assert!(elsewhere.body.contains("Vous agissez maintenant pour une autre organisation"));
    let faulty = claire.post("/companies", &[("name", ""), ("country", "FR"), ("siren", "55210055")]).await;
    assert_eq!(faulty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        faulty.body.contains("2 champs sont à corriger") && faulty.body.contains("8 chiffres au lieu de 9"),
        "{}",
        faulty.body
    );
    assert!(faulty.body.contains("value=\"55210055\""), "what was typed is kept");
    let after: i64 = instance.one("select count(*) from journal").await;
    assert_eq!(before, after, "nothing was written");
}

/// A personal link of each purpose: its address, how many hours it lives, what its page says once it has
/// ended, and where another is asked for.
const LINKS: &[(Purpose, &str, i64, &str, &str)] = &[
    (Purpose::Demo, "/sign-in/link", 30 * 24, "Relancez la démonstration", "/sign-in"),
    (Purpose::Invitation, "/invitations", 7 * 24, "demandez à l’administrateur", "/sign-in"),
    (Purpose::Reset, "/password-reset", 1, "Demandez-en un autre avec votre adresse", "/password-reset"),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_link_used_or_expired_says_how_to_get_another() {
    let clock = Clock::fixed("2026-03-02T09:00:00Z".parse().unwrap());
    let instance = Instance::sqlite_with(Ids::new(clock.clone(), Chance::machine())).await;
    for (purpose, address, hours, said, way_out) in LINKS {
        let link = async || {
            let made = move |tx: &Transaction| {
                let account = by_email(tx, "marc.lenoir@choose.example")?.ok_or(Error::Missing)?.account;
                personal_link(tx, account, *purpose, purpose.life())
            };
            format!("{address}/{}", instance.database.write(made).await.unwrap().secret())
        };
        let chosen =
            [("new_password", "quatre mots pris au hasard"), ("again", "quatre mots pris au hasard")];
        let mut visitor = instance.browser(Browser::default());
        let used = link().await;
        assert_eq!(visitor.get(&used).await.status, StatusCode::OK);
        let entered = visitor.post(&used, &chosen).await;
        assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.body);
        let late = link().await;
        clock.advance(SignedDuration::from_hours(*hours) - SignedDuration::from_secs(1));
        assert_eq!(visitor.get(&late).await.status, StatusCode::OK, "{address} works to its last second");
        clock.advance(SignedDuration::from_secs(1));
        for ended in [used, late, format!("{address}/nowhere")] {
            for page in [visitor.get(&ended).await, visitor.post(&ended, &chosen).await] {
                assert_eq!(page.status, StatusCode::GONE, "{address}");
                assert!(
                    page.body.contains("Ce lien ne fonctionne plus") && page.body.contains(said),
                    "{}",
                    page.body
                );
                assert!(page.body.contains(&format!("href=\"{way_out}\"")), "{}", page.body);
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_card_level_reader_cannot_change_what_he_sees() {
    let instance = Instance::sqlite().await;
    let project = format!("/projects/{}", instance.project("Cigale").await);
    let mut ines = instance.persona("Inès Morel").await;
    let refused = ines.post(&format!("{project}/moves"), &[("stage", "contact"), ("reason", "x")]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.body.contains("Vous voyez cette fiche, mais ne pouvez pas faire cela"));
    assert_eq!(ines.get(&format!("{project}/edit")).await.status, StatusCode::FORBIDDEN);
}
