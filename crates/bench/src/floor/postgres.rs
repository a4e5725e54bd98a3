//! The floor on PostgreSQL: tokio-postgres alone, statements prepared once, requests shared among its connections. Beside
//! the operation's own, each handler runs as many small statements as the product does.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::Result;
use axum::extract::{Path, Query, State};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::Value;
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, NoTls, Row, Statement};

use super::{Asked, LIST, PROBE, PROJECT, WRITE, beginnings, object};

const SESSIONS: usize = 16;
const SEARCH: &str = "select d.record, d.kind, d.title from search_document d where d.words @@ to_tsquery('simple', $1) limit 20";

struct Session {
    client: Client,
    project: Statement,
    list: Statement,
    search: Statement,
    write: Statement,
    probe: Statement,
}

#[derive(Clone)]
struct Floor {
    sessions: Arc<Vec<Session>>,
    next: Arc<AtomicUsize>,
}

impl Floor {
    fn session(&self) -> &Session {
        &self.sessions[self.next.fetch_add(1, Ordering::Relaxed) % SESSIONS]
    }

    async fn rows(
        &self,
        pick: impl Fn(&Session) -> &Statement,
        values: &[&(dyn ToSql + Sync)],
        besides: usize,
    ) -> Json<Vec<Value>> {
        let session = self.session();
        for _ in 0..besides {
            session.client.query(&session.probe, &[&"none"]).await.expect("the floor probes");
        }
        let rows = session.client.query(pick(session), values).await.expect("the floor reads");
        Json(rows.iter().map(json).collect())
    }
}

fn json(row: &Row) -> Value {
    object(row.columns().iter().enumerate().map(|(at, column)| {
        let value = match *column.type_() {
            Type::INT8 => row.get::<_, Option<i64>>(at).map_or(Value::Null, Value::from),
            Type::TIMESTAMPTZ => {
                row.get::<_, Option<jiff::Timestamp>>(at).map_or(Value::Null, |at| at.to_string().into())
            }
            _ => row.get::<_, Option<String>>(at).map_or(Value::Null, Value::from),
        };
        (column.name().to_owned(), value)
    }))
}

async fn session(url: &str) -> Result<Session> {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
    tokio::spawn(connection);
    client.batch_execute("set session_replication_role = replica").await?;
    let write = WRITE
        .replace("'2026-11-22'", "date '2026-11-22'")
        .replace("'2026-11-22T", "timestamptz '2026-11-22T");
    Ok(Session {
        project: client.prepare(PROJECT).await?,
        list: client.prepare(LIST).await?,
        search: client.prepare(SEARCH).await?,
        write: client.prepare(&write).await?,
        probe: client.prepare(PROBE).await?,
        client,
    })
}

pub async fn router(url: &str) -> Result<Router> {
    let mut sessions = Vec::new();
    for _ in 0..SESSIONS {
        sessions.push(session(url).await?);
    }
    let floor = Floor { sessions: Arc::new(sessions), next: Arc::default() };
    Ok(Router::new()
        .route("/projects/{id}", get(project))
        .route("/projects", get(list))
        .route("/search", get(search))
        .route("/interactions/{file}", post(write))
        .with_state(floor))
}

async fn project(
    State(floor): State<Floor>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Json<Vec<Value>> {
    floor.rows(|session| &session.project, &[&id], asked.besides).await
}

async fn list(State(floor): State<Floor>, Query(asked): Query<Asked>) -> Json<Vec<Value>> {
    floor.rows(|session| &session.list, &[&asked.stage, &asked.sector], asked.besides).await
}

async fn search(State(floor): State<Floor>, Query(asked): Query<Asked>) -> Json<Vec<Value>> {
    let words = beginnings(&asked.q, "'", ":*", " & ");
    floor.rows(|session| &session.search, &[&words], asked.besides).await
}

async fn write(
    State(floor): State<Floor>,
    Path(file): Path<String>,
    Query(asked): Query<Asked>,
    body: String,
) -> &'static str {
    let id: platform::Uuid = crate::served::ids().next();
    let session = floor.session();
    for _ in 0..asked.besides {
        session.client.query(&session.probe, &[&"none"]).await.expect("the floor probes");
    }
    session.client.execute(&session.write, &[&id.to_string(), &file, &body]).await.expect("the floor writes");
    "written"
}
