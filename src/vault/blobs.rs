//! Files under their digest: one interface for a folder and for any S3-compatible store.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_util::stream::BoxStream;
use futures_util::{StreamExt as _, TryStreamExt as _};
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::path::Path as Key;
use object_store::{ClientOptions, ObjectStore, ObjectStoreExt as _, RetryConfig, WriteMultipart};

use super::disk::read_part;
use super::{VaultError, tls};
use crate::config::S3Settings;

/// Files up to this size go out whole, larger ones in parts of it.
const PART: usize = 8 * 1024 * 1024;

/// A store that has not answered after so long will not.
const PATIENCE: Duration = Duration::from_mins(1);

/// Where blobs are kept.
#[derive(Debug, Clone)]
pub struct Blobs {
    store: Arc<dyn ObjectStore>,
    place: String,
}

/// A blob to be sent.
pub struct Blob {
    /// Its size, bytes.
    pub bytes: u64,
    /// What is in it.
    pub stream: BoxStream<'static, Result<Bytes, VaultError>>,
}

impl Blobs {
    /// In a folder, made when missing. A file appears under its name only when it is whole and on
    /// the disk.
    pub(super) fn in_folder(folder: &Path) -> Result<Self, VaultError> {
        std::fs::create_dir_all(folder)?;
        let store = LocalFileSystem::new_with_prefix(folder)?.with_fsync(true);
        Ok(Self {
            store: Arc::new(store),
            place: folder.display().to_string(),
        })
    }

    /// In a bucket, which must be there.
    pub(super) async fn in_s3(settings: &S3Settings) -> Result<Self, VaultError> {
        tls::trust();
        let patience = ClientOptions::new().with_timeout(PATIENCE);
        let retries = RetryConfig {
            max_retries: 3,
            retry_timeout: PATIENCE,
            ..RetryConfig::default()
        };
        // Keys that the settings leave out come from the environment, as every tool for S3 reads them.
        let mut builder = AmazonS3Builder::from_env()
            .with_bucket_name(&settings.bucket)
            .with_region(&settings.region)
            .with_virtual_hosted_style_request(settings.bucket_in_host)
            .with_allow_http(settings.endpoint.starts_with("http://"))
            .with_client_options(patience.with_allow_http(settings.endpoint.starts_with("http://")))
            .with_retry(retries);
        if !settings.endpoint.is_empty() {
            builder = builder.with_endpoint(&settings.endpoint);
        }
        if !settings.access_key_id.is_empty() {
            builder = builder
                .with_access_key_id(&settings.access_key_id)
                .with_secret_access_key(&settings.secret_access_key);
        }
        let blobs = Self {
            store: Arc::new(builder.build()?),
            place: format!("{}/{}", settings.endpoint, settings.bucket),
        };
        // A wrong key or bucket is told at the start, not to the first accountant.
        blobs.store.list(None).next().await.transpose()?;
        Ok(blobs)
    }

    /// Where they are, for the operator.
    #[must_use]
    pub fn place(&self) -> &str {
        &self.place
    }

    /// Keeps a file under its digest. What is there already is not written again.
    ///
    /// # Errors
    /// When the file cannot be read or the store does not take it.
    pub async fn put(&self, digest: &str, file: &Path, bytes: u64) -> Result<(), VaultError> {
        let key = key(digest);
        match self.store.head(&key).await {
            Ok(known) if known.size == bytes => return Ok(()),
            Ok(_) | Err(object_store::Error::NotFound { .. }) => {}
            Err(error) => return Err(error.into()),
        }
        let first = read_part(file, 0, PART).await?;
        if first.len() < PART {
            self.store.put(&key, first.into()).await?;
            return Ok(());
        }
        let upload = self.store.put_multipart(&key).await?;
        let mut writer = WriteMultipart::new_with_chunk_size(upload, PART);
        match feed(&mut writer, file, first).await {
            Ok(()) => {
                writer.finish().await?;
                Ok(())
            }
            Err(error) => {
                writer.abort().await?;
                Err(error)
            }
        }
    }

    /// The blob with this digest.
    ///
    /// # Errors
    /// When it is not there or the store does not answer.
    pub async fn get(&self, digest: &str) -> Result<Blob, VaultError> {
        let found = self.store.get(&key(digest)).await?;
        Ok(Blob {
            bytes: found.meta.size,
            stream: found.into_stream().map_err(VaultError::from).boxed(),
        })
    }
}

/// `ab/abcdef…`: no folder grows too large to be looked through.
fn key(digest: &str) -> Key {
    let folder: String = digest.chars().take(2).collect();
    Key::from(format!("{folder}/{digest}"))
}

async fn feed(writer: &mut WriteMultipart, file: &Path, first: Vec<u8>) -> Result<(), VaultError> {
    let (mut part, mut offset) = (first, 0_u64);
    while !part.is_empty() {
        writer.wait_for_capacity(2).await?;
        writer.write(&part);
        offset = offset.saturating_add(u64::try_from(part.len()).unwrap_or(u64::MAX));
        part = read_part(file, offset, PART).await?;
    }
    Ok(())
}
