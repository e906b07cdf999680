//! 申诉: where it stands, and who may do what in it, as the full product.

use chrono::NaiveDate;
use ziping::domain::appeal::{Appeal, AppealDeed, AppealFacts, AppealTerms, decide_appeal};
use ziping::domain::workflow::{Actor, Chain, FilingFacts, Role, State};

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
}

/// Approved on the 1st with two corrections; ten days.
fn facts() -> AppealFacts {
    AppealFacts {
        state: State::Approved,
        corrections: 2,
        decided_on: Some(day(1)),
        terms: AppealTerms::default(),
        is_filed: false,
        is_answered: false,
        today: day(5),
    }
}

#[test]
fn an_appeal_stands_where_its_facts_put_it() {
    let until = day(11);
    let none = AppealTerms { days: 0 };
    for (changed, expected) in [
        (facts(), Appeal::Open { until }),
        (
            AppealFacts {
                today: until,
                ..facts()
            },
            Appeal::Open { until },
        ),
        (
            AppealFacts {
                today: day(12),
                ..facts()
            },
            Appeal::Expired,
        ),
        (
            AppealFacts {
                corrections: 0,
                ..facts()
            },
            Appeal::NotOffered,
        ),
        (
            AppealFacts {
                terms: none,
                ..facts()
            },
            Appeal::NotOffered,
        ),
        (
            AppealFacts {
                decided_on: None,
                ..facts()
            },
            Appeal::NotOffered,
        ),
        (
            AppealFacts {
                state: State::Published,
                ..facts()
            },
            Appeal::NotOffered,
        ),
        (
            AppealFacts {
                is_filed: true,
                today: day(30),
                ..facts()
            },
            Appeal::Filed,
        ),
        (
            AppealFacts {
                is_filed: true,
                is_answered: true,
                corrections: 0,
                ..facts()
            },
            Appeal::Answered,
        ),
        // The longest that can be written down does not overflow into nothing sensible.
        (
            AppealFacts {
                terms: AppealTerms { days: u32::MAX },
                ..facts()
            },
            Appeal::NotOffered,
        ),
    ] {
        assert_eq!(Appeal::of(&changed), expected, "{changed:?}");
    }
}

#[test]
fn everybody_does_his_own_part_once_and_in_order() {
    let stands = [
        Appeal::NotOffered,
        Appeal::Open { until: day(11) },
        Appeal::Expired,
        Appeal::Filed,
        Appeal::Answered,
    ];
    let filing = FilingFacts {
        state: State::Approved,
        agency_id: "agency".to_owned(),
        chain: Chain::default(),
        department_id: Some("department".to_owned()),
        bureau_id: "bureau".to_owned(),
        submitted_by: Some("somebody".to_owned()),
        finance_approved_by: None,
    };
    let mut allowed = Vec::new();
    for role in Role::ALL {
        for organization in ["agency", "department", "bureau", "elsewhere"] {
            let actor = Actor {
                account_id: "he".to_owned(),
                role,
                organization_id: Some(organization.to_owned()),
            };
            for deed in AppealDeed::ALL {
                for appeal in stands {
                    if decide_appeal(&actor, deed, &filing, appeal).is_ok() {
                        allowed.push((role, organization, deed, appeal));
                    }
                }
            }
        }
    }
    assert_eq!(
        allowed,
        [
            (Role::Accountant, "agency", AppealDeed::File, stands[1]),
            (
                Role::FinanceReviewer,
                "bureau",
                AppealDeed::Answer,
                Appeal::Filed
            ),
        ]
    );
}

#[test]
fn nothing_is_published_while_something_may_still_change() {
    let held = |appeal: Appeal| appeal.holds_publication();
    assert!(held(Appeal::Open { until: day(11) }) && held(Appeal::Filed));
    assert!(!held(Appeal::NotOffered) && !held(Appeal::Expired) && !held(Appeal::Answered));
}
