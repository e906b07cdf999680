//! Files made to do harm, and files of chance: one sentence or a document, soon, and no panic.

use std::io::{Cursor, Write as _};
use std::time::{Duration, Instant};

use proptest::prelude::*;
use zip::write::{SimpleFileOptions, ZipWriter};
use ziping::domain::document::{Block, Document};
use ziping::import::{ReadError, limits, read};

use super::zipped;

/// Far above what any file needs in an unoptimised build on a busy machine; without bounds these
/// files take hours.
const LONG: Duration = Duration::from_mins(1);

fn read_soon(name: &str, bytes: &[u8]) -> Result<Document, ReadError> {
    let start = Instant::now();
    let document = read(name, bytes);
    let took = start.elapsed();
    assert!(took < LONG, "{name}: {took:?}");
    document
}

fn refused(name: &str, bytes: &[u8]) -> ReadError {
    read_soon(name, bytes).unwrap_err()
}

/// A zipped file whose one large part is the same piece over and over.
fn bomb(name: &str, piece: &[u8], times: usize, more: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_level(Some(9));
    for (name, text) in more {
        writer.start_file(*name, options).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.start_file(name, options).unwrap();
    let many = piece.repeat(1_000_000 / piece.len());
    for _ in 0..times {
        writer.write_all(&many).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn a_bomb_is_refused() {
    let word = bomb("word/document.xml", b" ", 70, &[]);
    assert!(word.len() < 1_000_000);
    assert_eq!(refused("a.docx", &word), ReadError::Bomb);
    let excel = bomb(
        "xl/media/a.png",
        b"\0",
        70,
        &[("xl/workbook.xml", "<workbook/>")],
    );
    assert_eq!(refused("a.xlsx", &excel), ReadError::Bomb);
}

#[test]
fn a_part_that_lies_about_its_size_is_counted_as_it_comes() {
    let mut word = bomb("word/document.xml", b" ", 70, &[]);
    // The size before compression, in both headers, becomes 1.
    let size = 70_000_000_u32.to_le_bytes();
    let places: Vec<usize> = (0..word.len() - 4)
        .filter(|at| word[*at..at + 4] == size)
        .collect();
    assert!(!places.is_empty());
    for at in places {
        word[at..at + 4].copy_from_slice(&1_u32.to_le_bytes());
    }
    assert!(matches!(
        refused("a.docx", &word),
        ReadError::Bomb | ReadError::Broken { .. }
    ));
}

#[test]
fn entities_of_a_file_are_never_put_in() {
    let mut laughs = String::from("<!DOCTYPE d [<!ENTITY a \"哈哈哈哈哈哈哈哈哈哈\">");
    for (next, last) in ('b'..='j').zip('a'..='i') {
        laughs.push_str(&format!(
            "<!ENTITY {next} \"{}\">",
            format!("&{last};").repeat(10)
        ));
    }
    laughs.push_str("<!ENTITY x SYSTEM \"file:///etc/passwd\">]><w:document><w:p><w:r><w:t>前&j;&x;后</w:t></w:r></w:p></w:document>");
    let document = read_soon("a.docx", &zipped(&[("word/document.xml", &laughs)])).unwrap();
    assert_eq!(super::show(&document), "1 前后\n");
}

#[test]
fn endless_nesting_is_refused() {
    let cases = [
        (
            "a.html",
            format!("<html>{}", "<div>".repeat(1_000_000)).into_bytes(),
        ),
        (
            "a.html",
            format!("<html>{}", "<table><tr><td>".repeat(300_000)).into_bytes(),
        ),
        (
            "a.html",
            format!(
                "<html>{}",
                "<div><table><tr><td></div></table>".repeat(300_000)
            )
            .into_bytes(),
        ),
        (
            "a.docx",
            zipped(&[("word/document.xml", &"<w:sdt>".repeat(100_000))]),
        ),
        (
            "a.docx",
            zipped(&[("word/document.xml", &"<w:tbl><w:tr><w:tc>".repeat(100_000))]),
        ),
    ];
    for (name, bytes) in cases {
        assert_eq!(refused(name, &bytes), ReadError::TooDeep);
    }
}

#[test]
fn endless_content_is_refused() {
    let rows = |row: &str| row.repeat(limits::PIECES + 1);
    let cases = [
        ("a.txt", rows("一\n").into_bytes()),
        ("a.txt", rows("\t一\n").into_bytes()),
        ("a.txt", rows("一\t二\n").into_bytes()),
        ("a.csv", rows("一,二\n").into_bytes()),
        ("a.html", format!("<html>{}", rows("<p>一")).into_bytes()),
        (
            "a.html",
            format!("<html>{}", "<".repeat(limits::TAGS + 1)).into_bytes(),
        ),
        ("a.txt", vec![b'1'; limits::FILE_BYTES + 1]),
    ];
    for (name, bytes) in cases {
        let error = refused(name, &bytes);
        assert!(
            matches!(error, ReadError::TooMuch | ReadError::TooLarge),
            "{name}: {error}"
        );
    }
}

#[test]
fn markup_that_keeps_parsers_busy_does_not() {
    let fonts: String = (0..5_000)
        .map(|number| format!("<font size={number}>"))
        .collect();
    let attributes: String = (0..50_000).map(|number| format!(" a{number}=1")).collect();
    let pages = [
        format!("<html><p>{fonts}</p>{}", "<p>x</p>".repeat(5_000)),
        format!("<html><a {attributes}>x"),
        format!("<html>{}", "<p title=\"".repeat(200_000)),
        format!("<html>{}", "<script>".repeat(200_000)),
        format!("<html>{}", "<!--".repeat(500_000)),
        format!(
            "<html>{}{}",
            "<ul><li>".repeat(200),
            "</section></p>".repeat(20_000)
        ),
        format!("<html><table>{}", "文<div>字</div>".repeat(20_000)),
        format!(
            "<html><table><tr>{}",
            "<td colspan=1000 rowspan=65534>x".repeat(10_000)
        ),
        format!("<html><p>{}", "&#x4e00;&nbsp;&".repeat(50_000)),
    ];
    for page in pages {
        let document = read_soon("a.html", page.as_bytes());
        assert!(document.is_ok() || document == Err(ReadError::TooMuch));
    }
}

#[test]
fn a_workbook_cannot_ask_for_more_cells_than_it_has() {
    let sheet = |content: &str| {
        let relations = "<Relationships><Relationship Id=\"r\" Type=\"x/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
        let one = "<sheet name=\"甲\" sheetId=\"1\" r:id=\"r\"/>";
        zipped(&[
            ("_rels/.rels", relations),
            (
                "xl/workbook.xml",
                &format!("<workbook><sheets>{}</sheets></workbook>", one.repeat(3)),
            ),
            (
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id=\"r\" Type=\"x/worksheet\" Target=\"s.xml\"/></Relationships>",
            ),
            ("xl/s.xml", &format!("<worksheet>{content}</worksheet>")),
        ])
    };
    let cells = "<sheetData><c r=\"A1\"><v>1</v></c><c r=\"XFD1048576\"><v>2</v></c></sheetData>";
    let document = read_soon("a.xlsx", &sheet(cells)).unwrap();
    assert_eq!(document.blocks.len(), 3);
    let merged = format!(
        "{cells}<mergeCells>{}</mergeCells>",
        "<mergeCell ref=\"A1:XFD1048576\"/>".repeat(100)
    );
    assert_eq!(refused("a.xlsx", &sheet(&merged)), ReadError::TooMuch);
    let spread: String = (1..90_000)
        .map(|row| format!("<c r=\"A{row}\"><v>1</v></c>"))
        .collect();
    assert_eq!(
        refused(
            "a.xlsx",
            &sheet(&format!("<sheetData>{spread}</sheetData>"))
        ),
        ReadError::TooMuch
    );
}

/// What every document keeps to.
fn assert_sound(document: &Document) {
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                assert!(!paragraph.text.is_empty() && paragraph.text == paragraph.text.trim());
                assert!(paragraph.line > 0);
                assert!(!paragraph.text.chars().any(char::is_control));
            }
            Block::Table(table) => {
                for (number, row) in table.rows.iter().enumerate() {
                    assert!(
                        row.windows(2)
                            .all(|pair| pair[0].column + pair[0].colspan <= pair[1].column),
                        "{row:?}"
                    );
                    assert!(row.iter().all(|cell| cell.colspan > 0
                        && cell.rowspan > 0
                        && number + cell.rowspan <= table.rows.len()));
                }
            }
        }
    }
}

fn try_read(name: &str, bytes: &[u8]) {
    if let Ok(document) = read_soon(name, bytes) {
        assert_sound(&document);
    }
}

/// Markup of the pieces that matter, in any order.
fn soup(pieces: &'static [&'static str]) -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(pieces), 0..60)
        .prop_map(|pieces| pieces.concat())
}

const PAGE: [&str; 26] = [
    "<table>",
    "</table>",
    "<tr>",
    "</tr>",
    "<td>",
    "</td>",
    "<td colspan=3>",
    "<th rowspan=2>",
    "<td rowspan=0 colspan=99999999999>",
    "<caption>",
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<br>",
    "<li>",
    "<pre>",
    "</pre>",
    "<script>",
    "<!--",
    "-->",
    "<",
    "\n",
    "支出",
    "1.5&nbsp;",
    "<p hidden>",
];

const WORD: [&str; 28] = [
    "<w:tbl>",
    "</w:tbl>",
    "<w:tr>",
    "</w:tr>",
    "<w:tc>",
    "</w:tc>",
    "<w:gridSpan w:val=\"2\"/>",
    "<w:vMerge/>",
    "<w:vMerge w:val=\"restart\"/>",
    "<w:hMerge/>",
    "<w:gridBefore w:val=\"9999999\"/>",
    "<w:p>",
    "</w:p>",
    "<w:r><w:t>支出</w:t></w:r>",
    "<w:del>",
    "</w:del>",
    "<w:del/>",
    "<w:pPr>",
    "</w:pPr>",
    "<w:fldChar w:fldCharType=\"begin\"/>",
    "<w:fldChar w:fldCharType=\"separate\"/>",
    "<w:fldChar w:fldCharType=\"end\"/>",
    "<w:sdt>",
    "</w:sdt>",
    "<w:txbxContent>",
    "</w:txbxContent>",
    "<w:r><w:br/></w:r>",
    "&x;",
];

proptest! {
    #![proptest_config(crate::domain::cases(400))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..2_000), ending in "(txt|html|csv|tsv|docx|xlsx|doc|)") {
        try_read(&format!("a.{ending}"), &bytes);
    }

    #[test]
    fn any_text_is_read(text in "\\PC*", ending in "(txt|html|csv|tsv)") {
        try_read(&format!("a.{ending}"), text.as_bytes());
    }

    #[test]
    fn any_page_is_read(page in soup(&PAGE)) {
        try_read("a.html", format!("<html>{page}").as_bytes());
    }

    #[test]
    fn any_order_of_word_elements_is_read_or_refused(body in soup(&WORD)) {
        try_read("a.docx", &zipped(&[("word/document.xml", &body)]));
    }

    #[test]
    fn a_damaged_file_is_read_or_refused(places in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8), cut in any::<prop::sample::Index>(), is_cut in any::<bool>(), is_excel in any::<bool>()) {
        let (name, good) = if is_excel { ("a.xlsx", super::workbook::example()) } else { ("a.docx", super::word::example()) };
        let mut bytes = good;
        for (place, byte) in places {
            let at = place.index(bytes.len());
            bytes[at] = byte;
        }
        if is_cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        try_read(name, &bytes);
    }
}
