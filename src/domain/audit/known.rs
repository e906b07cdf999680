//! What the tables of a document know, for the text that repeats it.

use crate::domain::figure::{Exact, Reading, read};
use crate::domain::narrative::Known;

use super::facts::{Facts, amount};
use super::funding::Source;
use super::heading::{Column, without_brackets};
use super::metric::{Kind, Metric};
use super::place::Forms;
use super::rate::Quotient;
use super::stream::Token;
use super::tree::{Cell, Row};

/// Every figure of the tables by the names under which a text may speak of it.
pub(super) fn figures(facts: &Facts<'_>, tokens: &[Token], forms: &Forms) -> Vec<Known> {
    let Some(money) = unit(tokens) else {
        return Vec::new();
    };
    let mut known = funding(facts, money, forms);
    known.extend(indicators(facts, forms));
    known.extend(execution(facts, forms));
    for metric in facts.metrics {
        known.extend(group(metric, money, forms));
    }
    for name in ["基本支出", "项目支出"] {
        let rows = facts.costs(name);
        if let [row] = rows.as_slice()
            && let Some(spent) = amount(row, &row.actual)
        {
            let place = format!("{} 成本指标“{}”", forms.at(spent.cell.index), row.name.text);
            known.push(figure(name, &spent.value, "万元", &place));
        }
    }
    known
}

fn figure(name: &str, value: &Exact, unit: &str, place: &str) -> Known {
    Known {
        name: name.to_owned(),
        value: value.clone(),
        unit: unit.to_owned(),
        place: place.trim().to_owned(),
        is_loose: false,
    }
}

/// The results of the indicators, and their targets, which a text may repeat as well.
fn indicators(facts: &Facts<'_>, forms: &Forms) -> Vec<Known> {
    let rows = facts.trees.iter().flat_map(|tree| &tree.rows);
    rows.flat_map(|row| {
        [&row.actual, &row.target]
            .into_iter()
            .filter_map(|cell| indicator(row, cell, forms))
    })
    .collect()
}

fn indicator(row: &Row, cell: &Cell, forms: &Forms) -> Option<Known> {
    const ENDS: [&str; 5] = ["数量", "人次", "次数", "数", "情况"];
    let Reading::Number(quantity) = read(&format!("{}{}", cell.text, row.unit)) else {
        return None;
    };
    let name = super::stream::label(&row.name.text);
    let name = ENDS
        .iter()
        .find_map(|end| name.strip_suffix(end))
        .unwrap_or(&name);
    let place = format!("{} 指标“{}”", forms.at(cell.index), row.name.text);
    let is_amount = quantity.unit.ends_with('元');
    let scale = quantity.scale.factor();
    (!is_amount && !quantity.unit.is_empty()).then(|| Known {
        is_loose: true,
        ..figure(
            name,
            &(&Exact::from(quantity.number) * &scale),
            &quantity.unit,
            &place,
        )
    })
}

/// The rate of execution, which a text may use for a part of the money.
fn execution(facts: &Facts<'_>, forms: &Forms) -> Option<Known> {
    let spent = facts.funding(Source::Total, Column::Executed)?;
    let budget = facts.funding(Source::Total, Column::Annual)?;
    let rate = Quotient::of(spent, budget)?;
    let place = format!("{} 年度资金总额执行率", forms.at(facts.grid_index()));
    Some(Known {
        is_loose: true,
        ..figure("预算执行率", &rate.percent, "%", &place)
    })
}

/// The unit of the amounts in the tables: 万元 unless they say 元; `None` where they say both.
pub(super) fn unit(tokens: &[Token]) -> Option<&'static str> {
    let says = |unit: &str| {
        tokens.iter().any(|token| {
            token.label.contains(&format!("({unit})"))
                || token.label.contains(&format!("单位:{unit}"))
        })
    };
    match (says("元"), says("万元")) {
        (true, true) => None,
        (true, false) => Some("元"),
        _ => Some("万元"),
    }
}

fn funding(facts: &Facts<'_>, money: &str, forms: &Forms) -> Vec<Known> {
    let form = forms.at(facts.grid_index());
    let named = [
        (
            Source::Total,
            Column::Initial,
            "年初预算",
            "年度资金总额年初预算数",
        ),
        (
            Source::Total,
            Column::Executed,
            "全年执行数",
            "年度资金总额全年执行数",
        ),
        (
            Source::CarriedOver,
            Column::Annual,
            "上年结转资金",
            "上年结转资金",
        ),
    ];
    named
        .into_iter()
        .filter_map(|(source, column, name, cell)| {
            let printed = facts.funding(source, column)?;
            Some(figure(
                name,
                &printed.number,
                money,
                &format!("{form} {cell}"),
            ))
        })
        .collect()
}

/// The two figures of a group and what comes of them. The rate is the right one, not the printed:
/// a text that repeats a wrong rate is wrong too.
fn group(metric: &Metric, money: &str, forms: &Forms) -> Vec<Known> {
    let form = forms.at(metric.index);
    let words = super::facts::all_words(metric);
    let is_people = words.contains("编制");
    let unit = if is_people { "人" } else { money };
    let title = super::stream::label(&metric.group);
    let title = title.trim_end_matches("情况");
    let mut known = Vec::new();
    for (label, value) in [
        (&metric.basis_label, &metric.basis.number),
        (&metric.actual_label, &metric.actual.number),
    ] {
        let name = figure_name(title, label);
        known.push(figure(
            &name,
            value,
            unit,
            &format!("{form} {}{label}", metric.group),
        ));
    }
    let rate = match metric.kind {
        Kind::Share => Quotient::of(&metric.actual, &metric.basis),
        Kind::Change => Quotient::change(&metric.actual, &metric.basis),
        Kind::Difference => None,
    };
    if let Some(rate) = rate {
        let name = rate_name(title, without_brackets(&metric.result_label));
        known.push(figure(
            &name,
            &rate.percent,
            "%",
            &format!("{form} {}", metric.group),
        ));
    }
    known
}

/// 三公经费控制 and 控制率 as 三公经费控制率.
fn rate_name(title: &str, result: &str) -> String {
    let kind = result.trim_end_matches('率');
    let kinds = [kind, "完成", "执行", "使用"];
    if kinds.iter().any(|kind| title.ends_with(kind)) {
        format!("{title}率")
    } else {
        format!("{title}{result}")
    }
}

/// A heading that does not say of what it is, with the group's subject: 三公经费 and 本年预算数.
fn figure_name(title: &str, label: &str) -> String {
    let subject = title
        .trim_end_matches("变动")
        .trim_end_matches("控制")
        .trim_end_matches("执行")
        .trim_end_matches("使用")
        .trim_end_matches("安排")
        .trim_end_matches("调整")
        .trim_end_matches("完成");
    let is_whole = subject.is_empty() || label.contains(subject) || subject == "预算";
    if is_whole {
        label.to_owned()
    } else {
        format!("{subject}{label}")
    }
}
