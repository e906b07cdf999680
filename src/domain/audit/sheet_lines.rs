//! Score sheets flattened to one cell a line: names, points, long texts and scores follow each
//! other, and each shows what it is.

use super::heading::Heading;
use super::printed::Printed;
use super::sheet::{Column, Item, Level, Sheet, bracketed_points, cell_of, total_line};
use super::stream::Token;
use super::tree::with_points;

/// The longest name of an indicator, characters.
const LONGEST_NAME: usize = 18;

/// The items after the headings, to the total line.
pub(super) fn items(
    tokens: &[Token],
    from: usize,
    headings: &[Heading<Column>],
    end: usize,
) -> Sheet {
    let has = |column| headings.iter().any(|heading| heading.column == column);
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
            break;
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
                let mut item = begun.finish(figure, index, tokens);
                item.has_reason = has(Column::Reason).then_some(false);
                sheet.items.push(item);
                index += usize::from(has(Column::OtherScore) && is_score(tokens, index + 1));
                sheet.to = index + 1;
            }
        } else if begun.levels.is_empty()
            && has(Column::Reason)
            && is_remark(tokens, index)
            && let Some(last) = sheet.items.last_mut()
        {
            last.has_reason = Some(true);
        } else if is_name(token) && begun.texts.is_empty() {
            begun.name(index, token);
        } else if is_name(token) && begun.has_ended(tokens, index) {
            // A row without a score: its judgement is not printed.
            begun = Begun::default();
            begun.name(index, token);
        } else {
            begun.texts.push(token.text.clone());
        }
        index += 1;
    }
    doubtful_reasons(&mut sheet);
    sheet
}

/// A second figure after the score: 财政审核评分.
fn is_score(tokens: &[Token], index: usize) -> bool {
    let figure = tokens.get(index).and_then(Printed::read);
    figure.is_some_and(|figure| !figure.is_percent)
}

/// A line after a score that begins no row: too long for a name, and no points follow it.
fn is_remark(tokens: &[Token], index: usize) -> bool {
    let is_weighed = |index: usize| {
        tokens.get(index).is_some_and(|token| {
            bracketed_points(&token.label, token.line).is_some() || Printed::read(token).is_some()
        })
    };
    let is_long = tokens.get(index).is_some_and(|token| !is_name(token));
    is_long && !is_weighed(index + 1)
}

/// A short reason looks like the name of a level: where levels show their points, a line without
/// any is taken for neither; elsewhere nothing is known of reasons.
fn doubtful_reasons(sheet: &mut Sheet) {
    let is_weighed = |level: &Level| level.weight.is_some();
    let all = sheet.items.iter().flat_map(|item| &item.above);
    let shows_points = all.clone().any(is_weighed);
    let mut later: Vec<bool> = Vec::new();
    for item in &mut sheet.items {
        later.push(item.above.first().is_some_and(|level| !is_weighed(level)));
        if shows_points {
            item.above.retain(is_weighed);
        }
    }
    let after = later.into_iter().skip(1).chain([true]);
    for (item, is_doubtful) in sheet.items.iter_mut().zip(after) {
        if is_doubtful && item.has_reason == Some(false) {
            item.has_reason = None;
        }
    }
}

/// A row in the making: the names and points at its left, then its texts.
#[derive(Default)]
struct Begun {
    levels: Vec<Level>,
    texts: Vec<String>,
}

impl Begun {
    /// A name, with its points where they stand in the same line: 决策（10分）.
    fn name(&mut self, index: usize, token: &Token) {
        let (name, weight) = match with_points(&token.label) {
            (name, Some(weight)) if !name.is_empty() => (name, Some(weight)),
            _ => (token.text.as_str(), None),
        };
        let line = token.line;
        self.levels.push(Level {
            name: name.to_owned(),
            weight: weight.map(|weight| Printed { line, ..weight }),
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
            has_reason: None,
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
