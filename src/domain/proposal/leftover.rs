//! What of a document has no cell.

use super::Leftover;
use super::cells::Reader;
use super::fit::{Looks, Word};
use super::found::Findings;

/// So many are told; who has more has another form.
const MOST: usize = 200;

/// A paragraph with fewer characters is a heading or a remark.
const SHORTEST_TEXT: usize = 30;

/// Figures and texts that belong to no cell, from the top.
pub(super) fn list(reader: &Reader<'_>, findings: &Findings) -> Vec<Leftover> {
    let tokens = &reader.recognised.tokens;
    let mut left = Vec::new();
    let mut beside = "";
    for (index, token) in tokens.iter().enumerate() {
        let looks = Word::of(token).looks;
        let is_known = findings.known.get(index).is_some_and(|known| *known);
        let is_short = token.text.chars().count() < SHORTEST_TEXT;
        let is_in_rows = reader
            .recognised
            .rows
            .iter()
            .any(|rows| rows.contains(&index));
        let is_told = match looks {
            Looks::Figure => !is_in_rows,
            Looks::Mixed | Looks::Words => !is_short && !is_in_rows,
            Looks::Empty => false,
        };
        if is_told && !is_known {
            left.push(Leftover {
                label: beside.to_owned(),
                text: super::found::text_of(reader.document, token),
                place: reader.recognised.place(index, &[]),
            });
        }
        if matches!(looks, Looks::Mixed | Looks::Words) {
            beside = if is_short { token.text.as_str() } else { "" };
        }
    }
    left.truncate(MOST);
    left
}
