//! 统计: what filings come to is kept when they move, read together, and counted anew where somebody
//! wants to be sure.

mod keep;
mod look;
mod recount;

pub(super) use keep::{
    judgement_of, keep_judgement, keep_move, keep_rescoring, keep_return, with_history,
};
pub use look::{StatisticsError, StatisticsRecord, Wanted, load_statistics};
pub use recount::recount_campaign;
