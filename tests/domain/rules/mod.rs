//! The scoring rules on a scheme made for the purpose: edges of every kind.

mod by_value;
mod explained;
mod given;
mod property;
mod rows;
mod total;

use ziping::domain::evaluate::{Evaluation, evaluate};
use ziping::domain::figure::points;
use ziping::domain::filing::Entries;
use ziping::domain::scheme::{Problem, Scheme};

/// A scheme with one percentage `x` and one indicator of 10 points with the given rule.
fn scheme(rule: &str) -> Scheme {
    scheme_with("", rule)
}

fn scheme_with(head: &str, rule: &str) -> Scheme {
    parsed(head, rule).unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn parsed(head: &str, rule: &str) -> Result<Scheme, Vec<Problem>> {
    let text = format!(
        r#"
[scheme]
id = "edges"
version = 1
title = "计分规则"
source = "规则类型的边界"
publication_title = "{{agency}}"
amount_unit = "万元"
full_marks = 10
{head}
grades = [{{ name = "优", at_least = 9 }}, {{ name = "差", at_least = 0 }}]
[[item]]
code = "x"
name = "比率"
kind = "percent"
[[item]]
code = "y"
name = "另一比率"
kind = "percent"
[[item]]
code = "has_project"
name = "有无项目"
kind = "yes_no"
[[indicator]]
code = "score"
level1 = "过程"
level2 = "执行"
name = "指标"
weight = 10
{rule}
[[form]]
id = "f1"
annex = "附件1"
name = "表"
title = "表"
[[form.block]]
kind = "grid"
columns = ["比率", "另一比率", "有无项目"]
rows = [{{ cells = ["x", "y", "has_project"] }}]
[[form.block]]
kind = "score_sheet"
[[form.block]]
kind = "total"
label = "合计"
"#
    );
    Scheme::parse(&text)
}

fn evaluated(scheme: &Scheme, cells: &[(&str, &str)]) -> Evaluation {
    evaluate(scheme, &entries(cells))
}

fn entries(cells: &[(&str, &str)]) -> Entries {
    let mut entries = Entries::new(2022, "甲县某局");
    for (code, typed) in cells {
        entries
            .cells
            .insert((*code).to_owned(), (*typed).to_owned());
    }
    entries
}

/// The score as displayed, or `?`.
fn score(scheme: &Scheme, cells: &[(&str, &str)]) -> String {
    let evaluation = evaluated(scheme, cells);
    evaluation.scores[0]
        .points
        .as_ref()
        .map_or("?".to_owned(), |score| points(score, 2))
}

fn check(rule: &str, cases: &[(&str, &str)]) {
    let scheme = scheme(rule);
    for (x, expected) in cases {
        assert_eq!(
            score(&scheme, &[("x", x)]),
            *expected,
            "x = {x} under {rule}"
        );
    }
}

fn per_unit(direction: &str, counting: &str) -> String {
    format!(
        r#"rule = {{ kind = "per_unit", value = "比率", base = "100%", direction = "{direction}", step = "5%", minus = 2, counting = "{counting}" }}"#
    )
}

#[test]
fn steps_are_counted_whole_started_or_pro_rata() {
    check(
        &per_unit("below", "whole"),
        &[
            ("100", "10"),
            ("120", "10"),
            ("95.01", "10"),
            ("95", "8"),
            ("90.1", "8"),
            ("75", "0"),
            ("10", "0"),
            ("", "?"),
        ],
    );
    check(
        &per_unit("below", "started"),
        &[("100", "10"), ("99.99", "8"), ("95", "8"), ("94.99", "6")],
    );
    check(
        &per_unit("below", "pro_rata"),
        &[("100", "10"), ("96.6", "8.64"), ("97.46", "8.98")],
    );
    check(
        &per_unit("above", "whole"),
        &[
            ("100", "10"),
            ("50", "10"),
            ("104.99", "10"),
            ("105", "8"),
            ("298.57", "0"),
        ],
    );
}

#[test]
fn bands_know_their_open_and_closed_ends() {
    let bands = r#"
[indicator.rule]
kind = "bands"
value = "比率"
bands = [
  { exactly = "0", score = 10 },
  { above = "0", at_most = "10%", score = 8 },
  { above = "10%", at_most = "20%", score = 6 },
  { at_least = "50%", below = "60%", score = 4 },
]"#;
    check(
        bands,
        &[
            ("0", "10"),
            ("0.01", "8"),
            ("10", "8"),
            ("10.000001", "6"),
            ("20", "6"),
            ("20.01", "0"),
            ("50", "4"),
            ("60", "0"),
            ("-1", "0"),
        ],
    );
}

#[test]
fn proportional_scores_stay_within_the_weight() {
    check(
        r#"rule = { kind = "proportional", value = "比率" }"#,
        &[
            ("100", "10"),
            ("133", "10"),
            ("66.666", "6.67"),
            ("0", "0"),
            ("-5", "0"),
            ("一半", "?"),
        ],
    );
}

#[test]
fn a_checklist_waits_for_every_answer() {
    let scheme = scheme(r#"rule = { kind = "checklist", items = ["①制度", "②执行"], minus = 6 }"#);
    assert_eq!(score(&scheme, &[("score.item1", "符合")]), "?");
    assert_eq!(
        score(&scheme, &[("score.item1", "符合"), ("score.item2", "符合")]),
        "10"
    );
    assert_eq!(
        score(
            &scheme,
            &[("score.item1", "符合"), ("score.item2", "不符合")]
        ),
        "4"
    );
    assert_eq!(
        score(
            &scheme,
            &[("score.item1", "不符合"), ("score.item2", "不符合")]
        ),
        "0"
    );
    assert_eq!(
        score(
            &scheme,
            &[("score.item1", "也许"), ("score.item2", "不符合")]
        ),
        "?"
    );
}

#[test]
fn grades_and_judgements_take_only_what_they_offer() {
    let graded = scheme(
        r#"rule = { kind = "graded", grades = [{ name = "较好", score = 10 }, { name = "一般", score = 5 }] }"#,
    );
    assert_eq!(score(&graded, &[("score", "一般")]), "5");
    assert_eq!(score(&graded, &[("score", "极好")]), "?");
    let manual = scheme(r#"rule = { kind = "manual" }"#);
    assert_eq!(score(&manual, &[("score", "9.5")]), "9.5");
    assert_eq!(score(&manual, &[("score", "10.01")]), "?");
    assert_eq!(score(&manual, &[("score", "-1")]), "?");
    let findings = evaluated(&manual, &[("score", "12")]).findings;
    assert!(
        findings
            .iter()
            .any(|f| f.check == "K10" && f.message.contains("12")),
        "{findings:?}"
    );
}

#[test]
fn not_applicable_counts_full_and_zero_denominators_do_as_the_scheme_says() {
    let rule = r#"full_marks_when = { item = "有无项目", is = "否" }
rule = { kind = "proportional", value = "比率" }"#;
    let scheme_one = scheme(rule);
    assert_eq!(score(&scheme_one, &[("has_project", "否")]), "10");
    assert_eq!(score(&scheme_one, &[("has_project", "是")]), "?");
    let by_zero = r#"rule = { kind = "proportional", value = "1/比率" }"#;
    assert_eq!(score(&scheme(by_zero), &[("x", "0")]), "?");
    let full = format!("zero_denominator = \"full_marks\"\n{by_zero}");
    assert_eq!(score(&scheme(&full), &[("x", "0")]), "10");
}

#[test]
fn a_score_by_hand_never_replaces_what_can_be_computed() {
    let scheme = scheme("by_hand = true\nrule = { kind = \"proportional\", value = \"比率\" }");
    assert_eq!(score(&scheme, &[("score", "7")]), "7");
    assert_eq!(score(&scheme, &[("score", "7"), ("x", "50")]), "5");
    let traced = |cells: &[(&str, &str)]| -> Vec<String> {
        evaluated(&scheme, cells)
            .findings
            .iter()
            .map(|f| format!("{} {}", f.check, f.severity.code()))
            .collect()
    };
    assert_eq!(traced(&[("score", "7")]), ["K11 warning"]);
    assert_eq!(traced(&[("score", "7"), ("x", "50")]), ["K09 error"]);
    assert_eq!(traced(&[("x", "50")]), Vec::<String>::new());
    assert_eq!(traced(&[]), ["K11 error"]);
}

#[test]
fn the_total_is_unknown_while_a_score_is() {
    let scheme = scheme(r#"rule = { kind = "manual" }"#);
    let open = evaluated(&scheme, &[]);
    assert!(open.total.is_err() && open.grade.is_none());
    let done = evaluated(&scheme, &[("score", "9")]);
    assert_eq!(done.grade.as_deref(), Some("优"));
    assert_eq!(
        evaluated(&scheme, &[("score", "8.99")]).grade.as_deref(),
        Some("差")
    );
}

#[test]
fn a_faulty_scheme_names_all_its_faults() {
    let text = include_str!("../../../schemes/lukou-2022.toml")
        .replace(
            "formula = \"全年执行数/全年预算数\"",
            "formula = \"全年执行/全年预算数\"",
        )
        .replace("code = \"other_funds\"", "code = \"government_fund\"");
    let problems = Scheme::parse(&text).unwrap_err();
    let all: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(
        all.iter().any(|p| p.contains("没有名为“全年执行”的数据项")),
        "{all:?}"
    );
    assert!(all.iter().any(|p| p.contains("代码重复")), "{all:?}");
    assert!(Scheme::parse("[scheme]\nid = 3").is_err());
}
