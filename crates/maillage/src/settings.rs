//! How an instance is set. Each setting is described in `docs/guide/settings.md`; `settings_file.rs` reads them.

use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use ipnet::IpNet;
use jiff::tz::TimeZone;
use platform::database::Location;
use platform::files::{self, Bucket, Store};
use platform::i18n::Language;
use serde::Deserialize;

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
    /// The proxies on other machines that are believed about whom they speak for: addresses or networks, between commas.
    pub trusted_proxies: String,
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
            trusted_proxies: String::new(),
            log_format: "text".into(),
            log_filter: "info,tokio_postgres=warn,refinery_core=warn".into(),
            request_limit: 30,
            stop_grace: 20,
            providers: Vec::new(),
            demonstration: false,
        }
    }
}

impl Settings {
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

    /// Whether what this machine says of its clients is believed: a proxy of the same machine, or one of those that the settings
    /// name.
    pub fn trusts(&self, peer: IpAddr) -> bool {
        let peer = peer.to_canonical();
        peer.is_loopback() || networks(&self.trusted_proxies).flatten().any(|network| network.contains(&peer))
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
    pub fn files(&self) -> Result<Store, files::Error> {
        let Some(rest) = self.files_url.strip_prefix("s3://") else {
            let folder = self.files_url.strip_prefix("folder:").unwrap_or(&self.files_url);
            return Store::folder(Path::new(folder));
        };
        let (name, prefix) = rest.split_once('/').unwrap_or((rest, ""));
        let bucket = Bucket {
            name: name.to_owned(),
            prefix: prefix.trim_matches('/').to_owned(),
            endpoint: self.s3_endpoint.clone(),
            region: self.s3_region.clone(),
            access_key: self.s3_access_key.clone(),
            secret_key: self.s3_secret_key.clone(),
        };
        Store::bucket(&bucket)
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

/// The networks that a text names, each alone or with its size; none where it is neither.
pub fn networks(text: &str) -> impl Iterator<Item = Option<IpNet>> {
    let named = text.split(',').map(str::trim).filter(|one| !one.is_empty());
    named.map(|one| one.parse().ok().or_else(|| one.parse().ok().map(|address: IpAddr| IpNet::from(address))))
}
