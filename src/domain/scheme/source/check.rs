//! 勾稽 as written.

use serde::Deserialize;

use crate::domain::check::Severity;

/// A 勾稽 between cells.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum CheckSource {
    /// K03: parts add up to the total within 0.005 × number of parts.
    Sum {
        /// The total's name.
        total: String,
        /// The parts' names; empty ones count as 0.
        parts: Vec<String>,
        /// How much it matters.
        severity: Severity,
    },
    /// K04: two cells, or a cell and a formula, show the same figure.
    Equal {
        /// The name of the cell to point at.
        left: String,
        /// A name or a formula.
        right: String,
        /// How much it matters.
        severity: Severity,
        /// Why they should agree, in a clause: 同为全年预算总额.
        because: String,
    },
    /// K04: a row of an indicator block whose name holds all of `words` shows an item's figure.
    IndicatorEqual {
        /// The block.
        block: String,
        /// Words the row's name must hold, all of them.
        words: Vec<String>,
        /// `target` or `actual`.
        column: String,
        /// A name or a formula.
        right: String,
        /// How much it matters.
        severity: Severity,
        /// Why they should agree.
        because: String,
    },
}
