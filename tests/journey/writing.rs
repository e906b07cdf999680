//! The report is written: what comes from Word becomes clean text, a figure of the table stands in
//! it by name and follows the table, and the public page is seen before it is one.

use super::browser::Browser;
use super::{Stage, scripted_journey};
use crate::support::app::TestApp;
use crate::support::county;

/// As Word puts it on the clipboard: styles, list marks of its own, a table, and something bad.
const FROM_WORD: &str = r#"<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<style>p.MsoNormal { mso-style-parent: ""; font-family: 宋体; }</style></head><body lang=ZH-CN>
<!--StartFragment-->
<h2 style='mso-margin-top-alt:auto'><span style='font-family:黑体'>产出情况<o:p></o:p></span></h2>
<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
lang=EN-US><span style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]><span
style='font-family:仿宋'>办理事项
完成<b>1508</b>项；</span></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>2.<span>&nbsp;</span></span>培训<span onclick="alert(1)">24</span>个单位。</p>
<script>alert(2)</script><img src=x onerror="alert(3)">
<table class=MsoTableGrid border=1><tr><td><p>项目</p></td><td><p>数量</p></td></tr>
<tr><td>办件</td><td>1508</td></tr></table>
<!--EndFragment--></body></html>"#;

const AS_TEXT: &str =
    "## 产出情况\n1. 办理事项完成1508项；\n2. 培训24个单位。\n项目\t数量\n办件\t1508";

const SECTION: &str = ".report-section:has(#cell-report_performance)";
const READ: &str = "[data-live='writing-report_performance'] .writing-read";

async fn open(browser: &Browser) -> String {
    browser.log_in(county::ACCOUNTANT, county::PASSWORD).await;
    browser.visit(ziping::web::routes::FILINGS).await;
    browser.press("去填报").await;
    browser.expect("main h1", "").await;
    browser.path().await
}

async fn type_executed(browser: &Browser, filing: &str, figure: &str) {
    browser.visit(&format!("{filing}/forms/f1")).await;
    browser.fill("total_annual", "800").await;
    browser.fill("total_executed", figure).await;
    browser.press("暂存").await;
    browser.expect(".saved", "已保存").await;
}

async fn a_text_from_word_takes_a_figure_that_follows_the_table(stage: Stage) {
    let app = TestApp::with_campaign(stage.database, "lukou-2022", 2022).await;
    let browser = Browser::open(&stage.chromedriver, &app.address, &stage.name, stage.script).await;
    let filing = open(&browser).await;
    type_executed(&browser, &filing, "640").await;

    browser.visit(&format!("{filing}/forms/f2")).await;
    browser.expect(SECTION, "插入数字").await;
    browser.press_at("#cell-report_performance").await;
    browser.paste(FROM_WORD, "").await;
    browser.expect_cell("report_performance", AS_TEXT).await;
    browser
        .expect(&format!("{READ} .prose-heading"), "产出情况")
        .await;
    browser.picture("pasted").await;

    browser.type_on("report_performance", "\n- 全年执行").await;
    browser
        .press_at(&format!("{SECTION} .write-tools button:last-of-type"))
        .await;
    browser.expect(".figure-menu", "全年执行数").await;
    browser.picture("menu").await;
    browser
        .press_at(".figure-choice[data-typed='{全年执行数}']")
        .await;
    browser
        .expect(&format!("{READ} ul"), "全年执行640.00万元")
        .await;
    // Enter goes on with the list; in an empty item it ends it.
    browser.type_on("report_performance", "\n甲\n\n完").await;
    let typed = format!("{AS_TEXT}\n- 全年执行{{全年执行数}}\n- 甲\n完");
    browser.expect_cell("report_performance", &typed).await;
    browser.press("暂存").await;
    browser.expect(".saved", "已保存").await;

    type_executed(&browser, &filing, "600").await;
    browser.visit(&format!("{filing}/forms/f2")).await;
    browser.expect(READ, "全年执行600.00万元").await;
    browser.picture("followed").await;
    browser.visit(&format!("{filing}/preview")).await;
    browser.expect(".preview-mark", "预览").await;
    browser
        .expect("#cell-report_performance", "全年执行600.00万元")
        .await;
    browser.picture("preview").await;
}

scripted_journey!(a_text_from_word_takes_a_figure_that_follows_the_table);
