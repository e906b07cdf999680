//! 佐证材料: a paper is brought and seen at its indicator; a large one survives a cut network.

use ziping::domain::publication::sha256_hex;
use ziping::web::routes;

use super::browser::{Browser, Script};
use super::{Stage, journey, scripted_journey};
use crate::support::app::TestApp;
use crate::support::county;
use crate::support::wire::Wire;

async fn open_evidence(browser: &Browser) {
    browser.log_in(county::ACCOUNTANT, county::PASSWORD).await;
    browser.visit(routes::FILINGS).await;
    browser.press("去填报").await;
    browser.expect("main h1", "乙区行政审批服务局").await;
    browser.press_at(".tasks a[href$='/evidence']").await;
    browser.expect("main h1", "佐证材料").await;
}

/// A paper of this size in the test's own folder.
fn paper(app: &TestApp, name: &str, size: usize) -> (String, String) {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    bytes.extend((0..size).map(|at| b"0123456789abcdef\n"[at % 17]));
    let path = app.folder().join(name);
    std::fs::write(&path, &bytes).unwrap();
    (path.display().to_string(), sha256_hex(&bytes))
}

async fn a_paper_is_brought_and_seen_at_its_place(stage: Stage) {
    let app = TestApp::with_campaign(stage.database, "lukou-2022", 2022).await;
    let browser = Browser::open(&stage.chromedriver, &app.address, &stage.name, stage.script).await;
    open_evidence(&browser).await;
    browser.expect("#file-hint", "单个文件不超过 50MB").await;
    browser.picture("empty").await;
    let path = browser.path().await;

    let program = app.folder().join("验收单.pdf");
    std::fs::write(&program, [b"MZ\x90\0".as_slice(), &[0; 600]].concat()).unwrap();
    browser
        .fill_file("file", &program.display().to_string())
        .await;
    browser.press_at(".evidence-add button[type=submit]").await;
    let told = match stage.script {
        Script::On => ".sending-words",
        Script::Off => ".error-summary",
    };
    browser.expect(told, "无法识别这个文件的内容").await;
    browser.picture("refused").await;

    let (file, _) = paper(&app, "批复.pdf", 5000);
    browser.fill_file("file", &file).await;
    browser.press_at(".evidence-add button[type=submit]").await;
    browser.expect(".evidence-list", "批复.pdf").await;
    assert_eq!(browser.path().await, path);
    browser.picture("kept").await;
    browser.press("改为公开").await;
    browser.expect(".notice", "是否公开已更改").await;
    browser.expect(".evidence-list", "改为不公开").await;
    browser.press_at(".tasks a[href$='/forms/f1']").await;
    browser.expect("main .paper-title", "自评表").await;
    browser.picture("paper-clips").await;
    browser.visit(&path).await;
    browser.press_at("button[value^='remove:']").await;
    browser.expect(".notice", "佐证材料已删除").await;
}

async fn a_large_file_survives_a_cut(stage: Stage) {
    let app = TestApp::with_campaign(stage.database, "lukou-2022", 2022).await;
    let wire = Wire::to(&app.address).await;
    let browser = Browser::open(&stage.chromedriver, &wire.address, &stage.name, Script::On).await;
    open_evidence(&browser).await;
    let (file, digest) = paper(&app, "影像.pdf", 30_000_000);
    browser.fill_file("file", &file).await;
    wire.cut_after(14_000_000);
    browser.press_at(".evidence-add button[type=submit]").await;
    browser.expect(".sending-words", "网络中断").await;
    browser.picture("cut").await;
    let uploads = app.folder().join("uploads");
    let held = std::fs::read_dir(&uploads)
        .unwrap()
        .next()
        .unwrap()
        .unwrap();
    let arrived = held.metadata().unwrap().len();
    assert_eq!(arrived % (4 * 1024 * 1024), 0, "whole parts only");
    assert!((8_000_000..14_000_000).contains(&arrived), "{arrived}");
    let shown = browser
        .run("return document.querySelector('.sending progress').value")
        .await;
    assert_eq!(shown.as_u64(), Some(arrived));

    wire.mend();
    browser.expect(".evidence-list", "影像.pdf").await;
    browser.picture("whole").await;
    let kept = app
        .folder()
        .join("evidence")
        .join(digest.get(..2).unwrap())
        .join(&digest);
    assert!(kept.exists(), "the file is whole under its digest");
    assert_eq!(std::fs::read_dir(&uploads).unwrap().count(), 0);
}

journey!(a_paper_is_brought_and_seen_at_its_place);
scripted_journey!(a_large_file_survives_a_cut);
