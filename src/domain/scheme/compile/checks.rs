//! 勾稽: names and formulas put in.

use super::Compiler;
use crate::domain::filing::RowColumn;
use crate::domain::formula::Slot;
use crate::domain::scheme::Check;
use crate::domain::scheme::source::CheckSource;

/// Whose fault it is, in the words of the scheme.
const PLACE: &str = "勾稽";

impl Compiler {
    pub(super) fn check(&mut self, source: &CheckSource) -> Option<Check> {
        Some(match source {
            CheckSource::Sum {
                total,
                parts,
                severity,
            } => Check::Sum {
                total: self.named(PLACE, total)?,
                parts: self.all_named(parts),
                severity: *severity,
            },
            CheckSource::Equal {
                left,
                right,
                severity,
                because,
            } => Check::Equal {
                left: self.named(PLACE, left)?,
                right: self.formula(PLACE, right)?,
                severity: *severity,
                because: because.clone(),
            },
            CheckSource::AtMost {
                left,
                right,
                severity,
                because,
            } => Check::AtMost {
                left: self.named(PLACE, left)?,
                right: self.formula(PLACE, right)?,
                severity: *severity,
                because: because.clone(),
            },
            CheckSource::Mentions {
                texts,
                words,
                severity,
            } => Check::Mentions {
                texts: self.all_named(texts),
                words: words.clone(),
                severity: *severity,
            },
            CheckSource::Basis { pairs, severity } => Check::Basis {
                pairs: pairs
                    .iter()
                    .filter_map(|(a, b)| Some((self.named(PLACE, a)?, self.named(PLACE, b)?)))
                    .collect(),
                severity: *severity,
            },
            CheckSource::IndicatorEqual { .. }
            | CheckSource::IndicatorSum { .. }
            | CheckSource::Ceiling { .. } => self.row_check(source)?,
            CheckSource::Change { .. }
            | CheckSource::Balance { .. }
            | CheckSource::Moved { .. } => self.change_check(source)?,
        })
    }

    /// Checks on the rows of an indicator tree.
    fn row_check(&mut self, source: &CheckSource) -> Option<Check> {
        match source {
            CheckSource::IndicatorEqual {
                block,
                words,
                column,
                right,
                severity,
                because,
            } => Some(Check::IndicatorEqual {
                block: block.clone(),
                words: words.clone(),
                column: self.row_column(column)?,
                right: self.formula(PLACE, right)?,
                severity: *severity,
                because: because.clone(),
            }),
            CheckSource::IndicatorSum {
                block,
                parts,
                column,
                right,
                severity,
                because,
            } => Some(Check::IndicatorSum {
                block: block.clone(),
                parts: parts.clone(),
                column: self.row_column(column)?,
                right: self.formula(PLACE, right)?,
                severity: *severity,
                because: because.clone(),
            }),
            CheckSource::Ceiling {
                block,
                initial,
                spent,
                severity,
            } => Some(Check::Ceiling {
                block: block.clone(),
                initial: self.named(PLACE, initial)?,
                spent: self.named(PLACE, spent)?,
                severity: *severity,
            }),
            _ => None,
        }
    }

    /// Checks on what a year added, took away and left.
    fn change_check(&mut self, source: &CheckSource) -> Option<Check> {
        match source {
            CheckSource::Change {
                increase,
                growth,
                this,
                last,
                severity,
            } => {
                if increase.is_none() && growth.is_none() {
                    self.report(
                        PLACE,
                        "increase 和 growth 至少要写一个。",
                        "请写 increase（增减额）或 growth（增减率）的名称。",
                    );
                }
                Some(Check::Change {
                    increase: self.maybe_named(increase.as_deref()),
                    growth: self.maybe_named(growth.as_deref()),
                    this: self.named(PLACE, this)?,
                    last: self.named(PLACE, last)?,
                    severity: *severity,
                })
            }
            CheckSource::Balance {
                opening,
                income,
                spending,
                closing,
                severity,
            } => Some(Check::Balance {
                opening: self.formula(PLACE, opening)?,
                income: self.formula(PLACE, income)?,
                spending: self.formula(PLACE, spending)?,
                closing: self.named(PLACE, closing)?,
                severity: *severity,
            }),
            CheckSource::Moved {
                from,
                to,
                more_than,
                severity,
            } => Some(Check::Moved {
                from: self.named(PLACE, from)?,
                to: self.named(PLACE, to)?,
                more_than: self.constant(PLACE, more_than)?,
                severity: *severity,
            }),
            _ => None,
        }
    }

    fn all_named(&mut self, names: &[String]) -> Vec<Slot> {
        names
            .iter()
            .filter_map(|name| self.named(PLACE, name))
            .collect()
    }

    /// A name that need not be written; one that is unknown is told.
    fn maybe_named(&mut self, name: Option<&str>) -> Option<Slot> {
        self.named(PLACE, name?)
    }

    fn row_column(&mut self, column: &str) -> Option<RowColumn> {
        let found = RowColumn::from_code(column)
            .filter(|column| matches!(column, RowColumn::Target | RowColumn::Actual));
        if found.is_none() {
            self.report(
                PLACE,
                format!("没有名为“{column}”的列，只能写 target 或 actual。"),
                "年度指标值写 target，实际完成值写 actual。",
            );
        }
        found
    }
}
