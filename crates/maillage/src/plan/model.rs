//! What projects are counted under.

use platform::database::FromRow;
use platform::i18n::Language;
use platform::{id, text_enum};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

id!(/// An axis, a programme or a magnet project.
    HeadingId);

text_enum! {
    /// What kind of heading it is.
    pub enum HeadingKind {
        /// An axis of the plan: a project has one at most, so that axes add up.
        Axis = "axis",
        /// A programme that an organisation takes part in: they overlap, and do not add up.
        Programme = "programme",
        /// A project of another's that draws companies: Iter (S3-21).
        Magnet = "magnet",
    }
}

impl HeadingKind {
    /// Whether a project has one at most.
    pub fn is_axis(self) -> bool {
        self == Self::Axis
    }
}

/// What projects are counted under.
#[derive(Clone, Debug, FromRow)]
pub struct Heading {
    /// Its identifier.
    pub id: HeadingId,
    /// What it is.
    pub kind: HeadingKind,
    /// Its name in French.
    pub name_fr: String,
    /// Its name in English.
    pub name_en: Option<String>,
    /// What it is about.
    pub description: Option<String>,
    /// What makes companies move: telework, Brexit.
    pub factors: Option<String>,
    /// Where they would come from: Paris, London.
    pub origins: Option<String>,
    /// Where it is stated.
    pub stated_in: Option<String>,
    /// The first year that it holds.
    pub begins: Option<i64>,
    /// The last one.
    pub ends: Option<i64>,
    /// Whether it was invented for the demonstration.
    pub fictitious: bool,
    /// The version that a change must name.
    pub version: i64,
}

impl Heading {
    /// Its name, in a language if it has one there.
    pub fn name(&self, language: Language) -> &str {
        named(language, &self.name_fr, self.name_en.as_deref())
    }

    /// Whether projects may be put under it in a year.
    pub fn holds_in(&self, year: i64) -> bool {
        self.begins.is_none_or(|first| first <= year) && self.ends.is_none_or(|last| year <= last)
    }
}

/// The name of a heading, for whoever reads a project that bears it.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct HeadingName {
    /// Its identifier.
    pub id: HeadingId,
    /// What it is.
    pub kind: HeadingKind,
    /// Its name in French.
    pub name_fr: String,
    /// Its name in English.
    pub name_en: Option<String>,
}

impl HeadingName {
    /// Its name, in a language if it has one there.
    pub fn name(&self, language: Language) -> &str {
        named(language, &self.name_fr, self.name_en.as_deref())
    }
}

fn named<'a>(language: Language, french: &'a str, english: Option<&'a str>) -> &'a str {
    match language {
        Language::French => french,
        Language::English => english.unwrap_or(french),
    }
}

/// A heading as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct HeadingInput {
    /// `axis`, `programme` or `magnet`.
    pub heading_kind: String,
    /// Its name in French.
    pub name_fr: String,
    /// Its name in English.
    pub name_en: String,
    /// What it is about.
    pub description: String,
    /// What makes companies move.
    pub factors: String,
    /// Where they would come from.
    pub origins: String,
    /// Where it is stated.
    pub stated_in: String,
    /// The first year that it holds; nothing when it always did.
    pub begins: String,
    /// The last year that it holds; nothing while it goes on.
    pub ends: String,
}

impl From<&Heading> for HeadingInput {
    fn from(heading: &Heading) -> Self {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let year = |year: Option<i64>| year.map(|year| year.to_string()).unwrap_or_default();
        Self {
            heading_kind: heading.kind.key().into(),
            name_fr: heading.name_fr.clone(),
            name_en: text(&heading.name_en),
            description: text(&heading.description),
            factors: text(&heading.factors),
            origins: text(&heading.origins),
            stated_in: text(&heading.stated_in),
            begins: year(heading.begins),
            ends: year(heading.ends),
        }
    }
}

/// A heading to be, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewHeading {
    /// What it is.
    pub kind: HeadingKind,
    /// Its name in French.
    pub name_fr: String,
    /// Its name in English.
    pub name_en: Option<String>,
    /// What it is about.
    pub description: Option<String>,
    /// What makes companies move.
    pub factors: Option<String>,
    /// Where they would come from.
    pub origins: Option<String>,
    /// Where it is stated.
    pub stated_in: Option<String>,
    /// The first year that it holds.
    pub begins: Option<i64>,
    /// The last one.
    pub ends: Option<i64>,
}
