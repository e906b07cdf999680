//! Tables of a wrong text and its right twin.

use super::remarks;

/// A wrong text; its right twin; check; the spot as printed; what is expected.
pub(super) type Pair = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

/// Exactly the named remark on each wrong text, none on its twin.
pub(super) fn expect_pairs(pairs: &[Pair]) {
    let mut faults = Vec::new();
    for (wrong, right, check, published, expected) in pairs {
        let found = remarks(wrong);
        let is_told = matches!(found.as_slice(), [remark] if remark.check == *check
            && remark.published == *published
            && remark.expected == *expected);
        if !is_told {
            faults.push(format!("{wrong}\n  wanted {check} {published}: {found:#?}"));
        }
        let alarms = remarks(right);
        if !alarms.is_empty() {
            faults.push(format!("{right}\n  is right: {alarms:#?}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
