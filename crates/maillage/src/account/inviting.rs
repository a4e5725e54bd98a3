//! Giving people an account and a seat, and taking the seat back.

use platform::access::{self, Actor, PrincipalId, Validity};
use platform::database::{Error, Reader, Transaction};
use platform::i18n::Language;
use platform::web::{Faults, Problem, ProblemKind, Token};

use super::mails::{About, post};
use super::model::{
    AccountId, Added, Invitation, Invited, Member, NewAccount, NewApiToken, NewSeat, NewUser, Purpose, Whose,
};
use super::rules::{TOKEN_DAYS, manages, may_give};
use super::storage::invitations::{self, Answer, InvitationId, Sent};
use super::storage::{accounts, links, overview, seats, tokens};
use crate::directory::people::{self, SignsIn};
use crate::directory::{self, OrganisationId, PersonId};
use crate::frame::Scope;
use crate::frame::rights::{RUN_INSTANCE, Role};

/// Invites somebody into an organisation that the actor manages: a new address gets an account and a link by mail, a
/// known one a seat more. When people whom the actor knows may be meant, he says which, or that it is somebody else.
pub fn invite(
    tx: &Transaction,
    actor: &Actor,
    invitation: &Invitation,
    whose: Whose,
    language: Language,
) -> Result<Invited, Problem> {
    if !manages(actor, invitation.organisation) {
        return Err(ProblemKind::NotFound.into());
    }
    if !gives(tx, actor, invitation.role)? {
        return Err(refused("role", "error-role-above"));
    }
    let from_outside = actor.acting_for() != Some(invitation.organisation.group());
    if from_outside && runs_instance(tx, &invitation.email)? {
        // Whoever runs the instance enters another organisation by the break-glass, which it sees, or not at all.
        return Err(email_refused("error-email-instance"));
    }
    let known = meant(tx, actor, invitation, whose)?;
    let invited = seat(tx, actor, invitation, known, language)?;
    let (Invited::Account(account) | Invited::Seat(account)) = invited;
    let seats = seats::of_account(tx, account, tx.ids().clock().now())?;
    let opened = seats.into_iter().find(|seat| seat.organisation == invitation.organisation);
    if let Some(opened) = &opened {
        invitations::note_sent(tx, actor, account, opened.id, invitation.organisation)?;
    }
    post(tx, account, About::Invitation(opened.map(|seat| seat.organisation_name).unwrap_or_default()))?;
    accounts::note(
        tx,
        actor,
        "account.invited",
        account,
        serde_json::json!({"organisation": invitation.organisation}),
    )?;
    if from_outside {
        let name = format!("{} {}", invitation.given_name, invitation.family_name);
        tell_answerable(tx, invitation.organisation, account, |organisation| About::SeatedFromOutside {
            organisation,
            name: name.clone(),
        })?;
    }
    Ok(invited)
}

/// Whether the actor may give this role, or take it away.
fn gives(reader: &Reader, actor: &Actor, role: Role) -> Result<bool, Error> {
    let own = match actor.seat() {
        Some(seat) => seats::role_of(reader, seat)?,
        None => None,
    };
    Ok(may_give(own, role, actor.may(RUN_INSTANCE)))
}

impl Invited {
    /// Whether the account is that of the person who was named: an address that had an account keeps its own person.
    pub fn as_said(self, reader: &Reader, whose: Whose) -> Result<bool, Error> {
        let (Self::Account(account) | Self::Seat(account)) = self;
        match whose {
            Whose::Known(person) => Ok(accounts::person_of(reader, account)? == person),
            Whose::Unsaid | Whose::Another => Ok(true),
        }
    }
}

/// The known person whose account it will be. Nobody is asked when one of those known signs in by the address already.
fn meant(
    reader: &Reader,
    actor: &Actor,
    invitation: &Invitation,
    whose: Whose,
) -> Result<Option<PersonId>, Problem> {
    let alike = people::alike(reader, actor, &[invitation.sought()])?.pop().unwrap_or_default();
    let settled = alike.is_empty() || alike.iter().any(|one| one.signs_in == SignsIn::SameAddress);
    match whose {
        Whose::Unsaid if !settled => Err(refused("person", "error-person-unsaid")),
        Whose::Unsaid | Whose::Another => Ok(None),
        Whose::Known(id) => match alike.iter().find(|one| one.person.id == id) {
            None => Err(refused("person", "error-choice")),
            Some(one) if one.signs_in == SignsIn::OtherAddress => {
                Err(refused("person", "error-person-signs-in"))
            }
            Some(_) => Ok(Some(id)),
        },
    }
}

fn runs_instance(reader: &Reader, email: &str) -> Result<bool, Error> {
    match accounts::by_email(reader, email)? {
        Some(found) => overview::is_administrator(reader, found.account),
        None => Ok(false),
    }
}

/// Writes to those who answer for an organisation, but to this account.
pub fn tell_answerable(
    tx: &Transaction,
    organisation: OrganisationId,
    spared: AccountId,
    about: impl Fn(String) -> About,
) -> Result<(), Error> {
    let at = tx.ids().clock().now();
    let name = access::principal_name(tx, organisation.group())?.unwrap_or_default();
    let mut told: Vec<_> =
        overview::answerable(tx, organisation, at)?.into_iter().map(|(account, _)| account).collect();
    told.sort_unstable_by_key(|account| account.0);
    told.dedup();
    told.into_iter().filter(|account| *account != spared).try_for_each(|to| post(tx, to, about(name.clone())))
}

/// Sends another invitation to somebody who has not chosen a password yet.
pub fn invite_again(tx: &Transaction, actor: &Actor, member: &Member) -> Result<(), Problem> {
    let account = member.account.filter(|_| !member.ready).ok_or(ProblemKind::Stale)?;
    invitations::note_sent(tx, actor, account, member.seat, member.organisation)?;
    post(tx, account, About::Invitation(member.organisation_name.clone()))?;
    Ok(accounts::note(
        tx,
        actor,
        "account.invited",
        account,
        serde_json::json!({"organisation": member.organisation}),
    )?)
}

/// Sends an invitation again that was not accepted; answers into which organisation.
pub fn resend_invitation(
    tx: &Transaction,
    actor: &Actor,
    id: InvitationId,
) -> Result<OrganisationId, Problem> {
    let sent = waiting(tx, actor, id)?;
    invite_again(tx, actor, &seats::member(tx, actor, sent.seat)?)?;
    Ok(sent.organisation)
}

/// Takes an invitation back that was not accepted: its link and its seat end. Who was invited elsewhere too keeps that.
pub fn revoke_invitation(
    tx: &Transaction,
    actor: &Actor,
    id: InvitationId,
) -> Result<OrganisationId, Problem> {
    let sent = waiting(tx, actor, id)?;
    seats::end_seat(tx, actor, &seats::member(tx, actor, sent.seat)?)?;
    invitations::revoke(tx, actor, id)?;
    if seats::of_account(tx, sent.account, actor.at)?.is_empty() {
        links::end_all(tx, sent.account, actor.at)?;
    }
    accounts::note(
        tx,
        actor,
        "account.invitation-revoked",
        sent.account,
        serde_json::json!({"organisation": sent.organisation}),
    )?;
    Ok(sent.organisation)
}

fn waiting(tx: &Transaction, actor: &Actor, id: InvitationId) -> Result<Sent, Problem> {
    let sent = invitations::one(tx, actor, id)?;
    match sent.answer(actor.at) {
        Answer::Pending | Answer::Expired => Ok(sent),
        Answer::Accepted | Answer::Revoked => Err(ProblemKind::Stale.into()),
    }
}

/// Adds somebody without a mail: the caller shows the link by which he chooses a password, if he has none yet. Whoever has
/// a seat there already may still be given the instance to run.
pub fn add_user(tx: &Transaction, actor: &Actor, new: &NewUser) -> Result<Added, Problem> {
    let invitation = &new.invitation;
    let known = accounts::by_email(tx, &invitation.email)?;
    let account = match known.filter(|found| new.administrator || found.password_hash.is_none()) {
        Some(found) if seated(tx, actor, found.account, invitation.organisation)? => found.account,
        _ => {
            let (Invited::Account(account) | Invited::Seat(account)) =
                seat(tx, actor, invitation, None, new.language)?;
            account
        }
    };
    if new.administrator {
        accounts::make_administrator(tx, actor, account)?;
    }
    let found = accounts::by_id(tx, account)?.ok_or(ProblemKind::NotFound)?;
    let link = match found.password_hash {
        Some(_) => None,
        None => Some(links::personal_link(tx, account, Purpose::Invitation, Purpose::Invitation.life())?),
    };
    Ok(Added { account, link })
}

fn seated(
    reader: &Reader,
    actor: &Actor,
    account: AccountId,
    organisation: OrganisationId,
) -> Result<bool, Error> {
    let seats = seats::of_account(reader, account, actor.at)?;
    Ok(seats.iter().any(|seat| seat.organisation == organisation))
}

fn email_refused(message: &'static str) -> Problem {
    refused("email", message)
}

fn refused(field: &'static str, message: &'static str) -> Problem {
    let mut faults = Faults::default();
    faults.add(field, message);
    faults.into()
}

/// Gives a seat: to the account of the address, or to a new one, that of somebody known or of somebody new.
fn seat(
    tx: &Transaction,
    actor: &Actor,
    invitation: &Invitation,
    whose: Option<PersonId>,
    language: Language,
) -> Result<Invited, Problem> {
    let known = accounts::by_email(tx, &invitation.email)?.map(|found| found.account);
    let (account, person) = if let Some(account) = known {
        (account, accounts::person_of(tx, account)?)
    } else {
        let person = match whose {
            Some(person) => {
                people::given_account(tx, actor, person)?;
                person
            }
            None => directory::create_person(tx, &invitation.given_name, &invitation.family_name, false)?,
        };
        let new = NewAccount {
            person,
            email: invitation.email.clone(),
            language,
            administrator: false,
            password_hash: None,
        };
        let created = accounts::create_account(tx, actor, &new).map_err(|error| match error {
            // The account is there but closed.
            Error::Unique(name) if name == "account__person" => refused("person", "error-person-signs-in"),
            Error::Unique(_) => email_refused("error-email-known"),
            error => error.into(),
        });
        (created?, person)
    };
    if seated(tx, actor, account, invitation.organisation)? {
        return Err(email_refused("error-email-seated"));
    }
    let new = NewSeat {
        person,
        account: Some(account),
        organisation: invitation.organisation,
        role: invitation.role,
        title: invitation.title.clone(),
        public_member: invitation.public_member,
        validity: Validity::ALWAYS,
    };
    seats::open_seat(tx, actor, &new)?;
    Ok(if known.is_some() { Invited::Seat(account) } else { Invited::Account(account) })
}

/// Gives somebody another role. One's own stays: nobody locks himself out.
pub fn change_role(tx: &Transaction, actor: &Actor, seat: PrincipalId, role: Role) -> Result<(), Problem> {
    let member = not_oneself(tx, actor, seat)?;
    if !gives(tx, actor, role)? {
        return Err(refused("role", "error-role-above"));
    }
    if member.role == role { Ok(()) } else { Ok(seats::change_role(tx, actor, &member, role)?) }
}

/// Ends somebody's seat, and tells him.
pub fn end_seat(tx: &Transaction, actor: &Actor, seat: PrincipalId) -> Result<(), Problem> {
    let member = not_oneself(tx, actor, seat)?;
    seats::end_seat(tx, actor, &member)?;
    match member.account {
        Some(account) => Ok(post(tx, account, About::SeatEnded(member.organisation_name))?),
        None => Ok(()),
    }
}

/// Ends somebody's seat at a moment to come, or at once, and tells him.
pub fn end_seat_on(
    tx: &Transaction,
    actor: &Actor,
    seat: PrincipalId,
    at: Option<jiff::Timestamp>,
) -> Result<(), Problem> {
    let Some(at) = at else { return end_seat(tx, actor, seat) };
    let member = not_oneself(tx, actor, seat)?;
    seats::end_on(tx, actor, &member, at)?;
    match member.account {
        Some(account) => {
            Ok(post(tx, account, About::SeatEnds { organisation: member.organisation_name, at })?)
        }
        None => Ok(()),
    }
}

fn not_oneself(tx: &Transaction, actor: &Actor, seat: PrincipalId) -> Result<Member, Problem> {
    let member = seats::member(tx, actor, seat)?;
    let own = actor.seat() == Some(seat)
        || (member.account.is_some() && member.account.map(|account| account.0) == actor.account());
    let message = match () {
        () if own => "administration-own-seat",
        () if !gives(tx, actor, member.role)? => "administration-seat-above",
        () => return Ok(member),
    };
    Err(Problem::from(ProblemKind::Forbidden).saying(message).back_to("/administration/people"))
}

/// Stops asking an account for codes, when its owner lost what gives them; he is told.
pub fn remove_codes(tx: &Transaction, actor: &Actor, account: AccountId) -> Result<(), Problem> {
    accounts::disable_codes(tx, actor, account)?;
    Ok(post(tx, account, About::CodesRemoved)?)
}

/// An API token for the first seat of an address: what the command line makes.
pub fn create_token_for(
    tx: &Transaction,
    actor: &Actor,
    email: &str,
    name: &str,
    scope: Scope,
    days: i64,
) -> Result<Token, Problem> {
    let found = accounts::by_email(tx, email)?.ok_or_else(|| email_refused("error-email-unknown"))?;
    let seats = seats::of_account(tx, found.account, actor.at)?;
    let seat = seats.into_iter().next().ok_or_else(|| email_refused("error-email-unseated"))?;
    if scope == Scope::Administer && !overview::is_administrator(tx, found.account)? {
        return Err(email_refused("error-email-not-administrator"));
    }
    let days = days.clamp(1, TOKEN_DAYS[TOKEN_DAYS.len() - 1]);
    let new = NewApiToken { seat: seat.id, name: name.to_owned(), scope, days };
    Ok(tokens::create_token(tx, actor, found.account, &new)?)
}
