//! 全审 and 提交: what stops it, what answers it, and that it happens once.

use super::office::Office;
use crate::support::database::{FreshDatabase, on_both_databases};
use crate::support::page::Form;
use ziping::domain::workflow::{State, Verb};

/// Writes every reason asked for on the page of 全审.
async fn reasons(office: &Office) -> Form {
    let page = office.accountant.get(&office.at("check")).await;
    let mut form = page.form("form.desk");
    for (name, typed) in &mut form.pairs {
        if name.starts_with("c:reason.") {
            "按实际情况评定，佐证材料齐全。".clone_into(typed);
        }
    }
    form
}

/// Answers what is asked and submits.
pub async fn with_reasons(office: &Office) {
    let answer = office
        .accountant
        .send(&reasons(office).await.with("do", "submit"))
        .await;
    assert_eq!(
        answer.location.as_deref(),
        Some(office.at("submission").as_str()),
        "{}",
        answer.body
    );
    let page = office.accountant.follow(answer).await;
    let answer = office.accountant.send(&page.form("main form")).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
}

async fn an_unfinished_filing_is_not_submitted(database: FreshDatabase) {
    let office = Office::filled(database, "datonghu-2020", 2020).await;
    let page = office.accountant.get(&office.at("check")).await;
    assert!(
        page.text("#errors").contains("143.68"),
        "the check proposes the figure that fits"
    );
    let answer = office
        .accountant
        .send(&reasons(&office).await.with("do", "submit"))
        .await;
    assert_eq!(answer.status, 422);
    assert!(answer.text("title").starts_with("错误："));
    assert!(answer.text(".error-summary").contains("错误需要更正"));
    assert!(office.typed("reason.K04.total_executed").await.is_empty());
    assert_eq!(office.record().await.filing.facts.state, State::Draft);
    let look = office.accountant.get(&office.at("submission")).await;
    assert_eq!(look.location.as_deref(), Some(office.at("check").as_str()));
}

async fn submitting_without_the_last_look_is_refused_just_the_same(database: FreshDatabase) {
    let office = Office::filled(database, "lukou-2022", 2022).await;
    let token = office
        .open_form("f1")
        .await
        .form("form.desk")
        .typed("_csrf")
        .to_owned();
    let answer = office
        .accountant
        .post(&office.at("submission"), &[("_csrf".to_owned(), token)])
        .await;
    assert_eq!(answer.status, 422);
    assert_eq!(office.record().await.filing.facts.state, State::Draft);
}

async fn ten_presses_submit_once(database: FreshDatabase) {
    let office = Office::filled(database, "lukou-2022", 2022).await;
    let form = reasons(&office).await;
    let asked = form
        .pairs
        .iter()
        .filter(|(name, _)| name.starts_with("c:reason.K12."))
        .count();
    assert_eq!(asked, 4, "the four points lost without a reason");
    office.accountant.send(&form.with("do", "save")).await;
    let look = office.accountant.get(&office.at("submission")).await;
    assert!(
        look.text(".facts").contains("96 分（优）"),
        "{}",
        look.words()
    );
    assert!(look.text(".found-list").contains("佐证材料齐全"));
    let form = look.form("main form");
    for _ in 0..10 {
        let answer = office.accountant.send(&form).await;
        assert_eq!(
            answer.location.as_deref(),
            Some(office.at("submission").as_str())
        );
    }
    let record = office.record().await;
    assert_eq!(
        record
            .decisions
            .iter()
            .filter(|decision| decision.verb == Verb::Submit)
            .count(),
        1
    );
    let receipt = office.accountant.get(&office.at("submission")).await;
    assert!(receipt.text("h1").contains("已提交"));

    let answer = office
        .accountant
        .send(&receipt.form("form.withdrawal"))
        .await;
    assert_eq!(
        answer.location.as_deref(),
        Some(format!("/filings/{}", office.filing).as_str())
    );
    assert_eq!(office.record().await.filing.facts.state, State::Draft);
}

on_both_databases!(
    an_unfinished_filing_is_not_submitted,
    submitting_without_the_last_look_is_refused_just_the_same,
    ten_presses_submit_once,
);
