//! K10 on a score sheet: scores to the total, points level by level.

use crate::domain::check::Severity;
use crate::domain::figure::{Exact, points};

use super::finding::AuditFinding;
use super::place::Forms;
use super::printed::Printed;
use super::sheet::{Item, Sheet};

/// Sums; silent where a single score or weight could not be read.
///
/// `corrections` are what scores that are findings already should be changed by.
pub(super) fn check(sheet: &Sheet, corrections: &[Exact], forms: &Forms) -> Vec<AuditFinding> {
    let mut findings = levels(sheet, forms);
    findings.extend(total(sheet, corrections, forms, findings.is_empty()));
    findings
}

fn total(
    sheet: &Sheet,
    corrections: &[Exact],
    forms: &Forms,
    are_levels_right: bool,
) -> Option<AuditFinding> {
    let (index, printed) = sheet.total.as_ref()?;
    let scores: Option<Vec<&Printed>> = sheet.items.iter().map(|i| i.score.as_ref()).collect();
    let scores = scores?;
    let added = scores.iter().fold(Exact::zero(), |sum, s| &sum + &s.number);
    let weights: Option<Vec<&Printed>> = sheet.items.iter().map(|i| i.weight.as_ref()).collect();
    let weighed = weights.map(|all| all.iter().fold(Exact::zero(), |sum, w| &sum + &w.number));
    // Rows told apart by their looks are all there only if their points come to the total.
    let of_all = match printed.as_slice() {
        [weight, _] => weight.number.clone(),
        _ => Exact::whole(100),
    };
    let is_whole = sheet.has_cells || weighed.as_ref() == Some(&of_all);
    if !is_whole {
        return None;
    }
    let (name, figure, right) = match printed.as_slice() {
        [only] if only.number != added && Some(&only.number) != weighed.as_ref() => {
            ("得分", only, added.clone())
        }
        [_, score] if score.number != added => ("得分", score, added.clone()),
        [weight, _]
            if are_levels_right && weighed.as_ref().is_some_and(|w| *w != weight.number) =>
        {
            ("分值", weight, weighed?)
        }
        _ => return None,
    };
    let is_known = |correction: &Exact| &added + correction == figure.number;
    if name == "得分" && corrections.iter().any(is_known) {
        return None;
    }
    let right = points(&right, 2);
    let addends: Vec<&str> = scores.iter().map(|score| score.text.as_str()).collect();
    let detail = if name == "得分" {
        addends.join("＋")
    } else {
        "各项".to_owned()
    };
    Some(AuditFinding {
        check: "K10",
        severity: Severity::Error,
        place: forms.place(*index, &["合计", name], figure.line),
        published: figure.text.clone(),
        expected: right.clone(),
        message: format!(
            "{name}合计印的是 {}，{detail} 合计为 {right}。",
            figure.text
        ),
        cure: format!("请核对各项{name}与合计。"),
    })
}

/// Points of a heading against those of what stands under it.
fn levels(sheet: &Sheet, forms: &Forms) -> Vec<AuditFinding> {
    let mut findings = Vec::new();
    // A row with more headings than the sheet has levels was not understood.
    if sheet
        .items
        .iter()
        .any(|item| item.above.len() > 2 || item.weight.is_none())
    {
        return findings;
    }
    let depth = sheet
        .items
        .iter()
        .map(|item| item.above.len())
        .max()
        .unwrap_or(0);
    let second = |item: &Item| item.above.last().cloned();
    let first = |item: &Item| {
        (item.above.len() == 2)
            .then(|| item.above.first().cloned())
            .flatten()
    };
    findings.extend(group(
        &sheet.items,
        second,
        |item| item.weight.clone(),
        forms,
    ));
    if depth == 2 && findings.is_empty() {
        findings.extend(group(
            &sheet.items,
            first,
            |item| second(item)?.weight,
            forms,
        ));
    }
    findings
}

/// Items from one heading to the next, their points added up.
fn group(
    items: &[Item],
    heading: impl Fn(&Item) -> Option<super::sheet::Level>,
    points_of: impl Fn(&Item) -> Option<Printed>,
    forms: &Forms,
) -> Vec<AuditFinding> {
    let mut findings = Vec::new();
    let starts: Vec<usize> = (0..items.len())
        .filter(|at| items.get(*at).and_then(&heading).is_some())
        .collect();
    for (position, start) in starts.iter().enumerate() {
        let end = starts.get(position + 1).copied().unwrap_or(items.len());
        let Some(level) = items.get(*start).and_then(&heading) else {
            continue;
        };
        let Some(wanted) = level.weight.filter(|_| !level.name.is_empty()) else {
            continue;
        };
        let parts: Vec<Printed> = items
            .get(*start..end)
            .unwrap_or(&[])
            .iter()
            .filter_map(&points_of)
            .collect();
        let sum = parts
            .iter()
            .fold(Exact::zero(), |sum, part| &sum + &part.number);
        if sum == wanted.number || parts.is_empty() {
            continue;
        }
        let addends: Vec<String> = parts.iter().map(|part| points(&part.number, 2)).collect();
        let sum = points(&sum, 2);
        findings.push(AuditFinding {
            check: "K10",
            severity: Severity::Error,
            place: forms.place(level.index, &[&level.name, "分值"], wanted.line),
            published: points(&wanted.number, 2),
            expected: sum.clone(),
            message: format!(
                "“{}”分值印的是 {}，其下 {} 合计为 {sum}。",
                level.name,
                points(&wanted.number, 2),
                addends.join("＋"),
            ),
            cure: "请核对分值。".to_owned(),
        });
    }
    findings
}
