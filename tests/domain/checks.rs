//! Checks on the shipped forms, one line a case: what is typed, what must be said.

use ziping::domain::check::{CATALOGUE, Finding, name};
use ziping::domain::evaluate::evaluate;
use ziping::domain::filing::Entries;

use crate::seeds::shipped;

/// The findings of 渌口's filing with some cells typed anew.
fn found(cells: &[(&str, &str)]) -> Vec<Finding> {
    let (scheme, mut entries) = shipped::filing("lukou-2022");
    type_in(&mut entries, cells);
    evaluate(&scheme, &entries).findings
}

fn type_in(entries: &mut Entries, cells: &[(&str, &str)]) {
    for (code, typed) in cells {
        entries
            .cells
            .insert((*code).to_owned(), (*typed).to_owned());
    }
}

/// Whether the words stand in one finding of this check, weight and cell.
fn says(findings: &[Finding], wanted: [&str; 3], words: &[&str]) -> bool {
    let [check, severity, cell] = wanted;
    findings.iter().any(|finding| {
        finding.check == check
            && finding.severity.code() == severity
            && finding.cell == cell
            && words
                .iter()
                .all(|word| finding.message.contains(word) || finding.cure.contains(word))
    })
}

/// What is typed; the finding's code, severity and cell; words of its message.
type Case<'a> = (Vec<(&'a str, &'a str)>, [&'a str; 3], Vec<&'a str>);

#[test]
fn each_slip_is_named_at_its_cell() {
    let row = first_row();
    let cell = |column: &str| format!("ind.{row}.{column}");
    let (target, actual, weight, score) = (
        cell("target"),
        cell("actual"),
        cell("weight"),
        cell("score"),
    );
    let cases: Vec<Case<'_>> = vec![
        (
            vec![("total_initial", "485..88")],
            ["K14", "error", "total_initial"],
            vec!["485..88", "小数点"],
        ),
        (
            vec![("total_initial", "四百万")],
            ["K14", "error", "total_initial"],
            vec!["四百万"],
        ),
        (
            vec![("total_initial", "5人")],
            ["K15", "error", "total_initial"],
            vec!["人", "万元"],
        ),
        (
            vec![("total_initial", "")],
            ["K18", "error", "total_initial"],
            vec!["没有填写"],
        ),
        (
            vec![("goal_expected", "9月31日前完成。")],
            ["K16", "error", "goal_expected"],
            vec!["9月31日"],
        ),
        (
            vec![("basic_expenditure", "817.92")],
            ["K03", "error", "total_executed"],
            vec!["817.29", "0.63"],
        ),
        (
            vec![("basic_expenditure", "8172900")],
            ["K03", "error", "total_executed"],
            vec!["元、万元"],
        ),
        (
            vec![(&target, "2021年12月")],
            ["K16", "error", &target],
            vec!["2022", "2021"],
        ),
        (
            vec![(&actual, "14..52万件")],
            ["K14", "error", &actual],
            vec!["14..52"],
        ),
        (
            vec![(&actual, "14.52")],
            ["K15", "notice", &actual],
            vec!["万件"],
        ),
        (
            vec![(&actual, "14.52人")],
            ["K15", "warning", &actual],
            vec!["件", "人"],
        ),
        (
            vec![(&actual, "5万件")],
            ["K09", "warning", &score],
            vec!["2.5", "5 分"],
        ),
        (
            vec![(&weight, "6")],
            ["K10", "error", &weight],
            vec!["51", "50", "多1"],
        ),
        (
            vec![(&score, "7")],
            ["K10", "error", &score],
            vec!["7", "5"],
        ),
        (
            vec![(&score, "4")],
            ["K12", "warning", &score],
            vec!["已达到指标值", "少 1 分"],
        ),
        (vec![(&score, "五")], ["K14", "error", &score], vec!["五"]),
        (vec![(&score, "")], ["K18", "error", &score], vec!["得分"]),
        (
            vec![("execution_score", "9")],
            ["K09", "error", "execution_score"],
            vec!["9", "10"],
        ),
        (
            vec![("execution_rate", "99%")],
            ["K01", "error", "execution_rate"],
            vec!["99%", "100.00%"],
        ),
        (
            vec![("total", "95")],
            ["K10", "error", "total"],
            vec!["95", "96"],
        ),
    ];
    for (cells, wanted, words) in cases {
        let findings = found(&cells);
        assert!(
            says(&findings, wanted, &words),
            "{cells:?} must give {wanted:?} {words:?}: {findings:#?}"
        );
    }
}

/// The first row under 数量指标.
fn first_row() -> String {
    let (_, entries) = shipped::filing("lukou-2022");
    entries.rows("ind", "quantity")[0].to_owned()
}

#[test]
fn a_written_reason_answers_a_warning() {
    let findings = found(&[]);
    let warnings: Vec<&Finding> = findings
        .iter()
        .filter(|f| f.severity.code() == "warning")
        .collect();
    assert_eq!(warnings.len(), 10, "{warnings:#?}");
    assert!(warnings.iter().all(|warning| warning.blocks()));
    let reasons: Vec<String> = warnings
        .iter()
        .map(|warning| warning.reason_cell())
        .collect();
    let cells: Vec<(&str, &str)> = reasons
        .iter()
        .map(|code| (code.as_str(), "按服务对象反映适当扣分。"))
        .collect();
    let answered = found(&cells);
    assert_eq!(answered.len(), findings.len());
    assert!(answered.iter().all(|finding| !finding.blocks()));
}

#[test]
fn every_check_has_its_name() {
    for (number, words) in CATALOGUE {
        assert_eq!(name(number), words);
    }
    assert_eq!(name("K99"), "");
}
