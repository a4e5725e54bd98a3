//! The floor of each operation: a bare handler that runs the same SQL with prepared statements. No session, no access
//! control, no journal, no facade.

mod postgres;
pub mod sqlite;

use anyhow::Result;
use serde_json::{Map, Value};

/// One project with its company.
pub const PROJECT: &str = "select p.id, p.reference, p.stage, p.stage_entered_at, p.code_name, p.source, p.company, p.referent, p.activity, p.sector, p.operation,
    p.function, p.location, p.jobs, p.jobs_figure, p.requirements, p.competitors, p.drivers, p.contact_person, p.legal_basis,
    p.anonymous_description, r.version, o.name as owner, c.name as company_name
    from project p join record r on r.id = p.id join organisation o on o.id = p.owner left join organisation c on c.id = p.company where p.id = $1";
/// Fifty projects of a stage and a sector, by jobs.
const LIST: &str = "select p.id, p.reference, p.code_name, p.stage, p.sector, p.jobs_figure, o.name as owner, c.name as company,
    (select x.given_name || ' ' || x.family_name from account a join person x on x.id = a.person where a.id = p.referent) as referent
    from project p join organisation o on o.id = p.owner left join organisation c on c.id = p.company
    where p.stage = $1 and p.sector = $2 order by p.jobs_sort desc, p.id desc limit 50";
/// The write: the row alone.
const WRITE: &str = "insert into interaction (id, company_file, channel, held_on, summary, created_at) values ($1, $2, 'call', '2026-11-22', $3, '2026-11-22T12:00:00.000000Z')";
/// What stands for each statement that the product runs besides the operation's own, on PostgreSQL.
const PROBE: &str = "select key from principal where id = $1";

/// Serves the floor of this database.
pub async fn serve(database: &str) -> Result<()> {
    let router = if database.starts_with("postgres") {
        postgres::router(database).await?
    } else {
        sqlite::router(database)?
    };
    crate::served::serve(router).await
}

/// A row as JSON, by column.
fn object(columns: impl Iterator<Item = (String, Value)>) -> Value {
    Value::Object(columns.collect::<Map<_, _>>())
}

/// The words of a question, each the beginning of a word.
fn beginnings(question: &str, quote: &str, after: &str, and: &str) -> String {
    let key = platform::text::normalise(question);
    key.split(' ').map(|word| format!("{quote}{word}{quote}{after}")).collect::<Vec<_>>().join(and)
}

/// What a row's address carries.
#[derive(serde::Deserialize)]
struct Asked {
    #[serde(default)]
    stage: i64,
    #[serde(default)]
    sector: String,
    #[serde(default)]
    q: String,
    /// Statements to run besides.
    #[serde(default)]
    besides: usize,
}
