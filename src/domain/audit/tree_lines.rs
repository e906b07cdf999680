//! Indicator trees flattened to one cell a line: rows are found by what their cells hold.

use super::heading::{Heading, joined};
use super::printed::Printed;
use super::stream::Token;
use super::tree::{Cell, Column, Row, Tree, cell, level1, level2, total};
use super::tree_cells::is_reason;

/// The longest cell that is a target or a result, characters.
const LONGEST_VALUE: usize = 80;

/// Lines that a name may run over.
const NAME_LINES: usize = 3;

/// The rows after the headings, to the total line or the first line that fits no row.
pub(super) fn rows(
    tokens: &[Token],
    from: usize,
    headings: &[Heading<Column>],
    end: usize,
) -> Tree {
    let columns: Vec<Column> = headings.iter().map(|heading| heading.column).collect();
    let shows_blanks = tokens.iter().skip(end).take(40).any(Token::is_empty);
    let mut tree = Tree {
        columns,
        rows: Vec::new(),
        total: None,
        is_whole: false,
        has_cells: shows_blanks,
        reasons: None,
        from,
        to: end,
    };
    let mut above = Row::default();
    let mut index = end;
    while index < tokens.len() {
        if let Some((label, figures, next)) = total(tokens, index) {
            tree.total = Some((label, figures));
            tree.is_whole = true;
            tree.to = next;
            break;
        }
        if let Some(next) = heading(tokens, index, &mut above) {
            index = next;
            continue;
        }
        let Some(found) = row(tokens, index, &tree.columns, shows_blanks) else {
            let is_blank = tokens.get(index).is_some_and(Token::is_empty);
            let ends_row = is_blank || is_last_reason(tokens, index, &above);
            if !ends_row || tree.rows.is_empty() {
                break;
            }
            if let Some(last) = tree.rows.last_mut().filter(|_| !is_blank) {
                last.has_reason = Some(true);
            }
            index += 1;
            continue;
        };
        // What stands between two rows may be the reason of the first or the start of a name.
        if found.before > 0
            && let Some(last) = tree.rows.last_mut()
        {
            last.has_reason = None;
        }
        index = found.next;
        tree.to = index;
        tree.rows.push(Row {
            level1: above.level1.clone(),
            level1_weight: above.level1_weight.clone(),
            level2: above.level2.clone(),
            ..found.row
        });
    }
    // After the last row a reason may stand as well as anything else.
    if tree.total.is_none()
        && !shows_blanks
        && let Some(last) = tree.rows.last_mut()
    {
        last.has_reason = None;
    }
    tree
}

/// Whether a line stands between a row and the next heading: the row's reason.
fn is_last_reason(tokens: &[Token], index: usize, above: &Row) -> bool {
    let mut next = above.clone();
    heading(tokens, index + 1, &mut next).is_some() || total(tokens, index + 1).is_some()
}

/// Takes in a first- or second-level heading; the index after it.
fn heading(tokens: &[Token], index: usize, above: &mut Row) -> Option<usize> {
    let first = joined(tokens, index, level1);
    let second = joined(tokens, index, level2);
    let is_second = match (&first, &second) {
        (_, None) => false,
        (None, Some(_)) => true,
        // 成本指标 and 满意度指标 are names of both levels.
        (Some(((name, points), _)), Some(_)) => {
            points.is_none()
                && (above.level1 == *name || (name == "成本指标" && above.level1.starts_with("产")))
        }
    };
    if is_second {
        let (name, used) = second?;
        above.level2 = name;
        return Some(index + used);
    }
    let ((name, mut points), used) = first?;
    let mut next = index + used;
    if points.is_none()
        && let Some(token) = tokens.get(next)
        && token.label.contains('分')
        && let ("", Some(own)) = super::tree::with_points(&token.label)
    {
        points = Some(own);
        next += 1;
    }
    above.level1 = name;
    above.level1_weight = points;
    above.level2.clear();
    Some(next)
}

/// A row with the number of lines before its name and the index after it.
struct Found {
    row: Row,
    before: usize,
    next: usize,
}

fn row(tokens: &[Token], index: usize, columns: &[Column], shows_blanks: bool) -> Option<Found> {
    let after_name: Vec<Column> = columns
        .iter()
        .copied()
        .skip_while(|column| *column != Column::Name)
        .skip(1)
        .filter(|column| shows_blanks || *column != Column::Reason)
        .collect();
    let most = if shows_blanks { 1 } else { NAME_LINES };
    (1..=most).find_map(|names| {
        let found = try_row(tokens, index, names, &after_name)?;
        let follows_figure = !shows_blanks
            && tokens
                .get(found.next)
                .is_some_and(|token| Printed::read(token).is_some());
        (!follows_figure).then_some(found)
    })
}

fn try_row(tokens: &[Token], index: usize, names: usize, columns: &[Column]) -> Option<Found> {
    for token in tokens.get(index..index + names)? {
        let is_name = !token.is_empty()
            && Printed::read(token).is_none()
            && level1(&token.label).is_none()
            && level2(&token.label).is_none();
        if !is_name {
            return None;
        }
    }
    let mut row = Row {
        name: cell(tokens, index + names - 1),
        has_reason: Some(false),
        ..Row::default()
    };
    let mut at = index + names;
    for column in columns {
        let token = tokens.get(at)?;
        let here = cell(tokens, at);
        if !fits(*column, token, &here) || total(tokens, at).is_some() {
            return None;
        }
        match column {
            Column::Target => row.target = here,
            Column::Actual => row.actual = here,
            Column::Weight => row.weight = here,
            Column::Score => row.score = here,
            Column::ScoreRate => row.score_rate = here,
            Column::Rule => row.rule.clone_from(&token.text),
            Column::Reason => row.has_reason = Some(is_reason(&token.label)),
            Column::Extra if is_sign(&token.label) => row.sign.clone_from(&token.label),
            Column::Extra if row.unit.is_empty() => row.unit.clone_from(&token.label),
            _ => {}
        }
        at += 1;
    }
    let is_scored = columns.contains(&Column::Weight) || columns.contains(&Column::Score);
    (is_scored || is_pair(&row.target, &row.actual)).then_some(Found {
        row,
        before: names - 1,
        next: at,
    })
}

fn fits(column: Column, token: &Token, cell: &Cell) -> bool {
    let is_heading = level1(&token.label).is_some() || level2(&token.label).is_some();
    match column {
        Column::Weight | Column::Score => {
            token.is_empty()
                || super::funding::is_placeholder(&token.label)
                || cell.points().is_some()
        }
        Column::ScoreRate => token.is_empty() || Printed::read(token).is_some(),
        Column::Extra => token.label.chars().count() <= 6,
        Column::Reason | Column::Rule => true,
        _ => !is_heading && token.text.chars().count() <= LONGEST_VALUE,
    }
}

fn is_sign(label: &str) -> bool {
    matches!(label, "≥" | "≤" | "=" | ">" | "<" | "定性")
}

/// Without points beside them, target and result must look like a pair: both with figures, or
/// word for word the same.
fn is_pair(target: &Cell, actual: &Cell) -> bool {
    let has_digit = |cell: &Cell| cell.text.chars().any(char::is_numeric);
    let bare = |cell: &Cell| super::stream::label(&cell.text);
    (has_digit(target) && has_digit(actual)) || bare(target) == bare(actual)
}
