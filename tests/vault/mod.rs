//! Files by their digest: the folder, the store, parts under way, the virus scanner.

mod blobs;
mod parts;
mod scan;

use std::path::{Path, PathBuf};

use futures_util::TryStreamExt as _;
use ziping::config::EvidenceSettings;
use ziping::vault::Vault;

/// A folder of its own, gone afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        let name = format!("ziping-vault-{}", uuid::Uuid::now_v7().simple());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

async fn open(folder: &Path) -> Vault {
    Vault::open(&EvidenceSettings::default(), folder)
        .await
        .unwrap()
}

/// Everything in a blob.
async fn whole(vault: &Vault, digest: &str) -> Vec<u8> {
    let blob = vault.blobs.get(digest).await.unwrap();
    let parts: Vec<_> = blob.stream.try_collect().await.unwrap();
    let bytes = parts.concat();
    assert_eq!(u64::try_from(bytes.len()).unwrap(), blob.bytes);
    bytes
}
