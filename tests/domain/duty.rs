//! Which duties one person may hold, over all pairs; who may hand which over; when a duty counts.

use chrono::{DateTime, TimeDelta, Utc};
use ziping::domain::account::{Duty, DutyConflict, Standing, Term, conflict, may_hand_over};
use ziping::domain::workflow::{Actor, OrganizationKind, Role};

/// One county: bureau 1, department 1a under it with agency 1a1, agency 1b directly under it; and
/// another bureau 2 with agency 2b.
const PLACES: [(&str, OrganizationKind, &[&str]); 7] = [
    ("1", OrganizationKind::Bureau, &["1"]),
    ("1a", OrganizationKind::Department, &["1a", "1"]),
    ("1a1", OrganizationKind::Agency, &["1a1", "1a", "1"]),
    ("1a2", OrganizationKind::Agency, &["1a2", "1a", "1"]),
    ("1b", OrganizationKind::Agency, &["1b", "1"]),
    ("2", OrganizationKind::Bureau, &["2"]),
    ("2b", OrganizationKind::Agency, &["2b", "2"]),
];

/// Every duty there is in the two counties.
fn duties() -> Vec<Duty> {
    let mut duties = Vec::new();
    for role in Role::ALL {
        if role.is_of_the_house() {
            duties.push(duty(role, &[]));
        }
        for (_, kind, lineage) in PLACES {
            if role.organization_kind() == Some(kind) {
                duties.push(duty(role, lineage));
            }
        }
    }
    duties
}

fn duty(role: Role, lineage: &[&str]) -> Duty {
    Duty {
        role,
        lineage: lineage.iter().map(|id| (*id).to_owned()).collect(),
    }
}

#[test]
fn the_three_are_apart_from_each_other_and_from_all_filings() {
    for held in duties() {
        for wanted in duties() {
            let of_the_house = held.role.is_of_the_house() || wanted.role.is_of_the_house();
            if of_the_house {
                assert!(conflict(&held, &wanted).is_some(), "{held:?} {wanted:?}");
            }
        }
    }
}

#[test]
fn on_the_way_of_one_filing_a_person_fills_one_office() {
    // The way of an agency's filing: the offices whose organization stands in its lineage.
    for (_, kind, lineage) in PLACES {
        if kind != OrganizationKind::Agency {
            continue;
        }
        let way: Vec<Duty> = duties()
            .into_iter()
            .filter(|one| {
                one.organization()
                    .is_some_and(|id| lineage.contains(&id.as_str()))
            })
            .collect();
        for held in &way {
            for wanted in &way {
                assert!(conflict(held, wanted).is_some(), "{held:?} {wanted:?}");
            }
        }
    }
}

#[test]
fn what_never_meets_goes_together_and_so_does_one_office_for_several() {
    for (held, wanted) in [
        (
            duty(Role::Accountant, &["1a1", "1a", "1"]),
            duty(Role::Accountant, &["1a2", "1a", "1"]),
        ),
        (
            duty(Role::Accountant, &["1a1", "1a", "1"]),
            duty(Role::Accountant, &["2b", "2"]),
        ),
        (
            duty(Role::Accountant, &["1b", "1"]),
            duty(Role::DepartmentReviewer, &["1a", "1"]),
        ),
        (
            duty(Role::FinanceReviewer, &["1"]),
            duty(Role::FinanceReviewer, &["2"]),
        ),
        (
            duty(Role::FinanceReviewer, &["1"]),
            duty(Role::Publisher, &["2"]),
        ),
        (
            duty(Role::Publisher, &["1"]),
            duty(Role::Accountant, &["2b", "2"]),
        ),
    ] {
        assert_eq!(conflict(&held, &wanted), None, "{held:?} {wanted:?}");
        assert_eq!(conflict(&wanted, &held), None, "{wanted:?} {held:?}");
    }
}

#[test]
fn conflicts_are_the_same_both_ways_and_are_sentences() {
    for held in duties() {
        for wanted in duties() {
            let one = conflict(&held, &wanted);
            let other = conflict(&wanted, &held);
            assert_eq!(one.map(DutyConflict::code), other.map(DutyConflict::code));
            if let Some(one) = one {
                assert!(one.to_string().ends_with('。'), "{one}");
            }
            assert_eq!(
                matches!(one, Some(DutyConflict::Twice(_))),
                held == wanted,
                "{held:?} {wanted:?}"
            );
        }
    }
}

#[test]
fn duties_are_handed_over_by_their_holder_their_bureau_and_the_security_administrator() {
    let actor = |role: Role, place: Option<&str>| Actor {
        account_id: "he".to_owned(),
        role,
        organization_id: place.map(str::to_owned),
    };
    for one in duties() {
        let house = one.role.is_of_the_house();
        let by = |actor: &Actor, holder| may_hand_over(actor, holder, &one);
        let security = actor(Role::SecurityAdministrator, None);
        assert_eq!(by(&security, "another"), !house, "{one:?}");
        let bureau = actor(Role::FinanceReviewer, Some("1"));
        let is_under = one.lineage.iter().skip(1).any(|id| id == "1");
        assert_eq!(by(&bureau, "another"), is_under, "{one:?}");
        assert_eq!(by(&bureau, "he"), !house, "{one:?}");
        for role in [
            Role::Accountant,
            Role::Publisher,
            Role::SystemAdministrator,
            Role::Auditor,
        ] {
            assert!(!by(&actor(role, Some("1")), "another"), "{role:?} {one:?}");
        }
    }
}

#[test]
fn a_term_stands_as_its_times_say() {
    use Standing::{Asked, Away, Ended, InForce};
    let at = |hour: i64| DateTime::<Utc>::UNIX_EPOCH + TimeDelta::hours(hour);
    for (since, away, ended, standings) in [
        (None, None, None, [Asked, Asked, Asked]),
        (None, None, Some(2), [Asked, Ended, Ended]),
        (Some(1), None, None, [InForce, InForce, InForce]),
        (Some(2), None, None, [Asked, InForce, InForce]),
        (Some(1), Some(2), None, [Away, InForce, InForce]),
        (Some(1), Some(3), None, [Away, Away, InForce]),
        (Some(1), Some(3), Some(2), [Away, Ended, Ended]),
        (Some(1), None, Some(3), [InForce, InForce, Ended]),
    ] {
        let term = Term {
            since: since.map(at),
            away_until: away.map(at),
            ended_at: ended.map(at),
        };
        let found = [1, 2, 3].map(|hour| term.at(at(hour)));
        assert_eq!(found, standings, "{term:?}");
        assert_eq!(term.is_in_force(at(2)), found[1] == InForce);
    }
}
