//! The buttons of a form page.

use crate::domain::filing::{MoneyUnit, RowDeed};

/// What the accountant wants done after the texts are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed<'a> {
    /// 暂存, and stay.
    Save,
    /// 全审.
    Check,
    /// 下一张表.
    Next,
    /// 撤销 of the paste or import with this id.
    Undo(&'a str),
    /// 确认 of the text that was carried over into this cell.
    Confirm(&'a str),
    /// 确认 of all that was carried over into this form.
    ConfirmAll,
    /// 元 for 万元 and back, on every form.
    Unit(MoneyUnit),
    /// 换算: the cell gets the text that a check offers for it.
    Repair(&'a str),
    /// 用示范文字起草: the cell with this code is begun with the scheme's words.
    Draft(&'a str),
    /// Something about the rows of an indicator tree.
    Rows(RowDeed<'a>),
}

impl<'a> Deed<'a> {
    /// The button with this value; anything unknown keeps the texts and stays.
    #[must_use]
    pub fn parse(text: &'a str) -> Self {
        match text {
            "check" => Self::Check,
            "next" => Self::Next,
            "confirm-all" => Self::ConfirmAll,
            other => match other.split_once(':') {
                Some(("undo", batch)) => Self::Undo(batch),
                Some(("confirm", cell)) => Self::Confirm(cell),
                Some(("repair", cell)) => Self::Repair(cell),
                Some(("unit", code)) => MoneyUnit::from_code(code).map_or(Self::Save, Self::Unit),
                Some(("draft", cell)) => Self::Draft(cell),
                _ => RowDeed::parse(other).map_or(Self::Save, Self::Rows),
            },
        }
    }
}
