//! 单点登录 against a real `OpenID` provider, as `tests/run` starts one.

use chrono::{DateTime, TimeDelta, Utc};
use ziping::actions::Caller;
use ziping::actions::account::disable_account;
use ziping::config::{Settings, SignOnSettings};
use ziping::web::routes;

use crate::support::app::TestApp;
use crate::support::client::Client;
use crate::support::county;
use crate::support::database::{FreshDatabase, on_both_databases};
use crate::support::left_out;
use crate::support::page::Page;

#[expect(
    clippy::disallowed_methods,
    reason = "the provider goes by the real clock"
)]
fn the_clock() -> DateTime<Utc> {
    Utc::now()
}

/// A portal that asks the provider at this address, at the provider's time.
async fn portal(database: FreshDatabase, issuer: &str, passwords_stay: bool) -> TestApp {
    let secret = database.folder.join("sign-on.secret");
    std::fs::write(&secret, "a secret of the tests\n").unwrap();
    let settings = Settings {
        sign_on: Some(SignOnSettings {
            issuer: issuer.to_owned(),
            client_id: "ziping".to_owned(),
            client_secret_file: Some(secret),
            portal: "https://portal.test".to_owned(),
            button: "统一身份认证登录".to_owned(),
            claim: "preferred_username".to_owned(),
            passwords_stay,
        }),
        ..Settings::default()
    };
    let app = TestApp::start_with(database, settings).await;
    app.pass(the_clock() - app.now());
    county::found(&app.portal.store, &app.portal.passwords, app.now()).await;
    app
}

/// The part of an address behind the machine's name; the provider leaves the name out at times.
fn path(address: &str) -> String {
    match address.split_once("://") {
        Some((_, rest)) => format!("/{}", rest.split_once('/').unwrap().1),
        None => address.to_owned(),
    }
}

fn location(page: &Page) -> String {
    let location = page.location.clone();
    location.unwrap_or_else(|| panic!("no way on ({}): {}", page.status, page.body))
}

/// Goes to the provider, logs in there under this name and agrees; gives the address to which the
/// provider sends the browser back.
async fn consent(client: &Client, issuer: &str, login_name: &str) -> String {
    let asked = client.get(&routes::sign_on("/account/sessions")).await;
    let at_provider = Client::new(issuer);
    let mut next = location(&at_provider.get(&path(&location(&asked))).await);
    for prompt in ["login", "consent"] {
        let pairs = [("prompt", prompt), ("login", login_name), ("password", "x")];
        let pairs = pairs.map(|(name, text)| super::pair(name, text));
        let done = at_provider.post(&path(&next), &pairs).await;
        next = location(&at_provider.get(&path(&location(&done))).await);
    }
    path(&next)
}

/// The same, and back with the answer.
async fn sign_on(client: &Client, issuer: &str, login_name: &str) -> Page {
    let back = consent(client, issuer, login_name).await;
    client.get(&back).await
}

/// Signs on and confirms with the password.
async fn bind(app: &TestApp, issuer: &str, login_name: &str) -> Client {
    let client = app.visitor();
    let answer = sign_on(&client, issuer, login_name).await;
    assert_eq!(
        answer.location.as_deref(),
        Some(routes::SIGN_ON_CONFIRMED),
        "{}",
        answer.body
    );
    let form = client.follow(answer).await.form("main form");
    let wrong = client.send(&form.clone().with("password", "cuowu")).await;
    assert_eq!(wrong.status, 422);
    let done = client.send(&form.with("password", county::PASSWORD)).await;
    assert_eq!(done.status, 303, "{}", done.body);
    client
}

async fn who_confirmed_once_comes_in_without_a_password(database: FreshDatabase) {
    let Some(issuer) = left_out::unless_set(left_out::OIDC) else {
        return;
    };
    let app = portal(database, &issuer, true).await;
    let page = app.visitor().get(routes::LOG_IN).await;
    assert!(page.words().contains("统一身份认证登录"));
    bind(&app, &issuer, county::ACCOUNTANT).await;

    let client = app.visitor();
    let entered = sign_on(&client, &issuer, county::ACCOUNTANT).await;
    assert_eq!(
        entered.location.as_deref(),
        Some("/account/sessions"),
        "{}",
        entered.body
    );
    let sessions = client.get(routes::SESSIONS).await;
    let everywhere = sessions.form("main form.panel");
    assert_eq!(client.send(&everywhere).await.status, 303);
    let out = client.get(routes::SESSIONS).await;
    assert_eq!(out.status, 303, "out everywhere");

    let nobody = sign_on(&app.visitor(), &issuer, "nobody-here").await;
    assert_eq!(nobody.status, 403);
    assert!(
        nobody
            .words()
            .contains("没有与您的统一身份认证账号对应的账号")
    );

    let (store, caller) = (&app.portal.store, Caller::command_line());
    disable_account(store, &caller, county::ACCOUNTANT, app.now())
        .await
        .unwrap();
    let closed = sign_on(&app.visitor(), &issuer, county::ACCOUNTANT).await;
    assert_eq!(closed.status, 403);
    assert!(closed.words().contains("已停用"), "{}", closed.body);
}

async fn an_answer_counts_once_for_the_browser_that_asked_and_for_a_time(database: FreshDatabase) {
    let Some(issuer) = left_out::unless_set(left_out::OIDC) else {
        return;
    };
    let app = portal(database, &issuer, true).await;
    bind(&app, &issuer, county::ACCOUNTANT).await;
    let client = app.visitor();
    let back = consent(&client, &issuer, county::ACCOUNTANT).await;
    let stranger = app.visitor().get(&back).await;
    assert_eq!(stranger.status, 400, "another browser");
    assert_eq!(client.get(&back).await.status, 303);
    let again = client.get(&back).await;
    assert_eq!(again.status, 400, "the same answer again");
    assert!(again.words().contains("已经过期或者已经用过"));

    let late = app.visitor();
    let back = consent(&late, &issuer, county::ACCOUNTANT).await;
    app.pass(TimeDelta::minutes(11));
    assert_eq!(late.get(&back).await.status, 400, "too late");

    let refused = app.visitor();
    let asked = refused.get(routes::SIGN_ON).await;
    let address = location(&asked);
    let (_, state) = address.split_once("&state=").unwrap();
    let (state, _) = state.split_once('&').unwrap();
    let back = format!(
        "{}?error=access_denied&state={state}",
        routes::SIGN_ON_ANSWER
    );
    let page = refused.get(&back).await;
    assert_eq!(page.status, 403);
    assert!(page.words().contains("没有同意"));

    // Another clock than the provider's.
    let client = app.visitor();
    let back = consent(&client, &issuer, county::ACCOUNTANT).await;
    let hours = TimeDelta::hours(3);
    app.pass(-hours);
    let page = client.get(&back).await;
    assert_eq!(page.status, 403, "{}", page.body);
    assert!(page.words().contains("时间相差太多"));
}

async fn passwords_can_be_closed_for_who_is_bound(database: FreshDatabase) {
    let Some(issuer) = left_out::unless_set(left_out::OIDC) else {
        return;
    };
    let app = portal(database, &issuer, false).await;
    for login_name in [county::ACCOUNTANT, county::ADMINISTRATOR] {
        bind(&app, &issuer, login_name).await;
    }
    let client = app.visitor();
    let form = client.get(routes::LOG_IN).await.form("main form");
    let form = form
        .with("login_name", county::ACCOUNTANT)
        .with("password", county::PASSWORD);
    let refused = client.send(&form).await;
    assert_eq!(refused.status, 422);
    assert!(refused.words().contains("请用统一身份认证登录"));
    // The system administrator keeps a way in, and who is not bound keeps his.
    app.log_in(county::ADMINISTRATOR).await;
    let security = app.log_in(county::SECURITY).await;

    let address = routes::permissions_of(county::ACCOUNTANT);
    let form = security
        .get(&address)
        .await
        .form("form[action$='/binding']");
    assert_eq!(security.send(&form).await.status, 303);
    app.log_in(county::ACCOUNTANT).await;
}

async fn a_provider_that_is_down_or_another_one_is_said(database: FreshDatabase) {
    let app = portal(database, "http://127.0.0.1:9", true).await;
    let down = app.visitor().get(routes::SIGN_ON).await;
    assert_eq!(down.status, 502);
    assert!(down.words().contains("没有应答"), "{}", down.body);
    app.log_in(county::ACCOUNTANT).await;
    let plain = app.visitor().get(routes::SIGN_ON_CONFIRMED).await;
    assert_eq!(plain.location.as_deref(), Some(routes::LOG_IN));
}

async fn a_provider_by_another_name_is_not_believed(database: FreshDatabase) {
    let Some(issuer) = left_out::unless_set(left_out::OIDC) else {
        return;
    };
    let alias = issuer.replace("127.0.0.1", "localhost");
    let app = portal(database, &alias, true).await;
    let page = app.visitor().get(routes::SIGN_ON).await;
    assert_eq!(page.status, 403, "{}", page.body);
    assert!(page.words().contains("标识与本系统的设置不一致"));
}

async fn without_a_provider_there_is_no_way_to_one(database: FreshDatabase) {
    let app = TestApp::with_county(database).await;
    assert_eq!(app.visitor().get(routes::SIGN_ON).await.status, 404);
    assert_eq!(app.visitor().get(routes::SIGN_ON_ANSWER).await.status, 404);
}

on_both_databases!(
    who_confirmed_once_comes_in_without_a_password,
    an_answer_counts_once_for_the_browser_that_asked_and_for_a_time,
    passwords_can_be_closed_for_who_is_bound,
    a_provider_that_is_down_or_another_one_is_said,
    a_provider_by_another_name_is_not_believed,
    without_a_provider_there_is_no_way_to_one,
);
