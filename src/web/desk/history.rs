//! 办理过程: who did what with a filing and when, and what is still to come.

use crate::domain::workflow::{FilingFacts, State, Verb};
use crate::store::decision::Decision;
use crate::web::time::to_the_minute;

/// One deed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What was done.
    pub verb: Verb,
    /// In which step of the review: 单位内部, 主管部门, 财政, or empty.
    pub step: &'static str,
    /// Who did it.
    pub by: String,
    /// When.
    pub at: String,
    /// Why; empty where no reason is asked.
    pub reason: String,
}

impl Step {
    /// A deed as pages show it.
    #[must_use]
    pub fn of(decision: &Decision) -> Self {
        let step = match (decision.verb, decision.step) {
            (Verb::Approve | Verb::Return, State::AwaitingCheck) => "单位内部",
            (Verb::Approve | Verb::Return, State::AwaitingDepartment) => "主管部门",
            (Verb::Approve | Verb::Return, State::AwaitingFinance) => "财政",
            _ => "",
        };
        Self {
            verb: decision.verb,
            step,
            by: decision.decided_by_name.clone(),
            at: to_the_minute(decision.decided_at),
            reason: decision.reason.clone(),
        }
    }
}

/// The way of a filing: what was done, oldest first, and what it waits for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Timeline {
    /// The deeds, oldest first.
    pub steps: Vec<Step>,
    /// What is to be done now, and after it.
    pub ahead: Vec<&'static str>,
}

impl Timeline {
    /// The way of a filing that stands like this.
    #[must_use]
    pub fn of(facts: &FilingFacts, decisions: &[Decision]) -> Self {
        Self {
            steps: decisions.iter().map(Step::of).collect(),
            ahead: facts.ahead().into_iter().filter_map(State::task).collect(),
        }
    }

    /// Whether nothing was done and nothing is to come.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty() && self.ahead.is_empty()
    }
}
