//! 自评得分 and 财政复核得分 side by side.

use super::correction::{last_said, lay_over};
use super::{Correction, CorrectionKind, Original, Split, split};
use crate::domain::check::Finding;
use crate::domain::evaluate::{Evaluation, evaluate, evaluate_figures};
use crate::domain::figure::Exact;
use crate::domain::filing::{CellCode, Entries, RowColumn};
use crate::domain::formula::Unknown;
use crate::domain::scheme::{PlaceKind, Scheme, score_label};
use crate::domain::scoring;

/// A filing evaluated twice: as it was handed in, and with the reviewers' corrections over it.
#[derive(Debug, Clone)]
pub struct Rescored {
    /// As it was handed in: 自评.
    pub own: Evaluation,
    /// With the corrections: 财政复核.
    pub reviewed: Evaluation,
    /// What was typed, with the corrections over it.
    pub entries: Entries,
    /// The corrections in the order in which they count, each with what it is.
    pub corrections: Vec<(Correction, CorrectionKind)>,
    /// Every scored indicator and row, then nothing else.
    pub lines: Vec<ScoreLine>,
    /// 自评得分.
    pub own_total: Result<Exact, Unknown>,
    /// 财政复核得分, after what was taken off.
    pub reviewed_total: Result<Exact, Unknown>,
    /// The grade of 财政复核得分.
    pub reviewed_grade: Option<String>,
    /// Which correction made which part of the difference; `None` while one of the totals is not known.
    pub split: Option<Split>,
}

/// One score, twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoreLine {
    /// The score's cell.
    pub cell: CellCode,
    /// The indicator's or row's name.
    pub name: String,
    /// Points at most, where they are known.
    pub weight: Option<Exact>,
    /// 自评.
    pub own: Result<Exact, Unknown>,
    /// 财政复核, after what was taken off.
    pub reviewed: Result<Exact, Unknown>,
    /// What of it was taken off.
    pub deduction: Option<Exact>,
}

impl ScoreLine {
    /// 财政复核 less 自评, where both are known or not counted.
    #[must_use]
    pub fn difference(&self) -> Option<Exact> {
        Some(&worth(&self.reviewed)? - &worth(&self.own)?)
    }
}

/// What all scores and the total come to at one moment.
#[derive(Debug, Clone)]
pub(super) struct Standing {
    /// The points of every scored indicator and row after what was taken off.
    pub points: Vec<Result<Exact, Unknown>>,
    /// The total after what was taken off.
    pub total: Result<Exact, Unknown>,
}

impl Standing {
    pub fn of(scheme: &Scheme, entries: &Entries, evaluation: &Evaluation) -> Self {
        Self {
            points: scores(scheme, entries, evaluation)
                .into_iter()
                .map(|score| score.left())
                .collect(),
            total: total_left(scheme, evaluation),
        }
    }

    /// With so many corrections over the entries.
    pub fn at(scheme: &Scheme, entries: &Entries) -> Self {
        Self::of(scheme, entries, &evaluate_figures(scheme, entries))
    }
}

impl Rescored {
    /// Evaluates a filing without and with corrections. Of several at one cell the last counts; those
    /// that the scheme does not let anybody make count for nothing.
    #[must_use]
    pub fn of(scheme: &Scheme, entries: &Entries, corrections: &[Correction]) -> Self {
        let typed = without_deductions(scheme, entries);
        let own = evaluate(scheme, &typed);
        let corrections = in_order(&Original::new(scheme, &typed, &own), corrections);
        let mut over = typed.clone();
        for (correction, _) in &corrections {
            lay_over(&mut over, correction);
        }
        let reviewed = evaluate(scheme, &over);
        let own_total = own.total.clone();
        let reviewed_total = total_left(scheme, &reviewed);
        Self {
            lines: lines(scheme, (&typed, &own), (&over, &reviewed)),
            split: split::split(scheme, &typed, &corrections),
            reviewed_grade: grade_of(scheme, &reviewed, &reviewed_total),
            own,
            reviewed,
            entries: over,
            corrections,
            own_total,
            reviewed_total,
        }
    }

    /// 财政复核得分 less 自评得分.
    #[must_use]
    pub fn difference(&self) -> Option<Exact> {
        let reviewed = self.reviewed_total.as_ref().ok()?;
        Some(reviewed - self.own_total.as_ref().ok()?)
    }

    /// What the checks find only with the corrections: figures that no longer agree.
    pub fn new_findings(&self) -> impl Iterator<Item = &Finding> {
        let is_old = |finding: &&Finding| {
            let mut same = self.own.findings_at(&finding.cell);
            same.any(|old| old.check == finding.check)
        };
        let found = self.reviewed.findings.iter();
        found.filter(move |finding| !is_old(finding))
    }
}

fn in_order(
    original: &Original<'_>,
    corrections: &[Correction],
) -> Vec<(Correction, CorrectionKind)> {
    let mut kept: Vec<(Correction, CorrectionKind)> = last_said(corrections)
        .into_values()
        .filter_map(|correction| {
            let kind = original.kind(&correction.cell).ok()?;
            Some((correction.clone(), kind))
        })
        .collect();
    kept.sort_by_key(|(correction, _)| original.rank(&correction.cell));
    kept
}

/// What reviewers take off is no part of what an agency hands in.
fn without_deductions(scheme: &Scheme, entries: &Entries) -> Entries {
    let mut typed = entries.clone();
    typed.cells.retain(|cell, _| {
        let place = scheme.place(cell);
        !place.is_some_and(|place| matches!(place.kind, PlaceKind::Deduction))
    });
    typed
}

/// One score at one moment.
struct Scored {
    cell: CellCode,
    name: String,
    weight: Option<Exact>,
    points: Result<Exact, Unknown>,
    deduction: Option<Exact>,
}

impl Scored {
    fn left(&self) -> Result<Exact, Unknown> {
        let taken = self.deduction.clone().unwrap_or_else(Exact::zero);
        self.points.clone().map(|points| &points - &taken)
    }
}

/// The scores of a filing in the order of the scheme: indicators, then rows.
fn scores(scheme: &Scheme, entries: &Entries, evaluation: &Evaluation) -> Vec<Scored> {
    let indicators = scheme.indicators.iter().zip(&evaluation.scores);
    let indicators = indicators.map(|(indicator, score)| Scored {
        cell: indicator.code.clone(),
        name: indicator.name.clone(),
        weight: Some(indicator.weight.clone()),
        points: score.points.clone(),
        deduction: score.deduction.clone(),
    });
    let trees = scheme.trees.iter().zip(&evaluation.trees);
    let rows = trees.filter(|(tree, _)| tree.scored);
    let rows = rows.flat_map(|(_, rows)| rows).map(|row| {
        let points = row.score.as_ref().ok();
        let points = points.filter(|_| scheme.head.reviewer_deduction);
        let code = format!("{}.{}", row.block, row.id);
        Scored {
            cell: row.cell(RowColumn::Score),
            name: row.name.clone(),
            weight: row.weight.clone().ok(),
            points: row.score.clone(),
            deduction: points.and_then(|points| scoring::deduction(entries, &code, points)),
        }
    });
    indicators.chain(rows).collect()
}

fn lines(
    scheme: &Scheme,
    own: (&Entries, &Evaluation),
    reviewed: (&Entries, &Evaluation),
) -> Vec<ScoreLine> {
    let pairs = scores(scheme, own.0, own.1)
        .into_iter()
        .zip(scores(scheme, reviewed.0, reviewed.1));
    pairs
        .map(|(own, reviewed)| ScoreLine {
            reviewed: reviewed.left(),
            deduction: reviewed.deduction,
            weight: reviewed.weight,
            cell: own.cell,
            name: own.name,
            own: own.points,
        })
        .collect()
}

/// The total after what was taken off; a total that the paper states has nothing taken off.
fn total_left(scheme: &Scheme, evaluation: &Evaluation) -> Result<Exact, Unknown> {
    let left = evaluation.total_steps.reviewed.as_ref();
    left.filter(|_| scheme.conclusion.is_none())
        .unwrap_or(&evaluation.total)
        .clone()
}

fn grade_of(
    scheme: &Scheme,
    reviewed: &Evaluation,
    total: &Result<Exact, Unknown>,
) -> Option<String> {
    if scheme.conclusion.is_some() {
        return reviewed.grade.clone();
    }
    let total = total.as_ref().ok()?;
    scoring::grade(scheme, total).map(str::to_owned)
}

/// What a score adds to a sum: nothing where it is dropped, unknown where it is.
pub(super) fn worth(points: &Result<Exact, Unknown>) -> Option<Exact> {
    match points {
        Ok(points) => Some(points.clone()),
        Err(Unknown::Dropped) => Some(Exact::zero()),
        Err(_) => None,
    }
}

/// 得分 of an indicator or row, as it is called.
impl ScoreLine {
    /// `预算执行率得分`.
    #[must_use]
    pub fn label(&self) -> String {
        let name = if self.name.is_empty() {
            "未命名指标"
        } else {
            self.name.as_str()
        };
        score_label(name)
    }
}
