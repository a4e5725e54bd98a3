//! The ways from a handler to SQLite that were tried before the facade was chosen, each behind the same bare router.

use std::sync::Arc;

use anyhow::Result;
use axum::extract::{Path, State};
use axum::routing::get;
use axum::{Json, Router};
use platform::database::{Database, Query, Reader};
use rusqlite::Connection;
use serde_json::Value;

use crate::floor::PROJECT;
use crate::floor::sqlite::{Pool, cells};

const SESSION: &str =
    "select s.seat, t.account, t.role from api_token s join seat t on t.id = s.seat where s.id <> $1 limit 1";
const ACCESS: &str = "select max(a.level) as level from record r join readership_entry a on a.readership = r.readership where r.id = $1 and +a.principal in (1, 2, 3, 4, 5, 6)";

/// Route and what it is.
pub const WAYS: [(&str, &str); 8] = [
    ("bare", "one query, inline (floor)"),
    ("inline", "three queries, inline"),
    ("begin", "three queries, inline, begin and rollback"),
    ("place", "three queries, block_in_place, begin and rollback"),
    ("spawn", "three queries, spawn_blocking, begin and rollback"),
    ("each", "three queries, spawn_blocking each"),
    ("facade-one", "one query, Database::read"),
    ("facade", "three queries, Database::read"),
];

#[derive(Clone)]
struct Ways {
    pool: Pool,
    database: Arc<Database>,
}

pub async fn serve(path: &str) -> Result<()> {
    let ways = Ways { pool: Pool::open(path)?, database: Arc::new(crate::served::open(path).await?) };
    let router = Router::new()
        .route("/bare/{id}", get(bare))
        .route("/inline/{id}", get(inline))
        .route("/begin/{id}", get(begin))
        .route("/place/{id}", get(place))
        .route("/spawn/{id}", get(spawn))
        .route("/each/{id}", get(each))
        .route("/facade-one/{id}", get(facade_one))
        .route("/facade/{id}", get(facade))
        .with_state(ways);
    crate::served::serve(router).await
}

fn one(c: &Connection, sql: &str, id: &str) -> Vec<Value> {
    cells(c, sql, [id]).expect("the way reads")
}

fn three(c: &Connection, id: &str) -> Vec<Value> {
    one(c, SESSION, id);
    one(c, ACCESS, id);
    one(c, PROJECT, id)
}

fn three_together(c: &Connection, id: &str) -> Vec<Value> {
    let run =
        |sql| c.prepare_cached(sql).and_then(|mut statement| statement.execute([])).expect("the way begins");
    run("begin");
    let found = three(c, id);
    run("rollback");
    found
}

async fn bare(State(ways): State<Ways>, Path(id): Path<String>) -> Json<Vec<Value>> {
    Json(ways.pool.with(|c| one(c, PROJECT, &id)))
}

async fn inline(State(ways): State<Ways>, Path(id): Path<String>) -> Json<Vec<Value>> {
    Json(ways.pool.with(|c| three(c, &id)))
}

async fn begin(State(ways): State<Ways>, Path(id): Path<String>) -> Json<Vec<Value>> {
    Json(ways.pool.with(|c| three_together(c, &id)))
}

async fn place(State(ways): State<Ways>, Path(id): Path<String>) -> Json<Vec<Value>> {
    Json(tokio::task::block_in_place(|| ways.pool.with(|c| three_together(c, &id))))
}

async fn spawn(State(ways): State<Ways>, Path(id): Path<String>) -> Json<Vec<Value>> {
    let work = move || ways.pool.with(|c| three_together(c, &id));
    Json(tokio::task::spawn_blocking(work).await.expect("the way ends"))
}

async fn each(State(ways): State<Ways>, Path(id): Path<String>) -> Json<Vec<Value>> {
    let mut found = Vec::new();
    for sql in [SESSION, ACCESS, PROJECT] {
        let (pool, id) = (ways.pool.clone(), id.clone());
        let work = move || pool.with(|c| one(c, sql, &id));
        found = tokio::task::spawn_blocking(work).await.expect("the way ends");
    }
    Json(found)
}

/// The columns of the project's statement, by their place.
const COLUMNS: usize = 24;

fn through(
    r: &Reader,
    sql: &'static str,
    columns: usize,
    id: &str,
) -> platform::database::Result<Vec<Value>> {
    let mut found = Vec::new();
    Query::new(sql).bind(id).each(r, |row| {
        let number = |at: usize| at == 2 || at == 21 || columns == 1;
        for at in 0..columns {
            found.push(if number(at) {
                row.get::<Option<i64>>(at)?.map_or(Value::Null, Value::from)
            } else {
                row.get::<Option<String>>(at)?.map_or(Value::Null, Value::from)
            });
        }
        Ok(())
    })?;
    Ok(found)
}

async fn facade_one(State(ways): State<Ways>, Path(id): Path<String>) -> Json<Vec<Value>> {
    Json(ways.database.read(|r| through(r, PROJECT, COLUMNS, &id)).await.expect("the facade reads"))
}

async fn facade(State(ways): State<Ways>, Path(id): Path<String>) -> Json<Vec<Value>> {
    let read = |r: &Reader| {
        through(r, SESSION, 2, &id)?;
        through(r, ACCESS, 1, &id)?;
        through(r, PROJECT, COLUMNS, &id)
    };
    Json(ways.database.read(read).await.expect("the facade reads"))
}
