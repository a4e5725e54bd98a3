//! The layout that pages extend, and what it needs.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use platform::access::Level;
use platform::dates::{ImpreciseDate, day_with_year};
use platform::i18n::{Arg, Language, Text};
use platform::web::{Fault, Faults};

use super::app::App;
use super::assets::asset_url;
use super::caller::{Caller, Me, initials};
use super::personal::ANONYMOUS;
use super::rights::{KEEP_FILES, TAKE_LISTS};
use super::theme::Theme;

/// What the layout shows around a page.
pub struct Frame {
    /// The messages.
    pub t: Text,
    /// The person, if signed in.
    pub me: Option<Me>,
    /// The entry of the menu to mark, by its key; none is empty.
    pub nav: &'static str,
    /// The name of the instance.
    pub instance: String,
    /// How it presents itself.
    pub theme: Arc<Theme>,
    /// Whether this is the demonstration.
    pub demonstration: bool,
    /// The path that opens this page again.
    pub path: String,
    /// The token that forms carry.
    pub csrf: String,
    /// Given once per page, so that a form posted twice acts once.
    pub once: String,
    /// The zone in which moments are shown.
    pub zone: TimeZone,
    /// The moment of the page.
    pub now: Timestamp,
    /// A line of what was just done, by message key.
    pub done: Option<String>,
}

impl Frame {
    /// The frame of a page for a person.
    pub fn new(app: &App, caller: &Caller, me: Me, nav: &'static str) -> Self {
        let mut frame = Self::public(app, caller);
        frame.t = app.text(me.language);
        frame.nav = nav;
        frame.me = Some(me);
        frame
    }

    /// The frame of a page without a person.
    pub fn public(app: &App, caller: &Caller) -> Self {
        Self {
            t: app.text(caller.language),
            me: None,
            nav: "",
            instance: app.instance_name(),
            theme: app.themes.now(),
            demonstration: app.settings.demonstration,
            path: caller.page().map_or_else(|| "/".to_owned(), without_done),
            csrf: caller.csrf.clone(),
            once: app.database.ids().next::<platform::Uuid>().to_string(),
            zone: app.settings.zone(),
            now: app.database.ids().clock().now(),
            done: None,
        }
    }

    /// With a line of what was just done.
    #[must_use]
    pub fn done(mut self, key: Option<String>) -> Self {
        self.done = key.filter(|key| key.starts_with("done-"));
        self
    }

    /// Whether the person may take lists away as files.
    pub fn exports(&self) -> bool {
        self.me.as_ref().is_some_and(|me| me.may(TAKE_LISTS))
    }

    /// The address of an asset.
    pub fn asset(&self, path: &str) -> String {
        asset_url(path)
    }

    /// The address of the logo, if there is one.
    pub fn logo_url(&self) -> String {
        format!("/theme/logo?v={}", self.theme.version)
    }

    /// The organisation acted for, as forms carry it.
    pub fn acting(&self) -> String {
        self.me.as_ref().map(|me| me.organisation.to_string()).unwrap_or_default()
    }

    /// The other language.
    pub fn other_language(&self) -> Language {
        self.t.language.other()
    }

    /// The message of a fault.
    pub fn fault(&self, fault: &Fault) -> String {
        fault_text(&self.t, fault)
    }

    /// The first fault of a field, as text.
    pub fn fault_of(&self, faults: &Faults, field: &str) -> Option<String> {
        faults.of(field).map(|fault| self.fault(fault))
    }

    /// The name of a level.
    pub fn level(&self, level: &Level) -> String {
        self.t.keyed("level-", level.key())
    }

    /// The time during which something holds, in words; empty when nothing is known of it.
    pub fn span(&self, from: Option<&ImpreciseDate>, until: Option<&ImpreciseDate>) -> String {
        let words = |key, date: Option<&ImpreciseDate>| {
            date.map(|date| self.t.with(key, "date", date.print(self.t.language)))
        };
        let said = [words("since-date", from), words("until-date", until)];
        said.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    /// Whether the person may note what was said with companies.
    pub fn keeps_files(&self) -> bool {
        self.me.as_ref().is_some_and(|me| me.may(KEEP_FILES))
    }

    /// Where one notes what was said; from one's day one comes back to it.
    pub fn logging(&self) -> &'static str {
        if self.nav == "today" { "/interactions/new?back=/today" } else { "/interactions/new" }
    }

    /// The name of who acted: the instance when nobody did, and of whom was forgotten, that he was.
    pub fn who(&self, name: Option<&str>) -> String {
        match name.map(str::trim) {
            None => self.instance.clone(),
            Some(ANONYMOUS) => self.t.text("somebody-forgotten").to_owned(),
            Some(name) => name.to_owned(),
        }
    }

    /// The letters that stand for a person.
    pub fn initials(&self, name: &str) -> String {
        initials(name)
    }
}

/// A path without the note of what was just done, which is said once.
fn without_done(path: &str) -> String {
    let Some((path, query)) = path.split_once('?') else { return path.to_owned() };
    let kept: Vec<&str> = query.split('&').filter(|pair| !pair.starts_with("done=")).collect();
    if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
}

/// The message of a fault in a language. A day travels in it as ISO 8601, and is said as the language says it.
pub fn fault_text(t: &Text, fault: &Fault) -> String {
    let arg = |(name, value): &(&'static str, String)| {
        let day = value.parse().ok().filter(|_| *name == "day").map(|day| day_with_year(day, t.language));
        (*name, Arg::from(day.unwrap_or_else(|| value.clone())))
    };
    t.format(fault.message, fault.args.iter().map(arg).collect())
}

/// A choice in a form: its key, its label, whether it is chosen.
#[derive(Clone, Debug)]
pub struct Select {
    /// What the form sends.
    pub key: String,
    /// What the person reads.
    pub label: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

#[cfg(test)]
mod tests {
    use super::without_done;

    #[test]
    fn what_was_done_is_said_once() {
        for (path, kept) in [
            ("/today", "/today"),
            ("/today?done=done-step", "/today"),
            ("/projects?view=list&done=x&sort=jobs", "/projects?view=list&sort=jobs"),
        ] {
            assert_eq!(without_done(path), kept);
        }
    }
}
