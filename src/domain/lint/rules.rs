//! L13, L14: points that cannot be earned, lost or told apart.

use std::collections::HashSet;

use super::range::Range;
use super::subject::{Both, Subject, error, notice, warning};
use crate::domain::figure::Exact;
use crate::domain::scheme::source::Direction;
use crate::domain::scheme::{Fault, Grade, Rule};

pub(super) fn lint(subject: &Subject<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for both in subject.indicators() {
        match &both.compiled.rule {
            Rule::PerUnit { .. } => faults.extend(per_unit(subject, &both)),
            Rule::Bands { bands, .. } => {
                let scores = bands.iter().map(|band| &band.score);
                faults.extend(scores_fit(subject, &both, "rule.bands", scores));
            }
            Rule::Graded { grades } => {
                let scores = grades.iter().map(|grade| &grade.score);
                faults.extend(scores_fit(subject, &both, "rule.grades", scores));
                faults.extend(same_grades(&both, grades));
            }
            Rule::Checklist { items, minus, .. } => {
                faults.extend(checklist(subject, &both, items, minus));
            }
            _ => {}
        }
    }
    faults
}

/// Scores within the weight, one of which is the weight.
fn scores_fit<'a>(
    subject: &Subject<'_>,
    both: &Both<'_>,
    path: &str,
    scores: impl Iterator<Item = &'a Exact> + Clone,
) -> Vec<Fault> {
    let weight = &both.compiled.weight;
    let full = subject.points(weight);
    let mut faults: Vec<Fault> = scores
        .clone()
        .enumerate()
        .filter(|(_, score)| *score > weight || score.is_negative())
        .map(|(at, score)| {
            error("L14", both.path(&format!("{path}.{at}")))
                .place(&both.source.name)
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
            warning("L14", both.path(path))
                .place(&both.source.name)
                .says(format!("没有一档得满分 {full} 分{best}。"))
                .cure("请核对分值和各档得分。"),
        );
    }
    faults
}

fn same_grades(both: &Both<'_>, grades: &[Grade]) -> Option<Fault> {
    let mut seen = HashSet::new();
    let double = grades.iter().position(|grade| !seen.insert(&grade.name))?;
    Some(
        error("L13", both.path(&format!("rule.grades.{double}")))
            .place(&both.source.name)
            .says("这个等次的名称与前面的相同，永远选不到。")
            .cure("请改名或删去。"),
    )
}

fn checklist(
    subject: &Subject<'_>,
    both: &Both<'_>,
    items: &[String],
    minus: &Exact,
) -> Option<Fault> {
    let weight = &both.compiled.weight;
    let count = Exact::whole(i64::try_from(items.len()).unwrap_or(i64::MAX));
    let most = minus * &count;
    let (minus_, full) = (subject.points(minus), subject.points(weight));
    if minus.is_zero() || minus.is_negative() || items.is_empty() {
        return Some(
            error("L14", both.path("rule"))
                .place(&both.source.name)
                .says("没有要求，或者不符合也不扣分。")
                .cure("items 写各项要求，minus 写每项不符合扣几分。"),
        );
    }
    if minus > weight {
        return Some(
            warning("L14", both.path("rule.minus"))
                .place(&both.source.name)
                .says(format!("一项不符合扣 {minus_} 分，超过分值 {full} 分。"))
                .cure("请核对扣分和分值。"),
        );
    }
    (most < *weight).then(|| {
        warning("L14", both.path("rule.minus"))
            .place(&both.source.name)
            .says(format!(
                "{} 项都不符合只扣 {} 分，还得 {} 分，扣不完。",
                items.len(),
                subject.points(&most),
                subject.points(&(weight - &most))
            ))
            .cure("请核对要求的项数、每项扣分和分值；纸上没有写全的，补上其余要求。")
    })
}

fn per_unit(subject: &Subject<'_>, both: &Both<'_>) -> Vec<Fault> {
    let Rule::PerUnit {
        value,
        base,
        direction,
        step,
        minus,
        ..
    } = &both.compiled.rule
    else {
        return Vec::new();
    };
    let mut faults = Vec::new();
    let weight = &both.compiled.weight;
    let name = &both.source.name;
    if minus.is_zero() || minus.is_negative() {
        let fault = error("L14", both.path("rule.minus")).place(name);
        faults.push(
            fault
                .says("每一档扣的分应大于 0。")
                .cure("请写 minus，例如 \"0.2\"。"),
        );
        return faults;
    }
    if minus > weight {
        let fault = notice("L14", both.path("rule.minus")).place(name);
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
    let range = Range::of(subject.scheme, value);
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
            fault(warning("L13", both.path("rule")))
                .says("这个数到不了扣分的一边，永远是满分。")
                .cure("请核对 base 和 direction。"),
        );
    } else if farthest
        .divided_by(step)
        .is_some_and(|steps| &steps * minus < *weight)
    {
        faults.push(
            fault(notice("L13", both.path("rule")))
                .says("扣到底也扣不完分值，得不到 0 分。")
                .cure("纸上写“扣完为止”的，请核对每档幅度和扣分。"),
        );
    }
    faults
}
