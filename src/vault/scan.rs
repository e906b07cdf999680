//! Asking a virus scanner before a file is kept: a command of the operator's, or a clamd.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::process::Command;

use super::VaultError;
use super::disk::read_part;
use crate::config::ScanSettings;
use crate::domain::evidence::FileProblem;

/// What a command ends with that found nothing, and one that found something, as clamscan does.
const CLEAN: i32 = 0;
const INFECTED: i32 = 1;

/// A file goes to clamd in parts of this size.
const PART: usize = 256 * 1024;

/// Who looks for viruses.
#[derive(Debug, Clone)]
pub struct Scanner {
    how: How,
    patience: Duration,
}

#[derive(Debug, Clone)]
enum How {
    Nobody,
    Command(String, Vec<String>),
    Clamd(String),
}

impl Scanner {
    pub(super) fn of(settings: &ScanSettings) -> Result<Self, VaultError> {
        let how = match (settings.command.split_first(), settings.clamd.as_str()) {
            (None, "") => How::Nobody,
            (Some((program, arguments)), "") => How::Command(program.clone(), arguments.to_vec()),
            (None, address) => How::Clamd(address.to_owned()),
            (Some(_), _) => {
                return Err(VaultError::Scan("give a command or clamd, not both"));
            }
        };
        Ok(Self {
            how,
            patience: Duration::from_secs(u64::from(settings.seconds)),
        })
    }

    /// Whether anybody looks at all.
    #[must_use]
    pub fn is_there(&self) -> bool {
        !matches!(self.how, How::Nobody)
    }

    /// Asks about a file.
    ///
    /// # Errors
    /// [`FileProblem::Infected`]; [`FileProblem::NotScanned`] when there is no answer, because a
    /// scanner that fails must not let everything in.
    pub async fn check(&self, file: &Path) -> Result<(), FileProblem> {
        let asked = async {
            match &self.how {
                How::Nobody => Ok(true),
                How::Command(program, arguments) => run(program, arguments, file).await,
                How::Clamd(address) => ask_clamd(address, file).await,
            }
        };
        match tokio::time::timeout(self.patience, asked).await {
            Ok(Ok(true)) => Ok(()),
            Ok(Ok(false)) => Err(FileProblem::Infected),
            Ok(Err(error)) => {
                tracing::error!(%error, "the virus scanner failed");
                Err(FileProblem::NotScanned)
            }
            Err(_) => {
                tracing::error!("the virus scanner did not answer in time");
                Err(FileProblem::NotScanned)
            }
        }
    }
}

/// Runs the command on the file, without a shell; whether the file is clean.
async fn run(program: &str, arguments: &[String], file: &Path) -> Result<bool, VaultError> {
    let mut command = Command::new(program);
    command
        .args(arguments)
        .arg(file)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .kill_on_drop(true);
    match command.status().await?.code() {
        Some(CLEAN) => Ok(true),
        Some(INFECTED) => Ok(false),
        _ => Err(VaultError::Scan("the command ended with a failure")),
    }
}

/// Sends the file to a clamd at `host:port` or at the path of a socket.
async fn ask_clamd(address: &str, file: &Path) -> Result<bool, VaultError> {
    #[cfg(unix)]
    if address.starts_with('/') {
        return stream(tokio::net::UnixStream::connect(address).await?, file).await;
    }
    stream(TcpStream::connect(address).await?, file).await
}

/// The command INSTREAM: parts with their lengths before them, an empty one at the end.
async fn stream(
    mut clamd: impl AsyncRead + AsyncWrite + Unpin,
    file: &Path,
) -> Result<bool, VaultError> {
    clamd.write_all(b"zINSTREAM\0").await?;
    let mut offset = 0_u64;
    loop {
        let part = read_part(file, offset, PART).await?;
        clamd
            .write_u32(u32::try_from(part.len()).unwrap_or(u32::MAX))
            .await?;
        clamd.write_all(&part).await?;
        if part.is_empty() {
            break;
        }
        offset = offset.saturating_add(u64::try_from(part.len()).unwrap_or(u64::MAX));
    }
    clamd.flush().await?;
    let mut answer = Vec::new();
    clamd.read_to_end(&mut answer).await?;
    let answer = String::from_utf8_lossy(&answer);
    let answer = answer.trim_end_matches(['\0', '\n']);
    if answer.ends_with(" OK") {
        Ok(true)
    } else if answer.ends_with(" FOUND") {
        Ok(false)
    } else {
        Err(VaultError::Scan("clamd answered with a failure"))
    }
}
