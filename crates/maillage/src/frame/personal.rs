//! What each feature says it holds on a person, and what it forgets with time: `compose` fills the lists, the pages on
//! personal data read them.

use jiff::civil::Date;
use platform::access::{Actor, PrincipalId, RecordId};
use platform::database::{Reader, Result, Transaction};
use platform::journal::Line;
use platform::text::normalise;
use platform::text_enum;

/// The name of whoever was forgotten, as it is kept.
pub const ANONYMOUS: &str = "—";

/// The person that a request is about, as an organisation can recognise him.
#[derive(Clone, Debug)]
pub struct Subject {
    /// The record of the person, when it is known.
    pub person: Option<RecordId>,
    /// First name and name, as they are compared.
    pub name_key: String,
    /// The family name, as it is compared.
    pub family_key: String,
    /// The address, in lower case.
    pub email: Option<String>,
}

impl Subject {
    /// A person by what a request says of him.
    pub fn new(person: Option<RecordId>, given: &str, family: &str, email: Option<&str>) -> Self {
        Self {
            person,
            name_key: normalise(&format!("{given} {family}")),
            family_key: normalise(family),
            email: email.map(str::to_lowercase),
        }
    }
}

text_enum! {
    /// Why something is thought to be about the person. In this order: what only bears the name comes last.
    pub enum Surety {
        /// It bears his address.
        Address = "address",
        /// It is his record, or hangs on it.
        Identity = "identity",
        /// It bears his name, as a namesake's would.
        Name = "name",
    }
}

/// So many lines of one kind are shown at most; the surest come first.
pub const LINES: i64 = 200;

/// Names and values, as a page or a program reads them.
pub type Values = Vec<(&'static str, String)>;

/// Those that are known.
pub fn known<const N: usize>(values: [(&'static str, Option<String>); N]) -> Values {
    values.into_iter().filter_map(|(name, value)| value.map(|value| (name, value))).collect()
}

/// Something that is held, and may be about a person.
#[derive(Clone, Debug)]
pub struct Held {
    /// Which line it is, among those of its holding.
    pub line: String,
    /// Why it is thought to be about him.
    pub surety: Surety,
    /// What it is called where it stands.
    pub title: String,
    /// Where to see it.
    pub url: Option<String>,
    /// The record that it stands in: its kind and identifier.
    pub record: Option<(String, RecordId)>,
    /// The fields and their values.
    pub values: Values,
    /// What hangs on it: the positions of a person.
    pub parts: Vec<Values>,
}

/// What finds what an organisation holds that may be about a person, the surest first.
pub type Gather = fn(&Reader, PrincipalId, &Subject) -> Result<Vec<Held>>;
/// What erases the lines that were said to be about him, or makes them anonymous; how many things were.
pub type Erase = fn(&Transaction, &Actor, PrincipalId, &Subject, &[String]) -> Result<u64>;

/// What forgets a copy of what a line of the journal says of a record, when the line is redacted.
pub type Redact = fn(&Transaction, RecordId, &Line) -> Result<()>;

/// One kind of thing that is held on people.
#[derive(Clone, Copy)]
pub struct Holding {
    /// Its key, in the catalogue of columns and in messages: `holding-` and this.
    pub key: &'static str,
    /// Finds it.
    pub gather: Gather,
    /// Erases it; none where a reason stands against it, told under `holding-kept-` and the key.
    pub erase: Option<Erase>,
}

/// How much one organisation keeps beyond its time.
#[derive(Clone, Debug, platform::database::FromRow)]
pub struct Due {
    /// Whose it is, as a principal's name; none is the instance's own.
    pub owner: Option<String>,
    /// How many.
    pub count: i64,
    /// The oldest.
    pub oldest: Option<Date>,
}

/// Something that is due: its title and its address.
pub type Sample = (String, String);

/// What is forgotten with time.
#[derive(Clone, Copy)]
pub struct Sweep {
    /// Its key in messages: `sweep-` and this.
    pub key: &'static str,
    /// After how many months.
    pub months: i32,
    /// How much is due, by owner; only that of one organisation when it is given.
    pub due: fn(&Reader, Option<PrincipalId>, Date) -> Result<Vec<Due>>,
    /// Some of it, that the actor may see: title and address.
    pub sample: fn(&Reader, &Actor, Date) -> Result<Vec<Sample>>,
    /// Forgets some of it; how many.
    pub sweep: fn(&Transaction, &Actor, Date, i64) -> Result<u64>,
}
