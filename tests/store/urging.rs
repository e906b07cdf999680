//! 催报: only those who owe, chosen or all, and never twice on one day.

use chrono::NaiveDate;
use ziping::actions::Caller;
use ziping::actions::campaign::CampaignError;
use ziping::actions::filing::load_filing;
use ziping::actions::progress::find_newest;
use ziping::actions::urge::{Urged, Whom, preview_urging, urge};

use super::county::{County, after};
use crate::support::database::{FreshDatabase, on_both_databases};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn done(urged: usize, already: usize) -> Urged {
    Urged { urged, already }
}

impl County {
    async fn last_urging(&self, caller: &Caller, id: &str) -> Option<String> {
        let record = load_filing(&self.store, &self.schemes, caller, id, after(9)).await;
        record.unwrap().urged.map(|urging| urging.by)
    }
}

async fn only_those_who_owe_are_urged_and_once_a_day(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let (store, reviewer) = (&county.store, &county.finance_reviewer);
    let campaign = find_newest(store, reviewer).await.unwrap().unwrap().id;
    let direct = county.filing_of(&county.direct_accountant).await;
    let id = county.submitted(&county.accountant).await;

    let chosen = Whom::Chosen(vec![
        id.clone(),
        direct.clone(),
        direct.clone(),
        "x".to_owned(),
    ]);
    let preview = preview_urging(store, reviewer, &campaign, &chosen)
        .await
        .unwrap();
    assert_eq!(preview.count, 1, "one has submitted");
    assert_eq!(preview.unreached, ["甲县预算单位12"]);
    let first = day("2026-03-02");
    let urged = urge(store, reviewer, &campaign, &chosen, first, after(5))
        .await
        .unwrap();
    assert_eq!(urged, done(1, 0));
    let again = urge(store, reviewer, &campaign, &Whom::All, first, after(6))
        .await
        .unwrap();
    assert_eq!(again, done(0, 1));
    let next = urge(
        store,
        reviewer,
        &campaign,
        &Whom::All,
        day("2026-03-03"),
        after(7),
    )
    .await;
    assert_eq!(next.unwrap(), done(1, 0));
    let by = county.last_urging(&county.direct_accountant, &direct).await;
    assert_eq!(by.as_deref(), Some("财政局审核人caizheng"));
    assert_eq!(county.last_urging(&county.accountant, &id).await, None);

    for other in [
        &county.accountant,
        &county.department_reviewer,
        &county.stranger,
    ] {
        let refused = urge(store, other, &campaign, &Whom::All, first, after(8)).await;
        assert!(matches!(refused, Err(CampaignError::NotFound)));
    }
    let record = county.record_of(reviewer).await;
    assert_eq!(
        record[0],
        format!("urge done campaign={campaign} urged=1 already=0")
    );
}

on_both_databases!(only_those_who_owe_are_urged_and_once_a_day);
