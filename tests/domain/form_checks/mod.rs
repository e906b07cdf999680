//! Checks between figures of the forms and on indicator rows, on a scheme made for the purpose.

mod figures;
mod magnitude;
mod rows;

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
