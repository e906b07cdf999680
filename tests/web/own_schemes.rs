//! A scheme of the operator: read at the start, chosen for a campaign, filled in, without a rebuild.

use ziping::actions::schemes::Schemes;
use ziping::config::Settings;
use ziping::web::routes;

use crate::support::app::TestApp;
use crate::support::county;
use crate::support::database::{FreshDatabase, on_both_databases};

/// The scheme that the manual chapter teaches.
fn taught() -> String {
    let path = crate::support::root().join("docs/manual/scheme.zh-CN.md");
    let chapter = std::fs::read_to_string(path).unwrap();
    let pieces = chapter.split("```toml\n").skip(1);
    pieces
        .map(|piece| piece.split("```").next().unwrap())
        .collect()
}

async fn an_operators_scheme_can_be_chosen_and_filled(database: FreshDatabase) {
    let taught = taught();
    let mut schemes = Schemes::shipped().unwrap();
    let shipped = schemes.iter().count();
    schemes.add_file("jiaxian-2024.toml", format!("\u{feff}{taught}").as_bytes());
    let changed = taught.replacen("minus = \"0.5\"", "minus = \"0.4\"", 1);
    schemes.add_file("changed.toml", changed.as_bytes());
    schemes.add_file(
        "weights.toml",
        taught
            .replace("full_marks = 100", "full_marks = 90")
            .as_bytes(),
    );
    schemes.add_file("gbk.toml", &[0xb7, 0xbd, 0xb0, 0xb8]);
    assert_eq!(schemes.iter().count(), shipped + 1);
    let refused: Vec<(&str, bool)> = schemes
        .refused()
        .iter()
        .zip(["version 加 1", "合计为 100 分", "UTF-8"])
        .map(|(refused, words)| (refused.file.as_str(), refused.problems[0].contains(words)))
        .collect();
    assert_eq!(
        refused,
        [
            ("changed.toml", true),
            ("weights.toml", true),
            ("gbk.toml", true)
        ]
    );

    let app = TestApp::start_on(database, Settings::default(), schemes).await;
    county::found(&app.portal.store, &app.portal.passwords, app.now()).await;
    let publisher = app.log_in(county::PUBLISHER).await;
    let page = publisher.get(routes::NEW_CAMPAIGN).await;
    let form = page
        .form("main form")
        .with("due_on", "2026-06-30")
        .with("scheme", "jiaxian-2024@1");
    let opened = publisher.send(&form).await;
    assert_eq!(opened.status, 303, "{}", opened.body);
    let list = publisher.follow(opened).await;
    assert!(
        list.words().contains("甲县部门整体支出绩效自评表式"),
        "{}",
        list.words()
    );

    let accountant = app.log_in(county::ACCOUNTANT).await;
    let todo = accountant.get(routes::FILINGS).await;
    let filing = todo.attributes(".todo h2 a", "href").remove(0);
    let sheet = accountant.get(&format!("{filing}/forms/f5")).await;
    assert_eq!(sheet.status, 200, "{}", sheet.body);
    assert!(
        sheet.words().contains("在职人员控制率"),
        "{}",
        sheet.words()
    );
}

on_both_databases!(an_operators_scheme_can_be_chosen_and_filled);
