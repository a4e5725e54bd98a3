//! Signing in and choosing a password: what pages do between two hashes, each in one transaction.

use jiff::Timestamp;
use platform::access::{Actor, Identity, Rights};
use platform::database::{Reader, Result, Transaction};
use platform::web::{Problem, ProblemKind, Token, take};

use super::mails::{About, post};
use super::model::{AccountId, Credentials, Factor, How, Method, Origin, Purpose};
use super::rules::{CODE, CODE_ACCOUNT, PASSWORD_AGAIN, RESET, RESET_HERE, SIGN_IN, SIGN_IN_HERE};
use super::storage::{accounts, links, recovery as codes, seats, sessions};
use super::{recovery, totp};

/// What an attempt to sign in finds, before the password is looked at.
#[derive(Debug)]
pub struct Attempt {
    /// Whether it is within the limits. It is counted either way: a refusal must not undo the count.
    pub within: bool,
    /// The account of the address.
    pub found: Option<Credentials>,
}

/// Counts an attempt to sign in and looks for the account.
pub fn attempt(tx: &Transaction, email: &str, origin: &Origin) -> Result<Attempt> {
    let now = tx.ids().clock().now();
    let here = take(tx, SIGN_IN_HERE, &format!("{email} {}", origin.address), now)?;
    let anywhere = take(tx, SIGN_IN, email, now)?;
    Ok(Attempt { within: here && anywhere, found: accounts::by_email(tx, email)? })
}

/// Opens a session from the first seat of the account, and ends the one that the browser had.
pub fn enter(
    tx: &Transaction,
    account: AccountId,
    how: &How,
    origin: &Origin,
    former: Option<&str>,
) -> Result<Token, Problem> {
    let now = tx.ids().clock().now();
    let Some(seat) = seats::of_account(tx, account, now)?.into_iter().next() else {
        return Err(seatless(seats::stopped(tx, account, now)?.as_deref()));
    };
    let identity =
        Identity::Member { account: account.0, seat: seat.id, acting_for: seat.organisation.group() };
    let actor = Actor::member(tx, identity, Rights::NONE, now)?.ok_or(ProblemKind::Forbidden)?;
    if let Some(former) = former {
        sessions::close(tx, &actor, former)?;
    }
    Ok(sessions::open(tx, &actor, account, seat.id, how, origin)?)
}

/// Why somebody who is known may act for nobody.
fn seatless(stopped: Option<&str>) -> Problem {
    let message = match stopped {
        Some("suspended") => "account-organisation-suspended",
        Some(_) => "account-organisation-closed",
        None => "account-no-seat",
    };
    Problem::from(ProblemKind::Forbidden).saying(message).back_to("/sign-in")
}

/// Notes that the first factor was right and that a code is awaited.
pub fn await_code(tx: &Transaction, account: AccountId, how: &How) -> Result<Token> {
    links::await_second(tx, account, how)
}

/// What became of a code.
#[derive(Clone, Debug)]
pub enum Second {
    /// It was right: the session is open.
    Entered(Token),
    /// It was wrong, or used already.
    Wrong,
    /// Too many were tried.
    TooMany,
    /// The password was given too long ago.
    TooLate,
}

/// Takes the code that follows the password.
pub fn second_step(
    tx: &Transaction,
    step: &Token,
    code: &str,
    origin: &Origin,
    former: Option<&str>,
) -> Result<Second, Problem> {
    let now = tx.ids().clock().now();
    let Some(account) = links::find(tx, step, Purpose::SecondStep, now)? else { return Ok(Second::TooLate) };
    let this_time = take(tx, CODE, &step.hash(), now)?;
    if !(take(tx, CODE_ACCOUNT, &account.to_string(), now)? && this_time) {
        return Ok(Second::TooMany);
    }
    let Some(found) = accounts::by_id(tx, account)? else { return Ok(Second::TooLate) };
    let Some(factor) = right_code(tx, &found, code, now)? else { return Ok(Second::Wrong) };
    let how = links::first_factor(tx, step)?.and(factor);
    links::consume(tx, step, Purpose::SecondStep, now)?.ok_or(ProblemKind::LinkExpired)?;
    enter(tx, account, &how, origin, former).map(Second::Entered)
}

/// Uses a code: one of an application, or a recovery code, of which the owner is told.
fn right_code(tx: &Transaction, found: &Credentials, code: &str, now: Timestamp) -> Result<Option<Factor>> {
    if let Some(digits) = recovery::typed(code) {
        if !codes::spend(tx, &Actor::public(now), found.account, &digits)? {
            return Ok(None);
        }
        post(tx, found.account, About::RecoveryUsed)?;
        return Ok(Some(Factor::Recovery));
    }
    let Some(used) = right_step(found, code, now) else { return Ok(None) };
    accounts::use_step(tx, found.account, used)?;
    Ok(Some(Factor::Code))
}

/// The step of a code that is right and was not used.
pub fn right_step(found: &Credentials, code: &str, now: Timestamp) -> Option<i64> {
    found.totp_secret.as_deref().and_then(|secret| totp::step_of(secret, code, now, found.totp_last_step))
}

/// What became of a code or of a passkey asked for again, before something grave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Proof {
    /// It was right, and is used.
    Given,
    /// It was wrong, or used already.
    Wrong,
    /// The account is not asked for codes: it must be, first.
    NoCodes,
    /// The passkey seems to be copied: its owner is told.
    Copied,
    /// Too many were tried.
    TooMany,
}

/// Takes a code inside a session, and counts it: a refusal must not undo the count.
pub fn prove_code(tx: &Transaction, account: AccountId, code: &str) -> Result<Proof, Problem> {
    let now = tx.ids().clock().now();
    if !take(tx, CODE_ACCOUNT, &account.to_string(), now)? {
        return Ok(Proof::TooMany);
    }
    let found = accounts::by_id(tx, account)?.ok_or(ProblemKind::NotFound)?;
    if !found.second_step() {
        return Ok(Proof::NoCodes);
    }
    let Some(step) = right_step(&found, code, now) else { return Ok(Proof::Wrong) };
    accounts::use_step(tx, account, step)?;
    Ok(Proof::Given)
}

/// Counts a password tried inside a session.
pub fn try_again(tx: &Transaction, account: AccountId) -> Result<bool> {
    take(tx, PASSWORD_AGAIN, &account.to_string(), tx.ids().clock().now())
}

/// The account that a link leads to, while it works.
pub fn bearer(
    reader: &Reader,
    token: &Token,
    purpose: Purpose,
    now: Timestamp,
) -> Result<Credentials, Problem> {
    let account = links::find(reader, token, purpose, now)?.ok_or_else(|| ended(purpose))?;
    accounts::by_id(reader, account)?.ok_or_else(|| ended(purpose))
}

/// The link no longer works: why, and where to get another.
pub fn ended(purpose: Purpose) -> Problem {
    Problem::from(ProblemKind::LinkExpired).saying(purpose.ended()).back_to(purpose.way_out())
}

/// Uses a link and opens a session.
pub fn enter_by_link(
    tx: &Transaction,
    token: &Token,
    purpose: Purpose,
    origin: &Origin,
    former: Option<&str>,
) -> Result<Token, Problem> {
    let account = spend(tx, token, purpose)?.account;
    enter(tx, account, &How::by(Method::Link), origin, former)
}

fn spend(tx: &Transaction, token: &Token, purpose: Purpose) -> Result<Credentials, Problem> {
    let account =
        links::consume(tx, token, purpose, tx.ids().clock().now())?.ok_or_else(|| ended(purpose))?;
    accounts::by_id(tx, account)?.ok_or_else(|| ended(purpose))
}

/// Chooses a first password by an invitation, and signs in.
pub fn accept(
    tx: &Transaction,
    token: &Token,
    hash: &str,
    origin: &Origin,
    former: Option<&str>,
) -> Result<Token, Problem> {
    let found = spend(tx, token, Purpose::Invitation)?;
    let actor = Actor::public(tx.ids().clock().now());
    accounts::change_password(tx, &actor, found.account, hash)?;
    links::end_all(tx, found.account, actor.at)?;
    enter(tx, found.account, &How::by(Method::Link), origin, former)
}

/// Asks for another password. Whoever asks learns nothing: too many requests, or an unknown address, say the same.
pub fn ask_reset(tx: &Transaction, email: &str, origin: &Origin) -> Result<()> {
    let now = tx.ids().clock().now();
    let here = take(tx, RESET_HERE, &origin.address, now)?;
    let anywhere = take(tx, RESET, email, now)?;
    match accounts::by_email(tx, email)? {
        Some(found) if here && anywhere && !found.provider_only => post(tx, found.account, About::Reset),
        _ => Ok(()),
    }
}

/// Chooses another password by a link: every session ends, and the owner is told.
pub fn reset(tx: &Transaction, token: &Token, hash: &str) -> Result<(), Problem> {
    let found = spend(tx, token, Purpose::Reset)?;
    let actor = Actor::public(tx.ids().clock().now());
    Ok(change_password(tx, &actor, found.account, hash, "")?)
}

/// Gives an account another password; its sessions end, but the one whose token has this hash.
pub fn change_password(
    tx: &Transaction,
    actor: &Actor,
    account: AccountId,
    hash: &str,
    spared: &str,
) -> Result<()> {
    accounts::change_password(tx, actor, account, hash)?;
    sessions::revoke_but(tx, actor, account, spared)?;
    links::end_all(tx, account, actor.at)?;
    post(tx, account, About::PasswordChanged)
}
