//! One finding for one fact, in the order of the document.

use super::finding::AuditFinding;

/// The findings from the top of the document, each fact once: of two with the same number on the
/// same line about the same text, the first made stays.
pub(super) fn once_each(findings: Vec<AuditFinding>) -> Vec<AuditFinding> {
    let mut kept: Vec<AuditFinding> = Vec::new();
    for finding in findings {
        let is_known = kept.iter().any(|known| {
            let says_no_more = finding.expected.is_empty() || known.expected == finding.expected;
            family(known.check) == family(finding.check)
                && line(&known.place) == line(&finding.place)
                && known.published == finding.published
                && says_no_more
        });
        if !is_known {
            kept.push(finding);
        }
    }
    kept.sort_by_key(|finding| line(&finding.place));
    kept
}

/// What a scheme's checks add to what was found without it: nothing twice about one cell.
pub(super) fn beside(known: &[AuditFinding], more: Vec<AuditFinding>) -> Vec<AuditFinding> {
    more.into_iter()
        .filter(|finding| {
            !known.iter().any(|other| {
                family(other.check) == family(finding.check)
                    && line(&other.place) == line(&finding.place)
            })
        })
        .collect()
}

/// Numbers that judge one thing from two sides: a rate and its sign, a score and its reason.
fn family(check: &str) -> &str {
    match check {
        "K02" | "K06" | "K14" => "K01",
        "K09" => "K12",
        other => other,
    }
}

/// The line at the end of a place.
fn line(place: &str) -> usize {
    let digits: String = place
        .chars()
        .rev()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    digits
        .chars()
        .rev()
        .collect::<String>()
        .parse()
        .unwrap_or(0)
}
