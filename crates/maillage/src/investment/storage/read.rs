//! A project, its moves and its journal, read.

use jiff::Timestamp;
use platform::access::{Actor, Level, Visibility};
use platform::database::{Error, FromRow, Query, Reader, Result, Row};
use platform::dates::ImpreciseDate;
use platform::figures::Figure;
use platform::journal;

use super::super::fields::FIELDS;
use super::super::model::{Company, Facts, Project, ProjectId};
use super::super::stages::Stage;
use crate::directory::OrganisationId;
use crate::frame::links::Link;

/// Columns before the facts.
const HEAD: &str = "select p.id, p.owner, o.name, p.reference, p.stage, p.stage_entered_at, r.visibility, r.version, r.created_at, r.updated_at, p.fictitious,
    (select x.given_name || ' ' || x.family_name from account a join person x on x.id = a.person where a.id = p.referent),
    (select x.given_name || ' ' || x.family_name from account a join person x on x.id = a.person where a.id = p.second_reader),
    p.jobs_figure, p.value_figure, p.calendar_date, c.name, c.fictitious,";
const HEAD_COLUMNS: usize = 19;

struct Read(Project, Option<Level>);

impl FromRow for Read {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        let facts: Result<Vec<Option<String>>> =
            (0..FIELDS.len()).map(|at| row.get(HEAD_COLUMNS + at)).collect();
        let company: Option<String> = row.get(16)?;
        let project = Project {
            id: row.get(0)?,
            owner: row.get(1)?,
            owner_name: row.get(2)?,
            reference: row.get(3)?,
            stage: row.get(4)?,
            stage_entered_at: row.get(5)?,
            visibility: row.get::<Visibility>(6)?,
            version: row.get(7)?,
            created_at: row.get(8)?,
            updated_at: row.get(9)?,
            fictitious: row.get(10)?,
            referent_name: row.get(11)?,
            second_reader_name: row.get(12)?,
            jobs: stated::<Figure>(row.get(13)?)?,
            value: stated::<Figure>(row.get(14)?)?,
            calendar: stated::<ImpreciseDate>(row.get(15)?)?,
            company: match company {
                Some(name) => Some(Company { name, fictitious: row.get(17)? }),
                None => None,
            },
            facts: Facts(facts?),
        };
        Ok(Self(project, row.get(18)?))
    }
}

pub(super) fn stated<T: serde::de::DeserializeOwned>(json: Option<String>) -> Result<Option<T>> {
    json.map(|json| serde_json::from_str(&json)).transpose().map_err(Error::decode)
}

/// A project and the actor's level on it, if he sees its card or more. What he sees of it is for its page to say; its
/// company, a record of its own, is named if he sees its card. Who knows only that it exists does not find it.
pub fn find(reader: &Reader, actor: &Actor, id: ProjectId) -> Result<Option<(Project, Level)>> {
    let mut query = actor.level(Query::new(HEAD), "p.id");
    for rule in FIELDS {
        query = query.push(", p.").push(rule.field.key());
    }
    let query = query.push(
        " from project p join record r on r.id = p.id join organisation o on o.id = p.owner
          left join organisation c on c.id = p.company and ",
    );
    let query = actor.sees(query, "c.id", Level::Card).push(" where p.id = ").push_value(id);
    let found = query.maybe::<Read>(reader)?;
    Ok(found.and_then(|Read(project, level)| Some((project, level.filter(|level| *level >= Level::Card)?))))
}

/// A line of a project's timeline: the journal, with the names of those who acted.
#[derive(Clone, Debug)]
pub struct Happening {
    /// The line.
    pub line: journal::Line,
    /// Who acted; none is the instance.
    pub by: Option<String>,
}

/// What happened to a project, newest first. What was shared with whom is for those who manage it.
pub fn timeline(reader: &Reader, actor: &Actor, id: ProjectId, level: Level) -> Result<Vec<Happening>> {
    if level < Level::Read {
        return Ok(Vec::new());
    }
    let lines = journal::on_record(reader, id.record(), 60)?;
    let manages = level >= Level::Manage;
    let visible: Vec<journal::Line> = lines
        .into_iter()
        .filter(|line| {
            manages
                || !line.verb.starts_with("record.")
                || line.acting_for == actor.acting_for().map(|own| own.to_string())
        })
        .collect();
    let mut query = Query::new(
        "select a.id, x.given_name || ' ' || x.family_name from account a join person x on x.id = a.person where a.id in ('0'",
    );
    let mut accounts: Vec<&String> = visible.iter().filter_map(|line| line.actor.as_ref()).collect();
    accounts.sort_unstable();
    accounts.dedup();
    for account in accounts {
        query = query.push(", ").push_value(account);
    }
    let names: Vec<(String, String)> = query.push(")").all(reader)?;
    let name = |account: &Option<String>| {
        names.iter().find(|(id, _)| Some(id) == account.as_ref()).map(|(_, name)| name.clone())
    };
    Ok(visible.into_iter().map(|line| Happening { by: name(&line.actor), line }).collect())
}

/// When a project entered each stage, oldest first.
pub fn moves(reader: &Reader, id: ProjectId) -> Result<Vec<(Stage, Timestamp)>> {
    Query::new("select to_stage, at from stage_move where project = $1 order by id").bind(id).all(reader)
}

/// Companies to choose from: those of one's own files, the latest first, and the one chosen.
pub fn companies(
    reader: &Reader,
    actor: &Actor,
    chosen: Option<&str>,
) -> Result<Vec<(OrganisationId, String)>> {
    let query =
        Query::new("select o.id, o.name from organisation o where o.merged_into is null and (o.id = ")
            .push_value(chosen.unwrap_or_default());
    let query = query
        .push(" or o.id in (select f.company from company_file f where f.merged_into is null and f.owner = ")
        .push_value(actor.acting_for());
    let query = query.push(" order by f.id desc limit 100)) and ");
    actor.sees(query, "o.id", Level::Card).push(" order by o.name_key, o.id").all(reader)
}

/// The projects of a company that the actor reads, as links for its page.
pub fn links_of_company(reader: &Reader, actor: &Actor, company: OrganisationId) -> Result<Vec<Link>> {
    let query = Query::new("select p.id, p.code_name, p.stage from project p where p.company = ")
        .push_value(company)
        .push(" and ");
    let rows: Vec<(ProjectId, String, Stage)> =
        actor.sees(query, "p.id", Level::Read).push(" order by p.id desc limit 50").all(reader)?;
    Ok(rows
        .into_iter()
        .map(|(id, name, stage)| Link {
            url: format!("/projects/{id}"),
            title: name,
            note: Some(format!("stage-{}", stage.key())),
        })
        .collect())
}
