//! `import reference`: brings the territories to the edition of a folder, or of the binary, and says what changed.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;
use platform::i18n::{Arg, Text};

use super::{messages, present, say};
use crate::reference::territories::outlines::{self, Outlines};
use crate::reference::territories::{
    Altered, Difference, Edition, Ended, Flaw, Membership, Named, Refused, Report, Told, Unreadable, go_back,
    refresh,
};
use crate::settings::Settings;

/// What to import.
#[derive(Debug, Subcommand)]
pub enum Action {
    /// Bring communes, groupings, départements, régions and cities to an edition, and say what changed.
    Reference {
        /// A folder with the files of `data/territories` and another year, or those of `data/outlines`, or both; without it, the edition of this program.
        #[arg(long)]
        folder: Option<PathBuf>,
        /// Go back to this edition although a more recent one is there.
        #[arg(long)]
        older: bool,
    },
}

pub(super) async fn run(action: Action, settings: &Settings) -> anyhow::Result<ExitCode> {
    let t = messages(settings)?;
    let Action::Reference { folder, older } = action;
    let (edition, outlines) = read(folder).map_err(|error| in_words(&t, error.into()))?;
    let database = present(settings).await?;
    if let Some(edition) = edition {
        let brought =
            if older { go_back(&database, &edition).await } else { refresh(&database, &edition).await };
        match brought.map_err(|error| in_words(&t, error))? {
            None => say(t.with("import-same", "vintage", edition.vintage())),
            Some(report) => tell(&t, &report),
        }
    }
    let drawn = outlines::refresh(&database, &outlines).await.map_err(|error| in_words(&t, error))?;
    if drawn.is_empty() && !outlines.is_empty() {
        say(t.text("import-outlines-same"));
    }
    for (kind, count) in drawn {
        say(t.with2("import-outlines", "n", whole(count), "kind", t.keyed("import-outlines-", kind)));
    }
    Ok(ExitCode::SUCCESS)
}

fn read(folder: Option<PathBuf>) -> Result<(Option<Edition>, Outlines), Unreadable> {
    let Some(folder) = folder else { return Ok((Some(Edition::embedded()), Outlines::embedded())) };
    let outlines = Outlines::read(&folder)?;
    // A folder of outlines alone replaces the outlines alone.
    let edition = match Edition::read(&folder) {
        Err(_) if !outlines.is_empty() && !Edition::stands_in(&folder) => None,
        edition => Some(edition?),
    };
    Ok((edition, outlines))
}

fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn tell(t: &Text, report: &Report) {
    let Report { vintage, added, changed, ended, joined, left, rewritten } = report;
    let counts = [
        ("added", added.count),
        ("changed", changed.count),
        ("ended", ended.count),
        ("joined", joined.count),
        ("left", left.count),
    ];
    let counts = counts.map(|(name, count)| (name, Arg::from(whole(count))));
    let told = std::iter::once(("vintage", Arg::from(vintage.as_str()))).chain(counts).collect();
    say(t.format("import-report", told));
    // At the first load everything is new: the counts say it.
    if changed.count + ended.count + left.count == 0 {
        return;
    }
    let one = |key, (id, name): &Named| t.with2(key, "id", id.as_str(), "name", name);
    let member = |key, Membership { part: (id, name), whole: (whole, of) }: &Membership| {
        let told = [("id", id.as_str()), ("name", name), ("whole", whole.as_str()), ("of", of)];
        t.format(key, told.map(|(name, text)| (name, Arg::from(text))).into())
    };
    list(t, added, |territory| one("import-added", territory));
    list(t, changed, |Altered { territory: (id, name), facts }| {
        let facts: Vec<String> = facts.iter().map(|fact| difference(t, fact)).collect();
        let told = [("id", id.as_str()), ("name", name), ("facts", &facts.join(t.text("import-between")))];
        t.format("import-changed", told.map(|(name, text)| (name, Arg::from(text))).into())
    });
    list(t, ended, |Ended { territory: (id, name), successor }| match successor {
        None => t.with2("import-ended", "id", id.as_str(), "name", name),
        Some((into, named)) => {
            let told = [("id", id.as_str()), ("name", name), ("into", into.as_str()), ("named", named)];
            t.format("import-merged", told.map(|(name, text)| (name, Arg::from(text))).into())
        }
    });
    list(t, joined, |membership| member("import-joined", membership));
    list(t, left, |membership| member("import-left", membership));
    if rewritten.count > 0 {
        say(t.with("import-rewritten", "n", whole(rewritten.count)));
        list(t, rewritten, |membership| member("import-joined", membership));
    }
}

/// A fact that is told otherwise, before and after.
fn difference(t: &Text, one: &Difference) -> String {
    let unknown = || t.text("import-unknown").to_owned();
    let said = |value: &Option<String>| value.clone().unwrap_or_else(unknown);
    let fact = t.keyed("import-fact-", one.fact);
    let told = [("fact", fact), ("before", said(&one.before)), ("after", said(&one.after))];
    t.format("import-difference", told.map(|(name, text)| (name, Arg::from(text))).into())
}

/// Names the first changes of a kind, and says how many are not named.
fn list<T>(t: &Text, told: &Told<T>, line: impl Fn(&T) -> String) {
    told.named.iter().for_each(|one| say(line(one)));
    let more = told.count - told.named.len();
    if more > 0 {
        say(t.with("import-more", "n", whole(more)));
    }
}

/// Why an edition was not loaded, and what to do.
fn in_words(t: &Text, error: Refused) -> anyhow::Error {
    let said = match error {
        Refused::Unreadable(Unreadable { file, line: 0, flaw }) => {
            t.with2("import-error-file", "file", file, "flaw", flaw_in_words(t, flaw))
        }
        Refused::Unreadable(Unreadable { file, line, flaw }) => {
            let flaw = flaw_in_words(t, flaw);
            let told =
                vec![("file", Arg::from(file)), ("line", Arg::from(whole(line))), ("flaw", Arg::from(flaw))];
            t.format("import-error-line", told)
        }
        Refused::Older { loaded, asked } => t.with2("import-error-older", "loaded", loaded, "asked", asked),
        // Said as everywhere else: see `commands::run`.
        Refused::Database(error @ platform::database::Error::Full) => return error.into(),
        Refused::Database(error) => t.with("import-error-database", "error", error.to_string()),
    };
    anyhow::anyhow!("{said}")
}

fn flaw_in_words(t: &Text, flaw: Flaw) -> String {
    match flaw {
        Flaw::Missing => t.text("import-flaw-missing").to_owned(),
        Flaw::NoYear => t.text("import-flaw-no-year").to_owned(),
        Flaw::Years => t.text("import-flaw-years").to_owned(),
        Flaw::Damaged => t.text("import-flaw-damaged").to_owned(),
        Flaw::Column(name) => t.with("import-flaw-column", "name", name),
        Flaw::Cells { expected, found } => {
            t.with2("import-flaw-cells", "expected", expected.to_string(), "found", found.to_string())
        }
        Flaw::Code(code) => t.with("import-flaw-code", "code", code),
        Flaw::Twice(code) => t.with("import-flaw-twice", "code", code),
        Flaw::Nowhere { part, whole } => {
            t.with2("import-flaw-nowhere", "part", part.as_str(), "whole", whole.as_str())
        }
        Flaw::Line(code) => t.with("import-flaw-line", "code", code),
        Flaw::NoOutline => t.text("import-flaw-no-outline").to_owned(),
        Flaw::Other(error) => format!("{error}."),
    }
}
