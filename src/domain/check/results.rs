//! What rows state as results: K13 one number where one was asked for, K23 results far above target.

use super::subject::{Report, Subject};
use super::{Finding, Severity};
use crate::domain::figure::{Comparator, Exact, Reading, fold, percent};
use crate::domain::filing::{Attainment, RowColumn, TreeRow};
use crate::domain::scheme::Tree;

pub(super) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (tree, row) in subject.rows() {
        findings.extend(no_number(subject, row));
        findings.extend(far_above(subject, tree, row));
    }
    findings
}

fn no_number(subject: &Subject<'_>, row: &TreeRow) -> Option<Finding> {
    let target = subject.entries.filled(&row.cell(RowColumn::Target))?;
    let actual = subject.entries.filled(&row.cell(RowColumn::Actual))?;
    let (what, cure) = what_instead(row, target, actual)?;
    Some(subject.finding(Report {
        check: "K13",
        severity: Severity::Warning,
        cell: row.cell(RowColumn::Actual),
        message: format!("“{}”指标值是“{target}”，完成值“{actual}”{what}。", row.name),
        cure: cure.to_owned(),
        related: vec![row.cell(RowColumn::Target)],
    }))
}

/// What stands where a number should; `None` where one does, or none was asked for.
fn what_instead(row: &TreeRow, target: &str, actual: &str) -> Option<(&'static str, &'static str)> {
    let is_asked = matches!(row.target, Reading::Number(_));
    match &row.actual {
        Reading::Number(quantity) if is_asked => match quantity.comparator {
            Comparator::Exactly | Comparator::About => None,
            _ => Some((
                "不是一个确定的数",
                "请填实际完成的数；只能估计的，请说明理由。",
            )),
        },
        Reading::Range(..) if is_asked => Some((
            "是一个范围，不是一个数",
            "请填实际完成的数；只能估计的，请说明理由。",
        )),
        Reading::Words if is_asked && !has_digit(actual) => Some((
            "不是一个数",
            "请按指标值的单位填实际完成的数；确实不能计量的，请说明理由。",
        )),
        Reading::Words if percentages(target) == 1 && percentages(actual) > 1 => Some((
            "写了几个百分数，没有说明哪一个是完成值",
            "请只填与指标值对应的一个数，其他情况写到说明里。",
        )),
        _ => None,
    }
}

fn has_digit(text: &str) -> bool {
    let is_number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十百千万亿两半".contains(c);
    fold(text).chars().any(is_number)
}

/// How many percentages a text states.
fn percentages(text: &str) -> usize {
    let folded = fold(text);
    let signs = folded.match_indices('%').filter(|(at, _)| {
        let before = folded.get(..*at).and_then(|before| before.chars().last());
        before.is_some_and(|c| c.is_ascii_digit())
    });
    signs.count()
}

/// A floor passed by so much that the target may have been set too low. A written reason answers it.
fn far_above(subject: &Subject<'_>, tree: &Tree, row: &TreeRow) -> Option<Finding> {
    let is_explained = subject
        .entries
        .filled(&row.cell(RowColumn::Reason))
        .is_some();
    if is_explained {
        return None;
    }
    let completion = over_achievement(tree, row)?;
    Some(subject.finding(Report {
        check: "K23",
        severity: Severity::Notice,
        cell: row.cell(RowColumn::Actual),
        message: format!(
            "“{}”指标值 {}，实际完成 {}，完成率 {}，达到或超过 {}，应说明原因。",
            row.name,
            subject.entries.typed(&row.cell(RowColumn::Target)).trim(),
            subject.entries.typed(&row.cell(RowColumn::Actual)).trim(),
            percent(&completion, 2),
            percent(&tree.rule.over_achievement, 0),
        ),
        cure: "请在“偏差原因分析及改进措施”栏说明原因；指标值定得偏低的，下年调整。".to_owned(),
        related: vec![row.cell(RowColumn::Target), row.cell(RowColumn::Reason)],
    }))
}

/// The completion of a row whose result reaches the scheme's threshold above its target; `None` for
/// all others and where staying below is the aim.
#[must_use]
pub fn over_achievement(tree: &Tree, row: &TreeRow) -> Option<Exact> {
    if row.attainment != Attainment::Met || is_ceiling(tree, row) {
        return None;
    }
    let (wanted, reached) = row.figures()?;
    let completion = reached
        .divided_by(&wanted)
        .filter(|_| wanted > Exact::zero())?;
    (completion >= tree.rule.over_achievement).then_some(completion)
}

/// Whether staying below the target is reaching it.
pub(super) fn is_ceiling(tree: &Tree, row: &TreeRow) -> bool {
    let Reading::Number(target) = &row.target else {
        return false;
    };
    match target.comparator {
        Comparator::AtMost | Comparator::LessThan => true,
        Comparator::AtLeast | Comparator::MoreThan => false,
        Comparator::Exactly | Comparator::About => tree
            .level2
            .get(row.heading)
            .is_some_and(|heading| heading.lower_is_better),
    }
}
