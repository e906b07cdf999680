//! K15: amounts without a unit.

use crate::domain::narrative::Remark;
use crate::domain::narrative::remark::{Draft, error};

use super::reading::{Reading, unit_of};

/// Amounts of a paragraph that lack their unit.
pub(super) fn check(reading: &Reading<'_>) -> Vec<Remark> {
    reading
        .unitless
        .iter()
        .filter_map(|at| {
            let figure = reading.figures.iter().find(|figure| figure.at == *at)?;
            let shown = reading.shown(figure);
            let message = format!("“{shown}”没有写单位。");
            let draft = Draft::new("K15", message, "请补写单位。")
                .expecting(format!("{shown}{}", unit_of(figure)));
            Some(error(reading.passage, at.clone(), draft))
        })
        .collect()
}
