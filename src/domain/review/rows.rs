//! Rows whose result is far above the target.

use super::{Matter, MatterKind, Reviewed};
use crate::domain::check::{over_achievement, place_label};
use crate::domain::figure::percent;
use crate::domain::filing::RowColumn;

/// The check that tells the agency of the same as long as it has written no reason.
pub(super) const TOLD_BY_CHECK: &str = "K23";

/// The rows that pass the scheme's threshold, with the reasons that the agency gives.
pub(super) fn over_achieved(reviewed: &Reviewed<'_>) -> Vec<Matter> {
    let Reviewed {
        scheme,
        entries,
        evaluation,
        ..
    } = *reviewed;
    let trees = scheme.trees.iter().zip(&evaluation.trees);
    let rows = trees.flat_map(|(tree, rows)| rows.iter().map(move |row| (tree, row)));
    rows.filter_map(|(tree, row)| {
        let completion = over_achievement(tree, row)?;
        let cell = row.cell(RowColumn::Actual);
        let typed = |column| entries.typed(&row.cell(column)).trim();
        Some(Matter {
            kind: MatterKind::OverAchieved,
            place: place_label(scheme, entries, &cell),
            words: format!(
                "指标值 {}，实际完成 {}，完成率 {}，达到或超过 {}。",
                typed(RowColumn::Target),
                typed(RowColumn::Actual),
                percent(&completion, 2),
                percent(&tree.rule.over_achievement, 0),
            ),
            reason: entries
                .filled(&row.cell(RowColumn::Reason))
                .map(str::to_owned),
            cell,
            finding: None,
        })
    })
    .collect()
}
