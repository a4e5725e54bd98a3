//! Reading an archive: verified whole, then restored beside an empty place.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use bytes::Bytes;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use zip::ZipArchive;
use zip::result::ZipError;

use super::manifest::{self, FORMAT, FileEntry, Head, Manifest, TableEntry};
use super::{Error, cells};
use crate::database::copy::{Fresh, Table, known_versions};
use crate::database::{Location, Reader, Value};
use crate::files::Store;
use crate::id::Ids;
use crate::text::hex;

/// The longest manifest and the longest row that are read, so that a file made to harm fills no memory.
const LONGEST_MANIFEST: u64 = 64 << 20;
const LONGEST_ROW: u64 = 64 << 20;
/// Rows added at once, and about how many bytes they may hold.
const BATCH: usize = 1024;
const BATCH_BYTES: usize = 4 << 20;
/// Bytes read at once.
const PIECE: usize = 1 << 20;

/// An archive, opened.
pub struct Archive {
    zip: ZipArchive<BufReader<File>>,
    path: PathBuf,
    manifest: Manifest,
}

impl Archive {
    /// Opens a file and reads what it says of itself. What is newer than this program is refused.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let file = File::open(path).map_err(Error::at(path))?;
        let mut magic = [0; 2];
        let begun = (&file).read_exact(&mut magic);
        if begun.is_err() || &magic != b"PK" {
            return Err(Error::NotBackup);
        }
        let mut zip = match ZipArchive::new(BufReader::with_capacity(PIECE, file)) {
            Ok(zip) => zip,
            Err(ZipError::Io(error)) if error.kind() != std::io::ErrorKind::UnexpectedEof => {
                return Err(Error::at(path)(error));
            }
            // Its end is missing: the list of entries stands there.
            Err(error) => return Err(Error::damaged(error)),
        };
        let manifest = read_manifest(&mut zip)?;
        let known = known_versions();
        if !known.contains(&manifest.schema) {
            return Err(if known.iter().all(|known| *known < manifest.schema) {
                Error::NewerSchema { schema: manifest.schema, version: manifest.version }
            } else {
                Error::damaged(format!("schema {}", manifest.schema))
            });
        }
        Ok(Self { zip, path: path.to_owned(), manifest })
    }

    /// What it says of itself.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Reads every byte and compares it with what the manifest says.
    pub fn verify(&mut self) -> Result<(), Error> {
        let manifest = self.manifest.clone();
        for table in &manifest.tables {
            let mut rows = Rows::open(&mut self.zip, table)?;
            while rows.next()?.is_some() {}
            rows.end()?;
        }
        for file in &manifest.files {
            let mut bytes = FileBytes::open(&mut self.zip, file)?;
            while bytes.next()?.is_some() {}
        }
        Ok(())
    }
}

fn read_manifest(zip: &mut ZipArchive<BufReader<File>>) -> Result<Manifest, Error> {
    let mut text = Vec::new();
    let entry = zip.by_name(manifest::PATH).map_err(|error| match error {
        ZipError::FileNotFound => Error::NotBackup,
        error => Error::damaged(error),
    })?;
    entry.take(LONGEST_MANIFEST).read_to_end(&mut text).map_err(|_| Error::damaged(manifest::PATH))?;
    let head: Head = serde_json::from_slice(&text).map_err(|_| Error::NotBackup)?;
    if head.product != manifest::PRODUCT {
        return Err(Error::NotBackup);
    }
    if head.format > FORMAT {
        return Err(Error::NewerFormat { format: head.format, version: head.version });
    }
    serde_json::from_slice(&text).map_err(|_| Error::damaged(manifest::PATH))
}

/// The rows of a table, checked as they are read.
struct Rows<'z> {
    lines: BufReader<Box<dyn Read + 'z>>,
    entry: &'z TableEntry,
    digest: Sha256,
    read: u64,
}

impl<'z> Rows<'z> {
    fn open(zip: &'z mut ZipArchive<BufReader<File>>, entry: &'z TableEntry) -> Result<Self, Error> {
        let found = zip.by_name(&entry.path()).map_err(|_| Error::damaged(entry.path()))?;
        let lines = BufReader::with_capacity(PIECE, Box::new(found) as Box<dyn Read>);
        Ok(Self { lines, entry, digest: Sha256::new(), read: 0 })
    }

    fn next(&mut self) -> Result<Option<(Vec<Value<'static>>, usize)>, Error> {
        let mut line = Vec::new();
        let wrong = || Error::damaged(format!("{}, row {}", self.entry.path(), self.read + 1));
        self.lines.by_ref().take(LONGEST_ROW).read_until(b'\n', &mut line).map_err(|_| wrong())?;
        if line.is_empty() {
            return Ok(None);
        }
        let row = line.strip_suffix(b"\n").and_then(|line| cells::row(line, &self.entry.columns));
        let row = row.ok_or_else(wrong)?;
        self.digest.update(&line);
        self.read += 1;
        Ok(Some((row, line.len())))
    }

    fn end(self) -> Result<(), Error> {
        if self.read == self.entry.rows && hex(&self.digest.finalize()) == self.entry.sha256 {
            Ok(())
        } else {
            Err(Error::damaged(self.entry.path()))
        }
    }
}

/// The bytes of an attached file, checked as they are read.
struct FileBytes<'z> {
    bytes: Box<dyn Read + 'z>,
    entry: &'z FileEntry,
    digest: Sha256,
    left: u64,
}

impl<'z> FileBytes<'z> {
    fn open(zip: &'z mut ZipArchive<BufReader<File>>, entry: &'z FileEntry) -> Result<Self, Error> {
        let found = zip.by_name(&entry.path()).map_err(|_| Error::damaged(entry.path()))?;
        Ok(Self { bytes: Box::new(found), entry, digest: Sha256::new(), left: entry.size })
    }

    fn next(&mut self) -> Result<Option<Bytes>, Error> {
        let wrong = || Error::damaged(self.entry.path());
        let mut piece = vec![0; PIECE];
        let read = self.bytes.read(&mut piece).map_err(|_| wrong())?;
        if read == 0 {
            let digest = hex(&std::mem::take(&mut self.digest).finalize());
            return if self.left == 0 && digest == self.entry.sha256 { Ok(None) } else { Err(wrong()) };
        }
        self.left = self.left.checked_sub(read as u64).ok_or_else(wrong)?;
        piece.truncate(read);
        self.digest.update(&piece);
        Ok(Some(Bytes::from(piece)))
    }
}

/// Restores a verified archive beside an empty place: the caller looks at it, then publishes it. What fails leaves
/// nothing, not even the bytes of the files it brought. Those of a restore that the caller abandons are as those that no
/// row names, and are collected.
pub async fn restore(
    archive: &mut Archive,
    location: &Location,
    store: &Store,
    ids: Ids,
) -> Result<Fresh, Error> {
    let mut fresh = Fresh::begin(location, ids).await?.ok_or(Error::Occupied)?;
    let mut brought = Vec::new();
    match fill(archive, &mut fresh, store, &mut brought).await {
        Ok(()) => Ok(fresh),
        Err(error) => {
            fresh.abandon().await;
            take_back(store, &brought).await;
            Err(error)
        }
    }
}

async fn fill(
    archive: &mut Archive,
    fresh: &mut Fresh,
    store: &Store,
    brought: &mut Vec<(String, Timestamp)>,
) -> Result<(), Error> {
    let manifest = archive.manifest.clone();
    for file in &manifest.files {
        let there = store.has(&file.sha256).await?;
        put(archive, file, store, fresh).await?;
        if !there && let Some(since) = store.since(&file.sha256).await? {
            brought.push((file.sha256.clone(), since));
        }
    }
    fresh.make_tables(manifest.schema).await?;
    let made = fresh.database().read(Reader::tables).await?;
    let (tables, last): (Vec<_>, Vec<_>) = manifest.tables.iter().partition(|entry| holds(&made, entry));
    for entry in tables {
        load(archive, fresh, entry).await?;
    }
    fresh.bring_up().await?;
    // The documents of search, whose table is made after the migrations.
    let made = fresh.database().read(Reader::tables).await?;
    for entry in last {
        if !holds(&made, entry) {
            return Err(Error::damaged(format!("{}: no such table", entry.path())));
        }
        load(archive, fresh, entry).await?;
    }
    Ok(fresh.index().await?)
}

/// Takes back what a restore brought, but for what somebody sent again meanwhile. What cannot be reached now is named by
/// no row.
async fn take_back(store: &Store, brought: &[(String, Timestamp)]) {
    for (digest, since) in brought {
        let after = since.checked_add(SignedDuration::from_secs(1)).unwrap_or(Timestamp::MAX);
        store.forget(digest, after).await.ok();
    }
}

/// Whether the tables that were made hold those rows.
fn holds(made: &[Table], entry: &TableEntry) -> bool {
    let table = made.iter().find(|table| table.name == entry.name);
    table.is_some_and(|table| entry.columns.iter().all(|column| table.columns.contains(column)))
}

async fn load(archive: &mut Archive, fresh: &Fresh, entry: &TableEntry) -> Result<(), Error> {
    let table = entry.table();
    let mut rows = Rows::open(&mut archive.zip, entry)?;
    let (mut batch, mut size) = (Vec::new(), 0);
    while let Some((row, bytes)) = rows.next()? {
        batch.push(row);
        size += bytes;
        if batch.len() >= BATCH || size >= BATCH_BYTES {
            fresh.add(&table, std::mem::take(&mut batch)).await?;
            size = 0;
        }
    }
    rows.end()?;
    Ok(fresh.add(&table, batch).await?)
}

async fn put(archive: &mut Archive, entry: &FileEntry, store: &Store, fresh: &Fresh) -> Result<(), Error> {
    let path = archive.path.clone();
    let mut bytes = FileBytes::open(&mut archive.zip, entry)?;
    let pieces = futures_util::stream::iter(std::iter::from_fn(move || bytes.next().transpose()));
    let name: uuid::Uuid = fresh.database().ids().next();
    let received = store.receive(&name.to_string(), pieces, entry.size).await?;
    if received.digest == entry.sha256 { Ok(()) } else { Err(Error::damaged(path.display())) }
}
