//! Checks between figures of the forms and on indicator rows, on a scheme made for the purpose.

use ziping::domain::check::Finding;
use ziping::domain::evaluate::evaluate;
use ziping::domain::filing::Entries;
use ziping::domain::scheme::Scheme;

/// A scheme with amounts 甲 to 己, a growth rate, a report text, a tree, and the given checks.
fn scheme(checks: &str) -> Scheme {
    let names = ["甲", "乙", "丙", "丁", "戊", "己"];
    let codes = ["a", "b", "c", "d", "e", "f"];
    let items: String = names
        .iter()
        .zip(codes)
        .map(|(name, code)| {
            format!("[[item]]\ncode = \"{code}\"\nname = \"{name}\"\nkind = \"amount\"\n")
        })
        .collect();
    let text = format!(
        r#"
[scheme]
id = "checks"
version = 1
title = "勾稽"
source = "勾稽的种类"
publication_title = "{{agency}}"
amount_unit = "万元"
full_marks = 100
grades = [{{ name = "优", at_least = 90 }}, {{ name = "差", at_least = 0 }}]
{items}
[[item]]
code = "growth"
name = "增长率"
kind = "percent"
[[item]]
code = "report"
name = "报告"
kind = "text"
[[computed]]
code = "rate_one"
name = "总额执行率"
unit = "%"
formula = "甲/乙"
[[computed]]
code = "rate_two"
name = "拨款执行率"
unit = "%"
formula = "丙/丁"
[[computed]]
code = "rate_three"
name = "完成率"
unit = "%"
formula = "戊/己"
{checks}
[[form]]
id = "f1"
annex = "附件1"
name = "表"
title = "表"
[[form.block]]
kind = "grid"
columns = ["执行", "预算", "执行率"]
rows = [
    {{ label = "总额", cells = ["a", "b", "rate_one"] }},
    {{ label = "拨款", cells = ["c", "d", "rate_two"] }},
]
[[form.block]]
kind = "grid"
columns = ["决算", "预算", "完成率", "增长率"]
rows = [{{ cells = ["e", "f", "rate_three", "growth"] }}]
[[form.block]]
kind = "texts"
label = "报告"
cells = ["report"]
[[form.block]]
kind = "indicators"
id = "ind"
scored = false
level1 = [{{ name = "产出" }}]
level2 = [
    {{ code = "quantity", under = "产出", name = "数量指标" }},
    {{ code = "cost", under = "产出", name = "成本指标", lower_is_better = true }},
]
"#
    );
    Scheme::parse(&text).unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn found(checks: &str, cells: &[(&str, &str)]) -> Vec<Finding> {
    let mut entries = Entries::new(2022, "甲县某局");
    for (code, typed) in cells {
        entries
            .cells
            .insert((*code).to_owned(), (*typed).to_owned());
    }
    let mut findings = evaluate(&scheme(checks), &entries).findings;
    findings.retain(|finding| !(finding.check == "K18" && finding.severity.code() == "error"));
    findings
}

/// `K07 warning d`, with everything that is said.
fn lines(findings: &[Finding]) -> Vec<String> {
    findings
        .iter()
        .map(|f| format!("{} {} {}", f.check, f.severity.code(), f.cell))
        .collect()
}

/// The check, the cells typed, what is found, words of its message or cure.
type Case<'a> = (&'a str, Vec<(&'a str, &'a str)>, &'a str, &'a [&'a str]);

fn assert_found(cases: &[Case<'_>]) {
    for (check, cells, wanted, words) in cases {
        let findings = found(check, cells);
        let wanted: Vec<&str> = if wanted.is_empty() {
            Vec::new()
        } else {
            vec![wanted]
        };
        assert_eq!(lines(&findings), wanted, "{cells:?}: {findings:#?}");
        for word in *words {
            let told = findings
                .iter()
                .any(|f| f.message.contains(word) || f.cure.contains(word));
            assert!(told, "{word}: {findings:#?}");
        }
    }
}

const CHANGE: &str = r#"
[[check]]
kind = "change"
increase = "丙"
growth = "增长率"
this = "甲"
last = "乙"
severity = "error"
"#;

const BALANCE: &str = r#"
[[check]]
kind = "balance"
opening = "甲"
income = "乙+丙"
spending = "丁"
closing = "戊"
severity = "warning"
"#;

const SUM: &str = r#"
[[check]]
kind = "sum"
total = "甲"
parts = ["乙", "丙", "丁"]
severity = "error"
"#;

#[test]
fn increases_and_growth_rates_follow_their_years() {
    let bases = |more: &[(&'static str, &'static str)]| {
        let mut cells = vec![("a", "817.29"), ("b", "751.85")];
        cells.extend(more);
        cells
    };
    assert_found(&[
        (
            CHANGE,
            bases(&[("c", "65.44"), ("growth", "8.7%")]),
            "",
            &[],
        ),
        (CHANGE, bases(&[]), "", &[]),
        (
            CHANGE,
            bases(&[("c", "65.54")]),
            "K05 error c",
            &["65.44", "0.10"],
        ),
        (
            CHANGE,
            bases(&[("c", "-65.44")]),
            "K05 error c",
            &["增减方向写反了"],
        ),
        (
            CHANGE,
            bases(&[("growth", "8.8%")]),
            "K05 error growth",
            &["8.70%"],
        ),
        (
            CHANGE,
            vec![("a", "1.96"), ("b", "1.00"), ("growth", "95.9%")],
            "",
            &[],
        ),
        (
            CHANGE,
            vec![("a", "2175.52"), ("b", "40"), ("c", "2135.51")],
            "K05 notice c",
            &["尾差"],
        ),
        (
            CHANGE,
            vec![("a", "10"), ("b", "0"), ("growth", "5%")],
            "",
            &[],
        ),
    ]);
}

#[test]
fn what_is_left_balances() {
    let cells = |closing| {
        vec![
            ("a", "5.35"),
            ("b", "149.03"),
            ("c", "444.96"),
            ("d", "578.65"),
            ("e", closing),
        ]
    };
    assert_found(&[
        (BALANCE, cells("20.69"), "", &[]),
        (BALANCE, cells("20.70"), "K07 notice e", &["尾差"]),
        (BALANCE, cells("20.40"), "K07 warning e", &["20.69", "0.29"]),
        (BALANCE, cells(""), "", &[]),
        (BALANCE, vec![("a", "1"), ("e", "3")], "", &[]),
    ]);
}

#[test]
fn a_part_is_not_above_its_whole_and_a_budget_does_not_move_unexplained() {
    let at_most = r#"
[[check]]
kind = "at_most"
left = "丙"
right = "甲+乙"
severity = "error"
because = "丙是其中一部分"
"#;
    let moved = r#"
[[check]]
kind = "moved"
from = "甲"
to = "丙"
more_than = "30%"
severity = "notice"
"#;
    assert_found(&[
        (
            at_most,
            vec![("a", "1.00"), ("b", "2.00"), ("c", "3.00")],
            "",
            &[],
        ),
        (
            at_most,
            vec![("a", "1.00"), ("b", "2.00"), ("c", "3.02")],
            "K08 error c",
            &["3.02", "3.00"],
        ),
        (at_most, vec![("a", "1.00"), ("c", "3.02")], "", &[]),
        (
            moved,
            vec![("a", "485.88"), ("c", "817.29")],
            "K12 notice c",
            &["331.41", "68.21%"],
        ),
        (moved, vec![("a", "100"), ("c", "130")], "", &[]),
        (
            moved,
            vec![("a", "100"), ("c", "60")],
            "K12 notice c",
            &["-40.00%"],
        ),
        (moved, vec![("a", "0"), ("c", "60")], "", &[]),
    ]);
}

#[test]
fn a_tail_is_a_tail_and_an_error_stays_one() {
    let tail = "因四舍五入产生尾差0.01。";
    assert_found(&[
        (
            SUM,
            vec![
                ("a", "100.00"),
                ("b", "33.33"),
                ("c", "33.33"),
                ("d", "33.34"),
            ],
            "",
            &[],
        ),
        (
            SUM,
            vec![
                ("a", "100.00"),
                ("b", "33.33"),
                ("c", "33.33"),
                ("d", "33.33"),
            ],
            "K03 notice a",
            &["尾差"],
        ),
        (
            SUM,
            vec![("a", "100"), ("b", "33.33"), ("c", "33.33"), ("d", "33.33")],
            "",
            &[],
        ),
        (
            SUM,
            vec![("a", "100"), ("b", "30"), ("c", "40"), ("d", "29")],
            "K03 warning a",
            &["尾差"],
        ),
        (
            SUM,
            vec![
                ("a", "100.00"),
                ("b", "33.33"),
                ("c", "33.33"),
                ("d", "33.33"),
                ("reason.K03.a", tail),
            ],
            "",
            &[],
        ),
        (
            SUM,
            vec![
                ("a", "100.00"),
                ("b", "33.33"),
                ("c", "33.33"),
                ("d", "32.33"),
                ("reason.K03.a", tail),
            ],
            "K03 error a",
            &[],
        ),
        (
            SUM,
            vec![
                ("a", "100.00"),
                ("b", "60.00"),
                ("c", "15.00"),
                ("e", "25.00"),
            ],
            "K03 error a",
            &["差额正好等于“戊”25.00", "漏列"],
        ),
    ]);
}

#[test]
fn a_rate_mixes_kinds_only_where_the_grid_says_which_belong_together() {
    let cells = |e, f| {
        vec![
            ("a", "578.65"),
            ("b", "599.34"),
            ("c", "573.02"),
            ("d", "593.71"),
            ("e", e),
            ("f", f),
        ]
    };
    let named = "[[check]]\nkind = \"basis\"\npairs = [[\"甲\", \"乙\"], [\"丙\", \"丁\"]]\nseverity = \"notice\"\n";
    assert_found(&[
        (
            "",
            cells("578.65", "593.71"),
            "K02 warning rate_three",
            &["96.55%", "96.52%", "口径不一致"],
        ),
        ("", cells("573.02", "599.34"), "K02 warning rate_three", &[]),
        ("", cells("578.65", "599.34"), "", &[]),
        ("", cells("573.02", "593.71"), "", &[]),
        ("", cells("500.00", "593.71"), "", &[]),
        (
            "",
            [cells("", ""), vec![("rate_two", "97.46%")]].concat(),
            "K01 error rate_two",
            &["96.52%", "“甲”÷“丁”"],
        ),
        (
            named,
            cells("578.65", "593.71"),
            "K02 warning rate_three",
            &[],
        ),
    ]);
}

fn row(
    heading: &'static str,
    name: &'static str,
    target: &'static str,
    actual: &'static str,
) -> Vec<(&'static str, &'static str)> {
    let list = if heading == "cost" {
        "ind.cost.rows"
    } else {
        "ind.quantity.rows"
    };
    vec![
        (list, "r1"),
        ("ind.r1.name", name),
        ("ind.r1.target", target),
        ("ind.r1.actual", actual),
    ]
}

#[test]
fn a_result_is_the_number_that_was_asked_for() {
    let quantity = |target, actual| row("quantity", "培训人次", target, actual);
    assert_found(&[
        ("", quantity("≥90%", "98%"), "", &[]),
        (
            "",
            quantity("≥90%", "98%以上"),
            "K13 warning ind.r1.actual",
            &["98%以上"],
        ),
        (
            "",
            quantity("≥90%", "95-98%"),
            "K13 warning ind.r1.actual",
            &["范围"],
        ),
        (
            "",
            quantity("≥90%", "已完成"),
            "K13 warning ind.r1.actual",
            &["不是一个数"],
        ),
        ("", quantity("≥90%", "全部达到九成以上"), "", &[]),
        (
            "",
            quantity("满意度达95%以上", "评价率98.72%，好评率100%"),
            "K13 warning ind.r1.actual",
            &["几个百分数"],
        ),
        ("", quantity("满意度达95%以上", "满意度97%"), "", &[]),
        ("", quantity("持续提升", "明显提升"), "", &[]),
    ]);
}

#[test]
fn far_above_a_target_wants_a_word_and_a_reason_answers() {
    let mut explained = row("quantity", "办件数量", "10万件", "14.52万件");
    explained.push(("ind.r1.reason", "搬迁后业务集中。"));
    assert_found(&[
        (
            "",
            row("quantity", "办件数量", "10万件", "14.52万件"),
            "K23 notice ind.r1.actual",
            &["145.20%"],
        ),
        (
            "",
            row("quantity", "办件数量", "10万件", "12.99万件"),
            "",
            &[],
        ),
        (
            "",
            row("quantity", "办件数量", "10万件", "13万件"),
            "K23 notice ind.r1.actual",
            &[],
        ),
        ("", explained, "", &[]),
        ("", row("quantity", "投诉件数", "≤10件", "1件"), "", &[]),
        ("", row("quantity", "新增事项", "0项", "3项"), "", &[]),
        (
            "[[row_rule]]\nblock = \"ind\"\nover_achievement = \"120%\"\n",
            row("quantity", "办件数量", "10万件", "12万件"),
            "K23 notice ind.r1.actual",
            &["120%"],
        ),
    ]);
}

fn two_rows(
    first: [&'static str; 2],
    second: [&'static str; 2],
) -> Vec<(&'static str, &'static str)> {
    vec![
        ("ind.quantity.rows", "r1 r2"),
        ("ind.r1.name", first[0]),
        ("ind.r1.target", first[1]),
        ("ind.r1.actual", first[1]),
        ("ind.r2.name", second[0]),
        ("ind.r2.target", second[1]),
        ("ind.r2.actual", second[1]),
    ]
}

#[test]
fn one_thing_is_measured_once_and_money_is_no_quantity() {
    let ceiling = "[[check]]\nkind = \"ceiling\"\nblock = \"ind\"\ninitial = \"甲\"\nspent = \"乙\"\nseverity = \"warning\"\n";
    let spent = |target, initial| {
        let mut cells = row("cost", "年度支出", target, target);
        cells.extend([("a", initial), ("b", "817.29")]);
        cells
    };
    assert_found(&[
        (
            "",
            two_rows(["群众满意度", "98%"], ["工作效率和群众满意度", "98%"]),
            "K20 warning ind.r1.name",
            &["群众满意度"],
        ),
        (
            "",
            two_rows(["“群众满意度”", "98%"], ["群众满意度指标", "98%"]),
            "K20 warning ind.r1.name",
            &[],
        ),
        (
            "",
            two_rows(["培训人数", "90人"], ["党员培训人数", "90人"]),
            "",
            &[],
        ),
        (
            "",
            two_rows(["项目完成率", "100%"], ["项目完成率", "95%"]),
            "",
            &[],
        ),
        (
            "",
            two_rows(["服务质量和效率", "100%"], ["办事质量和效率", "100%"]),
            "",
            &[],
        ),
        (
            "",
            row("quantity", "发放补贴", "20万元", "20万元"),
            "K20 notice ind.r1.name",
            &["金额"],
        ),
        ("", row("cost", "发放补贴", "20万元", "20万元"), "", &[]),
        (
            ceiling,
            spent("817.29万元", "485.88"),
            "K20 warning ind.r1.target",
            &["485.88"],
        ),
        (ceiling, spent("817.29万元", "817.29"), "", &[]),
        (ceiling, spent("800万元", "485.88"), "", &[]),
    ]);
}

#[test]
fn rows_together_agree_with_a_figure_of_the_form() {
    let sum = r#"
[[check]]
kind = "indicator_sum"
block = "ind"
parts = ["基本支出", "项目支出"]
column = "target"
right = "甲"
severity = "warning"
because = "成本指标按年初预算确定"
"#;
    let cells = |a| {
        let mut cells = two_rows(["全年基本支出", "76.27万元"], ["全年项目支出", "86万元"]);
        for cell in &mut cells {
            if cell.0 == "ind.quantity.rows" {
                cell.0 = "ind.cost.rows";
            }
        }
        cells.push(("a", a));
        cells
    };
    let mut alone = row("cost", "全年项目支出", "86万元", "86万元");
    alone.push(("a", "149.03"));
    assert_found(&[
        (
            sum,
            cells("149.03"),
            "K04 warning ind.r1.target",
            &["162.27", "13.24"],
        ),
        (sum, cells("162.27"), "", &[]),
        (sum, alone, "", &[]),
    ]);
}

#[test]
fn a_report_says_what_reports_say() {
    let mentions = "[[check]]\nkind = \"mentions\"\ntexts = [\"报告\"]\nwords = [\"三公经费\", \"政府采购\"]\nseverity = \"notice\"\n";
    assert_found(&[
        (
            mentions,
            vec![("report", "“三公”经费4.9万元，政府采购无。")],
            "",
            &[],
        ),
        (
            mentions,
            vec![("report", "支出817.29万元。")],
            "K18 notice report",
            &["三公经费", "政府采购"],
        ),
        (mentions, vec![], "", &[]),
    ]);
}
