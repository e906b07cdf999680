//! K09: a grade that no usual scale gives for the score beside it.

use crate::domain::figure::Exact;
use crate::domain::narrative::Remark;
use crate::domain::narrative::figures::Figure;
use crate::domain::narrative::passage::Passage;
use crate::domain::narrative::remark::{Draft, warning};

/// Grades from the best down, and the scores between which any usual scale keeps each.
const GRADES: [(char, i64, i64); 4] = [
    ('优', 85, 100),
    ('良', 70, 95),
    ('中', 60, 85),
    ('差', 0, 70),
];

/// 得分95分，等级为“良”.
pub(super) fn check(passages: &[Passage<'_>]) -> Vec<(usize, Remark)> {
    let mut found = Vec::new();
    for (index, passage) in passages.iter().enumerate() {
        if passage.text.contains('分')
            && (passage.text.contains("等级") || passage.text.contains("等級"))
        {
            found.extend(grade(passage).map(|remark| (index, remark)));
        }
        found.extend(levels(passage).map(|remark| (index, remark)));
    }
    found
}

/// The words that open the scores of the first level behind the total score.
const LEVELS: [&str; 2] = ["，其中", "(其中"];

/// What the first level of an indicator sheet is called; without 投入 or 决策, 产出 and 效 a list
/// leaves something out.
const FIRST: [&str; 3] = ["投入", "决策", "预算执行"];

/// 自评得分93.5分，其中投入13分、过程47分、产出及效率34.5分: the levels do not make the total.
fn levels(passage: &Passage<'_>) -> Option<Remark> {
    let scores: Vec<&Figure> = passage
        .figures()
        .iter()
        .filter(|figure| passage.ends_with(figure.at.end, "分") && figure.is_sharp())
        .collect();
    let start = scores.iter().position(|figure| {
        let before = passage.string(figure.at.start.saturating_sub(6)..figure.at.start);
        (before.contains("得分") || before.contains("总分"))
            && LEVELS
                .iter()
                .any(|word| passage.starts_with(figure.at.end, word))
    })?;
    let total = scores.get(start)?;
    let mut end = total.at.end;
    let mut added = Exact::zero();
    let mut names = Vec::new();
    for part in scores.get(start + 1..)? {
        let name = passage.string(end..part.at.start);
        // A sentence's end, another list and points that are lost close the list or spoil it.
        if name.contains(['。', '(', ')', '!', '?']) && !names.is_empty() {
            break;
        }
        if ["扣", "满分", "权重", "分值", "%", "占", "加分", "平均"]
            .iter()
            .any(|word| name.contains(word))
        {
            return None;
        }
        added = &added + &part.value();
        names.push(name);
        end = part.at.end;
    }
    let has = |words: &[&str]| {
        names
            .iter()
            .any(|name| words.iter().any(|word| name.contains(word)))
    };
    let is_whole = names.len() > 2 && has(&FIRST) && has(&["产出"]) && has(&["效"]);
    if !is_whole || added == total.value() {
        return None;
    }
    let shown = passage.original(total.at.clone());
    let message = format!("总得分写的是{shown}，其中各项相加为{}分。", added.in_full());
    let draft = Draft::new("K10", message, "请核对总得分与各项得分。")
        .expecting(format!("{}分", added.in_full()));
    Some(warning(passage, total.at.clone(), draft))
}

fn grade(passage: &Passage<'_>) -> Option<Remark> {
    let scores: Vec<&Figure> = passage
        .figures()
        .iter()
        .filter(|figure| passage.ends_with(figure.at.end, "分") && figure.is_sharp())
        .filter(|figure| {
            let before = passage.string(figure.at.start.saturating_sub(6)..figure.at.start);
            before.contains("得分") || before.contains("总分")
        })
        .collect();
    let [score] = scores.as_slice() else {
        return None;
    };
    let at = (score.at.end..passage.len().min(score.at.end + 24))
        .find(|index| passage.starts_with(*index, "等级"))?;
    let (place, letter) = (at + 2..passage.len().min(at + 7)).find_map(|index| {
        let letter = passage.get(index)?;
        GRADES
            .iter()
            .any(|(grade, ..)| *grade == letter)
            .then_some((index, letter))
    })?;
    // 优秀, 良好: the first letter is the grade all the same; 中等 too.
    let (_, low, high) = GRADES.iter().find(|(grade, ..)| *grade == letter)?;
    let value = score.value();
    if value > Exact::whole(100) || (value >= Exact::whole(*low) && value <= Exact::whole(*high)) {
        return None;
    }
    let message = format!(
        "得分{}，等级却是“{letter}”，按通行的分档不相称。",
        passage.original(score.at.clone())
    );
    let draft = Draft::new("K09", message, "请核对得分和等级。");
    Some(warning(passage, place..place + 1, draft))
}
