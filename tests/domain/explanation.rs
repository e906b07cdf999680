//! Every computed number says where it comes from.

use ziping::domain::evaluate::evaluate;
use ziping::domain::explanation::{explain_indicator, explain_slot, explain_total};
use ziping::domain::filing::Entries;

use crate::seeds::shipped;

fn explained(filing: &str, codes: &[&str]) -> String {
    let (scheme, entries) = shipped::filing(filing);
    let evaluation = evaluate(&scheme, &entries);
    let mut texts: Vec<String> = codes
        .iter()
        .map(|code| match (scheme.slot(code), scheme.indicator(code)) {
            (Some(slot), _) => explain_slot(&scheme, &entries, &evaluation, slot).text(),
            (_, Some(index)) => explain_indicator(&scheme, &entries, &evaluation, index).text(),
            _ => panic!("{code} is computed"),
        })
        .collect();
    texts.push(explain_total(&scheme, &entries, &evaluation).text());
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
        explained("lukou-2022", &["execution_rate", "execution_score"])
    );
}

#[test]
fn of_nothing_yet_names_what_is_missing() {
    let (scheme, _) = shipped::filing("lukou-2022");
    let entries = Entries::new(2022, "乙区某局");
    let evaluation = evaluate(&scheme, &entries);
    let slot = scheme.slot("execution_rate").unwrap();
    let text = explain_slot(&scheme, &entries, &evaluation, slot).text();
    assert!(text.contains("尚缺“全年执行数”、“全年预算数”"), "{text}");
    assert!(!text.contains("0.00"), "{text}");
}
