//! The codes that communes had before they merged.

use std::collections::BTreeMap;

use platform::database::{Query, Reader, Result, Transaction};
use platform::text::normalise;

use super::super::model::{Former, TerritoryId};
use super::together;

/// Values asked for by one statement.
const ASKED: usize = 500;

/// Those of these codes that a commune had before it merged.
pub fn former(reader: &Reader, codes: &[&str]) -> Result<BTreeMap<String, Former>> {
    let mut former = BTreeMap::new();
    for some in codes.chunks(ASKED) {
        let mut query = Query::new(
            "select f.code as code, f.name as name, t.id as holder, t.code as holder_code, t.name as holder_name, t.vintage as vintage
             from former_commune f join territory t on t.id = 'commune-' || f.commune where f.code in ('0'",
        );
        for code in some {
            query = query.push(", ").push_value(*code);
        }
        let found: Vec<Former> = query.push(")").all(reader)?;
        former.extend(found.into_iter().map(|one| (one.code.clone(), one)));
    }
    Ok(former)
}

/// What a commune of this identifier became, if it merged.
pub fn former_of(reader: &Reader, id: &TerritoryId) -> Result<Option<Former>> {
    let code = id.as_str().strip_prefix("commune-").unwrap_or_default();
    Ok(former(reader, &[code])?.remove(code))
}

/// Writes the former codes of communes; those whose name is known are found by it.
pub fn put_former(tx: &Transaction, former: &[(String, Option<String>, String)]) -> Result<()> {
    together(
        tx,
        "insert into former_commune (code, name, commune) values ",
        " on conflict (code) do update set name = excluded.name, commune = excluded.commune",
        former,
        |(code, name, commune)| vec![code.into(), name.as_deref().into(), commune.into()],
    )?;
    let named = former.iter().filter_map(|(_, name, commune)| Some((name.as_deref()?, commune)));
    let names: Vec<(String, String)> =
        named.map(|(name, commune)| (normalise(name), format!("commune-{commune}"))).collect();
    together(
        tx,
        "insert into territory_name (name_key, territory) values ",
        " on conflict (name_key, territory) do nothing",
        &names,
        |(name, commune)| vec![name.into(), commune.into()],
    )
}
