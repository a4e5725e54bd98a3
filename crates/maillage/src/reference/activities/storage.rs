//! The SQL of activities. They are public: every signed-in member reads them all.

use platform::database::{Query, Reader, Result, Transaction};
use platform::text::{normalise, words};

use super::{Activity, ActivityCode, Nomenclature};

const COLUMNS: &str = "select nomenclature, code, level, label, parent from activity_class";

/// How many codes of a nomenclature there are.
pub fn count(reader: &Reader, nomenclature: Nomenclature) -> Result<i64> {
    Query::new("select count(*) from activity_class where nomenclature = $1").bind(nomenclature).one(reader)
}

/// Writes codes that are not there: two instances may start at once.
pub fn put(tx: &Transaction, all: &[Activity]) -> Result<()> {
    all.iter().try_for_each(|one| {
        Query::new(
            "insert into activity_class (nomenclature, code, level, label, label_key, parent) values ($1, $2, $3, $4, $5, $6)
             on conflict (nomenclature, code) do nothing",
        )
        .bind(one.nomenclature)
        .bind(&one.code)
        .bind(one.level)
        .bind(&one.label)
        .bind(normalise(&one.label))
        .bind(one.parent.as_deref())
        .execute(tx)
        .map(drop)
    })
}

/// A code.
pub fn find(reader: &Reader, nomenclature: Nomenclature, code: &str) -> Result<Option<Activity>> {
    let query = Query::new(COLUMNS).push(" where nomenclature = ").push_value(nomenclature);
    query.push(" and code = ").push_value(code).maybe(reader)
}

/// The code that somebody means: with its dots or without, its label after it or not, its nomenclature before it or not.
pub fn meant(reader: &Reader, typed: &str) -> Result<Option<ActivityCode>> {
    let (nomenclature, text) = match typed.split_once(':') {
        Some((key, rest)) => (Nomenclature::from_key(key.trim()), rest),
        None => (Some(Nomenclature::NafRev2), typed),
    };
    let code = text.split_whitespace().next().unwrap_or_default().replace('.', "").to_uppercase();
    let Some(nomenclature) = nomenclature.filter(|_| !code.is_empty()) else { return Ok(None) };
    let found: Option<String> =
        Query::new("select code from activity_class where nomenclature = $1 and replace(code, '.', '') = $2")
            .bind(nomenclature)
            .bind(code)
            .maybe(reader)?;
    Ok(found.map(|code| ActivityCode { nomenclature, code }))
}

/// What holds a code, the largest first.
pub fn above(reader: &Reader, activity: &Activity) -> Result<Vec<Activity>> {
    Query::new(
        "with recursive chain (code) as (select $1 union select a.parent from activity_class a join chain on chain.code = a.code
            where a.nomenclature = $2 and a.parent is not null)
         select a.nomenclature, a.code, a.level, a.label, a.parent from activity_class a join chain on chain.code = a.code
         where a.nomenclature = $2 and a.code <> $1 order by a.level",
    )
    .bind(&activity.code)
    .bind(activity.nomenclature)
    .all(reader)
}

/// What a code holds, or the sections when none is given.
pub fn below(reader: &Reader, nomenclature: Nomenclature, code: Option<&str>) -> Result<Vec<Activity>> {
    let query =
        Query::new(COLUMNS).push(" where nomenclature = ").push_value(nomenclature).push(" and parent ");
    match code {
        Some(code) => query.push("= ").push_value(code),
        None => query.push("is null"),
    }
    .push(" order by code")
    .all(reader)
}

/// The codes that begin with what is asked, dots or not; otherwise those whose label holds every word, as the beginning of a
/// word. The largest first.
pub fn search(reader: &Reader, asked: &str, limit: i64) -> Result<Vec<Activity>> {
    let code: String = asked.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_uppercase();
    let key = normalise(asked);
    if key.is_empty() {
        return Ok(Vec::new());
    }
    let looks_like_code =
        code.len() <= 5 && (code.len() == 1 || code.starts_with(|c: char| c.is_ascii_digit()));
    if looks_like_code {
        let query = Query::new(COLUMNS).push(" where replace(code, '.', '') >= ").push_value(&code);
        let query = query.push(" and replace(code, '.', '') < ").push_value(format!("{code}\u{10ffff}"));
        return query.push(" order by level, code limit ").push_value(limit).all(reader);
    }
    let mut query = Query::new(COLUMNS).push(" where 1 = 1");
    for word in words(&key) {
        query = query.push(" and ' ' || label_key like ").push_value(format!("% {word}%"));
    }
    query.push(" order by level desc, code limit ").push_value(limit).all(reader)
}
