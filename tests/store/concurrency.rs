//! Many at once: nothing is done twice, nothing is lost.

use futures_util::future::join_all;
use ziping::actions::publish::publish_filing;
use ziping::actions::save::{Save, save_cells};
use ziping::actions::step::{SubmitError, approve_filing, submit_filing};
use ziping::domain::workflow::{Refusal, State};
use ziping::store::decision::list_decisions;

use super::county::{County, after, render, typed};
use crate::support::database::{FreshDatabase, on_both_databases};

async fn ten_submissions_at_once_submit_once(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let me = &county.accountant;
    let id = county.filing_of(me).await;
    county.fill(me, &id).await;
    let presses = (0..10).map(|_| submit_filing(&county.store, &county.schemes, me, &id, after(2)));
    let answers = join_all(presses).await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    let calm = Refusal::AlreadySubmitted {
        state: State::AwaitingDepartment,
    };
    for answer in answers.into_iter().filter_map(Result::err) {
        assert!(matches!(answer, SubmitError::Refused(refusal) if refusal == calm));
    }
    let mut tx = county.store.read().await.unwrap();
    assert_eq!(list_decisions(&mut tx, &id).await.unwrap().len(), 1);
    let record = county.record_of(me).await;
    let count = |line: &str| record.iter().filter(|found| *found == line).count();
    assert_eq!(
        (
            count("submit done"),
            count("submit refused already-submitted")
        ),
        (1, 9)
    );
}

async fn savers_of_different_cells_at_once_all_keep_their_work(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let id = county.filing_of(&county.accountant).await;
    let nothing = std::collections::BTreeMap::new();
    let cells = [
        typed(&[("budget", "1")]),
        typed(&[("spent", "2")]),
        typed(&[("note", "三")]),
    ];
    let people = [&county.accountant, &county.colleague, &county.accountant];
    let saves = people.into_iter().zip(&cells).map(|(caller, cells)| {
        save_cells(
            &county.store,
            &county.schemes,
            caller,
            Save::typed(&id, cells).on(&nothing),
            after(2),
        )
    });
    for saved in join_all(saves).await {
        assert!(saved.unwrap().clashes.is_empty());
    }
    assert_eq!(county.texts(&county.accountant, &id).await.len(), 3);
}

async fn savers_of_the_same_cell_at_once_clash_once(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let id = county.filing_of(&county.accountant).await;
    let nothing = std::collections::BTreeMap::new();
    let cells = [typed(&[("note", "我的")]), typed(&[("note", "你的")])];
    let people = [&county.accountant, &county.colleague];
    let saves = people.into_iter().zip(&cells).map(|(caller, cells)| {
        save_cells(
            &county.store,
            &county.schemes,
            caller,
            Save::typed(&id, cells).on(&nothing),
            after(2),
        )
    });
    let saved: Vec<_> = join_all(saves)
        .await
        .into_iter()
        .map(Result::unwrap)
        .collect();
    let clashes: Vec<_> = saved.iter().flat_map(|saved| &saved.clashes).collect();
    assert_eq!(clashes.len(), 1);
    let stands = &county.texts(&county.accountant, &id).await["note"];
    assert_eq!(&clashes[0].theirs, stands);
    assert_ne!(&clashes[0].mine, stands);
}

async fn a_save_never_slips_behind_a_submission(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let me = &county.accountant;
    let id = county.filing_of(me).await;
    county.fill(me, &id).await;
    let spoil = typed(&[("spent", "")]);
    let save = save_cells(
        &county.store,
        &county.schemes,
        &county.colleague,
        Save::typed(&id, &spoil),
        after(2),
    );
    let submit = submit_filing(&county.store, &county.schemes, me, &id, after(2));
    let (saved, submitted) = futures_util::future::join(save, submit).await;
    assert_ne!(
        saved.is_ok(),
        submitted.is_ok(),
        "one of the two was first, the other is told"
    );
}

async fn approvals_and_publications_at_once_happen_once(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let (store, schemes) = (&county.store, &county.schemes);
    let id = county.submitted(&county.accountant).await;
    for reviewer in [&county.department_reviewer, &county.finance_reviewer] {
        let seen = county.seen(&id).await;
        let presses = (0..5).map(|_| approve_filing(store, reviewer, &id, seen, after(3)));
        let done = join_all(presses).await.into_iter().flatten().count();
        assert_eq!(done, 1);
    }
    let by = &county.publisher;
    let seen = county.seen(&id).await;
    let presses = (0..5).map(|_| publish_filing(store, schemes, by, &id, seen, render, after(4)));
    let done = join_all(presses).await.into_iter().flatten().count();
    assert_eq!(done, 1);
}

async fn hundreds_of_writers_queue_without_a_failure(fresh: FreshDatabase) {
    let county = County::with_campaign(fresh).await;
    let me = &county.accountant;
    let id = county.filing_of(me).await;
    let texts: Vec<_> = (0..200)
        .map(|n| typed(&[("note", &format!("第{n}稿"))]))
        .collect();
    let saves = texts.iter().map(|cells| {
        save_cells(
            &county.store,
            &county.schemes,
            me,
            Save::typed(&id, cells),
            after(2),
        )
    });
    let versions: std::collections::BTreeSet<i64> = join_all(saves)
        .await
        .into_iter()
        .map(|saved| saved.unwrap().version)
        .collect();
    assert_eq!(versions, (1..=200).collect());
}

on_both_databases!(
    ten_submissions_at_once_submit_once,
    savers_of_different_cells_at_once_all_keep_their_work,
    savers_of_the_same_cell_at_once_clash_once,
    a_save_never_slips_behind_a_submission,
    approvals_and_publications_at_once_happen_once,
    hundreds_of_writers_queue_without_a_failure,
);
