//! Documents of other places' shapes, of our own making: nothing is found in the correct ones, and
//! exactly the planted error in the others.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use serde::Deserialize;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;
use ziping::domain::audit::{AuditFinding, audit};
use ziping::import;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Variants {
    planted: Vec<Planted>,
}

/// One error planted in a correct document.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Planted {
    document: String,
    /// What is replaced, and by what: mostly one pair.
    replace: Vec<(String, String)>,
    check: String,
    words: Vec<String>,
}

const FOLDER: &str = "tests/seeds/variants";

fn correct() -> BTreeMap<String, String> {
    fs::read_dir(FOLDER)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(&path).unwrap())
        })
        .collect()
}

fn findings(name: &str, text: &str) -> Vec<AuditFinding> {
    let path = Path::new(FOLDER).join(name);
    // A Word file stands here as the text within it.
    let document = match path.to_str().unwrap().strip_suffix(".xml") {
        Some(word) => import::read(word, &word_file(text)),
        None => import::read(path.to_str().unwrap(), text.as_bytes()),
    };
    audit(&document.unwrap(), None)
}

fn word_file(text: &str) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let parts = [
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", text),
    ];
    for (name, body) in parts {
        writer
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(body.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn listed(findings: &[AuditFinding]) -> String {
    let lines = findings.iter().map(|finding| {
        format!(
            "    {} {} {} → {}: {}",
            finding.check, finding.place, finding.published, finding.expected, finding.message
        )
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn nothing_is_found_in_a_correct_document() {
    let documents = correct();
    assert!(documents.len() >= 46, "too few documents");
    let mut wrong = Vec::new();
    for (name, text) in &documents {
        let found = findings(name, text);
        if !found.is_empty() {
            wrong.push(format!("{name}\n{}", listed(&found)));
        }
    }
    assert!(wrong.is_empty(), "false alarms:\n{}", wrong.join("\n"));
}

#[test]
fn exactly_the_planted_error_is_found() {
    let documents = correct();
    let variants: Variants =
        toml::from_str(&fs::read_to_string("tests/seeds/variants.toml").unwrap()).unwrap();
    assert!(variants.planted.len() >= 100, "too few planted errors");
    let mut wrong = Vec::new();
    for planted in &variants.planted {
        let mut text = documents[&planted.document].clone();
        for (old, new) in &planted.replace {
            assert!(text.contains(old), "{}: no {old:?}", planted.document);
            text = text.replacen(old, new, 1);
        }
        let found = findings(&planted.document, &text);
        let is_right = |finding: &AuditFinding| {
            let text = format!("{} {} {}", finding.place, finding.expected, finding.message);
            finding.check == planted.check
                && planted.words.iter().all(|w| text.contains(w.as_str()))
        };
        if found.len() != 1 || !found.iter().any(is_right) {
            wrong.push(format!(
                "{}: {:?} wants {} {:?}, found:\n{}",
                planted.document,
                planted.replace,
                planted.check,
                planted.words,
                listed(&found)
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
