//! K09: a grade that no usual scale gives for the score beside it.

use crate::domain::figure::Exact;
use crate::domain::narrative::Remark;
use crate::domain::narrative::figures::Figure;
use crate::domain::narrative::figures::figures;
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
    }
    found
}

fn grade(passage: &Passage<'_>) -> Option<Remark> {
    let scores: Vec<Figure> = figures(passage)
        .into_iter()
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
