//! K09 and K10: the score of a self-assessment against its grade and against its parts.

use crate::domain::figure::Exact;
use crate::domain::narrative::Remark;
use crate::domain::narrative::figures::Figure;
use crate::domain::narrative::passage::Passage;
use crate::domain::narrative::remark::{Draft, warning};

/// Grades from the best down with the scores they begin at (财预〔2020〕10号).
const GRADES: [(char, i64); 4] = [('优', 90), ('良', 80), ('中', 60), ('差', 0)];

/// 得分95分，等级为“良”.
pub(super) fn check(passages: &[Passage<'_>]) -> Vec<(usize, Remark)> {
    let says_grade = |passage: &Passage<'_>| {
        passage.text.contains('分')
            && (passage.text.contains("等级") || passage.text.contains("等級"))
    };
    let is_graded = passages.iter().any(says_grade) && !passages.iter().any(tells_scale);
    let mut found = Vec::new();
    for (index, passage) in passages.iter().enumerate() {
        if !passage.text.contains('分') {
            continue;
        }
        if is_graded && says_grade(passage) {
            found.extend(grade(passage).map(|remark| (index, remark)));
        }
        found.extend(levels(passage).map(|remark| (index, remark)));
    }
    found
}

/// Whether a text says itself where its grades begin: 90分以上为优, 80（含）-90分为良.
fn tells_scale(passage: &Passage<'_>) -> bool {
    passage.text.contains('分')
        && (0..passage.len()).any(|index| {
            let is_grade = passage
                .get(index)
                .is_some_and(|letter| GRADES.iter().any(|(grade, _)| *grade == letter));
            let before = || passage.string(index.saturating_sub(12)..index);
            is_grade && {
                let before = before();
                before.contains('分')
                    && [
                        "以上", "以下", "含", "-", "~", "至", "≥", "＜", "<", "不满", "及",
                    ]
                    .iter()
                    .any(|word| before.contains(word))
            }
        })
}

/// The scores of a paragraph.
fn scores<'p>(passage: &'p Passage<'_>) -> Vec<&'p Figure> {
    passage
        .figures()
        .iter()
        .filter(|figure| passage.ends_with(figure.at.end, "分") && figure.is_sharp())
        .collect()
}

/// Whether a score is the whole one: 自评得分93.5分, 总分为93.5分.
fn is_total(passage: &Passage<'_>, score: &Figure) -> bool {
    let before = passage.string(score.at.start.saturating_sub(6)..score.at.start);
    (before.contains("得分") || before.contains("总分")) && !before.contains("满分")
}

/// What the first level of an indicator sheet is called; without 投入 or 决策, 产出 and 效 a list
/// leaves something out.
const FIRST: [&str; 3] = ["投入", "决策", "预算执行"];

/// Words that make a score something else than what a part was given.
const NO_PART: [&str; 8] = ["扣", "满分", "权重", "分值", "%", "占", "加分", "平均"];

/// 自评得分93.5分，其中投入13分、过程47分、产出及效率34.5分: the levels do not make the total.
fn levels(passage: &Passage<'_>) -> Option<Remark> {
    let scores = scores(passage);
    let at = scores.iter().position(|score| is_total(passage, score))?;
    let total = scores.get(at)?;
    let behind = parts_behind(passage, total, scores.get(at + 1..)?);
    let parts = behind.or_else(|| parts_before(passage, total, scores.get(..at)?))?;
    let has = |words: &[&str]| {
        parts
            .iter()
            .any(|(name, _)| words.iter().any(|word| name.contains(word)))
    };
    let is_whole = parts.len() > 2 && has(&FIRST) && has(&["产出"]) && has(&["效"]);
    let added = parts
        .iter()
        .fold(Exact::zero(), |sum, (_, value)| &sum + value);
    if !is_whole || added == total.value() {
        return None;
    }
    let shown = passage.original(total.at.clone());
    let message = format!("总得分写的是{shown}，其中各项相加为{}分。", added.in_full());
    let draft = Draft::new("K10", message, "请核对总得分与各项得分。")
        .expecting(format!("{}分", added.in_full()));
    Some(warning(passage, total.at.clone(), draft))
}

/// The named scores behind the total and 其中, up to the end of their list.
fn parts_behind(
    passage: &Passage<'_>,
    total: &Figure,
    following: &[&Figure],
) -> Option<Vec<(String, Exact)>> {
    let mut end = total.at.end;
    let mut parts = Vec::new();
    for part in following {
        let name = passage.string(end..part.at.start);
        end = part.at.end;
        if parts.is_empty() && name.contains("满分") && !name.contains('。') {
            continue;
        }
        let opens = ["其中", "(", ":"].iter().any(|word| name.contains(word));
        if parts.is_empty() && !opens {
            return None;
        }
        // A sentence's end, another list and points that are lost close the list or spoil it.
        if name.contains(['。', '(', ')', '!', '?']) && !parts.is_empty() {
            break;
        }
        if NO_PART.iter().any(|word| name.contains(word)) {
            return None;
        }
        parts.push((name, part.value()));
    }
    (!parts.is_empty()).then_some(parts)
}

/// The named scores directly before the total: 投入13分、过程47分、产出34.5分，自评得分93.5分.
fn parts_before(
    passage: &Passage<'_>,
    total: &Figure,
    preceding: &[&Figure],
) -> Option<Vec<(String, Exact)>> {
    let mut start = total.at.start;
    let mut parts = Vec::new();
    for (index, part) in preceding.iter().enumerate().rev() {
        let behind = passage.string(part.at.end..start);
        if behind.contains(['。', '(', ')', '!', '?']) {
            break;
        }
        start = part.at.start;
        let from = index
            .checked_sub(1)
            .and_then(|before| preceding.get(before))
            .map_or(start.saturating_sub(16), |before| before.at.end);
        let name = passage.string(from..start);
        if NO_PART.iter().any(|word| name.contains(word)) {
            return None;
        }
        parts.push((name, part.value()));
    }
    (!parts.is_empty()).then_some(parts)
}

fn grade(passage: &Passage<'_>) -> Option<Remark> {
    const FARTHEST: usize = 64;
    let scores = scores(passage);
    let mut totals = scores.iter().filter(|score| is_total(passage, score));
    let score = totals.next()?;
    if totals.next().is_some() {
        return None;
    }
    let end = passage.len().min(score.at.end + FARTHEST);
    let at = (score.at.end..end)
        .take_while(|index| passage.get(*index) != Some('。'))
        .find(|index| passage.starts_with(*index, "等级"))?;
    let (place, letter) = (at + 2..passage.len().min(at + 7)).find_map(|index| {
        let letter = passage.get(index)?;
        GRADES
            .iter()
            .any(|(grade, _)| *grade == letter)
            .then_some((index, letter))
    })?;
    // 优秀, 良好: the first letter is the grade all the same; 中等 too.
    let value = score.value();
    let (right, _) = GRADES.iter().find(|(_, low)| value >= Exact::whole(*low))?;
    if value > Exact::whole(100) || *right == letter {
        return None;
    }
    let message = format!(
        "得分{}，等级却是“{letter}”；按90分、80分、60分分档应为“{right}”。",
        passage.original(score.at.clone())
    );
    let draft = Draft::new("K09", message, "请核对得分和等级；另有分档标准的，请写明。")
        .expecting(right.to_string());
    Some(warning(passage, place..place + 1, draft))
}
