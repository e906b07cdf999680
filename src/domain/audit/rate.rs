//! A printed rate held against its two figures.

use crate::domain::check::arithmetic::{self, RateJudgement, growth, ratio};
use crate::domain::figure::{Exact, fixed};

use super::printed::{Printed, common_decimals};

/// Two printed figures whose quotient is wanted.
#[derive(Debug, Clone)]
pub(super) struct Quotient {
    /// The exact quotient of the printed figures, in percent.
    pub percent: Exact,
    top: arithmetic::Printed,
    bottom: arithmetic::Printed,
    is_change: bool,
}

impl Quotient {
    /// `top` ÷ `bottom`; `None` when `bottom` is zero.
    pub fn of(top: &Printed, bottom: &Printed) -> Option<Self> {
        let share = top.number.divided_by(&bottom.number)?;
        Some(Self::with(&share, top, bottom, false))
    }

    /// (`this` − `last`) ÷ `last`; `None` when `last` is zero.
    pub fn change(this: &Printed, last: &Printed) -> Option<Self> {
        let share = (&this.number - &last.number).divided_by(&last.number)?;
        Some(Self::with(&share, this, last, true))
    }

    fn with(share: &Exact, top: &Printed, bottom: &Printed, is_change: bool) -> Self {
        let decimals = common_decimals(&[top, bottom]);
        Self {
            percent: share * &Exact::whole(100),
            top: top.with_decimals(decimals),
            bottom: bottom.with_decimals(decimals),
            is_change,
        }
    }

    /// Judges a rate printed as `97%`, `97` or `0.97`.
    pub fn judge(&self, printed: &Printed) -> RateJudgement {
        let judged = self.judge_one(&printed.as_percent());
        if printed.is_percent || judged == RateJudgement::Right {
            return judged;
        }
        match self.judge_one(&printed.with_decimals(Some(printed.decimals))) {
            RateJudgement::Wrong => judged,
            as_share => as_share,
        }
    }

    fn judge_one(&self, printed: &arithmetic::Printed) -> RateJudgement {
        let judged = if self.is_change {
            growth(printed, &self.top, &self.bottom)
        } else {
            ratio(printed, &self.top, &self.bottom)
        };
        // A denominator that may be zero decides nothing.
        judged.unwrap_or(RateJudgement::Right)
    }

    /// The right rate with two decimals.
    pub fn shown(&self) -> String {
        format!("{}%", fixed(&self.percent, 2))
    }

    /// The right rate at the precision printed: `97%`.
    pub fn shown_like(&self, printed: &Printed) -> String {
        format!("{}%", fixed(&self.percent, printed.decimals))
    }
}
