//! 审核通过 and 退回修改.

use ziping::actions::Caller;
use ziping::actions::filing::{FilingError, list_todo, load_filing};
use ziping::actions::step::{approve_filing, return_filing, submit_filing, withdraw_filing};
use ziping::domain::workflow::{Refusal, Role, State, Verb};
use ziping::store::Page;
use ziping::store::decision::list_decisions;

use super::county::{County, after};
use crate::support::database::{FreshDatabase, on_both_databases};

impl County {
    /// The accountant's filing, filled in and submitted.
    pub async fn submitted(&self, accountant: &Caller) -> String {
        let id = self.filing_of(accountant).await;
        self.fill(accountant, &id).await;
        let submitted = submit_filing(&self.store, &self.schemes, accountant, &id, after(2));
        submitted.await.unwrap();
        id
    }

    /// The accountant's filing, brought to 审核通过.
    pub async fn approved(&self) -> String {
        let id = self.submitted(&self.accountant).await;
        for reviewer in [&self.department_reviewer, &self.finance_reviewer] {
            approve_filing(&self.store, reviewer, &id, self.seen(&id).await, after(3))
                .await
                .unwrap();
        }
        id
    }
}

async fn both_reviews_lead_to_approval(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let id = county.submitted(&county.accountant).await;
    let store = &county.store;
    let early = approve_filing(
        store,
        &county.finance_reviewer,
        &id,
        county.seen(&id).await,
        after(3),
    )
    .await;
    assert!(matches!(
        early,
        Err(FilingError::Refused(Refusal::NotNow { .. }))
    ));
    let first = approve_filing(
        store,
        &county.department_reviewer,
        &id,
        county.seen(&id).await,
        after(3),
    )
    .await
    .unwrap();
    assert_eq!(first.facts.state, State::AwaitingFinance);
    assert_eq!(first.facts.finance_approved_by, None);
    let second = approve_filing(
        store,
        &county.finance_reviewer,
        &id,
        county.seen(&id).await,
        after(4),
    )
    .await
    .unwrap();
    assert_eq!(second.facts.state, State::Approved);
    let reviewer = &county.finance_reviewer.actor.account_id;
    assert_eq!(second.facts.finance_approved_by.as_ref(), Some(reviewer));
    assert_eq!(
        second.submitted_at,
        Some(after(2)),
        "the submission stays known"
    );
    let again = approve_filing(
        store,
        &county.finance_reviewer,
        &id,
        county.seen(&id).await,
        after(5),
    )
    .await;
    assert!(again.is_err());
    let todo = list_todo(store, &county.publisher, Page::first(9))
        .await
        .unwrap();
    assert_eq!(
        todo.items[0].verbs,
        [Verb::View, Verb::Return, Verb::Publish]
    );
    let mut tx = store.read().await.unwrap();
    let decisions = list_decisions(&mut tx, &id).await.unwrap();
    let steps: Vec<_> = decisions.iter().map(|decision| decision.step).collect();
    assert_eq!(
        steps,
        [
            State::Draft,
            State::AwaitingDepartment,
            State::AwaitingFinance
        ]
    );
    assert_eq!(decisions[1].decided_by_name, "主管部门审核人zhuguan");
}

async fn a_return_needs_a_reason_and_brings_it_to_the_accountant(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let id = county.submitted(&county.accountant).await;
    let (store, reviewer) = (&county.store, &county.department_reviewer);
    let bare = return_filing(
        store,
        reviewer,
        &id,
        county.seen(&id).await,
        "  \n",
        after(3),
    )
    .await;
    assert!(matches!(bare, Err(FilingError::ReasonMissing)));
    let endless = return_filing(
        store,
        reviewer,
        &id,
        county.seen(&id).await,
        "长".repeat(2001).as_str(),
        after(3),
    )
    .await;
    assert!(matches!(endless, Err(FilingError::ReasonTooLong)));
    let back = return_filing(
        store,
        reviewer,
        &id,
        county.seen(&id).await,
        " 请补充说明。 ",
        after(4),
    )
    .await
    .unwrap();
    assert_eq!(
        (back.facts.state, back.facts.submitted_by),
        (State::Returned, None)
    );
    let todo = list_todo(store, &county.accountant, Page::first(9))
        .await
        .unwrap();
    let listed = &todo.items[0].listed;
    assert_eq!(listed.return_reason.as_deref(), Some("请补充说明。"));
    let me = &county.accountant;
    let record = load_filing(store, &county.schemes, me, &id, after(5))
        .await
        .unwrap();
    assert_eq!(record.return_reason().unwrap().reason, "请补充说明。");
    assert!(record.may(Verb::Save));

    county.type_in(me, &id, &[("note", "补充")]).await;
    submit_filing(store, &county.schemes, me, &id, after(6))
        .await
        .unwrap();
    let record = load_filing(store, &county.schemes, me, &id, after(6))
        .await
        .unwrap();
    assert!(
        record.return_reason().is_none(),
        "an answered return is no reason any more"
    );
    assert_eq!(record.decisions[1].reason, "请补充说明。");
    let events = county.events().await;
    assert!(
        events
            .iter()
            .all(|event| !format!("{event:?}").contains("补充"))
    );
    assert_eq!(
        county.record_of(reviewer).await,
        [
            "return refused reason-missing",
            "return refused reason-too-long",
            "return done comments=0"
        ]
    );
}

async fn the_last_of_several_returns_is_shown(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let me = &county.accountant;
    let id = county.submitted(me).await;
    let store = &county.store;
    return_filing(
        store,
        &county.department_reviewer,
        &id,
        county.seen(&id).await,
        "第一次",
        after(3),
    )
    .await
    .unwrap();
    submit_filing(store, &county.schemes, me, &id, after(3))
        .await
        .unwrap();
    approve_filing(
        store,
        &county.department_reviewer,
        &id,
        county.seen(&id).await,
        after(3),
    )
    .await
    .unwrap();
    return_filing(
        store,
        &county.finance_reviewer,
        &id,
        county.seen(&id).await,
        "第二次",
        after(3),
    )
    .await
    .unwrap();
    let todo = list_todo(store, me, Page::first(9)).await.unwrap();
    assert_eq!(
        todo.items[0].listed.return_reason.as_deref(),
        Some("第二次")
    );
}

async fn the_publisher_may_return_what_was_approved(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let id = county.approved().await;
    let back = return_filing(
        &county.store,
        &county.publisher,
        &id,
        county.seen(&id).await,
        "年度有误",
        after(5),
    )
    .await;
    let back = back.unwrap();
    assert_eq!(back.facts.state, State::Returned);
    assert_eq!(back.facts.finance_approved_by, None);
}

async fn nobody_judges_what_he_did_not_see(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let (store, schemes) = (&county.store, &county.schemes);
    let (me, reviewer) = (&county.accountant, &county.department_reviewer);
    let id = county.submitted(me).await;
    let old = county.seen(&id).await;
    withdraw_filing(store, me, &id, after(3)).await.unwrap();
    county.type_in(me, &id, &[("spent", "12")]).await;
    submit_filing(store, schemes, me, &id, after(4))
        .await
        .unwrap();
    let before = load_filing(store, schemes, reviewer, &id, after(5)).await;
    for seen in [old, None, Some(-1), old.map(|version| version + 100)] {
        let refused = approve_filing(store, reviewer, &id, seen, after(5)).await;
        assert!(matches!(refused, Err(FilingError::Changed(_))), "{seen:?}");
        for reason in ["请更正。", ""] {
            let refused = return_filing(store, reviewer, &id, seen, reason, after(5)).await;
            assert!(matches!(refused, Err(FilingError::Changed(_))), "{seen:?}");
        }
    }
    let (before, now) = (before.unwrap(), county.seen(&id).await);
    assert_eq!(now, Some(before.filing.version), "nothing moved");
    let stranger = approve_filing(store, &county.stranger, &id, old, after(5)).await;
    assert!(
        matches!(stranger, Err(FilingError::Refused(_))),
        "strangers learn nothing of the version"
    );
    let approved = approve_filing(store, reviewer, &id, now, after(6)).await;
    assert_eq!(approved.unwrap().facts.state, State::AwaitingFinance);
    let record = county.record_of(reviewer).await;
    let count = |line: &str| record.iter().filter(|found| *found == line).count();
    assert_eq!(
        (
            count("approve refused changed"),
            count("return refused changed"),
            record.len()
        ),
        (4, 8, 13)
    );
}

async fn nobody_reviews_outside_his_sphere_or_his_own(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let direct = county.submitted(&county.direct_accountant).await;
    let store = &county.store;
    let by = &county.department_reviewer;
    let refused = approve_filing(store, by, &direct, county.seen(&direct).await, after(3)).await;
    assert!(matches!(
        refused,
        Err(FilingError::Refused(Refusal::NotUnderYou))
    ));
    for caller in [
        &county.administrator,
        &county.direct_accountant,
        &county.publisher,
    ] {
        let refused =
            approve_filing(store, caller, &direct, county.seen(&direct).await, after(3)).await;
        assert!(matches!(
            refused,
            Err(FilingError::Refused(Refusal::NotYourRole { .. }))
        ));
    }
    // An accountant who has since become the bureau's reviewer.
    let mut promoted = county.direct_accountant.clone();
    promoted.actor.role = Role::FinanceReviewer;
    promoted.actor.organization_id = Some(county.bureau.clone());
    let refused = approve_filing(
        store,
        &promoted,
        &direct,
        county.seen(&direct).await,
        after(3),
    )
    .await;
    assert!(matches!(
        refused,
        Err(FilingError::Refused(Refusal::OwnSubmission))
    ));
    let refused = return_filing(
        store,
        &promoted,
        &direct,
        county.seen(&direct).await,
        "理由",
        after(3),
    )
    .await;
    assert!(matches!(
        refused,
        Err(FilingError::Refused(Refusal::OwnSubmission))
    ));
    for id in ["none", ""] {
        let missing = withdraw_filing(store, &county.accountant, id, after(3)).await;
        assert!(matches!(missing, Err(FilingError::NotFound)));
    }
}

on_both_databases!(
    both_reviews_lead_to_approval,
    a_return_needs_a_reason_and_brings_it_to_the_accountant,
    the_last_of_several_returns_is_shown,
    the_publisher_may_return_what_was_approved,
    nobody_judges_what_he_did_not_see,
    nobody_reviews_outside_his_sphere_or_his_own,
);
