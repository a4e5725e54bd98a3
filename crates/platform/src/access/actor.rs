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
        let query = self.unless_walled(self.holds(query, level), &[column], " and not ");
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
        let query = self.unless_walled(self.holds(query, Level::Existence), &[column], " and not ");
        query.push(") ")
    }

    /// The same of a row that repeats the readership of the record in `column`, under its alias.
    #[must_use]
    pub fn sees_row_from<'q>(
        &self,
        query: Query<'q>,
        (alias, column): (&'static str, &'static str),
        level_column: &'static str,
    ) -> Query<'q> {
        if self.is_system() {
            return query.push(" 1 = 1 ");
        }
        let query = self.entries_of(query.push(" exists (select 1"), alias);
        let query =
            self.holds(query.push(" and a.level >= ").push(level_column), Level::Existence).push(") ");
        self.unless_walled(query, &[column], " and not ").push(" ")
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
        let query = self.unless_walled(self.holds(query, Level::Existence), &[column], " and not ");
        query.push(") ")
    }

    /// The same as [`sees`] of a row of a table that repeats each one's readership ([`Kind::table`]), under its alias: its record
    /// is not looked up.
    ///
    /// [`sees`]: Actor::sees
    /// [`Kind::table`]: super::Kind::table
    #[must_use]
    pub fn sees_row<'q>(&self, query: Query<'q>, alias: &'static str, level: Level) -> Query<'q> {
        if self.is_system() {
            return query.push(" 1 = 1 ");
        }
        let query = self.holds(self.entries_of(query.push(" exists (select 1"), alias), level).push(") ");
        self.unless_row_walled(query, alias)
    }

    /// The same, where many rows are asked about: the readerships that the actor belongs to are looked up once, and no index is
    /// chosen for them.
    #[must_use]
    pub fn sees_rows<'q>(&self, query: Query<'q>, alias: &'static str, level: Level) -> Query<'q> {
        if self.is_system() {
            return query.push(" 1 = 1 ");
        }
        self.in_readerships(query.push(" +"), alias, level)
    }

    /// The same, read from the table's index by readership: for what is grouped by it.
    #[must_use]
    pub fn in_readerships<'q>(&self, query: Query<'q>, alias: &'static str, level: Level) -> Query<'q> {
        if self.is_system() {
            return query.push(" 1 = 1 ");
        }
        let query = query.push(" ").push(alias).push(".readership in (select a.readership");
        let query = self.entries(query, level).push(")");
        self.unless_row_walled(query, alias)
    }

    /// Appends a join that says his level on what was kept of each readership, as column `n.level`.
    #[must_use]
    pub fn with_levels<'q>(&self, query: Query<'q>, alias: &'static str) -> Query<'q> {
        if self.is_system() {
            return query.push(" cross join (select 5 as level) n ");
        }
        let query = self.readerships(query.push(" join ("), Level::Existence);
        query.push(") n on n.readership = ").push(alias).push(".readership ")
    }

    /// The same as [`level`] of a row of a table that repeats each one's readership, under its alias.
    ///
    /// [`level`]: Actor::level
    #[must_use]
    pub fn level_of_row<'q>(&self, query: Query<'q>, alias: &'static str) -> Query<'q> {
        if self.is_system() {
            return query.push(" 5 ");
        }
        let query = self.holds(self.entries_of(query.push(" (select max(a.level)"), alias), Level::Existence);
        self.unless_walled(query, &[alias, ".id"], " and not ").push(") ")
    }

    /// Appends `from` the rows that the actor sees at `level` or above of a table that repeats each one's readership, ending
    /// inside `where`.
    ///
    /// A narrow actor starts from his readerships, a broad one from the table, whose own indexes then serve filters and
    /// order.
    #[must_use]
    pub fn visible<'q>(
        &self,
        query: Query<'q>,
        (table, alias): (&'static str, &'static str),
        level: Level,
    ) -> Query<'q> {
        if !self.narrow || self.is_system() {
            let query = query.push(" from ").push(table).push(" ").push(alias).push(" where ");
            return self.sees_rows(query, alias, level);
        }
        // By identifier, so that what the list is narrowed to does not choose where the reading begins.
        let query = self.through_readerships(query.push(" from (select x.id"), (table, "x"), level);
        let query = query.push(") v cross join ").push(table).push(" ").push(alias).push(" where ");
        query.push(alias).push(".id = v.id ")
    }

    /// The same, from his readerships whoever he is: for sums over all that he sees. Column `n.level` is his highest level.
    #[must_use]
    pub fn through_readerships<'q>(
        &self,
        query: Query<'q>,
        (table, alias): (&'static str, &'static str),
        level: Level,
    ) -> Query<'q> {
        if self.is_system() {
            let query = query.push(" from (select 5 as level) n cross join ");
            return query.push(table).push(" ").push(alias).push(" where 1 = 1 ");
        }
        let query = self.readerships(query.push(" from ("), level).push(") n cross join ").push(table);
        let query =
            query.push(" ").push(alias).push(" where ").push(alias).push(".readership = n.readership");
        self.unless_row_walled(query, alias)
    }

    /// Appends a join that keeps, of a table that repeats each row's readership, what the actor sees at `level` or above. Column
    /// `n.level` is his highest level: to be read several times, where [`level`] would be worked out at each.
    ///
    /// [`level`]: Actor::level
    #[must_use]
    pub fn joined<'q>(&self, query: Query<'q>, alias: &'static str, level: Level) -> Query<'q> {
        if self.is_system() {
            return query.push(" cross join (select 5 as level) n ");
        }
        let query = self.readerships(query.push(" join ("), level);
        let query = query.push(") n on n.readership = ").push(alias).push(".readership");
        self.unless_row_walled(query, alias)
    }

    /// Appends the readerships in which the actor has `level` or above: columns `readership` and `level`, his highest.
    fn readerships<'q>(&self, query: Query<'q>, level: Level) -> Query<'q> {
        let query = query.push("select a.readership as readership, max(a.level) as level");
        self.entries(query, level).push(" group by a.readership")
    }

    /// Appends `from` the actor's entries `a`, in all readerships.
    fn entries<'q>(&self, query: Query<'q>, level: Level) -> Query<'q> {
        let query = query.push(" from readership_entry a where a.principal in (").push_list(&self.principals);
        self.holds(query.push(")"), level)
    }

    /// Appends `from` the actor's entries `a` in the readership of a row.
    fn entries_of<'q>(&self, query: Query<'q>, alias: &'static str) -> Query<'q> {
        let query = query.push(" from readership_entry a where a.readership = ").push(alias);
        query.push(".readership and +a.principal in (").push_list(&self.principals).push(")")
    }

    /// Appends `from` the actor's entries `a` in the readership of the record in `column`.
    ///
    /// A readership has a few entries, an actor a score of principals: `+` keeps the engines from searching once per
    /// principal where one search of the readership finds them all.
    fn rows_of<'q>(&self, query: Query<'q>, column: &'static str) -> Query<'q> {
        let query = query.push(
            " from record shown join readership_entry a on a.readership = shown.readership where shown.id = ",
        );
        query.push(column).push(" and +a.principal in (").push_list(&self.principals).push(")")
    }

    /// Conditions on an entry `a` of a readership: level and time.
    fn holds<'q>(&self, query: Query<'q>, level: Level) -> Query<'q> {
        let query =
            if level > Level::Existence { query.push(" and a.level >= ").push_value(level) } else { query };
        let query = query.push(" and (a.valid_from is null or a.valid_from <= ").push_value(self.at);
        query.push(") and (a.valid_until is null or a.valid_until > ").push_value(self.at).push(")")
    }

    /// The same, of a row under its alias.
    fn unless_row_walled<'q>(&self, query: Query<'q>, alias: &'static str) -> Query<'q> {
        self.unless_walled(query, &[alias, ".id"], " and not ").push(" ")
    }

    /// A wall beats every grant, on the record, on what belongs to it and on what speaks of it.
    pub(crate) fn unless_walled<'q>(
        &self,
        query: Query<'q>,
        column: &[&'static str],
        joint: &'static str,
    ) -> Query<'q> {
        if !self.walled {
            return query;
        }
        let query = query.push(joint).push("exists (with recursive above (id) as (select ");
        let query = column.iter().fold(query, |query, part| query.push(part)).push(ABOVE).push(
            ")
            select 1 from wall w where w.record in (select id from above) and w.principal in (",
        );
        let query = query.push_list(&self.principals);
        let query = query.push(") and (w.valid_from is null or w.valid_from <= ").push_value(self.at);
        query.push(") and (w.valid_until is null or w.valid_until > ").push_value(self.at).push("))")
    }
}
