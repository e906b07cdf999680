//! The report over HTTP: begun with the scheme's words, figures in it by name, seen as the public
//! would see it, and what is left to do.

use ziping::domain::workflow::State;

use super::office::Office;
use crate::support::database::{FreshDatabase, on_both_databases};

/// Text without the white space between its pieces.
fn plain(text: &str) -> String {
    text.split_whitespace().collect()
}

async fn an_empty_section_is_begun_with_the_words_of_the_scheme(database: FreshDatabase) {
    let office = Office::open(database, "lukou-2022", 2022).await;
    let page = office.open_form("f2").await;
    let buttons = page.attributes("[data-live='writing-report_use'] button", "value");
    assert_eq!(buttons, ["draft:report_use"]);
    let form = page.form("form.desk").with("do", "draft:report_use");
    let answer = office.accountant.send(&form).await;
    assert_eq!(answer.status, 303);
    assert!(answer.header("Location").ends_with("#cell-report_use"));
    let typed = office.typed("report_use").await;
    assert!(
        typed.contains("{总分}") && typed.contains("2022年度"),
        "{typed}"
    );
    let page = office.open_form("f2").await;
    assert!(!page.has("[data-live='writing-report_use'] button"));
    // The figures of an empty filing are not there yet.
    let read = plain(&page.text("[data-live='writing-report_use'] .writing-read"));
    assert!(read.contains("自评得分〔未填〕"), "{read}");
    assert!(
        page.text("#note-report_use")
            .contains("“总分”、“等级”还没有数")
    );
    // It counts as typed: what stood there before can be had back.
    let changes = office
        .accountant
        .get(&office.at("cells/report_use/history"))
        .await;
    assert!(
        changes.text("main").contains("填写"),
        "{}",
        changes.text("main")
    );
}

async fn what_is_typed_is_never_begun_again(database: FreshDatabase) {
    let office = Office::open(database, "lukou-2022", 2022).await;
    let form = office.open_form("f2").await.form("form.desk");
    let form = form
        .with("c:report_use", "自己写的")
        .with("do", "draft:report_use");
    office.accountant.send(&form).await;
    assert_eq!(office.typed("report_use").await, "自己写的");
    let form = office.open_form("f1").await.form("form.desk");
    office
        .accountant
        .send(&form.with("do", "draft:total_executed"))
        .await;
    assert_eq!(office.typed("total_executed").await, "");
}

async fn a_figure_of_the_text_follows_the_table(database: FreshDatabase) {
    let office = Office::filled(database, "lukou-2022", 2022).await;
    let text = "## 支出\n全年执行{全年执行数}。\n- 甲\n- 乙";
    office
        .write(&[("report_use".to_owned(), text.to_owned())])
        .await;
    let read = "[data-live='writing-report_use'] .writing-read";
    let page = office.open_form("f2").await;
    assert!(plain(&page.text(read)).contains("全年执行817.29万元"));
    assert_eq!(page.texts(&format!("{read} .prose-heading")), ["支出"]);
    assert_eq!(page.texts(&format!("{read} ul li")), ["甲", "乙"]);
    office
        .write(&[("total_executed".to_owned(), "800".to_owned())])
        .await;
    let page = office.open_form("f2").await;
    assert!(plain(&page.text(read)).contains("全年执行800.00万元"));
    let preview = office.accountant.get(&office.at("preview")).await;
    assert_eq!(preview.status, 200);
    let links = preview.attributes("#cell-report_use a.live-figure", "href");
    assert_eq!(links, ["#cell-total_executed"]);
    assert!(preview.has("#cell-total_executed"));
    assert!(preview.words().contains("预览") && preview.has(".preview-mark"));
    // A reviewer, a stranger and a visitor see as much of it as of the filing.
    let stranger = office.app.visitor().get(&office.at("preview")).await;
    assert_ne!(stranger.status, 200);
    assert_eq!(office.record().await.filing.facts.state, State::Draft);
}

async fn what_can_be_named_is_listed_with_its_values(database: FreshDatabase) {
    let office = Office::filled(database, "lukou-2022", 2022).await;
    let page = office.accountant.get(&office.at("figures")).await;
    assert_eq!(page.status, 200);
    let row = page.text("[data-offer='{全年执行数}']");
    assert!(row.contains("817.29万元"), "{row}");
    assert!(page.has("[data-offer='{总分}']") && page.has("[data-offers='附件1 自评表']"));
    assert!(
        !page.has("[data-offer='{预期目标}']"),
        "a long text stands in no other"
    );
}

async fn the_overview_says_what_is_left_to_do(database: FreshDatabase) {
    let office = Office::open(database, "lukou-2022", 2022).await;
    let overview = office.at("").trim_end_matches('/').to_owned();
    let page = office.accountant.get(&overview).await;
    let links = page.attributes("#remaining a", "href");
    assert!(
        links.contains(&format!("{}#cell-total_executed", office.form("f1"))),
        "{links:?}"
    );
    assert!(
        links.contains(&format!("{}#cell-report_use", office.form("f2"))),
        "{links:?}"
    );
    assert!(page.has(&format!("a[href='{}']", office.at("preview"))));
    let text = "执行{没有的数}。".to_owned();
    office.write(&[("report_use".to_owned(), text)]).await;
    let page = office.accountant.get(&overview).await;
    assert!(
        page.text("#remaining")
            .contains("“{没有的数}”不是本方案的数据")
    );
}

on_both_databases!(
    an_empty_section_is_begun_with_the_words_of_the_scheme,
    what_is_typed_is_never_begun_again,
    a_figure_of_the_text_follows_the_table,
    what_can_be_named_is_listed_with_its_values,
    the_overview_says_what_is_left_to_do,
);
