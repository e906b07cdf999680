//! 动态验证码 put on in a browser, and the log-in that asks for it.

use chrono::TimeDelta;
use data_encoding::BASE32_NOPAD;
use ziping::domain::account::CodeSecret;
use ziping::web::routes;

use super::browser::Browser;
use super::{Stage, journey};
use crate::support::app::TestApp;
use crate::support::county;

/// The secret as the page shows it.
const TYPED: &str = "return document.querySelector('code.password').textContent";

async fn the_telephone(stage: Stage) {
    let Stage {
        database,
        chromedriver,
        name,
        script,
    } = stage;
    let app = TestApp::with_county(database).await;
    let browser = Browser::open(&chromedriver, &app.address, &name, script).await;
    browser
        .log_in(county::ADMINISTRATOR, county::PASSWORD)
        .await;
    browser.visit(routes::SECOND_FACTOR).await;
    browser.press("开始启用").await;
    browser.expect("h1", "动态验证码").await;
    browser.picture("to-scan").await;
    let typed = browser.evaluate(TYPED, Vec::new()).await;
    let typed = typed.as_str().unwrap().replace(' ', "");
    let telephone = CodeSecret::new(BASE32_NOPAD.decode(typed.as_bytes()).unwrap());
    let code = telephone.code_at(app.now());
    browser.fill_named("code", &code).await;
    browser.press("确认启用").await;
    browser.expect("h1", "动态验证码已启用").await;
    browser.picture("recovery-codes").await;
    browser.press_at(".work-user button").await;
    browser.expect("h1", "登录").await;

    app.pass(TimeDelta::seconds(30));
    browser.visit(routes::LOG_IN).await;
    browser
        .fill_named("login_name", county::ADMINISTRATOR)
        .await;
    browser.fill_named("password", county::PASSWORD).await;
    browser.press("登录").await;
    browser.expect("h1", "动态验证码").await;
    browser.fill_named("code", &code).await;
    browser.press("继续登录").await;
    browser.expect(".error-summary", "已经用过").await;
    let next = telephone.code_at(app.now());
    browser.fill_named("code", &next).await;
    browser.press("继续登录").await;
    browser.expect("h1", "单位").await;
    browser.picture("let-in").await;
}

journey!(the_telephone);
