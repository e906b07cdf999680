//! L25: what the printed standard says against what the rule does.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::subject::{Both, Subject, warning};
use crate::domain::scheme::Fault;
use crate::domain::scheme::source::RuleSource;

pub(super) fn lint(subject: &Subject<'_>) -> Vec<Fault> {
    subject
        .indicators()
        .flat_map(|both| {
            let mut faults = Vec::new();
            faults.extend(full_marks(&both));
            faults.extend(deduction(&both));
            faults.extend(step(&both));
            faults
        })
        .collect()
}

fn differs(both: &Both<'_>, key: &str, said: &str, written: &str) -> Fault {
    warning("L25", both.path(key))
        .place(&both.source.name)
        .says(format!("评价标准印的是“{said}”，规则写的是{written}。"))
        .cure("请对照纸质表改正其中一处。")
}

/// 计7分: the highest score in the text is the weight.
fn full_marks(both: &Both<'_>) -> Option<Fault> {
    let said = numbers(&both.source.rule_text, &["计", "得"], &["分"]);
    let highest = said.iter().max()?;
    let weight = both.source.weight.normalize();
    // A text may also speak of deductions only, or of a conversion to other points.
    if *highest == weight {
        return None;
    }
    let is_about_scores = match &both.source.rule {
        RuleSource::PerUnit { .. } => said.len() == 1,
        RuleSource::Bands { .. } | RuleSource::Graded { .. } => true,
        _ => false,
    };
    is_about_scores.then(|| {
        differs(
            both,
            "weight",
            &format!("{highest}分"),
            &format!("分值 {weight} 分"),
        )
    })
}

/// 扣0.2分.
fn deduction(both: &Both<'_>) -> Option<Fault> {
    let minus = match &both.source.rule {
        RuleSource::PerUnit { minus, .. } | RuleSource::Checklist { minus, .. } => {
            minus.normalize()
        }
        _ => return None,
    };
    let said = numbers(&both.source.rule_text, &["扣"], &["分"]);
    let only = single(&said)?;
    (only != minus).then(|| {
        differs(
            both,
            "rule.minus",
            &format!("扣{only}分"),
            &format!("扣 {minus} 分"),
        )
    })
}

/// 每超过一个百分点, 每低于5%.
fn step(both: &Both<'_>) -> Option<Fault> {
    let RuleSource::PerUnit { step, .. } = &both.source.rule else {
        return None;
    };
    let written = step.replace('％', "%");
    let written = Decimal::from_str_exact(written.strip_suffix('%')?.trim()).ok()?;
    let text = &both.source.rule_text;
    let starts = [
        "每超过",
        "每超出",
        "每超",
        "每低于",
        "每低",
        "每高于",
        "每高出",
        "每增加",
        "每减少",
        "每上升",
        "每下降",
        "每降低",
        "每少",
        "每多",
        "每偏离",
        "每",
    ];
    let said = numbers(text, &starts, &["%", "％", "个百分点"]);
    let only = single(&said)?;
    (only != written.normalize()).then(|| {
        differs(
            both,
            "rule.step",
            &format!("每{only}%"),
            &format!("每 {step}"),
        )
    })
}

fn single(numbers: &BTreeSet<Decimal>) -> Option<Decimal> {
    numbers.first().copied().filter(|_| numbers.len() == 1)
}

/// The numbers between one of some words and one of some others, each once.
fn numbers(text: &str, before: &[&str], after: &[&str]) -> BTreeSet<Decimal> {
    let mut found = BTreeSet::new();
    for word in before {
        for rest in text.split(word).skip(1) {
            if let Some((number, rest)) = leading_number(rest.trim_start())
                && after.iter().any(|end| rest.trim_start().starts_with(end))
            {
                found.insert(number.normalize());
            }
        }
    }
    found
}

fn leading_number(text: &str) -> Option<(Decimal, &str)> {
    const WORDS: [(&str, i64); 6] = [
        ("一", 1),
        ("两", 2),
        ("二", 2),
        ("三", 3),
        ("五", 5),
        ("十", 10),
    ];
    if let Some((word, number)) = WORDS.iter().find(|(word, _)| text.starts_with(word)) {
        return Some((Decimal::from(*number), text.strip_prefix(word)?));
    }
    let end = text
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    Some((Decimal::from_str_exact(digits).ok()?, rest))
}
