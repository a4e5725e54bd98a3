//! The SQL of duplicates and merges.

use std::collections::BTreeMap;

use platform::access::{self, Actor, Level, RecordId};
use platform::database::{Error, Query, Reader, Result, Transaction};
use platform::journal::{self, Entry};
use platform::text::normalise;
use platform::web::{Faults, Problem, ProblemKind};
use serde_json::json;

use super::model::{Choice, Merge, MergeId, Pair, Plan, PlanLine, Reason, facts};
use crate::directory::ORGANISATION;
use crate::directory::model::{Card, NameNature, Organisation, OrganisationId};
use crate::directory::rules::{domain, match_key};
use crate::directory::storage::{cards, describe_anew, find, only_place};
use crate::frame::merging::{Merging, Moved, Relation};

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
        record: Some("organisation_link.other"),
        ..relation("merge-links", "organisation_link", "organisation", "id", "other = $2")
    },
    Relation {
        record: Some("organisation_link.organisation"),
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
        record: Some("register_entry.register"),
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
        record: Some("organisation.id"),
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

/// Two organisations that the actor may merge: he may change the first and manage the second, they are two, and the second is
/// no member.
fn both(
    reader: &Reader,
    actor: &Actor,
    kept: OrganisationId,
    dropped: OrganisationId,
) -> Result<(Organisation, Organisation), Problem> {
    let editable = |id: OrganisationId, level| {
        access::require(reader, actor, &ORGANISATION, id.record(), level)?;
        let found = find(reader, actor, id)?.map(|(found, _)| found);
        found.filter(|found| found.merged_into.is_none()).ok_or_else(|| Problem::from(ProblemKind::NotFound))
    };
    let kept = editable(kept, Level::Edit)?;
    let member = find(reader, actor, dropped)?.is_some_and(|(found, _)| found.member);
    // Who sees the one merged sees the other: that is for those who may share it. A member says why it is refused.
    let dropped = editable(dropped, if member { Level::Edit } else { Level::Manage })?;
    let refused = match () {
        () if kept.id == dropped.id => "error-merge-self",
        () if dropped.member => "error-merge-member",
        () => return Ok((kept, dropped)),
    };
    Err(Problem::from(ProblemKind::Forbidden).saying(refused).back_to("/duplicates"))
}

/// What a merge would do, without doing it.
pub fn plan(
    reader: &Reader,
    actor: &Actor,
    merging: &Merging,
    kept: OrganisationId,
    dropped: OrganisationId,
) -> Result<Plan, Problem> {
    let (kept, dropped) = both(reader, actor, kept, dropped)?;
    let facts = facts(&kept).into_iter().zip(facts(&dropped));
    let facts = facts.map(|((name, own), (_, other))| (name, own, other));
    let facts = facts.filter(|(_, own, other)| own != other && !other.is_empty()).collect();
    let mut lines: Vec<PlanLine> = Vec::new();
    for relation in merging.relations() {
        let count = |staying: bool| {
            let query = Query::new("select count(*) from ").push(relation.table).push(" where ");
            let query = query.push(relation.column).push(" = $1 and $2 = $2 and ");
            let query = query.push(if staying { "(" } else { "not (" }).push(relation.stays_if).push(")");
            let query = query.bind(dropped.id).bind(kept.id);
            let query = match relation.record {
                Some(record) => actor.sees(query.push(" and "), record, Level::Existence),
                None => query,
            };
            query.one::<i64>(reader)
        };
        let (moves, stays) = (count(false)?, count(true)?);
        match lines.iter_mut().find(|line| line.label == relation.label) {
            Some(line) => {
                line.moves += moves;
                line.stays += stays;
            }
            None => lines.push(PlanLine { label: relation.label, moves, stays }),
        }
    }
    let shown_to = access::grants(reader, dropped.id.record())?.into_iter().map(|grant| grant.name).collect();
    Ok(Plan { kept, dropped, facts, lines, shown_to })
}

/// Merges an organisation into another: facts as chosen, every row that named it, its names. Nothing is deleted.
pub fn merge(
    tx: &Transaction,
    actor: &Actor,
    merging: &Merging,
    (kept, dropped): (OrganisationId, OrganisationId),
    choice: &Choice,
) -> Result<MergeId, Problem> {
    let (before, other) = both(tx, actor, kept, dropped)?;
    let mut moved = Vec::new();
    for fold in merging.folds {
        moved.extend(fold(tx, dropped.record(), kept.record())?);
    }
    for relation in merging.relations() {
        moved.extend(move_rows(tx, relation, dropped, kept)?);
    }
    moved.extend(add_names(tx, &before, &other)?);
    // A number is of one organisation: the one merged gives up its own, which is written down.
    Query::new("update organisation set merged_into = $2, siren = null where id = $1")
        .bind(dropped)
        .bind(kept)
        .execute_one(tx)?;
    let taken = take(tx, &before, &other, choice)?;
    let id: MergeId = tx.new_id();
    let written = json!({"siren": other.siren, "taken": taken});
    Query::new(
        "insert into organisation_merge (id, kept, dropped, merged_at, merged_by, moved, facts) values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(id)
    .bind(kept)
    .bind(dropped)
    .bind(actor.at)
    .bind(actor.account().map(|account| account.to_string()))
    .bind(serde_json::to_string(&moved).map_err(Error::decode)?)
    .bind(written.to_string())
    .execute_one(tx)?;
    for settle in merging.settles {
        settle(tx, &moved, [kept.record(), dropped.record()])?;
    }
    platform::search::remove(tx, dropped.record())?;
    told(tx, actor, "organisation.merged", kept, json!({"dropped": dropped, "name": other.name}))?;
    Ok(id)
}

fn told(
    tx: &Transaction,
    actor: &Actor,
    verb: &'static str,
    kept: OrganisationId,
    after: serde_json::Value,
) -> Result<(), Problem> {
    let (head, _) = access::require(tx, actor, &ORGANISATION, kept.record(), Level::Edit)?;
    access::touch(tx, actor, kept.record(), head.version)?;
    describe_anew(tx, kept)?;
    let entry = Entry {
        verb,
        kind: ORGANISATION.name,
        record: Some(kept.record()),
        after: Some(after),
        ..Entry::default()
    };
    journal::append(tx, actor, entry)?;
    Ok(())
}

fn move_rows(
    tx: &Transaction,
    relation: &Relation,
    from: OrganisationId,
    into: OrganisationId,
) -> Result<Vec<Moved>> {
    let which = |query: Query<'static>| {
        let query = query.push(" where ").push(relation.column).push(" = $1 and $2 = $2 and not (");
        query.push(relation.stays_if).push(")").bind(from).bind(into)
    };
    let select = Query::new("select ").push(relation.key).push(" from ").push(relation.table);
    let keys: Vec<String> = which(select).all(tx)?;
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let update = Query::new("update ").push(relation.table).push(" set ").push(relation.column).push(" = $2");
    which(update).execute(tx)?;
    let (from, into) = (from.to_string(), into.to_string());
    let moved = |key| Moved {
        table: relation.table.to_owned(),
        column: relation.column.to_owned(),
        key,
        from: from.clone(),
        to: into.clone(),
    };
    Ok(keys.into_iter().map(moved).collect())
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

/// Writes the facts taken from the one merged; what each was and is.
fn take(
    tx: &Transaction,
    kept: &Organisation,
    dropped: &Organisation,
    choice: &Choice,
) -> Result<Vec<(String, String, String)>, Problem> {
    let pairs = facts(kept).into_iter().zip(facts(dropped));
    let mut taken = Vec::new();
    for ((field, own), (_, other)) in pairs {
        // A fact that the kept one lacks is taken unless it is refused.
        let missing = own.is_empty() && !choice.0.contains_key(field);
        if own != other && !other.is_empty() && (missing || choice.takes(field)) {
            set(tx, kept.id, field, &other)?;
            taken.push((field.to_owned(), own, other));
        }
    }
    Ok(taken)
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
        "control_country" => one("update organisation set control_country = $2 where id = $1"),
        _ => return Err(ProblemKind::Internal.into()),
    };
    Ok(query.execute_one(tx)?)
}

/// The access list of both organisations, and what follows a record that moved.
pub fn settle(tx: &Transaction, moved: &[Moved], organisations: [RecordId; 2]) -> Result<()> {
    for record in organisations {
        access::derive_again(tx, &ORGANISATION, record)?;
    }
    let followers = moved.iter().filter(|one| one.table == "record");
    followers.filter_map(|one| one.key.parse().ok()).try_for_each(|record| access::follow_again(tx, record))
}

/// The merges that the actor may undo, the last first.
pub fn merges(reader: &Reader, actor: &Actor) -> Result<Vec<Merge>> {
    let query = Query::new(
        "select m.id as id, m.kept as kept, k.name as kept_name, d.name as dropped_name, m.merged_at as merged_at
         from organisation_merge m join organisation k on k.id = m.kept join organisation d on d.id = m.dropped
         where m.undone_at is null and ",
    );
    let query = actor.sees(query, "m.kept", Level::Edit).push(" and ");
    actor.sees(query, "m.dropped", Level::Edit).push(" order by m.merged_at desc, m.id limit 50").all(reader)
}

/// Undoes a merge: every row that still stands where the merge put it goes back, and every fact that the merge wrote and
/// nobody changed since.
pub fn undo(
    tx: &Transaction,
    actor: &Actor,
    merging: &Merging,
    id: MergeId,
) -> Result<OrganisationId, Problem> {
    type Row = (OrganisationId, OrganisationId, String, String);
    let found: Option<Row> = Query::new(
        "select kept, dropped, moved, facts from organisation_merge where id = $1 and undone_at is null",
    )
    .bind(id)
    .maybe(tx)?;
    let (kept, dropped, moved, written) = found.ok_or(ProblemKind::NotFound)?;
    for organisation in [kept, dropped] {
        access::require(tx, actor, &ORGANISATION, organisation.record(), Level::Edit)?;
    }
    // What was merged into the kept one since then rests on it.
    let later: Option<String> = Query::new(
        "select l.id from organisation_merge l join organisation_merge m on m.id = $1
         where l.undone_at is null and l.id <> m.id and (l.dropped = m.kept or (l.kept = m.kept and l.merged_at > m.merged_at))",
    )
    .bind(id)
    .maybe(tx)?;
    if later.is_some() {
        return Err(Problem::from(ProblemKind::Forbidden).saying("error-merge-later").back_to("/duplicates"));
    }
    let moved: Vec<Moved> = serde_json::from_str(&moved).map_err(Error::decode)?;
    let written: serde_json::Value = serde_json::from_str(&written).map_err(Error::decode)?;
    for one in moved.iter().rev() {
        let relation = merging.of(one).ok_or(ProblemKind::Internal)?;
        let query = if one.from.is_empty() {
            Query::new("delete from ").push(relation.table).push(" where $1 = $1 and ")
        } else {
            Query::new("update ")
                .push(relation.table)
                .push(" set ")
                .push(relation.column)
                .push(" = $1 where ")
        };
        let query = query.push(relation.column).push(" = $2 and ").push(relation.key).push(" = $3");
        query.bind(one.from.as_str()).bind(one.to.as_str()).bind(one.key.as_str()).execute(tx)?;
    }
    let now = find(tx, actor, kept)?.ok_or(ProblemKind::NotFound)?.0;
    let taken: Vec<(String, String, String)> =
        serde_json::from_value(written["taken"].clone()).map_err(Error::decode)?;
    for (field, own, other) in taken {
        if facts(&now).iter().any(|(name, text)| *name == field && *text == other) {
            set(tx, kept, &field, &own)?;
        }
    }
    Query::new("update organisation set merged_into = null, siren = $2 where id = $1")
        .bind(dropped)
        .bind(written["siren"].as_str())
        .execute_one(tx)
        .map_err(|error| match error {
            Error::Unique(_) => {
                let mut faults = Faults::default();
                faults.add("siren", "error-identifier-taken");
                Problem::from(faults)
            }
            error => error.into(),
        })?;
    Query::new("update organisation_merge set undone_at = $2 where id = $1")
        .bind(id)
        .bind(actor.at)
        .execute_one(tx)?;
    for settle in merging.settles {
        settle(tx, &moved, [kept, dropped].map(OrganisationId::record))?;
    }
    describe_anew(tx, dropped)?;
    told(tx, actor, "organisation.unmerged", kept, json!({"dropped": dropped}))?;
    Ok(kept)
}
