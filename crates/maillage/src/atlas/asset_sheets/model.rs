//! What an assets sheet is.

use platform::access::{RecordId, Visibility};
use platform::dates::ImpreciseDate;
use platform::figures::Figure;
use platform::i18n::Language;
use platform::{id, text_enum};

use crate::atlas::perimeters::PerimeterId;
use crate::reference::territories::TerritoryId;

id!(/// An assets sheet: the identifier of its record.
    SheetId);

id!(/// An item of a sheet.
    ItemId);

impl SheetId {
    /// Its record.
    pub fn record(self) -> RecordId {
        RecordId(self.0)
    }
}

text_enum! {
    /// What an asset is about, in the order in which sheets show it.
    pub enum Theme {
        /// Roads, rail, ports, airports, networks.
        Infrastructure = "infrastructure",
        /// Skills, training, recruitment.
        Skills = "skills",
        /// Research and development.
        Research = "research",
        /// Sectors and the companies of reference.
        Sectors = "sectors",
        /// Sites and premises.
        Sites = "sites",
        /// Networks of people and support.
        Support = "support",
        /// Quality of life.
        Life = "life",
        /// Costs.
        Costs = "costs",
    }
}

/// What a sheet is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// A territory.
    Territory(TerritoryId),
    /// A perimeter.
    Perimeter(PerimeterId),
}

/// What a sheet is about, as its reader may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// What it is.
    pub about: About,
    /// Its name.
    pub name: String,
}

/// A sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Its identifier.
    pub id: SheetId,
    /// The name of the organisation that wrote it.
    pub owner_name: String,
    /// Its name.
    pub name: String,
    /// What it is about; none when its reader does not see that.
    pub place: Option<Place>,
    /// Who sees it by default.
    pub visibility: Visibility,
    /// Whether it was invented for the demonstration.
    pub fictitious: bool,
    /// Raised by each change.
    pub version: i64,
    /// When it last changed.
    pub updated_at: jiff::Timestamp,
}

/// An item of a sheet.
#[derive(Clone, Debug)]
pub struct Item {
    /// Its identifier.
    pub id: ItemId,
    /// Its place among those of its theme.
    pub position: i64,
    /// What it is.
    pub new: NewItem,
}

/// An item to be.
#[derive(Clone, Debug)]
pub struct NewItem {
    /// What it is about.
    pub theme: Theme,
    /// The language in which it was stated.
    pub authentic: Language,
    /// Its text in French.
    pub french: Option<String>,
    /// Its text in English.
    pub english: Option<String>,
    /// Its figure, as stated.
    pub figure: Option<Figure>,
    /// When that was so.
    pub stated: Option<ImpreciseDate>,
    /// Who says it.
    pub source: Option<String>,
}

impl NewItem {
    /// Its text in a language, or in the other; and the language it is in.
    pub fn text(&self, language: Language) -> (&str, Language) {
        let own = |language| match language {
            Language::French => self.french.as_deref(),
            Language::English => self.english.as_deref(),
        };
        let other = language.other();
        own(language).map_or_else(|| (own(other).unwrap_or_default(), other), |text| (text, language))
    }
}

/// The facts of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Its name.
    pub name: String,
    /// What it is about.
    pub about: About,
    /// Who sees it by default.
    pub visibility: Visibility,
}
