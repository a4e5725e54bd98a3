//! The floor on SQLite: a pool of connections, used inline on the runtime's thread; one connection that writes.

use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Result;
use axum::extract::{Path, Query, State};
use axum::routing::{get, post};
use axum::{Json, Router};
use rusqlite::config::DbConfig;
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Params};
use serde_json::Value;

use super::{Asked, LIST, PROJECT, WRITE, beginnings, object};

const PRAGMAS: &str = "pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;
    pragma mmap_size = 1073741824; pragma cache_size = -16000; pragma temp_store = memory;";
/// As many as requests at once: the floor never waits for one.
const POOL: usize = 16;

/// Connections, lent for the time of a closure.
#[derive(Clone)]
pub struct Pool(Arc<Mutex<Vec<Connection>>>);

impl Pool {
    pub fn open(path: &str) -> Result<Self> {
        let all = (0..POOL).map(|_| connection(path)).collect::<Result<Vec<_>>>()?;
        Ok(Self(Arc::new(Mutex::new(all))))
    }

    pub fn with<T>(&self, work: impl FnOnce(&Connection) -> T) -> T {
        let one =
            self.0.lock().unwrap_or_else(PoisonError::into_inner).pop().expect("as many as requests at once");
        let value = work(&one);
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(one);
        value
    }
}

pub fn connection(path: &str) -> Result<Connection> {
    let connection = Connection::open(path)?;
    connection.execute_batch(PRAGMAS)?;
    connection.set_prepared_statement_cache_capacity(64);
    // As the facade does: prepared statements stay prepared.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(connection)
}

/// The rows of a statement, as JSON.
pub fn rows(connection: &Connection, sql: &str, values: impl Params) -> rusqlite::Result<Vec<Value>> {
    let mut statement = connection.prepare_cached(sql)?;
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let rows = statement.query_map(values, |row| {
        Ok(object(
            names
                .iter()
                .enumerate()
                .map(|(at, name)| (name.clone(), cell(row.get_ref(at).unwrap_or(ValueRef::Null)))),
        ))
    })?;
    rows.collect()
}

/// The cells of every row, one after the other.
pub fn cells(connection: &Connection, sql: &str, values: impl Params) -> rusqlite::Result<Vec<Value>> {
    let mut statement = connection.prepare_cached(sql)?;
    let (count, mut found) = (statement.column_count(), Vec::new());
    let mut rows = statement.query(values)?;
    while let Some(row) = rows.next()? {
        for at in 0..count {
            found.push(cell(row.get_ref(at)?));
        }
    }
    Ok(found)
}

fn cell(cell: ValueRef<'_>) -> Value {
    match cell {
        ValueRef::Integer(number) => number.into(),
        ValueRef::Real(number) => number.into(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into(),
        ValueRef::Null | ValueRef::Blob(_) => Value::Null,
    }
}

#[derive(Clone)]
struct Floor {
    readers: Pool,
    writer: Arc<Mutex<Connection>>,
}

pub fn router(path: &str) -> Result<Router> {
    let writer = connection(path)?;
    writer.execute_batch("pragma foreign_keys = off")?;
    let writer = Arc::new(Mutex::new(writer));
    let floor = Floor { readers: Pool::open(path)?, writer };
    Ok(Router::new()
        .route("/projects/{id}", get(project))
        .route("/projects", get(list))
        .route("/search", get(search))
        .route("/interactions/{file}", post(write))
        .with_state(floor))
}

async fn project(State(floor): State<Floor>, Path(id): Path<String>) -> Json<Vec<Value>> {
    Json(floor.readers.with(|c| rows(c, PROJECT, [id])).expect("the floor reads"))
}

async fn list(State(floor): State<Floor>, Query(asked): Query<Asked>) -> Json<Vec<Value>> {
    Json(floor.readers.with(|c| rows(c, LIST, (asked.stage, asked.sector))).expect("the floor lists"))
}

async fn search(State(floor): State<Floor>, Query(asked): Query<Asked>) -> Json<Vec<Value>> {
    let words = beginnings(&asked.q, "\"", "*", " AND ");
    let sql = "select d.record, d.kind, d.title from search_text t cross join search_document d where d.seq = t.rowid and search_text match $1 limit 20";
    Json(floor.readers.with(|c| rows(c, sql, [words])).expect("the floor searches"))
}

/// One insert, one commit, one sync of the disk. The identifier names no record: the floor does not check it.
async fn write(State(floor): State<Floor>, Path(file): Path<String>, body: String) -> &'static str {
    let id: platform::Uuid = crate::served::ids().next();
    let writer = floor.writer.lock().unwrap_or_else(PoisonError::into_inner);
    let mut statement = writer.prepare_cached(WRITE).expect("the floor prepares");
    statement.execute((id.to_string(), file, body)).expect("the floor writes");
    "written"
}
