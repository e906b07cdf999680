//! The one table of the workflow: who may do what in which state, and what follows.

use super::{FilingFacts, Role, State, Verb};

/// What follows a deed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// The filing stays where it is.
    Same,
    /// The filing goes to the first review: the department's, or the bureau's where no
    /// department supervises the agency.
    FirstReview,
    /// The filing goes to this state.
    To(State),
}

impl Next {
    /// The state of this filing after the deed.
    pub(super) fn of(self, facts: &FilingFacts) -> State {
        match self {
            Self::Same => facts.state,
            Self::FirstReview => facts.first_review(),
            Self::To(state) => state,
        }
    }
}

/// One line of the table.
pub(super) struct Transition {
    /// In this state
    pub(super) state: State,
    /// this role
    pub(super) role: Role,
    /// may do this,
    pub(super) verb: Verb,
    /// and this follows.
    pub(super) next: Next,
}

const fn line(state: State, role: Role, verb: Verb, next: Next) -> Transition {
    Transition {
        state,
        role,
        verb,
        next,
    }
}

use Next::{FirstReview, Same, To};
use Role::{Accountant, DepartmentReviewer, FinanceReviewer, Publisher};
use State::{Approved, AwaitingDepartment, AwaitingFinance, Draft, Published, Returned};
use Verb::{Approve, Publish, Return, Save, Submit, View, Withdraw};

/// Everything that is allowed; what is not here is refused.
///
/// A draft that was never handed in is the agency's own affair: reviewers see a filing
/// from its submission on. Administrators keep accounts and see no filing.
#[rustfmt::skip]
pub(super) const TRANSITIONS: &[Transition] = &[
    line(Draft,              Accountant,         View,     Same),
    line(Draft,              Accountant,         Save,     Same),
    line(Draft,              Accountant,         Submit,   FirstReview),

    line(AwaitingDepartment, Accountant,         View,     Same),
    line(AwaitingDepartment, Accountant,         Withdraw, To(Draft)),
    line(AwaitingDepartment, DepartmentReviewer, View,     Same),
    line(AwaitingDepartment, DepartmentReviewer, Approve,  To(AwaitingFinance)),
    line(AwaitingDepartment, DepartmentReviewer, Return,   To(Returned)),
    line(AwaitingDepartment, FinanceReviewer,    View,     Same),
    line(AwaitingDepartment, Publisher,          View,     Same),

    line(AwaitingFinance,    Accountant,         View,     Same),
    line(AwaitingFinance,    Accountant,         Withdraw, To(Draft)), // only where it is the first review
    line(AwaitingFinance,    DepartmentReviewer, View,     Same),
    line(AwaitingFinance,    FinanceReviewer,    View,     Same),
    line(AwaitingFinance,    FinanceReviewer,    Approve,  To(Approved)),
    line(AwaitingFinance,    FinanceReviewer,    Return,   To(Returned)),
    line(AwaitingFinance,    Publisher,          View,     Same),

    line(Returned,           Accountant,         View,     Same),
    line(Returned,           Accountant,         Save,     Same),
    line(Returned,           Accountant,         Submit,   FirstReview),
    line(Returned,           DepartmentReviewer, View,     Same),
    line(Returned,           FinanceReviewer,    View,     Same),
    line(Returned,           Publisher,          View,     Same),

    line(Approved,           Accountant,         View,     Same),
    line(Approved,           DepartmentReviewer, View,     Same),
    line(Approved,           FinanceReviewer,    View,     Same),
    line(Approved,           Publisher,          View,     Same),
    line(Approved,           Publisher,          Return,   To(Returned)),
    line(Approved,           Publisher,          Publish,  To(Published)),

    line(Published,          Accountant,         View,     Same),
    line(Published,          DepartmentReviewer, View,     Same),
    line(Published,          FinanceReviewer,    View,     Same),
    line(Published,          Publisher,          View,     Same),
];
