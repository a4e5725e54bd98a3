//! What access speaks of.

use jiff::Timestamp;

use crate::database::FromRow;
use crate::{id, text_enum};

id!(/// A record of any kind.
    RecordId);
id!(/// A user, a guest or a group.
    PrincipalId);
id!(/// A level given to a principal on a record.
    GrantId);

/// The principal that anyone is, signed in or not.
pub const EVERYONE: i64 = 1;
/// The principal that any signed-in member is.
pub const NETWORK: i64 = 2;
/// The owner of groups that belong to the instance rather than to an organisation.
pub const INSTANCE: PrincipalId = PrincipalId(uuid::Uuid::nil());

/// What an actor may know of a record, or do to it. Each level includes those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// That it exists, and who to ask.
    Existence,
    /// Its card: name, sector, owner, contact.
    Card,
    /// All its facts.
    Read,
    /// Add notes and answers to it.
    Contribute,
    /// Change its facts.
    Edit,
    /// Share it, hand it over, archive it.
    Manage,
}

impl Level {
    /// Every level, lowest first.
    pub const ALL: [Self; 6] =
        [Self::Existence, Self::Card, Self::Read, Self::Contribute, Self::Edit, Self::Manage];

    /// The number kept in the database, 0 to 5.
    pub const fn number(self) -> i64 {
        self as i64
    }

    /// The level of this number.
    pub fn from_number(number: i64) -> Option<Self> {
        usize::try_from(number).ok().and_then(|at| Self::ALL.get(at)).copied()
    }

    /// The key used in forms, in the API and in translations.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Existence => "existence",
            Self::Card => "card",
            Self::Read => "read",
            Self::Contribute => "contribute",
            Self::Edit => "edit",
            Self::Manage => "manage",
        }
    }

    /// The level that bears this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.key() == key)
    }
}

impl From<Level> for crate::database::Value<'_> {
    fn from(level: Level) -> Self {
        Self::Integer(level.number())
    }
}

impl crate::database::Column for Level {
    fn read(cell: crate::database::Cell<'_>) -> crate::database::Result<Self> {
        let number = i64::read(cell)?;
        Self::from_number(number)
            .ok_or_else(|| crate::database::Error::unknown_key("Level", &number.to_string()))
    }
}

impl serde::Serialize for Level {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.key())
    }
}

text_enum! {
    /// Who sees a record by default, before any grant.
    pub enum Visibility {
        /// Anyone, without an account.
        Everyone = "everyone",
        /// The members of the instance.
        Network = "network",
        /// The organisation that owns it.
        Owner = "owner",
        /// One team of that organisation.
        Team = "team",
        /// Those who may read its parent.
        Parent = "parent",
    }
}

/// A default audience: under this visibility, these principals have this level.
#[derive(Clone, Copy, Debug)]
pub struct Audience {
    /// The visibility that it belongs to.
    pub visibility: Visibility,
    /// Who.
    pub who: Who,
    /// At what level.
    pub level: Level,
}

/// A principal named by its place rather than by its identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Anyone.
    Everyone,
    /// Any signed-in member.
    Network,
    /// A group of the instance, by its role.
    Instance(&'static str),
    /// The organisation that owns the record.
    Owner,
    /// The group of that organisation that holds this role.
    OwnerRole(&'static str),
    /// The team that the record names.
    Team,
}

/// A kind of record: its name and its default audiences, as data.
#[derive(Debug)]
pub struct Kind {
    /// The name kept in the database and used in journal entries.
    pub name: &'static str,
    /// Who sees what by default.
    pub audiences: &'static [Audience],
    /// The table of its rows, when that repeats each one's readership so as to be filtered and summed from its own
    /// indexes: a column `readership` beside `id`.
    pub table: Option<&'static str>,
}

text_enum! {
    /// What a principal is.
    pub enum MemberKind {
        /// Anyone.
        Everyone = "everyone",
        /// Any signed-in member.
        Network = "network",
        /// Several principals under one name.
        Group = "group",
        /// A person acting for an organisation.
        User = "user",
        /// Somebody who came by a personal link.
        Guest = "guest",
    }
}

/// The time during which something holds; an absent bound is open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Validity {
    /// From this moment, included.
    pub from: Option<Timestamp>,
    /// Until this moment, excluded.
    pub until: Option<Timestamp>,
}

impl Validity {
    /// Always.
    pub const ALWAYS: Self = Self { from: None, until: None };

    /// Whether it holds at this moment.
    pub fn holds(self, at: Timestamp) -> bool {
        self.from.is_none_or(|from| from <= at) && self.until.is_none_or(|until| at < until)
    }

    /// The time common to both, if there is any.
    pub fn and(self, other: Self) -> Option<Self> {
        let from = self.from.max(other.from);
        let until = match (self.until, other.until) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        let empty = from.zip(until).is_some_and(|(from, until)| from >= until);
        (!empty).then_some(Self { from, until })
    }

    /// Whether it covers the whole of the other.
    pub fn covers(self, other: Self) -> bool {
        let from =
            self.from.is_none() || other.from.is_some_and(|from| self.from.is_some_and(|own| own <= from));
        let until = self.until.is_none()
            || other.until.is_some_and(|until| self.until.is_some_and(|own| own >= until));
        from && until
    }
}

/// What is needed to create a record.
#[derive(Clone, Copy, Debug)]
pub struct NewRecord {
    /// Its identifier, made by the feature.
    pub id: RecordId,
    /// The organisation that owns it.
    pub owner: PrincipalId,
    /// Who sees it by default.
    pub visibility: Visibility,
    /// The team, under [`Visibility::Team`].
    pub team: Option<PrincipalId>,
    /// The record it belongs to, under [`Visibility::Parent`].
    pub parent: Option<RecordId>,
}

/// What is needed to give a level on a record.
#[derive(Clone, Copy, Debug)]
pub struct NewGrant<'a> {
    /// To whom.
    pub to: PrincipalId,
    /// At what level.
    pub level: Level,
    /// Why, in words.
    pub reason: &'a str,
    /// When it holds.
    pub validity: Validity,
    /// The record on whose account it is given, if any: it is taken back with what was granted there.
    pub because: Option<RecordId>,
}

/// A record as the access list knows it.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Record {
    /// Its identifier.
    pub id: RecordId,
    /// Its kind.
    pub kind: String,
    /// The organisation that owns it.
    pub owner: PrincipalId,
    /// The team that it names.
    pub team: Option<PrincipalId>,
    /// Who sees it by default.
    pub visibility: Visibility,
    /// The record it belongs to.
    pub parent: Option<RecordId>,
    /// Raised by one at each change.
    pub version: i64,
    /// When it was created.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// A level given to a principal.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Grant {
    /// Its identifier.
    pub id: GrantId,
    /// To whom.
    pub principal: PrincipalId,
    /// The principal's name.
    pub name: String,
    /// What it gives.
    pub level: Level,
    /// Why.
    pub reason: String,
    /// The account that gave it.
    pub granted_by: String,
    /// When.
    pub granted_at: Timestamp,
    /// From when it holds.
    pub valid_from: Option<Timestamp>,
    /// Until when it holds.
    pub valid_until: Option<Timestamp>,
}
