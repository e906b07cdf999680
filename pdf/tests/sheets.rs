//! Sheets made by hand: what is typed is what is read, whatever it is.

use std::path::PathBuf;

use ziping_pdf::{Align, Block, Cell, Document, Moment, Paper, PdfError, Section, Table, write};

use super::faces::{Face, fonts};
use super::poppler::{self, Lies};

const NOON: Moment = Moment {
    year: 2026,
    month: 1,
    day: 1,
    hour: 4,
    minute: 0,
    second: 0,
};

fn document(paper: Paper, blocks: Vec<Block>) -> Document {
    Document {
        title: "自评表".to_owned(),
        author: "甲县某局".to_owned(),
        language: "zh".to_owned(),
        at: NOON,
        sections: vec![Section { paper, blocks }],
    }
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph {
        text: text.to_owned(),
    }
}

fn cell(row: usize, column: usize, align: Align, text: &str) -> Cell {
    Cell {
        row,
        column,
        rowspan: 1,
        colspan: 1,
        align,
        bold: false,
        lines: text.lines().map(str::to_owned).collect(),
    }
}

/// A file that is gone at the end.
struct File(PathBuf);

impl File {
    fn of(name: &str, document: &Document) -> Self {
        let path = std::env::temp_dir().join(format!("ziping-{name}-{}.pdf", std::process::id()));
        std::fs::write(&path, write(document).unwrap().bytes).unwrap();
        Self(path)
    }

    fn pages(&self) -> Vec<String> {
        poppler::pages(&self.0)
    }
}

impl Drop for File {
    fn drop(&mut self) {
        drop(std::fs::remove_file(&self.0));
    }
}

/// What a typesetter, a shell, a page or a spreadsheet would take for more than text.
const HOSTILE: [&str; 12] = [
    "#evil[*x*] #import \"x\" #panic()",
    "$ a/b $ *粗* _斜_ `码` @引 <标> = 题 - 项 + 项 / 词: 释 // 注 /* 注 */ \\",
    "\" ' “ ” ‘ ’ -- --- ... ~ \\u{41}",
    "<script>alert(1)</script> &amp; ]]> {{x}} {% x %}",
    "=1+1 @SUM(A1) -1 +1 %s ${x} $(x)",
    "1,234,567,890,123,456,789.01",
    "pneumonoultramicroscopicsilicovolcanoconiosis",
    "fi fl ffi",
    "☑是 ☐否 ✔ ㎡ ① ≥ ≤ √ □ № ‰ ℃ × ÷ ± ～ — …",
    "燚堃昇玥㙍䶮𬭚",
    "{\"kind\":\"table\"}",
    "）。，、；：？！》」",
];

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn any_text_stays_the_text_it_is() {
    let text = |text: &str| text.to_owned();
    for hostile in HOSTILE {
        let rows = (0..3).map(|row| {
            cell(
                row,
                0,
                [Align::Left, Align::Centre, Align::Right][row],
                hostile,
            )
        });
        let table = Table {
            columns: vec![2, 1],
            headings: 1,
            cells: rows.collect(),
        };
        let blocks = vec![
            Block::Annex {
                text: text(hostile),
            },
            Block::Title {
                text: text(hostile),
            },
            Block::Subtitle {
                text: text(hostile),
            },
            Block::Line {
                left: text(hostile),
                right: String::new(),
            },
            Block::Heading {
                level: 2,
                text: text(hostile),
            },
            paragraph(hostile),
            Block::List {
                ordered: true,
                items: vec![text(hostile)],
            },
            Block::Table(table),
            Block::Signatures {
                places: vec![text(hostile)],
            },
            Block::Seal {
                organisation: text(hostile),
                date: String::new(),
            },
        ];
        let count = blocks.len() + 2;
        let made = File::of("hostile", &document(Paper::Report, blocks)).pages();
        let found = made.concat().matches(&squeezed(hostile)).count();
        assert_eq!(found, count, "{hostile}\n{made:#?}");
    }
}

#[test]
fn what_no_face_has_becomes_a_mark_and_is_told() {
    let made = write(&document(
        Paper::Form,
        vec![paragraph("赵\u{20001}🎉钱\u{200b}孙\u{0}李")],
    ));
    let unknown: String = made.unwrap().unknown.into_iter().collect();
    assert_eq!(unknown, "🎉\u{20001}");
    let file = File::of(
        "unknown",
        &document(Paper::Form, vec![paragraph("赵🎉钱\u{200b}孙\u{0}李")]),
    );
    assert!(
        file.pages()[0].starts_with("赵〓钱孙李"),
        "{:?}",
        file.pages()
    );
}

/// A table of so many rows with two heading rows.
fn long_table(rows: usize) -> Block {
    let head = [(0, "一级指标"), (1, "得分")];
    let mut cells: Vec<Cell> = head
        .map(|(row, text)| cell(row, 0, Align::Centre, text))
        .to_vec();
    cells.extend((0..rows).map(|row| cell(row + 2, 0, Align::Left, &format!("指标第{row}项"))));
    Block::Table(Table {
        columns: vec![1],
        headings: 2,
        cells,
    })
}

#[test]
fn headings_repeat_and_pages_are_numbered() {
    let file = File::of("long", &document(Paper::Form, vec![long_table(150)]));
    let pages = file.pages();
    assert!(pages.len() > 2, "{}", pages.len());
    for (number, page) in (1..).zip(&pages) {
        assert!(page.starts_with("一级指标得分指标第"), "{page}");
        let foot = format!("第{number}页共{}页", pages.len());
        assert!(page.ends_with(&foot), "{page}");
    }
}

#[test]
fn the_places_to_sign_stand_with_the_last_row() {
    for rows in 35..55 {
        let signatures = Block::Signatures {
            places: vec!["填表人：".to_owned(), "（公章）".to_owned()],
        };
        let blocks = vec![long_table(rows), signatures];
        let pages = File::of("signed", &document(Paper::Form, blocks)).pages();
        let last = pages.last().unwrap();
        assert!(
            last.contains(&format!("指标第{}项", rows - 1)),
            "{rows}: {last}"
        );
    }
}

#[test]
fn the_signature_never_stands_alone() {
    for lines in 15..24 {
        let mut blocks = vec![paragraph("一"); lines];
        blocks.push(paragraph("末段"));
        blocks.push(Block::Seal {
            organisation: "甲县某局".to_owned(),
            date: "2026年1月1日".to_owned(),
        });
        let pages = File::of("seal", &document(Paper::Report, blocks)).pages();
        let last = pages.last().unwrap();
        assert!(last.contains("末段甲县某局2026年1月1日"), "{lines}: {last}");
    }
}

/// 22 lines of 28 characters (GB/T 9704-2012, 5.2.3).
#[test]
fn a_page_of_a_report_holds_22_lines_of_28_characters() {
    let two_pages = "字".repeat(28 * 44 - 2);
    let pages = File::of(
        "full",
        &document(Paper::Report, vec![paragraph(&two_pages)]),
    )
    .pages();
    let counts = pages.iter().map(|page| page.matches('字').count());
    assert_eq!(counts.collect::<Vec<_>>(), [28 * 22 - 2, 28 * 22]);
}

#[test]
fn every_page_is_a4() {
    for (paper, lies) in [
        (Paper::Form, Lies::Upright),
        (Paper::Report, Lies::Upright),
        (Paper::Wide, Lies::OnItsSide),
    ] {
        let file = File::of("size", &document(paper, vec![long_table(60)]));
        let sizes = poppler::sizes(&file.0);
        assert!(
            sizes.len() > 1 && sizes.iter().all(|page| *page == lies),
            "{sizes:?}"
        );
    }
}

#[test]
fn a_row_higher_than_a_page_loses_nothing() {
    let long = "绩效".repeat(3_000);
    let table = Table {
        columns: vec![3, 10, 11],
        headings: 0,
        cells: vec![
            cell(0, 0, Align::Centre, "标签"),
            cell(0, 1, Align::Left, &long),
            cell(0, 2, Align::Left, "短"),
        ],
    };
    let pages = File::of("high", &document(Paper::Wide, vec![Block::Table(table)])).pages();
    assert_eq!(pages.concat().matches('绩').count(), 3_000);
    assert!(pages.len() > 2);
}

#[test]
fn every_face_is_in_the_file() {
    let heading = |level| Block::Heading {
        level,
        text: "一、☑".to_owned(),
    };
    let blocks = vec![heading(1), heading(2), paragraph("某")];
    let file = File::of("faces", &document(Paper::Report, blocks));
    let fonts = fonts(&file.0);
    assert_eq!(fonts.len(), 4, "{fonts:?}");
    let is_sound = |font: &Face| font.name.contains('+') && font.is_embedded && font.is_copyable;
    assert!(fonts.iter().all(is_sound), "{fonts:?}");
}

#[test]
fn it_says_what_it_is() {
    let made = write(&document(Paper::Form, vec![paragraph("某")])).unwrap();
    let text = String::from_utf8_lossy(&made.bytes);
    for mark in [
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>B</pdfaid:conformance>",
        "2026-01-01T04:00:00",
        "甲县某局",
    ] {
        assert!(text.contains(mark), "no {mark}");
    }
}

#[test]
fn a_tree_that_is_none_is_refused() {
    let beside = Table {
        columns: vec![1],
        headings: 0,
        cells: vec![cell(0, 1, Align::Left, "某")],
    };
    let refused = write(&document(Paper::Form, vec![Block::Table(beside)]));
    assert!(
        matches!(refused, Err(PdfError::Typesetter(_))),
        "{refused:?}"
    );
    let endless = document(Paper::Form, vec![paragraph(&"长".repeat(1_000_001))]);
    assert!(matches!(write(&endless), Err(PdfError::TooLong)));
    let mut never = document(Paper::Form, Vec::new());
    never.at = Moment { month: 13, ..NOON };
    assert!(matches!(write(&never), Err(PdfError::Moment(_))));
}
