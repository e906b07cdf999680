//! Word files.

use super::{expect, shown, zipped};

/// A Word file with this body.
fn word(body: &str) -> Vec<u8> {
    word_with(body, &[])
}

pub(super) fn word_with(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>"
    );
    let mut parts = vec![
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", text.as_str()),
    ];
    parts.extend(more);
    zipped(&parts)
}

fn check(body: &str, expected: &[&str]) {
    expect("报告.docx", &word(body), expected);
}

/// A small file with a bit of everything.
pub(super) fn example() -> Vec<u8> {
    let row = format!(
        "<w:tr>{}{}</w:tr>",
        tc("<w:vMerge w:val=\"restart\"/>", "预算"),
        tc("<w:gridSpan w:val=\"2\"/>", "485.88")
    );
    word(&(p("正文") + &format!("<w:tbl>{row}{row}</w:tbl>")))
}

/// A paragraph.
pub(super) fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

/// A cell with properties.
fn tc(properties: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(text))
}

#[test]
fn runs_join_to_paragraphs() {
    check(
        "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr><w:r><w:t>2022年度支出</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\"> 817.29 </w:t></w:r><w:hyperlink><w:r><w:t>万元</w:t></w:r></w:hyperlink></w:p>
         <w:p/><w:p><w:r><w:t>甲&amp;乙&#x4E01;</w:t><w:br/><w:t>第二行</w:t><w:tab/><w:t>列</w:t></w:r></w:p>",
        &["1 2022年度支出 817.29 万元", "3 甲&乙丁", "3 第二行 列"],
    );
}

#[test]
fn tables_keep_merged_cells() {
    let table = format!(
        "<w:tbl><w:tblGrid/><w:tr>{}{}</w:tr><w:tr>{}{}{}</w:tr><w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>{}{}</w:tr></w:tbl>",
        tc("<w:vMerge w:val=\"restart\"/>", "资金"),
        tc("<w:gridSpan w:val=\"2\"/>", "预算数"),
        tc("<w:vMerge/>", ""),
        tc("", "年初"),
        tc("", "全年"),
        tc("", "485.88"),
        tc("", ""),
    );
    check(
        &(p("附件1") + &table + &p("注")),
        &[
            "1 附件1",
            "2 :",
            "  资金 (1x2) | 预算数 (2x1)",
            "  年初@1 | 全年",
            "  485.88@1 | ",
            "9 注",
        ],
    );
}

#[test]
fn a_cell_of_several_paragraphs_has_lines() {
    let table = format!(
        "<w:tbl><w:tr><w:tc>{}{}</w:tc>{}</w:tr></w:tbl>",
        p("年度资金"),
        p("总额"),
        tc("", "817.29")
    );
    check(&table, &["1 :", "  年度资金/总额 | 817.29"]);
}

#[test]
fn content_controls_hide_no_cell_and_shift_no_row() {
    let sdt = |inner: &str| {
        format!(
            "<w:sdt><w:sdtPr><w:alias w:val=\"x\"/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"
        )
    };
    let row = format!(
        "<w:tr>{}{}{}</w:tr>",
        tc("", "预算"),
        sdt(&sdt(&tc("", "485.88"))),
        tc("", "817.29")
    );
    let table = format!(
        "<w:tbl>{}{}</w:tbl>",
        row,
        sdt(&format!(
            "<w:tr>{}{}{}</w:tr>",
            tc("", "决算"),
            tc("", "1"),
            tc("", "2")
        ))
    );
    check(
        &(sdt(&p("标题")) + &sdt(&table)),
        &[
            "1 标题",
            "2 :",
            "  预算 | 485.88 | 817.29",
            "  决算 | 1 | 2",
        ],
    );
}

#[test]
fn what_was_deleted_with_tracking_is_gone_and_what_was_inserted_is_there() {
    let changed = "<w:p><w:r><w:t>支出</w:t></w:r><w:del><w:r><w:delText>485.88</w:delText></w:r></w:del><w:ins><w:r><w:t>817.29</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>元</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>万元</w:t></w:r></w:moveTo></w:p>
        <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前半句，</w:t></w:r></w:p><w:p><w:r><w:t>后半句。</w:t></w:r></w:p>";
    let table = format!(
        "<w:tbl><w:tr><w:trPr><w:del/></w:trPr>{}{}</w:tr><w:tr><w:trPr><w:ins/></w:trPr>{}{}</w:tr></w:tbl>",
        tc("", "旧"),
        tc("", "1"),
        tc("", "新"),
        tc("", "2")
    );
    check(
        &(changed.to_owned() + &table),
        &["1 支出817.29万元", "3 前半句，后半句。", "4 :", "  新 | 2"],
    );
}

#[test]
fn text_boxes_are_told_once() {
    let shape = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", p(text));
    let body = format!(
        "<w:p><w:r><mc:AlternateContent xmlns:mc=\"m\"><mc:Choice><w:drawing>{}</w:drawing></mc:Choice><mc:Fallback><w:pict>{}</w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>正文</w:t></w:r></w:p>",
        shape("框内"),
        shape("框内")
    );
    check(&body, &["2 框内", "1 正文"]);
}

#[test]
fn fields_give_what_they_came_to() {
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let body = format!(
        "<w:p>{}<w:r><w:instrText>SUM(ABOVE)</w:instrText><w:t>不显示</w:t></w:r>{}<w:r><w:t>817.29</w:t></w:r>{}<w:r><w:t>万元[bookmark: _Toc926]</w:t></w:r><w:bookmarkStart w:name=\"_Toc1\"/></w:p>",
        field("begin"),
        field("separate"),
        field("end")
    );
    check(&body, &["1 817.29万元[bookmark: _Toc926]"]);
    check(
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>可见</w:t></w:r></w:p>",
        &["1 可见"],
    );
}

#[test]
fn tables_in_tables_stand_alone() {
    let inner = format!(
        "<w:tbl><w:tr>{}{}</w:tr></w:tbl>",
        tc("", "预算"),
        tc("", "485.88")
    );
    let outer = format!(
        "<w:tbl><w:tr><w:tc>{}{inner}{}</w:tc>{}</w:tr></w:tbl>",
        p("附件4"),
        p("说明"),
        tc("", "侧栏")
    );
    check(
        &outer,
        &["1 附件4", "2 :", "  预算 | 485.88", "4 说明", "5 侧栏"],
    );
    check(
        &format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", tc("", "只有一格")),
        &["1 只有一格"],
    );
}

#[test]
fn notes_stand_at_the_end() {
    let notes = format!(
        "<w:footnotes xmlns:w=\"w\"><w:footnote w:type=\"separator\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote>{}</w:footnote></w:footnotes>",
        p("单位：万元")
    );
    let file = word_with(&p("正文"), &[("word/footnotes.xml", &notes)]);
    expect("a.docx", &file, &["1 正文", "3 单位：万元"]);
}

#[test]
fn the_text_is_found_under_another_name() {
    let relations = "<Relationships><Relationship Type=\"x/styles\" Target=\"s.xml\"/><Relationship Type=\"http://x/relationships/officeDocument\" Target=\"/word/document2.xml\"/></Relationships>";
    let body = format!("<w:document xmlns:w=\"w\">{}</w:document>", p("正文"));
    let file = zipped(&[("_rels/.rels", relations), ("word/document2.xml", &body)]);
    expect("a.docx", &file, &["1 正文"]);
}

#[test]
fn a_broken_file_is_refused_in_one_sentence() {
    let good = word(&p("正文"));
    let cases = [
        word("<w:p><w:r>"),
        word("</w:p></w:p>"),
        zipped(&[("word/other.xml", "<x/>")]),
        good[..good.len() / 2].to_vec(),
        zipped(&[("word/document.xml", "不是XML <")]),
    ];
    for file in cases {
        let sentence = shown("a.docx", &file);
        assert!(
            sentence.contains("已损坏") && sentence.contains("另存"),
            "{sentence}"
        );
    }
}

#[test]
fn files_of_other_programs_say_what_to_do() {
    let old = |stream: &str| {
        let mut file = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0".to_vec();
        file.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
        file
    };
    let cases = [
        (old("WordDocument"), "另存为.docx"),
        (old("Workbook"), "另存为.xlsx"),
        (old("EncryptedPackage"), "取消密码"),
        (
            zipped(&[("mimetype", "x"), ("content.xml", "<x/>")]),
            "另存为.docx或.xlsx",
        ),
        (zipped(&[("a.docx", "x")]), "先解压"),
        (zipped(&[("ppt/presentation.xml", "<x/>")]), "演示文稿"),
    ];
    for (file, words) in cases {
        let sentence = shown("a.docx", &file);
        assert!(sentence.contains(words), "{sentence}");
    }
}
