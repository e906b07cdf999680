//! A wrong text and its right twin: the slip is found, and nothing else; the twin is silent.

mod names;
mod rates;
mod sums;

use super::remarks;

struct Twins {
    wrong: &'static str,
    right: &'static str,
    check: &'static str,
    /// The spot as printed.
    published: &'static str,
    /// What is expected there, or words of the message.
    told: &'static str,
}

fn expect_twins(cases: &[Twins]) {
    let mut faults = Vec::new();
    for case in cases {
        let found = remarks(case.wrong);
        let is_told = matches!(found.as_slice(), [remark]
            if remark.check == case.check
                && remark.published == case.published
                && (remark.expected.contains(case.told) || remark.message.contains(case.told)));
        if !is_told {
            faults.push(format!(
                "{}\n  wanted {} at {}: {found:#?}",
                case.wrong, case.check, case.published
            ));
        }
        let found = remarks(case.right);
        if !found.is_empty() {
            faults.push(format!("{}\n  is right: {found:#?}", case.right));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
