//! What people declared of what binds them to projects, for their requests.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use platform::access::{Actor, PrincipalId};
use platform::database::{FromRow, Query, Reader, Result, Transaction};

use super::super::super::PROJECT;
use super::super::super::model::ProjectId;
use crate::frame::personal::{Held, LINES, Subject, Surety, known};

#[derive(FromRow)]
struct Found {
    line: String,
    surety: Surety,
    project: ProjectId,
    reference: String,
    nature: String,
    detail: Option<String>,
    declared: Timestamp,
    lifted: Option<Timestamp>,
    lift_reason: Option<String>,
}

/// What somebody declared on the projects of an organisation.
pub fn gather(reader: &Reader, owner: PrincipalId, subject: &Subject) -> Result<Vec<Held>> {
    let query = Query::new("select i.id as line, case when x.id = ").push_value(subject.person);
    let query = query.push(" then 'identity' when a.email = ").push_value(subject.email.as_deref());
    let query = query.push(
        " then 'address' else 'name' end as surety, p.id as project, p.reference as reference, i.nature as nature, i.detail as detail,
            i.declared_at as declared, i.lifted_at as lifted, i.lift_reason as lift_reason
         from project_interest i join project p on p.id = i.project join account a on a.id = i.account join person x on x.id = a.person where p.owner = ",
    );
    let query = query.push_value(owner).push(" and (x.given_key = ").push_value(&subject.name_key);
    let query = query.push(" or a.email = ").push_value(subject.email.as_deref());
    let query = query.push(" or x.id = ").push_value(subject.person);
    let query = query.push(") order by surety, i.id limit ").push_value(LINES);
    let found: Vec<Found> = query.all(reader)?;
    let day = |at: Timestamp| at.to_zoned(TimeZone::UTC).date().to_string();
    let held = |one: Found| Held {
        line: one.line,
        surety: one.surety,
        title: one.reference,
        url: None,
        record: Some((PROJECT.name.to_owned(), one.project.record())),
        values: known([
            ("interest", Some(one.nature)),
            ("words", one.detail),
            ("declared_on", Some(day(one.declared))),
            ("lifted_on", one.lifted.map(day)),
            ("reason", one.lift_reason),
        ]),
        parts: Vec::new(),
    };
    Ok(found.into_iter().map(held).collect())
}

/// Forgets his words. That something was declared, and its nature, stays: it is why the project was decided without him.
pub fn erase(tx: &Transaction, _: &Actor, owner: PrincipalId, _: &Subject, lines: &[String]) -> Result<u64> {
    let mut gone = 0;
    for line in lines {
        gone += Query::new(
            "update project_interest set detail = null where id = $1 and detail is not null and exists (select 1 from project p where p.id = project_interest.project and p.owner = $2)",
        )
        .bind(line)
        .bind(owner)
        .execute(tx)?;
    }
    Ok(gone)
}
