//! Compiled 勾稽.

use crate::domain::check::Severity;
use crate::domain::figure::Exact;
use crate::domain::filing::RowColumn;
use crate::domain::formula::{Expr, Slot};

/// A compiled 勾稽. The kinds are described at [`super::source::CheckSource`].
#[derive(Debug, Clone)]
pub enum Check {
    /// Parts add up to a total (K03).
    Sum {
        /// The total.
        total: Slot,
        /// The parts.
        parts: Vec<Slot>,
        /// How much it matters.
        severity: Severity,
    },
    /// A cell agrees with another figure (K04).
    Equal {
        /// The cell.
        left: Slot,
        /// The other figure.
        right: Expr,
        /// How much it matters.
        severity: Severity,
        /// Why they should agree.
        because: String,
    },
    /// A row of an indicator tree agrees with another figure (K04).
    IndicatorEqual {
        /// The tree's block id.
        block: String,
        /// Words the row's name holds.
        words: Vec<String>,
        /// The column.
        column: RowColumn,
        /// The other figure.
        right: Expr,
        /// How much it matters.
        severity: Severity,
        /// Why they should agree.
        because: String,
    },
    /// The amounts of certain rows together agree with another figure (K04).
    IndicatorSum {
        /// The tree's block id.
        block: String,
        /// For each row a word that its name holds.
        parts: Vec<String>,
        /// The column.
        column: RowColumn,
        /// The other figure.
        right: Expr,
        /// How much it matters.
        severity: Severity,
        /// Why they should agree.
        because: String,
    },
    /// An increase or growth rate follows from its bases (K05).
    Change {
        /// This year less last year.
        increase: Option<Slot>,
        /// The increase as a share of last year.
        growth: Option<Slot>,
        /// This year.
        this: Slot,
        /// Last year.
        last: Slot,
        /// How much it matters.
        severity: Severity,
    },
    /// What was there, and came, less what went, is what is left (K07).
    Balance {
        /// 年初结转.
        opening: Expr,
        /// 本年收入.
        income: Expr,
        /// 本年支出.
        spending: Expr,
        /// 年末结转.
        closing: Slot,
        /// How much it matters.
        severity: Severity,
    },
    /// A part does not exceed its whole (K08).
    AtMost {
        /// The part.
        left: Slot,
        /// The whole.
        right: Expr,
        /// How much it matters.
        severity: Severity,
        /// Why it cannot.
        because: String,
    },
    /// A figure that moved far wants an explanation (K12).
    Moved {
        /// What it was.
        from: Slot,
        /// What it became.
        to: Slot,
        /// The share of the first from which on it is far.
        more_than: Exact,
        /// How much it matters.
        severity: Severity,
    },
    /// A cost ceiling was set before the money was spent (K20).
    Ceiling {
        /// The tree's block id.
        block: String,
        /// The budget at the beginning of the year.
        initial: Slot,
        /// What was spent in the end.
        spent: Slot,
        /// How much it matters.
        severity: Severity,
    },
    /// Texts speak of certain things (K18).
    Mentions {
        /// The texts.
        texts: Vec<Slot>,
        /// Words each of which stands in one of them.
        words: Vec<String>,
        /// How much it matters.
        severity: Severity,
    },
    /// Figures of one kind of money belong together (K02).
    Basis {
        /// Each pair holds a numerator and a denominator of one kind.
        pairs: Vec<(Slot, Slot)>,
        /// How much it matters.
        severity: Severity,
    },
}

impl Check {
    /// Every figure it looks at.
    #[must_use]
    pub fn values(&self) -> Vec<Expr> {
        let names = |slots: &[Slot]| slots.iter().map(|slot| Expr::Name(*slot)).collect();
        match self {
            Self::Sum { total, parts, .. } => {
                let slots: Vec<Slot> = parts.iter().copied().chain([*total]).collect();
                names(&slots)
            }
            Self::Equal { left, right, .. } | Self::AtMost { left, right, .. } => {
                vec![Expr::Name(*left), right.clone()]
            }
            Self::IndicatorEqual { right, .. } | Self::IndicatorSum { right, .. } => {
                vec![right.clone()]
            }
            Self::Change {
                increase,
                growth,
                this,
                last,
                ..
            } => {
                let mut slots = vec![*this, *last];
                slots.extend(increase);
                slots.extend(growth);
                names(&slots)
            }
            Self::Balance {
                opening,
                income,
                spending,
                closing,
                ..
            } => vec![
                opening.clone(),
                income.clone(),
                spending.clone(),
                Expr::Name(*closing),
            ],
            Self::Moved { from, to, .. } => names(&[*from, *to]),
            Self::Ceiling { initial, spent, .. } => names(&[*initial, *spent]),
            Self::Mentions { .. } => Vec::new(),
            Self::Basis { pairs, .. } => {
                let slots: Vec<Slot> = pairs.iter().flat_map(|(a, b)| [*a, *b]).collect();
                names(&slots)
            }
        }
    }

    /// Figures that are held against each other, which only figures of one unit can be.
    #[must_use]
    pub fn compared(&self) -> Vec<(Expr, Expr)> {
        match self {
            Self::IndicatorEqual { .. } | Self::IndicatorSum { .. } | Self::Mentions { .. } => {
                Vec::new()
            }
            Self::Change {
                increase,
                this,
                last,
                ..
            } => {
                let this = Expr::Name(*this);
                let others = increase.iter().chain([last]);
                others
                    .map(|slot| (this.clone(), Expr::Name(*slot)))
                    .collect()
            }
            Self::Sum { total, parts, .. } => {
                let total = Expr::Name(*total);
                let parts = parts.iter().map(|part| Expr::Name(*part));
                parts.map(|part| (total.clone(), part)).collect()
            }
            _ => {
                let values = self.values();
                let first = values.first().cloned();
                let others = values.into_iter().skip(1);
                first
                    .map(|first| others.map(|other| (first.clone(), other)).collect())
                    .unwrap_or_default()
            }
        }
    }
}
