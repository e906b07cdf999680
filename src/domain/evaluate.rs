//! The one function that decides about figures.
//!
//! The order of evaluation:
//! 1. read every typed item ([`understand`]);
//! 2. compute every formula, each after all it needs (the scheme knows the order);
//! 3. read the rows of the indicator trees and whether their targets were reached;
//! 4. score every indicator by its rule on the exact values, and lower what a limit lowers;
//! 5. add up the total, part by part, and find its grade;
//! 6. run every check; none stops another.
//!
//! Nothing here fails: what cannot be computed is a named [`Unknown`].

use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::check::{self, Finding};
use crate::domain::figure::{Exact, Reading, fixed, percent};
use crate::domain::filing::{CellCode, Entries, TreeRow, Value, rows_of, understand};
use crate::domain::formula::{Lookup, Names, Slot, Unknown};
use crate::domain::last_year::LastYear;
use crate::domain::narrative::TextRead;
use crate::domain::scheme::{Scheme, SlotKind};
use crate::domain::scoring::{self, Score, TotalSteps};

/// Everything decided about one filing.
#[derive(Debug, Clone)]
pub struct Evaluation {
    /// The value of every slot of the scheme.
    pub values: Vec<Value>,
    /// The score of every indicator of the scheme.
    pub scores: Vec<Score>,
    /// The rows of every indicator tree of the scheme.
    pub trees: Vec<Vec<TreeRow>>,
    /// The total, points.
    pub total: Result<Exact, Unknown>,
    /// How it came about: parts, limits, what reviewers took off.
    pub total_steps: TotalSteps,
    /// 优, 良, 中, 差.
    pub grade: Option<String>,
    /// What the checks found: errors first, then in the order of the forms.
    pub findings: Vec<Finding>,
    /// The running text as it was read, to evaluate the filing again; `None` where there is none
    /// or nobody looked for mistakes.
    pub text: Option<Arc<TextRead>>,
    by_cell: HashMap<CellCode, Vec<usize>>,
}

/// Decides about every figure of a filing.
#[must_use]
pub fn evaluate(scheme: &Scheme, entries: &Entries) -> Evaluation {
    evaluate_beside(scheme, entries, None)
}

/// The same as [`evaluate_beside`], quicker where the running text is still the one that was read
/// when the filing was last evaluated.
#[must_use]
pub fn evaluate_again(
    scheme: &Scheme,
    entries: &Entries,
    last_year: Option<&LastYear<'_>>,
    text: Option<&Arc<TextRead>>,
) -> Evaluation {
    let mut evaluation = evaluate_figures(scheme, entries);
    evaluation.text = check::read_text(scheme, entries, &evaluation, text);
    evaluation.findings = check::run(scheme, entries, &evaluation, last_year);
    for (index, finding) in evaluation.findings.iter().enumerate() {
        let at = evaluation.by_cell.entry(finding.cell.clone()).or_default();
        at.push(index);
    }
    evaluation
}

/// The same with last year's forms beside them, where these are known: figures that moved far are
/// found too.
#[must_use]
pub fn evaluate_beside(
    scheme: &Scheme,
    entries: &Entries,
    last_year: Option<&LastYear<'_>>,
) -> Evaluation {
    evaluate_again(scheme, entries, last_year, None)
}

/// Decides about every figure of a filing without looking for mistakes.
#[must_use]
pub fn evaluate_figures(scheme: &Scheme, entries: &Entries) -> Evaluation {
    let values = compute(scheme, entries);
    let trees: Vec<Vec<TreeRow>> = scheme
        .trees
        .iter()
        .map(|tree| rows_of(tree, entries))
        .collect();
    let lookup = Values {
        scheme,
        values: &values,
    };
    let mut scores: Vec<Score> = scheme
        .indicators
        .iter()
        .map(|indicator| scoring::score(scheme, indicator, entries, &lookup))
        .collect();
    scoring::apply_limits(scheme, entries, &lookup, &mut scores);
    let total_steps = scoring::total(scheme, entries, &lookup, &scores, &trees);
    let (total, grade) = if let Some(conclusion) = scheme.conclusion {
        scoring::stated(scheme, conclusion, entries, &values)
    } else {
        let total = total_steps.points.clone();
        let grade = total.as_ref().ok();
        let grade = grade.and_then(|total| scoring::grade(scheme, total));
        let grade = grade.map(str::to_owned);
        (total, grade)
    };
    Evaluation {
        values,
        scores,
        trees,
        total,
        total_steps,
        grade,
        findings: Vec::new(),
        text: None,
        by_cell: HashMap::new(),
    }
}

fn compute(scheme: &Scheme, entries: &Entries) -> Vec<Value> {
    let mut values: Vec<Value> = scheme
        .slots
        .iter()
        .enumerate()
        .map(|(slot, definition)| match &definition.kind {
            SlotKind::Input(item) => {
                understand(scheme, slot, item, entries.typed(&definition.code))
            }
            SlotKind::Computed { .. } => Value {
                reading: Reading::Empty,
                exact: Err(Unknown::NotGiven),
            },
        })
        .collect();
    compute_formulas(scheme, &mut values);
    values
}

/// Puts in what the formulas come to, each after all it needs.
fn compute_formulas(scheme: &Scheme, values: &mut [Value]) {
    for slot in &scheme.order {
        let Some(SlotKind::Computed { formula, .. }) = scheme.slots.get(*slot).map(|d| &d.kind)
        else {
            continue;
        };
        let exact = formula.evaluate(&Values { scheme, values });
        if let Some(value) = values.get_mut(*slot) {
            value.exact = exact;
        }
    }
}

impl Evaluation {
    /// The findings at one cell.
    pub fn findings_at(&self, cell: &str) -> impl Iterator<Item = &Finding> {
        let indices = self.by_cell.get(cell).into_iter().flatten();
        indices.filter_map(|index| self.findings.get(*index))
    }

    /// Whether 提交 is stopped by an error or a reason not yet written.
    #[must_use]
    pub fn is_blocked(&self) -> bool {
        self.findings.iter().any(Finding::blocks)
    }

    /// What the values would be if one typed figure were another.
    #[must_use]
    pub fn values_with(&self, scheme: &Scheme, slot: Slot, figure: &Exact) -> Vec<Value> {
        let mut values = self.values.clone();
        if let Some(value) = values.get_mut(slot) {
            value.exact = Ok(figure.clone());
        }
        compute_formulas(scheme, &mut values);
        values
    }

    /// The values of this evaluation as formulas see them.
    #[must_use]
    pub fn lookup<'a>(&'a self, scheme: &'a Scheme) -> Values<'a> {
        Values::new(scheme, &self.values)
    }
}

/// The values of a filing as formulas see them.
#[derive(Debug, Clone, Copy)]
pub struct Values<'a> {
    scheme: &'a Scheme,
    values: &'a [Value],
}

impl<'a> Values<'a> {
    /// These values of a scheme's slots.
    #[must_use]
    pub fn new(scheme: &'a Scheme, values: &'a [Value]) -> Self {
        Self { scheme, values }
    }
}

impl Names for Values<'_> {
    fn name(&self, slot: Slot) -> &str {
        self.scheme
            .definition(slot)
            .map_or("", |definition| definition.name.as_str())
    }

    fn shown(&self, slot: Slot) -> String {
        let Some(definition) = self.scheme.definition(slot) else {
            return String::new();
        };
        match (self.value(slot), &definition.kind) {
            (Ok(exact), SlotKind::Input(_)) if definition.unit == "%" => {
                format!("{}%", (&exact * &Exact::whole(100)).in_full())
            }
            (Ok(exact), SlotKind::Input(_)) => exact.in_full(),
            (Ok(exact), SlotKind::Computed { .. }) if definition.unit == "%" => {
                percent(&exact, definition.decimals)
            }
            (Ok(exact), SlotKind::Computed { .. }) => fixed(&exact, definition.decimals),
            (Err(_), _) => definition.name.clone(),
        }
    }
}

impl Lookup for Values<'_> {
    fn value(&self, slot: Slot) -> Result<Exact, Unknown> {
        self.values
            .get(slot)
            .map_or(Err(Unknown::NotGiven), |value| value.exact.clone())
    }
}
