//! Rows of indicator trees.

use super::assert_found;

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
