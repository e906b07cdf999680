//! What a form page sends: texts by cell code, what they were based on, and which button was pressed.

use std::collections::BTreeMap;

use crate::actions::save::{Base, TypedCell};
use crate::domain::filing::{CellCode, Entries, MOST_ROWS, takes_text};
use crate::domain::scheme::Scheme;
use crate::web::form::FormPairs;

/// The name of an input is this and the cell's code.
pub const CELL_PREFIX: &str = "c:";

/// A cell takes at most this many characters; the longest report of the field has a tenth of it.
pub const LONGEST_CELL: usize = 20_000;

/// What was typed, sorted into what can be kept and what cannot.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// Texts that can be kept.
    pub cells: Vec<TypedCell>,
    /// Texts longer than any form asks for.
    pub too_long: Vec<TypedCell>,
    /// Texts under names that these forms do not have.
    pub unknown: Vec<TypedCell>,
    /// The changes the page had seen.
    pub base: Base,
    /// The button.
    pub deed: String,
}

/// A text that could not be kept, said on top of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The cell on this page, when it has one.
    pub cell: Option<CellCode>,
    /// The sentence.
    pub sentence: String,
    /// The text itself, where the page has no cell to keep it in.
    pub text: Option<String>,
}

impl Problem {
    /// A row that a heading no longer takes.
    #[must_use]
    pub fn too_many_rows() -> Self {
        Self {
            cell: None,
            sentence: format!("每个二级指标下最多 {MOST_ROWS} 行三级指标，没有再增加。"),
            text: None,
        }
    }
}

impl Typed {
    /// Sorts what a page sent.
    #[must_use]
    pub fn of(pairs: &FormPairs, scheme: &Scheme, entries: &Entries) -> Self {
        let mut typed = Self {
            base: read_bases(pairs.text("bases")),
            deed: pairs.text("do").to_owned(),
            ..Self::default()
        };
        for (name, text) in pairs.iter() {
            let Some(code) = name.strip_prefix(CELL_PREFIX) else {
                continue;
            };
            let cell = TypedCell {
                code: code.to_owned(),
                typed: text.to_owned(),
            };
            if !takes_text(scheme, entries, code) {
                typed.unknown.push(cell);
            } else if text.chars().count() > LONGEST_CELL {
                typed.too_long.push(cell);
            } else {
                typed.cells.push(cell);
            }
        }
        typed
    }

    /// The entries as they read with everything on the page in its place, kept or not.
    #[must_use]
    pub fn over(&self, entries: &Entries) -> Entries {
        let mut entries = entries.clone();
        for cell in self.cells.iter().chain(&self.too_long) {
            entries.cells.insert(cell.code.clone(), cell.typed.clone());
        }
        entries
    }

    /// What to say about texts that could not be kept.
    pub fn problems(&self, label: impl Fn(&str) -> String) -> Vec<Problem> {
        let too_long = self.too_long.iter().map(|cell| {
            let length = cell.typed.chars().count();
            Problem {
                cell: Some(cell.code.clone()),
                sentence: format!(
                    "“{}”有 {length} 字，超过每栏 {LONGEST_CELL} 字的上限，没有保存。文字仍在页面上，请精简后再暂存。",
                    label(&cell.code)
                ),
                text: None,
            }
        });
        let unknown = self
            .unknown
            .iter()
            .filter(|cell| !cell.typed.is_empty())
            .map(|cell| Problem {
                cell: None,
                sentence:
                    "有一栏不在本填报的表格上（可能已被删除），没有保存。文字列在下面，可以复制到相应的栏目。"
                        .to_owned(),
                text: Some(cell.typed.clone()),
            });
        too_long.chain(unknown).collect()
    }
}

/// The changes of some cells as one text for a hidden field.
pub fn write_bases<'a>(changes: impl IntoIterator<Item = (&'a CellCode, &'a String)>) -> String {
    let pairs: Vec<String> = changes
        .into_iter()
        .map(|(code, change)| format!("{code}={change}"))
        .collect();
    pairs.join(" ")
}

fn read_bases(text: &str) -> Base {
    let pairs = text
        .split_whitespace()
        .filter_map(|pair| pair.split_once('='));
    let bases: BTreeMap<CellCode, String> = pairs
        .map(|(code, change)| (code.to_owned(), change.to_owned()))
        .collect();
    bases
}
