//! 全审, the reasons it asks for, and 提交.

use futures_util::future::join_all;
use ziping::store::Page;
use ziping::store::event::list_events_of_filing;

use super::browser::Browser;
use crate::support::app::TestApp;

/// 全审 asks for the four lost points and six more doubts; 提交 is refused until they are answered.
pub async fn reasons(browser: &Browser, filing: &str) {
    browser.visit(&format!("{filing}/check")).await;
    browser.expect("main h1", "全审").await;
    browser.expect(".counts", "需说明 10").await;
    browser.press("提交…").await;
    browser.expect(".error-summary", "10 处需要写明理由").await;
    browser.picture("check-refused").await;
    let reasons = browser.cells().await;
    assert_eq!(reasons.len(), 10, "{reasons:?}");
    for code in reasons {
        browser
            .fill(
                &code,
                "个别窗口高峰期等候较长，下年增设弹性窗口并按季度检查。",
            )
            .await;
    }
    browser.press("暂存说明").await;
    browser.expect(".counts", "没有待处理的问题").await;
    browser.picture("check-answered").await;
}

/// The button is pressed in the browser while nine more presses are under way.
pub async fn ten_times(app: &TestApp, browser: &Browser, filing: &str) {
    let address = format!("{filing}/submission");
    browser.visit(&address).await;
    browser.expect("main h1", "提交前请核对").await;
    browser.picture("before-submission").await;
    let cookies = browser.cookies().await;
    let token = browser.value("main form input[name=_csrf]").await;
    let visitor = app.visitor();
    let presses = (0..9).map(|_| {
        visitor
            .request(reqwest::Method::POST, &address)
            .header("cookie", &cookies)
            .header("origin", &app.address)
            .form(&[("_csrf", &token)])
            .send()
    });
    let in_browser = browser.press_at("main form[action$='/submission'] button");
    let (answers, ()) = tokio::join!(join_all(presses), in_browser);
    for answer in answers {
        assert_eq!(answer.unwrap().status().as_u16(), 303);
    }
    browser.expect("main h1", "已提交").await;
    browser.picture("receipt").await;
    assert_eq!(submissions(app, filing).await, 1);

    browser.visit(&format!("{filing}/forms/f1")).await;
    browser.expect(".bar", "只能查看").await;
    assert_eq!(browser.cells().await, Vec::<String>::new());
}

/// How often the event record says that this filing was submitted.
async fn submissions(app: &TestApp, filing: &str) -> usize {
    let id = filing.rsplit('/').next().unwrap_or_default();
    let mut tx = app.portal.store.read().await.unwrap();
    let events = list_events_of_filing(&mut tx, id, Page::first(100))
        .await
        .unwrap();
    let submitted = |event: &&ziping::store::event::Event| {
        event.action == "submit" && event.result == ziping::store::event::EventResult::Done
    };
    events.iter().filter(submitted).count()
}
