//! K12 figures that moved far since last year, K15 amounts that are ten thousand times last year's.

use super::magnitude::in_other_unit;
use super::subject::{Report, Subject};
use super::{Finding, Severity};
use crate::domain::last_year::{LastYear, Line, TEN_THOUSAND_TIMES};

pub(super) fn check(subject: &Subject<'_>, last_year: &LastYear<'_>) -> Vec<Finding> {
    let comparison = last_year.comparison(subject.entries, subject.evaluation);
    let severity = subject.scheme.carry_over.severity;
    let typed = comparison.big.iter().filter(|line| line.is_typed);
    typed
        .filter_map(|line| {
            if line.is_unit_slip {
                return unit_slip(subject, line);
            }
            moved(subject, line, severity?)
        })
        .collect()
}

fn unit_slip(subject: &Subject<'_>, line: &Line) -> Option<Finding> {
    let (this, last) = (line.this.as_ref()?, line.last.as_ref()?);
    let unit = &line.unit;
    let has_grown = line
        .change
        .as_ref()
        .is_some_and(|change| change.starts_with('+'));
    let repair = in_other_unit(subject, &line.code, has_grown);
    let finding = subject.finding(Report {
        check: "K15",
        severity: Severity::Warning,
        cell: line.code.clone(),
        message: format!(
            "“{}”本年填 {this} {unit}，上年是 {last} {unit}，相差约 {TEN_THOUSAND_TIMES} 倍。",
            line.label
        ),
        cure: "请核对是否把元和万元填混了；确实如此的，请说明理由。".to_owned(),
        related: Vec::new(),
    });
    Some(Finding { repair, ..finding })
}

fn moved(subject: &Subject<'_>, line: &Line, severity: Severity) -> Option<Finding> {
    let (this, last) = (line.this.as_ref()?, line.last.as_ref()?);
    let (unit, change) = (&line.unit, line.change.as_ref()?);
    let share = line
        .share
        .as_ref()
        .map_or(String::new(), |share| format!("，变动 {share}"));
    Some(subject.finding(Report {
        check: "K12",
        severity,
        cell: line.code.clone(),
        message: format!(
            "“{}”本年 {this} {unit}，上年 {last} {unit}，增减 {change}{share}，应说明原因。",
            line.label
        ),
        cure: "请写明比上年增减的原因。".to_owned(),
        related: Vec::new(),
    }))
}
