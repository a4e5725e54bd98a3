//! The members: sixty organisations and the groups they form, each with one person; and one organisation that sees little.

use jiff::Timestamp;
use maillage::account::{AccountId, NewAccount, NewSeat, create_account, open_seat};
use maillage::directory::{Family, NewMember, OrganisationId, create_person, create_team, found_member};
use maillage::frame::rights::{PUBLIC_MEMBERS, Role};
use platform::access::{self, Actor, INSTANCE, Identity, PrincipalId, Validity};
use platform::database::{Query, Transaction};
use platform::i18n::Language;
use platform::web::{Problem, ProblemKind, Token};

const CIRCLES: usize = 8;
pub const ORGANISATIONS: usize = 60;

/// A member organisation, seen from its one person.
#[derive(Clone, Debug)]
pub struct Member {
    pub group: PrincipalId,
    pub team: PrincipalId,
    pub circles: Vec<PrincipalId>,
    pub account: AccountId,
    pub actor: Actor,
    pub token: Token,
    pub session: Token,
}

/// Everyone.
#[derive(Clone, Debug)]
pub struct Cast {
    /// The first is the largest.
    pub members: Vec<Member>,
    /// The public members as a group: what is shown "to everyone" is shown to it.
    pub public: PrincipalId,
    /// Sees what was shared with its organisation, and the directory.
    pub narrow: Member,
}

pub fn found(tx: &Transaction, now: Timestamp) -> Result<Cast, Problem> {
    maillage::demo::ground(tx)?;
    let public = access::group_id(tx, INSTANCE, PUBLIC_MEMBERS)?.ok_or(ProblemKind::Internal)?;
    let mut circles = Vec::new();
    for at in 0..CIRCLES {
        let id: PrincipalId = tx.new_id();
        access::create_group(tx, id, &format!("Cercle {at}"), None)?;
        circles.push(id);
    }
    let mut members = Vec::new();
    for at in 0..ORGANISATIONS {
        let own = [circles[at % CIRCLES], circles[(at * 3 + 1) % CIRCLES]];
        members.push(member(tx, now, at, &own)?);
    }
    let narrow = member(tx, now, ORGANISATIONS, &[])?;
    Ok(Cast { members, public, narrow })
}

fn member(tx: &Transaction, now: Timestamp, at: usize, circles: &[PrincipalId]) -> Result<Member, Problem> {
    let system = Actor::system(now);
    let public = !circles.is_empty();
    let organisation = found_member(
        tx,
        &system,
        &NewMember {
            name: format!("Organisation territoriale {at}"),
            short_name: Some("O T".into()),
            family: if public { Family::LocalAuthority } else { Family::Company },
            category: "agency",
            country: "FR".into(),
            city: None,
            fictitious: true,
            provenance: Vec::new(),
        },
    )?;
    for circle in circles {
        access::join(tx, organisation.group(), *circle, Validity::ALWAYS)?;
    }
    let person = create_person(tx, "Camille", &format!("Personne {at}"), true)?;
    let account = create_account(
        tx,
        &system,
        &NewAccount {
            person,
            email: format!("camille.{at}@bench.example"),
            language: Language::French,
            administrator: false,
            password_hash: None,
        },
    )?;
    let role = if public { Role::Manager } else { Role::Reader };
    let seat = open_seat(
        tx,
        &system,
        &NewSeat {
            person,
            account: Some(account),
            organisation,
            role,
            title: None,
            public_member: public,
            validity: Validity::ALWAYS,
        },
    )?;
    let team = create_team(tx, organisation, "Équipe")?;
    access::join(tx, seat, team, Validity::ALWAYS)?;
    let identity = Identity::Member { account: account.0, seat, acting_for: organisation.group() };
    let actor = Actor::member(tx, identity, role.rights(), now)?.ok_or(ProblemKind::Internal)?;
    let (token, session) = credentials(tx, account, seat, now)?;
    Ok(Member {
        group: OrganisationId::group(organisation),
        team,
        circles: circles.to_vec(),
        account,
        actor,
        token,
        session,
    })
}

/// An API token and a session, as sign-in makes them.
fn credentials(
    tx: &Transaction,
    account: AccountId,
    seat: PrincipalId,
    now: Timestamp,
) -> Result<(Token, Token), Problem> {
    let (token, session) = (Token::new(tx.ids().chance()), Token::new(tx.ids().chance()));
    let later = now.checked_add(jiff::SignedDuration::from_hours(24 * 30)).unwrap_or(now);
    Query::new("insert into api_token (token_hash, id, seat, name, scopes, created_at, expires_at) values ($1, $2, $3, 'bench', 'read write', $4, $5)")
        .bind(token.hash())
        .bind(tx.new_id::<platform::Uuid>().to_string())
        .bind(seat)
        .bind(now)
        .bind(later)
        .execute_one(tx)?;
    Query::new(
        "insert into session (token_hash, id, account, seat, created_at, last_seen_at, expires_at) values ($1, $2, $3, $4, $5, $5, $6)",
    )
    .bind(session.hash())
    .bind(tx.new_id::<platform::Uuid>().to_string())
    .bind(account)
    .bind(seat)
    .bind(now)
    .bind(later)
    .execute_one(tx)?;
    Ok((token, session))
}
