//! The SQL of duplicates and merges of organisations.

pub mod ledger;

use std::collections::BTreeMap;

use platform::access::{self, Actor, Level, NewGrant, PrincipalId, RecordId, Validity, Visibility};
use platform::database::{Error, Query, Reader, Result, Transaction};
use platform::text::normalise;
use platform::web::{Faults, Problem, ProblemKind};
use serde_json::json;

use super::model::{Choice, Merge, MergeId, Organisations, Pair, Plan, Reason, differing, facts, known};
use super::proposals;
use crate::directory::ORGANISATION;
use crate::directory::model::{Card, NameNature, Organisation, OrganisationId};
use crate::directory::rules::{domain, match_key};
use crate::directory::storage::{cards, describe_anew, find, only_place};
use crate::frame::merging::{Merging, Moved, Relation, ToldTo};
use crate::reference::activities::ActivityCode;
use ledger::Ledger;

/// Merges of organisations.
const LEDGER: Ledger = Ledger {
    kind: &ORGANISATION,
    table: "organisation",
    merges: "organisation_merge",
    distinct: "organisation_distinct",
    names: "k.name as kept_name, d.name as dropped_name",
    told_apart: "organisation.distinct",
    page: "/duplicates",
};

/// The rows of the directory that name an organisation.
pub const RELATIONS: &[Relation] = &[
    Relation::new(
        "merge-identifiers",
        "organisation_identifier",
        "organisation",
        "scheme || ' ' || value",
        "exists (select 1 from organisation_identifier k where k.organisation = $2 and k.scheme = organisation_identifier.scheme and k.value = organisation_identifier.value)",
    ),
    Relation::new(
        "merge-names",
        "organisation_name",
        "organisation",
        "name_key",
        "exists (select 1 from organisation_name k where k.organisation = $2 and k.name_key = organisation_name.name_key)",
    ),
    Relation::new("merge-links", "organisation_link", "organisation", "id", "other = $2")
        .told(ToldTo::Reader("organisation_link.other", Level::Card)),
    Relation::new("merge-links", "organisation_link", "other", "id", "organisation = $2")
        .told(ToldTo::Reader("organisation_link.organisation", Level::Card)),
    Relation::new(
        "merge-competences",
        "competence",
        "organisation",
        "territory",
        "exists (select 1 from competence k where k.organisation = $2 and k.territory = competence.territory)",
    ),
    // Whoever does not see a register is not told that it names the organisation.
    Relation::new(
        "merge-registers",
        "register_entry",
        "organisation",
        "id",
        "departed is null and exists (select 1 from register_entry k where k.organisation = $2 and k.register = register_entry.register and k.departed is null)",
    )
    .told(ToldTo::Reader("register_entry.register", Level::Read)),
    Relation::new("merge-merged", "organisation", "merged_into", "id", "1 = 0")
        .told(ToldTo::Reader("organisation.id", Level::Card)),
];

/// Rows of records that follow another: they move when what they follow is joined.
pub const FOLDED: &[Relation] = &[Relation::new("merge-records", "record", "parent", "id", "1 = 0")];

/// What two organisations may have in common. A member stays.
fn reasons<'q>() -> Vec<(Query<'q>, Reason)> {
    const NUMBERS: &str = "select x.id, y.id, y.member and not x.member from organisation x join organisation y on y.siren = x.siren and y.id > x.id where x.siren is not null";
    const REGISTERS: &str = "select x.id, y.id, y.member and not x.member from organisation_identifier i join organisation_identifier j on j.value = i.value and j.scheme = i.scheme
        and j.organisation > i.organisation join organisation x on x.id = i.organisation join organisation y on y.id = j.organisation where 1 = 1";
    const SITES: &str = "select x.id, y.id, y.member and not x.member from organisation x join organisation y on y.domain = x.domain and y.id > x.id
        where x.domain in (select domain from organisation where domain is not null group by domain having count(*) between 2 and 20)";
    const NAMES: &str = "select x.id, y.id, y.member and not x.member from organisation x join organisation y on y.match_key = x.match_key and y.id > x.id and y.country = x.country
        and (x.place is null or y.place is null or y.place = x.place)
        where x.match_key in (select match_key from organisation where match_key is not null group by match_key having count(*) between 2 and 50)";
    let reasons = [
        (NUMBERS, Reason::Number),
        (REGISTERS, Reason::Number),
        (SITES, Reason::Site),
        (NAMES, Reason::Name),
    ];
    reasons.map(|(sql, reason)| (Query::new(sql), reason)).into()
}

/// The organisations that the actor may merge and that may be one.
pub fn pairs(reader: &Reader, actor: &Actor) -> Result<Vec<Organisations>> {
    shown(reader, actor, ledger::proposed(reader, actor, &LEDGER, reasons())?)
}

/// Those that may be one and of which another organisation keeps one: it may be asked.
pub fn across(reader: &Reader, actor: &Actor) -> Result<Vec<Organisations>> {
    // A card tells the name and the place.
    let needed = |reason| if reason == Reason::Name { Level::Card } else { Level::Read };
    shown(reader, actor, ledger::across(reader, actor, &LEDGER, reasons(), needed)?)
}

fn shown(reader: &Reader, actor: &Actor, found: Vec<Pair<RecordId, Reason>>) -> Result<Vec<Organisations>> {
    let ids: Vec<OrganisationId> =
        found.iter().flat_map(|pair| [pair.one, pair.other]).map(|record| OrganisationId(record.0)).collect();
    let cards: BTreeMap<RecordId, Card> =
        cards(reader, actor, &ids)?.into_iter().map(|card| (card.id.record(), card)).collect();
    Ok(found.into_iter().filter_map(|pair| pair.shown(&cards)).collect())
}

/// Notes that two organisations are not the same.
pub fn distinct(
    tx: &Transaction,
    actor: &Actor,
    one: OrganisationId,
    other: OrganisationId,
) -> Result<(), Problem> {
    ledger::tell_apart(tx, actor, &LEDGER, one.record(), other.record())
}

/// The merges that the actor may undo, the last first.
pub fn merges(reader: &Reader, actor: &Actor) -> Result<Vec<Merge>> {
    ledger::merges(reader, actor, &LEDGER)
}

/// How a merge is made: whoever makes it, who may change the one kept, who manages the other, and what follows.
#[derive(Clone, Copy)]
pub struct Terms<'a> {
    /// Whoever makes it.
    pub actor: &'a Actor,
    /// Who may change the one kept.
    pub kept: &'a Actor,
    /// Who manages the one merged.
    pub dropped: &'a Actor,
    /// Whether those to whom the one merged is shown follow.
    pub shares: bool,
    /// The organisation that kept the one merged, when it is another: it reads the one kept from now on.
    pub former: Option<PrincipalId>,
}

/// Two organisations that may be merged: the first may be changed and the second is managed, they are two, and the second is
/// no member.
fn both(
    reader: &Reader,
    (keeper, giver): (&Actor, &Actor),
    kept: OrganisationId,
    dropped: OrganisationId,
) -> Result<(Organisation, Organisation), Problem> {
    let editable = |actor, id: OrganisationId, level| {
        let (head, _) = access::require(reader, actor, &ORGANISATION, id.record(), level)?;
        let found = find(reader, actor, id)?.map(|(found, _)| found);
        let found = found.filter(|found| found.merged_into.is_none());
        Ok::<_, Problem>((found.ok_or(ProblemKind::NotFound)?, head.visibility))
    };
    let (kept, kept_shown) = editable(keeper, kept, Level::Edit)?;
    let member = find(reader, giver, dropped)?.is_some_and(|(found, _)| found.member);
    // Who sees the one merged sees the other: that is for those who may share it. A member says why it is refused.
    let (dropped, shown) = editable(giver, dropped, if member { Level::Edit } else { Level::Manage })?;
    let hides = shown == Visibility::Network && kept_shown != Visibility::Network;
    let (refused, back) = match () {
        () if kept.id == dropped.id => ("error-merge-self", "/duplicates".to_owned()),
        () if dropped.member => ("error-merge-member", "/duplicates".to_owned()),
        // Registers, links and sheets of others name it: they would lose it.
        () if hides => (
            "error-merge-hides-organisation",
            format!("/organisations/{}/merge?with={}", dropped.id, kept.id),
        ),
        () => return Ok((kept, dropped)),
    };
    Err(Problem::from(ProblemKind::Forbidden).saying(refused).back_to(back))
}

/// What a merge would do, without doing it.
pub fn plan(
    reader: &Reader,
    actor: &Actor,
    merging: &Merging,
    kept: OrganisationId,
    dropped: OrganisationId,
) -> Result<Plan<Organisation>, Problem> {
    let (kept, dropped) = both(reader, (actor, actor), kept, dropped)?;
    let shares = ledger::shares(reader, actor, kept.id.record())?;
    let lines = ledger::lines(reader, actor, merging, (kept.id.record(), dropped.id.record()), shares)?;
    let shown_to = ledger::shown_to(reader, actor, kept.id.record(), dropped.id.record())?;
    Ok(Plan { facts: differing(facts(&kept, &dropped)), kept, dropped, lines, shares, shown_to })
}

/// Merges an organisation into another that the actor may change too.
pub fn merge(
    tx: &Transaction,
    actor: &Actor,
    merging: &Merging,
    (kept, dropped): (OrganisationId, OrganisationId),
    choice: &Choice,
) -> Result<MergeId, Problem> {
    let shares = ledger::shares(tx, actor, kept.record())?;
    let terms = Terms { actor, kept: actor, dropped: actor, shares, former: None };
    join(tx, merging, terms, (kept, dropped), choice)
}

/// Merges an organisation into another: facts as chosen, every row that named it, its names. Nothing is deleted.
pub fn join(
    tx: &Transaction,
    merging: &Merging,
    terms: Terms<'_>,
    (kept, dropped): (OrganisationId, OrganisationId),
    choice: &Choice,
) -> Result<MergeId, Problem> {
    let (actor, records) = (terms.actor, [kept.record(), dropped.record()]);
    let (before, other) = both(tx, (terms.kept, terms.dropped), kept, dropped)?;
    let mut moved = ledger::move_all(tx, merging, (kept.record(), dropped.record()), terms.shares)?;
    moved.extend(add_names(tx, &before, &other)?);
    moved.extend(terms.former.map(|former| show_to(tx, terms.kept, kept, former)).transpose()?.flatten());
    // A number is of one organisation: the one merged gives up its own, which is written down.
    Query::new("update organisation set merged_into = $2, siren = null where id = $1")
        .bind(dropped)
        .bind(kept)
        .execute_one(tx)?;
    // The family of a member is for whoever runs the instance to say.
    let mut taken = choice.taken(facts(&before, &other));
    taken.retain(|(field, ..)| !(before.member && *field == "family"));
    for (field, _, other) in &taken {
        set(tx, kept, field, other)?;
    }
    let written = json!({"siren": other.siren, "taken": taken});
    let id = ledger::write_down(tx, actor, &LEDGER, (records[0], records[1]), (&moved, &written))?;
    ledger::settle(tx, merging, &moved, records)?;
    platform::search::remove(tx, dropped.record())?;
    let after = json!({"dropped": dropped, "name": other.name});
    ledger::told(tx, actor, &LEDGER, "organisation.merged", (kept.record(), after))?;
    describe_anew(tx, kept)?;
    Ok(id)
}

/// Lets the organisation that kept the one merged read the other. What it is shown already stays.
fn show_to(
    tx: &Transaction,
    keeper: &Actor,
    kept: OrganisationId,
    former: PrincipalId,
) -> Result<Option<Moved>> {
    if access::grants(tx, kept.record())?.iter().any(|grant| grant.principal == former) {
        return Ok(None);
    }
    let (level, validity) = (Level::Read, Validity::ALWAYS);
    let new = NewGrant { to: former, level, reason: "fusion acceptée", validity, because: None };
    let id = access::grant(tx, keeper, &ORGANISATION, kept.record(), &new)?;
    Ok(Some(Moved {
        table: "access_grant".into(),
        column: "record".into(),
        key: id.to_string(),
        from: String::new(),
        to: kept.to_string(),
    }))
}

/// The names of the one merged become other names of the kept one.
fn add_names(tx: &Transaction, kept: &Organisation, dropped: &Organisation) -> Result<Vec<Moved>> {
    let own = [Some(&kept.name), kept.short_name.as_ref()];
    let mut moved = Vec::new();
    for name in [Some(&dropped.name), dropped.short_name.as_ref()].into_iter().flatten() {
        let key = normalise(name);
        if own.iter().flatten().any(|own| normalise(own) == key) {
            continue;
        }
        let new = Query::new(
            "insert into organisation_name (organisation, name, name_key, nature) values ($1, $2, $3, $4)
             on conflict (organisation, name_key) do nothing",
        )
        .bind(kept.id)
        .bind(name)
        .bind(&key)
        .bind(NameNature::Merged)
        .execute(tx)?;
        if new == 1 {
            // It came from nowhere: moving back takes it to the one merged.
            moved.push(Moved {
                table: "organisation_name".into(),
                column: "organisation".into(),
                key,
                from: String::new(),
                to: kept.id.to_string(),
            });
        }
    }
    Ok(moved)
}

/// Writes one fact, with what is derived from it.
fn set(tx: &Transaction, id: OrganisationId, field: &str, text: &str) -> Result<(), Problem> {
    let value = Some(text).filter(|text| !text.is_empty());
    let one = |sql: &'static str| Query::new(sql).bind(id).bind(value);
    let query = match field {
        "name" => {
            Query::new("update organisation set name = $2, name_key = $3, match_key = $4 where id = $1")
                .bind(id)
                .bind(text)
                .bind(normalise(text))
                .bind(match_key(text))
        }
        "website" => {
            one("update organisation set website = $2, domain = $3 where id = $1").bind(domain(text))
        }
        "city" => {
            let country: String =
                Query::new("select country from organisation where id = $1").bind(id).one(tx)?;
            let place = value.map(|city| only_place(tx, &country, city)).transpose()?.flatten();
            let place = place.map(|place| place.to_string());
            one("update organisation set city = $2, place = $3 where id = $1").bind(place)
        }
        "short_name" => one("update organisation set short_name = $2 where id = $1"),
        "family" => one("update organisation set family = $2 where id = $1"),
        "category" => one("update organisation set category = $2 where id = $1"),
        "country" => one("update organisation set country = $2 where id = $1"),
        "siren" => one("update organisation set siren = $2 where id = $1"),
        "activity" => one("update organisation set activity = $2 where id = $1"),
        "activity_code" => {
            let class = value.and_then(ActivityCode::parse);
            Query::new("update organisation set activity_nomenclature = $2, activity_code = $3 where id = $1")
                .bind(id)
                .bind(class.as_ref().map(|class| class.nomenclature))
                .bind(class.map(|class| class.code))
        }
        "control_country" => one("update organisation set control_country = $2 where id = $1"),
        _ => return Err(ProblemKind::Internal.into()),
    };
    Ok(query.execute_one(tx)?)
}

/// The access list of both organisations, and what follows a record that moved.
pub fn settle(tx: &Transaction, moved: &[Moved], organisations: [RecordId; 2]) -> Result<()> {
    for record in organisations {
        access::derive_again(tx, &ORGANISATION, record)?;
        share_numbers(tx, record)?;
    }
    let followers = moved.iter().filter(|one| one.table == "record");
    followers.filter_map(|one| one.key.parse().ok()).try_for_each(|record| access::follow_again(tx, record))
}

/// A number is that of one organisation for all only where all see it: after rows moved, that is said anew.
fn share_numbers(tx: &Transaction, record: RecordId) -> Result<()> {
    Query::new(
        "update organisation_identifier set shared = $2 where organisation = $1 and shared
         and exists (select 1 from record r where r.id = $1 and r.visibility <> 'network')",
    )
    .bind(record)
    .bind(false)
    .execute(tx)?;
    Query::new(
        "update organisation_identifier set shared = $2 where organisation = $1 and not shared
         and exists (select 1 from record r where r.id = $1 and r.visibility = 'network')
         and not exists (select 1 from organisation_identifier k where k.scheme = organisation_identifier.scheme and k.value = organisation_identifier.value and k.shared)",
    )
    .bind(record)
    .bind(true)
    .execute(tx)
    .map(drop)
}

/// Undoes a merge: every row that still stands where the merge put it goes back, and every fact that the merge wrote and
/// nobody changed since.
pub fn undo(
    tx: &Transaction,
    actor: &Actor,
    merging: &Merging,
    id: MergeId,
) -> Result<OrganisationId, Problem> {
    // One that two organisations agreed on is undone by either.
    if !proposals::settled(tx, actor, id)? {
        ledger::may_undo(tx, actor, &LEDGER, id)?;
    }
    let undone = ledger::undo(tx, actor, &LEDGER, merging, id)?;
    let (kept, dropped) = (OrganisationId(undone.kept.0), OrganisationId(undone.dropped.0));
    let now = find(tx, &Actor::system(actor.at), kept)?.ok_or(ProblemKind::NotFound)?.0;
    let taken: Vec<(String, String, String)> =
        serde_json::from_value(undone.facts["taken"].clone()).map_err(Error::decode)?;
    for (field, own, other) in taken {
        if known(&now).iter().any(|(name, text)| *name == field && *text == other) {
            set(tx, kept, &field, &own)?;
        }
    }
    Query::new("update organisation set merged_into = null, siren = $2 where id = $1")
        .bind(dropped)
        .bind(undone.facts["siren"].as_str())
        .execute_one(tx)
        .map_err(|error| match error {
            Error::Unique(_) => {
                let mut faults = Faults::default();
                faults.add("siren", "error-identifier-taken");
                Problem::from(faults)
            }
            error => error.into(),
        })?;
    ledger::settle(tx, merging, &undone.moved, [undone.kept, undone.dropped])?;
    describe_anew(tx, dropped)?;
    let after = json!({"dropped": dropped});
    ledger::told(tx, actor, &LEDGER, "organisation.unmerged", (kept.record(), after))?;
    describe_anew(tx, kept)?;
    proposals::undone(tx, actor, id)?;
    Ok(kept)
}
