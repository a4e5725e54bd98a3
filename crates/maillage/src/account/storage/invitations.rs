//! Invitations as they were sent, and what became of them.

use jiff::{SignedDuration, Timestamp};
use platform::access::{Actor, Denied, PrincipalId};
use platform::database::{FromRow, Query, Reader, Result, Transaction};
use platform::id;

use super::super::model::{AccountId, Purpose};
use super::super::rules::manages;
use crate::directory::OrganisationId;
use crate::frame::rights::Role;

id!(/// An invitation that was sent.
    InvitationId);

/// What became of an invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The link works still.
    Pending,
    /// A password was chosen, or there was one already.
    Accepted,
    /// The link works no more.
    Expired,
    /// It was taken back.
    Revoked,
}

impl Answer {
    /// The key of its words.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Accepted => "accepted",
            Self::Expired => "expired",
            Self::Revoked => "revoked",
        }
    }
}

/// An invitation, as administrators see it.
#[derive(Clone, Debug, FromRow)]
pub struct Sent {
    /// Its identifier.
    pub id: InvitationId,
    /// Who.
    pub name: String,
    /// The address.
    pub email: String,
    /// Into which seat.
    pub seat: PrincipalId,
    /// The account.
    pub account: AccountId,
    /// Where.
    pub organisation: OrganisationId,
    /// That organisation's name.
    pub organisation_name: String,
    /// As what.
    pub role: Role,
    /// When it was last sent.
    pub sent_at: Timestamp,
    revoked_at: Option<Timestamp>,
    ready: bool,
}

impl Sent {
    /// What became of it.
    pub fn answer(&self, now: Timestamp) -> Answer {
        let over = SignedDuration::as_secs(&now.duration_since(self.sent_at))
            >= Purpose::Invitation.life().as_secs();
        match () {
            () if self.revoked_at.is_some() => Answer::Revoked,
            () if self.ready => Answer::Accepted,
            () if over => Answer::Expired,
            () => Answer::Pending,
        }
    }
}

const SENT: &str = "select i.id as id, p.given_name || ' ' || p.family_name as name, a.email as email, i.seat as seat, i.account as account,
    i.organisation as organisation, o.name as organisation_name, s.role as role, i.sent_at as sent_at, i.revoked_at as revoked_at,
    (a.password_hash is not null or exists (select 1 from identity x where x.account = a.id)
        or exists (select 1 from passkey x where x.account = a.id)) as ready from invitation i join account a on a.id = i.account join person p on p.id = a.person
    join seat s on s.id = i.seat join organisation o on o.id = i.organisation where ";

/// The invitations of an organisation that the actor manages, newest first.
pub fn sent(
    reader: &Reader,
    actor: &Actor,
    organisation: OrganisationId,
    limit: i64,
) -> Result<Vec<Sent>, Denied> {
    if !manages(actor, organisation) {
        return Err(Denied::NotFound);
    }
    let query =
        Query::new(SENT).push("a.anonymised_at is null and i.organisation = ").push_value(organisation);
    Ok(query.push(" order by i.sent_at desc, i.id desc limit ").push_value(limit).all(reader)?)
}

/// An invitation into an organisation that the actor manages.
pub fn one(reader: &Reader, actor: &Actor, id: InvitationId) -> Result<Sent, Denied> {
    let found: Option<Sent> = Query::new(SENT).push("i.id = ").push_value(id).maybe(reader)?;
    found.filter(|sent| manages(actor, sent.organisation)).ok_or(Denied::NotFound)
}

/// Notes that an invitation leaves; the seat's former one is that one.
pub fn note_sent(
    tx: &Transaction,
    actor: &Actor,
    account: AccountId,
    seat: PrincipalId,
    organisation: OrganisationId,
) -> Result<()> {
    let again = Query::new("update invitation set sent_at = $2 where seat = $1 and revoked_at is null")
        .bind(seat)
        .bind(actor.at)
        .execute(tx)?;
    if again > 0 {
        return Ok(());
    }
    Query::new("insert into invitation (id, account, seat, organisation, sent_at, sent_by) values ($1, $2, $3, $4, $5, $6)")
        .bind(tx.new_id::<InvitationId>())
        .bind(account)
        .bind(seat)
        .bind(organisation)
        .bind(actor.at)
        .bind(actor.account().map(|account| account.to_string()))
        .execute_one(tx)
}

/// Notes that it was taken back.
pub fn revoke(tx: &Transaction, actor: &Actor, id: InvitationId) -> Result<()> {
    Query::new("update invitation set revoked_at = $2 where id = $1 and revoked_at is null")
        .bind(id)
        .bind(actor.at)
        .execute_one(tx)
}

/// Who is seated in these organisations, by address: for those that the actor manages.
pub fn seated(
    reader: &Reader,
    actor: &Actor,
    organisations: &[OrganisationId],
) -> Result<Vec<(String, OrganisationId)>> {
    let mut query = Query::new(
        "select a.email, s.organisation from seat s join account a on a.id = s.account where s.organisation in ('0'",
    );
    for organisation in organisations.iter().filter(|organisation| manages(actor, **organisation)) {
        query = query.push(", ").push_value(*organisation);
    }
    query.push(") and (s.valid_until is null or s.valid_until > ").push_value(actor.at).push(")").all(reader)
}
