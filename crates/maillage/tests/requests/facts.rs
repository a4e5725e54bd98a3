//! `maillage check`: every fact is found as the texts say it, and whatever is altered of one makes the command exit 1.

use std::process::{Command, ExitCode};

use maillage::commands::verdict;
use platform::database::testing::Scratch;
use platform::database::{Database, Error, Query, Reader, Result, Transaction, Value};
use serde_json::{Value as Json, json};

use super::client::Instance;

/// The rows that facts rest on: their table, the column that tells them apart, which of them.
const STATEMENTS: Rows = Rows { table: "statement", key: "code", which: "1 = 1" };
const DOCUMENTS: Rows = Rows { table: "source_document", key: "code", which: "1 = 1" };
const MEMBERS: Rows = Rows {
    table: "organisation",
    key: "id",
    which: "id in (select record from provenance where document is not null)",
};
const PROVENANCE: Rows = Rows { table: "provenance", key: "id", which: "document is not null" };

/// No page reads them: they say which SIRENs must be unique, and what duplicates are proposed by.
const READ_BY_NO_PAGE: &[(&str, &str)] = &[
    ("organisation", "sealed"),
    ("organisation", "match_key"),
    ("organisation", "domain"),
    ("provenance", "id"),
];

#[derive(Clone, Copy)]
struct Rows {
    table: &'static str,
    key: &'static str,
    which: &'static str,
}

/// A way in which one cell is made to say something else.
#[derive(Clone, Debug)]
struct Alteration {
    key: String,
    column: String,
    value: Value<'static>,
}

/// What a change that is never kept came to.
enum Undone {
    Exit(ExitCode),
    Failed(Error),
}

impl From<Error> for Undone {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

fn leaked(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

/// How the command would exit after a change, which is rolled back.
async fn exit_after(
    database: &Database,
    change: impl Fn(&Transaction) -> Result<()> + Send + 'static,
) -> ExitCode {
    let outcome = database
        .write(move |tx| {
            // Rows may lose what they refer to: the change is not kept.
            Query::new("pragma defer_foreign_keys = on").all::<i64>(tx)?;
            change(tx)?;
            Err::<(), _>(Undone::Exit(verdict(tx, tx.ids().clock().now(), |_| {})?))
        })
        .await;
    match outcome {
        Err(Undone::Exit(code)) => code,
        Err(Undone::Failed(error)) => panic!("the check did not run: {error}"),
        Ok(()) => unreachable!("every change is undone"),
    }
}

/// Every column of every row, altered in every way.
async fn alterations(database: &Database, rows: Rows) -> Vec<Alteration> {
    let read = |reader: &Reader| {
        let columns: Vec<(String, String)> = Query::new("select name, type from pragma_table_info('")
            .push(rows.table)
            .push("')")
            .all(reader)?;
        let mut all = Vec::new();
        for (column, kind) in columns {
            // Who reads a record is no fact of the demonstration.
            if column == "readership" {
                continue;
            }
            if kind == "bigint" {
                all.extend(other_places(reader, rows, &column)?);
                continue;
            }
            if READ_BY_NO_PAGE.contains(&(rows.table, column.as_str())) {
                continue;
            }
            let query = Query::new("select ").push(rows.key).push(", cast(").push(leaked(&column));
            let query = query.push(" as text) from ").push(rows.table).push(" where ").push(rows.which);
            let cells: Vec<(String, Option<String>)> = query.push(" order by 1").all(reader)?;
            for (key, cell) in &cells {
                // What tells rows apart cannot be said twice: another row's value is no alteration of it.
                let known = if column == rows.key { &[][..] } else { &cells };
                for value in others(&column, &kind, cell.as_deref(), known) {
                    all.push(Alteration { key: key.clone(), column: column.clone(), value });
                }
            }
        }
        Ok::<_, Error>(all)
    };
    database.read(read).await.unwrap()
}

/// A place says something by the order that it gives: the first of a document goes last, the others first.
fn other_places(reader: &Reader, rows: Rows, column: &str) -> Result<Vec<Alteration>> {
    assert_eq!((rows.table, column), ("statement", "position"), "a new number: say how it is altered");
    let first = "select s.code, (select min(f.position) from statement f where f.source = s.source) = s.position from statement s";
    let places: Vec<(String, bool)> = Query::new(first).all(reader)?;
    let moved = |(key, first)| Alteration {
        key,
        column: column.to_owned(),
        value: Value::Integer(if first { 1000 } else { -1 }),
    };
    Ok(places.into_iter().map(moved).collect())
}

/// What else a cell could say.
fn others(
    column: &str,
    kind: &str,
    cell: Option<&str>,
    cells: &[(String, Option<String>)],
) -> Vec<Value<'static>> {
    let text = |text: String| Value::from(text);
    match (kind, cell) {
        ("boolean", cell) => vec![Value::Boolean(cell == Some("0"))],
        (_, Some(said)) if said.starts_with('{') => {
            let whole: Json = serde_json::from_str(said).unwrap();
            let altered = within(&whole).into_iter().map(|json| text(json.to_string()));
            altered.chain([Value::Null]).collect()
        }
        (_, Some(said)) => {
            let another = cells.iter().find_map(|(_, cell)| cell.as_deref().filter(|cell| *cell != said));
            let mut values = vec![text(format!("{said}x")), text(String::new())];
            values.extend(another.map(|cell| text(cell.to_owned())));
            values
        }
        (_, None) if ["figure", "stated_date", "as_of", "published"].contains(&column) => {
            let figure = json!({"low": 1_000_000, "high": 1_000_000, "qualifier": "exact", "unit": "count"});
            let date = json!({"earliest": "2019-03-01", "latest": "2019-03-31", "precision": "month"});
            vec![text(if column == "figure" { figure } else { date }.to_string())]
        }
        (_, None) => vec![text("x".into()), text(String::new())],
    }
}

/// What a figure or a date in JSON says, altered in one of its parts.
fn within(whole: &Json) -> Vec<Json> {
    const QUALIFIERS: [&str; 4] = ["exact", "range", "about", "at_least"];
    const PRECISIONS: [&str; 3] = ["day", "month", "year"];
    let parts = whole.as_object().unwrap();
    let with = |part: &str, said: Json| {
        let mut altered = parts.clone();
        altered.insert(part.to_owned(), said);
        Json::Object(altered)
    };
    let mut all = Vec::new();
    for (part, said) in parts {
        let mut others = match said {
            Json::Bool(said) => vec![json!(!said)],
            Json::Number(said) => {
                vec![json!(said.as_i64().unwrap() + 1), json!(said.as_i64().unwrap() - 1_000_000)]
            }
            Json::String(said) => match said.parse::<jiff::civil::Date>() {
                Ok(day) => vec![json!(day.yesterday().unwrap()), json!(day.tomorrow().unwrap())],
                Err(_) => vec![json!(format!("{said}x")), json!("")],
            },
            _ => vec![json!("x"), json!(17_000_000), json!("2019-01-01")],
        };
        match part.as_str() {
            "qualifier" => others.extend(QUALIFIERS.map(Json::from)),
            "precision" => others.extend(PRECISIONS.map(Json::from)),
            "unit" => others.extend(["count", "EUR", "other:emplois"].map(Json::from)),
            // Left out, the number said is found again in the bounds and the words.
            "value" => {}
            _ => others.push(Json::Null),
        }
        all.extend(others.into_iter().filter(|other| other != said).map(|other| with(part, other)));
    }
    // Both bounds at once, as an exact number would be altered.
    if let (Some(low), Some(high)) = (whole["low"].as_i64(), whole["high"].as_i64()) {
        let mut moved = parts.clone();
        moved.remove("value");
        moved.insert("low".into(), json!(low + 1_000_000));
        moved.insert("high".into(), json!(high + 1_000_000));
        all.push(Json::Object(moved));
    }
    all
}

async fn altering_any(rows: Rows, at_least: usize) {
    let instance = Instance::sqlite().await;
    assert_eq!(exit_after(&instance.database, |_| Ok(())).await, ExitCode::SUCCESS);
    let alterations = alterations(&instance.database, rows).await;
    assert!(alterations.len() > at_least, "{}", alterations.len());
    let mut unseen = Vec::new();
    for alteration in alterations {
        let altered = alteration.clone();
        let change = move |tx: &Transaction| {
            let query = Query::new("update ").push(rows.table).push(" set ").push(leaked(&altered.column));
            let query = query.push(" = ").push_value(altered.value.clone()).push(" where ").push(rows.key);
            query.push(" = ").push_value(altered.key.clone()).execute_one(tx)
        };
        if exit_after(&instance.database, change).await != ExitCode::from(1) {
            unseen.push(alteration);
        }
    }
    assert!(unseen.is_empty(), "altered, and not found: {unseen:#?}");
    for key in keys(&instance.database, rows).await {
        let change = move |tx: &Transaction| {
            let query = Query::new("delete from ").push(rows.table).push(" where ").push(rows.key);
            query.push(" = ").push_value(key.clone()).execute_one(tx)
        };
        assert_eq!(exit_after(&instance.database, change).await, ExitCode::from(1));
    }
}

async fn keys(database: &Database, rows: Rows) -> Vec<String> {
    let query = || Query::new("select ").push(rows.key).push(" from ").push(rows.table).push(" where ");
    database.read(|r| query().push(rows.which).all(r)).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn altering_any_statement_is_found() {
    altering_any(STATEMENTS, 1000).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn altering_any_document_is_found() {
    altering_any(DOCUMENTS, 100).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn altering_any_member_is_found() {
    altering_any(MEMBERS, 500).await;
}

/// S4-23: where each was read.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn altering_where_a_member_was_read_is_found() {
    altering_any(PROVENANCE, 100).await;
}

/// What no text says is found too.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_no_text_says_is_found() {
    let instance = Instance::sqlite().await;
    for sql in [
        "insert into statement select 'S4-99', source, 99, label_fr, label_en, figure, stated_date, as_of from statement where code = 'S4-13'",
        "insert into source_document select 'S5', title, outlet, rubric, author, published, url from source_document where code = 'S4'",
        "insert into provenance (id, record, document) select id, id, 'S0' from organisation where member and fictitious",
        "delete from competence",
        "delete from organisation_link where nature = 'support'",
        "update organisation_link set nature = 'parent'",
        "update organisation set family = case name when 'HAROPA' then 'company' else 'public-body' end where name in ('HAROPA', 'Groupe ADP')",
        "delete from account where email = 'claire.vidal@provence.example'",
        "update position set title_fr = 'ministre' where title_fr like 'ministre de la coh%'",
        "update position set stated_on = replace(stated_on, '2019-03-01', '2019-03-23') where title_fr like 'secr%'",
        "update position set organisation = null where place is null and title_fr is null",
        "delete from position where place = 'CCI'",
        "update target_version set figure = replace(figure, '65000000', '66000000')",
        "update target_version set figure = replace(figure, '\"exact\"', '\"at_least\"') where statement = 'S3-11'",
        "update target_version set firmness = 'voted' where firmness = 'wished'",
        "update target_version set risks = null where statement = 'S3-10.jobs'",
        "update target_version set baseline = null where baseline is not null",
        "update target_version set stated_in = 'ailleurs' where statement = 'S3-11'",
        "update target set year = 2022 where indicator = 'budget'",
        "update target set axis = (select id from heading where name_fr = 'Migration des talents') where indicator = 'jobs'",
        "update target set fictitious = true where indicator = 'wins'",
        "update observation set statement = null",
        "delete from observation",
        "update heading set origins = 'Paris' where origins is not null",
        "update heading set kind = 'programme' where kind = 'magnet'",
        "update heading set name_fr = 'Démétropolisation' where origins is not null",
        "update person set family_name = 'Chauvain' where family_name = 'Chauvin'",
        "update person set given_name = 'Jean-Luc' where given_name = 'JL.'",
    ] {
        let change = move |tx: &Transaction| Query::new(sql).execute(tx).map(drop);
        assert_eq!(exit_after(&instance.database, change).await, ExitCode::from(1), "{sql}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_fact_is_found_on_both_engines() {
    for instance in [Instance::sqlite().await, Instance::postgres().await] {
        let now = instance.database.ids().clock().now();
        let code = instance.database.read(|r| verdict(r, now, |_| {})).await.unwrap();
        assert_eq!(code, ExitCode::SUCCESS);
    }
}

/// The compiled command: without arguments, with a database, with one that was altered, with none.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_command_exits_one_on_a_difference() {
    let check = |database: Option<&std::path::Path>| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_maillage"));
        command.arg("check");
        if let Some(database) = database {
            command.arg("--database").arg(database);
        }
        let output = command.output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let (code, told) = check(None);
    assert_eq!(code, Some(0), "{told}");
    assert!(
        told.contains("attendu\u{a0}: près de 90, 51, environ 39") && told.contains("attend\u{a0}: "),
        "{told}"
    );
    let scratch = Scratch::sqlite().await;
    let (database, path) = (scratch.database(), scratch.file());
    maillage::demo::load(&database).await.unwrap();
    assert_eq!(check(Some(&path)).0, Some(0));
    let sql =
        "update statement set figure = replace(figure, '81000000', '80000000') where code = 'S4-20.all'";
    database.write(move |tx| Query::new(sql).execute_one(tx)).await.unwrap();
    let (code, told) = check(Some(&path));
    assert_eq!(code, Some(1), "{told}");
    assert!(told.contains("≠ S4-20.all") && told.contains("90, nearly, 80..90, count"), "{told}");
    assert_eq!(check(Some(&path.with_file_name("nowhere.db"))).0, Some(2));
}
