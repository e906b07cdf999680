//! What the tables known to the checker say: money by source, groups of two figures, scores.

use super::cells::Reader;
use super::found::{Findings, Found};
use crate::domain::scheme::PlaceKind;

/// A table notes its figures at a cell at most so many cells away.
const NEAR: usize = 12;

impl Reader<'_> {
    /// What the tables known to the checker say in fixed cells.
    pub fn tables(&self, findings: &mut Findings) {
        let matched = &self.recognised.matched;
        for (code, spot) in &matched.spots {
            findings.know(spot.index);
            let is_row = matches!(
                self.scheme.place(code).map(|place| place.kind),
                Some(PlaceKind::Row { .. }) | None
            );
            if !is_row {
                let text = matched.entries.typed(code).to_owned();
                let found = Found {
                    index: self.token_of(&text, spot.index, findings),
                    text,
                    doubts: Vec::new(),
                };
                findings.add_table(code, found);
            }
        }
    }

    /// The token of a figure that a table noted at its row or at its group's result.
    fn token_of(&self, text: &str, noted: usize, findings: &mut Findings) -> usize {
        let is_it = |index: &usize| {
            let token = self.recognised.tokens.get(*index);
            let is_known = findings.known.get(*index).is_some_and(|known| *known);
            token.is_some_and(|token| token.text == text) && (!is_known || *index == noted)
        };
        let after = noted..noted.saturating_add(NEAR);
        let before = (noted.saturating_sub(NEAR)..noted).rev();
        let found = after.chain(before).find(is_it).unwrap_or(noted);
        findings.know(found);
        found
    }
}
