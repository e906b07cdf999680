//! The page of 粘贴: a block is brought, and shown cell by cell before anything is kept.

use std::collections::BTreeSet;

use askama::Template;

use super::Brought;
use crate::domain::paste::{Choice, Laying, LeftOver, Pasted};
use crate::domain::sheet::{Cell, Content, Field, Part, Sheet};
use crate::web::desk::address;
use crate::web::desk::filing::FilingView;
use crate::web::desk::form::write_bases;
use crate::web::desk::opened::Opened;
use crate::web::error::WebError;
use crate::web::frame::Frame;

/// The name under which the page sends what was picked.
pub(super) const PICK: &str = "take";

/// What a piece is called on the page: its row and column.
pub(super) fn key((row, column): (usize, usize)) -> String {
    format!("{row}.{column}")
}

/// The name under which the page sends which of its texts a piece stands for.
pub(super) fn choice_name(key: &str) -> String {
    format!("as-{key}")
}

/// A block to bring, or brought.
#[derive(Debug, Clone, Template)]
#[template(path = "desk/paste.html")]
pub struct PastePage {
    /// The surroundings.
    pub frame: Frame,
    /// The filing.
    pub view: FilingView,
    /// The form.
    pub form: String,
    /// What was brought, and where it goes.
    pub brought: Brought,
    /// The cells from which one may paste: code and words.
    pub anchors: Vec<(String, String)>,
    /// Why nothing was pasted.
    pub problem: Option<String>,
    /// What it comes to.
    pub preview: Option<Preview>,
    /// The changes on which the present texts are based, as one hidden text.
    pub bases: String,
}

/// What a block comes to.
#[derive(Debug, Clone)]
pub struct Preview {
    /// The unit of bare amounts.
    pub unit: String,
    /// Whether the block says it.
    pub is_unit_stated: bool,
    /// The cells that would change.
    pub lines: Vec<PasteLine>,
    /// How many cells hold the same already.
    pub same: usize,
    /// What the block says otherwise than is computed here.
    pub computed: Vec<PasteLine>,
    /// What has no place.
    pub leftovers: Vec<LeftOver>,
}

/// A piece of the block as a line of a table.
#[derive(Debug, Clone)]
pub struct PasteLine {
    /// What the page sends when it is picked.
    pub key: String,
    /// The cell in the words of the form.
    pub label: String,
    /// What stands in it now.
    pub present: String,
    /// The texts to pick from; never empty.
    pub choices: Vec<Choice>,
    /// What to look at.
    pub questions: Vec<String>,
    /// Whether its row is added with it.
    pub is_new: bool,
}

impl PasteLine {
    fn of(pasted: &Pasted) -> Self {
        Self {
            key: key(pasted.at),
            label: pasted.label.clone(),
            present: pasted.present.clone(),
            choices: pasted.choices.clone(),
            questions: pasted.questions.clone(),
            is_new: pasted.new_row.is_some(),
        }
    }

    /// What asks nothing, or offers an answer, is picked unless a person says otherwise.
    fn is_picked(&self) -> bool {
        self.questions.is_empty() || self.choices.len() > 1
    }

    fn choice_name(&self) -> String {
        choice_name(&self.key)
    }

    fn first(&self) -> &Choice {
        const NONE: &Choice = &Choice {
            text: String::new(),
            understood: None,
        };
        self.choices.first().unwrap_or(NONE)
    }
}

impl PastePage {
    /// The page for a form.
    pub fn of(
        opened: &Opened,
        frame: Frame,
        form: &str,
        brought: Brought,
    ) -> Result<Self, WebError> {
        Ok(Self {
            frame,
            view: opened.view(),
            form: form.to_owned(),
            anchors: anchors(&opened.sheet(form)?),
            brought,
            problem: None,
            preview: None,
            bases: String::new(),
        })
    }

    /// The page with the reason why nothing was pasted.
    #[must_use]
    pub fn saying(self, problem: String) -> Self {
        Self {
            problem: Some(problem),
            ..self
        }
    }

    /// The page with what the block comes to.
    #[must_use]
    pub fn with(self, opened: &Opened, laying: &Laying) -> Self {
        Self {
            bases: bases(opened, laying),
            preview: Some(Preview::of(laying)),
            ..self
        }
    }

    fn name(&self) -> String {
        self.view.form_name(&self.form)
    }

    fn address(&self) -> String {
        address::paste(&self.view.id, &self.form)
    }

    fn back(&self) -> String {
        address::form(&self.view.id, &self.form)
    }

    fn units(&self) -> [&'static str; 2] {
        ["万元", "元"]
    }
}

impl Preview {
    fn of(laying: &Laying) -> Self {
        let is_same = |it: &Pasted| it.choices.iter().any(|choice| choice.text == it.present);
        let typed = laying.cells.iter().filter(|it| !it.is_computed);
        let (same, lines): (Vec<&Pasted>, Vec<&Pasted>) = typed.partition(|it| is_same(it));
        let differs = |it: &&Pasted| it.is_computed && !it.questions.is_empty();
        Self {
            unit: laying.unit.clone(),
            is_unit_stated: laying.is_unit_stated,
            lines: lines.into_iter().map(PasteLine::of).collect(),
            same: same.len(),
            computed: laying
                .cells
                .iter()
                .filter(differs)
                .map(PasteLine::of)
                .collect(),
            leftovers: laying.leftovers.clone(),
        }
    }

    fn new_rows(&self) -> bool {
        self.lines.iter().any(|line| line.is_new)
    }
}

/// The typed cells of a sheet's tables.
fn anchors(sheet: &Sheet) -> Vec<(String, String)> {
    let tables = sheet.parts.iter().filter_map(|part| match part {
        Part::Table(table) => Some(table),
        Part::Section(_) | Part::Signature(_) => None,
    });
    let cells = tables
        .flat_map(|table| &table.rows)
        .flat_map(|row| &row.cells);
    let fields = cells.filter_map(field);
    fields
        .map(|field| (field.code.clone(), field.label.clone()))
        .collect()
}

fn field(cell: &Cell) -> Option<&Field> {
    match &cell.content {
        Content::Field(field) => Some(field),
        Content::Result(result) => result.by_hand.as_ref(),
        Content::Text(_) | Content::Checklist(_) | Content::Heading(_) => None,
    }
}

/// The changes on which the present texts are based; the row lists of new rows too.
fn bases(opened: &Opened, laying: &Laying) -> String {
    let ids = &opened.record.change_ids;
    let codes = laying.cells.iter().map(|it| &it.code);
    let lists = laying.cells.iter().filter_map(|it| it.new_row.as_ref());
    let all: BTreeSet<_> = codes.chain(lists.map(|(list, _)| list)).collect();
    write_bases(all.into_iter().filter_map(|code| ids.get_key_value(code)))
}
