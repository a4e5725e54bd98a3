//! Lists and boards of projects.

mod places;

use jiff::{SignedDuration, Timestamp};
use platform::access::{Actor, Level, PrincipalId};
use platform::database::{FromRow, Query, Reader, Result, Value};
use platform::figures::Figure;

use super::super::confidentiality::guarded;
use super::super::fields::{Field, Group};
use super::super::levels::Levels;
use super::super::model::ProjectId;
use super::super::stages::Stage;
use super::super::status::Status;
use super::super::storage::read::stated;
use super::filter::{Filter, Origin, Referent, Sort, Statuses};

pub use places::{Held, links_of_territory, places};

/// Counts stop here: "10 000+".
pub const CAP: i64 = 1_000;

/// The table, and how what follows speaks of its rows.
const PROJECTS: (&str, &str) = ("project", "p");

/// A line of a list, or a card of the board.
#[derive(Clone, Debug, FromRow)]
pub struct Row {
    /// The project.
    pub id: ProjectId,
    /// Its reference.
    pub reference: String,
    /// Its code name.
    pub code_name: String,
    /// Its stage.
    pub stage: Stage,
    /// Since when.
    pub stage_entered_at: Timestamp,
    /// Whether it goes on.
    pub status: Status,
    sector: Option<String>,
    /// The organisation that opened it.
    pub owner_name: String,
    /// Who answers for it.
    pub referent_name: Option<String>,
    /// When its card last changed.
    pub updated_at: Timestamp,
    /// Whether it was invented for the demonstration.
    pub fictitious: bool,
    /// The actor's level.
    pub level: Level,
    jobs_sort: Option<i64>,
    company_name: Option<String>,
    company_fictitious: Option<bool>,
    sealed_company: Option<String>,
    jobs_figure: Option<String>,
    operation_level: Option<Level>,
    investor_level: Option<Level>,
    value_level: Option<Level>,
}

impl Row {
    fn shows(&self, field: Field) -> bool {
        let levels = Levels::default()
            .with(Group::Operation, self.operation_level)
            .with(Group::Investor, self.investor_level)
            .with(Group::Value, self.value_level);
        levels.show(field, self.level)
    }

    /// Its sector, for those who see it.
    pub fn sector(&self) -> Option<&str> {
        self.sector.as_deref().filter(|_| self.shows(Field::Sector))
    }

    /// The jobs stated, for those who see them.
    pub fn jobs(&self) -> Option<Figure> {
        if self.shows(Field::Jobs) { stated(self.jobs_figure.clone()).ok().flatten() } else { None }
    }

    /// The company, for those who read the project and see the company's card.
    pub fn company(&self) -> Option<(&str, bool)> {
        if !self.shows(Field::Company) {
            return None;
        }
        let named = self.company_name.as_deref().map(|name| (name, self.company_fictitious == Some(true)));
        named.or_else(|| self.sealed_company.as_deref().map(|name| (name, false)))
    }

    /// Where the list goes on after this row.
    pub fn place(&self, sort: Sort) -> Place {
        let key = match sort {
            Sort::Recent => Key::Recent(self.updated_at),
            Sort::Jobs => Key::Jobs(self.jobs_sort.unwrap_or(-1)),
            Sort::Waiting => Key::Waiting(self.stage_entered_at),
        };
        Place { key, id: self.id }
    }
}

/// A place in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The key it is sorted by.
    pub key: Key,
    /// The project.
    pub id: ProjectId,
}

/// The key of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// When its card last changed.
    Recent(Timestamp),
    /// Its jobs; -1 when not known.
    Jobs(i64),
    /// When it entered its stage.
    Waiting(Timestamp),
}

fn select<'q>(actor: &Actor, order_by_jobs: bool) -> Query<'q> {
    let query = Query::new(
        "select p.id as id, p.reference as reference, p.code_name as code_name, p.stage as stage, p.stage_entered_at as stage_entered_at, p.status as status, p.sector as sector,
            o.name as owner_name, (select x.given_name || ' ' || x.family_name from account a join person x on x.id = a.person where a.id = p.referent) as referent_name,
            p.updated_at as updated_at, p.fictitious as fictitious, ",
    );
    let query = actor.level_of_row(query, "p").push(" as level, ");
    let query = query.push(if order_by_jobs {
        "p.jobs_sort as jobs_sort, "
    } else {
        "cast(null as bigint) as jobs_sort, "
    });
    query.push("c.name as company_name, c.fictitious as company_fictitious, p.sealed_company as sealed_company, p.jobs_figure as jobs_figure,
        p.level_operation as operation_level, p.level_investor as investor_level, p.level_value as value_level")
}

fn one_of<'q>(query: Query<'q>, column: &'static str, values: Vec<Value<'q>>) -> Query<'q> {
    let mut query = query.push(" and p.").push(column).push(" in (");
    for (at, value) in values.into_iter().enumerate() {
        query = query.push(if at == 0 { "" } else { ", " }).push_value(value);
    }
    query.push(")")
}

/// Narrows a query of `project p`, after its `where`.
pub fn filtered<'q>(query: Query<'q>, actor: &Actor, filter: &'q Filter) -> Query<'q> {
    let mut query = guarded(query, actor, &filter.groups());
    if !filter.stages.is_empty() {
        query = one_of(query, "stage", filter.stages.iter().map(|stage| (*stage).into()).collect());
    }
    if filter.statuses != Statuses::All {
        query = one_of(query, "status", filter.statuses.of().into_iter().map(Into::into).collect());
    }
    for (field, values) in &filter.choices {
        query = one_of(query, field.key(), values.iter().map(|value| (*value).into()).collect());
    }
    match &filter.referent {
        None => {}
        Some(Referent::Nobody) => query = query.push(" and p.referent is null"),
        Some(Referent::Me) => {
            let me = actor.account().map(|account| account.to_string());
            query = query.push(" and p.referent = ").push_value(me);
        }
        Some(Referent::Account(account)) => query = query.push(" and p.referent = ").push_value(account),
    }
    match filter.origin {
        None => {}
        Some(Origin::Own) => query = query.push(" and p.owner = ").push_value(actor.acting_for()),
        Some(Origin::Others) => query = query.push(" and p.owner <> ").push_value(actor.acting_for()),
    }
    if let Some(territory) = &filter.territory {
        let whole = territory.as_str();
        if filter.precisely {
            query = query.push(" and p.territory = ").push_value(whole);
        } else {
            query = within(query, whole);
        }
    }
    if let Some(days) = filter.waiting {
        let since = actor.at - SignedDuration::from_hours(24 * days);
        query = query.push(" and p.stage_entered_at < ").push_value(since);
    }
    if !filter.axes.is_empty() {
        query = one_of(query, "axis", filter.axes.iter().map(|axis| (*axis).into()).collect());
    }
    if !filter.programmes.is_empty() {
        query = query.push(
            " and exists (select 1 from project_programme u where u.project = p.id and u.programme in (",
        );
        for (at, programme) in filter.programmes.iter().enumerate() {
            query = query.push(if at == 0 { "" } else { ", " }).push_value(*programme);
        }
        query = query.push("))");
    }
    query
}

/// There, in its parts, and in theirs.
fn within<'q>(query: Query<'q>, whole: &'q str) -> Query<'q> {
    let query = query.push(" and (p.territory = ").push_value(whole);
    let query = query
        .push(" or p.territory in (select part from territory_part where valid_until is null and whole = ")
        .push_value(whole);
    let query = query.push(" union select i.part from territory_part o join territory_part i on i.whole = o.part and i.valid_until is null where o.valid_until is null and o.whole = ");
    query.push_value(whole).push("))")
}

/// A page of the list: the identifiers in order first, then their rows, so that only a page is put together.
pub fn list(
    reader: &Reader,
    actor: &Actor,
    filter: &Filter,
    after: Option<Place>,
    limit: i64,
) -> Result<Vec<Row>> {
    rows(reader, actor, &ids(reader, actor, filter, after, limit)?, filter)
}

/// The projects of the list, in its order, from a place on.
pub fn ids(
    reader: &Reader,
    actor: &Actor,
    filter: &Filter,
    after: Option<Place>,
    limit: i64,
) -> Result<Vec<ProjectId>> {
    let (key, rising) = match filter.sort {
        Sort::Recent => ("p.updated_at", false),
        Sort::Jobs => ("p.jobs_sort", false),
        Sort::Waiting => ("p.stage_entered_at", true),
    };
    let inner = Query::new("select p.id").push(", ").push(key).push(" as sort_key");
    let inner = actor.visible(inner, PROJECTS, filter.level());
    let mut inner = filtered(inner, actor, filter);
    if let Some(after) = after {
        inner = inner.push(" and (").push(key).push(if rising { ", p.id) > (" } else { ", p.id) < (" });
        inner = match after.key {
            Key::Recent(at) | Key::Waiting(at) => inner.push_value(at),
            Key::Jobs(jobs) => inner.push_value(jobs),
        };
        inner = inner.push(", ").push_value(after.id).push(")");
    }
    let order = if rising { " order by 2, 1 limit " } else { " order by 2 desc, 1 desc limit " };
    let inner = inner.push(order).push_value(limit);
    let mut ids = Vec::new();
    inner.each(reader, |row| {
        ids.push(row.get(0)?);
        Ok(())
    })?;
    Ok(ids)
}

/// The rows of these projects, in this order: of those that the actor still sees as the filter needs.
pub fn rows(reader: &Reader, actor: &Actor, ids: &[ProjectId], filter: &Filter) -> Result<Vec<Row>> {
    let query = select(actor, filter.sort == Sort::Jobs)
        .push(" from project p join organisation o on o.id = p.owner left join organisation c on c.id = p.company and ");
    let mut query = actor.sees_row(query, "c", Level::Card).push(" where p.id in ('0'");
    for id in ids {
        query = query.push(", ").push_value(*id);
    }
    let query = actor.sees_row(query.push(") and "), "p", filter.level());
    let mut rows: Vec<Row> = query.all(reader)?;
    rows.sort_by_cached_key(|row| ids.iter().position(|id| *id == row.id));
    Ok(rows)
}

/// How many projects a list holds, up to 10 000.
pub fn count(reader: &Reader, actor: &Actor, filter: &Filter) -> Result<i64> {
    let query = actor.visible(Query::new("select count(*) from (select p.id"), PROJECTS, filter.level());
    filtered(query, actor, filter).push(" limit ").push_value(CAP + 1).push(") x").one(reader)
}

/// What the header of a column of the board says.
#[derive(Clone, Copy, Debug, FromRow)]
pub struct Column {
    /// The stage.
    pub stage: Stage,
    /// How many projects the actor sees there.
    pub projects: i64,
    /// Jobs of those he reads: the sum of the lower bounds.
    pub low: Option<i64>,
    /// The sum of the upper bounds.
    pub high: Option<i64>,
    /// Of those he reads, how many say no upper bound.
    pub open_ended: i64,
    /// Of those he reads, how many say no number.
    pub unknown: i64,
    /// How many show him no number of jobs.
    pub unshown: i64,
}

/// The columns of the board, of these stages. Jobs are summed over the projects that the actor reads: first by readership, in
/// the order of an index, since those who show themselves to the same are shown to the actor alike.
pub fn columns(reader: &Reader, actor: &Actor, filter: &Filter, stages: &[Stage]) -> Result<Vec<Column>> {
    const SUMS: &str = "select p.readership as readership, p.stage as stage, p.status as status, p.level_value as raised, count(*) as projects,
            sum(p.jobs_low) as low, sum(p.jobs_high) as high, sum(case when p.jobs_figure is null then 1 else 0 end) as unknown,
            sum(case when p.jobs_figure is not null and p.jobs_high is null then 1 else 0 end) as open_ended from project p where ";
    // A filter of stages and statuses alone is applied to the sums; any other to the projects, whose indexes it reads.
    let plain = filter.is_of_moves_alone();
    let sums = Query::new(SUMS);
    let sums = if plain {
        actor.in_readerships(sums, "p", filter.level())
    } else {
        filtered(actor.sees_rows(sums, "p", filter.level()), actor, filter)
    };
    let query = Query::new(
        "select x.stage as stage, cast(sum(x.projects) as bigint) as projects,
            cast(sum(case when x.shown = 1 then x.low end) as bigint) as low, cast(sum(case when x.shown = 1 then x.high end) as bigint) as high,
            cast(sum(case when x.shown = 1 then x.open_ended else 0 end) as bigint) as open_ended,
            cast(sum(case when x.shown = 1 then x.unknown else 0 end) as bigint) as unknown,
            cast(sum(case when x.shown = 1 then 0 else x.projects end) as bigint) as unshown from (
                select p.*, case when n.level >= 2 and (p.raised is null or n.level >= p.raised) then 1 else 0 end as shown from (",
    );
    let query = query.append(sums).push(" group by p.readership, p.stage, p.status, p.level_value) p");
    let mut query = actor.with_levels(query, "p").push(" where p.stage in (-1");
    for stage in stages {
        query = query.push(", ").push_value(*stage);
    }
    query = query.push(")");
    if plain {
        query = filtered(query, actor, filter);
    }
    query.push(") x group by x.stage order by x.stage").all(reader)
}

/// The first cards of each of these stages, those that have waited longest first.
pub fn column_cards(
    reader: &Reader,
    actor: &Actor,
    filter: &Filter,
    stages: &[Stage],
    limit: i64,
) -> Result<Vec<Row>> {
    let mut query = Query::new("");
    for (at, stage) in stages.iter().enumerate() {
        query = query.push(if at == 0 { "select * from (" } else { " union all select * from (" });
        let column = actor.visible(query.push("select p.id"), PROJECTS, filter.level());
        query = filtered(column.push(" and p.stage = ").push_value(*stage), actor, filter)
            .push(" order by p.stage_entered_at, p.id limit ")
            .push_value(limit)
            .push(") c");
    }
    let ids: Vec<ProjectId> = query.all(reader)?;
    rows(reader, actor, &ids, filter)
}

/// The owners of the projects that the actor knows by their existence alone, with how many each.
pub fn shadows(reader: &Reader, actor: &Actor) -> Result<Vec<(PrincipalId, String, i64)>> {
    let query = actor.shadows(Query::new("select p.owner, o.name, count(*) from ("), "project");
    let query = query
        .push(") v cross join project p join organisation o on o.id = p.owner where p.id = v.record group by p.owner, o.name");
    query.push(" order by o.name limit 20").all(reader)
}
