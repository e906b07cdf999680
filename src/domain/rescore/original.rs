//! The filing as the agency handed it in: what of it a reviewer may correct.

use std::collections::BTreeMap;

use super::problem::LONGEST_REASON;
use super::{Correction, CorrectionKind, CorrectionProblem, NotCorrigible};
use crate::domain::check::place_label;
use crate::domain::evaluate::Evaluation;
use crate::domain::explanation::{Explanation, Explanations};
use crate::domain::figure::Exact;
use crate::domain::filing::{CellCode, Entries, RowColumn, points, understand};
use crate::domain::formula::Unknown;
use crate::domain::proposal::{Shown, shown};
use crate::domain::scheme::source::ItemKind;
use crate::domain::scheme::{PlaceKind, Scheme, SlotKind, TOTAL_CELL};

/// A filing as it was handed in, with the cells of its forms in their order.
pub struct Original<'a> {
    scheme: &'a Scheme,
    entries: &'a Entries,
    evaluation: &'a Evaluation,
    cells: BTreeMap<CellCode, (usize, Shown)>,
}

impl<'a> Original<'a> {
    /// Looks at the forms of a filing.
    #[must_use]
    pub fn new(scheme: &'a Scheme, entries: &'a Entries, evaluation: &'a Evaluation) -> Self {
        Self {
            scheme,
            entries,
            evaluation,
            cells: shown(scheme, entries, evaluation),
        }
    }

    /// What correcting this cell would be.
    ///
    /// # Errors
    /// The cell is computed, is a text, or stands on no form.
    pub fn kind(&self, cell: &str) -> Result<CorrectionKind, NotCorrigible> {
        let place = self.scheme.place(cell).ok_or(NotCorrigible::Unknown)?;
        if matches!(place.kind, PlaceKind::Deduction) {
            return self
                .scored_cell(cell)
                .map(|_| CorrectionKind::Deduction)
                .ok_or(NotCorrigible::Unknown);
        }
        match self.cells.get(cell) {
            None => Err(NotCorrigible::Unknown),
            Some((_, Shown::Computed(_))) => Err(NotCorrigible::Computed {
                name: self.name(cell),
                from: self.typed_behind(cell),
            }),
            Some((_, Shown::Typed { .. })) => self.kind_of_typed(cell, &place.kind),
        }
    }

    fn kind_of_typed(
        &self,
        cell: &str,
        place: &PlaceKind,
    ) -> Result<CorrectionKind, NotCorrigible> {
        let words = || NotCorrigible::Words(self.name(cell));
        match place {
            PlaceKind::Slot(_) => match self.scheme.item(cell).map(|item| item.kind) {
                Some(ItemKind::Text) | None => Err(words()),
                Some(_) => Ok(CorrectionKind::Input),
            },
            PlaceKind::Row { column, .. } => match column {
                RowColumn::Name | RowColumn::Reason => Err(words()),
                RowColumn::Score => Ok(CorrectionKind::Judgement),
                RowColumn::Nature
                | RowColumn::Target
                | RowColumn::Unit
                | RowColumn::Actual
                | RowColumn::Weight => Ok(CorrectionKind::Input),
            },
            PlaceKind::Score(_) | PlaceKind::ChecklistItem { .. } | PlaceKind::Grade(_) => {
                Ok(CorrectionKind::Judgement)
            }
            PlaceKind::RowList { .. } | PlaceKind::Deduction | PlaceKind::Total => {
                Err(NotCorrigible::Unknown)
            }
        }
    }

    /// Judges a correction before it is kept.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub fn check(&self, correction: &Correction) -> Result<CorrectionKind, CorrectionProblem> {
        let cell = correction.cell.as_str();
        let kind = self.kind(cell)?;
        let name = self.name(cell);
        let text = correction.text.trim();
        if text.is_empty() {
            return Err(CorrectionProblem::Empty(name));
        }
        if text == self.entries.typed(cell).trim() {
            return Err(CorrectionProblem::Same(name));
        }
        self.check_text(cell, &name, text)?;
        match correction.reason.trim() {
            "" => Err(CorrectionProblem::ReasonMissing(name)),
            reason if reason.chars().count() > LONGEST_REASON => {
                Err(CorrectionProblem::ReasonTooLong(name))
            }
            _ => Ok(kind),
        }
    }

    fn check_text(&self, cell: &str, name: &str, text: &str) -> Result<(), CorrectionProblem> {
        let choices = self.choices(cell);
        if !choices.is_empty() {
            let is_one = choices.iter().any(|choice| choice == text);
            return is_one.then_some(()).ok_or_else(|| {
                let (name, choices) = (name.to_owned(), choices.to_vec());
                CorrectionProblem::NoChoice { name, choices }
            });
        }
        if let Some(most) = self.most_points(cell) {
            return match points(text) {
                Ok(given) if !given.is_negative() && given <= most => Ok(()),
                _ => Err(CorrectionProblem::OutOfRange {
                    name: name.to_owned(),
                    most: self.points(&most),
                    text: text.to_owned(),
                }),
            };
        }
        if self.is_figure(cell, text) {
            Ok(())
        } else {
            let (name, text) = (name.to_owned(), text.to_owned());
            Err(CorrectionProblem::NoFigure { name, text })
        }
    }

    /// Whether a text is a figure, where the cell wants one.
    fn is_figure(&self, cell: &str, text: &str) -> bool {
        let slot = self.scheme.slot(cell);
        let definition = slot.and_then(|slot| Some((slot, self.scheme.definition(slot)?)));
        if let Some((slot, definition)) = definition
            && let SlotKind::Input(item) = &definition.kind
        {
            return understand(self.scheme, slot, item, text).exact.is_ok();
        }
        let is_weight = cell.ends_with(&format!(".{}", RowColumn::Weight.code()));
        !is_weight || points(text).is_ok_and(|weight| !weight.is_negative())
    }

    /// The answers of which one is picked at this cell; none where something is typed.
    #[must_use]
    pub fn choices(&self, cell: &str) -> &[String] {
        match self.cells.get(cell) {
            Some((_, Shown::Typed { choices, .. })) => choices,
            _ => &[],
        }
    }

    /// The most points that can stand in a cell of points.
    fn most_points(&self, cell: &str) -> Option<Exact> {
        let place = self.scheme.place(cell)?;
        match place.kind {
            PlaceKind::Score(index) => Some(self.scheme.indicators.get(index)?.weight.clone()),
            PlaceKind::Deduction => self.score_at(self.scored_cell(cell)?).ok(),
            PlaceKind::Row {
                column: RowColumn::Score,
                ..
            } => {
                let mut rows = self.evaluation.trees.iter().flatten();
                let row = rows.find(|row| row.cell(RowColumn::Score) == cell)?;
                row.weight.clone().ok()
            }
            _ => None,
        }
    }

    /// The points of a scored cell.
    fn score_at(&self, cell: &str) -> Result<Exact, Unknown> {
        if cell == TOTAL_CELL {
            return self.evaluation.total.clone();
        }
        if let Some(score) = self
            .scheme
            .indicator(cell)
            .and_then(|at| self.evaluation.scores.get(at))
        {
            return score.points.clone();
        }
        let mut rows = self.evaluation.trees.iter().flatten();
        rows.find(|row| row.cell(RowColumn::Score) == cell)
            .map_or(Err(Unknown::NotGiven), |row| row.score.clone())
    }

    /// The score from which a deduction is taken, where the forms have it.
    fn scored_cell(&self, deduction: &str) -> Option<&str> {
        let of = deduction.split_once('.').map(|(_, of)| of)?;
        let row = format!("{of}.{}", RowColumn::Score.code());
        let (cell, _) = self
            .cells
            .get_key_value(of)
            .or_else(|| self.cells.get_key_value(&row))?;
        Some(cell)
    }

    /// Where a correction stands among the others: in the order of the forms, deductions last.
    #[must_use]
    pub(super) fn rank(&self, cell: &str) -> (bool, usize) {
        let scored = self.scored_cell(cell);
        let is_deduction = self
            .scheme
            .place(cell)
            .is_some_and(|place| matches!(place.kind, PlaceKind::Deduction));
        let of = scored.filter(|_| is_deduction).unwrap_or(cell);
        let order = self.cells.get(of).map_or(usize::MAX, |(order, _)| *order);
        (is_deduction, order)
    }

    /// What a cell is called.
    #[must_use]
    pub fn name(&self, cell: &str) -> String {
        place_label(self.scheme, self.entries, cell)
    }

    fn points(&self, score: &Exact) -> String {
        crate::domain::figure::points(score, self.scheme.head.score_decimals)
    }

    /// The names of the typed cells that a computed one rests on.
    fn typed_behind(&self, cell: &str) -> Vec<String> {
        let explanations = Explanations::new(self.scheme, self.entries, self.evaluation);
        let mut names = Vec::new();
        if let Some(explanation) = explanations.cell(cell) {
            collect(&explanation, &mut names);
        } else if let Some(row) = cell.rsplit_once('.').map(|(row, _)| row) {
            names.extend(
                [RowColumn::Target, RowColumn::Actual]
                    .map(|column| self.name(&format!("{row}.{}", column.code()))),
            );
        }
        names
    }
}

fn collect(explanation: &Explanation, names: &mut Vec<String>) {
    for input in &explanation.inputs {
        if !names.contains(&input.name) {
            names.push(input.name.clone());
        }
    }
    for child in &explanation.children {
        collect(child, names);
    }
}
