//! What evidence proves: an indicator, a row of an indicator tree, or a form as a whole.

use crate::domain::evaluate::Evaluation;
use crate::domain::filing::{CellCode, Entries, RowColumn, TreeRow, row_cell};
use crate::domain::scheme::{PlaceKind, Scheme};
use crate::domain::scoring::Basis;

/// No cell code has a colon, so a form can never be taken for one.
const FORM: &str = "form:";

/// Something that evidence can prove.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// Its permanent code: `form:f1`, an indicator's code, or `ind.q1` of a row.
    pub code: String,
    /// The form on which it stands.
    pub form: String,
    /// The cell at which its evidence is shown; none for a form as a whole.
    pub cell: Option<CellCode>,
    /// Its name; empty for a form as a whole.
    pub name: String,
    /// Whether a person and no figure decides about its points, so that only evidence can prove them.
    pub is_by_hand: bool,
}

impl Subject {
    /// What it is called: its name, or its form's.
    #[must_use]
    pub fn label(&self, scheme: &Scheme) -> String {
        if self.cell.is_none() {
            let form = scheme.form(&self.form);
            return form.map_or_else(String::new, |form| format!("{}（整表）", form.name));
        }
        if self.name.is_empty() {
            UNNAMED.to_owned()
        } else {
            self.name.clone()
        }
    }
}

/// A row whose name is not written yet.
const UNNAMED: &str = "未命名指标";

/// Everything that evidence can prove, in the order of the forms.
#[must_use]
pub fn subjects(scheme: &Scheme, evaluation: &Evaluation) -> Vec<Subject> {
    let mut all = Vec::new();
    for (index, form) in scheme.forms.iter().enumerate() {
        all.push(Subject {
            code: format!("{FORM}{}", form.id),
            form: form.id.clone(),
            cell: None,
            name: String::new(),
            is_by_hand: false,
        });
        all.extend(indicators(scheme, evaluation, &form.id));
        let trees = scheme.trees.iter().zip(&evaluation.trees);
        let rows = trees.filter(|(tree, _)| tree.form == index);
        all.extend(rows.flat_map(|(_, rows)| rows.iter().map(|row| of_row(row, &form.id))));
    }
    all
}

/// Whether a code names something that evidence can prove now.
#[must_use]
pub fn is_subject(scheme: &Scheme, entries: &Entries, code: &str) -> bool {
    if let Some(form) = code.strip_prefix(FORM) {
        return scheme.form(form).is_some();
    }
    if scheme.indicator(code).is_some() {
        return true;
    }
    let Some((block, row)) = code.split_once('.') else {
        return false;
    };
    let tree = scheme.trees.iter().find(|tree| tree.id == block);
    tree.is_some_and(|tree| {
        let mut headings = tree.level2.iter();
        headings.any(|heading| entries.rows(block, &heading.code).contains(&row))
    })
}

fn indicators(scheme: &Scheme, evaluation: &Evaluation, form: &str) -> Vec<Subject> {
    let scored = scheme.indicators.iter().zip(&evaluation.scores);
    scored
        .filter(|(indicator, _)| is_score_on(scheme, &indicator.code, form))
        .map(|(indicator, score)| Subject {
            code: indicator.code.clone(),
            form: form.to_owned(),
            cell: Some(indicator.code.clone()),
            name: indicator.name.clone(),
            is_by_hand: is_judged(&score.basis),
        })
        .collect()
}

fn is_score_on(scheme: &Scheme, cell: &str, form: &str) -> bool {
    let kind = scheme.place(cell).map(|place| place.kind);
    matches!(kind, Some(PlaceKind::Score(_))) && scheme.form_of(cell) == form
}

fn is_judged(basis: &Basis) -> bool {
    match basis {
        Basis::Judged
        | Basis::ByHand
        | Basis::Grade(_)
        | Basis::Interval(_)
        | Basis::Checklist(_)
        | Basis::Award(_)
        | Basis::Veto(_) => true,
        Basis::Chosen(_, basis) => is_judged(basis),
        _ => false,
    }
}

fn of_row(row: &TreeRow, form: &str) -> Subject {
    let is_given = row.score.is_ok() && !row.is_computed;
    Subject {
        code: format!("{}.{}", row.block, row.id),
        form: form.to_owned(),
        cell: Some(row_cell(&row.block, &row.id, RowColumn::Name)),
        name: row.name.clone(),
        is_by_hand: is_given && row.expected_score().is_none(),
    }
}
