//! `ziping export`: one filing from a file as Word, Excel and what else a filing can be had as.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::Args;

use super::filing::load_filing;
use super::library::Library;
use super::place::now;
use crate::export::{Kind, Snapshot, export};

/// Write a filing as Word, PDF, Excel, HTML, CSV, JSON or all of them
///
/// Reads a filing (docs/filing-format.md) and writes its forms as the portal would: the same sheets
/// and figures in every format. Computed cells of the workbook are live formulas.
///
/// Exit status: 0 written, 2 could not run.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    ziping export 自评.json --to docx 自评表.docx\n  \
    ziping export 自评.json --to zip .      named 单位全称＋年度＋表名 in this folder\n  \
    ziping export --scheme 方案.toml 自评.json --to csv - | head")]
pub(super) struct ExportArgs {
    /// The filing, a JSON file; - reads standard input
    #[arg(value_name = "FILING.json")]
    filing: PathBuf,

    /// The scheme to use in place of the one that the filing names: a scheme file, or an id
    #[arg(long, value_name = "FILE|ID")]
    scheme: Option<String>,

    #[command(flatten)]
    library: Library,

    /// What to write: docx, pdf (if built with it), xlsx, html (to paste into another site), zip (all),
    /// csv, json
    #[arg(long = "to", value_name = "KIND", value_parser = kind)]
    kind: Kind,

    /// Where to: a file, a folder, or - for standard output
    #[arg(value_name = "OUT")]
    out: PathBuf,
}

fn kind(ending: &str) -> Result<Kind, String> {
    Kind::from_ending(ending).ok_or_else(|| {
        if ending == "pdf" {
            return "this program was built without PDF; build it with: cargo build --release \
                    --features pdf (or print the page of the filing to a file)"
                .to_owned();
        }
        let endings = Kind::ALL.map(Kind::ending);
        format!("give one of these: {}", endings.join(", "))
    })
}

/// Exports one filing.
pub(super) fn run(args: &ExportArgs) -> Result<ExitCode> {
    let (scheme, entries) = load_filing(&args.filing, args.scheme.as_deref(), &args.library)?;
    let made = export(&Snapshot::of(scheme, entries, now()), args.kind)
        .context("cannot make the output")?;
    if args.out == Path::new("-") {
        let mut out = std::io::stdout().lock();
        out.write_all(&made.bytes)
            .and_then(|()| out.flush())
            .context("cannot write to standard output")?;
        return Ok(ExitCode::SUCCESS);
    }
    let path = if args.out.is_dir() {
        args.out.join(&made.name)
    } else {
        args.out.clone()
    };
    std::fs::write(&path, &made.bytes)
        .with_context(|| format!("cannot write {}", path.display()))?;
    eprintln!("已写出 {}", path.display());
    Ok(ExitCode::SUCCESS)
}
