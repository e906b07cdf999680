//! 导出 and 下载: who gets a filing as a file, what it is called, and that the public gets what was
//! frozen.

use reqwest::Method;
use ziping::actions::filing::list_todo;
use ziping::actions::frozen::{FrozenError, read_frozen};
use ziping::actions::publish::find_publication;
use ziping::domain::workflow::Role;
use ziping::export::Kind;
use ziping::store::Page;
use ziping::web::desk::address;

use super::{account, demonstration, enter, published};
use crate::support::app::TestApp;
use crate::support::client::Client;
use crate::support::county;
use crate::support::database::{FreshDatabase, on_both_databases};

/// What came: status, headers, bytes.
struct File {
    status: u16,
    disposition: String,
    kind: String,
    tag: String,
    bytes: Vec<u8>,
}

async fn fetch(client: &Client, path: &str, headers: &[(&str, &str)]) -> File {
    let mut request = client.request(Method::GET, path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = request.send().await.unwrap();
    let header = |name: &str| {
        let value = response.headers().get(name);
        value.map_or(String::new(), |value| value.to_str().unwrap().to_owned())
    };
    File {
        status: response.status().as_u16(),
        disposition: header("content-disposition"),
        kind: header("content-type"),
        tag: header("etag"),
        bytes: response.bytes().await.unwrap().to_vec(),
    }
}

/// A filing that its accountant is at.
async fn open_filing(app: &TestApp) -> String {
    let store = &app.portal.store;
    let caller = county::caller(store, account("jia", Role::Accountant)).await;
    let list = list_todo(store, &caller, Page::first(1)).await.unwrap();
    list.items[0].listed.filing.id.clone()
}

async fn a_filing_is_had_in_every_kind(database: FreshDatabase) {
    let app = demonstration(database).await;
    let filing = open_filing(&app).await;
    let client = enter(&app, account("jia", Role::Accountant)).await;
    let overview = client.get(&address::filing(&filing)).await;
    let offered = overview.attributes(".exports a", "href");
    assert_eq!(offered.len(), Kind::ALL.len());
    for (kind, path) in Kind::ALL.into_iter().zip(offered) {
        let file = fetch(&client, &path, &[]).await;
        assert_eq!(file.status, 200, "{path}");
        assert_eq!(file.kind, kind.media_type());
        assert!(file.bytes.len() > 500, "{path}");
        // %E5%B9%B4%E5%BA%A6 is 年度.
        let is_named = file.disposition.contains("filename*=UTF-8''")
            && file.disposition.contains("%E5%B9%B4%E5%BA%A6")
            && file.disposition.ends_with(&format!(".{}", kind.ending()));
        assert!(is_named, "{}", file.disposition);
    }
    let nothing = fetch(&client, &format!("/filings/{filing}/export/exe"), &[]).await;
    assert_eq!(nothing.status, 404);
}

async fn a_form_has_the_menu_too(database: FreshDatabase) {
    let app = demonstration(database).await;
    let filing = open_filing(&app).await;
    let client = enter(&app, account("jia", Role::Accountant)).await;
    let page = client.get(&address::form(&filing, "f1")).await;
    assert_eq!(page.attributes(".exports a", "href").len(), Kind::ALL.len());
}

async fn the_public_gets_what_was_frozen(database: FreshDatabase) {
    let app = demonstration(database).await;
    let page = published(&app).await;
    let visitor = app.visitor();
    let offered = visitor.get(&page).await.attributes(".downloads a", "href");
    assert_eq!(offered.len(), Kind::ALL.len());
    for path in &offered {
        let file = fetch(&visitor, path, &[]).await;
        assert_eq!(file.status, 200, "{path}");
        let again = fetch(&visitor, path, &[("if-none-match", &file.tag)]).await;
        assert_eq!((again.status, again.bytes.len()), (304, 0), "{path}");
        let same = fetch(&visitor, path, &[]).await;
        assert_eq!(same.bytes, file.bytes, "{path}");
    }
    for path in [
        format!("{page}/download/exe"),
        "/publications/1999/none/download/docx".to_owned(),
        page.replace("/2", "/x2") + "/download/docx",
    ] {
        assert_eq!(fetch(&visitor, &path, &[]).await.status, 404, "{path}");
    }
}

/// Where this program would compute other figures, it makes no file that differs from the page.
async fn a_record_that_comes_to_other_figures_gives_no_file(database: FreshDatabase) {
    let app = demonstration(database).await;
    let page = published(&app).await;
    let mut parts = page.rsplit('/');
    let (agency_code, year) = (parts.next().unwrap(), parts.next().unwrap());
    let found = find_publication(&app.portal.store, year.parse().unwrap(), agency_code).await;
    let mut publication = found.unwrap().unwrap();
    let (_, entries) = read_frozen(&app.portal.schemes, &publication).unwrap();
    assert_eq!(entries.typed("total_executed"), "817.29");
    for (was, is) in [
        ("\"total\":\"96\"", "\"total\":\"97\""),
        ("100.00%", "99.99%"),
    ] {
        assert!(publication.evaluation_json.contains(was), "{was}");
        let kept = publication.evaluation_json.clone();
        publication.evaluation_json = kept.replacen(was, is, 1);
        let refused = read_frozen(&app.portal.schemes, &publication);
        assert!(matches!(refused, Err(FrozenError::Differs)), "{was}");
        publication.evaluation_json = kept;
    }
}

on_both_databases!(
    a_record_that_comes_to_other_figures_gives_no_file,
    a_filing_is_had_in_every_kind,
    a_form_has_the_menu_too,
    the_public_gets_what_was_frozen,
);
