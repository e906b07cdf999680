//! A Word file on the accountant's desk: brought, compared, taken over, taken back.

use ziping::web::routes;

use super::browser::Browser;
use super::{Stage, journey};
use crate::support::app::TestApp;
use crate::support::{county, root};

async fn a_word_file_is_imported_and_undone(stage: Stage) {
    let app = TestApp::with_campaign(stage.database, "lukou-2022", 2022).await;
    let browser = Browser::open(&stage.chromedriver, &app.address, &stage.name, stage.script).await;
    browser.log_in(county::ACCOUNTANT, county::PASSWORD).await;
    browser.visit(routes::FILINGS).await;
    browser.press("去填报").await;
    browser.expect("main h1", "乙区行政审批服务局").await;
    browser.press_at(".tasks a[href$='/import']").await;
    browser.expect("main h1", "导入填好的表").await;
    browser.expect("#file-hint", "不超过 20MB").await;
    browser.picture("choose").await;

    let file = root().join("tests/seeds/made/lukou.docx");
    browser.fill_named("file", &file.to_string_lossy()).await;
    browser.press("读取并核对").await;
    browser.expect("main h1", "核对导入内容").await;
    browser.expect(".import-list", "817.29").await;
    browser.picture("compare").await;
    browser.press("导入所选").await;
    browser.expect(".notice", "已导入所选的内容").await;
    browser.expect(".import-done", "已导入").await;
    let compared = browser.path().await;
    browser.press_at(".tasks a[href$='/forms/f1']").await;
    browser.expect("main .paper-title", "自评表").await;
    assert_eq!(browser.value("[name='c:total_executed']").await, "817.29");
    browser.expect(".bar .score", "得分 96（优）").await;
    browser.picture("imported").await;

    browser.visit(&compared).await;
    browser.press("撤销刚才的导入").await;
    browser.expect(".notice", "已撤销导入").await;
    browser.press_at(".tasks a[href$='/forms/f1']").await;
    browser.expect("main .paper-title", "自评表").await;
    assert_eq!(browser.value("[name='c:total_executed']").await, "");
}

journey!(a_word_file_is_imported_and_undone);
