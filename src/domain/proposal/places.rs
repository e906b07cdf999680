//! The cells of a filing as its sheets show them.

use std::collections::BTreeMap;

use crate::domain::evaluate::Evaluation;
use crate::domain::filing::{CellCode, Entries};
use crate::domain::scheme::Scheme;
use crate::domain::sheet::{Control, Purpose, Sheet, SheetCell, lay_out};

/// A cell as its sheet shows it.
#[derive(Debug, Clone)]
pub(in crate::domain) enum Shown {
    /// A place for what a person types.
    Typed {
        /// How its text is understood, where that differs from how it reads.
        understood: Option<String>,
        /// The answers of which one is picked; none where something is typed.
        choices: Vec<String>,
    },
    /// A computed cell and its value, where there is one.
    Computed(Option<String>),
}

/// The cells of all sheets, with their order on the forms.
pub(in crate::domain) fn shown(
    scheme: &Scheme,
    entries: &Entries,
    evaluation: &Evaluation,
) -> BTreeMap<CellCode, (usize, Shown)> {
    let mut all = BTreeMap::new();
    for form in &scheme.forms {
        let sheet = lay_out(scheme, &form.id, entries, evaluation, Purpose::Entry);
        for cell in sheet.iter().flat_map(Sheet::cells) {
            let order = all.len();
            let (code, shown) = Shown::of(cell);
            all.entry(code).or_insert((order, shown));
        }
    }
    all
}

impl Shown {
    fn of(cell: SheetCell<'_>) -> (CellCode, Self) {
        match cell {
            SheetCell::Typed(field) => {
                let shown = Self::Typed {
                    understood: field.understood.clone(),
                    choices: match &field.control {
                        Control::Choice(choices) => choices.clone(),
                        Control::Figure | Control::Line | Control::Paragraph => Vec::new(),
                    },
                };
                (field.code.clone(), shown)
            }
            SheetCell::Computed(result) => {
                let value = result.is_known.then(|| result.shown.clone());
                (result.code.clone(), Self::Computed(value))
            }
        }
    }
}
