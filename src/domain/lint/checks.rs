//! L22, L23: 勾稽 that cannot work, and answers that nobody can give.

use std::collections::HashSet;

use super::subject::{Subject, error, warning};
use crate::domain::scheme::source::{AnswerSource, CheckSource, ItemKind, ItemSource, RuleSource};
use crate::domain::scheme::{Fault, Spot, suggestion};

/// The answers of a yes-no item.
const YES_NO: [&str; 2] = ["是", "否"];

pub(super) fn lint(subject: &Subject<'_>) -> Vec<Fault> {
    let mut faults = answers(subject);
    for (at, check) in subject.source.checks.iter().enumerate() {
        let path = format!("check.{at}");
        match check {
            CheckSource::Sum { total, parts, .. } => faults.extend(sum(&path, total, parts)),
            CheckSource::Equal { left, right, .. } if left == right => faults.push(
                error("L23", Spot::Path(format!("{path}.right")))
                    .place(left)
                    .says("两边是同一个数，永远相等。")
                    .cure("请改成要核对的另一个数。"),
            ),
            CheckSource::IndicatorEqual { block, words, .. } => {
                faults.extend(row(subject, &path, block, words));
            }
            CheckSource::IndicatorSum { block, .. } | CheckSource::Ceiling { block, .. } => {
                faults.extend(tree(subject, &path, block));
            }
            _ => {}
        }
    }
    faults
}

fn sum(path: &str, total: &str, parts: &[String]) -> Vec<Fault> {
    let mut faults = Vec::new();
    let fault = || error("L23", Spot::Path(format!("{path}.parts"))).place(total);
    if parts.len() < 2 {
        let fault = warning("L23", Spot::Path(format!("{path}.parts"))).place(total);
        faults.push(
            fault
                .says("合计只有一个分项。")
                .cure("请写全各分项；只核对两个数的，用 kind = \"equal\"。"),
        );
    }
    let mut seen = HashSet::new();
    for part in parts {
        if part == total {
            faults.push(
                fault()
                    .says("合计把自己也列为分项。")
                    .cure("请从 parts 中删去。"),
            );
        } else if !seen.insert(part) {
            let says = format!("分项“{part}”写了两次，会重复相加。");
            faults.push(fault().says(says).cure("请删去一个。"));
        }
    }
    faults
}

fn row(subject: &Subject<'_>, path: &str, block: &str, words: &[String]) -> Vec<Fault> {
    let mut faults: Vec<Fault> = tree(subject, path, block).into_iter().collect();
    if words.iter().all(|word| word.trim().is_empty()) {
        faults.push(
            error("L23", Spot::Path(format!("{path}.words")))
                .place("勾稽")
                .says("没有写用来找指标行的字词，每一行都会拿来核对。")
                .cure("words 写指标名称里一定有的词，例如 [\"在职\", \"人数\"]。"),
        );
    }
    faults
}

/// A block that no form has.
fn tree(subject: &Subject<'_>, path: &str, block: &str) -> Option<Fault> {
    let trees = subject.scheme.trees.iter();
    let trees: Vec<&str> = trees.map(|tree| tree.id.as_str()).collect();
    (!trees.contains(&block)).then(|| {
        error("L23", Spot::Path(format!("{path}.block")))
            .place("勾稽")
            .says(format!("没有编号为“{block}”的指标块。"))
            .cure(suggestion(block, trees) + "block 写 kind = \"indicators\" 那一块的 id。")
    })
}

/// Answers that decide, and the items that give them.
fn answers(subject: &Subject<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (at, item) in subject.source.items.iter().enumerate() {
        if item.kind == ItemKind::Choice && item.choices.len() < 2 {
            faults.push(
                error("L22", Spot::Path(format!("item.{at}")))
                    .place(&item.name)
                    .says("选择项没有写可选的词。")
                    .cure("请写 choices = [\"甲\", \"乙\"]；只有是和否的，用 kind = \"yes_no\"。"),
            );
        }
        let mut seen = HashSet::new();
        let double = item.choices.iter().find(|choice| !seen.insert(*choice));
        faults.extend(double.map(|choice| {
            error("L22", Spot::Path(format!("item.{at}.choices")))
                .place(&item.name)
                .says(format!("“{choice}”写了两次。"))
                .cure("请删去一个。")
        }));
    }
    for (at, indicator) in subject.source.indicators.iter().enumerate() {
        let path = format!("indicator.{at}");
        let mut answers = vec![
            (
                format!("{path}.full_marks_when"),
                &indicator.full_marks_when,
            ),
            (format!("{path}.dropped_when"), &indicator.dropped_when),
        ];
        if let RuleSource::OneOf { options, .. } = &indicator.rule {
            let options = options.iter().enumerate();
            answers.extend(
                options
                    .map(|(at, option)| (format!("{path}.rule.options.{at}.when"), &option.when)),
            );
        }
        for (path, answer) in answers {
            if let Some(AnswerSource { item, is }) = answer {
                faults.extend(unknown_answer(subject, path, &indicator.name, item, is));
            }
        }
    }
    for (at, limit) in subject.source.limits.iter().enumerate() {
        for (number, condition) in limit.when.iter().enumerate() {
            if let (Some(item), Some(is)) = (&condition.item, &condition.is) {
                let path = format!("limit.{at}.when.{number}");
                faults.extend(unknown_answer(subject, path, &limit.because, item, is));
            }
        }
    }
    for (at, limit) in subject.source.limits.iter().enumerate() {
        for (number, condition) in limit.when.iter().enumerate() {
            if let (Some(item), Some(is)) = (&condition.item, &condition.is) {
                let path = format!("limit.{at}.when.{number}");
                faults.extend(unknown_answer(subject, path, &limit.because, item, is));
            }
        }
    }
    faults
}

/// An answer that its item does not offer.
fn unknown_answer(
    subject: &Subject<'_>,
    path: String,
    place: &str,
    item: &str,
    is: &str,
) -> Option<Fault> {
    let item = subject
        .source
        .items
        .iter()
        .find(|known| known.name == item)?;
    let offered = offered(item);
    let fault = error("L22", Spot::Path(path)).place(place);
    if offered.is_empty() {
        return Some(
            fault
                .says(format!("“{}”不是选择项，没有“{is}”这个回答。", item.name))
                .cure("请改用 kind = \"yes_no\" 或 \"choice\" 的数据项。"),
        );
    }
    if offered.contains(&is) {
        return None;
    }
    let near = suggestion(is, offered.iter().copied());
    Some(
        fault
            .says(format!("“{}”没有“{is}”这个选项，永远不会成立。", item.name))
            .cure(near + &format!("可选的有：{}。", offered.join("、"))),
    )
}

fn offered(item: &ItemSource) -> Vec<&str> {
    match item.kind {
        ItemKind::YesNo => YES_NO.to_vec(),
        ItemKind::Choice => item.choices.iter().map(String::as_str).collect(),
        _ => Vec::new(),
    }
}
