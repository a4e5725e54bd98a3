//! What a match is, on plain documents: the slow reference, and the way of actors who see few records.

use std::cmp::Reverse;

use super::{Hit, PAGE};
use crate::access::{Level, RecordId};
use crate::text::{normalise, words};

/// Shortest word in which a wrong letter is forgiven.
const FORGIVEN_FROM: usize = 4;

/// A question, cut into words.
#[derive(Clone, Debug)]
pub struct Question {
    /// All of it, normalised.
    pub key: String,
    /// Its words.
    pub words: Vec<String>,
}

impl Question {
    /// Cuts what was typed. `None` when nothing in it can be searched.
    pub fn new(typed: &str) -> Option<Self> {
        let key = normalise(typed);
        let words: Vec<String> = words(&key).into_iter().take(8).map(str::to_owned).collect();
        (!words.is_empty()).then_some(Self { key, words })
    }
}

/// An indexed document.
#[derive(Clone, Debug, crate::database::FromRow)]
pub struct Indexed {
    /// Its number, in order of first indexing.
    pub seq: i64,
    /// The record.
    pub record: RecordId,
    /// Its kind.
    pub kind: String,
    /// The level at which it may be found.
    pub level: Level,
    /// Its normalised reference.
    pub reference_key: Option<String>,
    /// Its normalised name.
    pub name_key: String,
    /// All its normalised words.
    pub text_key: String,
    /// What the list of matches shows.
    pub title: String,
}

/// The matches among these documents, best first, one per record.
pub fn matches<'d>(question: &Question, documents: impl Iterator<Item = &'d Indexed> + Clone) -> Vec<Hit> {
    let mut ranked: Vec<(u8, &str, Reverse<i64>, &Indexed)> = documents
        .clone()
        .filter_map(|document| {
            rank(question, document).map(|(rank, name)| (rank, name, Reverse(document.seq), document))
        })
        .collect();
    ranked.sort_by(|a, b| (a.0, a.1, a.2).cmp(&(b.0, b.1, b.2)));
    let mut hits = Hits::default();
    for (.., document) in ranked {
        hits.push(document);
    }
    if hits.0.len() < PAGE {
        let mut nearly: Vec<&Indexed> = documents.filter(|document| nearly(question, document)).collect();
        nearly.sort_by_key(|document| Reverse(document.seq));
        for document in nearly {
            hits.push(document);
        }
    }
    hits.0
}

/// Matches without repeating a record, up to a page.
#[derive(Debug, Default)]
pub struct Hits(pub Vec<Hit>);

impl Hits {
    fn push(&mut self, document: &Indexed) {
        self.add(Hit { record: document.record, kind: document.kind.clone(), title: document.title.clone() });
    }

    /// Adds a match unless its record is there already or the page is full.
    pub fn add(&mut self, hit: Hit) {
        if self.0.len() < PAGE && !self.0.iter().any(|known| known.record == hit.record) {
            self.0.push(hit);
        }
    }

    /// Whether no more is needed.
    pub fn full(&self) -> bool {
        self.0.len() >= PAGE
    }
}

fn rank<'d>(question: &Question, document: &'d Indexed) -> Option<(u8, &'d str)> {
    if document.reference_key.as_deref() == Some(&question.key) {
        return Some((0, ""));
    }
    if document.name_key.starts_with(&question.key) {
        return Some((1, &document.name_key));
    }
    let all = words(&document.text_key);
    question
        .words
        .iter()
        .all(|asked| all.iter().any(|word| word.starts_with(asked.as_str())))
        .then_some((2, ""))
}

/// Whether each word begins a word of the document, or is a word of its name with one letter wrong.
fn nearly(question: &Question, document: &Indexed) -> bool {
    let (all, name) = (words(&document.text_key), words(&document.name_key));
    question.words.iter().all(|asked| {
        all.iter().any(|word| word.starts_with(asked.as_str()))
            || (forgiven(asked) && name.iter().any(|word| forgiven(word) && one_letter_off(asked, word)))
    })
}

/// Whether a word is long enough for a wrong letter to be forgiven.
pub fn forgiven(word: &str) -> bool {
    (FORGIVEN_FROM..=24).contains(&word.chars().count())
}

/// Whether two words differ by one letter added, missing, changed, or by two neighbours swapped.
pub fn one_letter_off(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let common = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[common..], &b[common..]);
    match (a, b) {
        ([], []) => false,
        ([first, second, rest @ ..], [other, another, tail @ ..])
            if first == another && second == other && rest == tail =>
        {
            true
        }
        _ => a.get(1..) == b.get(1..) || a.get(1..) == Some(b) || b.get(1..) == Some(a),
    }
}

/// A word and the same with each letter missing: two words one letter off share one of these.
pub fn with_one_missing(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let mut all: Vec<String> = vec![word.to_owned()];
    for at in 0..letters.len() {
        let shorter: String =
            letters.iter().enumerate().filter(|(place, _)| *place != at).map(|(_, letter)| letter).collect();
        if !all.contains(&shorter) {
            all.push(shorter);
        }
    }
    all
}
