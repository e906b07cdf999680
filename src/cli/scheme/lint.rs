//! `ziping scheme lint`: every mistake of a scheme file, with its line and a cure.

use std::fmt::Write as _;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use serde::Serialize;

use super::given::{FileReport, GivenArgs};
use crate::cli::library::{Found, Library};
use crate::domain::check::Severity;
use crate::domain::lint::{self, Allowed, file_name};
use crate::domain::scheme::Problem;

/// Tell every mistake of scheme files with line, column and cure
///
/// Exit status: 0 nothing to do (notices only), 1 errors or warnings without a reason in the scheme,
/// 2 could not run.
#[derive(Debug, Args)]
pub(super) struct LintArgs {
    #[command(flatten)]
    given: GivenArgs,
}

/// What the lint says about one file.
#[derive(Debug, Serialize)]
struct Report {
    file: String,
    scheme: String,
    errors: usize,
    warnings: usize,
    notices: usize,
    problems: Vec<Problem>,
    allowed: Vec<Allowed>,
}

pub(super) fn run(library: &Library, args: &LintArgs) -> Result<ExitCode> {
    args.given.judge(library, |found| Ok(report(found)))
}

fn report(found: &Found) -> Report {
    let mut linted = lint::lint(&found.text);
    if !found.stem.is_empty() {
        linted.problems.extend(file_name(&linted, &found.stem));
    }
    let count = |severity| {
        let these = linted.problems.iter();
        these.filter(|problem| problem.severity == severity).count()
    };
    Report {
        file: found.name.clone(),
        scheme: linted.scheme.clone(),
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        notices: count(Severity::Notice),
        problems: linted.problems,
        allowed: linted.allowed,
    }
}

impl FileReport for Report {
    fn told(&self) -> String {
        let mut text = format!("{}\n", self.file);
        for problem in &self.problems {
            text.push_str(&told_problem(problem));
        }
        for allowed in &self.allowed {
            text.push_str(&told_allowed(allowed));
        }
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "  共有错误 {} 处，需说明 {} 处，提示 {} 处，已说明理由 {} 处。\n",
            self.errors,
            self.warnings,
            self.notices,
            self.allowed.len()
        );
        text
    }

    fn is_bad(&self) -> bool {
        self.errors + self.warnings > 0
    }
}

fn told_problem(problem: &Problem) -> String {
    let sign = if problem.place.is_empty() { "" } else { "：" };
    format!(
        "  {}  {}  {} {}\n      {}{sign}{}\n      {}\n",
        place(problem),
        problem.severity.label(),
        problem.lint,
        lint::name(problem.lint),
        problem.place,
        problem.message,
        problem.cure,
    )
}

fn told_allowed(Allowed { problem, because }: &Allowed) -> String {
    format!(
        "  {}  已说明  {} {}\n      {}：{}\n      理由：{because}\n",
        place(problem),
        problem.lint,
        lint::name(problem.lint),
        problem.place,
        problem.message,
    )
}

/// Line and column of a problem.
fn place(problem: &Problem) -> String {
    let position = problem.position;
    position.map_or_else(|| "全文".to_owned(), |position| position.to_string())
}
