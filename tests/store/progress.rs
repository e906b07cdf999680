//! 进度 on a crowd of agencies: the counts and the lists behind them, and what may be changed of a
//! campaign on the way.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use ziping::actions::Caller;
use ziping::actions::campaign::CampaignError;
use ziping::actions::filing::list_todo;
use ziping::actions::password::Passwords;
use ziping::actions::progress::{
    by_department, change_campaign, find_newest, list_behind, load_progress,
};
use ziping::actions::schemes::Schemes;
use ziping::demo::crowd::{Crowd, CrowdError, FINANCE_REVIEWER, generate};
use ziping::domain::campaign::{CampaignSettings, ChangeProblem, Plan, SubmitWord};
use ziping::domain::workflow::{Chain, Progress, State};
use ziping::store::cell::list_cells;
use ziping::store::filing_list::ListedFiling;
use ziping::store::filing_progress::{Cursor, DepartmentFilter, ProgressFilter};
use ziping::store::{Page, Store};

use super::county::{County, after, dawn, render};
use crate::support::county::caller;
use crate::support::database::{FreshDatabase, on_both_databases};

const SMALL: Crowd = Crowd {
    agencies: 90,
    years: 2,
    seed: 7,
};

async fn made(store: &Store, crowd: Crowd) -> Result<usize, CrowdError> {
    let (passwords, schemes) = (Passwords::new(2).unwrap(), Schemes::shipped().unwrap());
    generate(
        store,
        &passwords,
        &schemes,
        crowd,
        render,
        dawn(),
        |_, _| (),
    )
    .await
}

/// The whole list behind some counts, a few at a time.
async fn walk(
    store: &Store,
    caller: &Caller,
    campaign: &str,
    progress: &[Progress],
    department: DepartmentFilter,
) -> Vec<ListedFiling> {
    let filter = ProgressFilter {
        campaign_id: campaign,
        progress,
        department,
    };
    let (mut all, mut place) = (Vec::new(), Cursor::default());
    loop {
        let some = list_behind(store, caller, &filter, &place, 7)
            .await
            .unwrap()
            .1;
        let Some(last) = some.last() else {
            return all;
        };
        place = Cursor::of(last);
        all.extend(some);
    }
}

async fn every_count_has_just_its_filings_behind_it(fresh: FreshDatabase) {
    let store = fresh.open().await;
    assert_eq!(made(&store, SMALL).await.unwrap(), 180);
    assert!(matches!(
        made(&store, SMALL).await,
        Err(CrowdError::NotEmpty)
    ));
    let reviewer = caller(&store, FINANCE_REVIEWER).await;
    let campaign = find_newest(&store, &reviewer).await.unwrap().unwrap();
    let found = load_progress(&store, &reviewer, &campaign.id)
        .await
        .unwrap();
    let counts = by_department(&found.counts);
    let sum: i64 = counts.values().flat_map(BTreeMap::values).sum();
    assert_eq!(sum, 90);
    assert_eq!(counts.len(), 4, "three departments and the bureau itself");

    let mut seen = BTreeSet::new();
    for (department, own) in &counts {
        let whose = match department {
            Some(id) => DepartmentFilter::Of((*id).to_owned()),
            None => DepartmentFilter::Direct,
        };
        for progress in Progress::ALL {
            let listed = walk(&store, &reviewer, &campaign.id, &[progress], whose.clone()).await;
            let expected = own.get(&progress).copied().unwrap_or(0);
            assert_eq!(
                i64::try_from(listed.len()).unwrap(),
                expected,
                "{progress:?}"
            );
            assert!(listed.iter().all(|it| it.filing.progress() == progress));
            seen.extend(listed.into_iter().map(|it| it.filing.id));
        }
    }
    assert_eq!(seen.len(), 90, "each filing behind one count");
    let all = walk(
        &store,
        &reviewer,
        &campaign.id,
        &Progress::ALL,
        DepartmentFilter::All,
    )
    .await;
    assert_eq!(all.len(), 90);
    let kinds: BTreeSet<Progress> = all.iter().map(|it| it.filing.progress()).collect();
    assert!(kinds.len() >= 7, "{kinds:?}");
}

/// What a crowd comes to: state and texts by agency and year.
async fn told(fresh: &FreshDatabase, crowd: Crowd) -> BTreeMap<(String, i32), (State, String)> {
    let store = fresh.open().await;
    made(&store, crowd).await.unwrap();
    let reviewer = caller(&store, FINANCE_REVIEWER).await;
    let campaign = find_newest(&store, &reviewer).await.unwrap().unwrap();
    let all = walk(
        &store,
        &reviewer,
        &campaign.id,
        &Progress::ALL,
        DepartmentFilter::All,
    )
    .await;
    let mut told = BTreeMap::new();
    for listed in all {
        let mut tx = store.read().await.unwrap();
        let cells = list_cells(&mut tx, &listed.filing.id).await.unwrap();
        let texts: String = cells.into_values().map(|cell| cell.typed + "|").collect();
        let state = listed.filing.facts.state;
        told.insert((listed.agency_code, listed.year), (state, texts));
    }
    told
}

#[actix_web::test]
async fn a_seed_decides_everything() {
    use crate::support::database::Database::Sqlite;
    let few = Crowd {
        agencies: 30,
        years: 1,
        seed: 1,
    };
    let mut crowds = Vec::new();
    for crowd in [few, few, Crowd { seed: 2, ..few }] {
        let fresh = FreshDatabase::on(Sqlite).await.unwrap();
        crowds.push(told(&fresh, crowd).await);
    }
    assert_eq!(crowds[0], crowds[1]);
    assert_ne!(crowds[0], crowds[2]);
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

async fn a_campaign_changes_where_that_is_safe(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let (store, publisher) = (&county.store, &county.publisher);
    let campaign = find_newest(store, publisher).await.unwrap().unwrap();
    let plan = Plan {
        title: "2025年度绩效自评".to_owned(),
        due_on: day("2026-05-31"),
        settings: CampaignSettings {
            chain: Chain {
                agency_check: true,
                department: true,
            },
            submit_word: SubmitWord::Report,
            ..CampaignSettings::default()
        },
    };
    let change = async |who: &Caller, plan: &Plan| {
        change_campaign(
            store,
            who,
            &campaign.id,
            plan.clone(),
            day("2026-03-02"),
            after(1),
        )
        .await
    };
    for other in [&county.accountant, &county.administrator, &county.stranger] {
        let refused = change(other, &plan).await;
        assert!(
            matches!(refused, Err(CampaignError::NotFound)),
            "{}",
            other.login_name
        );
    }
    change(publisher, &plan).await.unwrap();
    let todo = list_todo(store, &county.accountant, Page::first(1))
        .await
        .unwrap();
    let listed = &todo.items[0].listed;
    assert_eq!(
        (listed.due_on, listed.campaign_title.as_str()),
        (plan.due_on, plan.title.as_str())
    );
    assert!(listed.filing.facts.chain.agency_check, "nobody had begun");

    county.fill(&county.accountant, &listed.filing.id).await;
    let back = Plan {
        settings: CampaignSettings::default(),
        ..plan.clone()
    };
    let refused = change(publisher, &back).await;
    assert!(matches!(
        refused,
        Err(CampaignError::Change(ChangeProblem::ChainInUse))
    ));
    let past = Plan {
        due_on: day("2026-03-01"),
        ..plan.clone()
    };
    assert!(matches!(
        change(publisher, &past).await,
        Err(CampaignError::Change(ChangeProblem::DuePast(_)))
    ));
    let untitled = Plan {
        title: " ".to_owned(),
        ..plan
    };
    assert!(matches!(
        change(publisher, &untitled).await,
        Err(CampaignError::Unfit(_))
    ));
}

on_both_databases!(
    every_count_has_just_its_filings_behind_it,
    a_campaign_changes_where_that_is_safe,
);
