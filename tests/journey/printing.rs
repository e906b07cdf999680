//! A form printed by the browser is the paper: A4, wide tables on their side, headings repeated, pages
//! numbered, room for signatures, nothing of the screen around it.

use ziping::demo;
use ziping::web::routes;

use super::browser::Browser;
use super::{Stage, scripted_journey};
use crate::support::app::TestApp;
use crate::support::left_out;
use crate::support::poppler::{Lies, pages, sizes};

async fn the_printed_forms(stage: Stage) {
    // Poppler's tools come with the office program.
    if left_out::unless_set(left_out::OFFICE).is_none() {
        return;
    }
    let Stage {
        database,
        chromedriver,
        name,
        script,
    } = stage;
    let app = TestApp::with_demonstration(database).await;
    let browser = Browser::open(&chromedriver, &app.address, &name, script).await;
    browser.log_in("jia-tianbao", demo::PASSWORD).await;
    browser.visit(routes::FILINGS).await;
    browser.press("去填报").await;
    browser.expect("main h1", "甲县政务服务中心").await;
    let filing = browser.path().await;
    for (form, lies, heading) in [
        ("f1", Lies::Upright, None),
        ("f4", Lies::Upright, None),
        ("f5", Lies::OnItsSide, Some("评价标准")),
        ("f6", Lies::Upright, None),
    ] {
        browser.visit(&format!("{filing}/forms/{form}")).await;
        browser.expect(".paper-title", "部门整体支出").await;
        let pdf = browser.print(form).await;
        let (pages, sizes) = (pages(&pdf), sizes(&pdf));
        assert!(sizes.iter().all(|size| *size == lies), "{form}: {sizes:?}");
        assert_eq!(pages.len(), sizes.len(), "{form}: an empty page");
        for (number, page) in (1..).zip(&pages) {
            let numbered = format!("第{number}页共{}页", pages.len());
            assert!(page.contains(&numbered), "{form}: no {numbered} in {page}");
            assert!(
                heading.is_none_or(|words| page.contains(words)),
                "{form} page {number}"
            );
            for furniture in ["暂存", "全审", "导出", "待处理"] {
                assert!(
                    !page.contains(furniture),
                    "{form} page {number}: {furniture}"
                );
            }
        }
        let is_signed = pages.iter().any(|page| page.contains("填表人（签字）"));
        assert_eq!(is_signed, form != "f6", "{form}");
    }
}

scripted_journey!(the_printed_forms);
