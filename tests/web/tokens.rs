//! Forms from other sites, and forms with a stale token.

use reqwest::Method;
use ziping::web::routes;

use super::pair;
use crate::support::app::TestApp;
use crate::support::client::read;
use crate::support::county;
use crate::support::database::{FreshDatabase, on_both_databases};

async fn a_wrong_token_keeps_what_was_typed_and_offers_to_send_it_again(database: FreshDatabase) {
    let app = TestApp::with_county(database).await;
    let client = app.log_in(county::ADMINISTRATOR).await;
    let form = client.get(routes::NEW_ORGANIZATION).await.form("main form");
    let typed = form
        .with("kind", "bureau")
        .with("region", "丙县")
        .with("code", "bing-01")
        .with("name", "丙县财政局\"<'&")
        .with("short_name", "财政局");
    for wrong in ["", "0000", &"f".repeat(64)] {
        let stale = client.send(&typed.clone().with("_csrf", wrong)).await;
        assert_eq!(stale.status, 403);
        let kept = stale.form("main form");
        assert_eq!(kept.action, routes::ORGANIZATIONS);
        for name in ["kind", "region", "code", "name", "short_name"] {
            assert_eq!(kept.typed(name), typed.typed(name), "{name}");
        }
    }
    let stale = client.send(&typed.with("_csrf", "0000")).await;
    let done = client.send(&stale.form("main form")).await;
    assert_eq!(
        (done.status, done.location.as_deref()),
        (303, Some(routes::ORGANIZATIONS))
    );
    let list = client.follow(done).await;
    assert!(list.words().contains("丙县财政局\"<'&"));
}

async fn a_form_from_another_site_is_refused_even_with_the_right_token(database: FreshDatabase) {
    let app = TestApp::with_county(database).await;
    let client = app.log_in(county::ADMINISTRATOR).await;
    let form = client.get(routes::NEW_ORGANIZATION).await.form("main form");
    let foreign = [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://evil.example"),
        ("origin", "null"),
    ];
    for (name, value) in foreign {
        let request = client
            .request(Method::POST, &form.action)
            .header(name, value);
        let answer = read(request.form(&form.pairs).send().await.unwrap()).await;
        assert_eq!(answer.status, 403, "{name}: {value}");
        assert!(answer.words().contains("其他网站"), "{}", answer.body);
        assert!(!answer.has("main form"), "a foreign form is offered again");
    }
    for (name, value) in [
        ("sec-fetch-site", "same-origin"),
        ("origin", app.address.as_str()),
    ] {
        let request = client
            .request(Method::POST, &form.action)
            .header(name, value);
        let answer = read(request.form(&form.pairs).send().await.unwrap()).await;
        assert_eq!(answer.status, 422, "{name}: {value}");
    }
}

async fn a_log_in_form_from_another_site_is_refused(database: FreshDatabase) {
    let app = TestApp::with_county(database).await;
    let pairs = [
        pair("login_name", county::ACCOUNTANT),
        pair("password", county::PASSWORD),
    ];
    let request = app
        .visitor()
        .request(Method::POST, routes::LOG_IN)
        .header("sec-fetch-site", "cross-site");
    let answer = read(request.form(&pairs).send().await.unwrap()).await;
    assert_eq!(answer.status, 403);
}

on_both_databases!(
    a_wrong_token_keeps_what_was_typed_and_offers_to_send_it_again,
    a_form_from_another_site_is_refused_even_with_the_right_token,
    a_log_in_form_from_another_site_is_refused,
);
