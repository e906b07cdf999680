//! The steps of review between 填报 and 公开, as a campaign asks for them.

use serde::{Deserialize, Serialize};

use super::{FilingFacts, State};

/// Which of the optional reviews a campaign asks for. The bureau's own is never optional.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Chain {
    /// 单位复核, inside the agency.
    pub agency_check: bool,
    /// 主管部门审核, for agencies that stand under a department.
    pub department: bool,
}

impl Default for Chain {
    fn default() -> Self {
        Self {
            agency_check: false,
            department: true,
        }
    }
}

impl FilingFacts {
    /// The reviews that this filing passes after 提交, in their order.
    #[must_use]
    pub fn reviews(&self) -> Vec<State> {
        let asks_department = self.chain.department && self.department_id.is_some();
        let optional = [
            (self.chain.agency_check, State::AwaitingCheck),
            (asks_department, State::AwaitingDepartment),
        ];
        optional
            .into_iter()
            .filter_map(|(is_asked, state)| is_asked.then_some(state))
            .chain([State::AwaitingFinance])
            .collect()
    }

    /// Where the filing waits next after this state, when nothing is sent back.
    fn follower(&self, state: State) -> Option<State> {
        match state {
            State::Draft | State::Returned => self.reviews().first().copied(),
            State::AwaitingFinance => Some(State::Approved),
            State::AwaitingCheck | State::AwaitingDepartment => {
                let later = self.reviews().into_iter().find(|review| *review > state);
                later.or(Some(State::AwaitingFinance))
            }
            State::Approved | State::Published | State::Cancelled => None,
        }
    }

    /// The first review after 提交.
    #[must_use]
    pub fn first_review(&self) -> State {
        self.follower(State::Draft)
            .unwrap_or(State::AwaitingFinance)
    }

    /// The step after the review in which the filing lies.
    #[must_use]
    pub fn next_review(&self) -> State {
        self.follower(self.state).unwrap_or(self.state)
    }

    /// Whether the filing lies before its first reviewer, who has not decided yet.
    #[must_use]
    pub fn is_before_first_review(&self) -> bool {
        self.state == self.first_review()
    }

    /// Where the filing waits now and will wait until it is public; nothing when it waits no more.
    #[must_use]
    pub fn ahead(&self) -> Vec<State> {
        let here = Some(self.state).filter(|state| state.task().is_some());
        std::iter::successors(here, |state| self.follower(*state)).collect()
    }
}
