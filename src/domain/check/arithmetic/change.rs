//! Increases against their bases, and what is left at the end of a year.

use super::diagnosis;
use super::printed::slack;
use super::{Figure, Printed, RateJudgement, SumJudgement, rate, ratio};
use crate::domain::figure::Exact;

/// Judges a printed increase: `this` minus `last`. A decrease is printed as a negative number, or
/// the two are given in turned order. `elsewhere` are other figures of the document; one that fits
/// in the place of a base tells of a mixed basis.
#[must_use]
pub fn change(
    printed: &Figure<'_>,
    this: &Figure<'_>,
    last: &Figure<'_>,
    elsewhere: &[Figure<'_>],
) -> SumJudgement {
    let added = this.value() - last.value();
    judged(printed, added, &[this, last], || {
        diagnosis::of_change(printed, this, last, elsewhere)
    })
}

/// Judges a printed growth rate (a ratio): (`this` − `last`) ÷ `last`. `None` when `last` is or may
/// be zero.
#[must_use]
pub fn growth(printed: &Printed, this: &Printed, last: &Printed) -> Option<RateJudgement> {
    let one = Exact::whole(1);
    let exact = &this.value.divided_by(&last.value)? - &one;
    match rate(printed, &exact) {
        RateJudgement::Wrong => {}
        judged => return Some(judged),
    }
    // Growth is this ÷ last − 1, so what rounding may do to it is what it may do to the quotient.
    let quotient = Printed {
        value: &printed.value + &one,
        step: printed.step.clone(),
    };
    ratio(&quotient, this, last)
}

/// Judges a balance: `opening` + `income` − `spending` against the printed `closing`.
#[must_use]
pub fn balance(
    opening: &Figure<'_>,
    income: &Figure<'_>,
    spending: &Figure<'_>,
    closing: &Figure<'_>,
) -> SumJudgement {
    let added = &(opening.value() + income.value()) - spending.value();
    judged(closing, added, &[opening, income, spending], || {
        diagnosis::of_balance(opening, income, spending, closing)
    })
}

fn judged(
    printed: &Figure<'_>,
    added: Exact,
    from: &[&Figure<'_>],
    cause: impl FnOnce() -> Option<super::Diagnosis>,
) -> SumJudgement {
    let gap = &added - printed.value();
    if gap.abs() <= printed.printed.slack() {
        return SumJudgement::Right;
    }
    let figures = from.iter().copied().chain(std::iter::once(printed));
    let most = slack(figures.map(|figure| &figure.printed));
    if gap.abs() <= most {
        return SumJudgement::Tail { added, gap };
    }
    SumJudgement::Wrong {
        added,
        gap,
        cause: cause(),
    }
}
