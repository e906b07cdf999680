//! The demonstration's draft of 甲县政务服务中心: the slips of the published paper are found and
//! named, each with its cause.

use ziping::demo;
use ziping::web::routes;

use super::browser::Browser;
use super::{Stage, journey};
use crate::support::app::TestApp;

async fn the_demonstration(stage: Stage) {
    let Stage {
        database,
        chromedriver,
        name,
        script,
    } = stage;
    let app = TestApp::with_demonstration(database).await;
    let browser = Browser::open(&chromedriver, &app.address, &name, script).await;

    browser.visit(routes::HOME).await;
    browser.picture("home").await;
    browser.log_in("jia-tianbao", demo::PASSWORD).await;
    browser.visit(routes::FILINGS).await;
    browser.expect("main", "甲县政务服务中心").await;
    browser.picture("todo").await;
    browser.press("去填报").await;
    browser.expect("main h1", "甲县政务服务中心").await;
    let filing = browser.path().await;

    browser.visit(&format!("{filing}/forms/f1")).await;
    browser
        .expect("[data-live='value-total_execution_rate']", "96.55%")
        .await;
    browser.expect(".found", "143.68").await;
    browser.picture("self-assessment").await;

    browser.visit(&format!("{filing}/forms/f4")).await;
    browser
        .expect("[data-live='value-three_public_control_rate']", "30.67%")
        .await;
    browser
        .press_at("[data-live='value-three_public_control_rate'] summary")
        .await;
    browser
        .expect(
            "[data-live='value-three_public_control_rate'] .card",
            "5.52",
        )
        .await;
    browser.picture("base-data").await;

    browser.visit(&format!("{filing}/forms/f5")).await;
    browser.expect(".bar .score", "得分 90（优）").await;
    browser.picture("score-sheet").await;

    browser.visit(&format!("{filing}/forms/f6")).await;
    browser.expect(".paper-title", "报告").await;
    browser.picture("report").await;

    browser.visit(&format!("{filing}/check")).await;
    for words in ["149.03", "149.21", "143.68"] {
        browser.expect("main", words).await;
    }
    browser.picture("check").await;
}

journey!(the_demonstration);
