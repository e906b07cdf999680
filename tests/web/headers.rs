//! Security headers and cookies, on whatever comes out.

use reqwest::Method;
use ziping::config::Settings;
use ziping::web::routes;

use crate::support::app::TestApp;
use crate::support::client::read;
use crate::support::county;
use crate::support::database::{FreshDatabase, on_both_databases};
use crate::support::page::Page;

const ALWAYS: [&str; 7] = [
    "content-security-policy",
    "x-content-type-options",
    "referrer-policy",
    "x-frame-options",
    "cross-origin-opener-policy",
    "permissions-policy",
    "x-request-id",
];

fn check(answer: &Page, status: u16) {
    assert_eq!(answer.status, status, "{}", answer.body);
    for name in ALWAYS {
        assert!(!answer.header(name).is_empty(), "{status} without {name}");
    }
    let policy = answer.header("content-security-policy");
    assert!(
        policy.contains("default-src 'none'") && !policy.contains("unsafe"),
        "{policy}"
    );
}

async fn every_answer_has_them(database: FreshDatabase) {
    let app = TestApp::with_county(database).await;
    let visitor = app.visitor();
    let client = app.log_in(county::ACCOUNTANT).await;
    check(&visitor.get(routes::HOME).await, 200);
    check(&visitor.get(routes::WORK).await, 303);
    check(&visitor.get("/nowhere").await, 404);
    check(&client.get(routes::ACCOUNTS).await, 403);
    check(&visitor.post(routes::PASSWORD, &[]).await, 401);
    check(
        &visitor.get(ziping::web::assets::address("app.css")).await,
        200,
    );
    let refused = visitor
        .request(Method::GET, routes::HOME)
        .header("accept-encoding", "identity;q=0, *;q=0");
    check(&read(refused.send().await.unwrap()).await, 406);
    let wrong_method = read(
        visitor
            .request(Method::DELETE, routes::PUBLICATIONS)
            .send()
            .await
            .unwrap(),
    )
    .await;
    check(&wrong_method, 405);
    assert_eq!(wrong_method.header("allow"), "GET, HEAD");
    assert!(wrong_method.has("main h1"), "{}", wrong_method.body);
}

async fn a_failing_database_is_apologised_for(database: FreshDatabase) {
    let app = TestApp::with_county(database).await;
    let client = app.log_in(county::ADMINISTRATOR).await;
    let form = client
        .get(routes::NEW_ORGANIZATION)
        .await
        .form("main form")
        .with("name", "丙县财政局");
    app.portal.store.close().await;
    let answer = client.get(routes::PUBLICATIONS).await;
    check(&answer, 500);
    assert!(
        answer.words().contains(answer.header("x-request-id")),
        "the page names the request"
    );
    check(&client.send(&form).await, 500);
    assert_eq!(client.get("/nowhere").await.status, 404);
}

async fn scripts_are_answered_with_a_problem_document(database: FreshDatabase) {
    let app = TestApp::with_county(database).await;
    let asked = app
        .visitor()
        .request(Method::GET, routes::WORK)
        .header("accept", "application/json");
    let answer = read(asked.send().await.unwrap()).await;
    check(&answer, 401);
    assert_eq!(answer.header("content-type"), "application/problem+json");
    assert!(answer.body.contains("登录已过期"), "{}", answer.body);
}

async fn cookies_are_kept_from_scripts_and_bound_to_https_when_there_is_one(
    database: FreshDatabase,
) {
    let app = TestApp::start(database).await;
    let plain = app.visitor().get(routes::LOG_IN).await;
    let cookie = plain.header("set-cookie");
    assert!(cookie.starts_with("ziping_visitor="), "{cookie}");
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/")
    );
    assert!(!cookie.contains("Secure") && plain.header("strict-transport-security").is_empty());
}

async fn behind_https_cookies_are_secure(database: FreshDatabase) {
    let mut settings = Settings::default();
    settings.server.secure_cookies = true;
    let app = TestApp::start_with(database, settings).await;
    let answer = app.visitor().get(routes::LOG_IN).await;
    let cookie = answer.header("set-cookie");
    assert!(
        cookie.starts_with("__Host-ziping_visitor=") && cookie.contains("Secure"),
        "{cookie}"
    );
    assert!(
        answer
            .header("strict-transport-security")
            .starts_with("max-age=")
    );
}

on_both_databases!(
    every_answer_has_them,
    a_failing_database_is_apologised_for,
    scripts_are_answered_with_a_problem_document,
    cookies_are_kept_from_scripts_and_bound_to_https_when_there_is_one,
    behind_https_cookies_are_secure,
);
