//! Every sample page in Chromium: nothing is cut on a narrow screen or in large letters, and
//! axe-core finds no fault with it.

use serde_json::{Value, json};
use ziping::web::samples::samples;

use super::TURN;
use super::browser::{Browser, Script};
use crate::page::samples::keep;
use crate::support::{left_out, root};

/// The narrowest screen that WCAG 2.1 asks for (1.4.10), and 1366 px enlarged to 200 % (1.4.4).
const WIDTHS: [u32; 2] = [320, 683];

const FOLDER: &str = "test-output/sound";

/// What sticks out of the window, and what hides a part of itself behind a scroll bar.
const CUT: &str = "
    const wide = document.documentElement.clientWidth;
    const name = e => e.tagName.toLowerCase() + (e.id ? '#' + e.id : '') + '.' + e.className;
    const seen = Array.from(document.querySelectorAll('body *')).filter(e =>
        e.checkVisibility() && !e.closest('.sr-only, .skip-link, option'));
    const out = seen.filter(e => e.getBoundingClientRect().right > wide + 1);
    if (document.documentElement.scrollWidth > wide) { out.push(document.body); }
    const hides = seen.filter(e => !e.matches('input, select, textarea') && e.clientWidth > 0 &&
        e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== 'visible');
    return out.concat(hides).slice(0, 3).map(name);";

/// The rules of WCAG 2.2 up to AA and those of good practice.
const FAULTS: &str = "
    const done = arguments[arguments.length - 1];
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    axe.run(document, { runOnly: tags, resultTypes: ['violations'] }).then(
        found => done(found.violations.map(fault =>
            fault.id + ' at ' + fault.nodes.map(node => node.target.join(' ')).slice(0, 3).join(', '))),
        error => done([String(error)]));";

/// The whole pages among the samples that are looked at, as files; pieces that the script fetches are none.
fn pages() -> Vec<(String, String)> {
    let pages = samples().into_iter().filter_map(|sample| {
        let html = sample.html.unwrap();
        let is_whole = html.trim_start().starts_with("<!DOCTYPE");
        (is_whole && is_looked_at(&sample.name))
            .then(|| (keep(FOLDER, &sample.name, &html), sample.name))
    });
    pages.collect()
}

/// Each form family fails in its own way, each state of a filing little: a browser takes its time,
/// so it looks at every page of one family in every case, and at one case of the others.
fn is_looked_at(name: &str) -> bool {
    let is_of_filing = name.starts_with("desk/") || name.starts_with("review/filing");
    !is_of_filing || name.contains("typical") || name.contains("渌口")
}

async fn browser(story: &str) -> Option<Browser> {
    let chromedriver = left_out::unless_set(left_out::CHROMEDRIVER)?;
    let address = format!("file://{}/{FOLDER}/", root().display());
    Some(Browser::open(&chromedriver, &address, story, Script::On).await)
}

fn assert_none(faults: &[String]) {
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

#[actix_web::test]
async fn nothing_is_cut_on_a_narrow_screen_or_in_large_letters() {
    let _turn = TURN.lock().await;
    let Some(browser) = browser("narrow").await else {
        return;
    };
    let mut faults = Vec::new();
    for (file, name) in pages() {
        browser.visit(&file).await;
        for width in WIDTHS {
            browser.be_wide(width).await;
            let cut = browser.evaluate(CUT, Vec::new()).await;
            if cut != json!([]) {
                faults.push(format!("{name} at {width} px: {cut}"));
            }
        }
    }
    assert_none(&faults);
}

#[actix_web::test]
async fn axe_finds_no_fault() {
    let Some(axe) = left_out::unless_set(left_out::AXE) else {
        return;
    };
    let _turn = TURN.lock().await;
    let Some(browser) = browser("axe").await else {
        return;
    };
    let axe = std::fs::read_to_string(axe).unwrap();
    let mut faults = Vec::new();
    for (file, name) in pages() {
        browser.visit(&file).await;
        browser.evaluate(&axe, Vec::new()).await;
        match browser.evaluate_later(FAULTS, Vec::new()).await {
            Value::Array(found) => {
                faults.extend(found.iter().map(|fault| format!("{name}: {fault}")));
            }
            other => faults.push(format!("{name}: {other}")),
        }
    }
    assert_none(&faults);
}
