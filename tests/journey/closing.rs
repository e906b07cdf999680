//! The end of a campaign: its statistics are looked at, the closing pack is made in the background,
//! the page shows by itself that it is done, and the pack is taken along.

use ziping::demo;
use ziping::domain::workflow::Role;
use ziping::export::verify_archive;
use ziping::jobs::{Bench, do_next};
use ziping::web::portal::render_record;
use ziping::web::routes;

use super::browser::Browser;
use super::{Stage, scripted_journey};
use crate::support::app::TestApp;

async fn closing_a_campaign(stage: Stage) {
    let Stage {
        database,
        chromedriver,
        name,
        script,
    } = stage;
    let app = TestApp::with_demonstration(database).await;
    let browser = Browser::open(&chromedriver, &app.address, &name, script).await;
    let accounts = demo::ACCOUNTS.iter();
    let mut publishers = accounts.filter(|it| it.role == Role::Publisher);
    let publisher = publishers
        .find(|it| it.login_name.starts_with("jia"))
        .unwrap();
    browser.log_in(publisher.login_name, demo::PASSWORD).await;

    browser.visit(routes::STATISTICS).await;
    browser.expect("main h1", "统计").await;
    for words in ["得分分布", "各指标失分", "各主管部门"] {
        browser.expect("main", words).await;
    }
    browser.picture("statistics").await;
    let drawn = "return [...document.querySelectorAll('svg[role=img]')]
        .every((picture) => picture.getBoundingClientRect().width > 100);";
    assert_eq!(browser.evaluate(drawn, Vec::new()).await, true);

    browser.visit(routes::CAMPAIGNS).await;
    browser.press_at("main tbody a").await;
    browser.press("结账").await;
    browser.expect("main h1", "结账").await;
    browser.press("生成结账资料包").await;
    browser.expect("main", "等待办理").await;
    browser.picture("under-way").await;
    let portal = &app.portal;
    let bench = Bench {
        store: &portal.store,
        schemes: &portal.schemes,
        vault: &portal.vault,
        render: render_record,
        node: "journey",
    };
    assert!(do_next(&bench, || app.now()).await.unwrap());
    // Nobody reloads it: the page asks again by itself.
    browser.expect("main", "已完成").await;
    browser.picture("done").await;
    let address = "return document.querySelector('main a[download]').getAttribute('href');";
    let href = browser.evaluate(address, Vec::new()).await;
    let client = reqwest::Client::new();
    let request = client.get(format!("{}{}", app.address, href.as_str().unwrap()));
    let request = request.header("cookie", browser.cookies().await);
    let pack = request.send().await.unwrap().bytes().await.unwrap();
    assert!(verify_archive(std::io::Cursor::new(&pack)).is_ok());
}

scripted_journey!(closing_a_campaign);
