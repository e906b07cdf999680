//! 财政复核: who may correct a filing, and who sees the corrections.

use super::{Actor, FilingFacts, Refusal, Role, State, Verb, decide};

/// Whether the actor may correct this filing now: the bureau's reviewer, in the step in which he may
/// approve it.
///
/// # Errors
/// Why not.
pub fn decide_rescore(actor: &Actor, facts: &FilingFacts) -> Result<(), Refusal> {
    let verb = Verb::Approve;
    if actor.role != Role::FinanceReviewer {
        decide(actor, Verb::View, facts)?;
        let role = actor.role;
        return Err(Refusal::NotYourRole { role, verb });
    }
    decide(actor, verb, facts).map(drop)
}

/// Whether the corrections of a filing are shown to this person: to the agency only once the bureau
/// has decided, to everybody else who sees the filing at all times.
#[must_use]
pub fn may_see_corrections(actor: &Actor, facts: &FilingFacts) -> bool {
    let is_agency = matches!(actor.role, Role::Accountant | Role::AgencyChecker);
    decide(actor, Verb::View, facts).is_ok() && (are_corrections_shown(facts.state) || !is_agency)
}

/// Whether the bureau has decided, so that the agency sees what was corrected.
#[must_use]
pub fn are_corrections_shown(state: State) -> bool {
    matches!(state, State::Approved | State::Published)
}
