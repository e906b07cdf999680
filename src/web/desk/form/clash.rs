//! Two people changed the same cell: both texts are shown, one is chosen.

use askama::Template;

use super::typed::{CELL_PREFIX, write_bases};
use crate::actions::save::{Clash, Saved};
use crate::web::desk::filing::FilingView;
use crate::web::desk::opened::{Opened, cell_label};
use crate::web::frame::Frame;
use crate::web::time::to_the_minute;

/// Both texts of every cell that two people changed.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/clash.html")]
pub struct ClashPage {
    /// The surroundings.
    pub frame: Frame,
    /// The filing.
    pub view: FilingView,
    /// Where the choice is sent, and where one goes without choosing.
    pub address: String,
    /// The cells.
    pub lines: Vec<ClashLine>,
    /// The changes that now stand, as one hidden text.
    pub bases: String,
}

/// One cell with both texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClashLine {
    /// The cell.
    pub code: String,
    /// The cell in the words of the form.
    pub place: String,
    /// What the caller typed.
    pub mine: String,
    /// What stands.
    pub theirs: String,
    /// Who typed it.
    pub their_name: String,
    /// When.
    pub their_time: String,
}

impl ClashPage {
    /// The clashes of a save.
    #[must_use]
    pub fn of(opened: &Opened, frame: Frame, address: String, saved: &Saved) -> Self {
        let place = |clash: &Clash| cell_label(&opened.record, &clash.code);
        let lines = saved.clashes.iter().map(|clash| ClashLine {
            code: clash.code.clone(),
            place: place(clash),
            mine: clash.mine.clone(),
            theirs: clash.theirs.clone(),
            their_name: clash.their_name.clone(),
            their_time: to_the_minute(clash.their_time),
        });
        Self {
            frame,
            view: opened.view(),
            address,
            lines: lines.collect(),
            bases: write_bases(
                saved
                    .clashes
                    .iter()
                    .map(|clash| (&clash.code, &clash.change_id)),
            ),
        }
    }
}

impl ClashLine {
    fn name(&self) -> String {
        format!("{CELL_PREFIX}{}", self.code)
    }

    fn mine_id(&self) -> String {
        format!("mine-{}", self.code)
    }

    fn theirs_id(&self) -> String {
        format!("theirs-{}", self.code)
    }

    fn their_words(&self) -> String {
        format!("{} {} 填写的", self.their_name, self.their_time)
    }
}
