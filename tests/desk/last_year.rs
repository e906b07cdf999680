//! 上年数: last year's filing is found, taken over as one batch, confirmed cell by cell, compared.

use chrono::NaiveDate;
use ziping::actions::campaign::{CampaignRequest, open_campaign};
use ziping::actions::publish::publish_filing;
use ziping::actions::step::approve_filing;
use ziping::demo;
use ziping::domain::campaign::CampaignSettings;
use ziping::domain::filing::TextOrigin;
use ziping::store::Page as Part;
use ziping::web::portal::render_record;
use ziping::web::routes;

use super::office::Office;
use super::submit::with_reasons;
use crate::support::app::TestApp;
use crate::support::client::Client;
use crate::support::county;
use crate::support::database::{FreshDatabase, on_both_databases};
use crate::support::page::Page;

/// Approves what the office has submitted, in both steps.
async fn approve(office: &Office) {
    let app = &office.app;
    for reviewer in [county::DEPARTMENT_REVIEWER, county::FINANCE_REVIEWER] {
        let caller = county::caller(&app.portal.store, reviewer).await;
        let version = Some(office.record().await.filing.version);
        let filing = &office.filing;
        let approved = approve_filing(&app.portal.store, &caller, filing, version, app.now()).await;
        approved.unwrap();
    }
}

/// Publishes what was approved.
async fn publish(office: &Office) {
    let (app, portal) = (&office.app, &office.app.portal);
    let caller = county::caller(&portal.store, county::PUBLISHER).await;
    let version = Some(office.record().await.filing.version);
    let (store, schemes, filing) = (&portal.store, &portal.schemes, &office.filing);
    let done = publish_filing(
        store,
        schemes,
        &caller,
        filing,
        version,
        render_record,
        app.now(),
    );
    done.await.unwrap();
}

/// The office in its second year: the first one is submitted and approved.
async fn second_year(database: FreshDatabase) -> Office {
    let office = Office::filled(database, "lukou-2022", 2022).await;
    with_reasons(&office).await;
    approve(&office).await;
    next_year(office, 2023).await
}

/// The same office at the filing of another year.
async fn next_year(mut office: Office, year: i32) -> Office {
    let portal = &office.app.portal;
    let now = office.app.now();
    county::announce(&portal.store, &portal.schemes, "lukou-2022", year, now).await;
    let todo = office.accountant.get(routes::FILINGS).await;
    let href = todo.attributes(".todo h2 a", "href").pop().unwrap();
    office.filing = href.rsplit('/').next().unwrap().to_owned();
    office
}

async fn page(office: &Office, place: &str) -> Page {
    let page = office.accountant.get(&office.at(place)).await;
    assert_eq!(page.status, 200, "{}", page.body);
    page
}

const CARRY: &str = "form[action$='/last-year/carried']";

async fn what_is_picked_comes_as_one_batch_and_goes_as_one(database: FreshDatabase) {
    let office = second_year(database).await;
    let first = page(&office, "last-year").await;
    assert!(
        !first.text(".tasks").contains("可带入"),
        "these forms ask for no 上年数"
    );
    assert!(
        first.words().contains("2022年度已审核通过的自评"),
        "{}",
        first.words()
    );
    assert!(
        !first.has("form.import-bring"),
        "what was filed here needs no file"
    );
    let rows = first.attributes("input[value^='row:ind:']", "value");
    assert_eq!(rows.len(), 11, "{rows:?}");
    assert!(
        first
            .attributes("input[name='take'][checked]", "value")
            .is_empty()
    );

    let none = office
        .accountant
        .send(&first.form(CARRY).with("do", "take"))
        .await;
    assert_eq!(none.status, 422);
    assert!(none.text(".error-summary").contains("没有勾选任何内容"));

    let mut form = first
        .form(CARRY)
        .with("do", "take")
        .with("take", "goal_expected");
    for row in rows.iter().take(2) {
        form.pairs.push(("take".to_owned(), row.clone()));
    }
    let taken = office.accountant.send(&form).await;
    assert_eq!(taken.status, 303, "{}", taken.body);
    let record = office.record().await;
    let ids = record.entries.rows("ind", "quantity");
    assert_eq!(ids.len(), 2);
    let cell = |column: &str| record.entries.typed(&format!("ind.{}.{column}", ids[0]));
    assert_eq!(
        (cell("target"), cell("actual"), cell("score")),
        ("10万件", "", "")
    );
    let carried: Vec<&str> = record.carried.iter().map(String::as_str).collect();
    assert_eq!(
        carried.len(),
        7,
        "three texts of each row and the goal: {carried:?}"
    );
    assert!(!carried.iter().any(|code| code.ends_with(".rows")));

    let after = office.accountant.follow(taken).await;
    assert!(after.text(".notice").contains("已带入所选的上年内容"));
    assert!(
        after.text(".counts, .tasks").contains("待确认 7"),
        "{}",
        after.text(".tasks")
    );
    let undo = after
        .attributes("button[value^='undo:']", "value")
        .remove(0);
    let undone = office
        .accountant
        .send(&after.form(CARRY).with("do", &undo))
        .await;
    assert_eq!(undone.status, 303, "{}", undone.body);
    let record = office.record().await;
    assert!(record.entries.cells.is_empty() && record.carried.is_empty());
}

async fn a_published_year_goes_before_an_approved_one(database: FreshDatabase) {
    let office = Office::filled(database, "lukou-2022", 2022).await;
    with_reasons(&office).await;
    approve(&office).await;
    publish(&office).await;
    let office = next_year(office, 2023).await;
    let found = page(&office, "last-year").await;
    assert!(
        found.words().contains("2022年度已公开的自评"),
        "{}",
        found.words()
    );
    let other = office.app.log_in(county::OTHER_ACCOUNTANT).await;
    let todo = other.get(routes::FILINGS).await;
    for href in todo.attributes(".todo h2 a", "href") {
        let page = other.get(&format!("{href}/last-year")).await;
        assert!(
            page.words().contains("没有本单位"),
            "another agency's year is none of theirs"
        );
    }
    let office = next_year(office, 2025).await;
    let found = page(&office, "last-year").await;
    assert!(
        found.words().contains("本系统没有本单位2024年度"),
        "only the year before counts"
    );
}

async fn only_touching_confirms(database: FreshDatabase) {
    let office = second_year(database).await;
    let form = page(&office, "last-year")
        .await
        .form(CARRY)
        .with("do", "take");
    let form = form
        .with("take", "goal_expected")
        .also("take", "report_duties");
    assert_eq!(office.accountant.send(&form).await.status, 303);
    let text = office.typed("goal_expected").await;
    let is_carried = async |code: &str| office.record().await.carried.contains(code);

    let sheet = office.open_form("f1").await;
    assert_eq!(
        sheet.texts(".carried").len(),
        1,
        "one of them is on this form"
    );
    assert!(sheet.text("[data-live='carried']").contains("本表有 1 格"));
    // The page sends every cell it shows; what was left alone stays unconfirmed.
    let saved = office
        .accountant
        .send(&sheet.form("form.desk").with("do", "save"))
        .await;
    assert_eq!(saved.status, 303, "{}", saved.body);
    assert!(
        is_carried("goal_expected").await,
        "saving the page touches nothing"
    );

    let button = sheet.attributes(".carried button", "value").remove(0);
    let confirmed = office
        .accountant
        .send(&sheet.form("form.desk").with("do", &button))
        .await;
    assert_eq!(confirmed.status, 303, "{}", confirmed.body);
    assert!(confirmed.location.unwrap().ends_with("#cell-goal_expected"));
    assert!(!is_carried("goal_expected").await);
    assert_eq!(
        office.typed("goal_expected").await,
        text,
        "the same text stands"
    );
    let again = office
        .accountant
        .send(&sheet.form("form.desk").with("do", &button))
        .await;
    assert_eq!(again.status, 303, "confirming twice is no mistake");
    let portal = &office.app.portal;
    let caller = county::caller(&portal.store, county::ACCOUNTANT).await;
    let history = ziping::actions::filing::list_changes(
        &portal.store,
        &caller,
        &office.filing,
        "goal_expected",
        Part::first(9),
        office.app.now(),
    );
    let origins: Vec<TextOrigin> = history.await.unwrap().iter().map(|it| it.origin).collect();
    assert_eq!(origins, [TextOrigin::Typed, TextOrigin::Carried]);

    assert!(is_carried("report_duties").await);
    office
        .write(&[("report_duties".to_owned(), "负责审批。".to_owned())])
        .await;
    assert!(
        !is_carried("report_duties").await,
        "what was changed is touched"
    );
    let sheet = office.open_form("f2").await;
    assert!(!sheet.has(".carried") && sheet.text("[data-live='carried']").is_empty());
}

async fn a_whole_form_is_confirmed_at_once(database: FreshDatabase) {
    let office = second_year(database).await;
    let mut form = page(&office, "last-year")
        .await
        .form(CARRY)
        .with("do", "take");
    for key in ["goal_expected", "report_duties", "report_staff"] {
        form = form.also("take", key);
    }
    assert_eq!(office.accountant.send(&form).await.status, 303);
    let sheet = office.open_form("f2").await;
    let form = sheet.form("form.desk").with("do", "confirm-all");
    assert_eq!(office.accountant.send(&form).await.status, 303);
    let carried = office.record().await.carried;
    assert_eq!(
        carried.into_iter().collect::<Vec<_>>(),
        ["goal_expected"],
        "of this form only"
    );
}

async fn submission_warns_of_what_nobody_confirmed(database: FreshDatabase) {
    let office = Office::filled(database, "lukou-2022", 2022).await;
    let cells = office.record().await.entries.cells;
    with_reasons(&office).await;
    approve(&office).await;
    let office = next_year(office, 2023).await;
    let form = page(&office, "last-year")
        .await
        .form(CARRY)
        .with("do", "take");
    let form = form.with("take", "goal_expected");
    assert_eq!(office.accountant.send(&form).await.status, 303);
    let others: Vec<(String, String)> = cells
        .into_iter()
        .filter(|(code, _)| code != "goal_expected")
        .collect();
    office.write(&others).await;
    let overview = format!("/filings/{}", office.filing);
    let overview = office.accountant.get(&overview).await;
    assert!(
        overview.text(".facts").contains("待确认 1"),
        "{}",
        overview.text(".facts")
    );

    let check = page(&office, "check").await;
    let mut form = check.form("form.desk").with("do", "submit");
    for (name, text) in &mut form.pairs {
        if name.starts_with("c:reason.") {
            "情况属实。".clone_into(text);
        }
    }
    let answer = office.accountant.send(&form).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    let submission = office.accountant.follow(answer).await;
    let said = submission.text(".returned");
    assert!(
        said.contains("还有 1 格上年带入的内容没有确认") && said.contains("自评表 1 格"),
        "{said}"
    );
    let form = submission.form("form[action$='/submission']");
    assert_eq!(
        office.accountant.send(&form).await.status,
        303,
        "it warns and does not stop"
    );
}

async fn a_question_about_last_year_is_answered_before_submission(database: FreshDatabase) {
    let office = Office::filled(database, "lukou-2022", 2022).await;
    let cells = office.record().await.entries.cells;
    with_reasons(&office).await;
    approve(&office).await;
    let office = next_year(office, 2023).await;
    let cells: Vec<(String, String)> = cells
        .into_iter()
        .map(|(code, text)| match code.as_str() {
            "total_initial" => (code, "4858800".to_owned()),
            _ => (code, text),
        })
        .collect();
    office.write(&cells).await;
    let sheet = office.open_form("f1").await;
    assert!(sheet.text(".found").contains("相差约 10000 倍"));
    let token = sheet.form("form.desk").typed("_csrf").to_owned();
    let submit = [("_csrf".to_owned(), token)];
    let refused = office
        .accountant
        .post(&office.at("submission"), &submit)
        .await;
    assert_eq!(refused.status, 422);
    assert!(refused.words().contains("请核对是否把元和万元填混了"));
    with_reasons(&office).await;
    let reviewer = office.app.log_in(county::DEPARTMENT_REVIEWER).await;
    let review = reviewer.get(&format!("/reviews/{}", office.filing)).await;
    assert!(review.text(".review-findings").contains("相差约 10000 倍"));
    let compared = reviewer.get(&office.at("comparison")).await;
    assert_eq!(compared.status, 200, "{}", compared.body);
    assert!(!compared.has("textarea") && compared.words().contains("说明："));
}

/// 甲县政务热线服务中心 of the demonstration in its second year; its accountant.
async fn demonstration(database: FreshDatabase) -> (TestApp, Client, String) {
    let app = TestApp::with_demonstration(database).await;
    let client = app.visitor();
    client.log_in("jia-tianbao4", demo::PASSWORD).await;
    let todo = client.get(routes::FILINGS).await;
    let href = todo.attributes(".todo h2 a", "href").remove(0);
    (app, client, href)
}

async fn figures_of_two_years_stand_beside_each_other(database: FreshDatabase) {
    let (_app, client, filing) = demonstration(database).await;
    let carried = client.get(&format!("{filing}/last-year")).await;
    assert!(carried.text(".tasks").contains("待确认 2"));
    let told = carried.text("form.carry");
    for words in [
        "上年三公经费预算数",
        "上年“本年三公经费预算数”",
        "上年“年末结余”",
        "0.90",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let sheet = client.get(&format!("{filing}/forms/f4")).await;
    assert_eq!(sheet.texts(".carried").len(), 2);
    assert!(
        sheet.texts(".last-year").contains(&"上年 25.00".to_owned()),
        "{:?}",
        sheet.texts(".last-year")
    );
    let sheet = client.get(&format!("{filing}/forms/f1")).await;
    assert!(
        sheet.words().contains("上年是 92.10 万元，相差约 10000 倍"),
        "asked about at the cell"
    );

    let compared = client.get(&format!("{filing}/comparison")).await;
    assert_eq!(compared.status, 200, "{}", compared.body);
    let big = compared.texts(".compared tbody th").remove(0);
    assert!(big.contains("全年执行总额"), "the farthest first: {big}");
    let form = compared.form("form.desk");
    let form = form
        .with("c:reason.K12.project_budget", "新增一个项目。")
        .with("do", "save");
    let saved = client.send(&form).await;
    assert_eq!(saved.status, 303, "{}", saved.body);
    let compared = client.follow(saved).await;
    assert_eq!(
        compared
            .form("form.desk")
            .typed("c:reason.K12.project_budget"),
        "新增一个项目。"
    );
}

async fn a_second_bureau_year_needs_no_other_scheme(database: FreshDatabase) {
    let app = TestApp::with_demonstration(database).await;
    let portal = &app.portal;
    let publisher = county::caller(&portal.store, "yi-fabu").await;
    let request = CampaignRequest {
        year: 2023,
        title: "2023年度部门整体支出绩效自评".to_owned(),
        due_on: NaiveDate::from_ymd_opt(2026, 8, 31).unwrap(),
        scheme_id: "zhuzhou-2019".to_owned(),
        scheme_version: 1,
        settings: CampaignSettings::default(),
    };
    let opened = open_campaign(
        &portal.store,
        &portal.schemes,
        &publisher,
        &request,
        app.now(),
    );
    opened.await.unwrap();
    let client = app.visitor();
    client.log_in("yi-tianbao", demo::PASSWORD).await;
    let todo = client.get(routes::FILINGS).await;
    let filing = todo.attributes(".todo h2 a", "href").remove(0);
    let page = client.get(&format!("{filing}/last-year")).await;
    let words = page.words();
    assert!(words.contains("2022年度已公开的自评"), "{words}");
    assert!(page.text(".tasks").contains("可带入 2"), "{words}");
    assert!(
        words.contains("上年的表上没有“三公经费”这一项"),
        "what has no counterpart is said"
    );
    assert!(
        page.text("form.carry").contains("上年“基本支出”"),
        "names that both forms use are found"
    );
}

on_both_databases!(
    what_is_picked_comes_as_one_batch_and_goes_as_one,
    a_published_year_goes_before_an_approved_one,
    only_touching_confirms,
    a_whole_form_is_confirmed_at_once,
    submission_warns_of_what_nobody_confirmed,
    a_question_about_last_year_is_answered_before_submission,
    figures_of_two_years_stand_beside_each_other,
    a_second_bureau_year_needs_no_other_scheme,
);
