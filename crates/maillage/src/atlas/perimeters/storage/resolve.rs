//! From codes to communes: what each code stood for on a day, or on the first day that is known.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use platform::database::{Query, Reader, Result};
use platform::text::normalise;
use platform::web::{Fault, Faults};

use super::super::model::Named;
use super::super::rules::{fault, few};
use crate::reference::territories::{Code, Former, TerritoryId, TerritoryKind, code, divided, former};

/// Values asked for by one statement.
const TOGETHER: usize = 500;

/// A composition: what was chosen, in its order, and the communes, each with the whole that it came through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Composition {
    /// Territories, by their identifiers.
    pub members: Vec<String>,
    /// Communes, and the municipal arrondissements that were chosen without theirs.
    pub communes: BTreeMap<String, Option<String>>,
}

struct Found {
    id: TerritoryId,
    kind: TerritoryKind,
    code: String,
    name: String,
    ended: Option<Date>,
}

/// What the codes stood for on a day, or every fault of the list, line by line.
pub fn resolve(reader: &Reader, members: &[Named], day: Date) -> Result<Result<Composition, Faults>> {
    let codes: Vec<Option<Code>> = members.iter().map(|named| code(&named.code)).collect();
    let known = known(reader, &codes)?;
    let lost: Vec<&str> = codes
        .iter()
        .filter_map(|code| match code {
            Some(Code::Id(id)) => id.as_str().strip_prefix("commune-"),
            Some(Code::Siren(_)) | None => None,
        })
        .collect();
    let former = former(reader, &lost)?;
    let elsewhere = names_of_others(reader, members)?;
    let (mut composition, mut faults) = (Composition::default(), Vec::new());
    let (mut wholes, mut arrondissements) = (Vec::new(), Vec::new());
    let mut seen = BTreeSet::new();
    for (named, code) in members.iter().zip(&codes) {
        match code.as_ref().and_then(|code| known.get(code)) {
            Some(found) => {
                let told =
                    refused(named, found, &former, day).or_else(|| contradicted(named, found, &elsewhere));
                if let Some(told) = told {
                    faults.push(told);
                } else if seen.insert(found.id.clone()) {
                    composition.members.push(found.id.to_string());
                    match found.kind {
                        TerritoryKind::Commune => {}
                        TerritoryKind::Arrondissement => arrondissements.push(found),
                        _ => wholes.push((named, found)),
                    }
                }
            }
            None => faults.push(unknown(named, &former)),
        }
    }
    for (named, found) in wholes {
        let communes = communes_of(reader, found, day)?;
        if communes.is_empty() {
            let args = [
                ("line", named.line.to_string()),
                ("code", named.code.clone()),
                ("name", found.name.clone()),
                ("day", day.to_string()),
            ];
            faults.push(fault("error-whole-empty", &args));
        }
        for commune in communes {
            composition.communes.entry(commune).or_insert_with(|| Some(found.id.to_string()));
        }
    }
    for member in composition.members.iter().filter(|member| member.starts_with("commune-")) {
        composition.communes.entry(member.clone()).or_insert(None);
    }
    for found in arrondissements {
        let commune = divided(&found.code).map(|code| TerritoryId::new(TerritoryKind::Commune, code));
        // With its commune it is there already, and its people are counted there.
        if !commune.is_some_and(|commune| composition.communes.contains_key(commune.as_str())) {
            composition.communes.insert(found.id.to_string(), None);
        }
    }
    Ok(if faults.is_empty() { Ok(composition) } else { Err(Faults(few(faults))) })
}

/// Why a territory that is known cannot be part of it on that day.
fn refused(named: &Named, found: &Found, former: &BTreeMap<String, Former>, day: Date) -> Option<Fault> {
    let line = ("line", named.line.to_string());
    if found.kind == TerritoryKind::City {
        return Some(fault("error-not-french", &[line, ("name", found.name.clone())]));
    }
    let single = matches!(found.kind, TerritoryKind::Commune | TerritoryKind::Arrondissement);
    let ended = found.ended.filter(|ended| *ended <= day && single)?;
    let args = [line, ("code", named.code.clone()), ("name", found.name.clone()), ("day", ended.to_string())];
    Some(match former.get(&found.code) {
        Some(former) => {
            let with = [&args[..], &[("successor", former.successor())]].concat();
            fault("error-commune-ended-into", &with)
        }
        None => fault("error-commune-ended", &args),
    })
}

/// The labels of a list that are the name of a territory, normalised, whatever the code beside them.
fn names_of_others(reader: &Reader, members: &[Named]) -> Result<BTreeSet<String>> {
    let labels: Vec<String> =
        members.iter().filter_map(|named| named.label.as_deref()).map(normalise).collect();
    let mut known = BTreeSet::new();
    for some in labels.chunks(TOGETHER) {
        let mut query =
            Query::new("select distinct name_key from territory where country = 'FR' and name_key in ('0'");
        for label in some {
            query = query.push(", ").push_value(label);
        }
        known.extend(query.push(")").all::<String>(reader)?);
    }
    Ok(known)
}

/// A code whose label is the name of another territory: one of the two is a slip. A label that is no name says nothing: people
/// abbreviate.
fn contradicted(named: &Named, found: &Found, elsewhere: &BTreeSet<String>) -> Option<Fault> {
    let label = named.label.as_deref()?;
    let (said, own) = (normalise(label), normalise(&found.name));
    let other = elsewhere.contains(&said) && !own.contains(&said) && !said.contains(&own);
    let args = [
        ("line", named.line.to_string()),
        ("code", named.code.clone()),
        ("name", found.name.clone()),
        ("label", label.to_owned()),
    ];
    other.then(|| fault("error-code-label", &args))
}

/// A code that is nowhere: that of a commune that has merged, or of nothing.
fn unknown(named: &Named, former: &BTreeMap<String, Former>) -> Fault {
    let args = [("line", named.line.to_string()), ("code", named.code.clone())];
    match former.get(named.code.trim_start_matches("COMMUNE-")) {
        Some(former) => {
            fault("error-commune-merged", &[&args[..], &[("successor", former.successor())]].concat())
        }
        None => fault("error-code-unknown", &args),
    }
}

fn known(reader: &Reader, codes: &[Option<Code>]) -> Result<BTreeMap<Code, Found>> {
    let mut known = BTreeMap::new();
    for some in codes.chunks(TOGETHER) {
        let mut query =
            Query::new("select id, kind, name, valid_until, siren, code from territory where id in ('0'");
        for code in some.iter().flatten() {
            query = if let Code::Id(id) = code { query.push(", ").push_value(id) } else { query };
        }
        query = query.push(") or siren in ('0'");
        for code in some.iter().flatten() {
            query = if let Code::Siren(siren) = code { query.push(", ").push_value(siren) } else { query };
        }
        query.push(") order by id").each(reader, |row| {
            let (id, siren): (TerritoryId, Option<String>) = (row.get(0)?, row.get(4)?);
            let found = |id: TerritoryId| -> Result<Found> {
                Ok(Found { id, kind: row.get(1)?, name: row.get(2)?, ended: row.get(3)?, code: row.get(5)? })
            };
            if let Some(siren) = siren {
                known.insert(Code::Siren(siren), found(id.clone())?);
            }
            known.insert(Code::Id(id.clone()), found(id)?);
            Ok(())
        })?;
    }
    Ok(known)
}

/// The communes of a whole on a day; of a région, those of its départements. A membership of which the beginning is not known
/// stands for the days before it is: those who choose the day are told so (`assumed` of `read.rs`).
fn communes_of(reader: &Reader, whole: &Found, day: Date) -> Result<Vec<String>> {
    let held = |query: Query<'static>, of: &'static str| {
        let query = query
            .push(" and (")
            .push(of)
            .push(".valid_from is null or ")
            .push(of)
            .push(".valid_from <= ")
            .push_value(day);
        query
            .push(") and (")
            .push(of)
            .push(".valid_until is null or ")
            .push(of)
            .push(".valid_until > ")
            .push_value(day)
            .push(")")
    };
    let query = if whole.kind == TerritoryKind::Region {
        let query = Query::new(
            "select p.part from territory_part p join territory_part d on d.part = p.whole where d.whole = ",
        );
        held(query.push_value(whole.id.to_string()), "d")
    } else {
        Query::new("select p.part from territory_part p where p.whole = ").push_value(whole.id.to_string())
    };
    held(query, "p").push(" and p.part like 'commune-%' order by p.part").all(reader)
}
