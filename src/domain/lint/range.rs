//! Between which ends a formula can lie, as far as its inputs tell.

use super::cuts::{Cut, Stretch};
use crate::domain::figure::Exact;
use crate::domain::formula::{Expr, Function, Operator, Slot};
use crate::domain::scheme::source::{ItemKind, Negative};
use crate::domain::scheme::{Indicator, Scheme, SlotKind};

/// Ends that a value cannot pass; `None` for no end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Range {
    /// The least value.
    pub low: Option<Exact>,
    /// The greatest value.
    pub high: Option<Exact>,
}

impl Range {
    fn any() -> Self {
        Self {
            low: None,
            high: None,
        }
    }

    fn from_zero() -> Self {
        Self {
            low: Some(Exact::zero()),
            high: None,
        }
    }

    fn only(value: Exact) -> Self {
        Self {
            low: Some(value.clone()),
            high: Some(value),
        }
    }

    /// Whether a value in it can be zero.
    pub fn may_be_zero(&self) -> bool {
        let zero = Exact::zero();
        self.low.as_ref().is_none_or(|low| *low <= zero)
            && self.high.as_ref().is_none_or(|high| *high >= zero)
    }

    fn is_never_negative(&self) -> bool {
        self.low.as_ref().is_some_and(|low| !low.is_negative())
    }

    /// What is left of it for a rule that reads values below zero in another way.
    fn read_as(self, negative: Negative) -> Self {
        if negative == Negative::AsIs || self.is_never_negative() {
            return self;
        }
        let below = self.low.as_ref().map(Exact::abs);
        let high = match (negative, self.high, below) {
            (Negative::Absolute, Some(high), Some(below)) => Some(high.max(below)),
            (Negative::Absolute, ..) => None,
            (_, high, _) => high,
        };
        Self {
            low: Some(Exact::zero()),
            high,
        }
    }

    /// The same as a stretch.
    pub fn stretch(&self) -> Stretch {
        Stretch {
            from: self.low.clone().map_or(Cut::Start, Cut::Before),
            to: self.high.clone().map_or(Cut::End, Cut::After),
        }
    }

    /// Where the value that a rule judges can lie: the indicator says what a negative one means.
    pub fn judged(scheme: &Scheme, indicator: &Indicator, value: &Expr) -> Self {
        Self::of(scheme, value).read_as(indicator.negative)
    }

    /// Where a formula can lie. Amounts may be negative (追减); counts and percentages may not.
    pub fn of(scheme: &Scheme, formula: &Expr) -> Self {
        Self::within(scheme, formula, DEEPEST)
    }

    fn within(scheme: &Scheme, formula: &Expr, depth: usize) -> Self {
        let Some(depth) = depth.checked_sub(1) else {
            return Self::any();
        };
        let of = |expr: &Expr| Self::within(scheme, expr, depth);
        match formula {
            Expr::Number(number) => Self::only(Exact::from(*number)),
            Expr::Percent(number) => {
                let ratio = Exact::from(*number).divided_by(&Exact::whole(100));
                ratio.map_or_else(Self::any, Self::only)
            }
            Expr::Name(slot) => Self::of_slot(scheme, *slot, depth),
            Expr::Negative(inner) => of(inner).negative(),
            Expr::Binary(operator, left, right) => Self::of_pair(*operator, &of(left), &of(right)),
            Expr::Call(function, arguments) => {
                Self::of_call(*function, &arguments.iter().map(of).collect::<Vec<Self>>())
            }
        }
    }

    fn of_slot(scheme: &Scheme, slot: Slot, depth: usize) -> Self {
        match scheme.definition(slot).map(|definition| &definition.kind) {
            Some(SlotKind::Input(item)) => match item.kind {
                ItemKind::Number | ItemKind::Percent => Self::from_zero(),
                _ => Self::any(),
            },
            Some(SlotKind::Computed { formula, .. }) => Self::within(scheme, formula, depth),
            None => Self::any(),
        }
    }

    fn negative(&self) -> Self {
        Self {
            low: self.high.as_ref().map(|high| -high),
            high: self.low.as_ref().map(|low| -low),
        }
    }

    fn of_pair(operator: Operator, left: &Self, right: &Self) -> Self {
        let both = |a: &Option<Exact>, b: &Option<Exact>| Some(a.as_ref()? + b.as_ref()?);
        match operator {
            Operator::Plus => Self {
                low: both(&left.low, &right.low),
                high: both(&left.high, &right.high),
            },
            Operator::Minus => Self::of_pair(Operator::Plus, left, &right.negative()),
            Operator::Times | Operator::Over
                if left.is_never_negative() && right.is_never_negative() =>
            {
                Self::from_zero()
            }
            Operator::Times | Operator::Over => Self::any(),
        }
    }

    fn of_call(function: Function, arguments: &[Self]) -> Self {
        let lows = || arguments.iter().map(|range| range.low.clone());
        let highs = || arguments.iter().map(|range| range.high.clone());
        // An end is known where all ends are, or where one alone settles it.
        match function {
            Function::Largest => Self {
                low: lows().flatten().max(),
                high: highs()
                    .collect::<Option<Vec<Exact>>>()
                    .and_then(|ends| ends.into_iter().max()),
            },
            Function::Smallest => Self {
                low: lows()
                    .collect::<Option<Vec<Exact>>>()
                    .and_then(|ends| ends.into_iter().min()),
                high: highs().flatten().min(),
            },
            Function::Absolute => Self::from_zero(),
        }
    }
}

/// Formulas that lead through more others are taken to lie anywhere.
const DEEPEST: usize = 60;
