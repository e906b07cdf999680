//! The total as a formula: the sum of all scores with its grade.

use super::formula::{Formulas, Live, UNKNOWN, counted, in_parts, number, quoted};
use crate::domain::figure::{Exact, points};
use crate::domain::filing::RowColumn;
use crate::domain::scheme::Scheme;
use crate::domain::scheme::source::{Missing, ZeroDenominator};

/// The formula of the total; none where the scheme scales parts, lowers groups or the total, or
/// drops indicators, and where the paper states its result.
pub(super) fn formula(formulas: &Formulas<'_>) -> Option<Live> {
    let scheme = formulas.scheme;
    let is_plain = scheme.conclusion.is_none()
        && scheme.parts.is_empty()
        && scheme.limits.is_empty()
        && !may_drop(scheme);
    let cells = scores(formulas)?;
    if !is_plain || cells.is_empty() {
        return None;
    }
    let decimals = scheme.head.score_decimals;
    let sum = format!("ROUND({},{decimals})", in_parts("SUM", &cells));
    let shown = format!("{sum}&{}", graded(scheme, &sum)?);
    let formula = format!(
        "=IF({}<{},{},{shown})",
        counted(&cells),
        cells.len(),
        quoted(UNKNOWN)
    );
    let result = match &formulas.evaluation.total {
        Ok(total) => {
            let grade = formulas.evaluation.grade.as_deref().map(in_brackets);
            format!("{}{}", points(total, decimals), grade.unwrap_or_default())
        }
        Err(_) => UNKNOWN.to_owned(),
    };
    Some(Live {
        formula,
        result,
        format: "@".to_owned(),
    })
}

/// The cells of all scores.
fn scores(formulas: &Formulas<'_>) -> Option<Vec<String>> {
    let scheme = formulas.scheme;
    let fixed = scheme
        .indicators
        .iter()
        .map(|indicator| indicator.code.clone());
    let trees = scheme.trees.iter().zip(&formulas.evaluation.trees);
    let scored = trees.filter(|(tree, _)| tree.scored);
    let rows = scored.flat_map(|(_, rows)| rows);
    let rows = rows.map(|row| row.cell(RowColumn::Score));
    fixed.chain(rows).map(|code| formulas.cell(&code)).collect()
}

fn may_drop(scheme: &Scheme) -> bool {
    scheme.indicators.iter().any(|indicator| {
        indicator.dropped_when.is_some()
            || indicator.missing == Missing::Dropped
            || indicator.zero_denominator == ZeroDenominator::Dropped
    })
}

/// The grade in brackets, by the scheme's thresholds.
fn graded(scheme: &Scheme, sum: &str) -> Option<String> {
    let mut formula = quoted("");
    for grade in scheme.head.grades.iter().rev() {
        let least = number(&Exact::from(grade.at_least))?;
        formula = format!(
            "IF({sum}>={least},{},{formula})",
            quoted(&in_brackets(&grade.name))
        );
    }
    Some(formula)
}

fn in_brackets(grade: &str) -> String {
    format!("（{grade}）")
}
