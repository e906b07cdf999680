//! Re-scoring (财政复核): a reviewer corrects what was typed or judged, never a result.
//!
//! A [`Correction`] lies over one cell of the filing as it was handed in ([`Original`]); the agency's
//! own text stays. [`Rescored`] evaluates both, so that 自评得分 and 财政复核得分 come from the same
//! rules, and says which correction made which part of the difference ([`Cause`]).

mod correction;
mod original;
mod problem;
mod rescored;
mod split;
mod words;

pub use correction::{Correction, CorrectionKind};
pub use original::Original;
pub use problem::{CorrectionProblem, LONGEST_REASON, NotCorrigible};
pub use rescored::{Rescored, ScoreLine};
pub use split::{Cause, Split};
