//! Reasons that are written and give none.

use std::collections::BTreeMap;

use super::{Matter, MatterKind, Reviewed};
use crate::domain::check::place_label;
use crate::domain::filing::{CellCode, RowColumn};

/// Fewer characters than this, punctuation left out, say nothing that can be checked.
const SHORTEST: usize = 6;

/// The same words at more cells than this were copied, not written.
const MOST_ALIKE: usize = 3;

/// A reason where it is written, and what it may only repeat.
struct Written<'a> {
    /// The cell it is about.
    cell: CellCode,
    place: String,
    reason: &'a str,
    repeats: Vec<&'a str>,
}

/// The reasons that a reviewer should not be content with.
pub(super) fn weak(reviewed: &Reviewed<'_>) -> Vec<Matter> {
    let all: Vec<Written<'_>> = of_rows(reviewed)
        .into_iter()
        .chain(of_findings(reviewed))
        .collect();
    let mut alike: BTreeMap<String, usize> = BTreeMap::new();
    for written in &all {
        *alike.entry(bare(written.reason)).or_default() += 1;
    }
    let judged = all.iter().filter_map(|written| {
        let words = judge(written, &alike)?;
        Some(Matter {
            kind: MatterKind::WeakReason,
            cell: written.cell.clone(),
            place: written.place.clone(),
            words,
            reason: Some(written.reason.to_owned()),
            finding: None,
        })
    });
    judged.collect()
}

fn judge(written: &Written<'_>, alike: &BTreeMap<String, usize>) -> Option<String> {
    let reason = bare(written.reason);
    let length = reason.chars().count();
    let is_repeated = |other: &&&str| !other.trim().is_empty() && bare(other) == reason;
    if written.repeats.iter().any(|other| is_repeated(&other)) {
        return Some("说明只是重复了指标的名称、指标值或完成值，没有说出原因。".to_owned());
    }
    if length < SHORTEST {
        return Some(format!("说明只有 {length} 个字，没有说出原因。"));
    }
    let times = alike.get(&reason).copied().unwrap_or(0);
    (times > MOST_ALIKE).then(|| format!("同样的说明写在 {times} 处，没有分别说明。"))
}

/// A text without spaces and marks, as two are compared.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// 偏差原因分析及改进措施 of the rows.
fn of_rows<'a>(reviewed: &Reviewed<'a>) -> Vec<Written<'a>> {
    let (scheme, entries) = (reviewed.scheme, reviewed.entries);
    let rows = reviewed.evaluation.trees.iter().flatten();
    let written = rows.filter_map(|row| {
        let cell = row.cell(RowColumn::Reason);
        let typed = |column| entries.typed(&row.cell(column));
        Some(Written {
            place: place_label(scheme, entries, &cell),
            reason: entries.filled(&cell).filter(|text| !says_none(text))?,
            repeats: vec![
                typed(RowColumn::Name),
                typed(RowColumn::Target),
                typed(RowColumn::Actual),
            ],
            cell,
        })
    });
    written.collect()
}

/// 无 and its like: nothing to explain, which the checks have judged already.
fn says_none(text: &str) -> bool {
    ["", "无", "无偏差", "没有偏差", "不适用"].contains(&bare(text).as_str())
}

/// The reasons given for findings; those of one check at one cell share one text.
fn of_findings<'a>(reviewed: &Reviewed<'a>) -> Vec<Written<'a>> {
    let mut written: Vec<Written<'a>> = Vec::new();
    for finding in &reviewed.evaluation.findings {
        let Some(reason) = reviewed.entries.filled(&finding.reason_cell()) else {
            continue;
        };
        let is_known = written
            .iter()
            .any(|other| other.cell == finding.cell && other.reason == reason);
        if !is_known {
            written.push(Written {
                cell: finding.cell.clone(),
                place: finding.place.clone(),
                reason,
                repeats: vec![
                    &finding.place,
                    &finding.message,
                    reviewed.entries.typed(&finding.cell),
                ],
            });
        }
    }
    written
}
