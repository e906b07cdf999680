//! K03 on a grid of expenses: 上年决算数, 本年预算数, 本年决算数 by kind of expense, with numbered
//! parts under their totals.

use super::finding::AuditFinding;
use super::place::Forms;
use super::printed::Printed;
use super::stream::Token;
use super::sum::{Part, Sum};

/// A row with its figures; fewer than there are columns where cells could not be told apart.
struct Row {
    text: String,
    figures: Vec<Printed>,
    index: usize,
    /// 1、 2、: a part of the row above that has no number.
    is_numbered: bool,
    /// 其中： and what follows it.
    is_within: bool,
}

/// The sums of every such grid; the tokens that belong to one are known after it.
pub(super) fn check(tokens: &[Token], forms: &Forms) -> Vec<AuditFinding> {
    let mut findings = Vec::new();
    let mut index = 0;
    while index < tokens.len() {
        let Some((columns, end)) = headings(tokens, index) else {
            index += 1;
            continue;
        };
        let (rows, next) = rows(tokens, end, columns.len());
        findings.extend(sums(&rows, &columns, forms));
        index = next.max(index + 1);
    }
    findings
}

/// At least two headings in a row that name a year's budget or account.
fn headings(tokens: &[Token], from: usize) -> Option<(Vec<String>, usize)> {
    let columns: Vec<String> = tokens
        .get(from..)?
        .iter()
        .take_while(|token| is_heading(&token.label))
        .map(|token| token.text.clone())
        .collect();
    let end = from + columns.len();
    (columns.len() >= 2).then_some((columns, end))
}

fn is_heading(label: &str) -> bool {
    let begins = label.starts_with(['上', '本']) || label.starts_with("20");
    let ends = ["决算数", "预算数", "决算金额", "预算金额"]
        .iter()
        .any(|end| label.ends_with(end));
    begins && ends && label.contains('年') && label.chars().count() <= 12
}

fn rows(tokens: &[Token], from: usize, columns: usize) -> (Vec<Row>, usize) {
    let mut rows: Vec<Row> = Vec::new();
    let mut index = from;
    while let Some(token) = tokens.get(index) {
        if token.is_empty() {
            index += 1;
            continue;
        }
        let is_label = Printed::read(token).is_none() && token.label.chars().count() <= 20;
        if !is_label {
            break;
        }
        let mut figures = Vec::new();
        let mut next = index + 1;
        while let Some(figure) = tokens.get(next).and_then(Printed::read) {
            figures.push(figure);
            next += 1;
        }
        let is_row = figures.len() <= columns && (!figures.is_empty() || !rows.is_empty());
        let continues = tokens
            .get(next)
            .is_some_and(|token| !is_heading(&token.label));
        if !is_row || (figures.is_empty() && !continues) {
            break;
        }
        let text = token.text.clone();
        let is_numbered =
            text.starts_with(|c: char| c.is_ascii_digit()) && text.contains(['、', '.', '．']);
        let is_within = text.starts_with("其中")
            || rows
                .last()
                .is_some_and(|last| last.is_within && !is_numbered);
        rows.push(Row {
            text,
            figures,
            index,
            is_numbered,
            is_within,
        });
        index = next;
    }
    (rows, index)
}

fn sums(rows: &[Row], columns: &[String], forms: &Forms) -> Vec<AuditFinding> {
    let mut findings = Vec::new();
    for (at, total) in rows.iter().enumerate() {
        let below = rows.get(at + 1..).unwrap_or(&[]);
        let parts: Vec<&Row> = if total.is_numbered {
            let within: Vec<&Row> = below.iter().take_while(|row| row.is_within).collect();
            // 其中 lists everything only where it is known to: 购置 and 运行.
            let is_all = ["购置", "运行"]
                .iter()
                .all(|word| within.iter().any(|row| row.text.contains(word)));
            if is_all { within } else { Vec::new() }
        } else if total.is_within {
            Vec::new()
        } else {
            below
                .iter()
                .take_while(|row| row.is_numbered || row.is_within)
                .filter(|row| row.is_numbered)
                .collect()
        };
        if parts.len() >= 2 {
            findings.extend(column_sums(total, &parts, columns, forms));
        }
    }
    findings
}

fn column_sums(
    total: &Row,
    parts: &[&Row],
    columns: &[String],
    forms: &Forms,
) -> Vec<AuditFinding> {
    let is_known = |row: &Row| row.figures.len() == columns.len() || row.figures.is_empty();
    if total.figures.len() != columns.len() || !parts.iter().all(|row| is_known(row)) {
        return Vec::new();
    }
    columns
        .iter()
        .zip(&total.figures)
        .enumerate()
        .filter_map(|(column, (name, figure))| {
            let parts: Vec<Part<'_>> = parts
                .iter()
                .filter_map(|row| {
                    Some(Part {
                        name: &row.text,
                        figure: row.figures.get(column)?,
                    })
                })
                .collect();
            let label = total.text.trim_end_matches(['：', ':']);
            let place = forms.place(total.index, &[label, name], figure.line);
            Sum {
                total: figure,
                name: label,
                parts: &parts,
            }
            .check(place)
        })
        .collect()
}
