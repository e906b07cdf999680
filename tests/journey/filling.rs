//! The accountant at the forms.

use ziping::web::routes;

use super::browser::{Browser, Script};
use super::paper::Paper;
use super::walk::{CORRECTION, OBJECTION};
use crate::support::county;

/// 待办 names the year's work and leads to the filing; gives the filing's address.
pub async fn from_todo(browser: &Browser) -> String {
    browser.visit(routes::FILINGS).await;
    browser.expect("main h1", "待办").await;
    for words in [
        "2022年度部门整体支出绩效自评",
        "截止日期",
        "2023-06-30",
        "填报中",
        "待填",
    ] {
        browser.expect("main", words).await;
    }
    browser.picture("todo").await;
    browser.press("去填报").await;
    browser.expect("main h1", "乙区行政审批服务局").await;
    browser.picture("overview").await;
    browser.path().await
}

/// 附件1 from empty: the money, the goals, eleven rows of indicators.
pub async fn the_form(browser: &Browser, filing: &str, paper: &Paper, script: Script) {
    browser.visit(&format!("{filing}/forms/f1")).await;
    browser
        .expect(".paper-title", "部门整体支出绩效自评表")
        .await;
    browser.picture("form-empty").await;
    for code in browser.cells().await {
        let text = paper.text(&code);
        if !text.is_empty() {
            browser.fill(&code, text).await;
        }
    }
    for row in paper.rows("ind") {
        let id = add_row(browser, "ind", &row.heading).await;
        for (column, text) in &row.columns {
            browser
                .fill(&format!("ind.{id}.{}", column.code()), text)
                .await;
        }
    }
    if script == Script::Off {
        browser.press("暂存").await;
    }
    // With script the server's figures come while typing, without pressing anything.
    let rate = "[data-live='value-execution_rate']";
    browser.expect(rate, "100.00%").await;
    browser
        .expect("[data-live='value-execution_score']", "10")
        .await;
    browser.expect(".bar .score", "得分 96（优）").await;
    browser.press("暂存").await;
    browser.expect(".bar .score", "得分 96（优）").await;
    browser.press_at(&format!("{rate} summary")).await;
    browser.expect(&format!("{rate} .card"), "817.29").await;
    browser.picture("form-filled-explained").await;
}

/// Adds a row under a heading and gives its id.
async fn add_row(browser: &Browser, block: &str, heading: &str) -> String {
    let before = browser.cells().await;
    browser
        .press_at(&format!("[name=do][value='add:{block}:{heading}']"))
        .await;
    for _ in 0..100 {
        let added = browser
            .cells()
            .await
            .into_iter()
            .find(|code| !before.contains(code));
        if let Some(code) = added {
            return code.split('.').nth(1).unwrap_or_default().to_owned();
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    browser.picture("failed").await;
    panic!("no row was added under {heading}");
}

/// 附件2, section by section.
pub async fn the_report(browser: &Browser, paper: &Paper) {
    browser.press("下一张表").await;
    browser
        .expect(".paper-title", "部门整体支出绩效自评报告")
        .await;
    for code in browser.cells().await {
        browser.fill(&code, paper.text(&code)).await;
    }
    browser.press("暂存").await;
    browser.expect(".saved", "保存 ").await;
    browser.picture("report-filled").await;
}

/// The filing comes back to 待办 with the reason; the accountant corrects and submits again.
pub async fn corrects(browser: &Browser, filing: &str) {
    browser.forget().await;
    browser.log_in(county::ACCOUNTANT, county::PASSWORD).await;
    browser.visit(routes::FILINGS).await;
    browser.expect("main", OBJECTION).await;
    browser.picture("todo-returned").await;
    browser.visit(&format!("{filing}/forms/f2")).await;
    browser.expect(".returned", OBJECTION).await;
    browser.fill("report_problems", CORRECTION).await;
    browser.press("暂存").await;
    browser.visit(&format!("{filing}/submission")).await;
    browser
        .press_at("main form[action$='/submission'] button")
        .await;
    browser.expect("main h1", "已提交").await;
    browser.picture("submitted-again").await;
}
