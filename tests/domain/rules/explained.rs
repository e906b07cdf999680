//! Every kind of rule says what decided, and at which figure more would be given.

use proptest::prelude::*;
use ziping::domain::evaluate::evaluate;
use ziping::domain::explanation::{Explanations, StepKind};
use ziping::domain::figure::points;

use super::{entries, scheme};

/// Tier and way of the one indicator.
fn told(rule: &str, cells: &[(&str, &str)]) -> String {
    let scheme = scheme(rule);
    let entries = entries(cells);
    let evaluation = evaluate(&scheme, &entries);
    let explanations = Explanations::new(&scheme, &entries, &evaluation);
    let tree = explanations.score(0);
    let tier = tree.said(StepKind::Tier).unwrap_or("—").to_owned();
    let losses = explanations.losses();
    let way = losses.first().and_then(|loss| loss.way.as_ref());
    let way = way.map_or("—".to_owned(), ziping::domain::explanation::Way::sentence);
    format!("{}：{tier}\n  {way}", tree.result)
}

const VALUE_RULES: [&str; 11] = [
    r#"rule = { kind = "per_unit", value = "比率", base = "100%", direction = "both", step = "5%", minus = 2, counting = "whole" }"#,
    r#"rule = { kind = "per_unit", value = "比率", base = "100%", direction = "above", step = "5%", minus = 2, counting = "started" }"#,
    r#"rule = { kind = "per_unit", value = "比率", base = "100%", direction = "below", step = "5%", minus = 2, counting = "pro_rata" }"#,
    r#"negative = "absolute"
rule = { kind = "per_unit", value = "比率", base = "5%", direction = "above", step = "0.1%", minus = "0.1", counting = "whole" }"#,
    r#"rule = { kind = "bands", value = "比率", bands = [{ exactly = "0", score = 10 }, { above = "0", at_most = "10%", score = 8 }, { above = "10%", below = "20%", score = 5 }, { at_least = "20%", score = 0 }, { below = "0", score = 3 }] }"#,
    r#"rule = { kind = "proportional", value = "比率", target = "95%", at_least = "60%", cap = 9 }"#,
    r#"rule = { kind = "inverse", value = "比率", target = "80%" }"#,
    r#"rule = { kind = "linear", value = "比率", zero_at = "150%" }"#,
    r#"rule = { kind = "equal", value = "比率", target = "30%", otherwise = "proportional" }"#,
    r#"rule = { kind = "converted", value = "比率×100", of = "120" }"#,
    r#"rule = { kind = "one_of", choose = "better", options = [{ name = "甲率", rule = { kind = "inverse", value = "比率", target = "9%" } }, { name = "乙率", rule = { kind = "proportional", value = "另一比率" } }] }"#,
];

#[test]
fn rules_that_look_at_a_value() {
    let all: Vec<String> = VALUE_RULES
        .iter()
        .flat_map(|rule| ["112%", "57.5%", "-7.35%"].map(|x| told(rule, &[("x", x), ("y", "40%")])))
        .collect();
    insta::assert_snapshot!(all.join("\n"));
}

#[test]
fn rules_by_requirement_and_by_grade() {
    let award = r#"rule = { kind = "award", items = [{ text = "①制度健全；", points = 4 }, { text = "②执行有效。", points = 6, veto = true }], not_applicable = "rescaled" }"#;
    let judged = r#"rule = { kind = "judged", grades = [{ name = "达成", at_least = "80%" }, { name = "部分达成", at_least = "60%" }, { name = "未达成", at_least = "0" }] }"#;
    let graded = r#"rule = { kind = "graded", grades = [{ name = "较好", score = 10 }, { name = "一般", score = 5 }, { name = "差", score = 0 }] }"#;
    let cases: [(&str, &[(&str, &str)]); 5] = [
        (award, &[("score.item1", "不符合"), ("score.item2", "符合")]),
        (award, &[("score.item1", "符合"), ("score.item2", "不符合")]),
        (
            award,
            &[("score.item1", "不涉及"), ("score.item2", "不符合")],
        ),
        (judged, &[("score.grade", "部分达成"), ("score", "7")]),
        (graded, &[("score", "差")]),
    ];
    let all: Vec<String> = cases
        .iter()
        .map(|(rule, cells)| told(rule, cells))
        .collect();
    insta::assert_snapshot!(all.join("\n"));
}

#[test]
fn what_the_scheme_decides_without_figures_is_said() {
    for (rule, cells, said) in [
        (
            "missing = \"full_marks\"\nrule = { kind = \"inverse\", value = \"比率\" }",
            &[][..],
            "没有数据，按方案规定计满分",
        ),
        (
            "missing = \"no_points\"\nrule = { kind = \"inverse\", value = \"比率\" }",
            &[],
            "没有数据，按方案规定不得分",
        ),
        (
            "negative = \"full_marks\"\nrule = { kind = \"inverse\", value = \"比率\" }",
            &[("x", "-5%")],
            "数值为负，按方案规定计满分",
        ),
        (
            "full_marks_when = { item = \"有无项目\", is = \"否\" }\nrule = { kind = \"inverse\", value = \"比率\" }",
            &[("has_project", "否")],
            "答“否”，按满分计算",
        ),
    ] {
        let told = told(rule, cells);
        assert!(told.contains(said), "{rule}\n{told}");
    }
}

proptest! {
    #![proptest_config(crate::domain::cases(200))]

    /// Whatever the rule and the figure: what is promised is what is scored.
    #[test]
    fn a_promise_is_kept_by_every_rule(rule in 0_usize..11, x in -5_000_i32..20_000, y in 0_u32..15_000) {
        let scheme = scheme(VALUE_RULES[rule]);
        let sign = if x < 0 { "-" } else { "" };
        let typed = format!("{sign}{}.{:02}%", x.abs() / 100, x.abs() % 100);
        let mut entries = entries(&[("x", &typed), ("y", &format!("{}.{:02}%", y / 100, y % 100))]);
        let evaluation = evaluate(&scheme, &entries);
        let explanations = Explanations::new(&scheme, &entries, &evaluation);
        let losses = explanations.losses();
        let now = evaluation.scores[0].points.clone().unwrap();
        prop_assert_eq!(losses.len(), usize::from(now < scheme.indicators[0].weight));
        let way = losses.into_iter().find_map(|loss| loss.way);
        if let Some(input) = way.and_then(|way| way.input) {
            entries.cells.insert(input.cell, input.needed);
            let better = evaluate(&scheme, &entries);
            let scored = better.scores[0].points.clone().unwrap();
            prop_assert!(scored > now);
            prop_assert_eq!(points(&scored, 2), input.outcome.points);
        }
    }
}
