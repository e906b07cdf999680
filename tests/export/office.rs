//! The outputs in an office program of others: every figure is there, and its own recalculation of
//! the workbook comes to our figures, cell by cell.

use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use chrono::DateTime;
use ziping::domain::document::{Block, Table};
use ziping::domain::sheet::{Content, Part};
use ziping::export::{Kind, Snapshot};

use super::{bytes, snapshot, snapshots};
use crate::seeds::shipped;
use crate::support::left_out;
use crate::support::poppler::{Lies, pages, sizes};

/// An office program with a profile and a folder of its own, gone at the end.
pub(super) struct Office {
    program: String,
    folder: PathBuf,
}

/// Formulas are always computed anew when a file is opened.
const ALWAYS_ANEW: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"#;

impl Office {
    pub fn open(name: &str) -> Option<Self> {
        let program = left_out::unless_set(left_out::OFFICE)?;
        let folder =
            std::env::temp_dir().join(format!("ziping-office-{name}-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("profile/user")).unwrap();
        let settings = folder.join("profile/user/registrymodifications.xcu");
        std::fs::write(settings, ALWAYS_ANEW).unwrap();
        Some(Self { program, folder })
    }

    pub fn write(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.folder.join(name), bytes).unwrap();
    }

    /// Converts files; the results lie in the folder.
    pub fn convert(&self, files: &[String], to: &str) {
        let profile = format!(
            "-env:UserInstallation=file://{}/profile",
            self.folder.display()
        );
        let output = Command::new(&self.program)
            .current_dir(&self.folder)
            .args([
                "--headless",
                "--norestore",
                &profile,
                "--convert-to",
                to,
                "--outdir",
                ".",
            ])
            .args(files)
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
    }

    pub fn text(&self, name: &str) -> String {
        let bytes = std::fs::read(self.folder.join(name));
        let bytes = bytes.unwrap_or_else(|error| panic!("{name}: {error}"));
        let text = String::from_utf8(bytes).unwrap();
        text.trim_start_matches('\u{feff}').to_owned()
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.folder));
    }
}

/// What stands in the cells and sections of a filing: figures and words as shown.
fn shown(snapshot: &Snapshot) -> Vec<String> {
    let mut texts = Vec::new();
    for part in snapshot.sheets.iter().flat_map(|sheet| &sheet.parts) {
        match part {
            Part::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                let filled = cells.filter(|cell| !matches!(cell.content, Content::Text(_)));
                texts.extend(filled.flat_map(|cell| cell.content.lines()));
            }
            Part::Section(section) => texts.extend(section.paragraphs()),
            Part::Signature(signature) => texts.push(signature.date.shown.clone()),
        }
    }
    texts.retain(|text| !text.is_empty());
    texts
}

fn squeezed(text: &str) -> String {
    text.chars()
        .filter(|symbol| !symbol.is_whitespace())
        .collect()
}

#[test]
fn the_word_file_opens_with_every_figure_on_a4_pages() {
    let Some(office) = Office::open("word") else {
        return;
    };
    let names = ["datonghu-2020", "lukou-2022"];
    for name in names {
        office.write(&format!("{name}.docx"), &bytes(&snapshot(name), Kind::Word));
    }
    let files = names.map(|name| format!("{name}.docx"));
    office.convert(&files, "txt:Text (encoded):UTF8");
    office.convert(&files, "pdf");
    for name in names {
        let text = squeezed(&office.text(&format!("{name}.txt")));
        let pdf = office.folder.join(format!("{name}.pdf"));
        let printed = pages(&pdf).concat();
        for wanted in shown(&snapshot(name)) {
            let wanted = squeezed(&wanted);
            assert!(text.contains(&wanted), "{name}: no {wanted}");
            // Words are broken over the lines of narrow columns there, figures are not.
            let is_figure = wanted.is_ascii();
            assert!(
                !is_figure || printed.contains(&wanted),
                "{name} printed: no {wanted}"
            );
        }
        assert!(printed.contains("第1页共"), "{name} has no page numbers");
    }
    let sizes = sizes(&office.folder.join("datonghu-2020.pdf"));
    let turned = sizes
        .iter()
        .filter(|size| **size == Lies::OnItsSide)
        .count();
    assert!(turned > 0 && turned < sizes.len(), "{sizes:?}");
}

/// The workbook without the results that we put beside the formulas.
fn without_results(workbook: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut stripped = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        let name = file.name().unwrap().into_owned();
        if name.starts_with("xl/worksheets/sheet") {
            let page = String::from_utf8(bytes).unwrap();
            let mut kept = String::new();
            let mut pieces = page.split("</f><v>");
            kept.push_str(pieces.next().unwrap());
            for piece in pieces {
                kept.push_str("</f>");
                kept.push_str(piece.split_once("</v>").unwrap().1);
            }
            bytes = kept.into_bytes();
        }
        stripped
            .start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        stripped.write_all(&bytes).unwrap();
    }
    stripped.finish().unwrap().into_inner()
}

/// Every sheet of a workbook to a file of its own, as shown.
const TO_LISTS: &str =
    "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1";

fn plain(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// The cells of a page of ours that differ from those of another program; blank rows, which lists
/// leave out, aside.
fn differences(page: &Table, list: &str) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(list.as_bytes());
    let theirs = reader.records().map(Result::unwrap);
    let theirs = theirs.filter(|row| row.iter().any(|cell| !cell.trim().is_empty()));
    let ours = page.rows.iter();
    let ours = ours.filter(|row| row.iter().any(|cell| !cell.text.is_empty()));
    let (ours, theirs): (Vec<_>, Vec<_>) = (ours.collect(), theirs.collect());
    let mut differing = Vec::new();
    if ours.len() != theirs.len() {
        differing.push(format!(
            "{}: {} rows, theirs {}",
            page.name,
            ours.len(),
            theirs.len()
        ));
    }
    for (at, (row, theirs)) in ours.into_iter().zip(theirs).enumerate() {
        for cell in row {
            let theirs = theirs.get(cell.column).unwrap_or_default();
            if plain(theirs) != plain(&cell.text) {
                differing.push(format!(
                    "{} filled row {} column {}: ours {:?}, theirs {theirs:?}",
                    page.name,
                    at + 1,
                    cell.column + 1,
                    cell.text
                ));
            }
        }
    }
    differing
}

/// Lets the office program compute workbooks anew and holds every cell against ours.
pub(super) fn expect_same(office: &Office, cases: &[(String, Snapshot)]) {
    for (name, snapshot) in cases {
        let workbook = bytes(snapshot, Kind::Workbook);
        office.write(&format!("{name}.xlsx"), &without_results(&workbook));
    }
    let files: Vec<String> = cases
        .iter()
        .map(|(name, _)| format!("{name}.xlsx"))
        .collect();
    office.convert(&files, TO_LISTS);
    let mut faults = Vec::new();
    for (name, snapshot) in cases {
        let document = ziping::import::read("a.xlsx", &bytes(snapshot, Kind::Workbook)).unwrap();
        for block in &document.blocks {
            if let Block::Table(page) = block {
                let list = office.text(&format!("{name}-{}.csv", page.name));
                let found = differences(page, &list);
                faults.extend(found.into_iter().map(|fault| format!("{name}: {fault}")));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn recalculated_workbooks_come_to_our_figures() {
    let Some(office) = Office::open("seeds") else {
        return;
    };
    expect_same(&office, &snapshots());
}

/// Figures on and beside every threshold, missing ones, zero divisors, words, signs.
#[test]
fn recalculated_workbooks_follow_changed_figures() {
    let Some(office) = Office::open("changed") else {
        return;
    };
    let changes: [&[(&str, &str)]; 9] = [
        &[("total_executed", "")],
        &[("total_annual", "0"), ("current_appropriation_annual", "0")],
        &[("total_executed", "98%以上")],
        &[
            ("total_executed", "1,234.565"),
            ("total_annual", "1234.56万元"),
        ],
        &[("total_initial", "-12.5"), ("total_annual", "-100")],
        &[("total_executed", "0.1"), ("total_annual", "0.3")],
        &[("total_executed", "95"), ("total_annual", "100")],
        &[("total_executed", "99.99999"), ("total_annual", "100")],
        &[],
    ];
    let mut cases = Vec::new();
    for name in ["datonghu-2020", "lukou-2022"] {
        for (number, change) in changes.iter().enumerate() {
            let (scheme, mut entries) = shipped::filing(name);
            for (code, text) in *change {
                entries.cells.insert((*code).to_owned(), (*text).to_owned());
            }
            if change.is_empty() {
                entries.cells.retain(|code, _| code.contains('.'));
            }
            let snapshot = Snapshot::of(Arc::new(scheme), entries, DateTime::default());
            cases.push((format!("{name}-{number}"), snapshot));
        }
    }
    cases.extend(stepped());
    expect_same(&office, &cases);
}

/// 大通湖 with every typed amount multiplied, so that rates and scores pass their steps.
fn stepped() -> Vec<(String, Snapshot)> {
    let cases = (1..=12_u32).map(|step| {
        let (scheme, mut entries) = shipped::filing("datonghu-2020");
        let codes: Vec<String> = entries.cells.keys().cloned().collect();
        for (at, code) in (0_u32..).zip(codes) {
            let text = entries.cells.get_mut(&code).unwrap();
            if let Ok(number) = text.parse::<rust_decimal::Decimal>()
                && !code.contains('.')
            {
                let percent = rust_decimal::Decimal::from(80 + (at * 7 + step * 5) % 45);
                *text = (number * percent / rust_decimal::Decimal::ONE_HUNDRED)
                    .normalize()
                    .to_string();
            }
        }
        let snapshot = Snapshot::of(Arc::new(scheme), entries, DateTime::default());
        (format!("stepped-{step}"), snapshot)
    });
    cases.collect()
}

/// The program is named by its path; the tests do not look for it themselves.
#[test]
fn the_office_program_is_there_when_it_is_named() {
    if let Some(program) = left_out::setting(left_out::OFFICE) {
        assert!(Path::new(&program).is_file(), "{program}");
    }
}
