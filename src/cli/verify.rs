//! `ziping verify`: that nothing written for good was changed since.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::{Args, Subcommand};

use super::place::Place;
use crate::actions::event_record::{VerifyError, verify_events};
use crate::domain::event_chain::Mark;
use crate::export::{Unsound, verify_archive};

/// Exit status when something was changed, removed or put in.
const BROKEN: u8 = 1;

/// Check that nothing written for good was changed since
#[derive(Debug, Args)]
pub(super) struct VerifyArgs {
    #[command(subcommand)]
    what: What,

    #[command(flatten)]
    place: Place,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Walk along the chain of the event record (操作记录) and name the first record that was
    /// changed, removed or put in
    ///
    /// Exit status: 0 whole, 1 broken, 2 could not run.
    Audit {
        /// A head noted earlier, through which the chain must still pass
        #[arg(long, value_name = "POSITION:DIGEST", value_parser = mark)]
        head: Option<Mark>,
    },
    /// Compare every file of an archive (结账资料包) with the manifest within it and name the first
    /// that was changed, removed or put in
    ///
    /// Exit status: 0 whole, 1 broken, 2 could not run.
    Archive {
        /// The archive
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

fn mark(text: &str) -> Result<Mark, String> {
    Mark::parse(text).ok_or_else(|| "give it as it was printed: POSITION:DIGEST".to_owned())
}

/// Runs the check.
#[expect(clippy::print_stdout, reason = "what the command was asked for")]
pub(super) async fn run(args: VerifyArgs) -> Result<ExitCode> {
    let head = match args.what {
        What::Archive { file } => return verify_file(&file),
        What::Audit { head } => head,
    };
    let store = args.place.open_store_to_read().await?;
    let verified = verify_events(&store, head).await;
    store.close().await;
    match verified {
        Ok(found) => {
            println!("The event record is whole: {} records.", found.records);
            if found.closed.position > 0 {
                println!(
                    "It begins behind record {}, closed when it was no longer kept.",
                    found.closed.position
                );
            }
            println!("Head: {}:{}", found.head.position, found.head.digest);
            println!("Note the head elsewhere; a later check takes it with --head.");
            Ok(ExitCode::SUCCESS)
        }
        Err(error @ (VerifyError::Broken(_) | VerifyError::NoHead)) => {
            println!("The event record is broken: {error}.");
            Ok(ExitCode::from(BROKEN))
        }
        Err(VerifyError::Store(error)) => Err(error).context("cannot read the event record"),
    }
}

#[expect(clippy::print_stdout, reason = "what the command was asked for")]
fn verify_file(path: &Path) -> Result<ExitCode> {
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    match verify_archive(file) {
        Ok(manifest) => {
            println!("The archive is whole: {}.", manifest.title);
            println!("{} files, made {}.", manifest.files.len(), manifest.made_at);
            Ok(ExitCode::SUCCESS)
        }
        Err(Unsound::Unreadable(error)) => Err(error).context("cannot read the archive"),
        Err(error) => {
            println!("The archive is broken: {error}.");
            Ok(ExitCode::from(BROKEN))
        }
    }
}
