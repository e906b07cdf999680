//! Indicator trees in real tables: every cell stands under its heading.

use super::heading::Heading;
use super::printed::Printed;
use super::stream::Token;
use super::tree::{Column, Row, Tree, cell, level1, level2, total, total_figure};

/// The rows under the headings, to the end of the table or its total line.
pub(super) fn rows(
    tokens: &[Token],
    from: usize,
    headings: &[Heading<Column>],
    end: usize,
) -> Tree {
    let block = tokens.get(from).map(|token| token.block);
    let mut tree = Tree {
        columns: headings.iter().map(|heading| heading.column).collect(),
        rows: Vec::new(),
        total: None,
        is_whole: true,
        has_cells: true,
        reasons: None,
        from,
        to: end,
    };
    let mut above = Row::default();
    let mut index = end;
    while let Some(first) = tokens.get(index).filter(|t| Some(t.block) == block) {
        let line = first.at.map(|(row, _)| row);
        let next = tokens
            .iter()
            .enumerate()
            .skip(index)
            .find(|(_, token)| Some(token.block) != block || token.at.map(|(row, _)| row) != line)
            .map_or(tokens.len(), |(at, _)| at);
        let filled = (index..next).find(|at| tokens.get(*at).is_some_and(|t| !t.is_empty()));
        if let Some((label, figures, _)) = filled.and_then(|at| total(tokens, at)) {
            let own = in_columns(tokens, index..next, headings);
            tree.total = Some((label, if own.len() == 2 { own } else { figures }));
            tree.to = next;
            return tree;
        }
        match row(tokens, index..next, headings, &mut above) {
            Some(row) => tree.rows.push(row),
            None if tree.rows.is_empty() => {}
            None => break,
        }
        index = next;
        tree.to = next;
    }
    tree
}

/// The figures of a total line that stand under 分值 and 得分.
fn in_columns(
    tokens: &[Token],
    cells: std::ops::Range<usize>,
    headings: &[Heading<Column>],
) -> Vec<Printed> {
    let wanted = [Column::Weight, Column::Score];
    wanted
        .into_iter()
        .filter_map(|column| {
            let at = headings.iter().find(|heading| heading.column == column)?.at;
            let token = cells
                .clone()
                .filter_map(|index| tokens.get(index))
                .find(|token| token.at.map(|(_, column)| column) == at)?;
            total_figure(token)
        })
        .collect()
}

fn row(
    tokens: &[Token],
    cells: std::ops::Range<usize>,
    headings: &[Heading<Column>],
    above: &mut Row,
) -> Option<Row> {
    let mut row = Row {
        level1: above.level1.clone(),
        level1_weight: above.level1_weight.clone(),
        level2: above.level2.clone(),
        ..Row::default()
    };
    for index in cells {
        let token = tokens.get(index)?;
        let at = token.at.map(|(_, column)| column);
        let Some(heading) = headings.iter().find(|heading| heading.at == at) else {
            continue;
        };
        let column = heading.column;
        if token.is_empty() && matches!(column, Column::Level1 | Column::Level2) {
            continue;
        }
        match column {
            Column::Level1 => {
                if let Some((name, points)) = level1(&token.label) {
                    row.level1 = name;
                    row.level1_weight = points;
                } else {
                    row.level1.clone_from(&token.label);
                    row.level1_weight = super::tree::with_points(&token.label).1;
                }
            }
            Column::Level2 => {
                row.level2 = level2(&token.label).unwrap_or_else(|| token.label.clone());
            }
            Column::Name => row.name = cell(tokens, index),
            Column::Target => row.target = cell(tokens, index),
            Column::Actual => row.actual = cell(tokens, index),
            Column::Weight => row.weight = cell(tokens, index),
            Column::Score => row.score = cell(tokens, index),
            Column::Reason => row.has_reason = Some(is_reason(&token.label)),
            Column::ScoreRate => row.score_rate = cell(tokens, index),
            Column::Rule => row.rule.clone_from(&token.text),
            Column::Extra => {
                if matches!(token.label.as_str(), "≥" | "≤" | "=" | ">" | "<" | "定性") {
                    row.sign.clone_from(&token.label);
                } else if row.unit.is_empty() {
                    row.unit.clone_from(&token.label);
                }
            }
        }
    }
    above.clone_from(&row);
    let is_row = !row.name.text.is_empty() && row.name.text.chars().count() < 200;
    is_row.then_some(row)
}

/// Whether a cell for reasons says anything.
pub(super) fn is_reason(label: &str) -> bool {
    !label.is_empty() && !super::funding::is_placeholder(label) && !matches!(label, "无" | "无偏差")
}
