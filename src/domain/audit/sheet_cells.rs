//! Score sheets in real tables: every cell stands under its heading.

use super::heading::Heading;
use super::printed::Printed;
use super::sheet::{Column, Item, Level, Sheet, bracketed_points, cell_of, total_line};
use super::stream::Token;
use super::tree::with_points;

/// The items under the headings, to the end of the table or its total line.
pub(super) fn items(
    tokens: &[Token],
    from: usize,
    headings: &[Heading<Column>],
    end: usize,
) -> Sheet {
    let block = tokens.get(from).map(|token| token.block);
    let mut sheet = Sheet {
        items: Vec::new(),
        total: None,
        has_cells: true,
        from,
        to: end,
    };
    let mut index = end;
    while let Some(first) = tokens.get(index).filter(|t| Some(t.block) == block) {
        let line = first.at.map(|(row, _)| row);
        let next = (index..tokens.len())
            .find(|at| {
                tokens.get(*at).is_none_or(|token| {
                    Some(token.block) != block || token.at.map(|(row, _)| row) != line
                })
            })
            .unwrap_or(tokens.len());
        let filled = (index..next).find(|at| tokens.get(*at).is_some_and(|t| !t.is_empty()));
        if let Some((label, figures, _)) = filled.and_then(|at| total_line(tokens, at)) {
            sheet.total = Some((label, figures));
            sheet.to = next;
            return sheet;
        }
        if let Some(item) = item(tokens, index..next, headings) {
            sheet.items.push(item);
        }
        index = next;
        sheet.to = next;
    }
    sheet
}

/// The level a weight column belongs to: the nearest name column at its left.
fn owner(headings: &[Heading<Column>], position: usize) -> Option<Column> {
    headings
        .get(..position)?
        .iter()
        .rev()
        .map(|heading| heading.column)
        .find(|column| matches!(column, Column::Level1 | Column::Level2 | Column::Name))
}

fn item(
    tokens: &[Token],
    cells: std::ops::Range<usize>,
    headings: &[Heading<Column>],
) -> Option<Item> {
    let mut item = Item::default();
    // An empty cell is passed over below.
    let has_column = headings
        .iter()
        .any(|heading| heading.column == Column::Reason);
    item.has_reason = has_column.then_some(false);
    for index in cells {
        let token = tokens.get(index)?;
        let at = token.at.map(|(_, column)| column);
        let Some(position) = headings.iter().position(|heading| heading.at == at) else {
            continue;
        };
        if token.is_empty() {
            continue;
        }
        match headings.get(position).map(|heading| heading.column)? {
            Column::Level1 | Column::Level2 => {
                let (name, weight) = with_points(&token.label);
                item.above.push(Level {
                    name: name.to_owned(),
                    weight,
                    index,
                });
            }
            Column::Name => {
                item.name = cell_of(tokens, index);
                let (_, points) = with_points(&token.label);
                if item.weight.is_none() {
                    item.weight = points;
                    item.weight_index = index;
                }
            }
            Column::Weight => {
                let points = points(token);
                match owner(headings, position) {
                    Some(Column::Name) | None => {
                        item.weight = points;
                        item.weight_index = index;
                    }
                    Some(_) => {
                        if let Some(level) = item.above.last_mut() {
                            level.weight = points;
                        }
                    }
                }
            }
            Column::Rule | Column::Definition => item.texts.push(token.text.clone()),
            Column::Score => {
                item.score = points(token);
                item.score_index = index;
            }
            Column::Reason => item.has_reason = Some(true),
            Column::OtherScore | Column::Extra => {}
        }
    }
    (!item.name.text.is_empty()).then_some(item)
}

fn points(token: &Token) -> Option<Printed> {
    bracketed_points(&token.label, token.line)
        .or_else(|| Printed::read(token))
        .filter(|figure| !figure.is_percent)
}
