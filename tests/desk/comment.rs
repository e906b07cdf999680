//! 审核意见 over HTTP, without script: written at a cell, sent along with a return, answered,
//! marked 已处理, sent again.

use ziping::domain::workflow::State;

use super::office::Office;
use super::submit::with_reasons;
use crate::support::client::Client;
use crate::support::county;
use crate::support::database::{FreshDatabase, on_both_databases};
use crate::support::page::Page;

const CELL: &str = "total_initial";

async fn look(office: &Office, reviewer: &Client) -> Page {
    let page = reviewer.get(&format!("/reviews/{}", office.filing)).await;
    assert_eq!(page.status, 200, "{}", page.body);
    page
}

/// Writes a comment through the link at a cell.
async fn comment(office: &Office, reviewer: &Client, about: &str, text: &str) -> Page {
    let page = reviewer
        .get(&office.at(&format!("comments?about={about}")))
        .await;
    assert_eq!(page.status, 200, "{}", page.body);
    let form = page.form("form[data-comment-form]").with("text", text);
    reviewer.send(&form).await
}

async fn submitted(database: FreshDatabase) -> (Office, Client) {
    let office = Office::filled(database, "lukou-2022", 2022).await;
    with_reasons(&office).await;
    let reviewer = office.app.log_in(county::DEPARTMENT_REVIEWER).await;
    (office, reviewer)
}

async fn comments_go_along_with_a_return_and_come_back_answered(database: FreshDatabase) {
    let (office, reviewer) = submitted(database).await;
    let page = look(&office, &reviewer).await;
    let links = page.attributes("a.comment-add", "href");
    let at_cell = office.at(&format!("comments?about={CELL}"));
    assert!(
        links.contains(&at_cell),
        "every cell can be commented on: {links:?}"
    );

    let written = comment(&office, &reviewer, CELL, "与批复的预算不一致。").await;
    let back = format!("/reviews/{}#cell-{CELL}", office.filing);
    assert_eq!(
        written.location.as_deref(),
        Some(back.as_str()),
        "{}",
        written.body
    );
    comment(&office, &reviewer, "form:f1", "表头的年度请核对。").await;
    comment(&office, &reviewer, "", "只给我们自己看的一条。").await;

    let page = look(&office, &reviewer).await;
    assert_eq!(page.texts("#comments .comment-list > li").len(), 3);
    assert!(
        page.text(&format!("#cell-{CELL} .comment-mark"))
            .contains("与批复")
    );
    let hidden = office.accountant.get(&office.at("comments")).await;
    assert!(!hidden.body.contains("与批复"), "nothing was sent yet");

    // The first two go along; no reason is written.
    let picks = page.attributes("#comments input[type=checkbox]", "value");
    let form = page.form("#return-form");
    let form = form.also("comment", &picks[0]).also("comment", &picks[1]);
    let returned = reviewer.send(&form).await;
    assert_eq!(returned.status, 303, "{}", returned.body);

    let desk = office.open_form("f1").await;
    let list = desk.text(".returned");
    assert!(list.contains("请按所附的 2 条审核意见修改。"), "{list}");
    assert!(list.contains("与批复") && list.contains("表头") && !list.contains("只给我们"));
    assert!(desk.has(".comment-mark"), "the comment is at its cell");
    let todo = office.accountant.get(ziping::web::routes::FILINGS).await;
    assert!(todo.text(".todo-returned").contains("附审核意见 2 条"));

    // Answered and marked.
    let page = office.accountant.get(&office.at("comments")).await;
    let answer = page
        .form("form[action$='/answers']")
        .with("text", "已改为批复数。");
    let answered = office.accountant.send(&answer).await;
    assert_eq!(answered.status, 303, "{}", answered.body);
    let handled = office
        .accountant
        .send(&page.form("form[action$='/handled']"))
        .await;
    let page = office.accountant.follow(handled).await;
    assert_eq!(page.texts(".comment-handled").len(), 1);
    let submission = office.accountant.get(&office.at("submission")).await;
    assert!(
        submission
            .words()
            .contains("还有 1 条审核意见没有标记已处理")
    );

    with_reasons(&office).await;
    let page = look(&office, &reviewer).await;
    let all = page.text("#comments");
    assert!(all.contains("已改为批复数。") && all.contains("已处理") && all.contains("待处理"));
    assert!(all.contains("只给我们自己看的一条。"));
    assert_eq!(
        page.attributes("#comments input[checked]", "value").len(),
        1,
        "only what was never sent is picked beforehand"
    );
}

async fn a_comment_that_is_none_is_refused_with_its_words(database: FreshDatabase) {
    let (office, reviewer) = submitted(database).await;
    let empty = comment(&office, &reviewer, CELL, "  ").await;
    assert_eq!(empty.status, 422);
    assert!(empty.text(".error-summary").contains("请写明意见的内容"));
    let long = "长".repeat(1001);
    let refused = comment(&office, &reviewer, CELL, &long).await;
    assert_eq!(refused.status, 422);
    let form = refused.form("form[data-comment-form]");
    assert_eq!(form.typed("text").trim(), long);
    assert_eq!(form.typed("about"), CELL);
    let unknown = form.with("about", "no_such_cell").with("text", "甲");
    assert_eq!(reviewer.send(&unknown).await.status, 404);
    // A page that is refused keeps what was picked.
    comment(&office, &reviewer, CELL, "与批复的预算不一致。").await;
    let page = look(&office, &reviewer).await;
    let refused = reviewer
        .send(&page.form("#return-form").with("reason", " "))
        .await;
    assert_eq!(refused.status, 422);
    assert!(
        !refused.has("#comments input[checked]"),
        "nothing was picked"
    );
}

async fn nobody_comments_out_of_turn(database: FreshDatabase) {
    let (office, reviewer) = submitted(database).await;
    comment(&office, &reviewer, CELL, "与批复的预算不一致。").await;
    let page = look(&office, &reviewer).await;
    let id = page
        .attributes("#comments input[type=checkbox]", "value")
        .remove(0);
    let token = page.form("#return-form").typed("_csrf").to_owned();
    // The bureau's turn has not come; the accountant does not know of it.
    let finance = office.app.log_in(county::FINANCE_REVIEWER).await;
    let theirs = look(&office, &finance).await;
    assert!(!theirs.has("a.comment-add") && theirs.text("#comments").contains("与批复"));
    let answers = office.at(&format!("comments/{id}/answers"));
    let pairs = |token: &str| {
        let pair = |name: &str, text: &str| (name.to_owned(), text.to_owned());
        vec![pair("_csrf", token), pair("text", "早了")]
    };
    let other = office.accountant.get(&office.at("comments")).await;
    assert!(!other.has("form[action$='/answers']"));
    let form = office
        .accountant
        .get(ziping::web::routes::PASSWORD)
        .await
        .form("main form");
    let own = form.typed("_csrf").to_owned();
    assert_eq!(
        office.accountant.post(&answers, &pairs(&own)).await.status,
        409
    );
    assert_eq!(reviewer.post(&answers, &pairs(&token)).await.status, 303);
    assert_eq!(
        office.record().await.filing.facts.state,
        State::AwaitingDepartment
    );
}

on_both_databases!(
    comments_go_along_with_a_return_and_come_back_answered,
    a_comment_that_is_none_is_refused_with_its_words,
    nobody_comments_out_of_turn,
);
