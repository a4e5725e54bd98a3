//! The SQL of duplicates and merges: what names an organisation, what may be one, and the merges made.

mod merge;
mod plan;
mod undo;

use std::collections::BTreeMap;

use platform::access::{self, Actor, Level};
use platform::database::{Query, Reader, Result, Transaction};
use platform::journal::{self, Entry};
use platform::web::Problem;
use serde_json::json;

pub use merge::{merge, settle};
pub use plan::plan;
pub use undo::{merges, undo};

use super::model::{Pair, Reason};
use crate::directory::ORGANISATION;
use crate::directory::model::{Card, OrganisationId};
use crate::directory::storage::cards;
use crate::frame::merging::Relation;

const fn relation(
    label: &'static str,
    table: &'static str,
    column: &'static str,
    key: &'static str,
    stays_if: &'static str,
) -> Relation {
    Relation { label, table, column, key, stays_if, record: None }
}

/// The rows of the directory that name an organisation.
pub const RELATIONS: &[Relation] = &[
    relation(
        "merge-identifiers",
        "organisation_identifier",
        "organisation",
        "scheme || ' ' || value",
        "exists (select 1 from organisation_identifier k where k.organisation = $2 and k.scheme = organisation_identifier.scheme and k.value = organisation_identifier.value)",
    ),
    relation(
        "merge-names",
        "organisation_name",
        "organisation",
        "name_key",
        "exists (select 1 from organisation_name k where k.organisation = $2 and k.name_key = organisation_name.name_key)",
    ),
    Relation {
        record: Some(("organisation_link.other", Level::Card)),
        ..relation("merge-links", "organisation_link", "organisation", "id", "other = $2")
    },
    Relation {
        record: Some(("organisation_link.organisation", Level::Card)),
        ..relation("merge-links", "organisation_link", "other", "id", "organisation = $2")
    },
    relation(
        "merge-competences",
        "competence",
        "organisation",
        "territory",
        "exists (select 1 from competence k where k.organisation = $2 and k.territory = competence.territory)",
    ),
    // Whoever does not see a register is not told that it names the organisation.
    Relation {
        record: Some(("register_entry.register", Level::Read)),
        ..relation(
            "merge-registers",
            "register_entry",
            "organisation",
            "id",
            "departed is null and exists (select 1 from register_entry k where k.organisation = $2 and k.register = register_entry.register and k.departed is null)",
        )
    },
    relation("merge-sources", "provenance", "record", "id", "1 = 0"),
    relation(
        "merge-grants",
        "access_grant",
        "record",
        "id",
        "exists (select 1 from access_grant k where k.record = $2 and k.principal = access_grant.principal and coalesce(k.because, '') = coalesce(access_grant.because, ''))",
    ),
    relation("merge-walls", "wall", "record", "id", "1 = 0"),
    Relation {
        record: Some(("organisation.id", Level::Card)),
        ..relation("merge-merged", "organisation", "merged_into", "id", "1 = 0")
    },
];

/// Rows of records that follow another: they move when what they follow is joined.
pub const FOLDED: &[Relation] = &[relation("merge-records", "record", "parent", "id", "1 = 0")];

/// Pairs proposed at once.
const MANY: i64 = 50;

/// The organisations that the actor may merge and that may be one, the surest first. What somebody said is not the same is
/// not proposed again.
pub fn pairs(reader: &Reader, actor: &Actor) -> Result<Vec<Pair>> {
    const NUMBERS: &str = "select x.id, y.id, y.member and not x.member from organisation x join organisation y on y.siren = x.siren and y.id > x.id where x.siren is not null";
    const REGISTERS: &str = "select x.id, y.id, y.member and not x.member from organisation_identifier i join organisation_identifier j on j.value = i.value and j.scheme = i.scheme
        and j.organisation > i.organisation join organisation x on x.id = i.organisation join organisation y on y.id = j.organisation where 1 = 1";
    const SITES: &str = "select x.id, y.id, y.member and not x.member from organisation x join organisation y on y.domain = x.domain and y.id > x.id
        where x.domain in (select domain from organisation where domain is not null group by domain having count(*) between 2 and 20)";
    const NAMES: &str = "select x.id, y.id, y.member and not x.member from organisation x join organisation y on y.match_key = x.match_key and y.id > x.id and y.country = x.country
        and (x.place is null or y.place is null or y.place = x.place)
        where x.match_key in (select match_key from organisation where match_key is not null group by match_key having count(*) between 2 and 50)";
    let mut found: Vec<((OrganisationId, OrganisationId), Vec<Reason>)> = Vec::new();
    for (sql, reason) in
        [(NUMBERS, Reason::Number), (REGISTERS, Reason::Number), (SITES, Reason::Site), (NAMES, Reason::Name)]
    {
        let query = Query::new(sql).push(
            " and x.merged_into is null and y.merged_into is null
              and not exists (select 1 from organisation_distinct d where d.one = x.id and d.other = y.id) and ",
        );
        let query = actor.sees(query, "x.id", Level::Edit).push(" and ");
        let query =
            actor.sees(query, "y.id", Level::Edit).push(" order by x.id, y.id limit ").push_value(MANY);
        let rows: Vec<(OrganisationId, OrganisationId, bool)> = query.all(reader)?;
        for (one, other, swapped) in rows {
            // A member stays.
            let pair = if swapped { (other, one) } else { (one, other) };
            match found.iter_mut().find(|(known, _)| *known == pair) {
                Some((_, reasons)) if reasons.contains(&reason) => {}
                Some((_, reasons)) => reasons.push(reason),
                None => found.push((pair, vec![reason])),
            }
        }
    }
    let ids: Vec<OrganisationId> = found.iter().flat_map(|((one, other), _)| [*one, *other]).collect();
    let cards: BTreeMap<OrganisationId, Card> =
        cards(reader, actor, &ids)?.into_iter().map(|card| (card.id, card)).collect();
    let pair = |((one, other), reasons): ((OrganisationId, OrganisationId), Vec<Reason>)| {
        Some(Pair { one: cards.get(&one)?.clone(), other: cards.get(&other)?.clone(), reasons })
    };
    Ok(found.into_iter().filter_map(pair).collect())
}

/// Notes that two organisations are not the same.
pub fn distinct(
    tx: &Transaction,
    actor: &Actor,
    one: OrganisationId,
    other: OrganisationId,
) -> Result<(), Problem> {
    for id in [one, other] {
        access::require(tx, actor, &ORGANISATION, id.record(), Level::Edit)?;
    }
    Query::new(
        "insert into organisation_distinct (one, other, decided_at, decided_by) values ($1, $2, $3, $4) on conflict (one, other) do nothing",
    )
    .bind(one.min(other))
    .bind(one.max(other))
    .bind(actor.at)
    .bind(actor.account().map(|account| account.to_string()))
    .execute(tx)?;
    let after = Some(json!({"other": other}));
    let entry = Entry {
        verb: "organisation.distinct",
        kind: ORGANISATION.name,
        record: Some(one.record()),
        after,
        ..Entry::default()
    };
    journal::append(tx, actor, entry)?;
    Ok(())
}
