//! L10: weights add up to the full marks, and those of a part to what it is scored of.

use super::subject::{Subject, error};
use crate::domain::figure::Exact;
use crate::domain::scheme::source::PartSource;
use crate::domain::scheme::{Fault, Spot};

/// A group of weights that the paper prints as one: its name, its points, and its part.
struct Group {
    name: String,
    weight: Exact,
    part: Option<usize>,
}

pub(super) fn lint(subject: &Subject<'_>) -> Vec<Fault> {
    let groups = groups(subject);
    if groups.is_empty() {
        return Vec::new();
    }
    let mut addends: Vec<(String, Exact)> = Vec::new();
    let mut faults = Vec::new();
    for (at, part) in subject.source.parts.iter().enumerate() {
        let inside = groups.iter().filter(|group| group.part == Some(at));
        let inside: Vec<(String, Exact)> = inside.map(named).collect();
        let spot = Spot::Path(format!("part.{at}.of"));
        let of = Exact::from(part.of);
        faults.extend(unequal(subject, spot, &part.name, &inside, &of));
        addends.push((part.name.clone(), Exact::from(part.counts)));
    }
    let rest = groups.iter().filter(|group| group.part.is_none());
    addends.extend(rest.map(named));
    let full = Exact::from(subject.scheme.head.full_marks);
    let spot = Spot::Path("scheme.full_marks".to_owned());
    faults.extend(unequal(subject, spot, "分值", &addends, &full));
    faults
}

fn named(group: &Group) -> (String, Exact) {
    (group.name.clone(), group.weight.clone())
}

/// First-level names with their points, those of the score sheet first.
fn groups(subject: &Subject<'_>) -> Vec<Group> {
    let part_of = |is_in: &dyn Fn(&PartSource) -> bool| subject.source.parts.iter().position(is_in);
    let mut groups: Vec<Group> = Vec::new();
    for indicator in &subject.source.indicators {
        let name = if indicator.level1.is_empty() {
            &indicator.name
        } else {
            &indicator.level1
        };
        let part = part_of(&|part| {
            part.indicators.contains(&indicator.code) || part.level1.contains(&indicator.level1)
        });
        let weight = Exact::from(indicator.weight);
        let known = groups
            .iter_mut()
            .find(|group| group.name == *name && group.part == part);
        match known {
            Some(group) => group.weight = &group.weight + &weight,
            None => groups.push(Group {
                name: name.clone(),
                weight,
                part,
            }),
        }
    }
    for tree in subject.scheme.trees.iter().filter(|tree| tree.scored) {
        let part = part_of(&|part| part.trees.contains(&tree.id));
        let headings = tree.level1.iter();
        groups.extend(headings.filter_map(|level| {
            Some(Group {
                name: level.name.clone(),
                weight: Exact::from(level.weight?),
                part,
            })
        }));
    }
    groups
}

fn unequal(
    subject: &Subject<'_>,
    spot: Spot,
    place: &str,
    addends: &[(String, Exact)],
    full: &Exact,
) -> Option<Fault> {
    let sum = addends
        .iter()
        .fold(Exact::zero(), |sum, (_, weight)| &sum + weight);
    if sum == *full {
        return None;
    }
    let words: Vec<String> = addends
        .iter()
        .map(|(name, weight)| format!("{name}{}", subject.points(weight)))
        .collect();
    let direction = if sum < *full { "少" } else { "多" };
    Some(
        error("L10", spot)
            .place(place)
            .says(format!(
                "各指标分值 {} 合计为 {} 分，满分是 {} 分，{direction}{} 分。",
                words.join("＋"),
                subject.points(&sum),
                subject.points(full),
                subject.points(&(&sum - full).abs()),
            ))
            .cure("请对照纸质表逐级核对分值：三级指标之和等于二级，二级之和等于一级。"),
    )
}
