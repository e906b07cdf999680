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
    /// K04: the amounts of certain rows of an indicator block add up to a figure.
    IndicatorSum {
        /// The block.
        block: String,
        /// For each row a word that its name must hold; without all of them nothing is said.
        parts: Vec<String>,
        /// `target` or `actual`.
        column: String,
        /// A name or a formula.
        right: String,
        /// How much it matters.
        severity: Severity,
        /// Why they should agree.
        because: String,
    },
    /// K05: an increase is this year less last year; a growth rate is that as a share of last year.
    Change {
        /// The increase, below zero for a fall.
        #[serde(default)]
        increase: Option<String>,
        /// The growth rate.
        #[serde(default)]
        growth: Option<String>,
        /// This year's figure.
        this: String,
        /// Last year's figure.
        last: String,
        /// How much it matters.
        severity: Severity,
    },
    /// K07: opening + income − spending = closing.
    Balance {
        /// 年初结转: a name or a formula.
        opening: String,
        /// 本年收入: a name or a formula.
        income: String,
        /// 本年支出: a name or a formula.
        spending: String,
        /// 年末结转: the name of the cell to point at.
        closing: String,
        /// How much it matters.
        severity: Severity,
    },
    /// K08: a part does not exceed its whole.
    AtMost {
        /// The name of the part's cell.
        left: String,
        /// The whole: a name or a formula.
        right: String,
        /// How much it matters.
        severity: Severity,
        /// Why it cannot, in a clause: 在用的是总额的一部分.
        because: String,
    },
    /// K12: a figure that moved further than this wants an explanation.
    Moved {
        /// What it was.
        from: String,
        /// What it became; the cell to point at.
        to: String,
        /// The share of the first from which on it is far: `30%`.
        more_than: String,
        /// How much it matters.
        severity: Severity,
    },
    /// K20: a cost target that equals what was spent in the end, and not what was planned.
    Ceiling {
        /// The block.
        block: String,
        /// The budget at the beginning of the year.
        initial: String,
        /// What was spent in the end.
        spent: String,
        /// How much it matters.
        severity: Severity,
    },
    /// K18: the texts together speak of certain things.
    Mentions {
        /// Names of the texts; the first is pointed at.
        texts: Vec<String>,
        /// Words each of which stands in one of them; quotation marks do not matter.
        words: Vec<String>,
        /// How much it matters.
        severity: Severity,
    },
    /// K02: figures of one kind of money belong together. The rows of a grid are known without it.
    Basis {
        /// Pairs of names, each a numerator and a denominator of one kind.
        pairs: Vec<(String, String)>,
        /// How much it matters.
        severity: Severity,
    },
}
