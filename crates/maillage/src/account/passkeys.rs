//! Which account a passkey opens, and the making of one.

use platform::access::Actor;
use platform::database::{Error, Transaction};
use platform::web::{Faults, Problem, ProblemKind, Token, take};

use super::mails::{About, post};
use super::model::{AccountId, Factor, FlowPurpose, How, Method, Origin, PasskeyId, Purpose};
use super::rules::{CODE, CODE_ACCOUNT};
use super::signing::{self, Proof, Second};
use super::storage::{accounts, identities, links, passkeys};
use super::webauthn::{self, Answer, Party};
use crate::frame::Me;

/// So many keys are enough for one account.
const MOST: usize = 20;

/// What a passkey answers, and for whom it says it is.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    /// What it is called.
    pub credential: String,
    /// Whose it says it is.
    pub owner: String,
    /// Its answer.
    pub answer: Answer,
}

/// A key shown by a browser: to whom, and which of its questions this answers.
#[derive(Clone, Debug)]
pub struct KeyShown {
    /// Who asked.
    pub party: Party,
    /// The secret that the challenge was made of.
    pub token: Token,
    /// The answer.
    pub shown: Shown,
}

/// The challenge that a browser's secret stands for.
pub fn challenge(token: &Token) -> String {
    token.derive("passkey")
}

/// Keeps a key made for the challenge of this browser.
pub fn add(
    tx: &Transaction,
    me: &Me,
    party: &Party,
    token: &Token,
    name: &str,
    client_data: &[u8],
    attestation: &[u8],
) -> Result<(), Problem> {
    let account = AccountId(me.account);
    let flow = identities::end(tx, token, FlowPurpose::PasskeyNew)?.ok_or_else(late)?;
    if flow.account != Some(account) {
        return Err(late());
    }
    if passkeys::list(tx, account)?.len() >= MOST {
        return Err(refused("error-passkey-most").back_to("/account/methods"));
    }
    let made = webauthn::made(party, &challenge(token), client_data, attestation).map_err(|flaw| {
        tracing::warn!(flaw, "a passkey that was made is not believed");
        refused("error-passkey").back_to("/account/methods")
    })?;
    passkeys::add(tx, &me.actor, account, name, &made).map_err(|error| match error {
        Error::Unique(_) => refused("error-passkey-known").back_to("/account/methods"),
        error => error.into(),
    })?;
    Ok(post(tx, account, About::PasskeyAdded)?)
}

/// Forgets a key of one's account.
pub fn remove(tx: &Transaction, me: &Me, key: PasskeyId) -> Result<(), Problem> {
    let account = AccountId(me.account);
    passkeys::remove(tx, &me.actor, account, key)?;
    Ok(post(tx, account, About::PasskeyRemoved)?)
}

/// What became of a passkey shown at the sign-in.
pub enum Opened {
    /// The session is open.
    Entered(Token),
    /// It opens nothing: which of the reasons is for the log.
    Refused,
    /// It seems to be copied: it opens nothing, and its owner is told.
    Copied,
}

/// Opens the account of a passkey that recognised its owner: that is two factors.
pub fn enter(
    tx: &Transaction,
    key: &KeyShown,
    origin: &Origin,
    former: Option<&str>,
) -> Result<Opened, Problem> {
    match recognise(tx, key, Asked::SignIn)? {
        Recognised::Account(account) => {
            signing::enter(tx, account, &How::by(Method::Passkey), origin, former).map(Opened::Entered)
        }
        Recognised::Nobody => Ok(Opened::Refused),
        Recognised::Copied => Ok(Opened::Copied),
    }
}

/// Takes a passkey instead of the code that follows a password. Being there is enough.
pub fn second_step(
    tx: &Transaction,
    step: &Token,
    key: &KeyShown,
    origin: &Origin,
    former: Option<&str>,
) -> Result<Second, Problem> {
    let now = tx.ids().clock().now();
    let Some(account) = links::find(tx, step, Purpose::SecondStep, now)? else { return Ok(Second::TooLate) };
    let this_time = take(tx, CODE, &step.hash(), now)?;
    if !(take(tx, CODE_ACCOUNT, &account.to_string(), now)? && this_time) {
        return Ok(Second::TooMany);
    }
    let recognised = recognise(tx, key, Asked::SecondStep(account))?;
    if !matches!(recognised, Recognised::Account(_)) {
        return Ok(Second::Wrong);
    }
    let how = links::first_factor(tx, step)?.and(Factor::Passkey);
    links::consume(tx, step, Purpose::SecondStep, now)?.ok_or(ProblemKind::LinkExpired)?;
    signing::enter(tx, account, &how, origin, former).map(Second::Entered)
}

/// Takes a key inside a session, before something grave, and counts it: a refusal must not undo the count. It must have
/// recognised its owner: whoever finds a session open and a key in the machine has not.
pub fn prove_key(tx: &Transaction, account: AccountId, key: &KeyShown) -> Result<Proof, Problem> {
    if !take(tx, CODE_ACCOUNT, &account.to_string(), tx.ids().clock().now())? {
        return Ok(Proof::TooMany);
    }
    Ok(match recognise(tx, key, Asked::Proof(account))? {
        Recognised::Account(_) => Proof::Given,
        Recognised::Nobody => Proof::Wrong,
        Recognised::Copied => Proof::Copied,
    })
}

/// Why a key is asked for.
#[derive(Clone, Copy)]
enum Asked {
    /// To open an account by itself.
    SignIn,
    /// Instead of a code, after the password of this account: being there is enough.
    SecondStep(AccountId),
    /// Again, in a session of this account.
    Proof(AccountId),
}

impl Asked {
    /// The account that the key must belong to, when that is known.
    const fn account(self) -> Option<AccountId> {
        match self {
            Self::SignIn => None,
            Self::SecondStep(account) | Self::Proof(account) => Some(account),
        }
    }

    /// Whether this question was asked: the browser's, for this, for this account.
    fn was_asked(self, tx: &Transaction, token: &Token) -> Result<bool, Error> {
        Ok(match self {
            Self::SignIn | Self::SecondStep(_) => {
                identities::end(tx, token, FlowPurpose::PasskeySignIn)?.is_some()
            }
            Self::Proof(account) => identities::end(tx, token, FlowPurpose::PasskeyProof)?
                .is_some_and(|flow| flow.account == Some(account)),
        })
    }
}

enum Recognised {
    Account(AccountId),
    Nobody,
    Copied,
}

/// Whose passkey it is, if it may be believed and answers what was asked.
fn recognise(tx: &Transaction, key: &KeyShown, asked: Asked) -> Result<Recognised, Problem> {
    let KeyShown { party, token, shown } = key;
    let actor = Actor::public(tx.ids().clock().now());
    let not = |flaw: &'static str| {
        tracing::info!(flaw, "a passkey is refused");
        Ok(Recognised::Nobody)
    };
    if !asked.was_asked(tx, token)? {
        return not("its question is over");
    }
    let Some(key) = passkeys::by_credential(tx, &shown.credential)? else { return not("not known") };
    let used = match webauthn::used(party, &challenge(token), &shown.answer, &key.public_key) {
        Ok(used) => used,
        Err(flaw) => return not(flaw),
    };
    if !shown.owner.is_empty() && shown.owner != key.account.to_string() {
        return not("the key of somebody else");
    }
    if asked.account().is_some_and(|account| account != key.account) {
        return not("the key of another account");
    }
    if !used.verified && !matches!(asked, Asked::SecondStep(_)) {
        return not("its owner was not recognised");
    }
    match accounts::by_id(tx, key.account)? {
        Some(found) if !found.provider_only => {}
        _ => return not("the account does not open so"),
    }
    if webauthn::copied(u32::try_from(key.sign_count).unwrap_or(u32::MAX), used.sign_count) {
        passkeys::copied(tx, &actor, &key)?;
        post(tx, key.account, About::PasskeyCopied)?;
        return Ok(Recognised::Copied);
    }
    passkeys::used(tx, &actor, &key, &used)?;
    Ok(Recognised::Account(key.account))
}

fn late() -> Problem {
    Problem::from(ProblemKind::LinkExpired).saying("error-passkey-late").back_to("/account/methods")
}

fn refused(message: &'static str) -> Problem {
    Problem::from(ProblemKind::Forbidden).saying(message)
}

/// The name given to a key; its faults if it has none.
pub fn name(typed: &str) -> Result<String, Faults> {
    let name = platform::text::tidy(typed);
    let mut faults = Faults::default();
    if name.is_empty() || name.chars().count() > 80 {
        faults.add("passkey_name", "error-passkey-name");
    }
    faults.or(name)
}
