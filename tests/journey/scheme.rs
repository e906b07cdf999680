//! The scheme editor in the browser: one band is changed, tried on last year's filings and released;
//! the new campaign is filled in with it.

use ziping::web::routes;

use super::browser::Browser;
use super::{Stage, journey};
use crate::support::app::TestApp;
use crate::support::county;
use crate::web::scheme::{EXPECTED, examples, indicator, two_filings};

async fn a_band_is_changed_tried_and_released(stage: Stage) {
    let app = TestApp::with_campaign(stage.database, "datonghu-2020", 2020).await;
    two_filings(&app).await;
    let browser = Browser::open(&stage.chromedriver, &app.address, &stage.name, stage.script).await;
    browser
        .log_in(county::FINANCE_REVIEWER, county::PASSWORD)
        .await;
    browser.visit(routes::SCHEMES).await;
    browser.expect("main h1", "方案").await;
    browser.picture("schemes").await;
    browser.press_at("option[value='datonghu-2020@1']").await;
    browser.press("新建草稿").await;
    browser.expect("main h1", "datonghu-2020 第 2 版").await;
    let draft = browser.path().await;

    let at = indicator("public_satisfaction");
    let score = format!("{at}.rule.bands.1.score");
    browser.visit(&format!("{draft}?at={at}")).await;
    browser.expect("main h2", "社会公众或服务对象满意度").await;
    browser.picture("band").await;
    browser.fill_named(&score, "3").await;
    browser.press("保存").await;
    browser.expect(".notice", "草稿已保存").await;
    assert_eq!(browser.value(&format!("[name='{score}']")).await, "3");

    for at in examples() {
        browser.visit(&format!("{draft}?at={at}")).await;
        let scores = format!("{at}.expect.scores");
        browser.fill_named(&scores, EXPECTED).await;
        browser.press("保存").await;
        browser.expect(".notice", "草稿已保存").await;
    }

    browser.press("预览").await;
    browser.expect("main", "填报人看到的就是这样").await;
    browser.picture("preview").await;
    browser.press_at(".tabs a[href$='/replay']").await;
    browser.press_at("form[action$='/replay'] button").await;
    browser.expect("#changed tbody", "乙区图书馆").await;
    browser.expect(".facts", "2 家").await;
    let changed = "return document.querySelectorAll('#changed tbody tr').length";
    assert_eq!(browser.evaluate(changed, Vec::new()).await, 1);
    browser.picture("replayed").await;

    browser.press_at(".tabs a[href$='/release']").await;
    browser.expect("main", "2 家，1 家有变化").await;
    browser.picture("release").await;
    browser.press("发布这一版").await;
    browser.expect(".notice", "方案已发布").await;
    browser.picture("released").await;

    browser.visit(routes::NEW_CAMPAIGN).await;
    browser.fill_named("year", "2021").await;
    browser.fill_named("due_on", "2022-06-30").await;
    browser.press_at("option[value='datonghu-2020@2']").await;
    browser.press_at("main form button.button").await;
    browser.expect(".notice", "年度工作已开启").await;
    browser.expect("main table", "2021").await;
    browser.picture("opened").await;
}

journey!(a_band_is_changed_tried_and_released);
