//! Commands that judge scheme files one after the other.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use serde::Serialize;

use crate::cli::library::{Found, Library};
use crate::cli::output::{Format, print, print_json, verdict};

/// Which scheme files are judged, and how the answer is printed.
#[derive(Debug, Args)]
pub(super) struct GivenArgs {
    /// Scheme files or ids; all known schemes when left out
    #[arg(value_name = "FILE|ID")]
    given: Vec<String>,

    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// What a command says about one scheme file.
pub(super) trait FileReport: Serialize {
    /// The report for people.
    fn told(&self) -> String;

    /// Whether something has to be done about the file.
    fn is_bad(&self) -> bool;
}

impl GivenArgs {
    /// Judges each file and prints what came of it.
    pub fn judge<R: FileReport>(
        &self,
        library: &Library,
        report: impl Fn(&Found) -> Result<R>,
    ) -> Result<ExitCode> {
        let given = self.given.iter().map(|given| library.find(given));
        let found: Vec<Found> = if self.given.is_empty() {
            library.all()?
        } else {
            given.collect::<Result<_>>()?
        };
        let reports: Vec<R> = found.iter().map(report).collect::<Result<_>>()?;
        match self.format {
            Format::Json => print_json(&reports)?,
            Format::Text => print(&reports.iter().map(R::told).collect::<String>())?,
        }
        Ok(verdict(reports.iter().any(R::is_bad)))
    }
}
