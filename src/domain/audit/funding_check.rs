//! K01, K03, K09 and K14 on a funding grid.

use crate::domain::check::Severity;
use crate::domain::check::arithmetic::RateJudgement;
use crate::domain::figure::{Exact, points};

use super::finding::AuditFinding;
use super::funding::{Cells, Funding, Row, Source, cell};
use super::heading::Column;
use super::place::Forms;
use super::printed::Printed;
use super::rate::Quotient;
use super::sum::{Part, Sum};
use super::tree_sums::Execution;

/// The most readings of a whole grid that are tried.
const MOST_READINGS: usize = 400;

/// The reading of a grid that has the fewest faults, and the faults that all such readings share.
///
/// `has_decimals` says that scores of the document are not rounded to whole points.
pub(super) fn check(
    grid: &Funding,
    has_decimals: bool,
    forms: &Forms,
) -> (Vec<Cells>, Vec<AuditFinding>) {
    let mut readings: Vec<(Vec<Cells>, Vec<AuditFinding>, usize)> = combinations(grid)
        .into_iter()
        .map(|reading| {
            let (found, count) = faults(grid, &reading, has_decimals, forms);
            (reading, found, count)
        })
        .collect();
    let fewest = readings.iter().map(|(.., count)| *count).min();
    readings.retain(|(.., count)| Some(*count) == fewest);
    let mut readings = readings.into_iter();
    let Some((first, shared, _)) = readings.next() else {
        return (Vec::new(), Vec::new());
    };
    let shared = readings.fold(shared, |shared, (_, found, _)| {
        let mut shared = shared;
        shared.retain(|fault| found.contains(fault));
        shared
    });
    (first, shared)
}

/// The points that a grid gives for the execution.
pub(super) fn execution(reading: &[Cells]) -> Execution {
    let points = |column| {
        let figure = cell(reading.first()?, column)?;
        Some(figure.number.clone())
    };
    Execution {
        weight: points(Column::Weight),
        scores: points(Column::Score)
            .into_iter()
            .chain(reading.first().and_then(right_score))
            .collect(),
    }
}

fn combinations(grid: &Funding) -> Vec<Vec<Cells>> {
    let mut all: Vec<Vec<Cells>> = vec![Vec::new()];
    for row in &grid.rows {
        let mut longer = Vec::new();
        for begun in &all {
            for cells in &row.readings {
                let mut next = begun.clone();
                next.push(cells.clone());
                longer.push(next);
            }
        }
        if longer.len() > MOST_READINGS {
            return Vec::new();
        }
        all = longer;
    }
    all
}

/// What is wrong in one reading of a grid, and how many cells do not fit in it, those included
/// that only follow from another fault.
fn faults(
    grid: &Funding,
    reading: &[Cells],
    has_decimals: bool,
    forms: &Forms,
) -> (Vec<AuditFinding>, usize) {
    let sums: Vec<(Column, Gap)> = [Column::Initial, Column::Annual, Column::Executed]
        .into_iter()
        .filter_map(|column| Some((column, sum(grid, reading, column, forms)?)))
        .collect();
    let mut found = Vec::new();
    let mut count = sums.len();
    for (row, cells) in grid.rows.iter().zip(reading) {
        let label = row.label.trim_end_matches([':', '：']);
        let at = |name: &str, figure: &Printed| forms.place(row.index, &[label, name], figure.line);
        // A rate that is right for what a sum says the figure should be has no fault of its own.
        let mended = mended(cells, row.source, &sums);
        let rate = |cells: &Cells| rate(cells, &at);
        let score = |cells: &Cells| score(cells, has_decimals, &at);
        let overspent = |cells: &Cells| {
            let is_known = grid.is_adjusted && rate(cells).is_none();
            is_known.then(|| overspent(cells, &at))?
        };
        let adjusted = |cells: &Cells| adjusted(cells, &at);
        let checks: [RowCheck<'_>; 4] = [&rate, &score, &overspent, &adjusted];
        for check in checks {
            if let Some(fault) = check(cells) {
                count += 1;
                let is_own = mended.iter().all(|cells| check(cells).is_some());
                found.extend(is_own.then_some(fault));
            }
        }
        for (column, figure) in cells {
            if figure.is_malformed && *column != Column::Rate {
                found.push(super::cells::malformed(
                    figure,
                    at(name(*column), figure),
                    "",
                ));
            }
        }
    }
    found.extend(sums.into_iter().map(|(_, gap)| gap.finding));
    (found, count)
}

/// A check of one row's cells.
type RowCheck<'a> = &'a dyn Fn(&Cells) -> Option<AuditFinding>;

/// A sum that does not come out: parts minus total, and what is said of it.
struct Gap {
    size: Exact,
    finding: AuditFinding,
}

/// The cells of a row with one figure as a failed sum would have it.
fn mended(cells: &Cells, source: Source, sums: &[(Column, Gap)]) -> Vec<Cells> {
    sums.iter()
        .map(|(wrong, gap)| {
            let mut mended = cells.clone();
            for (column, figure) in &mut mended {
                if column == wrong {
                    figure.number = match source {
                        Source::Total => &figure.number + &gap.size,
                        _ => &figure.number - &gap.size,
                    };
                }
            }
            mended
        })
        .collect()
}

/// The word for a column in places.
pub(super) fn name(column: Column) -> &'static str {
    match column {
        Column::Initial => "年初预算数",
        Column::Annual => "全年预算数",
        Column::Executed => "全年执行数",
        Column::Weight => "分值",
        Column::Rate => "执行率",
        Column::Score => "得分",
        Column::Adjustment => "预算调整率",
    }
}

fn rate(cells: &Cells, at: &dyn Fn(&str, &Printed) -> String) -> Option<AuditFinding> {
    let printed = cell(cells, Column::Rate)?;
    let executed = cell(cells, Column::Executed)?;
    let budget = cell(cells, Column::Annual).or_else(|| cell(cells, Column::Initial))?;
    let Some(right) = Quotient::of(executed, budget) else {
        return printed
            .is_malformed
            .then(|| super::cells::malformed(printed, at("执行率", printed), ""));
    };
    let other = cell(cells, Column::Initial).and_then(|initial| Quotient::of(executed, initial));
    let on_initial = other.is_some_and(|other| other.judge(printed) == RateJudgement::Right);
    super::cells::rate(&super::cells::RateCell {
        printed,
        right: &right,
        top: executed,
        bottom: budget,
        other_basis: on_initial.then_some("年初预算数"),
        place: at("执行率", printed),
    })
}

/// The points that the share of the budget spent gives.
fn right_score(cells: &Cells) -> Option<Exact> {
    let executed = cell(cells, Column::Executed)?;
    let budget = cell(cells, Column::Annual)?;
    let share = executed.number.divided_by(&budget.number)?;
    let share = share.clamped(&Exact::zero(), &Exact::whole(1));
    let decimals = cell(cells, Column::Score)?.decimals;
    let right = &cell(cells, Column::Weight)?.number * &share;
    right.rounded(decimals.max(2)).map(Exact::from)
}

/// Points for the execution: the share of the weight that was spent.
fn score(
    cells: &Cells,
    has_decimals: bool,
    at: &dyn Fn(&str, &Printed) -> String,
) -> Option<AuditFinding> {
    let weight = cell(cells, Column::Weight)?;
    let score = cell(cells, Column::Score)?;
    let place = at("得分", score);
    if score.number > weight.number || score.number.is_negative() {
        return Some(super::cells::above_weight(score, weight, place));
    }
    let executed = cell(cells, Column::Executed)?;
    let budget = cell(cells, Column::Annual)?;
    let share = executed
        .number
        .divided_by(&budget.number)?
        .clamped(&Exact::zero(), &Exact::whole(1));
    let right = &weight.number * &share;
    let fewest = u32::from(has_decimals);
    let fits = (fewest..=score.decimals.max(2))
        .any(|decimals| right.rounded(decimals).map(Exact::from).as_ref() == Some(&score.number));
    if fits {
        return None;
    }
    let shown = points(&right, 2);
    Some(AuditFinding {
        check: "K09",
        severity: Severity::Warning,
        place,
        published: score.text.clone(),
        expected: shown.clone(),
        message: format!(
            "执行率得分印的是 {}，按分值 {} × 执行率 {} 应为 {shown} 分。",
            score.text,
            weight.text,
            crate::domain::figure::percent(&share, 2),
        ),
        cure: "请按执行率计算得分；当地另有计分办法的，请说明。".to_owned(),
    })
}

/// 预算调整率: (全年预算数 − 年初预算数) ÷ 年初预算数.
fn adjusted(cells: &Cells, at: &dyn Fn(&str, &Printed) -> String) -> Option<AuditFinding> {
    let printed = cell(cells, Column::Adjustment)?;
    let (initial, annual) = (cell(cells, Column::Initial)?, cell(cells, Column::Annual)?);
    super::cells::rate(&super::cells::RateCell {
        printed,
        right: &Quotient::change(annual, initial)?,
        top: annual,
        bottom: initial,
        other_basis: None,
        place: at(name(Column::Adjustment), printed),
    })
}

/// More spent than the full-year budget holds.
fn overspent(cells: &Cells, at: &dyn Fn(&str, &Printed) -> String) -> Option<AuditFinding> {
    let executed = cell(cells, Column::Executed)?;
    let budget = cell(cells, Column::Annual)?;
    (executed.number > budget.number).then(|| AuditFinding {
        check: "K08",
        severity: Severity::Warning,
        place: at(name(Column::Executed), executed),
        published: executed.text.clone(),
        expected: String::new(),
        message: format!(
            "全年执行数 {} 大于全年预算数 {}：支出不应超过调整后的预算。",
            executed.text, budget.text
        ),
        cure: "请核对两项数据；有追加预算未计入的，请补计入全年预算数。".to_owned(),
    })
}

fn sum(grid: &Funding, reading: &[Cells], column: Column, forms: &Forms) -> Option<Gap> {
    let (total_row, total_cells) = grid.rows.iter().zip(reading).next()?;
    let total = cell(total_cells, column)?;
    let parts: Vec<Part<'_>> = grid
        .rows
        .iter()
        .zip(reading)
        .skip(1)
        .filter(|(row, _)| row.source != Source::Detail)
        .filter_map(|(row, cells)| {
            Some(Part {
                name: &row.label,
                figure: cell(cells, column)?,
            })
        })
        .collect();
    let has = |source| grid.rows.iter().any(|row| row.source == source);
    let by_source = has(Source::Appropriation) && grid.rows.len() > 2;
    let natures = grid.rows.iter().filter(|row| row.source == Source::Nature);
    let is_nature = |row: &Row| matches!(row.source, Source::Nature | Source::Detail);
    let by_nature = grid.rows.iter().skip(1).all(is_nature) && natures.count() == 2;
    // Two ways of parting one total in one grid are not added up.
    let is_whole = by_nature || (by_source && !has(Source::Nature));
    if parts.is_empty() || !is_whole || total_row.source != Source::Total {
        return None;
    }
    let names = [total_row.label.as_str(), name(column)];
    let place = forms.place(total_row.index, &names, total.line);
    let sum = Sum {
        total,
        name: name(column),
        parts: &parts,
    };
    Some(Gap {
        finding: sum.check(place)?,
        size: &sum.added() - &total.number,
    })
}
