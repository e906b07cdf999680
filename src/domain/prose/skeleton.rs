//! 示范文字: what a scheme offers to begin a long text with.

use super::named::is_prose;
use crate::domain::filing::Entries;
use crate::domain::scheme::source::ItemSource;
use crate::domain::scheme::{Scheme, SlotKind, fill_in};

/// How the places begin that a person has to write himself.
pub const TO_BE_WRITTEN: &str = "〔待填写";

/// The words a long text of a filing can be begun with: the year and the agency put in, figures by
/// name. `None` where the scheme has none, or something is typed already.
#[must_use]
pub fn skeleton(scheme: &Scheme, entries: &Entries, code: &str) -> Option<String> {
    let definition = scheme.definition(scheme.slot(code)?)?;
    let SlotKind::Input(item) = &definition.kind else {
        return None;
    };
    let words = skeleton_of(item, entries);
    let can_begin = !words.is_empty() && entries.filled(code).is_none();
    can_begin.then_some(words)
}

/// The words of an item, whatever is typed; empty where the scheme has none.
#[must_use]
pub fn skeleton_of(item: &ItemSource, entries: &Entries) -> String {
    if !is_prose(item) {
        return String::new();
    }
    fill_in(item.skeleton.trim(), entries.year, &entries.agency)
}
