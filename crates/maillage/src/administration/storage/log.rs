//! The log of accesses: written in batches, read by the owner of what was read, forgotten after its time.

use jiff::Timestamp;
use platform::access::{Level, RecordId};
use platform::database::{FromRow, Query, Reader, Result, Transaction};
use platform::web::{Problem, ProblemKind};

use crate::frame::Me;
use crate::frame::accesses::{Reading, Way};
use crate::frame::rights::{RUN_INSTANCE, SEE_ACCESSES};

/// A line of the log, as a page shows it.
#[derive(Clone, Debug, FromRow)]
pub struct Seen {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by_name: String,
    /// For which organisation.
    pub for_name: String,
    /// Of which kind.
    pub kind: String,
    /// How.
    pub way: Way,
    /// The record; none for a list, nor for those who may not know which.
    pub record: Option<RecordId>,
    /// What kind of record it is: a file stands on one.
    pub record_kind: Option<String>,
    /// Its title, for those who see its card.
    pub title: Option<String>,
}

/// Which lines are asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Asked {
    /// All.
    #[default]
    All,
    /// What was opened on a screen or by the API.
    Readings,
    /// What left as a file.
    Exports,
}

impl Asked {
    /// Those that can be asked for, by the key of an address and of messages.
    pub const ALL: [(&'static str, Self); 3] =
        [("all", Self::All), ("readings", Self::Readings), ("exports", Self::Exports)];

    /// What an address asks for.
    pub fn of(key: Option<&str>) -> Self {
        Self::ALL.into_iter().find(|(known, _)| Some(*known) == key).map_or(Self::All, |(_, asked)| asked)
    }

    fn condition(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Readings => "l.way <> 'export' and ",
            Self::Exports => "l.way = 'export' and ",
        }
    }
}

/// Writes what was read; the owner of each record is noted as it is now.
pub fn write(tx: &Transaction, readings: &[Reading]) -> Result<()> {
    for one in readings {
        Query::new(
            "insert into access_log (id, at, account, organisation, record, kind, owner, way)
             values ($1, $2, $3, $4, $5, $6, (select r.owner from record r where r.id = $5), $7)",
        )
        .bind(tx.new_id::<platform::Uuid>().to_string())
        .bind(one.at)
        .bind(one.reader.account.to_string())
        .bind(one.reader.organisation)
        .bind(one.record)
        .bind(one.kind)
        .bind(one.way)
        .execute_one(tx)?;
    }
    Ok(())
}

const NAMES: &str = "select l.at as at, p.given_name || ' ' || p.family_name as by_name, o.name as for_name, l.kind as kind, l.way as way, ";
const JOINS: &str = " from access_log l join account a on a.id = l.account join person p on p.id = a.person join organisation o on o.id = l.organisation where ";

/// Who opened the records of the organisation acted for, and which lists its people took: newest first.
pub fn of_own(reader: &Reader, me: &Me, asked: Asked, limit: i64) -> Result<Vec<Seen>, Problem> {
    if !me.may(SEE_ACCESSES) {
        return Err(ProblemKind::NotFound.into());
    }
    let query = Query::new(NAMES)
        .push("l.record as record, (select r.kind from record r where r.id = l.record) as record_kind, (select min(d.title) from search_document d where d.record = l.record and d.level = ")
        .push_value(Level::Card)
        .push(" and ");
    let query =
        me.actor.sees(query, "d.record", Level::Card).push(") as title").push(JOINS).push(asked.condition());
    let query = query.push("(l.owner = ").push_value(me.organisation);
    let query = query.push(" or (l.record is null and l.organisation = ").push_value(me.organisation);
    Ok(query.push(")) order by l.at desc, l.id desc limit ").push_value(limit).all(reader)?)
}

/// That accesses happened, in the whole instance: neither which record nor its title.
pub fn of_instance(reader: &Reader, me: &Me, asked: Asked, limit: i64) -> Result<Vec<Seen>, Problem> {
    if !me.may(RUN_INSTANCE) {
        return Err(ProblemKind::NotFound.into());
    }
    let query = Query::new(NAMES)
        .push("cast(null as text) as record, cast(null as text) as record_kind, cast(null as text) as title");
    let query = query.push(JOINS).push(asked.condition());
    Ok(query.push("1 = 1 order by l.at desc, l.id desc limit ").push_value(limit).all(reader)?)
}

/// Forgets what is older: what it said of who reads what has served.
pub fn forget(tx: &Transaction, before: Timestamp) -> Result<u64> {
    Query::new("delete from access_log where at < $1").bind(before).execute(tx)
}
