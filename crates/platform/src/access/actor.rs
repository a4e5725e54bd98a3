//! Who is asking, and the conditions that this puts on every query.

use jiff::Timestamp;
use uuid::Uuid;

use super::model::{EVERYONE, Level, PrincipalId};
use crate::database::Query;

/// What an organisation lets a person do, as a set of bits that the product names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rights(pub u64);

impl Rights {
    /// Nothing.
    pub const NONE: Self = Self(0);

    /// Whether every bit of `other` is held.
    pub const fn include(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Both together.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// These, less the others.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

/// Who the actor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identity {
    /// Somebody without an account: sees what is shown to everyone.
    Public,
    /// A person acting for one organisation.
    Member {
        /// The account.
        account: Uuid,
        /// The principal: this account in this organisation.
        seat: PrincipalId,
        /// The organisation acted for.
        acting_for: PrincipalId,
    },
    /// A job or a command of the instance itself: sees everything, and exists nowhere else.
    System,
}

/// Somebody asking, at a moment. Every verb takes one, so that nothing is read without saying for whom.
#[derive(Clone, Debug)]
pub struct Actor {
    /// Who it is.
    pub identity: Identity,
    /// What his organisation lets him do.
    pub rights: Rights,
    /// When he asks: grants and memberships are compared with it.
    pub at: Timestamp,
    pub(super) principals: Vec<i64>,
    /// Sees few records: his lists are read from the access list rather than from the table.
    pub(crate) narrow: bool,
    /// Sees so few, what everybody sees included, that a search reads all of it.
    pub(crate) few: bool,
    /// A wall may stand before one of his principals.
    pub(super) walled: bool,
    /// He acts for a time only: what he gives to others ends then at the latest.
    pub(super) passes_at: Option<Timestamp>,
}

/// What recursion adds to the records `above` one, after the record itself: what each belongs to, and what it speaks of.
pub(crate) const ABOVE: &str = " union select b.id from above join record u on u.id = above.id join record b on b.id in (u.parent, u.about)";

impl Actor {
    /// Somebody without an account.
    pub fn public(at: Timestamp) -> Self {
        Self {
            identity: Identity::Public,
            rights: Rights::NONE,
            at,
            principals: vec![EVERYONE],
            narrow: true,
            few: true,
            walled: true,
            passes_at: None,
        }
    }

    /// The instance itself, in jobs and commands.
    pub fn system(at: Timestamp) -> Self {
        Self {
            identity: Identity::System,
            rights: Rights(u64::MAX),
            at,
            principals: Vec::new(),
            narrow: false,
            few: false,
            walled: false,
            passes_at: None,
        }
    }

    /// The same, acting until a moment only: what he gives to others ends then at the latest.
    #[must_use]
    pub fn passing(self, until: Timestamp) -> Self {
        Self { passes_at: Some(until), ..self }
    }

    /// Whether his organisation lets him do this.
    pub fn may(&self, right: Rights) -> bool {
        self.rights.include(right)
    }

    /// The account, when there is one.
    pub fn account(&self) -> Option<Uuid> {
        match self.identity {
            Identity::Member { account, .. } => Some(account),
            Identity::Public | Identity::System => None,
        }
    }

    /// The organisation acted for, when there is one.
    pub fn acting_for(&self) -> Option<PrincipalId> {
        match self.identity {
            Identity::Member { acting_for, .. } => Some(acting_for),
            Identity::Public | Identity::System => None,
        }
    }

    /// The principal of this account in this organisation, when there is one.
    pub fn seat(&self) -> Option<PrincipalId> {
        match self.identity {
            Identity::Member { seat, .. } => Some(seat),
            Identity::Public | Identity::System => None,
        }
    }

    /// The keys of every principal that the actor is.
    pub fn principals(&self) -> &[i64] {
        &self.principals
    }

    fn is_system(&self) -> bool {
        self.identity == Identity::System
    }

    /// Appends the condition that the record in `column` is visible at `level` or above.
    #[must_use]
    pub fn sees<'q>(&self, query: Query<'q>, column: &'static str, level: Level) -> Query<'q> {
        if self.is_system() {
            return query.push(" 1 = 1 ");
        }
        let query = self.rows_of(query.push(" exists (select 1"), column);
        let query = self.unless_walled(self.holds(query, level), column, " and not ");
        query.push(") ")
    }

    /// The same, at the level that `level_column` says of each row.
    #[must_use]
    pub fn sees_from<'q>(
        &self,
        query: Query<'q>,
        column: &'static str,
        level_column: &'static str,
    ) -> Query<'q> {
        if self.is_system() {
            return query.push(" 1 = 1 ");
        }
        let query = self.rows_of(query.push(" exists (select 1"), column);
        let query = query.push(" and a.level >= ").push(level_column);
        let query = self.unless_walled(self.holds(query, Level::Existence), column, " and not ");
        query.push(") ")
    }

    /// Appends the condition that somebody shows the record in `column` to the actor, to his organisation or to a circle: not
    /// that everybody of the instance sees it.
    #[must_use]
    pub fn was_shown<'q>(&self, query: Query<'q>, column: &'static str) -> Query<'q> {
        let query = query
            .push(" exists (select 1 from access_grant g join principal w on w.id = g.principal where g.record = ")
            .push(column)
            .push(" and w.key in (")
            .push_list(&self.principals);
        let query = query.push(") and (g.valid_from is null or g.valid_from <= ").push_value(self.at);
        query.push(") and (g.valid_until is null or g.valid_until > ").push_value(self.at).push(")) ")
    }

    /// Whether the actor sees so few records that a search reads all of them.
    pub(crate) fn sees_few(&self) -> bool {
        self.few
    }

    /// Appends the highest level that the actor has on the record in `column`, as an expression; null if he sees
    /// nothing of it.
    #[must_use]
    pub fn level<'q>(&self, query: Query<'q>, column: &'static str) -> Query<'q> {
        if self.is_system() {
            return query.push(" 5 ");
        }
        let query = self.rows_of(query.push(" (select max(a.level)"), column);
        let query = self.unless_walled(self.holds(query, Level::Existence), column, " and not ");
        query.push(") ")
    }

    /// Appends `from` the table's rows that the actor sees at `level` or above, ending inside `where`. `table` is
    /// `name alias`, `column` is the record's identifier in it.
    ///
    /// A narrow actor starts from the access list, a broad one from the table, whose own indexes then serve filters
    /// and order.
    #[must_use]
    pub fn visible<'q>(
        &self,
        query: Query<'q>,
        table: &'static str,
        column: &'static str,
        kind: &'static str,
        level: Level,
    ) -> Query<'q> {
        if !self.narrow {
            return self.sees(query.push(" from ").push(table).push(" where "), column, level);
        }
        let query = query
            .push(" from (select distinct a.record from acl a where a.principal in (")
            .push_list(&self.principals);
        let query = self.holds(query.push(") and a.kind = ").push_value(kind), level);
        let query =
            query.push(") v cross join ").push(table).push(" where ").push(column).push(" = v.record");
        self.unless_walled(query, column, " and not ").push(" ")
    }

    /// Appends `from` the access rows `a` of the record in `column` that are the actor's.
    ///
    /// A record has a few rows, an actor a score of principals: `+` keeps the engines from searching once per principal
    /// where one search of the record finds them all.
    fn rows_of<'q>(&self, query: Query<'q>, column: &'static str) -> Query<'q> {
        let query = query.push(" from acl a where a.record = ").push(column).push(" and +a.principal in (");
        query.push_list(&self.principals).push(")")
    }

    /// Conditions on an access row `a`: level and time.
    pub(crate) fn holds<'q>(&self, query: Query<'q>, level: Level) -> Query<'q> {
        let query =
            if level > Level::Existence { query.push(" and a.level >= ").push_value(level) } else { query };
        let query = query.push(" and (a.valid_from is null or a.valid_from <= ").push_value(self.at);
        query.push(") and (a.valid_until is null or a.valid_until > ").push_value(self.at).push(")")
    }

    /// A wall beats every grant, on the record, on what belongs to it and on what speaks of it.
    pub(crate) fn unless_walled<'q>(
        &self,
        query: Query<'q>,
        column: &'static str,
        joint: &'static str,
    ) -> Query<'q> {
        if !self.walled {
            return query;
        }
        let query = query
            .push(joint)
            .push("exists (with recursive above (id) as (select ")
            .push(column)
            .push(ABOVE)
            .push(
                ")
            select 1 from wall w where w.record in (select id from above) and w.principal in (",
            );
        let query = query.push_list(&self.principals);
        let query = query.push(") and (w.valid_from is null or w.valid_from <= ").push_value(self.at);
        query.push(") and (w.valid_until is null or w.valid_until > ").push_value(self.at).push("))")
    }
}
