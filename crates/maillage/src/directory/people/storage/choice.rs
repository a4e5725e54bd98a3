//! Which of the lines found for a request are about the person: what bears his address or hangs on his record is, unless
//! somebody says otherwise; what only bears his name is not, until somebody says so.

use std::collections::HashMap;

use platform::access::{Actor, PrincipalId};
use platform::database::{Query, Reader, Result, Transaction};
use platform::web::{Problem, ProblemKind};
use serde_json::json;

use super::super::request::{DataRequest, Group, Line, RequestId};
use super::requests;
use crate::frame::personal::{Held, Holding, Surety};

/// Of seats, those that are open stay.
const SEATS: &str = "seats";

/// What is held that may be about the person of a request, and what was said of it.
pub fn gather(
    reader: &Reader,
    holdings: &[Holding],
    owner: PrincipalId,
    request: &DataRequest,
) -> Result<Vec<Group>> {
    let subject = request.subject();
    let said = said(reader, request.id)?;
    let group = |holding: &Holding| {
        let line = |held: Held| {
            let said = said.get(&(holding.key.to_owned(), held.line.clone())).copied();
            Line { chosen: said.unwrap_or(held.surety != Surety::Name), decided: said.is_some(), held }
        };
        let found = (holding.gather)(reader, owner, &subject)?;
        let erasable = holding.erase.is_some() && holding.key != SEATS;
        Ok(Group { key: holding.key, erasable, lines: found.into_iter().map(line).collect() })
    };
    holdings.iter().map(group).collect()
}

fn said(reader: &Reader, request: RequestId) -> Result<HashMap<(String, String), bool>> {
    let rows: Vec<(String, String, bool)> =
        Query::new("select holding, line, chosen from data_request_line where request = $1")
            .bind(request)
            .all(reader)?;
    Ok(rows.into_iter().map(|(holding, line, chosen)| ((holding, line), chosen)).collect())
}

/// Notes which of the lines that were shown are about the person: `holding:line`. Those that are gone meanwhile are let go.
pub fn choose(
    tx: &Transaction,
    actor: &Actor,
    holdings: &[Holding],
    id: RequestId,
    (shown, chosen): (&[String], &[String]),
) -> Result<(), Problem> {
    let (owner, request) = requests::open(tx, actor, id)?;
    let (mut his, mut others) = (Vec::new(), Vec::new());
    for group in gather(tx, holdings, owner, &request)? {
        for line in group.lines {
            let key = format!("{}:{}", group.key, line.held.line);
            if shown.contains(&key) {
                write(tx, id, (group.key, &line.held.line), chosen.contains(&key))?;
                if chosen.contains(&key) { his.push(key) } else { others.push(key) }
            }
        }
    }
    let after = json!({"request": id, "about_the_person": his, "about_others": others});
    Ok(requests::note(tx, actor, "request.chosen", after)?)
}

fn write(tx: &Transaction, id: RequestId, (holding, line): (&str, &str), chosen: bool) -> Result<()> {
    Query::new(
        "insert into data_request_line (request, holding, line, chosen) values ($1, $2, $3, $4)
         on conflict (request, holding, line) do update set chosen = excluded.chosen",
    )
    .bind(id)
    .bind(holding)
    .bind(line)
    .bind(chosen)
    .execute_one(tx)
}

/// Erases what is the person's and may be, and nothing of a namesake: all in the caller's transaction.
pub fn erase(tx: &Transaction, actor: &Actor, holdings: &[Holding], id: RequestId) -> Result<(), Problem> {
    let (owner, request) = requests::erasable(tx, actor, id)?;
    let subject = request.subject();
    let groups = gather(tx, holdings, owner, &request)?;
    let his = |key: &str| -> Vec<String> {
        let group = groups.iter().find(|group| group.key == key);
        group.into_iter().flat_map(Group::chosen).map(|held| held.line.clone()).collect()
    };
    if groups.iter().all(|group| group.chosen().next().is_none()) {
        return Err(Problem::from(ProblemKind::Forbidden)
            .saying("request-none-chosen")
            .back_to(format!("/privacy/requests/{id}")));
    }
    let mut counts = Vec::new();
    // What the search index names is found before the person leaves it: the journal comes first.
    for holding in holdings.iter().rev() {
        if let Some(erase) = holding.erase {
            counts.push((holding.key, erase(tx, actor, owner, &subject, &his(holding.key))?));
        }
    }
    Ok(requests::erased(tx, actor, id, &counts)?)
}
