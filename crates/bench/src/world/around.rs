//! What stands around companies and projects: people with a position each, a register of five hundred members, and the
//! territories in which companies have their seats.

use anyhow::{Context, Result};
use maillage::directory::OrganisationId;
use maillage::directory::registers::{NewEntry, NewRegister, RegisterNature, Since, add_entry, add_register};
use maillage::reference::territories;
use platform::access::Visibility;
use platform::database::{Database, Query, Transaction};
use platform::dates::ImpreciseDate;
use platform::text::normalise;

use super::cast::{Cast, Member};
use super::rows::{Head, Shown, share};

/// Members of the register.
const ENTRIES: usize = 500;

/// A person, and the company where he has a position.
#[derive(Clone, Debug)]
pub struct Person {
    pub head: Head,
    pub given: &'static str,
    pub family: String,
    pub company: platform::Uuid,
}

/// Loads the territories as the first start of an instance does, and answers the communes.
pub async fn territories(database: &Database) -> Result<Vec<String>> {
    territories::refresh_at_start(database).await.context("the territories")?;
    territories::outlines::refresh_at_start(database).await.context("the outlines")?;
    let communes = |r: &platform::database::Reader| {
        Query::new("select id from territory where kind = 'commune' and valid_until is null order by id")
            .all(r)
    };
    Ok(database.read(communes).await?)
}

/// A person as the verb writes him, with a position.
pub fn person(tx: &Transaction, member: &Member, new: &Person) -> platform::database::Result<()> {
    let head = &new.head;
    let visibility =
        if matches!(head.shown, Shown::Everyone(_)) { Visibility::Network } else { Visibility::Owner };
    Query::new(
        "insert into record (id, kind, owner, visibility, version, created_at, updated_at) values ($1, 'person', $2, $3, 1, $4, $4)",
    )
    .bind(head.id.to_string())
    .bind(member.group)
    .bind(visibility)
    .bind(head.at)
    .execute_one(tx)?;
    Query::new(
        "insert into person (id, given_name, family_name, name_key, given_key, data_class, fictitious) values ($1, $2, $3, $4, $5, 'business-contact', $6)",
    )
    .bind(head.id.to_string())
    .bind(new.given)
    .bind(&new.family)
    .bind(normalise(&format!("{} {}", new.family, new.given)))
    .bind(normalise(&format!("{} {}", new.given, new.family)))
    .bind(true)
    .execute_one(tx)?;
    Query::new(
        "insert into position (id, person, organisation, kind, duty, title_fr, noted, created_at) values ($1, $2, $3, 'executive', 'director', 'Directeur du site', 0, $4)",
    )
    .bind(tx.new_id::<platform::Uuid>().to_string())
    .bind(head.id.to_string())
    .bind(new.company.to_string())
    .bind(head.at)
    .execute_one(tx)?;
    share(tx, &Head { also: None, ..head.clone() }, head.id)
}

/// A register that the network sees, of companies that its host sees.
pub async fn register(database: &Database, cast: &Cast, companies: Vec<platform::Uuid>) -> Result<String> {
    let actor = cast.members[0].actor.clone();
    let write = move |tx: &Transaction| {
        let new = NewRegister {
            name: "Comité des territoires".into(),
            nature: RegisterNature::Body,
            description: None,
            founded: None,
            network: true,
        };
        let register = add_register(tx, &actor, &new)?;
        let since = Since::Known(ImpreciseDate::day(actor.at.to_zoned(jiff::tz::TimeZone::UTC).date()));
        for company in companies.iter().take(ENTRIES) {
            add_entry(tx, &actor, register, &NewEntry::Named(OrganisationId(*company)), &since)?;
        }
        Ok::<_, platform::web::Problem>(register.to_string())
    };
    database.write(write).await.map_err(super::refused)
}
