//! A whole filing without a mouse: log in, fill in, give reasons, submit, with Tab and Enter.

use super::browser::Browser;
use super::paper::{Paper, PaperRow};
use super::{Stage, tests_of};
use crate::support::app::TestApp;
use crate::support::county;

const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";
/// In a cell the script takes Tab for going to the next cell; after Escape it leaves it alone.
const ESCAPE: &str = "\u{e00c}";

/// More stops than any page has.
const MOST_STOPS: usize = 700;

/// Goes forward, stop by stop, until the focus is on what the selector finds.
async fn tab_to(browser: &Browser, selector: &str) {
    for _ in 0..MOST_STOPS {
        if browser.is_focused(selector).await {
            return;
        }
        browser.type_text(&format!("{ESCAPE}{TAB}")).await;
    }
    browser.picture("failed").await;
    panic!("no Tab leads to {selector} on {}", browser.path().await);
}

async fn press(browser: &Browser, selector: &str) {
    tab_to(browser, selector).await;
    browser.type_text(ENTER).await;
}

/// Escape would take the text back, so the cell is left by Tab alone.
async fn type_into(browser: &Browser, code: &str, text: &str) {
    tab_to(browser, &format!("[name='c:{code}']")).await;
    browser.type_text(&format!("{text}{TAB}")).await;
}

async fn log_in(browser: &Browser) {
    browser.visit(ziping::web::routes::LOG_IN).await;
    tab_to(browser, "[name=login_name]").await;
    browser.type_text(county::ACCOUNTANT).await;
    tab_to(browser, "[name=password]").await;
    browser.type_text(county::PASSWORD).await;
    browser.type_text(ENTER).await;
    browser.expect("main h1", "待办").await;
}

/// Adds a row under its heading and fills it in.
async fn add_row(browser: &Browser, row: &PaperRow) {
    let before = browser.cells().await;
    press(browser, &format!("[value='add:ind:{}']", row.heading)).await;
    let mut added = None;
    for _ in 0..300 {
        let cells = browser.cells().await;
        added = cells.into_iter().find(|code| !before.contains(code));
        if added.is_some() {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    let added = added.unwrap_or_else(|| panic!("no row was added under {}", row.heading));
    let id = added.split('.').nth(1).unwrap_or_default();
    for (column, text) in &row.columns {
        type_into(browser, &format!("ind.{id}.{}", column.code()), text).await;
    }
}

async fn fill_in(browser: &Browser, paper: &Paper) {
    for code in browser.cells().await {
        let text = paper.text(&code);
        if !text.is_empty() {
            type_into(browser, &code, text).await;
        }
    }
}

async fn a_filing_without_a_mouse(stage: Stage) {
    let app = TestApp::with_campaign(stage.database, "lukou-2022", 2022).await;
    let browser = Browser::open(&stage.chromedriver, &app.address, &stage.name, stage.script).await;
    let paper = Paper::read("lukou-2022");
    log_in(&browser).await;
    press(&browser, ".todo a.button").await;
    browser.expect("main h1", "乙区行政审批服务局").await;
    press(&browser, ".tasks a[href$='/forms/f1']").await;
    browser.expect(".paper-title", "自评表").await;
    fill_in(&browser, &paper).await;
    for row in paper.rows("ind") {
        add_row(&browser, &row).await;
    }
    browser.picture("form").await;
    press(&browser, ".bar [value=next]").await;
    browser.expect(".paper-title", "自评报告").await;
    fill_in(&browser, &paper).await;
    browser.picture("report").await;
    press(&browser, ".bar [value=check]").await;
    browser.expect("main h1", "全审").await;
    for code in browser.cells().await {
        type_into(
            &browser,
            &code,
            "高峰期窗口不足，下年增设弹性窗口，按季度检查。",
        )
        .await;
    }
    browser.picture("reasons").await;
    press(&browser, ".bar [value=submit]").await;
    browser.expect("main h1", "提交前请核对").await;
    press(&browser, "main form[action$='/submission'] button").await;
    browser.expect("main h1", "已提交").await;
    browser.picture("receipt").await;
}

tests_of!(a_filing_without_a_mouse: on_sqlite Sqlite On);
