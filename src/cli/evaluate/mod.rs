//! `ziping evaluate`: one filing from a file, computed, scored, checked and explained.

mod json;
mod text;

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context as _, Result, anyhow};
use clap::Args;

use super::library::Library;
use super::output::{Format, print, print_json, verdict};
use crate::domain::check::Severity;
use crate::domain::evaluate::{Evaluation, evaluate};
use crate::domain::explanation::Explanations;
use crate::domain::filing::{Entries, FilingFile, FilingProblem, MOST_BYTES};
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
    let name = args.filing.display().to_string();
    let text = read(&args.filing)?;
    let file = FilingFile::read(&text).map_err(|problems| refused(&name, &problems))?;
    let scheme = match &args.scheme {
        Some(given) => args.library.load(given)?,
        None => own_scheme(&args.library, &file)?,
    };
    if file.scheme != scheme.head.id {
        eprintln!(
            "注意：填报写的方案是 {}，现按 {} 计算。",
            file.scheme,
            scheme.key()
        );
    }
    let entries = file
        .entries(&scheme, &text)
        .map_err(|problems| refused(&name, &problems))?;
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

/// The text of a file, never more of it than a filing can have.
fn read(path: &Path) -> Result<String> {
    let limit = u64::try_from(MOST_BYTES).unwrap_or(u64::MAX);
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        let input = std::io::stdin().lock();
        input
            .take(limit + 1)
            .read_to_end(&mut bytes)
            .context("cannot read standard input")?;
    } else {
        let file = File::open(path).and_then(|file| file.take(limit + 1).read_to_end(&mut bytes));
        file.with_context(|| {
            format!(
                "cannot read {}\n  give the path of a filing, or - for standard input",
                path.display()
            )
        })?;
    }
    String::from_utf8(bytes).map_err(|_| {
        anyhow!(
            "{} is not UTF-8 text\n  save it as UTF-8 (另存为，编码选 UTF-8)",
            path.display()
        )
    })
}

/// The scheme that the filing names, in its version or the newest.
fn own_scheme(library: &Library, file: &FilingFile) -> Result<Arc<Scheme>> {
    let version = file.version.map(|version| format!("@{version}"));
    let named = format!("{}{}", file.scheme, version.unwrap_or_default());
    library.load(&named).context(
        "cannot use the scheme of the filing\n  give its file with --scheme FILE, or its folder with --schemes DIR",
    )
}

fn refused(name: &str, problems: &[FilingProblem]) -> anyhow::Error {
    let lines: Vec<String> = problems
        .iter()
        .map(|problem| format!("  {problem}"))
        .collect();
    anyhow!(
        "{name} does not fit in {} places (docs/filing-format.md describes filings)\n{}",
        problems.len(),
        lines.join("\n")
    )
}
