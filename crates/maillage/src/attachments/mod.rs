//! Files attached to a record: a panel that its sheet includes, a form, and a path of their own to fetch them. Knows no
//! kind of record: `compose` says which take files, and by which right.

pub mod api;
mod pages;
mod rules;
mod storage;

use platform::access::{self, Kind, Level, RecordId};
use platform::database::{Reader, Transaction};
use platform::files::{self, Attachment, FileId, NewAttachment, Received, Refused};
use platform::text::tidy;
use platform::web::{DISK_FULL, Faults, Problem, ProblemKind};

pub use pages::Panel;
pub use storage::MERGED;

use crate::frame::Me;
use crate::frame::links::Registry;
use crate::frame::routes::{Routes, get, post};

/// The pages of this feature. What is sent has the limit of a file, counted as it comes, instead of that of a form.
pub fn routes() -> Routes {
    Routes::new()
        .route("/records/{record}/files/new", get(pages::form))
        .route("/records/{record}/files", post(pages::add).of_any_size())
        .route("/files/{id}", get(pages::fetch))
        .route("/files/{id}/removal", post(pages::remove))
}

/// A record that takes files, seen by somebody at a level.
struct Holder {
    kind: &'static Kind,
    /// Whether he may add and remove.
    edits: bool,
}

/// The record, for whoever reads it; one that is not read, or takes no file, is not found.
fn holder(reader: &Reader, registry: &Registry, me: &Me, record: RecordId) -> Result<Holder, Problem> {
    let kind = storage::kind_of(reader, record)?.ok_or(ProblemKind::NotFound)?;
    let known = registry.attachable.iter().find(|(known, _)| known.name == kind);
    let (kind, right) = known.ok_or(ProblemKind::NotFound)?;
    let (_, level) = access::require(reader, &me.actor, kind, record, Level::Existence)?;
    if level < Level::Read {
        return Err(ProblemKind::NotFound.into());
    }
    Ok(Holder { kind, edits: level >= Level::Edit && me.may(*right) })
}

/// The record, for whoever may add files to it and remove them.
fn editable(reader: &Reader, registry: &Registry, me: &Me, record: RecordId) -> Result<Holder, Problem> {
    let holder = holder(reader, registry, me, record)?;
    if holder.edits { Ok(holder) } else { Err(ProblemKind::Forbidden.into()) }
}

/// A file, for whoever reads its record.
pub fn find(reader: &Reader, registry: &Registry, me: &Me, id: FileId) -> Result<Attachment, Problem> {
    let file = files::find(reader, id)?.ok_or(ProblemKind::NotFound)?;
    holder(reader, registry, me, file.record)?;
    Ok(file)
}

/// The files of a record, for whoever reads it.
pub fn list(
    reader: &Reader,
    registry: &Registry,
    me: &Me,
    record: RecordId,
) -> Result<Vec<Attachment>, Problem> {
    holder(reader, registry, me, record)?;
    Ok(files::of_record(reader, record)?)
}

/// What is said of a file that comes.
#[derive(Clone, Debug)]
pub struct Said {
    /// Its name.
    pub name: String,
    /// What it shows.
    pub caption: String,
    /// Whose it is.
    pub credit: String,
}

/// The file as it is attached: its name and texts tidy, its kind read in its bytes.
pub fn checked(record: RecordId, said: &Said, received: &Received) -> Result<NewAttachment, Faults> {
    let name = files::name(&said.name);
    let (caption, credit) = (tidy(&said.caption), tidy(&said.credit));
    let mut faults = Faults::default();
    faults.longer(&[("caption", &caption, 300), ("credit", &credit, 200)]);
    if received.size == 0 {
        faults.add("file", "error-file-empty");
    }
    let kind = files::kind(&name, &received.head);
    match kind {
        Err(Refused::Program) => faults.add("file", "error-file-program"),
        Err(Refused::Lying { kind }) => faults.add_with("file", "error-file-lying", "kind", &kind),
        Ok(_) => {}
    }
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    let new = NewAttachment {
        record,
        name,
        kind: kind.unwrap_or(files::BYTES).to_owned(),
        size: i64::try_from(received.size).unwrap_or(i64::MAX),
        digest: received.digest.clone(),
        caption: some(caption),
        credit: some(credit),
    };
    faults.or(new)
}

/// Attaches a file whose bytes are kept already.
pub fn attach(
    tx: &Transaction,
    registry: &Registry,
    me: &Me,
    new: &NewAttachment,
) -> Result<FileId, Problem> {
    let holder = editable(tx, registry, me, new.record)?;
    Ok(files::attach(tx, &me.actor, holder.kind, new)?)
}

/// Takes a file off its record, and answers which record that is.
pub fn detach(
    tx: &Transaction,
    registry: &Registry,
    me: &Me,
    id: FileId,
) -> Result<(&'static Kind, RecordId), Problem> {
    let file = files::find(tx, id)?.ok_or(ProblemKind::NotFound)?;
    let holder = editable(tx, registry, me, file.record)?;
    if registry.keeps(tx, id)? {
        return Err(Problem::from(ProblemKind::Invalid).saying("attachments-kept"));
    }
    files::detach(tx, &me.actor, holder.kind, &file)?;
    Ok((holder.kind, file.record))
}

/// What went wrong with the bytes, as a problem of the request.
fn refused(error: &files::Error) -> Problem {
    match error {
        files::Error::TooLarge(limit) => {
            let mut faults = Faults::default();
            faults.add_with("file", "error-file-too-large", "max", &(limit / (1024 * 1024)));
            faults.into()
        }
        files::Error::Broken(_) => ProblemKind::Unreadable.into(),
        files::Error::Full => {
            tracing::error!(%error, "files");
            Problem::from(ProblemKind::Unavailable).saying(DISK_FULL)
        }
        error => {
            tracing::error!(%error, "files");
            ProblemKind::Unavailable.into()
        }
    }
}
