//! K02, K04, K07, K12 and K20 between the tables of a document.

use crate::domain::check::Severity;
use crate::domain::figure::{Exact, fixed, percent};

use super::facts::{Facts, all_words, amount};
use super::finding::AuditFinding;
use super::funding::Source;
use super::heading::Column;
use super::metric::Kind;
use super::place::Forms;
use super::printed::Printed;
use super::rate::Quotient;

/// Everything that two tables say differently.
pub(super) fn check(facts: &Facts<'_>, forms: &Forms) -> Vec<AuditFinding> {
    let mut findings = Vec::new();
    findings.extend(one_figure_twice(facts, forms));
    findings.extend(mixed_basis(facts, forms));
    findings.extend(own_formula(facts, forms));
    findings.extend(balance(facts, forms));
    findings.extend(cost_targets(facts, forms));
    findings.extend(projects(facts, forms));
    findings.extend(staff(facts, forms));
    findings.extend(large_adjustment(facts, forms));
    findings
}

/// Two figures are the same within the rounding of both.
fn agree(a: &Exact, b: &Exact) -> bool {
    (a - b).abs() <= hundredth()
}

fn hundredth() -> Exact {
    Exact::whole(1)
        .divided_by(&Exact::whole(100))
        .unwrap_or_else(Exact::zero)
}

/// The same figure in two tables: 三公经费预算 in two groups, 年初预算 and 上年结转 in 附件1 and 附件4.
fn one_figure_twice(facts: &Facts<'_>, forms: &Forms) -> Vec<AuditFinding> {
    let budget = facts.metric(Kind::Change, &["三公"]);
    let control = facts.metric(Kind::Share, &["三公", "控制"]);
    let adjusted = facts.metric(Kind::Share, &["年初", "调整"]);
    let carried = facts.metric(Kind::Change, &["结转"]);
    let total = facts.funding(Source::Total, Column::Initial);
    let source = facts.funding(Source::CarriedOver, Column::Annual);
    let form = forms.at(facts.grid_index());
    let pairs = [
        (
            "本年三公经费预算数",
            control.map(|metric| (metric, &metric.basis)),
            budget.map(|metric| {
                (
                    &metric.actual,
                    forms.at(metric.index),
                    metric.group.as_str(),
                )
            }),
        ),
        (
            "年初预算数",
            adjusted.map(|metric| (metric, &metric.basis)),
            total.map(|figure| (figure, form, "年度资金总额")),
        ),
        (
            "上年结转",
            carried.map(|metric| (metric, &metric.basis)),
            source.map(|figure| (figure, form, "上年结转资金")),
        ),
    ];
    pairs
        .into_iter()
        .filter_map(|(name, here, there)| {
            let ((metric, figure), (other, form, group)) = (here?, there?);
            let is_without_carried = carried.is_some_and(|carried| {
                agree(&(&figure.number + &carried.basis.number), &other.number)
            });
            let is_same = agree(&figure.number, &other.number) || is_without_carried;
            if is_same || figure.unit != other.unit {
                return None;
            }
            Some(AuditFinding {
                check: "K04",
                severity: Severity::Warning,
                place: forms.place(metric.index, &[&metric.group, name], figure.line),
                published: figure.text.clone(),
                expected: other.text.clone(),
                message: format!(
                    "{name}这里是 {}，{form} {group}是 {}，两处不一致。",
                    figure.text, other.text
                ),
                cure: "请核对两处数据；口径不同的，请说明。".to_owned(),
            })
        })
        .collect()
}

/// The budget of 预算完成情况 holds 财政拨款 only while its final account holds all money.
fn mixed_basis(facts: &Facts<'_>, forms: &Forms) -> Option<AuditFinding> {
    let metric = facts.metric(Kind::Share, &["预算", "决算"])?;
    let total = |column| facts.funding(Source::Total, column);
    let part = |column| facts.funding(Source::Appropriation, column);
    let (all_budget, all_spent) = (total(Column::Annual)?, total(Column::Executed)?);
    let (part_budget, part_spent) = (part(Column::Annual)?, part(Column::Executed)?);
    let is_mixed = metric.basis.number == part_budget.number
        && part_budget.number != all_budget.number
        && metric.actual.number == all_spent.number
        && part_spent.number != all_spent.number;
    if !is_mixed {
        return None;
    }
    let right = Quotient::of(all_spent, all_budget)?.shown();
    let other = Quotient::of(part_spent, part_budget)?.shown();
    Some(AuditFinding {
        check: "K02",
        severity: Severity::Warning,
        place: super::metric_check::place(metric, forms),
        published: metric.result.text.clone(),
        expected: right.clone(),
        message: format!(
            "口径不一：分母 {} 只是财政拨款，分子 {} 是全部资金。同口径应为 {}÷{}＝{right}，或 {}÷{}＝{other}。",
            metric.basis.text,
            metric.actual.text,
            all_spent.text,
            all_budget.text,
            part_spent.text,
            part_budget.text,
        ),
        cure: "请把分子、分母改为同一口径。".to_owned(),
    })
}

/// 预算完成率 by the formula of the score sheet: (结转＋年初＋追加－年末结余) ÷ (结转＋年初＋追加).
pub(super) fn completion(facts: &Facts<'_>) -> Option<Exact> {
    let adjusted = facts.metric(Kind::Share, &["年初", "调整"])?;
    let carried = facts.metric(Kind::Change, &["结转"])?;
    let available = &(&carried.basis.number + &adjusted.basis.number) + &adjusted.actual.number;
    let spent = &available - &carried.actual.number;
    Some(&spent.divided_by(&available)? * &Exact::whole(100))
}

/// 附件4 computes 预算完成率 from figures that its own formula does not lead to.
fn own_formula(facts: &Facts<'_>, forms: &Forms) -> Option<AuditFinding> {
    let metric = facts.metric(Kind::Share, &["预算", "决算"])?;
    let adjusted = facts.metric(Kind::Share, &["年初", "调整"])?;
    let carried = facts.metric(Kind::Change, &["结转"])?;
    let right = completion(facts)?;
    let printed = Quotient::of(&metric.actual, &metric.basis)?;
    let tenth = &hundredth() * &Exact::whole(10);
    if (&right - &printed.percent).abs() <= tenth {
        return None;
    }
    let shown = format!("{}%", fixed(&right, 2));
    Some(AuditFinding {
        check: "K02",
        severity: Severity::Warning,
        place: super::metric_check::place(metric, forms),
        published: metric.result.text.clone(),
        expected: shown.clone(),
        message: format!(
            "这里按 {}÷{} 得 {}；按预算完成率的公式（上年结转 {}＋年初预算 {}＋追加 {}－年末结余 {}）÷（上年结转＋年初预算＋追加）应为 {shown}。",
            metric.actual.text,
            metric.basis.text,
            printed.shown(),
            carried.basis.text,
            adjusted.basis.text,
            adjusted.actual.text,
            carried.actual.text,
        ),
        cure: "请按评分所用的公式计算，并核对预算总额和年末结余。".to_owned(),
    })
}

/// 全年预算 − 全年执行 against 年末结转结余, where they differ by little.
fn balance(facts: &Facts<'_>, forms: &Forms) -> Option<AuditFinding> {
    let carried = facts.metric(Kind::Change, &["结转"])?;
    facts.funding(Source::CarriedOver, Column::Annual)?;
    let budget = facts.funding(Source::Total, Column::Annual)?;
    let spent = facts.funding(Source::Total, Column::Executed)?;
    let left = &budget.number - &spent.number;
    let gap = (&left - &carried.actual.number).abs();
    let tenth = left.abs().divided_by(&Exact::whole(10))?;
    // A large difference has other reasons than a slip: money taken back, money never received.
    if gap <= &hundredth() * &Exact::whole(2) || gap > tenth {
        return None;
    }
    let right = fixed(&left, 2);
    Some(AuditFinding {
        check: "K07",
        severity: Severity::Warning,
        place: forms.place(
            carried.index,
            &[&carried.group, &carried.actual_label],
            carried.actual.line,
        ),
        published: carried.actual.text.clone(),
        expected: right.clone(),
        message: format!(
            "年末结转结余印的是 {}，按全年预算 {}－全年执行 {} 应为 {right}，相差 {}。",
            carried.actual.text,
            budget.text,
            spent.text,
            fixed(&gap, 2),
        ),
        cure: "请核对支出总额与结转结余。".to_owned(),
    })
}

/// The cost targets of 基本支出 and 项目支出 against 年初预算.
fn cost_targets(facts: &Facts<'_>, forms: &Forms) -> Option<AuditFinding> {
    let (basic, project) = (facts.costs("基本支出"), facts.costs("项目支出"));
    let ([basic], [project]) = (basic.as_slice(), project.as_slice()) else {
        return None;
    };
    let (first, second) = (
        amount(basic, &basic.target)?,
        amount(project, &project.target)?,
    );
    let sum = &first.value + &second.value;
    let initial = facts.funding(Source::Total, Column::Initial)?;
    let annual = facts.funding(Source::Total, Column::Annual);
    let is_annual = annual.is_some_and(|annual| agree(&sum, &annual.number));
    if agree(&sum, &initial.number) || is_annual {
        return None;
    }
    let shown = fixed(&sum, 2);
    Some(AuditFinding {
        check: "K04",
        severity: Severity::Warning,
        place: forms.place(first.cell.index, &["成本指标", "指标值"], first.cell.line),
        published: shown.clone(),
        expected: initial.text.clone(),
        message: format!(
            "基本支出指标值 {} 与项目支出指标值 {} 合计 {shown}，年初预算数是 {}。",
            first.cell.text, second.cell.text, initial.text
        ),
        cure: "请核对成本指标与年初预算。".to_owned(),
    })
}

/// Project spending under 成本指标 against that of the base data.
fn projects(facts: &Facts<'_>, forms: &Forms) -> Option<AuditFinding> {
    let rows = facts.costs("项目支出");
    let [row] = rows.as_slice() else { return None };
    let spent = amount(row, &row.actual)?;
    let metric = facts.metric(Kind::Share, &["项目支出"])?;
    if agree(&spent.value, &metric.actual.number) {
        return None;
    }
    Some(AuditFinding {
        check: "K04",
        severity: Severity::Error,
        place: forms.place(
            spent.cell.index,
            &["成本指标", &format!("“{}”", row.name.text), "完成值"],
            spent.cell.line,
        ),
        published: spent.cell.text.clone(),
        expected: metric.actual.text.clone(),
        message: format!(
            "项目支出这里是 {}，{} 是 {}，两处不一致。",
            spent.cell.text,
            super::metric_check::place(metric, forms),
            metric.actual.text
        ),
        cure: "请核对项目支出，使各表一致。".to_owned(),
    })
}

/// The number of staff as an indicator against the base data.
fn staff(facts: &Facts<'_>, forms: &Forms) -> Option<AuditFinding> {
    let metric = facts
        .metrics
        .iter()
        .find(|metric| all_words(metric).contains("编制") && all_words(metric).contains("在职"))?;
    let row = facts.trees.iter().flat_map(|tree| &tree.rows).find(|row| {
        let name = super::stream::label(&row.name.text);
        [
            "工作人员数量",
            "在职人员数量",
            "在职人数",
            "人员数量",
            "在编人数",
        ]
        .iter()
        .any(|word| name.contains(word))
    })?;
    let count = Printed::of(&row.actual.text, row.actual.line)?;
    let is_known = [&metric.basis.number, &metric.actual.number].contains(&&count.number);
    if is_known || !matches!(count.unit.as_str(), "" | "人" | "名") {
        return None;
    }
    Some(AuditFinding {
        check: "K04",
        severity: Severity::Warning,
        place: forms.place(
            row.actual.index,
            &[&row.level2, &format!("“{}”", row.name.text), "完成值"],
            row.actual.line,
        ),
        published: row.actual.text.clone(),
        expected: metric.actual.text.clone(),
        message: format!(
            "人员数量这里是 {}，{} 是编制 {}、在职 {}，口径没有说明。",
            row.actual.text,
            forms.at(metric.index),
            metric.basis.text,
            metric.actual.text
        ),
        cure: "请统一口径，或说明多出的人员。".to_owned(),
    })
}

/// A budget that changed by a third or more in the year, in a form that has no place to say why.
fn large_adjustment(facts: &Facts<'_>, forms: &Forms) -> Option<AuditFinding> {
    if facts.metric(Kind::Share, &["调整"]).is_some() {
        return None;
    }
    let initial = facts.funding(Source::Total, Column::Initial)?;
    let annual = facts.funding(Source::Total, Column::Annual)?;
    let gap = &annual.number - &initial.number;
    let share = gap.divided_by(&initial.number)?;
    let third = Exact::whole(1).divided_by(&Exact::whole(3))?;
    if share.abs() < third {
        return None;
    }
    Some(AuditFinding {
        check: "K12",
        severity: Severity::Notice,
        place: forms.place(
            facts.grid_index(),
            &["年度资金总额", "全年预算数"],
            annual.line,
        ),
        published: annual.text.clone(),
        expected: String::new(),
        message: format!(
            "年初预算 {}，全年预算 {}，变动 {}，表中没有说明原因。",
            initial.text,
            annual.text,
            percent(&share, 2)
        ),
        cure: "请说明年中调整的原因。".to_owned(),
    })
}
