//! The cells of a filing as its sheets show them.

use std::collections::BTreeMap;

use crate::domain::evaluate::Evaluation;
use crate::domain::filing::{CellCode, Entries};
use crate::domain::scheme::Scheme;
use crate::domain::sheet::{Content, Control, Field, Part, Purpose, ResultField, lay_out};

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
    let mut cells = Cells::default();
    for form in &scheme.forms {
        let sheet = lay_out(scheme, &form.id, entries, evaluation, Purpose::Entry);
        for part in sheet.into_iter().flat_map(|sheet| sheet.parts) {
            cells.part(part);
        }
    }
    cells.all
}

#[derive(Default)]
struct Cells {
    all: BTreeMap<CellCode, (usize, Shown)>,
}

impl Cells {
    fn part(&mut self, part: Part) {
        match part {
            Part::Table(table) => {
                let cells = table.rows.into_iter().flat_map(|row| row.cells);
                cells.for_each(|cell| self.content(cell.content));
            }
            Part::Section(section) => {
                if let Some(field) = section.field {
                    self.field(field);
                }
            }
            Part::Signature(signature) => self.field(signature.date),
        }
    }

    fn content(&mut self, content: Content) {
        match content {
            Content::Text(_) | Content::Heading(_) => {}
            Content::Field(field) => self.field(*field),
            Content::Result(result) => self.result(*result),
            Content::Checklist(lines) => lines.into_iter().for_each(|(_, field)| self.field(field)),
        }
    }

    fn field(&mut self, field: Field) {
        let shown = Shown::Typed {
            understood: field.understood,
            choices: match field.control {
                Control::Choice(choices) => choices,
                Control::Figure | Control::Line | Control::Paragraph => Vec::new(),
            },
        };
        self.put(field.code, shown);
    }

    fn result(&mut self, result: ResultField) {
        // What cannot be computed is given by hand, in a cell of the same code.
        if let Some(field) = result.by_hand {
            self.field(field);
            return;
        }
        let value = result.is_known.then_some(result.shown);
        self.put(result.code, Shown::Computed(value));
    }

    fn put(&mut self, code: CellCode, shown: Shown) {
        let order = self.all.len();
        self.all.entry(code).or_insert((order, shown));
    }
}
