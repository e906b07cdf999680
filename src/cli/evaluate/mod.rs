//! `ziping evaluate`: one filing from a file, computed, scored, checked and explained.

mod json;
mod text;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use super::filing::load_filing;
use super::library::Library;
use super::output::{Format, print, print_json, verdict};
use crate::domain::check::Severity;
use crate::domain::evaluate::{Evaluation, evaluate};
use crate::domain::explanation::Explanations;
use crate::domain::filing::Entries;
use crate::domain::scheme::Scheme;

/// Compute, score and check a filing without a browser
///
/// Reads a filing (docs/filing-format.md) and prints every computed value, score, the total and
/// its grade, where points were lost, what the checks found, and how each number came about.
///
/// Exit status: 0 no errors found, 1 errors found, 2 could not run.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    ziping evaluate 自评.json\n  \
    ziping evaluate --scheme 方案.toml --format json 自评.json\n  \
    ziping evaluate - < 自评.json\n  \
    ziping scheme schema lukou-2022    the cells of a scheme's filings, for programs")]
pub(super) struct EvaluateArgs {
    /// The filing, a JSON file; - reads standard input
    #[arg(value_name = "FILING.json")]
    filing: PathBuf,

    /// The scheme to use in place of the one that the filing names: a scheme file, or an id
    #[arg(long, value_name = "FILE|ID")]
    scheme: Option<String>,

    #[command(flatten)]
    library: Library,

    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// A filing with all that was decided about it.
struct Judged<'a> {
    scheme: &'a Scheme,
    entries: &'a Entries,
    evaluation: &'a Evaluation,
    explanations: Explanations<'a>,
}

/// Evaluates one filing.
pub(super) fn run(args: &EvaluateArgs) -> Result<ExitCode> {
    let (scheme, entries) = load_filing(&args.filing, args.scheme.as_deref(), &args.library)?;
    let evaluation = evaluate(&scheme, &entries);
    let judged = Judged {
        scheme: &scheme,
        entries: &entries,
        evaluation: &evaluation,
        explanations: Explanations::new(&scheme, &entries, &evaluation),
    };
    match args.format {
        Format::Text => print(&text::write(&judged))?,
        Format::Json => print_json(&json::Document::of(&judged))?,
    }
    let findings = &evaluation.findings;
    Ok(verdict(
        findings
            .iter()
            .any(|finding| finding.severity == Severity::Error),
    ))
}
