//! K10 and K11: a result that is stated and not added up.

use super::subject::{Report, Subject};
use super::{Finding, Severity};
use crate::domain::formula::Unknown;
use crate::domain::scoring;

pub(super) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let Some(conclusion) = subject.scheme.conclusion else {
        return Vec::new();
    };
    let score = conclusion.score.filter(|slot| is_filled(subject, *slot));
    let grade = conclusion.grade.filter(|slot| is_filled(subject, *slot));
    let mut findings = Vec::new();
    match (score, grade) {
        (Some(score), grade) => {
            findings.extend(out_of_range(subject, score));
            findings.extend(grade.and_then(|grade| other_grade(subject, score, grade)));
            findings.push(without_points(
                subject,
                score,
                "得分是直接填写的，没有指标计分作依据。",
                "请附指标计分表，或者在报告中写明各项扣分。",
            ));
        }
        (None, Some(grade)) => findings.push(without_points(
            subject,
            grade,
            "只写了等级，没有得分，等级无从核对。",
            "请在报告中写明自评得分。",
        )),
        (None, None) => {}
    }
    findings
}

fn is_filled(subject: &Subject<'_>, slot: usize) -> bool {
    !subject.typed(slot).trim().is_empty()
}

fn out_of_range(subject: &Subject<'_>, score: usize) -> Option<Finding> {
    if subject.evaluation.total != Err(Unknown::OutOfRange) {
        return None;
    }
    let full = subject.scheme.head.full_marks.normalize();
    Some(subject.finding(Report {
        check: "K10",
        severity: Severity::Error,
        cell: subject.code(score).to_owned(),
        message: format!(
            "得分 {} 不在 0 至 {full} 之间。",
            subject.typed(score).trim()
        ),
        cure: "请核对得分。".to_owned(),
        related: Vec::new(),
    }))
}

fn other_grade(subject: &Subject<'_>, score: usize, grade: usize) -> Option<Finding> {
    let total = subject.evaluation.total.as_ref().ok()?;
    let right = scoring::grade(subject.scheme, total)?;
    let stated = subject.typed(grade).trim();
    if stated == right {
        return None;
    }
    Some(subject.finding(Report {
        check: "K10",
        severity: Severity::Error,
        cell: subject.code(grade).to_owned(),
        message: format!(
            "得分 {} 对应的等级是“{right}”，填的是“{stated}”。",
            subject.typed(score).trim()
        ),
        cure: format!("请核对得分；得分无误的，等级改为“{right}”。"),
        related: vec![subject.code(score).to_owned()],
    }))
}

fn without_points(subject: &Subject<'_>, cell: usize, message: &str, cure: &str) -> Finding {
    subject.finding(Report {
        check: "K11",
        severity: Severity::Notice,
        cell: subject.code(cell).to_owned(),
        message: message.to_owned(),
        cure: cure.to_owned(),
        related: Vec::new(),
    })
}
