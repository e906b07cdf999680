//! 导入: what a file says stands beside the filing; only what is picked is written, as one batch.

use std::io::{Cursor, Write as _};

use zip::write::{SimpleFileOptions, ZipWriter};

use super::office::Office;
use crate::support::client::Client;
use crate::support::database::{FreshDatabase, on_both_databases};
use crate::support::page::Page;

/// The papers that LibreOffice wrote.
fn made(name: &str) -> Vec<u8> {
    std::fs::read(crate::support::root().join("tests/seeds/made").join(name)).unwrap()
}

async fn bring_as(
    office: &Office,
    client: &Client,
    text: &str,
    file: Option<(&str, &[u8])>,
) -> Page {
    let page = client.get(&office.at("import")).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let token = page.form("form.import-bring").typed("_csrf").to_owned();
    client
        .bring(
            &office.at("import"),
            &[("_csrf", &token), ("text", text)],
            file,
        )
        .await
}

/// Brings a file; the page that answers.
async fn bring(office: &Office, name: &str, bytes: &[u8]) -> Page {
    let answer = bring_as(office, &office.accountant, "", Some((name, bytes))).await;
    office.accountant.follow(answer).await
}

async fn a_word_file_is_taken_over_and_taken_back(database: FreshDatabase) {
    let office = Office::open(database, "lukou-2022", 2022).await;
    let page = bring(&office, "自评表.docx", &made("lukou.docx")).await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(page.text(".lead").contains("自评表.docx"));
    assert!(
        office.record().await.entries.cells.is_empty(),
        "nothing is taken over silently"
    );

    let form = page.form("form.desk").with("do", "take");
    let answer = office.accountant.send(&form).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert_eq!(office.typed("total_executed").await, "817.29");
    let entries = office.record().await.entries;
    let rows = entries.rows("ind", "quantity");
    assert_eq!(rows.len(), 5);
    assert_eq!(entries.typed(&format!("ind.{}.target", rows[0])), "10万件");
    assert!(entries.typed("report_use").contains("96分"));

    let page = office.accountant.follow(answer).await;
    assert!(page.text(".notice").contains("已导入"));
    let undo = page
        .attributes("button[value^=\"undo:\"]", "value")
        .remove(0);
    let form = page.form("form.desk").with("do", &undo);
    let page = office.accountant.send(&form).await;
    assert_eq!(page.status, 303, "{}", page.body);
    assert!(office.record().await.entries.cells.is_empty());
    assert!(
        office
            .accountant
            .follow(page)
            .await
            .text(".notice")
            .contains("已撤销导入")
    );
}

async fn only_what_is_picked_is_written(database: FreshDatabase) {
    let office = Office::open(database, "lukou-2022", 2022).await;
    office
        .write(&[("total_initial".to_owned(), "1".to_owned())])
        .await;
    let page = bring(&office, "自评表.xlsx", &made("lukou.xlsx")).await;
    let mut form = page.form("form.desk").with("do", "take");
    let first = form
        .pairs
        .iter()
        .position(|(name, _)| name == "take")
        .unwrap();
    form.pairs.retain(|(name, _)| name != "take");
    assert!(first > 0, "what is sure is ticked");
    let none = office.accountant.send(&form).await;
    assert_eq!(none.status, 422);
    assert!(none.text(".error-summary").contains("没有勾选"));
    assert_eq!(
        office.typed("total_initial").await,
        "1",
        "a text that stands is not ticked"
    );
    assert!(page.body.contains("本格已填“1”"));

    // A key of no text of the document picks nothing.
    let form = form.with("take", "999999");
    assert_eq!(office.accountant.send(&form).await.status, 422);
}

async fn what_somebody_else_typed_meanwhile_is_asked_about(database: FreshDatabase) {
    let office = Office::open(database, "lukou-2022", 2022).await;
    let page = bring(&office, "自评表.docx", &made("lukou.docx")).await;
    office
        .write(&[("total_initial".to_owned(), "2".to_owned())])
        .await;
    let answer = office
        .accountant
        .send(&page.form("form.desk").with("do", "take"))
        .await;
    assert_eq!(answer.status, 409, "{}", answer.body);
    assert!(answer.text(".clash legend").contains("年初预算数"));
    assert_eq!(office.typed("total_initial").await, "2");
}

async fn pasted_text_is_read_too(database: FreshDatabase) {
    let office = Office::open(database, "lukou-2022", 2022).await;
    let text = "部门整体支出绩效自评表\n年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\n年度资金总额\t485.88\t817.29\t817.29\t10\t100%\t10\n";
    let answer = bring_as(&office, &office.accountant, text, None).await;
    let page = office.accountant.follow(answer).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let answer = office
        .accountant
        .send(&page.form("form.desk").with("do", "take"))
        .await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert_eq!(office.typed("total_initial").await, "485.88");
}

/// A zipped file with these parts.
fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

async fn what_cannot_be_taken_is_refused_with_a_cure(database: FreshDatabase) {
    let office = Office::open(database, "lukou-2022", 2022).await;
    let old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    let encrypted = [
        old.clone(),
        "EncryptedPackage"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect(),
    ]
    .concat();
    let docx = made("lukou.docx");
    let bomb = zipped(&[("word/document.xml", &vec![b' '; 6 * 1024 * 1024])]);
    let rows: String = (0..25_000).map(|row| format!("{row},1\n")).collect();
    let cases: [(&str, Vec<u8>, &str); 12] = [
        ("自评表.doc", old, "另存为.docx"),
        ("加密.docx", encrypted, "取消密码"),
        ("自评表.pdf", b"%PDF-1.7".to_vec(), "转换为.docx"),
        (
            "自评表.ods",
            zipped(&[("content.xml", b"<x/>")]),
            "另存为.docx或.xlsx",
        ),
        (
            "宏.docm",
            zipped(&[
                ("word/document.xml", b"<x/>"),
                ("word/vbaProject.bin", b"x"),
            ]),
            "不含宏",
        ),
        (
            "宏.xlsm",
            zipped(&[("xl/workbook.xml", b"<x/>"), ("xl/vbaProject.bin", b"x")]),
            "不含宏",
        ),
        ("半个.docx", docx[..docx.len() / 2].to_vec(), "已损坏"),
        ("炸弹.docx", bomb, "解压后过大"),
        ("乱码.txt", vec![0xff, 0x00, 0x81, 0x20, 0xff, 0xff], "编码"),
        ("空.txt", Vec::new(), "请选择一个文件"),
        ("明细.csv", rows.into_bytes(), "只保留本单位"),
        (
            "别处.txt",
            "甲县机构编制情况\n领导职数 3\n科室 5\n".as_bytes().to_vec(),
            "没有找到本表的栏目",
        ),
    ];
    for (name, bytes, words) in cases {
        let file = (!bytes.is_empty()).then_some((name, bytes.as_slice()));
        let page = bring_as(&office, &office.accountant, "", file).await;
        assert_eq!(page.status, 422, "{name}: {}", page.body);
        let said = page.text(".error-summary");
        assert!(said.contains(words), "{name}: {said}");
    }
    assert!(office.record().await.entries.cells.is_empty());
}

async fn a_file_too_large_is_refused(database: FreshDatabase) {
    let office = Office::open(database, "lukou-2022", 2022).await;
    let large = vec![b'a'; 20 * 1024 * 1024 + 1];
    let page = bring_as(&office, &office.accountant, "", Some(("大.txt", &large))).await;
    assert_eq!(page.status, 413);
    assert!(page.words().contains("20"), "{}", page.words());
}

async fn a_document_is_its_owner_s_alone(database: FreshDatabase) {
    let office = Office::open(database, "lukou-2022", 2022).await;
    let answer = bring_as(
        &office,
        &office.accountant,
        "",
        Some(("a.docx", &made("lukou.docx"))),
    )
    .await;
    let there = answer.location.unwrap();
    let colleague = office.colleague().await;
    assert_eq!(colleague.get(&there).await.status, 404);
    let stranger = office
        .app
        .log_in(crate::support::county::OTHER_ACCOUNTANT)
        .await;
    assert_eq!(stranger.get(&there).await.status, 403);
    office.app.pass(chrono::TimeDelta::hours(25));
    let again = office.app.log_in(crate::support::county::ACCOUNTANT).await;
    assert_eq!(
        again.get(&there).await.status,
        404,
        "a day later it is gone"
    );
}

async fn a_filing_of_another_year_is_said_and_not_ticked(database: FreshDatabase) {
    let office = Office::open(database, "lukou-2022", 2023).await;
    let page = bring(&office, "自评表.docx", &made("lukou.docx")).await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(page.text(".notice").contains("文档是2022年度的"));
    let ticked = page.form("form.desk").pairs;
    assert!(ticked.iter().all(|(name, _)| name != "take"), "{ticked:?}");
}

async fn last_year_is_kept_beside_the_filing(database: FreshDatabase) {
    let office = Office::open(database, "lukou-2022", 2023).await;
    let page = office.accountant.get(&office.at("last-year")).await;
    let token = page.form("form.import-bring").typed("_csrf").to_owned();
    let send = async |bytes: &[u8], name: &str| {
        let (at, fields) = (office.at("last-year"), [("_csrf", token.as_str())]);
        let client = &office.accountant;
        client.bring(&at, &fields, Some((name, bytes))).await
    };
    let refused = send(b"%PDF-1.7", "a.pdf").await;
    assert_eq!(refused.status, 422, "{}", refused.body);
    let kept = send(&made("lukou.docx"), "上年自评表.docx").await;
    assert_eq!(kept.status, 303, "{}", kept.body);
    let page = office.accountant.follow(kept).await;
    assert!(page.words().contains("未核实"), "{}", page.body);
    assert!(page.texts(".import-list").concat().contains("485.88"));
    assert!(office.record().await.entries.cells.is_empty());

    let reviewer = office
        .app
        .log_in(crate::support::county::FINANCE_REVIEWER)
        .await;
    let seen = reviewer.get(&office.at("last-year")).await;
    assert!(
        !seen.has("form.import-bring"),
        "only who fills in brings it"
    );
}

on_both_databases!(
    last_year_is_kept_beside_the_filing,
    a_word_file_is_taken_over_and_taken_back,
    only_what_is_picked_is_written,
    what_somebody_else_typed_meanwhile_is_asked_about,
    pasted_text_is_read_too,
    what_cannot_be_taken_is_refused_with_a_cure,
    a_file_too_large_is_refused,
    a_document_is_its_owner_s_alone,
    a_filing_of_another_year_is_said_and_not_ticked,
);
