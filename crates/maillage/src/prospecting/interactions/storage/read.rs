//! The SQL of what was said, read.

use jiff::civil::Date;
use platform::access::{Actor, Level, RecordId};
use platform::database::{FromRow, Query, Reader, Result};

use super::super::super::model::FileId;
use super::super::model::{Interaction, InteractionId, NextStep};
use crate::directory::OrganisationId;

/// What was said, with what one reads of it.
const ROW: &str = "select i.id as id, o.id as company, o.name as company_name, i.channel as channel, i.held_on as held_on, i.summary as summary,
        i.account as account, (select x.given_name || ' ' || x.family_name from account a join person x on x.id = a.person where a.id = i.account) as by_name,
        i.next_step as next_step, i.next_due as next_due, i.next_done_at is not null as done,
        (select x.given_name || ' ' || x.family_name from account a join person x on x.id = a.person where a.id = i.next_account) as heir_name,
        i.project as project, r.version as version
    from interaction i join record r on r.id = i.id join company_file f on f.id = i.company_file join organisation o on o.id = f.company where ";

/// Where a timeline stands.
#[derive(Clone, Copy, Debug)]
pub enum Of {
    /// On the sheet of the company of a file.
    File(FileId),
    /// On the sheet of a project.
    Project(RecordId),
}

/// A place in a timeline: after what was said on a day.
pub type After = (Date, InteractionId);

/// What was said with the company of a file, or about a project, latest first. What others may have heard too is there.
pub fn interactions(
    reader: &Reader,
    actor: &Actor,
    of: Of,
    after: Option<After>,
    limit: i64,
) -> Result<Vec<Interaction>> {
    let query = match of {
        Of::File(file) => Query::new(ROW)
            .push("i.id in (select s.id from interaction s where s.company_file = ")
            .push_value(file)
            .push(" union all select a.interaction from interaction_also a where a.company_file = ")
            .push_value(file)
            .push(") and "),
        Of::Project(project) => Query::new(ROW).push("i.project = ").push_value(project).push(" and "),
    };
    let query = actor.sees(query, "i.id", Level::Read);
    let query = match after {
        Some((day, id)) => {
            query.push(" and (i.held_on, i.id) < (").push_value(day).push(", ").push_value(id).push(")")
        }
        None => query,
    };
    query.push(" order by i.held_on desc, i.id desc limit ").push_value(limit).all(reader)
}

/// One of them, for who reads it, and his level.
pub fn interaction(
    reader: &Reader,
    actor: &Actor,
    id: InteractionId,
) -> Result<Option<(Interaction, Level)>> {
    let query = Query::new(ROW).push("i.id = ").push_value(id).push(" and ");
    let Some(found) = actor.sees(query, "i.id", Level::Read).maybe(reader)? else { return Ok(None) };
    Ok(platform::access::level_of(reader, actor, id.record())?.map(|level| (found, level)))
}

/// Somebody or some company that was there.
#[derive(Clone, Debug, FromRow)]
pub struct There {
    /// The interaction.
    pub interaction: InteractionId,
    /// `company`, `contact` or `colleague`.
    pub nature: String,
    /// Its identifier.
    pub id: String,
    /// Its name.
    pub name: String,
}

fn among<'q>(query: Query<'q>, ids: &[InteractionId]) -> Query<'q> {
    ids.iter().fold(query.push("('0'"), |query, id| query.push(", ").push_value(*id)).push(")")
}

/// Who was there, beside the company of the file. Nothing is said of a company whose file the actor does not read, nor of its
/// people.
pub fn there(reader: &Reader, actor: &Actor, ids: &[InteractionId]) -> Result<Vec<There>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let query = Query::new(
        "select t.interaction as interaction, t.nature as nature, t.id as id, t.name as name from (
            select a.interaction as interaction, 'company' as nature, o.id as id, o.name as name from interaction_also a
                join company_file f on f.id = a.company_file join organisation o on o.id = f.company
                where f.merged_into is null and a.interaction in ",
    );
    let query = actor.sees_row(among(query, ids).push(" and "), "f", Level::Read);
    let query = query.push(
        " union all select c.interaction, 'contact', k.id, k.name from interaction_contact c join contact k on k.id = c.contact
                where c.interaction in ",
    );
    let query = actor.sees(among(query, ids).push(" and "), "k.company_file", Level::Read);
    let query = query.push(
        " union all select g.interaction, 'colleague', g.account, x.given_name || ' ' || x.family_name from interaction_colleague g
                join account a on a.id = g.account join person x on x.id = a.person where g.interaction in ",
    );
    among(query, ids).push(") t order by t.nature, t.name, t.id").all(reader)
}

/// The company of an interaction, to link to it.
pub fn company_of(reader: &Reader, actor: &Actor, id: InteractionId) -> Result<Option<OrganisationId>> {
    let query = Query::new(
        "select f.company from interaction i join company_file f on f.id = i.company_file where i.id = ",
    )
    .push_value(id)
    .push(" and ");
    actor.sees(query, "i.id", Level::Read).maybe(reader)
}

/// The next steps that a person owes until a day, the most urgent first.
pub fn next_steps(reader: &Reader, actor: &Actor, until: Date, limit: i64) -> Result<Vec<NextStep>> {
    let query = Query::new(
        "select i.id as id, o.id as company, o.name as company_name, o.fictitious as fictitious, i.next_step as next_step, i.next_due as next_due,
            i.held_on as held_on
         from interaction i join company_file f on f.id = i.company_file join organisation o on o.id = f.company
         where i.next_due is not null and i.next_done_at is null and i.next_step is not null and (i.next_account = ",
    );
    let account = actor.account().map(|account| account.to_string());
    // Handed over by who left, or one's own unless it was handed over.
    let query = query
        .push_value(account.clone())
        .push(" or (i.next_account is null and i.account = ")
        .push_value(account)
        .push(")) and i.next_due <= ")
        .push_value(until)
        .push(" and ");
    actor
        .sees(query, "i.id", Level::Read)
        .push(" order by i.next_due, i.id limit ")
        .push_value(limit)
        .all(reader)
}
