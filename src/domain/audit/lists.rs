//! K03 on the lists 按收入性质分 and 按支出性质分 under a funding grid.

use crate::domain::check::Severity;
use crate::domain::figure::{Exact, fixed};

use super::finding::AuditFinding;
use super::funding::{Cells, Funding, cell};
use super::heading::Column;
use super::place::Forms;
use super::printed::Printed;
use super::stream::Token;

/// Tokens after a grid in which its lists may stand.
const REACH: usize = 30;

const INCOME: [&str; 7] = [
    "一般公共预算",
    "政府性基金",
    "国有资本经营",
    "非税收入",
    "专户管理",
    "其他资金",
    "其他收入",
];
const SPENDING: [&str; 2] = ["基本支出", "项目支出"];

/// An item of a list.
struct Entry {
    name: String,
    figure: Printed,
    index: usize,
}

/// Each list against the total row of the grid above it.
pub(super) fn check(
    grid: &Funding,
    reading: &[Cells],
    tokens: &[Token],
    forms: &Forms,
) -> Vec<AuditFinding> {
    let end = (grid.to + REACH).min(tokens.len());
    let after = tokens.get(grid.to..end).unwrap_or(&[]);
    let has = |title: &str| after.iter().any(|token| token.label.contains(title));
    let Some(total) = reading.first() else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    for (title, names) in [
        ("按收入性质分", INCOME.as_slice()),
        ("按支出性质分", SPENDING.as_slice()),
    ] {
        if has(title) {
            let entries = entries(after, grid.to, names);
            findings.extend(sum(title, &entries, total, forms));
        }
    }
    findings
}

/// `基本支出：817.29`, or the figure in the cell after the name.
fn entries(after: &[Token], from: usize, names: &[&str]) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (offset, token) in after.iter().enumerate() {
        let (name, rest) = token.label.split_once(':').unwrap_or((&token.label, ""));
        let is_known = name.chars().count() < 20 && names.iter().any(|known| name.contains(known));
        if !is_known {
            continue;
        }
        let next = after.get(offset + 1).filter(|_| rest.is_empty());
        let figure = Printed::of(rest, token.line).or_else(|| next.and_then(Printed::read));
        if let Some(figure) = figure {
            entries.push(Entry {
                name: name.to_owned(),
                figure,
                index: from + offset,
            });
        }
    }
    entries
}

fn sum(title: &str, entries: &[Entry], total: &Cells, forms: &Forms) -> Option<AuditFinding> {
    let first = entries.first()?;
    let added = entries
        .iter()
        .fold(Exact::zero(), |sum, entry| &sum + &entry.figure.number);
    let columns = [Column::Executed, Column::Annual, Column::Initial];
    let totals: Vec<&Printed> = columns.iter().filter_map(|c| cell(total, *c)).collect();
    let tail = Exact::whole(3).divided_by(&Exact::whole(200))?;
    if totals.is_empty() || totals.iter().any(|t| (&t.number - &added).abs() <= tail) {
        return None;
    }
    // The total meant is the one that is nearest.
    let nearest = totals
        .iter()
        .min_by_key(|total| (&total.number - &added).abs())?;
    let addends: Vec<String> = entries
        .iter()
        .map(|entry| format!("{} {}", entry.name, entry.figure.text))
        .collect();
    let shown = fixed(&added, 2);
    Some(AuditFinding {
        check: "K03",
        severity: Severity::Error,
        place: forms.place(first.index, &[title], first.figure.line),
        published: shown.clone(),
        expected: nearest.text.clone(),
        message: format!(
            "{title}：{} 合计为 {shown}，年度资金总额是 {}，不相符。",
            addends.join("＋"),
            nearest.text
        ),
        cure: "请核对各分项与总额。".to_owned(),
    })
}
