//! What commands print.

use std::io::{ErrorKind, Write as _};
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::ValueEnum;
use serde::Serialize;

/// How a command prints its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

/// Exit status when what was looked at has errors.
const FOUND_ERRORS: u8 = 1;

/// The exit status of a command that judges.
pub(super) fn verdict(has_errors: bool) -> ExitCode {
    if has_errors {
        ExitCode::from(FOUND_ERRORS)
    } else {
        ExitCode::SUCCESS
    }
}

/// Prints to standard output. A reader that has seen enough (`| head`) is no error.
pub(super) fn print(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    match written {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => other.context("cannot write to standard output"),
    }
}

/// Prints as JSON.
pub(super) fn print_json(value: &impl Serialize) -> Result<()> {
    let text = serde_json::to_string_pretty(value).context("cannot write JSON")?;
    print(&(text + "\n"))
}

/// A line of a command's answer.
#[expect(
    clippy::print_stdout,
    reason = "the command's answer to who started it"
)]
pub(super) fn say(line: &str) {
    println!("{line}");
}
