//! The total: dropped indicators, limits across rows, parts of the total, reviewers' deductions.

use ziping::domain::evaluate::{Evaluation, evaluate};
use ziping::domain::explanation::{Explanations, StepKind};
use ziping::domain::figure::points;
use ziping::domain::filing::takes_text;
use ziping::domain::formula::Unknown;
use ziping::domain::scheme::Scheme;

use super::{entries, evaluated};

/// Two manual indicators of 60 and 40 points, a tree of 100 points, and what a case adds.
fn scheme(head: &str, first: &str, more: &str) -> Scheme {
    let text = format!(
        r#"
[scheme]
id = "totals"
version = 1
title = "总分"
source = "总分的算法"
publication_title = "{{agency}}"
amount_unit = "万元"
full_marks = 100
{head}
grades = [{{ name = "优", at_least = 90 }}, {{ name = "差", at_least = 0 }}]
[[item]]
code = "x"
name = "比率"
kind = "percent"
[[item]]
code = "is_false"
name = "是否虚假"
kind = "yes_no"
[[indicator]]
code = "a"
level1 = "过程"
name = "甲"
weight = 60
rule = {{ kind = "manual" }}
{first}
[[indicator]]
code = "b"
level1 = "产出"
name = "乙"
weight = 40
rule = {{ kind = "manual" }}
{more}
[[form]]
id = "f1"
annex = "附件1"
name = "表"
title = "表"
[[form.block]]
kind = "grid"
columns = ["比率", "是否虚假"]
rows = [{{ cells = ["x", "is_false"] }}]
[[form.block]]
kind = "score_sheet"
[[form.block]]
kind = "total"
label = "合计"
"#
    );
    Scheme::parse(&text).unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn total(evaluation: &Evaluation) -> String {
    evaluation
        .total
        .as_ref()
        .map_or("?".to_owned(), |total| points(total, 2))
}

#[test]
fn a_dropped_indicator_leaves_its_points_to_the_others() {
    let dropping = scheme("", r#"dropped_when = { item = "是否虚假", is = "否" }"#, "");
    let evaluation = evaluated(&dropping, &[("b", "30"), ("is_false", "否")]);
    assert_eq!(total(&evaluation), "75");
    assert_eq!(evaluation.scores[0].points, Err(Unknown::Dropped));
    assert_eq!(
        total(&evaluated(&dropping, &[("b", "30"), ("is_false", "是")])),
        "?"
    );
    assert_eq!(
        total(&evaluated(
            &dropping,
            &[("a", "50"), ("b", "30"), ("is_false", "是")]
        )),
        "80"
    );
    // Thirds are exact until the end.
    assert_eq!(
        total(&evaluated(&dropping, &[("b", "13.33"), ("is_false", "否")])),
        "33.33"
    );
}

#[test]
fn limits_bind_a_row_a_group_or_the_total() {
    let limited = scheme(
        "",
        "",
        r#"
[[limit]]
when = [{ item = "是否虚假", is = "是" }]
at_most = 59
because = "提供虚假数据的，总分不超过59分"
[[limit]]
indicator = "b"
when = [{ value = "比率", below = "50%" }]
at_most = 5
because = "执行率低于50%的，乙不超过5分"
[[limit]]
level1 = "过程"
when = [{ value = "比率", above = "150%" }, { item = "是否虚假", is = "否" }]
at_most = 20
because = "过程不超过20分""#,
    );
    let of = |cells: &[(&str, &str)]| {
        let mut all = vec![("a", "55"), ("b", "40")];
        all.extend(cells);
        evaluated(&limited, &all)
    };
    assert_eq!(total(&of(&[])), "95");
    let vetoed = of(&[("is_false", "是")]);
    assert_eq!(
        (total(&vetoed).as_str(), vetoed.grade.as_deref()),
        ("59", Some("差"))
    );
    assert_eq!(vetoed.total_steps.limits.len(), 1);
    let row = of(&[("x", "49.99")]);
    assert_eq!(total(&row), "60");
    assert_eq!(row.scores[1].limited.as_ref().map(|(at, _)| *at), Some(1));
    assert_eq!(total(&of(&[("x", "50")])), "95");
    assert_eq!(total(&of(&[("x", "160"), ("is_false", "否")])), "60");
    // All conditions must hold.
    assert_eq!(total(&of(&[("x", "160")])), "95");
    // A limit above the points does nothing.
    let low = evaluated(
        &limited,
        &[("a", "10"), ("b", "3"), ("x", "10"), ("is_false", "是")],
    );
    assert_eq!(
        (total(&low).as_str(), low.total_steps.limits.len()),
        ("13", 0)
    );
}

#[test]
fn parts_are_scaled_to_what_they_count() {
    // 过程 counts 20 of 100 though it is scored on 60; the rest counts as it stands.
    let scaled = scheme(
        "",
        "",
        r#"
[[part]]
name = "过程"
level1 = ["过程"]
of = 60
counts = 20
[[part]]
name = "产出"
indicators = ["b"]
of = 40
counts = 80"#,
    );
    let evaluation = evaluated(&scaled, &[("a", "45"), ("b", "30")]);
    assert_eq!(total(&evaluation), "75");
    let values: Vec<String> = evaluation
        .total_steps
        .parts
        .iter()
        .map(|p| points(&p.value, 2))
        .collect();
    assert_eq!(values, ["15", "60", "0"]);
    assert_eq!(
        total(&evaluated(&scaled, &[("a", "60"), ("b", "40")])),
        "100"
    );
}

#[test]
fn a_dropped_part_leaves_its_share_to_the_others() {
    let scaled = scheme(
        "",
        r#"dropped_when = { item = "是否虚假", is = "否" }"#,
        r#"
[[part]]
name = "过程"
level1 = ["过程"]
of = 60
counts = 20"#,
    );
    let evaluation = evaluated(&scaled, &[("b", "40"), ("is_false", "否")]);
    // 40 of the 80 that are left.
    assert_eq!(total(&evaluation), "50");
    assert!(evaluation.total_steps.factor.is_some());
}

#[test]
fn reviewers_take_points_off_in_a_column_of_their_own() {
    let plain = scheme("", "", "");
    assert!(!plain.accepts("deduct.a"));
    let reviewed = scheme("reviewer_deduction = true", "", "");
    assert!(reviewed.accepts("deduct.a") && !reviewed.accepts("deduct.x"));
    let cells = [
        ("a", "50"),
        ("b", "30"),
        ("deduct.a", "4.5"),
        ("deduct.b", "99"),
    ];
    let typed = entries(&cells);
    assert!(!takes_text(&reviewed, &typed, "deduct.a"));
    let evaluation = evaluated(&reviewed, &cells);
    assert_eq!(total(&evaluation), "80");
    let after = evaluation.total_steps.reviewed.clone().unwrap().unwrap();
    // 45.5 are left of the first, none of the second.
    assert_eq!(points(&after, 2), "45.5");
    let open = evaluated(&reviewed, &[("a", "50"), ("deduct.a", "4.5")]);
    assert!(
        open.total_steps
            .reviewed
            .is_some_and(|reviewed| reviewed.is_err())
    );
}

#[test]
fn totals_that_cannot_be_are_refused() {
    let base = |more: &str| {
        let text = include_str!("../../../schemes/datonghu-2020.toml");
        Scheme::parse(&format!("{text}\n{more}")).unwrap_err()
    };
    let cases = [
        (
            "[[limit]]\nindicator = \"nobody\"\nwhen = [{ item = \"满意度\", is = \"是\" }]\nat_most = 5\nbecause = \"甲\"",
            "没有代码为“nobody”的指标",
        ),
        (
            "[[limit]]\nlevel1 = \"结果\"\nwhen = [{ item = \"满意度\", is = \"是\" }]\nat_most = 5\nbecause = \"甲\"",
            "没有名为“结果”的一级指标",
        ),
        (
            "[[limit]]\nwhen = []\nat_most = 5\nbecause = \"甲\"",
            "缺少条件",
        ),
        (
            "[[limit]]\nwhen = [{ item = \"满意度\" }]\nat_most = 5\nbecause = \"甲\"",
            "item 和 is",
        ),
        (
            "[[part]]\nname = \"甲\"\nlevel1 = [\"过程\"]\nof = 50\ncounts = 0",
            "都应大于0",
        ),
        (
            "[[part]]\nname = \"甲\"\nlevel1 = [\"过程\"]\nof = 50\ncounts = 20\n[[part]]\nname = \"乙\"\nindicators = [\"budget_control\"]\nof = 5\ncounts = 5",
            "不能算两次",
        ),
        (
            "[[row_rule]]\nblock = \"nothing\"",
            "没有编号为“nothing”的指标表",
        ),
    ];
    for (more, words) in cases {
        let problems: Vec<String> = base(more).iter().map(ToString::to_string).collect();
        assert!(
            problems.iter().any(|problem| problem.contains(words)),
            "{more}: {problems:?}"
        );
    }
}

/// The steps of the total's explanation beyond the plain sum.
fn explained(scheme: &Scheme, cells: &[(&str, &str)]) -> Vec<String> {
    let entries = entries(cells);
    let evaluation = evaluate(scheme, &entries);
    let total = Explanations::new(scheme, &entries, &evaluation).total();
    let steps = total.steps.into_iter().filter(|step| {
        use StepKind::{Deduction, Limit, Parts, Substituted};
        [Deduction, Limit, Parts, Substituted].contains(&step.kind)
    });
    steps
        .map(|step| format!("{} {}", step.kind.caption(), step.text))
        .collect()
}

#[test]
fn the_total_explains_parts_limits_and_deductions() {
    let part = r#"
[[part]]
name = "过程"
level1 = ["过程"]
of = 60
counts = 20"#;
    let drop = r#"dropped_when = { item = "是否虚假", is = "否" }"#;
    let limit = r#"
[[limit]]
when = [{ item = "是否虚假", is = "是" }]
at_most = 59
because = "提供虚假数据的，总分不超过59分""#;
    for (scheme, cells, said) in [
        (
            scheme("", "", part),
            &[("a", "45"), ("b", "30")][..],
            &["代入 15＋30", "折算 过程 45 × 20 ÷ 60 ＝ 15"][..],
        ),
        (
            scheme("", drop, ""),
            &[("b", "30"), ("is_false", "否")],
            &["代入 30", "折算 其余各项 30 × 100 ÷ 40 ＝ 75"],
        ),
        (
            scheme("", "", limit),
            &[("a", "55"), ("b", "40"), ("is_false", "是")],
            &[
                "代入 55＋40",
                "限分 提供虚假数据的，总分不超过59分，由 95 分降为 59 分",
            ],
        ),
        (
            scheme("reviewer_deduction = true", "", ""),
            &[("a", "50"), ("b", "30"), ("deduct.a", "4.5")],
            &["代入 50＋30", "审核扣分 审核后总分 75.5 分"],
        ),
    ] {
        assert_eq!(explained(&scheme, cells), said);
    }
}

/// What a limit on the total or on a group takes is a loss of its own.
#[test]
fn what_a_limit_takes_is_told_among_the_losses() {
    let limited = scheme(
        "",
        "",
        r#"
[[limit]]
when = [{ item = "是否虚假", is = "是" }]
at_most = 59
because = "提供虚假数据的，总分不超过59分""#,
    );
    let filing = entries(&[("a", "60"), ("b", "35"), ("is_false", "是")]);
    let evaluation = evaluate(&limited, &filing);
    let losses = Explanations::new(&limited, &filing, &evaluation).losses();
    let told: Vec<(&str, &str, &str)> = losses
        .iter()
        .map(|loss| (loss.name.as_str(), loss.points.as_str(), loss.lost.as_str()))
        .collect();
    assert_eq!(told, [("乙", "35", "5"), ("总分限分", "59", "36")]);
    assert_eq!(losses[1].why, "提供虚假数据的，总分不超过59分");
}

/// Scores of parts that are scaled are not simply added up, and the total does not say so.
#[test]
fn a_total_of_scaled_parts_says_how_it_is_made() {
    let parts = scheme(
        "",
        "",
        r#"
[[part]]
name = "过程部分"
indicators = ["a"]
of = 60
counts = 50
[[part]]
name = "产出部分"
indicators = ["b"]
of = 40
counts = 50"#,
    );
    let filing = entries(&[("a", "54"), ("b", "32")]);
    let evaluation = evaluate(&parts, &filing);
    assert_eq!(total(&evaluation), "85");
    let made = Explanations::new(&parts, &filing, &evaluation).total();
    let steps: Vec<&str> = made.steps.iter().map(|step| step.text.as_str()).collect();
    assert_eq!(steps[..2], ["各部分得分折算后之和", "45＋40"]);
    assert!(!steps.contains(&"各项得分之和"), "{steps:?}");
}
