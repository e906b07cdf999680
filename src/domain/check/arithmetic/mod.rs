//! The arithmetic of printed figures: rates, sums, changes and balances, judged on exact numbers.
//!
//! Nothing here knows a scheme or a cell: a figure is a label, the text as printed, its value and
//! how precisely it was printed ([`Figure`]). The checks of a filing and the checker of documents
//! call the same functions, so both say the same about the same figures.
//!
//! | question | function |
//! |---|---|
//! | is this printed rate the exact one, rounded half-up to the decimals it shows? | [`rate`] |
//! | the same, where numerator and denominator are themselves rounded prints | [`ratio`] |
//! | do these parts add up to that total? | [`sum`] |
//! | is this year minus last year the printed increase? | [`change`] |
//! | 年初结转＋本年收入－本年支出＝年末结转? | [`balance`] |
//! | do two numbers differ by a slip of the pen only? | [`is_slip`] |
//! | which two figures of unlike kind make the printed rate? | [`basis`] |

mod basis;
mod change;
mod diagnosis;
mod printed;
mod rate;
mod slip;
mod sum;

pub use basis::{Basis, basis};
pub use change::{balance, change, growth};
pub use diagnosis::{Cause, Diagnosis};
pub use printed::{Figure, Printed};
pub use rate::{RateJudgement, rate, ratio};
pub use slip::is_slip;
pub use sum::{SumJudgement, sum};
