//! K01 and K03 on money tables of many rows.
//!
//! How a table is added up is learnt from the table: a sum that comes out in one column or row is
//! meant in the others too.

use crate::domain::check::arithmetic::RateJudgement;
use crate::domain::figure::Exact;

use super::finding::AuditFinding;
use super::heading::Column;
use super::ledger::{Ledger, Row};
use super::place::Forms;
use super::printed::Printed;
use super::rate::Quotient;
use super::sum::{Part, Sum};

/// A sum that does not come out, with the cells that took part: row and column.
struct Gap {
    cells: Vec<(usize, usize)>,
    total: (usize, usize),
    /// What the parts come to, less what is printed.
    size: Exact,
    finding: AuditFinding,
}

/// Sums down and across, and the rates of every row.
pub(super) fn check(ledger: &Ledger, forms: &Forms) -> Vec<AuditFinding> {
    let across = across(ledger, forms);
    let mut gaps = down(ledger, forms);
    // One wrong cell is missed in its row and in its column: the row says it.
    gaps.retain(|gap| {
        let is_same = |other: &Gap| {
            other.size.abs() == gap.size.abs()
                && other.all().any(|cell| gap.all().any(|own| own == cell))
        };
        !across.iter().any(is_same)
    });
    gaps.extend(across);
    let mut findings = rates(ledger, &gaps, forms);
    findings.extend(gaps.into_iter().map(|gap| gap.finding));
    findings
}

impl Gap {
    fn all(&self) -> impl Iterator<Item = &(usize, usize)> {
        self.cells.iter().chain(std::iter::once(&self.total))
    }

    /// What a cell would be if it alone were wrong.
    fn mended(&self, cell: (usize, usize), printed: &Exact) -> Option<Exact> {
        if cell == self.total {
            return Some(printed + &self.size);
        }
        self.cells.contains(&cell).then(|| printed - &self.size)
    }
}

fn name(ledger: &Ledger, column: usize) -> String {
    let heading = ledger.columns.get(column);
    heading.map_or_else(String::new, |heading| heading.label.clone())
}

/// How a sum turned out.
enum Outcome {
    Right,
    Wrong(Box<Gap>),
}

/// One sum; `None` where there is nothing to add.
fn sum(
    ledger: &Ledger,
    total: (usize, usize),
    cells: Vec<(usize, usize)>,
    forms: &Forms,
) -> Option<Outcome> {
    let figure = |(row, column): (usize, usize)| ledger.rows.get(row)?.cell(column);
    let printed = figure(total)?;
    let row = ledger.rows.get(total.0)?;
    let names: Vec<String> = cells.iter().map(|cell| name(ledger, cell.1)).collect();
    let parts: Vec<Part<'_>> = cells
        .iter()
        .zip(&names)
        .filter_map(|(cell, name)| {
            Some(Part {
                name,
                figure: figure(*cell)?,
            })
        })
        .collect();
    if parts.len() < 2 {
        return None;
    }
    let label = row.label.trim_end_matches([':', '：']);
    let name = name(ledger, total.1);
    let sum = Sum {
        total: printed,
        name: &name,
        parts: &parts,
    };
    let place = forms.place(row.index, &[label, &name], printed.line);
    let size = &sum.added() - &printed.number;
    Some(sum.check(place).map_or(Outcome::Right, |finding| {
        Outcome::Wrong(Box::new(Gap {
            cells,
            total,
            size,
            finding,
        }))
    }))
}

/// Each money column's rows against its total line.
fn down(ledger: &Ledger, forms: &Forms) -> Vec<Gap> {
    let Some(total) = ledger.rows.iter().position(|row| row.is_total) else {
        return Vec::new();
    };
    let others: Vec<(usize, &Row)> = ledger
        .rows
        .iter()
        .enumerate()
        .filter(|(index, _)| *index != total)
        .collect();
    if others.iter().any(|(_, row)| row.is_total || row.is_nested) {
        return Vec::new();
    }
    let columns = [Column::Initial, Column::Annual, Column::Executed];
    let sums = columns
        .into_iter()
        .flat_map(|kind| ledger.of(kind))
        .filter_map(|column| {
            let cells = others.iter().map(|(row, _)| (*row, column)).collect();
            sum(ledger, (total, column), cells, forms)
        });
    learnt(sums.collect())
}

/// In each row the sources of money against their total.
fn across(ledger: &Ledger, forms: &Forms) -> Vec<Gap> {
    let mut gaps = Vec::new();
    for kind in [Column::Initial, Column::Annual, Column::Executed] {
        let Some(whole) = ledger.whole(kind) else {
            continue;
        };
        let parts: Vec<usize> = ledger
            .of(kind)
            .into_iter()
            .filter(|column| *column != whole)
            .collect();
        let sums = (0..ledger.rows.len()).filter_map(|row| {
            let cells = parts.iter().map(|column| (row, *column)).collect();
            sum(ledger, (row, whole), cells, forms)
        });
        gaps.extend(learnt(sums.collect()));
    }
    gaps
}

/// The gaps, where at least as many sums come out.
fn learnt(sums: Vec<Outcome>) -> Vec<Gap> {
    let count = sums.len();
    let gaps: Vec<Gap> = sums
        .into_iter()
        .filter_map(|outcome| match outcome {
            Outcome::Right => None,
            Outcome::Wrong(gap) => Some(*gap),
        })
        .collect();
    if 2 * gaps.len() > count {
        return Vec::new();
    }
    gaps
}

/// The rates of the rows, where most of them are what they are taken for.
fn rates(ledger: &Ledger, gaps: &[Gap], forms: &Forms) -> Vec<AuditFinding> {
    let rates: Vec<Rate<'_>> = (0..ledger.rows.len())
        .filter_map(|row| Rate::of(ledger, row))
        .collect();
    let wrong: Vec<&Rate<'_>> = rates
        .iter()
        .filter(|rate| rate.judge(&rate.top.number, &rate.bottom.number) != RateJudgement::Right)
        .filter(|rate| !rate.follows(gaps))
        .collect();
    if rates.len() > 2 && 2 * wrong.len() > rates.len() {
        return Vec::new();
    }
    wrong
        .into_iter()
        .filter_map(|rate| rate.finding(ledger, forms))
        .collect()
}

/// A printed rate with its two figures.
struct Rate<'a> {
    row: usize,
    printed: &'a Printed,
    top: &'a Printed,
    bottom: &'a Printed,
    columns: (usize, usize),
    initial: Option<&'a Printed>,
}

impl<'a> Rate<'a> {
    fn of(ledger: &'a Ledger, row: usize) -> Option<Self> {
        let line = ledger.rows.get(row)?;
        let top = ledger.whole(Column::Executed)?;
        let bottom = ledger
            .whole(Column::Annual)
            .or_else(|| ledger.whole(Column::Initial))?;
        let initial = ledger.whole(Column::Initial).filter(|at| *at != bottom);
        let rate = Self {
            row,
            printed: line.cell(ledger.whole(Column::Rate)?)?,
            top: line.cell(top)?,
            bottom: line.cell(bottom)?,
            columns: (top, bottom),
            initial: initial.and_then(|at| line.cell(at)),
        };
        (!rate.bottom.number.is_zero()).then_some(rate)
    }

    fn judge(&self, top: &Exact, bottom: &Exact) -> RateJudgement {
        let with = |figure: &Printed, number: &Exact| Printed {
            number: number.clone(),
            ..figure.clone()
        };
        Quotient::of(&with(self.top, top), &with(self.bottom, bottom))
            .map_or(RateJudgement::Right, |right| right.judge(self.printed))
    }

    /// Whether it is right for what a sum says one of its figures should be.
    fn follows(&self, gaps: &[Gap]) -> bool {
        gaps.iter().any(|gap| {
            let top = gap.mended((self.row, self.columns.0), &self.top.number);
            let bottom = gap.mended((self.row, self.columns.1), &self.bottom.number);
            let is_right =
                |top: &Exact, bottom: &Exact| self.judge(top, bottom) == RateJudgement::Right;
            top.is_some_and(|top| is_right(&top, &self.bottom.number))
                || bottom.is_some_and(|bottom| is_right(&self.top.number, &bottom))
        })
    }

    fn finding(&self, ledger: &Ledger, forms: &Forms) -> Option<AuditFinding> {
        let row = ledger.rows.get(self.row)?;
        let other = self
            .initial
            .and_then(|initial| Quotient::of(self.top, initial));
        let on_initial =
            other.is_some_and(|other| other.judge(self.printed) == RateJudgement::Right);
        super::cells::rate(&super::cells::RateCell {
            printed: self.printed,
            right: &Quotient::of(self.top, self.bottom)?,
            top: self.top,
            bottom: self.bottom,
            other_basis: on_initial.then_some("年初预算数"),
            place: forms.place(row.index, &[&row.label, "执行率"], self.printed.line),
        })
    }
}
