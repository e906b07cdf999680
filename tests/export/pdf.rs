//! The PDF: the characters of the sheets, faces in the file, A4, and what it says of itself.

use std::collections::BTreeMap;
use std::path::PathBuf;

use ziping::domain::sheet::{Part, SIGN_OFF, Sheet};
use ziping::export::{Kind, Snapshot};

use super::{bytes, snapshot, snapshots};
use crate::support::faces::fonts;
use crate::support::poppler::{Lies, pages, sizes};

/// A file that is gone at the end.
struct File(PathBuf);

impl File {
    fn of(name: &str, snapshot: &Snapshot) -> Self {
        let file = format!("ziping-{name}-{}.pdf", std::process::id());
        let path = std::env::temp_dir().join(file);
        std::fs::write(&path, bytes(snapshot, Kind::Pdf)).unwrap();
        Self(path)
    }
}

impl Drop for File {
    fn drop(&mut self) {
        drop(std::fs::remove_file(&self.0));
    }
}

/// The texts of a sheet as they are read, one after the other.
fn texts(sheet: &Sheet) -> Vec<String> {
    let mut texts = vec![
        sheet.annex.clone(),
        sheet.title.clone(),
        sheet.year_line.clone(),
    ];
    if !sheet.is_text() {
        texts.extend([sheet.agency_line.clone(), sheet.unit_line.clone()]);
        texts.extend(SIGN_OFF.map(str::to_owned));
    }
    for part in &sheet.parts {
        match part {
            Part::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                texts.extend(cells.flat_map(|cell| cell.content.lines()));
            }
            Part::Section(section) => {
                texts.push(section.heading.clone());
                texts.extend(section.paragraphs());
            }
            Part::Signature(signature) => {
                texts.extend([signature.agency.clone(), signature.date.shown.clone()]);
            }
        }
    }
    texts
}

/// How often each character is there.
fn counted(texts: &[String]) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    for symbol in texts.iter().flat_map(|text| text.chars()) {
        if !symbol.is_whitespace() {
            *counts.entry(symbol).or_default() += 1;
        }
    }
    counts
}

/// 第 x 页 共 y 页 of each page.
fn feet(pages: &[String]) -> Vec<String> {
    let numbers = 1..=pages.len();
    let feet = numbers.map(|number| format!("第{number}页共{}页", pages.len()));
    feet.collect()
}

/// Forms without repeated headings, and every report: character by character.
#[test]
fn the_characters_are_those_of_the_sheets() {
    for name in ["datonghu-2020", "lukou-2022"] {
        for sheet in snapshot(name).sheets {
            let mut one = snapshot(name);
            one.sheets = vec![sheet.clone()];
            let file = File::of(&format!("{name}-{}", sheet.form), &one);
            let pages = pages(&file.0);
            let mut found = counted(&pages);
            let wanted = [texts(&sheet), feet(&pages)].concat();
            for (symbol, count) in counted(&wanted) {
                let there = found.remove(&symbol).unwrap_or_default();
                let is_it = there == count || (there > count && repeats(&sheet, symbol));
                assert!(is_it, "{name} {}: {symbol} {there} of {count}", sheet.form);
            }
            assert!(found.is_empty(), "{name} {}: {found:?} too", sheet.form);
        }
    }
}

/// Whether a character stands in a row that is repeated on the next page.
fn repeats(sheet: &Sheet, symbol: char) -> bool {
    let tables = sheet.parts.iter().filter_map(|part| match part {
        Part::Table(table) => Some(ziping::domain::sheet::Grid::of(table)),
        _ => None,
    });
    tables.into_iter().any(|grid| {
        let heading = grid.rows.iter().take(grid.heading_rows);
        let mut cells = heading.flat_map(|row| &row.row.cells);
        cells.any(|cell| cell.content.lines().concat().contains(symbol))
    })
}

/// Paragraphs are copied in one piece, wherever their lines break.
#[test]
fn every_paragraph_of_the_report_is_copied_as_it_is() {
    for (name, snapshot) in snapshots() {
        let file = File::of(&format!("{name}-report"), &snapshot);
        let pages = pages(&file.0);
        let numbered = pages.iter().zip(feet(&pages));
        let whole: String = numbered
            .map(|(page, foot)| page.replace(&foot, ""))
            .collect();
        let sections = snapshot.sheets.iter().flat_map(|sheet| &sheet.parts);
        for part in sections {
            let Part::Section(section) = part else {
                continue;
            };
            for text in section.paragraphs() {
                let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
                assert!(whole.contains(&text), "{name}: {text}");
            }
        }
    }
}

#[test]
fn every_face_is_in_the_file() {
    for (name, snapshot) in snapshots() {
        let file = File::of(&format!("{name}-faces"), &snapshot);
        let fonts = fonts(&file.0);
        assert!(!fonts.is_empty(), "{name}");
        for font in fonts {
            let ours = ["+NotoSerifCJKsc", "+NotoSansCJKsc", "+DejaVuSans"];
            let is_ours = ours.iter().any(|face| font.name.contains(face));
            assert!(
                is_ours && font.is_embedded && font.is_copyable,
                "{name}: {font:?}"
            );
        }
    }
}

/// Wide tables lie on their side as they do in Word.
#[test]
fn each_sheet_lies_as_it_is_printed() {
    for sheet in snapshot("datonghu-2020").sheets {
        let mut one = snapshot("datonghu-2020");
        one.sheets = vec![sheet.clone()];
        let file = File::of(&format!("lies-{}", sheet.form), &one);
        let lies = if sheet.is_wide() {
            Lies::OnItsSide
        } else {
            Lies::Upright
        };
        let sizes = sizes(&file.0);
        assert!(
            sizes.iter().all(|page| *page == lies),
            "{}: {sizes:?}",
            sheet.form
        );
    }
}

#[test]
fn it_is_an_archive_file_named_as_the_others() {
    let snapshot = snapshot("lukou-2022");
    let made = ziping::export::export(&snapshot, Kind::Pdf).unwrap();
    assert!(
        made.name.ends_with("2022年度部门整体支出绩效自评表.pdf"),
        "{}",
        made.name
    );
    let text = String::from_utf8_lossy(&made.bytes);
    for mark in [
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>B</pdfaid:conformance>",
        "2026-01-01T00:00:00",
        "2022年度部门整体支出绩效自评表",
    ] {
        assert!(text.contains(mark), "no {mark}");
    }
}
