//! Figures of two years as they read beside each other.

use crate::domain::figure::{Exact, fixed, percent};
use crate::domain::scheme::source::ItemKind;
use crate::domain::scheme::{SlotDefinition, SlotKind};

/// A number in full where its decimals end, else with two.
pub(super) fn plain(number: &Exact) -> String {
    let full = number.in_full();
    if full.ends_with('…') {
        fixed(number, 2)
    } else {
        full
    }
}

/// A value in its own unit, without it, except `%`: amounts with two decimals, counts in full.
pub(super) fn figure(definition: &SlotDefinition, value: &Exact) -> String {
    match &definition.kind {
        _ if definition.unit == "%" => percent(value, definition.decimals),
        SlotKind::Input(item) if item.kind == ItemKind::Amount => money(value),
        SlotKind::Input(_) => plain(value),
        SlotKind::Computed { .. } => fixed(value, definition.decimals),
    }
}

/// Two decimals, more where it has more.
fn money(value: &Exact) -> String {
    let two = fixed(value, 2);
    let full = plain(value);
    let places = full.split_once('.').map_or(0, |(_, places)| places.len());
    if places > 2 { full } else { two }
}

/// A change with its sign: `+3.20`, `-1`.
pub(super) fn signed(shown: String) -> String {
    if shown.starts_with('-') || shown.bytes().all(|b| !b.is_ascii_digit() || b == b'0') {
        shown
    } else {
        format!("+{shown}")
    }
}
