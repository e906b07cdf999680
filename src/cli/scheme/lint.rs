//! `ziping scheme lint`: every mistake of a scheme file, with its line and a cure.

use std::fmt::Write as _;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use serde::Serialize;

use super::Library;
use super::find::{Found, all, find};
use crate::cli::output::{Format, print, print_json, verdict};
use crate::domain::check::Severity;
use crate::domain::lint::{self, Allowed, file_name};
use crate::domain::scheme::Problem;

/// Tell every mistake of scheme files with line, column and cure
///
/// Exit status: 0 nothing to do (notices only), 1 errors or warnings without a reason in the scheme,
/// 2 could not run.
#[derive(Debug, Args)]
pub(super) struct LintArgs {
    /// Scheme files or ids; all known schemes when left out
    #[arg(value_name = "FILE|ID")]
    given: Vec<String>,

    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// What the lint says about one file.
#[derive(Debug, Serialize)]
struct FileReport {
    file: String,
    scheme: String,
    errors: usize,
    warnings: usize,
    notices: usize,
    problems: Vec<Problem>,
    allowed: Vec<Allowed>,
}

pub(super) fn run(library: &Library, args: &LintArgs) -> Result<ExitCode> {
    let mut found = Vec::new();
    for given in &args.given {
        found.push(find(library, given)?);
    }
    if args.given.is_empty() {
        found = all(library)?;
    }
    let reports: Vec<FileReport> = found.iter().map(report).collect();
    match args.format {
        Format::Json => print_json(&reports)?,
        Format::Text => print(&reports.iter().map(told).collect::<String>())?,
    }
    Ok(verdict(
        reports
            .iter()
            .any(|report| report.errors + report.warnings > 0),
    ))
}

fn report(found: &Found) -> FileReport {
    let mut linted = lint::lint(&found.text);
    if !found.stem.is_empty() {
        linted.problems.extend(file_name(&linted, &found.stem));
    }
    let count = |severity| {
        let these = linted.problems.iter();
        these.filter(|problem| problem.severity == severity).count()
    };
    FileReport {
        file: found.name.clone(),
        scheme: linted.scheme.clone(),
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        notices: count(Severity::Notice),
        problems: linted.problems,
        allowed: linted.allowed,
    }
}

fn told(report: &FileReport) -> String {
    let mut text = format!("{}\n", report.file);
    for problem in &report.problems {
        let place = problem
            .position
            .map_or_else(|| "全文".to_owned(), |position| position.to_string());
        let sign = if problem.place.is_empty() { "" } else { "：" };
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "  {place}  {}  {} {}\n      {}{sign}{}\n      {}",
            problem.severity.label(),
            problem.lint,
            lint::name(problem.lint),
            problem.place,
            problem.message,
            problem.cure,
        );
    }
    for Allowed { problem, because } in &report.allowed {
        let place = problem
            .position
            .map_or_else(|| "全文".to_owned(), |position| position.to_string());
        let _ = writeln!(
            text,
            "  {place}  已说明  {} {}\n      {}：{}\n      理由：{because}",
            problem.lint,
            lint::name(problem.lint),
            problem.place,
            problem.message,
        );
    }
    let _ = writeln!(
        text,
        "  共有错误 {} 处，需说明 {} 处，提示 {} 处，已说明理由 {} 处。\n",
        report.errors,
        report.warnings,
        report.notices,
        report.allowed.len()
    );
    text
}
