//! What is shown when two people changed a record at once: both texts of each field, nothing chosen in advance.

use askama::Template;

use super::Frame;

/// A field that a form sent back.
#[derive(Clone, Debug)]
pub struct Edited {
    /// Its name.
    pub name: &'static str,
    /// What the page showed.
    pub was: String,
    /// What was typed.
    pub mine: String,
    /// What is stored now.
    pub theirs: String,
}

/// A field that two people changed.
#[derive(Clone, Debug)]
pub struct Difference {
    name: &'static str,
    mine: String,
    mine_shown: String,
    theirs: String,
    theirs_shown: String,
}

/// The page that asks which text to keep. Its form goes where the edit went.
#[derive(Template)]
#[template(path = "frame/conflict.html")]
pub struct Conflict {
    /// What surrounds it.
    pub frame: Frame,
    /// What the record is called.
    pub title: String,
    /// The record's address.
    pub record: String,
    /// Its version now.
    pub version: i64,
    conflicts: Vec<Difference>,
    /// What nobody disputes, carried along: field, text, text now stored.
    kept: Vec<(&'static str, String, String)>,
}

impl Conflict {
    /// Sorts the fields into those that one person changed and those that two did. `shown` says a text as people read it.
    pub fn new(
        (frame, title, record, version): (Frame, String, String, i64),
        fields: impl IntoIterator<Item = Edited>,
        shown: impl Fn(&Frame, &str, &str) -> String,
    ) -> Self {
        let (mut conflicts, mut kept) = (Vec::new(), Vec::new());
        for Edited { name, was, mine, theirs } in fields {
            let [was, typed] = [&was, &mine].map(|text| one_line_end(text));
            let stored = one_line_end(&theirs);
            if typed == was {
                kept.push((name, theirs.clone(), theirs));
            } else if was == stored || typed == stored {
                kept.push((name, mine, theirs));
            } else {
                let (mine_shown, theirs_shown) = (shown(&frame, name, &mine), shown(&frame, name, &theirs));
                conflicts.push(Difference { name, mine, mine_shown, theirs, theirs_shown });
            }
        }
        Self { frame, title, record, version, conflicts, kept }
    }
}

/// Browsers send line ends of their own.
pub fn one_line_end(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}
