//! Web pages.

use encoding_rs::GBK;

use super::{expect, shown};

#[test]
fn blocks_are_paragraphs_in_reading_order() {
    let page = "<!DOCTYPE html><html><head><title>标题</title><style>p{}</style></head><body>
        <nav><ul><li>首页</li></ul></nav><script>if (a<b) { document.write('<p>no</p>') }</script>
        <h1>部门整体支出\n绩效自评报告</h1>
        <div>一、<b>基本</b>情况<p>2022年度支出<span>817.29</span>万元<br>其中：基本支出 &lt;817.29万元&gt;</p></div>
        <ul><li>职能一<li>职能二</ul><!-- <p>注释</p> --><p style='display: none'>看不见</p>
        <p>&nbsp;</p><pre>第一行\n第二行</pre>末尾</body><footer>主办单位</footer></html>";
    expect(
        "a.html",
        page.as_bytes(),
        &[
            "1 部门整体支出绩效自评报告",
            "2 一、基本情况",
            "3 2022年度支出817.29万元",
            "4 其中：基本支出 <817.29万元>",
            "5 职能一",
            "6 职能二",
            "7 第一行",
            "8 第二行",
            "9 末尾",
        ],
    );
}

#[test]
fn a_page_says_its_encoding_or_is_recognised() {
    let pages = [
        "<html><head><meta charset=\"gbk\"></head><body><p>绩效自评</p></body></html>",
        "<html><head><meta http-equiv=Content-Type content=\"text/html; charset=gb2312\"></head><body><p>绩效自评</p></body></html>",
        "<html><body><p>绩效自评</p></body></html>",
    ];
    for page in pages {
        expect("a.htm", &GBK.encode(page).0, &["1 绩效自评"]);
        // Saved again in UTF-8 by an editor that left the declaration alone.
        expect("a.htm", page.as_bytes(), &["1 绩效自评"]);
    }
}

#[test]
fn tables_keep_their_grid() {
    let page = "<table><caption>附件1</caption><thead><tr><th rowspan=2>资金<th colspan='2'>预算数</tr>
        <tr><th>年初<th>全年</tr></thead><tbody><tr><td><p>年度资金</p><p>总额</p><td>485.88</td><td></tr>
        <tr><td rowspan=9>其他<td>0<td>0.28</table><p>注</p>";
    expect(
        "a.html",
        page.as_bytes(),
        &[
            "1 附件1",
            "2 :",
            "  资金 (1x2) | 预算数 (2x1)",
            "  年初@1 | 全年",
            "  年度资金/总额 | 485.88 | ",
            "  其他 | 0 | 0.28",
            "3 注",
        ],
    );
}

#[test]
fn tables_that_only_lay_out_the_page_are_unwrapped() {
    let page = "<table><tr><td>栏目</td><td><table><tr><td>正文</td></tr></table>
        <table><tr><td>预算</td><td>485.88</td></tr></table></td></tr></table>";
    expect(
        "a.html",
        page.as_bytes(),
        &["1 栏目", "2 正文", "3 :", "  预算 | 485.88"],
    );
}

#[test]
fn sloppy_markup_loses_no_text() {
    let pages = [
        ("<p>一<p>二<div>三</p>四", "1 一/2 二/3 三/4 四"),
        ("<tr><td>甲</td><td>乙</td></tr>", "1 甲/2 乙"),
        (
            "<table><tr><td>甲</div><td>乙<tr><td>丙<td>丁",
            "1 :/  甲 | 乙/  丙 | 丁",
        ),
        ("<b><p>一</b>二</p><font size=2>三", "1 一二/2 三"),
        ("<p>支出<100万元，>50", "1 支出<100万元，>50"),
        ("<p title=\"a>b\">一</p><p title='>'>二", "1 一/2 二"),
        ("<p>一</p><!-- 没有结束", "1 一"),
        ("<p>一</p><td width=\"3", "1 一"),
    ];
    for (page, expected) in pages {
        let found = shown("a.html", page.as_bytes());
        assert_eq!(found.trim().replace('\n', "/"), expected, "{page}");
    }
}

#[test]
fn a_page_under_another_name_is_a_page() {
    for first in [
        "\u{feff}<html>",
        "\n<!DOCTYPE HTML PUBLIC \"x\">",
        "<table>",
        "<?xml version='1.0'?><!DOCTYPE html><html>",
    ] {
        let page = format!("{first}<p>绩效</p>");
        expect("附件.doc", page.as_bytes(), &["1 绩效"]);
    }
    expect("a.txt", "<绩效>自评\n".as_bytes(), &["1 <绩效>自评"]);
}
