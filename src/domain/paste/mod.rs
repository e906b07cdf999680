//! A block of cells from a spreadsheet or a document, laid over a form.
//!
//! It is laid from one cell to the right and downwards, as spreadsheets do. Words of the form that
//! come along (row labels, column headings) are known again, lead to their own places and are left
//! out. Nothing here changes a filing: a person looks at a [`Laying`] and picks.

mod block;
mod judge;
mod lay;
mod lines;
mod order;
mod rows;
mod units;

use std::collections::BTreeMap;

pub use block::{Block, MOST_PIECES, Piece};

use crate::domain::evaluate::evaluate;
use crate::domain::filing::{CellCode, Entries, list_row};
use crate::domain::scheme::Scheme;
use crate::domain::sheet::{Purpose, lay_out};

/// A block over a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Laying {
    /// The unit in which bare amounts were read.
    pub unit: String,
    /// Whether the block itself says that unit.
    pub is_unit_stated: bool,
    /// The cells, in the order of the block.
    pub cells: Vec<Pasted>,
    /// What has no place on the form.
    pub leftovers: Vec<LeftOver>,
}

/// A text of the block for a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pasted {
    /// Its row and column in the block, from 0.
    pub at: (usize, usize),
    /// The cell.
    pub code: CellCode,
    /// The cell in the words of the form.
    pub label: String,
    /// What stands in the cell now.
    pub present: String,
    /// The texts to pick from: what is likeliest meant first. Never empty.
    pub choices: Vec<Choice>,
    /// What a person should look at, in whole sentences.
    pub questions: Vec<String>,
    /// Whether the cell is computed, so that the text is only held against it.
    pub is_computed: bool,
    /// The row list and the row, where the row is not on the form yet.
    pub new_row: Option<(CellCode, String)>,
}

/// A text that a cell may get.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The text.
    pub text: String,
    /// How it is understood, where that differs from how it reads.
    pub understood: Option<String>,
}

/// A piece without a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOver {
    /// The text.
    pub text: String,
    /// Why, in a few words.
    pub why: String,
}

/// Why nothing can be laid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasteError {
    /// Nothing was brought.
    #[error("没有可以粘贴的内容。请先在表格软件中选中单元格并复制，再到这里粘贴。")]
    Empty,
    /// More than any form holds.
    #[error(
        "粘贴的内容超过 {MOST_PIECES} 格，比任何一张表都大。请只复制需要的区域，或改用“导入”。"
    )]
    TooLong,
    /// The cell is not one of the form's tables.
    #[error("开始粘贴的栏目不在本表的表格里，请在下面选择从哪一格开始。")]
    NoAnchor,
    /// Nothing fits.
    #[error("粘贴的内容在本表中没有对应的格。请核对开始粘贴的栏目和复制的区域。")]
    NothingFits,
}

/// Where a block is laid, and how its amounts are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Anchor<'a> {
    /// The form.
    pub form: &'a str,
    /// The first cell.
    pub cell: &'a str,
    /// 元 or 万元, as somebody said; empty for what the block says, or else the form's.
    pub unit: &'a str,
}

impl Laying {
    /// Lays a block over a form from a cell.
    ///
    /// # Errors
    /// When the cell is not on the form, or nothing of the block has a place.
    pub fn of(
        block: &Block,
        scheme: &Scheme,
        entries: &Entries,
        anchor: Anchor<'_>,
    ) -> Result<Self, PasteError> {
        let evaluation = evaluate(scheme, entries);
        let sheet = lay_out(scheme, anchor.form, entries, &evaluation, Purpose::Entry)
            .ok_or(PasteError::NoAnchor)?;
        let laid = lay::lay(block, scheme, entries, &lines::lines(&sheet), anchor.cell)?;
        let stated = units::stated(block);
        let unit = match (anchor.unit, stated) {
            ("", Some(unit)) => unit,
            ("", None) => scheme.head.amount_unit.as_str(),
            (chosen, _) => chosen,
        };
        let cells = judge::judge(scheme, entries, &evaluation, laid.cells, unit);
        if cells.is_empty() {
            return Err(PasteError::NothingFits);
        }
        Ok(Self {
            unit: unit.to_owned(),
            is_unit_stated: stated == Some(unit),
            cells,
            leftovers: laid.leftovers,
        })
    }

    /// The texts that come of what was picked: the place in the block and which of its choices.
    /// The row lists of new rows are among them; a computed cell gets no text.
    pub fn changes(
        &self,
        entries: &Entries,
        picked: impl Fn((usize, usize)) -> Option<usize>,
    ) -> BTreeMap<CellCode, String> {
        let mut changes = BTreeMap::new();
        for cell in self.cells.iter().filter(|cell| !cell.is_computed) {
            let Some(choice) = picked(cell.at).and_then(|at| cell.choices.get(at)) else {
                continue;
            };
            changes.insert(cell.code.clone(), choice.text.clone());
            if let Some((list, row)) = &cell.new_row {
                list_row(&mut changes, entries, list, row);
            }
        }
        changes
    }
}
