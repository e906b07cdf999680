//! Every computed number says where it comes from.

use ziping::domain::evaluate::evaluate;
use ziping::domain::explanation::{DEEPEST, Explanations, LARGEST, StepKind};
use ziping::domain::filing::Entries;
use ziping::domain::scheme::Scheme;

use crate::seeds::shipped;

fn explained(filing: &str, codes: &[&str]) -> String {
    let (scheme, entries) = shipped::filing(filing);
    let evaluation = evaluate(&scheme, &entries);
    let explanations = Explanations::new(&scheme, &entries, &evaluation);
    let texts: Vec<String> = codes
        .iter()
        .map(|code| explanations.cell(code).unwrap().text())
        .collect();
    texts.join("\n\n")
}

#[test]
fn of_datonghu() {
    insta::assert_snapshot!(
        "datonghu_explained",
        explained(
            "datonghu-2020",
            &[
                "three_public_control_rate",
                "three_public_change_rate",
                "budget_adjustment_rate",
                "staffing_control",
                "budget_completion",
                "budget_control",
                "building_area_control",
                "operating_expense_control",
                "management_rules",
                "administrative_efficiency",
            ],
        )
    );
}

#[test]
fn of_lukou() {
    insta::assert_snapshot!(
        "lukou_explained",
        explained(
            "lukou-2022",
            &["execution_rate", "execution_score", "total"]
        )
    );
}

#[test]
fn of_nothing_yet_names_what_is_missing() {
    let (scheme, _) = shipped::filing("lukou-2022");
    let entries = Entries::new(2022, "乙区某局");
    let evaluation = evaluate(&scheme, &entries);
    let explanations = Explanations::new(&scheme, &entries, &evaluation);
    let text = explanations.cell("execution_rate").unwrap().text();
    assert!(text.contains("尚缺“全年执行数”、“全年预算数”"), "{text}");
    assert!(text.contains("全年执行数 未填"), "{text}");
    assert!(!text.contains("0.00"), "{text}");
}

/// The text, the JSON and the tree itself say the same, number for number.
#[test]
fn text_and_json_are_the_same_tree() {
    for filing in ["lukou-2022", "datonghu-2020"] {
        let (scheme, entries) = shipped::filing(filing);
        let evaluation = evaluate(&scheme, &entries);
        let explanations = Explanations::new(&scheme, &entries, &evaluation);
        for tree in explanations.all() {
            let text = tree.text();
            let json = serde_json::to_value(&*tree).unwrap();
            let mut said = Vec::new();
            strings(&json, &mut said);
            for words in said {
                assert!(text.contains(&words), "{words} is not in\n{text}");
            }
        }
    }
}

/// What a reader of the JSON sees, codes apart.
fn strings(json: &serde_json::Value, said: &mut Vec<String>) {
    match json {
        serde_json::Value::Object(object) => {
            let words = object
                .iter()
                .filter(|(key, _)| !["kind", "cell", "form", "step"].contains(&key.as_str()));
            // The scheme is named once, at the root of a text.
            if object.get("step").is_none_or(|step| step != "scheme") {
                words.for_each(|(_, value)| strings(value, said));
            }
        }
        serde_json::Value::Array(array) => array.iter().for_each(|value| strings(value, said)),
        serde_json::Value::String(text) => said.push(text.clone()),
        _ => {}
    }
}

#[test]
fn every_computed_cell_and_finding_has_a_tree_that_names_the_scheme() {
    for filing in ["lukou-2022", "datonghu-2020"] {
        let (scheme, mut entries) = shipped::filing(filing);
        entries
            .cells
            .insert("execution_rate".to_owned(), "12.3%".to_owned());
        let evaluation = evaluate(&scheme, &entries);
        let explanations = Explanations::new(&scheme, &entries, &evaluation);
        let findings = evaluation
            .findings
            .iter()
            .map(|it| explanations.finding(it).into());
        for tree in explanations.all().into_iter().chain(findings) {
            let source = tree.said(StepKind::Scheme).unwrap();
            assert!(source.contains(&scheme.key()), "{}", tree.name);
            assert!(
                !tree.name.is_empty() && !tree.result.is_empty(),
                "{tree:#?}"
            );
            assert!(tree.size() <= LARGEST && tree.height() <= DEEPEST);
        }
    }
}

/// 每低于5%扣2分 at 92%: one whole step, a second one begun.
#[test]
fn an_ambiguous_rule_shows_every_reading_with_its_points() {
    let (scheme, mut entries) = shipped::filing("datonghu-2020");
    // 599.34 available, 47.95 left over: 92.0%.
    entries
        .cells
        .insert("carry_over_balance".to_owned(), "47.95".to_owned());
    let readings = |entries: &Entries| {
        let evaluation = evaluate(&scheme, entries);
        let explanations = Explanations::new(&scheme, entries, &evaluation);
        let tree = explanations.cell("budget_completion").unwrap();
        tree.readings
            .iter()
            .map(ziping::domain::explanation::RuleReading::line)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        readings(&entries),
        [
            "不足一档的不计：3 分（本方案采用）",
            "不足一档的按一档计：1 分",
            "按比例计：1.8 分",
        ]
    );
    entries
        .cells
        .insert("carry_over_balance".to_owned(), "0".to_owned());
    assert_eq!(
        readings(&entries),
        Vec::<String>::new(),
        "nothing is disputed at 100%"
    );
}

/// A chain of a thousand formulas, each of which names the one before twice.
#[test]
fn a_tree_is_bounded_whatever_the_scheme() {
    let scheme = Scheme::parse(&chain(1_000)).unwrap();
    let mut entries = Entries::new(2022, "乙区某局");
    entries.cells.insert("a0".to_owned(), "1".to_owned());
    let evaluation = evaluate(&scheme, &entries);
    let explanations = Explanations::new(&scheme, &entries, &evaluation);
    let tree = explanations.cell("a1000").unwrap();
    assert!(tree.size() <= LARGEST && tree.height() <= DEEPEST);
    let text = tree.text();
    assert!(text.contains("（计算过程见“"), "{text}");
    assert!(text.lines().count() < LARGEST * 20);
}

fn chain(length: usize) -> String {
    use std::fmt::Write as _;
    let mut text = String::from(
        r#"
[scheme]
id = "chain"
version = 1
title = "链"
source = "样例"
publication_title = "{year}{agency}"
amount_unit = "万元"
full_marks = 100
grades = [{ name = "差", at_least = 0 }]

[[item]]
code = "a0"
name = "甲0甲"
kind = "amount"
"#,
    );
    let mut cells = vec!["\"a0\"".to_owned()];
    for at in 1..=length {
        write!(
            text,
            "\n[[computed]]\ncode = \"a{at}\"\nname = \"甲{at}甲\"\nformula = \"最大（甲{0}甲，甲{0}甲×1）\"\n",
            at - 1
        )
        .unwrap();
        cells.push(format!("\"a{at}\""));
    }
    let rows: Vec<String> = cells
        .iter()
        .map(|cell| format!("{{ cells = [{cell}] }}"))
        .collect();
    write!(
        text,
        "\n[[form]]\nid = \"f1\"\nannex = \"附件1\"\nname = \"表\"\ntitle = \"表\"\n\n[[form.block]]\nkind = \"grid\"\ncolumns = [\"数\"]\nrows = [{}]\n",
        rows.join(", ")
    )
    .unwrap();
    text
}
