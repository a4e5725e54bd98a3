//! What a register is.

use platform::access::RecordId;
use platform::database::FromRow;
use platform::dates::ImpreciseDate;
use platform::figures::Figure;
use platform::{id, text_enum};

use crate::directory::model::{Family, OrganisationId};

id!(/// A register: the identifier of its record.
    RegisterId);

impl RegisterId {
    /// As a record.
    pub fn record(self) -> RecordId {
        RecordId(self.0)
    }
}

text_enum! {
    /// What a register lists the members of.
    pub enum RegisterNature {
        /// A committee, a board.
        Body = "body",
        /// A network of people or organisations.
        Network = "network",
        /// A partnership.
        Partnership = "partnership",
    }
}

text_enum! {
    /// What was published of a register.
    pub enum Measure {
        /// How many members.
        Members = "members",
        /// How many months since it was founded.
        Months = "months",
    }
}

/// A register.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct Register {
    /// Its identifier.
    pub id: RegisterId,
    /// Its name.
    pub name: String,
    /// Its name as lists sort it.
    pub name_key: String,
    /// What it lists the members of.
    pub nature: RegisterNature,
    /// What it is for.
    pub description: Option<String>,
    /// When the body was founded, as stated.
    pub founded: Option<ImpreciseDate>,
    /// The organisation that hosts it.
    pub host: OrganisationId,
    /// That organisation's name.
    pub host_name: String,
    /// The version of its record.
    pub version: i64,
}

/// A register to be.
#[derive(Clone, Debug, PartialEq)]
pub struct NewRegister {
    /// Its name.
    pub name: String,
    /// What it lists the members of.
    pub nature: RegisterNature,
    /// What it is for.
    pub description: Option<String>,
    /// When the body was founded.
    pub founded: Option<ImpreciseDate>,
    /// Whether the members of the instance see it.
    pub network: bool,
}

/// A line of a register.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct Entry {
    /// Its identifier.
    pub id: String,
    /// The register.
    pub register: RegisterId,
    /// The organisation, where it went if it was merged; none for a category without named members.
    pub organisation: Option<OrganisationId>,
    /// Its name; that of the category.
    pub name: String,
    /// Its family.
    pub family: Family,
    /// From when, as stated.
    pub joined: Option<ImpreciseDate>,
    /// When that is not stated: the date for which somebody says that it is there.
    pub known_from: Option<ImpreciseDate>,
    /// Until when, as stated.
    pub departed: Option<ImpreciseDate>,
}

/// A line of a register to be.
#[derive(Clone, Debug, PartialEq)]
pub enum NewEntry {
    /// An organisation of the directory.
    Named(OrganisationId),
    /// A category that a source names, and its family.
    Category(String, Family),
}

/// Since when a line holds, as far as that is known.
#[derive(Clone, Debug, PartialEq)]
pub enum Since {
    /// It joined then.
    Joined(ImpreciseDate),
    /// It was there then; when it joined is not stated.
    Known(ImpreciseDate),
}

/// Something published of a register, with where it was read.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct Statement {
    /// Its identifier.
    pub id: String,
    /// The register.
    pub register: RegisterId,
    /// What it measures.
    pub measure: Measure,
    /// The number, as stated.
    pub figure: Figure,
    /// The date for which it holds.
    pub as_of: ImpreciseDate,
    /// The code of a document of the instance.
    pub document: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Where.
    pub address: Option<String>,
}

/// Something published of a register, to be noted.
#[derive(Clone, Debug, PartialEq)]
pub struct NewStatement {
    /// What it measures.
    pub measure: Measure,
    /// The number, as stated.
    pub figure: Figure,
    /// The date for which it holds.
    pub as_of: ImpreciseDate,
    /// The code of a document of the instance.
    pub document: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Where.
    pub address: Option<String>,
}
