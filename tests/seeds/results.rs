//! The published documents, evaluated: every expected figure, every finding that must be there,
//! none that must not.

use ziping::domain::check::{Finding, Severity};
use ziping::domain::evaluate::{Evaluation, evaluate};
use ziping::domain::figure::{fixed, percent, points};
use ziping::domain::filing::Entries;
use ziping::domain::scheme::Scheme;

use super::shipped::{self, MustFind, MustNotFind};

fn shown(scheme: &Scheme, evaluation: &Evaluation, code: &str) -> String {
    let slot = scheme.slot(code).unwrap();
    let (definition, value) = (&scheme.slots[slot], &evaluation.values[slot].exact);
    match value {
        Ok(exact) if definition.unit == "%" => percent(exact, definition.decimals),
        Ok(exact) => fixed(exact, definition.decimals),
        Err(unknown) => format!("{unknown:?}"),
    }
}

fn is_found(wanted: &MustFind, finding: &Finding) -> bool {
    finding.check == wanted.check
        && finding.cell == wanted.cell
        && wanted
            .severity
            .as_ref()
            .is_none_or(|severity| finding.severity.code() == severity)
        && wanted
            .words
            .iter()
            .all(|word| finding.message.contains(word) || finding.cure.contains(word))
}

fn is_barred(barred: &MustNotFind, finding: &Finding) -> bool {
    barred.check.as_ref().is_none_or(|c| finding.check == c)
        && barred.cell.as_ref().is_none_or(|c| finding.cell == *c)
        && barred
            .severity
            .as_ref()
            .is_none_or(|severity| finding.severity.code() == severity)
}

#[test]
fn the_documents_come_to_their_figures() {
    let mut faults = Vec::new();
    for (file, case) in shipped::cases() {
        let (scheme, entries) = shipped::published(&case);
        let evaluation = evaluate(&scheme, &entries);
        let mut compare = |what: &str, found: String, wanted: &str| {
            if found != wanted {
                faults.push(format!("{file}: {what}: {found}, expected {wanted}"));
            }
        };
        for (code, wanted) in &case.expected.shown {
            compare(code, shown(&scheme, &evaluation, code), wanted);
        }
        for (code, wanted) in &case.expected.scores {
            let score = &evaluation.scores[scheme.indicator(code).unwrap()].points;
            let found = score
                .as_ref()
                .map_or_else(|why| format!("{why:?}"), |score| points(score, 2));
            compare(code, found, wanted);
        }
        let total = evaluation
            .total
            .as_ref()
            .map_or_else(|_| "unknown".to_owned(), |total| points(total, 2));
        compare("total", total, &case.expected.total);
        let grade = evaluation.grade.clone().unwrap_or_default();
        compare("grade", grade, &case.expected.grade);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_documents_show_their_faults_and_no_others() {
    let mut faults = Vec::new();
    for (file, case) in shipped::cases() {
        let (scheme, entries) = shipped::published(&case);
        let findings = evaluate(&scheme, &entries).findings;
        for wanted in &case.must_find {
            if !findings.iter().any(|finding| is_found(wanted, finding)) {
                faults.push(format!("{file}: not found: {wanted:?}"));
            }
        }
        for finding in &findings {
            if case.must_not_find.iter().any(|bar| is_barred(bar, finding)) {
                let Finding {
                    check,
                    cell,
                    message,
                    ..
                } = finding;
                faults.push(format!("{file}: wrongly found: {check} {cell} {message}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn an_empty_filing_is_only_incomplete() {
    for (_, scheme) in shipped::schemes() {
        let scheme = shipped::compiled(&scheme.scheme.id);
        let evaluation = evaluate(&scheme, &Entries::new(2020, "甲县政务服务中心"));
        let others: Vec<_> = evaluation
            .findings
            .iter()
            .filter(|finding| !["K11", "K18"].contains(&finding.check))
            .collect();
        assert!(others.is_empty(), "{others:#?}");
        assert!(evaluation.total.is_err());
    }
}

/// Cells and their new texts.
type Changes = &'static [(&'static str, &'static str)];

/// What is changed in the 大通湖 filling, the indicator and the points it must then have.
const CHANGED: [(Changes, &str, &str); 8] = [
    (&[("budget_adjustment", "0")], "budget_control", "5"),
    (&[("budget_adjustment", "-20")], "budget_control", "5"),
    (&[("budget_adjustment", "14.903")], "budget_control", "4"),
    (&[("staff_in_post", "8")], "staffing_control", "4.2"),
    (
        &[("three_public_budget", "20.5")],
        "three_public_change",
        "6.4",
    ),
    (
        &[("carry_over_balance", "29.967")],
        "budget_completion",
        "3",
    ),
    (
        &[
            ("new_buildings", "是"),
            ("building_area_actual", "1060"),
            ("building_area_approved", "1000㎡"),
        ],
        "building_area_control",
        "3",
    ),
    (&[("satisfaction", "89.99%")], "public_satisfaction", "4"),
];

#[test]
fn the_rules_of_the_score_sheet_step_where_the_paper_says() {
    for (cells, indicator, wanted) in CHANGED {
        let cases = shipped::cases();
        let (_, case) = cases.iter().find(|(file, _)| file == "datonghu").unwrap();
        let (scheme, mut entries) = shipped::published(case);
        for (cell, text) in cells {
            entries.cells.insert((*cell).to_owned(), (*text).to_owned());
        }
        let evaluation = evaluate(&scheme, &entries);
        let score = &evaluation.scores[scheme.indicator(indicator).unwrap()].points;
        let found = score.as_ref().map(|score| points(score, 2)).ok();
        assert_eq!(found.as_deref(), Some(wanted), "{cells:?}");
    }
}

#[test]
fn a_document_put_right_can_be_submitted() {
    let mut faults = Vec::new();
    for (file, case) in shipped::cases() {
        let (scheme, entries) = shipped::mended(&case);
        let findings = evaluate(&scheme, &entries).findings;
        let errors = findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error);
        faults.extend(errors.map(|found| format!("{file}: {}: {}", found.cell, found.message)));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
