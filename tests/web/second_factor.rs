//! 动态验证码: put on, asked for, never taken twice, taken off.

use chrono::TimeDelta;
use data_encoding::BASE32_NOPAD;
use ziping::config::{SecondFactorSettings, Settings};
use ziping::domain::account::CodeSecret;
use ziping::web::routes;

use crate::support::app::TestApp;
use crate::support::client::Client;
use crate::support::county;
use crate::support::database::{FreshDatabase, on_both_databases};
use crate::support::page::Page;

/// The telephone of the person whose page this is.
fn telephone(page: &Page) -> CodeSecret {
    let typed = page.text("code.password").replace(' ', "");
    CodeSecret::new(BASE32_NOPAD.decode(typed.as_bytes()).unwrap())
}

/// Puts a second factor on; gives the telephone and the recovery codes.
async fn enrol(app: &TestApp, client: &Client) -> (CodeSecret, Vec<String>) {
    let page = client.get(routes::SECOND_FACTOR).await;
    let begun = client.send(&page.form("main form")).await;
    let page = client.follow(begun).await;
    assert!(page.has("svg.qr path"), "{}", page.body);
    let telephone = telephone(&page);
    let confirm = page.form("form[action$='/confirmation']");
    let wrong = client.send(&confirm.clone().with("code", "000000")).await;
    assert_eq!(wrong.status, 422);
    let code = telephone.code_at(app.now());
    let done = client.send(&confirm.with("code", &code)).await;
    assert_eq!(done.status, 200, "{}", done.body);
    let codes = done.texts("ol.codes code");
    assert_eq!(codes.len(), 10);
    (telephone, codes)
}

/// Gives name and password, and then this code.
async fn come_in(client: &Client, login_name: &str, code: &str) -> Page {
    let form = client.get(routes::LOG_IN).await.form("main form");
    let form = form
        .with("login_name", login_name)
        .with("password", county::PASSWORD)
        .with("next", "/account/sessions");
    let answer = client.send(&form).await;
    assert_eq!(
        answer.location.as_deref(),
        Some("/log-in/code?next=%2Faccount%2Fsessions"),
        "{}",
        answer.body
    );
    let page = client.follow(answer).await;
    client
        .send(&page.form("main form").with("code", code))
        .await
}

async fn a_code_is_asked_for_after_the_password_and_taken_once(database: FreshDatabase) {
    let app = TestApp::with_county(database).await;
    let owner = app.log_in(county::ACCOUNTANT).await;
    let (telephone, recovery) = enrol(&app, &owner).await;
    let used = telephone.code_at(app.now());
    let replayed = come_in(&app.visitor(), county::ACCOUNTANT, &used).await;
    assert_eq!(replayed.status, 422, "the code that confirmed was used");
    assert!(replayed.words().contains("已经用过"));

    app.pass(TimeDelta::seconds(30));
    let client = app.visitor();
    let code = telephone.code_at(app.now());
    let entered = come_in(&client, county::ACCOUNTANT, &code).await;
    assert_eq!(entered.location.as_deref(), Some("/account/sessions"));
    assert_eq!(client.get(routes::SESSIONS).await.status, 200);
    let again = come_in(&app.visitor(), county::ACCOUNTANT, &code).await;
    assert_eq!(again.status, 422, "no code twice");

    let first = recovery[0].to_lowercase().replace('-', " ");
    let entered = come_in(&app.visitor(), county::ACCOUNTANT, &first).await;
    assert_eq!(entered.status, 303, "{}", entered.body);
    let again = come_in(&app.visitor(), county::ACCOUNTANT, &recovery[0]).await;
    assert_eq!(again.status, 422, "no recovery code twice");

    let page = client.get(routes::SECOND_FACTOR).await;
    assert!(page.words().contains("未用的恢复码 9") || page.text(".figure") == "9");
    app.pass(TimeDelta::seconds(30));
    let renew = page.form("form[action$='/recovery-codes']");
    let renew = renew.with("code", &telephone.code_at(app.now()));
    let renewed = client.send(&renew).await;
    assert_eq!(renewed.status, 200, "{}", renewed.body);
    let old = come_in(&app.visitor(), county::ACCOUNTANT, &recovery[1]).await;
    assert_eq!(old.status, 422, "the old ones are over");
}

async fn guessing_codes_locks_the_name_and_waiting_too_long_asks_anew(database: FreshDatabase) {
    let app = TestApp::with_county(database).await;
    let owner = app.log_in(county::ACCOUNTANT).await;
    let (telephone, _) = enrol(&app, &owner).await;
    app.pass(TimeDelta::seconds(60));
    let guesser = app.visitor();
    // One wrong code was typed when the telephone was put on.
    for _ in 0..4 {
        assert_eq!(
            come_in(&guesser, county::ACCOUNTANT, "000000").await.status,
            422
        );
        // The right password in between does not forgive wrong codes.
    }
    let code = telephone.code_at(app.now());
    let form = guesser.get(routes::LOG_IN_CODE).await.form("main form");
    let locked = guesser.send(&form.with("code", &code)).await;
    assert!(
        locked.text(".error-summary").contains("锁定"),
        "{}",
        locked.body
    );

    app.pass(TimeDelta::seconds(301));
    let late = app.visitor();
    let form = late.get(routes::LOG_IN).await.form("main form");
    let form = form
        .with("login_name", county::ACCOUNTANT)
        .with("password", county::PASSWORD);
    let page = late.send(&form).await;
    let page = late.follow(page).await;
    app.pass(TimeDelta::seconds(301));
    let code = telephone.code_at(app.now());
    let answer = late.send(&page.form("main form").with("code", &code)).await;
    assert_eq!(answer.location.as_deref(), Some(routes::LOG_IN));
    let again = late.follow(answer).await;
    assert!(again.words().contains("间隔太久"));
    let bare = app.visitor().get(routes::LOG_IN_CODE).await;
    assert_eq!(bare.location.as_deref(), Some(routes::LOG_IN));
}

async fn a_form_whose_session_ended_goes_on_with_password_and_code(database: FreshDatabase) {
    let app = TestApp::with_county(database).await;
    let client = app.log_in(county::ACCOUNTANT).await;
    let (telephone, _) = enrol(&app, &client).await;
    let form = client.get(routes::SESSIONS).await.form("main form.panel");
    app.pass(TimeDelta::minutes(40));
    let kept = client.send(&form).await;
    assert_eq!(kept.status, 401);
    let form = kept
        .form("main form")
        .with("_login_name", county::ACCOUNTANT)
        .with("_password", county::PASSWORD);
    let without = client.send(&form).await;
    assert_eq!(without.status, 401);
    assert!(without.words().contains("同时输入密码和手机上的动态验证码"));
    let form = without
        .form("main form")
        .with("_login_name", county::ACCOUNTANT)
        .with("_password", county::PASSWORD)
        .with("_code", &telephone.code_at(app.now()));
    let done = client.send(&form).await;
    assert_eq!(done.status, 303, "{}", done.body);
}

async fn the_security_administrator_takes_it_off_with_a_reason(database: FreshDatabase) {
    let app = TestApp::with_county(database).await;
    let owner = app.log_in(county::ACCOUNTANT).await;
    enrol(&app, &owner).await;
    let security = app.log_in(county::SECURITY).await;
    let address = routes::permissions_of(county::ACCOUNTANT);
    let form = security
        .get(&address)
        .await
        .form("form[action$='/second-factor']");
    let refused = security.send(&form).await;
    assert_eq!(refused.status, 422);
    let done = security
        .send(&form.with("reason", "本人到场，手机遗失"))
        .await;
    assert_eq!(done.status, 303, "{}", done.body);
    let page = security.follow(done).await;
    assert!(page.words().contains("手机遗失"));
    assert!(!page.has("form[action$='/second-factor']"));
    let out = owner.get(routes::WORK).await;
    assert_eq!(out.location.as_deref(), Some("/log-in?next=%2Fwork"));
    app.visitor()
        .log_in(county::ACCOUNTANT, county::PASSWORD)
        .await;

    let auditor = app.log_in(county::AUDITOR).await;
    let words = auditor.get(routes::EVENTS).await.words();
    assert!(words.contains("解除动态验证码") && !words.contains("手机遗失"));
}

async fn roles_that_must_have_it_can_do_nothing_before(database: FreshDatabase) {
    let settings = Settings {
        second_factor: SecondFactorSettings {
            required_for: vec!["system-administrator".to_owned()],
            ..SecondFactorSettings::default()
        },
        ..Settings::default()
    };
    let app = TestApp::start_with(database, settings).await;
    county::found(&app.portal.store, &app.portal.passwords, app.now()).await;
    let free = app.log_in(county::ACCOUNTANT).await;
    assert_eq!(free.get(routes::SESSIONS).await.status, 200);
    let client = app.log_in(county::ADMINISTRATOR).await;
    let forced = client.get(routes::ACCOUNTS).await;
    assert_eq!(forced.location.as_deref(), Some(routes::SECOND_FACTOR));
    let page = client.get(routes::SECOND_FACTOR).await;
    let token = page.form("main form").typed("_csrf").to_owned();
    let pairs = [
        super::pair("_csrf", &token),
        super::pair("login_name", "xin"),
    ];
    let kept = client.post(routes::ACCOUNTS, &pairs).await;
    assert_eq!(kept.status, 403);
    assert!(kept.words().contains("请先启用动态验证码"));
    assert_eq!(kept.form("main form").typed("login_name"), "xin");
    enrol(&app, &client).await;
    assert_eq!(client.get(routes::ACCOUNTS).await.status, 200);
}

on_both_databases!(
    a_code_is_asked_for_after_the_password_and_taken_once,
    guessing_codes_locks_the_name_and_waiting_too_long_asks_anew,
    a_form_whose_session_ended_goes_on_with_password_and_code,
    the_security_administrator_takes_it_off_with_a_reason,
    roles_that_must_have_it_can_do_nothing_before,
);
