//! What the accountant has on paper: a filled form of `schemes/demo`, typed cell by cell.

use std::collections::BTreeMap;

use serde::Deserialize;
use ziping::domain::filing::RowColumn;

/// A filled form family as it lies in `schemes/demo`.
#[derive(Debug, Deserialize)]
pub struct Paper {
    cells: BTreeMap<String, String>,
}

/// One row of an indicator tree: the second-level heading it stands under and its columns.
#[derive(Debug)]
pub struct PaperRow {
    pub heading: String,
    pub columns: Vec<(RowColumn, String)>,
}

impl Paper {
    /// The paper of this file name, without `.toml`.
    pub fn read(name: &str) -> Self {
        let path = crate::support::root().join(format!("schemes/demo/{name}.toml"));
        toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
    }

    /// Every cell with its text, by its code.
    pub fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        let cells = self.cells.iter();
        cells.map(|(code, text)| (code.as_str(), text.as_str()))
    }

    /// The text of a cell.
    pub fn text(&self, code: &str) -> &str {
        self.cells.get(code).map_or("", String::as_str).trim()
    }

    /// The rows of an indicator block in the order of the paper.
    pub fn rows(&self, block: &str) -> Vec<PaperRow> {
        let mut rows = Vec::new();
        for (code, ids) in &self.cells {
            let Some(heading) = code
                .strip_prefix(&format!("{block}."))
                .and_then(|rest| rest.strip_suffix(".rows"))
            else {
                continue;
            };
            for id in ids.split_whitespace() {
                let columns = RowColumn::ALL.into_iter().filter_map(|column| {
                    let text = self.cells.get(&format!("{block}.{id}.{}", column.code()))?;
                    Some((column, text.clone()))
                });
                rows.push(PaperRow {
                    heading: heading.to_owned(),
                    columns: columns.collect(),
                });
            }
        }
        rows
    }
}
