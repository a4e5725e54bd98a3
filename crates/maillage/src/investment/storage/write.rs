//! Changes of a project, each one transaction with its journal, access rows and search documents.

use platform::access::{self, Actor, Level, NewRecord, PrincipalId, Visibility};
use platform::database::{Query, Reader, Result, Transaction, Value};
use platform::figures::Quantity;
use platform::i18n::Language;
use platform::journal::{self, Entry};
use platform::text::normalise;
use platform::web::{Fault, Faults, Problem, ProblemKind};
use serde_json::Value as Json;

use super::super::PROJECT;
use super::super::fields::{Field, Input};
use super::super::levels::{Levels, Reach};
use super::super::model::{Changes, Facts, Project, ProjectId};
use super::super::parsing::{Parsed, parse};
use super::super::rules::{looks_over_himself, missing, taken_away};
use super::super::stages::Stage;
use super::code_names::refuse_name;
use super::describing::describe;
use super::moving::log_move;
use super::read::find;
use crate::directory::{ORGANISATION, OrganisationId, colleagues, name_of};
use crate::frame::merging::{Relation, ToldTo};
use crate::frame::rights::{RUN_PROJECTS, SHARE_ALL};
use crate::plan;
use crate::reference::territories::meant;

/// The projects that name a company.
pub const MERGED: &[Relation] = &[Relation {
    label: "merge-projects",
    table: "project",
    column: "company",
    key: "id",
    stays_if: "1 = 0",
    told_to: ToldTo::ReaderFrom("project.id", "coalesce(project.level_investor, 2)"),
}];

/// The column of the territory that the words of a place mean.
const TERRITORY: &str = "territory";

/// What a project is opened with.
#[derive(Clone, Debug)]
pub struct Opening {
    /// Who sees it by default.
    pub visibility: Visibility,
    /// The team, when it is restricted to one.
    pub team: Option<PrincipalId>,
    /// Whether it was invented for the demonstration.
    pub fictitious: bool,
    /// Its first facts.
    pub facts: Changes,
    /// The language in which figures and dates are stated.
    pub language: Language,
}

/// Opens a project at the first stage. What that stage requires must be known.
pub fn open(tx: &Transaction, actor: &Actor, opening: &Opening) -> Result<ProjectId, Problem> {
    let owner = actor.acting_for().filter(|_| actor.may(RUN_PROJECTS)).ok_or(ProblemKind::Forbidden)?;
    let reach = Reach { level: Level::Manage, levels: &Levels::default() };
    let parsed = checked(tx, actor, &opening.facts, reach, opening.language)?;
    let mut facts = Facts::default();
    for (field, value) in &parsed {
        facts.set(*field, value.text());
    }
    let lacking = missing(&facts, Stage::FIRST);
    if !lacking.is_empty() {
        return Err(required(&lacking).into());
    }
    by_two(&facts, &parsed).or(())?;
    refuse_name(tx, actor, (owner, None), (&facts, &|_| true), &parsed)?;
    let id: ProjectId = tx.new_id();
    let record = NewRecord {
        id: id.record(),
        owner,
        visibility: opening.visibility,
        team: opening.team,
        parent: None,
    };
    access::create(tx, actor, &PROJECT, record)?;
    Query::new(
        "insert into project (id, owner, reference, code_name, code_key, stage, stage_entered_at, status, reinvestment, jobs_sort, updated_at, fictitious, readership)
         values ($1, $2, $3, '', '', $4, $5, 'ongoing', $6, -1, $5, $7, (select readership from record where id = $1))",
    )
    .bind(id)
    .bind(owner)
    .bind(next_reference(tx, actor, owner)?)
    .bind(Stage::FIRST)
    .bind(actor.at)
    .bind(false)
    .bind(opening.fictitious)
    .execute_one(tx)?;
    write(tx, id, &parsed)?;
    log_move(tx, actor, id, None, Stage::FIRST, None)?;
    let known = parsed.iter().filter(|(_, value)| value.text().is_some());
    let after = Some(Json::Object(known.map(|(field, value)| noted(*field, value.text())).collect()));
    journal::append(
        tx,
        actor,
        Entry {
            verb: "project.opened",
            kind: PROJECT.name,
            record: Some(id.record()),
            after,
            ..Entry::default()
        },
    )?;
    describe(tx, id)?;
    Ok(id)
}

/// `PP-2021-0041`: the owner's letters, the year, and a number in the owner's sequence of that year.
fn next_reference(tx: &Transaction, actor: &Actor, owner: PrincipalId) -> Result<String> {
    let (name, short): (String, Option<String>) =
        Query::new("select name, short_name from organisation where id = $1").bind(owner).one(tx)?;
    let year = actor.at.strftime("%Y").to_string();
    let number: i64 = Query::new(
        "insert into counter (name, value) values ($1, 1) on conflict (name) do update set value = counter.value + 1 returning value",
    )
    .bind(format!("project:{owner}:{year}"))
    .one(tx)?;
    let letters: String = short
        .unwrap_or(name)
        .split([' ', '-', '’', '\''])
        .filter_map(|word| word.chars().next())
        .filter(|c| c.is_alphabetic())
        .take(3)
        .collect();
    Ok(format!("{}-{year}-{number:04}", normalise(&letters).to_uppercase()))
}

/// Parses changes, and refuses a field that the actor's level does not change, a company that he does not see, a person
/// who is not a colleague.
pub fn checked(
    reader: &Reader,
    actor: &Actor,
    changes: &Changes,
    reach: Reach<'_>,
    language: Language,
) -> Result<Vec<(Field, Parsed)>, Problem> {
    let parsed = parse(changes, language, actor.at.to_zoned(jiff::tz::TimeZone::UTC).date())?;
    let mut faults = Faults::default();
    let people = if parsed.iter().any(|(field, _)| field.rule().input == Input::Colleague) {
        colleagues(reader, actor)?
    } else {
        Vec::new()
    };
    let under = |input| matches!(input, Input::Axis | Input::Programmes);
    let headings = if parsed.iter().any(|(field, _)| under(field.rule().input)) {
        plan::headings(reader, actor)?
    } else {
        Vec::new()
    };
    for (field, value) in &parsed {
        if !reach.changes(field.rule()) {
            faults.add(field.key(), "error-owner-only");
            continue;
        }
        let Parsed::Text(text) = value else { continue };
        let known = match field.rule().input {
            Input::Company => match text.parse::<OrganisationId>() {
                Ok(id) => name_of(reader, actor, id)?.is_some(),
                Err(_) => false,
            },
            Input::Colleague => people.iter().any(|colleague| colleague.account == *text),
            Input::Axis | Input::Programmes => text.split(' ').all(|id| {
                let axis = field.rule().input == Input::Axis;
                headings.iter().any(|one| one.id.to_string() == id && one.kind.is_axis() == axis)
            }),
            _ => true,
        };
        if !known {
            faults.add(field.key(), "error-choice");
        }
    }
    Ok(faults.or(parsed)?)
}

/// Faults that ask for fields.
pub fn required(fields: &[Field]) -> Faults {
    Faults(
        fields
            .iter()
            .map(|field| Fault { field: field.key(), message: "error-required", args: Vec::new() })
            .collect(),
    )
}

/// Writes fields with what they mean beside them, to filter, sort and sum.
pub fn write(tx: &Transaction, id: ProjectId, parsed: &[(Field, Parsed)]) -> Result<()> {
    let mut columns: Vec<(&'static str, Value<'static>)> = Vec::new();
    for (field, value) in parsed {
        columns.push((field.key(), value.text().into()));
        if let (Field::CodeName, Parsed::Text(name)) = (field, value) {
            columns.push(("code_key", normalise(name).into()));
        }
        if field.rule().input == Input::Place {
            let territory = match value {
                Parsed::Text(text) => meant(tx, text)?,
                _ => None,
            };
            columns.push((TERRITORY, territory.map(|territory| territory.to_string()).into()));
        }
        let Some(stated) = field.rule().input.stated() else { continue };
        if field.rule().input.is_figure() {
            let (low, high, json) = figure_columns(value)?;
            columns.extend([
                (stated.itself, json.into()),
                (stated.from, low.into()),
                (stated.to, high.into()),
            ]);
            if *field == Field::Jobs {
                columns.push(("jobs_sort", low.unwrap_or(-1).into()));
            }
        } else if let Parsed::When(date) = value {
            columns.extend([
                (stated.itself, json_text(date)?.into()),
                (stated.from, date.earliest().into()),
                (stated.to, date.latest().into()),
            ]);
        } else {
            columns.extend([stated.itself, stated.from, stated.to].map(|column| (column, Value::Null)));
        }
    }
    let mut query = Query::new("update project set ");
    for (at, (column, value)) in columns.into_iter().enumerate() {
        query = query.push(if at == 0 { "" } else { ", " }).push(column).push(" = ").push_value(value);
    }
    query.push(" where id = ").push_value(id).execute_one(tx)?;
    match parsed.iter().find(|(field, _)| *field == Field::Programmes) {
        Some((_, value)) => put_under(tx, id, value.text().as_deref().unwrap_or_default()),
        None => Ok(()),
    }
}

/// Notes the programmes of a project a second time, as lists look them up.
fn put_under(tx: &Transaction, id: ProjectId, programmes: &str) -> Result<()> {
    Query::new("delete from project_programme where project = $1").bind(id).execute(tx)?;
    for programme in programmes.split_whitespace() {
        Query::new("insert into project_programme (project, programme) values ($1, $2)")
            .bind(id)
            .bind(programme.to_owned())
            .execute_one(tx)?;
    }
    Ok(())
}

fn json_text(value: &impl serde::Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(platform::database::Error::decode)
}

/// Bounds in whole units, rounded so that the range never narrows, and the figure itself.
fn figure_columns(value: &Parsed) -> Result<(Option<i64>, Option<i64>, Option<String>)> {
    let Parsed::Figure(figure) = value else { return Ok((None, None, None)) };
    let low = figure.low().map(|bound| bound.millionths().div_euclid(ONE));
    let high = figure.high().map(|bound: Quantity| -(-bound.millionths()).div_euclid(ONE));
    Ok((low, high, Some(json_text(figure)?)))
}

const ONE: i64 = 1_000_000;

/// What the journal says of a field: its text, or, of a person, only whether one is named. Personal data stay where they
/// can be erased.
fn noted(field: Field, text: Option<String>) -> (String, Json) {
    let value = match (field.rule().input, text) {
        (_, None) => Json::Null,
        (Input::Person, Some(_)) => Json::Bool(true),
        (_, Some(text)) => Json::String(text),
    };
    (field.key().to_owned(), value)
}

/// Changes some facts, from the version that the person read. Only what is touched is validated.
pub fn change(
    tx: &Transaction,
    actor: &Actor,
    id: ProjectId,
    version: i64,
    changes: &Changes,
    language: Language,
) -> Result<i64, Problem> {
    let (project, level) = editable(tx, actor, id)?;
    if project.verified_at.is_some() {
        thawed(&project, changes)?;
    }
    let parsed = checked(tx, actor, changes, Reach { level, levels: &project.levels }, language)?;
    let changed: Vec<_> = parsed
        .into_iter()
        .filter(|(field, value)| project.facts.get(*field) != value.text().as_deref())
        .collect();
    if changed.is_empty() {
        return if project.version == version { Ok(version) } else { Err(ProblemKind::Stale.into()) };
    }
    let reads = |field: Field| project.levels.show(field, level);
    refuse_name(tx, actor, (project.owner, Some(id)), (&project.facts, &reads), &changed)?;
    let on_card = changed.iter().any(|(field, _)| project.levels.show(*field, Level::Card));
    if project.verified_at.is_some() {
        whole(&project, &changed)?;
    } else {
        by_two(&altered(&project, &changed), &changed).or(())?;
    }
    let next = touch(tx, actor, id, version, on_card)?;
    write(tx, id, &changed)?;
    if changed.iter().any(|(field, _)| *field == Field::Company) {
        // Partners were shown the card of the former company on account of this project.
        access::withdraw(tx, &ORGANISATION, id.record(), None)?;
    }
    let before = changed.iter().map(|(field, _)| noted(*field, project.facts.get(*field).map(str::to_owned)));
    let before = Some(Json::Object(before.collect()));
    let after =
        Some(Json::Object(changed.iter().map(|(field, value)| noted(*field, value.text())).collect()));
    journal::append(
        tx,
        actor,
        Entry {
            verb: "project.changed",
            kind: PROJECT.name,
            record: Some(id.record()),
            before,
            after,
            reason: None,
        },
    )?;
    describe(tx, id)?;
    Ok(next)
}

/// Refuses what would leave a verified win without what its stage requires, or verified by who answers for it.
pub fn whole(project: &Project, changed: &[(Field, Parsed)]) -> Result<(), Problem> {
    let facts = altered(project, changed);
    let mut faults = required(&taken_away(&project.facts, &facts, project.stage));
    faults.0.extend(by_two(&facts, changed).0);
    Ok(faults.or(())?)
}

fn altered(project: &Project, changed: &[(Field, Parsed)]) -> Facts {
    let mut facts = project.facts.clone();
    for (field, value) in changed {
        facts.set(*field, value.text());
    }
    facts
}

/// Refuses, of the people that a change names, one who would look over what he answers for.
fn by_two(facts: &Facts, changed: &[(Field, Parsed)]) -> Faults {
    let mut faults = Faults::default();
    for (field, message) in looks_over_himself(facts) {
        let touched = changed.iter().find(|(one, _)| [field, Field::Referent].contains(one));
        if let Some((touched, _)) = touched {
            faults.add(touched.key(), message);
        }
    }
    faults
}

/// Refuses to change what a verified win froze, field by field.
fn thawed(project: &Project, changes: &Changes) -> Result<(), Problem> {
    let frozen = changes
        .iter()
        .filter(|(field, text)| !field.rule().lives && project.facts.get(*field) != text.as_deref())
        .map(|(field, _)| Fault { field: field.key(), message: "error-frozen", args: Vec::new() });
    let faults = Faults(frozen.collect());
    if faults.0.is_empty() {
        return Ok(());
    }
    Err(Problem::from(faults)
        .saying("refusal-frozen")
        .back_to(format!("/projects/{}/restatements", project.id)))
}

/// The project, for whoever may change it.
pub fn editable(tx: &Transaction, actor: &Actor, id: ProjectId) -> Result<(Project, Level), Problem> {
    let (project, level) = find(tx, actor, id)?.ok_or(ProblemKind::NotFound)?;
    if level < Level::Edit || !actor.may(RUN_PROJECTS) {
        return Err(ProblemKind::Forbidden.into());
    }
    Ok((project, level))
}

/// Whether the actor answers for the officers of the organisation that opened the project: a partner's manager does not.
pub fn manages(actor: &Actor, project: &Project) -> bool {
    actor.may(SHARE_ALL) && actor.acting_for() == Some(project.owner)
}

/// Raises the version. Lists are sorted by what those who see the card may know of: only a change of the card moves a
/// project there, so that nobody learns from its place that something else changed.
pub fn touch(tx: &Transaction, actor: &Actor, id: ProjectId, version: i64, on_card: bool) -> Result<i64> {
    if on_card {
        Query::new("update project set updated_at = $2 where id = $1")
            .bind(id)
            .bind(actor.at)
            .execute_one(tx)?;
    }
    access::touch(tx, actor, id.record(), version)
}
