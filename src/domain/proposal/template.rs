//! The blocks of a form as they read from left to right: labels, and places for what is typed.

use crate::domain::audit::label;
use crate::domain::scheme::source::{BlockSource, GridRowSource, ItemKind, ListSource};
use crate::domain::scheme::{PlaceKind, Scheme, SlotKind, fill_in};

/// One block.
#[derive(Debug, Default)]
pub(super) struct Template {
    pub elements: Vec<Element>,
}

/// A label or a place.
#[derive(Debug)]
pub(super) enum Element {
    /// A printed word, as labels are compared.
    Label { text: String, printed: String },
    /// A place for what is typed or computed.
    Slot(Slot),
    /// A cell that the form leaves empty.
    Blank,
}

/// A place with the labels that say what it is.
#[derive(Debug)]
pub(super) struct Slot {
    /// Its cell; empty for the agency's name.
    pub code: String,
    pub wanted: Wanted,
    /// The labels above and beside it, by their number in the block.
    pub labels: Vec<usize>,
    /// The label beside which it stands, in the same row.
    pub row: Option<usize>,
    /// The label under which it stands.
    pub column: Option<usize>,
}

/// What belongs into a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wanted {
    Figure,
    /// One of a few words.
    Choice(Vec<String>),
    Date,
    Text,
}

/// The blocks of all forms whose cells stand beside or under labels; trees, score sheets and
/// reports are read in their own ways.
pub(super) fn templates(scheme: &Scheme, year: i32, agency: &str) -> Vec<Template> {
    let maker = Maker {
        scheme,
        year,
        agency,
    };
    let mut templates = Vec::new();
    for form in &scheme.forms {
        let mut template = Template::default();
        for block in &form.blocks {
            if !continues(block) {
                templates.push(std::mem::take(&mut template));
            }
            maker.add(&mut template, block);
        }
        templates.push(template);
    }
    templates.retain(|template| template.slots().next().is_some());
    templates
}

/// Whether a block stands under the label of the block above.
fn continues(block: &BlockSource) -> bool {
    match block {
        BlockSource::SideBySide { label, .. } | BlockSource::Texts { label, .. } => {
            label.is_empty()
        }
        _ => false,
    }
}

impl Template {
    /// The places with their numbers.
    pub fn slots(&self) -> impl Iterator<Item = (usize, &Slot)> {
        let elements = self.elements.iter().enumerate();
        elements.filter_map(|(at, element)| match element {
            Element::Slot(slot) => Some((at, slot)),
            _ => None,
        })
    }

    /// The printed words of a label.
    pub fn printed(&self, at: usize) -> &str {
        match self.elements.get(at) {
            Some(Element::Label { printed, .. }) => printed,
            _ => "",
        }
    }
}

struct Maker<'a> {
    scheme: &'a Scheme,
    year: i32,
    agency: &'a str,
}

impl Maker<'_> {
    fn add(&self, template: &mut Template, block: &BlockSource) {
        match block {
            BlockSource::Agency { label } => {
                let at = self.label(template, label);
                template.slot("", Wanted::Text, [None, at, None]);
            }
            BlockSource::Grid {
                label,
                columns,
                rows,
            } => self.grid(template, label, columns, rows),
            BlockSource::SideBySide { label, lists } => self.lists(template, label, lists),
            BlockSource::Texts {
                label,
                columns,
                cells,
            } => {
                let band = self.label(template, label);
                let columns: Vec<_> = columns
                    .iter()
                    .map(|column| self.label(template, column))
                    .collect();
                for (number, code) in cells.iter().enumerate() {
                    let column = columns.get(number).copied().flatten();
                    self.cell(template, code, [band, None, column]);
                }
            }
            BlockSource::Record { rows } => {
                for (name, code) in rows.iter().flatten() {
                    let at = self.label(template, name);
                    self.cell(template, code, [None, at, None]);
                }
            }
            BlockSource::Signature { date } => {
                let at = self.label(template, "{agency}");
                template.slot(date, Wanted::Date, [at, None, None]);
            }
            BlockSource::Indicators { .. }
            | BlockSource::Total { .. }
            | BlockSource::ScoreSheet { .. }
            | BlockSource::Report { .. } => {}
        }
    }

    fn grid(
        &self,
        template: &mut Template,
        band: &str,
        columns: &[String],
        rows: &[GridRowSource],
    ) {
        let band = self.label(template, band);
        let mut headings: Vec<_> = columns
            .iter()
            .map(|column| self.label(template, column))
            .collect();
        for row in rows {
            let beside = row
                .label
                .as_deref()
                .and_then(|name| self.label(template, name));
            let is_heading = row.cells.iter().any(|cell| cell.starts_with('='))
                && row
                    .cells
                    .iter()
                    .all(|cell| cell.is_empty() || cell.starts_with('='));
            if is_heading {
                headings = row
                    .cells
                    .iter()
                    .map(|cell| self.label(template, cell.trim_start_matches('=')))
                    .collect();
                continue;
            }
            for (number, code) in row.cells.iter().enumerate() {
                let column = headings.get(number).copied().flatten();
                let above = band.filter(|_| beside.is_none());
                self.cell(template, code, [above, beside, column]);
            }
        }
    }

    fn lists(&self, template: &mut Template, band: &str, lists: &[ListSource]) {
        self.label(template, band);
        for list in lists {
            self.label(template, &list.title);
        }
        let height = lists.iter().map(|list| list.rows.len()).max().unwrap_or(0);
        for line in 0..height {
            for list in lists {
                match list.rows.get(line) {
                    Some((name, code)) => {
                        let at = self.label(template, name);
                        self.cell(template, code, [None, at, None]);
                    }
                    None => template.elements.push(Element::Blank),
                }
            }
        }
    }

    /// Adds a label; its number, or an empty cell for an empty one.
    fn label(&self, template: &mut Template, printed: &str) -> Option<usize> {
        let printed = fill_in(printed, self.year, self.agency);
        let text = label(&printed);
        if text.is_empty() {
            template.elements.push(Element::Blank);
            return None;
        }
        template.elements.push(Element::Label { text, printed });
        Some(template.elements.len() - 1)
    }

    /// A cell with its labels: of its group, of its row, of its column.
    fn cell(&self, template: &mut Template, code: &str, labels: [Option<usize>; 3]) {
        if let Some(text) = code.strip_prefix('=') {
            self.label(template, text);
        } else if code.is_empty() {
            template.elements.push(Element::Blank);
        } else {
            template.slot(code, self.wanted(code), labels);
        }
    }

    fn wanted(&self, code: &str) -> Wanted {
        let Some(PlaceKind::Slot(slot)) = self.scheme.place(code).map(|place| place.kind) else {
            return Wanted::Figure;
        };
        let Some(SlotKind::Input(item)) = self.scheme.definition(slot).map(|slot| &slot.kind)
        else {
            return Wanted::Figure;
        };
        match item.kind {
            ItemKind::Amount | ItemKind::Number | ItemKind::Percent => Wanted::Figure,
            ItemKind::YesNo => Wanted::Choice(vec!["是".to_owned(), "否".to_owned()]),
            ItemKind::Choice => Wanted::Choice(item.choices.clone()),
            ItemKind::Text => Wanted::Text,
        }
    }
}

impl Template {
    fn slot(&mut self, code: &str, wanted: Wanted, labels: [Option<usize>; 3]) {
        let [_, row, column] = labels;
        self.elements.push(Element::Slot(Slot {
            code: code.to_owned(),
            wanted,
            labels: labels.into_iter().flatten().collect(),
            row,
            column,
        }));
    }
}
