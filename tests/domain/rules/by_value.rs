//! Rules that look at a value: R2, R4 to R7, R12, R14, and what the scheme says about zero
//! denominators, missing inputs and negative values.

use super::{check, scheme, score};

#[test]
fn two_sided_deductions_lose_on_both_sides() {
    // 政府采购执行率: 100 % full, points off for every 5 % above or below.
    let rule = |counting: &str| {
        format!(
            r#"rule = {{ kind = "per_unit", value = "比率", base = "100%", direction = "both", step = "5%", minus = 2, counting = "{counting}" }}"#
        )
    };
    check(
        &rule("whole"),
        &[
            ("100", "10"),
            ("95.30", "10"),
            ("95", "8"),
            ("105", "8"),
            ("104.99", "10"),
            ("140", "0"),
            ("60", "0"),
        ],
    );
    check(
        &rule("started"),
        &[("95.30", "8"), ("104.99", "8"), ("110.01", "4")],
    );
}

#[test]
fn base_and_step_are_free() {
    // 预算调整率: 0.1 off for every 0.1 point above 5 % in absolute value.
    let rule = r#"negative = "absolute"
rule = { kind = "per_unit", value = "比率", base = "5%", direction = "above", step = "0.1%", minus = "0.1", counting = "whole" }"#;
    check(
        rule,
        &[
            ("5", "10"),
            ("-5", "10"),
            ("5.09", "10"),
            ("5.1", "9.9"),
            ("-7.35", "7.7"),
            ("30", "0"),
        ],
    );
}

#[test]
fn the_readings_of_an_ambiguous_step_are_settings() {
    // 每低于5%扣2分 at 96.60 % and 97.46 %: 5 of 5 as published fits whole steps only.
    let points = |counting: &str, x: &str| {
        let scheme = scheme(&format!(
            r#"rule = {{ kind = "per_unit", value = "比率", base = "100%", direction = "below", step = "5%", minus = 4, counting = "{counting}" }}"#
        ));
        score(&scheme, &[("x", x)])
    };
    assert_eq!(
        ["whole", "started", "pro_rata"].map(|c| points(c, "96.60")),
        ["10", "6", "7.28"]
    );
    assert_eq!(
        ["whole", "started", "pro_rata"].map(|c| points(c, "97.46")),
        ["10", "6", "7.97"]
    );
    // The exact rate decides: 100.4 % shows as 100 % and still has begun a step.
    let above = r#"rule = { kind = "per_unit", value = "比率", base = "100%", direction = "above", step = "1%", minus = 1, counting = "started" }"#;
    check(
        above,
        &[("100", "10"), ("100.4", "9"), ("101", "9"), ("101.01", "8")],
    );
}

#[test]
fn seven_bands_of_a_completion_rate() {
    let bands = r#"
[indicator.rule]
kind = "bands"
value = "比率"
bands = [
  { at_least = "100%", score = 10 },
  { at_least = "95%", below = "100%", score = 9 },
  { at_least = "90%", below = "95%", score = 8 },
  { at_least = "85%", below = "90%", score = 7 },
  { at_least = "80%", below = "85%", score = 6 },
  { at_least = "70%", below = "80%", score = 4 },
  { below = "70%", score = 0 },
]"#;
    check(
        bands,
        &[
            ("100", "10"),
            ("99.999", "9"),
            ("95", "9"),
            ("94.99", "8"),
            ("70", "4"),
            ("69.99", "0"),
        ],
    );
}

#[test]
fn proportion_knows_a_target_a_least_and_a_cap() {
    let rule = r#"rule = { kind = "proportional", value = "比率", target = "95%", at_least = "60%", cap = 9 }"#;
    check(
        rule,
        &[
            ("95", "9"),
            ("76", "8"),
            ("60", "6.32"),
            ("59.99", "0"),
            ("200", "9"),
            ("-1", "0"),
        ],
    );
    // Against a target below zero a fall of 20 % is two thirds of a fall of 30 %.
    let falling = r#"rule = { kind = "proportional", value = "比率", target = "-30%" }"#;
    check(
        falling,
        &[("-30", "10"), ("-20", "6.67"), ("-45", "10"), ("5", "0")],
    );
}

#[test]
fn down_by_ratio_and_down_in_a_line() {
    check(
        r#"rule = { kind = "inverse", value = "比率" }"#,
        &[
            ("100", "10"),
            ("85.71", "10"),
            ("125", "8"),
            ("200", "5"),
            ("0", "10"),
            ("-3", "10"),
        ],
    );
    check(
        r#"rule = { kind = "inverse", value = "比率", target = "0" }"#,
        &[("0", "10"), ("-3", "10"), ("1", "0")],
    );
    check(
        r#"rule = { kind = "linear", value = "比率" }"#,
        &[
            ("100", "10"),
            ("60", "10"),
            ("125", "7.5"),
            ("150", "5"),
            ("200", "0"),
            ("300", "0"),
        ],
    );
    check(
        r#"rule = { kind = "linear", value = "比率", target = "50%", zero_at = "1.5×50%" }"#,
        &[("50", "10"), ("62.5", "5"), ("75", "0")],
    );
    // A line may rise: nothing at 60 %, full at 100 %.
    check(
        r#"rule = { kind = "linear", value = "比率", zero_at = "60%" }"#,
        &[
            ("60", "0"),
            ("80", "5"),
            ("100", "10"),
            ("120", "10"),
            ("20", "0"),
        ],
    );
    // Twice nothing is nothing: only what stays at zero counts.
    check(
        r#"rule = { kind = "linear", value = "比率", target = "0" }"#,
        &[("0", "10"), ("0.01", "0"), ("-1", "10")],
    );
}

#[test]
fn equality_is_met_or_missed_as_the_scheme_says() {
    let rule = |target: &str, otherwise: &str| {
        format!(
            r#"rule = {{ kind = "equal", value = "比率", target = "{target}", otherwise = "{otherwise}" }}"#
        )
    };
    check(
        &rule("80%", "no_points"),
        &[("80", "10"), ("80.01", "0"), ("79", "0")],
    );
    check(
        &rule("80%", "proportional"),
        &[("80", "10"), ("40", "5"), ("160", "5"), ("-80", "0")],
    );
    check(
        &rule("80%", "proportional_below"),
        &[("80", "10"), ("40", "5"), ("160", "10")],
    );
    for otherwise in ["no_points", "proportional"] {
        check(
            &rule("0", otherwise),
            &[("0", "10"), ("5", "0"), ("-5", "0")],
        );
    }
    check(
        &rule("0", "proportional_below"),
        &[("0", "10"), ("5", "0"), ("-5", "10")],
    );
}

#[test]
fn an_outside_score_is_converted_by_its_own_maximum() {
    check(
        r#"rule = { kind = "converted", value = "比率×100", of = "120" }"#,
        &[("120", "10"), ("96", "8"), ("150", "10"), ("", "?")],
    );
}

#[test]
fn one_of_two_counts() {
    // 结转结余率 (target 9 %) or its change (target −30 %), 二者择一.
    let rule = |choose: &str, when: [&str; 2]| {
        format!(
            r#"
[indicator.rule]
kind = "one_of"
choose = "{choose}"
[[indicator.rule.options]]
name = "结转结余率"
{}
rule = {{ kind = "inverse", value = "比率", target = "9%" }}
[[indicator.rule.options]]
name = "结转结余变动率"
{}
rule = {{ kind = "proportional", value = "另一比率", target = "-30%" }}"#,
            when[0], when[1]
        )
    };
    let better = scheme(&rule("better", ["", ""]));
    let points = |scheme, x, y| score(scheme, &[("x", x), ("y", y)]);
    assert_eq!(points(&better, "18", "-30"), "10");
    assert_eq!(points(&better, "9", "10"), "10");
    assert_eq!(points(&better, "18", "-3"), "5");
    assert_eq!(points(&better, "18", ""), "?");
    let known = scheme(&rule("better_known", ["", ""]));
    assert_eq!(points(&known, "18", ""), "5");
    assert_eq!(points(&known, "", ""), "?");
    let chosen = scheme(&rule(
        "answer",
        [
            r#"when = { item = "有无项目", is = "有" }"#,
            r#"when = { item = "有无项目", is = "无" }"#,
        ],
    ));
    let answered = |answer| {
        score(
            &chosen,
            &[("x", "18"), ("y", "-30"), ("has_project", answer)],
        )
    };
    assert_eq!(
        [answered("有"), answered("无"), answered("")],
        ["5", "10", "?"]
    );
}

#[test]
fn nothing_undecided_is_decided_by_accident() {
    let by = |setting: &str, value: &str| {
        let rule = r#"rule = { kind = "proportional", value = "VALUE" }"#.replace("VALUE", value);
        scheme(&format!("{setting}\n{rule}"))
    };
    let zero = [("x", "0")];
    for (setting, wanted) in [
        ("", "?"),
        (r#"zero_denominator = "full_marks""#, "10"),
        (r#"zero_denominator = "no_points""#, "0"),
        (r#"zero_denominator = "dropped""#, "?"),
    ] {
        assert_eq!(score(&by(setting, "1/比率"), &zero), wanted, "{setting}");
    }
    for (setting, wanted) in [
        ("", "?"),
        (r#"missing = "full_marks""#, "10"),
        (r#"missing = "no_points""#, "0"),
        (r#"missing = "dropped""#, "?"),
    ] {
        assert_eq!(score(&by(setting, "比率"), &[]), wanted, "{setting}");
        // What cannot be read is never taken for what is not there.
        assert_eq!(
            score(&by(setting, "比率"), &[("x", "若干")]),
            "?",
            "{setting}"
        );
    }
    let bands = r#"
rule = { kind = "bands", value = "比率", bands = [{ exactly = "0", score = 10 }, { above = "0", at_most = "10%", score = 8 }, { above = "10%", score = 0 }] }"#;
    for (negative, wanted) in [
        ("as_is", "0"),
        ("absolute", "8"),
        ("zero", "10"),
        ("full_marks", "10"),
    ] {
        let scheme = scheme(&format!("negative = \"{negative}\"{bands}"));
        assert_eq!(score(&scheme, &[("x", "-10")]), wanted, "{negative}");
    }
}
