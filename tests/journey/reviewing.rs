//! The reviewers of the department and of the bureau.

use ziping::web::routes;

use super::browser::Browser;
use super::walk::{CORRECTION, OBJECTION};
use crate::support::county;

async fn opens(browser: &Browser, reviewer: &str) {
    browser.forget().await;
    browser.log_in(reviewer, county::PASSWORD).await;
    browser.visit(routes::REVIEWS).await;
    browser.expect("main h1", "审核").await;
    browser.press("乙区行政审批服务局").await;
    browser
        .expect(".paper-title", "部门整体支出绩效自评表")
        .await;
}

/// Sees what the agency saw, with the reasons on top, and sends it back.
pub async fn department_returns(browser: &Browser) {
    opens(browser, county::DEPARTMENT_REVIEWER).await;
    browser.expect(".score", "得分 96（优）").await;
    browser.expect(".review-findings", "高峰期等候较长").await;
    browser.picture("department-review").await;
    // Without a reason nothing is returned.
    browser.press("退回修改").await;
    browser.expect(".error-summary", "请更正下列内容").await;
    browser.fill_named("reason", OBJECTION).await;
    browser.press("退回修改").await;
    browser.expect("main h1", "审核").await;
    browser.expect("main", "没有等待您审核的填报").await;
    browser.picture("returned").await;
}

/// Finds the correction and passes it on.
pub async fn department_approves(browser: &Browser) {
    opens(browser, county::DEPARTMENT_REVIEWER).await;
    browser.expect("main", CORRECTION).await;
    approve(browser).await;
}

/// The bureau's own reviewer.
pub async fn bureau_approves(browser: &Browser) {
    opens(browser, county::FINANCE_REVIEWER).await;
    browser.picture("bureau-review").await;
    approve(browser).await;
}

async fn approve(browser: &Browser) {
    browser.press_at("form[action$='/approval'] button").await;
    browser.expect("main", "没有等待您审核的填报").await;
}
