//! The one decision about permissions.

use super::transition::{TRANSITIONS, Transition};
use super::{Actor, FilingFacts, Refusal, Role, State, Verb};

/// The state of the filing after the deed, or why the deed is refused.
///
/// Asked in this order: is the filing in the actor's sphere, does his role ever do this,
/// is it the moment for it, and is he somebody other than those who acted before.
pub fn decide(actor: &Actor, verb: Verb, facts: &FilingFacts) -> Result<State, Refusal> {
    check_sphere(actor, verb, facts)?;
    let transition = TRANSITIONS
        .iter()
        .find(|line| line.state == facts.state && line.role == actor.role && line.verb == verb)
        .ok_or_else(|| wrong_moment(actor.role, verb, facts.state))?;
    if verb == Verb::Withdraw && !facts.is_before_first_review() {
        return Err(Refusal::ReviewStarted);
    }
    check_separation(actor, verb, facts)?;
    Ok(transition.next.of(facts))
}

/// The filing after the deed: its state, and who is answerable for what now lies there.
pub fn advance(actor: &Actor, verb: Verb, facts: &FilingFacts) -> Result<FilingFacts, Refusal> {
    let state = decide(actor, verb, facts)?;
    let mut after = facts.clone();
    after.state = state;
    match verb {
        Verb::Submit => {
            after.submitted_by = Some(actor.account_id.clone());
            after.finance_approved_by = None;
        }
        Verb::Withdraw | Verb::Return | Verb::Cancel => {
            after.submitted_by = None;
            after.finance_approved_by = None;
        }
        Verb::Approve if actor.role == Role::FinanceReviewer => {
            after.finance_approved_by = Some(actor.account_id.clone());
        }
        Verb::View
        | Verb::Save
        | Verb::Approve
        | Verb::Publish
        | Verb::Reinstate
        | Verb::Extend => {}
    }
    Ok(after)
}

/// Whether the actor may do this now; for drawing buttons.
#[must_use]
pub fn may(actor: &Actor, verb: Verb, facts: &FilingFacts) -> bool {
    decide(actor, verb, facts).is_ok()
}

/// Everything the actor may do with the filing now, in the order of [`Verb::ALL`].
#[must_use]
pub fn possible_verbs(actor: &Actor, facts: &FilingFacts) -> Vec<Verb> {
    Verb::ALL
        .into_iter()
        .filter(|verb| may(actor, *verb, facts))
        .collect()
}

/// The states in which a filing waits for somebody of this role (待办).
#[must_use]
pub fn states_waiting_for(role: Role) -> Vec<State> {
    State::ALL
        .into_iter()
        .filter(|state| {
            TRANSITIONS
                .iter()
                .any(|line| line.state == *state && line.role == role && moves_on(line))
        })
        .collect()
}

/// The states in which somebody of this role may look at a filing of his sphere.
#[must_use]
pub fn states_seen_by(role: Role) -> Vec<State> {
    let sees = |state: &State| {
        TRANSITIONS
            .iter()
            .any(|line| line.state == *state && line.role == role && line.verb == Verb::View)
    };
    State::ALL.into_iter().filter(sees).collect()
}

fn moves_on(line: &Transition) -> bool {
    matches!(line.verb, Verb::Submit | Verb::Approve | Verb::Publish)
}

fn check_sphere(actor: &Actor, verb: Verb, facts: &FilingFacts) -> Result<(), Refusal> {
    match (actor.sphere(), actor.role) {
        (Some(sphere), _) if facts.is_within(&sphere) => Ok(()),
        (_, Role::Accountant | Role::AgencyChecker) => Err(Refusal::ForeignAgency),
        (_, role) if role.is_of_the_house() => Err(Refusal::NotYourRole { role, verb }),
        _ => Err(Refusal::NotUnderYou),
    }
}

/// The sentence for a deed that has no line in the table.
fn wrong_moment(role: Role, verb: Verb, state: State) -> Refusal {
    let ever = TRANSITIONS
        .iter()
        .any(|line| line.role == role && line.verb == verb);
    match verb {
        _ if !ever => Refusal::NotYourRole { role, verb },
        Verb::Save | Verb::Submit | Verb::Withdraw if state == State::Cancelled => {
            Refusal::Cancelled
        }
        Verb::Submit => Refusal::AlreadySubmitted { state },
        Verb::Save => Refusal::Locked { state },
        Verb::Withdraw if state.is_locked() => Refusal::ReviewStarted,
        _ => Refusal::NotNow { state, verb },
    }
}

fn check_separation(actor: &Actor, verb: Verb, facts: &FilingFacts) -> Result<(), Refusal> {
    let judges = matches!(verb, Verb::Approve | Verb::Return | Verb::Publish);
    if judges && facts.submitted_by.as_ref() == Some(&actor.account_id) {
        return Err(Refusal::OwnSubmission);
    }
    if verb == Verb::Publish && facts.finance_approved_by.as_ref() == Some(&actor.account_id) {
        return Err(Refusal::OwnApproval);
    }
    Ok(())
}
