//! All states × all verbs × all roles, as a table of its own beside the program's.

use std::collections::BTreeSet;

use ziping::domain::workflow::{
    Actor, FilingFacts, OrganizationKind, Refusal, Role, State, Verb, advance, decide, may,
    may_open_campaign, possible_verbs, states_waiting_for,
};

/// Columns: 查看 暂存 提交 撤回 审核通过 退回修改 公开. A cell is the state that follows, `=` for
/// the same state, or the code of the refusal.
const UNDER_A_DEPARTMENT: &str = "
accountant | draft               | =       | =      | awaiting-department | not-now        | not-your-role | not-your-role | not-your-role
accountant | awaiting-department | =       | locked | already-submitted   | draft          | not-your-role | not-your-role | not-your-role
accountant | awaiting-finance    | =       | locked | already-submitted   | review-started | not-your-role | not-your-role | not-your-role
accountant | returned            | =       | =      | awaiting-department | not-now        | not-your-role | not-your-role | not-your-role
accountant | approved            | =       | locked | already-submitted   | review-started | not-your-role | not-your-role | not-your-role
accountant | published           | =       | locked | already-submitted   | review-started | not-your-role | not-your-role | not-your-role

agency-checker | draft               | not-your-role | not-your-role | not-your-role | not-your-role | not-your-role | not-your-role | not-your-role
agency-checker | awaiting-department | not-your-role | not-your-role | not-your-role | not-your-role | not-your-role | not-your-role | not-your-role
agency-checker | awaiting-finance    | not-your-role | not-your-role | not-your-role | not-your-role | not-your-role | not-your-role | not-your-role
agency-checker | returned            | not-your-role | not-your-role | not-your-role | not-your-role | not-your-role | not-your-role | not-your-role
agency-checker | approved            | not-your-role | not-your-role | not-your-role | not-your-role | not-your-role | not-your-role | not-your-role
agency-checker | published           | not-your-role | not-your-role | not-your-role | not-your-role | not-your-role | not-your-role | not-your-role

department-reviewer | draft               | not-now | not-your-role | not-your-role | not-your-role | not-now          | not-now  | not-your-role
department-reviewer | awaiting-department | =       | not-your-role | not-your-role | not-your-role | awaiting-finance | returned | not-your-role
department-reviewer | awaiting-finance    | =       | not-your-role | not-your-role | not-your-role | not-now          | not-now  | not-your-role
department-reviewer | returned            | =       | not-your-role | not-your-role | not-your-role | not-now          | not-now  | not-your-role
department-reviewer | approved            | =       | not-your-role | not-your-role | not-your-role | not-now          | not-now  | not-your-role
department-reviewer | published           | =       | not-your-role | not-your-role | not-your-role | not-now          | not-now  | not-your-role

finance-reviewer | draft               | not-now | not-your-role | not-your-role | not-your-role | not-now  | not-now  | not-your-role
finance-reviewer | awaiting-department | =       | not-your-role | not-your-role | not-your-role | not-now  | not-now  | not-your-role
finance-reviewer | awaiting-finance    | =       | not-your-role | not-your-role | not-your-role | approved | returned | not-your-role
finance-reviewer | returned            | =       | not-your-role | not-your-role | not-your-role | not-now  | not-now  | not-your-role
finance-reviewer | approved            | =       | not-your-role | not-your-role | not-your-role | not-now  | not-now  | not-your-role
finance-reviewer | published           | =       | not-your-role | not-your-role | not-your-role | not-now  | not-now  | not-your-role

publisher | draft               | not-now | not-your-role | not-your-role | not-your-role | not-your-role | not-now  | not-now
publisher | awaiting-department | =       | not-your-role | not-your-role | not-your-role | not-your-role | not-now  | not-now
publisher | awaiting-finance    | =       | not-your-role | not-your-role | not-your-role | not-your-role | not-now  | not-now
publisher | returned            | =       | not-your-role | not-your-role | not-your-role | not-your-role | not-now  | not-now
publisher | approved            | =       | not-your-role | not-your-role | not-your-role | not-your-role | returned | published
publisher | published           | =       | not-your-role | not-your-role | not-your-role | not-your-role | not-now  | not-now

administrator | draft               | not-your-role | not-your-role | not-your-role | not-your-role | not-your-role | not-your-role | not-your-role
administrator | awaiting-department | not-your-role | not-your-role | not-your-role | not-your-role | not-your-role | not-your-role | not-your-role
administrator | awaiting-finance    | not-your-role | not-your-role | not-your-role | not-your-role | not-your-role | not-your-role | not-your-role
administrator | returned            | not-your-role | not-your-role | not-your-role | not-your-role | not-your-role | not-your-role | not-your-role
administrator | approved            | not-your-role | not-your-role | not-your-role | not-your-role | not-your-role | not-your-role | not-your-role
administrator | published           | not-your-role | not-your-role | not-your-role | not-your-role | not-your-role | not-your-role | not-your-role
";

/// Where no department supervises the agency, only these lines differ.
const DIRECTLY_UNDER_THE_BUREAU: &str = "
accountant | draft            | = | =      | awaiting-finance  | not-now | not-your-role | not-your-role | not-your-role
accountant | awaiting-finance | = | locked | already-submitted | draft   | not-your-role | not-your-role | not-your-role
accountant | returned         | = | =      | awaiting-finance  | not-now | not-your-role | not-your-role | not-your-role
";

fn facts(state: State) -> FilingFacts {
    FilingFacts {
        state,
        agency_id: "agency".to_owned(),
        department_id: Some("department".to_owned()),
        bureau_id: "bureau".to_owned(),
        submitted_by: state.is_locked().then(|| "somebody".to_owned()),
        finance_approved_by: None,
    }
}

fn direct(state: State) -> FilingFacts {
    FilingFacts {
        department_id: None,
        ..facts(state)
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

fn check(table: &str, facts: fn(State) -> FilingFacts) -> usize {
    let mut cells = 0;
    for line in table.lines().filter(|line| !line.trim().is_empty()) {
        let columns: Vec<&str> = line.split('|').map(str::trim).collect();
        let role = Role::from_code(columns[0]).unwrap();
        let state = State::from_code(columns[1]).unwrap();
        for (verb, expected) in Verb::ALL.into_iter().zip(&columns[2..]) {
            let found = outcome(&actor(role), verb, &facts(state));
            assert_eq!(found, *expected, "{role:?} {verb:?} in {state:?}");
            cells += 1;
        }
        assert_eq!(columns.len(), 2 + Verb::ALL.len());
    }
    cells
}

#[test]
fn every_role_may_do_exactly_what_the_table_says() {
    let cells = check(UNDER_A_DEPARTMENT, facts);
    assert_eq!(cells, Role::ALL.len() * State::ALL.len() * Verb::ALL.len());
}

#[test]
fn without_a_department_a_filing_goes_straight_to_the_bureau() {
    check(DIRECTLY_UNDER_THE_BUREAU, direct);
    let reviewer = actor(Role::DepartmentReviewer);
    for (state, verb) in all() {
        let refusal = decide(&reviewer, verb, &direct(state)).unwrap_err();
        assert_eq!(refusal, Refusal::NotUnderYou);
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
                assert!(!may(&stranger, verb, &direct(state)));
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
            let right = role.organization_kind().map(OrganizationKind::code) == Some(place)
                && role != Role::AgencyChecker;
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
fn every_state_leads_to_publication() {
    for start in State::ALL {
        let mut reached = BTreeSet::from([start]);
        for _ in State::ALL {
            for state in reached.clone() {
                for (role, verb) in Role::ALL
                    .into_iter()
                    .flat_map(|role| Verb::ALL.map(|verb| (role, verb)))
                {
                    reached.extend(decide(&actor(role), verb, &facts(state)));
                }
            }
        }
        assert!(
            reached.contains(&State::Published),
            "{start:?} is a dead end"
        );
    }
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
    assert_eq!(states_waiting_for(Role::AgencyChecker), []);
    assert_eq!(states_waiting_for(Role::Administrator), []);
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
        Refusal::NotNow { state, verb },
        Refusal::OwnSubmission,
        Refusal::OwnApproval,
    ] {
        assert!(refusal.to_string().ends_with('。'), "{refusal}");
    }
    let locked = Refusal::Locked { state }.to_string();
    assert!(locked.contains("目前待财政审核"), "{locked}");
}
