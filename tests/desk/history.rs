//! 修改记录 of a cell with 恢复, and 撤销 of a paste, by pages alone.

use super::cells::Window;
use super::office::Office;
use super::submit::with_reasons;
use crate::support::database::{FreshDatabase, on_both_databases};

async fn every_text_is_listed_and_an_older_one_comes_back(database: FreshDatabase) {
    let office = Office::open(database, "lukou-2022", 2022).await;
    let colleague = office.colleague().await;
    for text in ["485.88", "485.86\u{202e}<b>"] {
        let typed = office.open_form("f1").await.form("form.desk");
        let typed = typed.with("c:total_initial", text).with("do", "save");
        assert_eq!(
            colleague
                .send(&with_token(&office, typed, &colleague).await)
                .await
                .status,
            303
        );
    }
    let address = office.at("cells/total_initial/history");
    let page = office.accountant.get(&address).await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert_eq!(
        page.texts(".cell-texts .readable"),
        ["485.86\u{202e}<b>", "485.88"]
    );
    assert!(
        page.text(".cell-text-by")
            .contains("填报人二 填写 ✓ 现在的内容")
    );
    assert_eq!(
        page.texts(".cell-texts button").len(),
        1,
        "what stands needs no 恢复"
    );

    let answer = office.accountant.send(&page.form(".cell-texts form")).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    let back = office.accountant.follow(answer).await;
    assert!(back.text(".notice").contains("已恢复"));
    assert_eq!(office.typed("total_initial").await, "485.88");
    let page = office.accountant.get(&address).await;
    assert!(page.text(".cell-text-by").contains("填报人（测试） 恢复"));
    assert_eq!(
        page.texts(".cell-texts .readable").len(),
        3,
        "nothing is deleted"
    );

    for (place, status) in [
        ("cells/nowhere/history", 404),
        ("cells/total_annual/history", 200),
    ] {
        assert_eq!(
            office.accountant.get(&office.at(place)).await.status,
            status,
            "{place}"
        );
    }
    let stranger = office
        .app
        .log_in(crate::support::county::OTHER_ACCOUNTANT)
        .await;
    assert_eq!(stranger.get(&address).await.status, 403);
}

async fn the_last_changes_of_the_whole_filing_lead_to_their_cells(database: FreshDatabase) {
    let office = Office::open(database, "lukou-2022", 2022).await;
    let empty = office.accountant.get(&office.at("history")).await;
    assert!(empty.text(".empty").contains("还没有填写过"));
    let window = Window::open(&office, &office.accountant).await;
    let long = "长".repeat(61);
    window.send(&[("total_initial", "1", None)]).await;
    window
        .send_as("import", &[("goal_actual", &long, None)])
        .await;
    let page = office.accountant.get(&office.at("history")).await;
    let lines = page.texts(".list tbody tr");
    assert!(
        lines[0].contains("导入") && lines[0].ends_with("长…"),
        "{lines:?}"
    );
    assert!(lines[1].contains("年初预算数 填写 1"), "{lines:?}");
    let href = page.attributes(".list tbody a", "href").remove(1);
    assert_eq!(href, office.at("cells/total_initial/history"));
    assert_eq!(office.accountant.get(&href).await.status, 200);
}

/// The same form, sent by somebody else.
async fn with_token(
    office: &Office,
    form: crate::support::page::Form,
    client: &crate::support::client::Client,
) -> crate::support::page::Form {
    let own = client.get(&office.form("f1")).await.form("form.desk");
    form.with("_csrf", own.typed("_csrf"))
}

async fn a_closed_filing_shows_its_history_without_buttons(database: FreshDatabase) {
    let office = Office::filled(database, "lukou-2022", 2022).await;
    let address = office.at("cells/total_initial/history");
    let window = Window::open(&office, &office.accountant).await;
    let base = office.record().await.change_ids["total_initial"].clone();
    window
        .send(&[("total_initial", "485.8", Some(&base))])
        .await;
    let restore = office
        .accountant
        .get(&address)
        .await
        .form(".cell-texts form");
    assert_eq!(office.accountant.send(&restore).await.status, 303);
    with_reasons(&office).await;
    let page = office.accountant.get(&address).await;
    assert_eq!(page.texts(".cell-texts .readable").len(), 3);
    assert!(!page.has(".cell-texts button"));
    let refused = office.accountant.send(&restore).await;
    assert_eq!(refused.status, 409, "{}", refused.body);
}

async fn a_paste_is_undone_by_one_button(database: FreshDatabase) {
    let office = Office::open(database, "lukou-2022", 2022).await;
    assert!(!office.open_form("f1").await.has(".batch button"));
    let window = Window::open(&office, &office.accountant).await;
    let cells = [("total_initial", "1", None), ("total_annual", "2", None)];
    let answer = window.send_as("paste", &cells).await;
    let html = answer.json()["html"].as_str().unwrap().to_owned();
    assert!(
        html.contains("已粘贴 2 格"),
        "the script is given the bar too: {html}"
    );

    let page = office.open_form("f1").await;
    assert_eq!(page.text(".batch"), "已粘贴 2 格 · 撤销");
    let button = page.attributes(".batch button", "value").remove(0);
    let form = page
        .form("form.desk")
        .with("c:total_annual", "3")
        .with("do", &button);
    let answer = office.accountant.send(&form).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    let page = office.accountant.follow(answer).await;
    let notice = page.texts(".notice").join("");
    assert!(
        notice.contains("已撤销，1 格恢复") && notice.contains("保留不动：全年预算数"),
        "{notice}"
    );
    assert_eq!(office.typed("total_initial").await, "");
    assert_eq!(
        office.typed("total_annual").await,
        "3",
        "typed since, so it stays"
    );
    assert!(!page.has(".batch button"));
    let nonsense = page.form("form.desk").with("do", "undo:no-such-batch");
    assert_eq!(office.accountant.send(&nonsense).await.status, 404);
}

on_both_databases!(
    the_last_changes_of_the_whole_filing_lead_to_their_cells,
    every_text_is_listed_and_an_older_one_comes_back,
    a_closed_filing_shows_its_history_without_buttons,
    a_paste_is_undone_by_one_button,
);
