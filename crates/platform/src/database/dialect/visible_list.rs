//! The newest records that a set of principals may see.
//!
//! SQLite stops early in its index on `principal in (…)`; PostgreSQL would sort everything, so it takes the first rows
//! of each principal and merges them.

use super::super::{Dialect, Query};

/// What to list, as fragments that both shapes share.
pub(crate) struct Newest<'a, 'q> {
    /// The principals' keys.
    pub principals: &'a [i64],
    /// Conditions on `a`, the access row, each beginning with ` and `.
    pub conditions: &'a dyn Fn(Query<'q>) -> Query<'q>,
    /// How many records at most.
    pub limit: i64,
}

/// Appends a query of the columns `updated_at` and `record`, newest first, each record once.
pub(crate) fn newest<'q>(dialect: Dialect, mut query: Query<'q>, list: &Newest<'_, 'q>) -> Query<'q> {
    match dialect {
        Dialect::Sqlite => {
            query = query.push("select distinct a.updated_at, a.record from acl a where a.principal in (");
            query = query.push_list(list.principals).push(")");
            query = (list.conditions)(query);
            query.push(" order by a.updated_at desc, a.record desc limit ").push_value(list.limit)
        }
        Dialect::Postgres => {
            query = query.push("select distinct x.updated_at, x.record from (values (");
            query = query.push_rows(list.principals);
            query = query.push(
                ")) as p(key) cross join lateral (select a.updated_at, a.record from acl a where a.principal = p.key",
            );
            query = (list.conditions)(query);
            query = query.push(" order by a.updated_at desc, a.record desc limit ").push_value(list.limit);
            query.push(") x order by 1 desc, 2 desc limit ").push_value(list.limit)
        }
    }
}
