//! Where people may sign in besides here: providers of OpenID Connect, as an operator declares them.

use platform::outward::origin;
use platform::web::{Fault, Faults};
use serde::Deserialize;

/// A provider of identities.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provider {
    /// What it is called in addresses: lower-case letters, digits and hyphens.
    pub key: String,
    /// Its issuer, exactly as it names itself.
    pub issuer: String,
    /// What it calls this instance.
    pub client_id: String,
    /// What this instance proves itself by.
    pub client_secret: Secret,
    /// What its button says, after “Sign in with”.
    pub label: String,
    /// How it is spoken to.
    #[serde(default)]
    pub variant: Variant,
    /// What is asked of it; `openid` and `email` unless said otherwise.
    #[serde(default = "scopes")]
    pub scopes: Vec<String>,
    /// The levels of authentication accepted; none given is any.
    #[serde(default)]
    pub acr: Vec<String>,
    /// The levels that stand for two factors, so that no code is asked for after them.
    #[serde(default = "multi_factor_acr")]
    pub multi_factor_acr: Vec<String>,
    /// The other origins that it may answer from: by default only that of its issuer.
    #[serde(default)]
    pub origins: Vec<String>,
}

/// How a provider is spoken to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Variant {
    /// OpenID Connect as it is written.
    #[default]
    Generic,
    /// ProConnect: who somebody is comes as a signed text, the organisation with it.
    ProConnect,
}

/// A text that no log shows.
#[derive(Clone, Deserialize)]
#[serde(transparent)]
pub struct Secret(pub String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Provider {
    /// Whether an address may be asked on its behalf.
    pub fn may_ask(&self, url: &str) -> bool {
        let asked = origin(url);
        asked.is_some()
            && (asked == origin(&self.issuer) || self.origins.iter().any(|known| origin(known) == asked))
    }
}

fn scopes() -> Vec<String> {
    vec!["openid".into(), "email".into()]
}

fn multi_factor_acr() -> Vec<String> {
    [
        "eidas2",
        "eidas3",
        "https://proconnect.gouv.fr/assurance/self-asserted-2fa",
        "https://proconnect.gouv.fr/assurance/consistency-checked-2fa",
    ]
    .map(String::from)
    .into()
}

/// Each key of a provider: whether it must be given, and whether it is a list.
const KEYS: &[(&str, bool, bool)] = &[
    ("key", true, false),
    ("issuer", true, false),
    ("client_id", true, false),
    ("client_secret", true, false),
    ("label", true, false),
    ("variant", false, false),
    ("scopes", false, true),
    ("acr", false, true),
    ("multi_factor_acr", false, true),
    ("origins", false, true),
];

/// Notes what a provider, as it is written, lacks, misspells or gives as something else than words.
pub(crate) fn spelling(number: usize, table: &toml::Table, faults: &mut Faults) {
    let mut say = |message: &'static str, name: &str| {
        let args = vec![("number", number.to_string()), ("name", name.to_owned())];
        faults.0.push(Fault { field: "providers", message, args });
    };
    let words = |value: &toml::Value, list: bool| match value {
        toml::Value::Array(items) => list && items.iter().all(toml::Value::is_str),
        one => !list && one.is_str(),
    };
    for (name, value) in table {
        match KEYS.iter().find(|(known, ..)| known == name) {
            None => say("setting-provider-unknown", name),
            Some((_, _, list)) if !words(value, *list) => say("setting-provider-kind", name),
            Some(_) => {}
        }
    }
    for (name, ..) in KEYS.iter().filter(|(name, required, _)| *required && !table.contains_key(*name)) {
        say("setting-provider-missing", name);
    }
    if let Some(toml::Value::String(variant)) = table.get("variant")
        && !["generic", "proconnect"].contains(&variant.as_str())
    {
        say("setting-provider-variant", variant);
    }
}

/// Notes what could not work, or would not be safe.
pub(crate) fn check(providers: &[Provider], faults: &mut Faults) {
    for (at, one) in providers.iter().enumerate() {
        let named = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let same = |other: &Provider| other.key == one.key || other.issuer == one.issuer;
        let given =
            !one.client_id.is_empty() && !one.client_secret.0.is_empty() && !one.label.trim().is_empty();
        for (fine, message) in [
            (!one.key.is_empty() && one.key.chars().all(named), "setting-provider-key"),
            (!providers[..at].iter().any(same), "setting-provider-twice"),
            (one.issuer.len() <= 500 && origin(&one.issuer).is_some(), "setting-provider-issuer"),
            (given, "setting-provider-empty"),
            (one.scopes.iter().any(|scope| scope == "openid"), "setting-provider-openid"),
        ] {
            if !fine {
                faults.add_with("providers", message, "name", &one.key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn right(providers: &[Provider]) -> bool {
        let mut faults = Faults::default();
        check(providers, &mut faults);
        faults.0.is_empty()
    }

    fn one(change: impl Fn(&mut toml::Table)) -> Result<Vec<Provider>, toml::de::Error> {
        let mut table: toml::Table =
            "key = 'agents'\nissuer = 'https://id.example/v2'\nclient_id = 'm'\nclient_secret = 's'\nlabel = 'Agents'"
                .parse()
                .unwrap();
        change(&mut table);
        Ok(vec![table.try_into()?])
    }

    #[test]
    fn a_provider_that_could_not_work_is_refused() {
        let with = |name: &'static str, value: &'static str| {
            one(|table| drop(table.insert(name.into(), value.into()))).is_ok_and(|list| right(&list))
        };
        for (name, value, fine) in [
            ("label", "Agents", true),
            ("variant", "proconnect", true),
            ("variant", "saml", false),
            ("issuer", "http://127.0.0.1:9000", true),
            ("issuer", "http://id.example", false),
            ("key", "a/b", false),
            ("key", "", false),
            ("client_secret", "", false),
            ("secrets", "unknown", false),
        ] {
            assert_eq!(with(name, value), fine, "{name} = {value}");
        }
        let twice = [one(|_| {}).unwrap(), one(|_| {}).unwrap()].concat();
        assert!(!right(&twice));
    }

    #[test]
    fn only_the_origins_of_a_provider_are_asked_and_its_secret_is_not_shown() {
        let list =
            one(|table| drop(table.insert("origins".into(), vec!["https://keys.example"].into()))).unwrap();
        for (url, asked) in [
            ("https://id.example/token", true),
            ("https://keys.example/jwks", true),
            ("https://id.example.evil.example/token", false),
            ("https://id.example:8443/token", false),
            ("http://id.example/token", false),
        ] {
            assert_eq!(list[0].may_ask(url), asked, "{url}");
        }
        assert!(!format!("{list:?}").contains("Secret(\"s\")"));
    }
}
