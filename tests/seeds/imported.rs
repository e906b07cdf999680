//! The published documents, as agencies keep them in files, taken over figure by figure.
//!
//! `made/` holds the papers of two filings as LibreOffice writes them: the page of [`paper::page`]
//! converted to .docx and .xlsx.

use std::path::PathBuf;

use ziping::domain::figure::{Reading, read as understand};
use ziping::domain::filing::Entries;
use ziping::domain::proposal::{Certainty, Import};
use ziping::domain::scheme::Scheme;
use ziping::import;

use super::{paper, shipped};

/// The document of a file, put beside an empty filing.
fn imported(name: &str, bytes: &[u8], scheme: &Scheme, entries: &Entries) -> Import {
    let document = import::read(name, bytes).unwrap();
    let empty = Entries::new(entries.year, entries.agency.clone());
    Import::of(&document, scheme, &empty).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Whether two texts read alike: Excel keeps 0.00 as 0.
fn is_same(a: &str, b: &str) -> bool {
    let words = |text: &str| text.split_whitespace().collect::<String>();
    words(a) == words(b)
        || matches!((understand(a), understand(b)), (Reading::Number(a), Reading::Number(b)) if a.value() == b.value())
}

/// What a row's cells say under its heading, without the ids that differ from filing to filing.
fn rows(scheme: &Scheme, entries: &Entries) -> Vec<String> {
    let mut all = Vec::new();
    for tree in &scheme.trees {
        for level2 in &tree.level2 {
            for row in entries.rows(&tree.id, &level2.code) {
                for column in &tree.columns {
                    let text = entries.typed(&format!("{}.{row}.{}", tree.id, column.code()));
                    all.push(format!("{} {}", level2.code, text.trim()));
                }
            }
        }
    }
    all
}

/// The cells of a filing that an import leaves out or changes.
fn missing(import: &Import, scheme: &Scheme, entries: &Entries) -> Vec<String> {
    let empty = Entries::new(entries.year, entries.agency.clone());
    let whole = import.whole(&empty);
    let is_fixed = |code: &str| scheme.fixed_cells().any(|(known, _)| known == code);
    let fixed = entries.cells.iter().filter(|(code, _)| is_fixed(code));
    let mut missing: Vec<String> = fixed
        .filter(|(code, text)| !is_same(whole.typed(code), text))
        .map(|(code, text)| format!("{code}: {text:?} is {:?}", whole.typed(code)))
        .collect();
    let (ours, theirs) = (rows(scheme, entries), rows(scheme, &whole));
    let differing = ours.iter().zip(&theirs).filter(|(a, b)| !is_same(a, b));
    missing.extend(differing.map(|(a, b)| format!("{a} is {b}")));
    if ours.len() != theirs.len() {
        missing.push(format!("{} row cells are {}", ours.len(), theirs.len()));
    }
    missing
}

fn check(name: &str, bytes: &[u8], scheme: &Scheme, entries: &Entries) -> Vec<String> {
    let import = imported(name, bytes, scheme, entries);
    let missing = missing(&import, scheme, entries);
    missing
        .iter()
        .map(|cell| format!("{name}: {cell}"))
        .collect()
}

fn made(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/seeds/made")
        .join(name);
    std::fs::read(path).unwrap()
}

#[test]
fn every_figure_of_a_web_page_comes_into_its_cell() {
    let mut faults = Vec::new();
    for (file, case) in shipped::cases() {
        let (scheme, entries) = shipped::published(&case);
        let page = paper::page(&scheme, &entries);
        faults.extend(check(
            &format!("{file}.html"),
            page.as_bytes(),
            &scheme,
            &entries,
        ));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_figure_of_word_and_excel_files_comes_into_its_cell() {
    let mut faults = Vec::new();
    for (file, case) in shipped::cases() {
        if !["datonghu", "lukou"].contains(&file.as_str()) {
            continue;
        }
        let (scheme, entries) = shipped::published(&case);
        for ending in ["docx", "xlsx"] {
            let name = format!("{file}.{ending}");
            faults.extend(check(&name, &made(&name), &scheme, &entries));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_filing_imported_over_itself_says_the_same() {
    for (file, case) in shipped::cases() {
        let (scheme, entries) = shipped::published(&case);
        let page = paper::page(&scheme, &entries);
        let document = import::read("a.html", page.as_bytes()).unwrap();
        let import = Import::of(&document, &scheme, &entries).unwrap();
        let other: Vec<&str> = import
            .proposals
            .iter()
            .filter(|it| it.certainty != Certainty::Same && !it.is_computed)
            .map(|it| it.code.as_str())
            .collect();
        assert!(other.is_empty(), "{file}: {other:?}");
    }
}
