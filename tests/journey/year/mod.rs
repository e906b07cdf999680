//! A year from its opening to the public pages: twenty agencies, three kinds of reviewers. Eighteen
//! agencies file without a browser, two in it.

mod bureau;
mod crowd;
mod desk;
mod review;

use super::browser::Browser;
use super::{Stage, tests_of};
use crate::support::app::TestApp;

/// What the notice calls it.
const TITLE: &str = "2022年度部门整体支出绩效自评";

/// What the department says at a cell.
const COMMENT: &str = "年度目标完成情况过于笼统，请写明完成的数量。";

/// What the agency answers.
const ANSWER: &str = "已按年终统计补充数量，见附件2第三部分。";

async fn the_year(stage: Stage) {
    let Stage {
        database,
        chromedriver,
        name,
        script,
    } = stage;
    let app = TestApp::with_county(database).await;
    let crowd = crowd::enter(&app).await;
    let browser = Browser::open(&chromedriver, &app.address, &name, script).await;

    bureau::opens(&browser).await;
    bureau::urges(&browser).await;
    crowd.file(&app).await;
    let filing = desk::fills(&browser, script).await;
    desk::answers_what_is_asked(&app, &browser).await;

    review::department_returns_with_a_comment(&browser, &filing).await;
    desk::answers_and_submits_again(&browser, &filing).await;
    review::approves_all(&browser, review::DEPARTMENT, 10).await;
    review::finance_corrects(&browser, &filing).await;
    review::approves_all(&browser, review::FINANCE, 20).await;
    desk::appeals(&browser, &filing).await;
    review::finance_answers(&browser, &filing).await;

    bureau::draws(&browser).await;
    bureau::publishes(&app, &browser).await;
}

tests_of!(the_year: on_sqlite Sqlite On, on_postgres_without_script Postgres Off);
