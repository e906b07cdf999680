//! Laying out a form: block after block into one grid.

use super::fields::fill;
use super::{Content, Part, Role, Row, Sheet, Table, blocks, indicators, record, score_sheet};
use crate::domain::evaluate::Evaluation;
use crate::domain::explanation::Explanations;
use crate::domain::filing::{Entries, MoneyUnit};
use crate::domain::scheme::Scheme;
use crate::domain::scheme::source::{BlockSource, FormSource};

/// What the sheet is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To be filled: headings without rows are shown, so that rows can be added.
    Entry,
    /// To be read: only what is there.
    Reading,
}

/// What every block needs to lay itself out.
pub(super) struct Builder<'a> {
    pub scheme: &'a Scheme,
    pub entries: &'a Entries,
    pub evaluation: &'a Evaluation,
    pub purpose: Purpose,
    pub unit: MoneyUnit,
    pub explanations: Explanations<'a>,
}

/// A group of rows with a merged label at the left.
pub(super) struct Band {
    /// The label; empty for none.
    pub label: String,
    /// Units the label takes.
    pub label_units: usize,
    /// The rows, without the label's cell.
    pub rows: Vec<Row>,
    /// Whether the band belongs under the label of the band above.
    pub continues: bool,
}

/// Lays out one form; `None` when the scheme has no form with this id.
#[must_use]
pub fn lay_out(
    scheme: &Scheme,
    form: &str,
    entries: &Entries,
    evaluation: &Evaluation,
    purpose: Purpose,
) -> Option<Sheet> {
    let unit = MoneyUnit::of(scheme);
    lay_out_in(unit, scheme, form, entries, evaluation, purpose)
}

/// Lays out one form with its amounts in this unit, whatever the form's own is.
#[must_use]
pub fn lay_out_in(
    unit: MoneyUnit,
    scheme: &Scheme,
    form: &str,
    entries: &Entries,
    evaluation: &Evaluation,
    purpose: Purpose,
) -> Option<Sheet> {
    let form = scheme.form(form)?;
    let builder = Builder {
        scheme,
        entries,
        evaluation,
        purpose,
        unit,
        explanations: Explanations::new(scheme, entries, evaluation),
    };
    let mut sheet = Sheet {
        form: form.id.clone(),
        annex: form.annex.clone(),
        title: fill(&form.title, entries),
        year_line: fill(&form.year_line, entries),
        agency_line: format!("填报单位（盖章）：{}", entries.agency),
        unit_line: if form.shows_unit {
            format!("单位：{}", unit.word())
        } else {
            String::new()
        },
        parts: builder.parts(form),
    };
    if builder.is_foreign() {
        builder.relabel(&mut sheet);
    }
    Some(sheet)
}

impl Builder<'_> {
    /// Whether amounts are shown in another unit than the form's.
    pub fn is_foreign(&self) -> bool {
        self.unit != MoneyUnit::of(self.scheme)
    }

    /// Printed words that name the form's unit name the one shown: 年度预算申请（万元）.
    fn relabel(&self, sheet: &mut Sheet) {
        let own = self.scheme.head.amount_unit.as_str();
        let tables = sheet.parts.iter_mut().filter_map(|part| match part {
            Part::Table(table) => Some(table),
            Part::Section(_) | Part::Signature(_) => None,
        });
        for cell in tables
            .flat_map(|table| &mut table.rows)
            .flat_map(|row| &mut row.cells)
        {
            if let (Role::Label, Content::Text(text)) = (cell.role, &mut cell.content) {
                for open in ['（', '(', '：', ':'] {
                    let (named, shown) = (
                        format!("{open}{own}"),
                        format!("{open}{}", self.unit.word()),
                    );
                    *text = text.replace(&named, &shown);
                }
            }
        }
    }

    fn parts(&self, form: &FormSource) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut bands: Vec<Band> = Vec::new();
        for block in &form.blocks {
            match block {
                BlockSource::Report { sections } => {
                    flush(&mut bands, &mut parts);
                    parts.extend(sections.iter().map(|s| Part::Section(self.section(s))));
                }
                BlockSource::Signature { date } => {
                    flush(&mut bands, &mut parts);
                    parts.push(Part::Signature(self.signature(date)));
                }
                other => {
                    let band = self.band(other, form);
                    match bands.last_mut() {
                        Some(above) if band.continues => above.rows.extend(band.rows),
                        _ => bands.push(band),
                    }
                }
            }
        }
        flush(&mut bands, &mut parts);
        parts
    }

    fn band(&self, block: &BlockSource, form: &FormSource) -> Band {
        match block {
            BlockSource::Agency { label } => blocks::agency(self, label),
            BlockSource::Grid {
                label,
                columns,
                rows,
            } => blocks::grid(self, label, columns, rows),
            BlockSource::SideBySide { label, lists } => blocks::side_by_side(self, label, lists),
            BlockSource::Texts {
                label,
                columns,
                cells,
            } => blocks::texts(self, label, columns, cells),
            BlockSource::Record { rows } => record::record(self, rows),
            BlockSource::Indicators { id, label, .. } => indicators::tree(self, id, label),
            BlockSource::Total { label } => blocks::total(self, label, form),
            BlockSource::ScoreSheet { .. } => score_sheet::sheet(self),
            BlockSource::Report { .. } | BlockSource::Signature { .. } => Band {
                label: String::new(),
                label_units: 0,
                rows: Vec::new(),
                continues: false,
            },
        }
    }
}

/// Puts the bands gathered so far into one table, each label merged over its rows.
fn flush(bands: &mut Vec<Band>, parts: &mut Vec<Part>) {
    let mut table = Table::default();
    for mut band in bands.drain(..) {
        let height = band.rows.len();
        if let Some(first) = band.rows.first_mut()
            && band.label_units > 0
        {
            let label = super::Cell {
                colspan: band.label_units,
                rowspan: height,
                role: super::Role::Label,
                content: super::Content::Text(band.label),
            };
            first.cells.insert(0, label);
        }
        table.rows.extend(band.rows);
    }
    if !table.rows.is_empty() {
        parts.push(Part::Table(table));
    }
}
