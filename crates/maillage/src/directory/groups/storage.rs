//! The SQL of groups.

use jiff::civil::Date;
use platform::access::{Actor, Level};
use platform::database::{Query, Reader, Result, Transaction};
use platform::web::Problem;
use serde_json::json;

use super::super::model::{Organisation, OrganisationId};
use super::super::storage::amend;
use super::model::{Branch, Control, Edge, Group, NewControl};
use super::rules::{ascent, tree};
use crate::frame::merging::Relation;

/// So many links are read of one group.
const MOST: usize = 500;

/// What was stated moves with the organisation.
pub const MERGED: &[Relation] =
    &[Relation::new("merge-controls", "control_statement", "organisation", "id", "1 = 0")];

/// The group of an organisation that the actor reads, on a day: the head, and those below it that he sees. What he does not
/// see ends the way up and is not there on the way down.
pub fn group_of(reader: &Reader, actor: &Actor, own: &Organisation, today: Date) -> Result<Group> {
    let above = above(reader, actor, own.id)?;
    let way = ascent(own.id, &above, today);
    let head = way.last().map_or_else(
        || (own.id, own.name.clone(), own.country.clone(), own.fictitious),
        |edge| (edge.parent, edge.name.clone(), edge.country.clone(), edge.fictitious),
    );
    let mut below = below(reader, actor, head.0)?;
    let cut = below.len() > MOST;
    below.truncate(MOST);
    // Those on the way up are always there, however large the group.
    let mut known = below;
    for (rank, edge) in way.iter().enumerate() {
        if known.iter().all(|one| one.child != edge.child) {
            let (name, country, fictitious) = match rank {
                0 => (own.name.clone(), own.country.clone(), own.fictitious),
                _ => (way[rank - 1].name.clone(), way[rank - 1].country.clone(), way[rank - 1].fictitious),
            };
            known.push(Edge { name, country, fictitious, ..(*edge).clone() });
        }
    }
    let (id, name, country, fictitious) = head;
    let head = Branch {
        id,
        name,
        country,
        fictitious,
        own: false,
        from: None,
        until: None,
        depth: 0,
        opens: false,
        leads: false,
        closes: 0,
        more: 0,
    };
    let on_the_way: Vec<OrganisationId> = way.iter().map(|edge| edge.parent).collect();
    let branches = tree(head, own.id, &on_the_way, &known, today);
    let branches = if branches.len() > 1 { branches } else { Vec::new() };
    Ok(Group { branches, cut, controls: controls(reader, own.id)? })
}

/// The links from an organisation up, each with what one reads of the parent.
fn above(reader: &Reader, actor: &Actor, id: OrganisationId) -> Result<Vec<Edge>> {
    let query = Query::new(
        "with recursive up (link, parent, depth) as (
            select l.id, l.other, 1 from organisation_link l join organisation o on o.id = l.other
                where l.nature = 'parent' and o.merged_into is null and l.organisation = ",
    );
    let query = actor.sees_row(query.push_value(id).push(" and "), "o", Level::Card);
    let query = query.push(
        " union select l.id, l.other, u.depth + 1 from organisation_link l join up u on l.organisation = u.parent
                join organisation o on o.id = l.other where l.nature = 'parent' and o.merged_into is null and u.depth < 12 and ",
    );
    let query = actor.sees_row(query, "o", Level::Card);
    query
        .push(
            ") select l.organisation as child, l.other as parent, o.name as name, o.country as country, o.fictitious as fictitious,
                l.valid_from as valid_from, l.valid_until as valid_until
             from (select link, min(depth) as depth from up group by link) u join organisation_link l on l.id = u.link
                join organisation o on o.id = l.other order by u.depth, l.id limit 100",
        )
        .all(reader)
}

/// The links below an organisation, each with what one reads of the child.
fn below(reader: &Reader, actor: &Actor, id: OrganisationId) -> Result<Vec<Edge>> {
    let query = Query::new(
        "with recursive down (link, child, depth) as (
            select l.id, l.organisation, 1 from organisation_link l join organisation o on o.id = l.organisation
                where l.nature = 'parent' and o.merged_into is null and l.other = ",
    );
    let query = actor.sees_row(query.push_value(id).push(" and "), "o", Level::Card);
    let query = query.push(
        " union select l.id, l.organisation, d.depth + 1 from organisation_link l join down d on l.other = d.child
                join organisation o on o.id = l.organisation where l.nature = 'parent' and o.merged_into is null and d.depth < 8 and ",
    );
    let query = actor.sees_row(query, "o", Level::Card);
    query
        .push(
            ") select l.organisation as child, l.other as parent, o.name as name, o.country as country, o.fictitious as fictitious,
                l.valid_from as valid_from, l.valid_until as valid_until
             from (select link, min(depth) as depth from down group by link) d join organisation_link l on l.id = d.link
                join organisation o on o.id = l.organisation order by d.depth, o.name_key, l.id limit 501",
        )
        .all(reader)
}

fn controls(reader: &Reader, id: OrganisationId) -> Result<Vec<Control>> {
    Query::new("select country, source, as_of from control_statement where organisation = $1 order by id desc limit 10")
        .bind(id)
        .all(reader)
}

/// States where the decisions of an organisation are taken.
pub fn state_control(
    tx: &Transaction,
    actor: &Actor,
    id: OrganisationId,
    new: &NewControl,
) -> Result<(), Problem> {
    let before: Option<String> =
        Query::new("select control_country from organisation where id = $1").bind(id).maybe(tx)?.flatten();
    let values = (
        Some(json!({"control_country": before})),
        Some(
            json!({"control_country": new.country, "control_source": new.source, "control_as_of": new.as_of}),
        ),
    );
    amend(tx, actor, id, "organisation.controlled", values, || {
        Query::new(
            "insert into control_statement (id, organisation, country, source, as_of, account, stated_at) values ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(tx.new_id::<platform::Uuid>().to_string())
        .bind(id)
        .bind(&new.country)
        .bind(&new.source)
        .bind(&new.as_of)
        .bind(actor.account().map(|account| account.to_string()))
        .bind(actor.at)
        .execute_one(tx)?;
        Ok(Query::new("update organisation set control_country = $2 where id = $1")
            .bind(id)
            .bind(&new.country)
            .execute_one(tx)?)
    })
}
