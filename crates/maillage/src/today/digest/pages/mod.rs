//! The pages of what changed, and its words, which the mail shares.

pub mod changes;
pub mod rhythm;

use platform::i18n::Text;

use super::{Act, Changed};
use crate::frame::personal::ANONYMOUS;

/// What a record is called, after its kind.
pub fn name_of(t: &Text, one: &Changed) -> String {
    let kind = t.keyed("kind-", &one.kind);
    if one.title.is_empty() {
        kind
    } else {
        t.with2("digest-record", "kind", kind, "title", one.title.as_str())
    }
}

/// What was done, as often as it was.
pub fn act_told(t: &Text, act: &Act) -> String {
    let what = t.keyed("verb-", &act.verb.replace('.', "-"));
    if act.times > 1 { t.with2("digest-times", "what", what, "n", act.times) } else { what }
}

/// Who did it: a person for an organisation, whoever was forgotten, or the instance itself.
pub fn who(t: &Text, act: &Act, instance: &str) -> String {
    let name = match act.by_name.as_deref().map(str::trim) {
        None => return instance.to_owned(),
        Some(ANONYMOUS) => t.text("somebody-forgotten").to_owned(),
        Some(name) => name.to_owned(),
    };
    match &act.for_name {
        Some(organisation) => format!("{name}, {organisation}"),
        None => name,
    }
}
