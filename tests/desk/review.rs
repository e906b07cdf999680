//! The way of a filing through its reviews, over HTTP: returned with a reason, submitted again, approved.

use ziping::domain::workflow::State;

use super::office::Office;
use super::submit::with_reasons;
use crate::support::client::Client;
use crate::support::county;
use crate::support::database::{FreshDatabase, on_both_databases};
use crate::support::page::Page;

async fn review_page(office: &Office, reviewer: &Client) -> Page {
    let page = reviewer.get(&format!("/reviews/{}", office.filing)).await;
    assert_eq!(page.status, 200, "{}", page.body);
    page
}

async fn return_it(office: &Office, reviewer: &Client, reason: &str) -> Page {
    let page = review_page(office, reviewer).await;
    let form = page.form("form[action$='/return']").with("reason", reason);
    reviewer.send(&form).await
}

async fn approve(office: &Office, reviewer: &Client) {
    let page = review_page(office, reviewer).await;
    let answer = reviewer.send(&page.form("form[action$='/approval']")).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
}

async fn state(office: &Office) -> State {
    office.record().await.filing.facts.state
}

async fn a_returned_filing_comes_back_with_its_reason(database: FreshDatabase) {
    let office = Office::filled(database, "lukou-2022", 2022).await;
    with_reasons(&office).await;
    let reviewer = office.app.log_in(county::DEPARTMENT_REVIEWER).await;

    let page = review_page(&office, &reviewer).await;
    assert!(
        page.text(".review-findings").contains("佐证材料齐全"),
        "the agency's reasons stand on top"
    );
    assert_eq!(page.texts(".paper").len(), 2, "all forms are there");
    assert!(!page.has(".paper input") && !page.has(".paper textarea"));

    let refused = return_it(&office, &reviewer, "  ").await;
    assert_eq!(refused.status, 422);
    assert!(refused.text("title").starts_with("错误："));
    assert_eq!(state(&office).await, State::AwaitingDepartment);

    let returned = return_it(&office, &reviewer, "请补充培训人数的佐证材料。").await;
    assert_eq!(returned.status, 303, "{}", returned.body);
    assert_eq!(state(&office).await, State::Returned);
    let todo = office.accountant.get(ziping::web::routes::FILINGS).await;
    assert!(
        todo.text(".todo-returned")
            .contains("请补充培训人数的佐证材料。")
    );
    assert!(
        office
            .open_form("f1")
            .await
            .text(".returned")
            .contains("佐证材料。")
    );
}

async fn the_publisher_too_sends_back_what_should_not_be_public(database: FreshDatabase) {
    let office = Office::filled(database, "lukou-2022", 2022).await;
    with_reasons(&office).await;
    for login_name in [county::DEPARTMENT_REVIEWER, county::FINANCE_REVIEWER] {
        approve(&office, &office.app.log_in(login_name).await).await;
    }
    assert_eq!(state(&office).await, State::Approved);
    let publisher = office.app.log_in(county::PUBLISHER).await;
    let answer = return_it(&office, &publisher, "标题中的年度有误。").await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert_eq!(
        publisher.follow(answer).await.status,
        200,
        "he lands on a page of his own"
    );
    assert_eq!(state(&office).await, State::Returned);
}

async fn a_resubmission_shows_what_changed(database: FreshDatabase) {
    let office = Office::filled(database, "lukou-2022", 2022).await;
    with_reasons(&office).await;
    let reviewer = office.app.log_in(county::DEPARTMENT_REVIEWER).await;
    let first = review_page(&office, &reviewer).await;
    assert!(!first.has("#changes"), "there is nothing to compare with");
    return_it(&office, &reviewer, "年初预算数请核对。").await;
    with_reasons(&office).await;
    let same = review_page(&office, &reviewer).await;
    assert!(same.text("#changes").contains("没有任何改动"));
    return_it(&office, &reviewer, "仍未修改。").await;
    let change = [("total_initial".to_owned(), "500.00".to_owned())];
    office.write(&change).await;
    with_reasons(&office).await;
    let page = review_page(&office, &reviewer).await;
    let lines = page.texts("#changes tbody tr");
    assert!(
        lines[0].contains("485.88") && lines[0].contains("500.00"),
        "{lines:?}"
    );
    assert!(
        page.text("#cell-total_initial .look-mark")
            .contains("上次提交：485.88")
    );
}

on_both_databases!(
    a_resubmission_shows_what_changed,
    a_returned_filing_comes_back_with_its_reason,
    the_publisher_too_sends_back_what_should_not_be_public,
);
