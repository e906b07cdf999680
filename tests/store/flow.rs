//! The chain of reviews as the campaign's data; 无需自评 and 延期; the counts kept along the way.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use ziping::actions::filing::{FilingError, list_others, list_todo, load_filing};
use ziping::actions::step::{approve_filing, return_filing, submit_filing, withdraw_filing};
use ziping::actions::task::{TaskDeed, change_task, load_task};
use ziping::domain::campaign::CampaignSettings;
use ziping::domain::workflow::{Chain, Refusal, Role, State, Verb};
use ziping::store::Page;
use ziping::store::filing_count::{list_filing_counts, recount_filings};

use super::county::{County, after, person};
use crate::support::database::{FreshDatabase, on_both_databases};

impl County {
    /// `progress` to how many, over all departments, as the table of counts has it.
    async fn counts(&self) -> BTreeMap<&'static str, i64> {
        let campaign = self.campaign_id().await;
        let mut tx = self.store.read().await.unwrap();
        let mut counts = BTreeMap::new();
        for line in list_filing_counts(&mut tx, &campaign).await.unwrap() {
            *counts.entry(line.progress.code()).or_default() += line.filings;
        }
        counts
    }

    async fn campaign_id(&self) -> String {
        let publisher = &self.publisher;
        let bureau = publisher.actor.organization_id.clone().unwrap();
        let mut tx = self.store.read().await.unwrap();
        let campaigns =
            ziping::store::campaign::list_campaigns(&mut tx, &bureau, Page::first(1)).await;
        campaigns.unwrap()[0].id.clone()
    }

    /// What the counts would be if all filings were counted now.
    async fn recounted(&self) -> BTreeMap<&'static str, i64> {
        let campaign = self.campaign_id().await;
        let mut tx = self.store.write().await.unwrap();
        recount_filings(&mut tx, &campaign).await.unwrap();
        tx.commit().await.unwrap();
        self.counts().await
    }

    /// The bureau does something with a task.
    async fn task(&self, id: &str, what: TaskDeed, why: &str) -> Result<State, FilingError> {
        let seen = self.seen(id).await;
        let reviewer = &self.finance_reviewer;
        let done = change_task(&self.store, reviewer, id, what, seen, why, after(9)).await;
        done.map(|filing| filing.facts.state)
    }
}

/// A campaign whose filings pass both optional reviews.
fn both() -> CampaignSettings {
    CampaignSettings {
        chain: Chain {
            agency_check: true,
            department: true,
        },
        ..CampaignSettings::default()
    }
}

/// A campaign whose filings go to the bureau at once.
fn bureau_alone() -> CampaignSettings {
    CampaignSettings {
        chain: Chain {
            agency_check: false,
            department: false,
        },
        ..CampaignSettings::default()
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

async fn a_filing_passes_every_step_its_campaign_asks_for(fresh: FreshDatabase) {
    let county = County::with_settings(fresh, both()).await;
    let store = &county.store;
    let agency = county.accountant.actor.organization_id.clone();
    let checker = person(store, "fuhe", Role::AgencyChecker, agency.as_deref()).await;
    let id = county.submitted(&county.accountant).await;
    let outside = list_others(store, &county.department_reviewer, Page::first(9)).await;
    assert_eq!(outside.unwrap().total, 0, "it has not left the agency");

    // Sent back inside the agency it is a draft with a reason, and still nobody's outside.
    let seen = county.seen(&id).await;
    return_filing(store, &checker, &id, seen, "请核对支出", after(3))
        .await
        .unwrap();
    let accountant = &county.accountant;
    let record = load_filing(store, &county.schemes, accountant, &id, after(3))
        .await
        .unwrap();
    assert_eq!(record.filing.facts.state, State::Draft);
    assert_eq!(record.return_reason().unwrap().reason, "请核对支出");
    submit_filing(store, &county.schemes, accountant, &id, after(4))
        .await
        .unwrap();

    let mut passed = Vec::new();
    for reviewer in [
        &checker,
        &county.department_reviewer,
        &county.finance_reviewer,
    ] {
        let todo = list_todo(store, reviewer, Page::first(9)).await.unwrap();
        assert_eq!(todo.total, 1, "{}", reviewer.login_name);
        let seen = county.seen(&id).await;
        let filing = approve_filing(store, reviewer, &id, seen, after(5))
            .await
            .unwrap();
        passed.push(filing.facts.state);
    }
    assert_eq!(
        passed,
        [
            State::AwaitingDepartment,
            State::AwaitingFinance,
            State::Approved
        ]
    );
    let record = load_filing(store, &county.schemes, accountant, &id, after(6))
        .await
        .unwrap();
    assert!(record.return_reason().is_none());
}

async fn a_step_that_is_off_is_passed_over(fresh: FreshDatabase) {
    let county = County::with_settings(fresh, bureau_alone()).await;
    let id = county.submitted(&county.accountant).await;
    let todo = list_todo(&county.store, &county.finance_reviewer, Page::first(9)).await;
    assert_eq!(todo.unwrap().items[0].listed.filing.id, id);
    let early = county.seen(&id).await;
    let department = &county.department_reviewer;
    let refused = approve_filing(&county.store, department, &id, early, after(3)).await;
    assert!(matches!(
        refused,
        Err(FilingError::Refused(Refusal::NotNow { .. }))
    ));
    let back = withdraw_filing(&county.store, &county.accountant, &id, after(4)).await;
    assert_eq!(back.unwrap().facts.state, State::Draft);
}

async fn a_cancelled_task_leaves_the_desk_and_comes_back_whole(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let (store, accountant) = (&county.store, &county.accountant);
    let id = county.submitted(accountant).await;
    let bare = county.task(&id, TaskDeed::Cancel, " \n").await;
    assert!(matches!(bare, Err(FilingError::ReasonMissing)));
    let stale = change_task(
        store,
        &county.finance_reviewer,
        &id,
        TaskDeed::Cancel,
        Some(0),
        "撤并",
        after(8),
    );
    assert!(matches!(stale.await, Err(FilingError::Changed(_))));
    assert_eq!(
        county
            .task(&id, TaskDeed::Cancel, "本年撤并")
            .await
            .unwrap(),
        State::Cancelled
    );

    assert_eq!(
        list_todo(store, accountant, Page::first(9))
            .await
            .unwrap()
            .total,
        0
    );
    let record = load_filing(store, &county.schemes, accountant, &id, after(9))
        .await
        .unwrap();
    assert_eq!(record.cancel_reason().unwrap().reason, "本年撤并");
    let submitted = submit_filing(store, &county.schemes, accountant, &id, after(9)).await;
    assert!(submitted.unwrap_err().to_string().contains("无需自评"));

    assert_eq!(
        county.task(&id, TaskDeed::Reinstate, "恢复").await.unwrap(),
        State::Draft
    );
    let record = load_filing(store, &county.schemes, accountant, &id, after(9))
        .await
        .unwrap();
    assert_eq!(record.entries.cells["spent"], "96.5");
    assert!(record.cancel_reason().is_none());
    assert_eq!(
        county.record_of(&county.finance_reviewer).await,
        [
            "cancel refused changed",
            "cancel refused reason-missing",
            "cancel done",
            "reinstate done",
        ]
    );
}

async fn an_extension_is_this_agencys_alone_and_stands_everywhere(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let (store, accountant) = (&county.store, &county.accountant);
    let id = county.filing_of(accountant).await;
    let earlier = county
        .task(&id, TaskDeed::Extend(day("2026-04-30")), "时间紧")
        .await;
    assert!(matches!(earlier, Err(FilingError::Deadline(_))));
    county
        .task(&id, TaskDeed::Extend(day("2026-05-20")), "系统停电")
        .await
        .unwrap();

    let record = load_filing(store, &county.schemes, accountant, &id, after(9))
        .await
        .unwrap();
    assert_eq!(record.due_on(), day("2026-05-20"));
    let said = record.decisions.last().unwrap();
    assert_eq!(
        (said.verb, said.reason.as_str()),
        (Verb::Extend, "截止日期延至 2026-05-20。系统停电")
    );
    let todo = list_todo(store, accountant, Page::first(9)).await.unwrap();
    assert_eq!(todo.items[0].listed.due_on, day("2026-05-20"));
    let other = list_todo(store, &county.direct_accountant, Page::first(9))
        .await
        .unwrap();
    assert_eq!(other.items[0].listed.due_on, day("2026-04-30"));
    assert_eq!(county.counts().await, BTreeMap::from([("not-started", 2)]));
}

async fn only_the_bureau_itself_looks_after_tasks(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let id = county.filing_of(&county.accountant).await;
    assert!(
        load_task(&county.store, &county.publisher, &id)
            .await
            .is_ok()
    );
    for other in [
        &county.accountant,
        &county.department_reviewer,
        &county.administrator,
    ] {
        let refused = load_task(&county.store, other, &id).await;
        assert!(
            matches!(refused, Err(FilingError::Refused(_))),
            "{}",
            other.login_name
        );
        let seen = county.seen(&id).await;
        let refused = change_task(
            &county.store,
            other,
            &id,
            TaskDeed::Cancel,
            seen,
            "不报",
            after(1),
        )
        .await;
        assert!(
            matches!(refused, Err(FilingError::Refused(_))),
            "{}",
            other.login_name
        );
    }
}

async fn the_counts_are_those_of_the_filings_after_every_deed(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let store = &county.store;
    assert_eq!(county.counts().await, BTreeMap::from([("not-started", 2)]));
    let id = county.filing_of(&county.accountant).await;
    county.fill(&county.accountant, &id).await;
    assert_eq!(
        county.counts().await,
        BTreeMap::from([("draft", 1), ("not-started", 1)])
    );
    submit_filing(store, &county.schemes, &county.accountant, &id, after(2))
        .await
        .unwrap();
    let seen = county.seen(&id).await;
    return_filing(
        store,
        &county.department_reviewer,
        &id,
        seen,
        "请补充",
        after(3),
    )
    .await
    .unwrap();
    assert_eq!(
        county.counts().await,
        BTreeMap::from([("not-started", 1), ("returned", 1)])
    );
    let direct = county.filing_of(&county.direct_accountant).await;
    county
        .task(&direct, TaskDeed::Cancel, "停用")
        .await
        .unwrap();
    let expected = BTreeMap::from([("cancelled", 1), ("returned", 1)]);
    assert_eq!(county.counts().await, expected);
    assert_eq!(county.recounted().await, expected);
}

on_both_databases!(
    a_filing_passes_every_step_its_campaign_asks_for,
    a_step_that_is_off_is_passed_over,
    a_cancelled_task_leaves_the_desk_and_comes_back_whole,
    an_extension_is_this_agencys_alone_and_stands_everywhere,
    only_the_bureau_itself_looks_after_tasks,
    the_counts_are_those_of_the_filings_after_every_deed,
);
