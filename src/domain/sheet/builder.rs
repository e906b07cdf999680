//! Laying out a form: block after block into one grid.

use super::fields::fill;
use super::{Part, Row, Sheet, Table, blocks, indicators, record, score_sheet};
use crate::domain::evaluate::Evaluation;
use crate::domain::explanation::Explanations;
use crate::domain::filing::Entries;
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
    let form = scheme.form(form)?;
    let builder = Builder {
        scheme,
        entries,
        evaluation,
        purpose,
        explanations: Explanations::new(scheme, entries, evaluation),
    };
    Some(Sheet {
        form: form.id.clone(),
        annex: form.annex.clone(),
        title: fill(&form.title, entries),
        year_line: fill(&form.year_line, entries),
        agency_line: format!("填报单位（盖章）：{}", entries.agency),
        unit_line: if form.shows_unit {
            format!("单位：{}", scheme.head.amount_unit)
        } else {
            String::new()
        },
        parts: builder.parts(form),
    })
}

impl Builder<'_> {
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
