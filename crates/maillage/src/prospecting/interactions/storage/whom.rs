//! The SQL of those whom one speaks with: companies, contacts.

use platform::access::{Actor, Level};
use platform::database::{Query, Reader, Result};

use super::super::super::model::FileId;
use super::super::model::{Place, Present, With};
use crate::directory::{self, OrganisationId};

/// The contacts of some files who have not left, whom one calls first first. The caller has made sure that the actor reads these.
pub fn contacts_of(reader: &Reader, files: &[FileId]) -> Result<Vec<Present>> {
    if files.is_empty() {
        return Ok(Vec::new());
    }
    let query = Query::new(
        "select c.id as id, c.name as name, c.job as job, c.company_file as file from contact c where c.company_file in ('0'",
    );
    let query = files.iter().fold(query, |query, file| query.push(", ").push_value(*file));
    query.push(") and c.left_on is null order by c.main desc, c.name_key, c.id limit 100").all(reader)
}

const PLACE: &str = "select o.id as company, o.name as name, o.fictitious as fictitious, f.id as file
    from organisation o left join company_file f on f.company = o.id and f.merged_into is null and f.owner = ";

/// The companies with which a person spoke last, the last first.
pub fn recent(reader: &Reader, actor: &Actor) -> Result<Vec<Place>> {
    let query = Query::new(
        "select o.id as company, o.name as name, o.fictitious as fictitious, f.id as file
         from (select company_file, max(id) as latest from (select company_file, id from interaction where account = ",
    );
    let query = query.push_value(actor.account().map(|account| account.to_string())).push(
        " order by id desc limit 40) mine group by company_file) l cross join company_file f join organisation o on o.id = f.company
         where f.id = l.company_file and f.merged_into is null and f.owner = ",
    );
    let query = query.push_value(actor.acting_for()).push(" and ");
    actor.sees_row(query, "f", Level::Read).push(" order by l.latest desc limit 5").all(reader)
}

/// The companies that the actor sees among these. One whose file is closed to him is not there.
pub fn places(reader: &Reader, actor: &Actor, companies: &[OrganisationId]) -> Result<Vec<Place>> {
    if companies.is_empty() {
        return Ok(Vec::new());
    }
    let query = Query::new(PLACE)
        .push_value(actor.acting_for())
        .push(" where o.merged_into is null and o.id in ('0'");
    let query = companies.iter().fold(query, |query, company| query.push(", ").push_value(*company));
    let query = actor.sees_row(query.push(") and "), "o", Level::Card);
    let query = actor.sees_row(query.push(" and (f.id is null or "), "f", Level::Read);
    query.push(") order by o.name_key, o.id").all(reader)
}

/// The companies that a form names: those that it identifies, then those that it names. Of several under one name, those that
/// it identifies too are meant.
pub fn named(reader: &Reader, actor: &Actor, chosen: &[OrganisationId], names: &[String]) -> Result<With> {
    let (mut with, mut meant) = (With::default(), chosen.to_vec());
    for name in names {
        let mut found = directory::typed(reader, actor, name)?;
        if found.is_empty() {
            found = directory::beginning(reader, actor, name)?;
        }
        match found.as_slice() {
            [] => with.unknown.push(name.clone()),
            [one] => meant.push(one.id),
            several if several.iter().any(|one| chosen.contains(&one.id)) => (),
            _ => with.unsure.push((name.clone(), found)),
        }
    }
    let known = places(reader, actor, &meant)?;
    for company in meant {
        let place = known.iter().find(|place| place.company == company);
        match place.filter(|place| !with.places.contains(place)) {
            Some(place) => with.places.push(place.clone()),
            None if place.is_none() => with.unknown.push(String::new()),
            None => (),
        }
    }
    Ok(with)
}
