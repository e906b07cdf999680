//! L07, L20: the head of the scheme.

use super::subject::{Subject, error, notice, warning};
use crate::domain::scheme::{Fault, Spot};
use rust_decimal::Decimal;

/// The most decimals that a score may show.
const MOST_DECIMALS: u32 = 4;

pub(super) fn lint(subject: &Subject<'_>) -> Vec<Fault> {
    let mut faults = settings(subject);
    faults.extend(grades(subject));
    faults
}

fn at(key: &str) -> Spot {
    Spot::Path(format!("scheme.{key}"))
}

fn settings(subject: &Subject<'_>) -> Vec<Fault> {
    let head = &subject.source.scheme;
    let mut faults = Vec::new();
    let is_id = !head.id.is_empty()
        && head.id.starts_with(|c: char| c.is_ascii_lowercase())
        && head
            .id
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    if !is_id {
        let fault = error("L02", at("id")).place("方案头");
        faults.push(
            fault
                .says(format!("方案编号“{}”不合规定。", head.id))
                .cure("请用小写字母、数字和短横，例如 jiaxian-2024。"),
        );
    }
    if head.version == 0 {
        let fault = error("L07", at("version")).place("方案头");
        faults.push(fault.says("版本号从 1 开始。").cure("请写 version = 1。"));
    }
    if head.amount_unit != "万元" && head.amount_unit != "元" {
        let fault = error("L07", at("amount_unit")).place("方案头");
        faults.push(
            fault
                .says(format!("金额单位“{}”不能用。", head.amount_unit))
                .cure("只能写“万元”或“元”，按纸质表右上角的单位。"),
        );
    }
    if head.score_decimals > MOST_DECIMALS {
        let fault = error("L07", at("score_decimals")).place("方案头");
        faults.push(
            fault
                .says(format!("得分保留{}位小数太多。", head.score_decimals))
                .cure("一般写 2，最多 4。"),
        );
    }
    if head.source.trim().is_empty() {
        let fault = warning("L07", at("source")).place("方案头");
        faults.push(
            fault
                .says("没有写表样来源。")
                .cure("请写通知的文号和名称，以后核对要用。"),
        );
    }
    faults
}

fn grades(subject: &Subject<'_>) -> Vec<Fault> {
    let head = &subject.source.scheme;
    let mut faults = Vec::new();
    if head.grades.is_empty() {
        let fault = notice("L20", at("grades")).place("等级");
        faults.push(fault.says("没有等级，只显示总分。").cure(""));
        return faults;
    }
    let mut above: Option<Decimal> = None;
    for (index, grade) in head.grades.iter().enumerate() {
        let fault = error("L20", at(&format!("grades.{index}"))).place(&grade.name);
        if grade.at_least > head.full_marks {
            faults.push(
                fault
                    .says(format!(
                        "“{}”要 {} 分以上，满分只有 {} 分，永远评不上。",
                        grade.name, grade.at_least, head.full_marks
                    ))
                    .cure("请改等级的分数线或满分。"),
            );
        } else if let Some(above) = above.filter(|above| grade.at_least >= *above) {
            faults.push(
                fault
                    .says(format!(
                        "“{}”的分数线 {} 不低于上一等级的 {above}，永远评不上。",
                        grade.name, grade.at_least
                    ))
                    .cure("等级从高到低写，分数线逐级降低。"),
            );
        }
        above = Some(grade.at_least);
    }
    if let Some(last) = head
        .grades
        .last()
        .filter(|last| last.at_least > Decimal::ZERO)
    {
        let index = head.grades.len().saturating_sub(1);
        let fault = warning("L20", at(&format!("grades.{index}"))).place(&last.name);
        faults.push(
            fault
                .says(format!("总分低于 {} 分时没有等级。", last.at_least))
                .cure("最后一个等级写 at_least = 0。"),
        );
    }
    let mut seen = std::collections::HashSet::new();
    for (index, grade) in head.grades.iter().enumerate() {
        if !seen.insert(&grade.name) {
            let fault = error("L20", at(&format!("grades.{index}"))).place(&grade.name);
            faults.push(fault.says("等级名称重复。").cure("请改名。"));
        }
    }
    faults
}
