//! What the page of a re-scoring sends: for each cell a text and a reason.

use std::collections::BTreeMap;

use crate::actions::rescore::Wanted;
use crate::domain::filing::CellCode;
use crate::domain::rescore::Correction;
use crate::web::desk::CELL_PREFIX;
use crate::web::form::FormPairs;

/// The name of a reason's input is this and the cell's code.
pub const REASON_PREFIX: &str = "r:";

/// The button that says: looked at again, and it stands.
pub const CONFIRM: &str = "confirm";

/// What stands in the inputs of a page: the text and the reason of each cell.
pub type Texts = BTreeMap<CellCode, (String, String)>;

/// The inputs of a page.
#[must_use]
pub fn texts(pairs: &FormPairs) -> Texts {
    let mut texts = Texts::new();
    for (name, text) in pairs.iter() {
        if let Some(code) = name.strip_prefix(CELL_PREFIX) {
            text.clone_into(&mut texts.entry(code.to_owned()).or_default().0);
        } else if let Some(code) = name.strip_prefix(REASON_PREFIX) {
            text.clone_into(&mut texts.entry(code.to_owned()).or_default().1);
        }
    }
    texts
}

/// Texts as corrections.
#[must_use]
pub fn corrections(texts: &Texts) -> Vec<Correction> {
    let made = texts.iter().map(|(cell, (text, reason))| Correction {
        cell: cell.clone(),
        text: text.clone(),
        reason: reason.clone(),
    });
    made.collect()
}

/// What a page wants to stand.
#[must_use]
pub fn wanted(pairs: &FormPairs) -> Wanted {
    Wanted {
        corrections: corrections(&texts(pairs)),
        confirms: pairs.text("do") == CONFIRM,
    }
}
