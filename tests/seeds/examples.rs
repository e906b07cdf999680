//! The examples in the shipped schemes come out as they say.

use ziping::domain::example::{Trial, try_all};

use super::shipped;

fn differing(id: &str) -> Vec<Trial> {
    let (_, source) = shipped::schemes()
        .into_iter()
        .find(|(file, _)| file == id)
        .unwrap();
    let mut trials = try_all(&shipped::compiled(id), &source.examples);
    trials.retain(|trial| !trial.differences.is_empty());
    trials
}

#[test]
fn every_example_of_a_shipped_scheme_holds() {
    for (id, _) in shipped::schemes() {
        assert_eq!(differing(&id), Vec::new(), "{id}");
    }
}

/// What is changed in 大通湖's scheme, and the differences that its examples then show.
#[test]
fn a_changed_rule_is_noticed_by_the_examples() {
    for (written, changed, shown) in [
        (
            "minus = \"0.2\"",
            "minus = \"0.5\"",
            "在职人员控制率得分 staffing_control 6.8 6.5",
        ),
        (
            "counting = \"whole\"",
            "counting = \"started\"",
            "在职人员控制率得分 staffing_control 7 6.8",
        ),
        (
            "at_most = \"10%\"",
            "below = \"10%\"",
            "预算控制率得分 budget_control 4 0",
        ),
        (
            "{ below = \"0\", score = 5 },",
            "",
            "预算控制率得分 budget_control 5 0",
        ),
        (
            "formula = \"编制人数-在职人数\"",
            "formula = \"编制人数-在职人数-1\"",
            "编制与在职人数差额 staff_change 0 -1",
        ),
        (
            "total = \"全年预算总额\"",
            "total = \"年初预算总额\"",
            "审核结果 total_annual K03 total_annual 没有",
        ),
    ] {
        let text = shipped::text("datonghu-2020").replacen(written, changed, 1);
        let scheme = ziping::domain::scheme::Scheme::parse(&text).unwrap();
        let (_, source) = shipped::schemes().into_iter().next().unwrap();
        let trials = try_all(&scheme, &source.examples);
        let found: Vec<String> = trials
            .iter()
            .flat_map(|trial| &trial.differences)
            .map(|d| format!("{} {} {} {}", d.what, d.cell, d.expected, d.found))
            .collect();
        assert!(found.contains(&shown.to_owned()), "{changed}: {found:#?}");
    }
}
