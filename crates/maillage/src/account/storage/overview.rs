//! The members of the instance as whoever runs it sees them: how many people, last seen when. No record is read.

use jiff::Timestamp;
use platform::access::{Actor, Denied, PrincipalId};
use platform::database::{FromRow, Query, Reader, Result};

use super::super::model::AccountId;
use crate::directory::standing::State;
use crate::directory::{Family, OrganisationId};
use crate::frame::rights::RUN_INSTANCE;

/// A line of the list of members.
#[derive(Clone, Debug, FromRow)]
pub struct Overview {
    /// The organisation.
    pub id: OrganisationId,
    /// Its name.
    pub name: String,
    /// Its family.
    pub family: Family,
    /// The key it is sorted by.
    pub name_key: String,
    /// How it stands.
    pub state: State,
    /// Since when, or from when.
    pub since: Option<Timestamp>,
    /// Why.
    pub reason: Option<String>,
    /// Whether its people are public members.
    pub public: bool,
    /// How many people act for it.
    pub seats: i64,
    /// How many of them administer it.
    pub administrators: i64,
    /// When one of them was last seen.
    pub seen_at: Option<Timestamp>,
}

/// The members, by name, from a place in the list.
pub fn organisations(
    reader: &Reader,
    actor: &Actor,
    after: Option<&(String, OrganisationId)>,
    limit: i64,
) -> Result<Vec<Overview>, Denied> {
    if !actor.may(RUN_INSTANCE) {
        return Err(Denied::NotFound);
    }
    let query = match after {
        Some((key, id)) => overview(actor)
            .push(" and (o.name_key, o.id) > (")
            .push_value(key)
            .push(", ")
            .push_value(*id)
            .push(")"),
        None => overview(actor),
    };
    Ok(query.push(" order by o.name_key, o.id limit ").push_value(limit).all(reader)?)
}

/// One of them.
pub fn organisation(reader: &Reader, actor: &Actor, id: OrganisationId) -> Result<Option<Overview>, Denied> {
    if !actor.may(RUN_INSTANCE) {
        return Err(Denied::NotFound);
    }
    Ok(overview(actor).push(" and o.id = ").push_value(id).maybe(reader)?)
}

fn overview(actor: &Actor) -> Query<'_> {
    Query::new(
        "select o.id as id, o.name as name, o.family as family, o.name_key as name_key, coalesce(z.state, 'open') as state, z.since as since,
                z.reason as reason, coalesce(z.public_member, o.family <> 'company') as public,
                (select count(*) from seat s where s.organisation = o.id and (s.valid_from is null or s.valid_from <= $1)
                    and (s.valid_until is null or s.valid_until > $1)) as seats,
                (select count(*) from seat s where s.organisation = o.id and s.role = 'administrator' and (s.valid_from is null or s.valid_from <= $1)
                    and (s.valid_until is null or s.valid_until > $1)) as administrators,
                (select max(x.last_seen_at) from session x join seat s on s.id = x.seat where s.organisation = o.id) as seen_at
         from organisation o left join member_standing z on z.organisation = o.id where o.member",
    )
    .bind(actor.at)
}

/// The accounts that answer for an organisation now: its administrators and its managers. For mails, asked by no one.
pub fn answerable(
    reader: &Reader,
    organisation: OrganisationId,
    at: Timestamp,
) -> Result<Vec<(AccountId, PrincipalId)>> {
    Query::new(
        "select s.account, s.id from seat s where s.organisation = $1 and s.account is not null and s.role in ('administrator', 'manager')
           and (s.valid_from is null or s.valid_from <= $2) and (s.valid_until is null or s.valid_until > $2) order by s.id limit 50",
    )
    .bind(organisation)
    .bind(at)
    .all(reader)
}

/// Whether an account runs the instance.
pub fn is_administrator(reader: &Reader, account: AccountId) -> Result<bool> {
    Query::new("select administrator from account where id = $1").bind(account).one(reader)
}
