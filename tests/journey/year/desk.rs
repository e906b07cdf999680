//! The two agencies that file in the browser.

use ziping::web::desk::address;
use ziping::web::routes;

use super::crowd::{REASON, type_paper};
use super::{ANSWER, COMMENT};
use crate::journey::browser::{Browser, Script};
use crate::journey::filling;
use crate::journey::paper::Paper;
use crate::support::app::TestApp;
use crate::support::county;

async fn arrives(browser: &Browser, login_name: &str) {
    browser.forget().await;
    browser.log_in(login_name, county::PASSWORD).await;
    browser.visit(routes::FILINGS).await;
    browser.expect("main h1", "待办").await;
}

/// Everything by hand, from empty forms to the receipt; gives the filing's id.
pub async fn fills(browser: &Browser, script: Script) -> String {
    arrives(browser, county::ACCOUNTANT).await;
    browser.expect("main", "催报：").await;
    browser.press("去填报").await;
    browser.expect("main h1", "乙区行政审批服务局").await;
    let filing = browser.path().await;
    let paper = Paper::read("lukou-2022");
    filling::the_form(browser, &filing, &paper, script).await;
    filling::the_report(browser, &paper).await;
    answers_reasons(browser, &filing).await;
    submits(browser, &filing).await;
    filing.rsplit('/').next().unwrap_or_default().to_owned()
}

/// The other one has typed its figures before, and answers what the checks ask.
pub async fn answers_what_is_asked(app: &TestApp, browser: &Browser) {
    let caller = county::caller(&app.portal.store, county::OTHER_ACCOUNTANT).await;
    let filing = address::filing(&type_paper(app, &caller).await);
    arrives(browser, county::OTHER_ACCOUNTANT).await;
    answers_reasons(browser, &filing).await;
    submits(browser, &filing).await;
}

async fn answers_reasons(browser: &Browser, filing: &str) {
    browser.visit(&format!("{filing}/check")).await;
    browser.expect("main h1", "全审").await;
    for code in browser.cells().await {
        browser.fill(&code, REASON).await;
    }
    browser.press("暂存说明").await;
    browser.expect(".counts", "没有待处理的问题").await;
}

async fn submits(browser: &Browser, filing: &str) {
    browser.visit(&format!("{filing}/submission")).await;
    browser
        .press_at("main form[action$='/submission'] button")
        .await;
    browser.expect("main h1", "已提交").await;
}

/// Reads the comment on 待办, answers it, marks it, corrects and submits again.
pub async fn answers_and_submits_again(browser: &Browser, filing: &str) {
    arrives(browser, county::ACCOUNTANT).await;
    browser.expect("main", "附审核意见 1 条").await;
    browser.picture("todo-with-comment").await;
    browser.visit(&address::comments(filing)).await;
    browser.expect("main", COMMENT).await;
    browser.press_at(".comment-answer summary").await;
    browser.fill_named("text", ANSWER).await;
    browser.press("发出答复").await;
    browser.expect(".comment-answers", ANSWER).await;
    browser.press("标记为已处理").await;
    browser.expect("main", "已处理").await;
    browser.picture("comment-answered").await;
    browser.visit(&address::form(filing, "f1")).await;
    browser
        .fill("goal_actual", "全年办理审批事项12万件，按时办结率99.6%。")
        .await;
    browser.press("暂存").await;
    browser.expect(".saved", "保存 ").await;
    let filing = address::filing(filing);
    answers_reasons(browser, &filing).await;
    submits(browser, &filing).await;
}

/// Says once why the bureau's correction is not right.
pub async fn appeals(browser: &Browser, filing: &str) {
    arrives(browser, county::ACCOUNTANT).await;
    browser.visit(&address::rescore(filing)).await;
    browser.expect("#appeal", "可以在").await;
    browser
        .fill_named(&name_of(browser, "#appeal textarea").await, ANSWER)
        .await;
    browser.press("提交申诉").await;
    browser.expect("#appeal", "等待答复").await;
    browser.picture("appealed").await;
}

/// The name of the field that a CSS selector finds first.
pub async fn name_of(browser: &Browser, selector: &str) -> String {
    const NAME: &str = "return document.querySelector(arguments[0]).name";
    let name = browser.evaluate(NAME, vec![selector.into()]).await;
    name.as_str().unwrap_or_default().to_owned()
}
