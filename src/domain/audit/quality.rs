//! K18 and K20: what is missing, and indicators that measure nothing of their own.

use crate::domain::check::Severity;
use crate::domain::figure::{Exact, Scale};

use super::facts::{Facts, amount};
use super::finding::AuditFinding;
use super::funding::Source;
use super::heading::Column;
use super::place::Forms;
use super::stream::Token;
use super::tree::Row;

/// The checks of this family.
pub(super) fn check(facts: &Facts<'_>, tokens: &[Token], forms: &Forms) -> Vec<AuditFinding> {
    let mut findings = Vec::new();
    findings.extend(one_measure(facts, forms));
    findings.extend(twice(facts, forms));
    findings.extend(unnamed(tokens, forms));
    findings.extend(late_target(facts, forms));
    findings.extend(controls(tokens, forms));
    findings.extend(missing_annexes(tokens, forms));
    findings
}

/// One satisfaction measured under several headings.
fn one_measure(facts: &Facts<'_>, forms: &Forms) -> Option<AuditFinding> {
    let rows: Vec<&Row> = facts
        .trees
        .iter()
        .flat_map(|tree| &tree.rows)
        .filter(|row| row.name.text.contains("满意度"))
        .collect();
    let own = rows.iter().find(|row| row.level1.contains("满意度"))?;
    let measure = super::stream::label(&own.name.text);
    let same: Vec<&&Row> = rows
        .iter()
        .filter(|row| {
            super::stream::label(&row.name.text).contains(&measure)
                && row.target.text == own.target.text
                && row.actual.text == own.actual.text
        })
        .collect();
    let [first, _, ..] = same.as_slice() else {
        return None;
    };
    let names: Vec<&str> = same.iter().map(|row| row.level2.as_str()).collect();
    Some(AuditFinding {
        check: "K20",
        severity: Severity::Warning,
        place: forms.place(
            first.name.index,
            &[&first.level2, &format!("“{}”", first.name.text)],
            first.name.line,
        ),
        published: own.name.text.clone(),
        expected: String::new(),
        message: format!(
            "“{}”在{}中重复使用，指标值、完成值都相同，同一结果计了 {} 次分。",
            own.name.text,
            names.join("、"),
            same.len()
        ),
        cure: "请保留一处，其余改用能反映该类绩效的指标。".to_owned(),
    })
}

/// Rows among which an indicator may stand twice.
const ROWS_ABOVE: usize = 100;

/// The same indicator with the same figures twice in one tree.
fn twice(facts: &Facts<'_>, forms: &Forms) -> Vec<AuditFinding> {
    let mut findings = Vec::new();
    for tree in facts.trees {
        for (index, row) in tree.rows.iter().enumerate() {
            let above = tree.rows.get(index.saturating_sub(ROWS_ABOVE)..index);
            let above = above.unwrap_or(&[]);
            let first = above.iter().find(|known| is_same(known, row));
            findings.extend(first.map(|first| repeated(first, row, forms)));
        }
    }
    findings
}

fn is_same(one: &Row, other: &Row) -> bool {
    let name = super::stream::label(&one.name.text);
    // A short name may be that of another matter under another heading.
    let shortest = if one.level2 == other.level2 { 4 } else { 6 };
    let is_counted_elsewhere = one.level2 != other.level2 && name.contains("满意度");
    name.chars().count() >= shortest
        && !is_counted_elsewhere
        && name == super::stream::label(&other.name.text)
        && !one.target.text.is_empty()
        && one.target.text == other.target.text
        && one.actual.text == other.actual.text
}

fn repeated(first: &Row, row: &Row, forms: &Forms) -> AuditFinding {
    AuditFinding {
        check: "K20",
        severity: Severity::Warning,
        place: forms.place(
            row.name.index,
            &[&row.level2, &format!("“{}”", row.name.text)],
            row.name.line,
        ),
        published: row.name.text.clone(),
        expected: String::new(),
        message: format!(
            "“{}”与第{}行的指标相同，指标值、完成值也相同，同一结果计了 2 次分。",
            row.name.text, first.name.line
        ),
        cure: "请保留一处，其余改用其他指标。".to_owned(),
    }
}

/// Fields at the head of a form that name whose form it is.
const NAMES: [&str; 9] = [
    "部门名称",
    "单位名称",
    "预算部门名称",
    "部门(单位)名称",
    "项目名称",
    "主管部门",
    "实施单位",
    "填报单位",
    "编制单位",
];

/// Such a field with nothing in it: an empty cell beside it, or the next field right after it.
fn unnamed(tokens: &[Token], forms: &Forms) -> Vec<AuditFinding> {
    let mut findings = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        let name = NAMES.into_iter().find(|name| match token.at {
            Some(_) => token.label == *name && is_empty_beside(tokens, index),
            None => is_followed_by_field(&token.text, name) || is_last_field(&token.text, name),
        });
        if let Some(name) = name {
            findings.push(AuditFinding {
                check: "K18",
                severity: Severity::Warning,
                place: forms.place(index, &[name], token.line),
                published: String::new(),
                expected: String::new(),
                message: format!("“{name}”没有填。"),
                cure: "请补填。".to_owned(),
            });
        }
    }
    findings
}

/// Whether the next cell of the row is there and empty.
fn is_empty_beside(tokens: &[Token], index: usize) -> bool {
    let row = |token: &Token| token.at.map(|(row, _)| (token.block, row));
    tokens.get(index + 1).is_some_and(|next| {
        next.is_empty()
            && tokens
                .get(index)
                .is_some_and(|token| row(token) == row(next))
    })
}

/// `部门名称：　　金额单位：万元`: nothing but white space up to the next field.
fn is_followed_by_field(text: &str, name: &str) -> bool {
    const NEXT: [&str; 6] = [
        "金额单位",
        "单位：",
        "单位:",
        "填报日期",
        "填报时间",
        "填报人",
    ];
    let rest = text.trim_start().strip_prefix(name);
    let rest = rest.and_then(|rest| rest.strip_prefix(['：', ':']));
    rest.is_some_and(|rest| {
        let next = rest.trim_start();
        next.len() < rest.len() && NEXT.iter().any(|field| next.starts_with(field))
    })
}

/// `主管部门　某局　实施单位`: a line of fields whose last one has nothing behind it.
fn is_last_field(text: &str, name: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    matches!(words.as_slice(), [first, _, last] if *last == name && NAMES.contains(first))
}

/// A cost target that equals the final spending although the budget began with another figure.
fn late_target(facts: &Facts<'_>, forms: &Forms) -> Option<AuditFinding> {
    let total = |column| facts.funding(Source::Total, column);
    let (initial, spent) = (total(Column::Initial)?, total(Column::Executed)?);
    let gap = (&initial.number - &spent.number).abs();
    let is_other =
        gap.divided_by(&initial.number)? > Exact::whole(1).divided_by(&Exact::whole(100))?;
    let row = facts
        .costs("")
        .into_iter()
        .find(|row| amount(row, &row.target).is_some_and(|target| target.value == spent.number))?;
    is_other.then(|| AuditFinding {
        check: "K20",
        severity: Severity::Warning,
        place: forms.place(
            row.target.index,
            &["成本指标", &format!("“{}”", row.name.text), "指标值"],
            row.target.line,
        ),
        published: row.target.text.clone(),
        expected: format!("{}{}元", initial.text, Scale::TenThousand.word()),
        message: format!(
            "成本指标值 {} 正好等于全年支出，而年初预算是 {}：指标值像是事后按结果填的，起不到控制作用。",
            row.target.text, initial.text
        ),
        cure: "成本指标值请按年初批复的预算填写；年中调整的，请说明。".to_owned(),
    })
}

/// Yes/no controls of which none is answered.
fn controls(tokens: &[Token], forms: &Forms) -> Option<AuditFinding> {
    let start = tokens
        .iter()
        .position(|token| token.label.contains("是/否") && token.label.chars().count() < 30)?;
    let form = forms.at(start);
    let rest: Vec<&Token> = tokens
        .iter()
        .enumerate()
        .skip(start + 1)
        .take_while(|(index, _)| forms.at(*index) == form)
        .map(|(_, token)| token)
        .collect();
    let names: Vec<&&Token> = rest
        .iter()
        .take_while(|token| {
            token.is_empty() || token.label.ends_with("管理") || token.label.ends_with("业务")
        })
        .filter(|token| !token.is_empty())
        .collect();
    let is_answered = rest.iter().any(|token| {
        ["是", "否", "√", "×", "有", "无"].contains(&token.label.as_str())
            || token.label.contains('☑')
            || token.label.contains('√')
    });
    let first = names.first()?;
    if is_answered || names.len() < 3 {
        return None;
    }
    Some(AuditFinding {
        check: "K18",
        severity: Severity::Warning,
        place: forms.place(start, &[&tokens.get(start)?.text], first.line),
        published: String::new(),
        expected: "是或否".to_owned(),
        message: format!("{} 项内部控制制度都没有填是或否。", names.len()),
        cure: "请逐项填写，作为管理制度得分的依据。".to_owned(),
    })
}

/// Numbered annexes with a gap between them.
fn missing_annexes(tokens: &[Token], forms: &Forms) -> Option<AuditFinding> {
    let mut numbers: Vec<(u32, usize)> = Vec::new();
    for (index, _) in tokens.iter().enumerate() {
        let name = forms.at(index);
        let number = match name.strip_prefix("附件") {
            Some(number) => number.parse().ok(),
            // A form above the first numbered one is the first.
            None => (numbers.is_empty() && !name.is_empty()).then_some(1),
        };
        if let Some(number) = number
            && numbers.last().is_none_or(|(last, _)| *last != number)
        {
            numbers.push((number, index));
        }
    }
    let (from, to, at) = numbers.windows(2).find_map(|pair| match pair {
        [(a, _), (b, at)] if *b > a + 1 => Some((*a + 1, *b, *at)),
        _ => None,
    })?;
    let missing: Vec<String> = (from..to).map(|number| format!("附件{number}")).collect();
    let missing = missing.join("、");
    Some(AuditFinding {
        check: "K18",
        severity: Severity::Notice,
        place: forms.place(at, &[], tokens.get(at)?.line),
        published: String::new(),
        expected: missing.clone(),
        message: format!("附件编号不连续，缺 {missing}。"),
        cure: "请核对应公开的附件是否齐全；按通知不需要公开的，可不处理。".to_owned(),
    })
}
