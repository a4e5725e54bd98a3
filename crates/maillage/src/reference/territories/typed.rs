//! The one territory that a person typed in a field: by its code, its identifier or the address of its page, or its name.

use jiff::civil::Date;
use platform::database::{Reader, Result};
use platform::text::normalise;
use platform::web::Fault;

use super::codes::{Code, code};
use super::model::{Former, TerritoryId};
use super::storage::{find, former_of, search};

/// The field in which it is typed.
const FIELD: &str = "territory";
/// More places than a message can name.
const MANY: i64 = 8;

/// What was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typed {
    /// A territory.
    One(TerritoryId),
    /// One that is no more, and what is said of it to whoever needs one that is.
    Ended(TerritoryId, Fault),
    /// None, or several: what is said of it.
    Not(Fault),
}

impl Typed {
    /// The territory, if it still is.
    pub fn current(self) -> Result<TerritoryId, Fault> {
        match self {
            Self::One(id) => Ok(id),
            Self::Ended(_, fault) | Self::Not(fault) => Err(fault),
        }
    }

    /// The territory, be it no more.
    pub fn ever(self) -> Result<TerritoryId, Fault> {
        match self {
            Self::One(id) | Self::Ended(id, _) => Ok(id),
            Self::Not(fault) => Err(fault),
        }
    }
}

fn fault(message: &'static str, args: &[(&'static str, String)]) -> Fault {
    Fault { field: FIELD, message, args: args.to_vec() }
}

/// What a text names on a day. The code of a commune that merged names nothing: the commune that holds it now is told.
pub fn typed(reader: &Reader, text: &str, today: Date) -> Result<Typed> {
    let text = text.trim().rsplit('/').next().unwrap_or_default();
    let first = text.split_whitespace().next().unwrap_or_default();
    for id in [text, first].into_iter().filter_map(code) {
        let Code::Id(id) = id else { continue };
        if find(reader, &id)?.is_some() {
            return standing(reader, id, today);
        }
        if let Some(former) = former_of(reader, &id)? {
            let Former { code, .. } = &former;
            let args = [("code", code.clone()), ("successor", former.successor())];
            return Ok(Typed::Not(fault("error-territory-merged", &args)));
        }
    }
    by_name(reader, text, today)
}

/// A territory that is there, or that was.
fn standing(reader: &Reader, id: TerritoryId, today: Date) -> Result<Typed> {
    let Some((name, ended)) = find(reader, &id)?.and_then(|one| Some((one.name, one.valid_until?))) else {
        return Ok(Typed::One(id));
    };
    if ended > today {
        return Ok(Typed::One(id));
    }
    let args = [("name", name), ("day", ended.to_string())];
    let told = match former_of(reader, &id)? {
        Some(former) => {
            let with = [&args[..], &[("successor", former.successor())]].concat();
            fault("error-territory-ended-into", &with)
        }
        None => fault("error-territory-ended", &args),
    };
    Ok(Typed::Ended(id, told))
}

fn by_name(reader: &Reader, text: &str, today: Date) -> Result<Typed> {
    let key = normalise(text);
    let mut found = search(reader, text, MANY)?;
    if found.iter().any(|place| place.name_key == key) {
        found.retain(|place| place.name_key == key);
    }
    Ok(Typed::Not(match found.as_slice() {
        [one] => return standing(reader, one.id.clone(), today),
        _ if key.is_empty() => fault("error-required", &[]),
        [] => fault("error-territory-unknown", &[]),
        several => {
            let named = several.iter().map(|place| format!("{} ({})", place.name, place.id));
            fault("error-territory-several", &[("places", named.collect::<Vec<_>>().join(", "))])
        }
    }))
}
