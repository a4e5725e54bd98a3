//! Passkeys: the questions that the script asks for, and the forms that bring their answers.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use platform::web::{Cookies, Form, Problem, ProblemKind, Token, see_other};
use serde::Deserialize;
use serde_json::{Value, json};

use super::super::identities;
use super::super::model::{AccountId, FlowPurpose, NewFlow, Origin, PasskeyId, Purpose};
use super::super::passkeys::{self, KeyShown, Opened, Shown};
use super::super::passwords::Hashing;
use super::super::rules::FLOW_LIFE;
use super::super::signing::{self, Second};
use super::super::storage::{accounts, passkeys as kept};
use super::super::webauthn::{Answer, KINDS, Party};
use super::demo::Nothing;
use super::{code, entered, methods, own_session, proven_or_fresh, with_cookie};
use crate::frame::{App, Caller};

/// The cookie that binds a question to this browser.
const QUESTION: &str = "maillage-passkey";

/// What the form of a new key sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct NewInput {
    passkey_name: String,
    current_password: String,
    client_data: String,
    attestation: String,
}

/// The answer of a key, as a form brings it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct KeyInput {
    credential: String,
    owner: String,
    client_data: String,
    authenticator_data: String,
    signature: String,
}

/// What the form of a key that is used sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct UseInput {
    #[serde(flatten)]
    key: KeyInput,
    next: String,
}

impl KeyInput {
    /// Whether the form brings the answer of a key.
    pub fn is_given(&self) -> bool {
        !self.credential.is_empty()
    }

    /// The key, with the question that this browser was asked.
    pub fn shown(self, app: &App, caller: &Caller, headers: &HeaderMap) -> KeyShown {
        let answer = Answer {
            client_data: decoded(&self.client_data),
            authenticator_data: decoded(&self.authenticator_data),
            signature: decoded(&self.signature),
        };
        let shown = Shown { credential: self.credential, owner: self.owner, answer };
        KeyShown { party: party(app), token: question(caller, headers), shown }
    }
}

/// What cannot be read is nothing, and nothing is not believed.
fn decoded(text: &str) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(text).unwrap_or_default()
}

fn party(app: &App) -> Party {
    Party::of(&app.settings.public_url)
}

fn question(caller: &Caller, headers: &HeaderMap) -> Token {
    let name = Caller::cookie_name(QUESTION, caller.secure);
    Token::from_text(Cookies::of(headers).get(&name).unwrap_or_default())
}

/// Begins, and gives the browser the secret that the challenge is made of.
async fn ask(
    app: &App,
    caller: &Caller,
    origin: Origin,
    new: NewFlow,
    mut asked: Value,
) -> Result<Response, Problem> {
    let begun = app.database.write(move |tx| identities::begin(tx, &new, &origin)).await?;
    let token = begun.ok_or(ProblemKind::TooMany)?;
    asked["challenge"] = json!(passkeys::challenge(&token));
    asked["party"] = json!(party(app).id);
    let name = Caller::cookie_name(QUESTION, caller.secure);
    Ok(with_cookie(Json(asked).into_response(), &name, token.secret(), FLOW_LIFE.as_secs(), caller.secure))
}

const fn flow(purpose: FlowPurpose, account: Option<AccountId>) -> NewFlow {
    NewFlow { purpose, provider: None, account, next: String::new() }
}

/// The question of a sign-in.
pub async fn ask_sign_in(
    State(app): State<App>,
    caller: Caller,
    origin: Origin,
    Form { .. }: Form<Nothing>,
) -> Result<Response, Problem> {
    ask(&app, &caller, origin, flow(FlowPurpose::PasskeySignIn, None), json!({})).await
}

/// The question of a new key, once the password was given again.
pub async fn ask_new(
    State(app): State<App>,
    Extension(hashing): Extension<Hashing>,
    caller: Caller,
    origin: Origin,
    Form { value: input, context }: Form<NewInput>,
) -> Result<Response, Problem> {
    if !proven_or_fresh(&app, &hashing, &caller, &context, input.current_password).await? {
        return Ok(StatusCode::UNPROCESSABLE_ENTITY.into_response());
    }
    let (_, (found, known)) = app
        .read(&caller, |r, me| {
            let account = AccountId(me.account);
            Ok((accounts::by_id(r, account)?.ok_or(ProblemKind::NotFound)?, kept::list(r, account)?))
        })
        .await?;
    let known: Vec<&str> = known.iter().map(|key| key.credential.as_str()).collect();
    let asked = json!({
        "account": found.account, "email": found.email, "name": found.name(), "known": known, "kinds": KINDS,
        "instance": app.instance_name(),
    });
    ask(&app, &caller, origin, flow(FlowPurpose::PasskeyNew, Some(found.account)), asked).await
}

/// The question of a key asked for again, in a session of its owner.
pub async fn ask_proof(
    State(app): State<App>,
    caller: Caller,
    origin: Origin,
    Form { .. }: Form<Nothing>,
) -> Result<Response, Problem> {
    own_session(&caller)?;
    let (_, (account, known)) = app
        .read(&caller, |r, me| {
            let account = AccountId(me.account);
            Ok((account, kept::list(r, account)?))
        })
        .await?;
    let known: Vec<&str> = known.iter().map(|key| key.credential.as_str()).collect();
    ask(&app, &caller, origin, flow(FlowPurpose::PasskeyProof, Some(account)), json!({"known": known})).await
}

/// Keeps the new key.
pub async fn add(
    State(app): State<App>,
    caller: Caller,
    headers: HeaderMap,
    Form { value: input, context }: Form<NewInput>,
) -> Result<Response, Problem> {
    own_session(&caller)?;
    let name = match passkeys::name(&input.passkey_name) {
        Ok(name) => name,
        Err(faults) => return Ok(methods::again(&app, &caller, faults).await?.into_response()),
    };
    let (token, party) = (question(&caller, &headers), party(&app));
    let (client_data, attestation) = (decoded(&input.client_data), decoded(&input.attestation));
    app.submit(&caller, &context, move |tx, me| {
        passkeys::add(tx, me, &party, &token, &name, &client_data, &attestation)
    })
    .await?;
    Ok(see_other("/account/methods?done=done-passkey-added"))
}

pub async fn remove(
    State(app): State<App>,
    caller: Caller,
    Path(key): Path<PasskeyId>,
    Form { context, .. }: Form<Nothing>,
) -> Result<Response, Problem> {
    own_session(&caller)?;
    app.submit(&caller, &context, move |tx, me| passkeys::remove(tx, me, key)).await?;
    Ok(see_other("/account/methods?done=done-passkey-removed"))
}

/// Signs in by a key alone.
pub async fn sign_in(
    State(app): State<App>,
    caller: Caller,
    origin: Origin,
    headers: HeaderMap,
    Form { value: input, .. }: Form<UseInput>,
) -> Result<Response, Problem> {
    let (key, next) = (input.key.shown(&app, &caller, &headers), input.next);
    let former = caller.session_hash().map(str::to_owned);
    let opened = app.database.write(move |tx| passkeys::enter(tx, &key, &origin, former.as_deref())).await?;
    let refused = |message| Err(Problem::from(ProblemKind::Forbidden).saying(message).back_to("/sign-in"));
    match opened {
        Opened::Entered(session) => Ok(entered(&app, &session, &next)),
        Opened::Refused => refused("error-passkey"),
        Opened::Copied => refused("error-passkey-copied"),
    }
}

/// Takes a key instead of the code that follows the password.
pub async fn second_step(
    State(app): State<App>,
    caller: Caller,
    origin: Origin,
    headers: HeaderMap,
    Form { value: input, .. }: Form<UseInput>,
) -> Result<Response, Problem> {
    let (key, next) = (input.key.shown(&app, &caller, &headers), input.next);
    let step = code::step(&headers, caller.secure).ok_or_else(|| signing::ended(Purpose::SecondStep))?;
    let former = caller.session_hash().map(str::to_owned);
    let outcome = app
        .database
        .write(move |tx| passkeys::second_step(tx, &step, &key, &origin, former.as_deref()))
        .await?;
    match outcome {
        Second::Entered(session) => Ok(code::passed(&app, &caller, &session, &next)),
        Second::Wrong => {
            Err(Problem::from(ProblemKind::Forbidden).saying("error-passkey").back_to("/sign-in/code"))
        }
        Second::TooMany => Err(Problem::from(ProblemKind::TooMany).back_to("/sign-in")),
        Second::TooLate => Err(signing::ended(Purpose::SecondStep)),
    }
}
