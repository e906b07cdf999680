//! The door: a wrong password is said, the right one leads to the work.

use super::browser::Browser;
use super::{Stage, journey};
use crate::support::app::TestApp;
use crate::support::county;

async fn the_door(stage: Stage) {
    let Stage {
        database,
        chromedriver,
        name,
        script,
    } = stage;
    let app = TestApp::with_county(database).await;
    let browser = Browser::open(&chromedriver, &app.address, &name, script).await;

    browser.visit(ziping::web::routes::LOG_IN).await;
    browser
        .fill_named("login_name", county::ADMINISTRATOR)
        .await;
    browser.fill_named("password", "Cuowu-2026-mima").await;
    browser.press("登录").await;
    browser.expect(".error-summary", "请更正下列内容").await;
    browser.picture("wrong-password").await;

    browser
        .log_in(county::ADMINISTRATOR, county::PASSWORD)
        .await;
    assert_ne!(browser.path().await, ziping::web::routes::LOG_IN);
    browser.picture("let-in").await;
}

journey!(the_door);
