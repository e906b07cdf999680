//! The public pages: from memory, compressed once, told apart by their tag, counted.

use chrono::TimeDelta;
use reqwest::Method;
use ziping::domain::workflow::Role;
use ziping::web::portal::save_views;
use ziping::web::routes;

use super::{account, demonstration, enter, published};
use crate::support::client::read;
use crate::support::database::{FreshDatabase, on_both_databases};

async fn a_published_page_carries_the_furniture_of_a_government_portal(database: FreshDatabase) {
    let app = demonstration(database).await;
    let address = published(&app).await;
    let page = app.visitor().get(&address).await;
    assert_eq!(page.status, 200);
    for name in [
        "SiteName",
        "SiteDomain",
        "SiteIDCode",
        "ColumnName",
        "ColumnDescription",
        "ColumnKeywords",
        "ColumnType",
        "ArticleTitle",
        "PubDate",
        "ContentSource",
    ] {
        assert_eq!(
            page.attributes(&format!("meta[name={name}]"), "content")
                .len(),
            1,
            "{name}"
        );
    }
    let words = page.text(".article-line");
    assert!(
        words.contains("发布时间：")
            && words.contains("信息来源：")
            && words.contains("浏览量： 1"),
        "{words}"
    );
    assert_eq!(
        page.text(".article-facts time"),
        page.attributes("meta[name=PubDate]", "content").concat()
    );
    assert!(page.text(".trail").starts_with("当前位置："));
    assert!(
        page.has(".article table.grid") && page.has(".article details"),
        "forms and explanations"
    );
    for size in ["large", "medium", "small"] {
        let sized = app.visitor().get(&format!("{address}?size={size}")).await;
        assert!(sized.has(&format!(".article.text-{size}")), "{size}");
    }
    assert!(
        app.visitor()
            .get(&format!("{address}?size=huge"))
            .await
            .has(".article.text-medium")
    );
}

async fn a_page_that_did_not_change_is_not_sent_again(database: FreshDatabase) {
    let app = demonstration(database).await;
    let address = published(&app).await;
    let client = app.visitor();
    let first = client.get(&address).await;
    let tag = first.header("etag").to_owned();
    assert!(tag.starts_with("W/\"") && first.header("cache-control") == "public, no-cache");
    app.pass(TimeDelta::seconds(60));
    for asked in [
        tag.clone(),
        format!("\"other\", {tag}"),
        tag.trim_start_matches("W/").to_owned(),
        "*".to_owned(),
    ] {
        let request = client
            .request(Method::GET, &address)
            .header("if-none-match", &asked);
        let again = read(request.send().await.unwrap()).await;
        assert_eq!((again.status, again.body.len()), (304, 0), "{asked}");
        assert_eq!(again.header("etag"), tag);
    }
    let request = client
        .request(Method::GET, &address)
        .header("if-none-match", "\"other\"");
    assert_eq!(read(request.send().await.unwrap()).await.status, 200);
}

async fn a_page_is_sent_compressed_to_those_who_take_it(database: FreshDatabase) {
    let app = demonstration(database).await;
    let address = published(&app).await;
    let client = app.visitor();
    let plain = client.get(&address).await;
    assert_eq!(
        (plain.header("content-encoding"), plain.header("vary")),
        ("", "accept-encoding")
    );
    let request = client
        .request(Method::GET, &address)
        .header("accept-encoding", "br, gzip;q=0.8");
    let response = request.send().await.unwrap();
    assert_eq!(response.headers()["content-encoding"], "gzip");
    let bytes = response.bytes().await.unwrap();
    assert!(
        bytes.len() * 3 < plain.body.len(),
        "{} of {}",
        bytes.len(),
        plain.body.len()
    );
    let mut unpacked = String::new();
    std::io::Read::read_to_string(&mut flate2::read::GzDecoder::new(&bytes[..]), &mut unpacked)
        .unwrap();
    assert_eq!(unpacked, plain.body);
    let head = client.request(Method::HEAD, &address).send().await.unwrap();
    assert_eq!(head.status().as_u16(), 200);
}

async fn views_are_counted_in_memory_and_kept(database: FreshDatabase) {
    let app = demonstration(database).await;
    let address = published(&app).await;
    let client = app.visitor();
    for _ in 0..7 {
        client.get(&address).await;
    }
    client.request(Method::HEAD, &address).send().await.unwrap();
    app.pass(TimeDelta::seconds(6));
    assert!(
        client
            .get(&address)
            .await
            .text(".article-line")
            .contains("浏览量： 8")
    );
    save_views(&app.portal).await;
    app.portal
        .shelf
        .take_down(2022, address.rsplit('/').next().unwrap());
    assert!(
        client
            .get(&address)
            .await
            .text(".article-line")
            .contains("浏览量： 9"),
        "kept in the database"
    );
}

async fn the_list_leads_to_every_page_by_year_and_county(database: FreshDatabase) {
    let app = demonstration(database).await;
    let address = published(&app).await;
    let client = app.visitor();
    let leads =
        |page: crate::support::page::Page| page.attributes("main a", "href").contains(&address);
    assert!(leads(client.get(routes::HOME).await));
    assert!(leads(client.get("/publications").await));
    assert!(leads(
        client
            .get("/publications?year=2022&region=%E4%B9%99%E5%8C%BA")
            .await
    ));
    assert!(!leads(client.get("/publications?year=2021").await));
    assert!(!leads(
        client.get("/publications?region=%E7%94%B2%E5%8E%BF").await
    ));
    assert!(leads(client.get("/publications?agency=yi-11").await));
    assert_eq!(client.get("/publications/2021/yi-11").await.status, 404);
}

async fn the_publisher_publishes_what_was_approved(database: FreshDatabase) {
    let app = demonstration(database).await;
    let mut done = 0;
    for county in ["jia", "yi"] {
        let client = enter(&app, account(county, Role::Publisher)).await;
        let queue = client.get(routes::PUBLISHING).await;
        for address in queue.attributes("main td a.button", "href") {
            let before = client.get(&address).await;
            let published = client.send(&before.form("main form")).await;
            assert_eq!(published.status, 303, "{}", published.body);
            let after = client.follow(published).await;
            assert!(
                !after.has("main form") && after.text(".notice").contains("已公开"),
                "{}",
                after.body
            );
            let public = after.attributes(".panel a", "href").remove(0);
            let page = app.visitor().get(&public).await;
            assert_eq!(page.status, 200);
            assert!(page.has(".article table.grid"));
            let again = client.send(&before.form("main form")).await;
            assert_eq!(again.status, 409, "a second time changes nothing");
            done += 1;
        }
        assert!(client.get(routes::PUBLISHING).await.has("main .empty"));
        assert!(
            client
                .get("/publishing?list=others")
                .await
                .has("main table")
        );
    }
    assert!(done > 0, "the demonstration has something to publish");
}

async fn nobody_who_filled_in_reviewed_or_published_is_named_in_public(database: FreshDatabase) {
    let app = demonstration(database).await;
    let address = published(&app).await;
    let visitor = app.visitor();
    for path in [
        address.clone(),
        format!("{address}/download/csv"),
        format!("{address}/download/json"),
        format!("{address}/download/html"),
    ] {
        let file = visitor.get(&path).await;
        assert_eq!(file.status, 200, "{path}");
        let people = ziping::demo::ACCOUNTS.iter();
        for person in people.filter(|person| !person.organization.is_empty()) {
            assert!(
                !file.body.contains(person.login_name),
                "{path}: {}",
                person.login_name
            );
            for duty in ["填报人", "复核人", "审核人", "发布人"] {
                let shown = format!("{}{duty}", person.organization);
                assert!(!file.body.contains(&shown), "{path}: {shown}");
            }
        }
    }
}

on_both_databases!(
    nobody_who_filled_in_reviewed_or_published_is_named_in_public,
    a_published_page_carries_the_furniture_of_a_government_portal,
    a_page_that_did_not_change_is_not_sent_again,
    a_page_is_sent_compressed_to_those_who_take_it,
    views_are_counted_in_memory_and_kept,
    the_list_leads_to_every_page_by_year_and_county,
    the_publisher_publishes_what_was_approved,
);
