//! K05 increases and growth rates, K07 balances, K08 parts above their whole, K12 figures that
//! moved far.

use super::arithmetic::{self, Figure, Printed, SumJudgement};
use super::subject::Subject;
use super::{Finding, Severity};
use crate::domain::figure::{Exact, fixed, percent};
use crate::domain::formula::{Expr, Slot};
use crate::domain::scheme::Check;

pub(super) fn check(subject: &Subject<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for check in &subject.scheme.checks {
        match check {
            Check::Change {
                increase,
                growth,
                this,
                last,
                severity,
            } => {
                let bases = (*this, *last);
                findings.extend(increase.and_then(|at| change(subject, at, bases, *severity)));
                findings.extend(growth.and_then(|at| grown(subject, at, bases, *severity)));
            }
            Check::Balance {
                opening,
                income,
                spending,
                closing,
                severity,
            } => findings.extend(balance(
                subject,
                [opening, income, spending],
                *closing,
                *severity,
            )),
            Check::AtMost {
                left,
                right,
                severity,
                because,
            } => findings.extend(above_whole(subject, *left, right, *severity, because)),
            Check::Moved {
                from,
                to,
                more_than,
                severity,
            } => findings.extend(moved(subject, (*from, *to), more_than, *severity)),
            _ => {}
        }
    }
    findings
}

/// A typed figure; an empty cell is none.
fn typed<'a>(subject: &Subject<'a>, slot: Slot) -> Option<Figure<'a>> {
    subject
        .figure(slot)
        .filter(|figure| !figure.typed.trim().is_empty())
}

/// Typed figures; none when one of them is empty.
fn typed_all<'a, const N: usize>(
    subject: &Subject<'a>,
    slots: [Slot; N],
) -> Option<[Figure<'a>; N]> {
    let figures: Option<Vec<Figure<'a>>> = slots.iter().map(|slot| typed(subject, *slot)).collect();
    figures?.try_into().ok()
}

/// What a judgement leaves to say: the figure it comes to, the gap, the cause or the tail.
fn difference(
    judged: SumJudgement,
    severity: Severity,
) -> Option<(Exact, Exact, Severity, String)> {
    match judged {
        SumJudgement::Right => None,
        SumJudgement::Tail { added, gap } => Some((
            added,
            gap,
            Severity::Notice,
            "差额在四舍五入可能造成的范围内；确属尾差的，请注明“尾差”。".to_owned(),
        )),
        SumJudgement::Wrong { added, gap, cause } => {
            let cure = cause.map_or_else(
                || match severity {
                    Severity::Error => "请核对各项数据。".to_owned(),
                    _ => "请核对各项数据；口径确有不同的，请说明理由。".to_owned(),
                },
                |cause| cause.words,
            );
            Some((added, gap, severity, cure))
        }
    }
}

fn change(
    subject: &Subject<'_>,
    increase: Slot,
    (this, last): (Slot, Slot),
    severity: Severity,
) -> Option<Finding> {
    let [printed, now, before] = typed_all(subject, [increase, this, last])?;
    let judged = arithmetic::change(&printed, &now, &before, &[]);
    let (right, gap, severity, cure) = difference(judged, severity)?;
    let message = format!(
        "“{}”填 {}，“{}”{} 减“{}”{} 为 {}，相差 {}。",
        printed.label,
        subject.shown(increase),
        now.label,
        subject.shown(this),
        before.label,
        subject.shown(last),
        fixed(&right, 2),
        fixed(&gap.abs(), 2),
    );
    Some(subject.finding_at(("K05", severity), increase, &[this, last], message, cure))
}

fn grown(
    subject: &Subject<'_>,
    growth: Slot,
    (this, last): (Slot, Slot),
    severity: Severity,
) -> Option<Finding> {
    let [printed, now, before] = typed_all(subject, [growth, this, last])?;
    let judged = arithmetic::growth(&printed.printed, &now.printed, &before.printed)?;
    if judged == arithmetic::RateJudgement::Right {
        return None;
    }
    let right = &now.value().divided_by(before.value())? - &Exact::whole(1);
    let message = format!(
        "“{}”填 {}，按“{}”{} 与“{}”{} 计算应为 {}{}。",
        printed.label,
        subject.shown(growth),
        now.label,
        subject.shown(this),
        before.label,
        subject.shown(last),
        percent(&right, 2),
        judged.words(),
    );
    let cure = format!("请改为 {}，或核对两年的数据。", percent(&right, 2));
    Some(subject.finding_at(("K05", severity), growth, &[this, last], message, cure))
}

fn balance(
    subject: &Subject<'_>,
    formulas: [&Expr; 3],
    closing: Slot,
    severity: Severity,
) -> Option<Finding> {
    let left = typed(subject, closing)?;
    let names = formulas.map(|formula| formula.in_names(&subject.values()));
    let [opening, income, spending] = formulas.map(|formula| whole(subject, formula));
    let [opening_name, income_name, spending_name] = &names;
    let figure = |printed, label| Figure {
        label,
        typed: "",
        printed,
    };
    let judged = arithmetic::balance(
        &figure(opening?, opening_name),
        &figure(income?, income_name),
        &figure(spending?, spending_name),
        &left,
    );
    let (right, gap, severity, cure) = difference(judged, severity)?;
    let numbers = formulas.map(|formula| formula.in_numbers(&subject.values()));
    let [opening, income, spending] = numbers;
    let slots: Vec<Slot> = formulas.into_iter().flat_map(Expr::slots).collect();
    let message = format!(
        "“{}”填 {}，上年结转 {opening}，加本年收入 {income}，减本年支出 {spending}，应为 {}，相差 {}。",
        left.label,
        subject.shown(closing),
        fixed(&right, 2),
        fixed(&gap.abs(), 2),
    );
    Some(subject.finding_at(("K07", severity), closing, &slots, message, cure))
}

/// The value of a formula, as precise as the figures in it together.
fn whole(subject: &Subject<'_>, formula: &Expr) -> Option<Printed> {
    let value = formula.evaluate(&subject.values()).ok()?;
    let figures = formula
        .slots()
        .into_iter()
        .filter_map(|slot| subject.figure(slot));
    let step = figures.fold(Exact::zero(), |sum, figure| &sum + &figure.printed.step);
    Some(Printed { value, step })
}

fn above_whole(
    subject: &Subject<'_>,
    left: Slot,
    right: &Expr,
    severity: Severity,
    because: &str,
) -> Option<Finding> {
    let part = typed(subject, left)?;
    let all = whole(subject, right)?;
    let slack = &part.printed.slack() + &all.slack();
    if *part.value() <= &all.value + &slack {
        return None;
    }
    let message = format!(
        "{because}，“{}”{} 大于“{}”{}，多 {}。",
        part.label,
        subject.shown(left),
        right.in_names(&subject.values()),
        fixed(&all.value, 2),
        fixed(&(part.value() - &all.value), 2),
    );
    let cure = match severity {
        Severity::Error => "请核对两处数据。".to_owned(),
        _ => "请核对两处数据；确属如此的，请说明理由。".to_owned(),
    };
    Some(subject.finding_at(("K08", severity), left, &right.slots(), message, cure))
}

fn moved(
    subject: &Subject<'_>,
    (from, to): (Slot, Slot),
    more_than: &Exact,
    severity: Severity,
) -> Option<Finding> {
    let [before, after] = typed_all(subject, [from, to])?;
    let gap = after.value() - before.value();
    let share = gap.divided_by(before.value())?;
    if share.abs() <= *more_than {
        return None;
    }
    let message = format!(
        "“{}”{}，“{}”{}，调整 {}，占 {}，应说明原因。",
        before.label,
        subject.shown(from),
        after.label,
        subject.shown(to),
        fixed(&gap, 2),
        percent(&share, 2),
    );
    let cure = "请在报告中说明调整的原因和依据。".to_owned();
    Some(subject.finding_at(("K12", severity), to, &[from], message, cure))
}
