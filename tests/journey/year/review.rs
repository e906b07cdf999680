//! The department and the bureau over twenty filings.

use ziping::web::desk::address;
use ziping::web::routes;

use super::desk::name_of;
use super::{ANSWER, COMMENT};
use crate::journey::browser::Browser;
use crate::support::county;

/// Who reviews first, and what a filing is afterwards.
pub const DEPARTMENT: (&str, &str) = (county::DEPARTMENT_REVIEWER, "待财政审核");

/// Who reviews last.
pub const FINANCE: (&str, &str) = (county::FINANCE_REVIEWER, "审核通过");

async fn arrives(browser: &Browser, login_name: &str) {
    browser.forget().await;
    browser.log_in(login_name, county::PASSWORD).await;
}

/// Says at a cell what is not right, and sends the filing back with it.
pub async fn department_returns_with_a_comment(browser: &Browser, filing: &str) {
    arrives(browser, county::DEPARTMENT_REVIEWER).await;
    browser.visit(&address::review(filing)).await;
    browser
        .press_at(&format!(
            "a[href='{}']",
            address::comment_on(filing, "goal_actual")
        ))
        .await;
    browser.fill_named("text", COMMENT).await;
    browser.press("记下意见").await;
    browser.visit(&address::review(filing)).await;
    browser.expect("#comments", COMMENT).await;
    browser.picture("comment-written").await;
    browser.press("退回修改").await;
    browser.expect("main h1", "审核").await;
}

/// Everything that waits for a reviewer in one deed, looked at before.
pub async fn approves_all(browser: &Browser, (login_name, then): (&str, &str), filings: usize) {
    const TICK: &str =
        "document.querySelectorAll('main input[name=filing]').forEach(it => { it.checked = true })";
    arrives(browser, login_name).await;
    browser.visit(routes::REVIEWS).await;
    browser.expect(".tab-count", &filings.to_string()).await;
    browser.evaluate(TICK, Vec::new()).await;
    browser.press("批量审核通过…").await;
    browser
        .expect("main", &format!("{filings} 份可以通过"))
        .await;
    browser.picture("all-at-once").await;
    browser.press(&format!("通过这 {filings} 份")).await;
    browser
        .expect("[role=status]", &format!("已通过 {filings} 份"))
        .await;
    browser.expect("main tbody", then).await;
}

/// Corrects one figure, with its reason; both scores stand beside each other.
pub async fn finance_corrects(browser: &Browser, filing: &str) {
    arrives(browser, county::FINANCE_REVIEWER).await;
    browser.visit(&address::rescore(filing)).await;
    browser.fill("total_executed", "780.00").await;
    browser
        .fill_named("r:total_executed", "部门决算支出合计为 780.00 万元。")
        .await;
    browser.press("保存更正").await;
    browser.expect(".notice", "复核更正已保存").await;
    browser.expect(".score", "自评得分 96").await;
    browser.expect(".score", "相差").await;
    browser.picture("rescored").await;
}

/// Takes the agency's word and withdraws the correction.
pub async fn finance_answers(browser: &Browser, filing: &str) {
    arrives(browser, county::FINANCE_REVIEWER).await;
    browser.visit(&address::rescore(filing)).await;
    browser.expect("#appeal", ANSWER).await;
    let choice = name_of(browser, "#appeal select").await;
    browser.fill_named(&choice, "接受申诉，撤销更正").await;
    let reason = name_of(browser, "#appeal textarea").await;
    browser.fill_named(&reason, "核对决算报表后同意。").await;
    browser.press("答复申诉").await;
    browser.expect(".notice", "申诉已答复").await;
    browser.picture("appeal-answered").await;
}
