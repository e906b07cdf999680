//! K01 and K15: one figure over another, and the percentage that the text prints for them.

use crate::domain::check::arithmetic::{self, RateJudgement};
use crate::domain::figure::{Exact, fixed};
use crate::domain::narrative::Remark;
use crate::domain::narrative::figures::Figure;
use crate::domain::narrative::remark::{Draft, error};

use super::reading::{Reading, in_unit_of};

/// Two figures and the percentage of the upper in the lower one.
pub(super) struct Quotient<'r> {
    pub rate: &'r Figure,
    pub upper: &'r Figure,
    pub lower: &'r Figure,
    /// Whether the lower figure is exact, however few digits it is printed with: a target.
    pub is_target: bool,
}

impl Quotient<'_> {
    /// Whether the printed percentage is right.
    pub fn is_right(&self, reading: &Reading<'_>) -> bool {
        self.judged(reading) == Some(RateJudgement::Right)
    }

    fn judged(&self, reading: &Reading<'_>) -> Option<RateJudgement> {
        let mut base = reading.printed(self.lower);
        if self.is_target {
            base.step = Exact::zero();
        }
        let upper = reading.printed(self.upper);
        arithmetic::ratio(&reading.ratio(self.rate)?, &upper, &base)
    }

    /// What is said where it is not.
    pub fn told(&self, reading: &Reading<'_>) -> Option<Remark> {
        let exact = self.upper.value().divided_by(&self.lower.value())?;
        let judged = self.judged(reading)?;
        let right = format!(
            "{}%",
            fixed(&(&exact * &Exact::whole(100)), self.rate.decimals())
        );
        let shown = reading.shown(self.rate);
        if judged == RateJudgement::Right || right == shown {
            return None;
        }
        if let Some(remark) = unit_slip(reading, self.rate, self.upper, self.lower) {
            return Some(remark);
        }
        let message = format!(
            "{}÷{}应为{right}，文中是{shown}{}。",
            reading.shown(self.upper),
            reading.shown(self.lower),
            judged.words()
        );
        let draft = Draft::new("K01", message, "请核对两个数和比率。").expecting(right);
        Some(error(reading.passage, self.rate.at.clone(), draft))
    }
}

/// 元 for 万元 in one of two amounts, where the percentage is right for the other unit.
pub(super) fn unit_slip(
    reading: &Reading<'_>,
    rate: &Figure,
    upper: &Figure,
    lower: &Figure,
) -> Option<Remark> {
    if !upper.is_money() || !lower.is_money() || upper.factor == lower.factor {
        return None;
    }
    let printed = reading.ratio(rate)?;
    let as_lower = Figure {
        factor: lower.factor,
        ..upper.clone()
    };
    let as_upper = Figure {
        factor: upper.factor,
        ..lower.clone()
    };
    let fits = |upper: &Figure, lower: &Figure| {
        arithmetic::ratio(&printed, &reading.printed(upper), &reading.printed(lower))
            == Some(RateJudgement::Right)
    };
    // The plain 元 is the slip: nobody writes 万 by mistake.
    let (figure, meant) = if upper.factor == 1 && fits(&as_lower, lower) {
        (upper, as_lower)
    } else if lower.factor == 1 && fits(upper, &as_upper) {
        (lower, as_upper)
    } else {
        return None;
    };
    let shown = reading.shown(figure);
    let meant = in_unit_of(&meant.value(), &meant);
    let message = format!(
        "“{shown}”的单位不对：按{meant}算，{}才相符。",
        reading.shown(rate)
    );
    let draft = Draft::new("K15", message, "请改正单位。").expecting(meant);
    Some(error(reading.passage, figure.at.clone(), draft))
}
