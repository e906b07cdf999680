//! The reviewer's list over HTTP: 待办, what is chosen of it, 已办.

use super::office::Office;
use super::submit::with_reasons;
use crate::support::county;
use crate::support::database::{FreshDatabase, on_both_databases};

async fn a_filing_is_chosen_looked_at_and_approved(database: FreshDatabase) {
    let office = Office::filled(database, "lukou-2022", 2022).await;
    with_reasons(&office).await;
    let reviewer = office.app.log_in(county::DEPARTMENT_REVIEWER).await;
    let queue = reviewer.get("/reviews?sort=score&from=60").await;
    assert_eq!(queue.text(".tab-count"), "1");
    let line = queue.text("tbody tr");
    assert!(
        line.contains("96.00（优）") && line.contains("处"),
        "{line}"
    );
    let none = reviewer.get("/reviews?from=99").await;
    assert!(none.words().contains("没有等待您审核的填报"));

    let chosen = format!("/reviews/chosen?filing={}", office.filing);
    let preview = reviewer.get(&chosen).await;
    assert!(preview.words().contains("1 份可以通过"), "{}", preview.body);
    let done = reviewer.send(&preview.form("main form")).await;
    assert!(
        done.text("[role=status]").contains("已通过 1 份"),
        "{}",
        done.body
    );
    let again = reviewer.send(&preview.form("main form")).await;
    assert!(
        again.text("[role=status]").contains("1 份没有办理"),
        "{}",
        again.body
    );

    let decided = reviewer.get("/reviews?list=decided").await;
    let line = decided.text("tbody tr");
    assert!(
        line.contains("审核通过") && line.contains("待财政审核"),
        "{line}"
    );
    let all = reviewer
        .get("/reviews?list=all&state=awaiting-finance")
        .await;
    assert_eq!(all.texts("tbody tr").len(), 1);
    let nothing = reviewer.get("/reviews/chosen").await;
    assert!(nothing.words().contains("没有勾选填报"));
}

on_both_databases!(a_filing_is_chosen_looked_at_and_approved);
