//! 后台任务: one node at a time, gone on with after a break, called off; the closing pack and 批量公开.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;

use chrono::{DateTime, Utc};
use ziping::actions::Caller;
use ziping::actions::job::{JobError, ask_job, call_off, load_jobs, take_result};
use ziping::actions::publish::publish_filing;
use ziping::actions::step::approve_filing;
use ziping::config::EvidenceSettings;
use ziping::domain::job::{JobKind, JobState};
use ziping::export::{Unsound, verify_archive};
use ziping::jobs::{Bench, do_next};
use ziping::store::filing::find_filing;
use ziping::store::job::{hold_job, lease_job};
use ziping::vault::Vault;

use super::county::{County, after, render};
use crate::support::database::{FreshDatabase, on_both_databases};

/// A campaign in which both filings are approved; its id, and a vault.
async fn closing(fresh: FreshDatabase) -> (County, Vault, String, Vec<String>) {
    let folder = fresh.folder.clone();
    let county = County::with_campaign(fresh).await;
    let first = county.approved().await;
    let second = county.submitted(&county.direct_accountant).await;
    let (store, seen) = (&county.store, county.seen(&second).await);
    approve_filing(store, &county.finance_reviewer, &second, seen, after(4))
        .await
        .unwrap();
    let mut tx = county.store.read().await.unwrap();
    let filing = find_filing(&mut tx, &first).await.unwrap().unwrap();
    tx.commit().await.unwrap();
    let vault = Vault::open(&EvidenceSettings::default(), &folder)
        .await
        .unwrap();
    (county, vault, filing.campaign_id, vec![first, second])
}

/// One node looks for a job; whether it found one.
async fn work(county: &County, vault: &Vault, node: &str, at: DateTime<Utc>) -> bool {
    let bench = Bench {
        store: &county.store,
        schemes: &county.schemes,
        vault,
        render,
        node,
    };
    do_next(&bench, || at).await.unwrap()
}

async fn ask(
    county: &County,
    caller: &Caller,
    kind: JobKind,
    campaign: &str,
) -> Result<String, JobError> {
    ask_job(&county.store, caller, kind, campaign, after(5)).await
}

async fn state_of(county: &County, campaign: &str) -> (JobState, u32, String) {
    let jobs = load_jobs(&county.store, &county.publisher, campaign).await;
    let job = jobs.unwrap().1.remove(0);
    (job.state, job.done, job.outcome)
}

async fn read_pack(vault: &Vault, digest: &str) -> Vec<u8> {
    use futures_util::TryStreamExt as _;
    let blob = vault.blobs.get(digest).await.unwrap();
    let parts: Vec<_> = blob.stream.try_collect().await.unwrap();
    parts.concat()
}

/// The same archive with other files in place of some; `None` takes a file out.
fn changed(archive: &[u8], change: impl Fn(&str, Vec<u8>) -> Option<Vec<u8>>) -> Vec<u8> {
    let mut old = zip::ZipArchive::new(Cursor::new(archive)).unwrap();
    let mut new = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..old.len() {
        let mut entry = old.by_index(at).unwrap();
        let (name, mut bytes) = (entry.name().unwrap().into_owned(), Vec::new());
        entry.read_to_end(&mut bytes).unwrap();
        if let Some(bytes) = change(&name, bytes) {
            new.start_file(name, zip::write::SimpleFileOptions::default())
                .unwrap();
            new.write_all(&bytes).unwrap();
        }
    }
    new.finish().unwrap().into_inner()
}

fn files_of(archive: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(archive)).unwrap();
    let mut files = BTreeMap::new();
    for at in 0..zip.len() {
        let mut entry = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        files.insert(entry.name().unwrap().into_owned(), bytes);
    }
    files
}

async fn a_pack_holds_everything_and_tells_what_was_changed(fresh: FreshDatabase) {
    let (county, vault, campaign, ids) = closing(fresh).await;
    let (store, publisher) = (&county.store, &county.publisher);
    let seen = county.seen(&ids[0]).await;
    publish_filing(
        store,
        &county.schemes,
        publisher,
        &ids[0],
        seen,
        render,
        after(5),
    )
    .await
    .unwrap();
    let reviewer = &county.finance_reviewer;
    let id = ask(&county, reviewer, JobKind::ClosingPack, &campaign)
        .await
        .unwrap();
    assert!(work(&county, &vault, "one", after(6)).await);
    let (state, done, outcome) = state_of(&county, &campaign).await;
    assert_eq!((state, done), (JobState::Done, 2), "{outcome}");
    let (job, _) = take_result(store, reviewer, &id, after(7)).await.unwrap();
    assert!(outcome.contains(&job.digest));
    let archive = read_pack(&vault, &job.digest).await;
    assert_eq!(
        ziping::domain::publication::sha256_hex(&archive),
        job.digest
    );

    let manifest = verify_archive(Cursor::new(&archive)).unwrap();
    let paths: Vec<&str> = manifest
        .files
        .iter()
        .map(|file| file.path.as_str())
        .collect();
    for path in [
        "公开/11/数据.json",
        "公开/11/页面.html",
        "公开/11/摘要.txt",
        "填报/12.json",
        "汇总表.xlsx",
        "未报和退回名单.xlsx",
        "复核差异表.xlsx",
        "统计表.xlsx",
        "通报（草稿）.docx",
    ] {
        assert!(paths.contains(&path), "{path} in {paths:?}");
    }
    assert_eq!(manifest.counts.values().sum::<u64>(), 2);
    let files = files_of(&archive);
    assert_eq!(files.len(), paths.len() + 1);
    let page = String::from_utf8(files["公开/11/页面.html"].clone()).unwrap();
    assert!(page.starts_with("<h1>"), "{page}");

    let other = changed(&archive, |name, bytes| {
        Some(if name.ends_with("页面.html") {
            b"else".to_vec()
        } else {
            bytes
        })
    });
    let found = verify_archive(Cursor::new(&other));
    assert!(matches!(found, Err(Unsound::Changed(path)) if path == "公开/11/页面.html"));
    let less = changed(&archive, |name, bytes| {
        (name != "填报/12.json").then_some(bytes)
    });
    let found = verify_archive(Cursor::new(&less));
    assert!(matches!(found, Err(Unsound::Missing(path)) if path == "填报/12.json"));
    let bare = changed(&archive, |name, bytes| {
        (name != "manifest.json").then_some(bytes)
    });
    assert!(matches!(
        verify_archive(Cursor::new(&bare)),
        Err(Unsound::NoManifest)
    ));
    let renamed = {
        let mut zip = zip::ZipWriter::new_append(Cursor::new(archive.clone())).unwrap();
        zip.start_file("多出.txt", zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.finish().unwrap().into_inner()
    };
    let found = verify_archive(Cursor::new(&renamed));
    assert!(matches!(found, Err(Unsound::Added(path)) if path == "多出.txt"));

    // The file under way is gone, and only people of the bureau get the result.
    let under_way = vault.spool.path(&id).unwrap();
    assert!(!Path::new(&under_way).exists());
    for stranger in [
        &county.accountant,
        &county.department_reviewer,
        &county.auditor,
    ] {
        let refused = take_result(store, stranger, &id, after(8)).await;
        assert!(matches!(refused, Err(JobError::NotFound)));
    }
}

async fn what_a_node_left_undone_another_does(fresh: FreshDatabase) {
    let (county, vault, campaign, ids) = closing(fresh).await;
    let (store, publisher) = (&county.store, &county.publisher);
    let refused = ask(
        &county,
        &county.finance_reviewer,
        JobKind::PublishAll,
        &campaign,
    )
    .await;
    assert!(matches!(refused, Err(JobError::NotAllowed)));
    ask(&county, publisher, JobKind::PublishAll, &campaign)
        .await
        .unwrap();
    let twice = ask(&county, publisher, JobKind::PublishAll, &campaign).await;
    assert!(matches!(twice, Err(JobError::UnderWay)));

    // A node leases it, does one filing of two, tells so, and is never heard of again.
    let mut tx = store.write().await.unwrap();
    let job = lease_job(&mut tx, "gone", after(6), after(8))
        .await
        .unwrap()
        .unwrap();
    tx.commit().await.unwrap();
    let seen = county.seen(&ids[0]).await;
    publish_filing(
        store,
        &county.schemes,
        publisher,
        &ids[0],
        seen,
        render,
        after(6),
    )
    .await
    .unwrap();
    let mut tx = store.write().await.unwrap();
    assert!(
        hold_job(&mut tx, (&job.id, "gone"), (1, 2), after(8))
            .await
            .unwrap()
    );
    tx.commit().await.unwrap();

    assert!(
        !work(&county, &vault, "other", after(7)).await,
        "it is held"
    );
    assert!(work(&county, &vault, "other", after(9)).await);
    let (state, _, outcome) = state_of(&county, &campaign).await;
    assert_eq!(state, JobState::Done);
    assert_eq!(outcome, "已公开 2 家，没有未公开的。");
    let events = county.record_of(publisher).await;
    let published = events
        .iter()
        .filter(|line| line.starts_with("publish done"));
    assert_eq!(published.count(), 2, "{events:?}");
    let mut tx = store.write().await.unwrap();
    assert!(
        !hold_job(&mut tx, (&job.id, "gone"), (2, 2), after(20))
            .await
            .unwrap()
    );
}

async fn a_job_called_off_is_left_alone(fresh: FreshDatabase) {
    let (county, vault, campaign, _) = closing(fresh).await;
    let store = &county.store;
    let reviewer = &county.finance_reviewer;
    let id = ask(&county, reviewer, JobKind::ClosingPack, &campaign)
        .await
        .unwrap();
    call_off(store, &county.publisher, &id, after(6))
        .await
        .unwrap();
    assert!(!work(&county, &vault, "one", after(7)).await);
    assert_eq!(state_of(&county, &campaign).await.0, JobState::Cancelled);
    let again = call_off(store, reviewer, &id, after(7)).await;
    assert!(matches!(again, Err(JobError::Ended)));
    assert!(matches!(
        take_result(store, reviewer, &id, after(8)).await,
        Err(JobError::NotFound)
    ));
    let next = ask(&county, reviewer, JobKind::ClosingPack, &campaign).await;
    assert!(next.is_ok(), "another may be asked for");
    let other = ask(&county, &county.stranger, JobKind::ClosingPack, &campaign).await;
    assert!(matches!(other, Err(JobError::NotFound)));
}

on_both_databases! {
    a_pack_holds_everything_and_tells_what_was_changed,
    what_a_node_left_undone_another_does,
    a_job_called_off_is_left_alone,
}
