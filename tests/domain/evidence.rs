//! What a file is, by its content; which are taken; what they are called; what they prove.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use ziping::domain::evaluate::evaluate;
use ziping::domain::evidence::{
    FileKind, FileProblem, FileRules, Inspection, bare_name, is_subject, subjects,
};
use ziping::domain::filing::Entries;
use ziping::domain::scheme::Scheme;

use super::cases;

/// A compound file with these streams in its directory.
fn old_office(streams: &[&str]) -> Vec<u8> {
    let mut file = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    file.resize(512, 0);
    for stream in ["Root Entry"].iter().chain(streams) {
        let mut entry: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry.resize(64, 0);
        let length = u16::try_from(stream.len() * 2 + 2).unwrap();
        entry.extend(length.to_le_bytes());
        entry.resize(128, 0);
        file.extend(entry);
    }
    file
}

fn inspected(bytes: &[u8], step: usize) -> Inspection {
    let mut inspection = Inspection::default();
    for part in bytes.chunks(step) {
        inspection.take(part);
    }
    inspection
}

/// Bytes, the parts of a zipped file, what comes out.
type Case<'a> = (
    &'a [u8],
    Option<&'a [&'a str]>,
    Result<FileKind, FileProblem>,
);

#[test]
fn content_tells_what_a_file_is() {
    let word = old_office(&["WordDocument", "1Table"]);
    let table = old_office(&["Workbook"]);
    let older_table = old_office(&["Book"]);
    let slides = old_office(&["PowerPoint Document"]);
    let macros = old_office(&["WordDocument", "Macros", "VBA"]);
    let locked = old_office(&["EncryptionInfo", "EncryptedPackage"]);
    let installer = old_office(&["\u{4840}\u{3f3f}"]);
    let program = [b"MZ\x90\x00\x03".as_slice(), &[0; 600]].concat();
    let gbk = [b"\xd6\xb8\xb1\xea,1\r\n".as_slice(); 20].concat();
    let zip = b"PK\x03\x04 and more".as_slice();
    let cases: [Case<'_>; 31] = [
        (b"%PDF-1.7\n%\xe2\xe3", None, Ok(FileKind::Pdf)),
        (b"\x89PNG\r\n\x1a\n\0\0", None, Ok(FileKind::Png)),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", None, Ok(FileKind::Jpeg)),
        (b"GIF89a\x01\0", None, Ok(FileKind::Gif)),
        (b"RIFF\x10\0\0\0WEBPVP8 ", None, Ok(FileKind::Webp)),
        (b"RIFF\x10\0\0\0WAVEfmt ", None, Err(FileProblem::Unknown)),
        (&word, None, Ok(FileKind::Doc)),
        (&table, None, Ok(FileKind::Xls)),
        (&older_table, None, Ok(FileKind::Xls)),
        (&slides, None, Ok(FileKind::Ppt)),
        (&macros, None, Err(FileProblem::Macros)),
        (&locked, None, Err(FileProblem::Encrypted)),
        (&installer, None, Err(FileProblem::Unknown)),
        (
            zip,
            Some(&["[Content_Types].xml", "word/document.xml"]),
            Ok(FileKind::Docx),
        ),
        (
            zip,
            Some(&["[Content_Types].xml", "xl/workbook.xml"]),
            Ok(FileKind::Xlsx),
        ),
        (
            zip,
            Some(&["[Content_Types].xml", "ppt/presentation.xml"]),
            Ok(FileKind::Pptx),
        ),
        (
            zip,
            Some(&[
                "[Content_Types].xml",
                "xl/workbook.xml",
                "xl/vbaProject.bin",
            ]),
            Err(FileProblem::Macros),
        ),
        (
            zip,
            Some(&["[Content_Types].xml", "AppxManifest.xml"]),
            Err(FileProblem::Unknown),
        ),
        (
            zip,
            Some(&["OFD.xml", "Doc_0/Document.xml"]),
            Ok(FileKind::Ofd),
        ),
        (zip, Some(&["a.pdf", "b.exe"]), Ok(FileKind::Zip)),
        (zip, None, Err(FileProblem::Broken)),
        (
            "指标,完成值\n办件量,14\n".as_bytes(),
            None,
            Ok(FileKind::Text),
        ),
        (&gbk, None, Ok(FileKind::Text)),
        (&program, None, Err(FileProblem::Unknown)),
        (b"\x7fELF\x02\x01\x01\0", None, Err(FileProblem::Unknown)),
        (b"<!DOCTYPE html><script>", None, Err(FileProblem::Markup)),
        (
            "\u{feff} <svg onload=a()>".as_bytes(),
            None,
            Err(FileProblem::Markup),
        ),
        (b"#!/bin/sh\nrm", None, Err(FileProblem::Markup)),
        (b"{\\rtf1\\ansi", None, Err(FileProblem::Markup)),
        (b"Rar!\x1a\x07\x01\0", None, Err(FileProblem::Unknown)),
        (b"", None, Err(FileProblem::Empty)),
    ];
    for (number, (bytes, parts, expected)) in cases.into_iter().enumerate() {
        let parts: Option<Vec<String>> =
            parts.map(|parts| parts.iter().map(|&part| part.to_owned()).collect());
        for step in [1, 7, 100, 4096] {
            let kind = inspected(bytes, step).kind(parts.as_deref());
            assert_eq!(kind, expected, "case {number} in steps of {step}");
        }
    }
}

fn rules(kinds: &[FileKind]) -> FileRules {
    FileRules {
        file_bytes: 100,
        filing_bytes: 250,
        kinds: kinds.iter().copied().collect(),
    }
}

#[test]
fn a_name_must_say_what_the_content_is() {
    let rules = rules(&[FileKind::Pdf, FileKind::Jpeg, FileKind::Doc]);
    let other = |ending: &str, kind| {
        Err(FileProblem::OtherEnding {
            ending: ending.to_owned(),
            kind,
        })
    };
    for (name, kind, expected) in [
        ("验收单.pdf", FileKind::Pdf, Ok(())),
        ("验收单.PDF", FileKind::Pdf, Ok(())),
        ("照片.jpeg", FileKind::Jpeg, Ok(())),
        ("照片.JPG", FileKind::Jpeg, Ok(())),
        ("通知.wps", FileKind::Doc, Ok(())),
        ("验收单.exe", FileKind::Pdf, other("exe", FileKind::Pdf)),
        ("验收单", FileKind::Pdf, other("", FileKind::Pdf)),
        ("照片.pdf", FileKind::Jpeg, other("pdf", FileKind::Jpeg)),
        (
            "打包.zip",
            FileKind::Zip,
            Err(FileProblem::NotTaken {
                kind: FileKind::Zip,
            }),
        ),
    ] {
        assert_eq!(rules.check_kind(name, kind), expected, "{name}");
    }
    assert!(rules.check_ending("a.Jpg").is_ok());
    assert_eq!(
        rules.check_ending("a.exe"),
        Err(FileProblem::EndingNotTaken)
    );
    assert_eq!(
        rules.check_ending("a.zip"),
        Err(FileProblem::EndingNotTaken)
    );
}

#[test]
fn limits_are_of_one_file_and_of_the_filing() {
    let rules = rules(&[FileKind::Pdf]);
    let too_large = Err(FileProblem::TooLarge { limit_bytes: 100 });
    let full = Err(FileProblem::FilingFull { limit_bytes: 250 });
    for (bytes, held, expected) in [
        (100, 0, Ok(())),
        (100, 150, Ok(())),
        (101, 0, too_large),
        (100, 151, full.clone()),
        (1, u64::MAX, full),
        (0, 0, Err(FileProblem::Empty)),
    ] {
        assert_eq!(
            rules.check_size(bytes, held),
            expected,
            "{bytes} beside {held}"
        );
    }
}

#[test]
fn every_kind_has_endings_of_its_own_and_comes_back_by_its_code() {
    let mut seen = BTreeSet::new();
    for kind in FileKind::ALL {
        assert_eq!(FileKind::from_code(kind.code()), Some(kind));
        for ending in kind.endings() {
            assert!(seen.insert(*ending), "{ending} belongs to two kinds");
        }
    }
}

#[test]
fn names_carry_no_folders_and_turn_no_writing() {
    let long = format!("{}.pdf", "长".repeat(300));
    for (given, expected) in [
        ("验收单.pdf", "验收单.pdf"),
        ("../../etc/passwd", "passwd"),
        ("D:\\文件\\合同.docx", "合同.docx"),
        ("/tmp/a b.pdf", "a b.pdf"),
        ("付款\u{202e}fdp.exe", "付款fdp.exe"),
        ("a\0b\r\nc.pdf", "abc.pdf"),
        ("..", ""),
        (" 表.pdf ", "表.pdf"),
    ] {
        assert_eq!(bare_name(given), expected, "{given:?}");
    }
    let cut = bare_name(&long);
    assert_eq!(cut.chars().count(), 120);
    assert!(cut.ends_with("长.pdf"), "{cut}");
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn no_name_is_a_path(given in ".*") {
        let name = bare_name(&given);
        prop_assert!(!name.contains(['/', '\\', '\0', '\n', '\r']));
        prop_assert!(name != ".." && name != ".");
        prop_assert!(name.chars().count() <= 120);
        prop_assert_eq!(bare_name(&name), name);
    }

    #[test]
    fn how_the_bytes_arrive_changes_nothing(bytes in prop::collection::vec(any::<u8>(), 0..2000), step in 1..600_usize) {
        let whole = inspected(&bytes, bytes.len().max(1)).kind(None);
        prop_assert_eq!(inspected(&bytes, step).kind(None), whole);
    }
}

#[derive(serde::Deserialize)]
struct Filled {
    year: i32,
    agency: String,
    cells: BTreeMap<String, String>,
}

#[test]
fn forms_indicators_and_rows_can_be_proved() {
    let scheme = Scheme::parse(include_str!("../../schemes/lukou-2022.toml")).unwrap();
    let filled = include_str!("../../schemes/demo/lukou-2022.toml");
    let filled: Filled = toml::from_str(filled).unwrap();
    let entries = Entries {
        year: filled.year,
        agency: filled.agency,
        cells: filled.cells,
    };
    let all = subjects(&scheme, &evaluate(&scheme, &entries));
    let row = entries.rows("ind", "quantity")[0].to_owned();
    for code in ["form:f1".to_owned(), format!("ind.{row}")] {
        assert!(
            all.iter().any(|subject| subject.code == code),
            "{code}: {all:#?}"
        );
    }
    for subject in &all {
        assert!(
            is_subject(&scheme, &entries, &subject.code),
            "{}",
            subject.code
        );
        assert!(!subject.label(&scheme).is_empty(), "{}", subject.code);
        let is_form = subject.code.starts_with("form:");
        assert_eq!(subject.cell.is_none(), is_form);
        let on_its_form = |cell: &String| scheme.form_of(cell) == subject.form;
        assert!(
            subject.cell.as_ref().is_none_or(on_its_form),
            "{}",
            subject.code
        );
    }
    let codes: BTreeSet<&str> = all.iter().map(|subject| subject.code.as_str()).collect();
    assert_eq!(codes.len(), all.len());
    assert!(all.iter().any(|subject| subject.is_by_hand), "{all:#?}");
    for code in ["form:f9", "ind.q999", "nothing", "ind", "", "total_initial"] {
        assert!(!is_subject(&scheme, &entries, code), "{code}");
    }
}
