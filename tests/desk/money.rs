//! 元 and 万元: shown and typed as a person wants, kept exactly, and only on his own pages.

use super::cells::Window;
use super::office::Office;
use crate::support::database::{FreshDatabase, on_both_databases};
use crate::support::page::Page;

/// Presses the button that changes the unit; the form as it comes back.
async fn in_unit(office: &Office, code: &str) -> Page {
    let page = office.open_form("f1").await;
    let form = page.form("form.desk").with("do", &format!("unit:{code}"));
    let answer = office.accountant.send(&form).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    office.open_form("f1").await
}

async fn the_switch_changes_what_is_seen_and_nothing_else(database: FreshDatabase) {
    let office = Office::filled(database, "lukou-2022", 2022).await;
    let before = office.record().await;
    let page = in_unit(&office, "yuan").await;
    let form = page.form("form.desk");
    assert_eq!(form.typed("c:total_executed"), "8172900元");
    assert!(page.text(".paper-line").contains("单位：元"));
    assert!(page.text(".foreign-unit").contains("以元显示和填写"));
    assert!(page.text(".paper").contains("年度预算申请（元）"));

    // Saved as it stands, the filing is as before, word by word.
    let answer = office.accountant.send(&form.with("do", "save")).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    let after = office.record().await;
    assert_eq!(after.entries, before.entries);
    assert_eq!(after.change_ids, before.change_ids);

    // Other people and the outputs stay in the form's unit.
    let colleague = office.colleague().await;
    let page = colleague.get(&office.form("f1")).await;
    assert_eq!(page.form("form.desk").typed("c:total_executed"), "817.29");
    let sheet = office.accountant.get(&office.at("export/html")).await;
    assert!(sheet.body.contains("817.29") && !sheet.body.contains("8172900"));

    let page = in_unit(&office, "wan").await;
    assert_eq!(page.form("form.desk").typed("c:total_executed"), "817.29");
    assert!(!page.has(".foreign-unit"));
}

async fn an_amount_typed_in_yuan_is_kept_in_yuan(database: FreshDatabase) {
    let office = Office::open(database, "lukou-2022", 2022).await;
    let page = in_unit(&office, "yuan").await;
    let form = page
        .form("form.desk")
        .with("c:total_annual", "8172900.5")
        .with("c:total_executed", "817.29万元")
        .with("do", "save");
    let answer = office.accountant.send(&form).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert_eq!(office.typed("total_annual").await, "8172900.5元");
    assert_eq!(office.typed("total_executed").await, "817.29万元");
    let page = office.open_form("f1").await;
    assert_eq!(
        page.form("form.desk").typed("c:total_executed"),
        "8172900元"
    );

    let page = in_unit(&office, "wan").await;
    assert_eq!(
        page.form("form.desk").typed("c:total_annual"),
        "8172900.5元"
    );
    assert!(page.text("#note-total_annual").contains("817.29005万元"));
}

async fn the_script_is_answered_in_the_unit_of_its_page(database: FreshDatabase) {
    let office = Office::open(database, "lukou-2022", 2022).await;
    let window = Window::open(&office, &office.accountant).await;
    let sent = |unit: &str| {
        serde_json::json!({
            "form": "f1", "version": 0, "unit": unit,
            "cells": [{ "code": "total_initial", "typed": "8172900元", "base": null }],
        })
    };
    let answer = window.tell("cells", &sent("wan")).await;
    let html = answer.json()["html"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    assert!(html.contains("按 817.29万元 计"), "{html}");
    let answer = window.tell("cells", &sent("yuan")).await;
    let html = answer.json()["html"]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    assert!(!html.contains("817.29万元 计"), "{html}");
}

async fn an_unknown_unit_is_the_forms_own(database: FreshDatabase) {
    let office = Office::filled(database, "lukou-2022", 2022).await;
    for query in ["?unit=dollar", "?unit="] {
        let address = format!("{}{query}", office.form("f1"));
        let page = office.accountant.get(&address).await;
        assert_eq!(page.form("form.desk").typed("c:total_executed"), "817.29");
    }
    let address = format!("{}?unit=yuan", office.form("f1"));
    let page = office.accountant.get(&address).await;
    assert_eq!(
        page.form("form.desk").typed("c:total_executed"),
        "8172900元"
    );
    // A report has no amounts of its own.
    let report = office
        .accountant
        .get(&format!("{}?unit=yuan", office.form("f2")))
        .await;
    assert!(!report.has(".unit-switch") && !report.has(".foreign-unit"));
}

on_both_databases!(
    the_switch_changes_what_is_seen_and_nothing_else,
    an_amount_typed_in_yuan_is_kept_in_yuan,
    the_script_is_answered_in_the_unit_of_its_page,
    an_unknown_unit_is_the_forms_own,
);
