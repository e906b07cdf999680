//! Help at the cells, and 使用说明.

use ziping::web::routes;

use super::office::Office;
use crate::support::database::{FreshDatabase, on_both_databases};

const SPENT: &str = "[id=\"help-total_executed\"]";

async fn a_cell_tells_what_belongs_in_it(database: FreshDatabase) {
    let office = Office::open(database, "lukou-2022", 2022).await;
    let page = office.open_form("f1").await;
    assert_eq!(
        page.text(&format!("{SPENT} .sr-only")),
        "全年执行数的填写说明"
    );
    assert_eq!(
        page.texts(&format!("{SPENT} dt")),
        ["填写说明", "数据来源", "填写示例"]
    );
    let help = page.text(&format!("{SPENT} .card"));
    assert!(
        help.contains("收入支出决算总表") && help.contains("817.29"),
        "{help}"
    );
    // What the scheme says nothing of has no mark; 全审 has no cells.
    assert!(!page.has("[id=\"help-ind.h1r1.name\"]"));
    let check = office.accountant.get(&office.at("check")).await;
    assert!(!check.has("details.help"));
}

async fn who_is_new_is_shown_the_way(database: FreshDatabase) {
    let office = Office::open(database, "lukou-2022", 2022).await;
    let todo = office.accountant.get(routes::FILINGS).await;
    assert_eq!(
        todo.attributes(".first-time a", "href"),
        [routes::HELP_FILLING]
    );
    let help = office.accountant.get(routes::HELP_FILLING).await;
    assert_eq!((help.status, help.text("h1").as_str()), (200, "使用说明"));
    for words in ["错误", "需说明", "提示", "Ctrl+V", "数据从哪里来"] {
        assert!(help.words().contains(words), "{words}");
    }
    let form = office
        .open_form("f1")
        .await
        .form("form.desk")
        .with("c:total_initial", "485.88")
        .with("do", "save");
    office.accountant.send(&form).await;
    let todo = office.accountant.get(routes::FILINGS).await;
    assert!(
        !todo.has(".first-time"),
        "said until the first figure stands"
    );
    assert!(todo.has(".actions a[href=\"/help/filling\"]"));
}

on_both_databases!(a_cell_tells_what_belongs_in_it, who_is_new_is_shown_the_way);
