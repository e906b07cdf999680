//! From a table with headings to the rows of a list.

use serde::{Deserialize, Serialize};

use super::columns::Column;
use crate::domain::document::Document;
use crate::domain::listing::{Line, ListProblem, Numbered, read_lines};

/// One duty of one person as it is listed, nothing judged yet. Who has several duties stands in
/// several rows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The row of the sheet, from 1.
    pub number: usize,
    /// 姓名.
    pub name: String,
    /// 登录名.
    pub login_name: String,
    /// 岗位, in officials' words or by its code.
    pub role: String,
    /// 单位代码; empty for 三员.
    pub organization: String,
    /// 联系电话; may be empty.
    pub phone: String,
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
    Row {
        number: line.number,
        name: line.text(Column::Name),
        login_name: line.text(Column::LoginName),
        role: line.text(Column::Role),
        organization: line.text(Column::Organization),
        phone: line.text(Column::Phone),
    }
}
