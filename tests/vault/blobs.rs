//! What is put comes back, from a folder and from a real S3-compatible server alike.

use ziping::config::{EvidenceSettings, S3Settings};
use ziping::domain::publication::sha256_hex;
use ziping::vault::Vault;

use super::{Folder, open, whole};
use crate::support::left_out;

/// Larger than what goes out in one piece, and no multiple of it.
const LARGE: usize = 17 * 1024 * 1024 + 3;

async fn what_is_put_comes_back(vault: &Vault, folder: &Folder) {
    // The store may have been used before; these bytes are new every time.
    let unique = uuid::Uuid::now_v7().to_string().into_bytes();
    for size in [unique.len(), 100_000, LARGE] {
        let bytes: Vec<u8> = unique.iter().copied().cycle().take(size).collect();
        let (digest, file) = (sha256_hex(&bytes), folder.file("file", &bytes));
        let length = u64::try_from(size).unwrap();
        assert!(vault.blobs.get(&digest).await.is_err(), "not there yet");
        for _ in 0..2 {
            vault.blobs.put(&digest, &file, length).await.unwrap();
        }
        assert!(whole(vault, &digest).await == bytes, "{size} bytes");
    }
}

#[actix_web::test]
async fn in_a_folder() {
    let folder = Folder::new();
    let vault = open(&folder.0).await;
    what_is_put_comes_back(&vault, &folder).await;
    let digest = sha256_hex(b"x");
    let file = folder.file("x", b"x");
    vault.blobs.put(&digest, &file, 1).await.unwrap();
    let place = folder
        .0
        .join("evidence")
        .join(digest.get(..2).unwrap())
        .join(&digest);
    assert_eq!(std::fs::read(place).unwrap(), b"x", "under its digest");
}

fn settings(endpoint: String, bucket: &str) -> EvidenceSettings {
    EvidenceSettings {
        s3: Some(S3Settings {
            bucket: bucket.to_owned(),
            endpoint,
            region: "us-east-1".to_owned(),
            bucket_in_host: false,
            access_key_id: "S3RVER".to_owned(),
            secret_access_key: "S3RVER".to_owned(),
        }),
        ..EvidenceSettings::default()
    }
}

#[actix_web::test]
async fn in_an_s3_compatible_server() {
    let Some(endpoint) = left_out::unless_set(left_out::S3) else {
        return;
    };
    let folder = Folder::new();
    let right = settings(endpoint.clone(), "ziping");
    let vault = Vault::open(&right, &folder.0).await.unwrap();
    what_is_put_comes_back(&vault, &folder).await;
    assert!(!folder.0.join("evidence").exists(), "nothing in the folder");

    let other_bucket = settings(endpoint.clone(), "no-such-bucket");
    let refused = Vault::open(&other_bucket, &folder.0).await.unwrap_err();
    assert!(refused.to_string().contains("evidence.s3"), "{refused}");

    let mut other_key = settings(endpoint, "ziping");
    other_key.s3.as_mut().unwrap().access_key_id = "nobody".to_owned();
    assert!(Vault::open(&other_key, &folder.0).await.is_err());
}

#[actix_web::test]
async fn a_store_that_does_not_answer_is_told_at_the_start() {
    let folder = Folder::new();
    // Port 9 discards; nothing listens there.
    let nobody = settings("http://127.0.0.1:9".to_owned(), "ziping");
    let refused = Vault::open(&nobody, &folder.0).await.unwrap_err();
    let told = refused.to_string();
    assert!(told.contains("evidence.s3"), "{told}");
    assert!(!told.contains("S3RVER"), "no key in a message: {told}");
}

#[actix_web::test]
async fn an_unknown_kind_in_the_settings_is_named() {
    let folder = Folder::new();
    let mut wrong = EvidenceSettings::default();
    wrong.kinds.push("exe".to_owned());
    let refused = Vault::open(&wrong, &folder.0).await.unwrap_err();
    assert!(refused.to_string().contains("“exe”"), "{refused}");
}
