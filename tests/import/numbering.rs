//! Numbers that Word writes by itself: in the text they stand where a reader sees them.

use super::expect;
use super::word::{p, word_with};

/// A level of a list: how its number is written and what stands around it.
fn level(at: usize, format: &str, text: &str, more: &str) -> String {
    format!(
        "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>{more}<w:lvlText w:val=\"{text}\"/></w:lvl>"
    )
}

/// 一、 （一） 1. and ① on the first four levels, as reports have them.
fn usual() -> String {
    level(0, "chineseCounting", "%1、", "")
        + &level(1, "chineseCountingThousand", "（%2）", "")
        + &level(2, "decimal", "%3.", "")
        + &level(3, "decimalEnclosedCircle", "%4", "")
}

/// A list of these levels, and more lists.
fn lists(levels: &str, more: &str) -> String {
    format!(
        "<w:numbering xmlns:w=\"w\"><w:abstractNum w:abstractNumId=\"7\">{levels}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>{more}</w:numbering>"
    )
}

/// A paragraph with these properties.
fn with(properties: &str, text: &str) -> String {
    p(text).replacen("<w:p>", &format!("<w:p><w:pPr>{properties}</w:pPr>"), 1)
}

/// A paragraph of a list.
fn item(list: usize, level: usize, text: &str) -> String {
    let properties =
        format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>");
    with(&properties, text)
}

fn check(body: &str, numbering: &str, styles: &str, expected: &[&str]) {
    let styles = format!("<w:styles xmlns:w=\"w\">{styles}</w:styles>");
    let parts = [
        ("word/numbering.xml", numbering),
        ("word/styles.xml", styles.as_str()),
    ];
    expect("报告.docx", &word_with(body, &parts), expected);
}

#[test]
fn headings_of_a_list_have_their_numbers() {
    let body = item(1, 0, "概况")
        + &item(1, 1, "机构")
        + &item(1, 2, "办公室")
        + &item(1, 2, "财务股")
        + &item(1, 3, "出纳")
        + &p("正文")
        + &item(1, 1, "人员")
        + &item(1, 2, "编制")
        + &item(1, 0, "绩效")
        + &item(1, 1, "产出");
    check(
        &body,
        &lists(&usual(), ""),
        "",
        &[
            "1 一、概况",
            "2 （一）机构",
            "3 1. 办公室",
            "4 2. 财务股",
            "5 ① 出纳",
            "6 正文",
            "7 （二）人员",
            "8 1. 编制",
            "9 二、绩效",
            "10 （一）产出",
        ],
    );
}

#[test]
fn a_style_numbers_its_paragraphs() {
    let styles = "<w:style w:styleId=\"1\"><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>\
        <w:style w:styleId=\"2\"><w:basedOn w:val=\"1\"/><w:pPr><w:numPr><w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>\
        <w:style w:styleId=\"child\"><w:basedOn w:val=\"2\"/></w:style>\
        <w:style w:styleId=\"round\"><w:basedOn w:val=\"round\"/></w:style>";
    let levels = level(0, "chineseCounting", "第%1章", "<w:pStyle w:val=\"1\"/>")
        + &level(1, "chineseCounting", "第%2节", "<w:pStyle w:val=\"2\"/>");
    let of = |style: &str| format!("<w:pStyle w:val=\"{style}\"/>");
    let plain = of("1") + "<w:numPr><w:numId w:val=\"0\"/></w:numPr>";
    let body = with(&of("1"), "概况")
        + &with(&of("2"), "机构")
        + &with(&of("child"), "人员")
        + &with(&plain, "目录")
        + &with(&of("round"), "正文")
        + &with(&of("1"), "绩效");
    check(
        &body,
        &lists(&levels, ""),
        styles,
        &[
            "1 第一章 概况",
            "2 第一节 机构",
            "3 第二节 人员",
            "4 目录",
            "5 正文",
            "6 第二章 绩效",
        ],
    );
}

#[test]
fn lists_go_on_or_begin_anew_as_the_file_says() {
    let more = "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"7\"/></w:num>\
        <w:num w:numId=\"3\"><w:abstractNumId w:val=\"7\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>";
    let body = item(1, 0, "甲")
        + &item(2, 0, "乙")
        + &item(3, 0, "丙")
        + &item(3, 0, "丁")
        + &item(9, 0, "戊");
    check(
        &body,
        &lists(&usual(), more),
        "",
        &["1 一、甲", "2 二、乙", "3 一、丙", "4 二、丁", "5 戊"],
    );
}

#[test]
fn every_way_of_writing_a_number() {
    for (format, text, third, twelfth) in [
        ("chineseLegalSimplified", "%1、", "叁、", "壹拾贰、"),
        ("ideographTraditional", "%1、", "丙、", "乙、"),
        ("ideographDigital", "%1、", "三、", "一二、"),
        ("japaneseCounting", "%1、", "三、", "十二、"),
        ("decimalEnclosedParen", "%1", "⑶", "⑿"),
        ("decimalFullWidth", "%1．", "３．", "１２．"),
        ("decimalZero", "%1）", "03）", "12）"),
        ("upperRoman", "%1）", "III）", "XII）"),
        ("lowerLetter", "（%1）", "（c）", "（l）"),
        ("bullet", "●", "", ""),
        ("none", "注：", "注：", "注："),
        ("unheard", "%1)", "3)", "12)"),
    ] {
        let body = item(1, 0, "项").repeat(12);
        let third = format!("3 {third}项");
        let twelfth = format!("12 {twelfth}项");
        let file = word_with(
            &body,
            &[(
                "word/numbering.xml",
                &lists(&level(0, format, text, ""), ""),
            )],
        );
        let shown = super::shown("报告.docx", &file)
            .replace("⑶ ", "⑶")
            .replace("⑿ ", "⑿");
        let lines: Vec<&str> = shown.lines().collect();
        assert_eq!(
            (lines[2], lines[11]),
            (third.as_str(), twelfth.as_str()),
            "{format}"
        );
    }
}

#[test]
fn numbers_of_levels_above_stand_before_their_own() {
    let levels = level(0, "chineseCounting", "%1、", "")
        + &level(1, "decimal", "%1.%2", "<w:isLgl/>")
        + &level(2, "decimal", "%3）", "<w:lvlRestart w:val=\"1\"/>");
    let body = item(1, 0, "概况")
        + &item(1, 1, "机构")
        + &item(1, 2, "甲")
        + &item(1, 1, "人员")
        + &item(1, 2, "乙")
        + &item(1, 0, "绩效")
        + &item(1, 2, "丙");
    check(
        &body,
        &lists(&levels, ""),
        "",
        &[
            "1 一、概况",
            "2 1.1 机构",
            "3 1）甲",
            "4 1.2 人员",
            "5 2）乙",
            "6 二、绩效",
            "7 1）丙",
        ],
    );
}

#[test]
fn rows_are_numbered_where_nothing_else_stands_in_the_cell() {
    let cell = |inner: &str| format!("<w:tc>{inner}</w:tc>");
    let row = |text: &str| format!("<w:tr>{}{}</w:tr>", cell(&item(1, 0, "")), cell(&p(text)));
    let body = format!(
        "{}<w:tbl>{}{}</w:tbl>",
        item(1, 0, ""),
        row("办公费"),
        row("水费")
    );
    check(
        &body,
        &lists(&level(0, "decimal", "%1", ""), ""),
        "",
        &["2 :", "  2 | 办公费", "  3 | 水费"],
    );
}

#[test]
fn files_of_other_programs_are_numbered_too() {
    // The order and the properties that LibreOffice writes.
    let numbered = |level: usize, text: &str| {
        format!(
            "<w:p><w:pPr><w:pStyle w:val=\"TextBody\"/><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"1\"/></w:numPr><w:tabs><w:tab w:val=\"clear\" w:pos=\"1134\"/></w:tabs><w:bidi w:val=\"0\"/><w:rPr></w:rPr></w:pPr><w:r><w:rPr></w:rPr><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let levels = level(0, "decimal", "%1.", "") + &level(1, "decimal", "%2.", "");
    let body =
        numbered(0, "概况") + &numbered(1, "机构") + &numbered(1, "人员") + &numbered(0, "绩效");
    check(
        &body,
        &lists(&levels, ""),
        "<w:style w:type=\"paragraph\" w:styleId=\"TextBody\"><w:basedOn w:val=\"Normal\"/></w:style>",
        &["1 1. 概况", "2 1. 机构", "3 2. 人员", "4 2. 绩效"],
    );
}

#[test]
fn a_broken_part_about_numbers_leaves_the_text() {
    let body = item(1, 0, "概况");
    let file = word_with(&body, &[("word/numbering.xml", "<w:numbering><w:num>")]);
    expect("报告.docx", &file, &["1 概况"]);
    let huge = lists(&level(0, "decimal", &"%1".repeat(100_000), ""), "");
    let shown = super::shown(
        "报告.docx",
        &word_with(&body, &[("word/numbering.xml", &huge)]),
    );
    assert!(shown.len() < 200, "{}", shown.len());
}
