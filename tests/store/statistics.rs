//! 统计 are kept with every deed: what is kept is what a recount gives, on small and on large counties.

use std::collections::BTreeMap;

use ziping::actions::comment::{CommentWork, work_on_comments};
use ziping::actions::digest::fill_all;
use ziping::actions::password::Passwords;
use ziping::actions::progress::find_newest;
use ziping::actions::publish::publish_filing;
use ziping::actions::rescore::{Wanted as Corrections, save_corrections};
use ziping::actions::schemes::Schemes;
use ziping::actions::statistics::{StatisticsError, Wanted, load_statistics, recount_campaign};
use ziping::actions::step::{
    Objection, approve_filing, return_filing, submit_filing, withdraw_filing,
};
use ziping::actions::task::{TaskDeed, change_task};
use ziping::demo::crowd::{Crowd, FINANCE_REVIEWER, generate};
use ziping::domain::comment::Subject;
use ziping::domain::rescore::Correction;
use ziping::domain::statistics::{Key, Measure, Part, Tally, add};
use ziping::store::Store;
use ziping::store::filing::find_filing;
use ziping::store::statistics::{Group, load_tally};

use super::county::{County, after, dawn, render};
use crate::support::county::caller;
use crate::support::database::{FreshDatabase, on_both_databases};

/// The sums of a campaign: of the whole, and of the groups that stand under these departments.
async fn sums(store: &Store, campaign: &str, departments: &[&str]) -> (Tally, Vec<Tally>) {
    let mut tx = store.read().await.unwrap();
    let whole = load_tally(&mut tx, campaign, &Group::Whole).await.unwrap();
    let mut parts = Vec::new();
    for id in departments.iter().copied().chain([""]) {
        let group = Group::Department(id.to_owned());
        parts.push(load_tally(&mut tx, campaign, &group).await.unwrap());
    }
    (whole, parts)
}

fn of(tally: &Tally, measure: Measure, subject: &str) -> Part {
    let key = Key {
        measure,
        subject: subject.to_owned(),
        bucket: 0,
    };
    tally.get(&key).copied().unwrap_or_default()
}

impl County {
    async fn campaign_of(&self, filing: &str) -> String {
        let mut tx = self.store.read().await.unwrap();
        let found = find_filing(&mut tx, filing).await.unwrap();
        found.unwrap().campaign_id
    }

    /// The sums as they are kept, which are those of a recount and of the parts together.
    async fn kept(&self, campaign: &str) -> Tally {
        let (whole, parts) = sums(&self.store, campaign, &[&self.department]).await;
        let mut together = Tally::new();
        for part in &parts {
            add(&mut together, part);
        }
        assert_eq!(together, whole, "the parts add to the whole");
        recount_campaign(&self.store, &self.schemes, campaign)
            .await
            .unwrap();
        let again = sums(&self.store, campaign, &[&self.department]).await;
        assert_eq!(again, (whole.clone(), parts), "a recount changes nothing");
        whole
    }
}

async fn every_deed_leaves_the_sums_of_a_recount(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let (store, schemes) = (&county.store, &county.schemes);
    let (agency, department) = (&county.accountant, &county.department_reviewer);
    let id = county.submitted(agency).await;
    let campaign = county.campaign_of(&id).await;
    let tally = county.kept(&campaign).await;
    // 96.5 of 100 spent.
    assert_eq!(of(&tally, Measure::Rates, "").amount, 965_000);
    assert_eq!(of(&tally, Measure::Executed, "").amount, 96_500_000);

    withdraw_filing(store, agency, &id, after(3)).await.unwrap();
    assert_eq!(county.kept(&campaign).await, Tally::new());
    submit_filing(store, schemes, agency, &id, after(4))
        .await
        .unwrap();
    let subject = Subject::Cell("budget".to_owned());
    let work = CommentWork::Write(&subject, "请核对");
    let comment = work_on_comments(store, schemes, department, &id, work, after(5))
        .await
        .unwrap();
    let objection = Objection {
        reason: "",
        comments: &[&comment],
    };
    let seen = county.seen(&id).await;
    return_filing(store, department, &id, seen, objection, after(6))
        .await
        .unwrap();
    let tally = county.kept(&campaign).await;
    let once = Part {
        filings: 1,
        amount: 1,
    };
    assert_eq!(of(&tally, Measure::Return, ""), once);
    assert_eq!(of(&tally, Measure::Commented, "预算"), once);
    assert_eq!(of(&tally, Measure::Rates, ""), Part::default(), "sent back");

    county.type_in(agency, &id, &[("spent", "98")]).await;
    submit_filing(store, schemes, agency, &id, after(7))
        .await
        .unwrap();
    let seen = county.seen(&id).await;
    approve_filing(store, department, &id, seen, after(8))
        .await
        .unwrap();
    let correction = Correction {
        cell: "spent".to_owned(),
        text: "97".to_owned(),
        reason: "决算数为 97".to_owned(),
    };
    let wanted = Corrections {
        corrections: vec![correction],
        confirms: false,
    };
    let (finance, seen) = (&county.finance_reviewer, county.seen(&id).await);
    save_corrections(store, schemes, finance, &id, seen, wanted, after(9))
        .await
        .unwrap();
    let tally = county.kept(&campaign).await;
    assert_eq!(
        of(&tally, Measure::Rates, "").amount,
        980_000,
        "the agency's own"
    );
    let seen = county.seen(&id).await;
    approve_filing(store, finance, &id, seen, after(10))
        .await
        .unwrap();
    let seen = county.seen(&id).await;
    let published = publish_filing(
        store,
        schemes,
        &county.publisher,
        &id,
        seen,
        render,
        after(60 * 24 * 40),
    );
    published.await.unwrap();
    assert_eq!(county.kept(&campaign).await, tally, "nothing in them moved");

    let other = county.filing_of(&county.direct_accountant).await;
    let seen = county.seen(&other).await;
    let cancelled = change_task(
        store,
        finance,
        &other,
        TaskDeed::Cancel,
        seen,
        "撤并",
        after(60 * 24 * 41),
    );
    cancelled.await.unwrap();
    assert_eq!(county.kept(&campaign).await, tally);
}

async fn who_sees_which(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let id = county.submitted(&county.accountant).await;
    let campaign = county.campaign_of(&id).await;
    let (store, schemes) = (&county.store, &county.schemes);
    let look = async |caller, department_id| {
        let wanted = Wanted {
            campaign_id: Some(&campaign),
            department_id,
            departments: None,
        };
        load_statistics(store, schemes, caller, wanted).await
    };
    let whole = look(&county.finance_reviewer, None).await.unwrap().unwrap();
    let scope = &whole.statistics.scope;
    assert_eq!((scope.due, scope.handed_in), (2, 1));
    assert_eq!(whole.statistics.departments.len(), 2);
    let own = look(&county.department_reviewer, None)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(own.statistics.scope.due, 1);
    assert_eq!(own.statistics.tally, whole.statistics.tally);
    let id = Some(county.department.as_str());
    let one = look(&county.publisher, id).await.unwrap().unwrap();
    assert_eq!(one.statistics, own.statistics);
    for (caller, department) in [
        (&county.department_reviewer, Some(county.bureau.as_str())),
        (&county.finance_reviewer, Some("nothing")),
        (&county.accountant, None),
        (&county.stranger, None),
        (&county.auditor, None),
    ] {
        let refused = look(caller, department).await;
        assert!(matches!(refused, Err(StatisticsError::NotFound)));
    }
}

async fn a_crowd_is_counted_as_it_was_made(fresh: FreshDatabase) {
    let store = fresh.open().await;
    let (passwords, schemes) = (Passwords::new(2).unwrap(), Schemes::shipped().unwrap());
    let crowd = Crowd {
        agencies: 60,
        years: 2,
        seed: 3,
    };
    generate(
        &store,
        &passwords,
        &schemes,
        crowd,
        render,
        dawn(),
        |_, _| (),
    )
    .await
    .unwrap();
    assert_eq!(
        fill_all(&store, &schemes).await.unwrap(),
        0,
        "nothing is left to be judged"
    );
    let reviewer = caller(&store, FINANCE_REVIEWER).await;
    let campaign = find_newest(&store, &reviewer).await.unwrap().unwrap().id;
    let load = async || {
        let wanted = Wanted::default();
        let found = load_statistics(&store, &schemes, &reviewer, wanted).await;
        found.unwrap().unwrap()
    };
    let made = load().await;
    let grades = made.statistics.tally.iter();
    let graded: i64 = grades
        .filter(|(key, _)| key.measure == Measure::Grade)
        .map(|(_, part)| part.filings)
        .sum();
    assert_eq!(graded, made.statistics.scope.handed_in);
    assert!(graded > 10);
    let departments: i64 = made
        .statistics
        .departments
        .iter()
        .map(|it| it.handed_in)
        .sum();
    assert_eq!(departments, graded);
    assert_eq!(made.statistics.years.len(), 2);

    let ids: Vec<&str> = made
        .statistics
        .departments
        .iter()
        .map(|it| it.id.as_str())
        .collect();
    let ids: Vec<&str> = ids.into_iter().filter(|id| !id.is_empty()).collect();
    let before = sums(&store, &campaign, &ids).await;
    let judged = recount_campaign(&store, &schemes, &campaign).await.unwrap();
    assert!(judged > 10);
    let after: (Tally, Vec<Tally>) = sums(&store, &campaign, &ids).await;
    let figures = |tally: &Tally| -> BTreeMap<Key, Part> {
        // Checks against last year's forms are run by 提交, not by the maker of crowds.
        let of_filings = tally
            .iter()
            .filter(|(key, _)| key.measure != Measure::Finding);
        of_filings.map(|(key, part)| (key.clone(), *part)).collect()
    };
    assert_eq!(figures(&before.0), figures(&after.0));
}

on_both_databases! {
    every_deed_leaves_the_sums_of_a_recount,
    who_sees_which,
    a_crowd_is_counted_as_it_was_made,
}
