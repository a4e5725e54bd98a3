//! Accounts against both engines: links, sessions, codes, limits, people. The pages have their own file.

pub(crate) mod requests;

use std::sync::{Arc, Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};
use macros::both_engines;
use platform::access::{self, Actor, INSTANCE, Identity, PrincipalId, Rights, Validity};
use platform::database::{Database, Transaction};
use platform::i18n::{Catalogue, Language};
use platform::jobs::{Handlers, run_due};
use platform::mail::Mail;
use platform::web::{Problem, ProblemKind, Token};

use super::mails::{Letter, Letters, MAIL};
use super::model::{
    AccountId, Added, Factor, How, Invitation, Invited, Method, NewAccount, NewApiToken, NewSeat, NewUser,
    Origin, Purpose, Whose,
};
use super::signing::{self, Second};
use super::storage::{accounts, links, recovery, seats, sessions, tokens};
use super::{add_user, change_role, create_token_for, end_seat, invite, passwords, totp};
use crate::directory::{self, Family, NewMember, OrganisationId};
use crate::frame::Scope;
use crate::frame::rights::{MANAGE_PEOPLE, PUBLIC_MEMBERS, Role};

const BY_PASSWORD: How = How::by(Method::Password);
pub(crate) const PASSWORD: &str = "quatre mots pris au hasard";
pub(crate) const EMAIL: &str = "claire@exemple.fr";

/// A member organisation, and a person who may sign in.
#[derive(Clone, Copy)]
pub(crate) struct World {
    pub(crate) organisation: OrganisationId,
    pub(crate) account: AccountId,
    pub(crate) seat: PrincipalId,
}

fn system(tx: &Transaction) -> Actor {
    Actor::system(tx.ids().clock().now())
}

fn origin() -> Origin {
    Origin { user_agent: "Firefox/128".into(), address: "203.0.113.7".into() }
}

fn letters() -> Letters {
    Letters {
        catalogue: Arc::new(Catalogue::new([]).unwrap()),
        instance: "Maillage".into(),
        theme: Arc::default(),
        address: "https://exemple.fr".into(),
        zone: jiff::tz::TimeZone::UTC,
    }
}

pub(crate) fn member_organisation(tx: &Transaction, name: &str) -> OrganisationId {
    let new = NewMember {
        name: name.into(),
        short_name: None,
        family: Family::Attractiveness,
        category: "agency",
        country: "FR".into(),
        city: None,
        fictitious: true,
        provenance: Vec::new(),
    };
    directory::found_member(tx, &system(tx), &new).unwrap()
}

async fn world(database: &Database) -> World {
    database
        .write(|tx| {
            access::install(tx)?;
            access::create_group(tx, tx.new_id(), PUBLIC_MEMBERS, Some((INSTANCE, PUBLIC_MEMBERS)))?;
            let organisation = member_organisation(tx, "Agence du Levant");
            let actor = system(tx);
            let person = directory::create_person(tx, "Claire", "Vidal", true)?;
            let password_hash = Some(passwords::hash(PASSWORD, tx.ids().chance())?);
            let new = NewAccount {
                person,
                email: EMAIL.into(),
                language: Language::French,
                administrator: false,
                password_hash,
            };
            let account = accounts::create_account(tx, &actor, &new)?;
            let seat = NewSeat {
                person,
                account: Some(account),
                organisation,
                role: Role::Administrator,
                title: None,
                public_member: true,
                validity: Validity::ALWAYS,
            };
            let seat = seats::open_seat(tx, &actor, &seat)?;
            Ok::<_, Problem>(World { organisation, account, seat })
        })
        .await
        .unwrap()
}

/// The person of the world, as an administrator of the organisation.
fn administrator(tx: &Transaction, world: World) -> Actor {
    let identity = Identity::Member {
        account: world.account.0,
        seat: world.seat,
        acting_for: world.organisation.group(),
    };
    Actor::member(tx, identity, MANAGE_PEOPLE, tx.ids().clock().now()).unwrap().unwrap()
}

pub(crate) async fn write<T: Send + 'static>(
    database: &Database,
    work: impl Fn(&Transaction) -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    database.write(work).await
}

/// The mails asked for since the last time. A job that fails, or that nobody runs, fails the test.
pub(crate) async fn mails(database: &Database) -> Vec<Mail> {
    let sent = Arc::new(Mutex::new(Vec::new()));
    let (box_, writing) = (sent.clone(), database.clone());
    let handlers = Handlers::default().on(MAIL, move |job| {
        let (box_, writing) = (box_.clone(), writing.clone());
        async move {
            let letter: Letter = serde_json::from_str(&job.payload).unwrap();
            let mail = writing.write(move |tx| letters().write(tx, &letter)).await.unwrap();
            box_.lock().unwrap_or_else(PoisonError::into_inner).extend(mail);
            Ok(())
        }
    });
    run_due(database, &handlers).await.unwrap();
    let now = database.ids().clock().now();
    let later = now.checked_add(SignedDuration::from_hours(24)).unwrap();
    assert!(!database.read(|r| platform::jobs::pending(r, later)).await.unwrap(), "a job is left");
    let sent = sent.lock().unwrap_or_else(PoisonError::into_inner);
    sent.clone()
}

fn kind_of(outcome: Result<Token, Problem>) -> Option<ProblemKind> {
    outcome.err().map(|problem| problem.kind)
}

#[both_engines]
async fn a_link_works_once(database: Database) {
    let world = world(&database).await;
    let link = write(&database, move |tx| {
        Ok(links::personal_link(tx, world.account, Purpose::Demo, Purpose::Demo.life())?)
    })
    .await
    .unwrap();
    let shown = link.clone();
    let now = database.ids().clock().now();
    for _ in 0..2 {
        let found = database.read(|r| signing::bearer(r, &shown, Purpose::Demo, now)).await.unwrap();
        assert_eq!(
            (found.account, found.name().as_str()),
            (world.account, "Claire Vidal"),
            "showing it uses nothing"
        );
    }
    let enter = move |tx: &Transaction| signing::enter_by_link(tx, &link, Purpose::Demo, &origin(), None);
    assert_eq!(kind_of(write(&database, enter.clone()).await), None);
    assert_eq!(kind_of(write(&database, enter).await), Some(ProblemKind::LinkExpired));
}

#[both_engines]
async fn an_old_link_or_one_for_something_else_opens_nothing(database: Database) {
    let world = world(&database).await;
    for (purpose, life, asked) in [
        (Purpose::Demo, SignedDuration::ZERO, Purpose::Demo),
        (Purpose::Invitation, Purpose::Invitation.life(), Purpose::Demo),
        (Purpose::SecondStep, Purpose::SecondStep.life(), Purpose::Reset),
    ] {
        let link = write(&database, move |tx| Ok(links::personal_link(tx, world.account, purpose, life)?))
            .await
            .unwrap();
        let outcome =
            write(&database, move |tx| signing::enter_by_link(tx, &link, asked, &origin(), None)).await;
        assert_eq!(kind_of(outcome), Some(ProblemKind::LinkExpired), "{purpose:?}");
    }
}

#[both_engines]
async fn a_session_revoked_is_gone_and_its_use_brings_none_back(database: Database) {
    let world = world(&database).await;
    let enter = move |tx: &Transaction| signing::enter(tx, world.account, &BY_PASSWORD, &origin(), None);
    let first = write(&database, enter).await.unwrap();
    let second = write(&database, enter).await.unwrap();
    assert_ne!(first.hash(), second.hash());
    let kept = second.hash();
    write(&database, move |tx| {
        Ok(sessions::revoke_but(tx, &administrator(tx, world), world.account, &kept)?)
    })
    .await
    .unwrap();
    let now = database.ids().clock().now();
    let gone = first.hash();
    let later = now.checked_add(SignedDuration::from_mins(11)).unwrap();
    assert!(!database.read(|r| sessions::unseen(r, &gone, later)).await.unwrap());
    let (gone, kept) = (first.hash(), second.hash());
    write(&database, move |tx| Ok((sessions::see(tx, &gone, later)?, sessions::see(tx, &kept, later)?)))
        .await
        .unwrap();
    let left = database.read(|r| sessions::list(r, world.account, later)).await.unwrap();
    assert_eq!(
        left.iter().map(|one| (one.token_hash.clone(), one.last_seen_at)).collect::<Vec<_>>(),
        [(second.hash(), later)]
    );
    let idle = later.checked_add(SignedDuration::from_hours(12)).unwrap();
    assert!(database.read(|r| sessions::list(r, world.account, idle)).await.unwrap().is_empty());
    let outcome = write(&database, move |tx| {
        Ok(sessions::revoke(tx, &system(tx), AccountId(tx.new_id()), left[0].id)?)
    })
    .await;
    assert_eq!(outcome.unwrap_err().kind, ProblemKind::Stale, "somebody else's session");
}

#[both_engines]
async fn a_code_is_used_once(database: Database) {
    let world = world(&database).await;
    let secret = totp::new_secret(database.ids().chance());
    let kept = secret.clone();
    write(&database, move |tx| {
        accounts::begin_codes(tx, &system(tx), world.account, &kept)?;
        Ok(accounts::enable_codes(tx, &system(tx), world.account, 1)?)
    })
    .await
    .unwrap();
    let code = totp::code_at(&secret, database.ids().clock().now());
    let give = |code: String| {
        write(&database, move |tx| {
            let step = signing::await_code(tx, world.account, &BY_PASSWORD)?;
            signing::second_step(tx, &step, &code, &origin(), None)
        })
    };
    assert!(matches!(give("000000".into()).await.unwrap(), Second::Wrong) || code == "000000");
    assert!(matches!(give(code.clone()).await.unwrap(), Second::Entered(_)));
    assert!(matches!(give(code).await.unwrap(), Second::Wrong), "the same code again");
    let begun =
        write(&database, move |tx| Ok(accounts::begin_codes(tx, &system(tx), world.account, "AAAA")?)).await;
    assert_eq!(begun.unwrap_err().kind, ProblemKind::Stale, "a secret in use is not replaced");
}

#[both_engines]
async fn codes_are_tried_five_times_a_password(database: Database) {
    let world = world(&database).await;
    let secret = totp::new_secret(database.ids().chance());
    write(&database, move |tx| {
        accounts::begin_codes(tx, &system(tx), world.account, &secret)?;
        Ok(accounts::enable_codes(tx, &system(tx), world.account, 1)?)
    })
    .await
    .unwrap();
    let step =
        write(&database, move |tx| Ok(signing::await_code(tx, world.account, &BY_PASSWORD)?)).await.unwrap();
    let mut answers = Vec::new();
    for _ in 0..6 {
        let step = step.clone();
        answers.push(
            write(&database, move |tx| signing::second_step(tx, &step, "not a code", &origin(), None))
                .await
                .unwrap(),
        );
    }
    let (last, wrong) = answers.split_last().unwrap();
    assert!(
        wrong.iter().all(|answer| matches!(answer, Second::Wrong)) && matches!(last, Second::TooMany),
        "{answers:?}"
    );
}

#[both_engines]
async fn a_reset_ends_every_session_and_says_so(database: Database) {
    let world = world(&database).await;
    write(&database, move |tx| signing::enter(tx, world.account, &BY_PASSWORD, &origin(), None))
        .await
        .unwrap();
    for email in [EMAIL, "personne@exemple.fr"] {
        write(&database, move |tx| Ok(signing::ask_reset(tx, email, &origin())?)).await.unwrap();
    }
    let sent = mails(&database).await;
    assert_eq!(
        sent.iter().map(|mail| mail.to.as_str()).collect::<Vec<_>>(),
        [EMAIL],
        "an unknown address receives nothing"
    );
    let (one, two) = write(&database, move |tx| {
        let make = || links::personal_link(tx, world.account, Purpose::Reset, Purpose::Reset.life());
        Ok((make()?, make()?))
    })
    .await
    .unwrap();
    let reset = |link: Token| write(&database, move |tx| signing::reset(tx, &link, "a hash"));
    reset(one).await.unwrap();
    assert_eq!(
        reset(two).await.unwrap_err().kind,
        ProblemKind::LinkExpired,
        "one reset ends the other links"
    );
    let now = database.ids().clock().now();
    let (found, open) = database
        .read(|r| {
            Ok::<_, Problem>((accounts::by_id(r, world.account)?, sessions::list(r, world.account, now)?))
        })
        .await
        .unwrap();
    assert_eq!((found.unwrap().password_hash.as_deref(), open.len()), (Some("a hash"), 0));
    assert_eq!(mails(&database).await.len(), 1, "the owner is told");
}

#[both_engines]
async fn attempts_are_limited_by_rate_and_the_account_is_not_closed(database: Database) {
    world(&database).await;
    let attempt = |address: &'static str| {
        write(&database, move |tx| {
            Ok(signing::attempt(tx, EMAIL, &Origin { address: address.into(), ..origin() })?.within)
        })
    };
    let mut within = Vec::new();
    for _ in 0..11 {
        within.push(attempt("203.0.113.7").await.unwrap());
    }
    assert_eq!(within.iter().filter(|within| **within).count(), 10);
    assert!(attempt("198.51.100.1").await.unwrap(), "its owner signs in from elsewhere");
    for address in ["198.51.100.2", "198.51.100.3"] {
        for _ in 0..9 {
            attempt(address).await.unwrap();
        }
    }
    assert!(!attempt("198.51.100.4").await.unwrap(), "thirty from anywhere");
}

fn invitation(email: &str, organisation: OrganisationId, role: Role) -> Invitation {
    Invitation {
        title: None,
        given_name: "Nadia".into(),
        family_name: "Karam".into(),
        email: email.into(),
        role,
        organisation,
        public_member: true,
    }
}

#[both_engines]
async fn an_invitation_gives_an_account_once_and_seats_after(database: Database) {
    let world = world(&database).await;
    let give = |organisation, email: &'static str| {
        write(&database, move |tx| {
            invite(
                tx,
                &administrator(tx, world),
                &invitation(email, organisation, Role::Officer),
                Whose::Unsaid,
                Language::English,
            )
        })
    };
    assert!(matches!(give(world.organisation, "nadia@exemple.fr").await.unwrap(), Invited::Account(_)));
    let again = give(world.organisation, "nadia@exemple.fr").await.unwrap_err();
    assert_eq!((again.kind, again.faults[0].message), (ProblemKind::Invalid, "error-email-seated"));
    let other = write(&database, |tx| Ok(member_organisation(tx, "Agence du Ponant"))).await.unwrap();
    assert_eq!(
        give(other, "nadia@exemple.fr").await.unwrap_err().kind,
        ProblemKind::NotFound,
        "another organisation's people"
    );
    let more = write(&database, move |tx| {
        invite(tx, &system(tx), &invitation(EMAIL, other, Role::Reader), Whose::Unsaid, Language::English)
    });
    assert_eq!(more.await.unwrap(), Invited::Seat(world.account));
    let sent = mails(&database).await;
    let bodies: Vec<_> =
        sent.iter().map(|mail| (mail.to.as_str(), mail.body.split('\n').next().unwrap())).collect();
    assert_eq!(
        bodies,
        [("nadia@exemple.fr", "account-mail-invitation"), (EMAIL, "account-mail-seat-opened")]
    );
}

#[both_engines]
async fn a_role_gives_its_groups_and_a_departure_takes_everything_back(database: Database) {
    let world = world(&database).await;
    let email = "nadia@exemple.fr";
    let seat = write(&database, move |tx| {
        invite(
            tx,
            &administrator(tx, world),
            &invitation(email, world.organisation, Role::Reader),
            Whose::Unsaid,
            Language::French,
        )?;
        let account = accounts::by_email(tx, email)?.unwrap().account;
        let seat = seats::of_account(tx, account, tx.ids().clock().now())?[0].id;
        sessions::open(tx, &system(tx), account, seat, &BY_PASSWORD, &origin())?;
        tokens::create_token(
            tx,
            &system(tx),
            account,
            &NewApiToken { seat, name: "x".into(), scope: Scope::Read, days: 30 },
        )?;
        Ok(seat)
    })
    .await
    .unwrap();
    // Herself, her organisation, the public members, the network, everyone.
    let groups = || {
        let now = database.ids().clock().now();
        let identity =
            Identity::Member { account: world.account.0, seat, acting_for: world.organisation.group() };
        database.read(move |r| {
            Actor::member(r, identity, Rights::NONE, now).map(|actor| actor.unwrap().principals().len())
        })
    };
    assert_eq!(groups().await.unwrap(), 5);
    for (role, count) in [(Role::Officer, 6), (Role::Manager, 7), (Role::Administrator, 5)] {
        write(&database, move |tx| change_role(tx, &administrator(tx, world), seat, role)).await.unwrap();
        assert_eq!(groups().await.unwrap(), count, "{role:?}");
    }
    write(&database, move |tx| end_seat(tx, &administrator(tx, world), seat)).await.unwrap();
    assert_eq!(groups().await.unwrap(), 3, "herself, the network, everyone");
    let now = database.ids().clock().now();
    let left = database.read(|r| {
        let account = accounts::by_email(r, email)?.unwrap().account;
        Ok::<_, Problem>((
            seats::of_account(r, account, now)?.len(),
            sessions::list(r, account, now)?.len(),
            tokens::list(r, account, now)?.len(),
        ))
    });
    assert_eq!(left.await.unwrap(), (0, 0, 0));
    assert_eq!(mails(&database).await.len(), 2);
    let again = write(&database, move |tx| end_seat(tx, &administrator(tx, world), seat)).await;
    assert_eq!(again.unwrap_err().kind, ProblemKind::NotFound);
}

#[both_engines]
async fn nobody_changes_his_own_role_nor_ends_his_own_seat(database: Database) {
    let world = world(&database).await;
    let role =
        write(&database, move |tx| change_role(tx, &administrator(tx, world), world.seat, Role::Manager))
            .await;
    let end = write(&database, move |tx| end_seat(tx, &administrator(tx, world), world.seat)).await;
    assert_eq!(
        (role.unwrap_err().kind, end.unwrap_err().kind),
        (ProblemKind::Forbidden, ProblemKind::Forbidden)
    );
}

#[both_engines]
async fn people_are_listed_to_who_manages_them(database: Database) {
    let world = world(&database).await;
    let now = database.ids().clock().now();
    let list = |rights: Rights| {
        database.read(move |r| {
            let identity = Identity::Member {
                account: world.account.0,
                seat: world.seat,
                acting_for: world.organisation.group(),
            };
            let actor = Actor::member(r, identity, rights, now)?.unwrap();
            Ok::<_, Problem>(seats::members(r, &actor, world.organisation, None, 10)?.len())
        })
    };
    assert_eq!(list(MANAGE_PEOPLE).await.unwrap(), 1);
    assert_eq!(list(Rights::NONE).await.unwrap_err().kind, ProblemKind::NotFound);
}

#[both_engines]
async fn the_command_line_adds_people_and_tokens(database: Database) {
    let world = world(&database).await;
    let Added { account, link } = write(&database, move |tx| {
        let new = NewUser {
            invitation: invitation("op@exemple.fr", world.organisation, Role::Manager),
            language: Language::French,
            administrator: true,
        };
        add_user(tx, &system(tx), &new)
    })
    .await
    .unwrap();
    let accept =
        write(&database, move |tx| signing::accept(tx, link.as_ref().unwrap(), "a hash", &origin(), None))
            .await;
    assert!(accept.is_ok());
    let token =
        write(&database, |tx| create_token_for(tx, &system(tx), "op@exemple.fr", "export", Scope::Write, 90))
            .await;
    assert!(token.is_ok());
    // One that runs the instance is for an account that does.
    let run = |email: &'static str| {
        write(&database, move |tx| create_token_for(tx, &system(tx), email, "x", Scope::Administer, 1))
    };
    assert_eq!(run(EMAIL).await.unwrap_err().faults[0].message, "error-email-not-administrator");
    let now = database.ids().clock().now();
    let kept = database.read(|r| tokens::list(r, account, now)).await.unwrap();
    assert_eq!(
        (kept[0].name.as_str(), kept[0].scopes.as_str()),
        ("export", format!("{} {}", Scope::Read.key(), Scope::Write.key()).as_str())
    );
    let id = kept[0].id;
    let foreign = write(&database, move |tx| Ok(tokens::revoke(tx, &system(tx), world.account, id)?)).await;
    assert_eq!(foreign.unwrap_err().kind, ProblemKind::Stale);
    write(&database, move |tx| Ok(tokens::revoke(tx, &system(tx), account, id)?)).await.unwrap();
    assert!(database.read(|r| tokens::list(r, account, now)).await.unwrap().is_empty());
}

/// An address that is known is not a reason to say nothing.
#[both_engines]
async fn the_command_line_gives_a_known_address_the_instance_to_run(database: Database) {
    let world = world(&database).await;
    let add = |administrator| {
        write(&database, move |tx| {
            let invitation = invitation(EMAIL, world.organisation, Role::Reader);
            add_user(tx, &system(tx), &NewUser { invitation, language: Language::French, administrator })
        })
    };
    assert_eq!(add(false).await.unwrap_err().faults[0].message, "error-email-seated");
    let added = add(true).await.unwrap();
    assert!(added.account == world.account && added.link.is_none(), "she has a password");
    let administrator: bool = database
        .read(|r| platform::database::Query::new("select administrator from account").one(r))
        .await
        .unwrap();
    assert!(administrator);
    let token =
        write(&database, |tx| create_token_for(tx, &system(tx), "x@exemple.fr", "x", Scope::Read, 1)).await;
    assert_eq!(token.unwrap_err().faults[0].message, "error-email-unknown");
}

#[both_engines]
async fn what_ended_long_ago_is_forgotten(database: Database) {
    let world = world(&database).await;
    write(&database, move |tx| {
        signing::enter(tx, world.account, &BY_PASSWORD, &origin(), None)?;
        Ok(links::personal_link(tx, world.account, Purpose::Reset, Purpose::Reset.life())?)
    })
    .await
    .unwrap();
    let forget = |before: Timestamp| write(&database, move |tx| Ok(sessions::forget_ended(tx, before)?));
    let now = database.ids().clock().now();
    assert_eq!(forget(now).await.unwrap(), 0);
    assert_eq!(forget(now.checked_add(SignedDuration::from_hours(24 * 8)).unwrap()).await.unwrap(), 2);
}

/// A recovery code stands once for the code of the application, and its owner is told; new ones end the former.
#[both_engines]
async fn a_recovery_code_serves_once(database: Database) {
    let world = world(&database).await;
    let made = write(&database, move |tx| {
        let actor = system(tx);
        accounts::begin_codes(tx, &actor, world.account, &totp::new_secret(tx.ids().chance()))?;
        accounts::enable_codes(tx, &actor, world.account, 0)?;
        let former = recovery::make(tx, &actor, world.account)?;
        Ok((former, recovery::make(tx, &actor, world.account)?))
    });
    let (former, codes) = made.await.unwrap();
    assert_eq!((former.len(), codes.len()), (10, 10));
    let with = |code: &str| {
        let code = code.to_owned();
        write(&database, move |tx| {
            let step = signing::await_code(tx, world.account, &BY_PASSWORD)?;
            signing::second_step(tx, &step, &code, &origin(), None)
        })
    };
    assert!(matches!(with(&former[0]).await.unwrap(), Second::Wrong), "a former one");
    let typed = crate::account::recovery::grouped(&codes[0]);
    assert!(matches!(with(&typed).await.unwrap(), Second::Entered(_)));
    assert!(matches!(with(&typed).await.unwrap(), Second::Wrong), "used");
    let (left, sessions) = database
        .read(|r| {
            let sessions = sessions::list(r, world.account, database.ids().clock().now())?;
            Ok::<_, Problem>((recovery::left(r, world.account)?, sessions))
        })
        .await
        .unwrap();
    assert_eq!((left, sessions[0].second_factor), (9, Some(Factor::Recovery)));
    assert_eq!(mails(&database).await.len(), 1);
    write(&database, move |tx| Ok(accounts::disable_codes(tx, &system(tx), world.account)?)).await.unwrap();
    assert_eq!(database.read(|r| recovery::left(r, world.account)).await.unwrap(), 0);
}
