//! Every sample of every page, drawn and judged; kept as files for people to look at.

use std::path::Path;

use ziping::web::samples::{HOSTILE, samples};

use super::judge;

#[test]
fn every_page_is_sound_in_every_case() {
    let samples = samples();
    assert!(samples.len() > 100, "only {} samples", samples.len());
    let mut faults = Vec::new();
    for sample in samples {
        let html = sample.html.unwrap();
        keep(&sample.name, &html);
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

/// The pages with the stylesheets beside them, under the build folder.
fn keep(name: &str, html: &str) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("samples");
    std::fs::create_dir_all(&folder).unwrap();
    let mut html = html.replace(
        "/static/",
        concat!("file://", env!("CARGO_MANIFEST_DIR"), "/static/"),
    );
    if let Some(at) = html.find("?v=") {
        let version: String = html[at..].chars().take_while(|c| *c != '"').collect();
        html = html.replace(&version, "");
    }
    std::fs::write(
        folder.join(format!("{}.html", name.replace([' ', '/'], "-"))),
        html,
    )
    .unwrap();
}
