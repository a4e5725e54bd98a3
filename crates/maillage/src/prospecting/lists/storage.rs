//! The SQL of the list of companies.

use jiff::ToSpan;
use jiff::civil::Date;
use platform::access::{Actor, Level};
use platform::database::{FromRow, Query, Reader, Result};

use super::super::model::FileId;
use super::filter::{Due, Filter, Sort};
use crate::directory::OrganisationId;
use crate::reference::country_codes;

/// Counts stop here: "10 000+".
pub const CAP: i64 = 1_000;
/// The day that stands for never.
const NEVER: Date = Date::constant(1, 1, 1);

/// A line of the list.
#[derive(Clone, Debug, FromRow)]
pub struct Row {
    /// The file.
    pub file: FileId,
    /// The company.
    pub company: OrganisationId,
    /// Its name.
    pub name: String,
    /// ISO 3166 country.
    pub country: String,
    /// City.
    pub city: Option<String>,
    /// Whether it was invented for the demonstration.
    pub fictitious: bool,
    /// The day of the last interaction.
    pub last: Option<Date>,
    /// By when the next step is due.
    pub due: Option<Date>,
    /// Where decisions are taken, for those who read the company.
    pub control: Option<String>,
    /// Whom one calls first.
    pub contact: Option<String>,
    /// The key it is sorted by.
    pub name_key: String,
}

impl Row {
    /// Where the list goes on after this row.
    pub fn after(&self, sort: Sort) -> After {
        match sort {
            Sort::Name => After { key: self.name_key.clone(), company: self.company },
            Sort::Silent => After { key: self.last.unwrap_or(NEVER).to_string(), company: self.company },
        }
    }
}

/// A place in the list: the key of the order, and the company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct After {
    /// A name, or a day.
    pub key: String,
    /// The company.
    pub company: OrganisationId,
}

impl After {
    /// As an address carries it.
    pub fn text(&self) -> String {
        format!("{}~{}", self.company, self.key)
    }

    /// The same, read.
    pub fn read(text: &str) -> Option<Self> {
        let (company, key) = text.split_once('~')?;
        Some(Self { key: key.to_owned(), company: company.parse().ok()? })
    }
}

fn among<'q>(query: Query<'q>, texts: &'q [String]) -> Query<'q> {
    texts.iter().fold(query.push(" in ('0'"), |query, text| query.push(", ").push_value(text)).push(")")
}

const OPEN: &str = "select 1 from interaction i where i.company_file = f.id and i.next_due is not null and i.next_done_at is null";

/// The files of one's organisation that a filter holds.
fn held<'q>(query: Query<'q>, actor: &Actor, filter: &'q Filter, today: Date) -> Query<'q> {
    let query = query.push(" from company_file f join organisation o on o.id = f.company where f.merged_into is null and f.owner = ");
    let mut query = actor.sees_rows(query.push_value(actor.acting_for()).push(" and "), "f", Level::Read);
    if !filter.countries.is_empty() {
        query = among(query.push(" and o.country"), &filter.countries);
    }
    if !filter.controls.is_empty() {
        // What one may not read does not choose what one sees.
        query = among(query.push(" and o.control_country"), &filter.controls).push(" and ");
        query = actor.sees_rows(query, "o", Level::Read);
    }
    if let Some(days) = filter.silent {
        let before = today.checked_sub(days.days()).unwrap_or(today);
        query = query.push(" and (f.last_said_on is null or f.last_said_on < ").push_value(before).push(")");
    }
    if let Some(due) = filter.due {
        query = query.push(if due == Due::None { " and not exists (" } else { " and exists (" }).push(OPEN);
        let until = match due {
            Due::Late => today.yesterday().ok(),
            Due::Week => today.checked_add(7.days()).ok(),
            Due::Any | Due::None => None,
        };
        if let Some(until) = until {
            query = query.push(" and i.next_due <= ").push_value(until);
        }
        query = query.push(")");
    }
    if let Some(account) = filter.by {
        query = query.push(" and exists (select 1 from interaction b where b.company_file = f.id and b.withdrawn_at is null and b.account = ");
        query = query.push_value(account.to_string()).push(")");
    }
    query
}

/// The companies on which one's organisation keeps a file, from a place in the list.
pub fn list(
    reader: &Reader,
    actor: &Actor,
    filter: &Filter,
    from: (Option<&After>, Date),
    limit: i64,
) -> Result<Vec<Row>> {
    rows(reader, actor, &files(reader, actor, filter, from, limit)?)
}

/// The files of the list, in its order, from a place on.
pub fn files(
    reader: &Reader,
    actor: &Actor,
    filter: &Filter,
    (after, today): (Option<&After>, Date),
    limit: i64,
) -> Result<Vec<FileId>> {
    let mut inner = held(Query::new("select f.id"), actor, filter, today);
    if let Some(after) = after {
        inner = match filter.sort {
            Sort::Name => inner.push(" and (f.name_key, f.company) > (").push_value(&after.key),
            Sort::Silent => {
                let day: Date = after.key.parse().unwrap_or(NEVER);
                let inner = inner.push(" and (coalesce(f.last_said_on, ").push_value(NEVER);
                inner.push("), f.company) > (").push_value(day)
            }
        };
        inner = inner.push(", ").push_value(after.company).push(")");
    }
    inner = match filter.sort {
        Sort::Name => inner.push(" order by f.name_key, f.company limit "),
        Sort::Silent => inner.push(" order by f.last_said_on nulls first, f.company limit "),
    };
    inner.push_value(limit).all(reader)
}

/// The rows of these files, in this order: of those that the actor still reads. Which next step is due is that of the file.
pub fn rows(reader: &Reader, actor: &Actor, files: &[FileId]) -> Result<Vec<Row>> {
    let query = Query::new(
        "select f.id as file, o.id as company, o.name as name, o.country as country, o.city as city, o.fictitious as fictitious, f.last_said_on as last,
            (select min(i.next_due) from interaction i where i.company_file = f.id and i.next_due is not null and i.next_done_at is null) as due,
            case when ",
    );
    let query = actor.sees_row(query, "o", Level::Read).push(
        " then o.control_country end as control,
            (select c.name from contact c where c.company_file = f.id and c.main limit 1) as contact, f.name_key as name_key
         from company_file f join organisation o on o.id = f.company where f.merged_into is null and f.id in ('0'",
    );
    let query = files.iter().fold(query, |query, file| query.push(", ").push_value(*file)).push(") and ");
    let mut rows: Vec<Row> = actor.sees_row(query, "f", Level::Read).all(reader)?;
    rows.sort_by_cached_key(|row| files.iter().position(|file| *file == row.file));
    Ok(rows)
}

/// How many there are, up to [`CAP`].
pub fn count(reader: &Reader, actor: &Actor, filter: &Filter, today: Date) -> Result<i64> {
    let query = held(Query::new("select count(*) from (select f.id"), actor, filter, today);
    query.push(" limit ").push_value(CAP + 1).push(") x").one(reader)
}

/// The countries of the companies that one's organisation follows, and those from where they are controlled.
pub fn countries(reader: &Reader, actor: &Actor) -> Result<Vec<(String, bool)>> {
    // Of many files, every country is offered: which of them occur would take reading them all.
    let kept = Query::new("select count(*) from (select f.id from company_file f where f.owner = ");
    let kept: i64 = kept
        .push_value(actor.acting_for())
        .push(" and f.merged_into is null limit ")
        .push_value(CAP + 1)
        .push(") x")
        .one(reader)?;
    if kept > CAP {
        let all = country_codes().flat_map(|code| [(code.to_owned(), false), (code.to_owned(), true)]);
        return Ok(all.collect());
    }
    let query = Query::new(
        "select distinct x.country, x.control from (select o.country as country, false as control from company_file f
            join organisation o on o.id = f.company where f.merged_into is null and f.owner = ",
    );
    let query = actor.sees_rows(query.push_value(actor.acting_for()).push(" and "), "f", Level::Read);
    let query = query.push(
        " union all select o.control_country, true from company_file f join organisation o on o.id = f.company
            where o.control_country is not null and f.merged_into is null and f.owner = ",
    );
    let query =
        actor.sees_rows(query.push_value(actor.acting_for()).push(" and "), "f", Level::Read).push(" and ");
    actor.sees_rows(query, "o", Level::Read).push(") x order by 1, 2").all(reader)
}
