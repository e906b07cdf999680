//! `ziping audit`: documents as they were published or drafted, checked.

pub(super) mod files;
mod progress;
mod report;

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::{Args, ValueEnum};

use super::COULD_NOT_RUN;
use super::library::Library;
use super::output::verdict;
use crate::domain::audit::{AuditFinding, audit};
use crate::domain::check::Severity;
use crate::domain::scheme::Scheme;
use crate::import;
use files::Source;
use progress::Progress;
use report::Report;

/// Check documents as they are: text, web pages, Word, Excel
///
/// Reads .txt, .md, .html, .docx, .xlsx and .csv files (UTF-8, GBK or UTF-16), recognises
/// the tables and figures of a self-assessment (部门整体支出绩效自评) in them and recomputes rates,
/// sums, changes and scores, and holds what the text says against the tables. Every finding names
/// its place, both figures and what to do. A file that cannot be read is one finding of the check
/// 读取 and does not stop the others.
///
/// Exit status: 0 no errors found, 1 errors found, 2 could not run (no file was readable, or the
/// command line was wrong). Warnings and notices do not change it.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    ziping audit 自评报告.docx\n  \
    ziping audit --format csv --out 审核结果.csv 各单位报告/\n  \
    ziping audit --scheme lukou-2022 --format json a.html b.xlsx\n  \
    iconv -f gbk a.txt | ziping audit -")]
pub(super) struct AuditArgs {
    /// Documents, or folders with documents at any depth; - reads one document from standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    /// How to write the findings: text for people, an array of objects, or a table for Excel
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Text)]
    format: Format,

    /// Check against a scheme too: a scheme file, an id, or an id with its version
    #[arg(long, value_name = "FILE|ID")]
    scheme: Option<String>,

    #[command(flatten)]
    library: Library,

    /// Write the findings to this file in place of standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,

    /// Say on standard error which file is read, also when that is no terminal
    #[arg(long)]
    progress: bool,
}

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Grouped by file, errors first
    Text,
    /// An array of {file, check, severity, place, published, expected, message, cure}
    Json,
    /// The same columns, one finding a line
    Csv,
}

/// The check of a file that cannot be read.
const READING: &str = "读取";

/// Checks one file after the other, and writes what was found as soon as it is found.
pub(super) fn run(args: &AuditArgs) -> Result<ExitCode> {
    let named = args.scheme.as_deref();
    let scheme = named.map(|given| args.library.load(given)).transpose()?;
    let sources = files::list(&args.files, args.out.as_deref());
    let mut report = Report::new(args.format, open(args.out.as_deref())?);
    let mut progress = Progress::new(args.progress, sources.len());
    let mut readable = 0;
    let mut errors = 0;
    let written = (|| -> io::Result<()> {
        report.begin()?;
        for source in &sources {
            progress.step(&source.name);
            let findings = check(source, scheme.as_deref());
            let is_read = findings.is_ok();
            readable += usize::from(is_read);
            let findings = findings.unwrap_or_else(|unreadable| vec![*unreadable]);
            errors += count(&findings, Severity::Error);
            report.file(&source.name, findings, is_read)?;
        }
        progress.end();
        report.end()
    })();
    match written {
        // Who reads the findings has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
        other => other.context("cannot write the findings\n  check that the disk is not full")?,
    }
    if readable == 0 {
        return Ok(ExitCode::from(COULD_NOT_RUN));
    }
    Ok(verdict(errors > 0))
}

/// What the checks find in one file, or the finding that it cannot be read.
fn check(source: &Source, scheme: Option<&Scheme>) -> Result<Vec<AuditFinding>, Box<AuditFinding>> {
    let document = source.bytes().and_then(|bytes| {
        let document = import::read(&source.name, &bytes);
        document.map_err(|error| error.to_string())
    });
    let document = document.map_err(|sentence| Box::new(unreadable(&sentence)))?;
    Ok(audit(&document, scheme))
}

/// The finding for a file that cannot be read: what is wrong, and from 请 on what to do.
fn unreadable(sentence: &str) -> AuditFinding {
    let cure_at = ["，请", "；请"]
        .iter()
        .filter_map(|words| sentence.rfind(words))
        .max();
    let (message, cure) = sentence
        .split_at_checked(cure_at.unwrap_or(sentence.len()))
        .unwrap_or((sentence, ""));
    let cure = cure.trim_start_matches(['，', '；']);
    AuditFinding {
        check: READING,
        severity: Severity::Error,
        place: String::new(),
        published: String::new(),
        expected: String::new(),
        message: format!("{message}。"),
        cure: if cure.is_empty() {
            String::new()
        } else {
            format!("{cure}。")
        },
    }
}

fn count(findings: &[AuditFinding], severity: Severity) -> usize {
    findings
        .iter()
        .filter(|finding| finding.severity == severity)
        .count()
}

/// The file to write to, or standard output.
fn open(out: Option<&Path>) -> Result<Box<dyn Write>> {
    let Some(path) = out else {
        return Ok(Box::new(BufWriter::new(io::stdout().lock())));
    };
    let file = File::create(path).with_context(|| {
        format!(
            "cannot write {}\n  choose another file with --out",
            path.display()
        )
    })?;
    Ok(Box::new(BufWriter::new(file)))
}
