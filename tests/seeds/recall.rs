//! The five published documents audited: every known error found, nothing right flagged.
//!
//! `documents/` holds transcriptions: tables, labels, figures, dates, document numbers and slips
//! are those of the publications, the sentences around them are not.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

use serde::Deserialize;
use ziping::domain::audit::{AuditFinding, audit};
use ziping::import;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Recall {
    finding: Vec<Wanted>,
    #[serde(default)]
    also_right: Vec<AlsoRight>,
    #[serde(default)]
    right: Vec<Right>,
}

/// A known error.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    id: String,
    document: String,
    level: String,
    #[serde(default)]
    check: Vec<String>,
    #[serde(default)]
    words: Vec<String>,
    left_out: Option<String>,
}

/// A finding that is right although no list of known errors holds it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AlsoRight {
    document: String,
    check: String,
    words: Vec<String>,
    because: String,
}

/// Something right, which no finding may speak of as printed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Right {
    document: String,
    what: String,
    #[serde(default)]
    check: Vec<String>,
    place: Vec<String>,
    published: String,
}

fn text_of(finding: &AuditFinding) -> String {
    format!(
        "{}|{}|{}|{}|{}",
        finding.place, finding.published, finding.expected, finding.message, finding.cure
    )
}

fn holds(finding: &AuditFinding, checks: &[&str], words: &[String]) -> bool {
    let text = text_of(finding);
    checks.contains(&finding.check) && words.iter().all(|word| text.contains(word.as_str()))
}

impl Wanted {
    fn is(&self, finding: &AuditFinding) -> bool {
        let checks: Vec<&str> = self.check.iter().map(String::as_str).collect();
        holds(finding, &checks, &self.words)
    }
}

fn recall() -> Recall {
    toml::from_str(&fs::read_to_string("tests/seeds/recall.toml").unwrap()).unwrap()
}

fn documents(names: impl IntoIterator<Item = String>) -> BTreeMap<String, Vec<AuditFinding>> {
    names
        .into_iter()
        .map(|name| {
            let path = format!("tests/seeds/documents/{name}.txt");
            let document = import::read(&path, &fs::read(&path).unwrap()).unwrap();
            (name, audit(&document, None))
        })
        .collect()
}

#[test]
fn every_known_error_is_found_and_nothing_right_is_flagged() {
    let recall = recall();
    let audited = documents(recall.finding.iter().map(|wanted| wanted.document.clone()));
    let mut table = String::from("level | of | found | left out | missed\n");
    let mut missed = Vec::new();
    let mut share_of_notices = 0;
    for level in ["E", "W", "N"] {
        let of_level: Vec<&Wanted> = recall.finding.iter().filter(|w| w.level == level).collect();
        let left_out = of_level.iter().filter(|w| w.left_out.is_some()).count();
        let (found, lost): (Vec<&Wanted>, Vec<&Wanted>) = of_level
            .iter()
            .filter(|wanted| wanted.left_out.is_none())
            .partition(|wanted| audited[&wanted.document].iter().any(|f| wanted.is(f)));
        let names: Vec<&str> = lost.iter().map(|wanted| wanted.id.as_str()).collect();
        writeln!(
            table,
            "{level} | {} | {} | {left_out} | {}",
            of_level.len(),
            found.len(),
            names.join(" ")
        )
        .unwrap();
        if level == "N" {
            share_of_notices = found.len() * 100 / (of_level.len() - left_out);
        } else {
            missed.extend(names.iter().map(ToString::to_string));
        }
    }
    let alarms = false_alarms(&recall, &audited);
    writeln!(table, "false alarms: {}", alarms.len()).unwrap();
    for alarm in &alarms {
        writeln!(table, "  {alarm}").unwrap();
    }
    for wanted in &recall.finding {
        if let Some(why) = &wanted.left_out {
            writeln!(table, "left out {} ({}): {why}", wanted.id, wanted.level).unwrap();
        }
    }
    println!("{table}");
    assert!(missed.is_empty(), "errors and warnings missed:\n{table}");
    assert!(share_of_notices >= 90, "too few notices found:\n{table}");
    assert!(alarms.is_empty(), "false alarms:\n{table}");
}

fn false_alarms(recall: &Recall, audited: &BTreeMap<String, Vec<AuditFinding>>) -> Vec<String> {
    let mut alarms = Vec::new();
    for (document, findings) in audited {
        for finding in findings {
            let is_known = recall
                .finding
                .iter()
                .any(|wanted| wanted.document == *document && wanted.is(finding));
            let is_right = recall.also_right.iter().any(|other| {
                assert!(!other.because.is_empty());
                other.document == *document && holds(finding, &[&other.check], &other.words)
            });
            let is_barred = recall.right.iter().any(|right| {
                right.document == *document
                    && finding.published == right.published
                    && right
                        .place
                        .iter()
                        .all(|word| finding.place.contains(word.as_str()))
                    && (right.check.is_empty()
                        || right.check.iter().any(|check| check == finding.check))
            });
            if is_barred || !(is_known || is_right) {
                alarms.push(format!(
                    "{document} {} {} {} → {}: {}",
                    finding.check,
                    finding.place,
                    finding.published,
                    finding.expected,
                    finding.message
                ));
            }
        }
    }
    for right in &recall.right {
        assert!(audited.contains_key(&right.document), "{}", right.what);
    }
    alarms
}
