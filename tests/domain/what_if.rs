//! Where points were lost, and what would earn more: no advice contradicts a score.

use ziping::domain::evaluate::evaluate;
use ziping::domain::explanation::{Explanations, Loss};
use ziping::domain::figure::points;
use ziping::domain::filing::Entries;
use ziping::domain::scheme::Scheme;

use crate::seeds::shipped;

fn losses(scheme: &Scheme, entries: &Entries) -> Vec<Loss> {
    let evaluation = evaluate(scheme, entries);
    Explanations::new(scheme, entries, &evaluation).losses()
}

/// A shipped filling with some cells changed.
fn changed(filing: &str, cells: &[(&str, &str)]) -> (Scheme, Entries) {
    let (scheme, mut entries) = shipped::filing(filing);
    for (cell, typed) in cells {
        entries
            .cells
            .insert((*cell).to_owned(), (*typed).to_owned());
    }
    (scheme, entries)
}

fn told(losses: &[Loss]) -> String {
    let lines: Vec<String> = losses
        .iter()
        .map(|loss| {
            let way = loss
                .way
                .as_ref()
                .map_or("—".to_owned(), ziping::domain::explanation::Way::sentence);
            format!(
                "{} {}/{} 失 {}：{}\n  {way}",
                loss.name, loss.points, loss.weight, loss.lost, loss.why
            )
        })
        .collect();
    lines.join("\n")
}

#[test]
fn of_the_published_filings() {
    let (scheme, entries) = shipped::filing("datonghu-2020");
    insta::assert_snapshot!("datonghu_losses", told(&losses(&scheme, &entries)));
    let (scheme, entries) = shipped::filing("lukou-2022");
    insta::assert_snapshot!("lukou_losses", told(&losses(&scheme, &entries)));
}

#[test]
fn every_kind_of_rule_names_its_nearest_threshold() {
    let (scheme, entries) = changed(
        "datonghu-2020",
        &[
            ("staff_in_post", "8"),
            ("three_public_budget", "25"),
            ("carry_over_balance", "150"),
            ("budget_adjustment", "20"),
            ("management_rules.item2", "不符合"),
            ("administrative_efficiency", "一般"),
        ],
    );
    insta::assert_snapshot!("datonghu_worse", told(&losses(&scheme, &entries)));
}

/// Types every advised figure and looks whether the score and the total are what was promised.
fn keeps_its_word(scheme: &Scheme, entries: &Entries) -> usize {
    let mut kept = 0;
    for loss in losses(scheme, entries) {
        let Some(way) = loss.way else { continue };
        let Some(input) = way.input else { continue };
        let mut better = entries.clone();
        better
            .cells
            .insert(input.cell.clone(), input.needed.clone());
        let promised = input.outcome;
        let evaluation = evaluate(scheme, &better);
        let index = scheme.indicator(&loss.cell).unwrap();
        let decimals = scheme.head.score_decimals;
        let scored = evaluation.scores[index].points.as_ref().unwrap();
        assert_eq!(points(scored, decimals), promised.points, "{}", loss.name);
        let total = evaluation
            .total
            .as_ref()
            .ok()
            .map(|it| points(it, decimals));
        assert_eq!(total, promised.total, "{}", loss.name);
        assert_eq!(evaluation.grade, promised.grade, "{}", loss.name);
        kept += 1;
    }
    kept
}

proptest::proptest! {
    #![proptest_config(crate::domain::cases(60))]

    /// Whatever the figures: what is promised is what is scored.
    #[test]
    fn no_advice_contradicts_a_score(
        staff in 1_u32..40,
        spent in 1_u32..4_000,
        budget in 1_u32..4_000,
        balance in 0_u32..70_000,
        added in 0_u32..60_000,
    ) {
        let cents = |number: u32| format!("{}.{:02}", number / 100, number % 100);
        let (scheme, entries) = changed("datonghu-2020", &[
            ("staff_in_post", &staff.to_string()),
            ("three_public_executed", &cents(spent)),
            ("three_public_budget", &cents(budget)),
            ("carry_over_balance", &cents(balance)),
            ("budget_adjustment", &cents(added)),
        ]);
        keeps_its_word(&scheme, &entries);
    }
}

#[test]
fn an_advised_figure_scores_what_was_promised() {
    let (scheme, entries) = changed(
        "datonghu-2020",
        &[("staff_in_post", "9"), ("carry_over_balance", "150")],
    );
    assert!(keeps_its_word(&scheme, &entries) >= 2);
}
