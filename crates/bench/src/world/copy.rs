//! The same world on PostgreSQL: every row of the SQLite file, through `copy`.

use std::path::Path;

use anyhow::{Context, Result};
use bytes::Bytes;
use futures_util::SinkExt;
use rusqlite::types::ValueRef;
use tokio_postgres::{Client, NoTls};

/// Bytes sent at a time.
const CHUNK: usize = 1 << 20;

/// Connects, and drives the connection for as long as the client lives.
pub async fn connect(url: &str) -> Result<Client> {
    let (client, connection) =
        tokio_postgres::connect(url, NoTls).await.context("PostgreSQL does not answer")?;
    tokio::spawn(connection);
    Ok(client)
}

/// Makes an empty database beside the one of the address; gives its own address.
pub async fn make_database(url: &str, name: &str) -> Result<String> {
    let sql =
        format!("create database {name} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'");
    connect(url).await?.batch_execute(&sql).await?;
    let (server, _) = url.rsplit_once('/').context("the address names no database")?;
    Ok(format!("{server}/{name}"))
}

pub async fn drop_database(url: &str, name: &str) -> Result<()> {
    Ok(connect(url).await?.batch_execute(&format!("drop database {name} with (force)")).await?)
}

/// Copies every row into a database that has its tables.
pub async fn copy(file: &Path, url: &str) -> Result<()> {
    let source = rusqlite::Connection::open(file)?;
    let client = connect(url).await?;
    client.batch_execute("set session_replication_role = replica").await?;
    let tables: Vec<String> = source
        .prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite_%' and name not like 'search_text%' and name not like 'refinery%'")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for table in tables {
        copy_table(&source, &client, &table).await.with_context(|| format!("the rows of {table}"))?;
    }
    client
        .batch_execute(
            "update search_document set words = to_tsvector('simple', text_key);
             select setval(pg_get_serial_sequence('search_document', 'seq'), (select max(seq) from search_document));
             reindex index search_document__words;",
        )
        .await?;
    client.batch_execute("vacuum (full, analyze)").await?;
    client.batch_execute("checkpoint").await?;
    Ok(())
}

async fn copy_table(source: &rusqlite::Connection, client: &Client, table: &str) -> Result<()> {
    let mut statement = source.prepare(&format!("select * from {table}"))?;
    let columns = statement.column_names().collect::<Vec<_>>().join(", ");
    let count = statement.column_count();
    let sink = client.copy_in(&format!("copy {table} ({columns}) from stdin")).await?;
    futures_util::pin_mut!(sink);
    let mut text = Vec::with_capacity(CHUNK + 4096);
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        for at in 0..count {
            if at > 0 {
                text.push(b'\t');
            }
            write_cell(&mut text, row.get_ref(at)?);
        }
        text.push(b'\n');
        if text.len() > CHUNK {
            sink.send(Bytes::from(std::mem::take(&mut text))).await?;
        }
    }
    sink.send(Bytes::from(text)).await?;
    sink.finish().await?;
    Ok(())
}

fn write_cell(text: &mut Vec<u8>, cell: ValueRef<'_>) {
    match cell {
        ValueRef::Null => text.extend(b"\\N"),
        ValueRef::Integer(number) => text.extend(number.to_string().bytes()),
        ValueRef::Real(number) => text.extend(number.to_string().bytes()),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
            for byte in bytes {
                match byte {
                    b'\t' => text.extend(b"\\t"),
                    b'\n' => text.extend(b"\\n"),
                    b'\r' => text.extend(b"\\r"),
                    b'\\' => text.extend(b"\\\\"),
                    other => text.push(*other),
                }
            }
        }
    }
}
