//! Reads the settings of an instance: a file, then the environment. Everything at fault is said at once, before a database is
//! opened or a folder made.

use std::net::SocketAddr;
use std::path::Path;

use jiff::tz::TimeZone;
use platform::database::Location;
use platform::i18n::Language;
use platform::mail::Mailer;
use platform::web::{Fault, Faults};
use tracing_subscriber::EnvFilter;

use crate::providers;
use crate::settings::{Settings, networks};

/// Every setting, as the file and the environment (`MAILLAGE_` and the name in capitals) call it.
pub const NAMES: &[&str] = &[
    "database_url",
    "listen",
    "public_url",
    "instance_name",
    "language",
    "time_zone",
    "mail_url",
    "mail_sender",
    "files_url",
    "files_limit",
    "s3_endpoint",
    "s3_region",
    "s3_access_key",
    "s3_secret_key",
    "trusted_proxies",
    "log_format",
    "log_filter",
    "request_limit",
    "stop_grace",
    "providers",
];

/// The one that is a list: JSON in the environment.
const LIST: &str = "providers";
/// Those that are numbers, with the least that each may be.
const NUMBERS: &[(&str, i64)] = &[("files_limit", 1), ("request_limit", 1), ("stop_grace", 0)];

/// How the names of variables of the environment begin.
const PREFIX: &str = "MAILLAGE_";
/// The variable that says where the settings file is.
const FILE: &str = "SETTINGS";

/// The variables that look like settings and name none: mistyped, or of another program.
pub fn unknown(variables: impl Iterator<Item = String>) -> Vec<String> {
    let known = |name: &str| name == FILE || NAMES.iter().any(|own| own.to_uppercase() == name);
    let mut unknown: Vec<String> =
        variables.filter(|name| name.strip_prefix(PREFIX).is_some_and(|name| !known(name))).collect();
    unknown.sort();
    unknown
}

/// Settings with which nothing is begun: each one at fault, and the language to say it in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The language that the settings ask for, as far as they could be read.
    pub language: Language,
    /// What is at fault; the field is the setting.
    pub faults: Faults,
}

impl Settings {
    /// Reads the file, if there is one, then what the environment overrides.
    pub fn read(file: Option<&Path>, environment: impl Fn(&str) -> Option<String>) -> Result<Self, Refused> {
        let mut faults = Faults::default();
        let mut table = file.map(|path| parsed(path, &mut faults)).unwrap_or_default();
        for name in NAMES {
            let Some(value) = environment(&format!("{PREFIX}{}", name.to_uppercase())) else { continue };
            let value = if *name == LIST { list(&value) } else { Some(one(name, value)) };
            match value {
                Some(value) => drop(table.insert((*name).to_owned(), value)),
                None => faults.add(LIST, "setting-not-json"),
            }
        }
        if let Some(url) = environment("DATABASE_URL") {
            table.entry("database_url").or_insert(toml::Value::String(url));
        }
        let language = table.get("language").and_then(toml::Value::as_str).and_then(Language::from_code);
        let refused = |faults| Refused { language: language.unwrap_or(Language::French), faults };
        kinds(&table, &mut faults);
        if !faults.0.is_empty() {
            return Err(refused(faults));
        }
        let read: Result<Self, _> = table.try_into();
        let mut settings = read.map_err(|error| {
            faults.add_with("settings", "setting-unreadable", "cause", &error.message());
            refused(faults.clone())
        })?;
        // Links are made by adding a path to it.
        settings.public_url.truncate(settings.public_url.trim_end_matches('/').len());
        settings.check(&mut faults);
        providers::check(&settings.providers, &mut faults);
        faults.or(settings).map_err(refused)
    }

    /// Notes each value with which the instance could not run. Those that may hold a password are not repeated.
    fn check(&self, faults: &mut Faults) {
        let begins = |value: &str, schemes: &[&str]| {
            schemes.iter().any(|scheme| value.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty()))
        };
        let web = |value: &str| begins(value, &["http://", "https://"]);
        for (name, fine, message, value) in [
            ("database_url", Location::understands(&self.database_url), "setting-database", ""),
            ("listen", self.listen.parse::<SocketAddr>().is_ok(), "setting-listen", self.listen.as_str()),
            ("public_url", web(&self.public_url), "setting-web-address", &self.public_url),
            ("language", Language::from_code(&self.language).is_some(), "setting-language", &self.language),
            ("time_zone", TimeZone::get(&self.time_zone).is_ok(), "setting-zone", &self.time_zone),
            ("mail_url", Mailer::understands(&self.mail_url), "setting-mail", ""),
            ("mail_sender", Mailer::may_be_from(&self.mail_sender), "setting-sender", &self.mail_sender),
            ("files_url", begins(&self.files_url, &["folder:", "s3://"]), "setting-files", &self.files_url),
            (
                "s3_endpoint",
                self.s3_endpoint.is_empty() || web(&self.s3_endpoint),
                "setting-web-address",
                &self.s3_endpoint,
            ),
            (
                "trusted_proxies",
                networks(&self.trusted_proxies).all(|network| network.is_some()),
                "setting-proxies",
                &self.trusted_proxies,
            ),
            (
                "log_format",
                ["text", "json"].contains(&self.log_format.as_str()),
                "setting-log-format",
                &self.log_format,
            ),
            (
                "log_filter",
                EnvFilter::try_new(&self.log_filter).is_ok(),
                "setting-log-filter",
                &self.log_filter,
            ),
        ] {
            if !fine {
                faults.add_with(name, message, "value", &value);
            }
        }
    }
}

/// What a file says, or nothing when that is a fault.
fn parsed(path: &Path, faults: &mut Faults) -> toml::Table {
    let mut say = |message: &'static str, name: &'static str, value: String| {
        let args = vec![("path", path.display().to_string()), (name, value)];
        faults.0.push(Fault { field: "settings", message, args });
        toml::Table::new()
    };
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => return say("setting-file", "cause", error.to_string()),
    };
    text.parse().unwrap_or_else(|error: toml::de::Error| {
        // Its own words would repeat the line, which may hold a password.
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        say("setting-not-toml", "line", (before.matches('\n').count() + 1).to_string())
    })
}

/// Notes what is no setting, and what is of the wrong kind.
fn kinds(table: &toml::Table, faults: &mut Faults) {
    for (key, value) in table {
        let Some(name) = NAMES.iter().find(|name| *name == key) else {
            faults.add_with("settings", "setting-unknown", "name", key);
            continue;
        };
        let least = NUMBERS.iter().find(|(number, _)| number == name);
        match (value, least) {
            (toml::Value::Integer(number), Some((_, least))) if number >= least => {}
            (_, Some((_, least))) => faults.add_with(name, "setting-number", "least", least),
            (toml::Value::Array(items), None) if *name == LIST => {
                for (at, item) in items.iter().enumerate() {
                    match item {
                        toml::Value::Table(one) => providers::spelling(at + 1, one, faults),
                        _ => faults.add(LIST, "setting-providers"),
                    }
                }
            }
            (_, None) if *name == LIST => faults.add(LIST, "setting-providers"),
            (toml::Value::String(_), None) => {}
            (_, None) => faults.add(name, "setting-text"),
        }
    }
}

fn one(name: &str, value: String) -> toml::Value {
    let is_number = NUMBERS.iter().any(|(number, _)| *number == name);
    let number = value.parse::<i64>().ok().filter(|_| is_number);
    number.map_or(toml::Value::String(value), toml::Value::Integer)
}

fn list(value: &str) -> Option<toml::Value> {
    let read: serde_json::Value = serde_json::from_str(value).ok()?;
    toml::Value::try_from(read).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, value: &str) -> Result<Settings, Refused> {
        let (name, value) = (name.to_owned(), value.to_owned());
        Settings::read(None, move |asked| (asked == name).then(|| value.clone()))
    }

    /// A file of its own, gone afterwards.
    fn of_file(name: &str, text: &str) -> Result<Settings, Refused> {
        let path = std::env::temp_dir().join(format!("maillage-{name}-{}.toml", std::process::id()));
        std::fs::write(&path, text).unwrap();
        let settings =
            Settings::read(Some(&path), |name| (name == "MAILLAGE_LISTEN").then(|| "127.0.0.1:2".into()));
        std::fs::remove_file(&path).unwrap();
        settings
    }

    fn said(refused: &Refused) -> Vec<(&str, &str)> {
        refused.faults.0.iter().map(|fault| (fault.field, fault.message)).collect()
    }

    #[test]
    fn the_environment_beats_the_file() {
        let text = "instance_name = \"Territoires\"\nlisten = \"127.0.0.1:1\"\nstop_grace = 5";
        let settings = of_file("beaten", text).unwrap();
        assert_eq!(
            (settings.instance_name.as_str(), settings.listen.as_str(), settings.stop_grace),
            ("Territoires", "127.0.0.1:2", 5)
        );
    }

    #[test]
    fn a_slash_at_the_end_of_the_address_is_taken_off() {
        let settings = read("MAILLAGE_PUBLIC_URL", "https://a.example/").unwrap();
        assert_eq!(settings.public_url, "https://a.example");
    }

    #[test]
    fn a_wrong_value_names_its_setting() {
        for (name, value) in [
            ("database_url", "mysql://x@127.0.0.1/y"),
            ("database_url", "sqlite://maillage.db"),
            ("database_url", "postgres://x@127.0.0.1:port/y"),
            ("listen", "8080"),
            ("public_url", "maillage.example.org"),
            ("language", "de"),
            ("time_zone", "Europe/Nowhere"),
            ("mail_url", "imap://mail.example.org"),
            ("mail_url", "folder:"),
            ("mail_sender", "Maillage"),
            ("files_url", "/var/lib/files"),
            ("files_url", "s3://"),
            ("files_limit", "0"),
            ("s3_endpoint", "s3.example.org"),
            ("trusted_proxies", "172.17.0.1, gateway"),
            ("log_format", "xml"),
            ("log_filter", "info,maillage=loud"),
            ("request_limit", "soon"),
            ("request_limit", "0"),
            ("stop_grace", "-1"),
            ("providers", "[{}]"),
            ("providers", "{"),
            ("providers", "{}"),
        ] {
            let refused = read(&format!("MAILLAGE_{}", name.to_uppercase()), value).unwrap_err();
            assert!(refused.faults.0.iter().all(|fault| fault.field == name), "{name}={value}: {refused:?}");
        }
        for (name, value) in [
            ("MAILLAGE_PROVIDERS", "[]"),
            ("MAILLAGE_MAIL_URL", "smtps://a:b@mail.example.org"),
            ("MAILLAGE_MAIL_SENDER", "Maillage <maillage@example.org>"),
            ("MAILLAGE_LISTEN", "[::1]:80"),
            ("MAILLAGE_TRUSTED_PROXIES", "172.17.0.1, 10.0.0.0/8,fd00::/8"),
            ("DATABASE_URL", "postgres://maillage:secret@127.0.0.1/maillage"),
        ] {
            read(name, value).unwrap_or_else(|refused| panic!("{name}={value}: {refused:?}"));
        }
    }

    /// All of it at once, in the language that the file asks for; no password is repeated.
    #[test]
    fn everything_at_fault_in_a_file_is_said() {
        let text = "language = 'en'\nstop_grace = 'soon'\ninstance_name = 3\ncolour = 'red'\n[[providers]]\nkey = 'a'\nsecret = 'b'";
        let refused = of_file("faults", text).unwrap_err();
        assert_eq!(refused.language, Language::English);
        let mut said = said(&refused);
        said.sort_unstable();
        assert_eq!(
            said,
            [
                ("instance_name", "setting-text"),
                ("providers", "setting-provider-missing"),
                ("providers", "setting-provider-missing"),
                ("providers", "setting-provider-missing"),
                ("providers", "setting-provider-missing"),
                ("providers", "setting-provider-unknown"),
                ("settings", "setting-unknown"),
                ("stop_grace", "setting-number"),
            ]
        );
        let refused = of_file("torn", "listen = 'x'\ns3_secret_key = 'hidden\n").unwrap_err();
        let [fault] = refused.faults.0.as_slice() else { panic!("{refused:?}") };
        assert_eq!((fault.message, fault.args[1].clone()), ("setting-not-toml", ("line", "2".to_owned())));
        let wrong = read("MAILLAGE_DATABASE_URL", "postgres://a:hidden@h:x/y").unwrap_err();
        assert!(![refused, wrong].iter().any(|one| format!("{one:?}").contains("hidden")));
        let refused = Settings::read(Some(Path::new("/nowhere/at/all")), |_| None).unwrap_err();
        assert_eq!(self::said(&refused), [("settings", "setting-file")]);
    }

    /// Every setting is documented, in the guide.
    #[test]
    fn every_setting_is_documented() {
        let guide = include_str!("../../../docs/guide/settings.md");
        for name in NAMES {
            assert!(guide.contains(&format!("`{name}`")), "{name} is not in docs/guide/settings.md");
        }
    }
}
