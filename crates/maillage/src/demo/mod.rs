//! The demonstration set: what five public documents say, and around it people, companies and projects that are invented
//! and say so.

mod atlas;
pub mod facts;
mod members;
mod named;
mod people;
mod plan;
mod portfolio;
mod projects;
mod registers;
mod sources;
mod storage;
mod targets;

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};
use platform::access::{self, Actor, INSTANCE, Identity, PrincipalId};
use platform::database::{Database, Transaction};
use platform::files::Store;
use platform::web::{Problem, Token};

use crate::account::{AccountId, Purpose, by_email, personal_link};
use crate::directory::OrganisationId;
use crate::frame::rights::PUBLIC_MEMBERS;
use crate::operations::UPKEEP;
use crate::plan::HeadingId;

pub use atlas::draw;
pub use people::PERSONAS;

/// How long a sign-in link of the demonstration is good for.
const LINK_LIFE: SignedDuration = SignedDuration::from_hours(24);

/// What was loaded, to go on from.
#[derive(Clone)]
pub(crate) struct Loaded {
    now: Timestamp,
    organisations: HashMap<&'static str, OrganisationId>,
    accounts: HashMap<&'static str, (AccountId, PrincipalId, OrganisationId)>,
    headings: HashMap<&'static str, HeadingId>,
}

impl Loaded {
    /// The actor that a persona is, some days ago.
    fn actor(&self, tx: &Transaction, persona: &str, days_ago: i64) -> Result<Actor, Problem> {
        let (account, seat, organisation) = self.accounts[persona];
        let at = self.now.checked_sub(SignedDuration::from_hours(24 * days_ago)).unwrap_or(self.now);
        let identity = Identity::Member { account: account.0, seat, acting_for: organisation.group() };
        let everyone = PERSONAS.iter().chain(portfolio::COLLEAGUES);
        let role = everyone.into_iter().find(|one| one.key == persona);
        let role = role.map(|one| one.role.rights()).unwrap_or_default();
        Ok(Actor::member(tx, identity, role, at)?.ok_or(platform::web::ProblemKind::Internal)?)
    }
}

/// What every instance needs before its first organisation.
pub fn ground(tx: &Transaction) -> Result<(), Problem> {
    access::install(tx)?;
    if access::group_id(tx, INSTANCE, PUBLIC_MEMBERS)?.is_none() {
        access::create_group(tx, tx.new_id(), PUBLIC_MEMBERS, Some((INSTANCE, PUBLIC_MEMBERS)))?;
    }
    platform::jobs::enqueue_once(tx, UPKEEP, &serde_json::json!({}), UPKEEP, tx.ids().clock().now())?;
    Ok(())
}

/// Whether this database is a demonstration.
pub async fn is_demonstration(database: &Database) -> platform::database::Result<bool> {
    database.read(storage::flagged).await
}

/// Loads what the documents say, and a few invented projects, into an empty database, all of it or nothing.
pub async fn load(database: &Database) -> Result<(), Problem> {
    documents(database).await.map(drop)
}

/// Loads the documents, then a whole portfolio beside them, whose files go into the store.
pub async fn load_whole(database: &Database, store: &Store) -> Result<(), Problem> {
    match documents(database).await? {
        Some(loaded) => portfolio::load(database, store, loaded).await,
        None => Ok(()),
    }
}

/// What the documents say; none if it was there already.
async fn documents(database: &Database) -> Result<Option<Loaded>, Problem> {
    let now = database.ids().clock().now();
    database
        .write(move |tx| {
            if storage::flagged(tx)? {
                return Ok(None);
            }
            tx.take_time();
            ground(tx)?;
            storage::flag(tx)?;
            let mut loaded = Loaded {
                now,
                organisations: HashMap::new(),
                accounts: HashMap::new(),
                headings: HashMap::new(),
            };
            sources::load(tx)?;
            members::load(tx, &mut loaded)?;
            people::load(tx, &mut loaded)?;
            members::load_partners(tx, &mut loaded)?;
            registers::load(tx, &loaded)?;
            named::load(tx, &loaded)?;
            plan::load(tx, &mut loaded)?;
            targets::load(tx, &loaded)?;
            projects::load(tx, &loaded)?;
            Ok(Some(loaded))
        })
        .await
}

/// A sign-in link per persona: name, what they show, token.
pub async fn links(database: &Database) -> Result<Vec<(String, &'static str, Token)>, Problem> {
    database
        .write(|tx| {
            let mut links = Vec::new();
            for persona in PERSONAS {
                let found = by_email(tx, &persona.email())?.ok_or(platform::web::ProblemKind::Internal)?;
                links.push((
                    persona.name(),
                    persona.shows,
                    personal_link(tx, found.account, Purpose::Demo, LINK_LIFE)?,
                ));
            }
            Ok(links)
        })
        .await
}
