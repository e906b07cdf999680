//! 附件1 by keyboard alone, as in a spreadsheet; blocks pasted; pinyin; the wheel.

use fantoccini::key::Key;

use super::browser::Browser;
use super::paper::Paper;
use super::{Stage, scripted_journey};
use crate::support::app::TestApp;
use crate::support::county;

async fn open_form(stage: Stage) -> (TestApp, Browser, String) {
    let app = TestApp::with_campaign(stage.database, "lukou-2022", 2022).await;
    let browser = Browser::open(&stage.chromedriver, &app.address, &stage.name, stage.script).await;
    browser.log_in(county::ACCOUNTANT, county::PASSWORD).await;
    browser.visit(ziping::web::routes::FILINGS).await;
    browser.press("去填报").await;
    browser.expect("main h1", "").await;
    let form = format!("{}/forms/f1", browser.path().await);
    browser.visit(&form).await;
    browser.expect(".paper-title", "自评表").await;
    (app, browser, form)
}

async fn focus(browser: &Browser, code: &str) {
    let script = format!("document.querySelector(\"[name='c:{code}']\").focus()");
    browser.run(&script).await;
}

async fn the_form_is_filled_by_keyboard_alone(stage: Stage) {
    let (_app, browser, _) = open_form(stage).await;
    let paper = Paper::read("lukou-2022");
    let add = "[name=do][value='add:ind:";
    for row in paper.rows("ind") {
        let button = format!("{add}{}']", row.heading);
        let before = browser.cells().await.len();
        let focus = format!("document.querySelector(\"{button}\").focus()");
        browser.run(&focus).await;
        browser.press_key(&[], Key::Enter).await;
        for _ in 0..100 {
            if browser.cells().await.len() > before {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        // The new row is entered; its columns are filled in reading order.
        let entered = browser.focused().await;
        assert!(entered.ends_with(".name"), "{entered}");
        for (column, text) in &row.columns {
            let code = browser.focused().await;
            assert!(code.ends_with(column.code()), "{code} is not {column:?}");
            browser.type_text(text).await;
            browser.press_key(&[], Key::Tab).await;
        }
    }
    browser.press_key(&[Key::Control], Key::Home).await;
    assert_eq!(browser.focused().await, "total_initial");
    loop {
        let code = browser.focused().await;
        if code.starts_with("ind.") {
            break;
        }
        browser.type_text(paper.text(&code)).await;
        browser.press_key(&[], Key::Tab).await;
    }
    browser.press_letter(&[Key::Control], 's').await;
    browser.expect(".saved", "已保存 ").await;
    browser.expect(".bar .score", "得分 96（优）").await;
    browser.picture("filled").await;
}

scripted_journey!(the_form_is_filled_by_keyboard_alone);

async fn cells_are_walked_as_in_a_spreadsheet(stage: Stage) {
    let (_app, browser, _) = open_form(stage).await;
    focus(&browser, "total_initial").await;
    // Key, and the cell one is in afterwards.
    let walk: [(&[Key], Key, &str); 17] = [
        (&[], Key::Tab, "total_annual"),
        (&[], Key::Tab, "total_executed"),
        (&[Key::Shift], Key::Tab, "total_annual"),
        // After a run of Tabs Enter goes on below the cell where the run began.
        (&[], Key::Enter, "general_public_budget"),
        (&[], Key::Enter, "government_fund"),
        (&[Key::Shift], Key::Enter, "general_public_budget"),
        (&[], Key::Right, "basic_expenditure"),
        (&[], Key::Down, "project_expenditure"),
        (&[], Key::Left, "government_fund"),
        (&[], Key::Up, "general_public_budget"),
        (&[], Key::Up, "total_initial"),
        (&[Key::Control], Key::End, "goal_actual"),
        // A long text keeps Enter for its lines.
        (&[], Key::Enter, "goal_actual"),
        (&[Key::Control], Key::Home, "goal_actual"),
        (&[], Key::Left, "goal_expected"),
        (&[], Key::Up, "other_funds"),
        (&[Key::Control], Key::Home, "total_initial"),
    ];
    for (held, key, wanted) in walk {
        browser.press_key(held, key).await;
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        assert_eq!(browser.focused().await, wanted, "{held:?} {key:?}");
    }
    assert_eq!(browser.value("[name='c:goal_actual']").await, "\n");

    // Typing replaces, F2 goes on, Escape brings back.
    browser.type_text("12").await;
    browser.press_key(&[], Key::Enter).await;
    browser.press_key(&[Key::Shift], Key::Enter).await;
    browser.press_key(&[], Key::F2).await;
    browser.type_text("3").await;
    assert_eq!(browser.value("[name='c:total_initial']").await, "123");
    browser.press_key(&[], Key::Left).await;
    assert_eq!(
        browser.focused().await,
        "total_initial",
        "the caret goes first"
    );
    browser.press_key(&[], Key::Escape).await;
    assert_eq!(browser.value("[name='c:total_initial']").await, "12");
    browser.type_text("9").await;
    browser.press_key(&[], Key::Escape).await;
    assert_eq!(browser.value("[name='c:total_initial']").await, "12");
    // After Escape Tab is the browser's own, so that everything can be reached.
    focus(&browser, "total_executed").await;
    browser.press_key(&[], Key::Escape).await;
    browser.press_key(&[], Key::Tab).await;
    assert_eq!(browser.focused().await, "SUMMARY");
    browser.picture("walked").await;
}

scripted_journey!(cells_are_walked_as_in_a_spreadsheet);

async fn nothing_happens_behind_a_pinyin_window(stage: Stage) {
    let (_app, browser, _) = open_form(stage).await;
    focus(&browser, "goal_expected").await;
    browser
        .run(
            "window.asked = 0; const real = window.fetch; window.fetch = function () { window.asked += 1; return real.apply(this, arguments); };\
             const it = document.activeElement; const fire = function (type, Kind, more) { it.dispatchEvent(new Kind(type, Object.assign({ bubbles: true, cancelable: true }, more))); };\
             window.fire = fire;\
             fire('compositionstart', CompositionEvent, { data: '' });\
             it.value = \"ban'jie\";\
             fire('input', InputEvent, { isComposing: true, data: \"ban'jie\" });\
             fire('keydown', KeyboardEvent, { key: 'Enter', keyCode: 229, isComposing: true });\
             fire('keydown', KeyboardEvent, { key: 'Tab', keyCode: 229, isComposing: true });",
        )
        .await;
    tokio::time::sleep(std::time::Duration::from_millis(2500)).await;
    assert_eq!(browser.focused().await, "goal_expected");
    assert_eq!(
        browser.run("return window.asked").await,
        0,
        "no check, no save"
    );
    browser
        .run("const it = document.activeElement; it.value = '办结'; window.fire('compositionend', CompositionEvent, { data: '办结' }); window.fire('input', InputEvent, { data: '办结' });")
        .await;
    browser.expect(".saved", "已保存 ").await;
    assert_eq!(browser.value("[name='c:goal_expected']").await, "办结");
    browser.press_key(&[], Key::Tab).await;
    assert_eq!(browser.focused().await, "goal_actual");
}

scripted_journey!(nothing_happens_behind_a_pinyin_window);

async fn the_wheel_turns_the_page_and_no_value(stage: Stage) {
    let (_app, browser, _) = open_form(stage).await;
    focus(&browser, "total_initial").await;
    browser.type_text("485.88").await;
    for delta in [240, -120] {
        browser.turn_wheel(delta).await;
    }
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    assert_eq!(browser.value("[name='c:total_initial']").await, "485.88");
    let spinners = "return document.querySelectorAll('input[type=number]').length";
    assert_eq!(browser.run(spinners).await, 0);
}

scripted_journey!(the_wheel_turns_the_page_and_no_value);

/// As a spreadsheet writes it: merged cells, styles, non-breaking spaces.
const SPREADSHEET: &str = "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head><style>td{mso-number-format:General}</style></head><body>\
<!--StartFragment--><table border=0 width=400><col width=80><tr height=20><td class=xl65></td><td class=xl65>年初预算数</td><td>全年预算数</td><td>全年执行数</td><td>执行率</td></tr>\
<tr><td>年度资金总额</td><td align=right>485.88&nbsp;</td><td>817.29</td><td> 8,172,900 </td><td>96%</td></tr></table><!--EndFragment--></body></html>";

async fn a_block_is_pasted_and_taken_back(stage: Stage) {
    let (_app, browser, _) = open_form(stage).await;
    focus(&browser, "total_initial").await;
    browser
        .paste(SPREADSHEET, "\t年初预算数\n年度资金总额\t485.88")
        .await;
    browser
        .expect(".paste-window h1", "粘贴到附件1 自评表")
        .await;
    browser
        .expect(".paste-window .import-list", "相差约一万倍")
        .await;
    browser.expect(".paste-window", "与计算结果不一致").await;
    browser.picture("preview").await;
    // Escape leaves everything as it was.
    browser.press_key(&[], Key::Escape).await;
    assert_eq!(browser.focused().await, "total_initial");
    assert_eq!(browser.value("[name='c:total_initial']").await, "");

    browser.paste(SPREADSHEET, "").await;
    browser
        .expect(".paste-window h1", "粘贴到附件1 自评表")
        .await;
    browser
        .fill_named("as-1.3", "8,172,900元（817.29万元）")
        .await;
    browser.press_at(".paste-window [data-paste-go]").await;
    browser.expect(".batch", "已粘贴 3 格").await;
    assert_eq!(browser.value("[name='c:total_initial']").await, "485.88");
    browser.expect_cell("total_executed", "8,172,900元").await;
    browser
        .expect("[data-live='value-execution_rate']", "100.00%")
        .await;
    browser.picture("pasted").await;
    browser.press("撤销").await;
    browser.expect(".desk-sheet", "已撤销").await;
    browser.expect_cell("total_initial", "").await;

    // One cell of a spreadsheet is pasted like any text, without the line break at its end.
    focus(&browser, "total_annual").await;
    browser
        .paste("<table><tr><td>817.29</td></tr></table>", "817.29\r\n")
        .await;
    browser.expect_cell("total_annual", "817.29").await;
    browser.expect(".saved", "已保存 ").await;
}

scripted_journey!(a_block_is_pasted_and_taken_back);

async fn amounts_are_typed_in_yuan(stage: Stage) {
    let (_app, browser, _) = open_form(stage).await;
    focus(&browser, "total_initial").await;
    browser.type_text("485.88").await;
    browser.press("换成元").await;
    browser.expect(".foreign-unit", "以元显示和填写").await;
    assert_eq!(browser.value("[name='c:total_initial']").await, "4858800元");

    focus(&browser, "total_annual").await;
    browser.type_text("8172900.5").await;
    browser.press_key(&[], Key::Tab).await;
    browser.expect_cell("total_annual", "8172900.5元").await;
    browser.type_text("8172900.5").await;
    browser.press_key(&[], Key::Tab).await;
    browser.expect(".saved", "已保存 ").await;
    browser
        .expect("[data-live='value-execution_rate']", "100.00%")
        .await;
    browser.picture("in-yuan").await;

    // A block without a unit is in that of the page.
    focus(&browser, "general_public_budget").await;
    browser.paste("", "8172900.5\t100\n0\t8172800.5").await;
    browser
        .expect(".paste-window .import-list", "8172800.5元")
        .await;
    browser.press_at(".paste-window [data-paste-go]").await;
    browser.expect(".batch", "已粘贴 4 格").await;

    browser.press("换成万元").await;
    browser.expect(".paper-line", "单位：万元").await;
    assert_eq!(browser.value("[name='c:total_initial']").await, "485.88");
    assert_eq!(
        browser.value("[name='c:total_annual']").await,
        "8172900.5元"
    );
    browser.expect("#note-total_annual", "817.29005万元").await;
    browser.picture("in-ten-thousand-yuan").await;
}

scripted_journey!(amounts_are_typed_in_yuan);
