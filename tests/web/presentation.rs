//! 编号与公开: what a bureau sets of its forms reaches every page, the file to download and what is
//! frozen.

use chrono::TimeDelta;
use ziping::actions::publish::find_publication;
use ziping::domain::filing::Entries;
use ziping::domain::workflow::Role;
use ziping::web::desk::address;
use ziping::web::routes;

use super::{account, demonstration, enter, published};
use crate::support::app::TestApp;
use crate::support::client::Client;
use crate::support::database::{FreshDatabase, on_both_databases};
use crate::support::page::Page;

/// The page of the newest campaign of a bureau.
async fn presentation(client: &Client) -> (String, Page) {
    let page = client.get(routes::CAMPAIGNS).await;
    let campaign = page.attributes("tbody td a", "href").remove(0);
    let address = format!("{campaign}/presentation");
    let page = client.get(&address).await;
    (address, page)
}

/// The filing that a publisher may publish now.
async fn ready(client: &Client) -> String {
    let queue = client.get(routes::PUBLISHING).await;
    let ways = queue.attributes("main a", "href");
    let way = ways.iter().find(|way| way.ends_with("/publication"));
    way.unwrap_or_else(|| panic!("{ways:?}")).clone()
}

/// Publishes it and gives its public address.
async fn publish(client: &Client, publication: &str) -> String {
    let form = client.get(publication).await.form("main form");
    let sent = client.send(&form).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    let page = client.follow(sent).await;
    page.attributes(".panel dd a", "href").remove(0)
}

async fn numbers_and_heads_are_frozen_and_what_is_internal_stays_inside(database: FreshDatabase) {
    let app = demonstration(database).await;
    let older = published(&app).await;
    let before = app.visitor().get(&older).await;
    let publisher = enter(&app, account("yi", Role::Publisher)).await;
    let (address, page) = presentation(&publisher).await;
    let form = page
        .form("main form")
        .with("annex", "附件9")
        .with("index_number", "{code}/{year}-00012")
        .with("source", "乙区财政局")
        .also("internal", "lukou-2022/f2");
    let sent = publisher.send(&form).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    let shown = publisher.get(&address).await.form("main form");
    assert_eq!(shown.typed("annex"), "附件9");
    assert_eq!(shown.typed("internal"), "lukou-2022/f2");

    let ready = ready(&publisher).await;
    let filing = ready.trim_end_matches("/publication").to_owned();
    let preview = publisher.get(&format!("{filing}/preview")).await;
    let review = address::review(filing.rsplit('/').next().unwrap());
    let inside = publisher.get(&review).await;
    assert_eq!(inside.texts(".paper-annex"), ["附件9", "附件2"]);
    let public = publish(&publisher, &ready).await;
    let page = app.visitor().get(&public).await;
    for page in [&preview, &page] {
        assert_eq!(page.texts(".paper-annex"), ["附件9"]);
        assert_eq!(page.text(".page-head"), "索引号 yi-16/2022-00012");
        let facts = page.text(".article-facts");
        assert!(facts.contains("信息来源：乙区财政局"), "{facts}");
    }
    let after = app.visitor().get(&older).await;
    assert_eq!(after.texts(".paper-annex"), before.texts(".paper-annex"));
    assert!(
        !after.has(".page-head"),
        "what was published stays as it was"
    );
    what_is_downloaded_is_what_is_shown(&app, &public).await;
}

async fn what_is_downloaded_is_what_is_shown(app: &TestApp, public: &str) {
    let store = &app.portal.store;
    let kept = find_publication(store, 2022, "yi-16")
        .await
        .unwrap()
        .unwrap();
    let scheme = app.portal.schemes.load("lukou-2022", 1).unwrap();
    let entries: Entries = serde_json::from_str(&kept.entries_json).unwrap();
    let report = entries.cells.iter();
    let report: Vec<_> = report
        .filter(|(code, _)| scheme.form_of(code) == "f2")
        .collect();
    assert!(!report.is_empty());
    for kind in ["csv", "json"] {
        let file = app
            .visitor()
            .get(&format!("{public}/download/{kind}"))
            .await;
        assert_eq!(file.status, 200, "{kind}");
        for (code, _) in &report {
            assert!(!file.body.contains(&format!("\"{code}\"")), "{kind} {code}");
            assert!(!file.body.contains(&format!(",{code},")), "{kind} {code}");
        }
        assert!(file.body.contains("total_executed"), "{kind}");
    }
    for kind in ["docx", "xlsx", "html", "zip"] {
        let file = app
            .visitor()
            .get(&format!("{public}/download/{kind}"))
            .await;
        assert_eq!(file.status, 200, "{kind}");
    }
}

async fn the_reviewed_score_stands_on_the_list_and_over_the_page(database: FreshDatabase) {
    let app = demonstration(database).await;
    let reviewer = enter(&app, account("yi", Role::FinanceReviewer)).await;
    let queue = reviewer.get(routes::REVIEWS).await;
    let scores = queue.texts("td[data-label='得分']");
    assert!(scores[0].contains("复核 "), "{scores:?}");
    let review = queue.attributes("tbody th a", "href").remove(0);
    let form = reviewer.get(&review).await;
    let approved = reviewer.send(&form.form("form[action$='/approval']")).await;
    assert_eq!(approved.status, 303, "{}", approved.body);
    // The agency says nothing to it.
    app.pass(TimeDelta::days(12));

    let publisher = enter(&app, account("yi", Role::Publisher)).await;
    let (_, page) = presentation(&publisher).await;
    let form = page.form("main form").with("shows_reviewed_score", "on");
    assert_eq!(publisher.send(&form).await.status, 303);
    let filing = review.rsplit('/').next().unwrap();
    let public = publish(&publisher, &routes::filing_publication(filing)).await;
    let head = app.visitor().get(&public).await.text(".page-head");
    assert!(head.starts_with("财政复核得分 "), "{head}");
}

async fn what_does_not_fit_comes_back_as_typed(database: FreshDatabase) {
    let app = demonstration(database).await;
    let publisher = enter(&app, account("yi", Role::Publisher)).await;
    let (_, page) = presentation(&publisher).await;
    let form = page.form("main form");
    let long = "长".repeat(81);
    for (name, text, said) in [
        ("annex", "附件2", "有两张表的编号都是“附件2”"),
        ("document_number", "{month}号", "“{month}号”无法识别"),
        ("topic", &long, "不应超过 80 个字"),
    ] {
        let refused = publisher.send(&form.clone().with(name, text)).await;
        assert_eq!(refused.status, 422, "{name}");
        let summary = refused.text(".error-summary");
        assert!(summary.contains(said), "{summary}");
        assert_eq!(refused.form("main form").typed(name), text);
    }
    let nothing = form
        .also("internal", "lukou-2022/f1")
        .also("internal", "lukou-2022/f2");
    let refused = publisher.send(&nothing).await;
    assert!(refused.words().contains("至少要有一张表向社会公开"));
}

on_both_databases!(
    numbers_and_heads_are_frozen_and_what_is_internal_stays_inside,
    the_reviewed_score_stands_on_the_list_and_over_the_page,
    what_does_not_fit_comes_back_as_typed,
);
