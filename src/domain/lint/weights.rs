//! L10: weights add up to the full marks.

use super::subject::{Subject, error};
use crate::domain::figure::Exact;
use crate::domain::scheme::{Fault, Spot};

pub(super) fn lint(subject: &Subject<'_>) -> Vec<Fault> {
    let scheme = subject.scheme;
    let trees = scheme.trees.iter().filter(|tree| tree.scored);
    let headings: Vec<(&str, Exact)> = trees
        .flat_map(|tree| &tree.level1)
        .filter_map(|level| Some((level.name.as_str(), Exact::from(level.weight?))))
        .collect();
    let source = &subject.source.indicators;
    if source.is_empty() && headings.is_empty() {
        return Vec::new();
    }
    let mut parts: Vec<(String, Exact)> = Vec::new();
    for indicator in source {
        let name = if indicator.level1.is_empty() {
            &indicator.name
        } else {
            &indicator.level1
        };
        let weight = Exact::from(indicator.weight);
        match parts.iter_mut().find(|(known, _)| known == name) {
            Some((_, sum)) => *sum = &*sum + &weight,
            None => parts.push((name.clone(), weight)),
        }
    }
    parts.extend(
        headings
            .into_iter()
            .map(|(name, weight)| (name.to_owned(), weight)),
    );
    let sum = parts
        .iter()
        .fold(Exact::zero(), |sum, (_, weight)| &sum + weight);
    let full = Exact::from(scheme.head.full_marks);
    if sum == full {
        return Vec::new();
    }
    let addends: Vec<String> = parts
        .iter()
        .map(|(name, weight)| format!("{name}{}", subject.points(weight)))
        .collect();
    let direction = if sum < full { "少" } else { "多" };
    vec![
        error("L10", Spot::Path("scheme.full_marks".to_owned()))
            .place("分值")
            .says(format!(
                "各指标分值 {} 合计为 {} 分，满分是 {} 分，{direction}{} 分。",
                addends.join("＋"),
                subject.points(&sum),
                subject.points(&full),
                subject.points(&(&sum - &full).abs()),
            ))
            .cure("请对照纸质表逐级核对分值：三级指标之和等于二级，二级之和等于一级。"),
    ]
}
