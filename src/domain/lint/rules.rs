//! L13, L14: points that cannot be earned, lost or told apart.

use std::collections::HashSet;

use super::range::Range;
use super::subject::{Leaf, Subject, error, notice, warning};
use crate::domain::figure::Exact;
use crate::domain::scheme::source::Direction;
use crate::domain::scheme::{AwardItem, Fault, Rule};

pub(super) fn lint(subject: &Subject<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for leaf in subject.leaves() {
        match leaf.rule {
            Rule::PerUnit { .. } => faults.extend(per_unit(subject, &leaf)),
            Rule::Bands { bands, .. } => {
                let scores = bands.iter().map(|band| &band.score);
                faults.extend(scores_fit(subject, &leaf, "bands", scores));
            }
            Rule::Graded { grades } => {
                let scores = grades.iter().map(|grade| &grade.score);
                faults.extend(scores_fit(subject, &leaf, "grades", scores));
                faults.extend(same_grades(&leaf, grades.iter().map(|grade| &grade.name)));
            }
            Rule::Judged { grades } => {
                faults.extend(same_grades(&leaf, grades.iter().map(|grade| &grade.name)));
            }
            Rule::Checklist { items, minus, .. } => {
                faults.extend(checklist(subject, &leaf, items, minus));
            }
            Rule::Award { items, .. } => faults.extend(award(subject, &leaf, items)),
            Rule::Proportional { cap: Some(cap), .. } => {
                faults.extend(cap_fits(subject, &leaf, cap));
            }
            _ => {}
        }
    }
    faults
}

/// Scores within the weight, one of which is the weight.
fn scores_fit<'a>(
    subject: &Subject<'_>,
    leaf: &Leaf<'_>,
    path: &str,
    scores: impl Iterator<Item = &'a Exact> + Clone,
) -> Vec<Fault> {
    let weight = leaf.weight();
    let full = subject.points(weight);
    let mut faults: Vec<Fault> = scores
        .clone()
        .enumerate()
        .filter(|(_, score)| *score > weight || score.is_negative())
        .map(|(at, score)| {
            error("L14", leaf.spot(&format!("{path}.{at}")))
                .place(leaf.name())
                .says(format!(
                    "这一档得 {} 分，不在 0 至分值 {full} 之间。",
                    subject.points(score)
                ))
                .cure("请对照纸质表改这一档的得分或指标的分值。")
        })
        .collect();
    if faults.is_empty() && !scores.clone().any(|score| score == weight) {
        let best = scores.max().map_or_else(String::new, |best| {
            format!("，最高一档只有 {} 分", subject.points(best))
        });
        faults.push(
            warning("L14", leaf.spot(path))
                .place(leaf.name())
                .says(format!("没有一档得满分 {full} 分{best}。"))
                .cure("请核对分值和各档得分。"),
        );
    }
    faults
}

fn same_grades<'a>(leaf: &Leaf<'_>, mut names: impl Iterator<Item = &'a String>) -> Option<Fault> {
    let mut seen = HashSet::new();
    let double = names.position(|name| !seen.insert(name))?;
    Some(
        error("L13", leaf.spot(&format!("grades.{double}")))
            .place(leaf.name())
            .says("这个等次的名称与前面的相同，永远选不到。")
            .cure("请改名或删去。"),
    )
}

fn checklist(
    subject: &Subject<'_>,
    leaf: &Leaf<'_>,
    items: &[String],
    minus: &Exact,
) -> Option<Fault> {
    let weight = leaf.weight();
    let count = Exact::whole(i64::try_from(items.len()).unwrap_or(i64::MAX));
    let most = minus * &count;
    let (minus_, full) = (subject.points(minus), subject.points(weight));
    if minus.is_zero() || minus.is_negative() || items.is_empty() {
        return Some(
            error("L14", leaf.spot(""))
                .place(leaf.name())
                .says("没有要求，或者不符合也不扣分。")
                .cure("items 写各项要求，minus 写每项不符合扣几分。"),
        );
    }
    if minus > weight {
        return Some(
            warning("L14", leaf.spot("minus"))
                .place(leaf.name())
                .says(format!("一项不符合扣 {minus_} 分，超过分值 {full} 分。"))
                .cure("请核对扣分和分值。"),
        );
    }
    (most < *weight).then(|| {
        warning("L14", leaf.spot("minus"))
            .place(leaf.name())
            .says(format!(
                "{} 项都不符合只扣 {} 分，还得 {} 分，扣不完。",
                items.len(),
                subject.points(&most),
                subject.points(&(weight - &most))
            ))
            .cure("请核对要求的项数、每项扣分和分值；纸上没有写全的，补上其余要求。")
    })
}

/// Requirements with points of their own add up to the weight.
fn award(subject: &Subject<'_>, leaf: &Leaf<'_>, items: &[AwardItem]) -> Option<Fault> {
    let sum = items
        .iter()
        .fold(Exact::zero(), |sum, item| &sum + &item.points);
    let addends: Vec<String> = items
        .iter()
        .map(|item| subject.points(&item.points))
        .collect();
    (sum != *leaf.weight()).then(|| {
        error("L14", leaf.spot("items"))
            .place(leaf.name())
            .says(format!(
                "各项要求的分 {} 合计为 {} 分，分值是 {} 分。",
                addends.join("＋"),
                subject.points(&sum),
                subject.points(leaf.weight())
            ))
            .cure("请对照纸质表改各项的分（points）。")
    })
}

/// A cap below the weight keeps full marks out of reach; one above it never caps.
fn cap_fits(subject: &Subject<'_>, leaf: &Leaf<'_>, cap: &Exact) -> Option<Fault> {
    let weight = leaf.weight();
    if cap == weight {
        return None;
    }
    let says = if cap > weight {
        "永远用不上"
    } else {
        "使这个指标得不到满分"
    };
    let (cap, weight) = (subject.points(cap), subject.points(weight));
    Some(
        warning("L13", leaf.spot("cap"))
            .place(leaf.name())
            .says(format!("最高分 {cap} {says}：分值是 {weight} 分。"))
            .cure("请核对 cap，与分值相同的不用写。"),
    )
}

fn per_unit(subject: &Subject<'_>, leaf: &Leaf<'_>) -> Vec<Fault> {
    let Rule::PerUnit {
        value,
        base,
        direction,
        step,
        minus,
        ..
    } = leaf.rule
    else {
        return Vec::new();
    };
    let mut faults = Vec::new();
    let weight = leaf.weight();
    let name = leaf.name();
    if minus.is_zero() || minus.is_negative() {
        let fault = error("L14", leaf.spot("minus")).place(name);
        faults.push(
            fault
                .says("每一档扣的分应大于 0。")
                .cure("请写 minus，例如 \"0.2\"。"),
        );
        return faults;
    }
    if minus > weight {
        let fault = notice("L14", leaf.spot("minus")).place(name);
        faults.push(
            fault
                .says(format!(
                    "第一档就扣 {} 分，超过分值 {} 分。",
                    subject.points(minus),
                    subject.points(weight)
                ))
                .cure("请核对扣分和分值。"),
        );
    }
    let range = Range::judged(subject.scheme, leaf.both.compiled, value);
    // How far the value can come to the side where points are lost.
    let above = range.high.map(|high| &high - base);
    let below = range.low.map(|low| base - &low);
    let farthest = match direction {
        Direction::Above => above,
        Direction::Below => below,
        Direction::Both => above.zip(below).map(|(above, below)| above.max(below)),
    };
    let Some(farthest) = farthest else {
        return faults;
    };
    let fault = |fault: Fault| fault.place(name);
    if farthest.is_negative() || farthest.is_zero() {
        faults.push(
            fault(warning("L13", leaf.spot("")))
                .says("这个数到不了扣分的一边，永远是满分。")
                .cure("请核对 base 和 direction。"),
        );
    } else if farthest
        .divided_by(step)
        .is_some_and(|steps| &steps * minus < *weight)
    {
        faults.push(
            fault(notice("L13", leaf.spot("")))
                .says("扣到底也扣不完分值，得不到 0 分。")
                .cure("纸上写“扣完为止”的，请核对每档幅度和扣分。"),
        );
    }
    faults
}
