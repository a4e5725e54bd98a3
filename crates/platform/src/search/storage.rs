//! The SQL of search.

use super::matching::{Hits, Indexed, Question, forgiven, matches, one_letter_off, with_one_missing};
use super::{Document, Hit};
use crate::access::{Actor, Level, RecordId};
use crate::database::dialect::text_search as dialect;
use crate::database::{Query, Reader, Result, Transaction};
use crate::text::{normalise, words};

/// Rows read to fill a page: a record may match by two documents.
const CANDIDATES: i64 = 40;

/// Indexes a document, in the place of the one that this record had at this level.
pub fn index(tx: &Transaction, document: &Document<'_>) -> Result<()> {
    let name_key = normalise(document.name);
    let reference = document.reference.map(normalise);
    let text_key =
        normalise(&format!("{} {} {}", document.name, document.reference.unwrap_or(""), document.text));
    let seq: i64 = Query::new(
        "insert into search_document (record, kind, level, reference_key, name_key, text_key, title) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (record, level) do update set reference_key = excluded.reference_key, name_key = excluded.name_key,
         text_key = excluded.text_key, title = excluded.title returning seq",
    )
    .bind(document.record)
    .bind(document.kind)
    .bind(document.level)
    .bind(reference)
    .bind(&name_key)
    .bind(&text_key)
    .bind(document.title)
    .one(tx)?;
    Query::new(dialect::index_words(tx.dialect())).bind(seq).bind(&text_key).execute(tx)?;
    words(&name_key).into_iter().filter(|word| forgiven(word)).try_for_each(|word| learn(tx, word))
}

/// Adds a word to those in which a wrong letter is forgiven.
fn learn(tx: &Transaction, word: &str) -> Result<()> {
    let new = Query::new("insert into search_word (word) values ($1) on conflict (word) do nothing")
        .bind(word)
        .execute(tx)?;
    if new == 1 {
        for typo in with_one_missing(word) {
            Query::new("insert into search_typo (typo, word) values ($1, $2)")
                .bind(typo)
                .bind(word)
                .execute(tx)?;
        }
    }
    Ok(())
}

/// Removes what is indexed of a record.
pub fn remove(tx: &Transaction, record: RecordId) -> Result<()> {
    let documents: Vec<i64> =
        Query::new("select seq from search_document where record = $1").bind(record).all(tx)?;
    for seq in documents {
        Query::new(dialect::forget_words(tx.dialect())).bind(seq).execute(tx)?;
        Query::new("delete from search_document where seq = $1").bind(seq).execute(tx)?;
    }
    Ok(())
}

/// Forgets the words of a name in which a wrong letter is forgiven, but those that some document says still: of a name that
/// must be forgotten, once what bore it is removed.
pub fn unlearn(tx: &Transaction, name: &str) -> Result<()> {
    let key = normalise(name);
    for word in words(&key).into_iter().filter(|word| forgiven(word)) {
        let said = [vec![(word.to_owned(), false)]];
        let query = dialect::matching(tx.dialect(), Query::new("select d.seq"), &said);
        if query.push(" limit 1").maybe::<i64>(tx)?.is_some() {
            continue;
        }
        for typo in with_one_missing(word) {
            Query::new("delete from search_typo where typo = $1 and word = $2")
                .bind(typo)
                .bind(word)
                .execute(tx)?;
        }
        Query::new("delete from search_word where word = $1").bind(word).execute(tx)?;
    }
    Ok(())
}

/// The best matches among what the actor may see.
pub fn search(reader: &Reader, actor: &Actor, question: &Question) -> Result<Vec<Hit>> {
    if let Some(documents) = few(reader, actor)? {
        return Ok(matches(question, documents.iter()));
    }
    let mut hits = Hits::default();
    let select = || Query::new("select d.record as record, d.kind as kind, d.title as title");

    let query = select()
        .push(" from search_document d where d.reference_key = ")
        .push_value(&question.key)
        .push(" and ");
    collect(reader, actor, query, " order by d.seq desc limit ", &mut hits)?;
    if !hits.full() {
        let after = format!("{}\u{10ffff}", question.key);
        let query = select().push(" from search_document d where d.name_key >= ").push_value(&question.key);
        let query = query.push(" and d.name_key < ").push_value(after).push(" and ");
        collect(reader, actor, query, " order by d.name_key, d.seq desc limit ", &mut hits)?;
    }
    if !hits.full() {
        let asked: Vec<Vec<(String, bool)>> =
            question.words.iter().map(|word| vec![(word.clone(), true)]).collect();
        by_words(reader, actor, &select, &asked, &mut hits)?;
    }
    if !hits.full() {
        let asked = forgiving(reader, question)?;
        if asked.iter().any(|any| any.len() > 1) {
            by_words(reader, actor, &select, &asked, &mut hits)?;
        }
    }
    Ok(hits.0)
}

/// All the documents of an actor who sees few: they are then compared one by one.
fn few(reader: &Reader, actor: &Actor) -> Result<Option<Vec<Indexed>>> {
    if !actor.sees_few() {
        return Ok(None);
    }
    let query = actor.visible_levels(
        Query::new(
            "select d.seq as seq, d.record as record, d.kind as kind, d.level as level, d.reference_key as reference_key,
                    d.name_key as name_key, d.text_key as text_key, d.title as title from (",
        ),
    );
    query
        .push(") v cross join search_document d where d.record = v.record and d.level <= v.level")
        .all(reader)
        .map(Some)
}

fn by_words(
    reader: &Reader,
    actor: &Actor,
    select: &dyn Fn() -> Query<'static>,
    asked: &[Vec<(String, bool)>],
    hits: &mut Hits,
) -> Result<()> {
    for window in dialect::windows(reader.dialect()) {
        let query = dialect::matching(reader.dialect(), select(), asked);
        let query = actor.sees_from(window.within(query).push(" and "), "d.record", "d.level");
        let found: Vec<Hit> = window.newest_first(query, CANDIDATES).all(reader)?;
        let enough = i64::try_from(found.len()).is_ok_and(|found| found == CANDIDATES);
        for hit in found {
            hits.add(hit);
        }
        if enough || hits.full() {
            break;
        }
    }
    Ok(())
}

fn collect(
    reader: &Reader,
    actor: &Actor,
    query: Query<'_>,
    order: &'static str,
    hits: &mut Hits,
) -> Result<()> {
    let query = actor.sees_from(query, "d.record", "d.level").push(order).push_value(CANDIDATES);
    query.each(reader, |row| {
        hits.add(crate::database::FromRow::from_row(row)?);
        Ok(())
    })
}

/// Each word of the question, as a beginning, with the known words that are one letter off, whole.
fn forgiving(reader: &Reader, question: &Question) -> Result<Vec<Vec<(String, bool)>>> {
    question
        .words
        .iter()
        .map(|asked| {
            let mut any = vec![(asked.clone(), true)];
            if forgiven(asked) {
                let mut query = Query::new("select distinct word from search_typo where typo in (");
                for (at, typo) in with_one_missing(asked).into_iter().enumerate() {
                    query = query.push(if at == 0 { "" } else { ", " }).push_value(typo);
                }
                let known: Vec<String> = query.push(")").all(reader)?;
                any.extend(
                    known.into_iter().filter(|word| one_letter_off(asked, word)).map(|word| (word, false)),
                );
            }
            Ok(any)
        })
        .collect()
}

impl Actor {
    /// Appends the distinct records that the actor sees, with his highest level on each: columns `record` and `level`.
    fn visible_levels<'q>(&self, query: Query<'q>) -> Query<'q> {
        self.through_readerships(
            query.push("select r.id as record, n.level as level"),
            ("record", "r"),
            Level::Existence,
        )
    }
}

/// The records that bear this reference, whoever may see them: for those who were let in already.
pub fn referenced(reader: &Reader, reference: &str) -> Result<Vec<RecordId>> {
    Query::new("select distinct record from search_document where reference_key = $1 order by record limit 2")
        .bind(normalise(reference))
        .all(reader)
}
