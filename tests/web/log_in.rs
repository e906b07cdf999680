//! 登录, 退出登录, 锁定, 修改密码.

use chrono::TimeDelta;
use reqwest::Method;
use ziping::web::routes;

use crate::support::app::TestApp;
use crate::support::client::{Client, read};
use crate::support::county;
use crate::support::database::{FreshDatabase, on_both_databases};
use crate::support::page::Page;

async fn try_log_in(client: &Client, login_name: &str, password: &str) -> Page {
    let form = client.get(routes::LOG_IN).await.form("main form");
    client
        .send(
            &form
                .with("login_name", login_name)
                .with("password", password),
        )
        .await
}

async fn unknown_names_and_wrong_passwords_read_the_same(database: FreshDatabase) {
    let app = TestApp::with_county(database).await;
    let wrong = try_log_in(&app.visitor(), county::ACCOUNTANT, "cuowu").await;
    let unknown = try_log_in(&app.visitor(), "meiyou", "cuowu").await;
    assert_eq!((wrong.status, unknown.status), (422, 422));
    assert_eq!(wrong.text(".error-summary"), unknown.text(".error-summary"));
    assert!(wrong.text("title").starts_with("错误："));
    assert!(!wrong.body.contains("cuowu"), "a password came back");
    assert_eq!(
        wrong.form("main form").typed("login_name"),
        county::ACCOUNTANT
    );
}

async fn five_failures_lock_a_name_for_five_minutes(database: FreshDatabase) {
    let app = TestApp::with_county(database).await;
    let client = app.visitor();
    for _ in 0..5 {
        assert_eq!(
            try_log_in(&client, county::ACCOUNTANT, "cuowu")
                .await
                .status,
            422
        );
    }
    let locked = try_log_in(&client, county::ACCOUNTANT, county::PASSWORD).await;
    assert_eq!(locked.status, 422);
    assert!(
        locked.text(".error-summary").contains("锁定"),
        "{}",
        locked.body
    );
    app.pass(TimeDelta::seconds(301));
    assert_eq!(
        try_log_in(&client, county::ACCOUNTANT, county::PASSWORD)
            .await
            .status,
        303
    );
}

async fn a_log_in_leads_back_but_never_to_another_site(database: FreshDatabase) {
    let app = TestApp::with_county(database).await;
    let client = app.visitor();
    let asked = client.get("/account/password?von=hier").await;
    assert_eq!(asked.status, 303);
    assert_eq!(
        asked.location.as_deref(),
        Some("/log-in?next=%2Faccount%2Fpassword%3Fvon%3Dhier")
    );
    let form = client.follow(asked).await.form("main form");
    let form = form
        .with("login_name", county::ACCOUNTANT)
        .with("password", county::PASSWORD);
    assert_eq!(
        client.send(&form).await.location.as_deref(),
        Some("/account/password?von=hier")
    );
    for foreign in [
        "//evil.example/",
        "https://evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "/\u{1}",
        "/\u{7f}",
        "/work\r\nset-cookie: a=b",
        &format!("/{}", "a".repeat(2000)),
    ] {
        let answer = client.send(&form.clone().with("next", foreign)).await;
        assert_eq!(answer.status, 303, "{foreign:?}");
        assert_eq!(answer.location.as_deref(), Some(routes::WORK), "{foreign}");
    }
}

async fn a_log_in_form_without_its_cookie_is_shown_again(database: FreshDatabase) {
    let app = TestApp::with_county(database).await;
    let form = app.visitor().get(routes::LOG_IN).await.form("main form");
    let form = form
        .with("login_name", county::ACCOUNTANT)
        .with("password", county::PASSWORD);
    let stranger = app.visitor();
    let answer = stranger.send(&form).await;
    assert_eq!(answer.status, 422);
    assert_eq!(
        answer.form("main form").typed("login_name"),
        county::ACCOUNTANT
    );
    let again = answer.form("main form").with("password", county::PASSWORD);
    assert_eq!(stranger.send(&again).await.status, 303);
}

async fn logging_out_ends_the_session_for_good(database: FreshDatabase) {
    let app = TestApp::with_county(database).await;
    let client = app.log_in(county::ACCOUNTANT).await;
    let form = client.get(routes::PASSWORD).await.form(".work-user form");
    assert_eq!(client.get(routes::LOG_OUT).await.status, 405);
    let out = client.send(&form).await;
    assert_eq!(
        (out.status, out.location.as_deref()),
        (303, Some(routes::LOG_IN))
    );
    assert_eq!(out.header("clear-site-data"), "\"cache\"");
    assert!(
        client
            .follow(out)
            .await
            .text(".notice")
            .contains("已退出登录")
    );
    assert_eq!(client.get(routes::PASSWORD).await.status, 303);
}

async fn an_idle_session_ends_and_a_used_one_does_not(database: FreshDatabase) {
    let app = TestApp::with_county(database).await;
    let client = app.log_in(county::ACCOUNTANT).await;
    for _ in 0..4 {
        app.pass(TimeDelta::minutes(20));
        assert_eq!(client.get(routes::PASSWORD).await.status, 200);
    }
    app.pass(TimeDelta::minutes(31));
    assert_eq!(client.get(routes::PASSWORD).await.status, 303);
}

async fn a_changed_password_is_the_only_one(database: FreshDatabase) {
    let app = TestApp::with_county(database).await;
    let client = app.log_in(county::ACCOUNTANT).await;
    let elsewhere = app.log_in(county::ACCOUNTANT).await;
    let form = client.get(routes::PASSWORD).await.form("main form");
    let typed = |present: &str, new: &str, again: &str| {
        form.clone()
            .with("password", present)
            .with("new_password", new)
            .with("new_password_again", again)
    };
    for (present, new, again) in [
        ("cuowu", "Xin-mima-2026", "Xin-mima-2026"),
        (county::PASSWORD, "Xin-mima-2026", "Xin-mima-2027"),
        (county::PASSWORD, "duan", "duan"),
        (county::PASSWORD, county::PASSWORD, county::PASSWORD),
    ] {
        let refused = client.send(&typed(present, new, again)).await;
        assert_eq!(refused.status, 422, "{present} {new} {again}");
        assert!(refused.has(".error-summary a[href]"), "{}", refused.body);
        assert!(!refused.body.contains(new), "a password came back");
    }
    let done = client
        .send(&typed(county::PASSWORD, "Xin-mima-2026", "Xin-mima-2026"))
        .await;
    assert_eq!(done.status, 303, "{}", done.body);
    assert_eq!(client.get(routes::PASSWORD).await.status, 200);
    assert_eq!(elsewhere.get(routes::PASSWORD).await.status, 303);
    assert_eq!(
        try_log_in(&app.visitor(), county::ACCOUNTANT, county::PASSWORD)
            .await
            .status,
        422
    );
    assert_eq!(
        try_log_in(&app.visitor(), county::ACCOUNTANT, "Xin-mima-2026")
            .await
            .status,
        303
    );
}

async fn a_log_in_over_a_session_ends_it(database: FreshDatabase) {
    let app = TestApp::with_county(database).await;
    let client = app.visitor();
    let first = try_log_in(&client, county::ADMINISTRATOR, county::PASSWORD).await;
    let cookie = first.header("set-cookie").split(';').next().unwrap();
    assert!(cookie.starts_with("ziping_session="), "{cookie}");
    let ask = async || {
        let request = app.visitor().request(Method::GET, routes::PASSWORD);
        let answer = request.header("cookie", cookie).send().await.unwrap();
        read(answer).await.status
    };
    assert_eq!(ask().await, 200);
    let wrong = try_log_in(&client, county::ACCOUNTANT, "cuowu").await;
    assert_eq!((wrong.status, ask().await), (422, 200));
    let second = try_log_in(&client, county::ACCOUNTANT, county::PASSWORD).await;
    assert_eq!(second.status, 303);
    assert_eq!(ask().await, 303, "the former session is over");
    assert_eq!(client.get(routes::PASSWORD).await.status, 200);
}

async fn one_address_fails_thirty_times_and_waits(database: FreshDatabase) {
    let app = TestApp::with_county(database).await;
    let client = app.visitor();
    let session = app.log_in(county::ADMINISTRATOR).await;
    for guess in 0..30 {
        let failed = try_log_in(&client, &format!("xingming-{guess}"), "cuowu").await;
        assert_eq!(failed.status, 422, "{guess}");
        app.pass(TimeDelta::seconds(1));
    }
    let refused = try_log_in(&client, county::ACCOUNTANT, county::PASSWORD).await;
    assert_eq!(
        (refused.status, refused.header("retry-after")),
        (429, "270")
    );
    assert!(refused.text("h1").contains("操作过于频繁"));
    let inside = session.get(routes::PASSWORD).await.status;
    assert_eq!(inside, 200, "who is logged in works on");
    app.pass(TimeDelta::seconds(270));
    let right = try_log_in(&client, county::ACCOUNTANT, county::PASSWORD).await;
    assert_eq!(right.status, 303);
}

async fn an_old_password_must_be_changed_first(database: FreshDatabase) {
    let app = TestApp::with_county(database).await;
    app.pass(TimeDelta::days(89));
    let client = app.log_in(county::ACCOUNTANT).await;
    assert_eq!(client.get(routes::FILINGS).await.status, 200);
    app.pass(TimeDelta::days(1));
    let client = app.log_in(county::ACCOUNTANT).await;
    let sent = client.get(routes::FILINGS).await;
    assert_eq!(sent.location.as_deref(), Some(routes::PASSWORD));
    let page = client.get(routes::PASSWORD).await;
    assert!(page.text(".notice").contains("已经到期"), "{}", page.body);
    let form = page.form("main form").with("password", county::PASSWORD);
    let form = form
        .with("new_password", "Xin-mima-2027")
        .with("new_password_again", "Xin-mima-2027");
    assert_eq!(client.send(&form).await.status, 303);
    assert_eq!(client.get(routes::FILINGS).await.status, 200);
}

async fn signing_out_everywhere_ends_every_session(database: FreshDatabase) {
    let app = TestApp::with_county(database).await;
    let (here, there) = (
        app.log_in(county::ACCOUNTANT).await,
        app.log_in(county::ACCOUNTANT).await,
    );
    let third = app.log_in(county::ACCOUNTANT).await;
    let page = here.get(routes::SESSIONS).await;
    assert_eq!(page.texts("main tbody tr").len(), 3);
    let ended = here.send(&page.form("main tbody form")).await;
    assert_eq!(ended.location.as_deref(), Some(routes::SESSIONS));
    assert_eq!(
        here.get(routes::SESSIONS)
            .await
            .texts("main tbody tr")
            .len(),
        2
    );
    let all = here.send(&page.form("form.panel")).await;
    assert_eq!(all.location.as_deref(), Some(routes::LOG_IN));
    for client in [&here, &there, &third] {
        assert_eq!(client.get(routes::PASSWORD).await.status, 303);
    }
}

on_both_databases!(
    an_old_password_must_be_changed_first,
    signing_out_everywhere_ends_every_session,
    a_log_in_over_a_session_ends_it,
    one_address_fails_thirty_times_and_waits,
    unknown_names_and_wrong_passwords_read_the_same,
    five_failures_lock_a_name_for_five_minutes,
    a_log_in_leads_back_but_never_to_another_site,
    a_log_in_form_without_its_cookie_is_shown_again,
    logging_out_ends_the_session_for_good,
    an_idle_session_ends_and_a_used_one_does_not,
    a_changed_password_is_the_only_one,
);
