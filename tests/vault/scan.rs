//! The virus scanner: a command of the operator's, or a clamd; without an answer nothing is taken.

use ziping::config::{EvidenceSettings, ScanSettings};
use ziping::domain::evidence::FileProblem;
use ziping::vault::{Scanner, Vault};

use super::Folder;

async fn scanner(folder: &Folder, scan: ScanSettings) -> Scanner {
    let settings = EvidenceSettings {
        scan,
        ..EvidenceSettings::default()
    };
    Vault::open(&settings, &folder.0).await.unwrap().scanner
}

#[actix_web::test]
async fn without_a_scanner_everything_passes_and_is_said_to() {
    let folder = Folder::new();
    let nobody = scanner(&folder, ScanSettings::default()).await;
    assert!(!nobody.is_there());
    assert_eq!(nobody.check(&folder.file("a", b"a")).await, Ok(()));
}

#[cfg(unix)]
#[actix_web::test]
async fn a_command_judges_by_how_it_ends() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = Folder::new();
    // Its argument reaches it as one word, whatever is in it: no shell reads the line.
    let script = b"#!/bin/sh\n[ \"$1\" = 'a b; exit 1' ] || exit 9\n\
        case \"$(cat \"$2\")\" in clean) exit 0;; virus) exit 1;; slow) sleep 30;; *) exit 2;; esac\n";
    let program = folder.file("scan", script);
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    let command = vec![program.display().to_string(), "a b; exit 1".to_owned()];
    let settings = ScanSettings {
        command,
        seconds: 2,
        ..ScanSettings::default()
    };
    let scanner = scanner(&folder, settings).await;
    assert!(scanner.is_there());
    for (content, expected) in [
        ("clean", Ok(())),
        ("virus", Err(FileProblem::Infected)),
        ("broken", Err(FileProblem::NotScanned)),
        ("slow", Err(FileProblem::NotScanned)),
    ] {
        let file = folder.file("$(reboot)", content.as_bytes());
        assert_eq!(scanner.check(&file).await, expected, "{content}");
    }
}

#[actix_web::test]
async fn a_command_that_is_not_there_lets_nothing_in() {
    let folder = Folder::new();
    let settings = ScanSettings {
        command: vec![folder.0.join("nothing").display().to_string()],
        ..ScanSettings::default()
    };
    let scanner = scanner(&folder, settings).await;
    let file = folder.file("a", b"a");
    assert_eq!(scanner.check(&file).await, Err(FileProblem::NotScanned));
}

/// A clamd that knows one virus, on a port of its own.
async fn clamd() -> String {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    actix_web::rt::spawn(async move {
        while let Ok((mut visitor, _)) = listener.accept().await {
            let mut command = [0; 10];
            visitor.read_exact(&mut command).await.unwrap();
            assert_eq!(&command, b"zINSTREAM\0");
            let mut file = Vec::new();
            loop {
                let length = visitor.read_u32().await.unwrap();
                if length == 0 {
                    break;
                }
                let mut part = vec![0; usize::try_from(length).unwrap()];
                visitor.read_exact(&mut part).await.unwrap();
                file.extend(part);
            }
            let answer: &[u8] = match file.as_slice() {
                b"broken" => b"INSTREAM size limit exceeded. ERROR\0",
                virus if virus.ends_with(b"virus") => b"stream: Test-Signature FOUND\0",
                _ => b"stream: OK\0",
            };
            visitor.write_all(answer).await.unwrap();
        }
    });
    address
}

#[actix_web::test]
async fn a_clamd_is_sent_the_whole_file() {
    let folder = Folder::new();
    let settings = ScanSettings {
        clamd: clamd().await,
        ..ScanSettings::default()
    };
    let scanner = scanner(&folder, settings).await;
    let mut large = vec![b'a'; 700_000];
    assert_eq!(scanner.check(&folder.file("a", &large)).await, Ok(()));
    large.extend(b"virus");
    let found = scanner.check(&folder.file("b", &large)).await;
    assert_eq!(found, Err(FileProblem::Infected));
    let failed = scanner.check(&folder.file("c", b"broken")).await;
    assert_eq!(failed, Err(FileProblem::NotScanned));
}

#[actix_web::test]
async fn two_scanners_are_one_too_many() {
    let folder = Folder::new();
    let settings = EvidenceSettings {
        scan: ScanSettings {
            command: vec!["scan".to_owned()],
            clamd: "127.0.0.1:3310".to_owned(),
            ..ScanSettings::default()
        },
        ..EvidenceSettings::default()
    };
    let refused = Vault::open(&settings, &folder.0).await.unwrap_err();
    assert!(refused.to_string().contains("not both"), "{refused}");
}
