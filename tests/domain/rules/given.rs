//! What a person answers or gives: R8 and R9 with requirements that do not apply, R11 grades with
//! intervals, score steps.

use super::{evaluated, scheme, score};

fn answered(scheme: &ziping::domain::scheme::Scheme, answers: &[&str]) -> String {
    let codes: Vec<String> = (1..=answers.len())
        .map(|n| format!("score.item{n}"))
        .collect();
    let cells: Vec<(&str, &str)> = codes
        .iter()
        .map(String::as_str)
        .zip(answers.iter().copied())
        .collect();
    score(scheme, &cells)
}

const YES: &str = "符合";
const NO: &str = "不符合";
const NA: &str = "不涉及";

#[test]
fn a_deduction_checklist_knows_what_does_not_apply() {
    let rule = |setting: &str| {
        scheme(&format!(
            r#"rule = {{ kind = "checklist", items = ["①", "②", "③", "④"], minus = 2 {setting} }}"#
        ))
    };
    let refused = rule("");
    assert_eq!(answered(&refused, &[YES, NO, YES, NA]), "?");
    let met = rule(r#", not_applicable = "met""#);
    assert_eq!(answered(&met, &[YES, NO, YES, NA]), "8");
    // One of two that apply weighs as much as two of four.
    let rescaled = rule(r#", not_applicable = "rescaled""#);
    assert_eq!(answered(&rescaled, &[YES, NO, NA, NA]), "6");
    assert_eq!(answered(&rescaled, &[NA, NA, NA, NA]), "10");
}

#[test]
fn an_award_checklist_adds_up_and_can_be_vetoed() {
    let rule = |setting: &str| {
        scheme(&format!(
            r#"
[indicator.rule]
kind = "award"
{setting}
items = [
  {{ text = "①依法开展", veto = true }},
  {{ text = "②有方案", points = 4 }},
  {{ text = "③有总结", points = 3 }},
  {{ text = "④有项目验收", points = 3 }},
]"#
        ))
    };
    let plain = rule("");
    assert_eq!(answered(&plain, &[YES, YES, NO, YES]), "7");
    assert_eq!(answered(&plain, &[NO, YES, YES, YES]), "0");
    assert_eq!(answered(&plain, &[YES, NO, NO, NO]), "0");
    assert_eq!(answered(&plain, &[YES, YES, YES]), "?");
    let met = rule(r#"not_applicable = "met""#);
    assert_eq!(answered(&met, &[YES, YES, NO, NA]), "7");
    let rescaled = rule(r#"not_applicable = "rescaled""#);
    assert_eq!(answered(&rescaled, &[YES, YES, NO, NA]), "5.71");
    assert_eq!(answered(&rescaled, &[YES, NA, NA, NA]), "10");
}

/// Grade, points and what comes of them.
type Judgement<'a> = (&'a str, &'a str, &'a str);

#[test]
fn points_stay_inside_the_grade_that_was_picked() {
    let rule = |middle: &str| {
        scheme(&format!(
            r#"
[indicator.rule]
kind = "judged"
grades = [
  {{ name = "达成", at_least = "80%" }},
  {{ name = "部分达成", at_least = "{middle}" }},
  {{ name = "未达成", at_least = "0" }},
]"#
        ))
    };
    let national: [Judgement<'_>; 11] = [
        ("达成", "10", "10"),
        ("达成", "8", "8"),
        ("达成", "7.99", "?"),
        ("部分达成", "8", "?"),
        ("部分达成", "7.99", "7.99"),
        ("部分达成", "6", "6"),
        ("部分达成", "5.99", "?"),
        ("未达成", "5.99", "5.99"),
        ("未达成", "0", "0"),
        ("未达成", "-1", "?"),
        ("", "9", "?"),
    ];
    for (grade, points, wanted) in national {
        let cells = [("score.grade", grade), ("score", points)];
        assert_eq!(score(&rule("60%"), &cells), wanted, "{grade} {points}");
    }
    // Hubei: 100–80, 80–50, 50–0.
    assert_eq!(
        score(&rule("50%"), &[("score.grade", "部分达成"), ("score", "5")]),
        "5"
    );
    let found = evaluated(&rule("60%"), &[("score.grade", "部分达成"), ("score", "9")]).findings;
    assert!(
        found.iter().any(|f| f.check == "K10"
            && f.severity.code() == "error"
            && f.message.contains("6（含）至 8（不含）分")),
        "{found:#?}"
    );
    let found = evaluated(&rule("60%"), &[("score", "9")]).findings;
    assert!(
        found
            .iter()
            .any(|f| f.check == "K18" && f.cell == "score.grade"),
        "{found:#?}"
    );
}

#[test]
fn scores_keep_to_the_steps_of_the_scheme() {
    let half = |rule: &str| super::scheme_with("score_step = \"0.5\"", rule);
    let computed = half(r#"rule = { kind = "proportional", value = "比率" }"#);
    for (x, wanted) in [
        ("97.46", "9.5"),
        ("97.5", "10"),
        ("92.49", "9"),
        ("92.5", "9.5"),
    ] {
        assert_eq!(score(&computed, &[("x", x)]), wanted, "{x}");
    }
    let whole = super::scheme_with(
        "score_decimals = 0",
        r#"rule = { kind = "proportional", value = "比率" }"#,
    );
    assert_eq!(score(&whole, &[("x", "74.9")]), "7");
    assert_eq!(score(&whole, &[("x", "75")]), "8");
    let manual = half(r#"rule = { kind = "manual" }"#);
    let found = evaluated(&manual, &[("score", "9.3")]).findings;
    assert!(
        found
            .iter()
            .any(|f| f.check == "K14" && f.message.contains("0.5")),
        "{found:#?}"
    );
    assert!(
        evaluated(&manual, &[("score", "9.5")])
            .findings
            .iter()
            .all(|f| f.check != "K14")
    );
}

#[test]
fn rules_that_cannot_be_are_refused() {
    let faulty = [
        (
            r#"rule = { kind = "award", items = [{ text = "①", points = 4 }] }"#,
            "应等于分值 10",
        ),
        (
            r#"rule = { kind = "judged", grades = [{ name = "好", at_least = "60%" }, { name = "差", at_least = "80%" }] }"#,
            "从高到低",
        ),
        (
            r#"rule = { kind = "judged", grades = [{ name = "好", at_least = "60%" }] }"#,
            "从 0 开始",
        ),
        (
            r#"rule = { kind = "one_of", choose = "better", options = [{ name = "甲", rule = { kind = "manual" } }, { name = "乙", rule = { kind = "manual" } }] }"#,
            "不是按数据计分",
        ),
        (
            r#"rule = { kind = "one_of", choose = "better", options = [{ name = "甲", rule = { kind = "inverse", value = "比率" } }] }"#,
            "至少要有两个选项",
        ),
        (
            r#"rule = { kind = "one_of", choose = "answer", options = [{ name = "甲", rule = { kind = "inverse", value = "比率" } }, { name = "乙", rule = { kind = "inverse", value = "比率" } }] }"#,
            "缺少 when",
        ),
        (
            r#"rule = { kind = "checklist", items = ["①"], minus = -2 }"#,
            "不应小于0",
        ),
        (
            r#"rule = { kind = "equal", value = "比率", target = "目标", otherwise = "no_points" }"#,
            "目标",
        ),
    ];
    for (rule, words) in faulty {
        let problems = super::parsed("", rule).unwrap_err();
        let all: Vec<String> = problems.iter().map(ToString::to_string).collect();
        assert!(
            all.iter().any(|problem| problem.contains(words)),
            "{rule}: {all:?}"
        );
    }
    let problems =
        super::parsed("score_step = \"0.3\"", r#"rule = { kind = "manual" }"#).unwrap_err();
    assert!(
        problems
            .iter()
            .any(|problem| problem.to_string().contains("整除")),
        "{problems:?}"
    );
}
