//! 佐证材料: brought, refused with a cure, seen by those who see the filing, had by everybody only when
//! marked and published.

mod sending;

use std::io::{Cursor, Write as _};

use reqwest::Method;
use zip::write::{SimpleFileOptions, ZipWriter};
use ziping::actions::publish::publish_filing;
use ziping::actions::step::approve_filing;
use ziping::config::{EvidenceSettings, ScanSettings, Settings};
use ziping::domain::publication::sha256_hex;
use ziping::store::Page as Lines;
use ziping::store::event::{Event, list_events_of_filing};
use ziping::web::portal::render_record;

use crate::desk::office::Office;
use crate::desk::submit::with_reasons;
use crate::support::app::TestApp;
use crate::support::county;
use crate::support::database::{FreshDatabase, on_both_databases};
use crate::support::page::Page;

const PDF: &[u8] = b"%PDF-1.7\n% a paper that proves something";
const SUBJECT: &str = "form:f1";

fn zipped(parts: &[&str]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for part in parts {
        writer
            .start_file(*part, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(b"<x/>").unwrap();
    }
    writer.finish().unwrap().into_inner()
}

async fn token(office: &Office) -> String {
    let page = office.accountant.get(&office.at("evidence")).await;
    assert_eq!(page.status, 200, "{}", page.body);
    page.form("form.evidence-add").typed("_csrf").to_owned()
}

/// Brings a file with the page's form.
async fn bring(office: &Office, public: bool, file: Option<(&str, &[u8])>) -> Page {
    let token = token(office).await;
    let mut fields = vec![("_csrf", token.as_str()), ("subject", SUBJECT)];
    if public {
        fields.push(("public", "yes"));
    }
    let at = office.at("evidence");
    office.accountant.bring(&at, &fields, file).await
}

/// The addresses of the files that a page lists.
fn files(page: &Page) -> Vec<String> {
    page.attributes(".evidence-list a[download]", "href")
}

async fn events(office: &Office) -> Vec<Event> {
    let mut tx = office.app.portal.store.read().await.unwrap();
    list_events_of_filing(&mut tx, &office.filing, Lines::first(20))
        .await
        .unwrap()
}

async fn a_file_is_brought_shown_at_its_place_and_had_again(database: FreshDatabase) {
    let office = Office::filled(database, "lukou-2022", 2022).await;
    let before = office.open_form("f1").await;
    assert!(
        before.has("a.clip-none[href*='subject=ind.']"),
        "{}",
        before.body
    );

    let row = office.record().await.entries.rows("ind", "quantity")[0].to_owned();
    let subject = format!("ind.{row}");
    let token = token(&office).await;
    let fields = [("_csrf", token.as_str()), ("subject", subject.as_str())];
    let at = office.at("evidence");
    let kept = office
        .accountant
        .bring(&at, &fields, Some(("验收单.pdf", PDF)))
        .await;
    assert_eq!(kept.status, 303, "{}", kept.body);
    let page = office.accountant.follow(kept).await;
    assert!(page.text(".notice").contains("已上传"), "{}", page.body);
    let list = page.text(".evidence-list");
    for words in ["验收单.pdf", "PDF 1KB", "填报人", "不公开"] {
        assert!(list.contains(words), "{words}: {list}");
    }

    let form = office.open_form("f1").await;
    assert_eq!(form.text("details.clip .clip-count"), "1");
    assert!(form.text("details.clip .clip-files").contains("验收单.pdf"));

    let href = files(&page).remove(0);
    let request = office.accountant.request(Method::GET, &href);
    let file = request.send().await.unwrap();
    assert_eq!(file.status(), 200);
    let header = |name: &str| file.headers()[name].to_str().unwrap().to_owned();
    assert_eq!(header("content-type"), "application/pdf");
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(header("content-length"), PDF.len().to_string());
    assert_eq!(
        header("content-security-policy"),
        "default-src 'none'; sandbox"
    );
    let disposition = header("content-disposition");
    assert!(disposition.starts_with("attachment; "), "{disposition}");
    assert!(
        disposition.contains("%E9%AA%8C%E6%94%B6%E5%8D%95.pdf"),
        "{disposition}"
    );
    let tag = header("etag");
    assert_eq!(file.bytes().await.unwrap(), PDF);
    let again = office
        .accountant
        .request(Method::GET, &href)
        .header("if-none-match", tag);
    assert_eq!(again.send().await.unwrap().status(), 304);

    let told = events(&office).await.remove(0);
    assert_eq!(told.action, "add-evidence");
    assert!(told.detail.contains(&sha256_hex(PDF)), "{}", told.detail);
    assert!(
        !told.detail.contains("验收单"),
        "names are typed: {}",
        told.detail
    );
}

async fn what_is_no_evidence_is_refused_with_a_cure(database: FreshDatabase) {
    let office = Office::open(database, "lukou-2022", 2022).await;
    let program = [b"MZ\x90\x00".as_slice(), &[0; 600]].concat();
    let macros = zipped(&[
        "[Content_Types].xml",
        "word/document.xml",
        "word/vbaProject.bin",
    ]);
    let docx = zipped(&["[Content_Types].xml", "word/document.xml"]);
    let half = docx[..docx.len() / 2].to_vec();
    let cases: [(&str, &[u8], &str); 9] = [
        ("验收单.pdf", &program, "无法识别"),
        ("验收单.exe", PDF, "不是可以上传的类型"),
        ("验收单.exe", &program, "不是可以上传的类型"),
        ("照片.png", PDF, "内容却是PDF"),
        ("说明.txt", b"<html><script>alert(1)</script>", "网页或程序"),
        ("宏.docx", &macros, "不含宏"),
        ("半个.docx", &half, "已损坏"),
        ("打包.zip", &docx, "不是可以上传的类型"),
        ("空.pdf", b"", "文件是空的"),
    ];
    for (name, bytes, words) in cases {
        let page = bring(&office, false, Some((name, bytes))).await;
        assert_eq!(page.status, 422, "{name}: {}", page.body);
        let said = page.text(".error-summary");
        assert!(said.contains(words), "{name}: {said}");
    }
    let nothing = bring(&office, false, None).await;
    assert_eq!(nothing.status, 422);
    assert!(nothing.text(".error-summary").contains("请先选择"));
    assert!(office.record().await.evidence.is_empty());
    let refused = events(&office).await;
    assert!(
        refused
            .iter()
            .any(|event| event.detail.starts_with("unknown-kind")),
        "{refused:?}"
    );
    let uploads = office.app.folder().join("uploads");
    assert_eq!(
        std::fs::read_dir(uploads).unwrap().count(),
        0,
        "nothing is left lying"
    );
}

async fn limits_are_said_before_and_answered_after(database: FreshDatabase) {
    let evidence = EvidenceSettings {
        file_mib: 1,
        filing_mib: 2,
        ..EvidenceSettings::default()
    };
    let settings = Settings {
        evidence,
        ..Settings::default()
    };
    let app = TestApp::start_with(database, settings).await;
    let office = Office::of(app, "lukou-2022", 2022).await;
    let page = office.accountant.get(&office.at("evidence")).await;
    let hint = page.text("#file-hint");
    assert!(
        hint.contains("不超过 1MB") && hint.contains("不超过 2MB"),
        "{hint}"
    );
    let of = |mark: u8, size: usize| {
        let mut bytes = PDF.to_vec();
        bytes.resize(size, mark);
        bytes
    };
    let mebibyte = 1024 * 1024;
    let large = bring(&office, false, Some(("大.pdf", &of(0, mebibyte + 1)))).await;
    assert_eq!(large.status, 413);
    assert!(large.text(".error-summary").contains("不能超过 1MB"));
    for (number, status) in [(1, 303), (2, 303), (3, 413)] {
        let answer = bring(&office, false, Some(("一.pdf", &of(number, mebibyte)))).await;
        assert_eq!(answer.status, status, "{number}: {}", answer.body);
    }
    let beyond = vec![b'a'; 30 * mebibyte];
    let page = bring(&office, false, Some(("更大.pdf", &beyond))).await;
    assert_eq!(page.status, 413);
    assert!(page.words().contains("20 MB"), "{}", page.words());
}

async fn only_the_agency_brings_and_removes_while_it_fills_in(database: FreshDatabase) {
    let office = Office::filled(database, "lukou-2022", 2022).await;
    let kept = bring(&office, false, Some(("一.pdf", PDF))).await;
    let page = office.accountant.follow(kept).await;
    let href = files(&page).remove(0);
    let remove = page.form("form.evidence-held");
    let deed = page
        .attributes("button[value^='remove:']", "value")
        .remove(0);

    let stranger = office.app.log_in(county::OTHER_ACCOUNTANT).await;
    assert_eq!(stranger.get(&href).await.status, 403);
    assert_eq!(stranger.get(&office.at("evidence")).await.status, 403);
    let theirs = stranger.get(ziping::web::routes::PASSWORD).await;
    let theirs = theirs.form("main form").typed("_csrf").to_owned();
    for (name, file) in [("do", None), ("subject", Some(("二.pdf", PDF)))] {
        let value = if name == "do" { deed.as_str() } else { SUBJECT };
        let fields = [("_csrf", theirs.as_str()), (name, value)];
        let answer = stranger.bring(&office.at("evidence"), &fields, file).await;
        assert_eq!(answer.status, 403, "{name}");
    }
    let reviewer = office.app.log_in(county::DEPARTMENT_REVIEWER).await;
    assert_eq!(
        reviewer.get(&href).await.status,
        409,
        "a draft is the agency's own"
    );

    with_reasons(&office).await;
    assert_eq!(reviewer.get(&href).await.status, 200);
    let review = reviewer.get(&format!("/reviews/{}", office.filing)).await;
    assert!(
        review.text(".sheet-links").contains("佐证材料（1 份）"),
        "{}",
        review.body
    );
    assert!(
        review.has("#matters-unproved"),
        "scores by hand without proof are named"
    );
    let locked = office.accountant.get(&office.at("evidence")).await;
    assert!(!locked.has("form.evidence-add") && !locked.has("button[name=do]"));
    let late = office.accountant.send(&remove.with("do", &deed)).await;
    assert_eq!(late.status, 409, "{}", late.body);
    assert_eq!(office.record().await.evidence.len(), 1);
}

async fn what_is_removed_is_marked_and_not_forgotten(database: FreshDatabase) {
    let office = Office::open(database, "lukou-2022", 2022).await;
    let kept = bring(&office, true, Some(("一.pdf", PDF))).await;
    let page = office.accountant.follow(kept).await;
    assert!(page.text(".evidence-list").contains("公开"));
    let href = files(&page).remove(0);
    for verb in ["hide", "publish", "remove"] {
        let selector = format!("button[value^='{verb}:']");
        let page = office.accountant.get(&office.at("evidence")).await;
        let value = page.attributes(&selector, "value").remove(0);
        let form = page.form("form.evidence-held").with("do", &value);
        let done = office.accountant.send(&form).await;
        assert_eq!(done.status, 303, "{verb}: {}", done.body);
    }
    assert_eq!(office.accountant.get(&href).await.status, 404);
    assert!(office.record().await.evidence.is_empty());
    let done: Vec<String> = events(&office)
        .await
        .into_iter()
        .map(|event| event.action)
        .collect();
    let expected = [
        "remove-evidence",
        "mark-evidence",
        "mark-evidence",
        "add-evidence",
    ];
    assert_eq!(done[..4], expected);
    let evidence = office
        .app
        .folder()
        .join("evidence")
        .join(sha256_hex(PDF).get(..2).unwrap());
    assert!(
        evidence.join(sha256_hex(PDF)).exists(),
        "the file itself stays"
    );
}

async fn everybody_has_what_is_marked_and_published(database: FreshDatabase) {
    let office = Office::filled(database, "lukou-2022", 2022).await;
    bring(&office, true, Some(("公开的.pdf", PDF))).await;
    let hidden = [PDF, b"hidden"].concat();
    bring(&office, false, Some(("内部的.pdf", &hidden))).await;
    let page = office.accountant.get(&office.at("evidence")).await;
    let ids: Vec<String> = files(&page)
        .iter()
        .map(|href| href.rsplit('/').next().unwrap().to_owned())
        .collect();
    let at = |id: &str| ziping::web::routes::public_evidence(2022, county::AGENCY, id);
    let visitor = office.app.visitor();
    assert_eq!(
        visitor.get(&at(&ids[0])).await.status,
        404,
        "not published yet"
    );

    with_reasons(&office).await;
    let portal = &office.app.portal;
    for name in [county::DEPARTMENT_REVIEWER, county::FINANCE_REVIEWER] {
        let caller = county::caller(&portal.store, name).await;
        let seen = Some(office.record().await.filing.version);
        approve_filing(
            &portal.store,
            &caller,
            &office.filing,
            seen,
            office.app.now(),
        )
        .await
        .unwrap();
    }
    assert_eq!(
        visitor.get(&at(&ids[0])).await.status,
        404,
        "not published yet"
    );
    let publisher = county::caller(&portal.store, county::PUBLISHER).await;
    let seen = Some(office.record().await.filing.version);
    let (store, schemes) = (&portal.store, &portal.schemes);
    publish_filing(
        store,
        schemes,
        &publisher,
        &office.filing,
        seen,
        render_record,
        office.app.now(),
    )
    .await
    .unwrap();

    let page = visitor
        .get(&ziping::web::routes::publication(2022, county::AGENCY))
        .await;
    let listed = page.text(".public-files");
    assert!(
        listed.contains("公开的.pdf") && listed.contains(&sha256_hex(PDF)),
        "{listed}"
    );
    assert!(
        !page.body.contains("内部的"),
        "nothing of what is not marked"
    );
    assert_eq!(page.attributes(".public-files a", "href"), [at(&ids[0])]);
    let file = visitor
        .request(Method::GET, &at(&ids[0]))
        .send()
        .await
        .unwrap();
    assert_eq!(file.status(), 200);
    assert_eq!(file.bytes().await.unwrap(), PDF);
    for id in [ids[1].as_str(), "0", "../x"] {
        assert_eq!(visitor.get(&at(id)).await.status, 404, "{id}");
    }
}

#[cfg(unix)]
async fn an_infected_file_is_refused_and_told(database: FreshDatabase) {
    use std::os::unix::fs::PermissionsExt as _;

    let program = database.folder.join("scan");
    std::fs::write(
        &program,
        "#!/bin/sh\ngrep -q virus \"$1\" && exit 1; exit 0\n",
    )
    .unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    let evidence = EvidenceSettings {
        scan: ScanSettings {
            command: vec![program.display().to_string()],
            ..ScanSettings::default()
        },
        ..EvidenceSettings::default()
    };
    let settings = Settings {
        evidence,
        ..Settings::default()
    };
    let office = Office::of(
        TestApp::start_with(database, settings).await,
        "lukou-2022",
        2022,
    )
    .await;
    let sick = [PDF, b" virus"].concat();
    let page = bring(&office, false, Some(("病.pdf", &sick))).await;
    assert_eq!(page.status, 422);
    assert!(
        page.text(".error-summary").contains("病毒检查没有通过"),
        "{}",
        page.body
    );
    let told = events(&office).await.remove(0);
    assert_eq!(
        (told.action.as_str(), told.detail.as_str()),
        ("add-evidence", "infected")
    );
    assert!(
        !office
            .app
            .folder()
            .join("evidence")
            .join(sha256_hex(&sick).get(..2).unwrap())
            .exists()
    );
    let healthy = bring(&office, false, Some(("好.pdf", PDF))).await;
    assert_eq!(healthy.status, 303, "{}", healthy.body);
}

on_both_databases!(
    a_file_is_brought_shown_at_its_place_and_had_again,
    what_is_no_evidence_is_refused_with_a_cure,
    limits_are_said_before_and_answered_after,
    only_the_agency_brings_and_removes_while_it_fills_in,
    what_is_removed_is_marked_and_not_forgotten,
    everybody_has_what_is_marked_and_published,
);

#[cfg(unix)]
on_both_databases!(an_infected_file_is_refused_and_told);
