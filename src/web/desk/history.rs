//! Who did what with a filing, and when.

use crate::domain::workflow::Verb;
use crate::store::decision::Decision;
use crate::web::time::to_the_minute;

/// One deed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What was done.
    pub verb: Verb,
    /// In which step of the review: 主管部门, 财政, or empty.
    pub step: &'static str,
    /// Who did it.
    pub by: String,
    /// When.
    pub at: String,
    /// Why; empty where no reason is asked.
    pub reason: String,
}

/// The deeds in the order given.
#[must_use]
pub fn history(decisions: &[Decision]) -> Vec<Step> {
    use crate::domain::workflow::State::{AwaitingDepartment, AwaitingFinance};
    let step = |decision: &Decision| match (decision.verb, decision.step) {
        (Verb::Approve | Verb::Return, AwaitingDepartment) => "主管部门",
        (Verb::Approve | Verb::Return, AwaitingFinance) => "财政",
        _ => "",
    };
    decisions
        .iter()
        .map(|decision| Step {
            verb: decision.verb,
            step: step(decision),
            by: decision.decided_by_name.clone(),
            at: to_the_minute(decision.decided_at),
            reason: decision.reason.clone(),
        })
        .collect()
}
