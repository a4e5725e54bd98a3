//! Making an archive.

use std::fs::File;
use std::io::{BufWriter, Seek, Write};
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

use futures_util::TryStreamExt;
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::manifest::{self, FORMAT, FileEntry, Manifest, TableEntry};
use super::{Error, cells};
use crate::database::{Database, Reader, copy::Table};
use crate::files::{self, Store};
use crate::text::hex;

/// The program that makes the archive.
#[derive(Clone, Copy, Debug)]
pub struct Product {
    /// Its version.
    pub version: &'static str,
}

/// Makes an archive of everything, as it is at one moment, while the instance goes on. What fails leaves no file.
pub async fn back_up(
    database: &Database,
    store: &Store,
    product: Product,
    into: &Path,
) -> Result<Manifest, Error> {
    if into.exists() {
        return Err(Error::Exists(into.to_owned()));
    }
    let part = Part::create(into)?;
    let written = write(database, store, product, &part).await?;
    part.settle(into)?;
    Ok(written)
}

async fn write(database: &Database, store: &Store, product: Product, part: &Part) -> Result<Manifest, Error> {
    let wrong = Error::at(&part.0);
    let file = File::options().write(true).open(&part.0).map_err(&wrong)?;
    // Given up half-way it would try to end itself, and say on the terminal that it could not.
    let mut zip = ManuallyDrop::new(ZipWriter::new(BufWriter::with_capacity(1 << 20, file)));
    let made_at = database.ids().clock().now();
    let (mut manifest, contents) = database
        .snapshot(&beside(&part.0, ".copy"), |reader| {
            let tables = reader.tables()?;
            let contents = if files::known(&tables) { files::contents(reader)? } else { Vec::new() };
            let tables: Result<Vec<_>, Error> =
                tables.iter().map(|table| write_table(&mut zip, reader, table, &wrong)).collect();
            let manifest = Manifest {
                format: FORMAT,
                product: manifest::PRODUCT.into(),
                version: product.version.into(),
                schema: reader.schema()?,
                made_at,
                tables: tables?,
                files: Vec::new(),
            };
            Ok::<_, Error>((manifest, contents))
        })
        .await?;
    for (digest, _) in contents {
        manifest.files.push(write_file(&mut zip, store, &digest, &wrong).await?);
    }
    begin(&mut zip, manifest::PATH, CompressionMethod::Deflated, &wrong)?;
    let text = serde_json::to_vec_pretty(&manifest).map_err(Error::damaged)?;
    zip.write_all(&text).map_err(&wrong)?;
    let written = ManuallyDrop::into_inner(zip).finish().map_err(std::io::Error::from).map_err(&wrong)?;
    let file = written.into_inner().map_err(std::io::IntoInnerError::into_error).map_err(&wrong)?;
    file.sync_all().map_err(&wrong)?;
    Ok(manifest)
}

fn begin<W: Write + Seek>(
    zip: &mut ZipWriter<W>,
    path: &str,
    method: CompressionMethod,
    wrong: &impl Fn(std::io::Error) -> Error,
) -> Result<(), Error> {
    let options =
        SimpleFileOptions::default().compression_method(method).large_file(true).unix_permissions(0o600);
    zip.start_file(path, options).map_err(std::io::Error::from).map_err(wrong)
}

fn write_table<W: Write + Seek>(
    zip: &mut ZipWriter<W>,
    reader: &Reader,
    table: &Table,
    wrong: &impl Fn(std::io::Error) -> Error,
) -> Result<TableEntry, Error> {
    let mut entry = TableEntry {
        name: table.name.clone(),
        columns: table.columns.clone(),
        rows: 0,
        sha256: String::new(),
    };
    begin(zip, &entry.path(), CompressionMethod::Deflated, wrong)?;
    let mut digest = Sha256::new();
    reader.rows(table, |values| {
        let mut line = cells::line(values);
        line.push('\n');
        digest.update(&line);
        entry.rows += 1;
        zip.write_all(line.as_bytes()).map_err(wrong)
    })?;
    entry.sha256 = hex(&digest.finalize());
    Ok(entry)
}

/// Bytes are checked as they pass: a backup of a damaged file would be found out at the restore, too late.
async fn write_file<W: Write + Seek>(
    zip: &mut ZipWriter<W>,
    store: &Store,
    digest: &str,
    wrong: &impl Fn(std::io::Error) -> Error,
) -> Result<FileEntry, Error> {
    let mut bytes = store.open(digest).await?;
    let mut entry = FileEntry { sha256: digest.to_owned(), size: 0 };
    // What people attach is compressed already, for the most part.
    begin(zip, &entry.path(), CompressionMethod::Stored, wrong)?;
    let mut found = Sha256::new();
    while let Some(piece) = bytes.try_next().await? {
        found.update(&piece);
        entry.size += piece.len() as u64;
        zip.write_all(&piece).map_err(wrong)?;
    }
    if hex(&found.finalize()) == digest {
        Ok(entry)
    } else {
        Err(files::Error::Damaged(digest.to_owned()).into())
    }
}

/// The archive under another name, removed unless it settles.
struct Part(PathBuf);

impl Part {
    fn create(into: &Path) -> Result<Self, Error> {
        use std::os::unix::fs::OpenOptionsExt;
        let path = beside(into, ".part");
        // One left by a process that was killed.
        for end in ["", ".copy"] {
            drop(std::fs::remove_file(beside(&path, end)));
        }
        let made = File::options().write(true).create_new(true).mode(0o600).open(&path);
        made.map(|_| Self(path.clone())).map_err(Error::at(&path))
    }

    fn settle(self, into: &Path) -> Result<(), Error> {
        let wrong = Error::at(into);
        // A link refuses a name that somebody took meanwhile; a renaming would silently replace what is there.
        std::fs::hard_link(&self.0, into)
            .or_else(|error| match error.kind() {
                std::io::ErrorKind::AlreadyExists => Err(error),
                _ => std::fs::rename(&self.0, into),
            })
            .map_err(&wrong)?;
        let folder = into.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(&wrong)
    }
}

impl Drop for Part {
    fn drop(&mut self) {
        drop(std::fs::remove_file(&self.0));
    }
}

fn beside(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    PathBuf::from(name)
}
