//! K04 and K10: the scores that the text states, against the tables and against each other.

use crate::domain::check::Severity;
use crate::domain::figure::{Exact, fixed};

use super::finding::AuditFinding;
use super::place::Forms;
use super::printed::Printed;
use super::stream::Token;

/// A score in the text with the token in which it stands.
pub(super) struct Stated {
    index: usize,
    score: Printed,
}

/// Names of the whole score.
const NAMES: [&str; 12] = [
    "自评得分",
    "自评总得分",
    "自评总分",
    "自评综合得分",
    "综合得分",
    "综合评分",
    "评价得分",
    "评价总分",
    "评价总得分",
    "绩效得分",
    "最终得分",
    "总得分",
];

/// Every whole score that the text states.
fn stated(tokens: &[Token]) -> Vec<Stated> {
    let mut found = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        for name in NAMES {
            for (at, _) in token.label.match_indices(name) {
                let before = token.label.get(..at).unwrap_or("");
                let rest = token.label.get(at + name.len()..).unwrap_or("");
                let rest = rest.trim_start_matches(['为', '是', ':', '达', '到']);
                let score = rest
                    .split_once('分')
                    .and_then(|(digits, _)| Printed::of(digits, token.line));
                if let Some(score) = score.filter(|_| is_of_whole(before)) {
                    found.push(Stated { index, score });
                }
            }
        }
    }
    found
}

/// Whether the words before a score leave it the whole one of this year.
fn is_of_whole(before: &str) -> bool {
    const OTHERS: [&str; 12] = [
        "指标",
        "投入",
        "过程",
        "产出",
        "效益",
        "满意度",
        "决策",
        "项目",
        "上年",
        "去年",
        "平均",
        "下属",
    ];
    let near: String = before.chars().rev().take(8).collect();
    let near: String = near.chars().rev().collect();
    !OTHERS.iter().any(|word| near.contains(word))
}

/// The whole scores of the text against the totals of the tables; what the scores of a table say
/// its total should be is no other fact.
pub(super) fn against_tables(
    tokens: &[Token],
    totals: &[Printed],
    findings: &[AuditFinding],
    forms: &Forms,
) -> Vec<AuditFinding> {
    let Some(first) = totals.first() else {
        return Vec::new();
    };
    let is_told = |score: &Printed| {
        findings.iter().any(|finding| {
            let expected = Printed::of(&finding.expected, score.line);
            finding.check == "K10" && expected.is_some_and(|known| known.number == score.number)
        })
    };
    stated(tokens)
        .into_iter()
        .filter(|stated| {
            totals
                .iter()
                .all(|total| total.number != stated.score.number)
        })
        .filter(|stated| !is_told(&stated.score))
        .map(|stated| AuditFinding {
            check: "K04",
            severity: Severity::Error,
            place: forms.place(stated.index, &["自评得分"], stated.score.line),
            published: format!("{}分", stated.score.text),
            expected: format!("{}分", first.text),
            message: format!(
                "文中自评得分是 {} 分，表中总分是 {}。",
                stated.score.text, first.text
            ),
            cure: "请核对得分，使文字与表一致。".to_owned(),
        })
        .collect()
}

/// The points and the score of one heading: （分值10分，得分9.68分）.
pub(super) struct Headed {
    index: usize,
    weight: Printed,
    score: Printed,
}

/// Every heading or sentence that gives its points and its score.
pub(super) fn headed(tokens: &[Token]) -> Vec<Headed> {
    let mut found = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        for word in ["分值", "满分", "权重"] {
            for (at, _) in token.label.match_indices(word) {
                let rest = token.label.get(at + word.len()..).unwrap_or("");
                found.extend(pair(rest, token.line).map(|(weight, score)| Headed {
                    index,
                    weight,
                    score,
                }));
            }
        }
    }
    found
}

/// `10分，得分9.68分` as two figures.
fn pair(text: &str, line: usize) -> Option<(Printed, Printed)> {
    let (weight, rest) = text
        .trim_start_matches(['为', '是', ':'])
        .split_once('分')?;
    let rest = rest.trim_start_matches([',', ';', '(', ')', '、']);
    let rest = ["自评得分", "实际得分", "得分", "自评得", "实得", "得"]
        .iter()
        .find_map(|word| rest.strip_prefix(word))?;
    let (score, _) = rest
        .trim_start_matches(['为', '是', ':'])
        .split_once('分')?;
    Some((Printed::of(weight, line)?, Printed::of(score, line)?))
}

/// Scores of headings that do not make the whole score, where their points make 100.
pub(super) fn of_headings(tokens: &[Token], forms: &Forms) -> Vec<AuditFinding> {
    let headed = headed(tokens);
    let mut findings: Vec<AuditFinding> = headed
        .iter()
        .filter(|one| one.score.number > one.weight.number)
        .map(|one| AuditFinding {
            check: "K10",
            severity: Severity::Error,
            place: forms.place(one.index, &["得分"], one.score.line),
            published: one.score.text.clone(),
            expected: String::new(),
            message: format!("得分 {} 大于分值 {}。", one.score.text, one.weight.text),
            cure: "请核对得分与分值。".to_owned(),
        })
        .collect();
    findings.extend(headings_total(tokens, &headed, forms));
    findings
}

fn headings_total(tokens: &[Token], headed: &[Headed], forms: &Forms) -> Option<AuditFinding> {
    let add = |figure: fn(&Headed) -> &Exact| {
        headed
            .iter()
            .fold(Exact::zero(), |sum, one| &sum + figure(one))
    };
    let (weights, scores) = (add(|one| &one.weight.number), add(|one| &one.score.number));
    let all = stated(tokens);
    let total = all.first()?;
    let agrees = all.iter().any(|stated| stated.score.number == scores);
    if headed.len() < 3 || weights != Exact::whole(100) || agrees {
        return None;
    }
    let right = fixed(&scores, 2);
    Some(AuditFinding {
        check: "K10",
        severity: Severity::Error,
        place: forms.place(total.index, &["自评得分"], total.score.line),
        published: format!("{}分", total.score.text),
        expected: format!("{right}分"),
        message: format!(
            "文中总得分是 {} 分，各部分得分合计为 {right} 分。",
            total.score.text
        ),
        cure: "请核对各部分得分与总得分。".to_owned(),
    })
}
