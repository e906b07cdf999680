//! From a table with headings to the rows of a list.

use serde::{Deserialize, Serialize};

use super::columns::Column;
use crate::domain::document::Document;
use crate::domain::listing::{Line, ListProblem, Numbered, read_lines};

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

impl Numbered for Row {
    fn number(&self) -> usize {
        self.number
    }
}

/// The rows of the first table that has the headings of a list.
pub fn read(document: &Document) -> Result<Vec<Row>, ListProblem> {
    let lines = read_lines(document)?;
    Ok(lines.iter().map(row).collect())
}

fn row(line: &Line<Column>) -> Row {
    let name = line.text(Column::Name);
    let short_name = line.text(Column::ShortName);
    Row {
        number: line.number,
        code: line.text(Column::Code),
        short_name: if short_name.is_empty() {
            name.clone()
        } else {
            short_name
        },
        name,
        parent: line.text(Column::Parent),
        credit_code: line.text(Column::CreditCode).to_uppercase(),
        kind: line.text(Column::Kind),
    }
}
