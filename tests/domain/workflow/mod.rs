//! All states × all verbs × all roles, as a table of its own beside the program's.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use ziping::domain::workflow::{
    Actor, Chain, FilingFacts, OrganizationKind, Progress, Refusal, Role, State, Verb, advance,
    check_extension, decide, due_on, may, may_open_campaign, possible_verbs, states_seen_by,
    states_waiting_for,
};

mod tables;

use tables::{CHAINS, WHOLE_CHAIN};

fn on_chain(
    state: State,
    (agency_check, department, is_under_one, _): (bool, bool, bool, &str),
) -> FilingFacts {
    FilingFacts {
        chain: Chain {
            agency_check,
            department,
        },
        department_id: is_under_one.then(|| "department".to_owned()),
        ..facts(state)
    }
}

/// The cells of a table by role and state.
fn cells(table: &'static str) -> BTreeMap<(Role, State), Vec<&'static str>> {
    let lines = table.lines().filter(|line| !line.trim().is_empty());
    lines
        .map(|line| {
            let mut columns = line.split('|').map(str::trim);
            let role = Role::from_code(columns.next().unwrap()).unwrap();
            let state = State::from_code(columns.next().unwrap()).unwrap();
            let expected: Vec<&str> = columns.collect();
            assert_eq!(expected.len(), Verb::ALL.len(), "{line}");
            ((role, state), expected)
        })
        .collect()
}

fn facts(state: State) -> FilingFacts {
    FilingFacts {
        state,
        agency_id: "agency".to_owned(),
        chain: Chain::default(),
        department_id: Some("department".to_owned()),
        bureau_id: "bureau".to_owned(),
        submitted_by: state.is_locked().then(|| "somebody".to_owned()),
        finance_approved_by: None,
    }
}

fn actor(role: Role) -> Actor {
    let organization = match role.organization_kind() {
        Some(OrganizationKind::Agency) => Some("agency"),
        Some(OrganizationKind::Department) => Some("department"),
        Some(OrganizationKind::Bureau) => Some("bureau"),
        None => None,
    };
    Actor {
        account_id: format!("the {}", role.code()),
        role,
        organization_id: organization.map(str::to_owned),
    }
}

fn outcome(actor: &Actor, verb: Verb, facts: &FilingFacts) -> String {
    match decide(actor, verb, facts) {
        Ok(state) if state == facts.state => "=".to_owned(),
        Ok(state) => state.code().to_owned(),
        Err(refusal) => refusal.code().to_owned(),
    }
}

#[test]
fn every_role_may_do_exactly_what_the_table_says_on_every_chain() {
    let whole = cells(WHOLE_CHAIN);
    assert_eq!(whole.len(), Role::ALL.len() * State::ALL.len());
    for chain in CHAINS {
        let mut expected = whole.clone();
        expected.extend(cells(chain.3));
        for ((role, state), cells) in expected {
            for (verb, cell) in Verb::ALL.into_iter().zip(cells) {
                let found = outcome(&actor(role), verb, &on_chain(state, chain));
                let is_outside = role == Role::DepartmentReviewer && !chain.2;
                let cell = match cell {
                    _ if is_outside => "not-under-you",
                    "-" => "not-your-role",
                    other => other,
                };
                assert_eq!(found, cell, "{role:?} {verb:?} in {state:?} on {chain:?}");
            }
        }
    }
}

/// Where a filing can come to on a chain.
fn reachable(chain: (bool, bool, bool, &str), start: State) -> BTreeSet<State> {
    let mut reached = BTreeSet::from([start]);
    loop {
        let next: BTreeSet<State> = reached
            .iter()
            .flat_map(|state| {
                let facts = on_chain(*state, chain);
                Role::ALL.into_iter().flat_map(move |role| {
                    let facts = facts.clone();
                    Verb::ALL
                        .into_iter()
                        .filter_map(move |verb| decide(&actor(role), verb, &facts).ok())
                })
            })
            .chain(reached.iter().copied())
            .collect();
        if next == reached {
            return reached;
        }
        reached = next;
    }
}

#[test]
fn no_chain_has_a_dead_end_or_a_way_into_a_review_it_does_not_ask_for() {
    for chain in CHAINS {
        let (checks, asks, is_under_one, _) = chain;
        let reached = reachable(chain, State::Draft);
        assert_eq!(reached.contains(&State::AwaitingCheck), checks, "{chain:?}");
        assert_eq!(
            reached.contains(&State::AwaitingDepartment),
            asks && is_under_one
        );
        for state in reached {
            let ends = reachable(chain, state);
            assert!(ends.contains(&State::Published), "{state:?} on {chain:?}");
            let may_cancel = ends.contains(&State::Cancelled);
            assert_eq!(
                may_cancel,
                state != State::Published,
                "{state:?} on {chain:?}"
            );
        }
    }
}

#[test]
fn what_lies_ahead_is_the_way_that_approvals_take() {
    for chain in CHAINS {
        for state in reachable(chain, State::Draft) {
            let mut way = Vec::new();
            let mut facts = on_chain(state, chain);
            while let Some(next) = forward(&facts) {
                way.push(facts.state);
                facts.state = next;
            }
            assert_eq!(
                on_chain(state, chain).ahead(),
                way,
                "{state:?} on {chain:?}"
            );
        }
    }
}

/// The state after the deed that moves a filing towards its publication.
fn forward(facts: &FilingFacts) -> Option<State> {
    [Verb::Submit, Verb::Approve, Verb::Publish]
        .into_iter()
        .flat_map(|verb| Role::ALL.map(|role| (role, verb)))
        .find_map(|(role, verb)| decide(&actor(role), verb, facts).ok())
}

proptest! {
    /// Whatever people do in whatever order: nobody judges his own, what is locked keeps its text,
    /// and whoever published is not who approved.
    #[test]
    fn no_order_of_deeds_breaks_the_rules(
        chain in 0..CHAINS.len(),
        deeds in proptest::collection::vec((0..Role::ALL.len(), 0..2_u8, 0..Verb::ALL.len()), 0..60),
    ) {
        let mut facts = on_chain(State::Draft, CHAINS[chain]);
        for (role, person, verb) in deeds {
            // The same two people hold every role in turn, as no portal would let them.
            let actor = Actor { account_id: format!("person {person}"), ..actor(Role::ALL[role]) };
            let verb = Verb::ALL[verb];
            let Ok(after) = advance(&actor, verb, &facts) else { continue };
            let own = facts.submitted_by.as_ref() == Some(&actor.account_id);
            prop_assert!(!(own && matches!(verb, Verb::Approve | Verb::Return | Verb::Publish)));
            prop_assert!(verb != Verb::Save || !facts.state.is_locked());
            if verb == Verb::Publish {
                prop_assert!(facts.finance_approved_by.is_some());
                prop_assert_ne!(&facts.finance_approved_by, &Some(actor.account_id));
            }
            facts = after;
        }
    }
}

fn all() -> impl Iterator<Item = (State, Verb)> {
    State::ALL
        .into_iter()
        .flat_map(|state| Verb::ALL.into_iter().map(move |verb| (state, verb)))
}

#[test]
fn filings_of_others_are_always_refused() {
    for role in Role::ALL {
        for organization in [Some("elsewhere".to_owned()), None] {
            let stranger = Actor {
                organization_id: organization,
                ..actor(role)
            };
            for (state, verb) in all() {
                assert!(
                    !may(&stranger, verb, &facts(state)),
                    "{role:?} {verb:?} {state:?}"
                );
                assert!(!may(&stranger, verb, &on_chain(state, CHAINS[7])));
            }
        }
    }
}

#[test]
fn an_id_of_one_kind_of_organization_opens_nothing_of_another() {
    // An accountant whose organization is the bureau is not the bureau.
    for role in Role::ALL {
        for place in ["agency", "department", "bureau"] {
            let actor = Actor {
                organization_id: Some(place.to_owned()),
                ..actor(role)
            };
            let right = role.organization_kind().map(OrganizationKind::code) == Some(place);
            assert_eq!(may(&actor, Verb::View, &facts(State::Published)), right);
        }
    }
}

#[test]
fn nobody_judges_what_he_submitted() {
    let judges = [
        (
            Role::DepartmentReviewer,
            State::AwaitingDepartment,
            Verb::Approve,
        ),
        (
            Role::DepartmentReviewer,
            State::AwaitingDepartment,
            Verb::Return,
        ),
        (Role::FinanceReviewer, State::AwaitingFinance, Verb::Approve),
        (Role::FinanceReviewer, State::AwaitingFinance, Verb::Return),
        (Role::Publisher, State::Approved, Verb::Return),
        (Role::Publisher, State::Approved, Verb::Publish),
    ];
    for (role, state, verb) in judges {
        let actor = actor(role);
        let mut facts = facts(state);
        assert!(may(&actor, verb, &facts));
        facts.submitted_by = Some(actor.account_id.clone());
        assert_eq!(decide(&actor, verb, &facts), Err(Refusal::OwnSubmission));
        assert!(may(&actor, Verb::View, &facts));
    }
}

#[test]
fn nobody_publishes_what_he_approved() {
    let publisher = actor(Role::Publisher);
    let mut facts = facts(State::Approved);
    facts.finance_approved_by = Some(publisher.account_id.clone());
    let refused = decide(&publisher, Verb::Publish, &facts);
    assert_eq!(refused, Err(Refusal::OwnApproval));
}

#[test]
fn each_deed_leaves_its_doer_in_the_facts_and_a_return_wipes_them() {
    let (accountant, department) = (actor(Role::Accountant), actor(Role::DepartmentReviewer));
    let (finance, publisher) = (actor(Role::FinanceReviewer), actor(Role::Publisher));
    let submitted = advance(&accountant, Verb::Submit, &facts(State::Draft)).unwrap();
    assert_eq!(submitted.submitted_by, Some(accountant.account_id.clone()));
    let reviewed = advance(&department, Verb::Approve, &submitted).unwrap();
    assert_eq!(reviewed.finance_approved_by, None);
    let approved = advance(&finance, Verb::Approve, &reviewed).unwrap();
    assert_eq!(
        approved.finance_approved_by,
        Some(finance.account_id.clone())
    );
    let published = advance(&publisher, Verb::Publish, &approved).unwrap();
    assert_eq!(published.state, State::Published);
    assert_eq!(published.submitted_by, Some(accountant.account_id.clone()));
    let returned = advance(&publisher, Verb::Return, &approved).unwrap();
    assert_eq!(
        (returned.submitted_by, returned.finance_approved_by),
        (None, None)
    );
}

#[test]
fn each_role_waits_for_its_own_states() {
    use State::{Approved, AwaitingDepartment, AwaitingFinance, Draft, Returned};
    assert_eq!(states_waiting_for(Role::Accountant), [Draft, Returned]);
    assert_eq!(
        states_waiting_for(Role::DepartmentReviewer),
        [AwaitingDepartment]
    );
    assert_eq!(states_waiting_for(Role::FinanceReviewer), [AwaitingFinance]);
    assert_eq!(states_waiting_for(Role::Publisher), [Approved]);
    assert_eq!(
        states_waiting_for(Role::AgencyChecker),
        [State::AwaitingCheck]
    );
    for role in Role::ALL.into_iter().filter(|role| role.is_of_the_house()) {
        assert_eq!(states_waiting_for(role), []);
    }
}

#[test]
fn buttons_are_what_decide_allows() {
    for role in Role::ALL {
        for state in State::ALL {
            for verb in possible_verbs(&actor(role), &facts(state)) {
                assert!(decide(&actor(role), verb, &facts(state)).is_ok());
            }
        }
    }
}

#[test]
fn only_the_bureau_itself_opens_its_campaigns() {
    let bureau = "bureau".to_owned();
    for role in Role::ALL {
        let expected = matches!(role, Role::FinanceReviewer | Role::Publisher);
        assert_eq!(may_open_campaign(&actor(role), &bureau), expected);
        assert!(!may_open_campaign(&actor(role), &"other".to_owned()));
    }
}

#[test]
fn nobody_outside_sees_what_has_not_left_the_agency() {
    for role in [
        Role::DepartmentReviewer,
        Role::FinanceReviewer,
        Role::Publisher,
    ] {
        let hidden = [State::Draft, State::AwaitingCheck, State::Cancelled];
        assert!(
            states_seen_by(role)
                .iter()
                .all(|state| !hidden.contains(state)),
            "{role:?}"
        );
        assert_eq!(states_seen_by(role).len(), State::ALL.len() - hidden.len());
    }
    assert_eq!(states_seen_by(Role::Accountant), State::ALL);
    assert_eq!(states_seen_by(Role::AgencyChecker), State::ALL);
    for role in Role::ALL.into_iter().filter(|role| role.is_of_the_house()) {
        assert_eq!(states_seen_by(role), []);
    }
}

#[test]
fn every_filing_is_counted_once_and_only_debtors_are_urged() {
    let owed: Vec<&str> = Progress::ALL
        .into_iter()
        .filter(|kind| kind.is_owed())
        .map(Progress::code)
        .collect();
    assert_eq!(owed, ["not-started", "draft", "returned", "awaiting-check"]);
    for state in State::ALL {
        for is_started in [true, false] {
            let kind = Progress::of(state, is_started);
            assert_eq!(
                Progress::ALL.iter().filter(|other| **other == kind).count(),
                1
            );
            assert_eq!(Progress::from_code(kind.code()), Some(kind));
        }
    }
}

#[test]
fn an_extension_gives_more_time_and_never_takes_any() {
    let day = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();
    let due = day("2026-06-30");
    assert_eq!(due_on(due, None), due);
    assert_eq!(due_on(due, Some(day("2026-07-15"))), day("2026-07-15"));
    // The campaign's own day was moved past the extension.
    assert_eq!(due_on(due, Some(day("2026-06-01"))), due);
    let cases = [
        (
            "2026-06-29",
            "延期后的截止日期应晚于现在的截止日期 2026-06-30。",
        ),
        (
            "2026-06-30",
            "延期后的截止日期应晚于现在的截止日期 2026-06-30。",
        ),
        ("2026-07-01", ""),
        ("2027-06-30", ""),
        (
            "2027-07-01",
            "延期后的截止日期最晚到 2027-06-30，更晚的请调整年度工作的截止日期。",
        ),
    ];
    for (asked, problem) in cases {
        let found = check_extension(due, day(asked)).err();
        assert_eq!(
            found.map(|it| it.to_string()).unwrap_or_default(),
            problem,
            "{asked}"
        );
    }
}

#[test]
fn codes_are_permanent_and_read_back() {
    for role in Role::ALL {
        assert_eq!(Role::from_code(role.code()), Some(role));
    }
    for state in State::ALL {
        assert_eq!(State::from_code(state.code()), Some(state));
    }
    for verb in Verb::ALL {
        assert_eq!(Verb::from_code(verb.code()), Some(verb));
    }
    for kind in OrganizationKind::ALL {
        assert_eq!(OrganizationKind::from_code(kind.code()), Some(kind));
    }
}

#[test]
fn refusals_are_sentences() {
    let state = State::AwaitingFinance;
    let (role, verb) = (Role::Publisher, Verb::Save);
    for refusal in [
        Refusal::ForeignAgency,
        Refusal::NotUnderYou,
        Refusal::NotYourRole { role, verb },
        Refusal::AlreadySubmitted { state },
        Refusal::Locked { state },
        Refusal::ReviewStarted,
        Refusal::Cancelled,
        Refusal::NotNow { state, verb },
        Refusal::OwnSubmission,
        Refusal::OwnApproval,
    ] {
        assert!(refusal.to_string().ends_with('。'), "{refusal}");
    }
    let locked = Refusal::Locked { state }.to_string();
    assert!(locked.contains("目前待财政审核"), "{locked}");
}
