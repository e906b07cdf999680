//! An output given to the readers again, as an agency will send it: matched with the scheme by its
//! labels it is the filing it was made from.

use std::collections::BTreeMap;

use ziping::domain::audit::audit;
use ziping::domain::check::Severity;
use ziping::domain::evaluate::{Evaluation, evaluate};
use ziping::domain::filing::{Entries, RowColumn};
use ziping::domain::proposal::Import;
use ziping::domain::scheme::{PlaceKind, SlotKind, TOTAL_CELL};
use ziping::domain::sheet::{Content, Part};
use ziping::export::{Kind, Snapshot};

use super::{bytes, snapshot};

/// What a filing says in one cell, whatever way it is written: a value, or the words.
fn said(snapshot: &Snapshot, entries: &Entries, evaluation: &Evaluation, code: &str) -> String {
    let scheme = &snapshot.scheme;
    match scheme.place(code).map(|place| place.kind) {
        Some(PlaceKind::Slot(slot)) => match &scheme.slots[slot].kind {
            SlotKind::Input(_) => match &evaluation.values[slot].exact {
                Ok(value) => value.in_full(),
                Err(_) => entries.typed(code).to_owned(),
            },
            SlotKind::Computed { .. } => entries.typed(code).to_owned(),
        },
        _ => entries.typed(code).to_owned(),
    }
}

/// The rows of the indicator trees in the order of the form, column by column.
fn rows(snapshot: &Snapshot, entries: &Entries) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for tree in &snapshot.scheme.trees {
        for heading in &tree.level2 {
            for id in entries.rows(&tree.id, &heading.code) {
                let text = |column: &RowColumn| {
                    let code = format!("{}.{id}.{}", tree.id, column.code());
                    entries.typed(&code).trim().replace('\n', "")
                };
                let columns = [
                    RowColumn::Name,
                    RowColumn::Target,
                    RowColumn::Actual,
                    RowColumn::Weight,
                    RowColumn::Score,
                ];
                rows.push(columns.iter().map(text).collect());
            }
        }
    }
    rows
}

/// What computed cells show, by their codes; words behind a score with them.
fn shown(snapshot: &Snapshot) -> BTreeMap<String, String> {
    let parts = snapshot.sheets.iter().flat_map(|sheet| &sheet.parts);
    let tables = parts.filter_map(|part| match part {
        Part::Table(table) => Some(table),
        _ => None,
    });
    let cells = tables
        .flat_map(|table| &table.rows)
        .flat_map(|row| &row.cells);
    let results = cells.filter_map(|cell| match &cell.content {
        Content::Result(result) => Some((result.code.clone(), cell.content.lines().concat())),
        _ => None,
    });
    results.collect()
}

/// The grade behind the total is a word of its own, and a workbook puts words behind a score in
/// brackets.
fn without_brackets(code: &str, text: &str) -> String {
    if code == TOTAL_CELL {
        return text.split('（').next().unwrap().to_owned();
    }
    text.replace(['（', '）'], "")
}

/// `at_least`: how many cells must be recognised, so that nothing is lost unseen.
fn expect_again(name: &str, kind: Kind, at_least: usize) {
    let snapshot = snapshot(name);
    let file = format!("{name}.{}", kind.ending());
    let document = ziping::import::read(&file, &bytes(&snapshot, kind)).unwrap();
    let entries = &snapshot.entries;
    let empty = Entries::new(entries.year, entries.agency.clone());
    let import = Import::of(&document, &snapshot.scheme, &empty).unwrap();
    let again = import.whole(&empty);
    let evaluation = evaluate(&snapshot.scheme, &again);
    let shown = shown(&snapshot);
    let mut faults = Vec::new();
    let mut found = 0;
    for code in again.cells.keys().filter(|code| !code.contains('.')) {
        found += 1;
        let read = said(&snapshot, &again, &evaluation, code);
        let written = match shown.get(code) {
            Some(text) => text.clone(),
            None => said(&snapshot, &snapshot.entries, &snapshot.evaluation, code),
        };
        if without_brackets(code, &read) != without_brackets(code, &written) {
            faults.push(format!("{code}: read {read:?}, written {written:?}"));
        }
    }
    assert!(faults.is_empty(), "{file}\n{}", faults.join("\n"));
    assert_eq!(
        rows(&snapshot, &again),
        rows(&snapshot, &snapshot.entries),
        "{file}"
    );
    assert!(found >= at_least, "{file}: {found} cells recognised");
}

#[test]
fn what_was_written_is_the_filing_again() {
    for kind in [Kind::Word, Kind::Workbook, Kind::Page] {
        expect_again("datonghu-2020", kind, 40);
        expect_again("lukou-2022", kind, 8);
    }
}

/// Who checks our own output finds no error that the filing does not have.
#[test]
fn what_was_written_passes_the_checker() {
    for name in ["lukou-2022", "project-2020"] {
        let snapshot = snapshot(name);
        let is_error = |severity: Severity| severity == Severity::Error;
        let own = &snapshot.evaluation.findings;
        assert!(
            !own.iter().any(|finding| is_error(finding.severity)),
            "{name}"
        );
        for kind in [Kind::Word, Kind::Workbook, Kind::Page] {
            let file = format!("{name}.{}", kind.ending());
            let document = ziping::import::read(&file, &bytes(&snapshot, kind)).unwrap();
            let found = audit(&document, Some(&snapshot.scheme));
            let errors: Vec<_> = found.iter().filter(|it| is_error(it.severity)).collect();
            assert!(errors.is_empty(), "{file}: {errors:#?}");
        }
    }
}
