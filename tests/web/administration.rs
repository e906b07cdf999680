//! From an empty portal to a filing that waits, through the pages alone.

use ziping::actions::Caller;
use ziping::actions::account::{AccountRequest, create_account};
use ziping::domain::workflow::Role;
use ziping::web::routes;

use crate::support::app::TestApp;
use crate::support::client::Client;
use crate::support::county;
use crate::support::database::{FreshDatabase, on_both_databases};
use crate::support::page::Page;

async fn add_organization(
    client: &Client,
    kind: &str,
    parent: &str,
    code: &str,
    name: &str,
) -> Page {
    let page = client.get(routes::NEW_ORGANIZATION).await;
    let region = if parent.is_empty() { "丙县" } else { "" };
    let form = page
        .form("main form")
        .with("kind", kind)
        .with("region", region)
        .with("code", code);
    let form = form
        .with("name", name)
        .with("short_name", name)
        .with("parent", &option(&page, "parent", parent));
    client.send(&form).await
}

/// The value of the choice whose words begin so.
fn option(page: &Page, name: &str, words: &str) -> String {
    if words.is_empty() {
        return String::new();
    }
    let selector = format!("select[name={name}] option");
    let values = page.attributes(&selector, "value");
    let found = page
        .texts(&selector)
        .into_iter()
        .zip(values)
        .find(|(text, _)| text.starts_with(words));
    found
        .unwrap_or_else(|| panic!("no {words} to choose in {name}"))
        .1
}

/// One of the three, made on the command line.
async fn person(app: &TestApp, login_name: &str, role: Role) {
    let request = AccountRequest {
        login_name: login_name.to_owned(),
        display_name: role.label().to_owned(),
        role,
        organization_code: None,
        password: county::PASSWORD.to_owned(),
        must_change_password: false,
    };
    let portal = &app.portal;
    let (store, passwords) = (&portal.store, &portal.passwords);
    create_account(
        store,
        passwords,
        &Caller::command_line(),
        &request,
        app.now(),
    )
    .await
    .unwrap();
}

/// Makes an account and gives its first password.
async fn add_account(client: &Client, login_name: &str, role: &str, organization: &str) -> String {
    let page = client.get(routes::NEW_ACCOUNT).await;
    let form = page
        .form("main form")
        .with("login_name", login_name)
        .with("display_name", login_name);
    let form = form
        .with("role", role)
        .with("organization", &option(&page, "organization", organization));
    let made = client.send(&form).await;
    assert_eq!(made.status, 201, "{}", made.body);
    made.text("code.password")
}

async fn an_empty_portal_can_be_filled(database: FreshDatabase) {
    let app = TestApp::start(database).await;
    person(&app, "admin", Role::SystemAdministrator).await;
    let admin = app.log_in("admin").await;
    assert!(admin.get(routes::ORGANIZATIONS).await.has(".empty"));
    for (kind, parent, code, name) in [
        ("bureau", "", "bing-01", "丙县财政局"),
        ("department", "丙县财政局", "bing-02", "丙县人民政府办公室"),
        ("agency", "丙县人民政府办公室", "bing-11", "丙县档案馆"),
    ] {
        let added = add_organization(&admin, kind, parent, code, name).await;
        assert_eq!(added.status, 303, "{name}: {}", added.body);
    }
    let taken = add_organization(&admin, "bureau", "", "bing-01", "丁县财政局").await;
    assert_eq!(taken.status, 422);
    assert_eq!(taken.attributes(".error-summary a", "href"), ["#code"]);
    let misplaced = add_organization(&admin, "agency", "", "ding-11", "丁县档案馆").await;
    assert_eq!(
        (misplaced.status, misplaced.form("main form").typed("name")),
        (422, "丁县档案馆")
    );

    let publisher = add_account(&admin, "bing-fabu", "publisher", "丙县财政局").await;
    let accountant = add_account(&admin, "bing-tianbao", "accountant", "丙县档案馆").await;
    assert!(admin.get(routes::ACCOUNTS).await.words().contains("未授权"));

    let client = app.visitor();
    let form = client.get(routes::LOG_IN).await.form("main form");
    let form = form
        .with("login_name", "bing-fabu")
        .with("password", &publisher);
    let refused = client.send(&form).await;
    assert!(refused.text(".error-summary").contains("尚未授权"));
    person(&app, "anquan", Role::SecurityAdministrator).await;
    let security = app.log_in("anquan").await;
    for _ in 0..2 {
        let waiting = security.get(routes::PERMISSIONS).await;
        let granted = security.send(&waiting.form("form[action$='/grant']")).await;
        assert_eq!(granted.status, 303, "{}", granted.body);
    }
    client.log_in("bing-fabu", &publisher).await;
    let forced = client.get(routes::CAMPAIGNS).await;
    assert_eq!(
        forced.location.as_deref(),
        Some(routes::PASSWORD),
        "the first password must be changed first"
    );
    let form = client
        .get(routes::PASSWORD)
        .await
        .form("main form")
        .with("password", &publisher);
    let form = form
        .with("new_password", county::PASSWORD)
        .with("new_password_again", county::PASSWORD);
    assert_eq!(client.send(&form).await.status, 303);
    let page = client.get(routes::NEW_CAMPAIGN).await;
    let empty = client.send(&page.form("main form")).await;
    assert_eq!(empty.status, 422);
    assert_eq!(
        empty.attributes(".error-summary a", "href"),
        ["#due_on", "#scheme"]
    );
    let scheme = page
        .attributes("select[name=scheme] option", "value")
        .remove(1);
    let form = page
        .form("main form")
        .with("due_on", "2026-06-30")
        .with("scheme", &scheme);
    let opened = client.send(&form).await;
    assert_eq!(opened.status, 303, "{}", opened.body);
    assert!(client.follow(opened).await.has("main table"));
    assert_eq!(client.send(&form).await.status, 422, "one campaign a year");

    let client = app.visitor();
    client.log_in("bing-tianbao", &accountant).await;
    assert_eq!(
        client.get(routes::WORK).await.location.as_deref(),
        Some(routes::PASSWORD)
    );

    the_auditor_reads_it_all(&app).await;
}

async fn the_auditor_reads_it_all(app: &TestApp) {
    person(app, "shenji", Role::Auditor).await;
    let auditor = app.log_in("shenji").await;
    let events = auditor.get(routes::EVENTS).await;
    let words = events.text("main table");
    let csv = auditor.get("/events/export/csv").await;
    assert_eq!(csv.status, 200);
    assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
    assert!(csv.body.contains("grant-role") && csv.body.contains("摘要"));
    let lines = auditor.get("/events/export/jsonl").await;
    assert!(
        lines.body.lines().count() > csv.body.lines().count() - 1,
        "and its own export"
    );
    assert_eq!(auditor.get("/events/export/docx").await.status, 404);
    for deed in [
        "登录",
        "添加单位",
        "添加账号",
        "授权",
        "开启年度工作",
        "修改密码",
        "被拒绝",
    ] {
        assert!(words.contains(deed), "{deed}");
    }
    assert!(
        !events.body.contains(county::PASSWORD) && !events.body.contains("丙县档案馆"),
        "typed text in the log"
    );
}

async fn a_reset_password_replaces_the_old_one(database: FreshDatabase) {
    let app = TestApp::with_county(database).await;
    let admin = app.log_in(county::ADMINISTRATOR).await;
    let client = app.log_in(county::ACCOUNTANT).await;
    let page = admin.get(&routes::account(county::ACCOUNTANT)).await;
    let reset = admin.send(&page.form("form[action$='/password']")).await;
    assert_eq!(reset.status, 200, "{}", reset.body);
    assert_eq!(
        client.get(routes::WORK).await.location.as_deref(),
        Some("/log-in?next=%2Fwork")
    );
    let client = app.visitor();
    client
        .log_in(county::ACCOUNTANT, &reset.text("code.password"))
        .await;
    assert_eq!(
        client.get(routes::WORK).await.location.as_deref(),
        Some(routes::PASSWORD)
    );
}

async fn a_first_password_comes_before_every_form(database: FreshDatabase) {
    let app = TestApp::with_county(database).await;
    let admin = app.log_in(county::ADMINISTRATOR).await;
    let page = admin.get(&routes::account(county::PUBLISHER)).await;
    let reset = admin.send(&page.form("form[action$='/password']")).await;
    let first = reset.text("code.password");
    let client = app.visitor();
    client.log_in(county::PUBLISHER, &first).await;
    let form = [
        super::pair("_csrf", &super::token(&client).await),
        super::pair("title", "2025年度自评"),
        super::pair("year", "2025"),
        super::pair("due_on", "2026-06-30"),
        super::pair("scheme", "lukou-2022@1"),
    ];
    let refused = client.post(routes::CAMPAIGNS, &form).await;
    assert_eq!(refused.status, 403, "{}", refused.body);
    let kept = refused.form("main form");
    assert_eq!(kept.typed("title"), "2025年度自评");

    let change = client.get(routes::PASSWORD).await.form("main form");
    let change = change
        .with("password", &first)
        .with("new_password", "Xin-mima-2026")
        .with("new_password_again", "Xin-mima-2026");
    assert_eq!(client.send(&change).await.status, 303);
    let done = client.send(&kept).await;
    assert_eq!(done.status, 303, "{}", done.body);

    let other = app.visitor();
    let page = admin.get(&routes::account(county::ACCOUNTANT)).await;
    let reset = admin.send(&page.form("form[action$='/password']")).await;
    other
        .log_in(county::ACCOUNTANT, &reset.text("code.password"))
        .await;
    let out = other.get(routes::PASSWORD).await.form(".work-user form");
    assert_eq!(
        other.send(&out).await.location.as_deref(),
        Some(routes::LOG_IN)
    );
}

async fn nobody_closes_his_own_account(database: FreshDatabase) {
    let app = TestApp::with_county(database).await;
    let admin = app.log_in(county::ADMINISTRATOR).await;
    let own = routes::account(county::ADMINISTRATOR);
    let page = admin.get(&own).await;
    for deed in ["closure", "password"] {
        assert!(!page.has(&format!("form[action='{own}/{deed}']")), "{deed}");
    }
    let token = super::token(&admin).await;
    for spelling in [
        "guanliyuan",
        "GUANLIYUAN",
        "%20GuanLiYuan",
        "%EF%BC%A7uanliyuan",
    ] {
        let address = format!("{}/{spelling}", routes::ACCOUNTS);
        let refused = admin
            .post(
                &format!("{address}/closure"),
                &[super::pair("_csrf", &token)],
            )
            .await;
        assert_eq!(refused.status, 403, "{address}");
        assert!(
            refused.words().contains("另一位系统管理员"),
            "{}",
            refused.body
        );
    }
    assert_eq!(admin.get(&own).await.status, 200);
}

on_both_databases!(
    an_empty_portal_can_be_filled,
    a_reset_password_replaces_the_old_one,
    a_first_password_comes_before_every_form,
    nobody_closes_his_own_account,
);
