//! The SQL of competences on perimeters.

use jiff::civil::Date;
use platform::access::{Actor, Level, RecordId};
use platform::database::{Error, FromRow, Query, Reader, Result, Row, Transaction};
use platform::web::{Faults, Problem, ProblemKind};
use serde_json::json;

use super::super::perimeters::{self, PerimeterId};
use super::model::{Competence, Competent, Held, NewCompetence};
use crate::directory::{self, OrganisationId};
use crate::frame::links::{Answered, Link};
use crate::frame::merging::{Relation, ToldTo};

/// The rows that name an organisation.
pub const MERGED: &[Relation] = &[Relation {
    label: "merge-competences",
    table: "perimeter_competence",
    column: "organisation",
    key: "perimeter",
    stays_if: "exists (select 1 from perimeter_competence k where k.organisation = $2 and k.perimeter = perimeter_competence.perimeter)",
    // Whoever does not see a perimeter is not told that the organisation is competent for it.
    told_to: ToldTo::Reader("perimeter_competence.perimeter", Level::Card),
}];

fn fault(message: &'static str) -> Problem {
    let mut faults = Faults::default();
    faults.add("perimeter", message);
    faults.into()
}

/// Says that an organisation is competent for a perimeter that the actor sees.
pub fn add(
    tx: &Transaction,
    actor: &Actor,
    organisation: OrganisationId,
    new: &NewCompetence,
) -> Result<(), Problem> {
    let after = json!({"perimeter": new.perimeter});
    directory::amend(tx, actor, organisation, "organisation.competent", (None, Some(after)), || {
        perimeters::find(tx, actor, new.perimeter)?.ok_or_else(|| fault("error-choice"))?;
        Query::new(
            "insert into perimeter_competence (organisation, perimeter, valid_from, valid_until) values ($1, $2, $3, $4)",
        )
        .bind(organisation)
        .bind(new.perimeter)
        .bind(new.from.as_ref())
        .bind(new.until.as_ref())
        .execute_one(tx)
        .map_err(|error| match error {
            Error::Unique(_) => fault("error-competence-known"),
            error => error.into(),
        })
    })
}

/// Takes a competence away. One on a perimeter that the actor does not see is not found.
pub fn remove(
    tx: &Transaction,
    actor: &Actor,
    organisation: OrganisationId,
    perimeter: PerimeterId,
) -> Result<(), Problem> {
    let before = json!({"perimeter": perimeter});
    directory::amend(tx, actor, organisation, "organisation.incompetent", (Some(before), None), || {
        perimeters::find(tx, actor, perimeter)?.ok_or(ProblemKind::NotFound)?;
        let removed =
            Query::new("delete from perimeter_competence where organisation = $1 and perimeter = $2")
                .bind(organisation)
                .bind(perimeter)
                .execute(tx)?;
        if removed == 1 { Ok(()) } else { Err(ProblemKind::NotFound.into()) }
    })
}

struct Read(Competence, Option<Level>);

impl FromRow for Read {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        let held = Held { number: row.get(4)?, valid_from: row.get(5)?, communes: row.get(6)? };
        let competence = Competence {
            perimeter: row.get(0)?,
            name: row.get(1)?,
            from: row.get(2)?,
            until: row.get(3)?,
            version: Some(held),
        };
        Ok(Self(competence, row.get(7)?))
    }
}

/// The perimeters that an organisation is competent for, by name: those whose card the actor sees, with the version of a day
/// for those that he reads. The caller has made sure that he sees the organisation.
pub fn competences(
    reader: &Reader,
    actor: &Actor,
    organisation: OrganisationId,
    day: Date,
) -> Result<Vec<Competence>> {
    let query = Query::new(
        "select p.id, p.name, c.valid_from, c.valid_until, v.number, v.valid_from,
            (select count(*) from perimeter_commune x where x.version = v.id),",
    );
    let query = actor.level(query, "p.id").push(
        " from perimeter_competence c join perimeter p on p.id = c.perimeter
          join perimeter_version v on v.perimeter = p.id and v.number = coalesce((select max(x.number) from perimeter_version x
            where x.perimeter = p.id and x.valid_from <= ",
    );
    let query = query.push_value(day).push("), 1) where c.organisation = ").push_value(organisation);
    let query = actor.sees(query.push(" and "), "p.id", Level::Card);
    let rows: Vec<Read> = query.push(" order by p.name_key, p.id limit 200").all(reader)?;
    let shown = |Read(competence, level): Read| Competence {
        version: competence.version.filter(|_| level >= Some(Level::Read)),
        ..competence
    };
    Ok(rows.into_iter().map(shown).collect())
}

/// The same, as the sheet of the organisation names them.
pub fn of_organisation(reader: &Reader, actor: &Actor, organisation: RecordId) -> Result<Vec<Answered>> {
    let query = Query::new(
        "select p.id as id, p.name as name, c.valid_from as valid_from, c.valid_until as valid_until
         from perimeter_competence c join perimeter p on p.id = c.perimeter where c.organisation = ",
    );
    let query = actor.sees(query.push_value(organisation).push(" and "), "p.id", Level::Card);
    let rows: Vec<(PerimeterId, String, _, _)> =
        query.push(" order by p.name_key, p.id limit 200").all(reader)?;
    let answered = |(id, title, from, until)| Answered {
        link: Link { url: format!("/perimeters/{id}"), title, note: Some("link-perimeter".into()) },
        from,
        until,
    };
    Ok(rows.into_iter().map(answered).collect())
}

/// The organisations that are competent for a perimeter, by name: those whose card the actor sees. The caller has made sure
/// that he sees the perimeter.
pub fn of_perimeter(reader: &Reader, actor: &Actor, perimeter: PerimeterId) -> Result<Vec<Competent>> {
    let query = Query::new(
        "select o.id as organisation, o.name as name, c.valid_from as valid_from, c.valid_until as valid_until
         from perimeter_competence c join organisation o on o.id = c.organisation
         where o.merged_into is null and c.perimeter = ",
    );
    let query = actor.sees(query.push_value(perimeter).push(" and "), "o.id", Level::Card);
    query.push(" order by o.name_key, o.id limit 200").all(reader)
}
