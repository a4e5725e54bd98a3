//! Which account opens for whom a provider recognised. No account is ever made here: people are invited.

use platform::access::Actor;
use platform::database::{Error, Transaction};
use platform::web::{Problem, ProblemKind, Token, take};

use super::federation::Told;
use super::mails::{About, post};
use super::model::{AccountId, Factor, Flow, FlowPurpose, How, IdentityId, Method, NewFlow, Origin};
use super::rules::ELSEWHERE_HERE;
use super::signing;
use super::storage::{accounts, identities};
use crate::frame::Me;

/// What became of somebody who comes back from a provider.
#[derive(Debug)]
pub enum Returned {
    /// The session is open.
    Entered(Token),
    /// One factor was shown there, and the account asks for two.
    AwaitsCode(Token),
}

/// Begins a sign-in at a provider; `None` when too many were begun from this address.
pub fn begin(tx: &Transaction, new: &NewFlow, origin: &Origin) -> Result<Option<Token>, Error> {
    if !take(tx, ELSEWHERE_HERE, &origin.address, tx.ids().clock().now())? {
        return Ok(None);
    }
    identities::begin(tx, new).map(Some)
}

/// Ends it: what it was for, once.
pub fn end(tx: &Transaction, token: &Token) -> Result<Flow, Problem> {
    identities::end(tx, token, FlowPurpose::Provider)?.ok_or_else(lost)
}

/// The browser brings back nothing that was begun here, or too late, or twice.
pub fn lost() -> Problem {
    Problem::from(ProblemKind::LinkExpired).saying("error-provider-lost").back_to("/sign-in")
}

/// Opens the account of whom a provider recognised. The first time, it is the invited account of the address that the
/// provider answers for, unless that account knows its owner by another subject there.
pub fn enter(
    tx: &Transaction,
    told: &Told,
    provider: &str,
    origin: &Origin,
    former: Option<&str>,
) -> Result<Returned, Problem> {
    let now = tx.ids().clock().now();
    let account = if let Some((identity, account)) = identities::account_of(tx, told)? {
        identities::used(tx, identity, told, now)?;
        account
    } else {
        first_time(tx, told)?
    };
    let found = accounts::by_id(tx, account)?.ok_or_else(unknown)?;
    let how = How {
        method: Method::Provider,
        second: told.multi_factor.then_some(Factor::Provider),
        provider: Some(provider.to_owned()),
        id_token: Some(told.id_token.clone()),
    };
    if found.second_step() && !told.multi_factor {
        return Ok(Returned::AwaitsCode(signing::await_code(tx, account, &how)?));
    }
    signing::enter(tx, account, &how, origin, former).map(Returned::Entered)
}

fn first_time(tx: &Transaction, told: &Told) -> Result<AccountId, Problem> {
    let email = told.email.as_deref().ok_or_else(unknown)?;
    let found = accounts::by_email(tx, email)?.ok_or_else(unknown)?;
    if identities::has_one(tx, found.account, &told.issuer)? {
        return Err(Problem::from(ProblemKind::Forbidden)
            .saying("error-provider-another")
            .back_to("/sign-in"));
    }
    identities::link(tx, &Actor::public(tx.ids().clock().now()), found.account, told)?;
    post(tx, found.account, About::ProviderLinked)?;
    Ok(found.account)
}

fn unknown() -> Problem {
    Problem::from(ProblemKind::Forbidden).saying("error-provider-unknown").back_to("/sign-in")
}

/// Links whom a provider recognised to the account that asked, if it is still the one signed in.
pub fn link(tx: &Transaction, me: &Me, asked: AccountId, told: &Told) -> Result<(), Problem> {
    if asked != AccountId(me.account) {
        return Err(lost().back_to("/account/methods"));
    }
    match identities::account_of(tx, told)? {
        Some((_, account)) if account == asked => return Ok(()),
        Some(_) => {
            return Err(Problem::from(ProblemKind::Forbidden)
                .saying("error-provider-taken")
                .back_to("/account/methods"));
        }
        None => {}
    }
    identities::link(tx, &me.actor, asked, told)?;
    Ok(post(tx, asked, About::ProviderLinked)?)
}

/// Takes a link back, unless nothing else opens the account.
pub fn unlink(tx: &Transaction, me: &Me, identity: IdentityId) -> Result<(), Problem> {
    let account = AccountId(me.account);
    let found = accounts::by_id(tx, account)?.ok_or(ProblemKind::NotFound)?;
    let others = identities::list(tx, account)?.iter().filter(|one| one.id != identity).count();
    if others == 0 && (found.provider_only || found.password_hash.is_none()) {
        return Err(Problem::from(ProblemKind::Forbidden)
            .saying("error-provider-last")
            .back_to("/account/methods"));
    }
    identities::unlink(tx, &me.actor, account, identity)?;
    Ok(post(tx, account, About::ProviderUnlinked)?)
}

/// Refuses one's own password from now on, or accepts it again.
pub fn only_elsewhere(tx: &Transaction, me: &Me, only: bool) -> Result<(), Problem> {
    let account = AccountId(me.account);
    if only && identities::list(tx, account)?.is_empty() {
        return Err(Problem::from(ProblemKind::Forbidden)
            .saying("error-provider-none")
            .back_to("/account/methods"));
    }
    Ok(identities::only_elsewhere(tx, &me.actor, account, only)?)
}
