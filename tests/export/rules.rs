//! Every kind of rule as a formula: one indicator a rule, figures on, beside and beyond every step.

use std::sync::Arc;

use chrono::DateTime;
use ziping::domain::filing::Entries;
use ziping::domain::scheme::Scheme;
use ziping::export::{Kind, Snapshot};

use super::office::{Office, expect_same};
use super::{bytes, part};

/// Rules over 比率 and 另一比率 that become formulas.
const LIVE: [&str; 29] = [
    r#"rule = { kind = "per_unit", value = "比率", base = "100%", direction = "below", step = "5%", minus = 2, counting = "whole" }"#,
    r#"rule = { kind = "per_unit", value = "比率", base = "100%", direction = "below", step = "5%", minus = 2, counting = "started" }"#,
    r#"rule = { kind = "per_unit", value = "比率", base = "100%", direction = "below", step = "5%", minus = 2, counting = "pro_rata" }"#,
    r#"rule = { kind = "per_unit", value = "比率", base = "100%", direction = "above", step = "1%", minus = "0.3", counting = "whole" }"#,
    r#"rule = { kind = "per_unit", value = "比率", base = "100%", direction = "both", step = "5%", minus = 2, counting = "started" }"#,
    r#"rule = { kind = "bands", value = "比率", bands = [{ exactly = "0", score = 10 }, { above = "0", at_most = "10%", score = 8 }, { above = "10%", below = "30%", score = 5 }, { at_least = "95%", score = 3 }] }"#,
    r#"rule = { kind = "proportional", value = "比率", target = "95%", at_least = "60%", cap = 9 }"#,
    r#"rule = { kind = "proportional", value = "比率", target = "另一比率" }"#,
    r#"rule = { kind = "inverse", value = "比率" }"#,
    r#"rule = { kind = "inverse", value = "比率", target = "0" }"#,
    r#"rule = { kind = "linear", value = "比率" }"#,
    r#"rule = { kind = "linear", value = "比率", target = "50%", zero_at = "1.5×50%" }"#,
    r#"rule = { kind = "linear", value = "比率", zero_at = "60%" }"#,
    r#"rule = { kind = "linear", value = "比率", target = "0" }"#,
    r#"rule = { kind = "equal", value = "比率", target = "另一比率", otherwise = "no_points" }"#,
    r#"rule = { kind = "equal", value = "比率", target = "另一比率", otherwise = "proportional" }"#,
    r#"rule = { kind = "equal", value = "比率", target = "另一比率", otherwise = "proportional_below" }"#,
    r#"rule = { kind = "equal", value = "比率", target = "0", otherwise = "proportional_below" }"#,
    r#"rule = { kind = "converted", value = "比率×100", of = "120" }"#,
    r#"rule = { kind = "proportional", value = "最大（比率，另一比率）－最小（比率，绝对值（另一比率））" }"#,
    r#"negative = "absolute"
rule = { kind = "per_unit", value = "比率", base = "5%", direction = "above", step = "0.1%", minus = "0.1", counting = "whole" }"#,
    r#"negative = "zero"
rule = { kind = "bands", value = "比率", bands = [{ exactly = "0", score = 7 }, { above = "0", score = 4 }] }"#,
    r#"negative = "full_marks"
rule = { kind = "bands", value = "比率", bands = [{ exactly = "0", score = 7 }, { above = "0", score = 4 }] }"#,
    r#"missing = "full_marks"
rule = { kind = "proportional", value = "比率" }"#,
    r#"missing = "no_points"
rule = { kind = "proportional", value = "两者之比" }"#,
    r#"zero_denominator = "full_marks"
rule = { kind = "proportional", value = "两者之比" }"#,
    r#"zero_denominator = "no_points"
rule = { kind = "proportional", value = "比率/另一比率" }"#,
    r#"full_marks_when = { item = "有无项目", is = "否" }
rule = { kind = "inverse", value = "比率" }"#,
    r#"
[indicator.rule]
kind = "one_of"
choose = "better"
[[indicator.rule.options]]
name = "甲"
rule = { kind = "inverse", value = "比率", target = "9%" }
[[indicator.rule.options]]
name = "乙"
rule = { kind = "proportional", value = "另一比率", target = "30%" }"#,
];

/// Rules that no formula says.
const NOTED: [&str; 2] = [
    r#"rule = { kind = "checklist", items = ["有制度", "已公开"], minus = 5 }"#,
    r#"rule = { kind = "graded", grades = [{ name = "较好", score = 6 }, { name = "一般", score = 3 }] }"#,
];

fn scheme(rules: &[&str], more: &str) -> Scheme {
    let indicators: String = (1..)
        .zip(rules)
        .map(|(number, rule)| {
            format!(
                "[[indicator]]\ncode = \"s{number}\"\nlevel1 = \"过程\"\nlevel2 = \"执行\"\nname = \"指标{number}\"\nweight = 10\n{rule}\n"
            )
        })
        .collect();
    let full = rules.len() * 10;
    let text = format!(
        r#"
[scheme]
id = "rules"
version = 1
title = "计分规则"
source = "每种规则一个指标"
publication_title = "{{agency}}"
amount_unit = "万元"
score_decimals = 2
full_marks = {full}
grades = [{{ name = "优", at_least = {} }}, {{ name = "中", at_least = {} }}, {{ name = "差", at_least = 0 }}]
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
[[computed]]
code = "quotient"
name = "两者之比"
unit = "%"
formula = "比率/另一比率"
{indicators}
{more}
[[form]]
id = "f1"
annex = "附件1"
name = "表"
title = "表"
[[form.block]]
kind = "grid"
columns = ["比率", "另一比率", "两者之比", "有无项目"]
rows = [{{ cells = ["x", "y", "quotient", "has_project"] }}]
[[form.block]]
kind = "score_sheet"
[[form.block]]
kind = "total"
label = "合计"
"#,
        full / 2,
        full / 4
    );
    Scheme::parse(&text).unwrap_or_else(|problems| panic!("{problems:?}"))
}

fn filled(scheme: &Arc<Scheme>, [x, y, project]: [&str; 3]) -> Snapshot {
    let mut entries = Entries::new(2022, "甲县某局");
    for (code, text) in [("x", x), ("y", y), ("has_project", project)] {
        entries.cells.insert(code.to_owned(), text.to_owned());
    }
    Snapshot::of(Arc::clone(scheme), entries, DateTime::default())
}

const FIGURES: [[&str; 3]; 22] = [
    ["100", "100", "是"],
    ["100.4", "100", "否"],
    ["95", "95", "是"],
    ["94.99", "95", "是"],
    ["90", "30", ""],
    ["60", "-30", "是"],
    ["59.99", "0.01", "是"],
    ["5.1", "9", "是"],
    ["5", "5.0", "是"],
    ["10", "20", "是"],
    ["30", "10", "是"],
    ["0", "0", "是"],
    ["0", "50", "否"],
    ["50", "0", "是"],
    ["-7.35", "0", "是"],
    ["-10", "-10", "是"],
    ["-10", "-20", "是"],
    ["120", "115", "是"],
    ["75", "50", "是"],
    ["33.335", "66.67", "是"],
    ["", "50", "是"],
    ["98以上", "", "否"],
];

#[test]
fn every_kind_of_rule_recalculates_to_our_points() {
    let Some(office) = Office::open("rules") else {
        return;
    };
    let scheme = Arc::new(scheme(&LIVE, ""));
    let cases = FIGURES.iter().enumerate();
    let cases: Vec<_> = cases
        .map(|(at, figures)| (format!("rules-{at}"), filled(&scheme, *figures)))
        .collect();
    expect_same(&office, &cases);
}

#[test]
fn every_rule_over_values_is_a_formula() {
    let scheme = Arc::new(scheme(&LIVE, ""));
    let file = bytes(&filled(&scheme, FIGURES[0]), Kind::Workbook);
    let page = part(&file, "xl/worksheets/sheet1.xml");
    // The rate and the total besides.
    assert_eq!(page.matches("<f>").count(), LIVE.len() + 2);
}

#[test]
fn what_no_formula_says_is_a_value_with_a_note() {
    let limit =
        "[[limit]]\nwhen = [{ item = \"有无项目\", is = \"是\" }]\nat_most = 5\nbecause = \"甲\"";
    let scheme = Arc::new(scheme(&NOTED, limit));
    let file = bytes(&filled(&scheme, FIGURES[0]), Kind::Workbook);
    let page = part(&file, "xl/worksheets/sheet1.xml");
    assert_eq!(page.matches("<f>").count(), 1, "only the rate is one");
    let notes = part(&file, "xl/comments1.xml");
    assert_eq!(notes.matches("<comment ").count(), NOTED.len() + 1);
}
