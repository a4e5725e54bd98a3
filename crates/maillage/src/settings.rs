//! How an instance is set: a file, then the environment. Each setting is described in `docs/guide/settings.md`.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, ensure};
use jiff::tz::TimeZone;
use platform::database::Location;
use platform::files::{Bucket, Store};
use platform::i18n::Language;
use serde::Deserialize;

use crate::providers;
pub use crate::providers::{Provider, Secret, Variant};

/// The settings of an instance.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Where the data live: `sqlite:PATH` or `postgres://…`.
    pub database_url: String,
    /// The address to listen on.
    pub listen: String,
    /// The address that people type; a slash at its end is taken off.
    pub public_url: String,
    /// The name shown on every page.
    pub instance_name: String,
    /// The language of commands: `fr` or `en`.
    pub language: String,
    /// The zone in which moments are shown, by its IANA name.
    pub time_zone: String,
    /// How mails leave: `smtp://…`, `smtps://…` or `folder:PATH`.
    pub mail_url: String,
    /// The address that mails come from.
    pub mail_sender: String,
    /// Where attached files are: `folder:PATH` or `s3://BUCKET/PREFIX`.
    pub files_url: String,
    /// How large an attached file may be, in MiB.
    pub files_limit: u64,
    /// The address of the bucket's server, when it is not Amazon's.
    pub s3_endpoint: String,
    /// The bucket's region.
    pub s3_region: String,
    /// The name of the bucket's key.
    pub s3_access_key: String,
    /// The bucket's key.
    pub s3_secret_key: String,
    /// The log: `text` or `json`.
    pub log_format: String,
    /// What is logged, as a filter of `tracing`.
    pub log_filter: String,
    /// How long a request may last, its sending included, in seconds.
    pub request_limit: u64,
    /// How long a request in progress may last when the instance stops, in seconds.
    pub stop_grace: u64,
    /// Where people may sign in besides here.
    pub providers: Vec<Provider>,
    /// Set by the program on a demonstration database; never read from a file.
    #[serde(skip)]
    pub demonstration: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            database_url: "sqlite:maillage.db".into(),
            listen: "127.0.0.1:8080".into(),
            public_url: "http://127.0.0.1:8080".into(),
            instance_name: "Maillage".into(),
            language: "fr".into(),
            time_zone: "Europe/Paris".into(),
            mail_url: "folder:mails".into(),
            mail_sender: "maillage@localhost.localdomain".into(),
            files_url: "folder:files".into(),
            files_limit: 25,
            s3_endpoint: String::new(),
            s3_region: String::new(),
            s3_access_key: String::new(),
            s3_secret_key: String::new(),
            log_format: "text".into(),
            log_filter: "info,tokio_postgres=warn,refinery_core=warn".into(),
            request_limit: 30,
            stop_grace: 20,
            providers: Vec::new(),
            demonstration: false,
        }
    }
}

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
    "log_format",
    "log_filter",
    "request_limit",
    "stop_grace",
    "providers",
];

/// The one that is a list: JSON in the environment.
const LIST: &str = "providers";
/// Those that are numbers.
const NUMBERS: &[&str] = &["files_limit", "request_limit", "stop_grace"];

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

impl Settings {
    /// Reads the file, if there is one, then what the environment overrides.
    pub fn read(file: Option<&Path>, environment: impl Fn(&str) -> Option<String>) -> anyhow::Result<Self> {
        let text = match file {
            Some(path) => std::fs::read_to_string(path)
                .with_context(|| format!("the settings file {} cannot be read", path.display()))?,
            None => String::new(),
        };
        let mut table: toml::Table = text.parse().context("the settings file is not valid TOML")?;
        for name in NAMES {
            if let Some(value) = environment(&format!("{PREFIX}{}", name.to_uppercase())) {
                let value = if *name == LIST { list(&value)? } else { one(name, value) };
                table.insert((*name).to_owned(), value);
            }
        }
        if let Some(url) = environment("DATABASE_URL") {
            table.entry("database_url").or_insert(toml::Value::String(url));
        }
        let mut settings: Self = table.try_into().context("a setting is unknown or of the wrong kind")?;
        // Links are made by adding a path to it.
        settings.public_url.truncate(settings.public_url.trim_end_matches('/').len());
        ensure!(
            ["http://", "https://"].iter().any(|scheme| settings.public_url.starts_with(scheme)),
            "public_url: {} begins neither with http:// nor with https://",
            settings.public_url
        );
        Language::from_code(&settings.language)
            .with_context(|| format!("language: {} is neither fr nor en", settings.language))?;
        TimeZone::get(&settings.time_zone)
            .with_context(|| format!("time_zone: {} is not a zone", settings.time_zone))?;
        // What it holds is not repeated: a password may be in it.
        ensure!(
            settings.has_server() || !settings.database_url.contains("://"),
            "database_url: write sqlite:PATH or postgres://user:password@host/database"
        );
        providers::check(&settings.providers)?;
        Ok(settings)
    }

    /// Where the data live.
    pub fn location(&self) -> Location {
        Location::parse(&self.database_url)
    }

    /// Whether the data live on a server rather than in a file.
    pub fn has_server(&self) -> bool {
        matches!(self.location(), Location::Server(_))
    }

    /// Whether cookies travel over HTTPS only.
    pub fn secure(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    /// The language of commands.
    pub fn spoken(&self) -> Language {
        Language::from_code(&self.language).unwrap_or(Language::French)
    }

    /// How long a request may last.
    pub fn longest_request(&self) -> Duration {
        Duration::from_secs(self.request_limit)
    }

    /// The zone in which moments are shown.
    pub fn zone(&self) -> TimeZone {
        TimeZone::get(&self.time_zone).unwrap_or(TimeZone::UTC)
    }

    /// Where attached files are.
    pub fn files(&self) -> anyhow::Result<Store> {
        if let Some(folder) = self.files_url.strip_prefix("folder:") {
            return Ok(Store::folder(Path::new(folder))?);
        }
        let rest = self.files_url.strip_prefix("s3://").with_context(|| {
            format!("files_url: {} begins neither with folder: nor with s3://", self.files_url)
        })?;
        let (name, prefix) = rest.split_once('/').unwrap_or((rest, ""));
        let bucket = Bucket {
            name: name.to_owned(),
            prefix: prefix.trim_matches('/').to_owned(),
            endpoint: self.s3_endpoint.clone(),
            region: self.s3_region.clone(),
            access_key: self.s3_access_key.clone(),
            secret_key: self.s3_secret_key.clone(),
        };
        Ok(Store::bucket(&bucket)?)
    }

    /// How large an attached file may be, in bytes.
    pub fn largest_file(&self) -> u64 {
        self.files_limit.saturating_mul(1024 * 1024)
    }

    /// The folder of mails, when mails are written to one.
    pub fn mail_folder(&self) -> Option<PathBuf> {
        self.mail_url.strip_prefix("folder:").map(PathBuf::from)
    }
}

fn one(name: &str, value: String) -> toml::Value {
    let number = value.parse::<i64>().ok().filter(|_| NUMBERS.contains(&name));
    number.map_or(toml::Value::String(value), toml::Value::Integer)
}

fn list(value: &str) -> anyhow::Result<toml::Value> {
    let read: serde_json::Value = serde_json::from_str(value).context("providers: not a list in JSON")?;
    toml::Value::try_from(read).context("providers: not a list of tables")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_beats_the_file() {
        let folder = std::env::temp_dir().join("maillage-settings-test.toml");
        std::fs::write(&folder, "instance_name = \"Territoires\"\nlisten = \"127.0.0.1:1\"\nstop_grace = 5")
            .unwrap();
        let settings =
            Settings::read(Some(&folder), |name| (name == "MAILLAGE_LISTEN").then(|| "127.0.0.1:2".into()))
                .unwrap();
        assert_eq!(
            (settings.instance_name.as_str(), settings.listen.as_str(), settings.stop_grace),
            ("Territoires", "127.0.0.1:2", 5)
        );
    }

    #[test]
    fn a_slash_at_the_end_of_the_address_is_taken_off() {
        let settings =
            Settings::read(None, |name| (name == "MAILLAGE_PUBLIC_URL").then(|| "https://a.example/".into()))
                .unwrap();
        assert_eq!(settings.public_url, "https://a.example");
    }

    #[test]
    fn a_mistake_is_said() {
        assert!(Settings::read(Some(Path::new("/nowhere")), |_| None).is_err());
        let wrong = |name: &str, value: &str| {
            let name = name.to_owned();
            let value = value.to_owned();
            Settings::read(None, move |asked| (asked == name).then(|| value.clone()))
        };
        assert!(wrong("MAILLAGE_TIME_ZONE", "Europe/Nowhere").is_err());
        assert!(wrong("MAILLAGE_LANGUAGE", "de").is_err());
        assert!(wrong("MAILLAGE_PUBLIC_URL", "maillage.example.org").is_err());
        assert!(wrong("MAILLAGE_STOP_GRACE", "soon").is_err());
        assert!(wrong("MAILLAGE_PROVIDERS", "[{}]").is_err());
        assert!(wrong("MAILLAGE_PROVIDERS", "[]").is_ok());
        assert!(wrong("MAILLAGE_DATABASE_URL", "mysql://x@127.0.0.1/y").is_err());
        assert!(wrong("MAILLAGE_DATABASE_URL", "sqlite://maillage.db").is_err());
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
