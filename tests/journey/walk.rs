//! The whole way of a year: from empty forms to the published page.

use super::browser::Browser;
use super::paper::Paper;
use super::{Stage, filling, journey, publishing, reviewing, submitting};
use crate::support::app::TestApp;
use crate::support::county;

/// What the department does not like about the first submission.
pub const OBJECTION: &str = "存在的问题写得过于笼统，请写明跨期报销的金额和原因后再报。";

/// What the accountant writes in answer.
pub const CORRECTION: &str =
    "部分费用跨期报销，涉及差旅费1.2万元，原因是票据收集不及时，已要求当月报销。";

async fn the_walk(stage: Stage) {
    let Stage {
        database,
        chromedriver,
        name,
        script,
    } = stage;
    let app = TestApp::with_campaign(database, "lukou-2022", 2022).await;
    let browser = Browser::open(&chromedriver, &app.address, &name, script).await;
    let paper = Paper::read("lukou-2022");

    browser.log_in(county::ACCOUNTANT, county::PASSWORD).await;
    let filing = filling::from_todo(&browser).await;
    filling::the_form(&browser, &filing, &paper, script).await;
    filling::the_report(&browser, &paper).await;
    submitting::reasons(&browser, &filing).await;
    submitting::ten_times(&app, &browser, &filing).await;

    reviewing::department_returns(&browser).await;
    filling::corrects(&browser, &filing).await;
    reviewing::department_approves(&browser).await;
    reviewing::bureau_approves(&browser).await;
    publishing::publisher_publishes(&browser).await;
    publishing::anyone_reads(&browser).await;
}

journey!(the_walk);
