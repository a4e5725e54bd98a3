//! Full-text search: FTS5 on SQLite, `tsvector` on PostgreSQL. Both hold text that Rust has already normalised (lower
//! case, no accents), both match every word of the question as the beginning of a word, and both number their documents
//! in the order in which they were first indexed, so that they find the same rows in the same order.

use super::super::{Dialect, Query};

/// The tables of the index on SQLite. `search_document.seq` is the document's number in `search_text`.
pub(crate) const SQLITE_TABLES: &str = "
    create table if not exists search_document (
        seq integer primary key, record text not null, kind text not null, level bigint not null,
        reference_key text, name_key text not null, text_key text not null, title text not null);
    create unique index if not exists search_document__record__level on search_document (record, level);
    create index if not exists search_document__name on search_document (name_key, seq);
    create index if not exists search_document__reference on search_document (reference_key) where reference_key is not null;
    create virtual table if not exists search_text using fts5(
        words, content = '', contentless_delete = 1, detail = none, prefix = '1 2 3', tokenize = 'unicode61 remove_diacritics 0');";

/// The tables of the index on PostgreSQL.
pub(crate) const POSTGRES_TABLES: &str = "
    create table if not exists search_document (
        seq bigint generated always as identity primary key, record text not null, kind text not null, level bigint not null,
        reference_key text, name_key text not null, text_key text not null, title text not null,
        words tsvector);
    create unique index if not exists search_document__record__level on search_document (record, level);
    create index if not exists search_document__name on search_document (name_key, seq);
    create index if not exists search_document__reference on search_document (reference_key) where reference_key is not null;
    create index if not exists search_document__words on search_document using gin (words);";

/// What a copy of the database carries of the index: its documents, from which the words are indexed anew.
pub(crate) const DOCUMENTS: &str = "search_document";

/// The columns of a document that a copy carries.
pub(crate) const DOCUMENT_COLUMNS: [&str; 8] =
    ["seq", "record", "kind", "level", "reference_key", "name_key", "text_key", "title"];

/// What makes a server take the number of a document as it was, instead of giving another.
pub(crate) fn keeping_numbers(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Sqlite => "",
        Dialect::Postgres => " overriding system value",
    }
}

/// The statements that index the words of every document anew, after they were copied in.
pub(crate) fn index_all(dialect: Dialect) -> &'static [&'static str] {
    match dialect {
        Dialect::Sqlite => {
            &["insert into search_text (rowid, words) select seq, text_key from search_document"]
        }
        Dialect::Postgres => &[
            "update search_document set words = to_tsvector('simple', text_key)",
            "select setval(pg_get_serial_sequence('search_document', 'seq'), coalesce(max(seq), 1), count(*) > 0) from search_document",
        ],
    }
}

/// The statement that indexes the words ($2) of document $1.
pub(crate) fn index_words(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Sqlite => "insert or replace into search_text (rowid, words) values ($1, $2)",
        Dialect::Postgres => "update search_document set words = to_tsvector('simple', $2) where seq = $1",
    }
}

/// The statement that removes the words of document $1 before the document itself goes.
pub(crate) fn forget_words(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Sqlite => "delete from search_text where rowid = $1",
        Dialect::Postgres => "update search_document set words = null where seq = $1",
    }
}

/// Appends `from …` the documents `d` that match every word of the question. A word is given as its alternatives, each
/// a normalised word, taken as the beginning of a word when the flag says so.
pub(crate) fn matching<'q>(dialect: Dialect, query: Query<'q>, words: &[Vec<(String, bool)>]) -> Query<'q> {
    let (or, and) = match dialect {
        Dialect::Sqlite => (" OR ", " AND "),
        Dialect::Postgres => (" | ", " & "),
    };
    let term = |(word, beginning): &(String, bool)| match (dialect, beginning) {
        (Dialect::Sqlite, true) => format!("\"{word}\"*"),
        (Dialect::Sqlite, false) => format!("\"{word}\""),
        (Dialect::Postgres, true) => format!("'{word}':*"),
        (Dialect::Postgres, false) => format!("'{word}'"),
    };
    let any =
        |words: &Vec<(String, bool)>| format!("({})", words.iter().map(term).collect::<Vec<_>>().join(or));
    let all = words.iter().map(any).collect::<Vec<_>>().join(and);
    match dialect {
        Dialect::Sqlite => query
            .push(" from search_text t cross join search_document d where d.seq = t.rowid and search_text match ")
            .push_value(all),
        Dialect::Postgres => query.push(" from search_document d where d.words @@ to_tsquery('simple', ").push_value(all).push(")"),
    }
}

/// How many documents the first window of PostgreSQL holds; few in the tests, so that they look further.
const NEWEST: i64 = if cfg!(test) { 8 } else { 4_000 };

/// Documents among which matches are looked for, one after the other, until there are enough.
///
/// SQLite reads a word's documents newest first. PostgreSQL does not: it would sort them all, or read the whole table
/// backwards for a rare word. There, common words are found among the newest documents, rare ones by their index.
pub(crate) fn windows(dialect: Dialect) -> &'static [Window] {
    match dialect {
        Dialect::Sqlite => &[Window { newest: None, order: " order by t.rowid desc limit " }],
        Dialect::Postgres => &[
            Window { newest: Some(NEWEST), order: " order by d.seq desc limit " },
            // Not the bare column: the planner would take its index for a way to the words.
            Window { newest: None, order: " order by d.seq + 0 desc limit " },
        ],
    }
}

/// Where matches are looked for, and how they are ordered: newest first.
pub(crate) struct Window {
    newest: Option<i64>,
    order: &'static str,
}

impl Window {
    /// Appends the condition that the document is in the window.
    pub(crate) fn within<'q>(&self, query: Query<'q>) -> Query<'q> {
        match self.newest {
            Some(newest) => query
                .push(" and d.seq > (select coalesce(max(seq), 0) from search_document) - ")
                .push_value(newest),
            None => query,
        }
    }

    /// Appends the order, and at most how many.
    pub(crate) fn newest_first<'q>(&self, query: Query<'q>, limit: i64) -> Query<'q> {
        query.push(self.order).push_value(limit)
    }
}
