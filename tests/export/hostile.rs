//! Texts that want to be formulas, markup or paths, and texts that are too long.

use std::sync::Arc;

use chrono::DateTime;
use ziping::domain::filing::Entries;
use ziping::export::{Kind, Snapshot, export};

use super::{bytes, part, snapshot};
use crate::seeds::shipped;

/// Every kind made of 渌口 with one cell typed otherwise.
fn with(code: &str, text: &str) -> Snapshot {
    let (scheme, mut entries) = shipped::filing("lukou-2022");
    entries.cells.insert(code.to_owned(), text.to_owned());
    Snapshot::of(Arc::new(scheme), entries, DateTime::default())
}

#[test]
fn a_text_never_becomes_a_formula() {
    for text in [
        "=1+1",
        "=cmd|' /C calc'!A0",
        "+1+1",
        "-1+1",
        "@SUM(A1)",
        "\t=1+1",
        "＝1+1",
    ] {
        let snapshot = with("goal_expected", text);
        let page = part(
            &bytes(&snapshot, Kind::Workbook),
            "xl/worksheets/sheet1.xml",
        );
        let formulas: Vec<&str> = page.split("<f>").skip(1).collect();
        assert!(!formulas.is_empty());
        for formula in formulas {
            let formula = formula.split("</f>").next().unwrap();
            assert!(!formula.contains("cmd") && formula != "1+1", "{formula}");
        }
        let list = String::from_utf8(bytes(&snapshot, Kind::Comma)).unwrap();
        let mut rows = csv::Reader::from_reader(list.trim_start_matches('\u{feff}').as_bytes());
        for cell in rows.records().flat_map(|row| {
            let row = row.unwrap();
            row.iter().map(str::to_owned).collect::<Vec<_>>()
        }) {
            let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '＝']);
            assert!(!is_formula, "{cell}");
        }
        assert!(
            list.contains(&format!("'{}", text.trim())),
            "{text} has no mark before it"
        );
    }
}

#[test]
fn a_negative_figure_stays_a_figure() {
    let list = String::from_utf8(bytes(&with("total_initial", "-12.50"), Kind::Comma)).unwrap();
    assert!(list.contains(",-12.50,-12.50\r\n"), "{list}");
}

#[test]
fn a_text_never_becomes_markup() {
    let snapshot = with(
        "report_problems",
        "<script>alert(1)</script>\n]]><w:p/>&amp;\u{0}\u{b}\u{fffe}\" onload=\"x",
    );
    let page = String::from_utf8(bytes(&snapshot, Kind::Page)).unwrap();
    assert!(!page.contains("<script") && !page.contains(" onload=\""));
    assert!(page.contains("&lt;script&gt;alert(1)"));
    let document = part(&bytes(&snapshot, Kind::Word), "word/document.xml");
    assert!(
        document.contains("&lt;w:p/&gt;") && !document.contains(['\u{0}', '\u{b}', '\u{fffe}'])
    );
    ziping::import::read("a.docx", &bytes(&snapshot, Kind::Word)).unwrap();
}

#[test]
fn a_text_too_long_for_excel_is_cut_with_a_word_about_it() {
    let long = "绩效".repeat(30_000);
    let snapshot = with("goal_expected", &long);
    for kind in Kind::ALL {
        assert!(!bytes(&snapshot, kind).is_empty());
    }
    let texts = part(&bytes(&snapshot, Kind::Workbook), "xl/sharedStrings.xml");
    assert!(texts.contains("全文见 Word 文档"));
    assert!(part(&bytes(&snapshot, Kind::Word), "word/document.xml").contains(&long));
}

#[test]
fn an_empty_filing_and_a_broken_one_are_written_too() {
    for (name, filled) in shipped::filled() {
        let scheme = Arc::new(shipped::compiled(&filled.scheme));
        let empty = Snapshot::of(
            Arc::clone(&scheme),
            Entries::new(2022, ""),
            DateTime::default(),
        );
        let mut entries = Entries::new(filled.year, "乙区某局");
        entries.cells = filled.cells;
        for text in entries.cells.values_mut() {
            "98%以上=".clone_into(text);
        }
        let broken = Snapshot::of(scheme, entries, DateTime::default());
        for kind in Kind::ALL {
            for snapshot in [&empty, &broken] {
                let made = export(snapshot, kind).unwrap();
                assert!(!made.bytes.is_empty(), "{name}");
            }
        }
    }
}

#[test]
fn names_are_safe_on_every_file_system() {
    let named = |agency: &str| {
        let mut snapshot = snapshot("lukou-2022");
        agency.clone_into(&mut snapshot.entries.agency);
        export(&snapshot, Kind::Word).unwrap().name
    };
    for (agency, name) in [
        ("乙区某局", "乙区某局2022年度部门整体支出绩效自评表.docx"),
        ("../../某局", "某局2022年度部门整体支出绩效自评表.docx"),
        (
            "某\u{202e}局\n\"<a>|*?:\\",
            "某局a2022年度部门整体支出绩效自评表.docx",
        ),
        ("", "2022年度部门整体支出绩效自评表.docx"),
    ] {
        assert_eq!(named(agency), name, "{agency:?}");
    }
    let long = named(&"某".repeat(500));
    assert!(long.len() < 255 && long.ends_with(".docx"));
}
