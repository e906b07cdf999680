//! The rows of an indicator tree, understood.

use std::collections::HashSet;

use crate::domain::figure::{Comparator, Exact, Quantity, Reading, read};
use crate::domain::filing::{CellCode, Entries, RowColumn, row_cell};
use crate::domain::formula::Unknown;
use crate::domain::scheme::source::{Level2Source, RowScoring};
use crate::domain::scheme::{RowRule, Tree};

/// 指标性质 of an indicator without a figure.
pub const QUALITATIVE: &str = "定性";

/// What 指标性质 may say.
pub const NATURES: [&str; 6] = ["≥", "≤", "＝", "＞", "＜", QUALITATIVE];

/// One indicator row of a tree.
#[derive(Debug, Clone)]
pub struct TreeRow {
    /// The tree's block id.
    pub block: String,
    /// The index of its second-level heading in the tree.
    pub heading: usize,
    /// The row id.
    pub id: String,
    /// The indicator's name as typed.
    pub name: String,
    /// 年度指标值.
    pub target: Reading,
    /// 实际完成值.
    pub actual: Reading,
    /// 分值, points; always unknown in trees without scores.
    pub weight: Result<Exact, Unknown>,
    /// 得分 within 0 and the weight: as typed or as computed, as the scheme says.
    pub score: Result<Exact, Unknown>,
    /// Whether the score was computed, because none counts that was typed.
    pub is_computed: bool,
    /// Whether target and result are figures that can be compared.
    pub is_quantitative: bool,
    /// The index of the grade that the result names, in the tree's rule.
    pub grade: Option<usize>,
    /// Whether the target was reached.
    pub attainment: Attainment,
}

/// Whether a target was reached, as far as figures tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Attainment {
    /// Reached.
    Met,
    /// Not reached; how far (0 to 1) where that is a matter of proportion.
    Missed(Option<Exact>),
    /// A person must judge.
    Unclear,
}

impl TreeRow {
    /// Both figures in one unit, target first, where they can be compared.
    #[must_use]
    pub fn figures(&self) -> Option<(Exact, Exact)> {
        let (_, _, wanted, reached) = comparable_readings(&self.target, &self.actual)?;
        Some((wanted, reached))
    }

    /// The code of one of its cells.
    #[must_use]
    pub fn cell(&self, column: RowColumn) -> CellCode {
        row_cell(&self.block, &self.id, column)
    }

    /// The points that the rule for quantitative indicators gives (财预〔2020〕10号): full when
    /// reached, else what the tree's rule leaves; `None` where a person must judge.
    #[must_use]
    pub fn expected_score(&self) -> Option<Exact> {
        let weight = self.weight.as_ref().ok()?;
        match &self.attainment {
            Attainment::Met => Some(weight.clone()),
            Attainment::Missed(Some(ratio)) => Some(weight * ratio),
            Attainment::Missed(None) | Attainment::Unclear => None,
        }
    }
}

/// All rows of a tree in the order of the form.
#[must_use]
pub fn rows_of(tree: &Tree, entries: &Entries) -> Vec<TreeRow> {
    let mut rows = Vec::new();
    let mut seen = HashSet::new();
    for (index, heading) in tree.level2.iter().enumerate() {
        // Should two headings list one row, it belongs to the first.
        for id in entries.rows(&tree.id, &heading.code) {
            if seen.insert(id) {
                rows.push(row(tree, index, heading, id, entries));
            }
        }
    }
    rows
}

fn row(tree: &Tree, index: usize, heading: &Level2Source, id: &str, entries: &Entries) -> TreeRow {
    let typed = |column| {
        let code = row_cell(&tree.id, id, column);
        entries
            .filled(&code)
            .filter(|_| tree.has(column))
            .unwrap_or_default()
    };
    let (nature, unit) = (typed(RowColumn::Nature), typed(RowColumn::Unit));
    let target = whole(nature, typed(RowColumn::Target), unit);
    let actual = whole("", typed(RowColumn::Actual), unit);
    let weight = points(typed(RowColumn::Weight));
    let given = points(typed(RowColumn::Score)).and_then(|score| match &weight {
        Ok(weight) if score.is_negative() || score > *weight => Err(Unknown::OutOfRange),
        Err(_) if score.is_negative() => Err(Unknown::OutOfRange),
        _ => Ok(score),
    });
    let same_words = !typed(RowColumn::Target).is_empty()
        && typed(RowColumn::Target) == typed(RowColumn::Actual);
    let is_quantitative = comparable_readings(&target, &actual).is_some();
    let attainment = attainment(
        &tree.rule,
        &target,
        &actual,
        heading.lower_is_better,
        same_words,
    );
    let mut row = TreeRow {
        block: tree.id.clone(),
        heading: index,
        id: id.to_owned(),
        name: typed(RowColumn::Name).to_owned(),
        attainment,
        grade: tree.rule.grade_in(typed(RowColumn::Actual)),
        target,
        actual,
        weight,
        score: given,
        is_computed: false,
        is_quantitative,
    };
    row.compute(tree);
    row
}

impl TreeRow {
    /// Puts in the computed score where the scheme lets none be typed, or none was.
    fn compute(&mut self, tree: &Tree) {
        let counts = match tree.rule.scoring(self.is_quantitative) {
            RowScoring::Checked => false,
            RowScoring::Suggested => self.score == Err(Unknown::NotGiven),
            RowScoring::Locked => true,
        };
        if let Some(expected) = self.expected_score().filter(|_| counts) {
            self.score = Ok(expected.rounded_to(&tree.rule.score_step));
            self.is_computed = true;
        }
    }
}

/// A target or result whose comparator and unit may stand in cells of their own: ≥, 90, %.
/// What the value says itself goes before what stands beside it.
fn whole(nature: &str, value: &str, unit: &str) -> Reading {
    let alone = read(value);
    let Reading::Number(quantity) = &alone else {
        return alone;
    };
    let nature = match quantity.comparator {
        Comparator::Exactly if nature != QUALITATIVE => nature,
        _ => "",
    };
    let unit = if quantity.unit.is_empty() { unit } else { "" };
    match read(&format!("{nature}{value}{unit}")) {
        together @ Reading::Number(_) => together,
        _ => alone,
    }
}

/// Points as typed: `9`, `4.5`, `10分`.
///
/// # Errors
/// Nothing typed, or no number.
pub fn points(typed: &str) -> Result<Exact, Unknown> {
    match read(typed) {
        Reading::Empty => Err(Unknown::NotGiven),
        Reading::Number(Quantity {
            comparator: Comparator::Exactly,
            number,
            unit,
            ..
        }) if unit.is_empty() || unit == "分" => Ok(Exact::from(number)),
        _ => Err(Unknown::OutOfRange),
    }
}

/// Whether a result reaches its target; `lower_is_better` makes a plain target a ceiling, and the
/// rule says what a missed one leaves.
#[must_use]
pub fn attainment(
    rule: &RowRule,
    target: &Reading,
    actual: &Reading,
    lower_is_better: bool,
    same_words: bool,
) -> Attainment {
    let Some((target, actual, wanted, reached)) = comparable_readings(target, actual) else {
        return if same_words {
            Attainment::Met
        } else {
            Attainment::Unclear
        };
    };
    let is_ceiling = match target.comparator {
        Comparator::AtMost | Comparator::LessThan => true,
        Comparator::AtLeast | Comparator::MoreThan => false,
        Comparator::Exactly | Comparator::About => lower_is_better,
    };
    // A result stated as a bound only settles the question on its own side.
    let bound_fits = match actual.comparator {
        Comparator::Exactly | Comparator::About => true,
        Comparator::AtLeast | Comparator::MoreThan => !is_ceiling,
        Comparator::AtMost | Comparator::LessThan => is_ceiling,
    };
    let met = match target.comparator {
        Comparator::MoreThan => {
            reached > wanted || (reached == wanted && actual.comparator == Comparator::MoreThan)
        }
        Comparator::LessThan => {
            reached < wanted || (reached == wanted && actual.comparator == Comparator::LessThan)
        }
        _ if is_ceiling => reached <= wanted,
        _ => reached >= wanted,
    };
    match (met, bound_fits) {
        (true, true) => Attainment::Met,
        (false, true) if is_ceiling => Attainment::Missed(rule.above_ceiling(&wanted, &reached)),
        (false, true) => Attainment::Missed(rule.below_floor(&wanted, &reached)),
        (_, false) => Attainment::Unclear,
    }
}

/// Target and result as numbers, with both values on one scale.
fn comparable_readings<'a>(
    target: &'a Reading,
    actual: &'a Reading,
) -> Option<(&'a Quantity, &'a Quantity, Exact, Exact)> {
    let (Reading::Number(target), Reading::Number(actual)) = (target, actual) else {
        return None;
    };
    let (wanted, reached) = comparable(target, actual)?;
    Some((target, actual, wanted, reached))
}

/// Both values on one scale; a unit left out on one side is taken from the other.
#[must_use]
pub fn comparable(target: &Quantity, actual: &Quantity) -> Option<(Exact, Exact)> {
    if actual.unit.is_empty() && !target.unit.is_empty() {
        let actual = Quantity {
            unit: target.unit.clone(),
            scale: target.scale,
            ..actual.clone()
        };
        return Some((target.value(), actual.value()));
    }
    let fits = actual.unit == target.unit || target.unit.is_empty();
    fits.then(|| (target.value(), actual.value()))
}
