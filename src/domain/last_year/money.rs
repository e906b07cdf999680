//! Amounts that differ from last year's, or from what stands beside them, as 元 differ from 万元.

use crate::domain::figure::Exact;

/// What 元 and 万元 differ by.
pub const TEN_THOUSAND_TIMES: i64 = 10_000;

/// Budgets seldom grow or shrink fivefold in a year, so a wrong unit stays within this.
const WITHIN: i64 = 5;

/// From so many times the scheme's unit on the greater of the two is worth a question: smaller
/// amounts multiply easily.
const LEAST: i64 = 100;

/// Whether one of two amounts is about ten thousand times the other.
pub(in crate::domain) fn is_unit_slip(this: &Exact, last: &Exact) -> bool {
    let (this, last) = (this.abs(), last.abs());
    let (small, great) = if this < last {
        (this, last)
    } else {
        (last, this)
    };
    let Some(times) = great.divided_by(&small) else {
        return false;
    };
    great >= Exact::whole(LEAST)
        && times >= Exact::whole(TEN_THOUSAND_TIMES / WITHIN)
        && times <= Exact::whole(TEN_THOUSAND_TIMES * WITHIN)
}
