//! A year's campaign at the pages of the bureau.

use ziping::web::routes;

use crate::support::app::TestApp;
use crate::support::county;
use crate::support::database::{FreshDatabase, on_both_databases};

/// The address of the newest campaign.
async fn newest(client: &crate::support::client::Client) -> String {
    let page = client.get(routes::CAMPAIGNS).await;
    page.attributes("tbody td a", "href").remove(0)
}

async fn a_year_is_copied_and_its_progress_leads_to_each_agency(database: FreshDatabase) {
    let app = TestApp::with_campaign(database, "lukou-2022", 2024).await;
    let client = app.log_in(county::FINANCE_REVIEWER).await;
    let page = client.get(routes::NEW_CAMPAIGN).await;
    let copy = page.attributes("main p a", "href").remove(0);
    let page = client.get(&copy).await;
    let form = page.form("main form");
    assert_eq!(form.typed("year"), "2025");
    assert_eq!(form.typed("title"), "2025年度部门整体支出绩效自评");
    assert_eq!(form.typed("due_on"), "2026-06-30");
    let form = form.with("submit_word", "上报");
    assert_eq!(client.send(&form).await.status, 303);

    let page = client.get(&newest(&client).await).await;
    assert_eq!(page.text("h1"), "2025年度部门整体支出绩效自评");
    assert!(page.words().contains("未开始"), "{}", page.words());
    let lists = page.attributes("tbody td a", "href");
    let list = client.get(&lists[0]).await;
    assert_eq!(list.status, 200);
    let task = list.attributes("tbody td a", "href").remove(0);
    let page = client.get(&task).await;
    let form = page.form("form.panel");
    let bare = client
        .send(&form.with("do", "extend").with("day", "明天"))
        .await;
    assert_eq!(bare.status, 422);
    assert!(bare.words().contains("例如 2026-07-15"));
    let form = bare
        .form("form.panel")
        .with("day", "2026-07-20")
        .with("why_later", "系统停电");
    let sent = client.send(&form.with("do", "extend")).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    let page = client.follow(sent).await;
    assert!(page.words().contains("2026-07-20"), "{}", page.words());
    assert!(page.words().contains("系统停电"));
}

async fn what_submitting_is_called_stands_on_the_desk(database: FreshDatabase) {
    let app = TestApp::with_campaign(database, "lukou-2022", 2025).await;
    let bureau = app.log_in(county::PUBLISHER).await;
    let campaign = newest(&bureau).await;
    let page = bureau.get(&format!("{campaign}/settings")).await;
    let form = page
        .form("main form")
        .with("submit_word", "送审")
        .with("due_on", "2026-03-01");
    let late = bureau.send(&form).await;
    assert_eq!(late.status, 422);
    assert!(
        late.words()
            .contains("截止日期不能改到今天（2026-03-16）以前")
    );
    let form = late.form("main form").with("due_on", "2026-07-31");
    assert_eq!(bureau.send(&form).await.status, 303);

    let desk = app.log_in(county::ACCOUNTANT).await;
    let todo = desk.get(routes::FILINGS).await;
    assert!(todo.words().contains("2026-07-31"));
    let overview = desk.get(&todo.attributes("h2 a", "href")[0]).await;
    assert!(
        overview
            .texts(".tasks .task-name")
            .contains(&"送审".to_owned())
    );
    let filing = overview.attributes(".tasks a", "href");
    let check = filing.iter().find(|href| href.ends_with("/check")).unwrap();
    let check = desk.get(check).await;
    assert!(check.texts("button").contains(&"送审…".to_owned()));
}

async fn who_owes_is_urged_after_a_second_look_and_reads_it_on_his_desk(database: FreshDatabase) {
    let app = TestApp::with_campaign(database, "lukou-2022", 2025).await;
    let bureau = app.log_in(county::FINANCE_REVIEWER).await;
    let list = format!("{}/filings?progress=owed", newest(&bureau).await);
    let page = bureau.get(&list).await;
    let ids = page.attributes("input[name=filing]", "value");
    assert_eq!(ids.len(), 2);
    let form = page.form("main form").also("filing", &ids[0]);
    let look = bureau.send(&form.with("whom", "chosen")).await;
    assert_eq!(look.status, 200);
    assert!(look.words().contains("共 1 个单位"), "{}", look.words());
    let desks = [county::ACCOUNTANT, county::OTHER_ACCOUNTANT];
    let mut told = 0;
    let sent = bureau
        .send(&look.form("main form").with("do", "urge"))
        .await;
    assert_eq!(sent.status, 303);
    for login_name in desks {
        let todo = app.log_in(login_name).await.get(routes::FILINGS).await;
        told += usize::from(todo.words().contains("催报："));
    }
    assert_eq!(told, 1);
}

async fn campaigns_of_others_are_not_there(database: FreshDatabase) {
    let app = TestApp::with_demonstration(database).await;
    let own = app.visitor();
    own.log_in("jia-fabu", ziping::demo::PASSWORD).await;
    let other = app.visitor();
    other.log_in("yi-caizheng", ziping::demo::PASSWORD).await;
    let campaign = newest(&own).await;
    assert_eq!(own.get(&campaign).await.status, 200);
    for address in [
        campaign.clone(),
        format!("{campaign}/filings"),
        format!("{campaign}/settings"),
    ] {
        assert_eq!(other.get(&address).await.status, 404, "{address}");
    }
}

on_both_databases!(
    a_year_is_copied_and_its_progress_leads_to_each_agency,
    what_submitting_is_called_stands_on_the_desk,
    who_owes_is_urged_after_a_second_look_and_reads_it_on_his_desk,
    campaigns_of_others_are_not_there,
);
