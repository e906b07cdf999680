//! `ziping scheme test`: the scheme's own examples.

use std::fmt::Write as _;
use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;
use serde::Serialize;

use super::Library;
use super::find::{Found, all, find};
use crate::cli::output::{Format, print, print_json, verdict};
use crate::cli::table::Table;
use crate::domain::example::{Trial, try_all};
use crate::domain::scheme::{Scheme, source};

/// Try the examples that scheme files bring with them
///
/// Exit status: 0 everything comes out as the examples say, 1 something does not, 2 could not run.
#[derive(Debug, Args)]
pub(super) struct TestArgs {
    /// Scheme files or ids; all known schemes when left out
    #[arg(value_name = "FILE|ID")]
    given: Vec<String>,

    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// How the examples of one file came out.
#[derive(Debug, Serialize)]
struct FileReport {
    file: String,
    scheme: String,
    examples: usize,
    differing: usize,
    trials: Vec<Trial>,
}

pub(super) fn run(library: &Library, args: &TestArgs) -> Result<ExitCode> {
    let mut found = Vec::new();
    for given in &args.given {
        found.push(find(library, given)?);
    }
    if args.given.is_empty() {
        found = all(library)?;
    }
    let reports: Vec<FileReport> = found.iter().map(report).collect::<Result<_>>()?;
    match args.format {
        Format::Json => print_json(&reports)?,
        Format::Text => print(&reports.iter().map(told).collect::<String>())?,
    }
    Ok(verdict(reports.iter().any(|report| report.differing > 0)))
}

fn report(found: &Found) -> Result<FileReport> {
    let (Ok(scheme), Ok(source)) = (Scheme::parse(&found.text), source::read(&found.text)) else {
        bail!(
            "the scheme {} does not fit\n  ziping scheme lint {} tells every mistake",
            found.name,
            found.name
        );
    };
    let trials = try_all(&scheme, &source.examples);
    let differing = trials.iter().filter(|trial| !trial.differences.is_empty());
    Ok(FileReport {
        file: found.name.clone(),
        scheme: scheme.key(),
        examples: trials.len(),
        differing: differing.count(),
        trials,
    })
}

fn told(report: &FileReport) -> String {
    let mut text = format!("{}\n", report.file);
    for trial in report
        .trials
        .iter()
        .filter(|trial| !trial.differences.is_empty())
    {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "  例子“{}”", trial.name);
        let mut table = Table::new(&["项目", "单元格", "例子写的", "算出来的"]);
        for difference in &trial.differences {
            table.row(&[
                &difference.what,
                &difference.cell,
                &difference.expected,
                &difference.found,
            ]);
        }
        text.push_str(&table.indented(4));
    }
    let ending = match (report.examples, report.differing) {
        (0, _) => "没有例子。".to_owned(),
        (examples, 0) => format!("例子 {examples} 个，全部符合。"),
        (examples, differing) => format!("例子 {examples} 个，{differing} 个不符合。"),
    };
    let _ = writeln!(text, "  {ending}\n");
    text
}
