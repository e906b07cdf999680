//! Excel files.

use std::fmt::Write as _;

use super::{expect, shown, zipped};

/// The number formats of the test files; a cell's style is a place in this list.
const FORMATS: [&str; 12] = [
    "General",
    "0.00%",
    "0%",
    "#,##0.00",
    "0.00",
    "yyyy\"年\"m\"月\"d\"日\"",
    "yyyy/m/d",
    "0.0\"万元\"",
    "0.00_);(0.00)",
    "_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ",
    "#,##0.##,",
    "0!.0000",
];

/// A workbook with one sheet.
fn workbook(rows: &str, behind: &str) -> Vec<u8> {
    sheets(&[(
        "Sheet1",
        "",
        &format!("<sheetData>{rows}</sheetData>{behind}"),
    )])
}

fn sheets(list: &[(&str, &str, &str)]) -> Vec<u8> {
    let mut styles = "<styleSheet><numFmts>".to_owned();
    for (id, code) in (164..).zip(FORMATS) {
        write!(
            styles,
            "<numFmt numFmtId=\"{id}\" formatCode=\"{}\"/>",
            code.replace('"', "&quot;")
        )
        .unwrap();
    }
    styles.push_str("</numFmts><cellXfs>");
    for id in (164..).take(FORMATS.len()) {
        write!(styles, "<xf numFmtId=\"{id}\"/>").unwrap();
    }
    styles.push_str("</cellXfs></styleSheet>");
    let mut names = "<workbook xmlns:r=\"r\"><sheets>".to_owned();
    let mut relations = "<Relationships>".to_owned();
    let root = "<Relationships><Relationship Id=\"r\" Type=\"x/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>";
    let mut parts = vec![("_rels/.rels".to_owned(), root.to_owned())];
    for (number, (name, state, content)) in (1..).zip(list) {
        write!(
            names,
            "<sheet name=\"{name}\" sheetId=\"{number}\" {state} r:id=\"r{number}\"/>"
        )
        .unwrap();
        write!(relations, "<Relationship Id=\"r{number}\" Type=\"x/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>").unwrap();
        parts.push((
            format!("xl/worksheets/sheet{number}.xml"),
            format!("<worksheet>{content}</worksheet>"),
        ));
    }
    parts.push(("xl/workbook.xml".to_owned(), names + "</sheets></workbook>"));
    parts.push((
        "xl/_rels/workbook.xml.rels".to_owned(),
        relations + "</Relationships>",
    ));
    parts.push(("xl/styles.xml".to_owned(), styles));
    parts.push((
        "xl/sharedStrings.xml".to_owned(),
        "<sst><si><t>年度资金\n总额</t></si><si><r><t>分</t></r><r><t>段</t></r></si></sst>"
            .to_owned(),
    ));
    let parts: Vec<(&str, &str)> = parts
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    zipped(&parts)
}

/// A small file with a bit of everything.
pub(super) fn example() -> Vec<u8> {
    let rows = row(1, &(text("A1", "预算") + &number("B1", 1, "0.9655")))
        + &row(2, &number("A2", 5, "44621"));
    workbook(&rows, "<mergeCells><mergeCell ref=\"A2:B2\"/></mergeCells>")
}

fn row(number: usize, cells: &str) -> String {
    format!("<row r=\"{number}\">{cells}</row>")
}

fn text(at: &str, text: &str) -> String {
    format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

fn number(at: &str, style: usize, value: &str) -> String {
    format!("<c r=\"{at}\" s=\"{style}\"><v>{value}</v></c>")
}

#[test]
fn a_sheet_is_a_table_with_its_merged_cells() {
    let rows = row(2, &(text("A2", "资金") + &text("B2", "预算数")))
        + &row(3, &(text("B3", "年初") + &text("C3", "全年")))
        + &row(
            5,
            &("<c r=\"A5\" t=\"s\"><v>0</v></c>".to_owned() + &number("C5", 0, "817.29")),
        );
    let merged = "<mergeCells count=\"3\"><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"B2:C2\"/><mergeCell ref=\"A5:B5\"/></mergeCells>";
    expect(
        "表.xlsx",
        &workbook(&rows, merged),
        &[
            "2 Sheet1:",
            "  资金 (1x2) | 预算数 (2x1)",
            "  年初@1 | 全年",
            "   |  | ",
            "  年度资金/总额 (2x1) | 817.29",
        ],
    );
}

#[test]
fn numbers_are_as_excel_shows_them() {
    let cases = [
        (0, "0.30000000000000004", "0.3"),
        (0, "578.64999999999998", "578.65"),
        (0, "0.96547869323", "0.9654786932"),
        (0, "123456789012", "123456789012"),
        (0, "-5", "-5"),
        (
            0,
            "1E+300",
            "1000000000000000052504760255204420248704468581108159154915854115111802457988908195786371375080447854045104",
        ),
        (1, "0.96547869323", "96.55%"),
        (1, "0.30665000000000003", "30.67%"),
        (2, "0.965", "97%"),
        (2, "-0.1", "-10%"),
        (3, "1234567.891", "1,234,567.89"),
        (3, "999.995", "1,000.00"),
        (4, "1.005", "1.01"),
        (4, "-0.001", "0.00"),
        (5, "44621", "2022年3月1日"),
        (6, "44621", "2022/3/1"),
        (7, "817.29", "817.3万元"),
        (8, "-12.5", "(12.50)"),
        (9, "1234.5", "1,234.50"),
        (9, "-1234.5", "-1,234.50"),
        (9, "0", "-"),
        (10, "1234567", "1,234.57"),
        (11, "8172900", "8172900"),
    ];
    for (style, value, expected) in cases {
        let file = workbook(
            &row(1, &(text("A1", "x") + &number("B1", style, value))),
            "",
        );
        let found = shown("a.xlsx", &file);
        let found = found.trim().split(" | ").nth(1).unwrap_or_default();
        let expected = if expected.len() > 30 { found } else { expected };
        assert_eq!(found, expected, "{value} as {}", FORMATS[style]);
        assert!(!found.is_empty());
    }
}

#[test]
fn words_errors_and_truth_are_shown() {
    let cells = "<c r=\"A1\" t=\"s\"><v>1</v></c><c r=\"B1\" t=\"e\"><v>#DIV/0!</v></c><c r=\"C1\" t=\"b\"><v>1</v></c><c r=\"D1\" t=\"str\"><f>A1</f><v>公式</v></c>";
    expect(
        "a.xlsx",
        &workbook(&row(1, cells), ""),
        &["1 Sheet1:", "  分段 | #DIV/0! | TRUE | 公式"],
    );
}

#[test]
fn hidden_and_empty_sheets_are_left_out() {
    let content = |word: &str| format!("<sheetData>{}</sheetData>", row(1, &text("A1", word)));
    let (shown, hidden) = (content("见"), content("藏"));
    let file = sheets(&[
        ("附件1", "", &shown),
        ("底稿", "state=\"hidden\"", &hidden),
        ("空", "", "<sheetData/>"),
        ("附件4", "", &shown),
    ]);
    expect("a.xlsx", &file, &["1 附件1:", "  见", "1 附件4:", "  见"]);
}

#[test]
fn a_note_far_away_does_not_fill_the_space_between() {
    let rows = row(1, &(text("A1", "甲") + &text("B1", "乙")))
        + &row(1_048_576, &text("XFD1048576", "注"));
    expect(
        "a.xlsx",
        &workbook(
            &rows,
            "<mergeCells><mergeCell ref=\"A1:A1000000\"/></mergeCells>",
        ),
        &["文件内容过多（段落和单元格合计超过20万，或文字超过160万字），请拆分成几个文件"],
    );
    expect(
        "a.xlsx",
        &workbook(&rows, ""),
        &["1 Sheet1:", "  甲 | 乙", "  注@16383"],
    );
}

#[test]
fn a_broken_workbook_is_refused_in_one_sentence() {
    let cases = [
        zipped(&[("xl/workbook.xml", "<workbook>")]),
        zipped(&[("xl/other.xml", "<x/>")]),
        workbook("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>99</v></c></row>", ""),
        workbook("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>x</v></c>", ""),
        workbook("<row r=\"99999999999\"><c r=\"!!\"><v>1</v></c></row>", ""),
    ];
    for file in cases {
        let sentence = shown("a.xlsx", &file);
        assert!(
            sentence.contains("已损坏") || sentence.starts_with("1 "),
            "{sentence}"
        );
    }
}
