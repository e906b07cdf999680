//! A block of a form laid along the cells of a document: the best local alignment, in which labels
//! hold fast and what stands between them goes into the places between them.

use std::ops::Range;

use super::fit::{Likeness, Word, fit, gap, likeness};
use super::template::{Element, Template};

/// A block with the cells of the document that belong to its labels and places.
#[derive(Debug)]
pub(super) struct Alignment {
    /// How well it fits; only to be compared with others of the same block.
    pub score: i32,
    /// Element and tokens, from the top.
    pub pairs: Vec<Pair>,
}

/// An element of a block with its tokens.
#[derive(Debug, Clone)]
pub(super) struct Pair {
    pub element: usize,
    pub tokens: Range<usize>,
    /// Whether a label reads as on the form.
    pub is_exact: bool,
}

/// A heading may be broken over so many cells.
const MOST_JOINED: usize = 3;

/// What leaving out a printed label, a place and an empty cell costs.
const LABEL_GAP: i32 = 6;
const SLOT_GAP: i32 = 5;

/// How a cell of the table of scores was reached.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Start,
    SkipToken,
    SkipElement,
    /// So many tokens belong to the element.
    Match(u8),
}

impl Alignment {
    /// The tokens of an element.
    pub fn of(&self, element: usize) -> Option<&Pair> {
        self.pairs.iter().find(|pair| pair.element == element)
    }

    /// Headings that stand in another order than on the form are looked for above their rows.
    fn find_headings(&mut self, template: &Template, words: &[Word]) {
        for (_, slot) in template.slots() {
            let (Some(row), Some(column)) = (slot.row, slot.column) else {
                continue;
            };
            let Some(row) = self.of(row).filter(|_| self.of(column).is_none()) else {
                continue;
            };
            let Some(beside) = words.get(row.tokens.start) else {
                continue;
            };
            let Some(Element::Label { text, .. }) = template.elements.get(column) else {
                continue;
            };
            let found = words.iter().take(row.tokens.start).rposition(|word| {
                word.token.at.is_some()
                    && word.token.block == beside.token.block
                    && likeness(text, word) == Likeness::Same
            });
            self.pairs.extend(found.map(|index| Pair {
                element: column,
                tokens: index..index + 1,
                is_exact: true,
            }));
        }
    }

    /// Where cells are known, the place in a row and under a heading is where they cross, and no
    /// place is in another row than its label.
    fn settle(&mut self, template: &Template, words: &[Word]) {
        self.find_headings(template, words);
        for (number, slot) in template.slots() {
            let at = |element: Option<usize>| {
                let pair = self.of(element?)?;
                let token = words.get(pair.tokens.start)?.token;
                Some((token.block, token.at?))
            };
            let Some((block, (row, _))) = at(slot.row) else {
                continue;
            };
            let own = at(Some(number));
            let column = at(slot.column).filter(|(known, _)| *known == block);
            let crossing = column.map(|(_, (_, column))| (block, (row, column)));
            let is_right = crossing.map_or_else(
                || own.is_some_and(|(known, (at, _))| known == block && at == row),
                |crossing| own == Some(crossing),
            );
            if is_right {
                continue;
            }
            let better = crossing.and_then(|(block, at)| {
                words.iter().position(|word| {
                    !word.is_taken && word.token.block == block && word.token.at == Some(at)
                })
            });
            self.pairs.retain(|pair| pair.element != number);
            self.pairs.extend(better.map(|index| Pair {
                element: number,
                tokens: index..index + 1,
                is_exact: true,
            }));
        }
        self.pairs.sort_by_key(|pair| pair.element);
    }
}

/// Where a block stands among the words of a document; `None` when too few of its labels are there.
pub(super) fn align(template: &Template, words: &[Word]) -> Option<Alignment> {
    let wanted: Vec<Vec<Likeness>> = template
        .elements
        .iter()
        .map(|element| match element {
            Element::Label { text, .. } => words.iter().map(|word| likeness(text, word)).collect(),
            _ => Vec::new(),
        })
        .collect();
    let is_there = |row: &Vec<Likeness>| row.iter().any(|like| *like != Likeness::None);
    let labels = wanted.iter().filter(|row| !row.is_empty()).count();
    if !is_enough(wanted.iter().filter(|row| is_there(row)).count(), labels) {
        return None;
    }
    let table = Table::fill(template, words, &wanted);
    let mut alignment = table.trace(&wanted);
    alignment.settle(template, words);
    let found = alignment.pairs.iter().filter(|pair| {
        matches!(
            template.elements.get(pair.element),
            Some(Element::Label { .. })
        )
    });
    let found = found.count();
    (labels > 0 && is_enough(found, labels)).then_some(alignment)
}

/// So many labels tell a block wherever they stand together.
const TELLING_LABELS: usize = 5;

/// Whether so many labels of a block tell that it is the block: half of them, or as many as no
/// other block has.
fn is_enough(found: usize, labels: usize) -> bool {
    found * 2 >= labels || found >= TELLING_LABELS
}

/// The scores of every beginning of the block at every place of the document.
struct Table {
    width: usize,
    scores: Vec<i32>,
    steps: Vec<Step>,
}

impl Table {
    fn fill(template: &Template, words: &[Word], wanted: &[Vec<Likeness>]) -> Self {
        let width = words.len() + 1;
        let size = width * (template.elements.len() + 1);
        let mut table = Self {
            width,
            scores: vec![0; size],
            steps: vec![Step::Start; size],
        };
        for (row, element) in template.elements.iter().enumerate() {
            for column in 0..=words.len() {
                let (score, step) = table.best(row + 1, column, element, words, wanted.get(row));
                table.put(row + 1, column, score, step);
            }
        }
        table
    }

    fn best(
        &self,
        row: usize,
        column: usize,
        element: &Element,
        words: &[Word],
        likes: Option<&Vec<Likeness>>,
    ) -> (i32, Step) {
        let mut best = (0, Step::Start);
        let mut offer = |score: i32, step: Step| {
            if score > best.0 {
                best = (score, step);
            }
        };
        offer(
            self.score(row - 1, column) - cost(element),
            Step::SkipElement,
        );
        let Some(word) = column.checked_sub(1).and_then(|at| words.get(at)) else {
            return best;
        };
        offer(self.score(row, column - 1) - gap(word), Step::SkipToken);
        if word.is_taken {
            return best;
        }
        match element {
            Element::Label { text, .. } => {
                let like = likes.and_then(|likes| likes.get(column - 1));
                let points = like.map_or(0, |like| like.points(text));
                if points > 0 {
                    offer(self.score(row - 1, column - 1) + points, Step::Match(1));
                } else if let Some(used) = joined(text, words, column) {
                    let points = Likeness::Same.points(text);
                    let before = self.score(row - 1, column - usize::from(used));
                    offer(before + points, Step::Match(used));
                }
            }
            Element::Slot(slot) => {
                let points = fit(&slot.wanted, word);
                offer(self.score(row - 1, column - 1) + points, Step::Match(1));
            }
            Element::Blank if word.token.is_empty() => {
                offer(self.score(row - 1, column - 1) + 1, Step::Match(1));
            }
            Element::Blank => {}
        }
        best
    }

    fn score(&self, row: usize, column: usize) -> i32 {
        self.scores
            .get(row * self.width + column)
            .copied()
            .unwrap_or(0)
    }

    fn put(&mut self, row: usize, column: usize, score: i32, step: Step) {
        let at = row * self.width + column;
        if let (Some(known), Some(way)) = (self.scores.get_mut(at), self.steps.get_mut(at)) {
            *known = score;
            *way = step;
        }
    }

    /// The best alignment, from its end back to its beginning.
    fn trace(&self, wanted: &[Vec<Likeness>]) -> Alignment {
        let (mut at, mut score) = (0, 0);
        for (place, known) in self.scores.iter().enumerate() {
            if *known > score {
                (at, score) = (place, *known);
            }
        }
        let mut pairs = Vec::new();
        let (mut row, mut column) = (at / self.width, at % self.width);
        while let Some(step) = self.steps.get(row * self.width + column) {
            match step {
                Step::Start => break,
                Step::SkipToken => column -= 1,
                Step::SkipElement => row -= 1,
                Step::Match(used) => {
                    let tokens = column - usize::from(*used)..column;
                    row -= 1;
                    let like = wanted.get(row).and_then(|likes| likes.get(tokens.start));
                    pairs.push(Pair {
                        element: row,
                        is_exact: *used > 1 || like == Some(&Likeness::Same),
                        tokens: tokens.clone(),
                    });
                    column = tokens.start;
                }
            }
        }
        pairs.reverse();
        Alignment { score, pairs }
    }
}

fn cost(element: &Element) -> i32 {
    match element {
        Element::Label { .. } => LABEL_GAP,
        Element::Slot(_) => SLOT_GAP,
        Element::Blank => 0,
    }
}

/// How many cells before a place make up a label that is broken over them.
fn joined(text: &str, words: &[Word], end: usize) -> Option<u8> {
    let mut rest = text;
    for used in 1..=MOST_JOINED.min(end) {
        let word = words.get(end - used)?;
        if word.token.is_empty() || word.is_taken {
            return None;
        }
        rest = rest.strip_suffix(word.token.label.as_str())?;
        if rest.is_empty() {
            return u8::try_from(used).ok();
        }
    }
    None
}
