//! What a form page sends: texts by cell code, what they were based on, and which button was pressed.

use std::collections::BTreeMap;

use crate::actions::save::{Base, TypedCell};
use crate::domain::filing::{CellCode, Entries, MOST_ROWS, MoneyUnit, takes_text};
use crate::domain::scheme::Scheme;
use crate::web::form::FormPairs;

/// The name of an input is this and the cell's code.
pub const CELL_PREFIX: &str = "c:";

/// The name under which a page says in which unit it shows amounts.
pub const UNIT: &str = "unit";

/// The unit in which a page shows amounts, by its code; the form's own where the page says none.
#[must_use]
pub fn page_unit(code: &str, scheme: &Scheme) -> MoneyUnit {
    MoneyUnit::from_code(code).unwrap_or_else(|| MoneyUnit::of(scheme))
}

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
    /// The code of the unit in which the page shows amounts.
    pub unit: String,
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
        let unit = page_unit(pairs.text(UNIT), scheme);
        let cells = pairs.iter().filter_map(|(name, text)| {
            let code = name.strip_prefix(CELL_PREFIX)?;
            Some(TypedCell {
                code: code.to_owned(),
                typed: unit.kept(scheme, code, text, entries.typed(code)),
            })
        });
        Self {
            base: read_bases(pairs.text("bases")),
            deed: pairs.text("do").to_owned(),
            unit: pairs.text(UNIT).to_owned(),
            ..Self::sorted(scheme, entries, cells)
        }
    }

    /// Sorts texts into what can be kept and what cannot.
    #[must_use]
    pub fn sorted(
        scheme: &Scheme,
        entries: &Entries,
        cells: impl IntoIterator<Item = TypedCell>,
    ) -> Self {
        let mut typed = Self::default();
        for cell in cells {
            if !takes_text(scheme, entries, &cell.code) {
                typed.unknown.push(cell);
            } else if cell.typed.chars().count() > LONGEST_CELL {
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
        let too_long = self.too_long.iter().map(|cell| Problem {
            cell: Some(cell.code.clone()),
            sentence: too_long(cell, &label(&cell.code)),
            text: None,
        });
        let unknown = self.lost().map(|cell| Problem {
            cell: None,
            sentence: format!("{OUT_OF_PLACE}文字列在下面，可以复制到相应的栏目。"),
            text: Some(cell.typed.clone()),
        });
        too_long.chain(unknown).collect()
    }

    /// The same for the script, whose page keeps the texts itself: cell and sentence.
    pub fn refused(&self, label: impl Fn(&str) -> String) -> Vec<(CellCode, String)> {
        let too_long = self
            .too_long
            .iter()
            .map(|cell| (cell.code.clone(), too_long(cell, &label(&cell.code))));
        let unknown = self
            .lost()
            .map(|cell| (cell.code.clone(), OUT_OF_PLACE.to_owned()));
        too_long.chain(unknown).collect()
    }

    /// The texts that have no place; an empty one is no loss.
    fn lost(&self) -> impl Iterator<Item = &TypedCell> {
        self.unknown.iter().filter(|cell| !cell.typed.is_empty())
    }
}

const OUT_OF_PLACE: &str = "有一栏不在本填报的表格上（可能已被删除），没有保存。";

fn too_long(cell: &TypedCell, label: &str) -> String {
    let length = cell.typed.chars().count();
    format!(
        "“{label}”有 {length} 字，超过每栏 {LONGEST_CELL} 字的上限，没有保存。文字仍在页面上，请精简后再暂存。"
    )
}

/// The changes of some cells as one text for a hidden field.
pub fn write_bases<'a>(changes: impl IntoIterator<Item = (&'a CellCode, &'a String)>) -> String {
    let pairs: Vec<String> = changes
        .into_iter()
        .map(|(code, change)| format!("{code}={change}"))
        .collect();
    pairs.join(" ")
}

/// The changes that [`write_bases`] wrote.
pub fn read_bases(text: &str) -> Base {
    let pairs = text
        .split_whitespace()
        .filter_map(|pair| pair.split_once('='));
    let bases: BTreeMap<CellCode, String> = pairs
        .map(|(code, change)| (code.to_owned(), change.to_owned()))
        .collect();
    bases
}
