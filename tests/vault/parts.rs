//! Files under way: each part where the file ends, none of them twice, none half.

use chrono::{DateTime, TimeDelta, Utc};
use ziping::domain::evidence::{FileKind, FileProblem};
use ziping::domain::publication::sha256_hex;
use ziping::vault::{SpoolError, VaultError};

use super::{Folder, open};

const UPLOAD: &str = "0199-aa";

#[actix_web::test]
async fn a_file_grows_only_at_its_end() {
    let folder = Folder::new();
    let vault = open(&folder.0).await;
    let spool = &vault.spool;
    assert_eq!(spool.length(UPLOAD).unwrap(), 0);
    assert_eq!(spool.append(UPLOAD, 0, b"%PDF-".to_vec()).await.unwrap(), 5);
    for offset in [0, 4, 6] {
        let refused = spool.append(UPLOAD, offset, b"x".to_vec()).await;
        assert!(matches!(refused, Err(SpoolError::GoesOnAt(5))), "{offset}");
    }
    assert_eq!(spool.append(UPLOAD, 5, b"1.7".to_vec()).await.unwrap(), 8);
    let examined = vault.examine(UPLOAD).await.unwrap();
    assert_eq!(examined.kind, FileKind::Pdf);
    assert_eq!(examined.digest, sha256_hex(b"%PDF-1.7"));
    assert_eq!(examined.bytes, 8);

    // What arrived outlives the program.
    drop(vault);
    let again = open(&folder.0).await;
    assert_eq!(again.spool.length(UPLOAD).unwrap(), 8);
    again.spool.remove(UPLOAD).unwrap();
    again.spool.remove(UPLOAD).unwrap();
    assert_eq!(again.spool.length(UPLOAD).unwrap(), 0);
}

#[actix_web::test]
async fn of_many_who_send_the_same_part_one_is_taken() {
    let folder = Folder::new();
    let vault = open(&folder.0).await;
    let part = vec![b'a'; 100_000];
    let sent = (0..8).map(|_| vault.spool.append(UPLOAD, 0, part.clone()));
    let answers = futures_util::future::join_all(sent).await;
    let taken = answers.iter().filter(|answer| answer.is_ok()).count();
    assert_eq!(taken, 1, "{answers:?}");
    assert_eq!(vault.spool.length(UPLOAD).unwrap(), 100_000);
}

#[actix_web::test]
async fn no_id_leads_out_of_the_folder() {
    let folder = Folder::new();
    let vault = open(&folder.0).await;
    for id in ["..", "../x", "/etc/passwd", "", "a.b", "x\\y"] {
        let path = vault.spool.path(id);
        assert!(matches!(path, Err(VaultError::Id(_))), "{id}: {path:?}");
    }
}

#[actix_web::test]
async fn what_a_breakdown_left_behind_is_swept() {
    let folder = Folder::new();
    let vault = open(&folder.0).await;
    vault.spool.append(UPLOAD, 0, b"x".to_vec()).await.unwrap();
    let written = std::fs::metadata(vault.spool.path(UPLOAD).unwrap()).unwrap();
    let written = DateTime::<Utc>::from(written.modified().unwrap());
    vault.spool.sweep(written).unwrap();
    assert_eq!(vault.spool.length(UPLOAD).unwrap(), 1, "not older");
    vault.spool.sweep(written + TimeDelta::seconds(1)).unwrap();
    assert_eq!(vault.spool.length(UPLOAD).unwrap(), 0);
}

#[actix_web::test]
async fn nothing_is_an_empty_file() {
    let folder = Folder::new();
    let vault = open(&folder.0).await;
    let examined = vault.examine(UPLOAD).await;
    let problem = examined.unwrap_err();
    assert!(matches!(problem, VaultError::Refused(FileProblem::Empty)));
}
