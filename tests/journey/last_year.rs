//! Last year's figures in the browser: taken over, marked, confirmed, compared.

use ziping::demo;
use ziping::web::routes;

use super::browser::Browser;
use super::{Stage, journey};
use crate::support::app::TestApp;

async fn last_year_is_taken_over_and_confirmed(stage: Stage) {
    let app = TestApp::with_demonstration(stage.database).await;
    let browser = Browser::open(&stage.chromedriver, &app.address, &stage.name, stage.script).await;
    browser.log_in("jia-tianbao4", demo::PASSWORD).await;
    browser.visit(routes::FILINGS).await;
    browser.press("去填报").await;
    browser.expect("main h1", "甲县政务热线服务中心").await;
    browser.expect(".facts", "待确认 2").await;
    let filing = browser.path().await;

    browser.press_at(".tasks a[href$='/last-year']").await;
    browser.expect("main h1", "上年数").await;
    browser.expect("main", "2020年度已审核通过的自评").await;
    browser.picture("last-year").await;
    browser.press_at("#take-goal_expected").await;
    browser.press("带入所选").await;
    browser.expect(".notice", "已带入所选的上年内容").await;
    browser.expect(".import-done", "已带入 1 格").await;

    browser.visit(&format!("{filing}/forms/f1")).await;
    browser.expect("[data-live='carried']", "本表有 1 格").await;
    browser.expect(".carried", "上年带入，待确认").await;
    browser.expect(".tasks", "待确认 3").await;
    browser.expect("main", "相差约 10000 倍").await;
    browser.picture("carried").await;
    browser
        .press_at("button[value='confirm:goal_expected']")
        .await;
    browser.expect("main .paper-title", "自评表").await;
    browser.expect(".tasks", "待确认 2").await;

    browser.press_at(".tasks a[href$='/comparison']").await;
    browser.expect("main h1", "与上年对比").await;
    browser.expect(".compared", "全年执行总额").await;
    browser.picture("compared").await;
}

journey!(last_year_is_taken_over_and_confirmed);
