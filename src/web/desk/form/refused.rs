//! A form that came when the filing was closed already: nothing is kept, nothing is lost.

use askama::Template;

use super::typed::Typed;
use crate::web::desk::filing::FilingView;
use crate::web::desk::opened::{Opened, cell_label};
use crate::web::frame::Frame;

/// What was typed and could not be kept, to be copied.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/refused.html")]
pub struct RefusedPage {
    /// The surroundings.
    pub frame: Frame,
    /// The filing.
    pub view: FilingView,
    /// Why.
    pub sentence: String,
    /// The cells whose text differs from what is kept, and the text.
    pub texts: Vec<(String, String)>,
}

impl RefusedPage {
    /// Lists what differs from what is kept.
    #[must_use]
    pub fn of(opened: &Opened, frame: Frame, sentence: String, typed: &Typed) -> Self {
        let entries = &opened.record.entries;
        let all = typed
            .cells
            .iter()
            .chain(&typed.too_long)
            .chain(&typed.unknown);
        let texts = all
            .filter(|cell| cell.typed != entries.typed(&cell.code))
            .map(|cell| (cell_label(&opened.record, &cell.code), cell.typed.clone()))
            .collect();
        Self {
            frame,
            view: opened.view(),
            sentence,
            texts,
        }
    }
}
