//! The form of a perimeter and of its versions: what it sends, and how a list of codes is filled by searching names.

use askama::Template;
use jiff::civil::Date;
use platform::access::Visibility;
use platform::dates::{ImpreciseDate, MissingYear};
use platform::i18n::Language;
use platform::text::tidy;
use platform::web::Faults;
use serde::Deserialize;

use super::super::model::{Member, NewVersion};
use super::super::rules::members_of;
use crate::frame::{Frame, Select};
use crate::reference::territories::{Place, TerritoryKind};

/// How many territories a search shows.
pub const FOUND: i64 = 20;

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    /// The button: `find`, `add`, or nothing to save.
    pub step: String,
    /// The name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// Where its composition comes from.
    pub source: String,
    /// Who sees it.
    pub visibility: String,
    /// From when.
    pub from: String,
    /// Until when.
    pub until: String,
    /// Why it differs.
    pub note: String,
    /// The codes.
    pub members: String,
    /// A name to look for.
    pub find: String,
    /// What was ticked: code and name.
    pub add: Vec<String>,
    /// The version of the record that was read.
    pub version: String,
}

impl Sent {
    /// Whether it asks for something else than to be saved.
    pub fn looks(&self) -> bool {
        !self.step.is_empty()
    }

    /// With what was ticked at the end of the list.
    #[must_use]
    pub fn with_added(mut self) -> Self {
        for line in std::mem::take(&mut self.add) {
            if !self.members.is_empty() && !self.members.ends_with('\n') {
                self.members.push('\n');
            }
            self.members.push_str(&tidy(&line));
        }
        self
    }

    /// The version that it describes.
    pub fn version(&self, language: Language, today: Date) -> Result<NewVersion, Faults> {
        let mut faults = Faults::default();
        let from = ImpreciseDate::parse(&tidy(&self.from), language, today, MissingYear::Last)
            .ok()
            .and_then(|date| date.earliest());
        if from.is_none() {
            faults.add("from", "error-when");
        }
        let until = tidy(&self.until);
        let until = match until.as_str() {
            "" => Ok(None),
            // The last day is included.
            said => ImpreciseDate::parse(said, language, today, MissingYear::Next)
                .map(|date| date.latest().tomorrow().ok()),
        };
        if until.is_err() {
            faults.add("until", "error-when");
        }
        let note = tidy(&self.note);
        if note.chars().count() > 300 {
            faults.add("note", "error-too-long-here");
        }
        let members = members_of(&self.members);
        if let Err(more) = &members {
            faults.0.extend(more.0.clone());
        }
        match (from, until, members, faults.0.is_empty()) {
            (Some(from), Ok(until), Ok(members), true) => {
                Ok(NewVersion { from, until, note: (!note.is_empty()).then_some(note), members })
            }
            _ => Err(faults),
        }
    }
}

/// A line of the list of codes, as a person reads it.
pub fn line(kind: TerritoryKind, code: &str, name: &str) -> String {
    match kind {
        TerritoryKind::Region => format!("region-{code} {name}"),
        _ => format!("{code} {name}"),
    }
}

/// The list of codes of a version.
pub fn lines(members: &[Member]) -> String {
    members.iter().map(|member| line(member.kind, &member.code, &member.name)).collect::<Vec<_>>().join("\n")
}

/// The page: a new perimeter, or a new version of one.
#[derive(Template)]
#[template(path = "atlas/perimeters/pages/form.html")]
pub struct PerimeterForm {
    /// Around the page.
    pub frame: Frame,
    /// What was typed.
    pub sent: Sent,
    /// What is wrong.
    pub faults: Faults,
    /// Who may see it.
    pub audiences: Vec<Select>,
    /// What a search found.
    pub found: Option<Vec<Place>>,
    /// The perimeter of which this is a version: address and name.
    pub of: Option<(String, String)>,
}

impl PerimeterForm {
    fn action(&self) -> String {
        self.of.as_ref().map_or_else(|| "/perimeters".to_owned(), |(home, _)| format!("{home}/versions"))
    }

    fn line(&self, place: &Place) -> String {
        line(place.kind, &place.code, &place.name)
    }
}

/// The audiences to choose from.
pub fn audiences(frame: &Frame, chosen: &str) -> Vec<Select> {
    let of = |visibility: Visibility| Select {
        key: visibility.key().to_owned(),
        label: frame.t.keyed("visibility-long-", visibility.key()),
        chosen: visibility.key() == chosen,
    };
    vec![of(Visibility::Owner), of(Visibility::Network)]
}
