//! Groups of 附件4: two figures and what comes of them, under headings that say which is which.

use std::ops::Range;

use super::printed::Printed;
use super::stream::Token;

/// What comes of two figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Second ÷ first: 执行率, 控制率, 完成率, 利用率, 调整率.
    Share,
    /// (This year − last year) ÷ last year: 变动率, 增长率.
    Change,
    /// The difference of the two, either way round: 变动数.
    Difference,
}

/// A group with its figures.
#[derive(Debug, Clone)]
pub(super) struct Metric {
    /// The heading of the group: “三公经费”控制情况; empty when it has none.
    pub group: String,
    /// What comes of the two figures.
    pub kind: Kind,
    /// The heading of the figure that is divided by.
    pub basis_label: String,
    /// That figure: 预算数, 编制数, 上年数.
    pub basis: Printed,
    /// The heading of the other figure.
    pub actual_label: String,
    /// That figure: 实际支出, 在职人数, 本年数.
    pub actual: Printed,
    /// The heading of the result.
    pub result_label: String,
    /// The printed result.
    pub result: Printed,
    /// The token of the result.
    pub index: usize,
}

/// The longest run of headings that one row of figures can have.
const MOST_HEADINGS: usize = 24;

/// The groups of a document outside the tables that are already known.
pub(super) fn find(tokens: &[Token], known: &[Range<usize>]) -> Vec<Metric> {
    let mut metrics = Vec::new();
    let mut index = 0;
    while index < tokens.len() {
        if let Some(table) = known.iter().find(|table| table.contains(&index)) {
            index = table.end;
            continue;
        }
        let (found, next) = under_headings(tokens, index);
        if found.is_empty() {
            metrics.extend(beside_labels(tokens, index));
        }
        metrics.extend(found);
        index = next;
    }
    metrics
}

/// A run of figures with the headings that stand before it; the index after the run.
fn under_headings(tokens: &[Token], at: usize) -> (Vec<Metric>, usize) {
    let is_figure = |index: usize| tokens.get(index).and_then(Printed::read).is_some();
    if !is_figure(at) || (at > 0 && is_figure(at - 1)) {
        return (Vec::new(), at + 1);
    }
    let mut end = at;
    while is_figure(end) {
        end += 1;
    }
    let figures: Vec<Printed> = (at..end)
        .filter_map(|index| tokens.get(index).and_then(Printed::read))
        .collect();
    let first = (at.saturating_sub(MOST_HEADINGS)..at)
        .rfind(|index| is_figure(*index))
        .map_or(at.saturating_sub(MOST_HEADINGS), |last| last + 1);
    let before: Vec<&Token> = tokens.get(first..at).unwrap_or(&[]).iter().collect();
    let Some((group, headings)) = headings(&before, figures.len()) else {
        return (Vec::new(), end);
    };
    let mut found = Vec::new();
    for (result, label) in headings.iter().enumerate() {
        if let (Some(kind), true) = (kind(label), result >= 2)
            && let (Some(a), Some(b)) = (headings.get(result - 2), headings.get(result - 1))
            && let (Some(first), Some(second), Some(printed)) = (
                figures.get(result - 2),
                figures.get(result - 1),
                figures.get(result),
            )
        {
            found.extend(metric(
                kind,
                &group,
                (a, first),
                (b, second),
                (label, printed),
                at + result,
            ));
        }
    }
    (found, end)
}

/// As many headings as there are figures, split headings joined, and the group's own heading.
fn headings(before: &[&Token], wanted: usize) -> Option<(String, Vec<String>)> {
    if !(3..=12).contains(&wanted) {
        return None;
    }
    let mut labels: Vec<String> = Vec::new();
    let mut group = String::new();
    // In a table with a merged heading at the left, its empty cell begins the row of figures.
    let mut tokens = before
        .iter()
        .rev()
        .skip_while(|token| token.is_empty())
        .peekable();
    while labels.len() < wanted {
        let token = tokens.next()?;
        if token.is_empty() {
            return None;
        }
        let mut label = token.label.clone();
        // A heading broken over two lines: 2020年 / 实际在职人数.
        if let Some(above) = tokens.peek()
            && is_first_half(&above.label)
        {
            label = format!("{}{label}", above.label);
            tokens.next();
        }
        if label.chars().count() > 24 {
            return None;
        }
        labels.push(label);
    }
    if let Some(above) = tokens.next()
        && (above.label.ends_with("情况")
            || above.label.ends_with("控制")
            || above.label.ends_with("变动"))
    {
        group.clone_from(&above.text);
    }
    labels.reverse();
    Some((group, labels))
}

/// Only a year: the rest of the heading is on the next line.
fn is_first_half(label: &str) -> bool {
    let year = label.trim_end_matches('度');
    year.strip_suffix('年')
        .is_some_and(|digits| digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit()))
        || matches!(
            label,
            "上年" | "本年" | "上年度" | "本年度" | "年初" | "全年" | "实际"
        )
}

/// Label and figure beside each other, three times: 编制数 7 在职人数 6 控制率 85.71%.
fn beside_labels(tokens: &[Token], at: usize) -> Option<Metric> {
    let label = |offset: usize| {
        let token = tokens.get(at + offset)?;
        let is_label = Printed::read(token).is_none() && !token.is_empty();
        (is_label && token.label.chars().count() <= 24).then(|| token.label.clone())
    };
    let figure = |offset: usize| tokens.get(at + offset).and_then(Printed::read);
    let (a, b, result) = (label(0)?, label(2)?, label(4)?);
    let kind = kind(&result)?;
    let (first, second, printed) = (figure(1)?, figure(3)?, figure(5)?);
    metric(
        kind,
        "",
        (&a, &first),
        (&b, &second),
        (&result, &printed),
        at + 5,
    )
}

/// What a heading of a result asks for.
fn kind(label: &str) -> Option<Kind> {
    let bare = super::heading::without_brackets(label);
    let ends = |words: &[&str]| words.iter().any(|word| bare.ends_with(word));
    if ends(&["变动率", "增长率", "增减率", "变化率"]) {
        Some(Kind::Change)
    } else if ends(&[
        "执行率",
        "控制率",
        "完成率",
        "利用率",
        "使用率",
        "调整率",
        "到位率",
        "支付率",
    ]) {
        Some(Kind::Share)
    } else if ends(&["变动数", "变动额", "增减数", "增减额", "差额"]) {
        Some(Kind::Difference)
    } else {
        None
    }
}

/// What a heading of a figure stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Basis,
    Actual,
}

fn metric(
    kind: Kind,
    group: &str,
    a: (&String, &Printed),
    b: (&String, &Printed),
    result: (&String, &Printed),
    index: usize,
) -> Option<Metric> {
    let roles = (role(kind, a.0), role(kind, b.0));
    let (basis, actual) = match roles {
        (Some(Role::Basis), Some(Role::Actual)) => (a, b),
        (Some(Role::Actual), Some(Role::Basis)) => (b, a),
        _ => match years(a.0, b.0)? {
            std::cmp::Ordering::Less => (a, b),
            _ => (b, a),
        },
    };
    let is_plain = |figure: &Printed| !figure.is_percent;
    (is_plain(basis.1) && is_plain(actual.1) && basis.1.unit == actual.1.unit).then(|| Metric {
        group: group.to_owned(),
        kind,
        basis_label: basis.0.clone(),
        basis: basis.1.clone(),
        actual_label: actual.0.clone(),
        actual: actual.1.clone(),
        result_label: result.0.clone(),
        result: result.1.clone(),
        index,
    })
}

fn role(kind: Kind, label: &str) -> Option<Role> {
    let has = |words: &[&str]| words.iter().any(|word| label.contains(word));
    if kind == Kind::Change {
        return match (
            has(&["上年", "上一年", "年初"]),
            has(&["本年", "当年", "年末"]),
        ) {
            (true, false) => Some(Role::Basis),
            (false, true) => Some(Role::Actual),
            _ => None,
        };
    }
    if has(&["调整", "追加"]) {
        return Some(Role::Actual);
    }
    if has(&[
        "实际",
        "决算",
        "执行数",
        "支出数",
        "在用",
        "在职",
        "完成数",
        "支付数",
    ]) {
        return Some(Role::Actual);
    }
    has(&["预算", "编制", "批准", "批复", "计划", "总额", "总数"]).then_some(Role::Basis)
}

/// The order of two headings by the years they name.
fn years(a: &str, b: &str) -> Option<std::cmp::Ordering> {
    let year = |label: &str| {
        let digits = label.split('年').next()?;
        digits
            .get(digits.len().checked_sub(4)?..)?
            .parse::<i32>()
            .ok()
    };
    let (first, second) = (year(a)?, year(b)?);
    (first != second).then(|| first.cmp(&second))
}
