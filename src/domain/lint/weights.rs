//! L10: weights add up to the full marks, part by part.

use super::subject::{Subject, error, warning};
use crate::domain::figure::Exact;
use crate::domain::scheme::{Fault, Limited, Spot};

/// Points under one name.
struct Addend {
    name: String,
    points: Exact,
}

pub(super) fn lint(subject: &Subject<'_>) -> Vec<Fault> {
    let scheme = subject.scheme;
    let full = Exact::from(scheme.head.full_marks);
    if scheme.indicators.len() != subject.source.indicators.len() {
        // What could not be read is told already, and its points are missing here.
        return Vec::new();
    }
    let mut faults = Vec::new();
    let mut whole: Vec<Addend> = Vec::new();
    for (at, part) in scheme.parts.iter().enumerate() {
        let addends = addends(subject, Some(at));
        let spot = Spot::Path(format!("part.{at}.of"));
        let what = format!("“{}”的满分（of）", part.name);
        faults.extend(unequal(subject, spot, &what, &addends, &part.of));
        whole.push(Addend {
            name: part.name.clone(),
            points: part.counts.clone(),
        });
    }
    whole.extend(addends(subject, None));
    if !whole.is_empty() {
        let spot = Spot::Path("scheme.full_marks".to_owned());
        faults.extend(unequal(subject, spot, "满分", &whole, &full));
    }
    faults.extend(limits(subject));
    faults
}

/// The points of a part, or of what belongs to none, by first-level names.
fn addends(subject: &Subject<'_>, part: Option<usize>) -> Vec<Addend> {
    let scheme = subject.scheme;
    let is_in = |members: fn(&crate::domain::scheme::Part) -> &Vec<usize>, at: usize| {
        let owner = scheme
            .parts
            .iter()
            .position(|part| members(part).contains(&at));
        owner == part
    };
    let mut addends: Vec<Addend> = Vec::new();
    for (at, indicator) in scheme.indicators.iter().enumerate() {
        if !is_in(|part| &part.indicators, at) {
            continue;
        }
        let name = if indicator.level1.is_empty() {
            &indicator.name
        } else {
            &indicator.level1
        };
        match addends.iter_mut().find(|addend| addend.name == *name) {
            Some(addend) => addend.points = &addend.points + &indicator.weight,
            None => addends.push(Addend {
                name: name.clone(),
                points: indicator.weight.clone(),
            }),
        }
    }
    for (at, tree) in scheme.trees.iter().enumerate() {
        if tree.scored && is_in(|part| &part.trees, at) {
            addends.extend(tree.level1.iter().filter_map(|level| {
                Some(Addend {
                    name: level.name.clone(),
                    points: Exact::from(level.weight?),
                })
            }));
        }
    }
    addends
}

fn sum(addends: &[Addend]) -> Exact {
    let points = addends.iter().map(|addend| &addend.points);
    points.fold(Exact::zero(), |sum, points| &sum + points)
}

fn unequal(
    subject: &Subject<'_>,
    spot: Spot,
    what: &str,
    addends: &[Addend],
    wanted: &Exact,
) -> Option<Fault> {
    let sum = sum(addends);
    // An indicator that does not compile is missing from the sum.
    if sum == *wanted || subject.scheme.indicators.len() < subject.source.indicators.len() {
        return None;
    }
    let addends: Vec<String> = addends
        .iter()
        .map(|addend| format!("{}{}", addend.name, subject.points(&addend.points)))
        .collect();
    let direction = if sum < *wanted { "少" } else { "多" };
    Some(
        error("L10", spot)
            .place("分值")
            .says(format!(
                "{} 合计为 {} 分，{what}是 {} 分，{direction}{} 分。",
                addends.join("＋"),
                subject.points(&sum),
                subject.points(wanted),
                subject.points(&(&sum - wanted).abs()),
            ))
            .cure("请对照纸质表逐级核对分值：三级指标之和等于二级，二级之和等于一级，各部分之和等于满分。"),
    )
}

/// L13: limits that never lower anything.
fn limits(subject: &Subject<'_>) -> Vec<Fault> {
    let scheme = subject.scheme;
    let mut faults = Vec::new();
    for (at, limit) in scheme.limits.iter().enumerate() {
        let most = match &limit.on {
            Limited::Indicator(index) => scheme.indicators.get(*index).map(|i| i.weight.clone()),
            Limited::Group(name) => {
                let parts = (0..scheme.parts.len()).map(Some).chain([None]);
                let mut of_group: Vec<Addend> =
                    parts.flat_map(|part| addends(subject, part)).collect();
                of_group.retain(|addend| addend.name == *name);
                Some(sum(&of_group))
            }
            Limited::Total => Some(Exact::from(scheme.head.full_marks)),
        };
        if let Some(most) = most.filter(|most| limit.at_most >= *most) {
            faults.push(
                warning("L13", Spot::Path(format!("limit.{at}.at_most")))
                    .place(&limit.because)
                    .says(format!(
                        "最高 {} 分的限制永远用不上：最多也只有 {} 分。",
                        subject.points(&limit.at_most),
                        subject.points(&most)
                    ))
                    .cure("请核对限制的分数。"),
            );
        }
    }
    faults
}
