//! 单位资料 and the scheme of each kind of agency, at the pages.

use ziping::web::routes;

use crate::support::app::TestApp;
use crate::support::client::Client;
use crate::support::county;
use crate::support::database::{FreshDatabase, on_both_databases};
use crate::support::page::{Form, Page};

/// The form of 单位资料 of the organization with this name.
async fn details(client: &Client, name: &str) -> Form {
    let list = client.get(routes::ORGANIZATIONS).await;
    let names = list.texts("tbody td a");
    let hrefs = list.attributes("tbody td a", "href");
    let place = names.iter().position(|found| found == name).unwrap();
    client.get(&hrefs[place]).await.form("main form")
}

/// The form that opens 2025, with one scheme for all and one for 事业.
async fn opening(client: &Client) -> Form {
    let page = client.get(routes::NEW_CAMPAIGN).await;
    let kinds = page.texts("fieldset .tick label");
    assert!(kinds.contains(&"事业（1 个单位）".to_owned()), "{kinds:?}");
    page.form("main form")
        .with("year", "2025")
        .with("title", "2025年度自评")
        .with("due_on", "2026-06-30")
        .with("scheme", "lukou-2022@1")
        .with("kind_scheme", "zhuzhou-2019@1")
}

fn rows(page: &Page) -> Vec<String> {
    page.texts("section.panel tbody tr")
}

async fn what_is_no_credit_code_comes_back_with_the_digit_it_should_have(database: FreshDatabase) {
    let app = TestApp::with_county(database).await;
    let admin = app.log_in(county::ADMINISTRATOR).await;
    let form = details(&admin, "乙区图书馆").await;
    let wrong = form
        .with("credit_code", "91350100M000100Y44")
        .with("kind_of_agency", "事业");
    let page = admin.send(&wrong).await;
    assert_eq!(page.status, 422);
    assert!(page.words().contains("应为 3，现为 4"), "{}", page.words());
    let again = page.form("main form");
    assert_eq!(again.typed("kind_of_agency"), "事业");
    let sent = admin
        .send(&again.with("credit_code", " 91350100m000100y43 "))
        .await;
    let list = admin.follow(sent).await;
    assert!(list.words().contains("91350100M000100Y43"));
    for bad in [("name", " "), ("kind_of_agency", &"长".repeat(21))] {
        let form = details(&admin, "乙区图书馆").await;
        assert_eq!(admin.send(&form.with(bad.0, bad.1)).await.status, 422);
    }
    let nobody = admin.get(&routes::organization("nobody")).await;
    assert_eq!(nobody.status, 404);
}

async fn a_kind_of_agency_files_by_the_scheme_chosen_for_it(database: FreshDatabase) {
    let app = TestApp::with_county(database).await;
    let admin = app.log_in(county::ADMINISTRATOR).await;
    let form = details(&admin, "乙区图书馆").await;
    assert_eq!(
        admin
            .send(&form.with("kind_of_agency", "事业"))
            .await
            .status,
        303
    );

    let bureau = app.log_in(county::PUBLISHER).await;
    let form = opening(&bureau).await.with("agency_check", "on");
    let look = bureau.send(&form.with("deed", "preview")).await;
    assert_eq!(look.status, 200);
    assert!(look.words().contains("将建立 2 份填报"), "{}", look.words());
    assert!(look.words().contains("还没有单位复核人"));
    let lines = rows(&look);
    assert!(
        lines[0].contains("事业") && lines[0].contains("提纲式"),
        "{lines:?}"
    );
    assert!(
        lines[1].contains("未填类别") && lines[1].contains("2022年度"),
        "{lines:?}"
    );
    assert!(!bureau.get(routes::CAMPAIGNS).await.has("tbody"));

    let sent = bureau.send(&look.form("main form")).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    let campaigns = bureau.get(routes::CAMPAIGNS).await;
    let campaign = campaigns.attributes("tbody td a", "href").remove(0);
    let progress = bureau.get(&campaign).await;
    assert!(progress.words().contains("事业的填报方案"));
    assert!(progress.words().contains("其他单位的填报方案"));
    let settings = bureau.get(&format!("{campaign}/settings")).await;
    let renamed = settings.form("main form").with("title", "2025年度绩效自评");
    assert_eq!(bureau.send(&renamed).await.status, 303);
    assert!(
        bureau
            .get(&campaign)
            .await
            .words()
            .contains("事业的填报方案")
    );

    let copy = format!("{}?from=last", routes::NEW_CAMPAIGN);
    let copied = bureau.get(&copy).await.form("main form");
    assert_eq!(copied.typed("kind_scheme"), "zhuzhou-2019@1");
    assert_eq!(copied.typed("appeal_days"), "10");

    let desk = app.log_in(county::OTHER_ACCOUNTANT).await;
    let todo = desk.get(routes::FILINGS).await;
    let overview = desk.get(&todo.attributes("h2 a", "href")[0]).await;
    assert!(
        overview.words().contains("单位类别 事业"),
        "{}",
        overview.words()
    );
}

on_both_databases!(
    what_is_no_credit_code_comes_back_with_the_digit_it_should_have,
    a_kind_of_agency_files_by_the_scheme_chosen_for_it,
);
