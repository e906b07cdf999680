//! The bureau opens the year, urges, draws a sample and publishes.

use ziping::web::routes;

use super::TITLE;
use super::crowd;
use crate::journey::browser::Browser;
use crate::support::app::TestApp;
use crate::support::county;

async fn arrives(browser: &Browser, login_name: &str) {
    browser.forget().await;
    browser.log_in(login_name, county::PASSWORD).await;
}

/// Looks ahead at what would be made, and opens the year.
pub async fn opens(browser: &Browser) {
    arrives(browser, county::PUBLISHER).await;
    browser.visit(routes::NEW_CAMPAIGN).await;
    for (name, text) in [
        ("year", "2022"),
        ("title", TITLE),
        ("due_on", "2026-06-30"),
        (
            "scheme",
            "部门整体支出绩效自评表式（2022年度，含分值和得分）（第 1 版）",
        ),
    ] {
        browser.fill_named(name, text).await;
    }
    browser.press("预览").await;
    browser.expect("section.panel", "将建立 20 份填报").await;
    browser.picture("looked-ahead").await;
    browser.press_at("main form button:not([name])").await;
    browser.expect(".notice", "年度工作已开启").await;
    browser.press(TITLE).await;
    browser.expect("main", "20").await;
    browser.picture("opened").await;
}

/// Tells everybody who owes.
pub async fn urges(browser: &Browser) {
    arrives(browser, county::FINANCE_REVIEWER).await;
    to_progress(browser).await;
    let owed = format!("{}/filings?progress=owed", browser.path().await);
    browser.visit(&owed).await;
    browser.press("催报全部未报单位").await;
    browser.expect("main", "共 20 个单位").await;
    browser.press_at("main button[value=urge]").await;
    browser.expect(".notice", "已催报").await;
}

async fn to_progress(browser: &Browser) {
    browser.visit(routes::CAMPAIGNS).await;
    browser.press(TITLE).await;
    browser.expect("main h1", TITLE).await;
}

/// Draws five of the twenty.
pub async fn draws(browser: &Browser) {
    arrives(browser, county::FINANCE_REVIEWER).await;
    browser.visit(routes::SAMPLES).await;
    for (name, text) in [("campaign", TITLE), ("seed", "20260316"), ("count", "5")] {
        browser.fill_named(name, text).await;
    }
    browser.press("抽取并记录").await;
    browser.expect("main h1", "抽查记录").await;
    browser.expect("main", "抽中名单").await;
    browser.picture("sample").await;
}

/// Publishes the first in the browser, the others without, and sees that nothing is left.
pub async fn publishes(app: &TestApp, browser: &Browser) {
    arrives(browser, county::PUBLISHER).await;
    browser.visit(routes::PUBLISHING).await;
    browser.press_at("main table a[href$='/publication']").await;
    browser
        .press_at("form[action$='/publication'] button")
        .await;
    browser.expect("main", "已公开").await;
    assert_eq!(crowd::publish_the_rest(app).await, 19);
    browser.visit(routes::PUBLISHING).await;
    browser.expect("main", "没有等待公开的填报").await;
    to_progress(browser).await;
    let published = "tbody tr:last-child td[data-label='已公开']";
    browser.expect(published, "20").await;
    browser.picture("everything-published").await;
    browser.forget().await;
    browser.visit(routes::PUBLICATIONS).await;
    browser.expect("main", "乙区").await;
    browser.picture("public-list").await;
}
