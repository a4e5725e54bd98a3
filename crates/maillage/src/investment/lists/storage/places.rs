//! Where projects are: the territories that their locations mean, for a map and for the pages of territories (S4-09).

use platform::access::{Actor, Level};
use platform::database::{FromRow, Query, Reader, Result};

use super::super::super::confidentiality::guarded;
use super::super::super::fields::Group;
use super::super::filter::{Filter, Statuses};
use super::{CAP, filtered, list};
use crate::frame::links::Link;
use crate::reference::territories::{TerritoryId, TerritoryKind};

/// Projects that the page of a territory names; the list holds the others.
const OF_TERRITORY: i64 = 20;

/// A territory that holds projects.
#[derive(Clone, Debug, Hash, FromRow)]
pub struct Held {
    /// The territory.
    pub id: TerritoryId,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: TerritoryKind,
    /// How many projects lie there, of those whose location the actor reads.
    pub projects: i64,
}

/// The territories that hold projects of a list, those that hold most first; beside them, how many projects of the list have
/// no place, one more than [`CAP`] when there are more. Only projects whose location the actor reads count.
pub fn places(reader: &Reader, actor: &Actor, filter: &Filter) -> Result<(Vec<Held>, i64)> {
    let inner = |column| {
        let query = actor.visible(Query::new(column), ("project", "p"), filter.level().max(Level::Read));
        filtered(guarded(query, actor, &[Group::Location]), actor, filter)
    };
    let query = Query::new("select t.id as id, t.name as name, t.kind as kind, count(*) as projects from (")
        .append(inner("select p.territory as territory"))
        .push(") x join territory t on t.id = x.territory group by t.id, t.name, t.kind order by count(*) desc, t.name, t.id");
    let unplaced = Query::new("select count(*) from (").append(inner("select p.id"));
    let unplaced = unplaced.push(" and p.territory is null limit ").push_value(CAP + 1).push(") x");
    Ok((query.all(reader)?, unplaced.one(reader)?))
}

/// The projects of a territory, or of what is within it, that are not over and whose location the actor reads, the last
/// changed first, for its page.
pub fn links_of_territory(reader: &Reader, actor: &Actor, territory: &str) -> Result<Vec<Link>> {
    let Ok(territory) = territory.parse() else { return Ok(Vec::new()) };
    let filter = Filter { territory: Some(territory), statuses: Statuses::Open, ..Filter::default() };
    let rows = list(reader, actor, &filter, None, OF_TERRITORY)?;
    let links = rows.into_iter().map(|row| Link {
        url: format!("/projects/{}", row.id),
        title: row.code_name,
        note: Some("territory-project".into()),
    });
    Ok(links.collect())
}
