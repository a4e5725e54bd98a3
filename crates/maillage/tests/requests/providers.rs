//! Signing in at a provider of identities, before one that answers what a test tells it to: the honest case, then each way
//! in which an answer may not be believed.

use std::sync::{Arc, Mutex};

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use maillage::compose;
use maillage::frame::{App, Shared};
use maillage::settings::{Provider, Secret, Settings, Variant};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::client::{Answer, Browser, Instance, Persona, hidden};

const CLAIRE: &str = "claire.vidal@provence.example";
const CLIENT: &str = "maillage";
const SECRET: &str = "un secret: 1/2";

/// What the provider answers.
#[derive(Clone)]
struct Script {
    /// What the token that names somebody says, beside or instead of the honest answer.
    token: Value,
    /// What the details say, likewise.
    details: Value,
    /// Whether the details are signed.
    signed: bool,
    /// Whether the token says that it is not signed.
    unsigned: bool,
    /// Whether the token is signed by a key that the provider does not show.
    forged: bool,
    /// Whether it answers at all.
    up: bool,
}

impl Default for Script {
    fn default() -> Self {
        Self { token: json!({}), details: json!({}), signed: false, unsigned: false, forged: false, up: true }
    }
}

struct Keys {
    pair: EcdsaKeyPair,
    name: String,
}

fn new_keys(name: &str) -> Keys {
    let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap();
    Keys { pair, name: name.to_owned() }
}

impl Keys {
    fn shown(&self) -> Value {
        let point = self.pair.public_key().as_ref();
        let half = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        json!({"kty": "EC", "crv": "P-256", "alg": "ES256", "use": "sig", "kid": self.name, "x": half(&point[1..33]), "y": half(&point[33..])})
    }

    fn sign(&self, kid: &str, claims: &Value) -> String {
        let header = Header { kid: Some(kid.into()), ..Header::new(Algorithm::ES256) };
        let der = self.pair.to_pkcs8v1().unwrap();
        encode(&header, claims, &EncodingKey::from_ec_der(der.as_ref())).unwrap()
    }
}

/// A provider, alone on this machine.
#[derive(Clone)]
struct Fake {
    issuer: String,
    script: Arc<Mutex<Script>>,
    keys: Arc<Mutex<Arc<Keys>>>,
    /// The nonce and challenge of the last question, as its page kept them; what was used.
    asked: Arc<Mutex<(String, String)>>,
    used: Arc<Mutex<Vec<String>>>,
    now: i64,
}

impl Fake {
    async fn start(now: i64) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let fake = Self {
            issuer: format!("http://{}", listener.local_addr().unwrap()),
            script: Arc::default(),
            keys: Arc::new(Mutex::new(Arc::new(new_keys("one")))),
            asked: Arc::default(),
            used: Arc::default(),
            now,
        };
        let routes = Router::new()
            .route("/.well-known/openid-configuration", get(discovery))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .route("/me", get(details))
            .with_state(fake.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await });
        fake
    }

    fn script(&self) -> Script {
        self.script.lock().unwrap().clone()
    }

    fn says(&self, script: Script) {
        *self.script.lock().unwrap() = script;
    }

    /// The honest answer, changed by the script.
    fn claims(&self, changed: &Value) -> Value {
        let mut claims = json!({
            "iss": self.issuer, "sub": "sujet-1", "aud": CLIENT, "exp": self.now + 60, "iat": self.now,
            "nonce": self.asked.lock().unwrap().0, "email": CLAIRE, "email_verified": true,
        });
        for (name, value) in changed.as_object().unwrap() {
            claims[name] = value.clone();
        }
        claims
    }
}

async fn discovery(State(fake): State<Fake>) -> Response {
    if !fake.script().up {
        return StatusCode::BAD_GATEWAY.into_response();
    }
    let at = |path: &str| format!("{}{path}", fake.issuer);
    Json(json!({
        "issuer": fake.issuer, "authorization_endpoint": at("/authorise"), "token_endpoint": at("/token"),
        "userinfo_endpoint": at("/me"), "jwks_uri": at("/keys"), "end_session_endpoint": at("/out"),
        "code_challenge_methods_supported": ["S256"],
    }))
    .into_response()
}

async fn keys(State(fake): State<Fake>) -> Json<Value> {
    Json(json!({"keys": [fake.keys.lock().unwrap().shown()]}))
}

/// A code serves once, for whoever asked, who must know the secret.
async fn token(State(fake): State<Fake>, headers: axum::http::HeaderMap, body: String) -> Response {
    let form: Vec<(String, String)> = serde_html_form::from_str(&body).unwrap();
    let field = |name: &str| form.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value);
    let basic = headers.get(AUTHORIZATION).unwrap().to_str().unwrap().strip_prefix("Basic ").unwrap();
    assert_eq!(STANDARD.decode(basic).unwrap(), b"maillage:un+secret%3A+1%2F2");
    assert_eq!(field("grant_type"), "authorization_code");
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(field("code_verifier")));
    let code = field("code").to_owned();
    let mut used = fake.used.lock().unwrap();
    if challenge != fake.asked.lock().unwrap().1 || used.contains(&code) {
        return (StatusCode::BAD_REQUEST, Json(json!({"error": "invalid_grant"}))).into_response();
    }
    used.push(code);
    let script = fake.script();
    let claims = fake.claims(&script.token);
    let keys = fake.keys.lock().unwrap().clone();
    let id_token = match (script.unsigned, script.forged) {
        (true, _) => {
            let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
            format!("{}.{}.", part(&json!({"alg": "none"})), part(&claims))
        }
        (_, true) => new_keys("two").sign(&keys.name, &claims),
        _ => keys.sign(&keys.name, &claims),
    };
    Json(json!({"id_token": id_token, "access_token": "entrée", "token_type": "Bearer"})).into_response()
}

async fn details(State(fake): State<Fake>) -> Response {
    let script = fake.script();
    let mut claims = fake.claims(&script.details);
    if script.signed {
        let keys = fake.keys.lock().unwrap().clone();
        return ([(CONTENT_TYPE, "application/jwt; charset=utf-8")], keys.sign(&keys.name, &claims))
            .into_response();
    }
    for name in ["iss", "aud", "exp", "iat", "nonce"] {
        claims.as_object_mut().unwrap().remove(name);
    }
    Json(claims).into_response()
}

/// The demonstration, with this provider in its settings.
async fn instance(variant: Variant) -> (Instance, Fake) {
    let mut instance = Instance::sqlite().await;
    let now = instance.database.ids().clock().now().as_second();
    let fake = Fake::start(now).await;
    let provider = Provider {
        key: "fake".into(),
        issuer: fake.issuer.clone(),
        client_id: CLIENT.into(),
        client_secret: Secret(SECRET.into()),
        label: "Faux".into(),
        variant,
        scopes: vec!["openid".into(), "email".into()],
        acr: Vec::new(),
        multi_factor_acr: vec!["eidas2".into()],
        origins: Vec::new(),
    };
    set(&mut instance, provider);
    (instance, fake)
}

fn set(instance: &mut Instance, provider: Provider) {
    let settings = Settings { providers: vec![provider], ..(*instance.app.settings).clone() };
    instance.app = App::from(Shared { settings: Arc::new(settings), ..(*instance.app).clone() });
    instance.router = compose::router(instance.app.clone());
}

/// The address that the page between here and there leads to, and its parameters.
fn leads_to(page: &Answer) -> (String, Vec<(String, String)>) {
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    let url = page.body.split("content=\"0; url=").nth(1).unwrap().split('"').next().unwrap();
    let url = url.replace("&#38;", "&").replace("&amp;", "&");
    let (place, query) = url.split_once('?').unwrap();
    (place.to_owned(), serde_html_form::from_str(query).unwrap())
}

fn value<'a>(query: &'a [(String, String)], name: &str) -> &'a str {
    query.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
}

/// Presses the button; the provider keeps what it is asked. The state to come back with.
async fn leave(persona: &mut Persona<'_>, fake: &Fake) -> String {
    persona.get("/sign-in").await;
    let page = persona.post("/sign-in/with/fake", &[("next", "/projects")]).await;
    keep(&page, fake)
}

fn keep(page: &Answer, fake: &Fake) -> String {
    let (place, query) = leads_to(page);
    assert_eq!(place, format!("{}/authorise", fake.issuer));
    assert_eq!(value(&query, "redirect_uri"), "http://127.0.0.1:8080/sign-in/with/fake/return");
    assert!(value(&query, "state").len() >= 32 && value(&query, "nonce").len() >= 32);
    *fake.asked.lock().unwrap() = (value(&query, "nonce").into(), value(&query, "code_challenge").into());
    value(&query, "state").to_owned()
}

async fn return_with(persona: &mut Persona<'_>, state: &str, code: &str) -> Answer {
    persona.get(&format!("/sign-in/with/fake/return?state={state}&code={code}")).await
}

/// Leaves, and comes back with a new code.
async fn sign_in<'i>(instance: &'i Instance, fake: &Fake, code: &str) -> (Persona<'i>, Answer) {
    let mut persona = instance.browser(Browser::default());
    let state = leave(&mut persona, fake).await;
    let answer = return_with(&mut persona, &state, code).await;
    (persona, answer)
}

const FORBIDDEN: StatusCode = StatusCode::FORBIDDEN;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_invited_person_enters_by_a_provider_and_leaves_it() {
    let (instance, fake) = instance(Variant::Generic).await;
    let (mut claire, answer) = sign_in(&instance, &fake, "1").await;
    assert_eq!(answer.location.as_deref(), Some("/projects"), "{}", answer.body);
    let page = claire.get("/account").await;
    assert!(page.body.contains("Claire Vidal") && page.body.contains("par Faux"), "{}", page.body);
    let noted: String = instance
        .one("select after_state from journal where verb = 'account.signed-in' order by id desc limit 1")
        .await;
    assert!(noted.contains("\"provider\":\"fake\"") && noted.contains("\"method\":\"provider\""), "{noted}");
    assert!(claire.get("/account/methods").await.body.contains("Faux"));
    instance.finish_jobs().await;
    // The second time she is known by her subject, whatever her address has become.
    fake.says(Script { details: json!({"email": "autre@exemple.fr"}), ..Script::default() });
    let (_, answer) = sign_in(&instance, &fake, "2").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert_eq!(instance.one::<i64>("select count(*) from identity").await, 1);

    let (place, query) = leads_to(&claire.post("/sign-out", &[]).await);
    assert_eq!(place, format!("{}/out", fake.issuer));
    assert_eq!(value(&query, "post_logout_redirect_uri"), "http://127.0.0.1:8080/sign-out/return");
    assert_eq!(value(&query, "id_token_hint").split('.').count(), 3);
    let back = claire.get(&format!("/sign-out/return?state={}", value(&query, "state"))).await;
    assert_eq!(back.location.as_deref(), Some("/sign-in?done=done-signed-out-everywhere"));
    assert_eq!(claire.get("/sign-out/return?state=x").await.location.as_deref(), Some("/sign-in"));
    assert_eq!(claire.get("/today").await.status, StatusCode::SEE_OTHER);
    assert_eq!(
        instance.one::<i64>("select count(id_token) from session where revoked_at is not null").await,
        0
    );
}

/// Each answer that may not be believed opens nothing, and links nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_cannot_be_believed_opens_nothing() {
    let (instance, fake) = instance(Variant::Generic).await;
    let now = fake.now;
    let token = |token: Value| Script { token, ..Script::default() };
    let details = |details: Value| Script { details, ..Script::default() };
    for (at, (what, script)) in [
        ("another nonce", token(json!({"nonce": "x".repeat(43)}))),
        ("no nonce", token(json!({"nonce": null}))),
        ("another audience", token(json!({"aud": "autre"}))),
        ("several audiences, none named", token(json!({"aud": [CLIENT, "autre"]}))),
        ("several audiences, another named", token(json!({"aud": [CLIENT, "autre"], "azp": "autre"}))),
        ("another issuer", token(json!({"iss": "https://autre.exemple"}))),
        ("expired", token(json!({"exp": now - 61}))),
        ("no end", token(json!({"exp": null}))),
        ("from the future", token(json!({"iat": now + 3600}))),
        ("made long ago", token(json!({"iat": now - 3600}))),
        ("no subject", token(json!({"sub": ""}))),
        ("alg none", Script { unsigned: true, ..Script::default() }),
        ("another key of the same name", Script { forged: true, ..Script::default() }),
        ("the details of somebody else", details(json!({"sub": "sujet-2"}))),
        ("an address that nobody answers for", details(json!({"email_verified": false}))),
        ("an address nothing is said of", details(json!({"email_verified": null}))),
        ("an address nobody was invited by", details(json!({"email": "inconnue@exemple.fr"}))),
        ("signed details for another", Script { signed: true, ..details(json!({"aud": "autre"})) }),
    ]
    .into_iter()
    .enumerate()
    {
        fake.says(script);
        let (mut persona, answer) = sign_in(&instance, &fake, &at.to_string()).await;
        assert_eq!(answer.status, FORBIDDEN, "{what}: {}", answer.body);
        assert_eq!(persona.get("/today").await.status, StatusCode::SEE_OTHER, "{what}");
        assert_eq!(instance.one::<i64>("select count(*) from identity").await, 0, "{what}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_return_serves_once_in_the_browser_that_left() {
    let (instance, fake) = instance(Variant::Generic).await;
    let mut first = instance.browser(Browser::default());
    let mut second = instance.browser(Browser::default());
    let state = leave(&mut first, &fake).await;
    let other = leave(&mut second, &fake).await;
    let swapped = return_with(&mut first, &other, "1").await;
    assert_eq!(swapped.status, StatusCode::GONE, "{}", swapped.body);
    let mut stranger = instance.browser(Browser::default());
    assert_eq!(return_with(&mut stranger, &state, "1").await.status, StatusCode::GONE);
    let page =
        first.get(&format!("/sign-in/with/fake/return?state={state}&code=1&iss=https://autre.exemple")).await;
    assert_eq!(page.status, StatusCode::GONE);
    // Its own question was the last but one: the code is bound to the other, and is refused.
    assert_eq!(return_with(&mut first, &state, "1").await.status, FORBIDDEN);
    let kept = second.browser.clone();
    assert_eq!(return_with(&mut second, &other, "2").await.status, StatusCode::SEE_OTHER);
    let mut again = instance.browser(kept);
    assert_eq!(return_with(&mut again, &other, "2").await.status, StatusCode::GONE, "used already");
    // A code that the provider saw before.
    let (_, replayed) = sign_in(&instance, &fake, "2").await;
    assert_eq!(replayed.status, FORBIDDEN);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_provider_that_refuses_or_is_down_is_said() {
    let (instance, fake) = instance(Variant::Generic).await;
    fake.says(Script { up: false, ..Script::default() });
    let mut persona = instance.browser(Browser::default());
    persona.get("/sign-in").await;
    let answer = persona.post("/sign-in/with/fake", &[]).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(answer.body.contains("ne répond pas comme il devrait"), "{}", answer.body);
    fake.says(Script::default());
    let state = leave(&mut persona, &fake).await;
    let answer = persona.get(&format!("/sign-in/with/fake/return?state={state}&error=access_denied")).await;
    assert_eq!(answer.status, FORBIDDEN);
    assert!(answer.body.contains("n’a pas confirmé votre identité"), "{}", answer.body);
}

/// A provider that changes its keys is believed again at once: the new key is asked for.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn new_keys_are_asked_for() {
    let (instance, fake) = instance(Variant::Generic).await;
    assert_eq!(sign_in(&instance, &fake, "1").await.1.status, StatusCode::SEE_OTHER);
    *fake.keys.lock().unwrap() = Arc::new(new_keys("later"));
    assert_eq!(sign_in(&instance, &fake, "2").await.1.status, StatusCode::SEE_OTHER);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn proconnect_details_are_signed_and_kept_as_provenance() {
    let (instance, fake) = instance(Variant::ProConnect).await;
    let agent = json!({"email_verified": null, "siret": "21130055300016", "idp_id": "idp"});
    for (at, script) in [
        Script { details: agent.clone(), ..Script::default() },
        Script { signed: true, details: json!({"aud": "autre"}), ..Script::default() },
        Script { signed: true, details: json!({"iss": "https://autre.exemple"}), ..Script::default() },
        Script { signed: true, details: json!({"sub": "sujet-2"}), ..Script::default() },
        Script { signed: true, details: json!({"exp": fake.now - 61}), ..Script::default() },
        Script { signed: true, details: json!({"email_verified": false}), ..Script::default() },
    ]
    .into_iter()
    .enumerate()
    {
        fake.says(script);
        assert_eq!(sign_in(&instance, &fake, &at.to_string()).await.1.status, FORBIDDEN, "{at}");
    }
    fake.says(Script { signed: true, details: agent, ..Script::default() });
    let (mut claire, answer) = sign_in(&instance, &fake, "last").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    assert_eq!(instance.one::<String>("select siret from identity").await, "21130055300016");
    assert!(claire.get("/account/methods").await.body.contains("21130055300016"));
    instance.finish_jobs().await;
}

/// A code is asked for after one factor, not after two; too weak a level opens nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_second_step_is_asked_for_unless_the_provider_took_two() {
    let (mut instance, fake) = instance(Variant::Generic).await;
    let sql = "update account set totp_secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', totp_enabled_at = created_at where email = 'claire.vidal@provence.example'";
    instance.database.write(move |tx| platform::database::Query::new(sql).execute_one(tx)).await.unwrap();
    let (_, answer) = sign_in(&instance, &fake, "1").await;
    assert_eq!(answer.location.as_deref(), Some("/sign-in/code?next=%2Fprojects"));
    for (code, token) in [("2", json!({"acr": "eidas2"})), ("3", json!({"amr": ["pwd", "mfa"]}))] {
        fake.says(Script { token, ..Script::default() });
        let (mut claire, answer) = sign_in(&instance, &fake, code).await;
        assert_eq!(answer.location.as_deref(), Some("/projects"));
        assert!(claire.get("/account").await.body.contains("en deux étapes"));
    }
    let asked = Provider { acr: vec!["eidas3".into()], ..instance.app.settings.providers[0].clone() };
    set(&mut instance, asked);
    let (_, answer) = sign_in(&instance, &fake, "4").await;
    assert_eq!(answer.status, FORBIDDEN);
    assert!(answer.body.contains("identification plus forte"), "{}", answer.body);
    instance.finish_jobs().await;
}

/// One links, refuses one's password, and unlinks, from one's account; a subject opens one account only.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_subject_is_linked_from_the_account_and_opens_one_only() {
    const PASSWORD: &str = "quatre mots pris au hasard";
    let (instance, fake) = instance(Variant::Generic).await;
    let mut marc = instance.persona("Marc Lenoir").await;
    assert!(marc.get("/account/methods").await.body.contains("Relier Faux"));
    let page = marc.post("/account/providers", &[("provider", "fake")]).await;
    let state = keep(&page, &fake);
    // His address there is another: it is his own session that says who he is.
    fake.says(Script { details: json!({"email": "m@exemple.fr"}), ..Script::default() });
    let answer = return_with(&mut marc, &state, "1").await;
    assert_eq!(
        answer.location.as_deref(),
        Some("/account/methods?done=done-provider-linked"),
        "{}",
        answer.body
    );
    let mut claire = instance.persona("Claire Vidal").await;
    claire.get("/account/methods").await;
    let page = claire.post("/account/providers", &[("provider", "fake")]).await;
    let state = keep(&page, &fake);
    let answer = return_with(&mut claire, &state, "2").await;
    assert_eq!(answer.status, FORBIDDEN);
    assert!(answer.body.contains("ouvre déjà un autre compte"), "{}", answer.body);
    // Whoever is signed in when it comes back must be who left.
    let state = keep(&claire.post("/account/providers", &[("provider", "fake")]).await, &fake);
    let kept = claire.browser.clone();
    let mut nobody = instance.browser(kept);
    nobody.post("/sign-out", &[]).await;
    assert_eq!(return_with(&mut nobody, &state, "3").await.status, StatusCode::SEE_OTHER, "to the sign-in");
    assert_eq!(instance.one::<i64>("select count(*) from identity").await, 1);

    let identity: String = instance.one("select id from identity").await;
    let removal = format!("/account/identities/{identity}/removal");
    let last = marc.post(&removal, &[]).await;
    assert_eq!(last.status, FORBIDDEN, "nothing else opens his account");
    let hash = maillage::account::hash_password(PASSWORD, instance.database.ids().chance()).unwrap();
    let give = move |tx: &platform::database::Transaction| {
        let query = platform::database::Query::new(
            "update account set password_hash = $1 where id = (select account from identity)",
        );
        query.bind(&hash).execute_one(tx)
    };
    instance.database.write(give).await.unwrap();
    let wrong = marc.post("/account/password-use", &[("only", "yes"), ("current_password", "x")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    marc.post("/account/password-use", &[("only", "yes"), ("current_password", PASSWORD)]).await;
    let email: String =
        instance.one("select a.email from account a join identity i on i.account = a.id").await;
    let mut by_password = instance.browser(Browser::default());
    by_password.get("/sign-in").await;
    let fields = [("email", email.as_str()), ("password", PASSWORD)];
    assert_eq!(by_password.post("/sign-in", &fields).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(marc.post(&removal, &[]).await.status, FORBIDDEN);
    marc.post("/account/password-use", &[("only", "no")]).await;
    assert_eq!(by_password.post("/sign-in", &fields).await.status, StatusCode::SEE_OTHER);
    assert_eq!(marc.post(&removal, &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(instance.one::<i64>("select count(*) from identity").await, 0);
    assert!(hidden(&marc.get("/account/methods").await.body, "_csrf").is_some());
}
