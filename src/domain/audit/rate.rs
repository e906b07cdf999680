//! A printed rate held against its two figures.

use crate::domain::figure::{Exact, fixed};

use super::printed::{Printed, half_unit};

/// Two printed figures whose quotient is wanted.
#[derive(Debug, Clone)]
pub(super) struct Quotient {
    /// The exact quotient of the printed figures, in percent.
    pub percent: Exact,
    /// How far the figures' own rounding may move it.
    slack: Exact,
}

/// What a printed rate turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Right at the precision printed.
    Fits,
    /// Cut off instead of rounded.
    CutOff,
    /// Right but for its sign.
    WrongSign,
    /// Something else.
    Wrong,
}

impl Quotient {
    /// `top` ÷ `bottom`; `None` when `bottom` is zero.
    pub fn of(top: &Printed, bottom: &Printed) -> Option<Self> {
        let half = common_half(&[top, bottom]);
        Self::with(&top.number, &bottom.number, &half, &half)
    }

    /// (`this` − `last`) ÷ `last`; `None` when `last` is zero.
    pub fn change(this: &Printed, last: &Printed) -> Option<Self> {
        let half = common_half(&[this, last]);
        let gap = &this.number - &last.number;
        Self::with(&gap, &last.number, &(&half * &Exact::whole(2)), &half)
    }

    fn with(top: &Exact, bottom: &Exact, top_half: &Exact, bottom_half: &Exact) -> Option<Self> {
        let hundred = Exact::whole(100);
        let ratio = top.divided_by(bottom)?;
        let moved = &(top_half + &(bottom_half * &ratio.abs())) * &hundred;
        Some(Self {
            percent: &ratio * &hundred,
            slack: moved.divided_by(&bottom.abs())?,
        })
    }

    /// Judges a rate printed as `97%`, `97` or `0.97`.
    pub fn judge(&self, printed: &Printed) -> Verdict {
        let shares = [
            Some((self.percent.clone(), self.slack.clone())),
            (!printed.is_percent).then(|| (hundredth(&self.percent), hundredth(&self.slack))),
        ];
        let shares: Vec<(Exact, Exact)> = shares.into_iter().flatten().collect();
        let is = |test: &dyn Fn(&Exact, &Exact) -> bool| {
            shares.iter().any(|(value, slack)| test(value, slack))
        };
        if is(&|value, slack| fits(value, slack, printed)) {
            Verdict::Fits
        } else if is(&|value, slack| !value.is_zero() && fits(&-value, slack, printed)) {
            Verdict::WrongSign
        } else if is(&|value, _| cut(value, printed.decimals).as_ref() == Some(&printed.number)) {
            Verdict::CutOff
        } else {
            Verdict::Wrong
        }
    }

    /// The right rate, with at least two decimals.
    pub fn shown(&self) -> String {
        format!("{}%", fixed(&self.percent, 2))
    }

    /// The right rate at the precision printed, when that differs from two decimals: `97%`.
    pub fn shown_like(&self, printed: &Printed) -> String {
        format!("{}%", fixed(&self.percent, printed.decimals))
    }
}

fn hundredth(value: &Exact) -> Exact {
    value
        .divided_by(&Exact::whole(100))
        .unwrap_or_else(Exact::zero)
}

fn fits(value: &Exact, slack: &Exact, printed: &Printed) -> bool {
    let ends = (value - slack, value + slack);
    match (
        ends.0.rounded(printed.decimals).map(Exact::from),
        ends.1.rounded(printed.decimals).map(Exact::from),
    ) {
        (Some(low), Some(high)) => low <= printed.number && printed.number <= high,
        _ => false,
    }
}

fn cut(value: &Exact, decimals: u32) -> Option<Exact> {
    value.truncated(decimals).map(Exact::from)
}

/// How far printed figures of one kind may be from what they were rounded from.
///
/// Figures without decimals are taken as exact unless they are so large that 万元 may have been
/// rounded away.
fn common_half(figures: &[&Printed]) -> Exact {
    let decimals = figures.iter().map(|f| f.decimals).max().unwrap_or(0);
    let is_large = figures
        .iter()
        .all(|figure| figure.number.abs() >= Exact::whole(100));
    if decimals == 0 && !is_large {
        Exact::zero()
    } else {
        half_unit(decimals)
    }
}
