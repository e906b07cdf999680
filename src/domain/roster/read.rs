//! From a table with headings to the rows of a list.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::columns::Column;
use crate::domain::document::{Block, Document, Table};

/// The headings stand in one of the first rows, below a title at most.
const ROWS_OF_HEADINGS: usize = 10;

/// One organization as it is listed, nothing judged yet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The row of the sheet, from 1.
    pub number: usize,
    /// 单位代码.
    pub code: String,
    /// 单位名称.
    pub name: String,
    /// 简称; the name where the list has none.
    pub short_name: String,
    /// 主管部门 by code or name; empty for what stands directly under the bureau.
    pub parent: String,
    /// 统一社会信用代码 in capitals; may be empty.
    pub credit_code: String,
    /// 类别; may be empty.
    pub kind: String,
}

/// Why a file is no list of organizations.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RosterProblem {
    /// No table has the headings.
    #[error("没有找到单位名录：表头至少要有“单位代码”和“单位名称”两列。")]
    NoTable,
    /// The same heading twice.
    #[error("表头中“{0}”出现了两次，请只保留一列。")]
    HeadingTwice(&'static str),
    /// Only headings.
    #[error("表头下面没有单位。")]
    Empty,
}

/// The rows of the first table that has the headings of a list.
pub fn read(document: &Document) -> Result<Vec<Row>, RosterProblem> {
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    for table in tables {
        if let Some((heading, columns)) = find_headings(table)? {
            let rows = rows_below(table, heading, &columns);
            return if rows.is_empty() {
                Err(RosterProblem::Empty)
            } else {
                Ok(rows)
            };
        }
    }
    Err(RosterProblem::NoTable)
}

type Columns = BTreeMap<Column, usize>;

fn find_headings(table: &Table) -> Result<Option<(usize, Columns)>, RosterProblem> {
    for (number, row) in table.rows.iter().enumerate().take(ROWS_OF_HEADINGS) {
        let mut columns = Columns::new();
        let mut twice = None;
        for cell in row {
            if let Some(column) = Column::of(&cell.text)
                && columns.insert(column, cell.column).is_some()
            {
                twice = Some(column.label());
            }
        }
        if columns.contains_key(&Column::Code) && columns.contains_key(&Column::Name) {
            return match twice {
                Some(label) => Err(RosterProblem::HeadingTwice(label)),
                None => Ok(Some((number, columns))),
            };
        }
    }
    Ok(None)
}

fn rows_below(table: &Table, heading: usize, columns: &Columns) -> Vec<Row> {
    let mut rows = Vec::new();
    for (number, cells) in table.rows.iter().enumerate().skip(heading + 1) {
        let text = |column: Column| {
            let place = columns.get(&column)?;
            let cell = cells.iter().find(|cell| cell.column == *place)?;
            Some(cell.text.trim().replace('\n', ""))
        };
        let text = |column: Column| text(column).unwrap_or_default();
        let mut row = Row {
            number: table.line + number,
            code: text(Column::Code),
            name: text(Column::Name),
            short_name: text(Column::ShortName),
            parent: text(Column::Parent),
            credit_code: text(Column::CreditCode).to_uppercase(),
            kind: text(Column::Kind),
        };
        if row.code.is_empty() && row.name.is_empty() {
            continue;
        }
        if row.short_name.is_empty() {
            row.short_name.clone_from(&row.name);
        }
        rows.push(row);
    }
    rows
}
