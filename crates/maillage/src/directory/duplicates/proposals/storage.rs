//! The SQL of proposals to merge.

use jiff::SignedDuration;
use platform::access::{
    self, Actor, GrantId, Identity, Level, NewGrant, PrincipalId, Rights, Validity, Visibility,
};
use platform::database::{Error, Query, Reader, Result, Transaction};
use platform::journal::{self, Entry};
use platform::web::{Problem, ProblemKind};
use serde_json::json;

use super::super::model::{BEYOND_CARD, Choice, MergeId, Plan, differing, facts};
use super::super::storage::{self as merges, Terms, ledger};
use super::model::{News, Proposal, ProposalId, State};
use super::news::tell;
use crate::directory::ORGANISATION;
use crate::directory::model::{Organisation, OrganisationId};
use crate::directory::storage::find as organisation;
use crate::frame::merging::Merging;

/// For how long an answer is on the day of who asked.
const RECENT: SignedDuration = SignedDuration::from_hours(14 * 24);

const PROPOSAL: &str = "select x.id as id, x.kept as kept, k.name as kept_name, x.dropped as dropped, d.name as dropped_name, x.own as own,
    x.proposed_for as proposed_for, p.name as proposer, x.asked as asked, x.reason as reason, x.choice as choice, x.state as state,
    x.proposed_at as proposed_at, x.decided_at as decided_at, x.answer as answer, x.merge as merge
    from merge_proposal x join organisation k on k.id = x.kept join organisation d on d.id = x.dropped join principal p on p.id = x.proposed_for where ";

/// Two of which the actor may change one, and the organisation that keeps the other.
struct Sides {
    kept: Organisation,
    dropped: Organisation,
    own: OrganisationId,
    asked: PrincipalId,
}

/// The level that a side needs: who sees the one merged will see the other, which is for those who manage it.
fn needed(kept: bool) -> Level {
    if kept { Level::Edit } else { Level::Manage }
}

/// What one of two may be merged with, by agreement; nothing when the actor may not ask for that.
fn sides(
    reader: &Reader,
    actor: &Actor,
    kept: OrganisationId,
    dropped: OrganisationId,
) -> Result<Option<Sides>> {
    let card =
        |id| Ok::<_, Error>(organisation(reader, actor, id)?.filter(|(_, level)| *level >= Level::Card));
    let (Some((kept, one)), Some((dropped, other))) = (card(kept)?, card(dropped)?) else { return Ok(None) };
    let standing = kept.merged_into.is_none() && dropped.merged_into.is_none() && kept.id != dropped.id;
    if !standing || dropped.member {
        return Ok(None);
    }
    let own = match () {
        () if one >= needed(true) => kept.id,
        () if other >= needed(false) => dropped.id,
        () => return Ok(None),
    };
    let theirs = if own == kept.id { dropped.id } else { kept.id };
    let head = |id: OrganisationId| -> Result<_> {
        Ok(access::head(reader, actor, &ORGANISATION, id.record())?.ok_or(Error::Missing)?.0)
    };
    // One that all see is not merged out of their sight, be it agreed.
    let all_see = |id| Ok::<_, Error>(head(id)?.visibility == Visibility::Network);
    if all_see(dropped.id)? && !all_see(kept.id)? {
        return Ok(None);
    }
    let head = head(theirs)?;
    Ok(Some(Sides { kept, dropped, own, asked: head.owner }))
}

/// Whether the actor may ask for the one to be merged into the other.
pub fn may_ask(
    reader: &Reader,
    actor: &Actor,
    kept: OrganisationId,
    dropped: OrganisationId,
) -> Result<bool> {
    Ok(sides(reader, actor, kept, dropped)?.is_some())
}

/// What a merge by agreement would do, as far as the actor may know; whether asking shows his own to the other organisation.
pub fn plan(
    reader: &Reader,
    actor: &Actor,
    merging: &Merging,
    (kept, dropped): (OrganisationId, OrganisationId),
) -> Result<Option<(Plan<Organisation>, bool)>> {
    let Some(sides) = sides(reader, actor, kept, dropped)? else { return Ok(None) };
    let unseen = unseen(reader, actor, &sides)?;
    Ok(Some((told(reader, actor, merging, sides.kept, sides.dropped)?, unseen)))
}

/// The plan as the actor may know it: the facts of the level that he has on both, the rows that he sees.
fn told(
    reader: &Reader,
    actor: &Actor,
    merging: &Merging,
    kept: Organisation,
    dropped: Organisation,
) -> Result<Plan<Organisation>> {
    let records = (kept.id.record(), dropped.id.record());
    let level = |record| access::level_of(reader, actor, record);
    let reads = level(records.0)? >= Some(Level::Read) && level(records.1)? >= Some(Level::Read);
    let mut facts = differing(facts(&kept, &dropped));
    facts.retain(|(field, ..)| reads || !BEYOND_CARD.contains(field));
    let lines = ledger::lines(reader, actor, merging, records, true)?;
    let manages = level(records.1)? >= Some(Level::Manage);
    let shown = if manages { access::grants(reader, records.1)? } else { Vec::new() };
    let shown_to = shown.into_iter().map(|grant| grant.name).collect();
    Ok(Plan { kept, dropped, facts, lines, shares: true, shown_to })
}

/// Whether the organisation asked is not shown the one of whoever asks.
fn unseen(reader: &Reader, actor: &Actor, sides: &Sides) -> Result<bool> {
    let own = access::head(reader, actor, &ORGANISATION, sides.own.record())?.ok_or(Error::Missing)?.0;
    let granted = access::grants(reader, sides.own.record())?;
    let shown = granted.iter().any(|grant| grant.principal == sides.asked);
    Ok(own.visibility != Visibility::Network && own.owner != sides.asked && !shown)
}

fn note(
    tx: &Transaction,
    actor: &Actor,
    verb: &'static str,
    (of, other): (OrganisationId, OrganisationId),
    reason: Option<&str>,
) -> Result<()> {
    let after = Some(json!({"other": other}));
    let entry =
        Entry { verb, kind: ORGANISATION.name, record: Some(of.record()), after, reason, ..Entry::default() };
    journal::append(tx, actor, entry).map(drop)
}

/// Asks the organisation that keeps the other to merge both; it sees the card of the first meanwhile.
pub fn propose(
    tx: &Transaction,
    actor: &Actor,
    (kept, dropped): (OrganisationId, OrganisationId),
    choice: &Choice,
    reason: &str,
) -> Result<ProposalId, Problem> {
    let sides = sides(tx, actor, kept, dropped)?.ok_or(ProblemKind::NotFound)?;
    let (Some(acting_for), Some(seat), Some(account)) = (actor.acting_for(), actor.seat(), actor.account())
    else {
        return Err(ProblemKind::Forbidden.into());
    };
    if let Some(known) = between(tx, actor, kept, dropped)? {
        let page = format!("/duplicates/proposals/{known}");
        return Err(Problem::from(ProblemKind::Forbidden).saying("error-merge-proposed").back_to(page));
    }
    let shown = if unseen(tx, actor, &sides)? {
        let (level, validity) = (Level::Card, Validity::ALWAYS);
        let new = NewGrant { to: sides.asked, level, reason: "fusion proposée", validity, because: None };
        Some(access::grant(tx, actor, &ORGANISATION, sides.own.record(), &new)?)
    } else {
        None
    };
    let id: ProposalId = tx.new_id();
    Query::new(
        "insert into merge_proposal (id, kept, dropped, own, proposed_for, proposed_by, account, proposed_at, reason, choice, asked, shown, state)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
    )
    .bind(id)
    .bind(kept)
    .bind(dropped)
    .bind(sides.own)
    .bind(acting_for)
    .bind(seat)
    .bind(account.to_string())
    .bind(actor.at)
    .bind(reason)
    .bind(serde_html_form::to_string(&choice.0).map_err(Error::decode)?)
    .bind(sides.asked)
    .bind(shown)
    .bind(State::Waiting)
    .execute_one(tx)?;
    let other = if sides.own == kept { dropped } else { kept };
    note(tx, actor, "organisation.merge-proposed", (sides.own, other), Some(reason))?;
    tell(tx, actor, sides.asked, id, News::Proposed)?;
    Ok(id)
}

/// A proposal between both that waits and that the actor's organisation made or has to answer.
fn between(
    reader: &Reader,
    actor: &Actor,
    one: OrganisationId,
    other: OrganisationId,
) -> Result<Option<ProposalId>> {
    Query::new(
        "select id from merge_proposal where state = 'waiting' and (proposed_for = $3 or asked = $3)
         and (kept = $1 and dropped = $2 or kept = $2 and dropped = $1) limit 1",
    )
    .bind(one)
    .bind(other)
    .bind(actor.acting_for())
    .maybe(reader)
}

/// Proposals of the actor's organisation, and those that it is asked: of each, the side that it may speak for.
fn spoken<'q>(query: Query<'q>, actor: &Actor) -> Query<'q> {
    let theirs = |query: Query<'q>, kept: &'static str, dropped: &'static str| {
        let query = actor.sees(query.push(kept).push(" and "), "x.kept", needed(true));
        // Once merged, those who managed the one merged may change the one kept: what was shown of it followed.
        let query = actor.sees(query.push(" or ").push(dropped).push(" and ("), "x.dropped", needed(false));
        actor.sees(query.push(" or "), "x.kept", needed(true)).push(")")
    };
    let query = query.push("(x.proposed_for = ").push_value(actor.acting_for()).push(" and (");
    let query = theirs(query, "x.own = x.kept", "x.own = x.dropped");
    let query = query.push(") or x.asked = ").push_value(actor.acting_for()).push(" and (");
    theirs(query, "x.own = x.dropped", "x.own = x.kept").push("))")
}

/// The proposals that concern the actor's organisation: those that wait, those that were accepted, and the recent answers to its
/// own. The last first.
pub fn listed(reader: &Reader, actor: &Actor) -> Result<Vec<Proposal>> {
    let since = actor.at.checked_sub(RECENT).unwrap_or(actor.at);
    let query = spoken(Query::new(PROPOSAL), actor);
    let query = query.push(" and (x.state in ('waiting', 'accepted') or x.decided_at > ").push_value(since);
    let query = query.push(" and x.proposed_for = ").push_value(actor.acting_for());
    query.push(") order by x.proposed_at desc, x.id limit 100").all(reader)
}

/// What a day says of proposals: those that wait for the actor's organisation, and the recent answers to its own.
pub fn waiting(reader: &Reader, actor: &Actor) -> Result<Vec<Proposal>> {
    let since = actor.at.checked_sub(RECENT).unwrap_or(actor.at);
    let query = Query::new(PROPOSAL).push("(x.asked = ").push_value(actor.acting_for());
    let query = query.push(" and x.state = 'waiting' or x.proposed_for = ").push_value(actor.acting_for());
    let query = query.push(" and x.state in ('accepted', 'declined', 'undone') and x.decided_at > ");
    let query = spoken(query.push_value(since).push(") and "), actor);
    query.push(" order by x.proposed_at, x.id limit 20").all(reader)
}

/// A proposal that concerns the actor's organisation, whatever became of it. What was shown for the time of an answer is not
/// shown after it.
pub fn find(reader: &Reader, actor: &Actor, id: ProposalId) -> Result<Option<Proposal>> {
    let query = spoken(Query::new(PROPOSAL).push("x.id = ").push_value(id).push(" and "), actor);
    let Some(found) = query.maybe::<Proposal>(reader)? else { return Ok(None) };
    let over = !matches!(found.state, State::Waiting | State::Accepted);
    let seen = !over || access::level_of(reader, actor, found.own.record())? >= Some(Level::Card);
    Ok(Some(found).filter(|_| seen))
}

/// A proposal with its plan, while it waits.
pub fn whole(
    reader: &Reader,
    actor: &Actor,
    merging: &Merging,
    id: ProposalId,
) -> Result<(Proposal, Option<Plan<Organisation>>), Problem> {
    let found = find(reader, actor, id)?.ok_or(ProblemKind::NotFound)?;
    let (kept, dropped) =
        (organisation(reader, actor, found.kept)?, organisation(reader, actor, found.dropped)?);
    let both = kept.zip(dropped).filter(|_| found.state == State::Waiting);
    let plan =
        both.map(|((kept, _), (dropped, _))| told(reader, actor, merging, kept, dropped)).transpose()?;
    Ok((found, plan))
}

/// A proposal that waits, for the organisation that made it or for the one that it asks.
fn open(tx: &Transaction, actor: &Actor, id: ProposalId, asked: bool) -> Result<Proposal, Problem> {
    let found = find(tx, actor, id)?.ok_or(ProblemKind::NotFound)?;
    let speaks = if asked { found.asked } else { found.proposed_for };
    match found.state {
        _ if Some(speaks) != actor.acting_for() => Err(ProblemKind::NotFound.into()),
        State::Waiting => Ok(found),
        _ => {
            let page = format!("/duplicates/proposals/{id}");
            Err(Problem::from(ProblemKind::Stale).saying("error-merge-answered").back_to(page))
        }
    }
}

fn decide(
    tx: &Transaction,
    actor: &Actor,
    id: ProposalId,
    state: State,
    (answer, merge): (Option<&str>, Option<MergeId>),
) -> Result<()> {
    Query::new(
        "update merge_proposal set state = $2, decided_at = $3, decided_by = $4, answer = $5, merge = $6 where id = $1 and state = 'waiting'",
    )
    .bind(id)
    .bind(state)
    .bind(actor.at)
    .bind(actor.account().map(|account| account.to_string()))
    .bind(answer)
    .bind(merge)
    .execute_one(tx)
}

/// Who proposed, as he is now; nobody when he may not change his own of the two any more.
fn proposer(tx: &Transaction, actor: &Actor, found: &Proposal) -> Result<Option<Actor>> {
    let (seat, account): (PrincipalId, String) =
        Query::new("select proposed_by, account from merge_proposal where id = $1").bind(found.id).one(tx)?;
    let account = account.parse().map_err(Error::decode)?;
    let identity = Identity::Member { account, seat, acting_for: found.proposed_for };
    let Some(who) = Actor::member(tx, identity, Rights::NONE, actor.at)? else { return Ok(None) };
    let may = access::level_of(tx, &who, found.own.record())? >= Some(needed(found.own == found.kept));
    Ok(may.then_some(who))
}

/// Accepts a proposal: both are merged, as it says.
pub fn accept(tx: &Transaction, actor: &Actor, merging: &Merging, id: ProposalId) -> Result<(), Problem> {
    let found = open(tx, actor, id, true)?;
    let lapsed = || Problem::from(ProblemKind::Forbidden).saying("error-merge-lapsed").back_to("/duplicates");
    let who = proposer(tx, actor, &found)?.ok_or_else(lapsed)?;
    let (kept, dropped, former) =
        if found.own == found.kept { (&who, actor, found.asked) } else { (actor, &who, found.proposed_for) };
    let choice = chosen(&found)?;
    // What was shown for the time of the answer stands no longer by itself.
    hide(tx, &found)?;
    let terms = Terms { actor, kept, dropped, shares: true, former: Some(former) };
    let merge = merges::join(tx, merging, terms, (found.kept, found.dropped), &choice)?;
    decide(tx, actor, id, State::Accepted, (None, Some(merge)))?;
    tell(tx, actor, found.proposed_for, id, News::Accepted)?;
    if found.asked != found.proposed_for {
        tell(tx, actor, found.asked, id, News::Accepted)?;
    }
    Ok(())
}

/// From which of the two each fact is taken.
pub fn chosen(found: &Proposal) -> Result<Choice> {
    serde_html_form::from_str(&found.choice).map(Choice).map_err(Error::decode)
}

/// Refuses a proposal, with a reason.
pub fn decline(tx: &Transaction, actor: &Actor, id: ProposalId, reason: &str) -> Result<(), Problem> {
    let found = open(tx, actor, id, true)?;
    hide(tx, &found)?;
    decide(tx, actor, id, State::Declined, (Some(reason), None))?;
    note(tx, actor, "organisation.merge-declined", (found.other(), found.own), Some(reason))?;
    Ok(tell(tx, actor, found.proposed_for, id, News::Declined)?)
}

/// Takes back a proposal of one's own organisation.
pub fn withdraw(tx: &Transaction, actor: &Actor, id: ProposalId) -> Result<(), Problem> {
    let found = open(tx, actor, id, false)?;
    hide(tx, &found)?;
    decide(tx, actor, id, State::Withdrawn, (None, None))?;
    note(tx, actor, "organisation.merge-withdrawn", (found.own, found.other()), None)?;
    Ok(tell(tx, actor, found.asked, id, News::Withdrawn)?)
}

/// Ends what was shown to the organisation asked for the time of its answer.
fn hide(tx: &Transaction, found: &Proposal) -> Result<()> {
    let shown: Option<Option<GrantId>> =
        Query::new("select shown from merge_proposal where id = $1").bind(found.id).maybe(tx)?;
    let Some(shown) = shown.flatten() else { return Ok(()) };
    match access::revoke(tx, &ORGANISATION, found.own.record(), shown) {
        // Whoever proposed took it back meanwhile.
        Ok(_) | Err(Error::Stale) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Whether a merge was agreed on, and the actor speaks for one of its sides.
pub fn settled(reader: &Reader, actor: &Actor, merge: MergeId) -> Result<bool> {
    let query = Query::new(PROPOSAL).push("x.state = 'accepted' and x.merge = ").push_value(merge);
    let found: Option<Proposal> = spoken(query.push(" and "), actor).maybe(reader)?;
    Ok(found.is_some())
}

/// Notes that a merge that was agreed on was undone, and tells both organisations.
pub fn undone(tx: &Transaction, actor: &Actor, merge: MergeId) -> Result<()> {
    let query = Query::new(PROPOSAL).push("x.state = 'accepted' and x.merge = ").push_value(merge);
    let Some(found) = query.maybe::<Proposal>(tx)? else { return Ok(()) };
    Query::new("update merge_proposal set state = $2, decided_at = $3, decided_by = $4 where id = $1")
        .bind(found.id)
        .bind(State::Undone)
        .bind(actor.at)
        .bind(actor.account().map(|account| account.to_string()))
        .execute_one(tx)?;
    tell(tx, actor, found.proposed_for, found.id, News::Undone)?;
    if found.asked == found.proposed_for {
        return Ok(());
    }
    tell(tx, actor, found.asked, found.id, News::Undone)
}
