//! Figures and words beside and under labels: the blocks of the forms laid along the document.

use crate::domain::audit::{Recognised, label};
use crate::domain::document::Document;
use crate::domain::scheme::Scheme;

use super::align::{Alignment, Pair, align};
use super::fit::Word;
use super::found::{Findings, Found, text_of};
use super::template::{Element, Slot, Template, Wanted, templates};

/// The document that is read, and for whom.
pub(super) struct Reader<'a> {
    pub document: &'a Document,
    pub recognised: &'a Recognised,
    pub scheme: &'a Scheme,
    pub year: i32,
    pub agency: &'a str,
}

impl Reader<'_> {
    /// The year that the document prints in its headings.
    pub fn year_read(&self) -> i32 {
        self.recognised.year.unwrap_or(self.year)
    }

    /// Reads every block whose cells stand beside or under labels.
    pub fn cells(&self, findings: &mut Findings) {
        let mut words: Vec<Word> = Word::all(&self.recognised.tokens);
        for range in &self.recognised.rows {
            for word in words.get_mut(range.clone()).into_iter().flatten() {
                word.is_taken = true;
            }
        }
        let templates = templates(self.scheme, self.year_read(), self.agency);
        let placed = place(&templates, &mut words);
        for (template, alignment) in &placed {
            self.take(template, alignment, &words, findings);
        }
        // A second copy of a block is another candidate for its cells.
        for (template, alignment) in &placed {
            let again = align(template, &words);
            if let Some(again) = again.filter(|again| again.score * 10 >= alignment.score * 9) {
                self.take(template, &again, &words, findings);
            }
        }
    }

    /// Takes the texts of one block.
    fn take(
        &self,
        template: &Template,
        alignment: &Alignment,
        words: &[Word],
        findings: &mut Findings,
    ) {
        for pair in &alignment.pairs {
            for index in pair.tokens.clone() {
                findings.know(index);
            }
        }
        for (number, slot) in template.slots() {
            let Some(pair) = alignment.of(number) else {
                continue;
            };
            let Some((text, used)) = self.text(slot, pair, words) else {
                continue;
            };
            for index in pair.tokens.start..pair.tokens.start + used {
                findings.know(index);
            }
            if slot.code.is_empty() {
                findings.agency.get_or_insert(text);
                continue;
            }
            let found = Found {
                text,
                index: pair.tokens.start,
                doubts: self.doubts(template, slot, pair, alignment),
            };
            findings.add(&slot.code, found);
        }
    }

    /// The text in a place, with the number of cells or lines it takes.
    fn text(&self, slot: &Slot, pair: &Pair, words: &[Word]) -> Option<(String, usize)> {
        let first = words.get(pair.tokens.start)?;
        if super::fit::is_dash(&first.token.label) {
            return None;
        }
        let mut text = text_of(self.document, first.token);
        let mut used = 1;
        // Where cells are not known, a text goes on to the next label.
        if slot.wanted == Wanted::Text && first.token.at.is_none() && !slot.code.is_empty() {
            let following = words.iter().skip(pair.tokens.start + 1);
            for word in following.take_while(|word| !word.is_taken && word.token.at.is_none()) {
                if self.is_heading(pair.tokens.start, pair.tokens.start + used) {
                    break;
                }
                if !word.token.is_empty() {
                    text.push('\n');
                    text.push_str(&word.token.text);
                }
                used += 1;
            }
        }
        Some((text.trim().to_owned(), used))
    }

    /// Whether another form begins between two tokens.
    fn is_heading(&self, from: usize, to: usize) -> bool {
        self.recognised.form_at(from) != self.recognised.form_at(to)
    }

    fn doubts(
        &self,
        template: &Template,
        slot: &Slot,
        pair: &Pair,
        alignment: &Alignment,
    ) -> Vec<String> {
        let mut doubts = Vec::new();
        for at in &slot.labels {
            let printed = template.printed(*at);
            match alignment.of(*at) {
                None => doubts.push(format!("文档中没有找到栏目“{printed}”，请核对是否同一项。")),
                Some(label) if !label.is_exact => {
                    let theirs = self.printed(label);
                    doubts.push(format!(
                        "文档的栏目是“{theirs}”，本表是“{printed}”，请核对是否同一项。"
                    ));
                }
                Some(_) => {}
            }
        }
        if !self.is_under(slot, pair, alignment) {
            doubts.push("文档中这一格不在本栏目的正下方，请核对。".to_owned());
        }
        if self.at(pair).is_none() && is_beside_text(template, pair.element) {
            doubts.push("文档没有分出单元格，请核对从哪里起是这一栏。".to_owned());
        }
        if self.at(pair).is_none() && is_crowded(template, pair, alignment) {
            doubts.push("文档没有分出单元格，个数与本表不一样，请核对是哪一栏。".to_owned());
        }
        doubts
    }

    fn printed(&self, pair: &Pair) -> String {
        let tokens = self.recognised.tokens.get(pair.tokens.clone());
        tokens
            .into_iter()
            .flatten()
            .map(|token| token.text.as_str())
            .collect()
    }

    fn at(&self, pair: &Pair) -> Option<(usize, usize)> {
        self.recognised.tokens.get(pair.tokens.start)?.at
    }

    /// Whether a place stands under its heading, as far as columns are known.
    fn is_under(&self, slot: &Slot, pair: &Pair, alignment: &Alignment) -> bool {
        let heading = slot.column.and_then(|column| alignment.of(column));
        match (heading.and_then(|heading| self.at(heading)), self.at(pair)) {
            (Some((_, heading)), Some((_, own))) => heading == own,
            _ => true,
        }
    }
}

/// Gives every block its place, those that fit best first.
fn place<'t>(templates: &'t [Template], words: &mut [Word]) -> Vec<(&'t Template, Alignment)> {
    let mut waiting: Vec<(&Template, Alignment)> = templates
        .iter()
        .filter_map(|template| Some((template, align(template, words)?)))
        .collect();
    let mut placed = Vec::new();
    loop {
        waiting.sort_by_key(|(_, alignment)| alignment.score);
        let Some((template, alignment)) = waiting.pop() else {
            return placed;
        };
        for pair in &alignment.pairs {
            for word in words.get_mut(pair.tokens.clone()).into_iter().flatten() {
                word.is_taken = true;
            }
        }
        placed.push((template, alignment));
        waiting = waiting
            .into_iter()
            .filter_map(|(template, alignment)| {
                if is_free(&alignment, words) {
                    return Some((template, alignment));
                }
                Some((template, align(template, words)?))
            })
            .collect();
    }
}

fn is_free(alignment: &Alignment, words: &[Word]) -> bool {
    alignment
        .pairs
        .iter()
        .flat_map(|pair| pair.tokens.clone())
        .all(|index| words.get(index).is_some_and(|word| !word.is_taken))
}

/// Whether a text has another one beside it, so that without cells nothing tells where it ends.
fn is_beside_text(template: &Template, element: usize) -> bool {
    let is_text = |at: usize| {
        let slot = template.elements.get(at);
        matches!(slot, Some(Element::Slot(slot)) if slot.wanted == Wanted::Text)
    };
    is_text(element) && (is_text(element + 1) || element.checked_sub(1).is_some_and(is_text))
}

/// Whether the cells between two labels of the document are more or fewer than the places
/// between them on the form.
fn is_crowded(template: &Template, pair: &Pair, alignment: &Alignment) -> bool {
    let is_label = |at: usize| matches!(template.elements.get(at), Some(Element::Label { .. }));
    let labels = || alignment.pairs.iter().filter(|pair| is_label(pair.element));
    let before = labels().rfind(|label| label.element < pair.element);
    let after = labels().find(|label| label.element > pair.element);
    let from = before.map_or(0, |label| label.element + 1);
    let to = after.map_or(template.elements.len(), |label| label.element);
    let places = (from..to)
        .filter(|at| matches!(template.elements.get(*at), Some(Element::Slot(_))))
        .count();
    let cells = match (before, after) {
        (Some(before), Some(after)) => after.tokens.start.saturating_sub(before.tokens.end),
        _ => alignment
            .pairs
            .iter()
            .filter(|pair| (from..to).contains(&pair.element))
            .count(),
    };
    let is_text = |(_, slot): (usize, &Slot)| slot.wanted == Wanted::Text;
    places != cells && !template.slots().any(is_text)
}

/// Whether the agency that a document names is the filing's.
pub(super) fn is_same_agency(theirs: &str, ours: &str) -> bool {
    let (theirs, ours) = (label(theirs), label(ours));
    theirs.contains(&ours) || ours.contains(&theirs)
}
