//! Money tables of many rows: tasks or kinds of spending with budget, spending and rate, each in
//! one column or by source of money, and mostly a total line.

use std::ops::Range;

use super::heading::{Column, Heading, Wanted, column};
use super::printed::Printed;
use super::stream::Token;

/// A table with its rows.
pub(super) struct Ledger {
    pub columns: Vec<Heading<Column>>,
    pub rows: Vec<Row>,
}

/// A row: what it is of, and a figure for each column that has one.
pub(super) struct Row {
    pub label: String,
    pub cells: Vec<Option<Printed>>,
    /// The token of the label.
    pub index: usize,
    /// 合计, 总额.
    pub is_total: bool,
    /// 其中: or 小计: its figures stand in another row too.
    pub is_nested: bool,
}

impl Ledger {
    /// The columns of a kind.
    pub fn of(&self, kind: Column) -> Vec<usize> {
        let columns = self.columns.iter().enumerate();
        columns
            .filter(|(_, heading)| heading.column == kind)
            .map(|(index, _)| index)
            .collect()
    }

    /// The column of a kind that holds everything: 总额, or the only one.
    pub fn whole(&self, kind: Column) -> Option<usize> {
        let columns = self.of(kind);
        let is_whole = |index: &&usize| {
            self.columns
                .get(**index)
                .is_some_and(|heading| is_total(&heading.part))
        };
        match columns.as_slice() {
            [only] => Some(*only),
            _ => columns.iter().find(is_whole).copied(),
        }
    }
}

impl Row {
    pub fn cell(&self, column: usize) -> Option<&Printed> {
        self.cells.get(column)?.as_ref()
    }
}

/// 合计, 总额 and whatever ends so.
pub(super) fn is_total(label: &str) -> bool {
    let ends = ["合计", "总计", "总额", "总数", "总支出"];
    ends.iter().any(|end| label.ends_with(end))
}

/// The tables outside of those that are known already.
pub(super) fn find(tokens: &[Token], known: &[Range<usize>]) -> Vec<Ledger> {
    let is_ledger = |found: &[Heading<Column>]| {
        let has = |column| found.iter().any(|heading| heading.column == column);
        let has_money = has(Column::Annual) || has(Column::Initial);
        let in_cells = found.iter().all(|heading| heading.at.is_some());
        in_cells && has_money && has(Column::Executed) && (has(Column::Rate) || found.len() >= 4)
    };
    let wanted = Wanted {
        column: &column,
        repeats: &|_| true,
        is_table: &is_ledger,
    };
    let mut ledgers = Vec::new();
    let mut index = 0;
    while index < tokens.len() {
        if let Some(table) = known.iter().find(|table| table.contains(&index)) {
            index = table.end;
            continue;
        }
        let Some((columns, end)) = wanted.find(tokens, index) else {
            index += 1;
            continue;
        };
        let (rows, next) = rows(tokens, &columns, end);
        index = next.max(index + 1);
        if rows.len() >= 2 {
            ledgers.push(Ledger { columns, rows });
        }
    }
    ledgers
}

/// The rows below the headings, to the first one without figures or behind a total.
fn rows(tokens: &[Token], columns: &[Heading<Column>], from: usize) -> (Vec<Row>, usize) {
    let mut rows: Vec<Row> = Vec::new();
    let mut index = from;
    let block = from.checked_sub(1).and_then(|at| tokens.get(at));
    let block = block.map(|token| token.block);
    while let Some(first) = tokens.get(index).filter(|t| Some(t.block) == block) {
        let line = first.at.map(|(row, _)| row);
        let length = tokens
            .iter()
            .skip(index)
            .take_while(|t| Some(t.block) == block && t.at.map(|(row, _)| row) == line)
            .count();
        let Some(row) = row(tokens, index..index + length, columns) else {
            break;
        };
        index += length;
        let is_end = row.is_total && !rows.is_empty();
        rows.push(row);
        if is_end {
            break;
        }
    }
    (rows, index)
}

fn row(tokens: &[Token], cells: Range<usize>, columns: &[Heading<Column>]) -> Option<Row> {
    let first = columns.iter().filter_map(|heading| heading.at).min()?;
    let label = cells
        .clone()
        .rev()
        .filter_map(|index| Some((index, tokens.get(index)?)))
        .find(|(_, token)| {
            let is_left = token.at.is_some_and(|(_, column)| column < first);
            is_left && !token.is_empty() && Printed::read(token).is_none()
        });
    let figure = |heading: &Heading<Column>| {
        let token = cells
            .clone()
            .filter_map(|index| tokens.get(index))
            .find(|token| token.at.map(|(_, column)| column) == heading.at)?;
        Printed::read(token)
    };
    let cells: Vec<Option<Printed>> = columns.iter().map(figure).collect();
    let (index, token) = label?;
    let count = cells.iter().flatten().count();
    (count >= 2).then(|| Row {
        label: token.text.clone(),
        cells,
        index,
        is_total: is_total(&token.label),
        is_nested: token.text.trim_start().starts_with("其中") || token.label.ends_with("小计"),
    })
}
