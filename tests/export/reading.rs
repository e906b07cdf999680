//! What was written is read back by our own readers: every cell in its place, every figure as shown.

use ziping::domain::document::{Block, Document, Table};
use ziping::domain::sheet::{Grid, Part, Sheet};
use ziping::export::{Kind, Snapshot};

use super::{bytes, snapshots};

/// The tables of a document.
fn tables(document: &Document) -> Vec<&Table> {
    let blocks = document.blocks.iter();
    let tables = blocks.filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    tables.collect()
}

fn read(snapshot: &Snapshot, kind: Kind) -> Document {
    let name = format!("{}.{}", snapshot.name(), kind.ending());
    ziping::import::read(&name, &bytes(snapshot, kind)).unwrap()
}

/// A text without what readers and formats do to white space and invisible marks.
fn plain(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// A cell: its column, the columns and rows it covers, its text.
type Drawn = (usize, usize, usize, String);

/// The cells of every table of a sheet, row by row.
fn drawn(sheet: &Sheet) -> Vec<Vec<Vec<Drawn>>> {
    let tables = sheet.parts.iter().filter_map(|part| match part {
        Part::Table(table) => Some(Grid::of(table)),
        _ => None,
    });
    tables
        .map(|grid| {
            let rows = grid.rows.iter().map(|row| {
                let cells = row.begun().map(|place| {
                    let text = plain(&place.cell.content.lines().join("\n"));
                    (place.column, place.colspan, place.cell.rowspan, text)
                });
                cells.collect()
            });
            rows.collect()
        })
        .collect()
}

/// Word and the page to paste have the very grid of the sheets.
#[test]
fn every_cell_is_in_its_place() {
    for (name, snapshot) in snapshots() {
        let wanted: Vec<_> = snapshot.sheets.iter().flat_map(drawn).collect();
        for kind in [Kind::Word, Kind::Page] {
            let document = read(&snapshot, kind);
            let found = tables(&document).into_iter().map(|table| {
                let rows = table.rows.iter().map(|row| {
                    let cells = row
                        .iter()
                        .map(|cell| (cell.column, cell.colspan, cell.rowspan, plain(&cell.text)));
                    cells.collect::<Vec<_>>()
                });
                rows.collect::<Vec<_>>()
            });
            let found: Vec<_> = found.collect();
            assert_eq!(found, wanted, "{name} as {}", kind.ending());
        }
    }
}

/// The workbook shows in its merged cells what stands in the sheets.
#[test]
fn the_workbook_shows_what_the_sheets_show() {
    for (name, snapshot) in snapshots() {
        let document = read(&snapshot, Kind::Workbook);
        let pages = tables(&document);
        assert_eq!(pages.len(), snapshot.sheets.len(), "{name}");
        for (sheet, page) in snapshot.sheets.iter().zip(pages) {
            let cells = page.rows.iter().flatten();
            let mut texts: Vec<String> = cells.map(|cell| plain(&cell.text)).collect();
            for (_, _, _, text) in drawn(sheet).into_iter().flatten().flatten() {
                if text.is_empty() {
                    continue;
                }
                // A score that a person gave is one number with words behind it there.
                let is_it = |other: &String| {
                    *other == text || text.lines().all(|line| other.contains(line))
                };
                let at = texts.iter().position(is_it);
                let at = at.unwrap_or_else(|| panic!("{name} {}: no {text:?}", sheet.form));
                texts.remove(at);
            }
        }
    }
}

/// Reports are the same paragraphs everywhere.
#[test]
fn every_paragraph_of_the_report_is_there() {
    for (name, snapshot) in snapshots() {
        let sections = snapshot.sheets.iter().flat_map(|sheet| &sheet.parts);
        let wanted: Vec<String> = sections
            .filter_map(|part| match part {
                Part::Section(section) => Some(section),
                _ => None,
            })
            .flat_map(|section| {
                let heading = Some(section.heading.clone()).filter(|text| !text.is_empty());
                heading.into_iter().chain(section.paragraphs())
            })
            .map(|text| plain(&text))
            .collect();
        for kind in [Kind::Word, Kind::Page, Kind::Workbook] {
            let document = read(&snapshot, kind);
            let found: Vec<String> = document
                .blocks
                .iter()
                .flat_map(|block| match block {
                    Block::Paragraph(paragraph) => vec![paragraph.text.clone()],
                    Block::Table(table) => {
                        let cells = table.rows.iter().flatten();
                        cells.map(|cell| cell.text.clone()).collect()
                    }
                })
                .collect();
            let mut found = found.iter();
            for text in &wanted {
                let is_there = found.any(|other| plain(other) == *text);
                assert!(is_there, "{name} as {}: no {text}", kind.ending());
            }
        }
    }
}

/// The data are the filing again, and come to the same figures.
#[test]
fn the_data_are_the_filing() {
    for (name, snapshot) in snapshots() {
        let text = String::from_utf8(bytes(&snapshot, Kind::Data)).unwrap();
        let file = ziping::domain::filing::FilingFile::read(&text).unwrap();
        let entries = file.entries(&snapshot.scheme, &text).unwrap();
        assert_eq!(entries.agency, snapshot.entries.agency, "{name}");
        assert_eq!(entries.cells, snapshot.entries.cells, "{name}");
    }
}
