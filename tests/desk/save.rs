//! 暂存 keeps what it can and says what it could not.

use super::office::Office;
use crate::support::database::{FreshDatabase, on_both_databases};

async fn what_is_typed_is_kept_and_computed(database: FreshDatabase) {
    let office = Office::open(database, "lukou-2022", 2022).await;
    let page = office.open_form("f1").await;
    assert!(page.text(".paper-title").contains("部门整体支出绩效自评表"));
    assert!(
        page.text(".paper-line")
            .contains("填报单位（盖章）：乙区行政审批服务局")
    );
    let form = page
        .form("form.desk")
        .with("c:total_initial", "４８５．８８")
        .with("c:total_annual", "817.29万元")
        .with("c:total_executed", " 817.29 ")
        .with("do", "save");
    let answer = office.accountant.send(&form).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    let page = office.accountant.follow(answer).await;
    assert_eq!(
        page.form("form.desk").typed("c:total_initial"),
        "４８５．８８"
    );
    assert_eq!(page.form("form.desk").typed("c:total_executed"), " 817.29 ");
    assert!(
        page.text("#cell-execution_rate .figure")
            .ends_with("100.00%")
    );
    assert!(
        page.texts(".understood")
            .iter()
            .any(|text| text.contains("485.88")),
        "{:?}",
        page.texts(".understood")
    );
    assert!(page.text(".notice").contains("已暂存"));
}

async fn every_button_keeps_the_texts_first(database: FreshDatabase) {
    let office = Office::open(database, "datonghu-2020", 2020).await;
    for (button, leads_to) in [("check", office.at("check")), ("next", office.form("f4"))] {
        let form = office
            .open_form("f1")
            .await
            .form("form.desk")
            .with("c:total_initial", button)
            .with("do", button);
        let answer = office.accountant.send(&form).await;
        assert_eq!(answer.location.as_deref(), Some(leads_to.as_str()));
        assert_eq!(office.typed("total_initial").await, button);
    }
}

async fn a_text_too_long_or_out_of_place_stays_on_the_page(database: FreshDatabase) {
    let office = Office::open(database, "lukou-2022", 2022).await;
    let long = "长".repeat(20_001);
    let form = office
        .open_form("f1")
        .await
        .form("form.desk")
        .with("c:goal_expected", &long)
        .with("c:nowhere", "找不到栏目的文字")
        .with("c:total_initial", "485.88")
        .with("do", "save");
    let answer = office.accountant.send(&form).await;
    assert_eq!(answer.status, 422);
    assert!(answer.text("title").starts_with("错误："));
    assert!(answer.text(".error-summary").contains("找不到栏目的文字"));
    assert_eq!(answer.form("form.desk").typed("c:goal_expected"), long);
    assert_eq!(
        answer.attributes(".error-summary a", "href"),
        ["#cell-goal_expected"]
    );
    assert_eq!(office.typed("total_initial").await, "485.88");
    assert_eq!(office.typed("goal_expected").await, "");
}

async fn a_form_for_a_closed_filing_comes_back_to_be_copied(database: FreshDatabase) {
    let office = Office::filled(database, "lukou-2022", 2022).await;
    let form = office
        .open_form("f1")
        .await
        .form("form.desk")
        .with("c:total_initial", "999.99")
        .with("do", "save");
    super::submit::with_reasons(&office).await;
    let answer = office.accountant.send(&form).await;
    assert_eq!(answer.status, 409, "{}", answer.body);
    assert!(answer.text(".kept-texts").contains("999.99"));
    assert_eq!(office.typed("total_initial").await, "485.88");
    let page = office.open_form("f1").await;
    assert!(
        !page.has("form.desk") && !page.has("textarea"),
        "a submitted form takes no input"
    );
    assert!(page.text("#cell-total_initial").contains("485.88"));
}

async fn a_form_that_is_not_there_is_not_found(database: FreshDatabase) {
    let office = Office::open(database, "lukou-2022", 2022).await;
    for address in [
        office.form("f9"),
        "/filings/nothing/forms/f1".to_owned(),
        "/filings/nothing".to_owned(),
    ] {
        assert_eq!(
            office.accountant.get(&address).await.status,
            404,
            "{address}"
        );
    }
}

on_both_databases!(
    what_is_typed_is_kept_and_computed,
    every_button_keeps_the_texts_first,
    a_text_too_long_or_out_of_place_stays_on_the_page,
    a_form_for_a_closed_filing_comes_back_to_be_copied,
    a_form_that_is_not_there_is_not_found,
);
