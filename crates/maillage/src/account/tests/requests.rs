//! The pages, through the router, as a browser without script sees them. Messages are left out of the catalogue: each
//! shows its key.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::header::{CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use axum::http::{Request, StatusCode};
use axum::middleware;
use http_body_util::BodyExt as _;
use jiff::SignedDuration;
use platform::clock::Clock;
use platform::database::Database;
use platform::database::testing::Scratch;
use platform::i18n::Catalogue;
use platform::id::{Chance, Ids};
use platform::mail::Mailer;
use tower::ServiceExt as _;

use super::super::model::Purpose;
use super::super::storage::{accounts, links};
use super::super::totp;
use super::{EMAIL, PASSWORD, World, invitation, mails, member_organisation, system, world, write};
use crate::account::model::NewUser;
use crate::account::{add_user, create_token_for, keep_alive, routes};
use crate::frame::accesses::Accesses;
use crate::frame::links::Registry;
use crate::frame::rights::Role;
use crate::frame::routes::Routes;
use crate::frame::{self, App, Scope, Shared};
use crate::settings::Settings;

/// A browser: it keeps cookies, and sends back what forms carry.
pub(crate) struct Browser {
    router: Router,
    cookies: BTreeMap<String, String>,
    csrf: String,
    acting: String,
}

/// What a browser sees of an answer.
pub(crate) struct Seen {
    pub(crate) status: StatusCode,
    pub(crate) location: String,
    set_cookie: Vec<String>,
    pub(crate) body: String,
}

impl Browser {
    pub(crate) fn new(router: &Router) -> Self {
        Self { router: router.clone(), cookies: BTreeMap::new(), csrf: String::new(), acting: String::new() }
    }

    pub(crate) async fn get(&mut self, path: &str) -> Seen {
        let request = Request::get(path);
        self.send(request, Body::empty()).await
    }

    /// Fills and sends a form of the last page.
    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Seen {
        let carried = [("_csrf", self.csrf.as_str()), ("_acting", self.acting.as_str())];
        let pairs: Vec<_> = carried.into_iter().chain(fields.iter().copied()).collect();
        let body = serde_html_form::to_string(pairs).unwrap();
        let request = Request::post(path).header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, Body::from(body)).await
    }

    async fn send(&mut self, request: axum::http::request::Builder, body: Body) -> Seen {
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = request.header(COOKIE, cookies.join("; ")).body(body).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let text = |name| {
            response
                .headers()
                .get_all(name)
                .iter()
                .map(|value| value.to_str().unwrap().to_owned())
                .collect::<Vec<_>>()
        };
        let (status, set_cookie, location) =
            (response.status(), text(SET_COOKIE), text(LOCATION).pop().unwrap_or_default());
        for one in &set_cookie {
            let (name, rest) = one.split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            if rest.contains("Max-Age=0") {
                self.cookies.remove(name)
            } else {
                self.cookies.insert(name.into(), value.into())
            };
        }
        let body =
            String::from_utf8(response.into_body().collect().await.unwrap().to_bytes().to_vec()).unwrap();
        for (field, kept) in [("_csrf", &mut self.csrf), ("_acting", &mut self.acting)] {
            if let Some(value) = value_of(&body, field) {
                *kept = value;
            }
        }
        Seen { status, location, set_cookie, body }
    }

    pub(crate) async fn sign_in(&mut self, password: &str) -> Seen {
        self.get("/sign-in").await;
        self.post("/sign-in", &[("email", EMAIL), ("password", password), ("next", "/account")]).await
    }
}

fn value_of(body: &str, field: &str) -> Option<String> {
    let rest = body.split(&format!("name=\"{field}\" value=\"")).nth(1)?;
    rest.split('"').next().map(str::to_owned)
}

/// An instance with these pages, whose time stands still.
pub(crate) struct Site {
    _scratch: Scratch,
    pub(crate) database: Database,
    pub(crate) router: Router,
    clock: Clock,
    pub(crate) world: World,
}

async fn site(demonstration: bool) -> Site {
    site_with(routes(), demonstration).await
}

pub(crate) async fn site_with(pages: Routes, demonstration: bool) -> Site {
    let clock = Clock::fixed("2026-03-02T09:00:00Z".parse().unwrap());
    let scratch = Scratch::sqlite_with(Ids::new(clock.clone(), Chance::machine())).await;
    let database = scratch.database();
    let world = world(&database).await;
    let mailer =
        Mailer::folder("maillage@exemple.fr", std::env::temp_dir().join("maillage-test-mails")).unwrap();
    let settings = Arc::new(Settings { demonstration, ..Settings::default() });
    let catalogue = Arc::new(Catalogue::new([]).unwrap());
    let files = platform::files::Store::folder(&std::env::temp_dir().join("maillage-test-files")).unwrap();
    let shared = Shared {
        database: database.clone(),
        catalogue,
        settings,
        mailer,
        accesses: Accesses::default(),
        files,
        themes: frame::Themes::default(),
        registry: Registry::default(),
    };
    let app = App::from(shared);
    let router = Router::from(pages)
        .layer(middleware::from_fn_with_state(app.clone(), keep_alive))
        .layer(middleware::from_fn_with_state(app.clone(), frame::negotiate))
        .layer(middleware::from_fn_with_state(app.clone(), frame::identify))
        .with_state(app);
    Site { _scratch: scratch, database, router, clock, world }
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_in_gives_a_new_session_and_signing_out_ends_it() {
    let site = site(false).await;
    let mut browser = Browser::new(&site.router);
    let asked = browser.get("/account").await;
    assert_eq!((asked.status, asked.location.as_str()), (StatusCode::SEE_OTHER, "/sign-in?next=%2Faccount"));
    let entered = browser.sign_in(PASSWORD).await;
    assert_eq!((entered.status, entered.location.as_str()), (StatusCode::SEE_OTHER, "/account"));
    assert!(
        entered.set_cookie[0].contains("HttpOnly") && entered.set_cookie[0].contains("SameSite=Lax"),
        "{:?}",
        entered.set_cookie
    );
    let first = browser.cookies["maillage"].clone();
    let page = browser.get("/account").await;
    assert!(
        page.status.is_success()
            && page.body.contains("Agence du Levant")
            && page.body.contains("account-session-current")
    );
    browser.get("/sign-in").await;
    browser.post("/sign-in", &[("email", EMAIL), ("password", PASSWORD)]).await;
    assert_ne!(first, browser.cookies["maillage"], "signing in again gives another token");
    let mut stolen = Browser::new(&site.router);
    stolen.cookies.insert("maillage".into(), first);
    assert_eq!(stolen.get("/account").await.status, StatusCode::SEE_OTHER, "and ends the former");
    browser.get("/account").await;
    let kept = browser.cookies["maillage"].clone();
    assert_eq!(browser.post("/sign-out", &[]).await.location, "/sign-in?done=done-signed-out");
    stolen.cookies.insert("maillage".into(), kept);
    assert_eq!(stolen.get("/account").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_address_and_a_wrong_password_are_answered_alike() {
    let site = site(false).await;
    let mut browser = Browser::new(&site.router);
    let mut bodies = Vec::new();
    for email in [EMAIL, "claira@exemple.fr"] {
        browser.get("/sign-in").await;
        let seen =
            browser.post("/sign-in", &[("email", email), ("password", "quatre mots pris au vol")]).await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
        let once = value_of(&seen.body, "_once").unwrap();
        bodies.push(seen.body.replace(email, "").replace(&once, ""));
    }
    assert_eq!(bodies[0], bodies[1]);
    assert!(bodies[0].contains("account-sign-in-refused"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_eleventh_attempt_waits_and_another_day_is_another_day() {
    let site = site(false).await;
    let mut browser = Browser::new(&site.router);
    for _ in 0..10 {
        assert_eq!(browser.sign_in("not this one").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(
        browser.sign_in(PASSWORD).await.status,
        StatusCode::TOO_MANY_REQUESTS,
        "even the right password"
    );
    site.clock.advance(SignedDuration::from_mins(15));
    assert_eq!(browser.sign_in(PASSWORD).await.location, "/account");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_from_elsewhere_is_refused_and_so_is_a_way_out_of_the_instance() {
    let site = site(false).await;
    let mut browser = Browser::new(&site.router);
    browser.get("/sign-in").await;
    browser.csrf = "forged".into();
    assert_eq!(
        browser.post("/sign-in", &[("email", EMAIL), ("password", PASSWORD)]).await.status,
        StatusCode::FORBIDDEN
    );
    browser.get("/sign-in?next=//exemple.net").await;
    let seen = browser
        .post("/sign-in", &[("email", EMAIL), ("password", PASSWORD), ("next", "//exemple.net")])
        .await;
    assert_eq!(seen.location, "/today");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_ends_without_use_and_at_its_age() {
    let site = site(false).await;
    let mut browser = Browser::new(&site.router);
    browser.sign_in(PASSWORD).await;
    for _ in 0..15 {
        site.clock.advance(SignedDuration::from_hours(11));
        assert_eq!(browser.get("/account").await.status, StatusCode::OK, "used every eleven hours");
    }
    site.clock.advance(SignedDuration::from_hours(4));
    assert_eq!(browser.get("/account").await.status, StatusCode::SEE_OTHER, "seven days old");
    browser.sign_in(PASSWORD).await;
    site.clock.advance(SignedDuration::from_hours(13));
    assert_eq!(browser.get("/account").await.status, StatusCode::SEE_OTHER, "thirteen hours without use");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_demonstration_is_entered_by_a_button_once() {
    for (demonstration, shown) in [(true, StatusCode::OK), (false, StatusCode::NOT_FOUND)] {
        let site = site(demonstration).await;
        let account = site.world.account;
        let link = write(&site.database, move |tx| {
            Ok(links::personal_link(tx, account, Purpose::Demo, Purpose::Demo.life())?)
        })
        .await
        .unwrap();
        let path = format!("/sign-in/link/{}", link.secret());
        let mut browser = Browser::new(&site.router);
        assert_eq!(browser.get(&path).await.status, shown);
        assert_eq!(browser.get(&path).await.status, shown, "looking uses nothing");
        if demonstration {
            assert_eq!(browser.post(&path, &[]).await.location, "/today");
            assert_eq!(browser.get("/account").await.status, StatusCode::OK);
            let gone = browser.get(&path).await;
            assert!(gone.status == StatusCode::GONE && gone.body.contains("account-ended-demo"));
        } else {
            assert_eq!(browser.post(&path, &[]).await.status, StatusCode::NOT_FOUND);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_invitation_chooses_a_password_and_enters() {
    let site = site(false).await;
    let organisation = site.world.organisation;
    let added = write(&site.database, move |tx| {
        let invitation = invitation("nadia@exemple.fr", organisation, Role::Officer);
        add_user(
            tx,
            &system(tx),
            &NewUser { invitation, language: platform::i18n::Language::English, administrator: false },
        )
    })
    .await
    .unwrap();
    let path = format!("/invitations/{}", added.link.unwrap().secret());
    let mut browser = Browser::new(&site.router);
    assert!(browser.get(&path).await.body.contains("nadia@exemple.fr"));
    for (password, again, fault) in [
        ("short", "short", "error-password-short"),
        ("nadia-nadia-nadia", "nadia-nadia-nadia", "error-password-personal"),
        (PASSWORD, "x", "error-password-again"),
    ] {
        let seen = browser.post(&path, &[("new_password", password), ("again", again)]).await;
        assert!(seen.status == StatusCode::UNPROCESSABLE_ENTITY && seen.body.contains(fault), "{fault}");
    }
    assert_eq!(
        browser.post(&path, &[("new_password", PASSWORD), ("again", PASSWORD)]).await.location,
        "/today"
    );
    assert!(browser.get("/account").await.body.contains("Nadia Karam"));
    assert_eq!(Browser::new(&site.router).get(&path).await.status, StatusCode::GONE);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forgotten_password_is_chosen_again_by_mail() {
    let site = site(false).await;
    let mut elsewhere = Browser::new(&site.router);
    elsewhere.sign_in(PASSWORD).await;
    let mut browser = Browser::new(&site.router);
    browser.get("/password-reset").await;
    let known = browser.post("/password-reset", &[("email", EMAIL)]).await;
    let unknown = browser.post("/password-reset", &[("email", "claira@exemple.fr")]).await;
    assert_eq!((known.status, &known.location), (unknown.status, &unknown.location));
    assert_eq!(mails(&site.database).await.len(), 1);
    let account = site.world.account;
    let link = write(&site.database, move |tx| {
        Ok(links::personal_link(tx, account, Purpose::Reset, Purpose::Reset.life())?)
    })
    .await
    .unwrap();
    let path = format!("/password-reset/{}", link.secret());
    browser.get(&path).await;
    let chosen = "quatre autres mots choisis";
    let seen = browser.post(&path, &[("new_password", chosen), ("again", chosen)]).await;
    assert_eq!(seen.location, "/sign-in?done=done-password-reset");
    assert_eq!(elsewhere.get("/account").await.status, StatusCode::SEE_OTHER, "every session has ended");
    assert_eq!(browser.sign_in(PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(browser.sign_in(chosen).await.location, "/account");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_asked_for_after_the_password() {
    let site = site(false).await;
    let mut browser = Browser::new(&site.router);
    browser.sign_in(PASSWORD).await;
    browser.get("/account/second-step").await;
    browser.post("/account/second-step/secret", &[]).await;
    let account = site.world.account;
    let secret =
        site.database.read(|r| accounts::by_id(r, account)).await.unwrap().unwrap().totp_secret.unwrap();
    assert!(browser.get("/account/second-step").await.body.contains(&totp::grouped(&secret)));
    let now = || site.clock.now();
    let wrong = browser.post("/account/second-step/confirmation", &[("code", "12")]).await;
    assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.body.contains("error-code"));
    let confirmed =
        browser.post("/account/second-step/confirmation", &[("code", &totp::code_at(&secret, now()))]).await;
    assert_eq!(confirmed.location, "/account?done=done-codes-enabled");
    let mut other = Browser::new(&site.router);
    let step = other.sign_in(PASSWORD).await;
    assert!(step.location.starts_with("/sign-in/code") && !other.cookies.contains_key("maillage"));
    other.get(&step.location).await;
    let used =
        other.post("/sign-in/code", &[("code", &totp::code_at(&secret, now())), ("next", "/account")]).await;
    assert_eq!(used.status, StatusCode::UNPROCESSABLE_ENTITY, "the code that confirmed is used");
    site.clock.advance(SignedDuration::from_secs(30));
    let entered =
        other.post("/sign-in/code", &[("code", &totp::code_at(&secret, now())), ("next", "/account")]).await;
    assert_eq!(entered.location, "/account");
    assert!(other.get("/account").await.status.is_success() && !other.cookies.contains_key("maillage-step"));
    let refused = other.post("/account/second-step/removal", &[("current_password", "not this one")]).await;
    assert!(refused.body.contains("error-current-password"));
    other.post("/account/second-step/removal", &[("current_password", PASSWORD)]).await;
    assert_eq!(Browser::new(&site.router).sign_in(PASSWORD).await.location, "/account");
    assert_eq!(mails(&site.database).await.len(), 2, "told when it begins and when it ends");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_ends_the_other_sessions() {
    let site = site(false).await;
    let (mut browser, mut other) = (Browser::new(&site.router), Browser::new(&site.router));
    browser.sign_in(PASSWORD).await;
    other.sign_in(PASSWORD).await;
    browser.get("/account").await;
    let chosen = "quatre autres mots choisis";
    let fields = |current| [("current_password", current), ("new_password", chosen), ("again", chosen)];
    let wrong = browser.post("/account/password", &fields("not this one")).await;
    assert!(
        wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.body.contains("error-current-password")
    );
    assert_eq!(
        browser.post("/account/password", &fields(PASSWORD)).await.location,
        "/account?done=done-password-changed"
    );
    assert_eq!(browser.get("/account").await.status, StatusCode::OK);
    assert_eq!(other.get("/account").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_is_revoked_from_the_list() {
    let site = site(false).await;
    let (mut browser, mut other) = (Browser::new(&site.router), Browser::new(&site.router));
    browser.sign_in(PASSWORD).await;
    other.sign_in(PASSWORD).await;
    let page = browser.get("/account").await.body;
    let path = page.split("action=\"").skip(1).find_map(|rest| {
        rest.split('"').next().filter(|path| path.starts_with("/account/sessions/") && path.len() > 40)
    });
    assert_eq!(browser.post(path.unwrap(), &[]).await.location, "/account?done=done-session-revoked");
    assert_eq!(other.get("/account").await.status, StatusCode::SEE_OTHER);
    assert_eq!(
        browser.post("/account/sessions/nonsense/revocation", &[]).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_shown_once_and_does_not_open_the_account() {
    let site = site(false).await;
    let mut browser = Browser::new(&site.router);
    browser.sign_in(PASSWORD).await;
    browser.get("/account").await;
    let refused = browser.post("/account/tokens", &[("token_name", " "), ("token_days", "7")]).await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains("field-token_name"));
    let made = browser
        .post("/account/tokens", &[("token_name", "Export"), ("token_access", "write"), ("token_days", "90")])
        .await;
    let secret =
        made.body.split("id=\"token\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let page = browser.get("/account").await.body;
    assert!(page.contains("Export") && page.contains("token-access-write") && !page.contains(&secret));
    let request = Request::get("/account").header("authorization", format!("Bearer {secret}"));
    assert_eq!(Browser::new(&site.router).send(request, Body::empty()).await.status, StatusCode::SEE_OTHER);
    let issued =
        write(&site.database, |tx| create_token_for(tx, &system(tx), EMAIL, "x", Scope::Read, 30)).await;
    assert!(issued.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn one_acts_for_another_of_his_organisations() {
    let site = site(false).await;
    let mut browser = Browser::new(&site.router);
    browser.sign_in(PASSWORD).await;
    assert!(!browser.get("/account").await.body.contains("account-seats"), "one seat: nothing to choose");
    write(&site.database, move |tx| {
        let other = member_organisation(tx, "Agence du Ponant");
        add_user(
            tx,
            &system(tx),
            &NewUser {
                invitation: invitation(EMAIL, other, Role::Reader),
                language: platform::i18n::Language::French,
                administrator: false,
            },
        )
    })
    .await
    .unwrap();
    let page = browser.get("/account").await.body;
    let line = page
        .split("<label>")
        .find(|label| label.contains("name=\"seat\"") && label.contains("Agence du Ponant"))
        .unwrap();
    let seat = value_of(line, "seat").unwrap();
    let former = browser.acting.clone();
    assert_eq!(
        browser.post("/account/acting", &[("seat", &seat)]).await.location,
        "/account?done=done-acting"
    );
    browser.acting = former;
    assert_eq!(
        browser.post("/account/sessions/revocation", &[]).await.status,
        StatusCode::CONFLICT,
        "a form of the other organisation"
    );
    browser.get("/account").await;
    let foreign = platform::Uuid::nil().to_string();
    assert_eq!(browser.post("/account/acting", &[("seat", &foreign)]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_language_is_kept_by_the_browser_and_by_the_account() {
    let site = site(false).await;
    let mut browser = Browser::new(&site.router);
    assert!(browser.get("/sign-in").await.body.contains("<html lang=\"fr\">"));
    assert_eq!(
        browser.post("/language", &[("language", "en"), ("back", "/sign-in")]).await.location,
        "/sign-in"
    );
    assert!(browser.get("/sign-in").await.body.contains("<html lang=\"en\">"));
    browser.sign_in(PASSWORD).await;
    assert!(browser.get("/account").await.body.contains("<html lang=\"fr\">"), "the account's own");
    assert_eq!(
        browser.post("/language", &[("language", "en"), ("back", "https://exemple.net")]).await.location,
        "/today"
    );
    assert!(browser.get("/account").await.body.contains("<html lang=\"en\">"));
    assert_eq!(
        browser.post("/language", &[("language", "de"), ("back", "/")]).await.status,
        StatusCode::BAD_REQUEST
    );
}
