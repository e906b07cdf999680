//! Bodies that are too large or no form at all.

use reqwest::Method;
use ziping::config::Settings;
use ziping::web::routes;

use crate::support::app::TestApp;
use crate::support::client::read;
use crate::support::county;
use crate::support::database::{FreshDatabase, on_both_databases};

const FORM: &str = "application/x-www-form-urlencoded";

async fn a_form_over_the_limit_is_answered_with_a_page(database: FreshDatabase) {
    let settings: Settings = Settings::default();
    let limit = settings.limits.form_bytes();
    let app = TestApp::with_county(database).await;
    let client = app.log_in(county::ADMINISTRATOR).await;
    for bytes in [limit + 1, 4 * limit, 12 * limit] {
        let body = format!("name={}", "x".repeat(bytes - 5));
        let request = client
            .request(Method::POST, routes::ORGANIZATIONS)
            .header("content-type", FORM)
            .body(body);
        let answer = read(request.send().await.unwrap()).await;
        assert_eq!(answer.status, 413, "{bytes} bytes");
        assert!(
            answer.words().contains("2 MB") && answer.words().contains("返回"),
            "{}",
            answer.body
        );
        assert!(!answer.header("content-security-policy").is_empty());
    }
    assert_eq!(
        client.get(routes::PASSWORD).await.status,
        200,
        "the portal goes on"
    );
}

async fn a_body_that_is_no_form_is_shown_as_far_as_it_can_be_read(database: FreshDatabase) {
    let app = TestApp::with_county(database).await;
    let client = app.log_in(county::ADMINISTRATOR).await;
    let broken: [(&str, &[u8], &str); 5] = [
        (FORM, b"name=%E4%BA%A4%E6%98%93&code=%ZZ", "交易"),
        (FORM, b"name=%E4%BA%A4%E6%98%93&code=%FF%FE", "交易"),
        (FORM, b"name=abc%00def", "abcdef"),
        ("text/plain", "只有文字".as_bytes(), "只有文字"),
        ("application/json", br#"{"name":"<script>"}"#, "<script>"),
    ];
    for (kind, body, readable) in broken {
        let request = client
            .request(Method::POST, routes::ORGANIZATIONS)
            .header("content-type", kind);
        let answer = read(request.body(body.to_vec()).send().await.unwrap()).await;
        assert_eq!(answer.status, 400, "{kind} {readable}");
        assert!(answer.text("pre").contains(readable), "{}", answer.body);
    }
}

async fn broken_addresses_and_queries_get_pages_of_ours(database: FreshDatabase) {
    let app = TestApp::with_county(database).await;
    let client = app.visitor();
    for path in [
        "/publications/2022/%FF%FE",
        "/publications/2022/%00",
        "/publications/2022/a%00b",
        "/publications/abc/def",
        "/static/nowhere.css",
        "/%00",
        "/filing",
    ] {
        let answer = client.get(path).await;
        assert!(
            matches!(answer.status, 400 | 404),
            "{path}: {}",
            answer.status
        );
        assert!(answer.has("main h1"), "{path}: {}", answer.body);
        let zipped = client
            .request(Method::GET, path)
            .header("accept-encoding", "gzip");
        let zipped = read(zipped.send().await.unwrap()).await;
        assert_eq!(zipped.header("content-encoding"), "", "{path}");
        assert!(zipped.has("main h1"), "{path}: {}", zipped.body);
    }
    for path in [
        "/publications?page=abc&year=x%FF",
        "/publications?page=0",
        "/publications?page=4294967295",
        "/?%%%",
    ] {
        assert_eq!(client.get(path).await.status, 200, "{path}");
    }
}

async fn a_form_with_more_fields_than_any_page_is_not_repeated(database: FreshDatabase) {
    let app = TestApp::with_county(database).await;
    for (piece, times, status) in [
        ("&a", 600_000, 413),
        ("&a", 20_001, 413),
        ("&=x", 20_000, 401),
    ] {
        let request = app
            .visitor()
            .request(Method::POST, routes::ORGANIZATIONS)
            .header("content-type", FORM)
            .body(piece.repeat(times));
        let answer = read(request.send().await.unwrap()).await;
        assert_eq!(answer.status, status, "{piece} {times}");
        assert!(answer.body.len() < 20_000, "{} bytes", answer.body.len());
        assert!(answer.has("main h1"));
    }
    let bytes = vec![0xFF; 1024 * 1024];
    let request = app
        .visitor()
        .request(Method::POST, routes::ORGANIZATIONS)
        .header("content-type", FORM)
        .body(bytes);
    let answer = read(request.send().await.unwrap()).await;
    let limit = Settings::default().limits.form_bytes();
    assert_eq!(answer.status, 400);
    assert!(
        answer.body.len() < limit + 20_000,
        "{} bytes",
        answer.body.len()
    );
}

on_both_databases!(
    a_form_over_the_limit_is_answered_with_a_page,
    a_body_that_is_no_form_is_shown_as_far_as_it_can_be_read,
    a_form_with_more_fields_than_any_page_is_not_repeated,
    broken_addresses_and_queries_get_pages_of_ours,
);
