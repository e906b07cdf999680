//! Files sent in parts: gone on with after a cut, their sender's alone, swept after a day.

use chrono::TimeDelta;
use reqwest::Method;
use serde_json::{Value, json};
use ziping::domain::publication::sha256_hex;
use ziping::web::extract::TOKEN_HEADER;

use super::{PDF, SUBJECT, token};
use crate::desk::office::Office;
use crate::support::client::{Client, read};
use crate::support::county;
use crate::support::database::{FreshDatabase, on_both_databases};
use crate::support::page::Page;

/// A page's script.
struct Sender<'a> {
    client: &'a Client,
    token: String,
    office: &'a Office,
}

impl Sender<'_> {
    async fn begin(&self, name: &str, size: usize, mark: &str) -> Page {
        let sent = json!({
            "subject": SUBJECT, "name": name, "size": size, "mark": mark, "is_public": false,
        });
        let at = self.office.at("evidence/uploads");
        self.client.tell(&at, &self.token, &sent).await
    }

    async fn part(&self, href: &str, offset: usize, bytes: &[u8]) -> (u16, Value) {
        let at = format!("{href}?offset={offset}");
        let request = self.client.request(Method::PUT, &at);
        let request = request
            .header(TOKEN_HEADER, &self.token)
            .header("accept", "application/json");
        let page = read(request.body(bytes.to_vec()).send().await.unwrap()).await;
        (page.status, page.json())
    }

    async fn finish(&self, href: &str) -> Page {
        self.client.tell(href, &self.token, &json!({})).await
    }
}

async fn a_file_goes_on_where_it_was_cut(database: FreshDatabase) {
    let office = Office::open(database, "lukou-2022", 2022).await;
    let sender = Sender {
        client: &office.accountant,
        token: token(&office).await,
        office: &office,
    };
    let mut file = PDF.to_vec();
    file.resize(9_000_000, b'x');
    let begun = sender
        .begin("大.pdf", file.len(), "1700000000000")
        .await
        .json();
    let href = begun["href"].as_str().unwrap().to_owned();
    let part = usize::try_from(begun["part"].as_u64().unwrap()).unwrap();
    assert_eq!((begun["offset"].as_u64(), part), (Some(0), 4 * 1024 * 1024));
    let first = sender.part(&href, 0, &file[..part]).await;
    assert_eq!(first, (200, json!({ "offset": part })));

    // The answer was lost, the part comes again; then one comes that is too far on.
    for offset in [0, 2 * part] {
        let refused = sender.part(&href, offset, &file[..10]).await;
        assert_eq!(refused, (409, json!({ "offset": part })), "{offset}");
    }
    let early = sender.finish(&href).await;
    assert_eq!(
        (early.status, early.json()),
        (409, json!({ "offset": part }))
    );

    // The window was closed; the same file, chosen again after a new log-in, goes on.
    let client = office.app.log_in(county::ACCOUNTANT).await;
    let page = client.get(&office.at("evidence")).await;
    let sender = Sender {
        client: &client,
        token: page.form("form.evidence-add").typed("_csrf").to_owned(),
        office: &office,
    };
    let other = sender
        .begin("大.pdf", file.len(), "1800000000000")
        .await
        .json();
    assert_eq!(other["offset"], 0, "a file of another time is another file");
    let again = sender
        .begin("大.pdf", file.len(), "1700000000000")
        .await
        .json();
    assert_eq!(
        (again["href"].as_str(), again["offset"].as_u64()),
        (Some(href.as_str()), u64::try_from(part).ok())
    );
    let mut offset = part;
    while offset < file.len() {
        let end = (offset + part).min(file.len());
        let (status, answer) = sender.part(&href, offset, &file[offset..end]).await;
        assert_eq!(status, 200, "{answer}");
        offset = end;
    }
    let (status, _) = sender.part(&href, offset, b"more").await;
    assert_eq!(status, 422, "more than was announced");
    for _ in 0..2 {
        let done = sender.finish(&href).await;
        assert_eq!(
            done.status, 200,
            "asked again it is still kept: {}",
            done.body
        );
        assert_eq!(done.json()["digest"], sha256_hex(&file));
    }
    let kept = office.record().await.evidence;
    assert_eq!(kept.len(), 1);
    assert_eq!(kept[0].bytes, 9_000_000);
}

async fn a_file_under_way_is_its_sender_s_alone_and_swept_after_a_day(database: FreshDatabase) {
    let office = Office::open(database, "lukou-2022", 2022).await;
    let sender = Sender {
        client: &office.accountant,
        token: token(&office).await,
        office: &office,
    };
    let refused = sender.begin("木马.exe", 10, "1").await;
    assert_eq!(refused.status, 422);
    assert!(refused.json()["detail"].as_str().unwrap().contains("类型"));
    let large = sender.begin("大.pdf", 60 << 20, "1").await;
    assert_eq!(large.status, 413, "{}", large.body);

    let href = sender.begin("一.pdf", PDF.len(), "1").await.json()["href"]
        .as_str()
        .unwrap()
        .to_owned();
    sender.part(&href, 0, &PDF[..5]).await;
    let colleague = office.colleague().await;
    let page = colleague.get(&office.at("evidence")).await;
    let other = Sender {
        client: &colleague,
        token: page.form("form.evidence-add").typed("_csrf").to_owned(),
        office: &office,
    };
    assert_eq!(other.part(&href, 5, &PDF[5..]).await.0, 404);
    assert_eq!(
        other.begin("一.pdf", PDF.len(), "1").await.json()["offset"],
        0
    );

    office.app.pass(TimeDelta::hours(25));
    let client = office.app.log_in(county::ACCOUNTANT).await;
    let page = client.get(&office.at("evidence")).await;
    let again = Sender {
        client: &client,
        token: page.form("form.evidence-add").typed("_csrf").to_owned(),
        office: &office,
    };
    let begun = again.begin("一.pdf", PDF.len(), "1").await.json();
    assert_eq!(begun["offset"], 0, "a day later it begins anew");
    let uploads = office.app.folder().join("uploads");
    assert_eq!(std::fs::read_dir(uploads).unwrap().count(), 0);
}

async fn no_foreign_page_sends_a_part(database: FreshDatabase) {
    let office = Office::open(database, "lukou-2022", 2022).await;
    let sender = Sender {
        client: &office.accountant,
        token: token(&office).await,
        office: &office,
    };
    let href = sender.begin("一.pdf", 10, "1").await.json()["href"]
        .as_str()
        .unwrap()
        .to_owned();
    let forged = Sender {
        token: "forged".to_owned(),
        ..sender
    };
    assert_eq!(forged.part(&href, 0, b"%PDF-").await.0, 403);
    let foreign = office
        .accountant
        .request(Method::PUT, &format!("{href}?offset=0"));
    let foreign = foreign
        .header("origin", "https://elsewhere.example")
        .body("x");
    assert_eq!(foreign.send().await.unwrap().status(), 403);
}

on_both_databases!(
    a_file_goes_on_where_it_was_cut,
    a_file_under_way_is_its_sender_s_alone_and_swept_after_a_day,
    no_foreign_page_sends_a_part,
);
