//! Every sample of every page, drawn and judged; kept as files for people to look at.

use std::collections::BTreeMap;
use ziping::web::samples::{HOSTILE, samples};

use super::judge;

#[test]
fn every_page_is_sound_in_every_case() {
    let samples = samples();
    assert!(samples.len() > 100, "only {} samples", samples.len());
    let mut faults = Vec::new();
    for sample in samples {
        let html = sample.html.unwrap();
        keep("test-output/pages", &sample.name, &html);
        faults.extend(
            judge::faults(&html)
                .into_iter()
                .map(|fault| format!("{}: {fault}", sample.name)),
        );
    }
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        faults.join("\n")
    );
}

#[test]
fn every_finding_leads_to_its_cell_on_its_form() {
    let pages: BTreeMap<String, String> = samples()
        .into_iter()
        .map(|sample| (sample.name, sample.html.unwrap()))
        .collect();
    let mut links = 0;
    for (name, html) in &pages {
        let Some(case) = name.strip_prefix("desk/check ") else {
            continue;
        };
        for (form, cell) in judge::links_to_cells(html) {
            links += 1;
            let page = &pages[&format!("desk/form {case} {form}")];
            assert!(
                page.contains(&format!("id=\"{cell}\"")),
                "{name}: {form} has no {cell}"
            );
        }
    }
    assert!(links > 100, "only {links} links");
}

#[test]
fn what_somebody_typed_stays_text() {
    for sample in samples()
        .into_iter()
        .filter(|sample| sample.name.contains("hostile"))
    {
        let html = sample.html.unwrap();
        assert!(
            !html.contains("<script>alert"),
            "{} runs what was typed",
            sample.name
        );
        assert!(
            !html.contains("</textarea><script"),
            "{} lets a text out of its box",
            sample.name
        );
    }
    assert!(HOSTILE.contains("<script>"));
}

/// Keeps a page as `FOLDER/NAME.html`, two folders below the project, where it finds the project's
/// stylesheets: to be looked at, for the HTML checker of `tests/run`, for a browser. Gives the
/// file's name.
pub fn keep(folder: &str, name: &str, html: &str) -> String {
    let folder = crate::support::root().join(folder);
    std::fs::create_dir_all(&folder).unwrap();
    let whole = if html.starts_with("<!DOCTYPE html>") {
        html.to_owned()
    } else {
        // A piece that the script fetches is valid where a page would hold it.
        format!(
            "<!DOCTYPE html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\">\
             <title>{name}</title></head><body>{html}</body></html>"
        )
    };
    let file = format!("{}.html", name.replace([' ', '/'], "-"));
    let whole = whole.replace("=\"/static/", "=\"../../static/");
    std::fs::write(folder.join(&file), whole).unwrap();
    file
}
