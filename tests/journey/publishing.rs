//! The publisher, and the public.

use ziping::web::routes;

use super::browser::Browser;
use crate::support::county;

const TITLE: &str = "乙区行政审批服务局2022年度部门整体支出绩效自评报告";

/// Makes the approved filing public.
pub async fn publisher_publishes(browser: &Browser) {
    browser.forget().await;
    browser.log_in(county::PUBLISHER, county::PASSWORD).await;
    browser.visit(routes::PUBLISHING).await;
    browser.expect("main", "乙区行政审批服务局").await;
    browser.picture("publishing").await;
    browser.press_at("main table a[href$='/publication']").await;
    browser.expect("main h1", TITLE).await;
    browser.picture("before-publication").await;
    browser
        .press_at("form[action$='/publication'] button")
        .await;
    browser.expect("main", "已公开").await;
    browser.picture("published").await;
}

/// Finds it in the list and reads it, figures and explanations.
pub async fn anyone_reads(browser: &Browser) {
    browser.forget().await;
    browser.visit(routes::PUBLICATIONS).await;
    browser.picture("public-list").await;
    browser.press(TITLE).await;
    browser.expect("main h1", TITLE).await;
    assert_eq!(
        browser.path().await,
        routes::publication(2022, county::AGENCY)
    );
    for words in [
        "当前位置",
        "发布时间",
        "信息来源",
        "浏览量",
        "字号",
        "817.29",
        "96",
        "98%以上",
    ] {
        browser.expect("main", words).await;
    }
    browser
        .expect("[data-live='value-execution_score']", "10")
        .await;
    browser
        .press_at("[data-live='value-execution_score'] summary")
        .await;
    browser
        .expect("[data-live='value-execution_score'] .card", "817.29")
        .await;
    browser.picture("public-page").await;
    assert_eq!(browser.cells().await, Vec::<String>::new());
}
