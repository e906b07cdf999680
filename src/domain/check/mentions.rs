//! K18: things a report usually says, and this one does not.

use super::subject::{Report, Subject};
use super::{Finding, Severity};
use crate::domain::figure::fold;
use crate::domain::formula::Slot;
use crate::domain::scheme::Check;

pub(super) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for check in &subject.scheme.checks {
        if let Check::Mentions {
            texts,
            words,
            severity,
        } = check
        {
            findings.extend(unmentioned(subject, texts, words, *severity));
        }
    }
    findings
}

fn unmentioned(
    subject: &Subject<'_>,
    texts: &[Slot],
    words: &[String],
    severity: Severity,
) -> Option<Finding> {
    let all: String = texts
        .iter()
        .map(|slot| plain(&subject.prose(subject.code(*slot)).plain))
        .collect();
    let missing: Vec<String> = words
        .iter()
        .filter(|word| !all.contains(&plain(word)))
        .map(|word| format!("“{word}”"))
        .collect();
    // An empty text is another finding.
    let first = texts.first()?;
    if missing.is_empty() || all.is_empty() || subject.typed(*first).trim().is_empty() {
        return None;
    }
    Some(
        subject.finding(Report {
            check: "K18",
            severity,
            cell: subject.code(*first).to_owned(),
            message: format!("报告没有写到{}。", missing.join("、")),
            cure: "请补写有关情况；没有发生的，写明“无”。".to_owned(),
            related: texts
                .iter()
                .skip(1)
                .map(|slot| subject.code(*slot).to_owned())
                .collect(),
        }),
    )
}

/// A text without white space and quotation marks.
fn plain(text: &str) -> String {
    fold(text)
        .chars()
        .filter(|c| !"“”\"‘’".contains(*c))
        .collect()
}
