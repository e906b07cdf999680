//! 粘贴: a block stands before the accountant cell by cell; what is picked is one batch.

use super::office::Office;
use crate::support::database::{FreshDatabase, on_both_databases};
use crate::support::page::Page;

async fn bring(office: &Office, cell: &str, block: &str, html: &str) -> Page {
    let address = format!("{}/paste", office.form("f1"));
    let page = office.accountant.get(&address).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let mut form = page
        .form("form.paste")
        .with("cell", cell)
        .with("block", block)
        .with("do", "read");
    form.pairs.push(("html".to_owned(), html.to_owned()));
    office.accountant.send(&form).await
}

async fn a_block_is_shown_then_kept_then_taken_back(database: FreshDatabase) {
    let office = Office::open(database, "lukou-2022", 2022).await;
    let page = bring(
        &office,
        "total_initial",
        "485.88\t８１７．２９\t8172900",
        "",
    )
    .await;
    assert_eq!(page.status, 200, "{}", page.body);
    let words = page.text("form.paste");
    for word in ["年初预算数", "817.29万元", "相差约一万倍", "8172900元"] {
        assert!(words.contains(word), "{word}: {words}");
    }
    assert!(
        office.record().await.entries.cells.is_empty(),
        "nothing is kept before it is picked"
    );

    // The third text is meant in 元, the second choice.
    let form = page
        .form("form.paste")
        .with("as-0.2", "1")
        .with("do", "paste");
    let answer = office.accountant.send(&form).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert!(answer.header("location").ends_with("#cell-total_initial"));
    assert_eq!(office.typed("total_annual").await, "８１７．２９");
    assert_eq!(office.typed("total_executed").await, "8172900元");

    let page = office.open_form("f1").await;
    assert!(
        page.text(".batch").contains("已粘贴 3 格"),
        "{}",
        page.text(".batch")
    );
    assert!(
        page.text("[data-live='value-execution_rate']")
            .contains("100.00%")
    );
    let undo = page.attributes("button[value^='undo:']", "value").remove(0);
    let answer = office
        .accountant
        .send(&page.form("form.desk").with("do", &undo))
        .await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert_eq!(office.typed("total_executed").await, "");
}

async fn rows_that_the_form_does_not_have_come_with_the_block(database: FreshDatabase) {
    let office = Office::open(database, "lukou-2022", 2022).await;
    let html = "<table><tr><td>二级指标</td><td>三级指标</td><td>年度指标值</td><td>实际完成值</td></tr>\
                <tr><td rowspan=2>数量指标</td><td>办理事项</td><td>100件</td><td>120件</td></tr>\
                <tr><td>开展培训</td><td>4次</td><td>4次</td></tr>\
                <tr><td>质量指标</td><td>准确率</td><td>≥98%</td><td>99%</td></tr></table>";
    let page = bring(&office, "total_initial", "", html).await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert_eq!(page.texts(".import-list .badge-notice").len(), 9);
    let answer = office
        .accountant
        .send(&page.form("form.paste").with("do", "paste"))
        .await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    let entries = office.record().await.entries;
    let rows = entries.rows("ind", "quantity");
    assert_eq!(rows.len(), 2, "{entries:?}");
    assert_eq!(entries.typed(&format!("ind.{}.name", rows[1])), "开展培训");
    assert_eq!(entries.rows("ind", "quality").len(), 1);
}

async fn the_unit_of_a_block_is_the_persons_to_say(database: FreshDatabase) {
    let office = Office::open(database, "lukou-2022", 2022).await;
    let page = bring(&office, "total_initial", "4858800\t8172900", "").await;
    let page = office
        .accountant
        .send(
            &page
                .form("form.paste")
                .with("unit", "元")
                .with("do", "read"),
        )
        .await;
    assert!(
        page.text("form.paste").contains("485.88万元"),
        "{}",
        page.body
    );
    let answer = office
        .accountant
        .send(&page.form("form.paste").with("do", "paste"))
        .await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert_eq!(office.typed("total_initial").await, "4858800元");
}

async fn what_cannot_be_pasted_is_said(database: FreshDatabase) {
    let office = Office::open(database, "lukou-2022", 2022).await;
    for (cell, block, word) in [
        ("total_initial", " \t ", "没有可以粘贴的内容"),
        ("report_duties", "1", "不在本表的表格里"),
        ("total_initial", "年初预算数", "没有对应的格"),
    ] {
        let page = bring(&office, cell, block, "").await;
        assert_eq!(page.status, 422, "{block}");
        assert!(page.text(".error-summary").contains(word), "{}", page.body);
        assert_eq!(page.form("form.paste").typed("block").trim(), block.trim());
    }
    let page = bring(&office, "total_initial", "约八百", "").await;
    let answer = office
        .accountant
        .send(&page.form("form.paste").with("do", "paste"))
        .await;
    assert_eq!(answer.status, 422, "what is doubtful is not picked");
    assert!(answer.text(".error-summary").contains("没有勾选"));
}

async fn an_amount_in_the_wrong_unit_is_converted_in_one_click(database: FreshDatabase) {
    let office = Office::open(database, "lukou-2022", 2022).await;
    let cells = [("total_initial", "485.88"), ("total_annual", "8172900")];
    office
        .write(&cells.map(|(code, typed)| (code.to_owned(), typed.to_owned())))
        .await;
    let page = office.open_form("f1").await;
    assert!(page.has("button[value='repair:total_annual']"));
    let form = page.form("form.desk").with("do", "repair:total_annual");
    let answer = office.accountant.send(&form).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert_eq!(office.typed("total_annual").await, "8172900元");
    let page = office.open_form("f1").await;
    assert!(!page.has("button[value^='repair:']"));
    assert!(page.text("#note-total_annual").contains("817.29万元"));

    // Where no check offers a text, nothing changes.
    let form = page.form("form.desk").with("do", "repair:total_initial");
    assert_eq!(office.accountant.send(&form).await.status, 303);
    assert_eq!(office.typed("total_initial").await, "485.88");
}

on_both_databases!(
    a_block_is_shown_then_kept_then_taken_back,
    rows_that_the_form_does_not_have_come_with_the_block,
    the_unit_of_a_block_is_the_persons_to_say,
    what_cannot_be_pasted_is_said,
    an_amount_in_the_wrong_unit_is_converted_in_one_click,
);
