//! The rows of indicator trees: what a missed target earns, who types the score, grades for words.

use ziping::domain::evaluate::{Evaluation, evaluate};
use ziping::domain::figure::points;
use ziping::domain::scheme::Scheme;
use ziping::domain::sheet::{Content, Part, Purpose, lay_out};

use super::{entries, evaluated};

/// A tree with one heading for each kind of target and the given rule for its rows.
fn scheme(rule: &str) -> Scheme {
    let text = format!(
        r#"
[scheme]
id = "rows"
version = 1
title = "指标表"
source = "指标表各行的计分"
publication_title = "{{agency}}"
amount_unit = "万元"
full_marks = 10
grades = [{{ name = "优", at_least = 9 }}, {{ name = "差", at_least = 0 }}]
[[row_rule]]
block = "ind"
{rule}
[[form]]
id = "f1"
annex = "附件1"
name = "表"
title = "表"
[[form.block]]
kind = "indicators"
id = "ind"
scored = true
level1 = [{{ name = "产出", weight = 10 }}]
level2 = [
    {{ code = "quantity", under = "产出", name = "数量" }},
    {{ code = "cost", under = "产出", name = "成本", lower_is_better = true }},
]
[[form.block]]
kind = "total"
label = "合计"
"#
    );
    Scheme::parse(&text).unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn row(scheme: &Scheme, heading: &str, target: &str, actual: &str, typed: &str) -> Evaluation {
    evaluated(
        scheme,
        &[
            (&format!("ind.{heading}.rows"), "r1"),
            ("ind.r1.name", "指标"),
            ("ind.r1.target", target),
            ("ind.r1.actual", actual),
            ("ind.r1.weight", "10"),
            ("ind.r1.score", typed),
            ("ind.r1.reason", "见说明"),
        ],
    )
}

fn score(evaluation: &Evaluation) -> String {
    evaluation.trees[0][0]
        .score
        .as_ref()
        .map_or("?".to_owned(), |score| points(score, 2))
}

#[test]
fn computed_rows_follow_the_sign_of_their_target() {
    let usual = scheme("quantitative = \"locked\"");
    let cases = [
        ("quantity", "≥95%", "98%", "10"),
        ("quantity", "≥80%", "60%", "7.5"),
        ("quantity", ">80%", "80%", "10"),
        ("quantity", "100件", "-5件", "0"),
        ("quantity", "0件", "5件", "10"),
        ("quantity", "≤80万元", "80万元", "10"),
        ("quantity", "≤80万元", "100万元", "7.5"),
        ("quantity", "<80万元", "160万元", "0"),
        ("cost", "80万元", "100万元", "7.5"),
        ("cost", "80万元", "-3万元", "10"),
        ("cost", "0万元", "3万元", "0"),
        ("cost", "0万元", "0万元", "10"),
    ];
    for (heading, target, actual, wanted) in cases {
        let evaluation = row(&usual, heading, target, actual, "");
        assert_eq!(score(&evaluation), wanted, "{heading} {target} {actual}");
    }
    let strict =
        scheme("quantitative = \"locked\"\nfloor = \"no_points\"\nceiling = \"no_points\"");
    assert_eq!(score(&row(&strict, "quantity", "≥80%", "79.9%", "")), "0");
    assert_eq!(score(&row(&strict, "cost", "80万元", "80.01万元", "")), "0");
    let inverse = scheme("quantitative = \"locked\"\nceiling = \"inverse\"");
    assert_eq!(score(&row(&inverse, "cost", "80万元", "100万元", "")), "8");
    let steep = scheme("quantitative = \"locked\"\nzero_at = \"1.5\"");
    assert_eq!(score(&row(&steep, "cost", "80万元", "100万元", "")), "5");
}

#[test]
fn a_score_is_typed_suggested_or_locked() {
    let with = |mode: &str, typed: &str| {
        row(
            &scheme(&format!("quantitative = \"{mode}\"")),
            "quantity",
            "≥80%",
            "60%",
            typed,
        )
    };
    let found = |evaluation: &Evaluation| -> Vec<String> {
        let all = evaluation.findings.iter();
        all.map(|f| format!("{} {}", f.check, f.severity.code()))
            .collect()
    };
    for (mode, typed, wanted, findings) in [
        ("checked", "", "?", vec!["K18 error"]),
        ("checked", "9", "9", vec!["K09 warning"]),
        ("checked", "7", "7", vec![]),
        ("suggested", "", "7.5", vec![]),
        ("suggested", "7", "7", vec![]),
        ("suggested", "9", "9", vec!["K09 warning"]),
        ("locked", "", "7.5", vec![]),
        ("locked", "7", "7.5", vec!["K09 error"]),
    ] {
        let evaluation = with(mode, typed);
        assert_eq!(score(&evaluation), wanted, "{mode} {typed}");
        assert_eq!(found(&evaluation), findings, "{mode} {typed}");
    }
}

#[test]
fn words_are_scored_inside_the_grade_they_name() {
    let graded = scheme(
        r#"qualitative = "checked"
grades = [
    { name = "达成年度指标", at_least = "80%" },
    { name = "部分达成年度指标", at_least = "60%" },
    { name = "未达成年度指标", at_least = "0" },
]"#,
    );
    let cases = [
        ("达成年度指标", "10", true),
        ("达成年度指标", "7.9", false),
        ("部分达成年度指标，并具有一定效果", "7.9", true),
        ("部分达成年度指标，并具有一定效果", "8", false),
        ("未达成年度指标且效果较差", "5.9", true),
        ("未达成年度指标且效果较差", "6", false),
        ("持续提升", "3", true),
    ];
    for (actual, typed, is_fine) in cases {
        let findings = row(&graded, "quantity", "持续提升服务水平", actual, typed).findings;
        let is_outside = findings
            .iter()
            .any(|f| f.check == "K09" && f.severity.code() == "error");
        assert_eq!(!is_outside, is_fine, "{actual} {typed}: {findings:#?}");
    }
}

/// A score that only the system gives has no input; one that was typed elsewhere can be taken out.
#[test]
fn a_locked_score_has_no_input_on_the_form() {
    for (scoring, typed, has_input) in [
        ("locked", "", false),
        ("locked", "7", true),
        ("suggested", "", true),
        ("checked", "", true),
    ] {
        let scheme = scheme(&format!("quantitative = \"{scoring}\""));
        let filing = entries(&[
            ("ind.quantity.rows", "r1"),
            ("ind.r1.name", "指标"),
            ("ind.r1.target", "100次"),
            ("ind.r1.actual", "80次"),
            ("ind.r1.weight", "10"),
            ("ind.r1.score", typed),
        ]);
        let evaluation = evaluate(&scheme, &filing);
        let sheet = lay_out(&scheme, "f1", &filing, &evaluation, Purpose::Entry).unwrap();
        let tables = sheet.parts.iter().filter_map(|part| match part {
            Part::Table(table) => Some(table),
            _ => None,
        });
        let cells = tables
            .flat_map(|table| &table.rows)
            .flat_map(|row| &row.cells);
        let inputs: Vec<bool> = cells
            .filter_map(|cell| match &cell.content {
                Content::Field(field) if field.code == "ind.r1.score" => Some(true),
                Content::Result(result) if result.code == "ind.r1.score" => {
                    assert_eq!(result.shown, "8");
                    Some(result.by_hand.is_some())
                }
                _ => None,
            })
            .collect();
        assert_eq!(inputs, [has_input], "{scoring} {typed}");
    }
}
