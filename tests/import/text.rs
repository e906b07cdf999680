//! Plain text and text with separators.

use encoding_rs::{GB18030, GBK};

use super::{expect, shown};

#[test]
fn every_chinese_encoding_gives_the_same_text() {
    let text = "甲县财政局\n2022年度支出817.29万元，执行率96.55％。\n";
    let utf16 = |big: bool| -> Vec<u8> {
        let units = "\u{feff}".encode_utf16().chain(text.encode_utf16());
        units
            .flat_map(|unit| {
                if big {
                    unit.to_be_bytes()
                } else {
                    unit.to_le_bytes()
                }
            })
            .collect()
    };
    let files = [
        text.as_bytes().to_vec(),
        [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        GBK.encode(text).0.into_owned(),
        GB18030.encode(text).0.into_owned(),
        utf16(true),
        utf16(false),
    ];
    for file in files {
        expect(
            "报告.txt",
            &file,
            &["1 甲县财政局", "2 2022年度支出817.29万元，执行率96.55％。"],
        );
    }
}

#[test]
fn a_character_cut_in_half_spoils_only_itself() {
    let text = "部门整体支出绩效自评报告，全年执行数为八百一十七万二千九百元，全部为基本支出，没有安排项目支出，也没有年末结转结余资金。";
    let cut = &text.as_bytes()[..text.len() - 1];
    assert!(shown("a.txt", cut).starts_with("1 部门整体支出绩效自评报告"));
}

#[test]
fn lines_are_paragraphs_with_their_numbers() {
    for end in ["\n", "\r\n", "\r"] {
        let text = [
            "\u{3000}\u{3000}一、基本情况\u{a0}",
            "",
            " \u{3000}",
            "（一）职能",
            "\t30场\t",
            "末行",
        ]
        .join(end);
        expect(
            "a.txt",
            text.as_bytes(),
            &["1 一、基本情况", "4 （一）职能", "5 30场", "6 末行"],
        );
    }
}

#[test]
fn marks_that_steer_the_display_are_no_text() {
    expect(
        "a.txt",
        "\u{202e}三公\u{200b}经费\u{1b}[31m\u{8}超支\n\u{feff}\u{200b}\n".as_bytes(),
        &["1 三公经费 [31m 超支"],
    );
}

#[test]
fn lines_are_a_table_only_where_nothing_else_is_possible() {
    // One cell a line, as copied from a web page.
    expect(
        "a.txt",
        "\t\n\t年初\n预算数\n\t全年\n\t执行数\n".as_bytes(),
        &["2 年初", "3 预算数", "4 全年", "5 执行数"],
    );
    // The end of a cell, and of a row.
    expect(
        "a.txt",
        "|\n單位名稱 |\n政務中心 |\n|\n".as_bytes(),
        &["1 |", "2 單位名稱 |", "3 政務中心 |", "4 |"],
    );
    // Separators that come once.
    expect(
        "a.txt",
        "首页 | 公开 | 互动\n正文\n".as_bytes(),
        &["1 首页 | 公开 | 互动", "2 正文"],
    );
    expect(
        "a.txt",
        "收支表\n项目\t预算\t决算\n基本支出\t485.88\t817.29\n项目支出\t18.64\t\n合计：\n"
            .as_bytes(),
        &[
            "1 收支表",
            "2 :",
            "  项目 | 预算 | 决算",
            "  基本支出 | 485.88 | 817.29",
            "  项目支出 | 18.64 | ",
            "5 合计：",
        ],
    );
    expect(
        "a.txt",
        "| 项目 | 金额 |\n|---|---:|\n| 办公费 | 113.16 |\n".as_bytes(),
        &["1 :", "  项目 | 金额", "  办公费 | 113.16"],
    );
}

#[test]
fn separated_text_is_one_table() {
    let table = "\u{feff}项目,预算,决算\n\"工资,福利\",\"312.96\n万元\", 300\n\n合计\n";
    expect(
        "收支.csv",
        table.as_bytes(),
        &[
            "1 :",
            "  项目 | 预算 | 决算",
            "  工资,福利 | 312.96/万元 | 300",
            "  合计",
        ],
    );
    expect(
        "a.TSV",
        GBK.encode("甲\t1\n乙\t2").0.as_ref(),
        &["1 :", "  甲 | 1", "  乙 | 2"],
    );
}

#[test]
fn what_is_not_read_says_what_to_do() {
    let cases: [(&str, &[u8], &str); 7] = [
        ("a.txt", b"", "文件是空的"),
        ("a.txt", b" \r\n", "文件是空的"),
        ("a.pdf", b"%PDF-1.7 ...", "转换为.docx"),
        ("a.txt", b"%PDF-1.7 ...", "转换为.docx"),
        ("a.rtf", b"{\\rtf1 ...", "另存为.docx"),
        ("a.txt", b"MZ\x90\0\x03\0\0\0", "另存为UTF-8"),
        ("a.txt", &[0xff, 0x81, 0xff, 0x80, 0xff], "另存为UTF-8"),
    ];
    for (name, bytes, words) in cases {
        let sentence = shown(name, bytes);
        assert!(sentence.contains(words), "{name}: {sentence}");
    }
}
