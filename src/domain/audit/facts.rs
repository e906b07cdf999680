//! The figures that several tables of a document share.

use crate::domain::figure::{Comparator, Exact, Reading, Scale, read};

use super::funding::{Cells, Funding, Source, cell};
use super::heading::Column;
use super::metric::{Kind, Metric};
use super::printed::Printed;
use super::tree::{Cell, Row, Tree};

/// What the tables of one document say.
pub(super) struct Facts<'a> {
    /// The funding grids with the reading that has the fewest faults.
    pub grids: &'a [(Funding, Vec<Cells>)],
    pub metrics: &'a [Metric],
    pub trees: &'a [Tree],
}

/// An amount of an indicator row, in 万元.
pub(super) struct Amount<'a> {
    pub cell: &'a Cell,
    pub value: Exact,
}

impl Facts<'_> {
    /// A figure of the total row of the first grid, or of a part of it.
    pub fn funding(&self, source: Source, column: Column) -> Option<&Printed> {
        let (grid, reading) = self.grids.first()?;
        let (_, cells) = grid
            .rows
            .iter()
            .zip(reading)
            .find(|(row, _)| row.source == source)?;
        cell(cells, column)
    }

    /// The token at which the first grid begins.
    pub fn grid_index(&self) -> usize {
        self.grids
            .first()
            .and_then(|(grid, _)| grid.rows.first())
            .map_or(0, |row| row.index)
    }

    /// The first group of a kind whose headings hold every one of `words`.
    pub fn metric(&self, kind: Kind, words: &[&str]) -> Option<&Metric> {
        self.metrics.iter().find(|metric| {
            let all = all_words(metric);
            metric.kind == kind && words.iter().all(|word| all.contains(word))
        })
    }

    /// Indicator rows under 成本指标 whose names hold a word.
    pub fn costs(&self, word: &str) -> Vec<&Row> {
        self.trees
            .iter()
            .flat_map(|tree| &tree.rows)
            .filter(|row| row.level2.contains("成本") || row.level1.contains("成本"))
            .filter(|row| row.name.text.contains(word))
            .collect()
    }
}

/// Every word above a group's figures.
pub(super) fn all_words(metric: &Metric) -> String {
    format!(
        "{}{}{}{}",
        super::stream::label(&metric.group),
        metric.basis_label,
        metric.actual_label,
        metric.result_label
    )
}

/// The amount in a cell of a row in which money is spoken of, in 万元.
pub(super) fn amount<'a>(row: &'a Row, cell: &'a Cell) -> Option<Amount<'a>> {
    let speaks_of_money = [&row.target, &row.actual]
        .iter()
        .any(|cell| cell.text.contains('元'))
        || row.unit.contains('元');
    if !speaks_of_money {
        return None;
    }
    let Reading::Number(quantity) = read(&format!("{}{}", cell.text, row.unit)) else {
        return None;
    };
    let is_plain = quantity.comparator == Comparator::Exactly;
    let value = quantity.ten_thousand_yuan(Scale::TenThousand)?;
    is_plain.then_some(Amount { cell, value })
}
