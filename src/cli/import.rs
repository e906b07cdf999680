//! `ziping import`: a filled form from any file as a filing file.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, Result, anyhow};
use clap::Args;
use serde::Serialize;

use super::audit::files;
use super::library::Library;
use super::output::print_json;
use crate::domain::filing::{CellCode, Entries, FORMAT};
use crate::domain::proposal::{Certainty, Import, Proposal};
use crate::domain::scheme::Scheme;
use crate::import;

/// Turn a filled form (Word, Excel, web page, text) into a filing
///
/// Reads the document, puts its labels and figures on the forms of a scheme and prints the filing
/// (docs/filing-format.md), also what the paper says in computed cells. What is not sure and what
/// has no cell is told on standard error.
///
/// Exit status: 0 everything is sure, 1 something is to be looked at, 2 could not run.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    ziping import 自评表.docx --scheme lukou-2022 > 自评.json\n  \
    ziping import 自评表.xlsx --scheme 方案.toml --year 2022 --agency 乙区某局 | ziping evaluate -")]
pub(super) struct ImportArgs {
    /// The document: .docx, .xlsx, .html, .txt or .csv; - reads standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// The scheme whose forms it fills: a scheme file, an id, or an id with its version
    #[arg(long, value_name = "FILE|ID")]
    scheme: String,

    #[command(flatten)]
    library: Library,

    /// The budget year; without it the year of the document's title
    #[arg(long, value_name = "YEAR")]
    year: Option<i32>,

    /// The agency's full name; without it the one that the document names
    #[arg(long, value_name = "NAME")]
    agency: Option<String>,
}

/// The filing as it is printed.
#[derive(Serialize)]
struct Filing<'a> {
    format: &'static str,
    scheme: &'a str,
    version: u32,
    year: i32,
    agency: &'a str,
    cells: &'a std::collections::BTreeMap<CellCode, String>,
}

/// Reads one document.
pub(super) fn run(args: &ImportArgs) -> Result<ExitCode> {
    let scheme = args.library.load(&args.scheme)?;
    let sources = files::list(std::slice::from_ref(&args.file), None);
    let [source] = sources.as_slice() else {
        return Err(anyhow!(
            "{} is a folder\n  give one file",
            args.file.display()
        ));
    };
    let document = source
        .bytes()
        .and_then(|bytes| import::read(&source.name, &bytes).map_err(|error| error.to_string()))
        .map_err(|sentence| anyhow!("{}：{sentence}", source.name))?;
    let named = Entries::new(
        args.year.unwrap_or_default(),
        args.agency.clone().unwrap_or_default(),
    );
    let read = Import::of(&document, &scheme, &named)
        .map_err(|error| anyhow!("{}：{error}", source.name))?;
    let entries = Entries::new(
        args.year
            .or(read.year)
            .context("the document names no year\n  give it with --year")?,
        args.agency
            .clone()
            .or_else(|| read.agency.clone())
            .context("the document names no agency\n  give it with --agency")?,
    );
    // Read again for the year and agency it is for: headings carry them.
    let read = Import::of(&document, &scheme, &entries)
        .map_err(|error| anyhow!("{}：{error}", source.name))?;
    print_filing(&scheme, &read.whole(&entries))?;
    tell(&read);
    let is_sure = read.count(Certainty::Unsure) == 0 && read.leftovers.is_empty();
    Ok(super::output::verdict(!is_sure))
}

fn print_filing(scheme: &Scheme, entries: &Entries) -> Result<()> {
    print_json(&Filing {
        format: FORMAT,
        scheme: &scheme.head.id,
        version: scheme.head.version,
        year: entries.year,
        agency: &entries.agency,
        cells: &entries.cells,
    })
}

/// Says what a person must look at.
fn tell(read: &Import) {
    for remark in &read.remarks {
        eprintln!("注意：{remark}");
    }
    for proposal in read.of_certainty(Certainty::Unsure) {
        eprintln!("{}", unsure(proposal));
    }
    for left in &read.leftovers {
        let beside = if left.label.is_empty() {
            String::new()
        } else {
            format!("“{}”旁的", left.label)
        };
        eprintln!(
            "未对应 {}：{beside}“{}”",
            left.place,
            first_line(&left.text)
        );
    }
    eprintln!(
        "确定 {} 格，待确认 {} 格，未对应 {} 处。",
        read.count(Certainty::Sure) + read.count(Certainty::Same),
        read.count(Certainty::Unsure),
        read.leftovers.len()
    );
}

fn unsure(proposal: &Proposal) -> String {
    let place = proposal
        .candidates
        .first()
        .map_or("", |it| it.place.as_str());
    format!(
        "待确认 {} {}：{}",
        place,
        proposal.label,
        proposal.doubts.concat()
    )
}

fn first_line(text: &str) -> String {
    text.lines()
        .next()
        .unwrap_or_default()
        .chars()
        .take(40)
        .collect()
}
