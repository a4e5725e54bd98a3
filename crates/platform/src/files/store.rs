//! Where bytes lie: a folder, or a bucket. They are named by their SHA-256, so the same are kept once, and what is kept
//! under a name never changes.

use std::path::Path as Place;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::stream::BoxStream;
use futures_util::{Stream, StreamExt, TryStreamExt};
use jiff::Timestamp;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload, WriteMultipart};
use sha2::{Digest as _, Sha256};

use super::sniff::HEAD;
use crate::text::hex;

/// What can go wrong with the bytes.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// More than the limit, in bytes, was sent.
    #[error("more than {0} bytes")]
    TooLarge(u64),
    /// What was sent broke off.
    #[error("what was sent broke off: {0}")]
    Broken(String),
    /// Nothing is kept under this digest.
    #[error("no file of digest {0}")]
    Missing(String),
    /// What is kept under a digest has another one.
    #[error("the file {0} is damaged")]
    Damaged(String),
    /// The disk has no room left.
    #[error("the disk of the files is full")]
    Full,
    /// The folder or bucket cannot be used.
    #[error("files: {0}")]
    Store(String),
}

impl From<object_store::Error> for Error {
    fn from(error: object_store::Error) -> Self {
        let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(&error);
        while let Some(one) = cause {
            let full = one.downcast_ref::<std::io::Error>().map(std::io::Error::kind);
            if full.is_some_and(super::no_room) {
                return Self::Full;
            }
            cause = one.source();
        }
        match error {
            object_store::Error::NotFound { path, .. } => Self::Missing(path),
            error => Self::Store(error.to_string()),
        }
    }
}

/// What is written cannot be missing: where it is written to is.
fn nowhere(error: object_store::Error) -> Error {
    match error {
        object_store::Error::NotFound { source, .. } => Error::Store(format!("no such place: {source}")),
        error => error.into(),
    }
}

/// Bytes that were received whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// Their SHA-256, in hexadecimal.
    pub digest: String,
    /// How many they are.
    pub size: u64,
    /// The first of them, to tell what they are.
    pub head: Vec<u8>,
}

/// Where the bytes of an instance lie. Cloning it shares it.
#[derive(Clone, Debug)]
pub struct Store(Arc<dyn ObjectStore>);

/// How a bucket is reached. What is empty is left to the provider's own rule.
#[derive(Clone, Debug, Default)]
pub struct Bucket {
    /// Its name.
    pub name: String,
    /// Before every name in it.
    pub prefix: String,
    /// The server's address, when it is not Amazon's.
    pub endpoint: String,
    /// The region.
    pub region: String,
    /// The key's name.
    pub access_key: String,
    /// The key.
    pub secret_key: String,
}

impl Store {
    /// A folder, made if it is not there, that only its owner opens.
    pub fn folder(folder: &Place) -> Result<Self, Error> {
        use std::os::unix::fs::DirBuilderExt;
        let failed = |error: std::io::Error| Error::Store(format!("{}: {error}", folder.display()));
        std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(failed)?;
        let store = object_store::local::LocalFileSystem::new_with_prefix(folder)?;
        Ok(Self(Arc::new(store.with_fsync(true))))
    }

    /// A bucket that speaks S3.
    #[cfg(feature = "s3")]
    pub fn bucket(bucket: &Bucket) -> Result<Self, Error> {
        let mut builder = object_store::aws::AmazonS3Builder::new().with_bucket_name(&bucket.name);
        for (value, key) in [
            (&bucket.endpoint, object_store::aws::AmazonS3ConfigKey::Endpoint),
            (&bucket.region, object_store::aws::AmazonS3ConfigKey::Region),
            (&bucket.access_key, object_store::aws::AmazonS3ConfigKey::AccessKeyId),
            (&bucket.secret_key, object_store::aws::AmazonS3ConfigKey::SecretAccessKey),
        ] {
            if !value.is_empty() {
                builder = builder.with_config(key, value);
            }
        }
        // Whoever sends a file waits meanwhile, no longer than a request may last.
        let patience = object_store::RetryConfig {
            max_retries: 4,
            retry_timeout: std::time::Duration::from_secs(20),
            ..Default::default()
        };
        let plain = bucket.endpoint.starts_with("http://");
        let store = builder.with_allow_http(plain).with_retry(patience).build()?;
        Ok(Self(Arc::new(object_store::prefix::PrefixStore::new(store, bucket.prefix.as_str()))))
    }

    /// This program was built without buckets.
    #[cfg(not(feature = "s3"))]
    pub fn bucket(bucket: &Bucket) -> Result<Self, Error> {
        Err(Error::Store(format!("{}: this program was built without S3", bucket.name)))
    }

    /// Receives bytes as they come, up to a limit, and keeps them under their digest. What breaks off leaves nothing
    /// under any digest; what was written of it goes with [`Store::sweep`].
    pub async fn receive<E: std::fmt::Display>(
        &self,
        name: &str,
        bytes: impl Stream<Item = Result<Bytes, E>>,
        limit: u64,
    ) -> Result<Received, Error> {
        let coming = Path::from(format!("incoming/{name}"));
        let mut write = WriteMultipart::new(self.0.put_multipart(&coming).await.map_err(nowhere)?);
        let received = match Self::take(&mut write, bytes, limit).await {
            Ok(received) => received,
            Err(error) => {
                write.abort().await.ok();
                return Err(error);
            }
        };
        write.finish().await?;
        // Renamed even when the same bytes are there already: it makes them young again, out of the sweep's reach.
        if let Err(error) = self.0.rename(&coming, &path(&received.digest)).await {
            self.0.delete(&coming).await.ok();
            return Err(error.into());
        }
        Ok(received)
    }

    async fn take<E: std::fmt::Display>(
        write: &mut WriteMultipart,
        bytes: impl Stream<Item = Result<Bytes, E>>,
        limit: u64,
    ) -> Result<Received, Error> {
        let (mut digest, mut size, mut head) = (Sha256::new(), 0_u64, Vec::new());
        let mut bytes = std::pin::pin!(bytes);
        while let Some(piece) = bytes.next().await {
            let piece = piece.map_err(|error| Error::Broken(error.to_string()))?;
            size += piece.len() as u64;
            if size > limit {
                return Err(Error::TooLarge(limit));
            }
            digest.update(&piece);
            let wanted = HEAD.saturating_sub(head.len()).min(piece.len());
            head.extend_from_slice(&piece[..wanted]);
            write.wait_for_capacity(1).await?;
            write.put(piece);
        }
        Ok(Received { digest: hex(&digest.finalize()), size, head })
    }

    /// The bytes of a digest, as they are read.
    pub async fn open(&self, digest: &str) -> Result<BoxStream<'static, Result<Bytes, Error>>, Error> {
        let found = self.0.get(&path(digest)).await?;
        Ok(found.into_stream().map_err(Error::from).boxed())
    }

    /// When the bytes of this digest came, to the second, if they are kept.
    pub async fn since(&self, digest: &str) -> Result<Option<Timestamp>, Error> {
        match self.0.head(&path(digest)).await {
            Ok(kept) => {
                Ok(Some(Timestamp::from_second(kept.last_modified.timestamp()).unwrap_or(Timestamp::MIN)))
            }
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Whether bytes are kept under this digest.
    pub async fn has(&self, digest: &str) -> Result<bool, Error> {
        Ok(self.since(digest).await?.is_some())
    }

    /// Whether the folder or bucket can be written to.
    pub async fn answers(&self) -> Result<(), Error> {
        let probe = Path::from("incoming/probe");
        self.0.put(&probe, PutPayload::from_static(b"probe")).await.map_err(nowhere)?;
        Ok(self.0.delete(&probe).await?)
    }

    /// The digests kept since before a moment, oldest or not, in batches.
    pub async fn older(&self, than: Timestamp) -> Result<Vec<String>, Error> {
        let mut found = Vec::new();
        let mut listed = self.0.list(Some(&Path::from("files")));
        while let Some(one) = listed.try_next().await? {
            if one.last_modified.timestamp() < than.as_second()
                && let Some(digest) = one.location.filename()
            {
                found.push(digest.to_owned());
            }
        }
        Ok(found)
    }

    /// Forgets the bytes of a digest, if nobody sent them again since that moment.
    pub async fn forget(&self, digest: &str, than: Timestamp) -> Result<bool, Error> {
        if self.since(digest).await?.is_none_or(|since| since.as_second() >= than.as_second()) {
            return Ok(false);
        }
        self.0.delete(&path(digest)).await?;
        Ok(true)
    }

    /// Removes what began to come before a moment and never ended.
    pub async fn sweep(&self, than: Timestamp) -> Result<usize, Error> {
        let mut removed = 0;
        let coming: Vec<_> = self.0.list(Some(&Path::from("incoming"))).try_collect().await?;
        for one in coming {
            if one.last_modified.timestamp() < than.as_second() {
                self.0.delete(&one.location).await?;
                removed += 1;
            }
        }
        Ok(removed)
    }
}

/// Where the bytes of a digest lie: 256 folders, so that none grows without end.
fn path(digest: &str) -> Path {
    Path::from(format!("files/{}/{digest}", digest.get(..2).unwrap_or("00")))
}
