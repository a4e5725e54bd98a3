//! Lists of organisations.

use platform::access::{Actor, Level, PrincipalId};
use platform::database::{Query, Reader, Result};
use platform::text::normalise;

use super::super::model::{Card, Family, OrganisationId};
use crate::frame::links::Link;
use crate::reference::territories::TerritoryId;

pub(super) const CARD: &str = "select o.id as id, o.name as name, o.family as family, o.category as category, o.country as country, o.city as city,
    o.fictitious as fictitious, o.name_key as name_key";

/// The members that the actor sees, by name, from a place in the list.
pub fn members(
    reader: &Reader,
    actor: &Actor,
    family: Option<Family>,
    after: Option<&(String, OrganisationId)>,
    limit: i64,
) -> Result<Vec<Card>> {
    let query =
        actor.sees_rows(Query::new(CARD).push(" from organisation o where o.member and "), "o", Level::Card);
    let query = match family {
        Some(family) => query.push(" and o.family = ").push_value(family),
        None => query,
    };
    let query = match after {
        Some((key, id)) => {
            query.push(" and (o.name_key, o.id) > (").push_value(key).push(", ").push_value(*id).push(")")
        }
        None => query,
    };
    query.push(" order by o.name_key, o.id limit ").push_value(limit).all(reader)
}

/// What a list of organisations is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Members of the instance only.
    pub members: bool,
    /// A family.
    pub family: Option<Family>,
    /// A sub-type.
    pub category: Option<&'static str>,
    /// A country, by ISO 3166.
    pub country: Option<String>,
    /// The beginning of a name, its own or another, normalised.
    pub name: String,
    /// A territory that its seat is in.
    pub territory: Option<TerritoryId>,
}

/// Narrows to what has its seat in a territory: itself, or what is part of it now, at whatever depth; an arrondissement is
/// part of a commune, this of a grouping and of a département, and that of a région.
fn within<'q>(query: Query<'q>, territory: &TerritoryId) -> Query<'q> {
    // A large territory holds the first ones of any list: its places are compared, not looked up.
    let large = ["region-", "departement-"].iter().any(|kind| territory.as_str().starts_with(kind));
    let query = query
        .push(if large { " and o.place || '' in (" } else { " and o.place in (" })
        .push("with recursive inside (id) as (select t.id from territory t where t.id = ");
    query.push_value(territory.as_str().to_owned()).push(
        " union select p.part from territory_part p join inside i on p.whole = i.id where p.valid_until is null) select id from inside)",
    )
}

/// The organisations that are competent for a territory, then those that have their seat in it.
pub fn links_of_territory(reader: &Reader, actor: &Actor, territory: &str) -> Result<Vec<Link>> {
    let Ok(id) = territory.parse::<TerritoryId>() else { return Ok(Vec::new()) };
    let first = |query| {
        let query = actor.sees_rows(query, "o", Level::Card);
        query.push(" order by o.name_key, o.id limit ").push_value(SHOWN)
    };
    let competent = Query::new(
        "select o.id as id, o.name as name, o.name_key as name_key, 1 as competent
         from competence c join organisation o on o.id = c.organisation where o.merged_into is null and c.territory = ",
    );
    let competent = first(competent.push_value(id.as_str().to_owned()).push(" and "));
    let seated = Query::new(
        "select o.id as id, o.name as name, o.name_key as name_key, 0 as competent from organisation o where o.merged_into is null",
    );
    let seated = first(within(seated, &id).push(" and "));
    let query = Query::new("select y.id, y.name, max(y.competent) from (select * from (").append(competent);
    let query = query.push(") a union all select * from (").append(seated);
    let rows: Vec<(OrganisationId, String, i64)> = query
        .push(") b) y group by y.id, y.name, y.name_key order by max(y.competent) desc, y.name_key, y.id")
        .all(reader)?;
    let link = |(id, name, competent)| Link {
        url: format!("/organisations/{id}"),
        title: name,
        note: Some(if competent == 1 { "territory-competent" } else { "territory-seated" }.to_owned()),
    };
    Ok(rows.into_iter().map(link).collect())
}

/// Beyond, a list says that there are more, and does not count.
pub const MANY: i64 = 1_000;

/// Organisations that the sheet of a territory names; the list holds the others.
const SHOWN: i64 = 20;

/// Appends the organisations that a filter leaves, ending inside `where`. What was merged is not there.
fn narrowed<'q>(query: Query<'q>, filter: &Filter) -> Query<'q> {
    let mut query = query.push(" from organisation o where o.merged_into is null");
    if filter.members {
        query = query.push(" and o.member");
    }
    if let Some(family) = filter.family {
        query = query.push(" and o.family = ").push_value(family);
    }
    if let Some(category) = filter.category {
        query = query.push(" and o.category = ").push_value(category);
    }
    if let Some(country) = &filter.country {
        query = query.push(" and o.country = ").push_value(country.clone());
    }
    if let Some(territory) = &filter.territory {
        query = within(query, territory);
    }
    if !filter.name.is_empty() {
        let after = format!("{}\u{10ffff}", filter.name);
        query = query.push(" and o.id in (select n.id from organisation n where n.name_key >= ");
        query = query.push_value(filter.name.clone()).push(" and n.name_key < ").push_value(after.clone());
        query = query.push(" union select a.organisation from organisation_name a where a.name_key >= ");
        query = query.push_value(filter.name.clone()).push(" and a.name_key < ").push_value(after);
        query = query.push(" union select s.id from organisation s where lower(s.short_name) = ");
        query = query.push_value(filter.name.clone()).push(")");
    }
    query
}

/// The organisations that the actor sees, by name, from a place in the list.
pub fn list(
    reader: &Reader,
    actor: &Actor,
    filter: &Filter,
    after: Option<&(String, OrganisationId)>,
    limit: i64,
) -> Result<Vec<Card>> {
    let mut query = narrowed(Query::new(CARD), filter);
    if let Some((key, id)) = after {
        query = query
            .push(" and (o.name_key, o.id) > (")
            .push_value(key.clone())
            .push(", ")
            .push_value(*id)
            .push(")");
    }
    let query = actor.sees_rows(query.push(" and "), "o", Level::Card);
    query.push(" order by o.name_key, o.id limit ").push_value(limit).all(reader)
}

/// How many organisations of a filter the actor sees; counting stops after [`MANY`].
pub fn count(reader: &Reader, actor: &Actor, filter: &Filter) -> Result<i64> {
    let query = narrowed(Query::new("select count(*) from (select o.id"), filter);
    let query = actor.sees_rows(query.push(" and "), "o", Level::Card);
    query.push(" limit ").push_value(MANY + 1).push(") c").one(reader)
}

/// These organisations' cards, those that the actor sees.
pub fn cards(reader: &Reader, actor: &Actor, ids: &[OrganisationId]) -> Result<Vec<Card>> {
    let mut query = Query::new(CARD).push(" from organisation o where o.id in ('0'");
    for id in ids {
        query = query.push(", ").push_value(*id);
    }
    actor.sees_row(query.push(") and "), "o", Level::Card).all(reader)
}

/// How many organisations of a filter, whatever its family, belong to each family, of those that the actor sees; counting stops
/// after [`MANY`].
pub fn count_by_family(reader: &Reader, actor: &Actor, filter: &Filter) -> Result<Vec<(Family, i64)>> {
    let any = Filter { family: None, ..filter.clone() };
    // Counted from what is kept of them, so that the index of what is kept is read rather than that of families.
    let query = Query::new("select x.family, count(*) from (select o.family as family");
    let query = actor.sees_rows(narrowed(query, &any).push(" and "), "o", Level::Card);
    query.push(" limit ").push_value(MANY + 1).push(") x group by x.family order by 1").all(reader)
}

/// The members to whom something may be shown, one's own organisation apart.
pub fn member_organisations(reader: &Reader, actor: &Actor) -> Result<Vec<(PrincipalId, String)>> {
    let query = Query::new("select o.id, o.name from organisation o where o.member and o.id <> ")
        .push_value(actor.acting_for())
        .push(" and ");
    actor.sees_rows(query, "o", Level::Card).push(" order by o.name_key, o.id limit 600").all(reader)
}

/// The name of a member to whom something may be shown: one that the actor sees, and not his own organisation.
pub fn partner(reader: &Reader, actor: &Actor, id: PrincipalId) -> Result<Option<String>> {
    let query = Query::new("select o.name from organisation o where o.member and o.id = ")
        .push_value(id)
        .push(" and o.id <> ")
        .push_value(actor.acting_for())
        .push(" and ");
    actor.sees_row(query, "o", Level::Card).maybe(reader)
}

/// The member that bears this name, and its family: for the command line.
pub fn member_named(reader: &Reader, name: &str) -> Result<Option<(OrganisationId, Family)>> {
    Query::new("select id, family from organisation where member and name_key = $1 order by id")
        .bind(normalise(name))
        .maybe(reader)
}
