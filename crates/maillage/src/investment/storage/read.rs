//! A project, its moves and its journal, read.

use platform::access::{Actor, Level, RecordId, Visibility};
use platform::database::{Error, FromRow, Query, Reader, Result, Row};
use platform::journal;

use super::super::confidentiality::guarded;
use super::super::fields::{FIELDS, Field, Group, Input, Stated};
use super::super::levels::Levels;
use super::super::model::{Company, Facts, Located, Project, ProjectId, Standing};
use super::super::stages::Stage;
use crate::directory::OrganisationId;
use crate::frame::links::{Link, Subject};
use crate::plan;

/// Columns before those that the table of fields names.
const HEAD: &str = "select p.id, p.owner, o.name, p.reference, p.stage, p.stage_entered_at, r.visibility, r.version, r.created_at, r.updated_at, p.fictitious,
    p.status, p.status_since, p.status_until, p.lost_reason, p.lost_to, p.lessons, p.verified_at, c.name, c.fictitious,";
const HEAD_COLUMNS: usize = 21;

/// The fields that name a colleague.
pub(super) fn colleague_fields() -> impl Iterator<Item = Field> {
    FIELDS.iter().filter(|rule| rule.input == Input::Colleague).map(|rule| rule.field)
}

/// The fields whose meaning stands beside their words, with the column that holds it.
fn stated_fields() -> impl Iterator<Item = (Field, &'static Stated)> {
    FIELDS.iter().filter_map(|rule| Some((rule.field, rule.input.stated()?)))
}

struct Read(Project, Option<Level>);

impl FromRow for Read {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        let mut raised = [None; Group::ALL.len()];
        for (at, level) in raised.iter_mut().enumerate() {
            *level = row.get(HEAD_COLUMNS + at)?;
        }
        let levels = Levels::new(raised);
        let level: Option<Level> = row.get(20)?;
        let mut place = HEAD_COLUMNS + Group::ALL.len()..;
        let mut next = || place.next().unwrap_or_default();
        let facts: Result<Vec<Option<String>>> = FIELDS.iter().map(|_| row.get(next())).collect();
        let (mut figures, mut dates, mut colleagues) = (Vec::new(), Vec::new(), Vec::new());
        for (field, _) in stated_fields() {
            let json: Option<String> = row.get(next())?;
            if field.rule().input.is_figure() {
                figures.extend(stated(json)?.map(|figure| (field, figure)));
            } else {
                dates.extend(stated(json)?.map(|date| (field, date)));
            }
        }
        for field in colleague_fields() {
            colleagues.extend(row.get::<Option<String>>(next())?.map(|name| (field, name)));
        }
        let territory = match row.get(next())? {
            Some(id) => Some(Located { id, name: row.get(next())?, kind: row.get(next())? }),
            None => None,
        };
        let company: Option<String> = row.get(18)?;
        let project = Project {
            id: row.get(0)?,
            owner: row.get(1)?,
            owner_name: row.get(2)?,
            reference: row.get(3)?,
            stage: row.get(4)?,
            stage_entered_at: row.get(5)?,
            visibility: row.get::<Visibility>(6)?,
            levels,
            version: row.get(7)?,
            created_at: row.get(8)?,
            updated_at: row.get(9)?,
            fictitious: row.get(10)?,
            standing: Standing {
                status: row.get(11)?,
                since: row.get(12)?,
                until: row.get(13)?,
                cause: row.get(14)?,
                lost_to: row.get(15)?,
                lessons: row.get(16)?,
            },
            verified_at: row.get(17)?,
            // The company is named to those who see both it and that it is this one.
            company: match company.filter(|_| level.is_some_and(|level| levels.show(Field::Company, level))) {
                Some(name) => Some(Company { name, fictitious: row.get(19)? }),
                None => None,
            },
            territory: territory.filter(|_| level.is_some_and(|level| levels.show(Field::Location, level))),
            colleagues,
            headings: Vec::new(),
            facts: Facts(facts?),
            figures,
            dates,
        };
        Ok(Self(project, level))
    }
}

pub fn stated<T: serde::de::DeserializeOwned>(json: Option<String>) -> Result<Option<T>> {
    json.map(|json| serde_json::from_str(&json)).transpose().map_err(Error::decode)
}

/// A project and the actor's level on it, if he sees its card or more. What he sees of it is for its page to say; its
/// company, a record of its own, is named if he sees its card. Who knows only that it exists does not find it.
pub fn find(reader: &Reader, actor: &Actor, id: ProjectId) -> Result<Option<(Project, Level)>> {
    Ok(find_each(reader, actor, &[id])?.pop())
}

/// These projects as [`find`] answers each, in no order.
pub fn find_each(reader: &Reader, actor: &Actor, ids: &[ProjectId]) -> Result<Vec<(Project, Level)>> {
    let mut query = actor.level_of_row(Query::new(HEAD), "p");
    for group in Group::ALL {
        query = query.push(", ").push(group.level_column());
    }
    for rule in FIELDS {
        query = query.push(", p.").push(rule.field.key());
    }
    for (_, stated) in stated_fields() {
        query = query.push(", p.").push(stated.itself);
    }
    for field in colleague_fields() {
        query = query
            .push(", (select x.given_name || ' ' || x.family_name from account a join person x on x.id = a.person where a.id = p.")
            .push(field.key())
            .push(")");
    }
    let query = query.push(
        ", pt.id, pt.name, pt.kind from project p join record r on r.id = p.id join organisation o on o.id = p.owner left join territory pt on pt.id = p.territory
          left join organisation c on c.id = p.company and ",
    );
    let mut query = actor.sees(query, "c.id", Level::Card).push(" where p.id in (");
    for (at, id) in ids.iter().enumerate() {
        query = query.push(if at == 0 { "" } else { ", " }).push_value(*id);
    }
    let found: Vec<Read> = query.push(if ids.is_empty() { "null)" } else { ")" }).all(reader)?;
    let seen = |Read(project, level)| Some((project, level.filter(|level| *level >= Level::Card)?));
    let mut found: Vec<(Project, Level)> = found.into_iter().filter_map(seen).collect();
    name_headings(reader, &mut found)?;
    Ok(found)
}

/// Names the axis and the programmes that each project is under.
fn name_headings(reader: &Reader, found: &mut [(Project, Level)]) -> Result<()> {
    let under = |project: &Project| {
        let texts =
            [Field::Axis, Field::Programmes].map(|field| project.facts.get(field).unwrap_or_default());
        texts.join(" ").split_whitespace().map(str::to_owned).collect::<Vec<_>>()
    };
    let mut ids: Vec<String> = found.iter().flat_map(|(project, _)| under(project)).collect();
    ids.sort_unstable();
    ids.dedup();
    let names = plan::names(reader, &ids.iter().map(String::as_str).collect::<Vec<_>>())?;
    for (project, _) in found {
        let own = under(project);
        project.headings = names.iter().filter(|one| own.contains(&one.id.to_string())).cloned().collect();
    }
    Ok(())
}

/// A line of a project's timeline: the journal, with the names of those who acted.
#[derive(Clone, Debug)]
pub struct Happening {
    /// The line.
    pub line: journal::Line,
    /// Who acted; none is the instance.
    pub by: Option<String>,
    /// The people and the companies that its values identify, and their names.
    pub named: Vec<(String, String)>,
}

impl Happening {
    /// The fields that a change touched and that a reader at a level sees.
    pub fn fields(&self, project: &Project, level: Level) -> Vec<Field> {
        if self.line.verb != "project.changed" {
            return Vec::new();
        }
        let after = self.line.after();
        let touched = FIELDS.iter().map(|rule| rule.field).filter(|field| after.get(field.key()).is_some());
        touched.filter(|field| project.levels.show(*field, level)).collect()
    }

    /// Why, unless that may say what a restated field was to somebody who does not see it.
    pub fn reason(&self, project: &Project, level: Level) -> Option<&str> {
        let after = self.line.after();
        let restated = after.get("field").and_then(|key| key.as_str()).and_then(Field::from_key);
        let told = restated.is_none_or(|field| project.levels.show(field, level));
        self.line.reason.as_deref().filter(|_| told)
    }

    /// A noted text as people read it: of a company or a colleague, the name, where the reader sees it.
    pub fn name_of<'s>(&'s self, field: Field, noted: &'s str) -> Option<&'s str> {
        match field.rule().input {
            Input::Company | Input::Colleague => {
                self.named.iter().find(|(id, _)| id == noted).map(|(_, name)| name.as_str())
            }
            _ => Some(noted),
        }
    }
}

/// What the values of a line identify, by fields of a kind.
fn identified(line: &journal::Line, input: Input) -> Vec<String> {
    let fields = || FIELDS.iter().filter(move |rule| rule.input == input).map(|rule| rule.field.key());
    let of = |side: serde_json::Value| {
        fields().filter_map(|key| side.get(key)?.as_str().map(str::to_owned)).collect::<Vec<_>>()
    };
    if line.verb == "project.changed" { [of(line.before()), of(line.after())].concat() } else { Vec::new() }
}

/// The names of the companies that some lines identify, of those whose card the actor sees.
fn companies_of(reader: &Reader, actor: &Actor, lines: &[journal::Line]) -> Result<Vec<(String, String)>> {
    let ids: Vec<String> = lines.iter().flat_map(|line| identified(line, Input::Company)).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let query = Query::new("select o.id, o.name from organisation o where o.id in ('0'");
    let query = ids.iter().fold(query, |query, id| query.push(", ").push_value(id)).push(") and ");
    actor.sees(query, "o.id", Level::Card).all(reader)
}

/// What happened to a project, newest first. What was shared with whom, and what anybody
/// declared, is for those who manage it.
pub fn timeline(reader: &Reader, actor: &Actor, id: ProjectId, level: Level) -> Result<Vec<Happening>> {
    if level < Level::Read {
        return Ok(Vec::new());
    }
    let lines = journal::on_record(reader, id.record(), 60)?;
    let manages = level >= Level::Manage;
    let visible: Vec<journal::Line> = lines
        .into_iter()
        .filter(|line| {
            let shared = ["record.", "embargo."].iter().any(|kept| line.verb.starts_with(kept));
            manages
                || !shared && !line.verb.starts_with("interest.")
                || shared && line.acting_for == actor.acting_for().map(|own| own.to_string())
        })
        .collect();
    let mut query = Query::new(
        "select a.id, x.given_name || ' ' || x.family_name from account a join person x on x.id = a.person where a.id in ('0'",
    );
    let colleagues = visible.iter().flat_map(|line| identified(line, Input::Colleague));
    let mut accounts: Vec<String> =
        visible.iter().filter_map(|line| line.actor.clone()).chain(colleagues).collect();
    accounts.sort_unstable();
    accounts.dedup();
    for account in accounts {
        query = query.push(", ").push_value(account);
    }
    let names: Vec<(String, String)> = query.push(")").all(reader)?;
    let name = |account: &Option<String>| {
        names.iter().find(|(id, _)| Some(id) == account.as_ref()).map(|(_, name)| name.clone())
    };
    let companies = companies_of(reader, actor, &visible)?;
    let named = |line: &journal::Line| {
        let ids = [identified(line, Input::Colleague), identified(line, Input::Company)].concat();
        let known = names.iter().chain(&companies).filter(|(id, _)| ids.contains(id));
        known.cloned().collect::<Vec<_>>()
    };
    let told = |line: journal::Line| Happening { by: name(&line.actor), named: named(&line), line };
    Ok(visible.into_iter().map(told).collect())
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

/// The projects that the actor reads among those of some companies, and among some by their identifiers.
pub fn subjects(
    reader: &Reader,
    actor: &Actor,
    companies: &[RecordId],
    records: &[RecordId],
) -> Result<Vec<Subject>> {
    let query =
        Query::new("select p.id as record, p.code_name as title from project p where (p.company in ('0'");
    let query = companies.iter().fold(query, |query, company| query.push(", ").push_value(*company));
    let query =
        records.iter().fold(query.push(") or p.id in ('0'"), |query, id| query.push(", ").push_value(*id));
    actor.sees_row(query.push(")) and "), "p", Level::Read).push(" order by p.id desc limit 50").all(reader)
}

/// The projects of a company that the actor reads, as links for its page.
pub fn links_of_company(reader: &Reader, actor: &Actor, company: OrganisationId) -> Result<Vec<Link>> {
    let query = Query::new("select p.id, p.code_name, p.stage from project p where p.company = ")
        .push_value(company)
        .push(" and ");
    // That a project is this company's is a field of the project.
    let query = guarded(actor.sees_row(query, "p", Level::Read), actor, &[Group::Investor]);
    let rows: Vec<(ProjectId, String, Stage)> = query.push(" order by p.id desc limit 50").all(reader)?;
    Ok(rows
        .into_iter()
        .map(|(id, name, stage)| Link {
            url: format!("/projects/{id}"),
            title: name,
            note: Some(format!("stage-{}", stage.key())),
        })
        .collect())
}
