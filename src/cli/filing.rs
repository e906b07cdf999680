//! A filing that a command is given as a file.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, Result, anyhow};

use super::library::Library;
use crate::domain::filing::{Entries, FilingFile, FilingProblem, MOST_BYTES};
use crate::domain::scheme::Scheme;

/// Reads a filing, `-` from standard input, with the scheme it names or the one given in its place.
pub(super) fn load_filing(
    path: &Path,
    scheme: Option<&str>,
    library: &Library,
) -> Result<(Arc<Scheme>, Entries)> {
    let name = path.display().to_string();
    let text = read(path)?;
    let file = FilingFile::read(&text).map_err(|problems| refused(&name, &problems))?;
    let scheme = match scheme {
        Some(given) => library.load(given)?,
        None => own_scheme(library, &file)?,
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
    Ok((scheme, entries))
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
