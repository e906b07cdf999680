//! A reviewer's lists: read in parts that fit together, filtered, sorted; several approved at once.

use chrono::NaiveDate;
use ziping::actions::Caller;
use ziping::actions::campaign::{CampaignRequest, open_campaign};
use ziping::actions::digest::fill_all;
use ziping::actions::filing::list_todo;
use ziping::actions::queue::{
    Judgement, QueueFilter, judge_all, load_decided, load_queue, preview_judgement,
};
use ziping::actions::step::submit_filing;
use ziping::domain::campaign::CampaignSettings;
use ziping::domain::figure::Exact;
use ziping::domain::filing::{Digest, hundredths, shown_hundredths, typed_hundredths};
use ziping::domain::workflow::{State, Verb};
use ziping::store::Page;
use ziping::store::decision::list_decisions;
use ziping::store::digest::{list_undigested, put_digest};
use ziping::store::filing::find_filing;
use ziping::store::queue::{QueueFindings, QueueOrder};

use super::county::{County, after, dawn};
use crate::support::database::{FreshDatabase, on_both_databases};

/// The filter that lets everything through.
fn everything(is_todo: bool, order: QueueOrder) -> QueueFilter {
    QueueFilter {
        is_todo,
        state: None,
        year: None,
        department: None,
        score: (None, None),
        findings: None,
        order,
        after: None,
    }
}

impl County {
    /// Four years of both agencies, handed in one after another; the ids in that order.
    async fn busy(fresh: FreshDatabase) -> (Self, Vec<String>) {
        let county = Self::with_campaign(fresh).await;
        for year in 2022..2025 {
            let request = CampaignRequest {
                year,
                title: format!("{year}年度自评"),
                due_on: NaiveDate::from_ymd_opt(year + 1, 4, 30).unwrap(),
                scheme_id: "small".to_owned(),
                scheme_version: 1,
                settings: CampaignSettings::default(),
            };
            let (store, schemes) = (&county.store, &county.schemes);
            open_campaign(store, schemes, &county.publisher, &request, dawn())
                .await
                .unwrap();
        }
        let mut ids = Vec::new();
        for accountant in [&county.accountant, &county.direct_accountant] {
            let todo = list_todo(&county.store, accountant, Page::first(10)).await;
            for item in todo.unwrap().items {
                let id = item.listed.filing.id;
                county.fill(accountant, &id).await;
                let minute = i64::try_from(ids.len()).unwrap() + 2;
                let (store, schemes) = (&county.store, &county.schemes);
                submit_filing(store, schemes, accountant, &id, after(minute))
                    .await
                    .unwrap();
                ids.push(id);
            }
        }
        assert_eq!(ids.len(), 8);
        (county, ids)
    }

    /// The whole list in parts of so many lines.
    async fn in_parts(&self, caller: &Caller, filter: &QueueFilter, lines: u32) -> Vec<String> {
        let (mut ids, mut filter) = (Vec::new(), filter.clone());
        loop {
            let part = load_queue(&self.store, caller, &filter, lines)
                .await
                .unwrap();
            assert!(part.items.len() <= lines as usize);
            ids.extend(part.items.iter().map(|item| item.filing.id.clone()));
            filter.after = part.next;
            if filter.after.is_none() {
                return ids;
            }
        }
    }

    /// Gives a filing a score and findings, as if it had come to them.
    async fn judge(&self, id: &str, score: i64, warnings: i64, errors: i64) {
        let mut tx = self.store.write().await.unwrap();
        let filing = find_filing(&mut tx, id).await.unwrap().unwrap();
        let digest = Digest {
            score: Some(shown_hundredths(score)),
            score_hundredths: Some(score),
            grade: "优".to_owned(),
            errors,
            warnings,
            unanswered: 0,
        };
        put_digest(&mut tx, &filing, &digest).await.unwrap();
        tx.commit().await.unwrap();
    }
}

async fn parts_of_any_length_make_the_same_list(fresh: FreshDatabase) {
    let (county, ids) = County::busy(fresh).await;
    let reviewer = &county.finance_reviewer;
    for (at, id) in ids.iter().enumerate() {
        // Two and two have the same score.
        let score = 9000 - 100 * i64::try_from(at / 2).unwrap();
        county.judge(id, score, 0, 0).await;
    }
    let mut by_score = ids.clone();
    by_score.sort_by_key(|id| {
        let at = ids.iter().position(|other| other == id).unwrap();
        (3 - at / 2, id.clone())
    });
    for lines in [1, 2, 3, 7, 8, 20] {
        let waiting = everything(false, QueueOrder::Waiting);
        assert_eq!(county.in_parts(reviewer, &waiting, lines).await, ids);
        let score = everything(false, QueueOrder::Score);
        assert_eq!(county.in_parts(reviewer, &score, lines).await, by_score);
    }
    // Only the agency right under the bureau waits for the bureau.
    let todo = everything(true, QueueOrder::Waiting);
    assert_eq!(county.in_parts(reviewer, &todo, 3).await, ids[4..]);
    let department = county.in_parts(&county.department_reviewer, &todo, 3).await;
    assert_eq!(department, ids[..4]);
    let none = load_queue(&county.store, &county.administrator, &todo, 3).await;
    assert!(none.unwrap().items.is_empty());
}

async fn a_list_is_narrowed(fresh: FreshDatabase) {
    let (county, ids) = County::busy(fresh).await;
    let reviewer = &county.finance_reviewer;
    for (at, id) in ids.iter().enumerate() {
        let at = i64::try_from(at).unwrap();
        county.judge(id, 8000 + at * 100, at % 2, at / 7).await;
    }
    let all = everything(false, QueueOrder::Waiting);
    let cases = [
        (
            QueueFilter {
                year: Some(2023),
                ..all.clone()
            },
            2,
        ),
        (
            QueueFilter {
                year: Some(1999),
                ..all.clone()
            },
            0,
        ),
        (
            QueueFilter {
                department: Some(county.department.clone()),
                ..all.clone()
            },
            4,
        ),
        (
            QueueFilter {
                state: Some(State::AwaitingFinance),
                ..all.clone()
            },
            4,
        ),
        (
            QueueFilter {
                state: Some(State::Returned),
                ..all.clone()
            },
            0,
        ),
        (
            QueueFilter {
                score: (Some(8200), Some(8400)),
                ..all.clone()
            },
            3,
        ),
        (
            QueueFilter {
                score: (Some(8700), None),
                ..all.clone()
            },
            1,
        ),
        (
            QueueFilter {
                score: (None, Some(8000)),
                ..all.clone()
            },
            1,
        ),
        (
            QueueFilter {
                findings: Some(QueueFindings::Warnings),
                ..all.clone()
            },
            4,
        ),
        (
            QueueFilter {
                findings: Some(QueueFindings::Errors),
                ..all.clone()
            },
            1,
        ),
        (
            QueueFilter {
                findings: Some(QueueFindings::Nothing),
                ..all.clone()
            },
            4,
        ),
        (
            QueueFilter {
                findings: Some(QueueFindings::Unanswered),
                ..all.clone()
            },
            0,
        ),
    ];
    for (filter, found) in cases {
        assert_eq!(
            county.in_parts(reviewer, &filter, 3).await.len(),
            found,
            "{filter:?}"
        );
    }
    let queue = load_queue(&county.store, reviewer, &all, 3).await.unwrap();
    assert_eq!(queue.waiting, 4);
    assert_eq!(queue.departments.len(), 1);
}

async fn several_are_approved_and_one_that_cannot_be_keeps_none_back(fresh: FreshDatabase) {
    let (county, ids) = County::busy(fresh).await;
    let (store, reviewer) = (&county.store, &county.finance_reviewer);
    county.judge(&ids[5], 9000, 0, 2).await;
    let chosen = [ids[4].as_str(), &ids[5], &ids[0], "no-such-filing", &ids[6]];
    let preview = preview_judgement(store, reviewer, &chosen, Verb::Approve)
        .await
        .unwrap();
    let possible: Vec<bool> = preview.iter().map(|line| line.outcome.is_ok()).collect();
    assert_eq!(possible, [true, false, false, false, true]);
    assert!(
        preview[1]
            .outcome
            .as_ref()
            .unwrap_err()
            .contains("2 处错误")
    );
    assert!(preview[3].agency.is_empty());
    let foreign = preview_judgement(store, &county.stranger, &chosen, Verb::Approve)
        .await
        .unwrap();
    assert!(
        foreign.iter().all(|line| line.agency.is_empty()),
        "nobody learns a name"
    );

    let seen = [
        (ids[4].as_str(), Some(preview[0].version)),
        (&ids[5], Some(preview[1].version)),
        (&ids[6], Some(preview[4].version - 1)),
        (&ids[7], county.seen(&ids[7]).await),
    ];
    let done = judge_all(store, reviewer, &seen, Judgement::Approve, after(30))
        .await
        .unwrap();
    let states: Vec<Option<State>> = done.into_iter().map(|line| line.outcome.ok()).collect();
    assert_eq!(
        states,
        [Some(State::Approved), None, None, Some(State::Approved)],
        "one has errors, one has changed since"
    );
    let (decided, has_more) = load_decided(store, reviewer, None, 1).await.unwrap();
    assert!(has_more);
    assert_eq!(decided[0].filing_id, ids[7]);
    let (rest, has_more) = load_decided(store, reviewer, Some(&decided[0].id), 1)
        .await
        .unwrap();
    assert!(!has_more);
    assert_eq!(rest[0].filing_id, ids[4]);
}

async fn several_are_returned_for_one_reason_and_what_changed_is_named(fresh: FreshDatabase) {
    let (county, ids) = County::busy(fresh).await;
    let (store, reviewer) = (&county.store, &county.finance_reviewer);
    county.judge(&ids[5], 9000, 0, 2).await;
    let chosen = [ids[4].as_str(), &ids[5], &ids[0]];
    let preview = preview_judgement(store, reviewer, &chosen, Verb::Return)
        .await
        .unwrap();
    let possible: Vec<bool> = preview.iter().map(|line| line.outcome.is_ok()).collect();
    assert_eq!(
        possible,
        [true, true, false],
        "errors are a reason to return"
    );
    let seen: Vec<(&str, Option<i64>)> = ids[4..7]
        .iter()
        .zip([0, 0, 1])
        .map(|(id, behind)| (id.as_str(), Some(preview[0].version - behind)))
        .collect();
    let judgement = Judgement::Return("请补充附件。");
    let done = judge_all(store, reviewer, &seen, judgement, after(30))
        .await
        .unwrap();
    assert_eq!(done[0].outcome, Ok(State::Returned));
    assert_eq!(done[1].outcome, Ok(State::Returned));
    let why = done[2].outcome.as_ref().unwrap_err();
    assert!(why.starts_with("您打开页面之后有变化："), "{why}");
    assert!(why.contains("审核通过") || why.contains("提交"), "{why}");
    let mut tx = store.read().await.unwrap();
    let decisions = list_decisions(&mut tx, &ids[5]).await.unwrap();
    assert_eq!(decisions.last().unwrap().reason, "请补充附件。");
}

async fn what_was_handed_in_before_is_digested(fresh: FreshDatabase) {
    let (county, ids) = County::busy(fresh).await;
    let mut tx = county.store.write().await.unwrap();
    assert!(
        list_undigested(&mut tx, 9).await.unwrap().is_empty(),
        "提交 does it"
    );
    let forget = "DELETE FROM filing_digest";
    match &mut tx {
        ziping::store::Tx::Sqlite(tx) => {
            sqlx::query(forget).execute(&mut **tx).await.unwrap();
        }
        ziping::store::Tx::Postgres(tx) => {
            sqlx::query(forget).execute(&mut **tx).await.unwrap();
        }
    }
    tx.commit().await.unwrap();
    let filled = fill_all(&county.store, &county.schemes).await.unwrap();
    assert_eq!(filled, ids.len());
    assert_eq!(fill_all(&county.store, &county.schemes).await.unwrap(), 0);
}

on_both_databases!(
    parts_of_any_length_make_the_same_list,
    a_list_is_narrowed,
    several_are_approved_and_one_that_cannot_be_keeps_none_back,
    several_are_returned_for_one_reason_and_what_changed_is_named,
    what_was_handed_in_before_is_digested,
);

#[test]
fn points_in_hundredths_read_as_they_are_typed() {
    for (typed, read) in [
        ("96", Some(9600)),
        (" 96.5 ", Some(9650)),
        ("0", Some(0)),
        ("九十", None),
    ] {
        assert_eq!(typed_hundredths(typed), read, "{typed}");
    }
    assert_eq!(shown_hundredths(9650), "96.50");
    let third = Exact::whole(200).divided_by(&Exact::whole(3)).unwrap();
    assert_eq!(hundredths(&third), Some(6667));
}
