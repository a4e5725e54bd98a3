//! A merge: rows that move, and what is written down of them.

use platform::access::{self, Actor, Level, RecordId};
use platform::database::{Error, Query, Result, Transaction};
use platform::journal::{self, Entry};
use platform::text::normalise;
use platform::web::{Problem, ProblemKind};
use serde_json::json;

use super::super::model::{Choice, MergeId, facts};
use super::plan::{both, follows, shares};
use crate::directory::ORGANISATION;
use crate::directory::model::{NameNature, Organisation, OrganisationId};
use crate::directory::rules::{domain, match_key};
use crate::directory::storage::{describe_anew, only_place};
use crate::frame::merging::{Merging, Moved, Relation};

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
    let shares = shares(tx, actor, kept)?;
    for relation in merging.relations().filter(|relation| follows(relation, shares)) {
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

pub(super) fn told(
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
pub(super) fn set(tx: &Transaction, id: OrganisationId, field: &str, text: &str) -> Result<(), Problem> {
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
