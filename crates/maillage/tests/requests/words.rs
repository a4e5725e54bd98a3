//! What the registry and the journal name has words in both languages: no page shows a bare key.

use std::collections::BTreeSet;
use std::sync::Arc;

use maillage::compose::{KINDS, REGISTRY, catalogue};
use maillage::frame::accesses::Way;
use maillage::frame::personal::Surety;
use platform::i18n::{Language, Text};
use platform::text::normalise;

fn lacking(keys: &BTreeSet<String>) -> Vec<String> {
    let catalogue = Arc::new(catalogue().unwrap());
    let mut lacking = Vec::new();
    for language in [Language::French, Language::English] {
        let t = Text::new(catalogue.clone(), language);
        // A key that nobody wrote is shown as itself.
        let bare = keys.iter().filter(|key| t.text(key.as_str()) == key.as_str());
        lacking.extend(bare.map(|key| format!("{} {key}", language.code())));
    }
    lacking
}

/// S0-08: every kind of record is named in search, where the glass is broken and, when its reading is noted, in the log.
#[test]
fn every_kind_has_its_words() {
    let mut keys = BTreeSet::new();
    for kind in KINDS {
        keys.insert(format!("kind-{}", kind.name));
        keys.insert(format!("glass-kind-{}", kind.name));
    }
    for (_, kind, _) in REGISTRY.readings {
        keys.insert(format!("seen-kind-{kind}"));
    }
    // What handlers say that they send.
    for kind in taken() {
        keys.insert(format!("seen-kind-{kind}"));
    }
    keys.extend(Way::ALL.iter().map(|way| format!("way-{}", way.key())));
    keys.extend(Surety::ALL.iter().map(|surety| format!("surety-{}", surety.key())));
    for holding in REGISTRY.held_on_people {
        keys.insert(format!("holding-{}", holding.key));
        if holding.erase.is_none() || holding.key == "seats" {
            keys.insert(format!("holding-kept-{}", holding.key));
        }
    }
    keys.extend(REGISTRY.sweeps.iter().map(|sweep| format!("sweep-{}", sweep.key)));
    keys.extend(REGISTRY.holdings.iter().map(|holding| format!("handing-{}", holding.key)));
    assert_eq!(lacking(&keys), Vec::<String>::new());
    // A page of its own for each.
    for kind in KINDS {
        assert!(REGISTRY.addresses.iter().any(|(known, _)| *known == kind.name), "{}", kind.name);
    }
}

/// S1-06: a sector is called on pages as in the table by which it is found.
#[test]
fn every_sector_is_found_by_its_name() {
    let catalogue = Arc::new(catalogue().unwrap());
    for language in [Language::French, Language::English] {
        let t = Text::new(catalogue.clone(), language);
        for sector in maillage::investment::ALL_SECTORS {
            let label = t.keyed("sector-", sector.key);
            let named = maillage::investment::sector_named(&label);
            assert_eq!(named, Some(sector.key), "{label}");
            let own = if language == Language::French { sector.french } else { sector.english };
            assert_eq!(normalise(own[0]), normalise(&label), "its name comes first");
        }
    }
}

fn taken() -> Vec<&'static str> {
    vec!["file", "data-request"]
}

/// Names with a point in them that the source holds and that are no verb of the journal.
const NO_VERBS: &[&str] = &[
    "circle.notice",
    "company.index",
    "interaction.index",
    "people.index",
    "project.index",
    "project.release",
    "retention.run",
    "webauthn.create",
    "webauthn.get",
    "project.referent",
    "project.verifier",
];

/// Every verb that the source gives to the journal.
#[test]
fn every_verb_of_the_journal_has_its_words() {
    let verbs = verbs();
    for known in ["person.added", "project.moved", "glass.broken", "request.chosen", "account.signed-in"] {
        assert!(verbs.contains(known), "{known}: the source is read");
    }
    let keys = verbs.iter().map(|verb| format!("verb-{}", verb.replace('.', "-"))).collect();
    assert_eq!(
        lacking(&keys),
        Vec::<String>::new(),
        "write it in translations/*/journal.ftl, or see NO_VERBS"
    );
}

/// Words of the source that read like a verb, `person.added`: of a word that the journal uses, and of no column.
fn verbs() -> BTreeSet<String> {
    let columns: BTreeSet<String> = columns();
    let mut found = BTreeSet::new();
    let mut folders: Vec<std::path::PathBuf> = ["/src", "/../platform/src"]
        .map(|from| format!("{}{from}", env!("CARGO_MANIFEST_DIR")).into())
        .into();
    while let Some(path) = folders.pop() {
        if path.is_dir() {
            folders.extend(std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|extension| extension == "rs")
            && path.file_stem().is_none_or(|stem| stem != "tests")
        {
            let text = std::fs::read_to_string(&path).unwrap();
            let product = text.split("#[cfg(test)]").next().unwrap_or_default();
            found.extend(product.split('"').filter(|word| is_verb(word)).map(str::to_owned));
        }
    }
    found.retain(|word| !columns.contains(word) && !NO_VERBS.contains(&word.as_str()));
    found
}

/// A kind or a word of the journal, a point, and what became of it.
fn is_verb(word: &str) -> bool {
    const SUBJECTS: [&str; 39] = [
        "account",
        "asset-item",
        "asset-sheet",
        "circle",
        "company",
        "contact",
        "embargo",
        "evidence",
        "file",
        "glass",
        "heading",
        "hold",
        "interaction",
        "interest",
        "job",
        "jobs",
        "journal",
        "levels",
        "needs",
        "organisation",
        "perimeter",
        "person",
        "people",
        "position",
        "project",
        "record",
        "register",
        "request",
        "restatement",
        "retention",
        "review",
        "rights",
        "seat",
        "session",
        "team",
        "theme",
        "token",
        "view",
        "webauthn",
    ];
    let is_word = |text: &str| text.len() > 2 && text.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    word.split_once('.').is_some_and(|(subject, happened)| SUBJECTS.contains(&subject) && is_word(happened))
}

/// `table.column`, as the catalogue of personal data names them all.
fn columns() -> BTreeSet<String> {
    let lines = include_str!("personal_columns.txt").lines().filter(|line| !line.starts_with('#'));
    let of = |line: &str| {
        let (table, columns) = line.split_once(':').unwrap();
        let names = columns.split_whitespace().map(|word| word.split('@').next().unwrap());
        names.map(|name| format!("{table}.{name}")).collect::<Vec<_>>()
    };
    lines.flat_map(of).collect()
}
