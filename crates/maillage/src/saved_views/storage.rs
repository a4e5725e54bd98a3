//! The SQL of saved views: each reader's own, and those that colleagues share in the organisation that he acts for.

use platform::access::Actor;
use platform::database::{FromRow, Query, Reader, Result, Transaction};
use platform::journal::{self, Entry};
use platform::web::{Faults, Problem, ProblemKind};
use serde_json::json;

use super::rules::New;
use super::{View, ViewId};
use crate::frame::Me;
use crate::frame::rights::SHARE_ALL;

#[derive(FromRow)]
struct Row {
    id: ViewId,
    account: String,
    page: String,
    name: String,
    query: String,
    shared: bool,
    author: String,
}

const COLUMNS: &str = "select v.id as id, v.account as account, v.page as page, v.name as name, v.query as query, v.shared as shared,
    x.given_name || ' ' || x.family_name as author from saved_view v join account a on a.id = v.account join person x on x.id = a.person where ";

fn mine<'q>(query: Query<'q>, me: &Me) -> Query<'q> {
    let query = query.push("v.owner = ").push_value(me.organisation).push(" and (v.shared or v.account = ");
    query.push_value(me.account.to_string()).push(")")
}

fn view(me: &Me, row: Row) -> View {
    let own = row.account == me.account.to_string();
    View {
        id: row.id,
        page: row.page,
        name: row.name,
        query: row.query,
        shared: row.shared,
        own,
        author: row.author,
        editable: own || me.may(SHARE_ALL),
    }
}

/// The views of a page, or of every page, that somebody finds.
pub fn list(reader: &Reader, me: &Me, page: Option<&str>) -> Result<Vec<View>> {
    let mut query = mine(Query::new(COLUMNS), me);
    if let Some(page) = page {
        query = query.push(" and v.page = ").push_value(page.to_owned());
    }
    let rows: Vec<Row> = query.push(" order by v.page, v.name_key, v.id limit 200").all(reader)?;
    Ok(rows.into_iter().map(|row| view(me, row)).collect())
}

fn find(reader: &Reader, me: &Me, id: ViewId) -> Result<Option<View>> {
    let row: Option<Row> = mine(Query::new(COLUMNS), me).push(" and v.id = ").push_value(id).maybe(reader)?;
    Ok(row.map(|row| view(me, row)))
}

fn editable(tx: &Transaction, me: &Me, id: ViewId) -> Result<View, Problem> {
    let view = find(tx, me, id)?.ok_or(ProblemKind::NotFound)?;
    if view.editable { Ok(view) } else { Err(ProblemKind::Forbidden.into()) }
}

/// Whether its author has another view of this name for the same page.
fn known(tx: &Transaction, me: &Me, page: &str, name_key: &str, except: Option<ViewId>) -> Result<bool> {
    let query = Query::new("select count(*) from saved_view v where v.owner = ").push_value(me.organisation);
    let query = query.push(" and v.account = ").push_value(me.account.to_string());
    let query = query.push(" and v.page = ").push_value(page.to_owned());
    let mut query = query.push(" and v.name_key = ").push_value(name_key.to_owned());
    if let Some(id) = except {
        query = query.push(" and v.id <> ").push_value(id);
    }
    Ok(query.one::<i64>(tx)? > 0)
}

fn note(tx: &Transaction, actor: &Actor, verb: &'static str, id: ViewId, name: &str) -> Result<()> {
    let after = Some(json!({"view": id.to_string(), "name": name}));
    journal::append(tx, actor, Entry { verb, kind: "saved-view", after, ..Entry::default() })?;
    Ok(())
}

fn twice() -> Problem {
    let mut faults = Faults::default();
    faults.add("view_name", "error-view-known");
    faults.into()
}

/// Saves a view.
pub fn save(tx: &Transaction, me: &Me, new: &New) -> Result<ViewId, Problem> {
    if known(tx, me, new.page, &new.name_key, None)? {
        return Err(twice());
    }
    let id: ViewId = tx.new_id();
    Query::new(
        "insert into saved_view (id, owner, account, page, name, name_key, query, shared, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(id)
    .bind(me.organisation)
    .bind(me.account.to_string())
    .bind(new.page)
    .bind(&new.name)
    .bind(&new.name_key)
    .bind(&new.query)
    .bind(new.shared)
    .bind(me.actor.at)
    .execute_one(tx)?;
    note(tx, &me.actor, "view.saved", id, &new.name)?;
    Ok(id)
}

/// Renames a view, shares it or keeps it to its author.
pub fn change(
    tx: &Transaction,
    me: &Me,
    id: ViewId,
    (name, name_key): (&str, &str),
    shared: bool,
) -> Result<View, Problem> {
    let view = editable(tx, me, id)?;
    if view.own && known(tx, me, &view.page, name_key, Some(id))? {
        return Err(twice());
    }
    Query::new("update saved_view set name = $2, name_key = $3, shared = $4 where id = $1")
        .bind(id)
        .bind(name)
        .bind(name_key)
        .bind(shared)
        .execute_one(tx)?;
    note(tx, &me.actor, "view.changed", id, name)?;
    Ok(view)
}

/// Removes a view.
pub fn remove(tx: &Transaction, me: &Me, id: ViewId) -> Result<(), Problem> {
    let view = editable(tx, me, id)?;
    Query::new("delete from saved_view where id = $1").bind(id).execute_one(tx)?;
    note(tx, &me.actor, "view.removed", id, &view.name)?;
    Ok(())
}

/// Removes what somebody kept to himself, when his account ends. What he shared stays with the organisation.
pub fn forget_of(tx: &Transaction, account: impl std::fmt::Display) -> Result<u64> {
    Query::new("delete from saved_view where account = $1 and not shared")
        .bind(account.to_string())
        .execute(tx)
}
