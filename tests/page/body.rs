//! The body of a public page: every form, every number with its explanation, nothing of the desk.

use std::collections::BTreeMap;

use scraper::{Html, Selector};
use serde::Deserialize;
use ziping::domain::evaluate::evaluate;
use ziping::domain::filing::Entries;
use ziping::domain::scheme::Scheme;
use ziping::domain::sheet::{Purpose, lay_out};
use ziping::web::desk::body::render_public;

use super::judge;

#[derive(Deserialize)]
struct Filled {
    year: i32,
    agency: String,
    cells: BTreeMap<String, String>,
}

fn body(scheme: &str) -> String {
    let read = |path: String| std::fs::read_to_string(crate::support::root().join(path)).unwrap();
    let filled: Filled = toml::from_str(&read(format!("schemes/demo/{scheme}.toml"))).unwrap();
    let scheme = Scheme::parse(&read(format!("schemes/{scheme}.toml"))).unwrap();
    let entries = Entries {
        year: filled.year,
        agency: filled.agency,
        cells: filled.cells,
    };
    let evaluation = evaluate(&scheme, &entries);
    let sheets: Vec<_> = scheme
        .forms
        .iter()
        .filter_map(|form| lay_out(&scheme, &form.id, &entries, &evaluation, Purpose::Reading))
        .collect();
    render_public(&sheets, &[]).unwrap()
}

fn texts(body: &str, selector: &str) -> Vec<String> {
    let html = Html::parse_fragment(body);
    let words = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    html.select(&Selector::parse(selector).unwrap())
        .map(|element| words(element.text().collect()))
        .collect()
}

#[test]
fn all_forms_stand_on_one_sound_page() {
    for (scheme, forms) in [("lukou-2022", 2), ("datonghu-2020", 4)] {
        let body = body(scheme);
        let page = format!(
            "<!DOCTYPE html><html lang=\"zh-CN\"><head><title>正文</title></head><body><main><h1>正文</h1>{body}</main></body></html>"
        );
        assert_eq!(judge::faults(&page), Vec::<String>::new(), "{scheme}");
        assert_eq!(texts(&body, ".paper").len(), forms, "{scheme}");
    }
}

#[test]
fn nothing_of_the_desk_is_public() {
    for scheme in ["lukou-2022", "datonghu-2020"] {
        let body = body(scheme);
        for mark in [
            "<input",
            "<textarea",
            "<select",
            "<button",
            "class=\"note",
            "/filings/",
        ] {
            assert!(!body.contains(mark), "{scheme}: {mark}");
        }
    }
}

#[test]
fn every_computed_number_explains_itself() {
    let body = body("datonghu-2020");
    let numbers = texts(&body, ".is-computed .why > summary");
    assert_eq!(numbers.len(), texts(&body, ".is-computed").len());
    let steps = texts(&body, "#cell-three_public_control_rate .steps dd");
    insta::assert_snapshot!(steps.join("\n"), @r"
    三公经费实际支出数 ÷ 三公经费预算安排数 × 100%
    5.52 ÷ 18 × 100%
    30.666666666666…%
    四舍五入保留2位小数：30.67%
    ");
    let inputs = texts(&body, "#cell-three_public_control_rate .inputs li");
    insta::assert_snapshot!(inputs.join("\n"), @r"
    三公经费实际支出数 5.52
    三公经费预算安排数 18
    ");
}

#[test]
fn the_total_reads_as_published() {
    assert!(
        texts(&body("lukou-2022"), "#cell-total summary")
            .remove(0)
            .contains("96（优）")
    );
    assert!(
        texts(&body("datonghu-2020"), "#cell-total summary")
            .remove(0)
            .contains("90（优）")
    );
}
