//! K09, K10, K11 and K19 on a score sheet.

use crate::domain::check::Severity;
use crate::domain::figure::{Exact, points};

use super::evidence::Evidence;
use super::finding::AuditFinding;
use super::place::Forms;
use super::printed::Printed;
use super::rule::Rule;
use super::sheet::{Item, Sheet};

/// Every check of a sheet.
pub(super) fn check(sheet: &Sheet, evidence: &Evidence<'_>, forms: &Forms) -> Vec<AuditFinding> {
    let mut findings = Vec::new();
    let mut corrections = Vec::new();
    for (index, item) in sheet.items.iter().enumerate() {
        let next = sheet.items.get(index + 1);
        if let Some(finding) = above_weight(item, next, forms) {
            findings.push(finding);
            corrections.extend(to_weight(item));
        }
        if let Some((finding, allowed)) = score(item, evidence, forms) {
            findings.push(finding);
            let printed = item.score.as_ref().map(|score| score.number.clone());
            let printed = printed.unwrap_or_else(Exact::zero);
            corrections.extend(allowed.iter().map(|right| right - &printed));
        }
        findings.extend(without_reason(item, forms));
        findings.extend(untraceable(item, evidence, forms));
        findings.extend(template_slips(item, evidence.year, forms));
    }
    findings.extend(super::sheet_sums::check(sheet, &corrections, forms));
    findings
}

fn place(item: &Item, forms: &Forms) -> String {
    let line = item
        .score
        .as_ref()
        .map_or(item.name.line, |score| score.line);
    forms.place(item.score_index, &[&item.name.text, "得分"], line)
}

/// More points than there are. One score that stands beside several rows is left alone.
fn above_weight(item: &Item, next: Option<&Item>, forms: &Forms) -> Option<AuditFinding> {
    let (score, weight) = (item.score.as_ref()?, item.weight.as_ref()?);
    let is_shared = item.above.iter().any(|level| {
        level
            .weight
            .as_ref()
            .is_some_and(|w| score.number <= w.number)
    }) || next.is_some_and(|next| next.above.len() > 2);
    let is_off = score.number > weight.number || score.number.is_negative();
    (is_off && !is_shared).then(|| super::cells::above_weight(score, weight, place(item, forms)))
}

/// Points lost and nothing under 扣分原因.
fn without_reason(item: &Item, forms: &Forms) -> Option<AuditFinding> {
    let (score, weight) = (item.score.as_ref()?, item.weight.as_ref()?);
    let is_lost = score.number < weight.number && !score.number.is_negative();
    (is_lost && item.has_reason == Some(false)).then(|| AuditFinding {
        check: "K12",
        severity: Severity::Warning,
        place: place(item, forms),
        published: score.text.clone(),
        expected: String::new(),
        message: format!(
            "分值 {}，得分 {}：扣 {} 分，没有写扣分原因。",
            points(&weight.number, 2),
            score.text,
            points(&(&weight.number - &score.number), 2)
        ),
        cure: "请写明扣分原因，或改正得分。".to_owned(),
    })
}

/// A score that no reading of the printed rule gives for the rate of the document.
///
/// The finding comes with every score that the rule does give.
fn score(
    item: &Item,
    evidence: &Evidence<'_>,
    forms: &Forms,
) -> Option<(AuditFinding, Vec<Exact>)> {
    let (score, weight) = (item.score.as_ref()?, item.weight.as_ref()?);
    let rule = item.rule()?;
    let rates = evidence.rates(item);
    let allowed: Vec<Exact> = rates
        .iter()
        .flat_map(|rate| rule.scores(&rate.percent, &weight.number))
        .collect();
    let fits = allowed.iter().any(|right| {
        (0..=2).any(|decimals| {
            right.rounded(decimals).map(Exact::from).as_ref() == Some(&score.number)
        })
    });
    let first = rates.first()?;
    if fits || allowed.is_empty() {
        return None;
    }
    let mut shown: Vec<String> = allowed.iter().map(|right| points(right, 2)).collect();
    shown.dedup();
    let right = shown.first().cloned().unwrap_or_default();
    let finding = AuditFinding {
        check: "K09",
        severity: Severity::Error,
        place: place(item, forms),
        published: score.text.clone(),
        expected: right.clone(),
        message: format!(
            "得分印的是 {}；{} 为 {}（{}），按评价标准应得 {} 分。",
            score.text,
            item.name.text,
            first.shown,
            first.place,
            shown.join(" 或 "),
        ),
        cure: format!("请改为 {right} 分，或核对比率的数据。"),
    };
    Some((finding, allowed))
}

/// What a score above its weight should be changed by.
fn to_weight(item: &Item) -> Option<Exact> {
    Some(&item.weight.as_ref()?.number - &item.score.as_ref()?.number)
}

/// A score that depends on figures which the document gives nowhere.
fn untraceable(item: &Item, evidence: &Evidence<'_>, forms: &Forms) -> Option<AuditFinding> {
    let (score, weight) = (item.score.as_ref()?, item.weight.as_ref()?);
    if !evidence.has_base_data() {
        return None;
    }
    let text = item.texts.concat();
    let is_conversion =
        text.contains("考核得分") && (text.contains("总分") || text.contains("折算"));
    let (severity, what) = if is_conversion && !evidence.mentions_points("考核") {
        (Severity::Warning, "考核得分和考核总分".to_owned())
    } else if matches!(item.rule(), Some(Rule::PerStep { .. }))
        && score.number < weight.number
        && evidence.rates(item).is_empty()
    {
        let measure = evidence.missing_measure(item)?;
        (Severity::Error, format!("{measure}的预算数和实际支出数"))
    } else {
        return None;
    };
    Some(AuditFinding {
        check: "K11",
        severity,
        place: place(item, forms),
        published: score.text.clone(),
        expected: String::new(),
        message: format!(
            "“{}”得 {} 分（满分 {}），但全文没有{what}，得分无从核对。",
            item.name.text,
            score.text,
            points(&weight.number, 2)
        ),
        cure: format!("请在基础数据表中补充{what}。"),
    })
}

/// What was left from another year's template, and slips of the pen in the points.
fn template_slips(item: &Item, year: Option<i32>, forms: &Forms) -> Vec<AuditFinding> {
    let mut found = Vec::new();
    if let Some(weight) = item
        .weight
        .as_ref()
        .filter(|weight| weight.text.contains('人'))
    {
        found.push(notice(
            forms.place(item.weight_index, &[&item.name.text, "分值"], weight.line),
            weight,
            &weight.text.replace('人', "分"),
            format!("分值写成了“{}”。", weight.text),
        ));
    }
    let text = item.texts.concat();
    let stale = year.and_then(|year| {
        let at = text.find("年完工").or_else(|| text.find("年度完工"))?;
        let printed: i32 = text.get(at.checked_sub(4)?..at)?.parse().ok()?;
        (printed != year).then_some((printed, year))
    });
    if let (Some((printed, year)), Some(score)) = (stale, item.score.as_ref()) {
        let figure = Printed {
            text: format!("{printed}年"),
            ..score.clone()
        };
        found.push(notice(
            forms.place(
                item.name.index,
                &[&item.name.text, "指标说明"],
                item.name.line,
            ),
            &figure,
            &format!("{year}年"),
            format!("本表是{year}年度的，指标说明里还是{printed}年，像是沿用了旧表样。"),
        ));
    }
    found
}

fn notice(place: String, printed: &Printed, expected: &str, message: String) -> AuditFinding {
    AuditFinding {
        check: "K19",
        severity: Severity::Notice,
        place,
        published: printed.text.clone(),
        expected: expected.to_owned(),
        message,
        cure: "请改正表样文字。".to_owned(),
    }
}
