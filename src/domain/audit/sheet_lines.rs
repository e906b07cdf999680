//! Score sheets flattened to one cell a line: names, points, long texts and scores follow each
//! other, and each shows what it is.

use super::printed::Printed;
use super::sheet::{Item, Level, Sheet, bracketed_points, cell_of, total_line};
use super::stream::Token;

/// The longest name of an indicator, characters.
const LONGEST_NAME: usize = 18;

/// The items after the headings, to the total line.
pub(super) fn items(tokens: &[Token], from: usize, end: usize) -> Sheet {
    let mut sheet = Sheet {
        items: Vec::new(),
        total: None,
        has_cells: false,
        from,
        to: end,
    };
    let mut begun = Begun::default();
    let mut index = end;
    while let Some(token) = tokens.get(index) {
        if let Some((label, figures, next)) = total_line(tokens, index) {
            sheet.total = Some((label, figures));
            sheet.to = next;
            return sheet;
        }
        if token.label.starts_with("附件") || token.label.starts_with("附表") {
            break;
        }
        if let Some(weight) = bracketed_points(&token.label, token.line) {
            begun.weight(weight, index);
        } else if let Some(figure) = Printed::read(token).filter(|figure| !figure.is_percent) {
            if begun.texts.is_empty() && begun.awaits_weight() {
                begun.weight(figure, index);
            } else if !begun.levels.is_empty() {
                sheet.items.push(begun.finish(figure, index, tokens));
                sheet.to = index + 1;
            }
        } else if is_name(token) && begun.texts.is_empty() {
            begun.name(index, &token.text);
        } else if is_name(token) && begun.has_ended(tokens, index) {
            // A row without a score: its judgement is not printed.
            begun = Begun::default();
            begun.name(index, &token.text);
        } else {
            begun.texts.push(token.text.clone());
        }
        index += 1;
    }
    sheet
}

/// A row in the making: the names and points at its left, then its texts.
#[derive(Default)]
struct Begun {
    levels: Vec<Level>,
    texts: Vec<String>,
}

impl Begun {
    fn name(&mut self, index: usize, text: &str) {
        self.levels.push(Level {
            name: text.to_owned(),
            weight: None,
            index,
        });
    }

    fn weight(&mut self, weight: Printed, index: usize) {
        match self
            .levels
            .last_mut()
            .filter(|level| level.weight.is_none())
        {
            Some(level) if self.texts.is_empty() => level.weight = Some(weight),
            _ => {
                self.texts.clear();
                self.levels.push(Level {
                    name: String::new(),
                    weight: Some(weight),
                    index,
                });
            }
        }
    }

    fn awaits_weight(&self) -> bool {
        self.levels
            .last()
            .is_some_and(|level| level.weight.is_none())
    }

    /// Whether a short line after texts is the next row's name: points stand after it.
    fn has_ended(&self, tokens: &[Token], index: usize) -> bool {
        tokens
            .get(index + 1)
            .is_some_and(|next| bracketed_points(&next.label, next.line).is_some())
    }

    fn finish(&mut self, score: Printed, index: usize, tokens: &[Token]) -> Item {
        let own = self.levels.pop().unwrap_or_default();
        let mut name = cell_of(tokens, own.index);
        name.text.clone_from(&own.name);
        let item = Item {
            above: std::mem::take(&mut self.levels),
            name,
            weight: own.weight,
            weight_index: own.index,
            texts: std::mem::take(&mut self.texts),
            score: Some(score),
            score_index: index,
        };
        *self = Self::default();
        item
    }
}

fn is_name(token: &Token) -> bool {
    let count = token.label.chars().count();
    (1..=LONGEST_NAME).contains(&count)
        && !token
            .label
            .starts_with(|c: char| c.is_ascii_digit() || ('①'..='⑳').contains(&c))
        && !token.text.contains([
            '。', '；', ';', '：', ':', '=', '，', ',', '%', '≤', '≥', '①',
        ])
}
