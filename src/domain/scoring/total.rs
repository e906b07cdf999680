//! The total: parts scaled (R18), dropped indicators made up for (R13), limits (R16), reviewers'
//! deductions (R17), and the grade.

use super::Score;
use super::limit::holds;
use super::score::deduction;
use crate::domain::figure::Exact;
use crate::domain::filing::{Entries, TreeRow, Value};
use crate::domain::formula::{Lookup, Unknown};
use crate::domain::scheme::{Conclusion, Limited, Scheme, TOTAL_CELL};

/// How the total came about.
#[derive(Debug, Clone)]
pub struct TotalSteps {
    /// The total as the agency sees it.
    pub points: Result<Exact, Unknown>,
    /// The total after what reviewers took off, where the scheme lets them.
    pub reviewed: Option<Result<Exact, Unknown>>,
    /// The parts: those of the scheme in order, then what belongs to none.
    pub parts: Vec<PartTotal>,
    /// The indices of the limits on groups and on the total that lowered it, with what each group
    /// or the total had before.
    pub limits: Vec<(usize, Exact)>,
    /// What the parts together are multiplied with, where a whole part was dropped.
    pub factor: Option<Exact>,
}

/// One part of the total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartTotal {
    /// The sum of its scores.
    pub sum: Exact,
    /// The weights of its indicators that were dropped.
    pub dropped: Exact,
    /// What the sum can come to without them.
    pub of: Exact,
    /// What it counts for in the total.
    pub counts: Exact,
    /// What it adds to the total.
    pub value: Exact,
}

/// One score as the total sees it.
struct Item<'a> {
    level1: &'a str,
    part: usize,
    weight: Exact,
    points: Result<Exact, Unknown>,
    deduction: Option<Exact>,
}

/// The sum of all scores; unknown, with their number, while some are.
#[must_use]
pub fn total(
    scheme: &Scheme,
    entries: &Entries,
    lookup: &impl Lookup,
    scores: &[Score],
    trees: &[Vec<TreeRow>],
) -> TotalSteps {
    let items = items(scheme, entries, scores, trees);
    let holding: Vec<usize> = (0..scheme.limits.len())
        .filter(|at| {
            let limit = scheme.limits.get(*at);
            limit.is_some_and(|limit| holds(scheme, limit, entries, lookup))
        })
        .collect();
    let open = items
        .iter()
        .filter(|item| matches!(&item.points, Err(why) if *why != Unknown::Dropped))
        .count();
    let tree_is_empty = scheme
        .trees
        .iter()
        .zip(trees)
        .any(|(tree, rows)| tree.scored && rows.is_empty());
    let mut steps = summed(scheme, &items, &holding, |item| {
        item.points.clone().unwrap_or_else(|_| Exact::zero())
    });
    let nothing_counts = items.iter().all(|item| item.points.is_err());
    if open > 0 || nothing_counts || tree_is_empty {
        steps.points = Err(Unknown::Incomplete(open));
    }
    if scheme.head.reviewer_deduction {
        let left = |item: &Item<'_>| match (&item.points, &item.deduction) {
            (Ok(points), Some(taken)) => points - taken,
            (Ok(points), None) => points.clone(),
            (Err(_), _) => Exact::zero(),
        };
        let reviewed = summed(scheme, &items, &holding, left).points.map(|total| {
            match deduction(entries, TOTAL_CELL, &total) {
                Some(taken) => &total - &taken,
                None => total,
            }
        });
        steps.reviewed = Some(steps.points.clone().and(reviewed));
    }
    steps
}

fn items<'a>(
    scheme: &'a Scheme,
    entries: &Entries,
    scores: &[Score],
    trees: &'a [Vec<TreeRow>],
) -> Vec<Item<'a>> {
    let rest = scheme.parts.len();
    let part_of = |is_in: &dyn Fn(&crate::domain::scheme::Part) -> bool| {
        scheme.parts.iter().position(is_in).unwrap_or(rest)
    };
    let mut items = Vec::new();
    for (at, (indicator, score)) in scheme.indicators.iter().zip(scores).enumerate() {
        items.push(Item {
            level1: &indicator.level1,
            part: part_of(&|part| part.indicators.contains(&at)),
            weight: indicator.weight.clone(),
            points: score.points.clone(),
            deduction: score.deduction.clone(),
        });
    }
    for (at, (tree, rows)) in scheme.trees.iter().zip(trees).enumerate() {
        let part = part_of(&|part| part.trees.contains(&at));
        for row in rows.iter().filter(|_| tree.scored) {
            let heading = tree.level2.get(row.heading);
            let taken = row
                .score
                .as_ref()
                .ok()
                .filter(|_| scheme.head.reviewer_deduction);
            items.push(Item {
                level1: heading.map_or("", |heading| heading.under.as_str()),
                part,
                weight: row.weight.clone().unwrap_or_else(|_| Exact::zero()),
                points: row.score.clone(),
                deduction: taken.and_then(|score| {
                    deduction(entries, &format!("{}.{}", row.block, row.id), score)
                }),
            });
        }
    }
    items
}

fn summed(
    scheme: &Scheme,
    items: &[Item<'_>],
    holding: &[usize],
    points: impl Fn(&Item<'_>) -> Exact,
) -> TotalSteps {
    let mut limits = Vec::new();
    let mut parts = parts(scheme, items, &points);
    for (at, name, most) in holding.iter().filter_map(|at| {
        let limit = scheme.limits.get(*at)?;
        match &limit.on {
            Limited::Group(name) => Some((*at, name, &limit.at_most)),
            _ => None,
        }
    }) {
        let of_group = || items.iter().filter(|item| item.level1 == name);
        let sum = of_group().fold(Exact::zero(), |sum, item| &sum + &points(item));
        let part = of_group().next().and_then(|item| parts.get_mut(item.part));
        if let Some(part) = part.filter(|_| sum > *most) {
            part.sum = &part.sum - &(&sum - most);
            limits.push((at, sum));
        }
    }
    for part in &mut parts {
        part.value = scheme.rounded_score(&value(part));
    }
    let full = Exact::from(scheme.head.full_marks);
    let lost = parts
        .iter()
        .filter(|part| part.of.is_zero())
        .fold(Exact::zero(), |sum, part| &sum + &part.counts);
    let mut total = parts
        .iter()
        .fold(Exact::zero(), |sum, part| &sum + &part.value);
    let factor = Some(&lost)
        .filter(|lost| !lost.is_zero())
        .and_then(|lost| full.divided_by(&(&full - lost)));
    if let Some(factor) = &factor {
        total = scheme.rounded_score(&(&total * factor));
    }
    for at in holding {
        if let Some(limit) = scheme.limits.get(*at).filter(|l| l.on == Limited::Total)
            && total > limit.at_most
        {
            limits.push((*at, total));
            total = limit.at_most.clone();
        }
    }
    TotalSteps {
        points: Ok(total),
        reviewed: None,
        parts,
        limits,
        factor,
    }
}

/// The parts with their sums; the last holds what belongs to no part of the scheme.
fn parts(
    scheme: &Scheme,
    items: &[Item<'_>],
    points: &impl Fn(&Item<'_>) -> Exact,
) -> Vec<PartTotal> {
    let zero = Exact::zero;
    let given = scheme
        .parts
        .iter()
        .map(|part| (part.of.clone(), part.counts.clone()));
    let all = given
        .clone()
        .fold(zero(), |sum, (_, counts)| &sum + &counts);
    let rest = &Exact::from(scheme.head.full_marks) - &all;
    given
        .chain(std::iter::once((rest.clone(), rest)))
        .enumerate()
        .map(|(at, (of, counts))| {
            let (mut sum, mut dropped) = (zero(), zero());
            for item in items.iter().filter(|item| item.part == at) {
                if item.points == Err(Unknown::Dropped) {
                    dropped = &dropped + &item.weight;
                } else {
                    sum = &sum + &points(item);
                }
            }
            PartTotal {
                of: (&of - &dropped).clamped(&zero(), &of),
                value: zero(),
                sum,
                dropped,
                counts,
            }
        })
        .collect()
}

/// What a part adds: its sum where nothing is scaled, else in proportion.
fn value(part: &PartTotal) -> Exact {
    if part.of == part.counts {
        return part.sum.clone();
    }
    let scaled = (&part.sum * &part.counts).divided_by(&part.of);
    scaled.unwrap_or_else(Exact::zero)
}

/// The total and the grade of a paper that states them; a grade left out follows from the total.
pub fn stated(
    scheme: &Scheme,
    conclusion: Conclusion,
    entries: &Entries,
    values: &[Value],
) -> (Result<Exact, Unknown>, Option<String>) {
    let total = match conclusion.score.and_then(|slot| values.get(slot)) {
        Some(value) => value.exact.clone().and_then(|score| {
            let is_within = !score.is_negative() && score <= Exact::from(scheme.head.full_marks);
            is_within.then_some(score).ok_or(Unknown::OutOfRange)
        }),
        None => Err(Unknown::NotGiven),
    };
    let chosen = conclusion
        .grade
        .and_then(|slot| scheme.definition(slot))
        .and_then(|definition| entries.filled(&definition.code));
    let earned = total.as_ref().ok().and_then(|total| grade(scheme, total));
    (total.clone(), chosen.or(earned).map(str::to_owned))
}

/// The grade of a total, by the scheme's thresholds.
#[must_use]
pub fn grade<'a>(scheme: &'a Scheme, total: &Exact) -> Option<&'a str> {
    scheme
        .head
        .grades
        .iter()
        .find(|grade| *total >= Exact::from(grade.at_least))
        .map(|grade| grade.name.as_str())
}
