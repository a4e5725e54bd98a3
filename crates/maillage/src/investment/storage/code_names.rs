//! What a project may be called: as no other of its organisation, and not as its company, which the card would then give away.

use platform::access::{Actor, Level, PrincipalId};
use platform::database::{Query, Reader};
use platform::text::normalise;
use platform::web::{Faults, Problem};

use super::super::fields::Field;
use super::super::model::{Facts, ProjectId};
use super::super::parsing::Parsed;
use crate::directory;

/// Refuses a code name that cannot be that of a project, `own` once it is there: `facts` are those known before `parsed` is
/// written. Of these, only what the actor reads is compared: a refusal must not tell him the company.
pub fn refuse_name(
    reader: &Reader,
    actor: &Actor,
    (owner, own): (PrincipalId, Option<ProjectId>),
    (facts, reads): (&Facts, &dyn Fn(Field) -> bool),
    parsed: &[(Field, Parsed)],
) -> Result<(), Problem> {
    refuse_namesake(reader, actor, (owner, own), parsed)?;
    refuse_company(reader, actor, (facts, reads), parsed)
}

/// Refuses a code name that another project of the organisation bears, of those that the actor sees: people speak of a project
/// by it. It leads to the other one.
fn refuse_namesake(
    reader: &Reader,
    actor: &Actor,
    (owner, own): (PrincipalId, Option<ProjectId>),
    parsed: &[(Field, Parsed)],
) -> Result<(), Problem> {
    let name = parsed.iter().find(|(field, _)| *field == Field::CodeName);
    let Some(name) = name.and_then(|(_, value)| value.text()) else { return Ok(()) };
    let query = Query::new("select p.id, p.reference from project p where p.code_key = ");
    let query =
        query.push_value(normalise(&name)).push(" and p.code_name <> '' and p.owner = ").push_value(owner);
    // Its own name, with another capital or accent, is no one else's.
    let query = match own {
        Some(own) => query.push(" and p.id <> ").push_value(own),
        None => query,
    };
    let query = actor.sees_row(query.push(" and "), "p", Level::Card).push(" order by p.id limit 1");
    let Some((id, reference)) = query.maybe::<(ProjectId, String)>(reader)? else { return Ok(()) };
    let mut faults = Faults::default();
    faults.add_with("code_name", "error-code-name-known", "reference", &reference);
    Err(Problem::from(faults).back_to(format!("/projects/{id}")))
}

/// Refuses a code name by which one would know the company.
fn refuse_company(
    reader: &Reader,
    actor: &Actor,
    (facts, reads): (&Facts, &dyn Fn(Field) -> bool),
    parsed: &[(Field, Parsed)],
) -> Result<(), Problem> {
    let touched =
        |field: Field| parsed.iter().find(|(known, _)| *known == field).map(|(_, value)| value.text());
    let kept = |field: Field| facts.get(field).filter(|_| reads(field)).map(str::to_owned);
    let said = |field: Field| touched(field).unwrap_or_else(|| kept(field));
    let named = [Field::CodeName, Field::Company, Field::SealedCompany];
    let Some(code) = said(Field::CodeName).filter(|_| named.iter().any(|field| touched(*field).is_some()))
    else {
        return Ok(());
    };
    let company = said(Field::Company).and_then(|id| id.parse().ok());
    let company = company.map(|id| directory::name_of(reader, actor, id)).transpose()?.flatten();
    let names = [company.map(|(name, _)| name), said(Field::SealedCompany)];
    if names.into_iter().flatten().any(|name| betrays(&code, &name)) {
        let mut faults = Faults::default();
        faults.add("code_name", "error-code-name-company");
        return Err(faults.into());
    }
    Ok(())
}

/// Shorter words name nothing alone.
const TELLING: usize = 4;

/// Whether a code name gives a company away: it begins the company's name, or holds all of it.
fn betrays(code: &str, company: &str) -> bool {
    let (code, company) = (normalise(code), normalise(company));
    let (code, company): (Vec<&str>, Vec<&str>) = (code.split(' ').collect(), company.split(' ').collect());
    let long = |words: &[&str]| words.iter().any(|word| word.chars().count() >= TELLING);
    let holds = |whole: &[&str], part: &[&str]| whole.windows(part.len().max(1)).any(|some| some == part);
    long(&code) && company.starts_with(&code) || long(&company) && holds(&code, &company)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_name_is_not_that_of_the_company() {
        for (code, company, told) in [
            ("Moravia Valves", "Moravia Valves a.s.", true),
            ("MORAVIA", "Moravia Valves a.s.", true),
            ("Projet Élan Vital", "Élan Vital", true),
            ("Cigale", "Ostrava Thermal s.r.o.", false),
            ("Valves", "Moravia Valves a.s.", false),
            ("Sud", "Sud Énergie", false),
            ("Cigale", "SA", false),
        ] {
            assert_eq!(betrays(code, company), told, "{code} {company}");
        }
    }
}
