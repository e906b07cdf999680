//! The one table of the workflow: who may do what in which state, and what follows.

use super::{FilingFacts, Role, State, Verb};

/// What follows a deed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// The filing stays where it is.
    Same,
    /// The filing goes to the first review of its chain.
    FirstReview,
    /// The filing goes to the review after this one, or waits for its publication.
    ReviewAfter,
    /// The filing goes to this state.
    To(State),
}

impl Next {
    /// The state of this filing after the deed.
    pub(super) fn of(self, facts: &FilingFacts) -> State {
        match self {
            Self::Same => facts.state,
            Self::FirstReview => facts.first_review(),
            Self::ReviewAfter => facts.next_review(),
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

use Next::{FirstReview, ReviewAfter, Same, To};
use Role::{Accountant, AgencyChecker, DepartmentReviewer, FinanceReviewer, Publisher};
use State::{
    Approved, AwaitingCheck, AwaitingDepartment, AwaitingFinance, Cancelled, Draft, Published,
    Returned,
};
use Verb::{Approve, Cancel, Extend, Publish, Reinstate, Return, Save, Submit, View, Withdraw};

/// Everything that is allowed; what is not here is refused.
///
/// A draft that was never handed in, and what still lies inside the agency, is the agency's own
/// affair: reviewers outside see a filing from the moment it leaves. The bureau may extend and
/// cancel a task without seeing what is typed. 三员 run the portal and see no filing.
#[rustfmt::skip]
pub(super) const TRANSITIONS: &[Transition] = &[
    line(Draft,              Accountant,         View,      Same),
    line(Draft,              Accountant,         Save,      Same),
    line(Draft,              Accountant,         Submit,    FirstReview),
    line(Draft,              AgencyChecker,      View,      Same),
    line(Draft,              FinanceReviewer,    Cancel,    To(Cancelled)),
    line(Draft,              FinanceReviewer,    Extend,    Same),

    line(AwaitingCheck,      Accountant,         View,      Same),
    line(AwaitingCheck,      Accountant,         Withdraw,  To(Draft)),
    line(AwaitingCheck,      AgencyChecker,      View,      Same),
    line(AwaitingCheck,      AgencyChecker,      Approve,   ReviewAfter),
    line(AwaitingCheck,      AgencyChecker,      Return,    To(Draft)), // has not left the agency
    line(AwaitingCheck,      FinanceReviewer,    Cancel,    To(Cancelled)),
    line(AwaitingCheck,      FinanceReviewer,    Extend,    Same),

    line(AwaitingDepartment, Accountant,         View,      Same),
    line(AwaitingDepartment, Accountant,         Withdraw,  To(Draft)), // only where it is the first review
    line(AwaitingDepartment, AgencyChecker,      View,      Same),
    line(AwaitingDepartment, DepartmentReviewer, View,      Same),
    line(AwaitingDepartment, DepartmentReviewer, Approve,   ReviewAfter),
    line(AwaitingDepartment, DepartmentReviewer, Return,    To(Returned)),
    line(AwaitingDepartment, FinanceReviewer,    View,      Same),
    line(AwaitingDepartment, FinanceReviewer,    Cancel,    To(Cancelled)),
    line(AwaitingDepartment, Publisher,          View,      Same),

    line(AwaitingFinance,    Accountant,         View,      Same),
    line(AwaitingFinance,    Accountant,         Withdraw,  To(Draft)), // only where it is the first review
    line(AwaitingFinance,    AgencyChecker,      View,      Same),
    line(AwaitingFinance,    DepartmentReviewer, View,      Same),
    line(AwaitingFinance,    FinanceReviewer,    View,      Same),
    line(AwaitingFinance,    FinanceReviewer,    Approve,   ReviewAfter),
    line(AwaitingFinance,    FinanceReviewer,    Return,    To(Returned)),
    line(AwaitingFinance,    FinanceReviewer,    Cancel,    To(Cancelled)),
    line(AwaitingFinance,    Publisher,          View,      Same),

    line(Returned,           Accountant,         View,      Same),
    line(Returned,           Accountant,         Save,      Same),
    line(Returned,           Accountant,         Submit,    FirstReview),
    line(Returned,           AgencyChecker,      View,      Same),
    line(Returned,           DepartmentReviewer, View,      Same),
    line(Returned,           FinanceReviewer,    View,      Same),
    line(Returned,           FinanceReviewer,    Cancel,    To(Cancelled)),
    line(Returned,           FinanceReviewer,    Extend,    Same),
    line(Returned,           Publisher,          View,      Same),

    line(Approved,           Accountant,         View,      Same),
    line(Approved,           AgencyChecker,      View,      Same),
    line(Approved,           DepartmentReviewer, View,      Same),
    line(Approved,           FinanceReviewer,    View,      Same),
    line(Approved,           Publisher,          View,      Same),
    line(Approved,           Publisher,          Return,    To(Returned)),
    line(Approved,           Publisher,          Publish,   To(Published)),

    line(Published,          Accountant,         View,      Same),
    line(Published,          AgencyChecker,      View,      Same),
    line(Published,          DepartmentReviewer, View,      Same),
    line(Published,          FinanceReviewer,    View,      Same),
    line(Published,          Publisher,          View,      Same),

    line(Cancelled,          Accountant,         View,      Same),
    line(Cancelled,          AgencyChecker,      View,      Same),
    line(Cancelled,          FinanceReviewer,    Reinstate, To(Draft)),
];
