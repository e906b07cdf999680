//! A scheme in words, for a terminal.

use super::{Shown, ShownIndicator};
use crate::cli::table::Table;

/// Everything the scheme holds, heading by heading; headings with nothing below are left out.
pub(super) fn write(shown: &Shown<'_>) -> String {
    let sections = [
        ("表", forms(shown)),
        ("数据项", items(shown)),
        ("计算项", computed(shown)),
        ("指标", shown.indicators.iter().map(indicator).collect()),
        ("指标表的打分", row_rules(shown)),
        ("总分的组成", lines(&shown.parts)),
        ("限分和扣分", lines(&limits(shown))),
        ("上年", lines(&shown.last_year)),
        ("勾稽", checks(shown)),
        ("例子", lines(&shown.examples)),
        ("已说明理由", allowed(shown)),
    ];
    let sections = sections.iter().filter(|(_, text)| !text.is_empty());
    let sections = sections.map(|(heading, text)| format!("\n【{heading}】\n{text}"));
    head(shown) + &sections.collect::<String>()
}

fn head(shown: &Shown<'_>) -> String {
    let grades: Vec<String> = shown
        .grades
        .iter()
        .map(|(name, least)| format!("{name} {least} 分起"))
        .collect();
    let step = shown.score_step;
    let step = step.map(|step| format!("，最小 {step} 分"));
    let mut text = format!(
        "{}　{}\n来源：{}\n公开标题：{}\n满分 {} 分；得分保留 {} 位小数{}；{}；金额单位 {}\n",
        shown.scheme,
        shown.title,
        shown.source,
        shown.publication_title,
        shown.full_marks,
        shown.score_decimals,
        step.unwrap_or_default(),
        grades.join("，"),
        shown.amount_unit
    );
    for (word, item) in [
        ("总分", shown.conclusion_score),
        ("等级", shown.conclusion_grade),
    ] {
        if let Some(item) = item {
            text.push_str(&format!("{word}填在“{item}”\n"));
        }
    }
    text
}

fn forms(shown: &Shown<'_>) -> String {
    let mut text = String::new();
    for form in &shown.forms {
        let number = format!("{} {}", form.annex, form.name);
        let number = number.trim_start();
        text.push_str(&format!("  {number}（{}）：{}\n", form.id, form.title));
        for line in &form.outline {
            text.push_str(&format!("    {line}\n"));
        }
    }
    text
}

fn items(shown: &Shown<'_>) -> String {
    let mut table = Table::new(&["代码", "名称", "种类", "单位", "填写", "所在表", "说明"]);
    for item in &shown.items {
        let zero = if item.empty_is_zero {
            "不填按0算"
        } else {
            ""
        };
        let choices = item.choices.join("、");
        let last_year = item.from_last_year;
        let last_year = last_year.map_or(String::new(), |from| format!("取上年的{from}"));
        let source = match item.source {
            "" => String::new(),
            place => format!("数据来源：{place}"),
        };
        let notes: Vec<&str> = [zero, &choices, &last_year, item.help, &source]
            .into_iter()
            .filter(|note| !note.is_empty())
            .collect();
        table.row(&[
            item.code,
            item.name,
            item.kind,
            item.unit,
            item.required,
            item.form,
            &notes.join("；"),
        ]);
    }
    body(&table)
}

fn computed(shown: &Shown<'_>) -> String {
    let mut table = Table::new(&["代码", "名称", "单位", "小数", "公式", "所在表", "说明"]);
    for value in &shown.computed {
        let note = if value.is_change_rate {
            "变动率"
        } else {
            ""
        };
        table.row(&[
            value.code,
            value.name,
            value.unit,
            &value.decimals.to_string(),
            value.formula,
            value.form,
            note,
        ]);
    }
    body(&table)
}

fn indicator(indicator: &ShownIndicator<'_>) -> String {
    let levels = [indicator.level1, indicator.level2, indicator.name];
    let levels: Vec<&str> = levels
        .into_iter()
        .filter(|level| !level.is_empty())
        .collect();
    let mut text = format!(
        "  {}（{} 分，{}）\n",
        levels.join(" / "),
        indicator.weight,
        indicator.code
    );
    for (word, printed) in [
        ("指标说明", indicator.definition),
        ("表上写的", indicator.printed),
    ] {
        if !printed.is_empty() {
            text.push_str(&format!("    {word}：{}\n", printed.replace('\n', "")));
        }
    }
    text.push_str(&format!("    方案这样算：{}\n", indicator.rule.join("；")));
    text
}

fn row_rules(shown: &Shown<'_>) -> String {
    let rules = shown.row_rules.iter();
    rules
        .map(|rule| format!("  {}：{}\n", rule.block, rule.rule.join("；")))
        .collect()
}

/// The limits, and what reviewers may take off.
fn limits<'a>(shown: &'a Shown<'_>) -> Vec<&'a str> {
    let deduction = shown
        .reviewer_deduction
        .then_some("审核人可以扣分，扣分单列一栏");
    let limits = shown.limits.iter().map(String::as_str);
    limits.chain(deduction).collect()
}

fn checks(shown: &Shown<'_>) -> String {
    let checks = shown.checks.iter();
    checks
        .map(|check| format!("  {} {}：{}\n", check.check, check.severity, check.rule))
        .collect()
}

fn allowed(shown: &Shown<'_>) -> String {
    let allowed = shown.allowed.iter();
    allowed
        .map(|allow| format!("  {} {}：{}\n", allow.lint, allow.at, allow.because))
        .collect()
}

fn lines(texts: &[impl AsRef<str>]) -> String {
    let texts = texts.iter();
    texts.map(|text| format!("  {}\n", text.as_ref())).collect()
}

fn body(table: &Table) -> String {
    if table.is_empty() {
        String::new()
    } else {
        table.indented(2)
    }
}
